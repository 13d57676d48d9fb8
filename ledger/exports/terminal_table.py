"""A table fitted to the terminal: words wrapped, numbers to the right, nothing that moves the cursor."""

import shutil
from collections.abc import Container, Iterator, Sequence
from functools import cache
from itertools import accumulate

from ledger.exports.colours import coloured, paint_word
from ledger.exports.plain import cell_text, grouped, is_number, one_line, visible
from ledger.exports.table import Cell, Column, Shape, Table

WIDTH_WITHOUT_TERMINAL = 120
_NARROWEST_TERMINAL = 20  # on a narrower one lines are broken by the terminal
_NARROWEST_TEXT = 10  # beside what a text is set in by
_GAP = "  "
_NARROWEST = 6  # a column of words is not squeezed below this
_LONGEST_WORD = 24  # a longer word may be broken, so that it does not take the room of the others
_SHORTEST_FILE = 16  # of the name of a file
_INDENT = 4  # of what stands below a row


def terminal_width() -> int:
    """Return COLUMNS, else the terminal's width, else a fixed one for pipes and files; at least a narrow one."""
    return max(_NARROWEST_TERMINAL, shutil.get_terminal_size((WIDTH_WITHOUT_TERMINAL, 24)).columns)


def render_terminal_table(table: Table, width: int | None = None, *, colour: bool = False) -> Iterator[str]:
    """Yield the table in the columns a person reads first, no wider than the terminal where words can be wrapped.

    Amounts stand with their points under each other; with `colour` verdicts have theirs.
    """
    width = width or terminal_width()
    rows = [[_shown(cell, column) for cell, column in zip(row, table.columns, strict=True)] for row in table.rows]
    _align_points(rows, table.columns)
    kept = [
        place for place, column in enumerate(table.columns) if not column.optional or any(row[place] for row in rows)
    ]
    beside = [place for place in kept if table.columns[place].shape is not Shape.BELOW]
    below = [place for place in kept if place not in beside]
    columns = [table.columns[place] for place in beside]
    headings = [visible(column.heading) for column in columns]
    limits = column_widths(columns, [headings, *([row[place] for place in beside] for row in rows)], width)
    wrapped = [
        [_fitted(row[place], column, limit) for place, column, limit in zip(beside, columns, limits, strict=True)]
        for row in rows
    ]
    if colour:
        wrapped = [[_painted(cell, column) for cell, column in zip(row, columns, strict=True)] for row in wrapped]
    head = [wrap(heading, limit) for heading, limit in zip(headings, limits, strict=True)]
    lines = iter(_laid_out(head, wrapped, columns))
    yield from (next(lines) for _ in range(_height(head) + 1))  # the headings and the rule under them
    for number, (row, cells) in enumerate(zip(rows, wrapped, strict=True)):
        if below and number:
            yield "\n"
        yield from (next(lines) for _ in range(_height(cells)))
        for place in below:
            text = "".join(f"{' ' * _INDENT}{line}\n" for line in wrap(row[place], width - _INDENT) if line)
            yield coloured(text) if colour else text


def _align_points(rows: Sequence[list[str]], columns: Sequence[Column]) -> None:
    """Fill amounts up to the longest decimals of their column, so that their points stand under each other."""
    for place, column in enumerate(columns):
        if column.shape is Shape.AMOUNT:
            behind = [len(row[place]) - row[place].find(".") if "." in row[place] else 0 for row in rows]
            most = max(behind, default=0)
            for row, length in zip(rows, behind, strict=True):
                row[place] += " " * (most - length) * bool(row[place])


def _painted(lines: list[str], column: Column) -> list[str]:
    return [paint_word(line) for line in lines] if column.shape is Shape.VERDICT else lines


def _height(cells: Sequence[Sequence[str]]) -> int:
    return max(map(len, cells), default=1)


def _laid_out(head: Sequence[list[str]], rows: Sequence[Sequence[list[str]]], columns: Sequence[Column]) -> list[str]:
    """Return the lines of the table, as many for each row as its tallest cell has."""
    import tabulate  # late: `ledger --help` lays out no table

    tabulate.MIN_PADDING = 0  # by default each heading is widened by two, on top of the gap
    text = tabulate.tabulate(
        [["\n".join(cell) for cell in row] for row in rows],
        headers=["\n".join(heading) for heading in head],
        tablefmt="simple",
        disable_numparse=True,
        preserve_whitespace=True,  # what aligns the points of amounts
        colalign=["right" if column.numeric else "left" for column in columns] if rows else None,
    )
    return [line.rstrip() + "\n" for line in text.split("\n")]


def _fitted(cell: str, column: Column, limit: int) -> list[str]:
    if column.shape is Shape.AMOUNT and display_width(cell) <= limit:
        return [cell]  # with the spaces behind it
    return [shortened(cell, limit)] if column.shape is Shape.FILE else wrap(cell, limit)


def column_widths(columns: Sequence[Column], rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """Return how wide each column may be; the first row holds the headings.

    Every column gets room for its longest word first, codes and numbers for all of their text; what is left
    goes to the columns of words by their weights, up to what they need. Only where there is no room even
    for that are words, and then codes, broken.
    """
    needs = [max(display_width(row[place]) for row in rows) for place in range(len(columns))]
    widths = [
        _floor(column, need, [row[place] for row in rows])
        for place, (column, need) in enumerate(zip(columns, needs, strict=True))
    ]
    room = width - len(_GAP) * (len(columns) - 1)
    for shapes, least in (((Shape.WORDS, Shape.FILE), _NARROWEST), ((Shape.CODE, Shape.VERDICT), _NARROWEST)):
        _squeeze(widths, [place for place, column in enumerate(columns) if column.shape in shapes], least, room)
    settled: set[int] = set()
    while True:
        _spread(widths, needs, columns, room, settled)
        drawn_in = _draw_in(widths, needs, columns, rows) - settled
        if not drawn_in:
            return widths
        settled |= drawn_in


def _draw_in(
    widths: list[int], needs: Sequence[int], columns: Sequence[Column], rows: Sequence[Sequence[str]]
) -> set[int]:
    """Take back what columns of words do not fill where their lines break, and say of which something was taken."""
    places = set()
    for place, column in enumerate(columns):
        if column.shape is Shape.WORDS and widths[place] < needs[place]:
            used = max(display_width(line) for row in rows for line in wrap(row[place], widths[place]))
            if used < widths[place]:
                widths[place] = used
                places.add(place)
    return places


def _floor(column: Column, need: int, cells: Sequence[str]) -> int:
    if column.shape is Shape.FILE:
        return min(need, _SHORTEST_FILE)
    if column.shape is not Shape.WORDS:
        return need
    return min(_LONGEST_WORD, max(display_width(word) for cell in cells for word in cell.split(" ")))


def _squeeze(widths: list[int], places: Sequence[int], least: int, room: int) -> None:
    """Take from the widest columns until all fit, none below the least."""
    while sum(widths) > room:
        wide = [place for place in places if widths[place] > least]
        if not wide:
            return
        widths[max(wide, key=lambda place: widths[place])] -= 1


def _spread(
    widths: list[int], needs: Sequence[int], columns: Sequence[Column], room: int, settled: Container[int]
) -> None:
    """Give what room is left, a character at a time, to the column that has least for its weight."""
    wanting = [place for place, need in enumerate(needs) if widths[place] < need and place not in settled]
    for _ in range(room - sum(widths)):
        if not wanting:
            return
        place = min(wanting, key=lambda place: (widths[place] / columns[place].weight, place))
        widths[place] += 1
        if widths[place] >= needs[place]:
            wanting.remove(place)


def shortened(name: str, width: int) -> str:
    """Return the name of a file without its middle where it is too long; a line behind it stays.

    >>> shortened("003-justice-in-mexico-digest.txt:157", 24)
    '003-justice…gest.txt:157'
    """
    room, kept = width, name
    while display_width(kept) > width and room > 2:
        tail = room // 2
        kept = f"{name[: room - 1 - tail]}…{name[len(name) - tail :]}"
        room -= 1  # again where characters are wide
    return kept


def wrap(text: str, width: int) -> list[str]:
    """Break a line at spaces, and words that are too long anywhere, counting wide characters as two."""
    lines, line = [], ""
    for word in text.split(" "):
        if line and display_width(line) + 1 + display_width(word) > width:
            lines.append(line)
            line = ""
        line = f"{line} {word}" if line else word
        while _is_wider(line, width):
            cut = _cut(line, width)
            lines.append(line[:cut])
            line = line[cut:]
    return [*lines, line]


def hanging(text: str, indent: int = 0, hang: int = 2) -> list[str]:
    """Break a text into lines no wider than the terminal, those after the first further in."""
    lead = len(text) - len(text.lstrip(" ")) + indent
    width = max(terminal_width() - lead - hang, _NARROWEST_TEXT)
    first, *rest = wrap(text.strip(), width + hang)
    lines = wrap(" ".join(rest), width) if rest else []
    return [" " * lead + first, *(" " * (lead + hang) + line for line in lines)]


def display_width(text: str) -> int:
    """Return how many columns of a terminal the text takes."""
    if text.isascii():
        return len(text)
    return sum(_character_width(character) for character in text)


def _is_wider(text: str, width: int) -> bool:
    """Tell whether a text is wider than that, without measuring all of a very long one."""
    if text.isascii():
        return len(text) > width
    return any(taken > width for taken in accumulate(map(_character_width, text)))


@cache
def _character_width(character: str) -> int:
    import wcwidth  # late: only a text beyond ASCII needs its tables

    return max(0, wcwidth.wcwidth(character))


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
