"""A table of texts read to a table of figures, over processes here or over an engine."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from ledger.actions.ingest import Progress
from ledger.actions.read_rows import Part, PartRead, lose_part, read_part
from ledger.actions.reading import over_processes
from ledger.actions.summary import counted, listed
from ledger.errors import OutputIsInput
from ledger.tables.figure_rows import Unread
from ledger.tables.registry import is_parquet, open_texts, require_table
from ledger.tables.text_rows import TEXT, in_parts, text_row

_NAMED = 20  # rows of many that could not be read; all are told in the table
ReadParts = Callable[[Iterable[Part]], Iterator[PartRead]]


@dataclass(slots=True)
class TableRead:
    """What reading a table came to so far."""

    texts: int = 0
    failed: int = 0
    named: list[Unread] = field(default_factory=list)
    figures: Counter[str] = field(default_factory=Counter)
    omitted: Counter[str] = field(default_factory=Counter)
    problems: int = 0

    @property
    def exit_code(self) -> int:
        """What the command ends with: 1 if a text could not be read."""
        return 1 if self.failed else 0

    def take(self, part: PartRead) -> None:
        """Count what was read in a part."""
        self.texts += part.texts
        self.failed += len(part.unread)
        self.named += part.unread[: _NAMED - len(self.named)]
        self.figures += part.figures
        self.omitted += part.omitted
        self.problems += part.problems


def read_table(
    source: str,
    target: str,
    summary: TableRead,
    *,
    text_column: str = TEXT,
    jobs: int = 1,
    engine: str | None = None,
    trust: bool = False,
    progress: Progress | None = None,
) -> Iterator[bytes]:
    """Yield the bytes of the table of figures of a table of texts, and tell the summary what was read.

    The bytes are the same whoever reads. No more of either table is in memory than keeps all readers busy.

    Raises:
        LedgerError: the table of texts is none, or is damaged from some row on; an engine is not there.

    """
    for path in (source, target):
        require_table(path)
    table = open_texts(source, text_column)
    if Path(target).exists() and Path(target).samefile(source):
        raise OutputIsInput(target)
    named = (text_row(number, given, table=source, text_column=text_column) for number, given in table.rows)
    parts = (Part(rows, not is_parquet(target), trust) for rows in in_parts(named))
    read = _over_engine(engine) if engine else _over_processes(jobs)

    def told() -> Iterator[PartRead]:
        with closing(read(parts)) as outcomes:  # type: ignore[type-var]
            for outcome in outcomes:
                summary.take(outcome)
                if progress is not None:
                    progress(summary.texts, table.length, outcome.last)
                yield outcome

    return _written(target, told())


def table_lines(summary: TableRead, target: str) -> Iterator[str]:
    """Yield what could not be read by name, what was read, and what to do next."""
    yield from (f"failed: row {unread.row}: {unread.reason}" for unread in summary.named)
    if more := summary.failed - len(summary.named):
        yield f"failed: {more:,} more, each with its row and the reason in the column 'failure'"
    yield f"texts: {summary.texts - summary.failed:,} read, {summary.failed:,} failed"
    yield f"figures: {counted(summary.figures)}"
    yield f"numbers that are no figures: {summary.omitted.total():,}"
    yield from listed(summary.omitted)
    if summary.problems:
        yield f"problems: {summary.problems:,}, named in the table, and by ledger add"
    if summary.texts > summary.failed:
        yield f"Next: ledger add {target}"


def _over_processes(jobs: int) -> ReadParts:
    return lambda parts: over_processes(read_part, parts, jobs, lose_part)


def _over_engine(address: str) -> ReadParts:
    from ledger.actions.engines import over_engine

    return over_engine(address)


def _written(target: str, parts: Iterator[PartRead]) -> Iterator[bytes]:
    if not is_parquet(target):
        return (part.data for part in parts)
    from ledger.tables.parquet import written

    return written(part.data for part in parts)
