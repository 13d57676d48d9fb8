"""Dates that head a text, a post or a wire story, and the bylines beside them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import NamedTuple

from ledger.lexicon.sections import SectionWords, fold
from ledger.loaders.layout.bylines import is_names

_CENTURY_TURNS = 69  # "90" is 1990 and "21" is 2021, as in POSIX


class Stated(NamedTuple):
    """A date read in some words, and where it stands in them."""

    day: date
    end: int
    start: int = 0


class Dateline(NamedTuple):
    """The opening of a wire story: "LIMA, Dec 16 2010 (IPS) -"."""

    day: date
    agency: str | None
    end: int


@dataclass(frozen=True)
class DateReader:
    """Reads dates by their shape; `day_first` says what "04/01/21" means where both readings exist."""

    words: SectionWords
    day_first: bool = False

    def at_start(self, words: str) -> Stated | None:
        """Read the date that words begin with.

        >>> from ledger.lexicon.sections import load_section_words
        >>> DateReader(load_section_words()).at_start("Thursday, May 31, 2012").day
        datetime.date(2012, 5, 31)
        """
        match = _shapes(self.words).match(fold(words[:80]))
        day = match and self._day(match)
        return Stated(day, match.end()) if match and day else None

    def day_of_year(self, words: str, last: date) -> Stated | None:
        """Read a day told without a year at the start of words: the last such day up to the one given.

        >>> from ledger.lexicon.sections import load_section_words
        >>> DateReader(load_section_words()).day_of_year("27 de febrero", date(2024, 1, 9)).day
        datetime.date(2023, 2, 27)
        """
        match = _days(self.words).match(fold(words[:80]))
        if match is None:
            return None
        month, number = self.words.months[match["name"] or match["name2"]], int(match["day"] or match["day2"])
        days = (day for year in (last.year, last.year - 1) if (day := _make(year, month, number)) and day <= last)
        day = next(days, None)
        return Stated(day, match.end()) if day is not None else None

    def alone(self, words: str) -> date | None:
        """Read words that are a date and nothing more, but for a time of day."""
        stated = self.at_start(words)
        return stated.day if stated and _TIME_OF_DAY.fullmatch(words, stated.end) else None

    def find(self, words: str) -> Stated | None:
        """Find the first date in a short line of other words."""
        match = _shapes(self.words).search(fold(words[:200]))
        day = match and self._day(match)
        return Stated(day, match.end(), match.start()) if match and day else None

    def within(self, words: str) -> date | None:
        """Read the first date in a short line of other words."""
        stated = self.find(words)
        return stated and stated.day

    def after_place(self, words: str) -> date | None:
        """Read a line such as "Guadalajara, Jalisco, 5 de julio de 2021": names, then a date at the end."""
        if len(words) > 100:
            return None
        return next((day for place in _places(words) if (day := self.alone(words[place:]))), None)

    def dateline(self, words: str) -> Dateline | None:
        """Read the opening of a wire story.

        >>> from ledger.lexicon.sections import load_section_words
        >>> DateReader(load_section_words()).dateline("SAN SALVADOR, 3 JAN 90 (ACAN-EFE) -- [TEXT]").agency
        'ACAN-EFE'
        """
        for place in _places(words):
            stated = self.at_start(words[place:])
            rest = stated and _AFTER_DATELINE.match(words, place + stated.end)
            if stated and rest is None and is_names(words[:place]):
                rest = _STOP.match(words, place + stated.end)
            if stated and rest:
                agency = " ".join((rest["agency"] or "").split())
                return Dateline(stated.day, agency or None, rest.end())
        return None

    def _day(self, match: re.Match[str]) -> date | None:
        year = _full_year(int(match["year"] or match["year2"] or match["year3"] or match["year4"] or match["year5"]))
        if name := match["name"] or match["name2"] or match["name3"]:
            return _make(year, self.words.months[name], int(match["day"] or match["day2"] or match["day3"]))
        if match["iso_month"]:
            return _make(year, int(match["iso_month"]), int(match["iso_day"]))
        one, two = int(match["one"]), int(match["two"])
        day_first = self.day_first or match["sign"] == "."  # no language writes the month before a dot
        pairs = ((two, one), (one, two)) if day_first else ((one, two), (two, one))
        return next((day for month, number in pairs if (day := _make(year, month, number))), None)


# "SAN SALVADOR, ", "HAMBURG (WEST GERMANY), ", "Guadalajara, Jalisco, ": names without a digit, then a comma.
_NAMES = re.compile(r"[^\W\d_][^\d\n]{1,80}")
_COMMA = re.compile(r"[,.]\s{1,2}")
# " (IPS) -", " (Ágora Press).-", " --", " (RADIO CADENA\nYSKL) -- "
_AFTER_DATELINE = re.compile(r"\s{0,2}(?:\((?P<agency>[^()]{1,80})\))?\s{0,2}(?:\.?[-–—]{1,2}|:)(?=[\s\[“\"A-Z])")
# "Bogotá, D. C., 18 de abril de 2024. Entre el 1 de enero …"
_STOP = re.compile(r"\s{0,2}(?:\((?P<agency>[^()]{1,80})\))?\.\s{1,2}(?=[«“\"¿]?[A-ZÁÉÍÓÚÑ])")
# "", ", 1845 HRS", " at 10:14 p.m.", " 10:14 GMT"
_TIME_OF_DAY = re.compile(
    r"[\s.,|–—-]{0,4}(?:[^\W\d_]{0,4}\s?\d{1,2}[:.h]?\d{2}[\s.]{0,2}(?:[^\W\d_]\.?){0,5}\.?)?\s{0,3}"
)
# "O R 292049Z JAN 10": a military date and time, Z for Greenwich.
_GROUP = re.compile(r"\b(\d{2})\d{4}z\s{1,2}([a-z]{3})\s{1,2}(\d{2,4})\b")


def _places(words: str) -> Iterator[int]:
    """Yield where a date could begin after the names of a place."""
    names = _NAMES.match(words)
    if names and words[0].isupper():
        yield from (comma.end() for comma in _COMMA.finditer(words, 0, names.end() + 1))


def find_time_group(words: str, months: Mapping[str, int]) -> date | None:
    """Find the date of a cable: day, time and Z, month, year."""
    match = _GROUP.search(fold(words))
    if not match or match[2] not in months:
        return None
    return _make(_full_year(int(match[3])), months[match[2]], int(match[1]))


def alternatives(words: Iterable[str]) -> str:
    """Make a pattern that matches any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def _day_parts(
    months: Iterable[str], weekdays: Iterable[str], links: Iterable[str], ordinals: Iterable[str]
) -> tuple[str, str, str]:
    """Return the patterns of a weekday before a date, of "March 3" and of "3 de marzo", both without a year."""
    month, link, ordinal = alternatives(months), alternatives(links), alternatives(ordinals)
    return (
        rf"(?:(?:{alternatives(weekdays)})[.,]{{0,2}}\s{{1,2}})?",  # "Thursday, ", "martes "
        rf"(?P<name>{month})\.?\s{{1,2}}(?P<day>\d{{1,2}})(?:{ordinal})?",
        rf"(?P<day2>\d{{1,2}})(?:{ordinal})?\s{{1,2}}(?:(?:{link})\s{{1,2}})?(?P<name2>{month})\.?",
    )


@cache
def _shapes_of(
    months: tuple[str, ...], weekdays: tuple[str, ...], links: tuple[str, ...], ordinals: tuple[str, ...]
) -> re.Pattern[str]:
    link = alternatives(links)
    weekday, month_first, day_first = _day_parts(months, weekdays, links, ordinals)
    return re.compile(
        rf"{weekday}(?:"
        # 2021-04-01
        r"(?P<year>\d{4})-(?P<iso_month>\d{2})-(?P<iso_day>\d{2})"
        # 04/01/21, 1.4.2021
        r"|(?P<one>\d{1,2})(?P<sign>[/.])(?P<two>\d{1,2})(?P=sign)(?P<year2>\d{4}|\d{2})"
        # March 3, 2021; Dec 16 2010
        rf"|{month_first},?\s{{1,2}}(?P<year3>\d{{4}})"
        # 8 August 2021; 3 JAN 90; 22 de junio de 2021; 1º de mayo del 2020
        rf"|{day_first},?\s{{1,2}}(?:(?:{link})\s{{1,2}})?(?P<year4>\d{{4}}|\d{{2}})"
        # 2022 NOVEMBER 4
        rf"|(?P<year5>\d{{4}})\s(?P<name3>{alternatives(months)})\.?\s(?P<day3>\d{{1,2}})"
        r")(?![\d/])"
    )


def _shapes(words: SectionWords) -> re.Pattern[str]:
    return _shapes_of(tuple(words.months), words.weekdays, words.date_links, words.ordinals)


@cache
def _days_of(
    months: tuple[str, ...], weekdays: tuple[str, ...], links: tuple[str, ...], ordinals: tuple[str, ...]
) -> re.Pattern[str]:
    weekday, month_first, day_first = _day_parts(months, weekdays, links, ordinals)
    return re.compile(rf"{weekday}(?:{month_first}|{day_first})(?![\w/])")


def _days(words: SectionWords) -> re.Pattern[str]:
    return _days_of(tuple(words.months), words.weekdays, words.date_links, words.ordinals)


def _full_year(year: int) -> int:
    if year >= 100:
        return year
    return year + (1900 if year >= _CENTURY_TURNS else 2000)


def _make(year: int, month: int, day: int) -> date | None:
    with suppress(ValueError):
        return date(year, month, day)
    return None
