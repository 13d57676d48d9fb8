"""The figures of other documents that tell again what a sum is made of."""

from dataclasses import replace

from ledger.compare.collation import Collation
from ledger.compare.intervals import amount, significant_digits
from ledger.model.figure import Figure
from ledger.model.finding import Finding, FindingKind
from ledger.model.quantity import Kind

_FEWEST_DIGITS = 3
_KINDS = (Kind.COUNT, Kind.MONEY, Kind.PERCENT, Kind.OTHER)
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
        "table_total",
        "unit_price",
    }
)


def with_tellings(finding: Finding, collation: Collation) -> Finding:
    """Return a finding of a sum with the figures that agree with its amounts in other documents.

    Whoever reads that a share is of 31 and not of 19 percent wants to see where else its part and its whole are told.
    """
    if finding.check not in SUMS or finding.kind not in (FindingKind.ARITHMETIC, FindingKind.CORROBORATION):
        return finding
    known = {figure.id for figure in finding.figures}
    telling = filter(_is_telling, finding.figures)
    also = {other.id: other for figure in telling for other in collation.told_again(figure)}
    return replace(finding, also=tuple(figure for name, figure in also.items() if name not in known))


def _is_telling(figure: Figure) -> bool:
    """Tell whether an amount has digits enough to be known again: not "a third", not "tripled", not 12."""
    digits = len(significant_digits(amount(figure.quantity)))
    least = _FEWEST_DIGITS if figure.quantity.kind is Kind.COUNT else _FEWEST_DIGITS - 1
    return figure.quantity.kind in _KINDS and digits >= least
