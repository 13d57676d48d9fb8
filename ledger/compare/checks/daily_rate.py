"""A rate per day held against the count of the period: 211 in 181 days is 1.2 a day."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from ledger.compare import wording
from ledger.compare.collation import Collation
from ledger.compare.intervals import amount, widened
from ledger.compare.sums import as_written, comes_out, goes_wrong, is_level
from ledger.model.figure import Figure
from ledger.model.finding import Finding
from ledger.model.quantity import Interval, Kind

_NAME = "daily_rate"
_WRONG = 2  # a rate twice too high is no other way of counting days


def check_daily_rate(collation: Collation) -> Iterator[Finding]:
    """Report rates per day that the count told with them bears out, or misses by half and more."""
    for sentence in collation.sentences.values():
        for rate in sentence:
            if rate.quantity.kind is Kind.RATE and rate.quantity.per == "day":
                yield from _test(rate, [figure for figure in sentence if is_level(figure)])


def _test(rate: Figure, counts: Sequence[Figure]) -> Iterator[Finding]:
    """Hold a rate against the counts before it; where none comes out, a single one is meant."""
    dated = [count for count in counts if _days(count) and count.quantity.kind is Kind.COUNT and count.span < rate.span]
    for count in dated:
        if _a_day(count).meets(as_written(rate)):
            yield comes_out(_NAME, (rate, count), f"{_sum(count)}: {wording.quoted(rate)}.")
            return
    if len(dated) == 1 and _is_far(amount(dated[0].quantity) / _days(dated[0]), amount(rate.quantity)):
        yield goes_wrong(_NAME, (rate, dated[0]), f"{_sum(dated[0])}, not {wording.quoted(rate)}.", 0.7)


def _is_far(made: Decimal, told: Decimal) -> bool:
    return bool(made and told) and max(made / told, told / made) >= _WRONG


def _a_day(count: Figure) -> Interval:
    ends, days = widened(count.quantity), _days(count)
    return Interval(None if ends.low is None else ends.low / days, None if ends.high is None else ends.high / days)


def _days(count: Figure) -> int:
    start, end = count.period.start, count.period.end
    return (end - start).days if start is not None and end is not None and (end - start).days > 1 else 0


def _sum(count: Figure) -> str:
    rate = amount(count.quantity) / _days(count)
    return f"{wording.named(count)} in {_days(count)} days are {rate:.2f} a day"
