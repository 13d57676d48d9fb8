"""Hours of the day, which are no amounts and tell no date: "6:40", "17.30 horas", "5 p.m."."""

import re

from ledger.extract.calendar_days import FIRST_YEAR, LAST_YEAR
from ledger.extract.moments import Moment, Setting, make_clock
from ledger.extract.tokens import DASHES
from ledger.extract.years import ends_count

_MINUTES = re.compile(r"\d\d")
_FOUR_DIGITS = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d")  # 1625
_HOUR = re.compile(r"\d{1,2}|\d{1,2}\.\d\d|\d{4}")  # 5  17.30  1845
_DIGITS = 4  # of hours and minutes
_LATEST = 2400
_LAST_HOUR = 24
_OLD_YEAR = 1800


def find_clock(c: Setting, at: int) -> Moment | None:
    """Read the hour that begins at a token in digits."""
    return _with_colon(c, at) or _after_clock_word(c, at) or _before_clock_word(c, at) or _in_capitals(c, at)


def _with_colon(c: Setting, at: int) -> Moment | None:
    """Read "6:40", "06:40:15", "6:40 p.m."."""
    s, end = c.s, at + 3
    if s.word(at + 1) != ":" or not (s.glued(at + 1) and s.glued(at + 2) and _MINUTES.fullmatch(s.word(at + 2))):
        return None
    while s.word(end) == ":" and s.is_number(end + 1) and s.glued(end + 1):
        end += 2
    hit = c.time.times_of_day.match(s.words, end)
    return make_clock(hit[0] if hit else end)


def _after_clock_word(c: Setting, at: int) -> Moment | None:
    """Read "at 1625", "at approximately 2100", "from 1710 to 2250": four digits of hours and minutes."""
    s, time = c.s, c.time
    if (
        len(s.word(at)) != _DIGITS
        or not _FOUR_DIGITS.fullmatch(s.word(at))
        or c.units.nouns.match(s.words, at + 1)
        or s.is_number(at + 1)
        or ends_count(s, at)
    ):
        return None
    hedge = s.language.hedges.match_before(s.words, at)
    lead = s.word(hedge[0] - 1 if hedge else at - 1)
    if lead in time.sure_clock_words or _in_hours(c, at):
        return make_clock(at + 1)
    if hedge is not None and not s.shouting:
        return None  # "about 1000 came"
    early = int(s.words[at]) < FIRST_YEAR and s.word(at - 1) in time.clock_words
    return make_clock(at + 1) if early else None


def _in_hours(c: Setting, at: int) -> bool:
    """Tell whether the token is an end of "from 1710 to 2250", which hold an hour that is no year."""
    s = c.s
    joints = s.language.numbers.to_words, s.language.numbers.joins
    for first in (at, at - 2):
        ends = s.word(first), s.word(first + 2)
        joint = s.word(first + 1)
        framed = s.word(first - 1) in c.time.clock_words and any(joint in words for words in joints)
        if framed and all(map(_FOUR_DIGITS.fullmatch, ends)) and not c.units.nouns.match(s.words, first + 3):
            return any(not FIRST_YEAR <= int(end) <= LAST_YEAR for end in ends)
    return False


def _in_capitals(c: Setting, at: int) -> Moment | None:
    """Read "A 1600 NEWS CONFERENCE" in a text in capitals, of which no year so long ago is told."""
    s = c.s
    if not s.shouting:
        return None
    hour = _FOUR_DIGITS.fullmatch(s.word(at)) and FIRST_YEAR <= int(s.words[at]) < _OLD_YEAR
    return make_clock(at + 1) if hour and s.word(at - 1) in s.language.numbers.articles else None


def _before_clock_word(c: Setting, at: int) -> Moment | None:
    """Read "1845 HRS", "5 p.m.", and "17.30" where an hour follows: "17.30 a 18.00 horas"."""
    s, word = c.s, c.s.word(at)
    if "." not in word and s.word(at + 1) not in c.time.times_of_day.first_words:
        return None
    if not _HOUR.fullmatch(word) or float(word) > _LATEST:
        return None
    hit = c.time.times_of_day.match(s.words, at + 1)
    if hit and (not word.isdecimal() or len(word) == 4 or s.words[at + 1] not in c.time.hour_lengths):
        return make_clock(hit[0])
    if hit and c.time.hour_frames.match_before(s.words, at) and float(word) <= _LAST_HOUR:
        return make_clock(hit[0])  # "a las 22 horas"
    joint = s.word(at + 1)
    joined = joint == "-" or joint in s.language.numbers.to_words
    return find_clock(c, at + 2) if "." in word and joined else None


def hours_start(c: Setting, at: int) -> int:
    """Return where the hours begin that end with the one at `at`: "between 6 and 9 p.m.", "de 6 a 9 de la noche"."""
    s, numbers = c.s, c.s.language.numbers
    joint = at - 1 - (s.word(at - 1) in numbers.end_articles)
    joined = s.word(joint) in numbers.to_words or s.word(joint) in numbers.joins or s.word(joint) in DASHES
    first = s.word(joint - 1)
    hours = joined and first.isdecimal() and len(first) < _DIGITS and int(first) <= _LAST_HOUR
    return joint - 1 if hours and c.time.times_of_day.match(s.words, at + 1) is not None else at
