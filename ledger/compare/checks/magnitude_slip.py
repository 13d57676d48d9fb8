"""Thousands lost or gained: 16.3 million told for 16,300 million."""

from collections.abc import Iterator

from ledger.compare.clashes import clashes, conflict
from ledger.compare.collation import Collation
from ledger.model.finding import Finding, Slip


def check_magnitude_slip(collation: Collation) -> Iterator[Finding]:
    """Report conflicts whose numbers have the same digits and differ by a thousand or a million."""
    for pairs in clashes(collation, Slip.MAGNITUDE):
        yield conflict("magnitude_slip", pairs, 0.95)
