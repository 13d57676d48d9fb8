"""Numbers in digits and words: what they are worth and how exactly they are written."""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from ledger.extract.tokens import Sentence
from ledger.lexicon.languages import Language, NumberWords

ONE = Decimal(1)
_FIRST_GROUP, _LATER_GROUP = re.compile(r"[1-9]\d{0,2}"), re.compile(r"\d{3}")
_GROUP = re.compile(r"\d{1,3}(?:[.,]\d{1,2})?")
_MOST_DIGITS = 300


class Mark(StrEnum):
    """The sign a text writes before decimals."""

    POINT = "."
    COMMA = ","


@dataclass(frozen=True, slots=True)
class Numeral:
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


class UnreadableNumberError(ValueError):
    """Digits that fit no way of writing a number, or more than one."""


class AmbiguousNumberError(UnreadableNumberError):
    """Digits that fit two ways of writing a number."""


_COMMA_DECIMAL = re.compile(r"(?<![\d.,])\d+,\d{1,2}(?![\d,.]*\d)|\d\.\d{3},\d")
_POINT_DECIMAL = re.compile(
    r"(?<![\d.,:])\d+\.\d{1,2}(?![\d.,:]*\d)(?!\s?(?:h\b|hrs|hor|HRS|HOR|[ap]\.?m))|\d,\d{3}\.\d"
)


def find_decimal_marks(text: str) -> frozenset[Mark]:
    """Return the decimal marks that the text shows beyond doubt, such as "12,3 %" or "1,234.5"."""
    marks = set()
    if _COMMA_DECIMAL.search(text):
        marks.add(Mark.COMMA)
    if _POINT_DECIMAL.search(text):
        marks.add(Mark.POINT)
    return frozenset(marks)


@dataclass(frozen=True, slots=True)
class Habit:
    """How a text writes its numbers: the marks it shows, and the one its country uses."""

    shown: frozenset[Mark] = frozenset()
    country: Mark | None = None

    def decimal(self, language: Language) -> Mark:
        """Return the decimal mark to expect."""
        if language.decimal == ".":
            return Mark.POINT
        if len(self.shown) == 1:
            return next(iter(self.shown))
        return self.country or Mark.POINT


def read_digits(raw: str, language: Language, habit: Habit) -> tuple[Decimal, Decimal]:
    """Return value and step of a number written in digits.

    Raises:
        UnreadableNumberError: the separators fit no number ("1.2.3").
        AmbiguousNumberError: they fit two ("2,345" where the text elsewhere writes decimals with a comma).

    >>> from ledger.lexicon.languages import load_languages
    >>> read_digits("1,234.50", load_languages()["en"], Habit())
    (Decimal('1234.50'), Decimal('0.01'))
    """
    if len(raw) > _MOST_DIGITS:
        raise UnreadableNumberError("too many digits")
    if raw.isdecimal():
        value = Decimal(raw)
        return value, _integer_step(value)
    plain = re.sub(r"[\u00a0\u2009\u202f'’]", "_", raw)
    return _with_decimals(plain, _decimal_mark(plain, language, habit))


def _decimal_mark(plain: str, language: Language, habit: Habit) -> Mark | None:
    """Return which of the separators stands before decimals, None where all of them part thousands."""
    separators = [c for c in plain if not c.isdecimal()]
    points, commas = separators.count("."), separators.count(",")
    if points and commas:
        if separators[-1] not in (Mark.POINT, Mark.COMMA):
            raise UnreadableNumberError("the separators fit no number")
        return Mark(separators[-1])
    if points + commas != 1:
        return None
    mark = Mark.POINT if points else Mark.COMMA
    head, tail = plain.split(mark)
    if len(tail) != 3 or "_" in head or head.lstrip("0") == "" or len(head) > 3:
        return mark
    return _mark_of_three(mark, language, habit)


def _mark_of_three(mark: Mark, language: Language, habit: Habit) -> Mark | None:
    """Decide whether "1,234" and "1.234" hold thousands or three decimals."""
    if language.decimal == ".":
        return Mark.POINT if mark is Mark.POINT else None
    if habit.shown == {mark}:
        raise AmbiguousNumberError(f"'{mark}' may part thousands or decimals here")
    return None


def _with_decimals(plain: str, mark: Mark | None) -> tuple[Decimal, Decimal]:
    head, _, tail = plain.partition(mark) if mark else (plain, "", "")
    if mark and not tail.isdecimal():
        raise UnreadableNumberError("the separators fit no number")
    groups = re.split(r"[.,_]", head)
    if len(groups) > 1 and not (1 <= len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])):
        raise UnreadableNumberError("the separators fit no number")
    whole = "".join(groups)
    value = Decimal(f"{whole}.{tail}" if tail else whole)
    return value, ONE.scaleb(-len(tail)) if tail else _integer_step(value)


def _integer_step(value: Decimal) -> Decimal:
    """Return the worth of the last digit that is not a closing zero: 10 for 28,870, 1 for 1,695."""
    if not value:
        return ONE
    return ONE.scaleb(len(digits := str(int(value))) - len(digits.rstrip("0")))


def read_number(s: Sentence, at: int, habit: Habit, *, money: bool = False) -> Numeral | None:
    """Return the number that begins at token `at`, as long as it goes.

    `money` tells that a currency sign stands before it: "$3m" is three million, "3m" three metres.

    Raises:
        UnreadableNumberError: the digits fit no way of writing a number.
    """
    numbers = s.language.numbers
    word = s.words[at]
    if word[0].isdecimal():
        return _read_mixed(s, at, habit, money=money)
    if word in numbers.multi_scales:
        scale = numbers.multi_scales[word]
        return Numeral(at, at + 1, scale, scale, scale, vague=True, in_words=True)
    if word in numbers.multi and s.word(at + 1) == "-" and s.word(at + 2) in numbers.scales:
        scale = numbers.scales[s.words[at + 2]]
        return Numeral(at, at + 3, scale, scale, scale, vague=True, in_words=True)
    if word in numbers.halves:
        return _read_half(s, at, numbers)
    if word in numbers.articles and (found := _read_article(s, at, habit)) is not None:
        return found
    if word in numbers.vague and (found := _read_vague(s, at, numbers)) is not None:
        return found
    if word in numbers.cardinals or word in numbers.starts_alone or word in numbers.ones:
        return _read_mixed(s, at, habit, money=money)
    return None


def find_number(s: Sentence, at: int, habit: Habit, *, money: bool = False) -> Numeral | None:
    """Return the number that begins at token `at`, None where there is none that can be read."""
    try:
        return read_number(s, at, habit, money=money) if at < len(s) else None
    except UnreadableNumberError:
        return None


def _read_article(s: Sentence, at: int, habit: Habit) -> Numeral | None:
    """Read "a million", "a dozen", "a hundred and six", "un millón", "una docena"."""
    numbers = s.language.numbers
    following = s.word(at + 1)
    if following in numbers.halves or (following in numbers.vague and following not in numbers.scales):
        return None
    if following not in numbers.scales and following not in numbers.hundreds and following not in numbers.collectives:
        return None
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
    found = _Sum(s, at, habit, money=money).read()
    return found if found.end > at else None


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
        self.last_word = ""

    def read(self) -> Numeral:
        while self.at < len(self.s) and self._take():
            pass
        value = sum((part for part, _ in self.parts), Decimal(0)) + (self.current or 0)
        step = self.step if self.digits else _integer_step(value)
        return Numeral(self.start, self.at, value, step, self.scale, in_words=not self.digits)

    def _take(self) -> bool:
        """Take the next part if there is one that fits."""
        word = self.s.words[self.at]
        if word[0].isdecimal():
            return self._take_digits()
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
        """Take "5 420" as one number where the language parts thousands by a space."""
        if "space" not in self.s.language.groups or not _FIRST_GROUP.fullmatch(raw):
            return
        digits = raw
        while self.at < len(self.s) and len(digits) < _MOST_DIGITS and self._is_group():
            digits += self.s.raw(self.at)
            self.at += 1
        if digits != raw:
            self.current, self.step = Decimal(digits), _integer_step(Decimal(digits))

    def _is_group(self) -> bool:
        """Tell whether three digits stand behind a single space."""
        spaced = self.s.text[self.s.ends[self.at - 1] : self.s.starts[self.at]] == " "
        return spaced and _LATER_GROUP.fullmatch(self.s.raw(self.at)) is not None

    def _take_letter(self) -> None:
        """Take a scale letter stuck to the digits: "2.5m", "$3bn", "40k"."""
        if not self.s.glued(self.at):
            return
        letter = self.s.words[self.at]
        worth = self.numbers.letters.get(letter)
        if worth is None or (letter in self.numbers.money_letters and not self.money):
            return
        self._scale_by(worth)
        self.at += 1

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
        return True

    def _collective(self, word: str) -> Decimal | None:
        worth = self.numbers.collectives.get(word) or self.numbers.collectives.get(word.removesuffix("s"))
        return None if worth is None else Decimal(worth)

    def _take_half(self) -> bool:
        """Take "and a half": with a scale word behind or before it, of that scale."""
        hit = self.numbers.and_half.match(self.s.words, self.at) if self.at > self.start else None
        if hit is None:
            return False
        if self.current is not None:
            self.current += (self._collective(self.last_word) or ONE) / 2  # "a dozen and a half"
        else:
            self.parts.append((self.scale / 2, self.scale / 10))
        self.at = hit[0]
        self.last_word = ""
        return True
