"""Numbers in digits: the marks before decimals and between groups, and what the digits are worth."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from ledger.lexicon.languages import Language

ONE = Decimal(1)
MOST_DIGITS = 300
_NOT_ZERO = frozenset("123456789")


_GROUPED = re.compile(r"\d{1,3}_\d{3}[.,]\d{3}")  # "8'792.117", millions set off by an apostrophe


class Mark(StrEnum):
    """The sign a text writes before decimals."""

    POINT = "."
    COMMA = ","


class UnreadableNumberError(ValueError):
    """Digits that fit no way of writing a number, or more than one."""


class AmbiguousNumberError(UnreadableNumberError):
    """Digits that fit two ways of writing a number."""


# Both begin with a digit, and only then look back, so that a text is searched from digit to digit.
_COMMA_DECIMAL = re.compile(r"\d(?:(?<![\d.,]\d)\d*,\d{1,2}(?![\d,.]*\d)|\.\d{3},\d)")
_POINT_DECIMAL = re.compile(
    r"\d(?:(?<![\d.,:]\d)\d*\.\d{1,2}(?![\d.,:]*\d)(?!\s?(?:h\b|hrs|hor|HRS|HOR|[ap]\.?m))|,\d{3}\.\d)"
)
# What either has at its mark, which is found sooner: one or two digits behind it, or a group before it.
_COMMA_IN_DIGITS = re.compile(r",(?<=\d,)\d(?:\d?(?!\d)|(?<=\.\d\d\d,\d))")
_POINT_IN_DIGITS = re.compile(r"\.(?<=\d\.)\d(?:\d?(?!\d)|(?<=,\d\d\d\.\d))")


def find_decimal_marks(text: str) -> frozenset[Mark]:
    """Return the decimal marks that the text shows beyond doubt, such as "12,3 %" or "1,234.5"."""
    marks = set()
    if _COMMA_IN_DIGITS.search(text) and _COMMA_DECIMAL.search(text):
        marks.add(Mark.COMMA)
    if _POINT_IN_DIGITS.search(text) and _POINT_DECIMAL.search(text):
        marks.add(Mark.POINT)
    return frozenset(marks)


_SHORT_MILLIONS = re.compile(r"[$£€]\s?\d[\d.,]{0,12}m\b|\dbn\b")


def writes_short_millions(text: str) -> bool:
    """Tell whether the text writes millions as one letter beside a currency, "£3.5m", or billions as two: "2bn"."""
    return any(sign in text for sign in ("$", "£", "€", "bn")) and _SHORT_MILLIONS.search(text) is not None


@dataclass(frozen=True, slots=True)
class Habit:
    """How a text writes its numbers: the marks it shows, and the one its country uses, which few texts are asked for.

    `millions` tells that it writes "$5m" or "2bn", so that "17.3m" beside it are millions and no metres.
    """

    shown: frozenset[Mark] = frozenset()
    country: Callable[[], Mark | None] = lambda: None
    millions: bool = False

    def settled(self) -> "Habit":
        """Return the habit with its country's mark told: one that asks a reader, which holds it, keeps it alive."""
        mark = self.country()
        return replace(self, country=lambda: mark)

    def decimal(self, language: Language) -> Mark:
        """Return the decimal mark to expect."""
        if language.decimal == ".":
            return Mark.POINT
        if len(self.shown) == 1:
            return next(iter(self.shown))
        return self.country() or Mark.POINT


def read_digits(raw: str, language: Language, habit: Habit) -> tuple[Decimal, Decimal]:
    """Return value and step of a number written in digits.

    Raises:
        UnreadableNumberError: the separators fit no number ("1.2.3").
        AmbiguousNumberError: they fit two ("2,345" where the text elsewhere writes decimals with a comma).

    >>> from ledger.lexicon.languages import load_languages
    >>> read_digits("1,234.50", load_languages()["en"], Habit())
    (Decimal('1234.50'), Decimal('0.01'))
    """
    raw = raw.replace("·", ".")
    if len(raw) > MOST_DIGITS:
        raise UnreadableNumberError("too many digits")
    if raw.isdecimal():
        value = Decimal(raw)
        return value, ONE if raw[-1] in _NOT_ZERO else integer_step(value)
    plain = re.sub(r"[\u00a0\u2009\u202f'’]", "_", raw)
    return _with_decimals(plain, _decimal_mark(plain, language, habit))


def _decimal_mark(plain: str, language: Language, habit: Habit) -> Mark | None:
    """Return which of the separators stands before decimals, None where all of them part thousands."""
    separators = [c for c in plain if not c.isdecimal()]
    points, commas = separators.count("."), separators.count(",")
    if points and commas:
        if separators[-1] not in (Mark.POINT, Mark.COMMA):
            raise UnreadableNumberError("the separators fit no number")
        return Mark(separators[-1])
    if points + commas != 1 or (language.decimal not in (".", ",") and _GROUPED.fullmatch(plain)):
        return None
    mark = Mark.POINT if points else Mark.COMMA
    head, tail = plain.split(mark)
    if len(tail) != 3 or "_" in head or head.lstrip("0") == "" or len(head) > 3:
        return mark
    return _mark_of_three(mark, language, habit)


def _mark_of_three(mark: Mark, language: Language, habit: Habit) -> Mark | None:
    """Decide whether "1,234" and "1.234" hold thousands or three decimals."""
    if language.decimal == ".":
        return Mark.POINT if mark is Mark.POINT else None
    if habit.shown == {mark}:
        raise AmbiguousNumberError(f"'{mark}' may part thousands or decimals here")
    return None


def _with_decimals(plain: str, mark: Mark | None) -> tuple[Decimal, Decimal]:
    head, _, tail = plain.partition(mark) if mark else (plain, "", "")
    if mark and not tail.isdecimal():
        raise UnreadableNumberError("the separators fit no number")
    groups = re.split(r"[.,_]", head)
    if len(groups) > 1 and not (_by_thousands(groups) or _by_lakhs(groups)):
        raise UnreadableNumberError("the separators fit no number")
    whole = "".join(groups)
    value = Decimal(f"{whole}.{tail}" if tail else whole)
    return value, ONE.scaleb(-len(tail)) if tail else integer_step(value)


def _by_thousands(groups: list[str]) -> bool:
    return 1 <= len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])


def _by_lakhs(groups: list[str]) -> bool:
    """Tell "12,34,567", as numbers are written in India."""
    pairs = groups[1:-1]
    return bool(pairs) and len(groups[0]) <= 2 and len(groups[-1]) == 3 and all(len(group) == 2 for group in pairs)


def integer_step(value: Decimal) -> Decimal:
    """Return the worth of the last digit that is not a closing zero: 10 for 41,320, 1 for 2,713."""
    if not value:
        return ONE
    zeros = len(digits := str(int(value))) - len(digits.rstrip("0"))
    return ONE.scaleb(zeros) if zeros else ONE
