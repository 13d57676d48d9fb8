"""Tables of a page as rows of equal length; tables that only lay out a page are told from them."""

import re
from collections.abc import Callable
from itertools import pairwise

from ledger.loaders.web.tree import Element

_PROSE = 300  # characters; a cell with more is a column of the page
_FEW_ROWS = 4  # of a table that lays out a page
_STATEMENT = 60  # characters of paragraphs in a cell that is a column of such a page
_MOST_SPAN = 200  # columns or rows; more is a slip or an attack
_MOST_CELLS = 200_000
_YEAR = re.compile(r"[12]\d{3}")


def is_table(table: Element) -> bool:
    """Tell whether a table holds data: two columns, no table in it, no cell with running text."""
    inner = any(child.has_table for child in table.children if isinstance(child, Element))
    if inner or table.get("role").lower() in ("presentation", "none"):
        return False
    rows = [[cell.text().strip() for cell in _cells(row)] for row in _rows(table)]
    filled = [[cell for cell in row if cell] for row in rows]
    if not any(len(row) > 1 for row in filled):
        return False
    if next(table.find("th"), None) is not None:
        return True
    return not any(len(cell) > _PROSE for row in rows for cell in row) and not _lays_out(table)


def _lays_out(table: Element) -> bool:
    """Tell a table of a few rows with a text of several paragraphs in a cell: the columns of a page."""
    rows = [_cells(row) for row in _rows(table)]
    return len(rows) <= _FEW_ROWS and any(_has_paragraphs(cell) for row in rows for cell in row)


def _has_paragraphs(cell: Element) -> bool:
    """Tell whether a cell has two paragraphs, or lines parted by two breaks, and a sentence in them."""
    text = cell.text(" ").strip()
    if len(text) < _STATEMENT or ". " not in f"{text} ":
        return False
    paragraphs = sum(bool(found.text().strip()) for found in cell.find("p"))
    return paragraphs > 1 or any(_has_two_breaks(element) for element in cell.walk())


def _has_two_breaks(element: Element) -> bool:
    """Tell whether one break stands right behind another."""
    shown = [child for child in element.children if not isinstance(child, str) or child.strip()]
    breaks = [not isinstance(child, str) and child.tag == "br" for child in shown]
    return (True, True) in pairwise(breaks)


def read_rows(
    table: Element, read: Callable[[Element], str], passes_over: Callable[[Element], bool]
) -> tuple[tuple[str, ...], ...]:
    """Read a table's rows, each cell in its column.

    A heading or label over several columns or beside several rows is told again for each; a number is told once.
    """
    grid: dict[tuple[int, int], str] = {}
    rows = 0
    for row in (row for row in _rows(table) if not passes_over(row)):
        cells = [cell for cell in _cells(row) if not passes_over(cell)]
        heading = _is_heading(row, cells)
        number, column, rows = rows, 0, rows + 1
        for cell in cells:
            while (number, column) in grid:
                column += 1
            wide, high = _span(cell, "colspan"), _span(cell, "rowspan")
            if len(grid) + wide * high > _MOST_CELLS:
                wide = high = 1
            text = read(cell)
            again = _again(text, heading=heading or cell.tag == "th", first=column == 0, alone=len(cells) == 1)
            for down in range(high):
                for across in range(wide):
                    grid[number + down, column + across] = text if (down, across) == (0, 0) else again
            column += wide
    width = max((column + 1 for _, column in grid), default=0)
    return tuple(tuple(grid.get((row, column), "") for column in range(width)) for row in range(rows))


def _again(text: str, *, heading: bool, first: bool, alone: bool) -> str:
    """Return what a cell says in the further columns and rows that it spans."""
    if alone:
        return ""
    told_once = any(map(str.isdigit, text)) and not (heading or (first and _YEAR.fullmatch(text)))
    return "" if told_once else text


def _rows(table: Element) -> list[Element]:
    """Return the rows in the order of the page, where the foot comes last."""
    parts = {"thead": 0, "tfoot": 2}
    return sorted(table.find("tr"), key=lambda row: parts.get(row.parent.tag if row.parent else "", 1))


def _cells(row: Element) -> list[Element]:
    return [child for child in row.children if isinstance(child, Element) and child.tag in ("td", "th")]


def _is_heading(row: Element, cells: list[Element]) -> bool:
    return (row.parent is not None and row.parent.tag == "thead") or all(cell.tag == "th" for cell in cells)


def _span(cell: Element, name: str) -> int:
    value = cell.get(name).strip()
    return min(max(int(value), 1), _MOST_SPAN) if re.fullmatch(r"\d{1,6}", value, re.ASCII) else 1
