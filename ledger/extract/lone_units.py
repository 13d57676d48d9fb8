"""Units that tell an amount without a number before them: "media hora", "half a percentage point", "decades"."""

from decimal import Decimal

from ledger.extract.adjoining_units import find_unit
from ledger.extract.amounts import Amount, Passage
from ledger.extract.bounds import find_bound, open_ends
from ledger.extract.numbers import Numeral
from ledger.extract.tokens import DASHES
from ledger.model.quantity import Bound, Kind, Quantity

_HALF, _TENTH = Decimal("0.5"), Decimal("0.1")


def find_half_unit(p: Passage, at: int) -> Amount | None:
    """Read "medio punto porcentual", "media hora", "half a percentage point"."""
    if (half := _one_and_half(p, at) or _unit_and_half(p, at)) is not None:
        return half
    if p.words[at] not in p.numbers.halves:
        return None
    unit = find_unit(p, at + 1 + (p.s.word(at + 1) in p.numbers.articles))
    if unit is None or unit.kind is Kind.MONEY:
        return None
    number = Numeral(at, at + 1, _HALF, in_words=True)
    start, bound, hedge = find_bound(p, at)
    low, high = open_ends(bound, _HALF, _HALF)
    quantity = Quantity(unit.kind, _HALF, low, high, bound, unit.key, step=_TENTH, in_words=True)
    return Amount(start, unit.end, number, quantity, "half a unit", noun_at=unit.end, bound_words=hedge)


def _one_and_half(p: Passage, at: int) -> Amount | None:
    """Read "punto y medio", one and a half percentage points."""
    half = p.numbers.and_half.match(p.words, at + 1) if p.words[at] in p.numbers.point_words else None
    if half is None:
        return None
    value = 1 + _HALF
    number = Numeral(at, half[0], value, in_words=True)
    quantity = Quantity(Kind.OTHER, value, value, value, Bound.EXACT, "percentage point", step=_TENTH, in_words=True)
    return Amount(at, half[0], number, quantity, "half a unit", noun_at=half[0])


def _unit_and_half(p: Passage, at: int) -> Amount | None:
    """Read "año y medio", "a year and a half" from its half: one and a half of the unit before."""
    half = p.numbers.and_half.match(p.words, at - 1) if at > 1 else None
    unit = find_unit(p, at - 2) if half is not None and at - 2 >= p.free else None
    if half is None or unit is None or unit.end != at - 1 or unit.kind not in (Kind.DURATION, Kind.OTHER):
        return None
    if p.s.is_number(at - 3):
        return None
    told = at - 3 >= p.free and p.s.word(at - 3) in p.numbers.articles | p.numbers.ones
    begin, value = at - 2 - told, 1 + _HALF
    number = Numeral(begin, half[0], value, in_words=True)
    start, bound, hedge = find_bound(p, begin)
    low, high = open_ends(bound, value, value)
    quantity = Quantity(unit.kind, value, low, high, bound, unit.key, step=_HALF, in_words=True)
    return Amount(start, half[0], number, quantity, "half a unit", noun_at=half[0], bound_words=hedge)


def find_length(p: Passage, at: int) -> Amount | None:
    """Read "a decade", "more than a decade" and "decades"; several are at least one."""
    word, before = p.words[at], p.s.word(at - 1)
    years = p.language.time.decades_alone.get(word)
    if years is None or before in DASHES or before in p.numbers.cardinals or p.s.is_number(at - 1):
        return None
    value, many, end = Decimal(years), word.endswith("s"), at + 1
    if not many and (half := p.numbers.and_half.match(p.words, end)) is not None:
        value, end = value * (1 + _HALF), half[0]  # "a decade and a half"
    start, bound, hedge = at, Bound.AT_LEAST if many else Bound.EXACT, None
    if not many and before in p.numbers.articles | p.numbers.ones:
        hedged = find_bound(p, at - 1)  # "more than a decade"
        start, bound, hedge = hedged if hedged.words is not None else (at, bound, None)
    low, high = open_ends(bound, value, value)
    number = Numeral(at, end, value, value, vague=many, in_words=True)
    quantity = Quantity(Kind.DURATION, value, low, high, bound, "year", step=value, vague=many, in_words=True)
    return Amount(start, end, number, quantity, "length of time", noun_at=end, bound_words=hedge)
