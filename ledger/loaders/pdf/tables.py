"""Tables of a PDF's page: rows whose words stand apart at the same places, line after line."""

from collections import Counter
from collections.abc import Iterator
from itertools import accumulate, pairwise
from statistics import median
from typing import NamedTuple

from ledger.loaders.pdf.cells import LEADER, Band, Cells, make_bands, share_gap
from ledger.loaders.pdf.lines import Region
from ledger.loaders.pdf.words import Word

_BETWEEN_CELLS = 0.4  # where other rows show that two cells meet there
_LINED_UP = 0.3
_OVER = 0.3  # of a column's width, which a heading over it covers
_LABELS = 3  # rows from one with amounts to the next
_LEADING = 5.0  # heights from a row to the next of its table
_TIGHT = 0.8  # of the usual distance of rows, between the lines of one row
_FEWEST_OF_WORDS = 3  # rows of a table without amounts
_LONGEST = 12  # words of a cell, on average


class Table(NamedTuple):
    """Rows as cells, and whether dots lead from each to a number of a page: a list of contents."""

    rows: tuple[tuple[str, ...], ...]
    is_contents: bool


def find_tables(rows: Region) -> Iterator[tuple[int, int, Table]]:
    """Yield the tables of a region, each with its first row and the one after its last."""
    bands = make_bands(rows)
    firsts = [*accumulate((len(band.rows) for band in bands), initial=0)]
    first = before = 0
    while first < len(bands):
        after = _table_from(bands, first)
        if after > first and _is_table(bands[first:after]):
            first -= first > before and _heads(bands[first - 1], bands[first:after])
            yield firsts[first], firsts[after], _make_table(bands[first:after])
            before = after
            first = after
        else:
            first += 1


def _table_from(bands: list[Band], first: int) -> int:
    """Return the end of the rows from one on that have a gap at one place; two in a row may have a label alone."""
    if len(bands[first].cells) < 2:
        return first
    after, last, at = first + 1, bands[first], first + 1
    while (
        at < len(bands)
        and at - after < _LABELS
        and bands[at].below(bands[at - 1]) < _LEADING * max(bands[at].h, last.h)
    ):
        band = bands[at]
        if band.end > last.cells[1][0].x0:
            if len(band.cells) < 2 or not share_gap(last.cells, band.cells, band.h):
                break
            after, last = at + 1, band
        at += 1
    return after + _hangs_on(bands, after) if after - first > 1 else first


def _hangs_on(bands: list[Band], at: int) -> bool:
    """Tell the rest of the last row's label, nearer to it than rows are to each other."""
    if at >= len(bands) or len(bands[at].cells) > 1:
        return False
    usual = bands[at - 1].below(bands[at - 2])
    return bands[at].below(bands[at - 1]) < _TIGHT * usual and bands[at].end <= bands[at - 1].cells[1][0].x0


def _is_table(bands: list[Band]) -> bool:
    """Tell rows of cells from lines of running text that happen to have wide gaps."""
    full = [band.cells for band in bands if len(band.cells) > 1]
    cells = [cell for row in full for cell in row]
    if sum(map(len, cells)) > _LONGEST * len(cells) or len(full) < 2:
        return False
    amounts = sum(any(map(str.isdecimal, cell[0].text)) for row in full for cell in row[1:])
    return amounts * 3 >= len(cells) - len(full) or len(full) >= _FEWEST_OF_WORDS


def _heads(band: Band, below: list[Band]) -> bool:
    """Tell the headings of narrow columns, which stand too near to each other to be apart by themselves."""
    columns = _columns([one.cells for one in below])
    pieces = [piece for cell in band.cells for piece in _pieces(cell, columns, band.h)]
    near = below[0].below(band) < _LEADING * max(band.h, below[0].h)
    stand = [_columns_of(piece, columns) for piece in pieces]
    return near and len(columns) > 2 and stand == [[column] for column in range(len(columns))]


def _make_table(bands: list[Band]) -> Table:
    columns = _columns([band.cells for band in bands])
    heads = next((at for at, band in enumerate(bands) if any(map(_is_amount, band.cells[1:]))), 0)
    placed = [_placed(band.cells, columns, band.h, heads=at < heads) for at, band in enumerate(bands)]
    merged = _merged(bands, placed)
    texts = tuple(tuple(" ".join(word.text for word in cell) for cell in row) for row in merged)
    rows = [row for band in bands for row in band.rows]
    led = sum(any(LEADER.fullmatch(word.text) for word in row.words) for row in rows)
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


def _is_amount(cell: list[Word]) -> bool:
    """Tell an amount from a heading, which may be a year."""
    first = cell[0].text
    return any(map(str.isdecimal, first)) and not (first.isdecimal() and first[:2] in ("19", "20") and len(first) == 4)


def _placed(cells: Cells, columns: list[tuple[float, float]], height: float, *, heads: bool) -> Cells:
    """Return the words of each column; what is apart in a cell over several columns stands in its own.

    A heading over several columns stands in each, any other cell in the first.
    """
    placed: Cells = [[] for _ in columns]
    if cells[-1][-1].x1 <= columns[1][0]:
        return [
            [word for cell in cells for word in cell],
            *placed[1:],
        ]  # the label's words, moved apart to fill its cell
    for cell in cells:
        for piece in _pieces(cell, columns, height):
            for column in _columns_of(piece, columns)[: None if heads else 1]:
                placed[column].extend(piece)
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
    """Tell whether two cells meet between two words: these stand in two columns, and are apart, or numbers."""
    if not (one.x0 < after[0] and two.x1 > before[1]) or one.x1 > after[0] + _BETWEEN_CELLS * height:
        return False
    if two.text[0].isdecimal() and min(abs(two.x0 - after[0]), abs(two.x1 - after[1])) < _LINED_UP * height:
        return True
    numbers = one.text[-1].isdecimal() and two.text[0].isdecimal()
    return two.x0 >= before[1] and (numbers or two.x0 - one.x1 > _BETWEEN_CELLS * height)


def _columns_of(piece: list[Word], columns: list[tuple[float, float]]) -> list[int]:
    """Return the columns that a piece stands in, else the nearest."""
    start, end = piece[0].x0, piece[-1].x1
    shared = [(min(end, right) - max(start, left)) / (right - left + 0.01) for left, right in columns]
    inside = [n for n, share in enumerate(shared) if share > _OVER] or [
        n for n, share in enumerate(shared) if share > 0
    ]
    nearest = min(range(len(columns)), key=lambda n: max(columns[n][0] - end, start - columns[n][1]))
    return inside or [nearest]


def _merged(bands: list[Band], placed: list[Cells]) -> list[Cells]:
    """Put the lines of one row together: a label in several lines, its amounts beside the first or the last."""
    full = [sum(map(bool, cells)) > 1 for cells in placed]
    steps = [two.below(one) for (one, two), both in zip(pairwise(bands), pairwise(full), strict=True) if all(both)]
    usual = median(steps) if steps else 0.0
    merged: list[Cells] = []
    for at, cells in enumerate(placed):
        parts = at > 0 and not (full[at] and full[at - 1])
        if parts and (bands[at].below(bands[at - 1]) < _TIGHT * usual or _is_rest(cells, placed[at - 1])):
            merged[-1] = [one + two for one, two in zip(merged[-1], cells, strict=True)]
        else:
            merged.append(cells)
    return merged


def _is_rest(cells: Cells, before: Cells) -> bool:
    """Tell a line that goes on with the cell above it: it begins with a small letter."""
    at = next((at for at, cell in enumerate(cells) if cell), None)
    return at is not None and bool(before[at]) and cells[at][0].text[0].islower()
