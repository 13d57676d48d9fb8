"""Parts of a whole: the total of "14 of the 32", and the shares "one in five", "three out of four"."""

from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from ledger.extract.adjoining_units import find_unit
from ledger.extract.amounts import Amount, Passage
from ledger.extract.bounds import find_bound, open_ends
from ledger.extract.numbers import Numeral, find_number
from ledger.model.quantity import Kind, Quantity

_PLACES = Decimal("0.000001")  # to which a share is worked out
_SMALL = 10  # "three out of four" is a share, "99 out of 126" a count of a whole
_REACH = 5  # tokens of the noun between a number and "in every five", or an owner: "the county's"
_NEAR = 12  # tokens before an amount in which an index may be spoken of
_MOST_PART = 999
_MOST_BASE = 1000


class Whole(NamedTuple):
    """What an amount is out of, and where the words for it end."""

    end: int
    value: Decimal


def find_total(p: Passage, number: Numeral, end: int) -> Whole | None:
    """Read "of the 32", "out of 126", "entre 180" behind a count that ends before token `end`."""
    hit = p.numbers.of_total.match(p.words, end)
    if hit is None or number.vague:
        return None
    at = _past_owner(p, hit[0])
    total = find_number(p.s, at, p.habit) if at not in p.dated else None
    if total is None or total.vague or total.article or total.value <= number.value or total.value % 1:
        return None
    if number.value % 1 and not is_scored(p, number.start):
        return None  # "2.5 of 10" is none, "a score of 2.5 of 10" is
    bare = hit[0] == end + 1  # "of 32", "of thirty": both in digits or both in words
    if find_unit(p, total.end) is not None or (bare and total.in_words is not number.in_words):
        return None
    return Whole(total.end, total.value)


def _past_owner(p: Passage, at: int) -> int:
    """Step over an owner: "14 of the county's 20 wards"."""
    for end in range(at + 1, min(at + _REACH, len(p.words) - 1)):
        if p.words[end] in ("'", "’") and p.words[end + 1] == "s":
            return end + 2
    return at


def is_scored(p: Passage, start: int) -> bool:
    """Tell whether an index or a mark is spoken of before: "a score of 71 out of 100"."""
    return not p.language.ranks.scores.isdisjoint(p.words[max(0, start - _NEAR) : start])


def is_share(p: Passage, number: Numeral, total: Decimal) -> bool:
    """Tell "three out of four" and "9 out of 10", which tell a share, from "30 of the 32"."""
    return p.numbers.of_round.match(p.words, number.end) is not None and (total <= _SMALL or total == 100)


def find_base(p: Passage, number: Numeral) -> Whole | None:
    """Read "in five", "de cada 100", "women in every 98" behind a bare number."""
    if number.value % 1 or number.value > _MOST_PART or number.vague:
        return None
    for at in range(number.end, min(number.end + _REACH, len(p.words))):
        hit = p.numbers.of_every.match(p.words, at)
        if hit is not None and hit[0] < len(p.words) and hit[0] not in p.dated:
            strong = hit[0] > at + 1  # "in every five", not "in five"
            return _base_at(p, number, hit[0], strong=strong) if strong or at == number.end else None
        if not p.s.is_word(at):
            return None
    return None


def _base_at(p: Passage, number: Numeral, at: int, *, strong: bool) -> Whole | None:
    base = find_number(p.s, at, p.habit)
    if base is None or base.vague or base.value <= number.value:
        return None
    counts = base.value > _MOST_BASE or find_unit(p, base.end) is not None or p.s.word(base.end) == "-"
    return Whole(base.end, base.value) if strong or not counts else None  # "one in five", not "one in five days"


def make_ratio(p: Passage, number: Numeral, whole: Whole) -> Amount:
    """Return the share that a number is of a whole."""
    value = round_share(number.value / whole.value)
    return make_share(p, replace(number, end=whole.end), value, whole.value, "ratio of numbers")


def round_share(value: Decimal) -> Decimal:
    """Return a share in as many places as shares are told in, closing zeros left out."""
    return value.quantize(_PLACES).normalize()


def make_share(p: Passage, number: Numeral, value: Decimal, total: Decimal | None, rule: str) -> Amount:
    """Return a share of a whole, with the words that bound it; `number` covers the words it is told in."""
    start, bound, hedge = find_bound(p, number.start)
    low, high = open_ends(bound, value, value)
    quantity = Quantity(Kind.RATIO, value, low, high, bound, "ratio", None, _PLACES, total, in_words=True)
    return Amount(start, number.end, number, quantity, rule, noun_at=number.end, bound_words=hedge)
