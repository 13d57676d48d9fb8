"""Counts of windows of different length told side by side: 367 in 12 months, 2,000 in 18."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from ledger.compare import wording
from ledger.compare.collation import Collation
from ledger.compare.intervals import amount
from ledger.model.figure import Figure
from ledger.model.finding import Finding, FindingKind
from ledger.model.period import Mode
from ledger.model.quantity import Kind

_SHORTEST = 28  # days; how things stand on a day covers no window
_UNEVEN = 1.25  # a window a quarter longer than the other


def check_uneven_windows(collation: Collation) -> Iterator[Finding]:
    """Warn where one sentence sets counts of one measure beside each other that cover uneven lengths of time."""
    for sentence in collation.sentences.values():
        counts = [
            figure for figure in sentence if figure.measure and figure.quantity.kind is Kind.COUNT and _days(figure)
        ]
        for one, other in pairwise(counts):
            longer, shorter = sorted((_days(one), _days(other)), reverse=True)
            if _set_side_by_side(one, other) and longer >= _UNEVEN * shorter:
                yield Finding(FindingKind.WARNING, "uneven_windows", 0.1, (one, other), _reason(one, other))


def _set_side_by_side(one: Figure, other: Figure) -> bool:
    apart = one.period.start != other.period.start and one.period.end != other.period.end
    return one.measure == other.measure and one.place == other.place and one.change is other.change is None and apart


def _days(figure: Figure) -> int:
    start, end = figure.period.start, figure.period.end
    days = (end - start).days if start is not None and end is not None else 0
    return days if days >= _SHORTEST and figure.period.mode is not Mode.POINT else 0


def _reason(one: Figure, other: Figure) -> str:
    first, second = _apart(*(amount(figure.quantity) / _days(figure) * 365 / 12 for figure in (one, other)))
    return (
        f"{wording.placed(one)} and {wording.inside(wording.placed(other), other)} cover different lengths of time: "
        f"about {first} and {second} a month."
    )


def _apart(one: Decimal, other: Decimal) -> tuple[str, str]:
    """Return two numbers with as many decimals as they need to differ, three at most: 31 and 111, 1.9 and 2.3."""
    written = [(f"{one:,.{places}f}", f"{other:,.{places}f}") for places in range(4)]
    return next((pair for pair in written if pair[0] != pair[1]), written[0])
