"""Amounts told by their two ends: "between 60 and 70", "60 to 70 percent", "$3-4 million"."""

from decimal import Decimal
from typing import NamedTuple

from ledger.extract.adjoining_units import MINUS, AdjoiningUnit, find_plus_or_minus, find_sign, find_unit
from ledger.extract.amounts import Passage
from ledger.extract.numbers import Numeral, find_number
from ledger.extract.tokens import DASHES
from ledger.model.quantity import Bound, Kind

_NEAR_VERB = 12  # tokens before a range in which a verb of change makes two figures of it
_WIDE = 10  # "60 to 70" without a unit: a second end farther off than so many times is another amount
_TERM = 10  # tokens back to the length of time of a list: "four men to 12 years in prison and"
_NARROW = 3  # "two or three", not "two or twenty"


_MILLION = Decimal(10**6)
_CLOSE = Decimal("1.5")  # "two, three", not "two, ten"
_NEXT = 2
_JOINTS = DASHES | {"~"}
_LOWER, _UPPER = (Bound.MORE_THAN, Bound.AT_LEAST), (Bound.LESS_THAN, Bound.AT_MOST)
_NO_UNIT = AdjoiningUnit(0, 0, Kind.COUNT)
_OPPOSITES = dict.fromkeys(_LOWER, _UPPER) | dict.fromkeys(_UPPER, _LOWER)


class AmountRange(NamedTuple):
    """A range at tokens `start` to `end`; `number` covers both ends and is worth the upper one."""

    start: int
    end: int
    number: Numeral
    low: Decimal
    unit: AdjoiningUnit | None


class _Opening(NamedTuple):
    """A word such as "between" before the first end, and the words due before the second."""

    start: int
    middle: list[str]


class _Ends(NamedTuple):
    """Two numbers that may be the ends of one amount, each with its unit, and the token that joins them."""

    one: Numeral
    unit: AdjoiningUnit | None
    joint: int
    two: Numeral
    tail: AdjoiningUnit | None

    @property
    def low(self) -> Decimal:
        """The lower end, in the scale of the upper one: "$3-4 million"."""
        scale = self.two.scale
        if scale > _MILLION and self.one.value * scale > self.two.value:
            scale = _MILLION  # "de 900 a mil millones"
        scaled = self.one.value * scale
        fits = self.one.scale == 1 and scale > 1 and scaled <= self.two.value
        return scaled if fits else self.one.value


def find_range(p: Passage, start: int, one: Numeral, unit: AdjoiningUnit | None, *, money: bool) -> AmountRange | None:
    """Read the other end of a range behind its first, which begins at `start` with its currency sign."""
    before = p.words[start - 1] if start == one.start > 0 else ""
    signed = before in MINUS or before in p.numbers.minus_words or before in p.numbers.loose_minus
    minus = find_plus_or_minus(p, start) if signed else None
    if minus is not None and minus[1] < 0:
        start, one = minus[0], one._replace(value=-one.value)
    joint = unit.end if unit else one.end
    if unit is not None and unit.start == unit.end and p.s.word(joint + 1) in p.numbers.to_words:
        unit, joint = None, joint + 1  # "a 10- to 15-year sentence"
    opening = _opening(p, start)
    if one.vague or (unit is not None and unit.kind is Kind.DURATION and opening is None):
        return None
    two = _second_end(p, start, joint, opening, money=money)
    if two is None or two.vague:
        return None
    ends = _Ends(one, unit, joint, two, find_unit(p, two.end))
    return _joined(start, opening, ends) if _is_range(p, start, opening, ends) else None


def _joined(start: int, opening: _Opening | None, ends: _Ends) -> AmountRange:
    one, two, low = ends.one, ends.two, ends.low
    step = min(one.step * (low / one.value), two.step) if one.value else two.step
    in_words = one.in_words and two.in_words
    number = Numeral(one.start, two.end, two.value, step, two.scale, in_words=in_words)
    end = ends.tail.end if ends.tail else two.end
    return AmountRange(opening.start if opening else start, end, number, low, ends.tail or ends.unit)


def _opening(p: Passage, start: int) -> _Opening | None:
    """Return the word that opens the range, an article stepped over: "entre los 40"."""
    between = p.numbers.between
    hit = between.match_before(p.words, start)
    if hit is None and start > 1 and p.words[start - 1] in p.numbers.end_articles:
        hit = between.match_before(p.words, start - 1)
    if hit is None and (hedge := p.language.hedges.match_before(p.words, start)) is not None:
        hit = between.match_before(p.words, hedge[0])  # "entre unos 300 y 500"
    return _Opening(hit[0], hit[1].split()) if hit else None


def _second_end(p: Passage, first: int, joint: int, opening: _Opening | None, *, money: bool) -> Numeral | None:
    """Read the number behind "and", "to" or a dash, its currency sign or article stepped over."""
    begin = _past_joint(p, joint, opening)
    if begin is None:
        return None
    at = _past_sign(p, begin)
    if at == begin and p.s.word(at) in p.numbers.end_articles:
        if (
            opening is None
            and p.words[joint] in p.numbers.to_words
            and p.s.word(first - 1) not in p.numbers.end_articles
        ):
            return None  # "en Treinta a los 50 años": of two ends both have an article, or none
        at += 1
    elif begin < at < len(p.words):
        money = money or find_sign(p, at) is not None
    if opening is not None and (p.s.word(at) in p.numbers.minus_words or p.s.word(at) in MINUS):
        two = p.numeral(at + 1)  # "between -10 and -5"
        return two._replace(start=at, value=-two.value) if two is not None else None
    if at in p.dated:
        return None
    return find_number(p.s, at, p.habit, money=True) if money else p.numeral(at)


def _past_joint(p: Passage, at: int, opening: _Opening | None) -> int | None:
    """Return where the second end would begin, None where nothing joins a second end."""
    words = p.words
    if opening is not None and words[at : at + len(opening.middle)] == opening.middle:
        return at + len(opening.middle)
    if p.s.word(at) in p.numbers.to_words or p.s.word(at) in _JOINTS:
        hyphened = p.s.word(at + 1) in p.numbers.to_words and p.s.word(at + 2) in DASHES  # "18-to-24"
        return at + 3 if p.s.word(at) in DASHES and hyphened and p.s.glued(at + 1) else at + 1
    hit = p.numbers.or_words.match(words, at)
    if hit is None and p.s.word(at) == ",":
        unsure = p.numbers.unsure.match(words, at + 1) if at + 1 < len(words) else None
        return unsure[0] if unsure else at + 1  # "85, maybe 90", "two, three years"
    return hit[0] if hit else None


def _past_sign(p: Passage, begin: int) -> int:
    """Return where the number begins behind the sign of the second end: "$40 to US$50"."""
    hit = p.units.signs.match(p.words, begin) if begin < len(p.words) and not p.s.is_number(begin) else None
    return hit[0] if hit else begin


def _is_range(p: Passage, start: int, opening: _Opening | None, ends: _Ends) -> bool:
    """Tell whether two numbers are the ends of one amount and not two amounts."""
    low, high, joint = ends.low, ends.two.value, p.words[ends.joint]
    if low >= high or (ends.one.value <= 0 and opening is None and ends.tail is None):
        return False
    if ends.unit and ends.tail and ends.unit.kind is not ends.tail.kind:
        return False
    if ends.unit and ends.unit.kind is not Kind.MONEY and _is_signed(p, ends):
        return False  # "rose 4.8% to $13 billion"
    if ends.unit and ends.unit.factor != (ends.tail or _NO_UNIT).factor and (ends.tail or _is_signed(p, ends)):
        return False  # "rose 45 cents to $61"
    if ends.unit and ends.unit.kind is Kind.PERCENT and ends.tail is None and opening is None:
        return False  # "fell 32 percent to 310"
    if joint in _JOINTS:
        return _dash_joins(p, ends.joint, ends.two.end)
    if opening is not None:
        framed = set(p.words[opening.start : start]) <= p.numbers.change_frames | p.numbers.end_articles
        changed = framed and _something_changed(p, opening.start)  # "from 60 to 70", not "from between 60 and 70"
        return not changed or _goes_on(p, ends)
    if joint in p.numbers.to_words:
        if opening is None and _is_each_to_own(p, start, joint):
            return False
        if 0 < p.free == start - 1 and p.s.word(start - 1) in p.numbers.to_words and not p.ranged:
            return False  # the later steps of "from 40 to 60 to 90"
        hedge = p.language.hedges.match_before(p.words, start)
        start = hedge[0] if hedge else start  # "rose by nearly $1 billion to $8 billion"
        if p.s.word(start - 1) in p.numbers.change_verbs and ends.unit is not None and ends.tail is not None:
            return False  # "rose 10p to 330p"
        if p.s.word(start - 1) in p.numbers.change_steps and _something_changed(p, start):
            return ends.unit is None and ends.tail is not None  # "by 1 to 1.5 degrees", not "by 5 to 12"
        return ends.tail is not None or high <= low * _WIDE
    if joint == ",":
        return _is_guess(p, ends)
    return high <= low * _NARROW and (ends.unit is None or ends.tail is None)  # "two or three"


def _is_each_to_own(p: Passage, start: int, joint: str) -> bool:
    """Tell the second of "sentenced four to 12 years and two to eight": each number of people has its own length."""
    if p.s.word(start - 1) == joint and joint in p.language.nouns.object_marks:
        return True  # "condenó a dos a 8"
    if p.s.word(start - 1) not in p.numbers.joins and p.s.word(start - 1) != ",":
        return False
    for at in range(max(1, start - _TERM), start - 2):
        length = p.numeral(at + 1) if p.words[at] == joint else None
        unit = find_unit(p, length.end) if length is not None else None
        if unit is not None and unit.kind is Kind.DURATION and not p.s.is_number(at - 1):
            return True
    return False


def _is_guess(p: Passage, ends: _Ends) -> bool:
    """Tell "two, three years" and "85, maybe 90 people" from "two, three and five"."""
    one, two = ends.one, ends.two
    if ends.unit is not None or one.scale != two.scale or two.value > one.value * _CLOSE:
        return False
    if two.start > ends.joint + 1:
        return True
    listed = p.s.word(two.end) in p.numbers.joins | {",", ";", ":", ")"} or p.s.word(one.start - 1) in (",", ":")
    before = p.s.word(one.start - 1)
    ordered = before in p.language.time.units or before in p.language.exclude.id_words  # "in week two, three officers"
    if ordered or before in p.language.attribution.prepositions or one.start == 0:
        return False
    counted = ends.tail is not None or (p.s.is_word(two.end) and p.words[two.end] not in p.language.nouns.stops)
    return one.in_words and two.in_words and two.value - one.value <= _NEXT * one.step and not listed and counted


def _is_signed(p: Passage, ends: _Ends) -> bool:
    """Tell whether the sign of a currency stands before the second end."""
    return find_sign(p, ends.two.start) is not None


def _goes_on(p: Passage, ends: _Ends) -> bool:
    """Tell "from 5 to 7 percent to 3 percent": a range of which the change starts."""
    end = ends.tail.end if ends.tail else ends.two.end
    return p.s.word(end) in p.numbers.to_words and p.numeral(end + 1) is not None


def _dash_joins(p: Passage, joint: int, end: int) -> bool:
    """Tell "3-4" and "3 - 4" from "3 -4" and from a chain of numbers, "555-01-43"."""
    again = p.s.word(end) in DASHES and p.s.glued(end) and p.s.is_number(end + 1)
    return not again and p.s.glued(joint) == p.s.glued(joint + 1)


def find_bounded_end(p: Passage, at: int, bound: Bound) -> tuple[Numeral, AdjoiningUnit | None] | None:
    """Read the other end of "more than 10 and less than 20", whose first end stops before token `at`."""
    begin = find_opposite(p, at, bound)
    end = p.numeral(begin) if begin is not None and begin not in p.dated else None
    return (end, find_unit(p, end.end)) if end is not None and not end.vague else None


def find_opposite(p: Passage, at: int, bound: Bound) -> int | None:
    """Return where the other end of a bounded amount begins: behind the "and less than" at token `at`."""
    opposite = _OPPOSITES.get(bound)
    joint = at + (p.s.word(at) == ",")
    joined = p.s.word(joint) in p.numbers.bound_joins
    if opposite is None or (not joined and p.s.word(joint) in p.numbers.negations):
        return None  # "no llegaban a los 20, no bajan de 15"
    joint += joined
    hedge = p.language.hedges.match(p.words, joint) if at < joint < len(p.words) else None
    return hedge[0] if hedge is not None and hedge[1] in opposite else None


def _something_changed(p: Passage, at: int) -> bool:
    """Tell two figures by a change before: "rose from 60 to 70", "doubled, from 6 to 12", "up 17 %, from 60 to 70"."""
    before = p.words[max(0, at - _NEAR_VERB) : at]
    changed = not (p.numbers.change_verbs.isdisjoint(before) and p.language.ranks.steps.isdisjoint(before))
    if p.s.word(at - 1) == "," and (
        p.s.word(at - 2) == "%" or p.numbers.percent.match_before(p.words, at - 1) is not None
    ):
        return True
    return changed or any(word in p.numbers.multiples for word in before)
