"""Entries of a diary, a live page or a digest without titles: paragraphs under or behind their days."""

import re
from datetime import date, timedelta
from itertools import pairwise

from ledger.loaders.layout.dates import DateReader
from ledger.loaders.layout.lines import Page
from ledger.loaders.layout.posts import Post
from ledger.model.document import Metadata

_FEWEST = 3  # entries
_LONGEST = timedelta(days=400)  # that a text looks back over
_AFTER = timedelta(days=2)  # by which the last entry may be later than the text's own date
_LATER_THAT_DAY = r"(?:,?\s[^\W\d]{2,12}(?:\s[^\W\d]{2,12})?)?"  # "February 12, evening —"
_MARK = re.compile(
    rf"{_LATER_THAT_DAY}\s{{0,3}}(?:[–—|]|--?(?=\s))|\s{{0,3}}(?::(?=\s)|\.(?:\s{{0,2}}[-–—])?(?=\s))|\s*$"
)


def find_entries(page: Page, dates: DateReader, published: date | None) -> list[Post]:
    """Find the entries of a text that goes day by day, in order, up to about its own date; none where it does not.

    "January 9 — Our tally is in: …"; "27 de febrero" on a line of its own. A day without a year is the last such day
    before the text's own date. Entries have no title: the text stays one.
    """
    if published is None:
        return []
    found = [
        Post(block[0], Metadata(published=day))
        for index, block in page.dated_blocks
        if index and (day := _day_of(page.head(block[0], 80), page.lines[block[0]].text, dates, published))
    ]
    days = [post.metadata.published for post in found if post.metadata.published is not None]
    return found if len(days) >= _FEWEST and _is_in_order(days) and _are_near(days, published) else []


def _day_of(head: str, line: str, dates: DateReader, published: date) -> date | None:
    """Return the day that a paragraph opens with, before a dash, or alone on its line."""
    for stated in (dates.at_start(head), dates.day_of_year(head, published + _AFTER)):
        if stated is not None and _MARK.match(line, stated.end) is not None:
            return stated.day
    return None


def _is_in_order(days: list[date]) -> bool:
    falling = all(one >= other for one, other in pairwise(days))
    return len(set(days)) >= _FEWEST and (falling or all(one <= other for one, other in pairwise(days)))


def _are_near(days: list[date], published: date) -> bool:
    return all(published - _LONGEST <= day <= published + _AFTER for day in days)
