"""Every kind of table the ledger reads, and the doors of the room: open one of texts, or one of figures."""

from collections.abc import Iterator
from pathlib import Path

from ledger.errors import DocumentUnreadable, FileMissing, UnknownFormat
from ledger.tables import lines
from ledger.tables.layout import FigureTable
from ledger.tables.text_rows import TextTable

PARQUET = ".parquet"
LINES = (".jsonl", ".ndjson")
ENDINGS = (PARQUET, *LINES)


def open_texts(path: str, text_column: str) -> TextTable:
    """Open a table of texts.

    Raises:
        LedgerError: it is not there, is no table, or has no such column.

    """
    _require_file(path)
    if is_parquet(path):
        from ledger.tables import parquet

        return parquet.open_texts(path, text_column)
    return lines.open_texts(path, text_column)


def words_of_rows(path: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the number of each row of a table with all texts in it, whichever column they are in."""
    if is_parquet(path):
        from ledger.tables import parquet

        return parquet.words_of_rows(path)
    return lines.words_of_rows(path)


def open_figures(path: str) -> FigureTable:
    """Open a table of figures; where it is damaged it ends in a `DocumentUnreadable`, and what was yielded holds.

    Raises:
        LedgerError: it is none.

    """
    if is_parquet(path):
        from ledger.tables import parquet

        return parquet.open_figures(path)
    return lines.open_figures(path)


def is_figure_table(path: str) -> bool:
    """Tell what is added as a table of figures; a Parquet can be nothing else, and says so where it is."""
    return is_parquet(path) or (_ending(path) in LINES and lines.is_figure_table(path))


def is_parquet(path: str) -> bool:
    """Tell a Parquet by its ending."""
    return _ending(path) == PARQUET


def is_table(path: str) -> bool:
    """Tell a table by its ending, whichever kind it is."""
    return _ending(path) in ENDINGS


def require_table(path: str) -> None:
    """Refuse a name that does not end as one of a table."""
    if not is_table(path):
        raise UnknownFormat(path, ENDINGS)


def _ending(path: str) -> str:
    return Path(path).suffix.lower()


def _require_file(path: str) -> None:
    try:
        if Path(path).is_dir():
            raise DocumentUnreadable(path, "it is a folder", "Read its tables one after the other.")
        with Path(path).open("rb"):
            pass
    except FileNotFoundError as error:
        raise FileMissing(path) from error
    except OSError as error:
        reason = (error.strerror or "the system refused").lower()
        raise DocumentUnreadable(path, reason, "Check that it is a file and that you may read it.") from error
