"""What one check leaves for the next: verdicts that hold as long as what they rest on reads as it did.

A verdict on two figures rests on the figures of their two documents, and seldom on more: on how rare the words of
their sentences are in the whole ledger, and on what other documents tell of the amounts of a clash. So it is kept
under the marks of both documents, together with what else was asked for, and holds where that is answered as before.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields
from hashlib import blake2b
from operator import attrgetter
from os import urandom

from ledger.compare.evidence import Trace
from ledger.compare.pairs import Context
from ledger.model.figure import Figure
from ledger.model.finding import Finding, Pair
from ledger.model.kept import Kept, KeptFinding, Names, Told

_SALT = 16  # bytes: nobody who writes a document can foresee the names its figures get
_ALL = (1 << 64) - 1
_SPREAD = 0x9E3779B97F4A7C15  # odd, so that no two numbers of 64 bits become one
_READS = attrgetter(*(part.name for part in fields(Figure) if part.name != "status"))  # what is said of it is not it

Ask = Callable[[Figure, Figure, Context], Pair | None]
"""What says how two figures stand to each other, where that is to be told."""


class Memory:
    """What an earlier check left, asked by this one, and what this one leaves."""

    def __init__(self, figures: Sequence[Figure], before: Kept | None = None) -> None:
        """Name all figures of the ledger, in their order."""
        self._before = before or Kept(urandom(_SALT))
        self._figures = figures
        self._marks = self._marks_of(figures)
        self._names = [self._name(figure) for figure in figures]
        self._by_name = dict(zip(self._names, figures, strict=True))
        self._silent, self._told = Names(), dict[int, Told]()
        self._found: dict[str, Sequence[tuple[str, KeptFinding]]] = {}

    @property
    def mark(self) -> str:
        """The mark of all figures: another where one of them reads otherwise, came or went."""
        return self._digest("".join(self._marks.values()).encode())

    def known(self) -> list[Finding] | None:
        """Return what was found in these very figures, None where another was checked."""
        if self._before.mark != self.mark:
            return None
        by_id = {figure.id: figure for figure in self._figures}
        return [finding.with_figures(by_id) for finding in self._before.findings]

    def kept(self, findings: Iterable[Finding]) -> Kept:
        """Return what this check leaves, having found these."""
        self._silent.put_in_order()
        every = tuple(map(KeptFinding.of, findings))
        return Kept(self._before.salt, self._silent, self._told, self._found, self.mark, every)

    def tell(self, couples: Iterable[tuple[int, int, int]], context: Context, ask: Ask) -> Iterator[tuple[int, Pair]]:
        """Yield the pairs of which there is something to say, each with the rank of its couple of places in the ledger.

        It is what was said before, or what is said when asked now. Nine couples in ten are silent.
        """
        names, known, add = self._names, self._before.silent.__contains__, self._silent.add
        for rank, first, second in couples:
            name = (names[first] * _SPREAD & _ALL) ^ names[second]
            if known(name):
                add(name)
            elif (pair := self._tell(name, self._figures[first], self._figures[second], context, ask)) is not None:
                yield rank, pair

    def _tell(self, name: int, one: Figure, other: Figure, context: Context, ask: Ask) -> Pair | None:
        told = self._before.told.get(name)
        if told is None or not self._holds(told, one, other, context):
            told = self._ask(one, other, context, ask)
        if told == _NOTHING:
            self._silent.add(name)
        else:
            self._told[name] = told
        if told.relation is None:
            return None
        return Pair(other, one, told.relation) if told.turned else Pair(one, other, told.relation)

    def find(
        self, figures: Sequence[Figure], look: Callable[[], Iterable[tuple[str, Finding]]]
    ) -> Iterator[tuple[str, Finding]]:
        """Yield what the checks of one document find in its figures, each by its name: as before, or by looking now."""
        mark = self._marks[figures[0].source.document]
        if mark not in self._before.found:
            found = [*look()]
            self._found[mark] = [(check, KeptFinding.of(finding)) for check, finding in found]
            yield from found
        elif kept := self._before.found[mark]:
            self._found[mark] = kept
            by_id = {figure.id: figure for figure in figures}
            yield from ((check, finding.with_figures(by_id)) for check, finding in kept)
        else:
            self._found[mark] = kept

    def _ask(self, one: Figure, other: Figure, context: Context, ask: Ask) -> Told:
        context.around.trace = trace = Trace()
        pair = ask(one, other, context)
        context.around.trace = None
        closest = tuple(dict.fromkeys((self._name(a), self._name(b), answer) for a, b, answer in trace.closest))
        elsewhere = self._elsewhere(one, other, context) if trace.elsewhere else ""
        if pair is None:
            return Told(None, closest=closest, elsewhere=elsewhere)
        return Told(pair.relation, pair.one is not one, closest, elsewhere)

    def _holds(self, told: Told, one: Figure, other: Figure, context: Context) -> bool:
        """Tell whether all that a verdict rests on besides the two documents is as it was."""
        if told.elsewhere and told.elsewhere != self._elsewhere(one, other, context):
            return False
        named = self._by_name
        return all(
            a in named and b in named and context.around.are_closest(named[a], named[b]) is answer
            for a, b, answer in told.closest
        )

    def _elsewhere(self, one: Figure, other: Figure, context: Context) -> str:
        figures, documents = context.elsewhere(one, other)
        return self._digest(repr(([*map(self._name, figures)], [self._marks[name] for name in documents])).encode())

    def _marks_of(self, figures: Sequence[Figure]) -> dict[str, str]:
        """Return a mark for all that each document's figures tell, but for what reviewers say of them."""
        read: dict[str, list[str]] = defaultdict(list)
        for figure in figures:
            read[figure.source.document].append(repr(_READS(figure)))
        return {document: self._digest("\n".join(told).encode()) for document, told in read.items()}

    def _name(self, figure: Figure) -> int:
        mark = self._marks[figure.source.document]
        told = f"{mark}:{figure.span.start}:{figure.span.end}".encode()
        return int.from_bytes(blake2b(told, digest_size=8, key=self._before.salt).digest(), "big")

    def _digest(self, told: bytes) -> str:
        return blake2b(told, digest_size=16, key=self._before.salt).hexdigest()


_NOTHING = Told(None)
