"""The figures that tell again what a clash or a sum is made of."""

from dataclasses import replace

from ledger.compare.collation import Collation
from ledger.compare.intervals import amount, can_meet
from ledger.model.figure import Figure
from ledger.model.finding import Finding, FindingKind

_OF_SUMS = (FindingKind.ARITHMETIC, FindingKind.CORROBORATION)
SUMS = frozenset(
    {
        "implied_exchange_rate",
        "multiple",
        "over_capacity",
        "percent_change",
        "rank_difference",
        "rate_over_time",
        "running_total",
        "share_of_whole",
        "span_of_time",
        "sum_of_parts",
        "table_columns",
        "table_shares",
        "table_total",
        "unit_price",
    }
)


def with_tellings(finding: Finding, collation: Collation) -> Finding:
    """Return a clash or a finding of a sum with the figures that tell its amounts again.

    Whoever reads that a share is of 31 and not of 19 percent, or that two sources differ, wants to see where else
    the amounts are told.
    """
    clash = finding.kind is FindingKind.CONFLICT
    if not clash and (finding.check not in SUMS or finding.kind not in _OF_SUMS):
        return finding
    known = {figure.id for figure in finding.figures}
    again = (other for figure in finding.figures for other in collation.agreeing(figure))
    also = {other.id: other for other in again if not (clash and _fits(finding, other))}
    return replace(finding, also=tuple(figure for name, figure in also.items() if name not in known))


def _fits(clash: Finding, figure: Figure) -> bool:
    """Tell whether a figure may be said of both sides of a clash: rounded or hedged, it takes no side."""
    apart = len({amount(told.quantity) for told in clash.figures}) > 1  # not one number in two currencies
    return apart and all(can_meet(told.quantity, figure.quantity) for told in clash.figures)
