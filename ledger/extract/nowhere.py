"""What is in no place of its own, though the text around it is about one: "2,318 views", "4 min read", "two lists"."""

from ledger.extract.drafts import Draft
from ledger.extract.tokens import Sentence
from ledger.lexicon.places import Places, PlaceWords
from ledger.model.quantity import Kind

_READ = 3  # tokens of "Lectura: 4 minutos", "4 minutos de lectura"
_ADVERT = frozenset("!|¡")
_OFFERED = (Kind.PERCENT, Kind.MONEY, Kind.RATE, Kind.DURATION)


def is_nowhere(draft: Draft, places: Places) -> bool:
    """Tell what has no place where its sentence tells none: "join 14,000 readers", "dos veces", "Comments (27)"."""
    s, amount = draft.scene.sentence, draft.amount
    words, kind = places.words[s.language.code], draft.quantity.kind
    if kind is Kind.DURATION and _takes_to_read(s, amount.start, amount.end, words):
        return True
    if kind in _OFFERED and _is_offered(s, words):
        return True
    if kind not in (Kind.COUNT, Kind.OTHER):
        return False
    end = draft.noun[1] if draft.noun is not None and draft.noun[0] == amount.end else amount.end + 1
    bracketed = s.word(amount.start - 1) == "(" and s.word(amount.start - 2) in words.shown
    return bracketed or not words.nowhere.isdisjoint(s.words[amount.number.end : max(end, amount.end + 1)])


def _takes_to_read(s: Sentence, start: int, end: int, words: PlaceWords) -> bool:
    near = (*s.words[max(0, start - _READ + 1) : start], *s.words[end : end + _READ])
    return not words.read.isdisjoint(near)


def _is_offered(s: Sentence, words: PlaceWords) -> bool:
    """Tell an advert: "¡50 % OFF los primeros 6 meses!", "Subscribe: $1 a week | Sign in"."""
    return not words.offers.isdisjoint(s.words) and not _ADVERT.isdisjoint(s.words)
