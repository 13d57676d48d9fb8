"""A place named in a sentence, and what it does there."""

from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from ledger.extract.unlisted import Named
from ledger.lexicon.places import Level, Places
from ledger.model.figure import Place


class Mention(NamedTuple):
    """A place named at tokens `start` to `end`.

    `link` is the small word before it, at `linked_at`: "in", "of". `demonym` mentions ("Mexican officials")
    tell the place less surely than names do, `people` are those who come from there; a `seat` is the capital
    of another country than the text's, which often stands for its government. `among` are the countries
    that have a place of this name; in the name of a `body` it tells where that is: "Hospital General de León". `whole`
    is what it is a side of: Kenya for "northern Kenya". A country that `gives` does so abroad,
    and `afar` are only those who buy, and where people only meet.
    """

    start: int
    end: int
    place: Place
    level: Level
    demonym: bool = False
    people: bool = False
    anaphora: bool = False
    seat: bool = False
    link: str = ""
    linked_at: int = -1
    among: tuple[str, ...] = ()
    body: bool = False
    whole: Place | None = None
    located: bool = False
    gives: bool = False
    afar: bool = False


class Role(Enum):
    """What a place does in its sentence."""

    SITE = "where it happens"
    SHARED = "of a people or a body: tells where for want of better"
    ACTOR = "who speaks or acts in another country"
    GIVER = "who spends, there or elsewhere"
    SPEAKER = "where the one is who says so"
    ORIGIN = "where people come from"
    RIVAL = "what is set against"
    REFERENCE = "what only tells where another place is"


@dataclass(slots=True)
class Known:
    """What a document has shown of names.

    In its `places` something is located, the `worn` words are part of longer names, and those `named` are
    places that no table lists.
    """

    places: set[Place] = field(default_factory=set)
    worn: set[str] = field(default_factory=set)
    named: Named = field(default_factory=dict)


def region_of(place: Place, places: Places) -> Place | None:
    """Return the subdivision that a place is or lies in, where that is known."""
    if place.code and place.within:
        return place
    return next((places.by_code[code] for code in place.within if len(code) > 2 and code in places.by_code), None)


def codes_of(place: Place) -> tuple[str, ...]:
    """Return the codes of a place and of what it lies in."""
    return (place.code, *place.within) if place.code else place.within


def is_within(place: Place, other: Place) -> bool:
    """Tell whether a place lies in another one."""
    return other.code is not None and other.code in place.within


def country_of(place: Place | None) -> str | None:
    """Return the code of the country a place is in."""
    if place is None:
        return None
    code = place.within[-1] if place.within else place.code
    return code if code and len(code) == 2 else None
