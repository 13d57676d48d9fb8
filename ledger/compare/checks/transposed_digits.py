"""Two digits swapped: 1,695 told as 1,659."""

from collections.abc import Iterator
from dataclasses import replace

from ledger.compare import wording
from ledger.compare.clashes import clashes, conflict, sides
from ledger.compare.collation import Collation
from ledger.model.finding import Finding, Slip


def check_transposed_digits(collation: Collation) -> Iterator[Finding]:
    """Report conflicts whose numbers differ only by the order of two neighbouring digits."""
    for pairs in clashes(collation, Slip.TRANSPOSED):
        doubtful, trusted = sides(pairs)
        finding = conflict("transposed_digits", pairs, 0.9)
        advice = f"{wording.printed(doubtful[0])} should probably read {wording.printed(trusted[0])}"
        yield replace(finding, reason=f"{advice}: {finding.reason}")
