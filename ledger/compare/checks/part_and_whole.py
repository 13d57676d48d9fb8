"""A part that is more than its whole: 23 in a town, 21 in its state."""

from collections.abc import Iterator

from ledger.compare.clashes import Slip, clashes, conflict
from ledger.compare.collation import Collation
from ledger.model.finding import Finding, FindingKind


def check_part_and_whole(collation: Collation) -> Iterator[Finding]:
    """Report parts, by place, time or population, that one voice tells as more than their whole."""
    for pairs in clashes(collation, Slip.PART):
        yield conflict("part_and_whole", pairs, 0.75, FindingKind.ARITHMETIC)
