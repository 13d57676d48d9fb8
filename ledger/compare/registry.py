"""The checks, in one explicit tuple, and the run of them all."""

from collections.abc import Iterable

from ledger.model.figure import Figure
from ledger.model.finding import Finding


def check(figures: Iterable[Figure]) -> list[Finding]:
    """Run every check; the most certain and largest findings come first."""
    return []
