"""The keys under which figures that may tell one thing are found, so that nothing is held against everything."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations

from ledger.compare.evidence import Surroundings, next_to
from ledger.compare.intervals import amount, counted_digits, family, is_one_amount, magnitude_slip, significant_digits
from ledger.compare.words import concepts, has_own_noun, noun_head
from ledger.model.figure import Figure
from ledger.model.quantity import Kind

_LONGEST_PHRASE = 5  # words of a noun that make keys: longer ones are sentences, not nouns
_TELLING_DIGITS = 3  # numbers of so many digits find each other though their nouns are not known
Key = tuple[str, ...]
_RARE = (Kind.MULTIPLE, Kind.RANK, Kind.SCORE)  # seldom enough to be held against each other whatever they count
BESIDE = "beside"  # the first part of a key that is another amount of the figure's sentence
_SPOT = 3  # words on either side of a figure: copies of a sentence have them all
SPOT = "spot"  # of one that is the words beside a figure: its other version in a copied sentence
TOLD = "told"  # of one that is a rare word of the sentence of a share or sum: what it is of may be told by any noun
_TELLING_WORDS = 4
SLIP = "slip"  # of one that is the leading digits: only thousands lost or gained are looked for
ANYWHERE = "anywhere"  # of a slot in which what has no place is held against what has one
AMOUNT = "amount"  # the first part of a key under which only one and the same amount is looked for


def keys(figure: Figure) -> Iterator[Key]:
    """Yield the keys under which figures that may count one thing are found.

    They are the measure, the noun's head, pairs of its words, what it is measured in, the digits in any order, for a
    slip of the pen keeps them, and within a country the amount rounded, for texts round alike whatever they call it.
    """
    kind = family(figure.quantity)
    if figure.measure:
        yield ("measure", figure.measure, kind)
    if (word := noun_head(figure)) is not None:
        yield ("noun", word, kind)
    if not has_own_noun(figure):
        for concept in concepts(" ".join(next_to(figure, _SPOT))):
            yield ("noun", concept, kind)
    if figure.noun and not figure.measure:
        for pair in combinations(sorted(concepts(figure.noun))[:_LONGEST_PHRASE], 2):
            yield ("words", *pair, kind)
    if figure.quantity.kind is Kind.OTHER and figure.quantity.unit:
        yield ("unit", figure.quantity.unit, kind)
    if figure.quantity.kind in _RARE:
        yield ("kind", country(figure), kind)
    digits = "".join(sorted(counted_digits(figure.quantity)))
    if len(digits) >= _TELLING_DIGITS or figure.quantity.kind is Kind.MONEY:
        yield ("digits", digits, kind)
    if figure.quantity.kind is Kind.MONEY and len(significant_digits(amount(figure.quantity))) > 1:
        yield (SLIP, significant_digits(Decimal(_rounded(amount(figure.quantity), 2))), kind)
    if figure.quantity.kind is Kind.COUNT and len(significant_digits(amount(figure.quantity))) >= _TELLING_DIGITS:
        yield (SLIP, significant_digits(Decimal(_rounded(amount(figure.quantity), _TELLING_DIGITS))), kind)
    spot = next_to(figure, _SPOT)
    if len(spot) > _SPOT:  # at either end of a sentence too little stands beside a figure
        yield (SPOT, *spot, kind)
    if figure.quantity.kind in (Kind.MONEY, Kind.RATE) and len(digits) > 1:
        yield (AMOUNT, str(figure.quantity.value.normalize()), figure.quantity.unit or "", country(figure))
    for rounded in dict.fromkeys(_rounded(amount(figure.quantity), digits) for digits in (1, 2)):
        yield (AMOUNT, rounded, country(figure), kind)


def keys_with_context(figure: Figure, around: Surroundings) -> Iterator[Key]:
    """Yield the keys of a figure, and of its kind the telling amounts of its sentence.

    Two sentences that hold one such amount may tell the rest of it in two versions.
    """
    yield from keys(figure)
    kind = family(figure.quantity)
    for other, value in around.beside(figure):
        if len(significant_digits(value)) >= (_TELLING_DIGITS - 1 if other.startswith("money") else _TELLING_DIGITS):
            yield (BESIDE, other, str(value.normalize()), kind)
    for word in around.rarest_words(figure, _TELLING_WORDS):
        yield (TOLD, word, kind)


def index_by(figures: Iterable[Figure], key: Callable[[Figure], Iterable[Key]]) -> dict[Key, list[Figure]]:
    """Gather figures under each of their keys, in their order."""
    found: dict[Key, list[Figure]] = defaultdict(list)
    for figure in figures:
        for name in dict.fromkeys(key(figure)):
            found[name].append(figure)
    return found


def candidates(index: Mapping[Key, Sequence[Figure]]) -> Iterator[tuple[Figure, Figure]]:
    """Yield each pair that shares a key of an index, once, under the last key they share."""
    own: dict[str, set[Key]] = defaultdict(set)
    for key, members in index.items():
        for figure in members if len(members) > 1 else ():
            own[figure.id].add(key)
    for key in sorted(index, reverse=True):
        for one, other in combinations(index[key], 2):
            if is_worth_asking(key[0], one, other) and key == _last_shared(one, other, own):
                yield one, other


def is_worth_asking(kind: str, one: Figure, other: Figure) -> bool:
    """Tell whether two figures found under a kind of key are what it is for."""
    if kind == AMOUNT:
        return is_one_amount(one.quantity, other.quantity)
    if kind == ANYWHERE:
        return one.place is None or other.place is None
    return kind != SLIP or magnitude_slip(one.quantity, other.quantity) is not None


def _last_shared(one: Figure, other: Figure, own: Mapping[str, set[Key]]) -> Key | None:
    shared = own[one.id] & own[other.id]
    return max((key for key in shared if is_worth_asking(key[0], one, other)), default=None)


def _rounded(value: Decimal, digits: int) -> str:
    """Return a number rounded to so many significant digits: "57000" for 56,973."""
    if not value:
        return "0"
    return str(round(value, digits - 1 - value.adjusted()).normalize())


def country(figure: Figure) -> str:
    """Return the widest code known around the figure's place, or its name, or nothing."""
    if figure.place is None:
        return ""
    if figure.place.within:
        return figure.place.within[-1]
    return figure.place.code or figure.place.name
