"""Figures that count the same thing, gathered with low, best and high."""

from collections.abc import Iterable

from ledger.model.figure import Figure
from ledger.model.finding import Group


def group_comparable(figures: Iterable[Figure]) -> list[Group]:
    """Gather figures of one measure, unit, place, period and population."""
    return []
