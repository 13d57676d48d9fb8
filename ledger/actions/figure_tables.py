"""Tables of figures gone through: what was read in each text, and what of them is not as it was written."""

from collections.abc import Iterator, Sequence

from ledger.actions.reading import Failure
from ledger.errors import DocumentUnreadable, LedgerError
from ledger.tables.figure_rows import Broken, Taken, Unread, readings_of
from ledger.tables.layout import FigureRow
from ledger.tables.registry import open_figures

_READ_AGAIN = "Read the texts again, or give the rows as they were written."


class FigureTables:
    """Tables one behind the other: an engine may part one so that a text begins in one and ends in the next.

    `path`, `done` and `length` tell how far the table is that is gone through.
    """

    def __init__(self, paths: Sequence[str]) -> None:
        self.paths = paths
        self.path, self.done, self.length = "", 0, 0
        self._before = 0  # rows of the tables behind
        self._begun: list[tuple[int, str]] = []
        self._failed: list[Failure] = []

    def readings(self) -> Iterator[Taken | Failure]:
        """Yield what was read in each text; what cannot be had from the tables is told, and the rest goes on."""
        for told in readings_of(self._rows()):
            yield from self._failures()
            yield told if isinstance(told, Taken) else self._failure(told)
        yield from self._failures()

    def _rows(self) -> Iterator[FigureRow]:
        for path in self.paths:
            self._before += self.done
            self._begun.append((self._before, path))
            self.path, self.done, self.length = path, 0, 0
            try:
                table = open_figures(path)
                self.length = table.length
                for row in table.rows:
                    self.done += 1
                    yield row
            except LedgerError as error:
                self._failed.append(Failure.of(path, error))

    def _failures(self) -> Iterator[Failure]:
        yield from self._failed
        self._failed.clear()

    def _failure(self, told: Unread | Broken) -> Failure:
        if isinstance(told, Unread):
            return Failure(told.path, f"row {told.row} of the texts: {told.reason}")
        before, path = next((before, path) for before, path in reversed(self._begun) if before < told.row)
        place = f"{path}, row {told.row - before:,}"
        return Failure(path, str(DocumentUnreadable(place, told.reason, _READ_AGAIN)))
