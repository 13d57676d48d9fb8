"""Fractions in words: "two-thirds", "a fifth of", "la mitad", "half of the"."""

from decimal import Decimal

from ledger.extract.amounts import Amount, Passage
from ledger.extract.bounds import find_hedge
from ledger.extract.numbers import Numeral, read_number
from ledger.extract.shares import make_share, round_share
from ledger.extract.tokens import DASHES

_MOST_PARTS = 20  # "nineteen twentieths"
_HALF = Decimal("0.5")


def find_fraction(p: Passage, at: int) -> Amount | None:
    """Read a fraction that begins with its number, an article, or "half"."""
    top = _top(p, at)
    if top is None:
        return _half(p, at)
    part = at + 1
    hyphen = p.s.word(part) in DASHES
    part += hyphen
    bottom = p.numbers.fractions.get(p.s.word(part))
    if bottom is None or bottom <= top:
        return None
    end = part + 1
    if p.s.word(end) in p.numbers.fraction_parts:
        end += 1
    elif not _is_fraction(p, at, part, hyphen=hyphen):
        return None
    return _make_fraction(p, at, end, Decimal(top) / bottom)


def _top(p: Passage, at: int) -> int | None:
    """Return how many parts are told: "two" thirds, "a" fifth."""
    word = p.words[at]
    if p.numbers.cardinals.get(word, _MOST_PARTS) < _MOST_PARTS:
        return p.numbers.cardinals[word]
    return 1 if word in p.numbers.ones or word in p.numbers.fraction_articles else None


def _is_fraction(p: Passage, at: int, part: int, *, hyphen: bool) -> bool:
    """Tell a fraction from an ordinal: "a third of them", not "a third suspect"."""
    numbers, word, following = p.numbers, p.words[part], p.s.word(part + 1)
    if word in numbers.needs_part or (following in DASHES and p.s.glued(part + 1)):
        return False
    if word in numbers.bare_fractions:
        return p.words[at] in numbers.fraction_articles
    if p.words[at] in numbers.cardinals:
        return word.endswith("s")
    if word in p.language.time.units and not hyphen:  # "a quarter", "un segundo"
        return following in numbers.fraction_links
    return hyphen or following in numbers.fraction_links or not following[:1].isalpha() or _is_loose(p, following)


def _is_loose(p: Passage, following: str) -> bool:
    """Tell "un tercio en" in the languages whose fractions are not their ordinals."""
    return p.numbers.loose_fractions and following in p.language.nouns.stops


def _half(p: Passage, at: int) -> Amount | None:
    """Read a bare "half": "half of the", "half the country", "more than half"."""
    numbers, following = p.numbers, p.s.word(at + 1)
    if p.words[at] not in numbers.bare_fractions or not numbers.half_frames or following in DASHES:
        return None
    framed = following in numbers.half_frames
    closed = not following[:1].isalpha() or following in p.language.nouns.stops
    if not (framed or closed or find_hedge(p, at)) or (p.s.word(at - 1) in numbers.half_not_after and not framed):
        return None
    if read_number(p.s, at, p.habit) is not None:
        return None  # "half a million"
    return _make_fraction(p, at, at + 1, _HALF)


def _make_fraction(p: Passage, at: int, end: int, value: Decimal) -> Amount:
    share = round_share(value)
    return make_share(p, Numeral(at, end, share, in_words=True), share, None, "fraction in words")
