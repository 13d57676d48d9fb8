"""Single dates in a sentence: a day, a month, a weekday, or whatever year or hour begins at a token."""

import re
from datetime import date
from functools import lru_cache

from ledger.extract.calendar_days import DAY, add_time, full_year, month_length, read_date
from ledger.extract.clocks import find_clock
from ledger.extract.decades import find_named_decade
from ledger.extract.moments import AHEAD, Moment, Setting, make_days, make_month
from ledger.extract.tokens import Sentence
from ledger.extract.told_years import year_in_force
from ledger.extract.years import find_decade, find_fiscal_year, find_plain_year, find_year, is_plural
from ledger.lexicon.languages import Language
from ledger.model.period import Mode, Period

_JOINTS = frozenset("/-.")  # 04/01/21
_JOINED = frozenset("&")
_MONTH = 31  # days
_FIRST_YEAR, _LAST_YEAR = 1900, 2099
_YEAR_LIST = 4  # months told one after the other
_CLAUSE = 7  # tokens back to the verb that sets a day after the text
_DAY_JOINTS = frozenset("-–")  # March 3-4
_MONTH_JOINTS = _JOINTS | _DAY_JOINTS  # 17-mar-2023
_YEAR, _GROUP = 4, 6  # digits, also of an hour with its minutes; of a cable's day and hour
_DAY = re.compile(r"(\d{1,2})(?:,(?=\d{4}$)|$)")  # 18, and the 6 of "6,2021"
_GLUED_YEAR = re.compile(r",(\d{4})$")  # the 2021 of "6,2021"


def find_moment(c: Setting, at: int) -> Moment | None:
    """Read the date, month, year or hour that begins at the token."""
    word = c.s.word(at)
    if not word:
        return None
    if word[0].isdecimal():
        return _of_digits(c, at) if _may_date(c.s, at) else None
    if word in c.time.months:
        return _month_first(c, at)
    if word in c.time.weekdays:
        return _weekday(c, at)
    if word in c.time.fiscal.first_words:
        return find_fiscal_year(c, at)
    return _introduced(c, at)


def _of_digits(c: Setting, at: int) -> Moment | None:
    """Read the date, year or hour that begins with digits."""
    return (
        _in_digits(c, at)
        or _with_named_month(c, at)
        or _date_time_group(c, at)
        or _day_month(c, at)
        or find_clock(c, at)
        or find_year(c, at)
        or _numbered_day(c, at)
    )


def _may_date(s: Sentence, at: int) -> bool:
    """Tell by their form and the words beside them whether digits may tell a time: most count something."""
    word = s.words[at]
    formed = not word.isdecimal() or len(word) in (_YEAR, _GROUP)
    return formed or s.word(at + 1) in _behind_digits(s.language) or s.word(at - 1) in _before_digits(s.language)


@lru_cache(maxsize=8)
def _behind_digits(language: Language) -> frozenset[str]:
    """Return what stands behind the first digits of a date, or an hour."""
    return _day_followers(language) | _MONTH_JOINTS | {":"} | language.time.times_of_day.first_words


@lru_cache(maxsize=8)
def _before_digits(language: Language) -> frozenset[str]:
    """Return what stands before a day told without its month, "el día 7", and a year in two digits, "en el 98"."""
    time = language.time
    return time.date_adjectives | time.day_nouns.last_words | time.short_year_frames.last_words


def _introduced(c: Setting, at: int) -> Moment | None:
    """Read "the 1990s", "early 2020", "el año 2020", "el 18 de marzo"."""
    time, word, inner = c.time, c.s.word(at), c.s.word(at + 1)
    early = word in time.early
    if inner and (decade := find_named_decade(c, at)) is not None:
        return decade
    if not inner or not (early or word in time.decade_articles):
        return None
    named = inner in time.year_nouns
    begin = at + 2 if named or inner in time.early or inner == "-" else at + 1
    found = find_decade(c.s, begin)
    if found is None and begin == at + 1 and word in time.day_articles:
        found = find_moment(c, begin) or _bare_day(c, begin)
    if early and inner == "-" and c.s.word(begin) in c.time.months:
        return _month_first(c, begin)  # "mid-March"
    return found or (find_year(c, begin) if early or named else None)


def _bare_day(c: Setting, at: int) -> Moment | None:
    """Read the 27 of "68 el 21 de octubre y 87 el 27", a day where days are told; not a place: "ocupa el 27"."""
    s, day = c.s, _day(c, at) if _is_in_month(c.near) and c.s.word(at - 1) in c.time.part_articles else None
    if day is None or c.time.in_words.match_before(s.words, at - 1) is not None:
        return None
    if s.word(at - 2) in s.language.ranks.verbs or s.word(at - 2) in s.language.ranks.copulas:
        return None
    behind = s.word(day[1])
    counts = s.is_word(day[1]) and (behind not in s.language.nouns.stops or behind in s.language.nouns.link)
    if counts or behind == "%" or s.is_number(day[1]) or s.language.numbers.percent.match(s.words, day[1]) is not None:
        return None
    return _day_of_month(c, *day)


# Dates in digits


def _in_digits(c: Setting, at: int) -> Moment | None:
    """Read 04/01/21, 18-03-2021 and 2021-03-18."""
    s, joint = c.s, c.s.word(at + 1)
    if joint not in _JOINTS or s.word(at + 3) != joint or not all(s.glued(at + i) for i in range(1, 5)):
        return None
    parts = [s.words[at + i] for i in (0, 2, 4)]
    if not all(part.isdecimal() for part in parts) or len(parts[1]) > 2:
        return None  # "EX5-0031-2022"
    day = read_date(parts, month_first=c.time.month_first)
    return Moment(at + 5, day, day + DAY, Mode.POINT) if day else None


def _with_named_month(c: Setting, at: int) -> Moment | None:
    """Read "17-mar-2023", "3/set/22", "9-Jul-2021"."""
    s, joint = c.s, c.s.word(at + 1)
    month = c.time.months.get(s.word(at + 2)) if joint in _MONTH_JOINTS else None
    if month is None or s.word(at + 3) != joint or not all(s.glued(at + i) for i in range(1, 5)):
        return None
    day, year = _day(c, at), s.words[at + 4]
    if day is None or not year.isdecimal() or len(year) not in (2, 4):
        return None
    return make_days(at + 5, int(year) if len(year) == 4 else full_year(int(year)), month, day[0], day[0])


def _date_time_group(c: Setting, at: int) -> Moment | None:
    """Read the group that heads a cable: "292049Z JAN 10" is 29 January 2010."""
    s, group = c.s, c.s.words[at]
    if not (group.isdecimal() and len(group) == 6 and s.word(at + 1) == "z" and s.glued(at + 1)):
        return None
    month, year = c.time.months.get(s.word(at + 2)), s.word(at + 3)
    if month is None or not (year.isdecimal() and len(year) in (2, 4)):
        return None
    day = int(group[:2])
    return make_days(at + 4, int(year) if len(year) == 4 else full_year(int(year)), month, day, day) if day else None


# Day and month


def _month_first(c: Setting, at: int) -> Moment | None:
    """Read "March 18, 2021", "March 3-4", "March 2021", "marzo de 2021", "March"."""
    s, month = c.s, c.time.months[c.s.words[at]]
    if not _is_month(c, at):
        return None
    end = at + 2 if s.word(at + 1) == "." and s.glued(at + 1) and at + 2 < len(s.words) else at + 1
    if (day := _day(c, end)) is not None and not _counts_behind(c, at, day[1]):
        return _with_year(c, month, day[0], *_days_behind(c, at, *day))
    if (months := _months(c, at, end)) is not None:
        return months
    if (year := find_plain_year(c, end)) is not None:
        return make_month(year[1], year[0], month)
    if _is_any(c, at):
        return Moment(at + 1, None, None)
    framed = (
        _is_label(c, at) or c.ranged or c.time.month_frames.match_before(s.words, at) is not None or _qualifies(c, at)
    )
    if s.words[at] in c.time.foreign_months or (s.words[at] in c.time.bare_risky and not framed):
        return None
    if _names_person(c, at):
        return None
    guess = _told_year(c, at) or year_in_force(c, month, 0, at) or _likely_year(c, month, 1)
    return make_month(at + 1, guess, month)._replace(relative=True) if guess else Moment(at + 1, None, None)


def _counts_behind(c: Setting, at: int, end: int) -> bool:
    """Tell the number of "in May 4 million dollars", "in May 4 people died" from a day."""
    s, numbers = c.s, c.s.language.numbers
    if s.word(end) in numbers.scales or s.word(end) == "%" or numbers.percent.match(s.words, end) is not None:
        return True
    return s.word(at - 1) in c.time.month_led and s.is_word(end) and s.words[end] not in s.language.nouns.stops


def _is_label(c: Setting, at: int) -> bool:
    """Tell a word that stands alone, or before the colon of an item of a list of a year: "- March: 30 complaints"."""
    listed = c.dated != () and c.dated[-1].announced and c.s.word(at + 1) == ":"
    return len(c.s.words) == 1 or (listed and not any(c.s.is_word(before) for before in range(at)))


def _months(c: Setting, at: int, end: int) -> Moment | None:
    """Read "Jan-May 2018", "enero-abril de este año", "January to June", "January and February"."""
    s, month = c.s, c.time.months[c.s.words[at]]
    begin = _next_months(c, month, end) if s.word(end) not in c.time.to_words else end + 1
    if begin is None or s.word(begin) not in c.time.months or c.ranged:
        return None
    last = _month_first(c._replace(ranged=True), begin)
    if last is None or last.first is None or last.mode is not Mode.PERIOD:
        return None
    year = last.first.year - (month > last.first.month)
    return last._replace(first=date(year, month, 1))


def _next_months(c: Setting, month: int, end: int) -> int | None:
    """Return where the last of "January and February", "enero, febrero y marzo" begins: each the next of the other."""
    s = c.s
    while s.word(end) in (",", *_JOINED) or c.time.and_words.match(s.words, end) is not None:
        if c.time.months.get(s.word(end + 1)) != month % 12 + 1:
            return None
        if s.word(end) != ",":
            return end + 1
        month, end = month % 12 + 1, end + 2
    return None


def _day_month(c: Setting, at: int) -> Moment | None:
    """Read "18 de marzo de 2021", "18 March 2021", "9 JUL 2021"."""
    s = c.s
    day = _day(c, at) if s.word(at + 1) in _day_followers(s.language) else None
    if day is None:
        return None
    last, end = _last_day(c, *_listed(c, *day))
    if s.word(end) in c.time.month_links:
        end += 1
    month = c.time.months.get(s.word(end))
    if month is None or not _is_month(c, end):
        return None
    cut = s.word(end + 1) == "." and s.glued(end + 1) and end + 2 < len(s.words)
    end += 2 if cut else 1
    return _with_year(c, month, day[0], last, end)


@lru_cache(maxsize=8)
def _day_followers(language: Language) -> frozenset[str]:
    """Return what may stand behind the day of a date: its ending, another day, "of", the month."""
    time, more = language.time, _DAY_JOINTS | {","}
    return more.union(time.day_joints, time.month_links, time.months, language.numbers.ordinal_endings)


def _is_month(c: Setting, at: int) -> bool:
    """Tell "March" from "march" in the languages that write months with a capital, but for "17 mar 2023"."""
    word = c.s.words[at]
    if word not in c.time.framed_months and (c.s.is_capital(at) or word not in c.time.capital_months):
        return True
    return word in c.time.short_months and _is_framed(c, at)


def _is_framed(c: Setting, at: int) -> bool:
    """Tell a month cut short by the day before it or the year behind: "17 mar 2023", "el 3 may.", "(set. 2022)"."""
    s, end = c.s, at + 2 if c.s.word(at + 1) == "." and c.s.glued(at + 1) else at + 1
    linked = s.word(end) in c.time.year_links or (s.word(end) in _DAY_JOINTS and s.glued(end) and s.glued(end + 1))
    year = s.word(end + linked)
    dated = year.isdecimal() and len(year) == 4 and _FIRST_YEAR <= int(year) <= _LAST_YEAR
    before = at - 1 - (s.word(at - 1) in c.time.month_links)
    if s.is_number(before) and _day(c, before) is not None:
        return dated or not s.is_word(end)
    led = not s.is_word(at - 1) or c.time.in_words.match_before(s.words, at) is not None
    return dated and led and not is_plural(s, end + linked + 1)


def _day(c: Setting, at: int) -> tuple[int, int] | None:
    """Read a day of the month and its end: "18", "18th", also glued to a year by a comma ("6,2021")."""
    head = _DAY.match(c.s.word(at))
    if head is None or not 1 <= int(head.group(1)) <= 31:
        return None
    end = at + 1
    if c.s.glued(end) and c.s.words[end] in c.s.language.numbers.ordinal_endings:
        end += 1
    return int(head.group(1)), end


def _listed(c: Setting, day: int, at: int) -> tuple[int, int]:
    """Step over the middle of "7, 8 y 9 de mayo"."""
    while c.s.word(at) == "," and (other := _day(c, at + 1)) is not None and other[0] > day:
        day, at = other
    return day, at


def _last_day(c: Setting, day: int, at: int) -> tuple[int, int]:
    """Return the last day and the end of "3-4", "3 y 4" behind the first: the day itself where it is alone."""
    joint = c.s.word(at)
    begin = at + 1 + (c.s.word(at + 1) in c.time.day_articles)
    other = _day(c, begin) if joint in _DAY_JOINTS or joint in c.time.day_joints else None
    if other is not None and other[0] > day and c.s.word(other[1]) not in c.time.units:
        return other
    return day, at


def _days_behind(c: Setting, at: int, day: int, end: int) -> tuple[int, int]:
    """Return the last day and the end of "September 3", "September 3-4", "September 3, 4 and 5"."""
    listed = _listed(c, day, end)
    last = _last_day(c, *listed)
    closed = last != listed and not (c.s.is_word(last[1]) and c.s.words[last[1]] not in c.s.language.nouns.stops)
    return last if closed and not _counts_behind(c, at, last[1]) else _last_day(c, day, end)


def _with_year(c: Setting, month: int, day: int, last: int, at: int) -> Moment | None:
    """Give days of a month the year written behind them, else the likely one."""
    if (glued := _GLUED_YEAR.search(c.s.word(at - 1))) is not None:
        return make_days(at, int(glued.group(1)), month, day, last)
    linked = c.s.word(at) == "," or c.s.word(at) in c.time.year_links
    if (year := find_plain_year(c, at + linked)) is not None:
        return make_days(year[1], year[0], month, day, last)
    joined = c.s.word(at) in (_DAY_JOINTS if c.ranged else c.time.to_words)
    if joined and (found := _through(c, month, day, at + 1)) is not None:
        return found
    guess = year_in_force(c, month, day, at) or _likely_year(c, month, day)
    if guess is None:
        return Moment(at, None, None, Mode.POINT)
    found = make_days(at, guess, month, day, last)
    return found._replace(relative=True) if found else None


def _through(c: Setting, month: int, day: int, at: int) -> Moment | None:
    """Read the second date of "1 de abril-31 de julio de 2017", "Jan. 20 to June 25", whose year is the first's too."""
    other = find_moment(c, at) if c.s.is_number(at) or c.s.word(at) in c.time.months else None
    if other is None or other.mode is not Mode.POINT or other.first is None:
        return None
    first = make_days(at, other.first.year - (month > other.first.month), month, day, day)
    return other._replace(first=first.first, mode=Mode.PERIOD) if first else None


def _qualifies(c: Setting, at: int) -> bool:
    """Tell the month of "a May poll", "its March raid", not of "the March for Life"."""
    s, nouns = c.s, c.s.language.nouns
    if at == 0 and s.word(1) in c.time.month_verbs:
        return True  # "May was the deadliest month"
    led = s.word(at - 1) in nouns.articles or s.word(at - 1) in s.language.attribution.possessives
    return led and s.is_word(at + 1) and not s.is_capital(at + 1) and s.words[at + 1] not in nouns.stops


def _names_person(c: Setting, at: int) -> bool:
    """Tell "Julio Cárdenas" and "June Marsh" from "in June Congress voted"."""
    s = c.s
    if s.shouting or s.titled or not (s.is_capital(at) and s.is_word(at + 1) and s.is_capital(at + 1)):
        return False
    framed = c.time.in_words.match_before(s.words, at) or c.time.month_frames.match_before(s.words, at)
    dated = s.words[at + 1] in c.time.weekdays or s.words[at + 1] in c.time.months
    return not (framed or dated or c.ranged or s.words[at - 1] in c.time.date_adjectives)


def _is_any(c: Setting, at: int) -> bool:
    """Tell the month of no year: "in a normal March", "en un marzo cualquiera"."""
    return c.s.word(at - 1) in c.time.usual or c.s.word(at + 1) in c.time.usual


def _told_year(c: Setting, at: int) -> int | None:
    """Return the past year whose months a sentence lists: "In 2022 there were 407. January, 41; February, 29; …"."""
    near = c.s.words[max(0, at - 4 * _YEAR_LIST) : at + 4 * _YEAR_LIST]
    if sum(word in c.time.months for word in near) < _YEAR_LIST:
        return None
    first, after = (c.told.start, c.told.end) if c.told and c.told.mode is Mode.PERIOD else (None, None)
    if first is None or after is None or c.when is None or first.year >= c.when.year:
        return None
    return first.year if (after - DAY).year == first.year else None


def _likely_year(c: Setting, month: int, day: int) -> int | None:
    """Return the year of a date told without one: the last time it came, seen from the text's date."""
    if c.when is None:
        return None
    near = date(c.when.year, month, min(day, month_length(c.when.year, month))) <= c.when + c.ahead
    return c.when.year if near else c.when.year - 1


# Weekdays


def _weekday(c: Setting, at: int) -> Moment | None:
    """Read "Monday", "Monday, March 3" and "el martes 17": without a date, the last one before the text."""
    s = c.s
    if (not s.is_capital(at)) if c.time.capital_weekdays else _is_in_name(s, at):
        return None
    if s.word(at - 1) in c.time.recurring or s.is_number(at - 1) or s.word(at - 1) in s.language.numbers.cardinals:
        return None  # "los lunes", "tres lunes"
    end = at + 2 if s.word(at + 1) in (",", ".") else at + 1
    dated = find_moment(c, end) if s.is_number(end) or s.word(end) in c.time.months else None
    if dated is not None and dated.mode is Mode.POINT:
        return dated
    numbered = _day(c, end) if dated is None else None
    led = numbered is not None and s.word(numbered[1]) in s.language.nouns.articles
    if led and numbered is not None and s.word(numbered[1] + 1) in c.time.weekdays:
        return _near_weekday(c, at)  # "14 el lunes, 22 el martes"
    if numbered is not None and (not s.is_word(numbered[1]) or _numbers_days(c, numbered[1])):
        return _day_of_month(c, *numbered, c.time.weekdays[s.words[at]])
    return _near_weekday(c, at)


def _is_in_name(s: Sentence, at: int) -> bool:
    """Tell "Santo Domingo", "Domingo Peralta" from "el domingo", where weekdays are written in small letters."""
    if not s.is_capital(at) or s.is_number(at + 1):
        return False
    before = s.word(at - 1)
    small = before in s.language.stopwords or before in s.language.time.date_adjectives
    if s.is_word(at - 1) and s.is_capital(at - 1) and not small:
        return True
    return not (s.shouting or s.titled) and s.is_word(at + 1) and s.is_capital(at + 1)


def _numbers_days(c: Setting, at: int) -> bool:
    """Tell the day of "el sábado 13 murieron", "sábado 13 y domingo 14" from what "el sábado 13 hombres" counts."""
    if not c.time.day_articles:
        return c.s.word(at) in c.time.day_joints and c.s.word(at + 1) in c.time.weekdays
    return not is_plural(c.s, at)


def _numbered_day(c: Setting, at: int) -> Moment | None:
    """Read "el próximo 21", "el pasado 14", the 7 of "el día 7"."""
    s = c.s
    led = s.word(at - 1) in c.time.date_adjectives and s.word(at - 2) in c.time.day_articles
    day = _day(c, at) if led or c.time.day_nouns.match_before(s.words, at) else None
    if day is None or is_plural(s, day[1]) or s.word(day[1]) in (*c.time.units, "%"):
        return None
    month = c.latest.start if c.latest and not led else None  # "en julio, … el día 8"
    told = make_days(day[1], month.year, month.month, day[0], day[0]) if month and _is_in_month(c.latest) else None
    return told or _day_of_month(c, *day)


def _is_in_month(period: Period | None) -> bool:
    ends = (period.start, period.end) if period else (None, None)
    return ends[0] is not None and ends[1] is not None and (ends[1] - ends[0]).days <= _MONTH


def _day_of_month(c: Setting, day: int, end: int, weekday: int | None = None) -> Moment:
    """Return such a day of the month before the text, or after it where that is told or only then the weekday fits."""
    found: list[Moment] = []
    if c.when is not None:
        away = _is_to_come(c, end - 1)
        nearest = (day < c.when.day, 1) if away else (-(day > c.when.day), -1)
        for months in (*nearest, *((0, 1) if weekday is not None else ())):
            first = add_time(c.when.replace(day=1), "month", months)
            moment = make_days(end, first.year, first.month, day, day)
            if moment and moment.first and weekday in (None, moment.first.weekday()):
                found.append(moment)
    return (found[0] if found else Moment(end, None, None, Mode.POINT))._replace(relative=True)


def _is_to_come(c: Setting, at: int) -> bool:
    """Tell a day that a word before it in its clause sets after the text: "will leave on Tuesday", "el próximo 21"."""
    s, time = c.s, c.time
    if c.ahead is AHEAD:
        return False
    for before in range(at - 1, max(-1, at - _CLAUSE), -1):
        word = s.words[before]
        if word in time.future or (time.future_endings and s.raw(before).lower().endswith(time.future_endings)):
            return word not in time.unsure_future
        if not s.is_word(before) or word in s.language.attribution.strong:
            return False
    return False


def _near_weekday(c: Setting, at: int) -> Moment:
    """Return the last such day before the text; of what is to come, the next."""
    if c.when is None:
        return Moment(at + 1, None, None, Mode.POINT, relative=True)
    days = (c.when.weekday() - c.time.weekdays[c.s.words[at]]) % 7
    day = c.when + (7 - days) * DAY if _is_to_come(c, at) else c.when - days * DAY
    return Moment(at + 1, day, day + DAY, Mode.POINT, relative=True)
