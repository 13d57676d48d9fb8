"""How large a unit is beside others of its sort: an acre and a hectare, a mile and a kilometre."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from ledger.lexicon.toml_tables import read_data
from ledger.model.figure import Figure


@dataclass(frozen=True, slots=True)
class Size:
    """What one of a unit is in the unit of its sort, from the least to the most it may be."""

    sort: str
    least: Decimal
    most: Decimal


def size_of(figure: Figure) -> Size | None:
    """Return the size of a figure's unit, where its sort is known."""
    return _sizes().get(figure.quantity.unit or "")


@cache
def _sizes() -> dict[str, Size]:
    rows = [row for row in read_data("units.toml").tables("units") if "size" in row]
    told = ((row.text("key"), row.text("size_in"), [*map(Decimal, row.texts("size"))]) for row in rows)
    return {key: Size(base, min(sizes), max(sizes)) for key, base, sizes in told}
