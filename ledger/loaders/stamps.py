"""Days as programs and services write them: ISO, as in mails, as a clock counts, in words."""

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

from ledger.lexicon.sections import load_section_words
from ledger.loaders.layout.dates import DateReader

_ISO = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?=$|[T\s])")
_LAST_DAY = 4_102_444_800  # seconds up to the year 2100
_FIRST_DAY = 100_000_000  # a smaller number is none of seconds


def read_stamp(value: object) -> date | None:
    """Return the day that a program wrote, as it wrote it: without turning it to another zone's.

    >>> read_stamp("Sat, 04 Jan 2020 23:30:00 -0600"), read_stamp("04/03/2020")
    (datetime.date(2020, 1, 4), None)
    """
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _day_of_clock(float(value))
    if isinstance(value, dict):
        return next((day for inner in value.values() if (day := read_stamp(inner))), None)
    text = value.strip()[:80] if isinstance(value, str) else ""
    if match := _ISO.match(text):
        return _made(*map(int, match.groups()))
    if text.isdecimal():
        return _day_of_clock(float(text))
    try:
        return parsedate_to_datetime(text).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return find_sure_day(text)


def _day_of_clock(count: float) -> date | None:
    """Return the day of so many seconds, or milliseconds, since 1970."""
    seconds = count / 1000 if count > _LAST_DAY else count
    return datetime.fromtimestamp(seconds, UTC).date() if _FIRST_DAY < seconds < _LAST_DAY else None


def find_sure_day(text: str) -> date | None:
    """Find a day in words or figures; "04/03/2021", which is two days, is none."""
    days = {DateReader(load_section_words(), day_first=first).within(text) for first in (True, False)}
    return days.pop() if len(days) == 1 else None


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
