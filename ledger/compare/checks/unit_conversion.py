"""An amount told again in another unit: 40 kilos are 88 pounds, not 18."""

import re
from collections.abc import Iterator
from decimal import Decimal

from ledger.compare import wording
from ledger.compare.collation import Collation
from ledger.compare.intervals import widened
from ledger.compare.sums import comes_out, goes_wrong, worths
from ledger.compare.unit_sizes import size_of
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
    size, told_size = size_of(one), size_of(other)
    if size is None or told_size is None or size.sort != told_size.sort:
        return
    low, high = size.least / told_size.most, size.most / told_size.least
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
