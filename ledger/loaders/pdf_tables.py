"""Tables of a PDF's page: rows whose words stand apart at the same places, line after line."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from ledger.loaders.pdf_lines import Region, Row
from ledger.loaders.pdf_words import Word

_WIDE = 0.9  # of a letter's height; words of one cell are hardly so far apart
_BETWEEN_NUMBERS = 0.42
_BETWEEN_CELLS = 0.4  # where other rows show that two cells meet there
_LINED_UP = 0.3
_SHARED = 0.4
_AT_EDGE = 1.0  # points
_STRETCHED, _EVEN = 1.8, 0.1  # the widest gap of a line that fills its column, and by how much the gaps differ
_LABELS = 3  # rows from one with amounts to the next
_LEADING = 2.6  # heights from a row to the next of its table
_TOUCHING = 0.9  # heights between two lines of one row, the one with the label, the other with the amounts
_TIGHT = 0.8  # of the usual distance of rows, between the lines of one row
_FEWEST_OF_WORDS = 3  # rows of a table without amounts
_LONGEST = 12  # words of a cell, on average
_GROUP = re.compile(r"\d{3}\b")
_LEADER = re.compile(r"[.·…_]{3,}")


class Table(NamedTuple):
    """Rows as cells, and whether dots lead from each to a number of a page: a list of contents."""

    rows: tuple[tuple[str, ...], ...]
    is_contents: bool


Cells = list[list[Word]]


def find_tables(rows: Region) -> Iterator[tuple[int, int, Table]]:
    """Yield the tables of a region, each with its first row and the one after its last."""
    right = max((row.x1 for row in rows), default=0.0)
    parted = [split_cells(row, right) for row in rows]
    first = 0
    while first < len(rows):
        after = _table_from(rows, parted, first)
        if after > first and _is_table(parted[first:after]):
            yield first, after, _make_table(rows[first:after], parted[first:after])
            first = after
        else:
            first += 1


def split_cells(row: Row, right: float) -> Cells:
    """Part the words of a row where they stand apart; dots that lead from one to the next are of neither.

    What ends at the right edge of its column may be text whose words are only moved apart to fill the line.
    """
    if row.x1 > right - _AT_EDGE and _is_stretched(row):
        return [list(row.words)]
    cells: Cells = []
    before: Word | None = None
    for word in row.words:
        if _LEADER.fullmatch(word.text):
            before = None
        elif before is not None and word.x0 - before.x1 < _room(before, word, row.h):
            cells[-1].append(word)
            before = word
        else:
            cells.append([word])
            before = word
    return cells


def _is_stretched(row: Row) -> bool:
    """Tell a line of text whose words are moved apart, all by as much, to fill the column."""
    gaps = [two.x0 - one.x1 for one, two in pairwise(row.words)]
    if any(_LEADER.fullmatch(word.text) for word in row.words):
        return False
    if len(gaps) < 2 or max(gaps) > _STRETCHED * row.h or max(gaps) - min(gaps) > _EVEN * row.h:
        return False
    return sum(word.text[0].isdecimal() for word in row.words) * 2 < len(row.words)


def _room(one: Word, other: Word, height: float) -> float:
    """Return how far apart two words are in two cells: two numbers less than others, but a group of thousands."""
    if not (one.text[-1].isdecimal() and other.text[0].isdecimal()):
        return _WIDE * height
    letter = (other.x1 - other.x0) / len(other.text)
    return max(_BETWEEN_NUMBERS * height, 1.15 * letter if _GROUP.match(other.text) else 0)


def _table_from(rows: Region, parted: list[Cells], first: int) -> int:
    """Return the end of the rows from one on that have a gap at one place; two in a row may have a label alone."""
    if len(parted[first]) < 2:
        return first
    after, last, at = first + 1, first, first + 1
    while (
        at < len(rows)
        and at - last <= _LABELS
        and rows[at].y - rows[at - 1].y < _LEADING * max(rows[at].h, rows[last].h)
    ):
        if parted[at][-1][-1].x1 > parted[last][1][0].x0:
            if len(parted[at]) < 2 or not share_gap(parted[last], parted[at], rows[at].h):
                break
            after, last = at + 1, at
        at += 1
    hangs = after < len(rows) and len(parted[after]) == 1 and _hangs_on(rows, parted, after)
    return after + hangs if after - first > 1 else first


def _hangs_on(rows: Region, parted: list[Cells], at: int) -> bool:
    """Tell the rest of the last row's label, nearer to it than rows are to each other."""
    usual = rows[at - 1].y - rows[at - 2].y
    return at > 1 and rows[at].y - rows[at - 1].y < _TIGHT * usual and parted[at][0][-1].x1 <= parted[at - 1][1][0].x0


def _gaps(cells: Cells) -> list[tuple[float, float]]:
    return [(one[-1].x1, two[0].x0) for one, two in pairwise(cells)]


def share_gap(one: Cells, other: Cells, height: float) -> bool:
    """Tell whether two rows have a gap at one place."""
    return any(
        min(gap[1], beside[1]) - max(gap[0], beside[0]) >= _SHARED * height
        for gap in _gaps(one)
        for beside in _gaps(other)
    )


def _is_table(parted: list[Cells]) -> bool:
    """Tell rows of cells from lines of running text that happen to have wide gaps."""
    full = [cells for cells in parted if len(cells) > 1]
    cells = [cell for row in full for cell in row]
    if sum(map(len, cells)) > _LONGEST * len(cells) or len(full) < 2:
        return False
    amounts = sum(any(map(str.isdecimal, cell[0].text)) for row in full for cell in row[1:])
    return amounts * 3 >= len(cells) - len(full) or len(full) >= _FEWEST_OF_WORDS


def _make_table(rows: Region, parted: list[Cells]) -> Table:
    columns = _columns(parted)
    placed = [_placed(cells, columns, row.h) for row, cells in zip(rows, parted, strict=True)]
    merged = _merged(rows, placed)
    texts = tuple(tuple(" ".join(word.text for word in cell) for cell in row) for row in merged)
    led = sum(any(_LEADER.fullmatch(word.text) for word in row.words) for row in rows)
    return Table(texts, led * 2 > len(rows) and _counts_up([row[-1] for row in texts]))


def _counts_up(numbers: list[str]) -> bool:
    pages = [int(number) for number in numbers if number.isdecimal()]
    return len(pages) * 2 > len(numbers) and pages == sorted(pages)


def _columns(parted: list[Cells]) -> list[tuple[float, float]]:
    """Return where the columns begin and end, as the rows with most cells show."""
    counts = Counter(len(cells) for cells in parted)
    many = max(count for count in counts if counts[count] > 1 or count == max(counts))
    second = median(cells[1][0].x0 for cells in parted if len(cells) == many)
    full = [cells for cells in parted if len(cells) == many and cells[-1][-1].x1 > second]  # the others are labels
    edges = [
        (min(cell[0].x0 for cell in column), max(cell[-1].x1 for cell in column)) for column in zip(*full, strict=True)
    ]
    return [
        (max(start, before[1]) if before[1] < end else start, end)
        for before, (start, end) in zip([(float("-inf"), float("-inf")), *edges], edges, strict=False)
    ]


def _placed(cells: Cells, columns: list[tuple[float, float]], height: float) -> Cells:
    """Return the words of each column; a cell over several columns stands in the first, but for what is apart in it."""
    placed: Cells = [[] for _ in columns]
    if cells[-1][-1].x1 <= columns[1][0]:
        return [
            [word for cell in cells for word in cell],
            *placed[1:],
        ]  # the label's words, moved apart to fill its cell
    for cell in cells:
        for piece in _pieces(cell, columns, height):
            placed[_column_of(piece, columns)].extend(piece)
    return placed


def _pieces(cell: list[Word], columns: list[tuple[float, float]], height: float) -> Iterator[list[Word]]:
    piece = [cell[0]]
    for one, two in pairwise(cell):
        if any(_meet(one, two, *pair, height) for pair in pairwise(columns)):
            yield piece
            piece = []
        piece.append(two)
    yield piece


def _meet(one: Word, two: Word, before: tuple[float, float], after: tuple[float, float], height: float) -> bool:
    """Tell whether two cells meet between two words: these stand in two columns, and are apart, numbers or lined up."""
    if not (one.x0 < after[0] and two.x1 > before[1]) or one.x1 > after[0] + _BETWEEN_CELLS * height:
        return False
    numbers = one.text[-1].isdecimal() and two.text[0].isdecimal()
    lined_up = min(abs(two.x0 - after[0]), abs(two.x1 - after[1])) < _LINED_UP * height
    return lined_up or (two.x0 >= before[1] and (numbers or two.x0 - one.x1 > _BETWEEN_CELLS * height))


def _column_of(piece: list[Word], columns: list[tuple[float, float]]) -> int:
    """Return the first column that a piece stands in, else the nearest."""
    start, end = piece[0].x0, piece[-1].x1
    inside = [n for n, (left, right) in enumerate(columns) if min(end, right) - max(start, left) > 0]
    nearest = min(range(len(columns)), key=lambda n: max(columns[n][0] - end, start - columns[n][1]))
    return inside[0] if inside else nearest


def _merged(rows: Region, placed: list[Cells]) -> list[Cells]:
    """Put the lines of one row together: a label in two lines, its amounts beside the first, the last or between."""
    full = [sum(map(bool, cells)) > 1 for cells in placed]
    steps = [two.y - one.y for (one, two), both in zip(pairwise(rows), pairwise(full), strict=True) if all(both)]
    usual = median(steps) if steps else 0.0
    merged: list[Cells] = []
    for at, cells in enumerate(placed):
        step = rows[at].y - rows[at - 1].y if at else 0.0
        touching = at > 0 and step < _TOUCHING * min(rows[at].h, rows[at - 1].h)
        tight = at > 0 and not (full[at] and full[at - 1]) and step < _TIGHT * usual
        if touching or tight or (at > 0 and not (full[at] and full[at - 1]) and _is_rest(cells, placed[at - 1])):
            merged[-1] = [one + two for one, two in zip(merged[-1], cells, strict=True)]
        else:
            merged.append(cells)
    return merged


def _is_rest(cells: Cells, before: Cells) -> bool:
    """Tell a line that goes on with the cell above it: it begins with a small letter."""
    at = next((at for at, cell in enumerate(cells) if cell), None)
    return at is not None and bool(before[at]) and cells[at][0].text[0].islower()
