"""What stands over and under the text of a PDF's pages: running heads and feet, and the numbers of the pages."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ledger.loaders.pdf.cells import share_gap, split_cells
from ledger.loaders.pdf.lines import Region, Row

_OUTER = 3  # rows at either end of a page that may be furniture
_NUMBER = re.compile(r"\d+|\b[ivxlc]{1,7}\b")
_MOVES = 4.0  # points by which a running head may move
_SET_APART = 1.3  # usual steps of lines between the furniture and the text
_FEW = 4  # words of "Page 3 of 12"
_RUN = 3  # pages in a row


class _Edge(NamedTuple):
    """A row at the top or the foot of a page; `y` is measured from there."""

    page: int
    at: int
    y: float
    row: Row


def find_furniture(pages: Sequence[Region], tops: Sequence[float], leading: float) -> list[frozenset[int]]:
    """Return the rows of each page that are furniture; `tops` are where the pages begin."""
    found: list[set[int]] = [set() for _ in pages]
    for at_top in (True, False):
        edges = [
            _Edge(page, at, rows[at].y - (tops[page] if at_top else 0.0), rows[at])
            for page, rows in enumerate(pages)
            for at in _outer(len(rows), at_top=at_top)
        ]
        running = _running(edges, len(pages))
        for page, rows in enumerate(pages):
            marked: list[int] = []
            for at in _outer(len(rows), at_top=at_top):
                if (page, at) not in running:
                    break
                marked.append(at)
            while marked and not _is_apart(rows, marked[-1], leading, at_top=at_top):
                marked.pop()
            found[page].update(marked)
    return [frozenset(marked) for marked in found]


def _outer(many: int, *, at_top: bool) -> Iterator[int]:
    """Yield the numbers of the rows at an end of a page, the outermost first."""
    yield from range(min(_OUTER, many)) if at_top else range(many - 1, max(-1, many - 1 - _OUTER), -1)


def _running(edges: list[_Edge], pages: int) -> set[tuple[int, int]]:
    """Return the rows whose words stand at the same height on many pages, and those that number the pages."""
    groups: dict[str, list[_Edge]] = defaultdict(list)
    for edge in edges:
        is_drawn = any(word.rows for word in edge.row.words)  # a table of the same labels has amounts of its own
        groups[edge.row.text if is_drawn else _NUMBER.sub("#", edge.row.text.lower())].append(edge)
    offset = _offset(edges)
    found: set[tuple[int, int]] = set()
    for shape, members in groups.items():
        for edge in members:
            alike = {other.page for other in members if abs(other.y - edge.y) <= _MOVES}
            repeated = shape.strip("# -–—|·.") and _is_on_many(alike, edge.page, pages)
            if repeated or (not any(word.rows for word in edge.row.words) and _numbers_page(edge, offset, pages)):
                found.add((edge.page, edge.at))
    return found


def _is_on_many(alike: set[int], page: int, pages: int) -> bool:
    """Tell whether a row stands on half of the pages, on half of the left or right ones, or on some in a row."""
    if len(alike) < 2:
        return False
    beside = sum(other % 2 == page % 2 for other in alike)
    run = max(sum(other in alike for other in range(first, first + _RUN)) for first in range(page - _RUN + 1, page + 1))
    return 2 * len(alike) >= pages or (beside > 1 and 4 * beside >= pages) or run == _RUN


def _offset(edges: list[_Edge]) -> int | None:
    """Return by how much the numbers at the ends of these rows are ahead of the pages, where several agree."""
    offsets = Counter(number - edge.page for edge in edges for number in _outer_numbers(edge.row))
    best, many = next(iter(offsets.most_common(1)), (0, 0))
    return best if many > 1 else None


def _outer_numbers(row: Row) -> set[int]:
    """Return the numbers with which a row begins or ends, or all of a short one."""
    ends = (row.words[0].text, row.words[-1].text) if len(row.words) > _FEW else (word.text for word in row.words)
    return {int(text) for end in ends if (text := end.strip("-–—|·.[]()")).isdecimal() and len(text) <= _FEW}


def _numbers_page(edge: _Edge, offset: int | None, pages: int) -> bool:
    """Tell "7", "- 7 -", "Page 7 of 12" and "Violence in Honduras 7"."""
    numbers = _outer_numbers(edge.row)
    if offset is not None:
        return edge.page + offset in numbers
    return pages == 1 and numbers == {1} and len(edge.row.words) <= _FEW


def _is_apart(rows: Region, at: int, leading: float, *, at_top: bool) -> bool:
    """Tell whether a row stands farther from the text than its lines do from each other; no head of a table does."""
    inner = at + 1 if at_top else at - 1
    if not 0 <= inner < len(rows):
        return True
    one, two = rows[at], rows[inner]
    if share_gap(split_cells(one, one.x1 + one.h), split_cells(two, two.x1 + two.h), one.h):
        return False
    return abs(two.y - one.y) > _SET_APART * leading * max(one.h, two.h) or not any(map(str.isalpha, one.text))
