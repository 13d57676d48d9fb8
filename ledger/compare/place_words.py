"""The words of a noun that only say where something was counted: "inflación argentina", "elderly of the state of …"."""

from functools import cache

from ledger.compare.words import PERSON, concepts
from ledger.lexicon.comparison import load_comparison
from ledger.lexicon.demonyms import load_demonyms
from ledger.model.figure import Figure, Place


def says_where(figure: Figure, other: Figure) -> frozenset[str]:
    """Return the words that name a place one of two figures is of, and tell neither apart from the other.

    Of people "Mexican" tells who they are, wherever they were counted.
    """
    people = PERSON in (figure.quantity.unit, other.quantity.unit)
    named: set[str] = set(_kinds())
    for place in (figure.place, other.place):
        if place is not None:
            named |= concepts(place.name) | (frozenset() if people else _peoples(_country(place)))
    return frozenset(named)


def _country(place: Place) -> str:
    return (place.code or "").partition("-")[0]


@cache
def _peoples(code: str) -> frozenset[str]:
    """Return the words for what is of a country: "Argentine", "argentina"."""
    return frozenset(name for word in load_demonyms().get(code, ()) for name in concepts(word))


@cache
def _kinds() -> frozenset[str]:
    return frozenset(name for word in load_comparison().lists["place_kinds"] for name in concepts(word))
