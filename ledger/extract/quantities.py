"""Amounts: a number with its bound, range, currency, percent, unit of time or mass, and total."""

from dataclasses import dataclass, field, replace
from decimal import Decimal

from ledger.extract import exclusions
from ledger.extract.numbers import ONE, Habit, Numeral, UnreadableNumberError, read_number
from ledger.extract.periods import TimeSpan
from ledger.extract.tokens import Sentence
from ledger.lexicon.places import Places
from ledger.lexicon.units import Currency, Units
from ledger.model.quantity import Bound, Kind, Quantity

_DASHES = ("-", "–", "—", "‑")
_RATIO_PLACES = Decimal("0.000001")
_SMALL = 10  # "three out of four" is a share, "99 out of 126" a count of a whole
_NEAR_VERB = 12  # tokens before a range in which a verb of change makes two figures of it


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount at tokens `start` to `end`; the number itself is at `number`.

    `currencies` are those the words allow, to be told apart by place. `noun_at` is the token at which
    the counted noun would begin.
    """

    start: int
    end: int
    number: Numeral
    quantity: Quantity
    rule: str
    currencies: tuple[Currency, ...] = ()
    noun_at: int = 0
    bound_words: tuple[int, int] | None = None
    unit_words: tuple[int, int] | None = None


@dataclass(slots=True)
class Amounts:
    """All numbers of a sentence: amounts, numbers passed over with the reason, and unreadable ones."""

    found: list[Amount] = field(default_factory=list)
    omitted: list[tuple[int, int, str]] = field(default_factory=list)
    unreadable: list[tuple[int, int, str]] = field(default_factory=list)


def read_amounts(s: Sentence, times: list[TimeSpan], habit: Habit, units: Units, places: Places) -> Amounts:
    """Read every number of the sentence from left to right."""
    return _Reader(s, times, habit, units, places).read()


@dataclass(slots=True)
class _Unit:
    """What stands behind a number and belongs to the amount."""

    end: int
    kind: Kind = Kind.COUNT
    unit: str | None = None
    currencies: tuple[Currency, ...] = ()
    words: tuple[int, int] | None = None


class _Reader:
    def __init__(self, s: Sentence, times: list[TimeSpan], habit: Habit, units: Units, places: Places) -> None:
        self.s, self.habit, self.units, self.places = s, habit, units, places
        self.language = s.language
        self.numbers = s.language.numbers
        self.measures = units.measures[s.language.code]
        self.currency_words = units.currency_words[s.language.code]
        self.dated = {at: span for span in times for at in span.numbers}
        self.time_ends = {span.start: span.end for span in times}
        self.starts = s.language.number_starts
        self.out = Amounts()

    def read(self) -> Amounts:
        at = 0
        while at < len(self.s):
            word = self.s.words[at]
            if at in self.dated:
                at = self._pass_date(at)
            elif word[0].isdecimal() or word in self.starts:
                at = self._read_at(at)
            else:
                at += 1
        return self.out

    def _pass_date(self, at: int) -> int:
        span = self.dated[at]
        if any(self.s.words[i][0].isdecimal() for i in range(at, span.end)):
            self.out.omitted.append((at, span.end, exclusions.CLOCK if span.clock else exclusions.DATE))
        return span.end

    def _read_at(self, at: int) -> int:
        """Read what begins at the token; return the token to go on from."""
        digits = self.s.is_number(at)
        if (idiom := exclusions.exclude_words(self.s, at)) is not None and not (digits and idiom[0] == at + 1):
            self.out.omitted.append((at, idiom[0], idiom[1]))
            return idiom[0]
        for reader in (self._half_unit, self._fraction, self._multiple, self._ordinal_rank, self._length_alone):
            if (amount := reader(at)) is not None:
                return self._keep(amount)
        return self._number(at)

    def _keep(self, amount: Amount) -> int:
        self.out.found.append(amount)
        return max(amount.end, amount.number.end)

    def _number(self, at: int) -> int:
        sign = self._sign_before(at)
        try:
            number = read_number(self.s, at, self.habit, money=sign is not None)
        except UnreadableNumberError as error:
            return self._pass_unreadable(at, str(error))
        if number is None:
            return self._pass_word(at)
        if self._ends_in_ordinal(number):
            return self._omit(
                replace(number, end=number.end + 1 + (self.s.words[number.end] in _DASHES)), exclusions.ORDINAL
            )
        if self.s.is_number(at) and sign is None:
            reason = exclusions.exclude_number(self.s, number, self.places)
        else:
            reason = exclusions.AGE if exclusions.is_age(self.s, number) else None
        if reason is None and number.value == 1 and number.in_words and not self._one_counts(number):
            reason = exclusions.ONE
        if reason is None and number.in_words and self.language.time.decades.match_before(self.s.words, at):
            reason = exclusions.DATE  # "los años noventa"
        if reason is None and self._is_hour(number):
            reason = exclusions.CLOCK
        if reason is None and self._is_code(number, self._unit_after(number.end)):
            reason = exclusions.NAME
        if reason is not None:
            return self._omit(number, reason)
        return self._keep(self._amount(number, sign))

    def _ends_in_ordinal(self, number: Numeral) -> bool:
        """Tell whether an ordinal closes a number in words: "twenty-first", "thirty second"."""
        at = number.end + (self.s.word(number.end) in _DASHES and self.s.glued(number.end))
        return (
            number.in_words
            and number.value % 10 == 0
            and number.value >= 20
            and self.s.word(at) in self.numbers.ordinals
        )

    def _is_hour(self, number: Numeral) -> bool:
        """Tell "a las dos de la mañana", "at five p.m."."""
        end = number.end
        hit = self.language.time.times_of_day.match(self.s.words, end) if end < len(self.s) else None
        return hit is not None and number.value <= 24 and self.s.word(end) not in self.language.time.units

    def _is_code(self, number: Numeral, unit: _Unit | None) -> bool:
        """Tell whether letters that are no unit are stuck to the digits: "292049Z"."""
        end = number.end
        return not number.in_words and unit is None and self.s.glued(end) and self.s.is_word(end)

    def _pass_unreadable(self, at: int, why: str) -> int:
        ambiguous = "may part" in why
        rows = self.out.unreadable if ambiguous else self.out.omitted
        rows.append((at, at + 1, why if ambiguous else exclusions.NAME))
        return at + 1

    def _pass_word(self, at: int) -> int:
        word = self.s.words[at]
        if word in self.numbers.ordinals and word not in self.language.time.units:
            self.out.omitted.append((at, at + 1, exclusions.ORDINAL))
        return at + 1

    def _omit(self, number: Numeral, reason: str) -> int:
        end = number.end
        if reason is exclusions.ONE and number.article:
            return number.start + 1
        self.out.omitted.append((number.start, end, reason))
        return end

    def _one_counts(self, number: Numeral) -> bool:
        """Tell whether "one" counts: before a unit, in a share, or as the rest of a partition."""
        if self.s.word(number.start) in self.numbers.articles and self.s.word(number.start) != "uno":
            percent = self._unit_after(number.end)
            return (percent is not None and percent.kind is Kind.PERCENT) or self._every(number) is not None
        unit = self._unit_after(number.end)
        if unit is not None and unit.unit != "day":
            return True
        if self._every(number) is not None:
            return True
        following = self.s.word(number.end)
        told = following in (",", "was", "is", "were", "en", "fue", "era", "remains", "remained")
        before = self.s.word(number.start - 1)
        partition = before in (";", "and", "y", ",") and any(a.quantity.kind is Kind.COUNT for a in self.out.found)
        return told and partition and self.s.word(number.start) in self.numbers.ones

    # The parts around a number

    def _minus_before(self, at: int) -> Decimal | None:
        """Return -1 or 1 where a plus or minus sign is stuck to the number and to nothing else: "-1.9"."""
        mark = self.s.word(at - 1)
        if mark not in ("-", "−", "+") or not self.s.glued(at) or (at > 1 and self.s.glued(at - 1)):
            return None
        if self.s.is_number(at - 2) and mark == "-" and self.s.starts[at - 1] - self.s.ends[at - 2] < 2:
            return None
        return ONE if mark == "+" else -ONE

    def _sign_before(self, at: int) -> tuple[int, tuple[Currency, ...]] | None:
        """Return where a currency sign or code before the number begins, and what it can mean."""
        if at == 0 or self.s.starts[at] - self.s.ends[at - 1] > 1:
            return None
        for start, currencies in self.units.signs.matches_before(self.s.words, at):
            if self._is_sign(start):
                return start, currencies
        return None

    def _is_sign(self, start: int) -> bool:
        """Tell whether letters before a number are written as a currency: "US$", "Q 500", not "a $5 fine"."""
        s, first = self.s, self.s.raw(start)
        if not first[0].isalpha():
            return True
        if not first[0].isupper() or (start > 0 and s.glued(start) and s.is_word(start - 1)):
            return False
        return not (len(first) == 1 and s.shouting and s.word(start + 1) not in ("$", "/"))

    def _hedge_before(self, start: int) -> tuple[int, Bound] | None:
        """Return where the words that bound the amount begin, the outermost deciding."""
        hit = self.language.hedges.match_before(self.s.words, start)
        if hit is None and self.s.word(start - 1) in self.numbers.fraction_articles and start > 1:
            hit = self.language.hedges.match_before(self.s.words, start - 1)  # "por lo menos un 15 %"
        if hit is None:
            return None
        outer = self.language.hedges.match_before(self.s.words, hit[0]) if hit[0] > 0 else None
        return outer or hit

    def _unit_after(self, at: int) -> _Unit | None:
        """Return percent, currency, length of time or measured unit behind a number."""
        s, words = self.s, self.s.words
        start = at
        if at < len(words) and words[at] in _DASHES and s.glued(at) and s.glued(at + 1):
            at += 1
        if at >= len(words):
            return None
        if hit := self.numbers.percent_points.match(words, at):
            return _Unit(hit[0], Kind.OTHER, "percentage_point", words=(at, hit[0]))
        if words[at] == "%" or self.numbers.percent.match(words, at):
            hit = self.numbers.percent.match(words, at)
            return _Unit(hit[0] if hit else at + 1, Kind.PERCENT, "percent", words=(at, hit[0] if hit else at + 1))
        if (money := self._currency_after(at)) is not None:
            return money
        linked = at + 1 if words[at] in self.language.nouns.link and s.language.code == "es" else at
        length = self.language.time.units.get(s.word(at))
        if length and not (at > start and s.word(at + 1) in _DASHES):
            return _Unit(at + 1, Kind.DURATION, length, words=(at, at + 1))
        measured = self.measures.match(words, linked) if linked < len(words) else None
        loose = measured is not None and len(words[linked]) <= 2 and s.is_capital(linked) and not s.glued(linked)
        if measured is None or (loose and not s.shouting):
            return None
        return _Unit(measured[0], Kind.OTHER, measured[1], words=(linked, measured[0]))

    def _currency_after(self, at: int) -> _Unit | None:
        s, words = self.s, self.s.words
        begin = at
        if words[at] in ("de", "of") and at + 1 < len(words):
            begin = at + 1
        if (hit := self.currency_words.match(words, begin)) is not None:
            return _Unit(hit[0], Kind.MONEY, None, hit[1], (begin, hit[0]))
        if words[at] in ("u", "us", "american") and (hit := self.currency_words.match(words, at)):
            return _Unit(hit[0], Kind.MONEY, None, hit[1], (at, hit[0]))
        code = self.units.signs.match(words, at)
        if code is None or s.is_number(code[0]):
            return None
        raw = s.raw(at)
        if raw in ("€", "$", "£", "₱", "₹", "¥") or (raw.isupper() and len(raw) == 3):
            return _Unit(code[0], Kind.MONEY, None, code[1], (at, code[0]))
        return None

    # Whole amounts

    def _amount(self, number: Numeral, sign: tuple[int, tuple[Currency, ...]] | None) -> Amount:
        start = sign[0] if sign else number.start
        unit = self._unit_after(number.end)
        end = unit.end if unit else number.end
        spread = self._range(start, number, unit, sign)
        if spread is not None:
            start, number, low, high, unit, end = spread
        else:
            low = high = number.value
        rate = self._rate(number, unit, sign, end)
        every = self._every(number) if unit is None and sign is None and spread is None else None
        if every is not None:
            return self._ratio(number, every)
        kind, unit_key, currencies = self._kind(number, unit, sign)
        total = None
        per = None
        if rate is not None:
            kind, per, end = Kind.RATE, rate[1], rate[0]
        elif kind is Kind.COUNT and (whole := self._total(number, end)) is not None:
            end, total = whole
            if self._scored(start):
                kind, unit_key = Kind.SCORE, "score"
        if number.vague and (second := self._vague_tail(end)) is not None:
            number = replace(number, end=second)
            unit = self._unit_after(second)
            end = unit.end if unit else second
            kind, unit_key, currencies = self._kind(number, unit, sign)
        minus = self._minus_before(number.start) if sign is None and spread is None else None
        if minus is not None:
            start, low, high = start - 1, low * minus, high * minus
        start, bound, hedge = self._bounded(start, number)
        if spread is not None:
            bound, hedge = Bound.RANGE, hedge
        elif bound is Bound.EXACT and (after := self._hedge_after(end)) is not None:
            hedge, (end, bound) = (end, after[0]), after
        low_end, high_end = _ends(bound, low, high)
        value = (low + high) / 2
        if kind is Kind.COUNT and end == number.end and self.s.word(end) == "-" and self._joined(end):
            end += 2  # "751-page"
        if kind is Kind.COUNT and total is not None and self._is_share(number, total):
            return self._ratio(number, (end, total))
        if kind is Kind.COUNT and self._is_rank(start, number, total):
            kind, unit_key = Kind.RANK, "place"
        quantity = Quantity(
            kind, value, low_end, high_end, bound, unit_key, per, number.step, total, number.vague, number.in_words
        )
        rule = _rule(quantity, signed=sign is not None)
        words = unit.words if unit else None
        noun_at = number.end if self.s.word(number.end) == "-" and kind is Kind.COUNT else end
        return Amount(start, end, number, quantity, rule, currencies, noun_at, hedge, words)

    def _joined(self, at: int) -> bool:
        return self.s.glued(at) and self.s.glued(at + 1) and self.s.is_word(at + 1)

    def _is_share(self, number: Numeral, total: Decimal) -> bool:
        """Tell "three out of four" and "9 out of 10", which tell a share, from "30 of the 32"."""
        joint = self.numbers.of_round.match(self.s.words, number.end)
        return joint is not None and (total <= _SMALL or total == 100)

    def _kind(
        self, number: Numeral, unit: _Unit | None, sign: tuple[int, tuple[Currency, ...]] | None
    ) -> tuple[Kind, str | None, tuple[Currency, ...]]:
        if unit is not None and unit.kind is Kind.MONEY:
            return Kind.MONEY, None, unit.currencies
        if sign is not None:
            return Kind.MONEY, None, sign[1]
        if unit is None and (inside := self.currency_words.match_before(self.s.words, number.end)) is not None:
            return Kind.MONEY, None, inside[1]  # "2 mil 733 mdp"
        return (unit.kind, unit.unit, ()) if unit else (Kind.COUNT, None, ())

    def _bounded(self, start: int, number: Numeral) -> tuple[int, Bound, tuple[int, int] | None]:
        hit = self._hedge_before(start)
        if hit is not None:
            return hit[0], hit[1], (hit[0], start)
        return start, Bound.AT_LEAST if number.vague else Bound.EXACT, None

    def _hedge_after(self, end: int) -> tuple[int, Bound] | None:
        return self.language.hedges_after.match(self.s.words, end) if end < len(self.s) else None

    def _vague_tail(self, end: int) -> int | None:
        """Return the end of "or even billions" behind "millions"."""
        hit = self.numbers.or_words.match(self.s.words, end) if end < len(self.s) else None
        if hit is None or hit[0] >= len(self.s):
            return None
        tail = read_number(self.s, hit[0], self.habit) if not self.s.is_number(hit[0]) else None
        return tail.end if tail is not None and tail.vague else None

    def _range(
        self, start: int, one: Numeral, unit: _Unit | None, sign: tuple[int, tuple[Currency, ...]] | None
    ) -> tuple[int, Numeral, Decimal, Decimal, _Unit | None, int] | None:
        """Read the other end of a range: "between 60 and 70", "60 to 70 percent", "$3-4 million"."""
        s, words = self.s, self.s.words
        opening = self._opening(start)
        joint = unit.end if unit else one.end
        if unit is not None and unit.kind is Kind.DURATION and opening is None:
            return None
        skip = self._range_joint(joint, opening)
        if skip is None:
            return None
        at = skip
        second_sign = None
        while at < len(words) and not s.is_number(at) and at < skip + 3 and self.units.signs.match(words, at):
            at += 1
        if at > skip:
            second_sign = self._sign_before(at) if at < len(words) else None
        elif at < len(words) and words[at] in self.language.nouns.articles and self.language.code == "es":
            at += 1
        if at >= len(words) or at in self.dated:
            return None
        try:
            two = read_number(s, at, self.habit, money=(sign or second_sign) is not None)
        except UnreadableNumberError:
            return None
        if two is None or two.vague or one.vague:
            return None
        low = one.value
        if one.scale == 1 and two.scale > 1 and low * two.scale <= two.value:
            low *= two.scale
        tail = self._unit_after(two.end)
        if not self._is_range(one, two, low, opening, joint, unit, tail):
            return None
        end = tail.end if tail else two.end
        begin = opening[0] if opening else start
        step = min(one.step * (low / one.value if one.value else ONE), two.step)
        number = Numeral(one.start, two.end, two.value, step, two.scale, in_words=one.in_words and two.in_words)
        return begin, number, low, two.value, tail or unit, end

    def _opening(self, start: int) -> tuple[int, str] | None:
        """Return a word such as "between" before the first end of a range, and the word due before the second."""
        at = start
        if self.s.word(at - 1) in self.language.nouns.articles and self.language.code == "es" and at > 1:
            hit = self.numbers.between.match_before(self.s.words, at)
            if hit is None:
                at -= 1
        return self.numbers.between.match_before(self.s.words, at)

    def _range_joint(self, at: int, opening: tuple[int, str] | None) -> int | None:
        """Return where the second end would begin, None where nothing joins a second end."""
        words = self.s.words
        if at >= len(words):
            return None
        if opening is not None:
            middle = opening[1].split()
            if words[at : at + len(middle)] == middle:
                return at + len(middle)
        if words[at] in _DASHES:
            return at + 1
        if words[at] in self.numbers.to_words:
            return at + 1
        hit = self.numbers.or_words.match(words, at)
        return hit[0] if hit else None

    def _is_range(
        self, one: Numeral, two: Numeral, low: Decimal, opening: tuple[int, str] | None,
        joint: int, unit: _Unit | None, tail: _Unit | None,
    ) -> bool:  # fmt: skip
        """Tell whether two numbers are the ends of one amount and not two amounts."""
        word = self.s.words[joint]
        if low >= two.value or one.value <= 0:
            return False
        if unit is not None and tail is not None and unit.kind is not tail.kind:
            return False
        if word in _DASHES:
            return self._dash_joins(joint, two)
        opened = self.s.word(opening[0]) if opening else ""
        if opened in self.numbers.change_frames or (not opening and word in self.numbers.to_words):
            if opening is not None and self._something_changed(opening[0]):
                return False
            return bool(opening) or tail is not None or two.value <= low * 10
        if opening is not None:
            return True
        return two.value <= low * 3 and (unit is None or tail is None)  # "two or three"

    def _dash_joins(self, joint: int, two: Numeral) -> bool:
        after = two.end
        again = self.s.word(after) in _DASHES and self.s.glued(after) and self.s.is_number(after + 1)
        return not again and self.s.glued(joint) == self.s.glued(joint + 1)

    def _something_changed(self, at: int) -> bool:
        """Tell whether a verb of change stands before: "rose from 60 to 70" are two figures."""
        before = self.s.words[max(0, at - _NEAR_VERB) : at]
        return any(word in self.numbers.change_verbs for word in before)

    def _rate(
        self, number: Numeral, unit: _Unit | None, sign: tuple[int, tuple[Currency, ...]] | None, end: int
    ) -> tuple[int, str] | None:
        """Read "per 100,000 inhabitants", "a month", "por día" behind the amount: its end and what it is per."""
        if unit is not None and unit.kind in (Kind.PERCENT, Kind.DURATION):
            return None
        for at in range(end, min(end + 3, len(self.s))):
            if (based := self._base(at)) is not None:
                return based
            if not self.s.is_word(at) or self.s.words[at] in self.language.nouns.stops:
                break
        money = sign is not None or (unit is not None and unit.kind is Kind.MONEY)
        if (money or unit is not None) and (each := self._each(end)) is not None:
            return each
        for at in range(end, min(end + (1 if money or unit else 3), len(self.s))):
            hit = self.numbers.per_time.match(self.s.words, at)
            time = self.language.time.units.get(self.s.word(hit[0])) if hit else None
            if hit and time:
                exact = money or number.value % 1 != 0 or time in ("day", "hour", "minute", "week", "second")
                return (hit[0] + 1, time) if exact and hit[0] not in self.time_ends else None
            if not self.s.is_word(at) or self.s.words[at] in self.language.nouns.stops:
                return None
        return None

    def _each(self, end: int) -> tuple[int, str] | None:
        """Read "a head", "per litre", "semanales" behind an amount of money."""
        time = self.numbers.per_adjectives.get(self.s.word(end))
        if time is not None:
            return end + 1, time
        hit = self.numbers.per_time.match(self.s.words, end) if end < len(self.s) else None
        if hit is None or not self.s.is_word(hit[0]):
            return None
        word = self.s.words[hit[0]]
        strong = self.s.words[end] in self.numbers.per_strong
        if word in self.numbers.per_nouns or (strong and word not in self.language.nouns.stops):
            return (hit[0] + 1, self.language.time.units.get(word, word))
        return None

    def _base(self, end: int) -> tuple[int, str] | None:
        hit = self.numbers.per_base.match(self.s.words, end) if end < len(self.s) else None
        if hit is None or hit[0] >= len(self.s):
            return None
        try:
            base = read_number(self.s, hit[0], self.habit)
        except UnreadableNumberError:
            return None
        if base is None or base.value < 100 or base.vague:
            return None
        noun = self.numbers.base_nouns.match(self.s.words, base.end) if base.end < len(self.s) else None
        return (noun[0] if noun else base.end), f"{int(base.value)}"

    def _total(self, number: Numeral, end: int) -> tuple[int, Decimal] | None:
        """Read "of the 32", "out of 126", "entre 180" behind a count: its end and the total."""
        hit = self.numbers.of_total.match(self.s.words, end) if end < len(self.s) else None
        if hit is None or number.vague:
            return None
        at = self._past_owner(hit[0])
        if at >= len(self.s) or at in self.dated:
            return None
        try:
            total = read_number(self.s, at, self.habit)
        except UnreadableNumberError:
            return None
        if total is None or total.vague or total.article or total.value <= number.value or total.value % 1:
            return None
        if number.value % 1 and not self._scored(number.start):
            return None
        bare = hit[0] == end + 1
        unit = self._unit_after(total.end)
        if unit is not None or (bare and total.in_words is not number.in_words):
            return None
        return total.end, total.value

    def _scored(self, start: int) -> bool:
        """Tell whether an index or a mark is spoken of before: "a score of 71 out of 100"."""
        before = self.s.words[max(0, start - _NEAR_VERB) : start]
        return not self.language.ranks.scores.isdisjoint(before)

    def _past_owner(self, at: int) -> int:
        """Step over an owner: "14 of the county's 20 wards"."""
        for end in range(at + 1, min(at + 5, len(self.s) - 1)):
            if self.s.words[end] in ("'", "’") and self.s.words[end + 1] == "s":
                return end + 2
        return at

    def _every(self, number: Numeral) -> tuple[int, Decimal] | None:
        """Read "in five", "de cada 100", "… for every 98": the end and the number it is out of."""
        words = self.s.words
        if number.value % 1 or number.value > 999 or number.vague:
            return None
        for at in range(number.end, min(number.end + 5, len(words))):
            hit = self.numbers.of_every.match(words, at)
            if hit is not None and hit[0] < len(words) and hit[0] not in self.dated:
                if at == number.end or hit[0] > at + 1:
                    return self._every_of(number, at, hit[0])
                return None
            if not self.s.is_word(at):
                return None
        return None

    def _every_of(self, number: Numeral, joint: int, at: int) -> tuple[int, Decimal] | None:
        try:
            base = read_number(self.s, at, self.habit)
        except UnreadableNumberError:
            return None
        if base is None or base.vague or base.value <= number.value:
            return None
        weak = at == joint + 1  # "in five", not "in every five"
        if weak and (
            joint > number.end or base.value > 1000 or self._unit_after(base.end) or self.s.word(base.end) == "-"
        ):
            return None
        return base.end, base.value

    def _ratio(self, number: Numeral, every: tuple[int, Decimal]) -> Amount:
        end, base = every
        value = (number.value / base).quantize(_RATIO_PLACES).normalize()
        return self._share(number.start, replace(number, end=end), value, base, end, "ratio of numbers")

    def _share(self, start: int, number: Numeral, value: Decimal, total: Decimal | None, end: int, rule: str) -> Amount:
        start, bound, hedge = self._bounded(start, replace(number, vague=False))
        low, high = _ends(bound, value, value)
        quantity = Quantity(Kind.RATIO, value, low, high, bound, "ratio", None, _RATIO_PLACES, total, in_words=True)
        return Amount(start, end, number, quantity, rule, noun_at=end, bound_words=hedge)

    # Amounts that are no plain number

    def _fraction(self, at: int) -> Amount | None:
        """Read "two-thirds", "a fifth of", "la mitad", "tres cuartas partes"."""
        words, numbers = self.s.words, self.numbers
        top, part = 1, at
        if words[at] in numbers.cardinals and numbers.cardinals[words[at]] < 20:
            top, part = numbers.cardinals[words[at]], at + 1
        elif words[at] in numbers.ones or words[at] in numbers.fraction_articles:
            part = at + 1
        elif words[at] in numbers.bare_fractions and numbers.hundreds:
            return self._half(at)
        else:
            return None
        hyphen = self.s.word(part) in _DASHES
        part += hyphen
        bottom = numbers.fractions.get(self.s.word(part))
        if bottom is None or bottom <= top:
            return None
        end = part + 1
        if self.s.word(end) in numbers.fraction_parts:
            end += 1
        elif not self._is_fraction(at, part, end, hyphen=hyphen):
            return None
        value = (Decimal(top) / bottom).quantize(_RATIO_PLACES).normalize()
        return self._share(at, Numeral(at, end, value, in_words=True), value, None, end, "fraction in words")

    def _is_fraction(self, at: int, part: int, end: int, *, hyphen: bool) -> bool:
        """Tell a fraction from an ordinal: "a third of them", not "a third suspect"."""
        word, following = self.s.words[part], self.s.word(end)
        if word in self.numbers.needs_part or (following and self.s.glued(end) and following in _DASHES):
            return False
        if word in self.numbers.bare_fractions:
            return self.s.words[at] in self.numbers.fraction_articles
        if self.s.words[at] in self.numbers.cardinals:
            return word.endswith("s")
        if word in self.language.time.units and not hyphen:  # "a quarter", "un segundo"
            return following == "of"
        return hyphen or following in ("of", "de", "del", "") or not following[0].isalpha() or self._told(following)

    def _told(self, following: str) -> bool:
        return following in self.language.nouns.stops and self.s.language.code == "es"

    def _half_unit(self, at: int) -> Amount | None:
        """Read "medio punto porcentual", "media hora", "half a percentage point"."""
        if self.s.words[at] not in self.numbers.halves:
            return None
        end = at + 1 + (self.s.word(at + 1) in self.numbers.articles)
        unit = self._unit_after(end)
        if unit is None or unit.kind is Kind.MONEY:
            return None
        half = Decimal("0.5")
        number = Numeral(at, at + 1, half, in_words=True)
        start, bound, hedge = self._bounded(at, number)
        low, high = _ends(bound, half, half)
        quantity = Quantity(unit.kind, half, low, high, bound, unit.unit, step=Decimal("0.1"), in_words=True)
        return Amount(start, unit.end, number, quantity, "half a unit", noun_at=unit.end, bound_words=hedge)

    def _half(self, at: int) -> Amount | None:
        """Read a bare "half": "half of the", "half the country", "more than half"."""
        following = self.s.word(at + 1)
        if read_number(self.s, at, self.habit) is not None or following in _DASHES:
            return None
        hedged = self._hedge_before(at) is not None
        framed = following in ("of", "the", "their", "its", "his", "her", "our", "those", "that", "these", "all")
        ends = not following or not following[0].isalpha()
        if not (hedged or framed or ends or following in self.language.nouns.stops):
            return None
        if self.s.word(at - 1) in ("the", "first", "second", "a", "other") and not framed:
            return None
        value = Decimal("0.5")
        return self._share(at, Numeral(at, at + 1, value, in_words=True), value, None, at + 1, "fraction in words")

    def _multiple(self, at: int) -> Amount | None:
        """Read "quadrupled", "three times as many", "el triple", "five-fold"."""
        words, numbers = self.s.words, self.numbers
        factor = numbers.multiples.get(words[at])
        if factor is not None:
            start = at
            if words[at] in numbers.needs_frame:
                framed = numbers.multiple_frames.match(words, at) or (
                    at > 0 and numbers.multiple_frames.match(words, at - 1)
                )
                if not framed:
                    return None
                start = at - 1 if at > 0 and words[at - 1] in numbers.multiple_articles else at
            return self._times(start, at + 1, Decimal(factor))
        if words[at] in numbers.multiple_articles and numbers.multiples.get(self.s.word(at + 1)):
            if numbers.multiple_frames.match(words, at):
                return self._times(at, at + 2, Decimal(numbers.multiples[words[at + 1]]))
            return None
        return self._counted_times(at)

    def _counted_times(self, at: int) -> Amount | None:
        words, numbers = self.s.words, self.numbers
        if not self.s.is_number(at) and words[at] not in numbers.cardinals:
            return None
        try:
            number = read_number(self.s, at, self.habit)
        except UnreadableNumberError:
            return None
        if number is None:
            return None
        end = number.end + (self.s.word(number.end) in _DASHES)
        word = self.s.word(end)
        if word in numbers.fold or (word in numbers.times and self.s.word(end + 1) in numbers.times_frames):
            return self._times(at, end + 1, number.value)
        return None

    def _times(self, start: int, end: int, factor: Decimal) -> Amount:
        number = Numeral(start, end, factor, in_words=True)
        hit = self._hedge_before(start)
        begin = hit[0] if hit else start
        low, high = _ends(hit[1], factor, factor) if hit else (factor, factor)
        quantity = Quantity(Kind.MULTIPLE, factor, low, high, Bound.MULTIPLE, "times", in_words=True)
        return Amount(
            begin, end, number, quantity, "multiple", noun_at=end, bound_words=(begin, start) if hit else None
        )

    def _ordinal_rank(self, at: int) -> Amount | None:
        """Read "third place", "second biggest", "primer lugar", "segundo más grande", "3rd place"."""
        s, ranks = self.s, self.language.ranks
        place = self.numbers.ordinals.get(s.words[at])
        end = at + 1
        if place is None and s.words[at].isdecimal() and s.glued(end) and s.word(end) in self.numbers.ordinal_endings:
            place, end = int(s.words[at]), end + 1
        if place is None:
            return None
        if s.word(end) in _DASHES:
            end += 1
        if (whole := self._rank_total(end)) is not None:
            return self._place(at, whole, Decimal(place))
        hit = ranks.after.match(s.words, end) if end < len(s) else None
        superlative = s.word(end) in ranks.superlatives or (s.word(end).endswith("est") and len(s.word(end)) > 4)
        if hit is None and not (superlative and self.language.code in ("en", "es")):
            return None
        if hit is None and place == 1 and self.language.code == "es":
            return None
        last = hit[0] if hit else end + 1
        if hit is not None and self._told_as_place(at, last):
            return None
        tail = last + 2 if s.word(last) in _DASHES and s.is_word(last + 1) else last  # "fourth worst-funded"
        whole = self._rank_total(tail)
        return self._place(at, whole or (last, None), Decimal(place))

    def _place(self, start: int, whole: tuple[int, Decimal | None], place: Decimal) -> Amount:
        end, total = whole
        number = Numeral(start, end, place, in_words=True)
        quantity = Quantity(Kind.RANK, place, place, place, Bound.EXACT, "place", total=total, in_words=True)
        return Amount(start, end, number, quantity, "rank in words", noun_at=end)

    def _rank_total(self, end: int) -> tuple[int, Decimal] | None:
        """Read "of 126", "entre 31" behind an ordinal or a superlative."""
        hit = self.numbers.of_total.match(self.s.words, end) if end < len(self.s) else None
        if hit is None or hit[0] in self.dated or not self.s.is_number(hit[0]):
            return None
        try:
            total = read_number(self.s, hit[0], self.habit)
        except UnreadableNumberError:
            return None
        return (total.end, total.value) if total and self.s.word(total.end) not in self.language.time.months else None

    def _told_as_place(self, at: int, end: int) -> bool:
        """Tell "in the first place" and "en primer lugar,", which order an argument and rank nothing."""
        first = self.numbers.ordinals.get(self.s.words[at]) == 1
        return first and self.s.word(at - 1) in ("the", "en") and self.s.word(end) in (",", ".", "")

    def _length_alone(self, at: int) -> Amount | None:
        """Read "decade" and "decades" without a number before them."""
        years = self.language.time.decades_alone.get(self.s.words[at])
        if years is None or (at > 0 and (self.s.is_number(at - 1) or self.s.words[at - 1] in self.numbers.cardinals)):
            return None
        if self.s.word(at - 1) in _DASHES:
            return None
        many = self.s.words[at].endswith("s")
        value = Decimal(years)
        number = Numeral(at, at + 1, value, value, vague=many, in_words=True)
        bound = Bound.AT_LEAST if many else Bound.EXACT
        quantity = Quantity(
            Kind.DURATION, value, value, None if many else value, bound, "year", step=value, vague=many, in_words=True
        )
        return Amount(at, at + 1, number, quantity, "length of time", noun_at=at + 1)

    def _is_rank(self, start: int, number: Numeral, total: Decimal | None) -> bool:
        """Tell whether a number is a place in an order: "ranked 99 out of 126", "en el lugar 92"."""
        if number.in_words and total is None:
            return False
        if self.language.ranks.before.match_before(self.s.words, start):
            return True
        ranked = any(amount.quantity.kind is Kind.RANK for amount in self.out.found)
        return (
            ranked
            and (total is not None or self.s.word(start - 1) in ("el", "al", "to", "of"))
            and not self._counts(number)
        )

    def _counts(self, number: Numeral) -> bool:
        following = self.s.word(number.end)
        return (
            self.s.is_word(number.end)
            and following not in self.language.nouns.stops
            and not self._joins_total(number.end)
        )

    def _joins_total(self, at: int) -> bool:
        return self.numbers.of_total.match(self.s.words, at) is not None


def _ends(bound: Bound, low: Decimal, high: Decimal) -> tuple[Decimal | None, Decimal | None]:
    """Return the ends that the bound leaves: "more than 3" is open above."""
    if bound in (Bound.MORE_THAN, Bound.AT_LEAST):
        return low, None
    if bound in (Bound.LESS_THAN, Bound.AT_MOST):
        return None, high
    return low, high


def _rule(quantity: Quantity, *, signed: bool) -> str:
    """Name the rule that read an amount."""
    if quantity.kind is Kind.MONEY:
        return "currency sign" if signed else "currency word"
    if quantity.vague:
        return "vague magnitude"
    return _RULES.get(quantity.kind, "number in words" if quantity.in_words else "number in digits")


_RULES = {
    Kind.PERCENT: "percent",
    Kind.RATE: "rate",
    Kind.RANK: "rank",
    Kind.DURATION: "length of time",
    Kind.OTHER: "unit",
}
