"""Two sources, or two places of one text, tell amounts that cannot both be right."""

from collections.abc import Iterator

from ledger.compare.clashes import clashes, conflict, size
from ledger.compare.collation import Collation
from ledger.model.finding import Finding, Slip


def check_dispute(collation: Collation) -> Iterator[Finding]:
    """Report amounts of one thing that do not meet; one finding for each two amounts.

    The further apart, the graver: 34,515 beside 34,588 weighs less than 121 beside 211.
    """
    for pairs in clashes(collation, Slip.DISPUTE):
        yield conflict("dispute", pairs, 0.65 + 0.2 * min(1.0, 2 * size(pairs[0])))
