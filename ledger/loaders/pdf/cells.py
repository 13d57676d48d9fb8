"""The cells of a line of a PDF's page: words that stand apart, and lines that are cells of one row."""

import re
from itertools import pairwise
from typing import NamedTuple

from ledger.loaders.pdf.lines import Region, Row
from ledger.loaders.pdf.words import Word

_WIDE = 0.9  # of a letter's height; words of one cell are hardly so far apart
_BETWEEN_NUMBERS = 0.42
_SHARED = 0.4
_AT_EDGE = 1.0  # points
_STRETCHED, _EVEN = 1.8, 0.1  # the widest gap of a line that fills its column, and by how much the gaps differ
_TOUCHING = 0.85  # heights between two lines of one row, the one with the label, the other with the amounts
_GROUP = re.compile(r"\d{3}\b")
LEADER = re.compile(r"[.·…_]{3,}")

Cells = list[list[Word]]


class Band(NamedTuple):
    """Lines too near to each other to be of one text: those of the cells of one row, each centred in its height."""

    rows: tuple[Row, ...]
    cells: Cells

    @property
    def h(self) -> float:
        """The height of its letters."""
        return max(row.h for row in self.rows)

    @property
    def end(self) -> float:
        """Where its last cell ends."""
        return max(word.x1 for word in self.cells[-1])

    def below(self, other: "Band") -> float:
        """Return how far its first line is below the last of another."""
        return self.rows[0].y - other.rows[-1].y


def make_bands(rows: Region) -> list[Band]:
    """Put lines together that touch."""
    right = max((row.x1 for row in rows), default=0.0)
    lines: list[list[Row]] = []
    for row in rows:
        if lines and row.y - lines[-1][-1].y < _TOUCHING * min(row.h, lines[-1][-1].h):
            lines[-1].append(row)
        else:
            lines.append([row])
    return [Band(tuple(line), _stacked([cell for row in line for cell in split_cells(row, right)])) for line in lines]


def _stacked(cells: Cells) -> Cells:
    """Put together cells one below the other; cells of one line stay as they are."""
    if len({word.y for cell in cells for word in cell[:1]}) < 2:
        return cells
    stacked: Cells = []
    ends: list[float] = []
    for cell in sorted(cells, key=lambda cell: cell[0].x0):
        if ends and cell[0].x0 < ends[-1]:
            stacked[-1] += cell
            ends[-1] = max(ends[-1], cell[-1].x1)
        else:
            stacked.append(list(cell))
            ends.append(cell[-1].x1)
    return [sorted(cell, key=lambda word: word.y) for cell in stacked]


def split_cells(row: Row, right: float) -> Cells:
    """Part the words of a row where they stand apart; dots that lead from one to the next are of neither.

    What ends at the right edge of its column may be text whose words are only moved apart to fill the line.
    """
    if row.x1 > right - _AT_EDGE and _is_stretched(row):
        return [list(row.words)]
    cells: Cells = []
    before: Word | None = None
    for word in row.words:
        if LEADER.fullmatch(word.text):
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
    if any(LEADER.fullmatch(word.text) for word in row.words):
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


def share_gap(one: Cells, other: Cells, height: float) -> bool:
    """Tell whether two rows have a gap at one place."""
    return any(
        min(gap[1], beside[1]) - max(gap[0], beside[0]) >= _SHARED * height
        for gap in _gaps(one)
        for beside in _gaps(other)
    )


def _gaps(cells: Cells) -> list[tuple[float, float]]:
    return [(max(word.x1 for word in one), two[0].x0) for one, two in pairwise(cells)]
