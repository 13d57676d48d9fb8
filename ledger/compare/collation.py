"""All figures of a ledger laid side by side: what every check looks at."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property
from itertools import combinations, groupby, takewhile
from operator import itemgetter

from ledger.compare.copies import Copies
from ledger.compare.evidence import Surroundings
from ledger.compare.intervals import amount, family, significant_digits
from ledger.compare.keys import (
    AMOUNT,
    ANYWHERE,
    BESIDE,
    SLIP,
    SPOT,
    TOLD,
    Key,
    country,
    index_by,
    is_worth_asking,
    keys,
    keys_with_context,
)
from ledger.compare.memory import Ask, Memory
from ledger.compare.operands import Operands
from ledger.compare.pairs import Context, in_order
from ledger.compare.relate import foresee
from ledger.compare.retellings import Retellings
from ledger.model.figure import Figure
from ledger.model.finding import Gate, Pair, Relation, Verdict
from ledger.model.quantity import Kind
from ledger.model.span import Span

_CROWD = 24  # up to so many figures of one thing, country and year, each is held against each
_TELLING = 3  # digits of a number that is looked for whatever it counts, and wherever
_SENTENCE = 250  # characters: of ten sentences in the news nine are shorter
_PART = 50_000  # figures whose slots are gathered at a time
_SLOTS = 1000  # more than a figure has
_KINDS = ("any", AMOUNT, SLIP, ANYWHERE)  # of slots: in those of the last three not everything is worth asking
_OF_NOUNS = ("measure", "noun", "words", "unit")
_WINDOW = 6  # above that, against so many neighbours by amount: an odd one still meets the nearest of the rest


@dataclass(frozen=True)
class Collation:
    """Figures in the order of documents and text, with the ways to find what belongs together."""

    figures: tuple[Figure, ...]
    memory: Memory | None = None

    @classmethod
    def of(cls, figures: Iterable[Figure]) -> "Collation":
        """Lay figures side by side, in an order that does not depend on how they come."""
        return cls(tuple(in_order(figures)))

    def apart(self) -> Iterator["Collation"]:
        """Yield the figures of each document for themselves."""
        for _, figures in groupby(self.figures, lambda figure: figure.source.document):
            yield Collation(tuple(figures))

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
    def yearly(self) -> dict[Key, list[Figure]]:
        """The amounts of whole years, under what they are about, place and year: where a change finds its ends."""
        return index_by((figure for figure in self.figures if figure.change is None), _yearly_subjects)

    def of_year(self, figure: Figure, year: int) -> Iterator[Figure]:
        """Yield the amounts of a year that are about what a figure is about, in its place, as far as they are asked."""
        known: set[tuple[str, Span]] = set()
        for key in subjects(figure):
            for found in self.yearly.get((*key, _place_name(figure), str(year)), ()):
                if _name(found) not in known:
                    known.add(_name(found))
                    yield found

    def repeats(self, digits: int) -> Iterator[tuple[Figure, Figure]]:
        """Yield each two figures of two documents that tell one number of so many digits and more."""
        peculiar = (figure for figure in self.figures if len(significant_digits(amount(figure.quantity))) >= digits)
        for group in index_by(peculiar, _number).values():
            for first, second in _neighbours(range(len(group)), [Decimal(0)] * len(group)):
                if group[first].source.document != group[second].source.document:
                    yield group[first], group[second]

    @cached_property
    def copies(self) -> Copies:
        """The documents that print one text."""
        return Copies(self.figures)

    @cached_property
    def operands(self) -> Operands:
        """The amounts that a share, a change or a sum may be worked out from."""
        return Operands(self.figures)

    @cached_property
    def retellings(self) -> Retellings:
        """The sentences by their words, to find those that tell of one thing."""
        return Retellings([*self.sentences.values()])

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """The pairs that agree, clash or follow one another."""
        context = Context(self.figures)
        tell = self._tell if self.memory is None else self.memory.tell
        found = tell(self._couples(context.around), context, _told_pair)
        return tuple(pair for _, pair in sorted(found, key=itemgetter(0)))

    def pairs_of(self, verdict: Verdict) -> Iterator[Pair]:
        """Yield the pairs with one verdict."""
        return (pair for pair in self.pairs if pair.relation.verdict is verdict)

    def told_again(self, figure: Figure) -> list[Figure]:
        """Return the figures of other documents that agree with a figure, and assume nothing for it."""
        document = figure.source.document
        return [other for other in self.agreeing(figure) if other.source.document != document]

    def agreeing(self, figure: Figure) -> list[Figure]:
        """Return the figures that agree with a figure, in its own document too."""
        return self._agreeing.get(figure.id, [])

    @cached_property
    def _agreeing(self) -> dict[str, list[Figure]]:
        found: dict[str, list[Figure]] = defaultdict(list)
        for pair in self.pairs_of(Verdict.AGREE):
            found[pair.one.id].append(pair.other)
            found[pair.other.id].append(pair.one)
        return found

    def before(self, sentence: Sequence[Figure], reach: int, *, far: bool = False) -> list[Figure]:
        """Return the figures of about so many sentences just before, in the same paragraph unless `far`.

        Counted in characters: sentences without figures count too, and so do those that a topic leaves out.
        """
        document = self.documents[sentence[0].source.document]
        at = self._place[sentence[0].source.document, sentence[0].quote_span]
        limit = sentence[0].quote_span.start - reach * _SENTENCE
        told = takewhile(lambda earlier: earlier[0].quote_span.end > limit, reversed(document[:at]))
        near = [figure for earlier in reversed([*told]) for figure in earlier]
        return [figure for figure in near if far or figure.paragraph == sentence[0].paragraph]

    def around(self, sentence: Sequence[Figure], reach: int) -> list[Figure]:
        """Return the figures of a sentence's paragraph within about so many sentences of it, its own left out."""
        document = self.documents[sentence[0].source.document]
        at = self._place[sentence[0].source.document, sentence[0].quote_span]
        limit = sentence[0].quote_span.end + reach * _SENTENCE
        told = takewhile(lambda later: later[0].quote_span.start < limit, document[at + 1 :])
        behind = [figure for later in told for figure in later if figure.paragraph == sentence[0].paragraph]
        return [*self.before(sentence, reach), *behind]

    def behind(self, sentence: Sequence[Figure]) -> list[Figure]:
        """Return the figures that a sentence's paragraph tells after it."""
        document = self.documents[sentence[0].source.document]
        at = self._place[sentence[0].source.document, sentence[0].quote_span]
        told = takewhile(lambda later: later[0].paragraph == sentence[0].paragraph, document[at + 1 :])
        return [figure for later in told for figure in later]

    @cached_property
    def _place(self) -> dict[tuple[str, Span], int]:
        return {
            (document, sentence[0].quote_span): at
            for document, sentences in self.documents.items()
            for at, sentence in enumerate(sentences)
        }

    def _tell(self, couples: Iterable[tuple[int, int, int]], context: Context, ask: Ask) -> Iterator[tuple[int, Pair]]:
        """Yield the pairs of which there is something to say, each with its rank."""
        for rank, first, second in couples:
            if (pair := ask(self.figures[first], self.figures[second], context)) is not None:
                yield rank, pair

    def _couples(self, around: Surroundings) -> Iterator[tuple[int, int, int]]:
        """Yield pairs that share a slot, once, each with the rank of the first they share: what is counted comes first.

        Of a crowded slot those of one place, and neighbours by amount. Figures go by their places and slots by
        numbers, and only a part of the slots is gathered at a time: of a million figures they would fill the memory.
        """
        found: dict[int, array[int]] = defaultdict(lambda: array("q"))
        for part in self._slots_in_parts(around):
            index: dict[int, list[int]] = defaultdict(list)
            for slot, rank in zip(part[::2], part[1::2], strict=True):
                index[slot].append(rank)
            for slot, ranks in index.items():
                kind, members = _KINDS[slot % len(_KINDS)], [rank // _SLOTS for rank in ranks]
                for first, second in self._near(members) if len(members) > 1 else ():
                    if is_worth_asking(kind, self.figures[first], self.figures[second]):
                        found[first // _PART].extend((first * len(self.figures) + second, ranks[0]))
        for near in map(found.pop, sorted(found)):
            for couple, rank in _leasts(zip(near[::2], near[1::2], strict=True)):
                yield rank, *divmod(couple, len(self.figures))

    def _slots_in_parts(self, around: Surroundings) -> Iterable["array[int]"]:
        """Return the slots of all figures as numbers, each followed by its rank: a figure's place and its own there."""
        parts = [array("q") for _ in range(1 + len(self.figures) // _PART)]
        for place, figure in enumerate(self.figures):
            for at, slot in enumerate(dict.fromkeys(_slots(figure, around))):
                kind = _KINDS.index(slot[0]) if slot[0] in _KINDS else 0
                number = (hash(slot) >> len(_KINDS)) * len(_KINDS) + kind
                parts[number // len(_KINDS) % len(parts)].extend((number, place * _SLOTS + at))
        return parts

    def _near(self, members: Sequence[int]) -> Iterator[tuple[int, int]]:
        if len(members) <= _CROWD:
            yield from combinations(members, 2)
            return
        by_place: dict[str, list[int]] = defaultdict(list)
        for member in members:
            by_place[_place_name(self.figures[member])].append(member)
        for crowd in by_place.values():
            yield from _neighbours(crowd, [amount(self.figures[member].quantity) for member in crowd])


def _leasts(ranked: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield numbers in their order, each once with the least of its ranks."""
    for number, same in groupby(sorted({*ranked}), itemgetter(0)):
        yield number, next(same)[1]


def _told_pair(one: Figure, other: Figure, context: Context) -> Pair | None:
    """Return two figures that agree, clash or follow one another with their relation, None for others.

    Why two figures agree is said by the finding of all that do, and left out here.
    """
    foreseen = foresee(one, other, context.around)
    if foreseen is None or foreseen.verdict is Verdict.AGREE:
        return None if foreseen is None else Pair(one, other, _agreement(foreseen.assumed))
    pair = context.pair(one, other)
    if pair.relation.verdict is Verdict.AGREE:
        return Pair(pair.one, pair.other, _agreement(pair.relation.assumed))
    return pair if pair.relation.verdict in (Verdict.CONFLICT, Verdict.SUPERSEDED) else None


@cache
def _agreement(assumed: tuple[Gate, ...]) -> Relation:
    """Return the one record of all agreements that take the same for granted: there are as many as figures."""
    return Relation(Verdict.AGREE, "", None, assumed)


def _name(figure: Figure) -> tuple[str, Span]:
    return figure.source.document, figure.span


def _neighbours(order: Sequence[int], amounts: Sequence[Decimal]) -> Iterator[tuple[int, int]]:
    """Yield each pair of a small slot; of a crowded one each member with those next to it by amount."""
    if len(order) <= _CROWD:
        yield from combinations(order, 2)
        return
    crowd = [place for _, place in sorted(zip(amounts, order, strict=True))]
    for at, first in enumerate(crowd):
        for second in crowd[at + 1 : at + 1 + _WINDOW]:
            yield min(first, second), max(first, second)


def _number(figure: Figure) -> Iterator[Key]:
    unit = figure.quantity.unit if figure.quantity.kind is Kind.MONEY else None
    yield family(figure.quantity), unit or "", str(amount(figure.quantity).normalize())


def _yearly_subjects(figure: Figure) -> Iterator[Key]:
    start, end = figure.period.start, figure.period.end
    if start is not None and end is not None and 360 <= (end - start).days <= 366:
        for key in subjects(figure):
            yield (*key, _place_name(figure), str(start.year))


def _place_name(figure: Figure) -> str:
    return (figure.place.code or figure.place.name) if figure.place else ""


def subjects(figure: Figure) -> Iterator[Key]:
    """Yield what a figure is about, whatever its kind: "aid tripled" is about aid."""
    for key in keys(figure):
        if key[0] not in ("digits", AMOUNT, SLIP, SPOT):
            yield key[:-1]


def _slots(figure: Figure, around: Surroundings) -> Iterator[Key]:
    """Yield the narrow drawers in which figures that may clash or agree lie together.

    Drawers of what is counted are by country and year; those of a number, of words or of another amount beside it are
    narrow by themselves.
    """
    year = figure.period.start or figure.period.end
    for key in keys_with_context(figure, around):
        if key[0] not in (AMOUNT, BESIDE, SLIP, SPOT, TOLD):
            yield (*key, country(figure), str(year.year) if year else "")
            if figure.quantity.kind in (
                Kind.MONEY,
                Kind.OTHER,
            ):  # of sums and areas one text in two leaves out the year
                yield (*key, country(figure))
            if key[0] in _OF_NOUNS and year:
                yield (ANYWHERE, *key, str(year.year))  # many a text leaves out the place
        else:
            yield key
        if key[0] == "digits" and len(key[1]) > _TELLING:
            yield key
    if len(significant_digits(amount(figure.quantity))) >= _TELLING:
        for number in _number(figure):
            yield ("number", *number)
