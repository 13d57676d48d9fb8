"""Comma- and tab-separated values that a spreadsheet opens without running anything."""

import csv
import io
import re
from collections.abc import Iterable, Iterator

from ledger.exports.plain import cell_text, is_number, one_line, visible
from ledger.exports.table import Cell, Table

# What a spreadsheet takes for the beginning of a formula, also in full width (OWASP ASVS 1.2.10), and
# behind characters that some programs trim.
_FORMULA = re.compile("[\\s\u200b\ufeff]*[=+\\-@＝＋－＠]|[\t\r\n]")


def render_csv(table: Table) -> Iterator[str]:
    """Yield RFC 4180 rows under a row of headings; line ends within a cell are quoted."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    for cells in _with_headings(table):
        writer.writerow([cell if is_number(cell) else visible(harmless(cell)) for cell in cells])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def render_tsv(table: Table) -> Iterator[str]:
    """Yield a line for each row; the format has no quotes, so a cell is folded into one line."""
    for cells in _with_headings(table):
        yield "\t".join(cell_text(cell) if is_number(cell) else one_line(harmless(cell)) for cell in cells) + "\n"


def harmless(cell: Cell) -> str:
    """Return a cell of text with an apostrophe before what would be a formula.

    >>> harmless("=1+1"), harmless("1,695")
    ("'=1+1", '1,695')
    """
    text = cell_text(cell)
    return f"'{text}" if _FORMULA.match(text) else text


def _with_headings(table: Table) -> Iterable[tuple[Cell, ...]]:
    yield tuple(column.heading for column in table.columns)
    yield from table.rows
