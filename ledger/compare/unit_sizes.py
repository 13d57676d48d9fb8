"""How large a unit is beside others of its sort: an acre and a hectare, a mile and a kilometre, a month and a year."""

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from ledger.lexicon.toml_tables import read_data
from ledger.model.figure import Figure
from ledger.model.quantity import Bound, Kind, Quantity

DAYS = {"day": Decimal(1), "week": Decimal(7), "month": Decimal("30.4375"), "year": Decimal("365.25")}
_LOOSE = Decimal("0.75")  # of a unit: so far a length told in whole months or years may be off
_MEASURED = (Kind.OTHER, Kind.DURATION)


@dataclass(frozen=True, slots=True)
class Size:
    """What one of a unit is in the unit of its sort, from the least to the most it may be."""

    sort: str
    least: Decimal
    most: Decimal
    usual: Decimal


def size_of(figure: Figure) -> Size | None:
    """Return the size of a figure's unit, where its sort is known."""
    return _sizes().get(figure.quantity.unit or "")


def in_one_unit(one: Quantity, other: Quantity) -> tuple[Quantity, Quantity]:
    """Return two amounts in the unit of their sort where they are told in two of one sort, else as they are.

    >>> from ledger.model.quantity import Kind, Quantity
    >>> years, months = (
    ...     Quantity(Kind.DURATION, Decimal(n), Decimal(n), Decimal(n), unit=u) for n, u in ((2, "year"), (24, "month"))
    ... )
    >>> [amount.value for amount in in_one_unit(years, months)]
    [Decimal('730.50'), Decimal('730.5000')]
    """
    if one.unit == other.unit or one.kind is not other.kind or one.kind not in _MEASURED:
        return one, other
    first, second = _size(one), _size(other)
    if first is None or second is None or first.sort != second.sort or one.per != other.per:
        return one, other
    return _told_in_base(one, first), _told_in_base(other, second)


def are_of_one_sort(one: Quantity, other: Quantity) -> bool:
    """Tell whether two amounts are told in two units of one sort: tons and kilos."""
    return in_one_unit(one, other) != (one, other)


def _size(quantity: Quantity) -> Size | None:
    return (_lengths() if quantity.kind is Kind.DURATION else _sizes()).get(quantity.unit or "")


def _told_in_base(quantity: Quantity, size: Size) -> Quantity:
    """Return an amount in the unit of its sort; "four years" may be a little more, or less."""
    loose = _LOOSE if quantity.kind is Kind.DURATION and quantity.bound is Bound.EXACT else Decimal(0)
    low = None if quantity.low is None else (quantity.low - loose) * size.least
    high = None if quantity.high is None else (quantity.high + loose) * size.most
    told = replace(quantity, value=quantity.value * size.usual, low=low, high=high, step=quantity.step * size.usual)
    return told.in_unit(size.sort)


@cache
def _lengths() -> dict[str, Size]:
    return {unit: Size("day", days, days, days) for unit, days in DAYS.items()}


@cache
def _sizes() -> dict[str, Size]:
    rows = [row for row in read_data("units.toml").tables("units") if "size" in row]
    told = ((row.text("key"), row.text("size_in"), [*map(Decimal, row.texts("size"))]) for row in rows)
    return {key: Size(base, min(sizes), max(sizes), sorted(sizes)[len(sizes) // 2]) for key, base, sizes in told}
