"""Whether the clause of one figure says nothing but what another text's sentence says: "37 were poisoned there"."""

import re
from typing import NamedTuple

from ledger.compare.place_words import says_where
from ledger.compare.words import any_word, concepts, says_generic, split_last
from ledger.lexicon.comparison import fold
from ledger.model.figure import Figure, Modality
from ledger.model.quantity import Kind

_BREAK = re.compile(r"[.;:()–—]")
_NAME = re.compile(r"\b[^\W\d_a-zà-ÿ][\w'’-]+")
_TWO = 2  # concepts that both clauses about a length must tell
_LASTING = ("lasts_for", "is_made")
_FEWEST = 3  # concepts that a clause must tell: of fewer much may be said


def tells_no_more(one: Figure, other: Figure) -> bool:
    """Tell whether what is said around one of two figures is all said around the other, in whatever order.

    Who says so does not count. A word more may narrow it: "37 workers | on its own payroll | were poisoned there".
    """
    if one.source.document == other.source.document or not (_is_plain(one) and _is_plain(other)):
        return False
    return _is_held(one, other) or _is_held(other, one)


def tell_one_thing(one: Figure, other: Figure) -> bool:
    """Tell whether two texts say the same around two figures, word for word or not, and nothing more."""
    apart = one.source.document != other.source.document and _is_plain(one) and _is_plain(other)
    return apart and _is_held(one, other) and _is_held(other, one)


def adds_nothing(one: Figure, other: Figure) -> bool:
    """Tell whether the clause of a figure names nothing that narrows it, but its place: all is said of the other too.

    The label of a row and its numbers name nothing.
    """
    told = concepts(other.quote) | concepts(other.noun or "") | says_where(one, other)
    return not {word for word in _said(one) if not _is_of_telling(word)} - told - _passing(one)


def last_alike(one: Figure, other: Figure) -> bool:
    """Tell whether two texts say of two lengths of time that one thing lasted them, or was made in them.

    It has a name, or a place of its own; and what else is said of it is said in both texts.
    """
    if one.source.document == other.source.document:
        return False
    here, there = _lasting(one), _lasting(other)
    if here is None or there is None or here.made is not there.made:
        return False
    named = _names_in(one) & _names_in(other)
    return bool(named) and len(here.said & there.said) >= _TWO and (here.said <= there.said or there.said <= here.said)


class _Lasting(NamedTuple):
    """What a clause says lasted a length of time, and whether it is the making of it."""

    said: frozenset[str]
    made: bool


def _lasting(figure: Figure) -> _Lasting | None:
    """Return what a clause tells of a length, where a word tells that it lasted so long."""
    clause = _clause(figure)
    made = any_word(clause, "is_made")
    if not made and not any_word(clause, "lasts_for"):
        return None
    said = {word for word in _said(figure) if not _is_of_telling(word)} - _passing(figure)
    return _Lasting(frozenset(word for word in said if not any(any_word(word, name) for name in _LASTING)), made)


def _names_in(figure: Figure) -> frozenset[str]:
    """Return the names of a figure's clause: words with a capital, but for the first of the sentence."""
    clause = _clause(figure)
    opening = figure.quote.lstrip().split(" ", 1)[0]
    return concepts(" ".join(name for name in _NAME.findall(clause) if name != opening))


def _is_plain(figure: Figure) -> bool:
    return (
        figure.modality is Modality.STATED and not figure.quantity.vague and figure.quantity.kind is not Kind.DURATION
    )


def _is_held(one: Figure, other: Figure) -> bool:
    """Tell whether a figure's clause names three things and more, and none that the other's sentence does not."""
    told = concepts(other.quote) | concepts(other.noun or "")
    said = {word for word in _said(one) if not _is_of_telling(word)}
    return len(said & told) >= _FEWEST and said - told <= _passing(one)


def _said(figure: Figure) -> frozenset[str]:
    """Return what the clause of a figure names, its noun too."""
    return concepts(_clause(figure)) | concepts(figure.noun or "")


def _clause(figure: Figure) -> str:
    """Return the words of a figure's clause, in their case: its own words, and who says so, are left out."""
    at = figure.span.start - figure.quote_span.start
    led = _BREAK.split(figure.quote[:at])[-1]
    parted = split_last(led, "that_clause")
    led = led if parted is None else led[len(led) - len(parted[1]) :] if len(fold(led)) == len(led) else parted[1]
    return f"{led} {_BREAK.split(figure.quote[at + len(figure.surface) :])[0]}"


def _passing(figure: Figure) -> frozenset[str]:
    """Return what may stand in a clause and narrow nothing: who says so, and words for any people or cases."""
    told = concepts(figure.attribution or "") | concepts(figure.source.publisher or "")
    return told | frozenset(word for word in _said(figure) if says_generic(word) or any_word(word, "anybody"))


def _is_of_telling(word: str) -> bool:
    return any(any_word(word, name) for name in ("tells_number", "says_number", "same_time"))
