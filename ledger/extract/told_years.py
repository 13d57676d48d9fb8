"""The year of a day or month told without one where the text has just told a year for it."""

from collections.abc import Iterator
from datetime import date, timedelta

from ledger.extract.calendar_days import month_length
from ledger.extract.moments import Dated, Setting, year_of

_FRONT = 3  # tokens from the beginning of a sentence or clause to the end of "In" before its time
_BEFORE, _AFTER = timedelta(days=125), timedelta(days=92)  # of a date told, for what goes on with it
_MONTH, _YEAR = 31, 365  # days
_LONG_AGO = 2  # years; of last year's days and months the text may well tell those that came after in its own
_DATE = 5  # tokens back to "last" or "pasado" before a date
_STOPS = frozenset(";:(")


def year_in_force(c: Setting, month: int, day: int, at: int) -> int | None:
    """Return the year that a sentence has told for its days and months, or that of the date which a day goes on with.

    `day` is 0 for a whole month.

    "In 2021 there were 3,218; in December, 231": of 2021. "He died on 4 June 2015. On 8 June …": of 2015. Not "the law
    of 2016", "launched in 2016, it trained 300 in March".
    """
    if not c.time.date_adjectives.isdisjoint(c.s.words[max(0, at - _DATE) : at]):
        return None  # "el pasado 31 de julio" is counted from the text
    if c.when is None:
        return year_of(c.dated[-1].period) if c.dated and c.dated[-1].announced else None
    since = c.time.since.match_before(c.s.words, at) is not None
    for told in reversed(c.dated):
        for day_told in _days(told, month, day, c.when, since=since):
            if told.start < 0 or _governs(c, told, at):
                return day_told.year if day_told <= c.when + c.ahead else None
    return None


def _days(told: Dated, month: int, day: int, when: date, *, since: bool) -> Iterator[date]:
    """Yield the day of a month that goes with a time: that of its year, or the one near it, before it only "since"."""
    start, end = told.period.start, told.period.end
    year = year_of(told.period)
    if start is None or end is None or year is None:
        return
    if told.announced:
        yield _day(year, month, day)
        return
    if told.start >= 0 and (end - start).days > _MONTH:
        if (end - start).days >= _YEAR:
            yield _day(year, month, day)
        return
    if told.start < 0 and (when.year - year < _LONG_AGO or not (day or since)):
        return
    near = [_day(other, month, day) for other in (year, year + 1, year - 1)]
    low = start - _BEFORE if since else start.replace(day=1)
    yield from (one for one in near if low <= one <= start + _AFTER)


def _day(year: int, month: int, day: int) -> date:
    return date(year, month, max(1, min(day, month_length(year, month))))


def _governs(c: Setting, told: Dated, at: int) -> bool:
    """Tell whether a year told in a sentence is that of what follows: it opens its clause, or is that of a date."""
    s, between = c.s, c.s.words[told.end : at]
    if s.word(told.start - 1) in s.language.nouns.link and s.is_word(told.start - 2):
        return False  # "the law of 2016"
    clause = max((mark + 1 for mark in range(told.start) if s.words[mark] in _STOPS), default=0)
    if told.start - clause <= _FRONT:
        return True
    start, end = told.period.start, told.period.end
    is_date = start is not None and end is not None and (end - start).days <= _MONTH
    return is_date and ("," not in between or ";" in between)
