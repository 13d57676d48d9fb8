"""The figures to cite, and the findings that doubt them."""

from ledger.actions.check import ALARMING
from ledger.actions.figures import Wanted, list_figures
from ledger.compare.registry import check
from ledger.model.figure import Figure

Doubts = dict[str, list[str]]
"""The ids of the findings that doubt a figure, by the figure's id."""


def cite_figures(target: str, topic: str | None) -> tuple[list[Figure], Doubts]:
    """Return the figures on a topic by path and place, and what doubts each."""
    figures = list(list_figures(target, Wanted(topic)))
    doubts: Doubts = {}
    for finding in check(figures):
        if finding.kind in ALARMING:
            for figure in finding.figures:
                doubts.setdefault(figure.id, []).append(finding.id)
    return figures, doubts
