"""Amounts as comparing sees them: what a hedge allows, what rounding says, and the slips of a pen."""

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from ledger.compare.unit_sizes import in_one_unit
from ledger.lexicon.comparison import load_comparison
from ledger.model.quantity import Bound, Interval, Kind, Quantity

_HUNDRED = Decimal(100)
_NUMBERS = 65_536  # numbers remembered: each is looked at for every figure it is held against
_SHARES = (Kind.PERCENT, Kind.RATIO)
_SMALLEST_ROUND_COUNT = 1000  # "200 dead" is a count of the dead, "3,000 soldiers" may be a rounding
_A_LITTLE = Decimal("0.06")  # so much more than 200 is "more than 200": 211, not 248
_HALF = Decimal("0.5")
_COUNTED = 4  # so many digits are counted one by one: of 860 the zero is one
_COUNTED_WHOLE = 100
_WIDEST_STEP = 50  # half the last digit of a fraction, in percent: no other number's slack is so many of its steps
_TWO_DIGITS = Decimal("0.02")
_THIRD_DIGIT = Decimal("0.005")


def amount(quantity: Quantity) -> Decimal:
    """Return the amount as a number to compare: shares as percentages.

    "5 of every 100" and "5 percent" are both 5.
    """
    return quantity.value * _HUNDRED if quantity.kind is Kind.RATIO else quantity.value


def allowed(quantity: Quantity) -> Interval:
    """Return the amounts that the words allow, with the band of a hedge."""
    factor, hedge = _factor(quantity), load_comparison().hedges.get(quantity.bound)
    if hedge is None:
        low, high = quantity.low, quantity.high
        return Interval(None if low is None else low * factor, None if high is None else high * factor)
    value = quantity.value * factor
    return Interval(value * hedge.low, None if hedge.high is None else value * hedge.high)


def slack(quantity: Quantity) -> Decimal:
    """Return how far the true amount may lie from the number, for rounding: half its last written digit.

    Counts below a thousand are taken as counted, and so are shares told as fractions to their own width.
    """
    if quantity.kind in (Kind.RANK, Kind.DURATION, Kind.MULTIPLE):
        return Decimal(0)
    if quantity.kind is Kind.RATIO:
        return _ratio_slack(quantity)
    if quantity.kind is Kind.COUNT and abs(quantity.value) < _SMALLEST_ROUND_COUNT and quantity.bound is Bound.EXACT:
        return Decimal(0)
    return quantity.step * _factor(quantity) / 2 if quantity.step > 0 else Decimal(0)


def _ratio_slack(quantity: Quantity) -> Decimal:
    """Return the slack of a fraction in words: what a hand rounds to it, a percentage point or its own step."""
    return max(quantity.step * _factor(quantity) / 2, Decimal(1)) if quantity.step < 1 else Decimal(1)


def can_meet(one: Quantity, other: Quantity) -> bool:
    """Tell whether one true amount can satisfy both, each rounded as it is written.

    "More than 3,500" does not meet "three thousand": rounding a number up to 3,500 never makes it more.
    """
    one, other = in_one_unit(one, other)
    first, second = widened(one), widened(other)
    if not first.meets(second):
        return False
    strict = Bound.MORE_THAN in (one.bound, other.bound) or Bound.LESS_THAN in (one.bound, other.bound)
    return not (strict and _only_touch(first, second) and amount(one) != amount(other))


def widened(quantity: Quantity) -> Interval:
    """Return the allowed amounts with the slack of rounding on each closed end."""
    words, reach = allowed(quantity), slack(quantity)
    if quantity.bound not in (Bound.EXACT, Bound.APPROX, Bound.NEARLY, Bound.RANGE):
        return words
    low = None if words.low is None else words.low - reach
    return Interval(low, None if words.high is None else words.high + reach)


def _only_touch(one: Interval, other: Interval) -> bool:
    return one.low == other.high or other.low == one.high


def is_one_amount(one: Quantity, other: Quantity) -> bool:
    """Tell whether two quantities print the same amount, or one rounds the other as written."""
    one, other = in_one_unit(one, other)
    if one.vague or other.vague:
        return one.vague and other.vague and one.value == other.value
    apart = abs(amount(one) - amount(other))
    if one.bound is other.bound is Bound.EXACT and apart > _WIDEST_STEP * max(one.step, other.step) + 1:
        return False  # most numbers that are held against each other: too far apart for any rounding
    exactly = not {one.bound, other.bound} & {Bound.MORE_THAN, Bound.LESS_THAN}  # "at least 18" is said of 18 as well
    if not apart and (one.bound is other.bound or exactly):
        return True
    return rounds_to(one, other) or rounds_to(other, one)


def rounds_to(fine: Quantity, coarse: Quantity) -> bool:
    """Tell whether the second is the first rounded as written, or hedged so that the first is what it says.

    "More than 8,600" says 8,640, and neither 8,600 nor 9,400.
    """
    fine, coarse = in_one_unit(fine, coarse)
    if fine.bound not in (Bound.EXACT, Bound.AT_LEAST):
        return False
    above, reach = amount(fine) - amount(coarse), _told_slack(coarse)
    if coarse.bound in (Bound.MORE_THAN, Bound.LESS_THAN):
        return 0 < (above if coarse.bound is Bound.MORE_THAN else -above) <= min(reach, _A_LITTLE * amount(coarse))
    if coarse.bound in (Bound.AT_LEAST, Bound.AT_MOST):
        return 0 <= (above if coarse.bound is Bound.AT_LEAST else -above) <= min(reach, _A_LITTLE * amount(coarse))
    if abs(above) <= reach and abs(above) < max(reach, Decimal(1)) * 2:
        return slack(fine) < reach or coarse.bound is not Bound.EXACT
    hedge = load_comparison().hedges.get(coarse.bound)
    if hedge is None or not hedge.says:
        return False
    return allowed(coarse).meets(Interval(amount(fine), amount(fine)))


def _told_slack(quantity: Quantity) -> Decimal:
    """Return how far a number may be a rounding that says another: "10 percent" is not said of 14, nor of 6."""
    whole = quantity.kind is Kind.PERCENT and quantity.step > 1
    return min(slack(quantity), _HALF) if whole else slack(quantity)


def difference(one: Quantity, other: Quantity) -> Decimal:
    """Return how far two amounts lie apart, as a share of the larger."""
    one, other = in_one_unit(one, other)
    first, second = amount(one), amount(other)
    larger = max(abs(first), abs(second))
    return abs(first - second) / larger if larger else Decimal(0)


def swapped_digits(one: Quantity, other: Quantity) -> tuple[str, str] | None:
    """Return the two digits that stand swapped in one of two numbers of two digits or more, else None.

    >>> from ledger.compare.intervals import swapped
    >>> swapped("1695", "1659"), swapped("345", "354"), swapped("13", "14")
    (('95', '59'), ('45', '54'), None)
    """
    one, other = in_one_unit(one, other)
    first, second = amount(one), amount(other)
    if first.adjusted() != second.adjusted():
        return None
    digits, others = counted_digits(one), counted_digits(other)
    longest = max(len(significant_digits(first)), len(significant_digits(second)))
    return swapped(digits[:longest], others[:longest])


def counted_digits(quantity: Quantity) -> str:
    """Return the significant digits of a number, with the closing noughts of a count that are counted: "860"."""
    value, digits = amount(quantity), significant_digits(amount(quantity))
    counted = quantity.kind is Kind.COUNT and 0 <= value.adjusted() < _COUNTED
    return digits.ljust(value.adjusted() + 1, "0") if counted else digits


def swapped(one: str, other: str) -> tuple[str, str] | None:
    """Return the neighbouring digits that differ only by their order, or None."""
    if len(one) != len(other) or len(one) < 3:
        return None
    apart = [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(apart) != 2 or apart[1] != apart[0] + 1:
        return None
    first, second = (number[apart[0] : apart[1] + 1] for number in (one, other))
    return (first, second) if first == second[::-1] else None


@lru_cache(_NUMBERS)
def significant_digits(value: Decimal) -> str:
    """Return the digits of a number without point and closing zeros: "37.5" is "375"."""
    return "".join(map(str, value.normalize().as_tuple().digits))


def magnitude_slip(one: Quantity, other: Quantity) -> int | None:
    """Return 1,000 or 1,000,000 where two amounts differ by that factor and their digits say the same.

    A count of two digits was counted: 33 dead are no slip for 32,946, but for 33,000.
    """
    one, other = in_one_unit(one, other)
    small, large = sorted((abs(amount(one)), abs(amount(other))))
    if not small:
        return None
    counted = one.kind is Kind.COUNT and small < _COUNTED_WHOLE and small == small.to_integral_value()
    if counted and significant_digits(small) != significant_digits(large):
        return None
    return next((factor for factor in _slips() if abs(large / small / factor - 1) <= _THIRD_DIGIT), None)


def decimal_slip(one: Quantity, other: Quantity) -> bool:
    """Tell whether a decimal point stands a place or two off: 2.5 and 25 million, 50 and 505."""
    one, other = in_one_unit(one, other)
    small, large = sorted((abs(amount(one)), abs(amount(other))))
    return bool(small) and any(abs(large / small / factor - 1) <= _TWO_DIGITS for factor in (10, 100))


def _slips() -> Iterator[int]:
    yield from (10**3, 10**6, 10**9)


def _factor(quantity: Quantity) -> Decimal:
    return _HUNDRED if quantity.kind is Kind.RATIO else Decimal(1)


def family(quantity: Quantity) -> str:
    """Return the name under which kinds can be compared: percentages and fractions are both shares."""
    return "share" if quantity.kind in _SHARES else str(quantity.kind)
