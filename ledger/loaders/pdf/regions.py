"""Rows of a PDF's page as its regions, in the order in which they are read."""

from collections.abc import Iterator, Sequence
from statistics import median

from ledger.loaders.pdf.levels import ends_text, find_levels
from ledger.loaders.pdf.lines import Region, Row, make_rows
from ledger.loaders.pdf.words import Word

_GUTTER = 0.85  # of a word's height; columns of text are parted by no less
_FEWEST = 2  # rows on either side of a gutter
_ENOUGH = 4  # rows; of fewer, more must be words
_PROSE, _SURELY_PROSE = 2.5, 3.0  # words of a row of running text, on average
_LETTERS = 0.6  # of the words of running text are none of them numbers
_FILLED = 0.5  # of the length of long rows, by half of all
_DEEPEST = 12  # regions within regions


def find_regions(words: Sequence[Word]) -> list[Region]:
    """Return the regions of a page in reading order: what runs over the page, then each column from top to bottom."""
    return list(_regions(make_rows(words), 0))


def _regions(rows: Region, depth: int) -> Iterator[Region]:
    """Yield a region that has no columns, or what stands over its columns, these one by one, and what is below."""
    found = _find_gutter(rows) if depth < _DEEPEST else None
    if found is None:
        if rows:
            yield rows
        return
    first, after, x = found
    first += ends_text(rows, first, x)
    yield from _regions(rows[:first], depth + 1)
    for level in find_levels(rows, first, after, x):
        if level.is_parted:
            words = [word for row in level.rows for word in row.words]
            for side in ([word for word in words if word.x1 <= x], [word for word in words if word.x1 > x]):
                yield from _regions(make_rows(side), depth + 1)
        else:
            yield level.rows
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
    """Tell running text; drawn tables are parts of it, since no gutter goes through them."""
    if any(word.rows for line in lines for word in line):
        lines = [plain for line in lines if (plain := [word for word in line if not word.rows])]
        if not lines:
            return True
    if len(lines) < _FEWEST:
        return False
    least = _PROSE if len(lines) >= _ENOUGH else _SURELY_PROSE
    words = [word.text for line in lines for word in line]
    widths = sorted(line[-1].x1 - line[0].x0 for line in lines)
    filled = widths[len(widths) // 2] >= _FILLED * widths[len(widths) * 3 // 4]
    lettered = sum(text[0].isalpha() or not any(map(str.isdigit, text)) for text in words)
    return filled and len(words) >= least * len(lines) and lettered >= _LETTERS * len(words)
