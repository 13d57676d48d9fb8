"""The figures of other documents that tell again what a sum is made of."""

from dataclasses import replace

from ledger.compare.collation import Collation
from ledger.compare.evidence import is_telling_slip
from ledger.compare.intervals import amount, can_meet, significant_digits
from ledger.model.figure import Figure
from ledger.model.finding import Finding, FindingKind
from ledger.model.quantity import Kind

_FEWEST_DIGITS = 3
_OF_SUMS = (FindingKind.ARITHMETIC, FindingKind.CORROBORATION)
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
    clash = finding.kind is FindingKind.CONFLICT and not _stands_alone(finding)
    if not clash and (finding.check not in SUMS or finding.kind not in _OF_SUMS):
        return finding
    known = {figure.id for figure in finding.figures}
    telling = finding.figures if clash else filter(_is_telling, finding.figures)
    again = collation.agreeing if clash else collation.told_again
    also = {other.id: other for figure in telling for other in again(figure) if not (clash and _fits(finding, other))}
    return replace(finding, also=tuple(figure for name, figure in also.items() if name not in known))


def _stands_alone(finding: Finding) -> bool:
    """Tell whether a clash may be one by chance, or of two sources: then each telling stands for itself.

    It is not where one sentence tells both amounts, a slip is hardly chance, or one number stands in two currencies.
    """
    one, other = finding.figures[0], finding.figures[-1]
    sentences = {(figure.source.document, figure.quote_span) for figure in finding.figures}
    sure = len(sentences) == 1 or is_telling_slip(one, other) or finding.check == "currency_mixup"
    return not sure and (finding.check != "dispute" or one.quantity.kind is Kind.COUNT)


def _fits(clash: Finding, figure: Figure) -> bool:
    """Tell whether a figure may be said of both sides of a clash: rounded or hedged, it takes no side."""
    apart = len({amount(told.quantity) for told in clash.figures}) > 1  # not one number in two currencies
    return apart and all(can_meet(told.quantity, figure.quantity) for told in clash.figures)


def _is_telling(figure: Figure) -> bool:
    """Tell whether an amount has digits enough to be known again: not "a third", not "tripled", not 12."""
    digits = len(significant_digits(amount(figure.quantity)))
    least = _FEWEST_DIGITS if figure.quantity.kind is Kind.COUNT else _FEWEST_DIGITS - 1
    return figure.quantity.kind in _KINDS and digits >= least
