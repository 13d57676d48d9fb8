"""Lists of cited works: other people's titles, not the document's own voice."""

import re
from itertools import pairwise

from ledger.lexicon.sections import SectionWords
from ledger.loaders.layout.lines import Page

_QUOTED = re.compile('[“"«‘\'][^“”"«»\n]{3,300}[”"»’\']')
_ADDRESS = re.compile(r"https?://|www\.|\bdoi\b", re.IGNORECASE)
# "… March 18, 2021.", "… (2019).", "… 2020, pp. 12-14."
_DATED = re.compile(r"\b(?:1[89]|20)\d\d\)?[.,;\s)]{0,3}(?:pp?\.[\s\d–-]{1,12}\.?)?$")
_SEGMENT = re.compile(r"[.?!”\"’]\s")
_LONGEST = 600  # characters; a cited work with its notes


def find_sources(page: Page, first: int, after: int, words: SectionWords) -> list[range]:
    """Find the lists of cited works between two lines, each with its heading.

    "Notes" may head the author's own remarks as well, so there most entries must cite; under
    "Sources" it is enough that they do not read as text.
    """
    headings = words.sources | words.notes
    starts = [number for number in range(first, after) if page.lines[number].folded in headings]
    found = []
    for start, limit in pairwise([*starts, after]):
        end = _list_end(page, start + 1, limit)
        if _cites(page, start + 1, end, strictly=page.lines[start].folded in words.notes):
            found.append(range(start, end))
    return found


def is_citation(entry: str) -> bool:
    """Tell whether words look like a cited work: two of a quoted title, an address, a date at the end, segments.

    >>> is_citation("Malkin, Elisabeth. “14 Officers Killed.” New York Times. October 14, 2019.")
    True
    >>> is_citation("The 2020 figure was revised: bulletin 9 had 498 cases.")
    False
    """
    return len(entry) <= _LONGEST and _signs(entry) >= 2


def _signs(entry: str) -> int:
    return (
        bool(_QUOTED.search(entry))
        + bool(_ADDRESS.search(entry))
        + bool(_DATED.search(entry))
        + (len(_SEGMENT.findall(entry)) >= 2)
    )


def _cites(page: Page, first: int, after: int, *, strictly: bool) -> bool:
    entries = _entries(page, first, after)
    citing = sum(is_citation(entry) for entry in entries)
    if citing * 2 >= len(entries) > 0:
        return True
    loosely = sum(len(entry) <= _LONGEST and _signs(entry) > 0 for entry in entries)
    return not strictly and len(entries) > 1 and loosely * 2 >= len(entries)


def _entries(page: Page, first: int, after: int) -> list[str]:
    """Return the entries of a list: its blocks, or its lines where no blank line parts them."""
    starts = [number for number in range(first, after) if page.lines[number].gap or number == first]
    if len(starts) < 2:
        return [page.lines[number].text[: _LONGEST + 1] for number in range(first, after)]
    return [
        page.text[page.lines[start].start : page.lines[end - 1].end].strip()[: _LONGEST + 1]
        for start, end in pairwise([*starts, after])
    ]


def _list_end(page: Page, first: int, after: int) -> int:
    """Return the line where a new heading, with text of its own under it, ends the list."""
    for number in range(first, after - 1):
        line, below = page.lines[number], page.lines[number + 1]
        heads = line.gap and below.gap and page.is_title(range(number, number + 1)) and not _signs(line.text)
        if heads and len(below.text) > 200 and not is_citation(below.text):
            return number
    return after
