"""Words put together as rows, and rows as the regions of a page in the order in which they are read."""

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
_GUTTER = 0.85  # of a word's height; columns of text are parted by no less
_FEWEST = 2  # rows on either side of a gutter
_ENOUGH = 4  # rows; of fewer, more must be words
_PROSE, _SURELY_PROSE = 2.5, 3.0  # words of a row of running text, on average
_LETTERS = 0.6  # of the words of running text are none of them numbers
_FILLED = 0.5  # of the length of long rows, by half of all
_DEEPEST = 12  # regions within regions


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
    def text(self) -> str:
        """The words, parted by spaces."""
        return " ".join(word.text for word in self.words)

    @property
    def is_bold(self) -> bool:
        """Tell whether all its words are in bold."""
        return all(word.look.is_bold for word in self.words)


Region = list[Row]


def find_regions(words: Sequence[Word]) -> list[Region]:
    """Return the regions of a page in reading order: what runs over the page, then each column from top to bottom."""
    return list(_regions(make_rows(words), 0))


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
        touches = -_OVERLAP * word.h < word.x0 - whole.x1 < _TOUCHING * word.h
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
    beside = [one for one in row.words if abs(word.x0 - one.x1) < row.h or abs(one.x0 - word.x1) < row.h]
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


def _regions(rows: Region, depth: int) -> Iterator[Region]:
    """Yield a region that has no columns, or what stands over its columns, these one by one, and what is below."""
    found = _find_gutter(rows) if depth < _DEEPEST else None
    if found is None:
        if rows:
            yield rows
        return
    first, after, x = found
    inside = [word for row in rows[first:after] for word in row.words]
    yield from _regions(rows[:first], depth + 1)
    for side in ([word for word in inside if word.x1 <= x], [word for word in inside if word.x1 > x]):
        yield from _regions(make_rows(side), depth + 1)
    yield from _regions(rows[after:], depth + 1)


def _find_gutter(rows: Region) -> tuple[int, int, float] | None:
    """Return the rows that stand in two columns, or more, and where the first column ends."""
    if len(rows) < _FEWEST:
        return None
    left, right = min(row.x0 for row in rows), max(row.x1 for row in rows)
    least = _GUTTER * median(row.h for row in rows)
    free = [list(_free(row, left, right, least)) for row in rows]
    first = 0
    while first < len(rows):
        after, gaps = first, [(left, right)]
        while after < len(rows) and (narrowed := list(_common(gaps, free[after], least))):
            gaps, after = narrowed, after + 1
        for gap in gaps if after - first >= _FEWEST else ():
            if _parts_columns(rows[first:after], gap):
                return first, after, (gap[0] + gap[1]) / 2
        first += 1
    return None


def _free(row: Row, left: float, right: float, least: float) -> Iterator[tuple[float, float]]:
    """Yield the stretches of a row without a word, wide enough for a gutter; its margins with them."""
    end = left
    for word in row.words:
        if word.x0 - end >= least:
            yield end, word.x0
        end = max(end, word.x1)
    if right - end >= least:
        yield end, right


def _common(
    gaps: list[tuple[float, float]], free: list[tuple[float, float]], least: float
) -> Iterator[tuple[float, float]]:
    for start, end in gaps:
        for begin, until in free:
            if min(end, until) - max(start, begin) >= least:
                yield max(start, begin), min(end, until)


def _parts_columns(rows: Region, gap: tuple[float, float]) -> bool:
    """Tell whether there is running text on both sides of a gap; the columns of a table have less."""
    x = (gap[0] + gap[1]) / 2
    first = [[word for word in row.words if word.x1 <= x] for row in rows]
    second = [[word for word in row.words if word.x1 > x] for row in rows]
    return all(_is_prose([line for line in side if line]) for side in (first, second))


def _is_prose(lines: list[list[Word]]) -> bool:
    if len(lines) < _FEWEST:
        return False
    least = _PROSE if len(lines) >= _ENOUGH else _SURELY_PROSE
    words = [word.text for line in lines for word in line]
    widths = sorted(line[-1].x1 - line[0].x0 for line in lines)
    filled = widths[len(widths) // 2] >= _FILLED * widths[len(widths) * 3 // 4]
    lettered = sum(text[0].isalpha() or not any(map(str.isdigit, text)) for text in words)
    return filled and len(words) >= least * len(lines) and lettered >= _LETTERS * len(words)
