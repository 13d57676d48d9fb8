"""A moment: the dates that words such as "March 18, 2021" or "2019" mean, and what they are read against."""

from datetime import date, timedelta
from typing import NamedTuple

from ledger.extract.calendar_days import DAY, add_time, month_length
from ledger.extract.tokens import Sentence
from ledger.lexicon.languages import TimeWords
from ledger.lexicon.units import Units
from ledger.model.period import Mode, Period

AHEAD = timedelta(days=7)  # a past day told without a year may be so much later than the text is dated
_SHORT = 3  # days of one event
FAR_AHEAD = timedelta(days=200)  # and one that is still to come


class Setting(NamedTuple):
    """A sentence whose times are read, with the date of its text and the words times are made of.

    A date told without a year is no farther `ahead` of the text. In a `ranged` time, words such as "March"
    are months also by themselves. `told` is the time last told, which "the year before" is counted from; `latest`
    is what "that month" means, `year` what "that year" does, `years` the last told window of several years,
    `near` the time last told in the paragraph. `dated` are the times so far that name their year: of this sentence
    each with its place, of the paragraph's sentences before it the last day or month.
    """

    s: Sentence
    when: date | None
    time: TimeWords
    units: Units
    ahead: timedelta = AHEAD
    ranged: bool = False
    told: Period | None = None
    latest: Period | None = None
    year: int | None = None
    years: Period | None = None
    near: Period | None = None
    dated: tuple["Dated", ...] = ()


class Dated(NamedTuple):
    """A time that names its year, and the tokens it stands on: none where a sentence before told it.

    `announced` is one with which a list was announced, whose days and months are its own: "Complaints in 2020:".
    """

    period: Period
    start: int = -1
    end: int = -1
    announced: bool = False


class Moment(NamedTuple):
    """One date, month, year, span of years or hour, ending before token `end`.

    `clock` tells a time of day. `relative` moments take a part of their date from the text's.
    """

    end: int
    first: date | None
    after: date | None
    mode: Mode = Mode.PERIOD
    clock: bool = False
    relative: bool = False


def year_of(period: Period) -> int | None:
    """Return the year that a time lies in, None of one that is open or lies in several."""
    first, last = period.start, period.end - DAY if period.end else None
    return first.year if first and last and first.year == last.year else None


def make_clock(end: int) -> Moment:
    """Return a time of day, which tells no date."""
    return Moment(end, None, None, clock=True)


def make_days(end: int, year: int, month: int, day: int, last: int) -> Moment | None:
    """Return the days of a month from `day` to `last`, None where there is no such day: 31 June, the year 0000."""
    if not date.min.year <= year < date.max.year:
        return None
    size = month_length(year, month)
    if day > size:
        return None
    mode = Mode.POINT if last - day < _SHORT else Mode.PERIOD
    return Moment(end, date(year, month, day), date(year, month, min(last, size)) + DAY, mode)


def make_month(end: int, year: int, month: int) -> Moment:
    """Return a month of a year."""
    first = date(year, month, 1)
    return Moment(end, first, add_time(first, "month", 1))


def make_years(end: int, first: int, last: int) -> Moment:
    """Return the years from `first` to `last`, both included."""
    return Moment(end, date(first, 1, 1), date(last + 1, 1, 1))
