"""Decades told in words: "los años 90", "en los ochenta", "the sixties"."""

from ledger.extract.digits import Habit
from ledger.extract.moments import Moment, Setting, make_years
from ledger.extract.numbers import find_number
from ledger.extract.time_openings import words_behind
from ledger.extract.tokens import Sentence
from ledger.extract.years import is_plural

_TENS = range(20, 100, 10)
_CENTURY = 1900


def find_named_decade(c: Setting, at: int) -> Moment | None:
    """Read "los años 90", "en los ochenta", "los noventa" behind such a decade, "la década de 1980", "the sixties"."""
    s, time = c.s, c.time
    if not _may_be_named(s, at):
        return None
    if (spoken := time.decade_words.get(s.word(at + 1))) is not None:
        return (
            make_years(at + 2, _CENTURY + spoken, _CENTURY + spoken + 9) if s.word(at) in time.decade_articles else None
        )
    named = time.decades.match(s.words, at)
    framed = s.word(at) in time.decade_articles and time.decade_frames.match_before(s.words, at + 1) is not None
    if named is None and not framed and not _goes_on(c, at):
        return None
    number = find_number(s, named[0] if named else at + 1, Habit())
    if number is None or (named is None and is_plural(s, number.end)) or s.word(number.end) in (*time.units, "%"):
        return None
    first = _first_year(int(number.value), named=named is not None)
    return make_years(number.end, first, first + 9) if first else None


def _may_be_named(s: Sentence, at: int) -> bool:
    """Tell by two words whether a decade may be told: "the man" opens none."""
    time, behind = s.language.time, s.word(at + 1)
    if time.decades.may_begin(s.words, at):
        return True
    if s.word(at) not in time.decade_articles:
        return False
    return not behind[:1].isalpha() or behind in time.decade_words or behind in words_behind(s.language).counts


def _first_year(value: int, *, named: bool) -> int | None:
    if value in _TENS:
        return _CENTURY + value
    return value if value == _CENTURY + 100 or (named and value % 10 == 0 and value > _CENTURY - 100) else None


def _goes_on(c: Setting, at: int) -> bool:
    """Tell "los noventa" right behind "los ochenta"."""
    s, cardinals = c.s, c.s.language.numbers.cardinals
    joined = s.word(at) in c.time.decade_articles and s.word(at - 1) in s.language.numbers.joins | {","}
    return joined and cardinals.get(s.word(at - 2)) in _TENS and s.word(at - 3) in c.time.decade_articles
