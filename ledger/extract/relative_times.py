"""Times told from the date of the text: "last year", "so far this year", "the past five years"."""

from datetime import date, timedelta

from ledger.extract.calendar_days import DAY, MONTHS_IN, add_time, shift_years
from ledger.extract.dates import find_moment
from ledger.extract.digits import Habit
from ledger.extract.moments import AHEAD, Moment, Setting, make_month, make_years
from ledger.extract.numbers import find_number
from ledger.extract.time_spans import TimeSpan, make_span
from ledger.extract.told_times import (
    SHIFTS,
    SPOKEN_OF,
    TOLD_UNITS,
    find_moved,
    since_then,
    spoken_of,
    told_unit,
    years_before,
)
from ledger.extract.years import YEARS_OFF, find_plain_year
from ledger.model.period import Mode
from ledger.model.quantity import Bound

_ANY = Habit()  # the marks before decimals tell nothing of whole numbers
_MONTHS_OFF = {"this_month": 0, "last_month": -1, "month_before": -1, "next_month": 1}
_DECADES_OFF = {"this_decade": 0, "last_decade": -10}
_WEEKS_OFF = {"this_week": 0, "next_week": 1, "last_week": -1, "week_before": -1}
_DAYS_OFF = {"yesterday": -1, "day_before": -1, "day_before_yesterday": -2, "tomorrow": 1}
_UNKNOWN = ("day_after", "week_after", "month_after", "year_after")  # where nothing was told before
_PAST_UNITS = frozenset({*MONTHS_IN, "day", "week", "hour", "minute"})
_WIDE = frozenset({"lustrum", "sexennium", "decade", "century"})  # told by their years, not to the day
_OPENING = 2  # tokens of a sentence's opening, where "the year before" is what it is about
_MOVED = frozenset({"year", "month", "week", "day"})
_IN_YEARS = {unit: MONTHS_IN[unit] // 12 for unit in ("lustrum", "decade")}
_YEAR = 12  # months
_EARLY = 6  # months in which the year that closed is the one before
_MOST = 1000  # "the first 2000 months" are none
_TO_YEAR = 4  # tokens from a season to its year: "weekend in 2020"
_LONGEST_COUNT = 10  # tokens of "nine hundred and ninety-nine years", and an article
_OF_THEN = {"today": "day", "this_week": "week", "this_month": "month"}  # "ten years ago this week"


def find_relative(c: Setting, at: int) -> TimeSpan | None:
    """Read "last year", "this month", "yesterday", "so far this year"."""
    hit = c.time.relative.match(c.s.words, at)
    if hit is None:
        return None
    end, key = hit
    if key == "open_time":
        return _open(c, at, end)
    if key == "open_season":
        return None if _is_dated(c, end) else _open(c, at, end)._replace(yearly=True)
    if key == "one_before":
        years = years_before(c, end)
        opens = not c.s.is_word(at - 1)
        return make_span(c, at, years)._replace(compared=not opens) if years is not None else _open(c, at, end)
    if key in TOLD_UNITS:
        if c.s.word(end) in c.time.looked_back:
            return _open(c, at, end)  # "el semestre anterior"
        moment = told_unit(c, at, end, TOLD_UNITS[key])
        return make_span(c, at, moment) if moment is not None else None
    if key in ("nowadays", "this_season") or (key == "today" and _lasts(c, at, end)):
        return _nowadays(c, at, end)
    if key == "so_far":
        return _so_far(c, at, end)
    if key == "so_far_part":
        return _part_so_far(c, at, end)
    if key in SHIFTS and _is_of_named(c, end):
        return _open(c, at, end)
    if key in SHIFTS and (moved := find_moved(c, end, *SHIFTS[key])) is not None:
        span = make_span(c, at, moved)
        return span._replace(compared=span.compared or (SHIFTS[key] == ("year", -1) and at > _OPENING))
    if key == "that_time" and (c.s.word(end) in c.time.part_links or c.time.relative.match(c.s.words, end)):
        return None  # "the same period of 2020", "in the same period last year"
    if key == "no_time":
        return make_span(c, at, Moment(end, None, None, relative=True), numbers=range(0))
    if key == "that_year" and (find_plain_year(c, end) or c.time.run_to.match(c.s.words, end) is not None):
        return None  # "in the year to June", "en el año 2020"
    if key in SPOKEN_OF and _is_begun_only(c, at, end):
        return None  # "durante el año | pasado"
    if key == "that_month" and c.latest and c.latest.start and (year := find_plain_year(c, end)) is not None:
        return make_span(c, at, make_month(year[1], year[0], c.latest.start.month))
    if key == "year_end" and c.latest and c.latest.start and c.when and c.latest.start.year < c.when.year:
        key = "this_year" if c.ahead is not AHEAD else "that_year"
    if key == "since_then":
        return make_span(c, at, since_then(c, end))
    if key in SPOKEN_OF:
        return make_span(c, at, spoken_of(c, end, key))
    if c.when is None or key in _UNKNOWN:
        return make_span(c, at, Moment(end, None, None, relative=True))
    if key == "to_date":
        return make_span(c, at, Moment(end, None, c.when + DAY, Mode.CUMULATIVE, relative=True))._replace(up_to=True)
    return make_span(c, at, _resolve(key, c.when, end))


def _is_of_named(c: Setting, end: int) -> bool:
    """Tell "a year after the flood", "un año después del sismo", which count from what is named behind them."""
    if c.s.words[end - 1] in c.time.clause_words:
        named = c.time.part_articles | c.s.language.numbers.articles | c.s.language.attribution.possessives
        return c.s.word(end) in named
    looks_on = c.time.earlier.match_before(c.s.words, end) or c.time.later.match_before(c.s.words, end)
    return looks_on is not None and (c.s.word(end) in c.time.part_links or c.s.word(end) in c.time.going_on)


def _open(c: Setting, at: int, end: int) -> TimeSpan:
    """Read a time that is told and not known: "before Christmas", "the latest count"."""
    return make_span(c, at, Moment(end, None, None, relative=True))._replace(open=True)


def _is_dated(c: Setting, end: int) -> bool:
    """Tell "last winter, 2018", "before Christmas of 2019", "over Easter weekend in 2020", told with their year."""
    near = range(end, min(end + _TO_YEAR, len(c.s.words)))
    return any(find_plain_year(c, at) is not None for at in near)


def _nowadays(c: Setting, at: int, end: int) -> TimeSpan | None:
    """Read "now", "actualmente", and the "hoy" of what lasts: the year of the text. "Now, several say" tells none."""
    if c.s.word(end) == "," and not at:
        return None
    now = make_years(end, c.when.year, c.when.year) if c.when else Moment(end, None, None)
    return make_span(c, at, now._replace(relative=True))._replace(now=True)


def _lasts(c: Setting, at: int, end: int) -> bool:
    """Tell "hoy alcanza", "se vende hoy", "las 650 de hoy" from what happened today: a present verb is beside it."""
    s, time = c.s, c.time
    if not {s.word(at - 1), s.word(end)}.isdisjoint(s.language.attribution.verbs):
        return False
    if s.word(at - 1) in time.part_links and s.is_number(at - 2):
        return True
    while s.word(end) in time.verb_particles:
        end += 1
    led = s.word(at - 2) in time.verb_particles and _is_present(c, at - 1)
    return s.word(end) in time.states or s.word(at - 1) in time.states or led or _is_present(c, end)


def _is_present(c: Setting, at: int) -> bool:
    """Tell a verb of the present by its ending: "hoy pasan"."""
    endings = c.time.present_endings
    known = c.s.word(at) in c.time.in_words.first_words or c.s.word(at) in c.s.language.nouns.stops
    return bool(endings) and not known and c.s.raw(at).lower().endswith(endings)


def _resolve(key: str, when: date, end: int) -> Moment:
    """Return the dates of a phrase such as "last year", seen from `when`."""
    if key in YEARS_OFF or key in ("year_end", "year_closed"):
        gone = key == "year_closed" and when.month <= _EARLY
        year = when.year - 1 if gone else when.year + YEARS_OFF.get(key, 0)
        return make_years(end, year, year)._replace(relative=True)
    if key in _DECADES_OFF:
        decade = when.year - when.year % 10 + _DECADES_OFF[key]
        return make_years(end, decade, decade + 9)._replace(relative=True)
    if key in _MONTHS_OFF:
        first = add_time(when.replace(day=1), "month", _MONTHS_OFF[key])
        return Moment(end, first, add_time(first, "month", 1), relative=True)
    if key in _WEEKS_OFF:
        monday = when - timedelta(days=when.weekday() - 7 * _WEEKS_OFF[key])
        return Moment(end, monday, monday + timedelta(days=7), relative=True)
    if key == "last_weekend":
        saturday = when - timedelta(days=(when.weekday() - 5) % 7)
        return Moment(end, saturday, saturday + 2 * DAY, relative=True)
    day = when + _DAYS_OFF.get(key, 0) * DAY
    return Moment(end, day, day + DAY, Mode.POINT, relative=True)


def find_ago(c: Setting, at: int) -> TimeSpan | None:
    """Read "five years ago", "hace ya más de una década", "decades ago": the year, month, week or day then."""
    s, before = c.s, c.time.ago_before.match(c.s.words, at)
    begin, hedged = _past_hedges(c, before[0]) if before else (at, _is_hedged(c, at))
    if c.time.units.keys().isdisjoint(s.words[begin : begin + _LONGEST_COUNT]):
        return None
    percent = s.language.numbers.percent.match(s.words, at - 1) if at else None
    if percent is not None and percent[0] > at:
        return None  # the "ciento un" of "64 por ciento un año antes"
    end, count = _find_length(c, begin)
    unit = c.time.units.get(s.word(end))
    if count is not None and before is None and (unit in _MOVED or unit in _IN_YEARS):
        step, steps = ("year", count * _IN_YEARS[unit]) if unit in _IN_YEARS else (unit, count)
        if (moved := _find_moved(c, at, end, step, steps)) is not None:
            return moved
    half = s.language.numbers.and_half.match(s.words, end + 1)
    close = half[0] if half else end + 1
    after = c.time.ago_after.match(s.words, close)
    if unit is None or (before is None) == (after is None) or unit not in _PAST_UNITS:
        return None
    lasting = any(s.word(close) in words for words in (c.time.going_on, c.time.states, c.time.ago_lasting))
    if before is not None and (lasting or c.time.since.match_before(s.words, at) is not None):
        return None  # "hace tres años que vive aquí", "hace tres años no llueve", "esperan desde hace tres días"
    start = at if before else _length_start(c, at)
    rough = hedged or half is not None or start < at or (after is not None and after[0] > close + 1)
    then = add_time(c.when, unit, -count) if c.when and count and not rough else None
    return _make_ago(c, start, after[0] if after else close, then, unit)


def _is_begun_only(c: Setting, at: int, end: int) -> bool:
    """Tell whether another time begins within a phrase and ends behind it."""
    hits = (c.time.relative.match(c.s.words, inner) for inner in range(at + 1, end))
    return any(hit is not None and hit[0] > end for hit in hits)


def _find_length(c: Setting, at: int) -> tuple[int, int | None]:
    """Return the end of the number of a length of time, and its worth where that is whole: "two and a half" is not."""
    if (whole := find_count(c, at)) is not None:
        return whole
    if c.s.word(at) in c.s.language.numbers.articles:
        return at + 1, 1
    if c.s.word(at) in c.s.language.numbers.halves:
        return at + 1, None  # "hace medio siglo"
    number = find_number(c.s, at, _ANY)
    return (at if number is None else number.end), None  # "decades ago", "two and a half years ago"


def _length_start(c: Setting, at: int) -> int:
    """Return where a length begins whose last number is at `at`: "three or four", "half a", "a quarter of a"."""
    numbers, s = c.s.language.numbers, c.s
    if s.word(at - 1) in numbers.halves:
        return at - 1
    if s.word(at - 1) in c.time.part_links and s.word(at - 2) in numbers.fractions:
        return at - 3 if s.word(at - 3) in numbers.articles or s.is_number(at - 3) else at - 2
    joined = s.word(at - 1) in numbers.to_words or numbers.or_words.match_before(s.words, at) is not None
    return at - 2 if joined and at > 1 and find_count(c, at - 2) is not None else at


def _make_ago(c: Setting, start: int, end: int, then: date | None, unit: str) -> TimeSpan:
    """Return the time so long ago: its length is no figure but where it is told to the day, "ten months ago today"."""
    nearer = c.time.relative.match(c.s.words, end)
    finer = _OF_THEN.get(nearer[1]) if nearer is not None else None
    if nearer is not None and finer is not None:
        end, unit = nearer[0], finer
    moment = _around(then, unit) if then is not None else Moment(end, None, None)
    span = make_span(c, start, moment._replace(end=end, relative=True), numbers=range(0))
    span = span._replace(open=then is None)
    return span if finer == "day" else span._replace(numbers=range(start, end))


def _is_hedged(c: Setting, at: int) -> bool:
    """Tell "about 20", "began more than a" before a length, which leave its year open, from "12 % more than a"."""
    s = c.s
    hedge = s.language.hedges.match_before(s.words, at)
    if hedge is None or hedge[1] is Bound.AT_MOST:
        return False  # "as many as a year ago"
    if c.time.compared.match_before(s.words, at) is None:
        return True
    counted = s.is_number(hedge[0] - 1) or s.language.numbers.percent.match_before(s.words, hedge[0]) is not None
    told = not hedge[0] or (s.is_word(hedge[0] - 1) and not counted)
    return told and s.word(at - 2) in c.time.ago_comparers


def _past_hedges(c: Setting, at: int) -> tuple[int, bool]:
    """Step over the words between "hace" and a number, "ya más de", "justo"; tell whether they leave it open."""
    s, hedged = c.s, False
    while True:
        hedge = s.language.hedges.match(s.words, at)
        if hedge is None and s.word(at) not in c.time.ago_adverbs:
            return at, hedged
        hedged = hedged or hedge is not None
        at = hedge[0] if hedge is not None else at + 1


def _find_moved(c: Setting, at: int, end: int, unit: str, count: int) -> TimeSpan | None:
    """Read "two years earlier", "tres meses después", counted from the time told last; the number stays a figure."""
    for table, way in ((c.time.earlier, -1), (c.time.later, 1)):
        hit = table.match(c.s.words, end + 1)
        if hit is None or _goes_on(c, hit[0]) or (way > 0 and _told_just_before(c, at)):
            continue
        moved = find_moved(c, hit[0], unit, way * count)
        span = make_span(c, at, moved, numbers=range(0)) if moved else None
        return span._replace(compared=span.compared or (way < 0 and at > _OPENING)) if span else None
    return None


def _told_just_before(c: Setting, at: int) -> bool:
    """Tell "ended in April 2023, 25 months later", which says how long before that something else was."""
    return c.s.word(at - 1) == "," and any(dated.end == at - 1 for dated in c.dated)


def _goes_on(c: Setting, end: int) -> bool:
    """Tell "two years after the murder", "dos años después de la firma", which count from what is named behind them."""
    if c.s.words[end - 1] in c.time.clause_words:
        return c.s.is_word(end)
    return c.s.word(end) in c.time.part_links or c.s.word(end) in c.time.going_on


def _around(day: date, unit: str) -> Moment:
    """Return the year, month, week or day that a day lies in, as the unit of time tells."""
    if unit == "month":
        return make_month(0, day.year, day.month)
    if unit in MONTHS_IN:
        return make_years(0, day.year, day.year)
    if unit == "week":
        monday = day - timedelta(days=day.weekday())
        return Moment(0, monday, monday + timedelta(days=7))
    return Moment(0, day, day + DAY, Mode.POINT)


def _so_far(c: Setting, at: int, end: int) -> TimeSpan:
    """Read "so far this year" and "so far in 2020": up to the text's date, or to the end of a year gone by."""
    year = find_moment(c, end)
    if year is not None and year.first:
        running = c.when is not None and c.when.year == year.first.year
        after = c.when + DAY if c.when and running else year.after
        return make_span(c, at, year._replace(after=after, mode=Mode.PARTIAL))
    of_what = c.s.words[end - 1] in c.time.part_links and c.s.is_word(end)  # "en lo que va del sexenio"
    first = date(c.when.year, 1, 1) if c.when and not of_what else None
    after = c.when + DAY if c.when else None
    return make_span(c, at, Moment(end, first, after, Mode.PARTIAL, relative=True))


def _part_so_far(c: Setting, at: int, end: int) -> TimeSpan | None:
    """Read "so far this month", "en lo que va del mes": from its first day up to the text's date."""
    unit = next((c.time.units[word] for word in c.s.words[at:end] if word in c.time.units), None)
    if c.when is None or unit is None:
        return make_span(c, at, Moment(end, None, None, relative=True))
    return make_span(c, at, Moment(end, _first_day(c.when, unit), c.when + DAY, Mode.PARTIAL, relative=True))


def _first_day(day: date, unit: str) -> date:
    """Return the first day of the week, of the years or of the part of a year that a day lies in."""
    months = MONTHS_IN.get(unit)
    if months is None:
        return day - timedelta(days=day.weekday())
    if months >= _YEAR:
        years = months // _YEAR
        return date(day.year - day.year % years, 1, 1)
    return date(day.year, (day.month - 1) // months * months + 1, 1)


def find_past(c: Setting, at: int) -> TimeSpan | None:
    """Read "the last five years", "la última década": the number stays a figure."""
    hit = c.time.past.match(c.s.words, at)
    if hit is None:
        return None
    end, count = find_count(c, hit[0]) or (hit[0], 1)
    unit = c.time.units.get(c.s.word(end))
    if unit not in _PAST_UNITS:
        return None
    if (whole := _whole(c, end + 1)) is not None and whole.after is not None:
        last = whole._replace(first=add_time(whole.after, unit, -count), mode=Mode.PARTIAL)
        return make_span(c, at, last, numbers=range(end, last.end))
    told = c.latest if c.time.past_before.match(c.s.words, at) is not None else None
    if told is not None and told.start is not None and told.end is not None and told.mode is not Mode.POINT:
        return make_span(c, at, Moment(end + 1, add_time(told.start, unit, -count), told.start), numbers=range(0))
    first = add_time(c.when, unit, -count) if c.when else None
    after = c.when + DAY if c.when else None
    if c.when and first and unit in _WIDE:
        first, after = date(first.year, 1, 1), date(c.when.year + 1, 1, 1)
    return make_span(c, at, Moment(end + 1, first, after, relative=True), numbers=range(0))


def find_that_long(c: Setting, at: int) -> TimeSpan | None:
    """Read "those five years", "los mismos cinco meses", where the time told last is just so long.

    Those of another year are read with it: "the same five months of 2019", "the same two months last year".
    """
    hit, told = c.time.that_long.match(c.s.words, at), c.latest
    counted = find_count(c, hit[0]) if hit is not None else None
    if counted is None or told is None or told.start is None or told.end is None:
        return None
    end, count = counted
    unit = c.time.units.get(c.s.word(end))
    if unit not in MONTHS_IN or add_time(told.start, unit, count) != told.end:
        return None
    if (of_year := find_plain_year(c, end + 1)) is None:
        if _is_of_another(c, end + 1):
            return None
        return make_span(c, at, Moment(end + 1, told.start, told.end, told.mode or Mode.PERIOD), numbers=range(0))
    year, last = of_year
    first, after = (shift_years(day, year - told.start.year) for day in (told.start, told.end))
    span = make_span(c, at, Moment(last, first, after, Mode.PARTIAL), numbers=range(end + 1, last))
    return None if span.compared else span._replace(same=True)  # a change is told of the years


def _is_of_another(c: Setting, end: int) -> bool:
    """Tell "the same five months a year earlier", "the same two years in Leeds"."""
    linked = c.s.word(end) in c.time.part_links or c.time.in_words.match(c.s.words, end) is not None
    return linked or c.time.relative.match(c.s.words, end) is not None or find_ago(c, end) is not None


def _whole(c: Setting, at: int) -> Moment | None:
    """Read what the last months or days are of: "of 2018", "de junio"."""
    if c.s.word(at) not in c.time.part_links:
        return None
    if (year := find_plain_year(c, at + 1)) is not None:
        return make_years(year[1], year[0], year[0])
    whole = find_moment(c._replace(ranged=True), at + 1)
    return whole if whole is not None and not whole.clock and whole.mode is Mode.PERIOD else None


def find_count(c: Setting, at: int) -> tuple[int, int] | None:
    """Return the end and the worth of a whole number of units of time."""
    number = find_number(c.s, at, _ANY)
    if number is None or number.vague or not 0 < number.value < _MOST or number.value % 1:
        return None
    return number.end, int(number.value)
