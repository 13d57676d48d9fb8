"""What an amount is told per: "per 100,000 inhabitants", "a month", "por litro"."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from ledger.extract.adjoining_units import AdjoiningUnit, find_unit
from ledger.extract.amounts import Passage
from ledger.extract.digits import ONE
from ledger.extract.nouns import is_plural
from ledger.extract.numbers import Numeral
from ledger.extract.tokens import DASHES
from ledger.model.quantity import Kind

_REACH = 3  # tokens behind an amount, for its noun, before "per" must stand
_OF = 2  # tokens more, where the noun says of what: "meals of rice a day"
_FEWEST_PEOPLE = 100  # "per 100 inhabitants", not "for every 5"
_SHORT_TIMES = ("second", "minute", "hour", "day", "week", "month")


class Rate(NamedTuple):
    """Where the words of a rate end, and what it is per; `every` is 32 in "one every 32 hours"."""

    end: int
    per: str
    every: Decimal = ONE


def find_rate(p: Passage, number: Numeral, unit: AdjoiningUnit | None, end: int, *, money: bool) -> Rate | None:
    """Return what the amount that ends before token `end` is per; a percentage or length of time is per nothing."""
    if unit is not None and unit.kind in (Kind.PERCENT, Kind.DURATION):
        return None
    if p.numbers.rate_starts.isdisjoint(p.words[end : end + _REACH + _OF]):
        return None
    if (hyphened := _per_hyphened(p, end)) is not None:
        return hyphened
    if (money or unit is not None) and p.s.word(end) in p.numbers.comparing:
        end += 1  # "12 pounds more a month"
    for at in _reach(p, end, _REACH):
        if (people := _per_people(p, at)) is not None:
            return people
    measured = money or unit is not None
    if (spaced := _per_span(p, end, 1 if measured else _REACH)) is not None:
        return spaced
    if measured and (thing := _per_thing(p, end)) is not None:
        return thing
    if not measured and (told := _told_daily(p, end)) is not None:
        return told
    return _per_time(p, number, end, 1 if money else _REACH, money=money or measured)


def _told_daily(p: Passage, end: int) -> Rate | None:
    """Read "unos 16 diarios," behind a bare number, not "16 diarios del país"."""
    time = p.numbers.per_adjectives.get(p.s.word(end))
    if time is not None:
        return Rate(end + 1, time) if not p.s.is_word(end + 1) else None
    time = p.numbers.per_adjectives.get(p.s.word(end + 1))  # "100 asesinatos diarios"
    noun = p.s.is_word(end) and p.words[end] not in p.language.nouns.stops
    closed = not p.s.is_word(end + 2) or p.words[end + 2] in p.language.nouns.stops
    return Rate(end + 2, time) if time is not None and time in _SHORT_TIMES and noun and closed else None


def _reach(p: Passage, end: int, most: int) -> Iterator[int]:
    """Yield the tokens behind an amount at which "per" may stand, up to the first that is no word of a noun."""
    last = end + most
    for at in range(end, min(last + _OF, len(p.words))):
        if at >= last:
            return
        yield at
        if most > 1 and at > end and p.words[at] in p.language.nouns.link:
            last = end + most + _OF  # "2.300 raciones de comida al día"
            continue
        if not p.s.is_word(at) or p.words[at] in p.language.nouns.stops or p.words[at] in p.numbers.cardinals:
            return  # "un veinte por ciento"


def _per_people(p: Passage, at: int) -> Rate | None:
    """Read "per 100,000 inhabitants", "por cada mil nacidos vivos", not "5 de cada 100"."""
    hit = p.numbers.per_base.match(p.words, at) if p.s.word(at - 1) not in p.language.nouns.link else None
    base = p.numeral(hit[0]) if hit else None
    if base is None or base.value < _FEWEST_PEOPLE or base.vague or not _is_base(p, at, base):
        return None
    noun = p.numbers.base_nouns.match(p.words, base.end)
    return Rate(noun[0] if noun else base.end, f"{int(base.value)}")


def _per_hyphened(p: Passage, end: int) -> Rate | None:
    """Read the "-a-year" of "£350m-a-year"."""
    s = p.s
    if s.word(end) not in DASHES or s.word(end + 2) not in DASHES or not (s.glued(end) and s.glued(end + 3)):
        return None
    hit = p.numbers.per_time.match(p.words, end + 1)
    time = p.language.time.units.get(s.word(end + 3))
    return Rate(end + 4, time) if hit is not None and hit[0] == end + 2 and time is not None else None


def _per_span(p: Passage, end: int, most: int) -> Rate | None:
    """Read "every 32 hours", "cada dos días" behind an amount and its noun: not "400 km up every 90 minutes"."""
    for at in _reach(p, end, most):
        hit = p.numbers.per_span.match(p.words, at)
        length = p.numeral(hit[0]) if hit and hit[0] not in p.dated else None
        time = p.language.time.units.get(p.s.word(length.end)) if length else None
        if length is not None and time is not None and not length.vague and length.value > 0:
            return Rate(length.end + 1, time, length.value)
    return None


def _is_base(p: Passage, at: int, base: Numeral) -> bool:
    """Tell "por 100 mil", "for every 1,000" from "150 patrullas por 90 millones de pesos", "por cada 350"."""
    unit = find_unit(p, base.end)
    if unit is not None and unit.kind is Kind.MONEY:
        return False
    return base.value == Decimal(10) ** base.value.adjusted() or p.words[at] in p.numbers.per_strong_base


def _per_thing(p: Passage, end: int) -> Rate | None:
    """Read "a head", "per litre", "semanales" behind an amount with a unit."""
    time = p.numbers.per_adjectives.get(p.s.word(end))
    if time is not None:
        return Rate(end + 1, time)
    hit = p.numbers.per_time.match(p.words, end)
    if hit is None or not p.s.is_word(hit[0]) or p.s.word(hit[0] + 1) in p.numbers.per_not_before:
        return None
    word = p.words[hit[0]]
    if word in p.numbers.per_never:
        return None
    if word in p.language.time.units and not _is_each(p, end, end, hit[0]):
        return None
    strong = p.words[end] in p.numbers.per_strong and word not in p.language.nouns.stops and not is_plural(p.s, hit[0])
    measure = p.units.measures[p.language.code].match(p.words, hit[0])
    if measure is not None and measure[0] > hit[0] + 1 and (strong or word in p.numbers.per_nouns):
        return Rate(measure[0], measure[1])  # "por metro cuadrado"
    return Rate(hit[0] + 1, p.language.time.units.get(word, word)) if strong or word in p.numbers.per_nouns else None


def _per_time(p: Passage, number: Numeral, end: int, most: int, *, money: bool) -> Rate | None:
    """Read "a month", "por día"; "40 officers a year" tells a count of the year, and no rate."""
    for at in _reach(p, end, most):
        hit = p.numbers.per_time.match(p.words, at)
        time = p.language.time.units.get(p.s.word(hit[0])) if hit else None
        if hit and time and p.s.word(hit[0] + 1) not in p.numbers.per_not_before and _is_each(p, at, end, hit[0]):
            exact = money or number.value % 1 != 0 or time in _SHORT_TIMES
            return Rate(hit[0] + 1, time) if exact and not {at, hit[0]} & p.time_starts else None
    return None


def _is_each(p: Passage, at: int, end: int, time: int) -> bool:
    """Tell "300 pesos la hora" from "las 10 frases de la semana", "300 pesos la noche del martes"."""
    if p.words[at] not in p.language.nouns.articles or p.words[at] in p.numbers.articles or time > at + 1:
        return True
    closed = not p.s.is_word(time + 1) and not p.s.is_number(time + 1)
    return at == end and (closed or p.words[time + 1] in p.numbers.joins)
