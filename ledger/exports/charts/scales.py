"""Scales of a chart: where an amount or a day stands, and the round numbers and dates written at an axis.

Amounts stay exact decimals up to their share of an axis; only the place on a page is a float.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from ledger.exports.plain import grouped, number_text

_ROUND = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
_SCALES = ((12, "tn"), (9, "bn"), (6, "m"))  # powers of ten with a short name; below a million all digits stand
_DIGITS = 4  # of an amount beside its mark, from a million up
_WIDE = 100  # so many times the least amount is the largest where powers of ten are shown: more than two decades
_LEAST_SHARE = 5  # so many times a place's largest amount is that of all, where both are on one scale
_NEAR = Decimal("0.75")  # amounts that are all above such a share of the largest need no zero
_MONTHS_OF_A_YEAR = 12
_STEPS_IN_DAYS = (1, 2, 7)
_STEPS_IN_MONTHS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000)
_LAST_YEAR = 9999


@dataclass(frozen=True, slots=True)
class Tick:
    """A place at an axis, with what is written there."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class AmountScale:
    """Where amounts stand between two heights of a page; `bottom` is the larger, as pages are measured downwards."""

    low: Decimal
    high: Decimal
    bottom: float
    top: float
    powers: bool = False

    def at(self, amount: Decimal) -> float:
        """Return the height of an amount; one beyond the scale stands at its end."""
        kept = min(max(amount, self.low), self.high)
        if self.powers:
            share = (kept.log10() - self.low.log10()) / (self.high.log10() - self.low.log10())
        else:
            share = (kept - self.low) / (self.high - self.low)
        return self.bottom - float(share) * (self.bottom - self.top)

    def ticks(self, most: int) -> list[Tick]:
        """Return about so many round amounts with their heights, from the least up."""
        amounts = powers_of_ten(self.low, self.high, most) if self.powers else round_amounts(self.low, self.high, most)
        return [Tick(self.at(amount), short_number(amount)) for amount in amounts]


def amount_scale(amounts: Sequence[Decimal], bottom: float, top: float) -> AmountScale:
    """Return the scale for amounts: from zero, or from near them where they lie close together, or by powers of ten.

    Powers of ten are for amounts above zero of which the largest is more than a hundred times the least.
    """
    low, high = min(amounts), max(amounts)
    if low > 0 and high > low * _WIDE:
        return AmountScale(_power_below(low), _power_above(high), bottom, top, powers=True)
    if low >= 0 and (low == high or low < high * _NEAR):
        low = Decimal(0)
    elif high <= 0 and (low == high or high > low * _NEAR):
        high = Decimal(0)
    if low == high:
        high = low + 1
    step = _round_step(low, high, 5)
    first, last = _steps(low, step, ROUND_FLOOR) * step, _steps(high, step, ROUND_CEILING) * step
    return AmountScale(first, last if last > first else first + abs(first), bottom, top)


def fit_one_scale(here: Sequence[Decimal], every: Sequence[Decimal]) -> bool:
    """Tell whether amounts can be read on the scale that all of a chart share.

    They cannot where that scale would have powers of ten, on which the sources of one place fall together, or where
    these amounts are so small a part of it that they would all lie at zero.
    """
    low, high = min(every), max(every)
    by_powers = low > 0 and high > low * _WIDE
    return not by_powers and max(map(abs, here)) * _LEAST_SHARE >= max(abs(low), abs(high))


def round_amounts(low: Decimal, high: Decimal, most: int) -> list[Decimal]:
    """Return round amounts in steps of 1, 2, 2.5 or 5 times a power of ten, at most so many.

    >>> [int(amount) for amount in round_amounts(Decimal(0), Decimal(1000), 5)]
    [0, 250, 500, 750, 1000]
    """
    step = _round_step(low, high, most - 1)
    first, last = int(_steps(low, step, ROUND_CEILING)), int(_steps(high, step, ROUND_FLOOR))
    return [step * number for number in range(first, min(last, first + most) + 1)]


def _steps(amount: Decimal, step: Decimal, rounding: str) -> Decimal:
    return (amount / step).to_integral_value(rounding=rounding)


def _round_step(low: Decimal, high: Decimal, parts: int) -> Decimal:
    """Return the least round step by which a range has at most so many parts."""
    rough = (high - low) / max(parts, 1)
    ten = Decimal(10) ** rough.adjusted()
    return next(step for factor in _ROUND if (step := ten * factor) >= rough)


def powers_of_ten(low: Decimal, high: Decimal, most: int) -> list[Decimal]:
    """Return powers of ten from the first at or above an amount to the last at or below another, at most so many."""
    first, last = _power_above(low).adjusted(), high.adjusted()
    stride = max(1, -(-(last - first + 1) // max(most, 1)))
    return [Decimal(10) ** power for power in range(first, last + 1, stride)]


def _power_below(amount: Decimal) -> Decimal:
    return Decimal(10) ** amount.adjusted()


def _power_above(amount: Decimal) -> Decimal:
    ten = Decimal(10) ** amount.adjusted()
    return ten if ten == amount else ten * 10


def short_number(amount: Decimal) -> str:
    """Return an amount as it is written in a chart: in full below a million, then in millions and up.

    >>> [short_number(Decimal(text)) for text in ("1695", "2500000", "65333000000", "0.25", "-3E+9")]
    ['1,695', '2.5 m', '65.33 bn', '0.25', '-3 bn']
    """
    for power, name in _SCALES:
        if amount.adjusted() >= power:
            return f"{_rounded(amount.scaleb(-power))} {name}" if amount.adjusted() < power + 6 else f"{amount:.2E}"
    if 0 < abs(amount) < Decimal("0.0001"):
        return f"{amount:.2E}"
    return grouped(_rounded_text(amount))


def _rounded(amount: Decimal) -> str:
    whole = len(str(abs(int(amount))))
    return grouped(_rounded_text(round(amount, max(_DIGITS - whole, 0))))


def _rounded_text(amount: Decimal) -> Decimal:
    """Return an amount with at most four places behind the point, and no nought at their end."""
    places = amount.as_tuple().exponent
    kept = round(amount, 4) if isinstance(places, int) and places < -4 else amount
    return Decimal(number_text(kept.normalize())) if kept else Decimal(0)


@dataclass(frozen=True, slots=True)
class TimeScale:
    """Where days stand between two places of a page, by their ordinal numbers."""

    first: int
    last: int
    left: float
    right: float

    def at(self, day: date) -> float:
        """Return the place where a day begins; one beyond the scale stands at its end."""
        share = (min(max(day.toordinal(), self.first), self.last) - self.first) / (self.last - self.first)
        return self.left + share * (self.right - self.left)

    def ticks(self, most: int) -> list[Tick]:
        """Return at most so many first days of years or months, or days, from the earliest on.

        They are written as far as they tell: "2019", "2019-06", "2019-06-18".
        """
        first, last = date.fromordinal(self.first), date.fromordinal(self.last)
        for days in _STEPS_IN_DAYS:
            if (self.last - self.first) // days < most:
                begin = self.first + -self.first % days
                return [self._tick(date.fromordinal(day), 10) for day in range(begin, self.last + 1, days)]
        for months in _STEPS_IN_MONTHS:
            found = list(_months(first, last, months))
            if len(found) <= most or months == _STEPS_IN_MONTHS[-1]:
                return [self._tick(day, 4 if months >= _MONTHS_OF_A_YEAR else 7) for day in found]
        return []

    def _tick(self, day: date, signs: int) -> Tick:
        return Tick(self.at(day), day.isoformat()[:signs])


def time_scale(days: Sequence[date], left: float, right: float, least: int = 60) -> TimeScale:
    """Return the scale for days, with some room around them, and at least so many days in all."""
    first, last = min(days).toordinal(), max(days).toordinal()
    room = max((last - first) // 25, (least - (last - first)) // 2, 1)
    first, last = max(first - room, 1), min(last + room, date.max.toordinal())
    return TimeScale(first, last, left, right)


def _months(first: date, last: date, step: int) -> Iterator[date]:
    """Yield first days of every so many months, counted from the year 0, from one day to another."""
    number = first.year * _MONTHS_OF_A_YEAR + first.month - 1 + (first.day > 1)
    number += -number % step
    while number // _MONTHS_OF_A_YEAR <= _LAST_YEAR:
        day = date(number // _MONTHS_OF_A_YEAR, number % _MONTHS_OF_A_YEAR + 1, 1)
        if day > last:
            return
        yield day
        number += step
