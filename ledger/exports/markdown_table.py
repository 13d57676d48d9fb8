"""A Markdown table in which a document's text stays text, one row on one line."""

import re
from collections.abc import Iterator

from ledger.exports.plain import cell_text, is_number, one_line
from ledger.exports.table import Cell, Table

_SYNTAX = re.compile(
    r"[\\`*\[\]~^|$]"  # code, emphasis, links, strikethrough, raised signs, cells, formulas between dollar signs
    r"|(?<![^\W_])_|_(?![^\W_])"  # emphasis; within a word (police_killed) it is none
    r"|(?<!\w)@"  # names of people, and of entries of a bibliography
    r"|!(?=\[)"  # pictures
)
_HTML = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def render_markdown(table: Table) -> Iterator[str]:
    """Yield headings, the row that aligns them, and a line for each row."""
    yield _line(markdown_text(column.heading) for column in table.columns)
    yield _line("---:" if column.numeric else "---" for column in table.columns)
    for row in table.rows:
        yield _line(cell_text(cell) if is_number(cell) else markdown_text(cell) for cell in row)


def markdown_text(cell: Cell) -> str:
    r"""Return a cell as one line that no reader of Markdown takes for markup.

    >>> print(markdown_text("a | <b> *c* police_killed"))
    a \| &lt;b&gt; \*c\* police_killed
    """
    text = re.sub("[&<>]", lambda found: _HTML[found[0]], one_line(cell_text(cell)))
    return _SYNTAX.sub(lambda found: "\\" + found[0], text)


def _line(cells: Iterator[str]) -> str:
    return "| " + " | ".join(cells) + " |\n"
