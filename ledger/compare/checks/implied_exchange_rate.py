"""An amount and its worth in another currency, held against the real rates of the year."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise

from ledger.compare import wording
from ledger.compare.collation import Collation
from ledger.compare.gates import said_on
from ledger.compare.intervals import amount, widened
from ledger.compare.names import currency
from ledger.compare.sums import between, comes_out, goes_wrong
from ledger.compare.words import any_word
from ledger.lexicon.comparison import Band, load_comparison
from ledger.model.figure import Figure
from ledger.model.finding import Finding
from ledger.model.quantity import Interval, Kind

_NAME = "implied_exchange_rate"
# " (", " increase (", ", o unos " but not ") … (" or a sentence's end
_GAP = re.compile(r"[^().;:\d]{0,30}\(\s*[^()\d]{0,15}|,?\s*[^().;:\d]{1,20}")
_LEEWAY = Decimal("1.15")  # a budget's own rate, a rounding of both amounts
_WRONG = Decimal("1.5")  # from here on no rate of the year excuses it
_FAR_OFF = 200  # against a rate of another year only a lost thousand is told


@dataclass(frozen=True, slots=True)
class _Rate:
    """Units of one currency to another, low to high; `near` where they are of the figures' own time."""

    low: Decimal
    high: Decimal
    near: bool


def check_implied_exchange_rate(collation: Collation) -> Iterator[Finding]:
    """Test each amount told with its worth in another currency against the lowest and highest rate of the time.

    Every such pair is tested by itself, for two slips in one text confirm each other. Without a known
    rate the check is silent; with one of another year it tells only a lost or gained thousand.
    """
    for sentence in collation.sentences.values():
        money = [figure for figure in sentence if figure.quantity.kind is Kind.MONEY and not figure.quantity.vague]
        for figure, worth in pairwise(money):
            if figure.quantity.unit != worth.quantity.unit and _is_worth(between(figure, worth)):
                yield from _test(figure, worth)


def _is_worth(gap: str) -> bool:
    return _GAP.fullmatch(gap) is not None and ("(" in gap or any_word(gap, "worth"))


def _test(figure: Figure, worth: Figure) -> Iterator[Finding]:
    local, other = (figure, worth) if worth.quantity.unit == "USD" or figure.quantity.unit != "USD" else (worth, figure)
    rate = _rate(local, other)
    if rate is None or not amount(other.quantity):
        return
    off = _times_off(local, other, rate)
    if rate.near and off <= _LEEWAY:
        implied = wording.rounded(amount(local.quantity) / amount(other.quantity))
        reason = f"{_at(local, other, rate)}; {wording.quoted(other)}, as printed, makes it {wording.plain(implied)}."
        yield comes_out(_NAME, (figure, worth), reason)
    elif off >= (_WRONG if rate.near else _FAR_OFF):
        reason = f"{_at(local, other, rate)}, not {wording.quoted(other)}{_factor(local, other, rate)}."
        yield goes_wrong(_NAME, (figure, worth), reason, 0.95 if off > 5 else 0.8)


def _times_off(local: Figure, other: Figure, rate: _Rate) -> Decimal:
    """Return by what factor the printed worth misses the nearest amount that the rates allow; 1 is none."""
    should, told = _should_be(local, rate), widened(other.quantity)
    if told.high is not None and should.low is not None and told.high and told.high < should.low:
        return should.low / told.high
    if told.low is not None and should.high and told.low > should.high:
        return told.low / should.high
    return Decimal(1)


def _should_be(local: Figure, rate: _Rate) -> Interval:
    ends = widened(local.quantity)
    low = None if ends.low is None else ends.low / rate.high
    return Interval(low, None if ends.high is None else ends.high / rate.low)


def _at(local: Figure, other: Figure, rate: _Rate) -> str:
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


def _factor(local: Figure, other: Figure, rate: _Rate) -> str:
    """Say the power of ten that explains the miss, where one does."""
    middle = (rate.low + rate.high) / 2
    ratio = amount(local.quantity) / middle / amount(other.quantity)
    times = max(ratio, 1 / ratio)
    power = Decimal(10) ** int(times.log10().to_integral_value())
    if not rate.near:
        return f": off by a factor of about {wording.plain(power)} (rates of another year)"
    explains = power > 1 and Decimal("0.5") <= times / power <= 2
    return f": off by a factor of {wording.plain(power if explains else wording.rounded(times))}"


def _rate(local: Figure, other: Figure) -> _Rate | None:
    """Return how many units of the first currency make one of the second, through the dollar."""
    years = _years(local)
    first, second = _band(local.quantity.unit, years), _band(other.quantity.unit, years)
    if first is None or second is None:
        return None
    return _Rate(first.low / second.high, first.high / second.low, first.near and second.near)


def _years(figure: Figure) -> range:
    """Return the years whose rates may have been used: those the figure is about, to the one it was said in."""
    said = said_on(figure)
    start, end = figure.period.start, figure.period.end and figure.period.end - timedelta(1)
    known = [day.year for day in (start, end, said) if day is not None]
    return range(min(known), max(known) + 1) if known else range(0)


def _band(unit: str | None, years: range) -> _Rate | None:
    if unit == "USD":
        return _Rate(Decimal(1), Decimal(1), near=True)
    known = load_comparison().rates.get(unit or "", {})
    bands = [known[year] for year in years if year in known]
    if bands:
        return _span(bands, near=True)
    nearest = min(known, key=lambda year: (abs(year - years[0]), year)) if known and years else None
    return None if nearest is None else _span([known[nearest]], near=False)


def _span(bands: list[Band], *, near: bool) -> _Rate:
    return _Rate(min(band.low for band in bands), max(band.high for band in bands), near)
