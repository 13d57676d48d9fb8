"""An amount told by a number: the number with its range, unit, rate or total, sign and bound put together."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from ledger.extract.adjoining_units import AdjoiningUnit, CurrencySign, find_plus_or_minus, find_unit
from ledger.extract.amounts import Amount, Passage, Words
from ledger.extract.bounds import find_bound, find_hedge_after, open_ends
from ledger.extract.digits import ONE
from ledger.extract.numbers import Numeral, read_number
from ledger.extract.ranges import find_bounded_end, find_range
from ledger.extract.ranks import is_rank
from ledger.extract.rates import Rate, find_rate
from ledger.extract.shares import Whole, find_base, find_scale, find_total, is_scored, is_share, make_ratio, round_share
from ledger.extract.tokens import Sentence
from ledger.lexicon.units import Currency
from ledger.model.quantity import Bound, Kind, Quantity

_CHANGED = 8  # tokens between a verb of change and what it came to
_PAIRED = 8  # tokens before a word that pairs: "tanto 30 hombres como 40"
_FEWEST_CENTS = 10  # that are told without their name: "18 dollars 30"
_ENDS, _CLOSING = frozenset(("", ".")), frozenset(("", ".", ",", ";", ")", "?", "!"))
_QUOTES = frozenset("'’‘\"“”«»")
_HALF, _HUNDREDTH, _MILLION = Decimal("0.5"), Decimal("0.01"), Decimal(10**6)


@dataclass(slots=True)
class _Parts:
    """An amount in the making; each step below adds what stands around the number."""

    start: int
    end: int
    number: Numeral
    low: Decimal
    high: Decimal
    sign: CurrencySign | None
    unit: AdjoiningUnit | None
    ranged: bool = False
    kind: Kind = Kind.COUNT
    key: str | None = None
    currencies: tuple[Currency, ...] = ()
    per: str | None = None
    total: Decimal | None = None
    bound: Bound = Bound.EXACT
    bound_words: Words | None = None

    @property
    def bare(self) -> bool:
        """Tell whether the number stands without sign, unit and second end."""
        return self.sign is None and self.unit is None and not self.ranged


def make_amount(p: Passage, number: Numeral, sign: CurrencySign | None, earlier: Sequence[Amount]) -> Amount:
    """Return the amount of a number with all that belongs to it; `earlier` are those before it in the sentence."""
    parts = _with_unit(p, number, sign)
    _apply_factor(parts)
    _add_hundredths(p, parts)
    _add_half(p, parts)
    number = parts.number if not parts.ranged else number
    rate = find_rate(p, number, parts.unit, parts.end, money=_is_money(parts))
    base = find_base(p, parts.number) if rate is None and parts.sign is None and parts.unit is None else None
    marked = p.s.word(number.end) in p.language.ranks.marks  # "31 points out of 100"
    if base is not None and not marked:
        return make_ratio(p, parts.number, base, parts.low, parts.start)
    _settle_kind(p, parts)
    _tell_ages(p, parts)
    _add_rate_or_total(p, parts, rate)
    if base is not None:
        parts.kind, parts.key, parts.end, parts.total = Kind.SCORE, "score", base.end, base.value
    _add_vague_tail(p, parts)
    _add_plus_or_minus(p, parts)
    _add_bound(p, parts)
    _add_other_bound(p, parts)
    _add_noun_joined(p, parts)
    if parts.kind is Kind.COUNT and parts.total is not None and is_share(p, parts.number, parts.total):
        return make_ratio(p, parts.number, Whole(parts.end, parts.total))
    placed = parts.bound_words is None or parts.total is not None  # "it took place some 10 blocks away"
    if parts.kind is Kind.COUNT and placed and is_rank(p, parts.start, parts.number, parts.total, earlier):
        parts.kind, parts.key = Kind.RANK, "place"
    return _finished(p, parts)


def _with_unit(p: Passage, number: Numeral, sign: CurrencySign | None) -> _Parts:
    """Begin an amount: the number or range with its sign and unit."""
    start, unit = sign.start if sign else number.start, find_unit(p, number.end)
    spread = find_range(p, start, number, unit, money=sign is not None)
    if spread is None:
        end = unit.end if unit else number.end
        return _Parts(start, end, number, number.value, number.value, sign, unit)
    number = spread.number
    return _Parts(spread.start, spread.end, number, spread.low, number.value, sign, spread.unit, ranged=True)


def _apply_factor(parts: _Parts) -> None:
    """Tell the amount in its unit: 75 cents are 0.75 dollars."""
    factor = parts.unit.factor if parts.unit else parts.sign.factor if parts.sign else ONE
    if factor != 1:
        number = parts.number
        parts.low, parts.high = parts.low * factor, parts.high * factor
        parts.number = number._replace(value=number.value * factor, step=number.step * factor)


def _add_hundredths(p: Passage, parts: _Parts) -> None:
    """Take the cents of "3 dollars 50 cents", "15 pesos con 50" into the amount."""
    unit = parts.unit
    if unit is None or unit.kind is not Kind.MONEY or unit.factor != 1 or parts.ranged or parts.number.value % 1:
        return
    joined = p.s.word(unit.end) in p.numbers.cents_joins
    rest = p.numeral(unit.end + joined)
    if rest is None or rest.value >= 100 or rest.value % 1 or rest.scale > 1:
        return
    cents = find_unit(p, rest.end)
    bare = cents is None and _are_bare_cents(p, unit.end, rest)
    if not bare and (cents is None or cents.factor >= 1 or _codes(cents).isdisjoint(_codes(unit))):
        return
    value = parts.number.value + rest.value / 100
    end = cents.end if cents else rest.end
    parts.number = parts.number._replace(end=rest.end, value=value, step=_HUNDREDTH)
    parts.low, parts.high, parts.end = value, value, end


def _are_bare_cents(p: Passage, at: int, rest: Numeral) -> bool:
    """Tell "18 pesos con 30", "18 dollars 30." and, where the sentence ends, "18 dollars and 30"."""
    joint, behind = p.s.word(at), p.s.word(rest.end)
    if joint in p.numbers.cents_links:
        return not p.s.is_word(rest.end)
    closed = behind in _CLOSING or behind in p.numbers.comparing  # "18 dollars 30 more"
    if rest.value < _FEWEST_CENTS or not (behind in _ENDS if joint in p.numbers.cents_joins else closed):
        return False
    return (
        p.s.is_number(rest.start) == p.s.is_number(at - 2) and p.language.time.between.match_before(p.words, at) is None
    )


def _add_half(p: Passage, parts: _Parts) -> None:
    """Take the half of "dos toneladas y media", "two years and a half"."""
    unit = parts.unit
    if unit is None or parts.ranged or parts.number.value % 1 or unit.kind not in (Kind.OTHER, Kind.DURATION):
        return
    if (half := p.numbers.and_half.match(p.words, unit.end)) is not None:
        value = parts.number.value + _HALF
        parts.number = parts.number._replace(value=value, step=_HALF)
        parts.low, parts.high, parts.end = value, value, half[0]


def _codes(unit: AdjoiningUnit) -> set[str]:
    return {currency.code for currency in unit.currencies}


def _settle_kind(p: Passage, parts: _Parts) -> None:
    """Say what the amount is of: money by its unit or sign, else what the unit tells."""
    unit, currencies = parts.unit, None
    if unit is not None and unit.kind is Kind.MONEY:
        currencies = unit.currencies
    elif parts.sign is not None:
        currencies = parts.sign.currencies
    elif unit is None:
        inside = p.units.currency_words[p.language.code].match_before(p.words, parts.number.end)
        currencies = inside[1] if inside else None  # "2 mil 733 mdp"
    if currencies is not None:
        parts.kind, parts.key, parts.currencies = Kind.MONEY, None, currencies
    elif unit is None and _is_of_money(p, parts):
        parts.kind, parts.key, parts.currencies = Kind.MONEY, None, ()  # in a currency that nothing tells
    else:
        parts.kind, parts.key, parts.currencies = (unit.kind, unit.key, ()) if unit else (Kind.COUNT, None, ())


def _tell_ages(p: Passage, parts: _Parts) -> None:
    """Tell the ages between which a group is, "aged 18 to 30", "entre 18 y 45 años de edad", from lengths of time."""
    exclude, unit = p.language.exclude, parts.unit
    if not parts.ranged or parts.sign is not None or (unit is not None and unit.key != "year"):
        return
    behind = exclude.age_ends.match(p.words, unit.start) if unit is not None else None
    if behind is None and exclude.age_before.match_before(p.words, parts.start) is None:
        return
    parts.kind, parts.key, parts.end = Kind.OTHER, "year", behind[0] if behind is not None else parts.end


def _is_of_money(p: Passage, parts: _Parts) -> bool:
    """Tell "millions in losses", "losses run into the millions", which leave their currency out."""
    large = parts.number.vague or parts.number.scale >= _MILLION
    told = p.s.word(parts.end) in p.numbers.money_links and p.s.word(parts.end + 1) in p.numbers.money_things
    if not parts.number.vague or told:
        return large and told
    closed = not p.s.is_word(parts.end) or p.words[parts.end] in p.language.nouns.stops
    near = p.words[max(0, parts.start - _CHANGED) : parts.start]
    summed = not p.numbers.sum_verbs.isdisjoint(near) and not p.numbers.money_things.isdisjoint(near)
    return closed and summed and p.s.word(parts.start - 1) in p.numbers.money_fronts


def _is_money(parts: _Parts) -> bool:
    return parts.sign is not None or (parts.unit is not None and parts.unit.kind is Kind.MONEY)


def _add_rate_or_total(p: Passage, parts: _Parts, rate: Rate | None) -> None:
    """Add what the amount is told per, or the whole that a count is out of."""
    if rate is not None:
        parts.kind, parts.end, parts.per = Kind.RATE, rate.end, rate.per
        if rate.every != 1:  # "one every 32 hours"
            value, parts.low, parts.high = (
                round_share(one / rate.every) for one in (parts.number.value, parts.low, parts.high)
            )
            parts.number = parts.number._replace(value=value)
    elif parts.kind is Kind.COUNT and (end := find_scale(p, parts.end)) is not None:
        parts.kind, parts.key, parts.end = Kind.SCORE, "score", end
    elif parts.kind is Kind.COUNT and (whole := find_total(p, parts.number, parts.end)) is not None:
        parts.end, parts.total = whole
        if is_scored(p, parts.start):
            parts.kind, parts.key = Kind.SCORE, "score"
    elif parts.kind is Kind.SCORE and (whole := find_total(p, parts.number, parts.end)) is not None:
        parts.end, parts.total = whole  # "31 puntos sobre 100"


def _add_vague_tail(p: Passage, parts: _Parts) -> None:
    """Take "or even billions" behind "millions", with the unit behind it."""
    hit = p.numbers.or_words.match(p.words, parts.end) if parts.number.vague else None
    if hit is None or hit[0] >= len(p.words) or p.s.is_number(hit[0]):
        return
    tail = read_number(p.s, hit[0], p.habit)
    if tail is not None and tail.vague:
        parts.number = parts.number._replace(end=tail.end)
        parts.unit = find_unit(p, tail.end)
        parts.end = parts.unit.end if parts.unit else tail.end
        _settle_kind(p, parts)


def _add_plus_or_minus(p: Passage, parts: _Parts) -> None:
    """Take the minus of "-1.9" into the number."""
    mark = find_plus_or_minus(p, parts.number.start) if parts.sign is None and not parts.ranged else None
    if mark is not None:
        parts.start, parts.low, parts.high = mark[0], parts.low * mark[1], parts.high * mark[1]


def _add_bound(p: Passage, parts: _Parts) -> None:
    """Add the words that bound the amount, before or behind it; a vague number is at least what it says."""
    begin = parts.start
    parts.start, parts.bound, parts.bound_words = find_bound(p, begin)
    if parts.bound_words is not None and _is_governed(p, parts, begin):
        parts.start, parts.bound, parts.bound_words = begin, Bound.EXACT, None
    if parts.bound_words is None and parts.number.vague:
        parts.bound = Bound.AT_LEAST
    if parts.ranged:
        parts.bound = Bound.RANGE
    elif parts.bound is Bound.EXACT and parts.bare and (told := _bound_behind_noun(p, parts)) is not None:
        parts.bound_words, parts.bound = (parts.end + 1, told[0]), told[1]
    elif (after := _bound_behind(p, parts)) is not None:
        parts.bound_words = (parts.end, after[0])
        parts.end, parts.bound = after
        _add_scale_behind(p, parts)
        if parts.unit is None and parts.per is None and (unit := find_unit(p, parts.end)) is not None:
            parts.unit, parts.end = unit, unit.end  # "noventa y pico por ciento"
            _settle_kind(p, parts)


def _bound_behind(p: Passage, parts: _Parts) -> tuple[int, Bound] | None:
    """Return the end and bound of the words behind an amount, which decide in "about 500 or more"."""
    after = find_hedge_after(p, parts.end) if parts.bound in (Bound.EXACT, Bound.APPROX) else None
    if after is None or parts.bound is Bound.EXACT:
        return after
    ends = after[1] is not Bound.APPROX and p.words[parts.end] in p.numbers.or_words.first_words
    return after if ends else None


def _bound_behind_noun(p: Passage, parts: _Parts) -> tuple[int, Bound] | None:
    """Return end and bound of the words of "20 people or more", which the noun parts from its number."""
    at = parts.end
    counted = parts.kind is Kind.COUNT and p.s.is_word(at) and p.words[at] not in p.language.nouns.stops
    if not counted or p.s.word(at + 1) not in p.numbers.or_words.first_words:
        return None
    after = find_hedge_after(p, at + 1)
    return after if after is not None and after[1] is not Bound.APPROX else None


def _add_scale_behind(p: Passage, parts: _Parts) -> None:
    """Take the scale of "noventa y tantos millones", "Q210-odd million" behind the words that bound the number."""
    scale = p.numbers.scales.get(p.s.word(parts.end))
    if scale is None or parts.number.scale > 1 or parts.unit is not None or parts.per is not None:
        return
    number = parts.number
    parts.number = number._replace(value=number.value * scale, step=number.step * scale, scale=scale)
    parts.low, parts.high, parts.end = parts.low * scale, parts.high * scale, parts.end + 1


def _is_governed(p: Passage, parts: _Parts, begin: int) -> bool:
    """Tell "interest over 20 years", "fight over 300 jobs", "tell us about two" from "for over 20 years"."""
    hit, lasts = p.numbers.governed.match_before(p.words, begin), parts.kind is Kind.DURATION
    spreads = parts.start == begin - 1 and p.words[parts.start] in p.numbers.spread_words
    governed = hit is not None and hit[0] < parts.start
    if (governed or _is_led(p, parts, begin)) and (spreads or not lasts):
        return True
    paired = p.words[parts.start] in p.numbers.pairing
    if paired and not p.numbers.paired.isdisjoint(p.words[max(0, parts.start - _PAIRED) : parts.start]):
        return True
    if p.words[parts.start] in p.numbers.level_words and _has_changed(p, parts.start):
        return True  # "subió hasta los 40"
    before = parts.start - 1
    return lasts and spreads and p.s.is_word(before) and p.s.word(before) not in p.numbers.lasting


def _is_led(p: Passage, parts: _Parts, begin: int) -> bool:
    """Tell "wrote about two women", "a row over a $45 billion debt", not "wrote about 12 books": who leads the word."""
    article = begin - 1 - (p.words[begin - 1] in p.numbers.articles)
    leading = p.numbers.governors.get(p.words[parts.start], ())
    led = article == parts.start and p.s.word(parts.start - 1) in leading
    return led and p.s.word(parts.end) not in leading


def _has_changed(p: Passage, at: int) -> bool:
    """Tell whether a verb of change stands just before, or before the share it changed by: "cayó 9 %, hasta"."""
    for before in range(at - 1, max(-1, at - _CHANGED), -1):
        word = p.words[before]
        if word in p.numbers.change_verbs:
            return True
        share = p.numbers.percent.match(p.words, before) or p.numbers.percent.match(p.words, before - 1)
        small = word in p.numbers.articles or word in p.numbers.end_articles or word in ("%", ",")
        lasted = word in p.language.time.units or word in p.numbers.cardinals  # "2,8 % en doce meses, hasta"
        lasted = lasted or word in p.language.attribution.prepositions
        if not (p.s.is_number(before) or small or share or lasted):
            return False
    return False


def _add_other_bound(p: Passage, parts: _Parts) -> None:
    """Make a range of "more than 10 and less than 20 people"."""
    other = find_bounded_end(p, parts.end, parts.bound) if parts.bound_words and parts.per is None else None
    if other is None:
        return
    number, unit = other
    same = parts.unit is None or unit is None or (parts.unit.kind, parts.unit.key) == (unit.kind, unit.key)
    low, high = sorted((parts.low, number.value))
    rising = (parts.low < number.value) == (parts.bound in (Bound.MORE_THAN, Bound.AT_LEAST))
    if not same or not rising or low == high or number.scale != parts.number.scale:
        return
    parts.number = number._replace(start=parts.number.start, step=min(number.step, parts.number.step))
    parts.low, parts.high, parts.unit, parts.bound = low, high, unit or parts.unit, Bound.RANGE
    parts.end = unit.end if unit else number.end
    _settle_kind(p, parts)


def _add_noun_joined(p: Passage, parts: _Parts) -> None:
    """Take a noun joined to a count by a hyphen: "300-page"."""
    s, at = p.s, parts.end
    bare = parts.kind is Kind.COUNT and at == parts.number.end
    if (
        bare
        and s.word(at) == "-"
        and s.glued(at)
        and s.glued(at + 1)
        and s.is_word(at + 1)
        and s.word(at + 1) not in p.numbers.to_words
    ):
        parts.end += 2


def _finished(p: Passage, parts: _Parts) -> Amount:
    number, kind = parts.number, parts.kind
    low, high = open_ends(parts.bound, parts.low, parts.high)
    quantity = Quantity(
        kind=kind,
        value=parts.low if parts.low == parts.high else (parts.low + parts.high) / 2,
        low=low,
        high=high,
        bound=parts.bound,
        unit=parts.key,
        per=parts.per,
        step=number.step,
        total=parts.total,
        vague=number.vague,
        in_words=number.in_words,
    )
    hedged = p.language.hedges_after.match(p.words, number.end) is not None  # "some 40-odd houses"
    joined = kind is Kind.COUNT and p.s.word(number.end) == "-" and not hedged
    return Amount(
        start=parts.start,
        end=parts.end,
        number=number,
        quantity=quantity,
        rule=_rule(quantity, signed=parts.sign is not None),
        currencies=parts.currencies,
        noun_at=number.end if joined else _past_quote(p.s, parts),
        bound_words=parts.bound_words,
        unit_words=parts.unit.words if parts.unit else None,
    )


def _past_quote(s: Sentence, parts: _Parts) -> int:
    """Return the token behind an amount, and behind the mark that closes it: “at least 40” deaths."""
    quoted = s.word(parts.start - 1) in _QUOTES and s.word(parts.end) in _QUOTES
    return parts.end + quoted


_RULES = {
    Kind.PERCENT: "percent",
    Kind.RATE: "rate",
    Kind.RANK: "rank",
    Kind.DURATION: "length of time",
    Kind.OTHER: "unit",
}


def _rule(quantity: Quantity, *, signed: bool) -> str:
    """Name the rule that read an amount."""
    if quantity.kind is Kind.MONEY:
        return "currency sign" if signed else "currency word"
    if quantity.vague:
        return "vague magnitude"
    return _RULES.get(quantity.kind, "number in words" if quantity.in_words else "number in digits")
