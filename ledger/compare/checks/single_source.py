"""A figure that stands alone: no other document tells or denies it."""

from collections.abc import Iterator

from ledger.compare import wording
from ledger.compare.collation import Collation
from ledger.compare.names import teller
from ledger.model.finding import Finding, FindingKind


def check_single_source(collation: Collation) -> Iterator[Finding]:
    """Report each figure on a topic that no other document speaks of; others would fill the list with trifles."""
    spoken_of = {
        figure.id
        for pair in collation.pairs
        if pair.one.source.document != pair.other.source.document
        for figure in (pair.one, pair.other)
    }
    for figure in collation.figures:
        if figure.measure and figure.id not in spoken_of:
            said = wording.inside(wording.placed(figure), figure)
            reason = f"Only {teller(figure)} gives {said}."
            yield Finding(FindingKind.SINGLE_SOURCE, "single_source", 0.0, (figure,), reason)
