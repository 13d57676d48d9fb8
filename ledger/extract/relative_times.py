"""Times told from the date of the text: "last year", "so far this year", "the past five years"."""

from dataclasses import replace
from datetime import date, timedelta

from ledger.extract.calendar_days import DAY, MONTHS_IN, add_time
from ledger.extract.dates import find_moment
from ledger.extract.digits import Habit
from ledger.extract.moments import Moment, Setting, make_years
from ledger.extract.numbers import find_number
from ledger.extract.time_spans import TimeSpan, make_span
from ledger.model.period import Mode

YEARS_OFF = {"this_year": 0, "last_year": -1, "next_year": 1, "that_year": 0}
_MONTHS_OFF = {"this_month": 0, "last_month": -1, "next_month": 1}
_WEEKS_OFF = {"this_week": 0, "last_week": -1}
_PAST_UNITS = frozenset({*MONTHS_IN, "day", "week", "hour"})
_MOST = 1000  # "the first 2000 months" are none


def find_relative(c: Setting, at: int) -> TimeSpan | None:
    """Read "last year", "this month", "yesterday", "so far this year"."""
    hit = c.time.relative.match(c.s.words, at)
    if hit is None:
        return None
    end, key = hit
    if key == "so_far":
        return _so_far(c, at, end)
    if c.when is None or key == "that_year":  # "that year" is the one spoken of before
        return make_span(c, at, Moment(end, None, None, relative=True))
    return make_span(c, at, _resolve(key, c.when, end))


def _resolve(key: str, when: date, end: int) -> Moment:
    """Return the dates of a phrase such as "last year", seen from `when`."""
    if key in YEARS_OFF:
        year = when.year + YEARS_OFF[key]
        return replace(make_years(end, year, year), relative=True)
    if key in _MONTHS_OFF:
        first = add_time(when.replace(day=1), "month", _MONTHS_OFF[key])
        return Moment(end, first, add_time(first, "month", 1), relative=True)
    if key in _WEEKS_OFF:
        monday = when - timedelta(days=when.weekday() - 7 * _WEEKS_OFF[key])
        return Moment(end, monday, monday + timedelta(days=7), relative=True)
    day = when - DAY if key == "yesterday" else when
    return Moment(end, day, day + DAY, Mode.POINT, relative=True)


def _so_far(c: Setting, at: int, end: int) -> TimeSpan:
    """Read "so far this year" and "so far in 2020": up to the text's date, or to the end of a year gone by."""
    year = find_moment(c, end)
    if year is not None and year.first:
        running = c.when is not None and c.when.year == year.first.year
        after = c.when + DAY if c.when and running else year.after
        return make_span(c, at, replace(year, after=after, mode=Mode.PARTIAL))
    of_what = c.s.words[end - 1] in c.time.part_links and c.s.is_word(end)  # "en lo que va del sexenio"
    first = date(c.when.year, 1, 1) if c.when and not of_what else None
    after = c.when + DAY if c.when else None
    return make_span(c, at, Moment(end, first, after, Mode.PARTIAL, relative=True))


def find_past(c: Setting, at: int) -> TimeSpan | None:
    """Read "the last five years", "la última década": the number stays a figure."""
    hit = c.time.past.match(c.s.words, at)
    if hit is None:
        return None
    end, count = find_count(c, hit[0]) or (hit[0], 1)
    unit = c.time.units.get(c.s.word(end))
    if unit not in _PAST_UNITS:
        return None
    first = add_time(c.when, unit, -count) if c.when else None
    after = c.when + DAY if c.when else None
    return make_span(c, at, Moment(end + 1, first, after, relative=True), numbers=range(0))


def find_count(c: Setting, at: int) -> tuple[int, int] | None:
    """Return the end and the worth of a whole number of units of time."""
    number = find_number(c.s, at, Habit())
    if number is None or number.vague or not 0 < number.value < _MOST or number.value % 1:
        return None
    return number.end, int(number.value)
