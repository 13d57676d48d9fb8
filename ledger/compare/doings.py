"""What was done to what two figures count, and by what event: teachers trained are not teachers hired."""

import re
from functools import cache, lru_cache

from ledger.compare.intervals import amount
from ledger.compare.words import concepts
from ledger.lexicon.comparison import load_comparison
from ledger.model.figure import Figure
from ledger.model.quantity import Kind

_BEFORE, _BEHIND = 60, 60  # characters of the clause that may tell what was done
_NEXT = 6  # words behind an amount, its noun too: "63 bills were approved"
_CLOSES = re.compile(r"[.;:()\d]")
_WORD = re.compile(r"[^\W\d_]+")
_SENTENCES = 65_536
_COUNTED = (Kind.COUNT, Kind.OTHER)


def are_done_otherwise(one: Figure, other: Figure) -> bool:
    """Tell whether two texts tell of what they count that two things were done: 5,400 trained, 4,700 hired."""
    if one.source.document == other.source.document or amount(one.quantity) == amount(other.quantity):
        return False
    if one.quantity.kind is not other.quantity.kind or one.quantity.kind not in _COUNTED:
        return False
    if one.measure and one.measure == other.measure:
        return False
    here, there = _done(one), _done(other)
    return bool(here - there and there - here)


def are_of_two_events(one: Figure, other: Figure) -> bool:
    """Tell whether two texts tell of two kinds of event: the dead of the earthquake, the dead of the flood."""
    if one.source.document == other.source.document or amount(one.quantity) == amount(other.quantity):
        return False
    if not one.quantity.kind is other.quantity.kind is Kind.COUNT:
        return False
    here, there = _events_in(one.quote), _events_in(other.quote)
    return bool(here and there) and not here & there


def _done(figure: Figure) -> frozenset[str]:
    at = figure.span.start - figure.quote_span.start
    return _done_in(figure.quote, at, at + len(figure.surface), figure.noun or "")


@lru_cache(_SENTENCES)
def _done_in(quote: str, start: int, end: int, noun: str) -> frozenset[str]:
    """Return what is told to be done by the nearest word before an amount, in its noun, and right behind it."""
    led = [
        doing
        for word in _WORD.findall(_CLOSES.split(quote[max(0, start - _BEFORE) : start])[-1])
        if (doing := _doing(word))
    ]
    rest = _WORD.findall(_CLOSES.split(quote[end : end + _BEHIND])[0])[:_NEXT]
    return frozenset(led[-1:]) | {doing for word in (*_WORD.findall(noun), *rest) if (doing := _doing(word))}


@lru_cache(_SENTENCES)
def _events_in(quote: str) -> frozenset[str]:
    known = _lines("kinds_of_event")
    return frozenset(known[concept] for concept in concepts(quote) if concept in known)


def _doing(word: str) -> str | None:
    return next((known for concept in concepts(word) if (known := _lines("things_done").get(concept))), None)


@cache
def _lines(table: str) -> dict[str, str]:
    """Return for each concept of a table the line that it stands in."""
    lines = load_comparison().lists[table]
    return {concept: line for line in lines for word in line.split(", ") for concept in concepts(word)}
