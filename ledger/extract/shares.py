"""Parts of a whole: the total of "14 of the 32", and the shares "one in five", "three out of four"."""

from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from ledger.extract.adjoining_units import find_unit
from ledger.extract.amounts import Amount, Passage
from ledger.extract.bounds import find_bound, find_hedge_after, open_ends
from ledger.extract.nouns import is_plural, is_verb
from ledger.extract.numbers import Numeral, find_number
from ledger.model.quantity import Bound, Kind, Quantity

_PLACES = Decimal("0.000001")  # to which a share is worked out
_SCALES = (5, 7, 10, 20, 100)  # of marks, where only the top is told
_ADJECTIVE = 1  # tokens before the noun: "nine detached houses in ten"
_ROUND = (20, 50, 100)
_SMALL = 10  # "three out of four" is a share, "99 out of 126" a count of a whole
_REACH = 5  # tokens of the noun between a number and "in every five", or an owner: "the county's"
_NEAR = 12  # tokens before an amount in which an index may be spoken of
_MOST_PART = 999
_FEWEST = 2  # of a base: "three inmates for every two beds"
_MOST_BASE = 1000
_SIXTY = 60  # minutes and seconds behind a colon
_ASIDE = 8  # tokens from "of every 100" to the part: "de cada 100 que agarran sueltan 90"


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
    total = p.numeral(at) if at not in p.dated else None
    if total is None or total.vague or total.article or total.value < number.value or total.value % 1:
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


def find_scale(p: Passage, at: int) -> int | None:
    """Return the end of "on a scale of 1 to 5", "en una escala de 10" that begins at a token."""
    hit = p.language.ranks.scales.match(p.words, at)
    return find_scale_end(p, hit[0]) if hit is not None else None


def find_scale_end(p: Passage, at: int) -> int | None:
    """Return the end of the ends of a scale, "1 to 5", "0-10" or "10", that begin at a token."""
    low = p.numeral(at) if at < len(p.words) else None
    if low is None:
        return None
    linked = p.s.word(low.end) in p.language.time.to_words  # dashes too
    past = low.end + 1 + (linked and p.s.word(low.end + 1) in p.language.nouns.articles)  # "del uno al diez"
    high = p.numeral(past) if linked and past < len(p.words) else None
    if high is not None:
        return high.end
    return low.end if low.value in _SCALES else None


def is_share(p: Passage, number: Numeral, total: Decimal) -> bool:
    """Tell "three out of four" and "9 out of 10", which tell a share, from "30 of the 32"."""
    return p.numbers.of_round.match(p.words, number.end) is not None and (0 < total <= _SMALL or total == 100)


def find_base(p: Passage, number: Numeral) -> Whole | None:
    """Read "in five", "de cada 100", "women in every 98" behind a bare number."""
    if p.numbers.base_starts.isdisjoint(p.words[number.end : number.end + _REACH]):
        return None
    if number.value % 1 or number.value > _MOST_PART or number.vague:
        return None
    for at in range(number.end, min(number.end + _REACH, len(p.words))):
        if at > number.end and (total := _round_total(p, number, at)) is not None:
            return total  # "nine cases out of ten"
        hit = p.numbers.of_every.match(p.words, at)
        if hit is not None and hit[0] < len(p.words) and hit[0] not in p.dated:
            strong = hit[0] > at + 1  # "in every five", not "in five"
            strong = (
                strong or (at == number.end + 1 and _is_one_in(p, number, hit[0])) or _is_part_in(p, number, at, hit[0])
            )
            return _base_at(p, number, hit[0], strong=strong) if strong or at == number.end else None
        if not p.s.is_word(at):
            return None
    return None


def _is_one_in(p: Passage, number: Numeral, at: int) -> bool:
    """Tell "one person in twenty-nine dies" and "one flat in four is" from "one man in ten cars"."""
    counted = p.s.word(number.end) in p.units.people or p.units.nouns.match(p.words, number.end) is not None
    base = _find_base_number(p, at)
    closed = base is not None and base.value <= _SMALL and _is_closed(p, base.end) and p.s.raw(number.end).islower()
    counted = counted or (closed and not is_plural(p.s, number.end))
    if base is None or not counted or not number.in_words or number.value != 1:
        return False
    return base.in_words and p.units.nouns.match(p.words, base.end) is None


def _is_part_in(p: Passage, number: Numeral, at: int, base: int) -> bool:
    """Tell "nine houses in ten" and "three women in five were" from "three men in five villages"."""
    whole = _find_base_number(p, base) if number.end < at <= number.end + _ADJECTIVE + 1 else None
    if whole is None or whole.in_words is not number.in_words or not 1 < number.value < whole.value or whole.article:
        return False
    plural = p.words[at - 1].endswith(p.language.nouns.plural_endings) and p.s.raw(at - 1).islower()
    return plural and _is_closed(p, whole.end) and (whole.value <= _SMALL or whole.value in _ROUND)


def _is_closed(p: Passage, at: int) -> bool:
    """Tell whether no noun begins at a token."""
    return not p.s.is_word(at) or p.words[at] in p.language.nouns.stops or is_verb(p.s, at)


def _round_total(p: Passage, number: Numeral, at: int) -> Whole | None:
    hit = p.numbers.of_round.match(p.words, at)
    total = p.numeral(hit[0]) if hit else None
    if total is None or total.value < number.value or total.article:
        return None
    return Whole(total.end, total.value) if total.value <= _SMALL or total.value == 100 else None


def _base_at(p: Passage, number: Numeral, at: int, *, strong: bool) -> Whole | None:
    base = _find_base_number(p, at)
    if base is None or base.vague or base.value < _FEWEST or (base.value <= number.value and not strong):
        return None
    counts = base.value > _MOST_BASE or find_unit(p, base.end) is not None or p.s.word(base.end) == "-"
    return Whole(base.end, base.value) if strong or not counts else None  # "one in five", not "one in five days"


def find_turned_share(p: Passage, at: int) -> Amount | None:
    """Read "out of every hundred, sixty", "de cada 100 que agarran sueltan 90": the whole told before its part."""
    frame = p.numbers.of_every.match_before(p.words, at)
    if frame is None or frame[0] == at - 1 or frame[0] < p.free or p.s.word(at - 1) in p.language.nouns.articles:
        return None
    whole = _find_base_number(p, at)
    unit = find_unit(p, whole.end) if whole else None
    if whole is None or whole.vague or not 0 < whole.value <= _MOST_BASE or (unit and unit.kind is not Kind.MONEY):
        return None
    for begin in range(whole.end, min(whole.end + _ASIDE, len(p.words))):
        if p.words[begin] in (".", ";", ":") or begin in p.dated:
            return None
        part = p.numeral(begin) if p.s.is_number(begin) or p.s.is_word(begin) else None
        if part is not None and not part.article and part.value != 1:
            bare = find_unit(p, part.end) is None and not (p.s.is_word(part.end) and _counts(p, part.end))
            share = round_share(part.value / whole.value)
            number = Numeral(frame[0], part.end, share, in_words=True)
            return make_share(p, number, share, whole.value, "ratio of numbers") if bare and share < 1 else None
    return None


def _counts(p: Passage, at: int) -> bool:
    """Tell whether a word that a number counts stands at the token, and no verb or small word."""
    return p.words[at] not in p.language.nouns.stops


def _find_base_number(p: Passage, at: int) -> Numeral | None:
    """Read the number behind "of every", also a bare "hundred"."""
    if p.s.word(at) in p.numbers.hundreds:
        return Numeral(at, at + 1, Decimal(100), in_words=True)
    return p.numeral(at)


def find_colon_ratio(p: Passage, at: int) -> Amount | None:
    """Read "1:98", "a ratio of 3:1"; minutes and hours have two digits behind the colon."""
    s = p.s
    if not (s.is_number(at) and s.word(at + 1) == ":" and s.glued(at + 1) and s.glued(at + 2) and s.is_number(at + 2)):
        return None
    one, other = find_number(s, at, p.habit), find_number(s, at + 2, p.habit)
    told = not p.language.ranks.ratios.isdisjoint(p.words[max(0, at - _NEAR) : at])
    clear = s.words[at] == "1" and other is not None and other.value > _SIXTY  # "1:2,150"
    if one is None or other is None or not (told or clear) or one.end != at + 1 or not other.value or at in p.dated:
        return None
    share = round_share(one.value / other.value)
    return make_share(p, other._replace(start=at), share, None, "ratio of numbers")


def make_ratio(p: Passage, number: Numeral, whole: Whole, low: Decimal | None = None, start: int = 0) -> Amount:
    """Return the share that a number is of a whole.

    `low` is the lower end of "6 or 7 of every 10", which begins at `start`.
    """
    share = round_share(number.value / whole.value)
    amount = make_share(p, number._replace(end=whole.end), share, whole.value, "ratio of numbers")
    frames = (p.numbers.of_every, p.numbers.of_round)
    if _is_closed(p, whole.end) and not any(frame.match(p.words, number.end) for frame in frames):
        amount = amount._replace(noun_at=number.end)  # "three women in five"
    if low is None or low >= number.value:
        return amount
    least = round_share(low / whole.value)
    ends = replace(amount.quantity, value=(least + share) / 2, low=least, high=share, bound=Bound.RANGE)
    return amount._replace(start=start, quantity=ends)


def round_share(value: Decimal) -> Decimal:
    """Return a share in as many places as shares are told in, closing zeros left out."""
    return value.quantize(_PLACES).normalize()


def make_share(p: Passage, number: Numeral, value: Decimal, total: Decimal | None, rule: str) -> Amount:
    """Return a share of a whole, with the words that bound it; `number` covers the words it is told in."""
    start, bound, hedge = find_bound(p, number.start)
    end, after = number.end, find_hedge_after(p, number.end)
    if after is not None and bound in (Bound.EXACT, Bound.APPROX) and after[1] is not Bound.APPROX:
        end, bound, hedge = *after, (end, after[0])  # "a third or more"
    low, high = open_ends(bound, value, value)
    quantity = Quantity(Kind.RATIO, value, low, high, bound, "ratio", None, _PLACES, total, in_words=True)
    return Amount(start, end, number, quantity, rule, noun_at=end, bound_words=hedge)
