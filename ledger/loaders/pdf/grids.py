"""Tables of a PDF's page that are drawn with lines: what stands between the same lines is a cell."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from ledger.loaders.pdf.rules import Rule, Rules

_NEAR = 3.0  # points between lines that are one, and between the ends of lines that meet
_MOST_MEETINGS = 200_000
_MOST_COLUMNS, _MOST_GRIDS, _MOST_CELLS = 100, 60, 8_000  # of a page; more are a drawing
_COVERED = 0.5  # of a cell's side by a line


class Grid(NamedTuple):
    """Lines that cross: `xs` and `ys` are where columns and rows begin, and the last ends."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    level: tuple[Rule, ...]
    upright: tuple[Rule, ...]

    def place(self, x: float, y: float) -> tuple[int, int] | None:
        """Return the row and the column of a point, none where it is outside."""
        if not (self.xs[0] <= x < self.xs[-1] and self.ys[0] <= y < self.ys[-1]):
            return None
        return bisect_right(self.ys, y) - 1, bisect_right(self.xs, x) - 1

    def parts_columns(self, row: int, column: int) -> bool:
        """Tell whether a line stands between a cell and the one to its right."""
        return _is_drawn(self.upright, self.xs[column + 1], self.ys[row], self.ys[row + 1])

    def parts_rows(self, row: int, column: int) -> bool:
        """Tell whether a line runs between a cell and the one below it."""
        return _is_drawn(self.level, self.ys[row + 1], self.xs[column], self.xs[column + 1])


def find_grids(rules: Rules) -> list[Grid]:
    """Return the grids of two rows and columns at least that lines make."""
    level, upright = _joined(rules.level), _joined(rules.upright)
    if not level or not upright or len(level) * len(upright) > _MOST_MEETINGS:
        return []
    grids = [_make_grid(*group) for group in _crossing(level, upright)]
    tables = [grid for grid in grids if 2 < len(grid.xs) <= _MOST_COLUMNS and len(grid.ys) > 2]
    cells = sum(len(grid.xs) * len(grid.ys) for grid in tables)
    return tables if len(tables) <= _MOST_GRIDS and cells <= _MOST_CELLS else []


def _joined(rules: list[Rule]) -> list[Rule]:
    """Return lines as one that are drawn piece by piece, or twice."""
    joined: list[Rule] = []
    for line in _near(rules, [rule.at for rule in rules]):
        middle = sum(rule.at for rule in line) / len(line)
        for rule in sorted(line, key=lambda rule: rule.start):
            last = joined[-1] if joined else None
            if last is not None and last.at == middle and rule.start <= last.end + _NEAR:
                joined[-1] = Rule(middle, last.start, max(last.end, rule.end))
            else:
                joined.append(Rule(middle, rule.start, rule.end))
    return joined


def _near(rules: Sequence[Rule], places: Sequence[float]) -> Iterator[list[Rule]]:
    """Yield the lines that stand at one place."""
    group: list[Rule] = []
    last = 0.0
    for place, rule in sorted(zip(places, rules, strict=True)):
        if group and place - last > _NEAR:
            yield group
            group = []
        group.append(rule)
        last = place
    if group:
        yield group


def _crossing(level: list[Rule], upright: list[Rule]) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """Yield the lines that hang together, since each meets another."""
    left = set(range(len(upright)))
    waiting = set(range(len(level)))
    while waiting:
        rows, columns, new = [], [], [waiting.pop()]
        while new:
            row = level[new.pop()]
            rows.append(row)
            for at in [at for at in left if _meet(row, upright[at])]:
                left.discard(at)
                columns.append(upright[at])
                met = [one for one in waiting if _meet(level[one], upright[at])]
                waiting.difference_update(met)
                new += met
        yield rows, columns


def _meet(level: Rule, upright: Rule) -> bool:
    return (
        level.start - _NEAR <= upright.at <= level.end + _NEAR
        and upright.start - _NEAR <= level.at <= upright.end + _NEAR
    )


def _make_grid(level: list[Rule], upright: list[Rule]) -> Grid:
    """Return a grid; where no line closes it, it ends where the lines across end."""
    xs = _edges([rule.at for rule in upright], level)
    ys = _edges([rule.at for rule in level], upright)
    return Grid(xs, ys, tuple(level), tuple(upright))


def _edges(places: Iterable[float], across: list[Rule]) -> tuple[float, ...]:
    inner = sorted(places)
    ends = [min(rule.start for rule in across), max(rule.end for rule in across)] if across else []
    edges = sorted([*inner, *(end for end in ends if all(abs(end - one) > 2 * _NEAR for one in inner))])
    return tuple(edges[:1] + [two for one, two in pairwise(edges) if two - one > _NEAR])


def _is_drawn(rules: Iterable[Rule], at: float, start: float, end: float) -> bool:
    covered = sum(max(0.0, min(end, rule.end) - max(start, rule.start)) for rule in rules if abs(rule.at - at) <= _NEAR)
    return covered >= _COVERED * (end - start)
