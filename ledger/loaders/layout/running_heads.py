"""The heads and feet of pages in a plain text that marks where its pages end, as what was turned from PDF does."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from itertools import groupby, takewhile
from typing import NamedTuple

from ledger.loaders.layout.lines import Line, Page

_BREAK = "\f"
_OUTER = 2  # lines at either end of a page
_NUMBER = re.compile(r"\d+")


class _Edge(NamedTuple):
    """A line at the head or the foot of a page, its words without numbers, and its number where it is nothing else."""

    page: int
    at: int
    is_head: bool
    words: str
    alone: int | None


def find_running_heads(page: Page) -> frozenset[int]:
    """Return the lines at the ends of pages that half of them repeat, numbers aside, and those that number them.

    A text without page breaks has none. The first line of all may be its title, and stays.
    """
    edges = list(_edges(page)) if _BREAK in page.text else []
    pages = {edge.page for edge in edges}
    told = Counter((is_head, words) for _, is_head, words in {(edge.page, edge.is_head, edge.words) for edge in edges})
    ahead = Counter(edge.alone - edge.page for edge in edges if edge.alone is not None)
    offset, many = next(iter(ahead.most_common(1)), (0, 0))

    def is_running(edge: _Edge) -> bool:
        if edge.alone is not None:
            return many > 1 and edge.alone == edge.page + offset
        repeated = told[edge.is_head, edge.words]
        return repeated > 1 and 2 * repeated >= len(pages) and any(map(str.isalpha, edge.words))

    sides = (list(side) for _, side in groupby(edges, lambda edge: (edge.page, edge.is_head)))
    return frozenset(edge.at for side in sides for edge in takewhile(is_running, side) if edge.at)


def _edges(page: Page) -> Iterator[_Edge]:
    """Yield the lines at the ends of each page, the outermost of each end first."""
    breaks = [found.start() for found in re.finditer(_BREAK, page.text)]
    for number, (_, group) in enumerate(groupby(enumerate(page.lines), lambda one: _page_of(one[1], breaks))):
        lines = list(group)
        outer = [(True, *one) for one in lines[:_OUTER]] + [(False, *one) for one in lines[_OUTER:][: -_OUTER - 1 : -1]]
        for is_head, at, line in outer:
            text = line.text
            alone = int(text) if text.isdecimal() and len(text) < 5 else None
            yield _Edge(number, at, is_head, _NUMBER.sub("#", text), alone)


def _page_of(line: Line, breaks: list[int]) -> int:
    """Return how many page breaks stand before the words of a line."""
    return bisect_left(breaks, line.end)
