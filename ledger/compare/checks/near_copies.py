"""One text printed by several documents: what they tell alike is one telling."""

from collections.abc import Iterator, Sequence

from ledger.compare.collation import Collation
from ledger.compare.intervals import amount, family
from ledger.compare.names import listed
from ledger.model.figure import Figure
from ledger.model.finding import Finding, FindingKind


def check_near_copies(collation: Collation) -> Iterator[Finding]:
    """Report documents that print one text, reposted or syndicated, by the first figure that all of them tell.

    However many print it, what it says has one origin: a fact is not borne out by its copies.
    """
    for documents in collation.copies.texts:
        figures = _first_in_all([_figures(collation, document) for document in documents])
        if figures:
            names = listed(figure.source.name for figure in figures)
            reason = f"{len(documents)} documents ({names}) print one text: what they tell alike has one origin."
            yield Finding(FindingKind.CIRCULAR, "near_copies", 0.2, figures, reason)


def _figures(collation: Collation, document: str) -> list[Figure]:
    return [figure for sentence in collation.documents[document] for figure in sentence]


def _first_in_all(told: Sequence[Sequence[Figure]]) -> tuple[Figure, ...]:
    """Return the first amount of a text that its copies tell in the same sentence, as each of them tells it."""
    for figure in told[0]:
        same = [next((other for other in figures if _is_copied(figure, other)), None) for figures in told]
        if None not in same:
            return tuple(other for other in same if other is not None)
    return ()


def _is_copied(figure: Figure, other: Figure) -> bool:
    one_amount = family(figure.quantity) == family(other.quantity) and amount(figure.quantity) == amount(other.quantity)
    return one_amount and figure.surface == other.surface and figure.quote == other.quote
