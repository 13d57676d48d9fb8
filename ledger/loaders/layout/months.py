"""The month that the head of a text is dated with, where it tells no day: "September 2022" on a title page."""

import re
from dataclasses import replace
from functools import lru_cache

from ledger.lexicon.sections import fold, load_section_words
from ledger.loaders.layout.dates import alternatives
from ledger.model.document import Metadata

_HEAD = 2_000  # characters
_LINES = 12


def without_later_stamp(stamped: Metadata, text: str) -> Metadata:
    """Return what a program stamped on a file, but for its day where the text is dated with an earlier month.

    A report of September 2022 that was put into a PDF years later is not of that year: no date is better.
    """
    told = _told_month(text)
    made = stamped.published
    later = told is not None and made is not None and (made.year, made.month) > told
    return replace(stamped, published=None) if later else stamped


def _told_month(text: str) -> tuple[int, int] | None:
    """Return year and month of the first line of the head that is a month and nothing else, but for a place."""
    words = load_section_words()
    shape = _shape(tuple(words.months), tuple(words.date_links))
    lines = [line for line in text[:_HEAD].split("\n") if line.strip()][:_LINES]
    found = next((match for line in lines if (match := shape.fullmatch(fold(line.strip())))), None)
    return (int(found["year"]), words.months[found["month"]]) if found else None


@lru_cache(maxsize=4)
def _shape(months: tuple[str, ...], links: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of "September 2022", "Lima, octubre de 2019"."""
    return re.compile(
        rf"(?:[^\W\d][^\d,]{{1,40}},\s)?(?P<month>{alternatives(months)})\.?,?\s(?:(?:{alternatives(links)})\s)?"
        r"(?P<year>(?:19|20)\d\d)\.?"
    )
