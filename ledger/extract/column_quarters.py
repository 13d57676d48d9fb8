"""The quarter of a year that a column of a table is of: "2020 III", "Q1", "1T 2021", "II trim."."""

from collections.abc import Iterable
from datetime import date

from ledger.lexicon.languages import Language
from ledger.lexicon.phrases import split_words
from ledger.model.period import Mode, Period

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_LAST, _THIRD = 4, 3  # there is no third half of a year
_YEAR_DIGITS = 4


def quarter_of(heading: str, beside: Iterable[str], language: Language) -> int | None:
    """Return which quarter a heading names, 1 to 4, if nothing else stands in it but its year.

    A bare Roman number is one of a quarter where a column beside it is of the third: "2020 I", "2020 II", "2020 III".
    """
    words = [word for word in split_words(heading) if not _is_year(word)]
    named = [word for word in words if word not in language.time.quarter_marks]
    told = [_number(word) for word in named if any(letter.isalnum() for letter in word)]
    if len(told) != 1 or told[0] is None:
        return None
    if len(named) < len(words):
        return told[0]
    roman = any(word in _ROMAN for word in named)
    thirds = {word for other in beside for word in split_words(other) if _ROMAN.get(word) == _THIRD}
    return told[0] if roman and thirds else None


def quarter(number: int, year: int, text: str) -> Period:
    """Return the days of a quarter of a year."""
    first, after = 3 * number - 2, 3 * number + 1
    end = date(year + (number == _LAST), after % 12, 1)
    return Period(date(year, first, 1), end, text, Mode.PERIOD)


def _number(word: str) -> int | None:
    digit = int(word) if word.isdecimal() and len(word) == 1 else 0
    return _ROMAN.get(word) or (digit if 0 < digit <= _LAST else None)


def _is_year(word: str) -> bool:
    return word.isdecimal() and len(word) == _YEAR_DIGITS
