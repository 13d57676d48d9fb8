"""An amount that clashes with another, put in its place in the sums that the other bears out."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from ledger.compare import wording
from ledger.compare.collation import Collation
from ledger.compare.evidence import is_telling_slip
from ledger.compare.intervals import amount
from ledger.compare.told_again import SUMS
from ledger.model.figure import Figure
from ledger.model.finding import Finding, FindingKind, Pair, Slip, Verdict
from ledger.model.quantity import Kind

_MADE = (Kind.PERCENT, Kind.RATIO, Kind.MULTIPLE)  # worked out from counts, and so judged by them
_LONGEST = 3  # amounts of a sum that a reader goes over at a glance
_SEVERITY = 0.5  # the clash itself is told as a finding of its own, and above these


def find_misfits(
    found: Iterable[Finding], collation: Collation, check: Callable[[str, Collation], Iterable[Finding]]
) -> Iterator[Finding]:
    """Yield the sums that come out with one amount of a clash, and would not with the other.

    Where 1,780 clashes with 1,870, and 1,870 of 2,200 is the 85 percent told beside it, the 1,780 is no part of that
    sum: a reader who has to choose between the two wants to see it. `check` runs a check by its name.
    """
    sums, told = _by_figure(found), set[tuple[object, ...]]()
    for pair in collation.pairs_of(Verdict.CONFLICT):
        for wrong, right in ((pair.one, pair.other), (pair.other, pair.one)):
            doubtful = wrong.id not in sums and _is_doubtful(wrong, right, pair, collation)
            for same in (right, *collation.agreeing(right)) if doubtful else ():
                for finding in sums.get(same.id, ()):
                    name = (wrong.id, finding.check, *sorted(amount(figure.quantity) for figure in finding.figures))
                    if name not in told and (reason := _misfit(finding, wrong, same, check)) is not None:
                        told.add(name)
                        rest = (figure for figure in finding.figures if figure.id != same.id)
                        yield Finding(FindingKind.ARITHMETIC, finding.check, _SEVERITY, (wrong, same, *rest), reason)


def _is_doubtful(wrong: Figure, right: Figure, pair: Pair, collation: Collation) -> bool:
    """Tell whether an amount looks like the slip of the two: no other document tells it as well, and no sum does.

    The slip must be hardly chance: three digits are swapped by chance now and then. Two sources that dispute a count
    each have sums of their own; shares and multiples are made from counts, and one that they do not make is wrong.
    """
    again = any(amount(other.quantity) == amount(wrong.quantity) for other in collation.told_again(wrong))
    made = wrong.quantity.kind in _MADE and right.quantity.kind in _MADE
    slip = pair.relation.slip is not Slip.DISPUTE and (
        pair.relation.slip is Slip.CURRENCY or is_telling_slip(wrong, right)
    )
    return (made or slip) and not again


def _by_figure(found: Iterable[Finding]) -> dict[str, list[Finding]]:
    sums: dict[str, list[Finding]] = defaultdict(list)
    for finding in found:
        if finding.kind is FindingKind.CORROBORATION and finding.check in SUMS:
            for figure in finding.figures:
                sums[figure.id].append(finding)
    return sums


def _misfit(
    finding: Finding, wrong: Figure, right: Figure, check: Callable[[str, Collation], Iterable[Finding]]
) -> str | None:
    """Say why a sum does not come out with another amount in it; nothing where it does, or cannot be run again."""
    if wrong in finding.figures or len(finding.figures) > _LONGEST or not _comes_out(finding, finding.figures, check):
        return None
    changed = [_with_amount(figure, wrong) if figure.id == right.id else figure for figure in finding.figures]
    if _comes_out(finding, changed, check):
        return None
    return in_place_of(wrong, right, finding)


def in_place_of(wrong: Figure, right: Figure, finding: Finding) -> str:
    """Say of a sum that comes out that it does not with another amount: "With 1,780 in place of 1,870 …"."""
    told, meant = wording.inside(wording.printed(wrong), wrong), wording.inside(wording.printed(right), right)
    return f"With {told} in place of {meant} this does not come out: {finding.reason}"


def _comes_out(
    finding: Finding, figures: Sequence[Figure], check: Callable[[str, Collation], Iterable[Finding]]
) -> bool:
    ids = {figure.id for figure in finding.figures}
    again = check(finding.check, Collation.of(figures))
    return any(one.kind is FindingKind.CORROBORATION and {figure.id for figure in one.figures} == ids for one in again)


def _with_amount(figure: Figure, other: Figure) -> Figure:
    return replace(figure, quantity=other.quantity)
