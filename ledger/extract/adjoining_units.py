"""What belongs to an amount beside its number: a unit behind it, a currency sign, plus or minus before it."""

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from ledger.extract.amounts import Passage, Words
from ledger.extract.digits import ONE
from ledger.extract.tokens import DASHES
from ledger.lexicon.languages import Language
from ledger.lexicon.units import Currency, Units
from ledger.model.quantity import Kind

MINUS = frozenset("-−")
_COMPARED = frozenset("<>=≤≥")  # what may stick to a minus from the left
_QUARTERS = frozenset("1234")
_THOUSANDS = re.compile(r"\d[.,]\d{3}(?!\d)")
_DRAWN_UP = 6  # tokens before points in which a plan may be spoken of
_AROUND = 30  # tokens on either side of points in which a percentage tells whose they are
_SCORE, _POINT = (Kind.SCORE, "score"), (Kind.OTHER, "percentage point")
_DEGREES = 3  # tokens of a number in words up to its degrees
_COLD = ("degree", "celsius", "fahrenheit")
_LETTERS_OF_DEGREES = {"C": "celsius", "F": "fahrenheit"}
_NETWORKS = frozenset("GK")  # "5G", "4K" are names
_CODE_LETTERS = 3  # "40 MXN"
_SIGNS = ("Sc", "Lo")  # of Unicode: signs of currencies, and letters of scripts without capitals
_SIGN_LETTERS = 2  # "hk $"
_APOSTROPHES = frozenset("'’")
_HUNDREDTH = Decimal("0.01")
_NEAR_WEIGHING = 6  # tokens before an amount in which something is weighed


class AdjoiningUnit(NamedTuple):
    """A unit at tokens `start` to `end`, behind a number; `key` is its name, money has currencies instead.

    `factor` is what the number must be multiplied by to be told in it: a hundredth for cents.
    """

    start: int
    end: int
    kind: Kind
    key: str | None = None
    currencies: tuple[Currency, ...] = ()
    factor: Decimal = ONE

    @property
    def words(self) -> Words:
        """The tokens of the unit."""
        return self.start, self.end


class CurrencySign(NamedTuple):
    """A sign or code before a number: where it begins, what it can mean, and what the number is told in."""

    start: int
    currencies: tuple[Currency, ...]
    factor: Decimal = ONE


def find_unit(p: Passage, end: int) -> AdjoiningUnit | None:
    """Return the unit behind a number that ends before token `end`, also joined to it: "a 5-kilo bag"."""
    s = p.s
    joined = s.word(end) in DASHES and s.glued(end) and s.glued(end + 1)
    joined = joined or (s.word(end) == "-" and s.word(end + 1) in p.language.time.units)  # "a 72 - hour period"
    at = end + joined
    if at >= len(p.words) or p.words[at] not in _unit_starts(p.units, p.language):
        return _suspended(p, end) if p.s.word(end) == "-" and not joined else None
    return _part(p, at) or _percent(p, at) or _money(p, at) or _length(p, at, joined=joined) or _measure(p, at)


def _suspended(p: Passage, end: int) -> AdjoiningUnit | None:
    """Return the unit of "a 5- or 6-foot pole", which the hyphen leaves to the second number."""
    s, joint = p.s, end + 1
    joined = s.word(joint) in p.numbers.to_words | p.numbers.joins or s.word(joint) in p.numbers.or_words.first_words
    if not (joined and s.glued(end) and s.is_number(joint + 1) and s.word(joint + 2) in DASHES):
        return None
    behind = find_unit(p, joint + 2)
    return behind._replace(start=end, end=end) if behind is not None else None


@lru_cache(maxsize=8)
def _unit_starts(units: Units, language: Language) -> frozenset[str]:
    """Return the words and signs at which a unit may begin: most words behind a number are none of them."""
    numbers, code = language.numbers, language.code
    tables = (units.currency_words, units.hundredths, units.thousands, units.millions, units.parts, units.measures)
    starts = units.signs.first_words | numbers.percent_points.first_words | numbers.percent.first_words
    starts |= (
        numbers.vague_link
        | numbers.unit_links
        | numbers.length_adjectives
        | numbers.bare_points
        | {"%", "c", "f", *numbers.letters, *language.time.units}
    )
    millions = {letter + code for letter in numbers.letters for code in units.codes if len(letter) == 1}  # "30 MUSD"
    return starts.union(millions, *(table[code].first_words for table in tables))


def _part(p: Passage, at: int) -> AdjoiningUnit | None:
    """Read "tres décimas", "two tenths of a point"."""
    hit = p.units.parts[p.language.code].match(p.words, at)
    if hit is None:
        return None
    behind = p.s.word(hit[0])
    if behind in p.numbers.fraction_links or behind in p.numbers.fraction_parts:
        return None
    return AdjoiningUnit(at, hit[0], Kind.OTHER, hit[1][0], (), hit[1][1])


def _percent(p: Passage, at: int) -> AdjoiningUnit | None:
    """Read "percentage points", "percent", "por ciento", "%"."""
    hit = p.numbers.percent_points.match(p.words, at)
    if hit is not None and hit[0] == at + 1:
        longer = p.units.measures[p.language.code].match(p.words, at)
        if longer is not None or not p.numbers.index_names.isdisjoint(p.words):
            return None  # "puntos básicos", and points of the stocks
    if hit is not None and hit[0] == at + 1 and _lists_points(p, at):
        return None
    if hit is not None:
        scored = hit[0] == at + 1 and not p.language.ranks.scores.isdisjoint(p.words) and "%" not in p.words
        return AdjoiningUnit(at, hit[0], *(_SCORE if scored else _POINT))
    if p.words[at] in p.numbers.bare_points and _tells_percent(p, at) and not _lists_points(p, at):
        return AdjoiningUnit(at, at + 1, *_POINT)
    hit = p.numbers.percent.match(p.words, at)
    if hit is None and p.words[at] != "%":
        return None
    return AdjoiningUnit(at, hit[0] if hit else at + 1, Kind.PERCENT, "percent")


def _lists_points(p: Passage, at: int) -> bool:
    """Tell the points of what is drawn up: "un acuerdo con doce puntos", "the plan consists of ten points"."""
    before = p.words[max(0, at - _DRAWN_UP) : at - 1]
    linked = not p.language.attribution.prepositions.isdisjoint(before[-1:])
    told = not p.numbers.pointed.isdisjoint(before)
    return told and (linked or not p.numbers.pointed.isdisjoint(before[-1:]))


def _tells_percent(p: Passage, at: int) -> bool:
    """Tell points of a share: "fell 3 points to 40 percent", "unemployment fell 3 points"."""
    near = p.words[max(0, at - _AROUND) : at + _AROUND]
    if not p.numbers.in_percent.isdisjoint(p.words[max(0, at - _AROUND) : at]):
        return True
    if not p.language.ranks.scores.isdisjoint(near) or not p.numbers.index_names.isdisjoint(near):
        return False
    return "%" in near or any(True for _ in p.numbers.percent.find(near))


def _money(p: Passage, at: int) -> AdjoiningUnit | None:
    """Read "pesos", "of dollars", "€", "MXN"."""
    linked = p.words[at] in p.numbers.vague_link and at + 1 < len(p.words)
    hit = p.units.currency_words[p.language.code].match(p.words, at + linked)
    if hit is not None:
        return None if _weighs(p, at, hit[0]) else AdjoiningUnit(at + linked, hit[0], Kind.MONEY, None, hit[1])
    return _hundredths(p, at + linked) or _slang(p, at + linked) or _code(p, at)


def _hundredths(p: Passage, at: int) -> AdjoiningUnit | None:
    """Read "cents", "pence", "centavos"; a single letter is stuck to its number: "164p"."""
    hit = p.units.hundredths[p.language.code].match(p.words, at)
    if hit is None or (len(p.words[at]) == 1 and not (p.s.glued(at) and p.s.raw(at).islower())):
        return None
    return AdjoiningUnit(at, hit[0], Kind.MONEY, None, hit[1], _HUNDREDTH)


def _slang(p: Passage, at: int) -> AdjoiningUnit | None:
    """Read "quince lucas", "ten grand", "dos palos verdes"."""
    code = p.language.code
    for table, factor in ((p.units.thousands[code], Decimal(10**3)), (p.units.millions[code], Decimal(10**6))):
        if (hit := table.match(p.words, at)) is not None and not _goes_on(p, hit[0]):
            return AdjoiningUnit(at, hit[0], Kind.MONEY, None, hit[1], factor)
    return None


def _goes_on(p: Passage, at: int) -> bool:
    """Tell whether a noun follows: "four grand slams" are no thousands."""
    return p.s.is_word(at) and p.words[at] not in p.language.nouns.stops


def _code(p: Passage, at: int) -> AdjoiningUnit | None:
    """Read "40 €", "40 MXN", "75 USD million"."""
    letter = p.numbers.letters.get(p.words[at])
    stuck = p.s.glued(at + 1) and len(p.words[at]) == 1
    capital = p.words[at] in p.numbers.money_letters and p.s.raw(at).isupper()
    if letter is not None and at + 1 < len(p.words) and (stuck or capital):
        behind = _code(p, at + 1)  # "300 M€", "300 MM USD"
        return behind._replace(start=at, factor=letter) if behind is not None and behind.factor == 1 else None
    if (millions := _code_of_millions(p, at)) is not None:
        return millions
    code = p.units.signs.match(p.words, at)
    if code is None or (p.s.is_number(code[0]) and not _stands_behind(p, at, code[0])):
        return None  # "40 $30": the sign is of the next
    raw = p.s.raw(at)
    lettered = (raw.isupper() and len(raw) == _CODE_LETTERS) or raw in p.units.small
    if not lettered and unicodedata.category(raw[0]) not in _SIGNS:
        return None
    scale = p.numbers.scales.get(p.s.word(code[0])) if lettered and p.words[at - 1] not in p.numbers.scales else None
    return AdjoiningUnit(at, code[0] + (scale is not None), Kind.MONEY, None, code[1], scale or ONE)


def _stands_behind(p: Passage, at: int, end: int) -> bool:
    """Tell the first sign of "20 $ 40 $", "20 $ 40 cents" and the code of "19 EUR 40.": it is of the number before."""
    s, loose = p.s, not p.s.glued(end) and not p.s.glued(at)
    if not loose or not s.words[end].isdecimal() or len(s.words[end]) > 2 or find_sign(p, at - 1) is not None:
        return False
    again = s.words[at:end] == s.words[end + 1 : end + 1 + end - at]
    parts = p.units.hundredths[p.language.code].match(p.words, end + 1) is not None
    closed = s.word(end + 1) in ("", ".", ",", ";") or s.word(end + 1) in p.numbers.comparing
    return again or parts or (s.is_word(at) and len(s.words[end]) == 2 and closed)


def _code_of_millions(p: Passage, at: int) -> AdjoiningUnit | None:
    """Read "30 MUSD", "120 MEUR"."""
    word, raw = p.words[at], p.s.raw(at)
    if len(word) != _CODE_LETTERS + 1 or not raw.isupper() or p.s.shouting or word[1:] not in p.units.codes:
        return None
    factor, code = p.numbers.letters.get(word[0]), p.units.signs.match([word[1:]], 0)
    return AdjoiningUnit(at, at + 1, Kind.MONEY, None, code[1], factor) if code and factor is not None else None


def _weighs(p: Passage, at: int, end: int) -> bool:
    """Tell pounds of weight from pounds sterling: "3 pounds of flour", "weighs 200 pounds", not "3 million pounds"."""
    measure = p.units.measures[p.language.code].match(p.words, end - 1)
    if measure is None or measure[0] != end or p.words[at] != p.words[end - 1]:
        return False
    if not p.numbers.masses.isdisjoint(p.words[max(0, at - _NEAR_WEIGHING) : at]):
        return True  # "2,400 tons (5.3 million pounds)"
    if p.words[at - 1] in p.numbers.scales:
        return False
    told = not p.numbers.weighing.isdisjoint(p.words[max(0, at - _NEAR_WEIGHING) : at])
    if p.s.word(end) == "(":  # "88 pounds (40 kilos)"
        told = told or not p.numbers.weighing.isdisjoint(p.words[end : end + _NEAR_WEIGHING])
    return told or p.numbers.pounds_weigh or p.s.word(end) in p.numbers.fraction_links


def _length(p: Passage, at: int, *, joined: bool) -> AdjoiningUnit | None:
    """Read a length of time: "8 months", "a five-day strike", but not "a five-year-old"."""
    end = at + (p.words[at] in p.numbers.length_adjectives)  # "10 working days"
    key = p.language.time.units.get(p.s.word(end))
    if key is None or (joined and p.s.word(end + 1) in DASHES and not _is_of_thing(p, at - 2)):
        return None
    if p.words[end] in p.numbers.ordinals and _is_plural(p, end + 1):
        return None  # "two second lieutenants", "400 second doses"
    end += 1 + 2 * (joined and p.s.word(end + 1) in DASHES and end + 2 < len(p.words))  # "-old" belongs to it
    return AdjoiningUnit(at, end, Kind.DURATION, key)


def _is_plural(p: Passage, at: int) -> bool:
    """Tell a noun in the plural behind an ordinal by its ending."""
    return p.s.is_word(at) and p.s.word(at).endswith("s")


def _is_of_thing(p: Passage, at: int) -> bool:
    """Tell by its last token a number of years that nobody lives: "300-million-year-old", "4,000-year-old"."""
    word = p.s.word(at)
    return word in p.numbers.scales or (p.s.is_number(at) and len(word) > _CODE_LETTERS)


def _measure(p: Passage, at: int) -> AdjoiningUnit | None:
    """Read "28 grams", "2 millones de hectáreas"; a capital of one or two letters that stands off is none."""
    s, start = p.s, at + (p.words[at] in p.numbers.unit_links)
    if s.word(start) == "m" and s.raw(start) == "m" and p.numbers.metre_followers.match(p.words, start + 1) is not None:
        return AdjoiningUnit(start, start + 1, Kind.OTHER, "metre")  # "1.8m tall", not the millions of "1.8m"
    if (degrees := _degrees(p, start)) is not None:
        return degrees
    hit = p.units.measures[p.language.code].match(p.words, start)
    if hit is None or _is_auxiliary(p, start):
        return None
    loose = len(p.words[start]) == 1 and s.is_capital(start) and not s.glued(start) and not _is_watt(p, start)
    if s.raw(start) in _NETWORKS and s.glued(start):
        return None  # "5G"
    return None if loose and not s.shouting else AdjoiningUnit(start, hit[0], Kind.OTHER, hit[1])


def _is_auxiliary(p: Passage, at: int) -> bool:
    """Tell the "ha" of "uno ha llegado", which is no hectare."""
    cues = p.language.attribution
    return p.words[at] in cues.perfects and p.s.word(at + 1).endswith(cues.participle_endings)


def _degrees(p: Passage, at: int) -> AdjoiningUnit | None:
    """Read "40C", "104F" where temperatures are spoken of: the letter alone is of a name, or a seat."""
    key = _LETTERS_OF_DEGREES.get(p.s.raw(at)) if p.s.glued(at) else None
    if key is None or p.numbers.warmth.isdisjoint(p.words):
        return None
    return AdjoiningUnit(at, at + 1, Kind.OTHER, key)


def _is_watt(p: Passage, at: int) -> bool:
    """Tell "a 9 W lamp" from "9 W 41st St"."""
    named = p.s.is_capital(at + 1) and not p.s.raw(at + 1).isupper()
    return p.s.raw(at) == "W" and p.s.is_number(at - 1) and not named and not p.s.is_number(at + 1)


# Before a number


def find_sign(p: Passage, at: int) -> CurrencySign | None:
    """Return the currency sign or code just before a number: "US$", "Q 500"."""
    if at == 0 or p.s.starts[at] - p.s.ends[at - 1] > 1:
        return None
    if p.s.word(at + 1) in p.numbers.scales and (named := _named_before(p, at)) is not None:
        return named
    if not p.units.signs.may_end(p.words[at - 1 : at]):
        millions = _code_of_millions(p, at - 1) if len(p.words[at - 1]) == _CODE_LETTERS + 1 else None
        return CurrencySign(at - 1, millions.currencies, millions.factor) if millions else None  # "MEUR 60"
    signs = (CurrencySign(*hit) for hit in p.units.signs.matches_before(p.words, at))
    return next((sign for sign in signs if sign.start >= p.free and _is_sign(p, sign.start, at)), None)


def _named_before(p: Passage, at: int) -> CurrencySign | None:
    """Read "rupees 35 lakh", "euro 2.5 million": a currency in words before a large sum, with none behind it."""
    hit = p.units.currency_words[p.language.code].match_before(p.words, at)
    if hit is None or hit[0] < p.free or p.s.word(hit[0] - 1) in p.language.nouns.articles:
        return None  # "against the dollar 3 million times"
    behind = p.s.word(at + 2) in p.numbers.vague_link or _money(p, at + 2) if at + 2 < len(p.words) else None
    return None if behind else CurrencySign(hit[0], hit[1])


def _is_sign(p: Passage, start: int, at: int) -> bool:
    """Tell whether letters before a number are written as a currency: "US$", "Q 500", not "a $5 fine"."""
    s, first = p.s, p.s.raw(start)
    if not first[0].isalpha():
        return True
    if s.word(start) in p.numbers.articles and s.word(start + 1) == "$" and not s.glued(start + 1):
        return False  # "A $500 prize"
    if start > 0 and s.glued(start) and (s.is_word(start - 1) or s.is_number(start - 1)):
        return False  # "3Q21"
    if at == start + 1 and first in p.units.small:
        return True  # "usd 20"
    if not (first[0].isupper() or (s.word(start + 1) == "$" and (s.glued(start + 1) or _is_spaced_sign(p, start)))):
        return False
    if first in p.units.stuck and at == start + 1:
        return s.glued(at) and (len(s.words[at]) > 1 or _is_large(p, at))  # "PS30", "PS6m", not "PS5"
    if s.text[s.starts[start] : s.ends[at - 1]] in p.units.letters:
        return _is_large(p, at)
    if at == start + 1 and len(first) == _CODE_LETTERS and first.lower() in p.units.codes:
        return first.isupper() and (not s.shouting or _is_large(p, at))  # not "All 5", "TOP 10 FIRMS"
    if len(first) > 1 or s.word(start + 1) in ("$", "/"):
        return True
    quarter = s.glued(at) and s.words[at] in _QUARTERS and not _is_large(p, at)  # "Q3"
    return not quarter and (not s.shouting or _is_large(p, at))


def _is_spaced_sign(p: Passage, start: int) -> bool:
    """Tell "c $ 5 million", "hk $ 3" in a text that is all in small letters with its signs set apart."""
    s, letters = p.s, p.words[start]
    small = letters in p.language.nouns.stops or s.word(start - 1) in _APOSTROPHES  # "the firm ' s $ 5 million"
    return len(letters) <= _SIGN_LETTERS and not small and s.text[s.span.start : s.span.end].islower()


def _is_large(p: Passage, at: int) -> bool:
    """Tell whether a number is written as large sums are: "32.06bn", "3.2 billion", "125,000"."""
    s = p.s
    scaled = s.word(at + 1) in p.numbers.scales or (s.glued(at + 1) and s.word(at + 1) in p.numbers.letters)
    return scaled or _THOUSANDS.search(s.words[at]) is not None


def find_plus_or_minus(p: Passage, at: int) -> tuple[int, Decimal] | None:
    """Return where a plus or minus before the number begins, and 1 or -1: "-1.9", "minus 12", "minus-12"."""
    s, mark = p.s, p.s.word(at - 1)
    word = at - 2 if mark in DASHES and s.glued(at) and s.glued(at - 1) else at - 1
    if s.word(word) in p.numbers.minus_words or (s.word(word) in p.numbers.loose_minus and _is_minus(p, word)):
        return word, -ONE
    stuck = at > 1 and s.glued(at - 1) and s.word(at - 2) not in _COMPARED
    if not (mark in MINUS or mark == "+") or not s.glued(at) or stuck:
        return None
    if mark == "-" and s.is_number(at - 2) and s.starts[at - 1] - s.ends[at - 2] < 2:
        return None  # "40 -50"
    return at - 1, ONE if mark == "+" else -ONE


def _is_minus(p: Passage, at: int) -> bool:
    """Tell "entre menos cinco y doce", "a menos 12 grados" from "al menos 12 grados", "40 menos 10"."""
    if p.language.hedges.match_before(p.words, at + 1) is not None:
        return False
    framed = p.language.time.between.match_before(p.words, at) is not None
    measures = p.units.measures[p.language.code]
    behind = range(at + 2, min(at + 2 + _DEGREES, len(p.words)))
    return framed or any((hit := measures.match(p.words, i)) is not None and hit[1] in _COLD for i in behind)
