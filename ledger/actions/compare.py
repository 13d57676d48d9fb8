"""Figures that count the same thing, side by side."""

from collections.abc import Iterator
from itertools import islice

from ledger.actions.figures import Wanted, list_figures
from ledger.actions.own_topics import load_own_topics, require_topic
from ledger.compare.grouping import group_comparable
from ledger.compare.pairs import Context, related_pairs
from ledger.exports.columns import Comparison
from ledger.model.figure import Figure
from ledger.model.finding import Pair, Verdict

_A_PAIR = 2
_PAIRS_OF_A_GROUP = 2000  # enough to say who disagrees; `compare_pairs` gives them all


def compare_groups(target: str, topic: str | None) -> list[Comparison]:
    """Return the groups of two figures and more, each with the relations among them, the most telling first.

    First come those that disagree, then those in which a figure was replaced, then those that several documents
    tell, and of these a topic's before others.
    """
    figures, every = _figures(target, topic)
    several = [group for group in group_comparable(figures) if len(group.figures) > 1]
    if not several:
        return []
    context = Context(every)
    compared = [(group, list(islice(related_pairs(group.figures, context), _PAIRS_OF_A_GROUP))) for group in several]
    return sorted(compared, key=_dullness)


def _dullness(comparison: Comparison) -> tuple[bool, bool, bool, bool]:
    group, pairs = comparison
    verdicts = {pair.relation.verdict for pair in pairs}
    documents = {figure.source.document for figure in group.figures}
    return (
        Verdict.CONFLICT not in verdicts,
        Verdict.SUPERSEDED not in verdicts,
        len(documents) < 2,
        group.figures[0].measure is None,
    )


def compare_pairs(target: str, topic: str | None) -> Iterator[Pair]:
    """Return each two figures of one measure and unit with their relation, as a stream."""
    figures, every = _figures(target, topic)
    return related_pairs(figures, Context(every)) if figures else iter(())


def _figures(target: str, topic: str | None) -> tuple[list[Figure], list[Figure]]:
    """Return the figures on a topic, and all figures of the ledger, which tell more of them; none of fewer than two."""
    require_topic(topic, load_own_topics(target))
    if len([*islice(list_figures(target, Wanted(topic)), _A_PAIR)]) < _A_PAIR:
        return [], []
    every = list(list_figures(target, Wanted()))
    return [figure for figure in every if topic is None or topic in figure.topics], every
