"""An amount told again in another unit: 40 kilos are 88 pounds, not 18."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from ledger.compare import wording
from ledger.compare.collation import Collation
from ledger.compare.intervals import widened
from ledger.compare.sums import comes_out, goes_wrong, worths
from ledger.lexicon.toml_tables import read_data
from ledger.model.figure import Figure
from ledger.model.finding import Finding
from ledger.model.quantity import Interval, Kind

_NAME = "unit_conversion"
_UNIT = re.compile(r"[^\W\d_][^\d]*$")  # the "pounds" of "about 18 pounds"
_LEEWAY = Decimal("1.1")  # beyond rounding as written: converted by a rule of thumb


def check_unit_conversion(collation: Collation) -> Iterator[Finding]:
    """Report amounts told twice, in two units of one sort, that come out as the same amount or do not.

    Only where the second is put in brackets or behind "or" as the worth of the first.
    """
    for sentence in collation.sentences.values():
        for one, other in worths(sentence, Kind.OTHER):
            yield from _test(one, other)


def _test(one: Figure, other: Figure) -> Iterator[Finding]:
    size, told_size = _sizes().get(one.quantity.unit or ""), _sizes().get(other.quantity.unit or "")
    if size is None or told_size is None or size[0] != told_size[0]:
        return
    low, high = size[1] / told_size[2], size[2] / told_size[1]
    made, told = _times(widened(one.quantity), low, high), widened(other.quantity)
    if made.meets(told):
        yield comes_out(_NAME, (one, other), f"{_sum(one, other, low)}: {wording.quoted(other)}.")
    elif not _times(made, 1 / _LEEWAY, _LEEWAY).meets(told):
        yield goes_wrong(_NAME, (other, one), f"{_sum(one, other, low)}, not {wording.quoted(other)}.", 0.85)


def _times(ends: Interval, low: Decimal, high: Decimal) -> Interval:
    return Interval(None if ends.low is None else ends.low * low, None if ends.high is None else ends.high * high)


def _sum(one: Figure, other: Figure, factor: Decimal) -> str:
    """Say the sum: "40 kilos are about 88.2 pounds"."""
    words = _UNIT.search(other.surface)
    worth = wording.plain(wording.rounded(one.quantity.value * factor))
    return f"{wording.printed(one)} are about {worth} {words[0] if words else other.quantity.unit}"


@cache
def _sizes() -> dict[str, tuple[str, Decimal, Decimal]]:
    """Return what one of each unit is in the unit of its sort, from the smallest to the largest it may be."""
    rows = [row for row in read_data("units.toml").tables("units") if "size" in row]
    told = ((row.text("key"), row.text("size_in"), [*map(Decimal, row.texts("size"))]) for row in rows)
    return {key: (base, min(sizes), max(sizes)) for key, base, sizes in told}
