"""What one currency is worth in another, by the year: only to say whether two amounts are of the same size."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from ledger.compare import wording
from ledger.compare.gates import said_on
from ledger.compare.intervals import amount
from ledger.compare.names import currency
from ledger.compare.sums import last_digit
from ledger.lexicon.comparison import Band, load_comparison
from ledger.model.figure import Figure
from ledger.model.quantity import Bound, Interval

LEEWAY = Decimal("1.15")  # a budget's own rate, a rounding of both amounts
_ROUNDING = Decimal("0.1")  # the most by which a converted sum is rounded: "5 million" of 4.6
_ABOUT = Decimal("0.05")
_HEDGED = {  # below and above the number: "nearly 5" is at most 5
    Bound.APPROX: (_ABOUT, _ABOUT),
    Bound.NEARLY: (_ROUNDING, Decimal(0)),
    Bound.LESS_THAN: (_ROUNDING, Decimal(0)),
    Bound.AT_MOST: (_ROUNDING, Decimal(0)),
    Bound.MORE_THAN: (Decimal(0), _ROUNDING),
    Bound.AT_LEAST: (Decimal(0), _ROUNDING),
}
_STEADY, _STEADY_YEARS = Decimal("1.25"), 2


@dataclass(frozen=True, slots=True)
class Rate:
    """Units of one currency to another, low to high; `near` where they are of the figures' own time."""

    low: Decimal
    high: Decimal
    near: bool


def local_first(one: Figure, other: Figure) -> tuple[Figure, Figure]:
    """Return two amounts with the one in dollars, where one is, last."""
    return (one, other) if other.quantity.unit == "USD" or one.quantity.unit != "USD" else (other, one)


def rate_between(local: Figure, other: Figure) -> Rate | None:
    """Return how many units of the first currency make one of the second, through the dollar."""
    years = _years(local)
    first, second = _band(local.quantity.unit, years), _band(other.quantity.unit, years)
    if first is None or second is None:
        return None
    return Rate(first.low / second.high, first.high / second.low, first.near and second.near)


def _years(figure: Figure) -> range:
    """Return the years whose rates may have been used: those the figure is about, to the one it was said in."""
    said = said_on(figure)
    start, end = figure.period.start, figure.period.end and figure.period.end - timedelta(1)
    if said is None and end is None:
        return range(0)  # "since 2000", told nobody knows when
    known = [day.year for day in (start, end, said) if day is not None]
    return range(min(known), max(known) + 1) if known else range(0)


def _band(unit: str | None, years: range) -> Rate | None:
    if unit == "USD":
        return Rate(Decimal(1), Decimal(1), near=True)
    known = load_comparison().rates.get(unit or "", {})
    bands = [known[year] for year in years if year in known]
    if bands:
        return _span(bands, near=True)
    nearest = min(known, key=lambda year: (abs(year - years[0]), year)) if known and years else None
    return None if nearest is None else _span([known[nearest]], near=False)


def _span(bands: list[Band], *, near: bool) -> Rate:
    return Rate(min(band.low for band in bands), max(band.high for band in bands), near)


def times_off(local: Figure, other: Figure, rate: Rate) -> Decimal:
    """Return by what factor the printed worth misses the nearest amount that the rates allow; 1 is none."""
    should, told = _should_be(local, rate), as_converted(other)
    if told.high is not None and should.low is not None and told.high and told.high < should.low:
        return should.low / told.high
    if told.low is not None and should.high and told.low > should.high:
        return told.low / should.high
    return Decimal(1)


def as_converted(figure: Figure) -> Interval:
    """Return the sums that a printed one is told for where it is worth another: itself, give or take its last digit.

    Of 10 million the second digit is told, and of 200,000; nobody says it of 14 million.
    """
    value, quantity = amount(figure.quantity), figure.quantity
    if quantity.bound is Bound.RANGE and quantity.low is not None and quantity.high is not None:
        return Interval(quantity.low, quantity.high)
    second = Decimal(1).scaleb(value.adjusted() - 1) if value else Decimal(0)
    reach = min(max(last_digit(figure), second) / 2, abs(value) * _ROUNDING)
    below, above = _HEDGED.get(quantity.bound, (Decimal(0), Decimal(0)))
    return Interval(value - max(reach, value * below), value + max(reach, value * above))


def was_steady(local: Figure, other: Figure) -> bool:
    """Tell whether a rate hardly moved in the years up to a figure's own: none of these makes it worth much else."""
    years = _years(local)
    if not years:
        return False
    longer = range(years[0] - _STEADY_YEARS, years[-1] + 1)
    first, second = _band(local.quantity.unit, longer), _band(other.quantity.unit, longer)
    if first is None or second is None or not (first.near and second.near):
        return False
    return first.high / second.low <= first.low / second.high * _STEADY


def _should_be(local: Figure, rate: Rate) -> Interval:
    ends = as_converted(local)
    low = None if ends.low is None else ends.low / rate.high
    return Interval(low, None if ends.high is None else ends.high / rate.low)


def at_rate(local: Figure, other: Figure, rate: Rate) -> str:
    """Say the sum: "65,333 million pesos are about $2.99–3.33 billion at 19.6–21.9 pesos a dollar"."""
    value, here, there = amount(local.quantity), local.quantity.unit, other.quantity.unit
    worth = wording.money_range(value / rate.high, value / rate.low, there)
    units, unit = currency(here).plural, currency(there).singular
    if currency(there).plural == units:
        units, unit = str(here), str(there)
    rates = f"{wording.plain(wording.rounded(rate.low))}–{wording.plain(wording.rounded(rate.high))}"
    return f"{wording.printed(local)} {_are(local)} about {worth} at {rates} {units} a {unit}"


def _are(figure: Figure) -> str:
    """Return "are" for an amount printed in the plural, "millones de pesos", "is" for "R$ 37.2 million"."""
    return "are" if wording.printed(figure).lower().endswith("s") else "is"
