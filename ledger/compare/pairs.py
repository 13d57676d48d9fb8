"""The pairs of figures worth printing: those that share measure and unit, found by keys."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial

from ledger.compare import wording
from ledger.compare.evidence import Surroundings, is_peculiar
from ledger.compare.intervals import amount, difference, family
from ledger.compare.keys import Key, candidates, index_by, keys, keys_with_context
from ledger.compare.relate import is_printed, relate
from ledger.compare.tellings import Tellings
from ledger.compare.words import Likeness, likeness, says
from ledger.model.figure import Figure, Status
from ledger.model.finding import Pair, Verdict

_VERSIONS = Decimal("0.1")  # how far two versions of one count lie apart


class Context:
    """What a whole ledger knows of its figures: what else their sentences and documents tell, and what was replaced."""

    def __init__(self, figures: Iterable[Figure]) -> None:
        """Read all figures of a ledger, also those that are not to be compared now."""
        ordered = in_order(figures)
        self.around = Surroundings(ordered)
        self._revisions, self._tellings = find_revisions(ordered), Tellings(ordered, self.around)

    def pair(self, one: Figure, other: Figure) -> Pair:
        """Return two figures with their relation, in the light of all that is known."""
        if self.around.trace is not None:
            self.around.trace.elsewhere = True
        return self._tellings.settle(_pair_of(one, other, self._revisions, self.around))

    def elsewhere(self, one: Figure, other: Figure) -> tuple[list[Figure], list[str]]:
        """Return what `pair` may look at besides two figures' documents: replaced amounts, and whole documents.

        Only where the amounts are those of the two. Of two documents none other is asked what it makes of a clash.
        """
        amounts = amount(one.quantity), amount(other.quantity)
        revisions = [*self._revisions.get(amounts, ()), *self._revisions.get(amounts[::-1], ())]
        replaced = [figure for both in revisions for figure in both]
        within = one.source.document == other.source.document
        return replaced, self._tellings.documents_of_both(one, other) if within else []


def related_pairs(figures: Iterable[Figure], context: Context | None = None) -> Iterator[Pair]:
    """Yield each pair of figures that passes the gates of measure and unit, found by keys.

    The order of the input changes nothing. A conflict with an amount that its source has since replaced
    comes out as superseded. Without a context the figures are all that is known.
    """
    ordered = in_order(figures)
    known = context or Context(ordered)
    for one, other in candidates(index_by(ordered, partial(keys_with_context, around=known.around))):
        pair = known.pair(one, other)
        if is_printed(pair.relation):
            yield pair


def in_order(figures: Iterable[Figure]) -> list[Figure]:
    """Return the figures that count, by document and place in it; rejected ones are left out."""
    kept = {figure.id: figure for figure in figures if figure.status is not Status.REJECTED}
    return sorted(kept.values(), key=lambda figure: (figure.source.path, figure.source.document, figure.span))


def _pair_of(one: Figure, other: Figure, revisions: "Revisions", around: Surroundings) -> Pair:
    """Return the pair with its relation, the newer of a superseded pair last."""
    relation = relate(one, other, around)
    if relation.verdict is Verdict.COMPATIBLE and relate(other, one).verdict is Verdict.SUPERSEDED:
        return Pair(other, one, relate(other, one))
    if relation.verdict is Verdict.CONFLICT and (order := revised(one, other, revisions)) is not None:
        old, new = order
        earlier = wording.inside(wording.printed(old), old)
        reason = f"The source itself has since put {wording.inside(wording.placed(new), new)} in place of {earlier}."
        return Pair(old, new, replace(relation, verdict=Verdict.SUPERSEDED, reason=reason))
    return Pair(one, other, relation)


Revisions = Mapping[tuple[Decimal, Decimal], Sequence[tuple[Figure, Figure]]]


def find_revisions(figures: Iterable[Figure]) -> Revisions:
    """Return the figures that a document says it replaces, with those that replace them, by their two amounts."""
    found: dict[tuple[Decimal, Decimal], list[tuple[Figure, Figure]]] = defaultdict(list)
    for document in _by_document(figures):
        telling = [figure for figure in document if says(figure, "replaces") or says(figure, "replaced")]
        index = index_by(document, keys) if telling else {}  # in few documents anything is replaced
        for figure in telling:
            for old, new in _replacements(figure, index):
                found[amount(old.quantity), amount(new.quantity)].append((old, new))
    return found


def _by_document(figures: Iterable[Figure]) -> Iterable[list[Figure]]:
    found: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        found[figure.source.document].append(figure)
    return found.values()


def _replacements(figure: Figure, index: Mapping[Key, Sequence[Figure]]) -> Iterator[tuple[Figure, Figure]]:
    near = {other.id: other for key in keys(figure) for other in index[key] if other is not figure}
    for other in near.values():
        for old, new in ((figure, other), (other, figure)):
            if relate(old, new).verdict is Verdict.SUPERSEDED or _is_version(old, new):
                yield old, new


def _is_version(old: Figure, new: Figure) -> bool:
    """Tell whether a sentence says that its amount was put right, and another of its document is hardly another.

    The day in such a sentence, "revised: in January 498 were published", is that of publishing.
    """
    if not says(old, "replaced") or not (is_peculiar(old) and is_peculiar(new)):
        return False
    one_thing = (bool(old.measure) and old.measure == new.measure) or likeness(old, new) >= Likeness.NARROWER
    return one_thing and Decimal(0) < difference(old.quantity, new.quantity) < _VERSIONS


def revised(one: Figure, other: Figure, revisions: Revisions) -> tuple[Figure, Figure] | None:
    """Return the pair as older and newer where one tells a replaced amount and the other its replacement."""
    for first, second in ((one, other), (other, one)):
        for old, new in revisions.get((amount(first.quantity), amount(second.quantity)), ()):
            if _tells(first, old) and _tells(second, new):
                return first, second
    return None


def _tells(figure: Figure, told: Figure) -> bool:
    """Tell whether a figure tells the same fact as another of its amount, which is sure of a peculiar one."""
    if figure is told or (family(figure.quantity) == family(told.quantity) and is_peculiar(figure)):
        return True
    return relate(figure, told).verdict in (Verdict.AGREE, Verdict.COMPATIBLE)
