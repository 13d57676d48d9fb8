"""Amounts told as so many times another: "quadrupled", "three times as many", "el triple", "five-fold"."""

from dataclasses import replace
from decimal import Decimal

from ledger.extract.adjoining_units import find_unit
from ledger.extract.amounts import Amount, Passage
from ledger.extract.bounds import find_bound, open_ends
from ledger.extract.numbers import Numeral
from ledger.extract.tokens import DASHES
from ledger.model.quantity import Bound, Kind, Quantity

_HALF = Decimal("0.5")


def find_multiple(p: Passage, at: int) -> Amount | None:
    """Read a multiple in one word, or the number before "times" and "fold"."""
    factor = p.numbers.multiples.get(p.words[at])
    if factor is None and p.words[at] in p.numbers.times_alone:  # "vez y media"
        half = p.numbers.and_half.match(p.words, at + 1)
        return _make_multiple(p, at, half[0], 1 + _HALF) if half is not None else None
    if factor is None:
        return _counted_times(p, at)
    if p.words[at] not in p.numbers.needs_frame:
        return _make_multiple(p, at, at + 1, factor)
    if not _is_framed(p, at):
        return None
    start = at - 1 if p.s.word(at - 1) in p.numbers.multiple_articles else at  # "el triple"
    return _make_multiple(p, start, at + 1, factor)


def _is_framed(p: Passage, at: int) -> bool:
    """Tell "double the", "el doble", "to triple" from "a double room"."""
    frames = p.numbers.multiple_frames
    hit = frames.match(p.words, at) or (frames.match(p.words, at - 1) if at > 0 else None)
    return hit is not None and not (p.s.is_capital(hit[0]) and not p.s.shouting)  # "scored twice as United won"


def _counted_times(p: Passage, at: int) -> Amount | None:
    """Read "three times as many", "10 veces más", "five-fold"."""
    numbers = p.numbers
    framed = numbers.factor_frames.match_before(p.words, at)
    if framed is None and numbers.times_or_fold.isdisjoint(p.words):
        return None
    counted = p.s.is_number(at) or p.words[at] in numbers.cardinals or p.words[at] in numbers.ones
    number = p.numeral(at) if counted else None
    if number is None:
        return None
    if framed is not None and framed[0] >= p.free and find_unit(p, number.end) is None:
        return _make_multiple(p, framed[0], number.end, number.value)
    joined = p.s.word(number.end) in p.numbers.to_words or p.numbers.or_words.match(p.words, number.end) is not None
    most = p.numeral(number.end + 1) if joined else None
    if most is not None and most.value > number.value and p.s.word(most.end) in numbers.times:
        framed_range = p.s.word(most.end + 1) in numbers.times_frames
        return _make_range(p, at, most.end + 1, number.value, most.value) if framed_range else None
    end = number.end + (p.s.word(number.end) in DASHES)
    word = p.s.word(end)
    half = numbers.and_half.match(p.words, end + 1) if word in numbers.times else None
    if half is not None:
        return _make_multiple(p, at, half[0], number.value + _HALF)  # "cuatro veces y media"
    changed = number.value % 1 != 0  # "grew 2.5 times", "one and a half times"
    if word in numbers.fold or (word in numbers.times and (changed or p.s.word(end + 1) in numbers.times_frames)):
        return _make_multiple(p, at, end + 1, number.value)
    return None


def _make_range(p: Passage, start: int, end: int, low: Decimal, high: Decimal) -> Amount:
    """Make the multiple of "10 to 50 times the wage"."""
    amount = _make_multiple(p, start, end, (low + high) / 2)
    return amount._replace(quantity=replace(amount.quantity, low=low, high=high, bound=Bound.RANGE))


def _make_multiple(p: Passage, start: int, end: int, factor: Decimal) -> Amount:
    number = Numeral(start, end, factor, in_words=True)
    begin, bound, hedge = find_bound(p, start)
    low, high = open_ends(bound, factor, factor)
    quantity = Quantity(Kind.MULTIPLE, factor, low, high, Bound.MULTIPLE, "times", in_words=True)
    return Amount(begin, end, number, quantity, "multiple", noun_at=end, bound_words=hedge)
