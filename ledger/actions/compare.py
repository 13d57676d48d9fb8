"""Figures that count the same thing, side by side."""

from collections.abc import Iterator
from itertools import islice

from ledger.actions.figures import Wanted, list_figures
from ledger.compare.grouping import group_comparable
from ledger.compare.pairs import related_pairs
from ledger.exports.columns import Comparison
from ledger.model.finding import Pair

_PAIRS_OF_A_GROUP = 2000  # enough to say who disagrees; `compare_pairs` gives them all


def compare_groups(target: str, topic: str | None) -> list[Comparison]:
    """Return the groups of two figures and more, each with the relations among them."""
    groups = group_comparable(list_figures(target, Wanted(topic)))
    several = [group for group in groups if len(group.figures) > 1]
    return [(group, list(islice(related_pairs(group.figures), _PAIRS_OF_A_GROUP))) for group in several]


def compare_pairs(target: str, topic: str | None) -> Iterator[Pair]:
    """Return each two figures of one measure and unit with their relation, as a stream."""
    return related_pairs(list_figures(target, Wanted(topic)))
