"""The levels of columns, which end over a heading, a table or a picture as wide as the page and begin anew below it."""

from collections.abc import Iterator
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from ledger.loaders.pdf.cells import Cells, split_cells
from ledger.loaders.pdf.lines import Region, Row

_SAME_SIZE = 0.06
_BIGGER = 1.08
_ONE_LINE = 1.45  # heights to the next line of a paragraph
_FARTHEST = 2.6  # heights
_APART = 1.3  # steps between lines that a gap parts
_HOLE = 1.8  # steps in the one column beside a heading that stands over both
_WIDE_HOLE = 3.5  # beside anything else, or nothing
_ENDS_WITH = 2.5  # steps by which a column may be longer than the one beside it
_STARTS_WITH = 1.2  # heights
_FEW_WORDS = 2.5  # of a cell, on average
_ROWS = 3  # of a table
_BETWEEN = 2  # lines of a label between two of them
_RAGGED = 2.0  # heights that the label of a table ends before its column does


class Level(NamedTuple):
    """Rows in columns, or such as run over them."""

    rows: Region
    is_parted: bool


class _Line(NamedTuple):
    """A row with the lines on which it ends to the left and to the right of the gutter, where it has words there."""

    row: Row
    left: float | None
    right: float | None


def find_levels(rows: Region, first: int, after: int, x: float) -> Iterator[Level]:
    """Yield the levels of the rows `first` to `after`, whose first column ends at `x`."""
    lines = [_line(row, x) for row in rows[first:after]]
    end = len(lines) - (_headings(lines) if after < len(rows) else 0)
    parts = [*_spanning(lines[:end], x), (end, len(lines))]
    at = 0
    for one, two in parts:
        yield from (
            Level([line.row for line in part], is_parted)
            for part, is_parted in ((lines[at:one], True), (lines[one:two], False))
            if part
        )
        at = two


def _line(row: Row, x: float) -> _Line:
    if any(word.rows for word in row.words):
        left = max((word.foot for word in row.words if word.x1 <= x), default=None)
        return _Line(row, left, max((word.foot for word in row.words if word.x1 > x), default=None))
    return _Line(row, row.y if row.words[0].x1 <= x else None, row.y if row.words[-1].x1 > x else None)


def ends_text(rows: Region, first: int, x: float) -> bool:
    """Tell the last line of a text over both columns, which is too short to reach the second."""
    if not 0 < first < len(rows) - 1:
        return False
    above, row, below = rows[first - 1 : first + 2]
    step = row.y - above.foot
    alike = abs(row.h - above.h) <= _SAME_SIZE * above.h and 0 < step <= _ONE_LINE * row.h
    return alike and row.x1 <= x and (below.x1 > x or below.y - row.y > step + _SAME_SIZE * row.h)


def _headings(lines: list[_Line]) -> int:
    """Return how many lines at the end of the first column head what comes below both."""
    if lines[-1].right is not None:
        return 0
    body = _Body.of(lines)
    many = 0
    while (
        many < min(_BETWEEN, len(lines) - 1)
        and lines[-1 - many].right is None
        and body.is_headed_by(lines[-1 - many].row)
    ):
        many += 1
    return many


class _Body(NamedTuple):
    """The text of columns: its height, whether it is bold, and how far apart its lines are."""

    h: float
    is_bold: bool
    step: float

    @classmethod
    def of(cls, lines: list[_Line]) -> "_Body":
        h = median(line.row.h for line in lines)
        bold = sum(line.row.is_bold for line in lines) * 2 > len(lines)
        lefts = [line.left for line in lines if line.left is not None]
        steps = [two - one for one, two in pairwise(lefts) if 0 < two - one < _FARTHEST * h]
        return cls(h, bold, median(steps) if steps else h)

    def is_headed_by(self, row: Row) -> bool:
        """Tell whether a row looks like a heading of such text."""
        return row.h > _BIGGER * self.h or (row.is_bold and not self.is_bold)


def _spanning(lines: list[_Line], x: float) -> list[tuple[int, int]]:
    """Return where something runs over both columns: a table, or what stands where the other column is empty."""
    if not lines:
        return []
    found = [*_tables(lines, x)]
    body = _Body.of(lines)
    at = 0
    for begin, stop in [*found, (len(lines), len(lines))]:
        found += _holes(lines, at, begin, body)
        at = stop
    return sorted(found)


def _holes(lines: list[_Line], start: int, stop: int, body: _Body) -> Iterator[tuple[int, int]]:
    """Yield the lines in the first column that stand where both columns have ended, to begin anew on one line."""
    rights = [at for at in range(start, stop) if lines[at].right is not None]
    for above, below in pairwise(rights):
        foot = lines[above].right or 0.0
        top = lines[below].row.y
        if top - foot < _HOLE * body.step:
            continue
        end = _start_of_left(lines, above, below, stop)
        before = [line.left for line in lines[start : above + 1] if line.left is not None]
        if end is None or not before:
            continue
        last, first = before[-1], above + 1
        while first < end and not _is_apart(lines[first].row, last, body):
            last, first = lines[first].left or last, first + 1
        level = abs(last - foot) <= _ENDS_WITH * body.step
        heads = first < end and body.is_headed_by(lines[first].row)
        if level and (heads or min(top - foot, top - last) >= _WIDE_HOLE * body.step):
            yield first, end


def _start_of_left(lines: list[_Line], above: int, below: int, stop: int) -> int | None:
    """Return where the first column begins on the line on which the second does, none where it does not."""
    line = lines[below]
    near = _STARTS_WITH * line.row.h
    if line.left is not None:
        return below
    if below - 1 > above and line.row.y - lines[below - 1].row.y < near:
        return below - 1
    return below if below + 1 < stop and lines[below + 1].row.y - line.row.y < near else None


def _is_apart(row: Row, last: float, body: _Body) -> bool:
    return row.y - last > _APART * body.step or body.is_headed_by(row)


def _tables(lines: list[_Line], x: float) -> Iterator[tuple[int, int]]:
    """Yield the rows of tables through which the gutter goes as it goes between two of their columns."""
    rows = [at for at, line in enumerate(lines) if _may_be_amounts(line, x)]
    if len(rows) < _ROWS:
        return
    edge = max((word.x1 for line in lines for word in line.row.words if word.x1 <= x), default=x)
    rows = [at for at in rows if _is_amounts(lines[at], x, edge)]
    first = 0
    while first < len(rows):
        end = first + 1
        while end < len(rows) and _goes_on(lines[rows[end - 1] : rows[end] + 1]):
            end += 1
        if end - first >= _ROWS:
            head = rows[first]
            while head > 0 and _is_head(lines[head - 1], lines[head]):
                head -= 1
            yield head, rows[end - 1] + 1
        first = end


def _goes_on(lines: list[_Line]) -> bool:
    """Tell whether two rows of amounts are of one table: a few lines of a label are between them, and no gap."""
    near = all(two.row.y - one.row.y < _FARTHEST * max(one.row.h, two.row.h) for one, two in pairwise(lines))
    return near and len(lines) - 2 <= _BETWEEN and all(line.right is None for line in lines[1:-1])


def _may_be_amounts(line: _Line, x: float) -> bool:
    """Tell a row with words before the gutter, and a number first behind it."""
    if line.left is None or line.right is None:
        return False
    return any(map(str.isdecimal, next(word for word in line.row.words if word.x1 > x).text))


def _is_amounts(line: _Line, x: float, edge: float) -> bool:
    """Tell a label, or amounts, on the one side of the gutter with amounts on the other."""
    cells = split_cells(line.row, line.row.x1 + line.row.h)
    behind = sum(cell[-1].x1 > x for cell in cells)
    alone = len(cells) == behind + 1  # a label, which ends before its column does
    return (
        len(cells) > behind
        and _are_short(cells[1:])
        and cells[0][-1].x1 < edge - (_RAGGED * line.row.h if alone else 0.0)
    )


def _is_head(line: _Line, below: _Line) -> bool:
    """Tell the headings of a table's columns."""
    if line.left is None or line.right is None or below.row.y - line.row.y > _FARTHEST * line.row.h:
        return False
    cells = split_cells(line.row, line.row.x1 + line.row.h)
    return len(cells) > 1 and _are_short(cells)


def _are_short(cells: Cells) -> bool:
    return sum(map(len, cells)) <= _FEW_WORDS * len(cells)
