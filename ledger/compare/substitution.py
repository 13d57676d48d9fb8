"""An amount that clashes with another, put in its place in the sums that the other bears out."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from ledger.compare import wording
from ledger.compare.collation import Collation
from ledger.compare.intervals import amount
from ledger.compare.told_again import SUMS
from ledger.model.figure import Figure
from ledger.model.finding import Finding, FindingKind, Pair, Slip, Verdict

_LONGEST = 3  # amounts of a sum that a reader goes over at a glance
_SEVERITY = 0.5  # the clash itself is told as a finding of its own, and above these


def find_misfits(
    found: Iterable[Finding], collation: Collation, check: Callable[[str, Collation], Iterable[Finding]]
) -> Iterator[Finding]:
    """Yield the sums that come out with one amount of a clash, and would not with the other.

    Where 1,780 clashes with 1,870, and 1,870 of 2,200 is the 85 percent told beside it, the 1,780 is no part of that
    sum: a reader who has to choose between the two wants to see it. `check` runs a check by its name.
    """
    sums = _by_figure(found)
    for pair in collation.pairs_of(Verdict.CONFLICT):
        for wrong, right in ((pair.one, pair.other), (pair.other, pair.one)):
            if not _is_doubtful(wrong, pair, collation):
                continue
            for finding in sums.get(right.id, ()):
                if (
                    wrong not in finding.figures
                    and len(finding.figures) <= _LONGEST
                    and (reason := _fails(finding, wrong, right, check)) is not None
                ):
                    rest = (figure for figure in finding.figures if figure.id != right.id)
                    yield Finding(FindingKind.ARITHMETIC, finding.check, _SEVERITY, (wrong, right, *rest), reason)


def _is_doubtful(wrong: Figure, pair: Pair, collation: Collation) -> bool:
    """Tell whether an amount looks like the slip of the two: no other document tells it as well.

    Two sources that dispute a count each have sums of their own.
    """
    again = any(amount(other.quantity) == amount(wrong.quantity) for other in collation.told_again(wrong))
    return pair.relation.slip is not Slip.DISPUTE and not again


def _by_figure(found: Iterable[Finding]) -> dict[str, list[Finding]]:
    sums: dict[str, list[Finding]] = defaultdict(list)
    for finding in found:
        if finding.kind is FindingKind.CORROBORATION and finding.check in SUMS:
            for figure in finding.figures:
                sums[figure.id].append(finding)
    return sums


def _fails(
    finding: Finding, wrong: Figure, right: Figure, check: Callable[[str, Collation], Iterable[Finding]]
) -> str | None:
    """Say why a sum does not come out with another amount in it; nothing where it does, or cannot be run again."""
    if not _comes_out(finding, finding.figures, check):
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
