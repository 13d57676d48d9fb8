"""Times counted from one told before: "the year before", "the next day", "that month", "in the third"."""

from datetime import date, timedelta

from ledger.extract.calendar_days import DAY, MONTHS_IN, add_time, shift_years
from ledger.extract.moments import Moment, Setting, make_month, make_years
from ledger.extract.time_spans import TimeSpan, make_span
from ledger.model.period import Mode

SPOKEN_OF = ("that_year", "that_month", "that_time")
SHIFTS = {
    "year_before": ("year", -1), "year_after": ("year", 1), "month_before": ("month", -1), "month_after": ("month", 1),
    "week_before": ("week", -1), "week_after": ("week", 1), "day_before": ("day", -1), "day_after": ("day", 1),
}  # fmt: skip
TOLD_UNITS = {"told_year": "year", "told_half": "semester", "told_quarter": "quarter"}
_MONTHS = 12
_CLOSED = 3  # tokens from "closes" to what: "cierra así el"
_NEARLY = 15  # days before its end from which on a half or quarter is told of
_FRESH = 120  # days after its end up to which it is
_COUNTED = ("year", "month", "week", "quarter", "day")
_A_YEAR = 366  # days
_LONGEST_WINDOW = 732  # days; "2018/19" is told like a year
_LONGEST = {"day": 3, "week": 7, "month": 366}  # days of the time that the next day, week or month comes after
_WEEK, _WEEKS = 7, 4  # days; weeks of a month that are numbered
_PARTS = (2, 3, 4, 6)  # months of the parts of a year that are numbered


def find_moved(c: Setting, end: int, unit: str, steps: int) -> Moment | None:
    """Return the year, month, week or day next to the time told last; None where none is told to count it from."""
    if unit == "year":
        return _moved_years(c, end, steps)
    told = c.latest
    if told is None or told.start is None or told.end is None or (told.end - told.start).days > _LONGEST[unit]:
        return None
    if not c.s.language.nouns.articles.isdisjoint(c.s.words[end : end + 2]) or c.s.word(end) in c.time.part_links:
        return None  # "the day after the attack", "la víspera de las elecciones"
    last = told.end - DAY
    if unit == "day":
        day = (last if steps > 0 else told.start) + steps * DAY
        return Moment(end, day, day + DAY, Mode.POINT)
    if unit == "week":
        monday = told.start - timedelta(days=told.start.weekday()) + steps * timedelta(days=7)
        return Moment(end, monday, monday + timedelta(days=7))
    first = add_time((last if steps > 0 else told.start).replace(day=1), "month", steps)
    return make_month(end, first.year, first.month)


def _moved_years(c: Setting, end: int, years: int) -> Moment | None:
    """Return the time last told, so many years on: "the year before" 2018, "a year earlier" than January to June.

    What runs since this January is set against the same days; a day or another open time stands for its year.
    """
    told = c.told
    if told is None or told.start is None:
        return None
    if told.end is None and c.when is not None and 0 <= (c.when - told.start).days < _A_YEAR:
        return Moment(end, shift_years(told.start, years), shift_years(c.when + DAY, years), Mode.PARTIAL)
    if told.end is None or told.mode is Mode.POINT or (told.end - told.start).days > _LONGEST_WINDOW:
        year = told.start.year if told.end is None or told.mode is Mode.POINT or years < 0 else (told.end - DAY).year
        return make_years(end, year + years, year + years)
    return Moment(end, shift_years(told.start, years), shift_years(told.end, years), told.mode or Mode.PERIOD)


def spoken_of(c: Setting, end: int, key: str) -> Moment:
    """Return the time last told, or its year or month: "in that year", "ese mes", "over this period"."""
    if key == "that_year" and c.year is not None:
        return make_years(end, c.year, c.year)
    told = c.latest
    if told is None or told.start is None:
        return Moment(end, None, None, relative=True)
    if key == "that_year":
        if c.when is not None and told is not c.near and told.start.year == c.when.year:
            return Moment(end, None, None, relative=True)  # "in the year", early in it, may be the one before
        return make_years(end, told.start.year, told.start.year)
    if key == "that_month":
        return make_month(end, told.start.year, told.start.month)
    return Moment(end, told.start, told.end, told.mode or Mode.PERIOD)


def years_before(c: Setting, end: int) -> Moment | None:
    """Return as many years before those told: "in 2019-2020 40 million, in the two before 31"."""
    told = c.told
    if told is None or told.start is None or told.end is None or (told.start.month, told.start.day) != (1, 1):
        return None
    years = told.end.year - told.start.year
    whole = years > 0 and (told.end.month, told.end.day) == (1, 1)
    return make_years(end, told.start.year - years, told.start.year - 1) if whole else None


def told_unit(c: Setting, at: int, end: int, unit: str) -> Moment | None:
    """Return the half or quarter that is spoken of: the one told last, that a told time closes, or the last gone by.

    Of a year it is what has passed of it up to the time told last.
    """
    told, months = c.latest, MONTHS_IN[unit]
    if told is not None and told.start is not None and told.end is not None:
        first, after = _part_around(told.start, months)
        if (told.start, told.end) == (first, after):  # a year goes on by itself
            return Moment(end, first, after, told.mode or Mode.PERIOD) if months < _MONTHS else None
        closing = months == _MONTHS or not c.time.closers.isdisjoint(c.s.words[max(0, at - _CLOSED) : at])
        if closing and told.end <= after:
            return Moment(end, first, told.end if months == _MONTHS else after, Mode.PARTIAL)
    return _part_gone_by(c, end, months) if months < _MONTHS else None


def _part_around(day: date, months: int) -> tuple[date, date]:
    """Return the half, quarter or year in which a day lies."""
    first = date(day.year, (day.month - 1) // months * months + 1, 1)
    return first, add_time(first, "month", months)


def _part_gone_by(c: Setting, end: int, months: int) -> Moment | None:
    """Return the half or quarter that closed not long before the text, where no other year is spoken of."""
    if c.when is None:
        return None
    after = _part_around(c.when + timedelta(days=_NEARLY), months)[0]
    first = add_time(after, "month", -months)
    told = c.latest.start if c.latest else None
    if (c.when - after).days > _FRESH or (told is not None and told.year not in (first.year, c.when.year)):
        return None
    return Moment(end, first, after, Mode.PARTIAL, relative=True)


def since_then(c: Setting, end: int) -> Moment:
    """Return the time from that last told on, of more than a year from its end."""
    told = c.latest
    if told is None or told.start is None:
        return Moment(end, None, None, relative=True)
    long = told.end is not None and (told.end - told.start).days > _LONGEST_WINDOW
    return Moment(end, told.end if long else told.start, None, Mode.CUMULATIVE)


def find_numbered(c: Setting, at: int) -> TimeSpan | None:
    """Read "in the third" behind a second quarter, "el primer año" of the years told, and "el segundo" behind it."""
    nth = c.s.language.numbers.ordinals.get(c.s.word(at + 1), 0)
    if (of_them := c.time.those_years.match(c.s.words, at + 2)) is not None:
        moment = _year_of(c, of_them[0], nth, alone=False) if nth else _last_of(c, at + 1, of_them[0])
        return make_span(c, at, moment) if moment else None
    if c.s.word(at) in c.s.language.attribution.possessives:  # "in its second year", from when it began
        counted = nth > 1 and c.time.units.get(c.s.word(at + 2)) in _COUNTED
        return make_span(c, at, Moment(at + 3, None, None, relative=True))._replace(open=True) if counted else None
    if not nth:
        return None
    whole = c.time.units.get(c.s.word(at + 2)) == "year"
    if (
        not whole
        and c.s.is_word(at + 2)
        and c.s.words[at + 2] not in c.s.language.nouns.stops
        and c.s.words[at + 2] not in c.s.language.numbers.joins
    ):
        return None
    moment = _year_of(c, at + 2 + whole, nth, alone=not whole) or (None if whole else _part_like(c, at, nth))
    return make_span(c, at, moment) if moment else None


def _year_of(c: Setting, end: int, nth: int, *, alone: bool) -> Moment | None:
    """Return the nth of the years told: by its number `alone` only behind one that was told so."""
    first, after = (c.years.start, c.years.end) if c.years else (None, None)
    if first is None or after is None or first.year + nth > (after - DAY).year + 1:
        return None
    latest = c.latest.start if c.latest else None
    if alone and (latest is None or latest.year != first.year + nth - 2 or c.latest == c.years):
        return None
    return make_years(end, first.year + nth - 1, first.year + nth - 1)


def _last_of(c: Setting, at: int, end: int) -> Moment | None:
    """Return the last of the years told: "in the last of those years"."""
    after = c.years.end if c.years else None
    if after is None or c.s.words[at] not in c.time.last_words:
        return None
    return make_years(end, after.year - 1, after.year - 1)


def _part_like(c: Setting, at: int, nth: int) -> Moment | None:
    """Return the nth quarter or half of the year whose quarter or half was told last."""
    told = c.latest
    if told is None or told.start is None or told.end is None or told.mode is not Mode.PARTIAL:
        return None
    if (told.end - told.start).days == _WEEK:
        return _week_like(c, at, nth, told.start)
    months = round((told.end - told.start).days / 30.4)
    aligned = months in _PARTS and add_time(told.start, "month", months) == told.end and told.start.day == 1
    if not aligned or (told.start.month - 1) % months or nth > 12 // months or not _is_led(c, at):
        return None
    first = date(told.start.year, (nth - 1) * months + 1, 1)
    return Moment(at + 2, first, add_time(first, "month", months), Mode.PARTIAL)


def _week_like(c: Setting, at: int, nth: int, told: date) -> Moment | None:
    """Return the nth week of the month whose week was told last: "in the first week of May, 34; in the second, 12"."""
    if (told.day - 1) % _WEEK or nth > _WEEKS or not _is_led(c, at):
        return None
    first = told.replace(day=1 + (nth - 1) * _WEEK)
    return Moment(at + 2, first, first + timedelta(days=_WEEK), Mode.PARTIAL)


def _is_led(c: Setting, at: int) -> bool:
    return c.time.in_words.match_before(c.s.words, at) is not None
