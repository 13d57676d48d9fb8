"""The ranks that places won or lost lie between, told in sentences near by or by another text in the same words."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import chain

from ledger.compare.collation import Collation
from ledger.compare.intervals import amount
from ledger.compare.words import concepts
from ledger.model.figure import Basis, Figure
from ledger.model.quantity import Kind

_SHARED = 3  # words of two sentences about one list: "transparency", "municipal", "Open Count"
_CROWD = 200  # sentences: a word that stands in more of them names no list
_SENTENCES_BACK = 2
_TWO = 2
_NOW = 9999  # the year of what is told without one
_NAME = re.compile(r"(?<=\s)[A-ZÀ-Þ][\w'’-]+")
Sentence = Sequence[Figure]


class RankTellings:
    """The ranks of a ledger by their paragraphs, and by the words of their sentences."""

    def __init__(self, collation: Collation) -> None:
        """Take the figures to look among."""
        self._collation = collation

    def near(self, sentence: Sentence) -> list[Figure]:
        """Return the ranks told in a sentence's paragraph just before and behind it, its own left out."""
        return [figure for figure in self._collation.around(sentence, _SENTENCES_BACK) if is_rank(figure)]

    def elsewhere(self, places: Figure) -> list[Figure]:
        """Return the ranks of other documents whose sentences tell of one thing with that of places won or lost."""
        words = concepts(places.quote)
        found: dict[int, int] = defaultdict(int)
        for at in chain.from_iterable(self._by_word.get(word, ()) for word in words):
            found[at] += 1
        alike = [self._told[at] for at, shared in sorted(found.items()) if shared >= _SHARED]
        document = places.source.document
        others = [ranks for ranks in alike if ranks[0].source.document != document and _name_one_list(places, ranks[0])]
        return [rank for ranks in others for rank in (*ranks, *self.near(ranks))]

    @cached_property
    def _told(self) -> list[list[Figure]]:
        every = ([f for f in sentence if is_rank(f)] for sentence in self._collation.sentences.values())
        return [ranks for ranks in every if ranks]

    @cached_property
    def _by_word(self) -> Mapping[str, Sequence[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for at, ranks in enumerate(self._told):
            for word in concepts(ranks[0].quote):
                found[word].append(at)
        return {word: at for word, at in found.items() if len(at) <= _CROWD}


def is_rank(figure: Figure) -> bool:
    """Tell whether a figure is read as a place in a list."""
    return figure.quantity.kind is Kind.RANK


def _name_one_list(places: Figure, rank: Figure) -> bool:
    """Tell whether two sentences share a name, those of places aside: that of the list, or of who makes it."""
    placed = {word for figure in (places, rank) if figure.place for word in concepts(figure.place.name)}
    first, second = (_names(figure.quote) - placed for figure in (places, rank))
    return bool(first & second)


def _names(quote: str) -> frozenset[str]:
    """Return what words with a capital name, the first of a sentence aside; nothing of one all in capitals."""
    return frozenset() if quote.isupper() else concepts(" ".join(_NAME.findall(quote)))


def two_ends(places: Figure, ranks: Sequence[Figure]) -> tuple[Figure, Figure] | None:
    """Return the two ranks that places lie between where no others are told, each of its time: the older first."""
    distinct = {(amount(rank.quantity), _year(rank)): rank for rank in ranks}
    if len(distinct) != _TWO:
        return None
    one, other = distinct.values()
    if _year(one) == _year(other):
        return None
    older, newer = sorted((one, other), key=lambda rank: _year(rank) or _NOW)
    years = {_year(older), _year(newer)}
    placed = {rank.place for rank in (one, other)} | {None}
    fits = _year(places) in (None, *years) and (places.place in placed or len(placed) == 1)
    return (older, newer) if fits and _are_of_one_list(older, newer) else None


def _year(figure: Figure) -> int | None:
    """Return the year that a figure is told of near by, None for the time its text writes in."""
    near = figure.basis_of("period") in (Basis.TEXT, Basis.SENTENCE)
    return figure.period.start.year if figure.period.start is not None and near else None


def _are_of_one_list(one: Figure, other: Figure) -> bool:
    totals = {one.quantity.total, other.quantity.total} - {None}
    placed = one.place is None or other.place is None or one.place == other.place
    return placed and len(totals) <= 1 and one.measure in (None, other.measure or one.measure)
