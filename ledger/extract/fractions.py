"""Fractions in words: "two-thirds", "a fifth of", "la mitad", "half of the"."""

from dataclasses import replace
from decimal import Decimal

from ledger.extract.adjoining_units import AdjoiningUnit, find_unit
from ledger.extract.amounts import Amount, Passage
from ledger.extract.bounds import find_bound, find_hedge, find_hedge_after, open_ends
from ledger.extract.numbers import Numeral, read_slashed
from ledger.extract.ranges import find_opposite
from ledger.extract.shares import make_share, round_share
from ledger.extract.tokens import DASHES
from ledger.model.quantity import Bound, Kind, Quantity

FRACTION = "fraction in words"  # a rule

_APOSTROPHES = frozenset("'’")
_MOST_PARTS = 20  # "nineteen twentieths"
_TOLD = 12  # tokens from a number to a share that says it again
_OPENING, _CLOSING = frozenset(",(–—"), frozenset(",;.:)–—")
_NOUN = 4  # tokens of what there is more of, and of "than"
_HALF, _HUNDREDTH = Decimal("0.5"), Decimal("0.01")


def find_fraction(p: Passage, at: int) -> Amount | None:
    """Read a fraction that begins with its number, an article, or "half"."""
    if (slashed := read_slashed(p.s, at)) is not None:
        return _in_digits(p, at, *slashed)
    top = _top(p, at)
    if top is None:
        return _half(p, at)
    part = at + 1
    hyphen = p.s.word(part) in DASHES
    part += hyphen
    bottom = p.numbers.fractions.get(p.s.word(part))
    if bottom is None or bottom <= top:
        return None
    if (whole := p.numeral(at)) is not None and whole.scale > 1:
        return None  # "a quarter of a million"
    end = part + 1
    if (unit := _unit_behind(p, part)) is not None:
        return _make_in_unit(p, at, unit, Decimal(top) / bottom)
    if p.s.word(end) in p.numbers.fraction_parts:
        end += 1
    elif not _is_fraction(p, at, part, hyphen=hyphen):
        return None
    return _make_fraction(p, at, end, Decimal(top) / bottom)


def _unit_behind(p: Passage, part: int) -> AdjoiningUnit | None:
    """Return the unit that a fraction is of: "three quarters of a mile", "un octavo por ciento", not "of the miles"."""
    numbers, end = p.numbers, part + 1
    if p.s.word(end) in numbers.fraction_links and p.s.word(end + 1) in numbers.articles:
        told = p.units.parts[p.language.code].match(p.words, part)
        if told is not None:
            return AdjoiningUnit(part, told[0], Kind.OTHER, told[1][0])  # "two tenths of a point"
    if p.s.word(end) not in numbers.fraction_links:
        unit = find_unit(p, end)
        return unit if unit is not None and unit.kind is Kind.PERCENT else None
    at = end + 1
    at += p.s.word(at) in numbers.articles or p.s.word(at) in numbers.ones
    bare = at == end + 1
    if bare and (not numbers.loose_fractions or p.s.word(at).endswith(p.language.nouns.plural_endings)):
        return None
    if p.s.word(at) in numbers.point_words:
        return AdjoiningUnit(at, at + 1, Kind.OTHER, "percentage point")
    unit = find_unit(p, at)
    if unit is None or unit.start != at or unit.kind is Kind.MONEY or p.s.word(unit.end) in _APOSTROPHES:
        return None  # "a third of a year's pay"
    return unit


def _make_in_unit(p: Passage, at: int, unit: AdjoiningUnit, value: Decimal) -> Amount:
    share = round_share(value)
    number = Numeral(at, unit.start, share, _HUNDREDTH, in_words=True)
    start, bound, hedge = find_bound(p, at)
    low, high = open_ends(bound, share, share)
    quantity = Quantity(unit.kind, share, low, high, bound, unit.key, step=_HUNDREDTH, in_words=True)
    return Amount(start, unit.end, number, quantity, "part of a unit", noun_at=unit.end, bound_words=hedge)


def _in_digits(p: Passage, at: int, share: Decimal, end: int) -> Amount | None:
    """Read "3/4 of the cases"; before a unit it is a number like others."""
    if p.s.word(end) not in p.numbers.fraction_links or find_unit(p, end) is not None:
        return None
    return make_share(p, Numeral(at, end, share, in_words=True), share, None, "fraction in digits")


def find_slashed(p: Passage, at: int) -> Numeral | None:
    """Read the number of "1/4 mile", "3/4 %": a fraction in digits with a unit behind it."""
    part = read_slashed(p.s, at)
    if part is None:
        return None
    end = part[1] + (p.s.word(part[1]) in p.numbers.articles)  # "1/2 an hour"
    return Numeral(at, end, part[0], _HUNDREDTH) if find_unit(p, end) is not None else None


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
    if following in numbers.or_words.first_words and find_hedge_after(p, part + 1) is not None:
        return True  # "a third or more"
    if p.words[at] in numbers.cardinals:
        return word.endswith("s")
    if following == "," and p.s.word(part + 2) in numbers.one_person:
        return False  # "Two officials resigned. A third, who signed the contracts, has fled."
    open_end = following[:1].isalpha() and following not in p.language.nouns.stops
    changed = p.s.word(at - 1) in numbers.change_links and not open_end
    told = p.s.word(part + 2)
    if following in numbers.comparatives and (not told[:1].isalpha() or told in p.language.nouns.stops):
        return p.words[at] in numbers.fraction_articles  # "a quarter lower than", "a fifth dearer."
    if following in numbers.changes and _sets_against(p, part + 2):
        return p.words[at] in numbers.fraction_articles  # "a quarter more places than"
    if word in p.language.time.units and not hyphen:  # "a quarter", "un segundo"
        framed = following in numbers.fraction_links or following in numbers.plural_verbs
        return framed or changed or _is_apposed(p, at, part + 1)  # "by a quarter.", "21, a quarter."
    if hyphen or following in numbers.fraction_links or not following[:1].isalpha() or _is_loose(p, following):
        return True
    return p.words[at] in numbers.fraction_articles and _is_compared(p, at, following)


def _is_apposed(p: Passage, at: int, end: int) -> bool:
    """Tell a share that says a number before it again, between marks: "21 were upheld, or about a quarter."."""
    opening = p.numbers.or_words.match_before(p.words, at)
    hedge = find_hedge(p, at)
    start = hedge[0] if hedge is not None else at if opening is None else opening[0]
    start -= p.s.word(start - 1) in p.numbers.or_words.first_words
    closed = end >= len(p.words) or p.s.word(end) in _CLOSING
    if not closed or p.s.word(start - 1) not in _OPENING:
        return False
    return any(p.s.is_number(number) for number in range(max(0, start - _TOLD), start))


def _is_compared(p: Passage, at: int, following: str) -> bool:
    """Tell "by a third since", "fewer than a third have", "a third fewer than" from "about a third suspect"."""
    if following in p.numbers.plural_verbs:
        return True  # "a third were", not "a third was"
    if following not in p.language.nouns.stops and following not in p.numbers.changes:
        return False
    before = p.s.word(at - 1)
    return before in p.numbers.change_links or before in p.numbers.change_verbs or find_hedge(p, at) is not None


def _sets_against(p: Passage, at: int) -> bool:
    """Tell whether "than" follows, over the noun of what there is more of."""
    behind = p.words[at : at + _NOUN]
    than = next((n for n, word in enumerate(behind) if word in p.numbers.than_words), None)
    return than is not None and all(p.s.is_word(at + n) for n in range(than))


def _is_loose(p: Passage, following: str) -> bool:
    """Tell "un tercio en" in the languages whose fractions are not their ordinals."""
    return p.numbers.loose_fractions and following in p.language.nouns.stops


def _half(p: Passage, at: int) -> Amount | None:
    """Read a bare "half": "half of the", "half the country", "more than half"."""
    numbers, following = p.numbers, p.s.word(at + 1)
    if p.words[at] not in numbers.bare_fractions or not numbers.half_frames or following in DASHES:
        return None
    if following in numbers.fraction_links and (unit := _unit_behind(p, at)) is not None:
        return _make_in_unit(p, at, unit, _HALF)  # "half of one percent"
    framed = following in numbers.half_frames
    closed = not following[:1].isalpha() or following in p.language.nouns.stops
    if not (framed or closed or find_hedge(p, at)) or (p.s.word(at - 1) in numbers.half_not_after and not framed):
        return None
    if p.numeral(at) is not None:
        return None  # "half a million"
    return _make_fraction(p, at, at + 1, _HALF)


def _make_fraction(p: Passage, at: int, end: int, value: Decimal) -> Amount:
    """Return the share, with the other end of "more than a third but less than half"."""
    share = round_share(value)
    amount = make_share(p, Numeral(at, end, share, in_words=True), share, None, FRACTION)
    begin = find_opposite(p, amount.end, amount.quantity.bound)
    other = find_fraction(p, begin) if begin is not None and begin < len(p.words) else None
    if other is None or other.quantity.kind is not Kind.RATIO:
        return amount
    low, high = sorted((share, other.number.value))
    rising = (share < other.number.value) == (amount.quantity.low is not None)
    if low == high or not rising:
        return amount
    ends = replace(amount.quantity, value=(low + high) / 2, low=low, high=high, bound=Bound.RANGE)
    number = amount.number._replace(end=other.number.end)
    return amount._replace(end=other.end, number=number, quantity=ends, noun_at=other.noun_at)
