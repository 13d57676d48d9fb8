"""Numbers in digits and words: what they are worth and how exactly they are written."""

import re
import unicodedata
from decimal import Decimal
from typing import NamedTuple

from ledger.extract.digits import MOST_DIGITS, ONE, Habit, UnreadableNumberError, integer_step, read_digits
from ledger.extract.short_millions import means_millions
from ledger.extract.tokens import CLOSING, DASHES, Sentence
from ledger.lexicon.languages import NumberWords

_FIRST_GROUP, _LATER_GROUP = re.compile(r"[1-9]\d{0,2}"), re.compile(r"\d{3}")
_LAST_GROUP = re.compile(r"\d{3}[.,]\d{1,2}")  # with decimals: the "312,25" of "12 312,25"
_GROUP = re.compile(r"\d{1,3}(?:[.,]\d{1,2})?")
THOUSANDS = "000"  # "£000" over a column
_LAST_DAY = 31
_HALF_WORDS = 3  # of "and a half"
_HUNDREDTH, _THOUSAND, _MILLION = Decimal("0.01"), Decimal(1000), Decimal(10**6)
_POWERS = frozenset("e^")  # "1e10", "10^9"
_BASE = 10
_OPENING = frozenset("($€£+-−¿¡\"'“«")  # what may stick to ".5" from the left
_SLASHES = frozenset("/⁄")
_BOTTOMS = frozenset((2, 3, 4, 5, 6, 8, 10, 16, 32))  # of fractions in digits


def _vulgar_fractions() -> dict[str, Decimal]:
    """Return what "½", "¼", "⅔" are worth."""
    found = {}
    for sign in map(chr, (*range(0xBC, 0xBF), *range(0x2150, 0x215F))):
        top, _, bottom = unicodedata.normalize("NFKC", sign).partition("⁄")
        found[sign] = (Decimal(top) / Decimal(bottom)).quantize(Decimal("0.000001")).normalize()
    return found


VULGAR = _vulgar_fractions()
MARKS = (".", ",")  # that may open a number: ".5"


class Numeral(NamedTuple):
    """A number at tokens `start` to `end`.

    `step` is the worth of its last significant digit. `scale` is the scale word's worth ("3 million":
    10**6), 1 without one. `vague` numbers state a magnitude only.
    """

    start: int
    end: int
    value: Decimal
    step: Decimal = ONE
    scale: Decimal = ONE
    vague: bool = False
    in_words: bool = False
    article: bool = False


def read_number(s: Sentence, at: int, habit: Habit, *, money: bool = False) -> Numeral | None:
    """Return the number that begins at token `at`, as long as it goes.

    `money` tells that a currency sign stands before it: "$3m" is three million, "3m" three metres.

    Raises:
        UnreadableNumberError: the digits fit no way of writing a number.
    """
    numbers = s.language.numbers
    word = s.words[at]
    if word[0].isdecimal() or word in VULGAR:
        return _read_mixed(s, at, habit, money=money)
    if (leading := _read_leading_mark(s, at)) is not None:
        return leading
    if (several := _read_several(s, at)) is not None:
        return several
    if (part := _read_part_of_scale(s, at)) is not None:
        return part
    single = numbers.single.match(s.words, at)
    if single is not None and _is_stressed(s, at, single[0]):
        return Numeral(at, single[0], ONE, in_words=True)
    if word in numbers.multi_scales:
        scale = numbers.multi_scales[word]
        return Numeral(at, at + 1, scale, scale, scale, vague=True, in_words=True)
    if word in numbers.multi and s.word(at + 1) == "-" and s.word(at + 2) in numbers.scales:
        scale = numbers.scales[s.words[at + 2]]
        return Numeral(at, at + 3, scale, scale, scale, vague=True, in_words=True)
    if word in numbers.halves:
        return _read_half(s, at, numbers)
    if word in numbers.scales and (half := numbers.and_half.match(s.words, at + 1)) is not None:
        scale = numbers.scales[word]  # "millón y medio"
        return Numeral(at, half[0], scale * 3 / 2, scale / 10, scale, in_words=True)
    if word in numbers.articles and (found := _read_article(s, at, habit)) is not None:
        return found
    if word in numbers.vague and (found := _read_vague(s, at, numbers)) is not None:
        return found
    if word in numbers.cardinals or word in numbers.starts_alone or word in numbers.ones:
        return _read_mixed(s, at, habit, money=money)
    return None


def _is_stressed(s: Sentence, at: int, thing: int) -> bool:
    """Tell "a single bidder", "a single year" from "not a single bidder", "a single mother"."""
    numbers, word = s.language.numbers, s.word(thing)
    told = word in numbers.single_things or word in s.language.time.units
    return told and s.word(at - 1) not in numbers.single_not_after


def read_slashed(s: Sentence, at: int) -> tuple[Decimal, int] | None:
    """Return the worth and end of "1/2", "3/4", a fraction in digits; "1/7" and "24/7" are none."""
    if s.word(at + 1) not in _SLASHES:
        return None
    top, bottom = s.word(at), s.word(at + 2)
    if not (top.isdecimal() and bottom.isdecimal() and len(bottom) <= 2):
        return None
    glued = s.glued(at + 1) and s.glued(at + 2)
    alone = s.word(at + 3) not in _SLASHES and (s.word(at - 1) not in _SLASHES or not s.glued(at))
    if not (glued and alone and int(bottom) in _BOTTOMS and 0 < int(top) < int(bottom)):
        return None
    return (Decimal(top) / Decimal(bottom)).quantize(Decimal("0.000001")).normalize(), at + 3


def find_number(s: Sentence, at: int, habit: Habit, *, money: bool = False) -> Numeral | None:
    """Return the number that begins at token `at`, None where there is none that can be read."""
    try:
        return read_number(s, at, habit, money=money) if at < len(s.words) else None
    except UnreadableNumberError:
        return None


def _read_leading_mark(s: Sentence, at: int) -> Numeral | None:
    """Read ".5" and ",5", which leave the zero out."""
    mark, digits = s.words[at], s.word(at + 1)
    decimal = mark == s.language.decimal or (mark in MARKS and s.language.decimal not in MARKS)
    if not (decimal and s.glued(at + 1) and digits.isdecimal()) or (s.glued(at) and s.word(at - 1) not in _OPENING):
        return None
    return Numeral(at, at + 2, Decimal(f"0.{digits}"), ONE.scaleb(-len(digits)))


def _read_several(s: Sentence, at: int) -> Numeral | None:
    """Read "several hundred", "a few thousand": a magnitude without a number; "a couple of dozen" are two of it."""
    numbers, word = s.language.numbers, s.words[at]
    if word not in numbers.several.first_words and word not in numbers.couple.first_words:
        return None
    several, couple = numbers.several.match(s.words, at), numbers.couple.match(s.words, at)
    hit = couple or several
    worth, end = ONE, hit[0] if hit else at
    while end > at and (scale := _magnitude(s.word(end), numbers)) is not None:
        worth, end = worth * scale, end + 1
        end += s.word(end) in numbers.vague_link and _magnitude(s.word(end + 1), numbers) is not None
    if worth == 1:
        return None
    value = worth if several else 2 * worth
    return Numeral(at, end, value, worth, worth, vague=couple is None, in_words=True)


def _magnitude(word: str, numbers: NumberWords) -> Decimal | None:
    if word in numbers.hundreds:
        return Decimal(100)
    worth = numbers.scales.get(word) or numbers.collectives.get(word) or numbers.vague.get(word)
    return None if worth is None else Decimal(worth)


def _read_part_of_scale(s: Sentence, at: int) -> Numeral | None:
    """Read "a quarter million", "three quarters of a million", "un cuarto de millón"."""
    numbers, word = s.language.numbers, s.words[at]
    bare = word in numbers.fractions and word not in numbers.ordinals  # "lost quarter million votes"
    top = 1 if bare or word in numbers.articles or word in numbers.ones else numbers.cardinals.get(word)
    part = s.word(at + (not bare))
    bottom = numbers.fractions.get(part)
    if top is None or bottom is None or top >= bottom or part in numbers.halves:
        return None
    if bare and (s.word(at - 1) in numbers.ordinals or s.word(at - 1) in DASHES):
        return None  # "third-quarter million-dollar losses"
    end, linked = at + 2 - bare, False
    while s.word(end) in numbers.vague_link or s.word(end) in numbers.articles or s.word(end) == "-":
        end, linked = end + 1, True
    scale = numbers.scales.get(s.word(end))
    if scale is None or not (linked or part not in numbers.ordinals):  # "a third million" is an ordinal
        return None
    return Numeral(at, end + 1, top * scale / bottom, scale / 10, scale, in_words=True)


def _read_article(s: Sentence, at: int, habit: Habit) -> Numeral | None:
    """Read "a million", "a dozen", "a hundred and six", "un millón", "una docena"."""
    numbers = s.language.numbers
    following = s.word(at + 1)
    if following in numbers.halves or (following in numbers.vague and following not in numbers.scales):
        return None
    if following not in numbers.scales and following not in numbers.hundreds and following not in numbers.collectives:
        return None
    if following in numbers.collectives and s.word(at + 2) in numbers.vague_link and s.is_number(at + 3):
        return None  # "a score of 25"
    rest = _Sum(s, at + 1, habit, opened=ONE).read()
    return Numeral(at, rest.end, rest.value, rest.step, rest.scale, in_words=True, article=True)


def _read_half(s: Sentence, at: int, numbers: NumberWords) -> Numeral | None:
    """Read "half a million", "half-million", "media docena", "medio billón"."""
    end = at + 1
    while s.word(end) in ("-", "of") or s.word(end) in numbers.articles:
        end += 1
    word = s.word(end)
    worth = numbers.scales.get(word) or (Decimal(numbers.collectives[word]) if word in numbers.collectives else None)
    if worth is None:
        return None
    return Numeral(at, end + 1, worth / 2, worth / 2 if worth < 1000 else worth / 10, worth, in_words=True)


def _read_vague(s: Sentence, at: int, numbers: NumberWords) -> Numeral | None:
    """Read "tens of thousands", "dozens", "decenas de miles", "miles de millones"."""
    worth, end = Decimal(numbers.vague[s.words[at]]), at + 1
    needs_link = s.words[at] in ("tens", "scores")
    while (
        s.word(end) in numbers.vague_link
        and (following := s.word(end + 1))
        and (following in numbers.vague or following in numbers.scales)
    ):
        worth *= numbers.scales.get(following) or Decimal(numbers.vague[following])
        end, needs_link = end + 2, False
    if needs_link and s.word(end) not in numbers.vague_link:
        return None
    return Numeral(at, end, worth, worth, worth, vague=True, in_words=True)


def _read_mixed(s: Sentence, at: int, habit: Habit, *, money: bool) -> Numeral | None:
    if s.word(at + 1) in _POWERS and (power := _read_power(s, at, habit)) is not None:
        return power
    if s.words[at][0].isdecimal() and _is_closed(s, at + 1, money=money):
        return Numeral(at, at + 1, *read_digits(s.raw(at), s.language, habit))
    if (worth := _single_word(s, at)) is not None:
        return Numeral(at, at + 1, worth, integer_step(worth), in_words=True)
    found = _Sum(s, at, habit, money=money).read()
    return found if found.end > at else None


def _read_power(s: Sentence, at: int, habit: Habit) -> Numeral | None:
    """Read "1e10", "10^9"; nothing else may stick to them."""
    sign, exponent = s.raw(at + 1), s.word(at + 2)
    alone = not s.glued(at) and not (s.glued(at + 3) and (s.is_word(at + 3) or s.word(at + 3) in DASHES))
    if not (alone and s.glued(at + 1) and s.glued(at + 2) and exponent.isdecimal() and len(exponent) <= 2):
        return None
    value, step = read_digits(s.raw(at), s.language, habit)
    if sign == "^":
        return Numeral(at, at + 3, (value ** int(exponent)).normalize(), ONE) if value <= _BASE else None
    return Numeral(at, at + 3, value.scaleb(int(exponent)), step.scaleb(int(exponent)), ONE) if sign == "e" else None


def _single_word(s: Sentence, at: int) -> Decimal | None:
    """Return what a number in one word is worth, which no other number follows, as most are: "two", "fifteen"."""
    numbers, word, behind = s.language.numbers, s.words[at], s.word(at + 1)
    worth = numbers.cardinals.get(word, 1 if word in numbers.ones else None)
    if worth is None or word in numbers.scales or behind in numbers.behind_words or behind[:1].isdecimal():
        return None
    return None if behind in VULGAR or behind.removesuffix("s") in numbers.collectives else Decimal(worth)


def _is_closed(s: Sentence, at: int, *, money: bool) -> bool:
    """Tell by the token behind digits that no number goes on there, as behind most of them."""
    behind, numbers = s.word(at), s.language.numbers
    if not behind[:1].isalpha():
        return behind in CLOSING
    lettered = s.glued(at) or (money and (len(behind) == 1 or behind in numbers.money_letters))
    return not (lettered or behind in numbers.behind_digits or behind.removesuffix("s") in numbers.collectives)


class _Sum:
    """Adds up the parts of one number from left to right: "34 mil 527", "two hundred and six million"."""

    def __init__(
        self, s: Sentence, at: int, habit: Habit, *, money: bool = False, opened: Decimal | None = None
    ) -> None:
        self.s, self.start, self.at, self.habit, self.money = s, at, at, habit, money
        self.numbers = s.language.numbers
        self.parts: list[tuple[Decimal, Decimal]] = []  # worth, and the scale it was multiplied by
        self.current: Decimal | None = opened
        self.step, self.scale = ONE, ONE
        self.digits = False
        self.decimals = False
        self.last_word = ""

    def read(self) -> Numeral:
        while self.at < len(self.s.words) and self._take():
            pass
        value = sum((part for part, _ in self.parts), Decimal(0)) + (self.current or 0)
        step = self.step if self.digits or self.decimals else integer_step(value)
        return Numeral(self.start, self.at, value, step, self.scale, in_words=not self.digits)

    def _take(self) -> bool:
        """Take the next part if there is one that fits."""
        word = self.s.words[self.at]
        if word[0].isdecimal():
            return self._take_digits()
        if word in VULGAR:
            return self._take_part(VULGAR[word], self.at + 1)
        joint = self._joint(word)
        word = self.s.word(self.at + joint)
        if not word:
            return False
        return (
            self._take_scale(word, joint)
            or self._take_cardinal(word, joint)
            or self._take_hundred(word, joint)
            or self._take_collective(word, joint)
            or self._take_half()
            or self._take_decimals(word)
        )

    def _joint(self, word: str) -> int:
        """Return 1 where a hyphen or "and" joins the next part to this one, else 0."""
        if self.at == self.start:
            return 0
        following = self.s.word(self.at + 1)
        if word == "-" and self.s.glued(self.at) and self.s.glued(self.at + 1):
            return 1
        small = self.numbers.cardinals.get(following, 1 if following in self.numbers.ones else None)
        if word in self.numbers.joins and not self.digits and small is not None:
            tens = self.numbers.cardinals.get(self.last_word, 0)
            if self.numbers.hundreds:  # English: two hundred and six
                return 1 if self.last_word in self.numbers.hundreds or self.last_word in self.numbers.scales else 0
            return 1 if 30 <= tens <= 90 and small < 10 else 0  # Spanish: treinta y seis
        return 0

    def _take_digits(self) -> bool:
        raw = self.s.raw(self.at)
        if self.at > self.start and not self._continues(raw):
            return False
        value, step = read_digits(raw, self.s.language, self.habit)
        if self.at > self.start and value >= self.scale:
            return False
        self.current, self.step, self.digits, self.last_word = value, step, True, ""
        self.at += 1
        self._join_group(raw)
        self._take_letter()
        hyphened = self.s.word(self.at) == "-" and self.s.glued(self.at) and self.s.glued(self.at + 1)
        hyphened = hyphened or self.s.word(self.at) in self.numbers.joins  # "2 and 1/2"
        part = read_slashed(self.s, self.at + hyphened) if self.current is not None and self.step >= 1 else None
        if part is not None:
            self._take_part(*part)  # "10 1/2", "2-1/2"
        return True

    def _take_part(self, part: Decimal, end: int) -> bool:
        """Take "½" and "1/2", alone or behind a whole number: "2½"."""
        if self.parts or (self.current is not None and self.step < 1):
            return False
        self.current, self.step, self.digits = (self.current or Decimal(0)) + part, _HUNDREDTH, True
        self.at = end
        return True

    def _continues(self, raw: str) -> bool:
        """Tell whether digits go on a number: "34 mil 527", "2 million 300 thousand"."""
        if not self.parts or self.current is not None or not _GROUP.fullmatch(raw):
            return False
        spaced = self.s.text[self.s.ends[self.at - 1] : self.s.starts[self.at]].strip() == ""
        scaled = self.s.word(self.at + 1) in self.numbers.scales  # "3 mil 920.5 millones", not "3 mil 920.5"
        whole = raw.isdecimal() and self.numbers.starts_alone and self.parts[-1][1] == 1000
        return spaced and (whole or scaled)

    def _join_group(self, raw: str) -> None:
        """Take "5 420", "12 312,25" as one number where the language parts thousands by a space."""
        if "space" not in self.s.language.groups or not _FIRST_GROUP.fullmatch(raw):
            return
        if self.s.glued(self.start) and self.s.is_word(self.start - 1):
            return  # "el S23 959 euros"
        digits = raw
        while len(digits) < MOST_DIGITS and self._is_group(_LATER_GROUP):
            digits += self.s.raw(self.at)
            self.at += 1
        if self._is_group(_LAST_GROUP):
            digits += self.s.raw(self.at)
            self.at += 1
        if digits != raw:
            self.current = Decimal(digits.replace(",", "."))
            decimals = self.current.as_tuple().exponent
            self.step = ONE.scaleb(decimals) if isinstance(decimals, int) and decimals else integer_step(self.current)

    def _is_group(self, group: re.Pattern[str]) -> bool:
        """Tell whether a group of three digits stands behind a single space."""
        if self.at >= len(self.s.words):
            return False
        spaced = self.s.text[self.s.ends[self.at - 1] : self.s.starts[self.at]] == " "
        return spaced and group.fullmatch(self.s.raw(self.at)) is not None

    def _take_letter(self) -> None:
        """Take a scale letter stuck to the digits: "2.5m", "$3bn", "40k"."""
        letter = self.s.word(self.at)
        apart = not self.s.glued(self.at + 1) or self.s.word(self.at + 1) in CLOSING
        if not self.s.glued(self.at) and not (self.money and letter in self.numbers.money_letters and apart):
            return  # "US$ 519 m", "US$ 400 MM."
        worth = self.numbers.letters.get(letter)
        if worth is None or (letter in self.numbers.money_letters and not (self.money or self._is_scale_letter())):
            return
        self._scale_by(worth)
        self.at += 1

    def _is_scale_letter(self) -> bool:
        """Tell whether a letter means millions without a currency: "4.3M", "3.4m people"."""
        raw = self.s.raw(self.at)
        million = self.numbers.letters[raw.lower()] == _MILLION
        if not million or len(raw) > 1 or self._is_day_name():
            return False
        return means_millions(self.s, self.at, self.habit)

    def _is_day_name(self) -> bool:
        """Tell "el 8M", "el 11M", days that name what happened on them."""
        short = self.current is not None and self.current <= _LAST_DAY and self.step >= 1
        return short and self.s.word(self.start - 1) in self.numbers.end_articles | self.numbers.day_links

    def _take_scale(self, word: str, joint: int) -> bool:
        worth = self.numbers.scales.get(word)
        if worth is None:
            return False
        if self.current is None and not self.parts and word not in self.numbers.starts_alone:
            return False
        if self.current is None and self.parts and worth <= self.parts[-1][1]:
            return False
        if self.current is not None and self.parts and worth == self.parts[-1][1]:
            return False
        self._scale_by(worth)
        self.at += joint + 1
        self.last_word = word
        return True

    def _scale_by(self, worth: Decimal) -> None:
        """Multiply all that is smaller than the scale: 16 mil 300 millones is 16,300 millions."""
        amount = self.current if self.current is not None else Decimal(0)
        while self.parts and self.parts[-1][1] < worth:
            amount += self.parts.pop()[0]
        if self.current is None and amount == 0:
            amount = ONE
        self.parts.append((amount * worth, worth))
        self.step *= worth
        self.current, self.scale = None, worth

    def _take_cardinal(self, word: str, joint: int) -> bool:
        value = self.numbers.cardinals.get(word)
        if value is None and word in self.numbers.ones:
            value = 1
        if value is None or self.digits or not self._adds(value):
            return False
        self.current = (self.current or Decimal(0)) + value
        self.at += joint + 1
        self.last_word = word
        return True

    def _adds(self, value: int) -> bool:
        """Tell whether a small number fits behind what is there: twenty + three, but not three + twenty."""
        if self.current is None:
            return not self.parts or value < self.parts[-1][1]
        if self.current % 100 == 0 and self.current > 0:
            return value < 100
        return self.current % 10 == 0 and 20 <= self.current % 100 <= 90 and 0 < value < 10

    def _take_hundred(self, word: str, joint: int) -> bool:
        if word not in self.numbers.hundreds or self.current is None or not 0 < self.current < 100:
            return False
        self.current *= 100
        if self.digits:
            self.step *= 100
        self.at += joint + 1
        self.last_word = word
        return True

    def _take_collective(self, word: str, joint: int) -> bool:
        worth = self._collective(word)
        if worth is None or (self.current is None and self.at > self.start) or self.parts:
            return False
        self.current = (self.current if self.current is not None else ONE) * worth
        self.at += joint + 1
        self.last_word = word
        scale = self.numbers.scales.get(self.s.word(self.at + 1))
        if scale is not None and self.s.word(self.at) in self.numbers.vague_link:
            self._scale_by(scale)  # "una veintena de millones"
            self.at += 2
        return True

    def _collective(self, word: str) -> Decimal | None:
        worth = self.numbers.collectives.get(word) or self.numbers.collectives.get(word.removesuffix("s"))
        return None if worth is None else Decimal(worth)

    def _take_decimals(self, word: str) -> bool:
        """Take the decimals of "two point five", "cuarenta y siete coma veintiocho"."""
        linked = word in self.numbers.cents_links  # "ocho con treinta por ciento"
        if self.digits or self.current is None or self.decimals or not (linked or word in self.numbers.points):
            return False
        digits, at = "", self.at + 1
        while (value := self._digit(at)) is not None:
            digits, at = digits + str(value), at + 1
        if not digits:
            opens = self.s.word(at) in self.numbers.cardinals or self.s.word(at) in self.numbers.starts_alone
            rest = _Sum(self.s, at, self.habit).read() if opens else None
            if rest is None or rest.scale > _THOUSAND or (rest.value >= 100 and not self._tells_percent(rest.end)):
                return False
            digits, at = str(rest.value), rest.end
        if linked and not self._tells_percent(at):
            return False
        self.step = ONE.scaleb(-len(digits))
        self.current, self.decimals, self.at, self.last_word = self.current + Decimal(f"0.{digits}"), True, at, ""
        return True

    def _tells_percent(self, at: int) -> bool:
        return self.s.word(at) == "%" or self.numbers.percent.match(self.s.words, at) is not None

    def _digit(self, at: int) -> int | None:
        """Return the digit that a word tells, None where it is none or opens a longer number."""
        word = self.s.word(at)
        value = 1 if word in self.numbers.ones else self.numbers.cardinals.get(word)
        return value if value is not None and value < 10 else None

    def _take_half(self) -> bool:
        """Take "and a half": with a scale word behind or before it, of that scale."""
        hit = self.numbers.and_half.match(self.s.words, self.at) if self.at > self.start else None
        end = hit[0] if hit else self._hyphened_half()
        if end is None:
            return False
        if self.current is not None:
            self.current += (self._collective(self.last_word) or ONE) / 2  # "a dozen and a half"
        else:
            self.parts.append((self.scale / 2, self.scale / 10))
        self.at = end
        self.last_word = ""
        return True

    def _hyphened_half(self) -> int | None:
        """Return the end of "-and-a-half" behind a number."""
        parts, at = list[str](), self.at
        while self.at > self.start and len(parts) < _HALF_WORDS and self.s.word(at) == "-" and self.s.glued(at):
            parts.append(self.s.word(at + 1))
            at += 2
        return at if parts and self.numbers.and_half.match(parts, 0) == (len(parts), True) else None
