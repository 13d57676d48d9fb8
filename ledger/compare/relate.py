"""Two figures in, one verdict out, with its reason."""

from ledger.model.figure import Figure
from ledger.model.finding import Gate, Relation, Verdict


def relate(one: Figure, other: Figure) -> Relation:
    """Say how two figures stand to each other, and why."""
    reason = f"{one.surface} and {other.surface} count different things."
    return Relation(Verdict.NOT_COMPARABLE, reason, Gate.MEASURE)
