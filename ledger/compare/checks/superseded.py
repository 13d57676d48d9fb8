"""A source that replaces its own earlier figure."""

from collections.abc import Iterator

from ledger.compare.collation import Collation
from ledger.model.finding import Finding, FindingKind, Verdict


def check_superseded(collation: Collation) -> Iterator[Finding]:
    """Report each figure that a later one of its source replaces, the older first."""
    for pair in collation.pairs_of(Verdict.SUPERSEDED):
        reason, assumed = pair.relation.reason, pair.relation.assumed
        yield Finding(FindingKind.SUPERSEDED, "superseded", 0.4, (pair.one, pair.other), reason, assumed)
