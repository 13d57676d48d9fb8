"""What a bare number leaves out because a figure before it has said it: kind, unit, currency, noun."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from ledger.extract.age_limits import AGE_LIMIT
from ledger.extract.drafts import ELIDED_SCALE, Draft
from ledger.extract.elided import find_measured, is_compared
from ledger.extract.nouns import find_noun
from ledger.extract.same_money import is_same_money, tells_money
from ledger.extract.subjects import tells_thing
from ledger.extract.tokens import Sentence
from ledger.lexicon.units import Currency
from ledger.model.figure import Basis
from ledger.model.quantity import Kind

_NEAR_RATE = 6  # tokens from "rate" to its number
_BACK = 12  # figures back to which what is left out may reach
_SIZES = (Decimal("0.01"), Decimal(100))  # of an amount whose currency is left out, against the one that told it
_SHARED = (Kind.PERCENT, Kind.RATE, Kind.OTHER, Kind.DURATION, Kind.MONEY)  # told once for two ends
_RATES = (Decimal("0.03"), Decimal(10))  # of a rate left out, against the one before
_WEAK = 100
_FEW = 20  # of which a small count in words is none that sums are told after
_THOUSAND = 1000
_CONVERTED = 10  # tokens from the beginning of a sum to what it comes to in other money
_TWO = 2
_NEAR_LENGTH = 4  # tokens from a verb of lasting, or a word such as "delay", to a bare number
_PARTED = 60  # tokens of a list of sums behind a colon
_MOST_PERCENT = 100
_LONGER = 10  # times as long is no length of the same kind
_MONEY_BACK = 10  # tokens from a large sum back to the word that tells it is money
_PASSED = (Kind.DURATION, Kind.MULTIPLE, Kind.RATIO)  # between a sum and a later one whose currency is left out
_NEAR_SHARE = 24  # tokens back to what is told in percent
_PERCENT, _SCORE, _RANK, _POINTS = "percent", "score", "place", "percentage point"  # units


def fill_quantity(
    draft: Draft, earlier: Sequence[Draft], before: Sequence[Draft], recent: Sequence[Draft], home: Currency | None
) -> None:
    """Give a bare number the kind and unit left out: "9.8 billion for pay", "to 42.5 in 2020".

    `earlier` are the drafts of the same sentence, `before` those of the sentence before in the
    paragraph, `recent` those of the section; each in the order of the text. `home` is the money of the country that
    the text is about.
    """
    if not any(other.quantity.kind is Kind.PERCENT for other in earlier[-_BACK:]) and _is_score(draft):
        _become(draft, Kind.SCORE, _SCORE)
    elif _take_currency(draft, (earlier, before, recent), home) or _take_scaled_money(draft, earlier, before):
        return
    elif _is_told_as_money(draft):
        draft.amount = draft.amount._replace(currencies=(home,) if home is not None else ())
        draft.currencies_from = Basis.DOCUMENT
        _become(draft, Kind.MONEY, None)
    elif earlier and draft.quantity.total is None and _shares_percent(draft, earlier[-1]):
        _become(draft, Kind.PERCENT, _PERCENT)
    elif (length := _length_before(draft, earlier)) is not None:
        _become(draft, Kind.DURATION, length)
    elif _is_told_rate(draft):
        told = next((other for other in reversed(recent) if other.quantity.kind is Kind.RATE), None)
        draft.quantity = replace(draft.quantity, per=told.quantity.per if told else None)
        _become(draft, Kind.RATE, draft.quantity.unit)
    elif not (_follow_sentence(draft, earlier) or _follow_paragraph(draft, before, earlier, recent)):
        _go_on_in_unit(draft, earlier, before)


def _become(draft: Draft, kind: Kind, unit: str | None) -> bool:
    draft.quantity = replace(draft.quantity, kind=kind, unit=unit)
    return True


def _is_score(draft: Draft) -> bool:
    """Tell whether an index is spoken of and the number has decimals."""
    s = draft.scene.sentence
    scaled = any(end < draft.amount.start for _, end, _ in s.language.ranks.scales.find(s.words))  # "on a scale of"
    return scaled or (bool(draft.quantity.value % 1) and not s.language.ranks.scores.isdisjoint(s.words))


def _shares_percent(draft: Draft, other: Draft) -> bool:
    """Tell "47 percent in the south and 21 in the north", "theft (24%), fraud (19)", not "rose 8% to 3.65"."""
    s, numbers = draft.scene.sentence, draft.scene.sentence.language.numbers
    alike = draft.amount.number.in_words is other.amount.number.in_words
    if other.quantity.unit == _POINTS and draft.amount.number.value <= _MOST_PERCENT:
        return _comes_to(draft, other)
    if other.quantity.kind is not Kind.PERCENT or draft.amount.number.value > 100 or not alike:
        return False
    following, language = s.word(draft.amount.end), s.language
    verb = following in language.nouns.copulas or following in language.attribution.passives
    if verb and s.word(other.amount.end) != following:
        return False  # "15 percent agreed, and 96 were dismissed"
    before, first = s.word(draft.amount.start - 1), s.word(other.amount.start - 1)
    if _is_rate_behind(draft, other):
        return False
    if _is_level(draft, other) or (first == "(" and before != "("):
        return False  # "176 son varones (76.9 %) y 53 mujeres"
    bracketed = before == "(" == first and s.word(draft.amount.end) == ")"
    named = s.is_capital(draft.amount.start - 1) and s.is_capital(other.amount.start - 1) and not s.shouting
    parallel = (
        before == first and before in numbers.end_articles and not s.is_word(draft.amount.end)
    )  # "el 59 %, el 18"
    changed = before == first and before in numbers.change_steps and not s.is_word(draft.amount.end)
    if changed and all(s.word(at - 2) in numbers.change_verbs for at in (draft.amount.start, other.amount.start)):
        return True  # "rose by 2 percent but fell by 1."
    joined = before in numbers.joins or before in numbers.to_words or before in (",", "al")
    told = not numbers.in_percent.isdisjoint(s.words[other.amount.end : draft.amount.start])  # "and disapproval at 58"
    return joined or bracketed or named or parallel or (told and not s.is_word(draft.amount.end))


def _is_rate_behind(draft: Draft, other: Draft) -> bool:
    """Tell the 11.6 of "homicides fall 9 % and the rate drops to 11.6": what is so counted has a rate of its own."""
    s, numbers = draft.scene.sentence, draft.scene.sentence.language.numbers
    if numbers.rate_words.isdisjoint(s.words[other.amount.end : draft.amount.start]) or not draft.quantity.value % 1:
        return False
    return any(Kind.RATE in measure.kinds for cue in draft.scene.cues.words for measure in cue.measures)


def _is_level(draft: Draft, other: Draft) -> bool:
    """Tell the 3.65 of "rose 8% to 3.65", "fell by 12% in 2020, to 88": what something came to, not a share."""
    return _comes_to(draft, other) and not _measures_shares(draft)


def _comes_to(draft: Draft, other: Draft) -> bool:
    """Tell a number to which the change before it led, over nothing but a time: "fell 2 points in May, to 8"."""
    s, numbers = draft.scene.sentence, draft.scene.sentence.language.numbers
    articles = s.language.nouns.articles
    led, verb = draft.amount.start - 1, other.amount.start - 1
    while s.word(led) in articles:
        led -= 1
    while s.word(verb) in articles or s.word(verb) in numbers.change_steps:
        verb -= 1
    if s.word(led) not in numbers.to_words or s.word(verb) not in numbers.change_verbs:
        return False
    at = other.amount.end
    while at < led:
        end = max((time.end for time in draft.scene.times_between(at, at + 2)), default=at)
        if end <= at and s.words[at] != "," and s.words[at] not in s.language.subjects.no_things:
            return False
        at = max(end, at + 1)
    return True


def _measures_shares(draft: Draft) -> bool:
    """Tell whether the sentence speaks of what is told in percent: approval, unemployment."""
    s = draft.scene.sentence
    at = draft.amount.start
    return not s.language.numbers.in_percent.isdisjoint(s.words[max(0, at - _NEAR_SHARE) : at])


def _shares_length(draft: Draft, other: Draft) -> bool:
    """Tell "94 days in Leeds and 230 in York", not "after 5 years and 12 were freed"."""
    s, numbers = draft.scene.sentence, draft.scene.sentence.language.numbers
    following = s.word(draft.amount.end)
    closed = not s.is_word(draft.amount.end) or following in numbers.part_links
    joined = s.word(draft.amount.start - 1) in numbers.joins
    if following == s.word(other.amount.start - 1) and draft.scene.next_amount(draft.amount) == draft.amount.end + 1:
        return False  # "sentenced four men to 12 years and two to 8"
    return joined and closed and other.quantity.kind is Kind.DURATION and draft.quantity.total is None


def _length_before(draft: Draft, earlier: Sequence[Draft]) -> str | None:
    """Return the unit of the length of time that a bare number goes on with: "24 months and has already taken 42"."""
    if earlier and _shares_length(draft, earlier[-1]):
        return earlier[-1].quantity.unit
    if earlier and _comes_from_length(draft, earlier[-1]):
        return earlier[-1].quantity.unit
    s, at = draft.scene.sentence, draft.amount.start
    told = next((other for other in reversed(earlier[-_BACK:]) if other.quantity.kind is Kind.DURATION), None)
    if told is not None and told is not earlier[-1] and _is_term_like(draft, told, earlier[-1]):
        return told.quantity.unit
    lasts = not s.language.numbers.length_verbs.isdisjoint(s.words[max(0, at - _NEAR_LENGTH) : at])
    closed = not s.is_word(draft.amount.end) or s.word(draft.amount.end) in s.language.numbers.joins
    if told is None or not lasts or not closed or draft.quantity.total is not None:
        return None
    return told.quantity.unit if draft.quantity.value <= _LONGER * told.quantity.value else None


def _comes_from_length(draft: Draft, other: Draft) -> bool:
    """Tell "5 weeks of cover left, down from 11": a bare number set against the length before it."""
    bare = draft.noun is None and draft.quantity.total is None and not draft.quantity.in_words
    lasts = bare and other.quantity.kind is Kind.DURATION and is_compared(draft)
    return lasts and other.quantity.value / _LONGER <= draft.quantity.value <= _LONGER * other.quantity.value


def _is_term_like(draft: Draft, told: Draft, other: Draft) -> bool:
    """Tell the 8 of "sentenced four men to 12 years and two to 8", which stands as the length before does."""
    s, led = draft.scene.sentence, draft.scene.sentence.word(draft.amount.start - 1)
    alike = led == s.word(told.amount.start - 1) and led in s.language.attribution.prepositions
    return alike and other.amount.end == draft.amount.start - 1 and not s.is_word(draft.amount.end)


def _is_told_rate(draft: Draft) -> bool:
    """Tell a bare number with decimals behind "rate": "the rate was 22.4"; one in percent has its sign."""
    s, at = draft.scene.sentence, draft.amount.start
    if draft.noun is not None or not draft.quantity.value % 1 or draft.quantity.total is not None:
        return False
    before = [other for other in draft.scene.amounts_between(0, at) if other.end <= at]
    first = max(before[-1].end, at - _NEAR_RATE) if before else 0
    near = s.words[max(first, at - _NEAR_SHARE) : at]
    return "%" not in near and not s.language.numbers.rate_words.isdisjoint(near)


def _take_currency(draft: Draft, sources: Sequence[Sequence[Draft]], home: Currency | None) -> bool:
    """Give a bare "9.8 billion" the currency of the amount before; one in brackets is a conversion."""
    if draft.amount.number.scale < ELIDED_SCALE or draft.quantity.total is not None:
        return False
    for drafts, basis in zip(sources, (Basis.SENTENCE, Basis.PARAGRAPH, Basis.SECTION), strict=True):
        near = drafts[-_BACK:]
        for other in reversed(_of_usual_money(near, home) if basis is Basis.SECTION else near):
            counted = other.noun is not None and other.noun[0] >= other.amount.end
            if other.quantity.kind is Kind.COUNT and other.amount.number.scale >= ELIDED_SCALE and counted:
                if tells_money(draft):
                    continue
                return False
            if other.quantity.kind is Kind.MONEY and not is_conversion(other):
                if not is_same_money(draft, other, basis):
                    continue
                draft.amount = draft.amount._replace(currencies=other.amount.currencies)
                draft.currencies_from = basis
                return _become(draft, Kind.MONEY, None)
    return False


def _of_usual_money(recent: Sequence[Draft], home: Currency | None) -> Sequence[Draft]:
    """Return the figures of a section without its sums in a rarer money: one gift in euros is no measure for the rest.

    Of two told as often the country's own is the usual one.
    """
    sums = [other for other in recent if other.quantity.kind is Kind.MONEY and not is_conversion(other)]
    told = Counter(currency.code for other in sums for currency in other.amount.currencies)
    if home is None or len(told) < _TWO or told[home.code] < max(told.values()):
        return recent
    rarer = [other for other in sums if home.code not in {currency.code for currency in other.amount.currencies}]
    return [other for other in recent if other not in rarer]


def is_conversion(draft: Draft) -> bool:
    """Tell what only puts another sum into other money: "(about $3 million)", ", o sea, 41 millones de dólares"."""
    s, at = draft.scene.sentence, draft.amount.start
    if s.word(at - 1) == "(":
        return True
    near = draft.scene.amounts_between(at - _CONVERTED, at)
    told = next((amount for amount in reversed(near) if amount.end <= at), None)
    if (
        told is None
        or not (told.is_money or told.number.scale >= ELIDED_SCALE)
        or {one.code for one in told.currencies} == {one.code for one in draft.amount.currencies}
    ):  # a "$" behind "Colombian pesos" may be theirs, but then it would not be told
        return False
    equal = s.language.numbers.equal_words | s.language.numbers.or_words.first_words | {","}
    return all(word in equal or word in s.language.nouns.articles for word in s.words[told.end : at])


def total_before(draft: Draft, drafts: Sequence[Draft]) -> Draft | None:
    """Return the sum that a colon parts into others: "16 million pesos: 9 million for pay, 7 million for fuel"."""
    if draft.quantity.kind is not Kind.MONEY:
        return None
    s, at = draft.scene.sentence, draft.amount.start
    low = max(0, at - _PARTED)
    colon = next((inner for inner in range(at - 1, low - 1, -1) if s.words[inner] == ":"), None)
    if colon is None:
        return None
    sums = (one for one in drafts[:_BACK] if one.amount.end <= colon and one.quantity.kind is Kind.MONEY)
    total = next(sums, None)
    return total if total is not None and total.quantity.value > draft.quantity.value else None


def _is_told_as_money(draft: Draft) -> bool:
    """Tell a large sum of what only money is told of: "the budget grew to 4.5 billion"."""
    s, at = draft.scene.sentence, draft.amount.start
    if draft.amount.number.scale < ELIDED_SCALE or draft.quantity.total is not None:
        return False
    told = (other.end for other in draft.scene.amounts_between(0, at) if other.is_money)
    low = max(at - _MONEY_BACK, *told, 0)
    clause = next((inner + 1 for inner in range(at - 1, low - 1, -1) if s.words[inner] in (";", ":")), low)
    return not s.language.numbers.money_tellers.isdisjoint(s.words[clause:at])


def _take_scaled_money(draft: Draft, earlier: Sequence[Draft], before: Sequence[Draft]) -> bool:
    """Give "77.9" in "82.4 million, and Tijuana, with 77.9" the currency and the scale of the money before it."""
    if (alike := _converted_alike(draft, earlier)) is not None:
        draft.amount = draft.amount._replace(currencies=alike.amount.currencies)
        draft.currencies_from = Basis.SENTENCE
        return _become(draft, Kind.MONEY, None)
    near = reversed([*before[-2:], *earlier])
    source = next((other for other in near if not _is_passed_over(other)), None)
    if source is None or source.quantity.kind is not Kind.MONEY:
        return False
    if not _stands_for_money(draft) and not (source in earlier and _is_parallel(draft, source)):
        return False
    basis = Basis.SENTENCE if source in earlier else Basis.PARAGRAPH
    if draft.amount.number.scale >= ELIDED_SCALE and not is_same_money(draft, source, basis):
        return False
    told = source in earlier or source.amount.number.scale >= ELIDED_SCALE or _is_price(draft)
    scale = _left_out_scale(draft, source) if told else None
    if scale is None:
        return False
    _multiply(draft, scale)
    draft.amount = draft.amount._replace(currencies=source.amount.currencies)
    draft.currencies_from = basis
    return _become(draft, Kind.MONEY, None)


def _is_price(draft: Draft) -> bool:
    """Tell the 112,000 of "the same goods cost 112,000"."""
    s = draft.scene.sentence
    return s.word(draft.amount.start - 1) in s.language.numbers.price_verbs


def _is_passed_over(draft: Draft) -> bool:
    """Tell what may stand between a sum and a later one whose currency is left out: a length, a share in brackets."""
    quantity = draft.quantity
    if quantity.kind in _PASSED:
        return True
    if quantity.kind is Kind.PERCENT:
        s, before = draft.scene.sentence, draft.amount.start - 1
        return s.word(before - (s.word(before) in s.language.nouns.articles)) == "("
    return quantity.kind is Kind.COUNT and draft.amount.number.in_words and quantity.value < _FEW


def _converted_alike(draft: Draft, earlier: Sequence[Draft]) -> Draft | None:
    """Return the first sum of "30,000 yen ($270) for the long and 20,000 ($180) for the short"."""
    s, end = draft.scene.sentence, draft.amount.end
    if s.word(end) != "(" or draft.amount.number.in_words:
        return None
    inner = next((one for one in draft.scene.amounts.found if one.start == end + 1), None)
    if inner is None or not inner.is_money or s.word(inner.end) != ")":
        return None
    codes = {one.code for one in inner.currencies}
    for other in reversed(earlier[-_BACK:]):
        sum_told = other.quantity.kind is Kind.MONEY and s.word(other.amount.end) == "("
        if sum_told and codes.isdisjoint(one.code for one in other.amount.currencies):
            return other
    return None


def _is_of_which(s: Sentence, at: int) -> bool:
    """Tell what stands before a part of what was told: "of which", "de los cuales", "de los que"."""
    if s.word(at - 1) in s.language.numbers.part_pronouns:
        return True
    relative = s.word(at - 1) in s.language.subjects.relatives and s.word(at - 2) in s.language.nouns.articles
    return relative and s.word(at - 3) in s.language.nouns.link


def is_part_of_money(draft: Draft, earlier: Sequence[Draft]) -> bool:
    """Tell "104 millones de pesos, de los que 61 son obras": a part of the sum before, whatever it was spent on."""
    s, at = draft.scene.sentence, draft.amount.start
    if not earlier or earlier[-1].quantity.kind is not Kind.MONEY:
        return False
    behind = s.word(draft.amount.end)
    return _is_of_which(s, at) and (behind in s.language.nouns.copulas or behind in s.language.ranks.copulas)


def _multiply(draft: Draft, scale: Decimal) -> None:
    """Tell the amount in a scale that was left out."""
    quantity, number = draft.quantity, draft.amount.number
    low, high = (None if end is None else end * scale for end in (quantity.low, quantity.high))
    draft.quantity = replace(quantity, value=quantity.value * scale, low=low, high=high, step=quantity.step * scale)
    number = number._replace(value=number.value * scale, step=number.step * scale, scale=max(number.scale, scale))
    draft.amount = draft.amount._replace(number=number)


def _left_out_scale(draft: Draft, source: Draft) -> Decimal | None:
    """Return what a bare number of money must be multiplied by to be of the size of the money before it."""
    number, money = draft.amount.number, source.amount.number
    smaller = number.scale < ELIDED_SCALE <= money.scale  # "29 mil 512 mdp en 2020 y 35 mil 671 en 2021"
    scale = money.scale if smaller else Decimal(1)
    if not source.quantity.value or (scale == 1 and number.scale != money.scale):
        return None
    s = draft.scene.sentence
    part = _is_of_which(s, draft.amount.start)
    size = number.value * scale / source.quantity.value
    if part and size > 1:
        return None  # "$3 million, of which 12 were stolen"
    if smaller and size > _SIZES[1] and number.value >= _THOUSAND:  # "got $2.5 million, then 800,000"
        scale, size = Decimal(1), number.value / source.quantity.value
    return scale if _SIZES[0] <= size <= _SIZES[1] else None


def _stands_for_money(draft: Draft) -> bool:
    """Tell whether a small word or a verb of paying goes before the bare number, and nothing it could count behind."""
    s, nouns = draft.scene.sentence, draft.scene.sentence.language.nouns
    owed = s.word(draft.amount.noun_at) in s.language.numbers.money_participles  # "de los 2.500 prometidos"
    part = _is_of_which(s, draft.amount.start)
    if draft.quantity.total is not None or (draft.quantity.in_words and draft.amount.number.scale < _THOUSAND):
        return False
    if draft.noun is not None and not (owed or part):
        return False
    before, following = s.word(draft.amount.start - 1), s.word(draft.amount.end)
    dated = following in nouns.link and s.is_number(draft.amount.end + 1)  # "frente a los 10,1 de 2020"
    closed = not following[:1].isalnum() or following in nouns.stops or owed or dated
    listed = s.is_capital(draft.amount.start - 1) and not s.shouting and not s.is_word(draft.amount.end)
    named = s.is_capital(draft.amount.start - 1) and following in s.language.numbers.joins  # "México 40 y Canadá 15"
    verb = draft.amount.bound_words is not None and s.word(draft.amount.start) in s.language.numbers.hedge_verbs
    weak = before in s.language.numbers.weak_frames and draft.quantity.value >= _WEAK
    weak = weak or (
        before == "," and draft.quantity.value >= _WEAK and following in (";", ".", "")
    )  # "en Loja, mil 403;"
    framed = before in s.language.numbers.money_frames or verb or weak  # "superó los 12 mil 400"
    framed = framed or before in s.language.subjects.deeds or _is_price(draft)
    if part or is_compared(draft):
        return True  # "139 millones, de los cuales 110 provienen de"
    if before in s.language.numbers.joins and following in nouns.copulas:
        return False  # "it cost $4 million and 32 were hurt"
    return closed and (framed or listed or (named and not s.shouting))


def _is_parallel(draft: Draft, source: Draft) -> bool:
    """Tell the later sums of "90 millones en becas, 40 en libros y 12 en sillas"."""
    s, numbers = draft.scene.sentence, draft.scene.sentence.language.numbers
    if draft.amount.number.in_words or draft.quantity.total is not None or draft.noun is not None:
        return False
    before, behind = s.word(draft.amount.start - 1), s.word(draft.amount.end)
    told = behind in s.language.attribution.prepositions and behind == s.word(source.amount.end)
    return told and before in numbers.listing


def _follow_sentence(draft: Draft, earlier: Sequence[Draft]) -> bool:
    number = draft.amount.number
    for other in reversed(earlier[-_BACK:]):
        kind, unit = other.quantity.kind, other.quantity.unit
        if _follow_order(draft, kind):
            return True
        if kind is Kind.RATE and _goes_on_rate(draft, other):
            draft.quantity = replace(draft.quantity, per=other.quantity.per)
            return _become(draft, Kind.RATE, unit)
        decimal = number.value % 1 and number.value <= 100 and draft.quantity.total is None
        if kind is Kind.PERCENT and decimal and not _is_level(draft, other):
            return _become(draft, Kind.PERCENT, _PERCENT)
        joined = kind is Kind.SCORE or (other is earlier[-1] and _is_joined(draft))
        if kind in (Kind.SCORE, Kind.OTHER) and unit != _POINTS and joined and other.amount.rule != AGE_LIMIT:
            _measure_like(draft, other, Basis.SENTENCE)
            return _become(draft, kind, unit)
    return False


def _go_on_in_unit(draft: Draft, earlier: Sequence[Draft], before: Sequence[Draft]) -> None:
    """Give a bare number the unit of the amount that its words say it goes on with: "against 10,025"."""
    other = find_measured(draft, earlier, before)
    if other is not None and other.quantity.kind is Kind.COUNT:
        draft.whole = other
    elif other is not None and other.quantity.kind in (Kind.OTHER, Kind.PERCENT):
        _measure_like(draft, other, Basis.SENTENCE if earlier else Basis.PARAGRAPH)
        _become(draft, other.quantity.kind, other.quantity.unit)


def _measure_like(draft: Draft, other: Draft, basis: Basis) -> None:
    """Give a number in a unit left out its own noun, "45 kilos of cocaine, 12 of marijuana", else the other's."""
    s, at = draft.scene.sentence, draft.amount.end
    noun = find_noun(s, at + 1) if s.word(at) in s.language.nouns.link else None
    if noun is None or noun[0] != at + 1 or not tells_thing(s, noun):
        draft.noun_text, draft.noun_basis = other.noun_text, basis
    else:
        draft.noun, draft.noun_text = noun, s.told(*noun)


def _is_joined(draft: Draft) -> bool:
    """Tell "15 km and 14", "of 12 grams, to 9" from "winds of 145 mph and killed 546"."""
    s = draft.scene.sentence
    numbers, before = s.language.numbers, s.word(draft.amount.start - 1)
    if draft.amount.number.scale >= ELIDED_SCALE:
        return True  # "Chile exported 5.8 million tons, Peru 2.4 million"
    if before in numbers.joins or before in numbers.to_words or before in (",", "("):
        return True
    return before in numbers.change_frames or before in numbers.change_links


def _goes_on_rate(draft: Draft, other: Draft) -> bool:
    """Tell "8 per 100,000 in 2007, had reached 24": a bare number of the size of the rate before it."""
    if draft.noun is not None or draft.quantity.in_words or other.amount.currencies or not other.quantity.value:
        return False
    return _RATES[0] <= draft.quantity.value / other.quantity.value <= _RATES[1]


def _follow_paragraph(draft: Draft, before: Sequence[Draft], earlier: Sequence[Draft], recent: Sequence[Draft]) -> bool:
    if any(_follow_order(draft, other.quantity.kind) for other in reversed(before[-_BACK:])):
        return True
    s = draft.scene.sentence
    if any(other.quantity.kind is Kind.RANK for other in (*before[-_BACK:], *earlier[-_BACK:])) and _stands_at(draft):
        return _become(draft, Kind.RANK, _RANK)
    at = draft.amount.end + 1
    opens = bool(draft.scene.amounts_between(at, at + 1))  # "from 0.25 to 0.30 percent"
    told = before if opens or not draft.quantity.value % 1 else recent  # no count has decimals
    rate = next((other for other in reversed(told[-_BACK:]) if other.quantity.kind is Kind.RATE), None)
    if rate is None or draft.quantity.total is not None or not _goes_on_rate(draft, rate):
        return False
    spoken = not s.language.numbers.rate_words.isdisjoint(s.words)
    shared = any(other.quantity.kind is Kind.PERCENT for other in earlier)
    if shared or not (spoken or draft.quantity.value % 1):
        return False
    draft.quantity = replace(draft.quantity, per=rate.quantity.per)
    return _become(draft, Kind.RATE, rate.quantity.unit)


def _stands_at(draft: Draft) -> bool:
    """Tell the place of another behind a verb of ranking: "Perú quedó en el 103", "Peru is at 103"."""
    s, at = draft.scene.sentence, draft.amount.start
    ranks, nouns = s.language.ranks, s.language.nouns
    while at > 0 and (s.words[at - 1] in nouns.articles or s.words[at - 1] in ranks.standing):
        at -= 1
    told = at < draft.amount.start and (s.word(at - 1) in ranks.verbs or s.word(at - 1) in ranks.copulas)
    return told and not draft.quantity.value % 1 and not draft.quantity.in_words


def _follow_order(draft: Draft, kind: Kind) -> bool:
    """Make a place of "104 out of 128" after a rank, a score of "78.9" after a score."""
    if kind is Kind.RANK and draft.quantity.total is not None:
        return _become(draft, Kind.RANK, _RANK)
    return bool(kind is Kind.SCORE and draft.quantity.value % 1) and _become(draft, Kind.SCORE, _SCORE)


def ends_change_of(draft: Draft, earlier: Sequence[Draft]) -> Draft | None:
    """Return the other end of a change right before: "raised to 4.1 percent from | 3.6 percent |, while"."""
    other, s = (earlier[-1] if earlier else None), draft.scene.sentence
    if other is None or draft.noun is not None or other.quantity.kind is not draft.quantity.kind:
        return None
    linked = s.word(draft.amount.start - 1) in s.language.numbers.change_frames and s.is_word(other.amount.start - 1)
    beside = other.amount.end == draft.amount.start - 1
    return other if linked and beside and s.words[other.amount.start - 1] in s.language.numbers.to_words else None


def fill_first_ends(drafts: Iterable[Draft]) -> None:
    """Give a bare first end the unit of the second: "from 74.3 to 79.4 percent"."""
    told: str | None = None  # before a length of time: "sentenced four men | to | 12 years and two to 8"
    for one, two in pairwise(drafts):
        s = one.scene.sentence
        told = s.word(one.amount.start - 1) if one.quantity.kind is Kind.DURATION else told
        joint = s.words[one.amount.end : two.amount.start]
        linked = 0 < len(joint) <= 2 and joint[0] in s.language.numbers.first_end_links
        bare = one.quantity.kind is Kind.COUNT and one.noun is None and one.quantity.total is None
        worded = two.amount.unit_words is not None or two.quantity.kind is not Kind.MONEY  # "60 to 70 pesos"
        if two.quantity.kind is Kind.PERCENT and one.quantity.value > _MOST_PERCENT >= two.quantity.value:
            continue  # "11,380 or 58 percent" are so many, and what share that is
        if two.quantity.kind is Kind.DURATION and joint == [told]:
            continue
        if linked and bare and worded and two.quantity.kind in _SHARED:
            one.quantity = replace(one.quantity, per=two.quantity.per)
            one.amount = one.amount._replace(currencies=two.amount.currencies)
            _become(one, two.quantity.kind, two.quantity.unit)
            if two.match is not None:
                one.match = two.match  # of a rate, as the other end
            elif one.match is not None and one.quantity.kind not in one.match.measure.kinds:
                one.match = None  # "cut from nine to six years the terms of those convicted"
