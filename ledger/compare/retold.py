"""Whether the clause of one figure says nothing but what another text's sentence says: "37 were poisoned there"."""

import re

from ledger.compare.place_words import says_where
from ledger.compare.words import any_word, concepts, says_generic, split_last
from ledger.model.figure import Figure, Modality
from ledger.model.quantity import Kind

_BREAK = re.compile(r"[.;:()–—]")
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
    at = figure.span.start - figure.quote_span.start
    led = _BREAK.split(figure.quote[:at])[-1]
    parted = split_last(led, "that_clause")
    led = led if parted is None else parted[1]
    behind = _BREAK.split(figure.quote[at + len(figure.surface) :])[0]
    return concepts(led) | concepts(behind) | concepts(figure.noun or "")


def _passing(figure: Figure) -> frozenset[str]:
    """Return what may stand in a clause and narrow nothing: who says so, and words for any people or cases."""
    told = concepts(figure.attribution or "") | concepts(figure.source.publisher or "")
    return told | frozenset(word for word in _said(figure) if says_generic(word) or any_word(word, "anybody"))


def _is_of_telling(word: str) -> bool:
    return any(any_word(word, name) for name in ("tells_number", "says_number", "same_time"))
