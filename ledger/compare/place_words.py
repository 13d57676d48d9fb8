"""The words of a noun that only say where something was counted: "inflación argentina", "elderly of the state of …"."""

from functools import cache

from ledger.compare.words import PERSON, concepts
from ledger.lexicon.comparison import load_comparison
from ledger.lexicon.toml_tables import read_data
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
    countries = read_data("places/countries.toml")
    if code not in countries.values:
        return frozenset()
    told = countries.table(code).table("demonyms")
    return frozenset(name for language in told.values for text in told.texts(language) for name in concepts(text))


@cache
def _kinds() -> frozenset[str]:
    return frozenset(name for word in load_comparison().lists["place_kinds"] for name in concepts(word))
