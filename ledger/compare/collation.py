"""All figures of a ledger laid side by side: what every check looks at."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from ledger.compare.intervals import amount
from ledger.compare.pairs import Key, Revisions, find_revisions, in_order, index_by, keys, pair_of
from ledger.model.figure import Figure
from ledger.model.finding import Pair, Verdict
from ledger.model.span import Span

_WINDOW = 32  # in a crowded slot each figure is held against its neighbours by amount only


@dataclass(frozen=True)
class Collation:
    """Figures in the order of documents and text, with the ways to find what belongs together."""

    figures: tuple[Figure, ...]

    @classmethod
    def of(cls, figures: Iterable[Figure]) -> "Collation":
        """Lay figures side by side, in an order that does not depend on how they come."""
        return cls(tuple(in_order(figures)))

    @cached_property
    def sentences(self) -> dict[tuple[str, Span], list[Figure]]:
        """The figures of each sentence, in their order."""
        found: dict[tuple[str, Span], list[Figure]] = defaultdict(list)
        for figure in self.figures:
            found[figure.source.document, figure.quote_span].append(figure)
        return found

    @cached_property
    def documents(self) -> dict[str, list[list[Figure]]]:
        """The sentences of each document, in their order, each as its figures."""
        found: dict[str, list[list[Figure]]] = defaultdict(list)
        for (document, _), sentence in self.sentences.items():
            found[document].append(sentence)
        return found

    @cached_property
    def index(self) -> dict[Key, list[Figure]]:
        """The figures under each of their keys."""
        return index_by(self.figures, keys)

    @cached_property
    def levels(self) -> dict[Key, list[Figure]]:
        """The amounts that can change, under their keys without the kind: where a change finds its ends."""
        return index_by((figure for figure in self.figures if figure.change is None), subjects)

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """The pairs that agree, clash or follow one another."""
        told = (Verdict.AGREE, Verdict.CONFLICT, Verdict.SUPERSEDED)
        revisions = self._revisions
        found = (pair_of(one, other, revisions) for one, other in self._couples())
        return tuple(pair for pair in found if pair.relation.verdict in told)

    def pairs_of(self, verdict: Verdict) -> Iterator[Pair]:
        """Yield the pairs with one verdict."""
        return (pair for pair in self.pairs if pair.relation.verdict is verdict)

    def before(self, sentence: Sequence[Figure], reach: int, *, far: bool = False) -> list[Figure]:
        """Return the figures of the sentences just before, in the same paragraph unless `far`."""
        document = self.documents[sentence[0].source.document]
        at = self._place[sentence[0].source.document, sentence[0].quote_span]
        near = [figure for earlier in document[max(0, at - reach) : at] for figure in earlier]
        return [figure for figure in near if far or figure.paragraph == sentence[0].paragraph]

    @cached_property
    def _place(self) -> dict[tuple[str, Span], int]:
        return {
            (document, sentence[0].quote_span): at
            for document, sentences in self.documents.items()
            for at, sentence in enumerate(sentences)
        }

    @cached_property
    def _revisions(self) -> Revisions:
        return find_revisions(self.figures, self.index)

    def _couples(self) -> Iterator[tuple[Figure, Figure]]:
        """Yield pairs that share a slot, once; in a crowded slot only neighbours by amount."""
        seen: set[tuple[str, str]] = set()
        for slot in index_by(self.figures, _slots).values():
            crowd = (
                sorted(slot, key=lambda figure: (amount(figure.quantity), figure.id)) if len(slot) > _WINDOW else slot
            )
            for at, one in enumerate(crowd):
                for other in crowd[at + 1 : at + 1 + _WINDOW]:
                    couple = (one.id, other.id) if one.id < other.id else (other.id, one.id)
                    if couple not in seen:
                        seen.add(couple)
                        yield (one, other) if _comes_first(one, other) else (other, one)


def subjects(figure: Figure) -> Iterator[Key]:
    """Yield what a figure is about, whatever its kind: "aid tripled" is about aid."""
    for key in keys(figure):
        yield key[:-1]


def _comes_first(one: Figure, other: Figure) -> bool:
    first = (one.source.path, one.source.document, one.span)
    return first <= (other.source.path, other.source.document, other.span)


def _slots(figure: Figure) -> Iterator[Key]:
    """Yield the narrow drawers in which figures that may clash or agree lie together.

    Drawers are by country and year; where the figure lacks one of them, it also lies with those of its amount.
    """
    year = figure.period.start or figure.period.end
    for key in keys(figure):
        yield (*key, country(figure), str(year.year) if year else "")
        yield (*key, "amount", str(amount(figure.quantity).normalize()))


def country(figure: Figure) -> str:
    """Return the widest code known around the figure's place, or its name, or nothing."""
    if figure.place is None:
        return ""
    if figure.place.within:
        return figure.place.within[-1]
    return figure.place.code or figure.place.name
