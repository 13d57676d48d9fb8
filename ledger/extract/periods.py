"""Dates and periods in a sentence, read against the date of the text."""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ledger.extract.numbers import Habit, UnreadableNumberError, read_number
from ledger.extract.tokens import Sentence
from ledger.lexicon.phrases import PhraseTable
from ledger.lexicon.units import Units
from ledger.model.period import UNSTATED, Mode, Period
from ledger.model.quantity import Bound

_FIRST_YEAR, _LAST_YEAR = 1500, 2099
_DAY = timedelta(days=1)
_EARLIEST_BARE_YEAR = 1500
_ROUND = 2000  # "over 2000" tells how many, "below 2018" sets a year against another


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """Words at tokens `start` to `end` that tell a time.

    `compared` times are only what a figure is set against ("than in 2019"). `numbers` are the tokens
    of numbers that belong to the date and are no figures. `fiscal` is the year of a fiscal year, whose
    dates depend on the country. `clock` tells a time of day.
    """

    start: int
    end: int
    period: Period
    numbers: range
    fiscal: int | None = None
    clock: bool = False
    relative: bool = False
    compared: bool = False
    same: bool = False


@dataclass(frozen=True, slots=True)
class _Atom:
    """One date, month, year or span of years, ending before token `end`."""

    end: int
    first: date | None
    after: date | None
    mode: Mode = Mode.PERIOD
    fiscal: int | None = None
    clock: bool = False
    relative: bool = False


def find_times(s: Sentence, when: date | None, units: Units) -> list[TimeSpan]:
    """Return the expressions of time in the sentence, in order, not overlapping."""
    finder = _Finder(s, when, units)
    found: list[TimeSpan] = []
    starts, end = s.language.time_starts, 0
    for at in [at for at, word in enumerate(s.words) if word[0].isdecimal() or word in starts]:
        span = finder.at(at) if at >= end else None
        if span is not None:
            found.append(span)
            end = span.end
    return found


class _Finder:
    def __init__(self, s: Sentence, when: date | None, units: Units) -> None:
        self.s, self.when, self.time, self.units = s, when, s.language.time, units

    def at(self, at: int) -> TimeSpan | None:
        """Return the expression of time that begins at token `at`."""
        if not self.s.is_number(at) and (found := self._opened(at)) is not None:
            return found
        atom = self._atom(at)
        return self._plain(at, atom) if atom else None

    def _plain(self, at: int, atom: _Atom) -> TimeSpan:
        mode = atom.mode
        return self._made(at, atom.end, atom.first, atom.after, mode, atom)

    def _made(
        self, start: int, end: int, first: date | None, after: date | None, mode: Mode, atom: _Atom, *, keep: int = 0
    ) -> TimeSpan:
        text = self.s.covered(start, end).of(self.s.text)
        stated = first is not None or after is not None
        period = Period(first, after, text, mode if stated else None) if not atom.clock else UNSTATED
        numbers, compared = range(start + keep, end), self._is_compared(start)
        same = self.time.same_period.match_before(self.s.words, start) is not None
        return TimeSpan(start, end, period, numbers, atom.fiscal, atom.clock, atom.relative, compared, same)

    def _is_compared(self, start: int) -> bool:
        """Tell whether a time stands behind "compared to" or "than in", an article aside."""
        for at in range(start, max(0, start - 6), -1):
            if self.time.compared.match_before(self.s.words, at) is not None:
                return True
            if not self.s.is_word(at - 1):
                return False
        return False

    # Expressions that begin with a word of their own

    def _opened(self, at: int) -> TimeSpan | None:
        for reader in (
            self._range,
            self._first_part,
            self._part_of_year,
            self._relative,
            self._since,
            self._until,
            self._past,
        ):
            if (found := reader(at)) is not None:
                return found
        return None

    def _range(self, at: int) -> TimeSpan | None:
        """Read "between 2015 and 2018", "from 2017 to 2019", "entre enero y junio de 2021"."""
        for opening, joints in ((self.time.between, self.time.and_words), (self.time.from_words, self.time.to_words)):
            hit = opening.match(self.s.words, at)
            one = self._atom(hit[0]) if hit else None
            if one is None or one.clock:
                continue
            end = self._joined(one.end, joints)
            other = self._atom(end) if end else None
            if other is not None and not other.clock:
                first = self._same_year(one, other)
                return self._made(at, other.end, first, other.after, Mode.PERIOD, other)
        return None

    def _joined(self, at: int, joints: PhraseTable[bool] | frozenset[str]) -> int | None:
        """Return where the second end of a range begins: behind "and", "to", and an article."""
        if at >= len(self.s):
            return None
        if isinstance(joints, PhraseTable):
            hit = joints.match(self.s.words, at)
            end = hit[0] if hit else None
        else:
            end = at + 1 if self.s.words[at] in joints else None
        return end + 1 if end and self.s.word(end) in self.s.language.nouns.articles else end

    def _same_year(self, one: _Atom, other: _Atom) -> date | None:
        """Give a first date told without a year the year of the second: "entre enero y junio de 2021"."""
        if one.first and other.after and one.first >= other.after:
            return _moved(one.first, (other.after - _DAY).year)
        if one.first and other.after and one.relative and not other.relative:
            return _moved(one.first, (other.after - _DAY).year)
        return one.first

    def _first_part(self, at: int) -> TimeSpan | None:
        """Read "the first five months of 2020", "los primeros cinco meses de 2021": the number stays a figure."""
        hit = self.time.first.match(self.s.words, at)
        number = self._count(hit[0]) if hit else None
        if number is None:
            return None
        end, count = number
        if self.s.word(end) in self.time.first.first_words:  # "los cinco primeros meses"
            end += 1
        unit = self.time.units.get(self.s.word(end))
        year, tail = self._of_year(end + 1)
        if unit is None or year is None or unit not in ("month", "day", "week", "quarter"):
            return None
        first = date(year, 1, 1)
        after = _add(first, unit, count)
        atom = _Atom(tail, first, after, relative=tail == end + 1)
        found = self._made(at, tail, first, after, Mode.PARTIAL, atom)
        return replace(found, numbers=range(end, tail))

    def _part_of_year(self, at: int) -> TimeSpan | None:
        """Read "the first half of 2020", "el primer semestre de 2021", "the second quarter"."""
        start = at
        if self.s.words[at] in ("the", "el", "la"):
            at += 1
        for table, months in ((self.time.halves, 6), (self.time.quarters, 3)):
            hit = table.match(self.s.words, at) if at < len(self.s) else None
            if hit is None:
                continue
            year, tail = self._of_year(hit[0])
            if year is None:
                return None
            first = date(year, (hit[1] - 1) * months + 1, 1)
            atom = _Atom(tail, first, None, relative=tail == hit[0])
            return self._made(start, tail, first, _add(first, "month", months), Mode.PARTIAL, atom)
        return None

    def _of_year(self, at: int) -> tuple[int | None, int]:
        """Return the year told by "of 2020", "de este año", else the year of the text, and where it ends."""
        words = self.s.words
        for skip in (1, 2, 0):
            if skip and self.s.word(at) not in ("of", "in", "de", "del", "en", "during", "for"):
                continue
            relative = self.time.relative.match(words, at + skip) or self.time.relative.match(words, at)
            if relative and self.when and relative[1] in _YEARS_OFF:
                return self.when.year + _YEARS_OFF[relative[1]], relative[0]
            atom = self._year(at + skip) if at + skip < len(words) else None
            if atom and atom.first:
                return atom.first.year, atom.end
        return (self.when.year if self.when else None), at

    def _relative(self, at: int) -> TimeSpan | None:
        hit = self.time.relative.match(self.s.words, at)
        if hit is None:
            return None
        end, key = hit
        if key == "so_far":
            return self._so_far(at, end)
        if self.when is None or key == "that_year":  # "that year" is the one spoken of before
            return self._made(at, end, None, None, Mode.PERIOD, _Atom(end, None, None, relative=True))
        first, after, mode = _resolve(key, self.when)
        return self._made(at, end, first, after, mode, _Atom(end, first, after, relative=True))

    def _so_far(self, at: int, end: int) -> TimeSpan:
        year = self._atom(end) if end < len(self.s) else None
        if year is not None and year.first:
            after = self.when + _DAY if self.when and self.when.year == year.first.year else year.after
            return self._made(at, year.end, year.first, after, Mode.PARTIAL, year)
        if self.when is None:
            return self._made(at, end, None, None, Mode.PARTIAL, _Atom(end, None, None, relative=True))
        first = date(self.when.year, 1, 1)
        return self._made(at, end, first, self.when + _DAY, Mode.PARTIAL, _Atom(end, None, None, relative=True))

    def _since(self, at: int) -> TimeSpan | None:
        hit = self.time.since.match(self.s.words, at)
        atom = self._atom(hit[0]) if hit else None
        if hit is None or atom is None or atom.clock:
            return None
        return self._made(at, atom.end, atom.first, None, Mode.CUMULATIVE, replace(atom, fiscal=None))

    def _until(self, at: int) -> TimeSpan | None:
        """Read "until June", "hasta el 30 de septiembre": of a running year, from its first day."""
        hit = self.time.until.match(self.s.words, at) or self.time.as_of.match(self.s.words, at)
        atom = self._atom(hit[0]) if hit else None
        if hit is None or atom is None or atom.after is None or atom.clock:
            return None
        if atom.first and (atom.after - atom.first).days > 300:
            return None  # "by 2024": a year, read as such
        return self._made(at, atom.end, date((atom.after - _DAY).year, 1, 1), atom.after, Mode.PARTIAL, atom)

    def _past(self, at: int) -> TimeSpan | None:
        """Read "the last five years", "la última década": the number stays a figure."""
        hit = self.time.past.match(self.s.words, at)
        if hit is None:
            return None
        end, count = self._count(hit[0]) or (hit[0], 1)
        unit = self.time.units.get(self.s.word(end))
        if unit is None or (unit not in _MONTHS_IN and unit not in ("day", "week", "hour")):
            return None
        atom = _Atom(end + 1, None, None, relative=True)
        first = _add(self.when, unit, -count) if self.when else None
        after = self.when + _DAY if self.when else None
        found = self._made(at, end + 1, first, after, Mode.PERIOD, atom)
        return replace(found, numbers=range(0))

    def _count(self, at: int) -> tuple[int, int] | None:
        try:
            number = read_number(self.s, at, Habit()) if at < len(self.s) else None
        except UnreadableNumberError:
            return None
        if number is None or number.vague or not 0 < number.value < 1000 or number.value % 1:
            return None
        return number.end, int(number.value)

    # Single dates

    def _atom(self, at: int) -> _Atom | None:
        if at >= len(self.s):
            return None
        word = self.s.words[at]
        if word[0].isdecimal():
            return (
                self._numeric(at)
                or self._date_time_group(at)
                or self._day_month(at)
                or self._clock(at)
                or self._year(at)
            )
        if word in self.time.months:
            return self._month_day(at)
        if word in self.time.weekdays:
            return self._weekday(at)
        if word in self.time.fiscal.first_words:
            return self._fiscal(at)
        if word in ("the", "el", "la", "del", "los", "early", "late", "mid") and at + 1 < len(self.s):
            inner = self.s.words[at + 1]
            skip = 2 if inner in ("early", "late", "mid", "-", "ano", "anos") else 1
            found = self._decade(at + skip) or (self._atom(at + skip) if skip == 1 and word in ("el", "del") else None)
            return found or (
                self._year(at + skip) if word in ("early", "late", "mid") or inner in ("ano", "anos") else None
            )
        return None

    def _numeric(self, at: int) -> _Atom | None:
        """Read 04/01/21, 18-03-2021 and 2021-03-18."""
        s = self.s
        joint = s.word(at + 1)
        if joint not in ("/", "-", ".") or s.word(at + 3) != joint or not (s.is_number(at + 2) and s.is_number(at + 4)):
            return None
        if not all(s.glued(at + i) for i in range(1, 5)):
            return None
        parts = [s.words[at + i] for i in (0, 2, 4)]
        if not all(part.isdecimal() for part in parts):
            return None
        day = _read_date(parts, month_first=s.language.code == "en")
        return _Atom(at + 5, day, day + _DAY, Mode.POINT) if day else None

    def _date_time_group(self, at: int) -> _Atom | None:
        """Read the group that heads a cable: "292049Z JAN 10" is 29 January 2010."""
        s = self.s
        group = s.words[at]
        if not (group.isdecimal() and len(group) == 6 and s.word(at + 1) == "z" and s.glued(at + 1)):
            return None
        month, year = self.time.months.get(s.word(at + 2)), s.word(at + 3)
        if month is None or not (year.isdecimal() and len(year) in (2, 4)):
            return None
        day = int(group[:2])
        return _days(at + 4, int(year) if len(year) == 4 else _century(int(year)), month, day, day) if day else None

    def _month_day(self, at: int) -> _Atom | None:
        """Read "March 18, 2021", "March 3-4", "March 2021", "marzo de 2021", "March"."""
        s, month = self.s, self.time.months[self.s.words[at]]
        if not s.is_capital(at) and s.words[at] in self.time.capital_months:
            return None
        end = at + 1
        if s.word(end) == "." and s.glued(end):
            end += 1
        day = self._day(end)
        if day is not None and not (s.words[end].isdecimal() and len(s.words[end]) == 4):
            number, end = day
            return self._with_year(end, month, number, self._last_day(end, number))
        year = self._bare_year(end)
        if year is not None:
            return self._made_month(year[1], year[0], month)
        if s.words[at] in self.time.bare_risky:
            return None
        guess = self._likely_year(month, 1)
        return replace(self._made_month(at + 1, guess, month), relative=True) if guess else _Atom(at + 1, None, None)

    def _day(self, at: int) -> tuple[int, int] | None:
        """Read a day of the month, "18", "18th", also glued to a year by a comma ("6,2021")."""
        raw = self.s.word(at)
        if not raw or not raw[0].isdecimal():
            return None
        head = re.match(r"(\d{1,2})(?:,(?=\d{4}$)|$)", raw)
        if head is None or not 1 <= int(head.group(1)) <= 31:
            return None
        end = at + 1
        if self.s.glued(end) and self.s.words[end] in self.s.language.numbers.ordinal_endings:
            end += 1
        return int(head.group(1)), end

    def _last_day(self, at: int, day: int) -> tuple[int, int]:
        """Return the last day and the end of "3-4" after a month: the day itself without one."""
        other = self._day(at + 1) if self.s.word(at) in ("-", "–", "y", "and", "al", "to") else None
        if other is not None and other[0] > day and self.s.word(other[1]) not in self.time.units:
            return other
        return day, at

    def _with_year(self, at: int, month: int, day: int, last: tuple[int, int]) -> _Atom | None:
        end_day, at = last
        s = self.s
        glued = re.search(r",(\d{4})$", s.word(at - 1))
        if glued:
            return _days(at, int(glued.group(1)), month, day, end_day)
        skip = 1 if s.word(at) in (",", "de", "del", "of") else 0
        year = self._bare_year(at + skip)
        if year is not None:
            return _days(year[1], year[0], month, day, end_day)
        guess = self._likely_year(month, day)
        if guess is None:
            return _Atom(at, None, None, Mode.POINT)
        found = _days(at, guess, month, day, end_day)
        return replace(found, relative=True) if found else None

    def _day_month(self, at: int) -> _Atom | None:
        """Read "18 de marzo de 2021", "18 March 2021", "9 JUL 2021"."""
        day = self._day(at)
        if day is None:
            return None
        number, end = day
        number_end = self._last_day(end, number)
        end = number_end[1]
        if self.s.word(end) in ("de", "of"):
            end += 1
        month = self.time.months.get(self.s.word(end))
        if month is None or (not self.s.is_capital(end) and self.s.words[end] in self.time.capital_months):
            return None
        end += 2 if self.s.word(end + 1) == "." and self.s.glued(end + 1) else 1
        return self._with_year(end, month, number, (number_end[0], end))

    def _bare_year(self, at: int) -> tuple[int, int] | None:
        """Return the year written after a month, also behind a comma, "of" or "de", or in two digits."""
        s = self.s
        if s.word(at) in (",", "de", "del", "of"):
            at += 1
        word = s.word(at)
        if word.isdecimal() and len(word) == 4 and _FIRST_YEAR <= int(word) <= _LAST_YEAR:
            return int(word), at + 1
        if word.isdecimal() and len(word) == 2 and s.word(at - 1) in self.time.months and self._is_dateline(at):
            return _century(int(word)), at + 1
        return None

    def _is_dateline(self, at: int) -> bool:
        """Tell whether two digits after a month are its year: "3 JAN 90 --"."""
        return self.s.is_number(at - 2) and not self.s.is_word(at + 1)

    def _made_month(self, end: int, year: int, month: int) -> _Atom:
        first = date(year, month, 1)
        return _Atom(end, first, _add(first, "month", 1))

    def _likely_year(self, month: int, day: int) -> int | None:
        """Return the year of a date told without one: the last time it came, seen from the text's date."""
        if self.when is None:
            return None
        day = min(day, calendar.monthrange(self.when.year, month)[1])
        near = date(self.when.year, month, day) <= self.when + timedelta(days=200)
        return self.when.year if near else self.when.year - 1

    def _weekday(self, at: int) -> _Atom | None:
        s = self.s
        if s.language.code == "en" and not s.is_capital(at):
            return None
        end = at + 1
        if s.word(end) in (",", "."):
            end += 1
        dated = self._atom(end) if s.is_number(end) or s.word(end) in self.time.months else None
        if dated is not None and dated.mode is Mode.POINT:
            return dated
        numbered = self._day(end) if dated is None else None
        if numbered is not None and not s.is_word(numbered[1]):
            return self._day_of_month(*numbered)
        if self.when is None:
            return _Atom(at + 1, None, None, Mode.POINT, relative=True)
        back = (self.when.weekday() - self.time.weekdays[s.words[at]]) % 7
        day = self.when - timedelta(days=back)
        return _Atom(at + 1, day, day + _DAY, Mode.POINT, relative=True)

    def _day_of_month(self, day: int, end: int) -> _Atom:
        """Read "el martes 17": the day of this month, or of the last one."""
        if self.when is None:
            return _Atom(end, None, None, Mode.POINT, relative=True)
        first = self.when.replace(day=1) if day <= self.when.day else _add(self.when.replace(day=1), "month", -1)
        found = _days(end, first.year, first.month, day, day)
        return replace(found, relative=True) if found else _Atom(end, None, None, Mode.POINT, relative=True)

    def _fiscal(self, at: int) -> _Atom | None:
        hit = self.time.fiscal.match(self.s.words, at)
        if hit is None:
            return None
        year = self._bare_year(hit[0]) or self._short_fiscal(hit[0])
        if year is None:
            return None
        return _Atom(year[1], date(year[0], 1, 1), date(year[0] + 1, 1, 1), fiscal=year[0])

    def _short_fiscal(self, at: int) -> tuple[int, int] | None:
        """Read FY21 and FY 2020-21."""
        word = self.s.word(at)
        if word.isdecimal() and len(word) == 2:
            return _century(int(word)), at + 1
        return None

    def _decade(self, at: int) -> _Atom | None:
        """Read "1990s", "the early 1990s", "los años noventa" is left to the words around it."""
        word = self.s.word(at)
        if not (word.isdecimal() and len(word) in (2, 4) and word.endswith("0")):
            return None
        if not (self.s.word(at + 1) == "s" and self.s.glued(at + 1)):
            return None
        first = int(word) if len(word) == 4 else 1900 + int(word)
        return _Atom(at + 2, date(first, 1, 1), date(first + 10, 1, 1))

    def _year(self, at: int) -> _Atom | None:
        """Read "2019", "2016-17", "2018-2024", "1990s"; a number that counts something is none."""
        s, word = self.s, self.s.word(at)
        if not (word.isdecimal() and len(word) == 4 and _FIRST_YEAR <= int(word) <= _LAST_YEAR):
            return None
        decade = self._decade(at)
        if decade is not None:
            return decade
        first = int(word)
        last = self._last_year(at, first)
        if last is not None:
            return _Atom(at + 3, date(first, 1, 1), date(last + 1, 1, 1))
        if s.glued(at) and s.words[at - 1] not in ("(", "“", '"', "-", "–", "—", "/", "[", "’", "'", "fy"):
            return None
        if self._counts(at):
            return None
        return _Atom(at + 1, date(first, 1, 1), date(first + 1, 1, 1))

    def _last_year(self, at: int, first: int) -> int | None:
        s = self.s
        if s.word(at + 1) not in ("-", "–", "—", "/") or not s.is_number(at + 2):
            return None
        word = s.words[at + 2]
        if not word.isdecimal() or len(word) not in (2, 4):
            return None
        last = int(word) if len(word) == 4 else first // 100 * 100 + int(word)
        return last if first < last <= min(first + 150, _LAST_YEAR) else None

    def _counts(self, at: int) -> bool:
        """Tell whether four digits that look like a year say how many."""
        s = self.s
        following = s.word(at + 1)
        if following in s.language.numbers.scales or following in ("%", "percent") or s.word(at - 1) in ("$", "€", "£"):
            return True
        if s.language.numbers.percent.match(s.words, at + 1) or self._is_money(at + 1):
            return True
        hedge = s.language.hedges.match_before(s.words, at)
        told = hedge is not None and hedge[1] not in (Bound.APPROX, Bound.NEARLY)
        if told and (int(s.words[at]) <= _ROUND or s.is_word(at + 1)):
            return True
        counted = self.units.nouns.match(s.words, at + 1)
        measured = self.units.measures[s.language.code].match(s.words, at + 1)
        if counted is None and measured is None:
            return hedge is not None and hedge[0] < at - 1 and following in s.language.time.units
        before = s.word(at - 1)
        return not self.time.in_words.match_before(s.words, at) and before not in s.language.nouns.stops - {
            "killed",
            "and",
        }

    def _is_money(self, at: int) -> bool:
        table = self.units.currency_words[self.s.language.code]
        return at < len(self.s) and table.match(self.s.words, at) is not None

    def _is_hour(self, at: int, word: str) -> bool:
        """Tell "at 1625": four digits of hours and minutes behind a word that goes before an hour."""
        if not re.fullmatch(r"(?:[01]\d|2[0-3])[0-5]\d", word) or self.s.word(at - 1) not in self.time.clock_words:
            return False
        sure = self.s.word(at - 1) in ("at", "las") or int(word) < _EARLIEST_BARE_YEAR
        counted = self.units.nouns.match(self.s.words, at + 1) if at + 1 < len(self.s) else None
        return sure and counted is None and not self.s.is_number(at + 1)

    def _clock(self, at: int) -> _Atom | None:
        """Read "6:40", "17.30 horas", "1845 HRS", "5 p.m."."""
        s, word = self.s, self.s.words[at]
        if s.word(at + 1) == ":" and s.glued(at + 1) and s.glued(at + 2) and re.fullmatch(r"\d\d", s.word(at + 2)):
            end = at + 3
            while s.word(end) == ":" and s.is_number(end + 1) and s.glued(end + 1):
                end += 2
            hit = self.time.times_of_day.match(s.words, end) if end < len(s) else None
            return _Atom(hit[0] if hit else end, None, None, clock=True)
        if self._is_hour(at, word):
            return _Atom(at + 1, None, None, clock=True)
        if re.fullmatch(r"\d{1,2}|\d{1,2}\.\d\d|\d{4}", word) and float(word) < 2401:
            hit = self.time.times_of_day.match(s.words, at + 1)
            if hit and (not word.isdecimal() or s.words[at + 1] not in ("hours", "horas", "h") or len(word) == 4):
                return _Atom(hit[0], None, None, clock=True)
            joint = s.word(at + 1)
            if "." in word and joint in ("a", "to", "-") and (other := self._clock(at + 2)) is not None:
                return other
        return None


_YEARS_OFF = {"this_year": 0, "last_year": -1, "next_year": 1, "that_year": 0}
_MONTHS_IN = {
    "month": 1, "quarter": 3, "semester": 6, "year": 12, "sexennium": 72, "decade": 120, "lustrum": 60, "century": 1200,
    "bimester": 2,
}  # fmt: skip
_DAYS_IN = {"day": 1, "night": 1, "week": 7, "fortnight": 14, "weekend": 2, "hour": 1}


def _resolve(key: str, when: date) -> tuple[date, date, Mode]:
    """Return the dates of a phrase such as "last year", seen from `when`."""
    if key in _YEARS_OFF:
        year = when.year + _YEARS_OFF[key]
        return date(year, 1, 1), date(year + 1, 1, 1), Mode.PERIOD
    if key.endswith("_month"):
        first = _add(when.replace(day=1), "month", {"this": 0, "last": -1, "next": 1}[key[:4]])
        return first, _add(first, "month", 1), Mode.PERIOD
    if key.endswith("_week"):
        monday = when - timedelta(days=when.weekday() + (7 if key.startswith("last") else 0))
        return monday, monday + timedelta(days=7), Mode.PERIOD
    day = when - (_DAY if key == "yesterday" else timedelta(0))
    return day, day + _DAY, Mode.POINT


def _add(day: date, unit: str, count: int) -> date:
    """Return the date so many units later; the day is kept within the month."""
    if unit in _DAYS_IN:
        return _clamped(day.toordinal() + _DAYS_IN[unit] * count)
    months = day.year * 12 + day.month - 1 + _MONTHS_IN.get(unit, 12) * count
    year, month = divmod(months, 12)
    if not date.min.year <= year <= date.max.year:
        return date.min if year < 1 else date.max
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _clamped(ordinal: int) -> date:
    return date.fromordinal(max(date.min.toordinal(), min(date.max.toordinal(), ordinal)))


def shift_years(day: date, years: int) -> date:
    """Return the same day so many years later."""
    return _moved(day, day.year + years)


def _moved(day: date, year: int) -> date:
    return date(year, day.month, min(day.day, calendar.monthrange(year, day.month)[1]))


def _days(end: int, year: int, month: int, day: int, last: int) -> _Atom | None:
    size = calendar.monthrange(year, month)[1]
    if day > size:
        return None
    return _Atom(end, date(year, month, day), date(year, month, min(last, size)) + _DAY, Mode.POINT)


def _century(year: int) -> int:
    return year + (2000 if year < 50 else 1900)


def _read_date(parts: list[str], *, month_first: bool) -> date | None:
    """Return the date of three numbers: year first where it has four digits, else by the language."""
    one, two, three = (int(part) for part in parts)
    if len(parts[0]) == 4:
        orders = [(one, two, three)]
    else:
        year = three if len(parts[2]) == 4 else _century(three)
        orders = [(year, one, two), (year, two, one)] if month_first else [(year, two, one), (year, one, two)]
    for year, month, day in orders:
        if 1 <= month <= 12 and _FIRST_YEAR <= year <= _LAST_YEAR and 1 <= day <= calendar.monthrange(year, month)[1]:
            return date(year, month, day)
    return None


def iterate_numbers(times: list[TimeSpan]) -> Iterator[int]:
    """Yield the tokens that belong to dates."""
    for time in times:
        yield from time.numbers
