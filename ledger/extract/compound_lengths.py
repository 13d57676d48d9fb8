"""Lengths of time told in several units, which are one amount: "nine years and six months"."""

from decimal import Decimal

from ledger.extract.amounts import Amount, Passage
from ledger.extract.bounds import find_bound, find_hedge_after, open_ends
from ledger.extract.digits import ONE
from ledger.extract.numbers import Numeral
from ledger.extract.shares import round_share
from ledger.model.quantity import Bound, Kind, Quantity

_DAY = 24 * 60 * 60
_SECONDS = {
    "year": 365 * _DAY,
    "month": 365 * _DAY // 12,
    "week": 7 * _DAY,
    "day": _DAY,
    "hour": 60 * 60,
    "minute": 60,
    "second": 1,
}
_MOST = 4  # units of one length: "3 years, 4 months, 2 weeks and a day"


def find_compound_length(p: Passage, at: int) -> Amount | None:
    """Read "tres años, cuatro meses y un día", "2 hours 40 minutes", in the largest unit told."""
    first = _opening_part(p, at) if p.spans else None
    if first is None or p.language.time.between.match_before(p.words, first[0].start) is not None:
        return None
    number, key = first
    value, end, smallest = number.value, number.end + 1, key
    for _ in range(_MOST):
        following = _next_part(p, end, smallest)
        if following is None:
            break
        part, smallest = following
        value += part.value * _SECONDS[smallest] / _SECONDS[key]
        end = part.end + 1
    if smallest == key or p.language.exclude.age_after.match(p.words, end - 1) is not None:
        return None
    return _make(p, number._replace(end=end - 1, value=round_share(value)), key, end)


def _make(p: Passage, number: Numeral, key: str, end: int) -> Amount:
    start, bound, words = find_bound(p, number.start)
    if bound is Bound.EXACT and (after := find_hedge_after(p, end)) is not None:
        words, end, bound = (end, after[0]), *after
    low, high = open_ends(bound, number.value, number.value)
    quantity = Quantity(Kind.DURATION, number.value, low, high, bound, key, step=ONE / 100, in_words=number.in_words)
    return Amount(start, end, number, quantity, "length of time", noun_at=end, bound_words=words)


def _opening_part(p: Passage, at: int) -> tuple[Numeral, str] | None:
    """Return the number at `at` and its unit of time; of "a year and six months" the year before the number."""
    number = p.numeral(at)
    if number is None:
        return None
    key = _unit(p, number)
    told = at - 3 >= p.free and p.s.word(at - 1) in p.numbers.joins and p.words[at - 3] in p.numbers.articles
    if told and key is not None and (whole := _larger(p, at - 2, key)) is not None:
        return Numeral(at - 3, at - 2, ONE, in_words=True), whole
    return (number, key) if key is not None else None


def _unit(p: Passage, number: Numeral) -> str | None:
    """Return the unit of time right behind a number, whole or vague in words as it may be."""
    key = p.language.time.units.get(p.s.word(number.end))
    return key if key in _SECONDS and not number.vague and number.scale == 1 else None


def _larger(p: Passage, at: int, key: str) -> str | None:
    """Return the unit at a token where it is larger than another."""
    whole = p.language.time.units.get(p.s.word(at))
    return whole if whole in _SECONDS and _SECONDS[whole] > _SECONDS[key] else None


def _next_part(p: Passage, end: int, key: str) -> tuple[Numeral, str] | None:
    """Return the next part of a length and its unit: a number of a smaller unit that fits into the one before."""
    comma = p.s.word(end) == ","
    at = end + comma
    at += p.s.word(at) in p.numbers.joins
    number = p.numeral(at) if at not in p.dated else None
    part = _unit(p, number) if number is not None else None
    if number is None or part is None or _SECONDS[part] >= _SECONDS[key]:
        return None
    fits = number.value * _SECONDS[part] < _SECONDS[key] * Decimal("1.5") and number.value % 1 == 0
    per_time = p.numbers.per_time.match(p.words, number.end + 1)
    rated = per_time is not None and p.s.word(per_time[0]) in p.language.time.units  # "5 days, 8 hours a day"
    return (number, part) if fits and not rated else None
