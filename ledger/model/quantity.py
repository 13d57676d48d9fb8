"""Amounts as exact intervals, in the unit they are stated in."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Kind(StrEnum):
    """What sort of amount a figure is; figures of two kinds are never compared."""

    MONEY = "money"  # $3 billion
    COUNT = "count"  # 414 officers
    PERCENT = "percent"  # 47 percent
    RATE = "rate"  # 50,000 dollars a month, 27.3 per 100,000
    RANK = "rank"  # 99 out of 126 countries
    SCORE = "score"  # an index at 74.3
    MULTIPLE = "multiple"  # quadrupled
    RATIO = "ratio"  # one in five, a third
    DURATION = "duration"  # eight months
    OTHER = "other"  # 28 grams, 61,777 hectares, percentage points, ages


class Bound(StrEnum):
    """How the words around the number limit it."""

    EXACT = "exact"
    MORE_THAN = "more_than"  # "over", "topped"
    AT_LEAST = "at_least"  # "no fewer than", "or more"
    LESS_THAN = "less_than"  # "under", "fewer than"
    AT_MOST = "at_most"  # "up to", "as many as", "no more than"
    APPROX = "approx"  # "about", "some"
    NEARLY = "nearly"  # "almost", "close to": a little less
    RANGE = "range"  # "between 60 and 70"
    MULTIPLE = "multiple"  # goes with Kind.MULTIPLE alone: never a level


@dataclass(frozen=True, slots=True)
class Interval:
    """The amounts a statement allows, ends included; None is an open end."""

    low: Decimal | None
    high: Decimal | None

    def meets(self, other: "Interval") -> bool:
        """Tell whether one amount can satisfy both."""
        return _not_above(self.low, other.high) and _not_above(other.low, self.high)


def _not_above(low: Decimal | None, high: Decimal | None) -> bool:
    return low is None or high is None or low <= high


@dataclass(frozen=True, slots=True)
class Quantity:
    """One amount as written.

    `value` is in units of `unit` (65,333 million pesos is 65333000000 MXN); of a range it is the
    midpoint. `low` and `high` say what the words allow, before any hedge band: "nearly 500" is 500
    in all three. `step` is the worth of the last significant digit as written: 10**9 for "$3 billion",
    10**7 for "$3.00 billion", 1 for "1,695", 10000 for "50,000". `total` is the y of "x of y".
    `unit` is an ISO 4217 code for money, also per time, else the unit's key; `per` names the
    denominator of a rate: "month", "100000 inhabitant".
    """

    kind: Kind
    value: Decimal
    low: Decimal | None
    high: Decimal | None
    bound: Bound = Bound.EXACT
    unit: str | None = None
    per: str | None = None
    step: Decimal = Decimal(1)
    total: Decimal | None = None
    vague: bool = False  # "thousands", "multi-billion": only a magnitude is stated
    in_words: bool = False  # written in words, "fourteen"

    def in_unit(self, unit: str | None) -> "Quantity":
        """Return the amount told in a unit."""
        return Quantity(
            self.kind,
            self.value,
            self.low,
            self.high,
            self.bound,
            unit,
            self.per,
            self.step,
            self.total,
            self.vague,
            self.in_words,
        )

    @property
    def interval(self) -> Interval:
        """The amounts the words allow."""
        return Interval(self.low, self.high)


# Beyond this many places an amount is kept with its exponent: 1E+999999 would be a megabyte of zeros.
_PLACES_WRITTEN_OUT = 400


def amount_text(amount: Decimal) -> str:
    """Return the one text an amount is kept as.

    >>> amount_text(Decimal("3E+9")), amount_text(Decimal("1.50"))
    ('3000000000', '1.50')
    """
    if not amount.is_finite():
        raise ValueError(f"{amount} is not an amount")
    return format(amount, "f") if abs(amount.adjusted()) < _PLACES_WRITTEN_OUT else str(amount)
