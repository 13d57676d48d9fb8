"""A table fitted to the terminal: words wrapped, numbers to the right, nothing that moves the cursor."""

import shutil
import unicodedata
from collections.abc import Iterator, Sequence

from ledger.exports.plain import cell_text, grouped, is_number, one_line, visible
from ledger.exports.table import Cell, Column, Shape, Table

WIDTH_WITHOUT_TERMINAL = 120
_GAP = 2  # what tabulate's plain style puts between two columns
_NARROWEST = 6  # a column of words is not squeezed below this


def terminal_width() -> int:
    """Return COLUMNS, else the terminal's width, else a fixed one for pipes and files."""
    return shutil.get_terminal_size((WIDTH_WITHOUT_TERMINAL, 24)).columns


def render_terminal_table(table: Table, width: int | None = None) -> Iterator[str]:
    """Yield the table in the columns a person reads first, no wider than the terminal where words can be wrapped."""
    rows = [[_shown(cell, column) for cell, column in zip(row, table.columns, strict=True)] for row in table.rows]
    headings = [visible(column.heading) for column in table.columns]
    limits = column_widths(table.columns, [headings, *rows], width or terminal_width())
    wrapped = [["\n".join(wrap(cell, limit)) for cell, limit in zip(row, limits, strict=True)] for row in rows]
    heads = ["\n".join(wrap(heading, limit)) for heading, limit in zip(headings, limits, strict=True)]
    text = _laid_out(heads, wrapped, ["right" if column.numeric else "left" for column in table.columns])
    yield from (line.rstrip() + "\n" for line in text.split("\n"))


def _laid_out(headings: list[str], rows: list[list[str]], sides: list[str]) -> str:
    import tabulate  # late: `ledger --help` lays out no table

    tabulate.MIN_PADDING = 0  # by default each heading is widened by two, on top of the gap
    return tabulate.tabulate(
        rows, headers=headings, tablefmt="simple", disable_numparse=True, colalign=sides if rows else None
    )


def column_widths(columns: Sequence[Column], rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """Return how wide each column may be; the first row holds the headings.

    Codes and numbers get what they need. Columns of words share the rest by their weights, one that
    needs less than its share leaving it to the others. Where that leaves words no room, codes are broken too.
    """
    needs = [max(display_width(row[place]) for row in rows) for place in range(len(columns))]
    room = width - _GAP * (len(columns) - 1)
    for shapes in ({Shape.WORDS}, {Shape.WORDS, Shape.CODE}):
        words = {place for place, column in enumerate(columns) if column.shape in shapes}
        left = room - sum(need for place, need in enumerate(needs) if place not in words)
        if left >= _NARROWEST * len(words):
            break
    floors = [max(_NARROWEST, display_width(heading)) for heading in rows[0]]
    if sum(floors[place] for place in words) > left:
        floors = [_NARROWEST] * len(columns)
    return _shared(columns, needs, floors, words, left)


def _shared(columns: Sequence[Column], needs: list[int], floors: list[int], words: set[int], room: int) -> list[int]:
    """Share the room among the columns of words by weight, until each has what it needs or its full share."""
    widths = needs.copy()
    while words:
        weights = sum(columns[place].weight for place in words)
        shares = {place: room * columns[place].weight // weights for place in words}
        settled = {place: needs[place] for place in words if needs[place] <= shares[place]}
        settled = settled or {place: floors[place] for place in words if shares[place] < floors[place]} or shares
        for place, width in settled.items():
            widths[place] = width
        words = words - set(settled)
        room -= sum(settled.values())
    return widths


def wrap(text: str, width: int) -> list[str]:
    """Break a line at spaces, and words that are too long anywhere, counting wide characters as two."""
    lines, line = [], ""
    for word in text.split(" "):
        if line and display_width(line) + 1 + display_width(word) > width:
            lines.append(line)
            line = ""
        line = f"{line} {word}" if line else word
        while display_width(line) > width:
            cut = _cut(line, width)
            lines.append(line[:cut])
            line = line[cut:]
    return [*lines, line]


def display_width(text: str) -> int:
    """Return how many columns of a terminal the text takes."""
    if text.isascii():
        return len(text)
    return sum(_character_width(character) for character in text)


def _character_width(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _cut(line: str, width: int) -> int:
    """Return where to break a word that is too long: after a sign that joins its parts, else anywhere."""
    taken, cut = 0, 0
    for place, character in enumerate(line):
        taken += _character_width(character)
        if taken > width:
            break
        cut = place + 1
    joint = max(line.rfind(sign, 0, cut) for sign in "/-_") + 1
    return max(joint if joint > cut // 2 else cut, 1)


def _shown(cell: Cell, column: Column) -> str:
    if column.shape is Shape.AMOUNT and is_number(cell):
        return grouped(cell)
    text = one_line(cell_text(cell))
    return text[: column.clip] if column.clip else text
