"""The pairs of figures worth printing: those that share measure and unit, found by keys."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

from ledger.compare import wording
from ledger.compare.intervals import amount, family, significant_digits
from ledger.compare.relate import passes_measure_and_unit, relate
from ledger.compare.words import concepts, noun_head, says
from ledger.model.figure import Figure, Status
from ledger.model.finding import Pair, Verdict
from ledger.model.quantity import Kind

_LONGEST_PHRASE = 7  # words of a noun that make keys: longer ones are sentences, not nouns

_TELLING_DIGITS = 3  # numbers of so many digits find each other though their nouns are not known
Key = tuple[str, ...]


def related_pairs(figures: Iterable[Figure]) -> Iterator[Pair]:
    """Yield each pair of figures that passes the gates of measure and unit, found by keys.

    The order of the input changes nothing. A conflict with an amount that its source has since replaced
    comes out as superseded.
    """
    ordered = in_order(figures)
    index = index_by(ordered, keys)
    revisions = find_revisions(ordered)
    for one, other in candidates(index):
        if passes_measure_and_unit(one, other):
            yield pair_of(one, other, revisions)


def in_order(figures: Iterable[Figure]) -> list[Figure]:
    """Return the figures that count, by document and place in it; rejected ones are left out."""
    kept = {figure.id: figure for figure in figures if figure.status is not Status.REJECTED}
    return sorted(kept.values(), key=lambda figure: (figure.source.path, figure.source.document, figure.span))


def keys(figure: Figure) -> Iterator[Key]:
    """Yield the keys under which figures that may count one thing are found.

    They are the measure, the noun's head, pairs of its words, and the digits in any order: a slip of the
    pen keeps them.
    """
    kind = family(figure.quantity)
    if figure.measure:
        yield ("measure", figure.measure, kind)
    if (word := noun_head(figure)) is not None:
        yield ("noun", word, kind)
    if figure.noun and not figure.measure:
        for pair in combinations(sorted(concepts(figure.noun))[:_LONGEST_PHRASE], 2):
            yield ("words", *pair, kind)
    digits = "".join(sorted(significant_digits(amount(figure.quantity))))
    if len(digits) >= _TELLING_DIGITS or figure.quantity.kind is Kind.MONEY:
        yield ("digits", digits, kind)


def index_by(figures: Iterable[Figure], key: Callable[[Figure], Iterable[Key]]) -> dict[Key, list[Figure]]:
    """Gather figures under each of their keys, in their order."""
    found: dict[Key, list[Figure]] = defaultdict(list)
    for figure in figures:
        for name in dict.fromkeys(key(figure)):
            found[name].append(figure)
    return found


def candidates(index: Mapping[Key, Sequence[Figure]]) -> Iterator[tuple[Figure, Figure]]:
    """Yield each pair that shares a key, once, under the first key they share."""
    for key in sorted(index):
        for one, other in combinations(index[key], 2):
            if key == _first_shared(one, other):
                yield one, other


def _first_shared(one: Figure, other: Figure) -> Key | None:
    return min(set(keys(one)) & set(keys(other)), default=None)


def pair_of(one: Figure, other: Figure, revisions: "Revisions") -> Pair:
    """Return the pair with its relation, the newer of a superseded pair last."""
    relation = relate(one, other)
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
        index = index_by(document, keys)
        for figure in document:
            if says(figure, "replaces") or says(figure, "replaced"):
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
            if relate(old, new).verdict is Verdict.SUPERSEDED:
                yield old, new


def revised(one: Figure, other: Figure, revisions: Revisions) -> tuple[Figure, Figure] | None:
    """Return the pair as older and newer where one tells a replaced amount and the other its replacement."""
    for first, second in ((one, other), (other, one)):
        for old, new in revisions.get((amount(first.quantity), amount(second.quantity)), ()):
            if _tells(first, old) and _tells(second, new):
                return first, second
    return None


def _tells(figure: Figure, told: Figure) -> bool:
    """Tell whether a figure tells the same fact as another of its amount."""
    return figure is told or relate(figure, told).verdict in (Verdict.AGREE, Verdict.COMPATIBLE)
