"""Words of a PDF's page put together as rows."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from statistics import median
from typing import NamedTuple

from ledger.loaders.pdf.words import Word, is_raised, join_words, raise_digits

_SAME_LINE = 0.35  # of a word's height
_SMALL = 0.8  # of the usual height
_MARK = 3  # characters of a note's mark
_GLUED = 0.12
_LEVEL = 0.1
_TOUCHING, _OVERLAP = 0.06, 0.3


class Row(NamedTuple):
    """Words on one line, from left to right; `y` is the line, `h` the height of most words."""

    words: tuple[Word, ...]
    y: float
    h: float

    @property
    def x0(self) -> float:
        """Where it begins."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Where it ends."""
        return max(word.x1 for word in self.words)

    @property
    def foot(self) -> float:
        """The line on which it ends, which is not its own where it holds a drawn table."""
        return max(word.foot for word in self.words)

    @property
    def text(self) -> str:
        """The words, parted by spaces."""
        return " ".join(word.text for word in self.words)

    @property
    def is_bold(self) -> bool:
        """Tell whether all its words are in bold."""
        return all(word.look.is_bold for word in self.words)


Region = list[Row]


def make_rows(words: Sequence[Word]) -> Region:
    """Put words on the lines that they stand on, from the top down; a raised mark goes with the word before it."""
    if not words:
        return []
    usual = median(word.h for word in words)
    small = [word for word in words if word.h < _SMALL * usual and len(word.text) <= _MARK]
    lines: list[list[Word]] = []
    for word in sorted((word for word in words if word not in small) if small else words, key=lambda word: word.y):
        if lines and word.y - lines[-1][0].y <= _SAME_LINE * min(word.h, lines[-1][0].h):
            lines[-1].append(word)
        else:
            lines.append([word])
    rows = [_make_row(line) for line in lines]
    _place_small(rows, small)
    return sorted(rows, key=lambda row: row.y)


def _make_row(words: list[Word]) -> Row:
    ordered = sorted(words, key=lambda word: word.x0)
    heights = sorted(word.h for word in ordered)
    return Row(tuple(_glued(ordered)), median(word.y for word in ordered), heights[len(heights) // 2])


def _glued(words: list[Word]) -> Iterator[Word]:
    """Put together what touches, as a mark and the comma behind it; two numbers stay two, however near they are."""
    whole = words[0]
    for word in words[1:]:
        touches = -_OVERLAP * word.h < word.x0 - whole.x1 < _TOUCHING * word.h and not (whole.rows or word.rows)
        if touches and not (whole.text[-1].isdecimal() and word.text[0].isdecimal()):
            whole = join_words(whole, word)
        else:
            yield whole
            whole = word
    yield whole


def _place_small(rows: Region, small: list[Word]) -> None:
    """Put each small word on the row that it is raised over, else on a line with small ones beside it."""
    rest: list[Word] = []
    ys = [row.y for row in rows]
    for word in small:
        at = bisect_left(ys, word.y - _LEVEL * word.h)
        near = [n for n in (at, at + 1) if n < len(rows) and rows[n].y - word.y < 0.8 * rows[n].h]
        fits = next((n for n in near if _nearest(rows[n], word) is not None), None)
        level = next((n for n in near if abs(rows[n].y - word.y) < _LEVEL * rows[n].h), None)
        if level is not None:
            rows[level] = _make_row([*rows[level].words, word])
        elif fits is None:
            rest.append(word)
        else:
            rows[fits] = _with_mark(rows[fits], word)
    rows.extend(make_rows(rest) if len(rest) < len(small) or rows else [_make_row(rest)] if rest else [])


def _nearest(row: Row, word: Word) -> Word | None:
    """Return the word of a row that a small one touches, or nearly touches, and does not overlap."""
    words = [one for one in row.words if not one.rows]
    beside = [one for one in words if abs(word.x0 - one.x1) < row.h or abs(one.x0 - word.x1) < row.h]
    return min(beside, key=lambda one: abs(word.x0 - one.x1), default=None)


def _with_mark(row: Row, word: Word) -> Row:
    beside = _nearest(row, word)
    assert beside is not None  # noqa: S101  (asked before)
    if is_raised(word, beside):
        word = word._replace(text=raise_digits(word.text))
        if 0 <= word.x0 - beside.x1 + _GLUED * row.h < 2 * _GLUED * row.h:
            words = [join_words(beside, word) if one is beside else one for one in row.words]
            return row._replace(words=tuple(words))
    return row._replace(words=tuple(sorted([*row.words, word], key=lambda one: one.x0)))
