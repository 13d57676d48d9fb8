"""An amount that a reviewer types: digits or words, its bound, its unit, and what kind of amount that makes it.

One rule for bounds, however a number is typed: the bound that the words tell, or `--bound`, counts; else the bound
from before stays ("at least 412" put right by 446 is at least 446), but that a range put right by one number is exact.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from ledger.actions.typed import Typed, key_of, languages_of, typed_word
from ledger.errors import BadValue
from ledger.exports.suggestions import close_to
from ledger.extract.figures import read_figures
from ledger.lexicon.phrases import PhraseTable, split_words
from ledger.lexicon.units import Currency
from ledger.lexicon.vocabulary import load_lexicon
from ledger.model.correction import Field
from ledger.model.document import Document
from ledger.model.figure import Figure
from ledger.model.quantity import Bound, Kind, Quantity

_PLAIN = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")  # 1695  1,695  65,300,000  17.5
_COMMA = re.compile(r"-?\d+,\d{1,2}")  # 17,5
_TWO_WAYS = re.compile(r"-?[1-9]\d{0,2}\.\d{3}")  # a thousand in Spain, one and some in England
_READS_TWO_WAYS = re.compile(r"(?<![\d.,])[1-9]\d{0,2}\.\d{3}(?![\d.,])")
_PER_SO_MANY = re.compile(r"(?:\d{1,3}(?:[.,\s]\d{3})+|\d+)(?=\s|$)")  # 100,000  100.000  100 000
_UP = (Bound.MORE_THAN, Bound.AT_LEAST)
_DOWN = (Bound.LESS_THAN, Bound.AT_MOST)
_DIGITS = 30  # no amount that anybody counts has more
_SOME = "5"  # stands for a number where only the word beside it is asked for
_MOST = 8  # currencies named of those that share a word
# Kinds whose amounts are all of one unit.
_OWN_UNITS = {
    Kind.PERCENT: "percent",
    Kind.RATIO: "ratio",
    Kind.MULTIPLE: "times",
    Kind.SCORE: "score",
    Kind.RANK: "place",
}
_NEVER_BELOW_ZERO = (Kind.COUNT, Kind.RANK, Kind.DURATION, Kind.MULTIPLE, Kind.RATIO)


@dataclass(frozen=True, slots=True)
class _Told:
    """An amount as it was typed; `units` tells whether the words say of what unit it is, `noun` what they count."""

    quantity: Quantity
    units: bool = False
    noun: str | None = None


def with_amount(figure: Figure, typed: Typed) -> tuple[Figure, set[Field]]:
    """Return a figure with the amount that was typed, and the fields of which the amount's words tell.

    Raises:
        BadValue: what was typed is no amount, or its parts do not go together.

    """
    quantity, said = figure.quantity, set[Field]()
    if typed.value is not None:
        told = _read_value(typed.value, figure, has_unit=typed.unit is not None)
        quantity = _in_place_of(quantity, told)
        said |= {Field.UNIT} if told.units else set()
        if told.noun is not None:
            figure, said = replace(figure, noun=told.noun), said | {Field.NOUN}
    if typed.bound is not None:
        quantity = replace(quantity, bound=_bound(typed.bound))
    if typed.low is not None or typed.high is not None:
        quantity = _with_ends(quantity, typed)
    elif typed.bound is not None:
        quantity = _bounded(quantity)
    if typed.unit is not None:
        quantity = replace(quantity, unit=_unit(typed.unit, figure))
    if typed.per is not None:
        quantity = replace(quantity, per=_per(typed.per, figure))
    quantity = _of_kind(quantity, typed)
    _require_sense(quantity, typed)
    return replace(figure, quantity=quantity), said


# The number


def _read_value(text: str, figure: Figure, *, has_unit: bool) -> _Told:
    """Return the amount that was typed, as digits or in words: "1,695", "more than 3 billion dollars", "15 people"."""
    words = text.strip()
    if any(number.fullmatch(words) for number in (_PLAIN, _COMMA, _TWO_WAYS)):
        value = _decimal("--value", words)
        return _Told(Quantity(figure.quantity.kind, value, value, value, step=_step(value)))
    if (number := _READS_TWO_WAYS.search(words)) is not None:
        _decimal("--value", number[0])
    for behind in ("", f" {figure.noun}" if figure.noun else ""):
        for read in _readings(f"{words}{behind}", figure):
            # An amount with words left over was not understood: "3,000 milion" is not 3,000.
            if read.span != (0, len(words)) and (behind or not _counts_all(read, words)):
                continue
            if read.quantity.kind is Kind.MONEY and read.quantity.unit is None and not has_unit:
                raise BadValue("--value", text, "of a currency that it tells: say which with --unit, such as MXN")
            noun = None if read.span == (0, len(words)) else read.noun
            counts = read.quantity.kind is Kind.COUNT and (behind or read.quantity.unit is None)
            return _Told(read.quantity, units=not counts and read.quantity.unit is not None, noun=noun)
    raise BadValue(
        "--value",
        text,
        "an amount such as 1695, 65,300,000 or 'more than 3 billion dollars'; what it counts is told by --noun",
    )


def _readings(text: str, figure: Figure) -> Iterator[Figure]:
    """Yield what the reader makes of a text that holds one figure, in the figure's language and the others."""
    for language in languages_of(figure):
        found = read_figures(Document.from_text(text, language=language))
        if len(found) == 1:
            yield found[0]


def _counts_all(read: Figure, words: str) -> bool:
    """Tell whether a number and what it counts are all that was typed: "15 people", of a noun that is known."""
    nouns = [one.span for one in read.evidence if one.part == "noun" and one.span is not None]
    if read.quantity.unit not in set(load_lexicon().units.nouns.meanings()) or read.span.start != 0 or len(nouns) != 1:
        return False
    return nouns[0].end == len(words) and not words[read.span.end : nouns[0].start].strip()


def _in_place_of(before: Quantity, told: _Told) -> Quantity:
    """Return the amount that was typed, with the unit and the bound from before where it tells none of its own."""
    read = told.quantity
    own = told.units or read.kind not in (Kind.COUNT, before.kind)
    unit, kind, per = (read.unit, read.kind, read.per) if own else (before.unit, before.kind, before.per)
    stays = read.bound is Bound.EXACT and before.bound is not Bound.RANGE
    stays = stays and (before.bound is Bound.MULTIPLE) == (kind is Kind.MULTIPLE)
    quantity = replace(read, unit=unit or before.unit, kind=kind, per=per, in_words=False)
    return _bounded(replace(quantity, bound=before.bound)) if stays else quantity


def _bound(text: str) -> Bound:
    """Return a bound by its name, or by words that tell it: "about", "no more than"."""
    try:
        return Bound(key_of(text))
    except ValueError:
        words = f"{text.strip()} {_SOME}"
        for language in languages_of():
            found = read_figures(Document.from_text(words, language=language))
            if [one.span for one in found] == [(0, len(words))] and found[0].quantity.bound is not Bound.EXACT:
                return found[0].quantity.bound
    known = ", ".join(bound for bound in Bound if bound is not Bound.MULTIPLE)
    raise BadValue("--bound", text, f"one of {known}, or words such as 'about' or 'at least'")


def _bounded(quantity: Quantity) -> Quantity:
    """Return an amount with the ends that its bound gives it."""
    value, bound = quantity.value, quantity.bound
    if bound is Bound.RANGE:
        if quantity.low in (None, quantity.high) or quantity.high is None:
            raise BadValue("--bound", "range", "a bound of one number: give --low and --high")
        return quantity
    low, high = None if bound in _DOWN else value, None if bound in _UP else value
    return replace(quantity, low=low, high=high)


def _with_ends(quantity: Quantity, typed: Typed) -> Quantity:
    alone = None in (typed.low, typed.high) and typed.value is None and quantity.bound is not Bound.RANGE
    if alone:
        option, text = ("--low", typed.low) if typed.low is not None else ("--high", typed.high)
        raise BadValue(option, str(text), "both ends of a range: give --low and --high, or --value with --bound")
    low = quantity.low if typed.low is None else _decimal("--low", typed.low)
    high = quantity.high if typed.high is None else _decimal("--high", typed.high)
    if low is not None and high is not None and low > high:
        raise BadValue("--low", str(low), f"below --high {high}")
    if typed.value is None and low is not None and high is not None:
        bound = Bound.EXACT if low == high else Bound.RANGE
        step = min(_step(low), _step(high))
        return replace(quantity, value=(low + high) / 2, low=low, high=high, bound=bound, step=step)
    value = quantity.value
    if (low is not None and value < low) or (high is not None and value > high):
        raise BadValue("--value", str(value), "between --low and --high")
    return replace(quantity, low=low, high=high)


def _step(value: Decimal) -> Decimal:
    """Return the worth of the last digit that says something: 10 of 1340, 0.1 of 2.5."""
    exponent = int(value.as_tuple().exponent)
    if exponent >= 0 and value:
        exponent = int(value.normalize().as_tuple().exponent)
    return Decimal(1).scaleb(exponent) if value else Decimal(1)


def _decimal(option: str, text: str) -> Decimal:
    """Return the number that was typed: 1695, 1,695, 17.5, 17,5; what can be read in two ways is refused."""
    words = text.strip()
    if _TWO_WAYS.fullmatch(words):
        raise BadValue(option, text, f"one number alone: write {words.replace('.', '')} or {words}0")
    if _COMMA.fullmatch(words):
        return Decimal(words.replace(",", "."))
    if not _PLAIN.fullmatch(words) or len(words) > _DIGITS:
        raise BadValue(option, text[:_DIGITS], "a number such as 1695, 65,300,000 or 17.5")
    number = Decimal(words.replace(",", ""))
    return number if number else number.copy_abs()  # nothing is less than no one


# The unit, and the kind that goes with it


def _unit(text: str, figure: Figure) -> str:
    """Return a unit by its code, its key, or words that tell it: USD, person, "dollars", "kilómetros"."""
    code, known = text.strip().upper(), _known_units()
    if is_currency(code):
        return code
    if (key := key_of(text)) in known:
        return known[key]
    for words in (f"{_SOME} {text.strip()}", f"{text.strip()} {_SOME}"):
        for read in _readings(words, figure):
            unit = read.quantity.unit
            whole = read.span == (0, len(words)) or _counts_all(read, words)
            if whole and unit is not None and (is_currency(unit) or unit in known.values()):
                return unit
    if shared := _currencies_called(text):
        return _one_currency(text, shared, figure)
    close = [known[key] for key in close_to(key, known)]
    meant = f"; did you mean {' or '.join(close)}?" if close else ""
    raise BadValue(
        "--unit", text, f"a currency such as USD or euros, or a unit the ledger knows such as person or percent{meant}"
    )


def _per(text: str, figure: Figure) -> str:
    """Return for each what a rate is: "month" of "meses", "100000" of "100,000 people" and "100 mil habitantes"."""
    if (number := _PER_SO_MANY.match(text.strip())) is not None:
        digits = re.sub(r"\D", "", number[0])
        read = _readings(digits + text.strip()[number.end() :], figure)
        longest = max(read, key=lambda one: one.span.end - one.span.start, default=None)
        return f"{longest.quantity.value:f}" if longest else digits
    words = split_words(text)
    units = (language.time.units for language in load_lexicon().languages.values())
    return next((table[words[0]] for table in units if len(words) == 1 and words[0] in table), key_of(text))


def is_currency(unit: str | None) -> bool:
    """Tell the code of a currency from the key of another unit."""
    return unit is not None and unit in _currency_codes()


@lru_cache(maxsize=1)
def _currency_codes() -> frozenset[str]:
    units = load_lexicon().units
    return frozenset([*map(str.upper, units.codes), *(currency.code for currency in units.of_countries.values())])


@lru_cache(maxsize=1)
def _lengths() -> frozenset[str]:
    """Return the units of time."""
    return frozenset(unit for language in load_lexicon().languages.values() for unit in language.time.units.values())


@lru_cache(maxsize=1)
def _measures() -> frozenset[str]:
    """Return the units that things are measured in."""
    return frozenset(unit for table in load_lexicon().units.measures.values() for unit in table.meanings())


@lru_cache(maxsize=1)
def _known_units() -> dict[str, str]:
    units = load_lexicon().units
    every = {*_measures(), *_lengths(), *units.nouns.meanings(), *units.people.values(), *_OWN_UNITS.values()}
    return {key_of(unit): unit for unit in sorted(every)}


def _currencies_called(text: str) -> list[Currency]:
    """Return the currencies that a word or sign may mean."""
    units, words = load_lexicon().units, split_words(text) or (text.strip(),)
    tables: Iterable[PhraseTable[tuple[Currency, ...]]] = (*units.currency_words.values(), units.signs)
    hits = [hit[1] for table in tables if (hit := table.match(words, 0)) is not None and hit[0] == len(words)]
    return list({currency.code: currency for hit in hits for currency in hit}.values())


def _one_currency(text: str, shared: list[Currency], figure: Figure) -> str:
    """Return that of the currencies which is the money of the figure's country; where there is none, ask."""
    around = {figure.place.code, *figure.place.within} if figure.place else set()
    own = [currency.code for currency in shared if len(shared) == 1 or not around.isdisjoint(currency.places)]
    if len(own) == 1:
        return own[0]
    codes = ", ".join(currency.code for currency in shared[:_MOST])
    raise BadValue("--unit", text, f"one currency alone: it may be {codes}; say which, such as --unit {shared[0].code}")


def _of_kind(quantity: Quantity, typed: Typed) -> Quantity:
    """Return an amount of the kind that was typed, or that its unit makes it."""
    if typed.kind is not None:
        kind = typed_word("--kind", typed.kind, Kind)
        unit = _OWN_UNITS.get(kind) if typed.unit is None else None
        if (kind is Kind.MULTIPLE) != (quantity.bound is Bound.MULTIPLE) and typed.bound is None:
            quantity = _bounded(replace(quantity, bound=Bound.MULTIPLE if kind is Kind.MULTIPLE else Bound.EXACT))
        return replace(quantity, kind=kind, unit=unit or quantity.unit)
    if typed.unit is None and typed.per is None and not {"unit", "per"} & {key_of(name) for name in typed.clear}:
        return quantity
    return replace(quantity, kind=_kind_of(quantity))


def _kind_of(quantity: Quantity) -> Kind:
    unit, kinds = quantity.unit, {unit: kind for kind, unit in _OWN_UNITS.items() if kind is not Kind.RANK}
    if quantity.per:
        return Kind.RATE
    if unit is None:
        return Kind.MONEY if quantity.kind is Kind.MONEY else Kind.COUNT
    if is_currency(unit):
        return Kind.MONEY
    if unit in _lengths():
        return Kind.DURATION
    if quantity.kind is Kind.RANK and unit == _OWN_UNITS[Kind.RANK]:
        return Kind.RANK
    return kinds.get(unit, Kind.OTHER if unit in _measures() else Kind.COUNT)


def _require_sense(quantity: Quantity, typed: Typed) -> None:
    """Refuse an amount whose kind, unit and number do not go together."""
    if typed.kind is not None and (problem := _misfit(quantity)):
        raise BadValue("--kind", typed.kind, problem)
    below = next((end for end in (quantity.low, quantity.value, quantity.high) if end is not None and end < 0), None)
    if below is not None and quantity.kind in _NEVER_BELOW_ZERO and (typed.value or typed.low or typed.high):
        option = "--value" if typed.value is not None else "--low" if typed.low is not None else "--high"
        less = "that there were so many fewer is told by a number with --change decrease"
        raise BadValue(option, str(below), f"an amount of the kind {quantity.kind}, which is never below 0; {less}")
    if quantity.bound is Bound.MULTIPLE and quantity.kind is not Kind.MULTIPLE:
        raise BadValue("--bound", "multiple", "a bound of levels: it goes with --kind multiple alone")


def _misfit(quantity: Quantity) -> str | None:
    """Return what an amount of a kind would have to be of instead, None where its unit fits."""
    kind, unit = quantity.kind, quantity.unit
    own = _OWN_UNITS.get(kind)
    of = "nothing told" if unit is None else unit.replace("_", " ")
    if own is not None and unit != own:
        return f"the kind of an amount in the unit {of}: leave --unit out, or say --unit {own}"
    if kind is Kind.MONEY and unit is not None and not is_currency(unit):
        return f"the kind of an amount in the unit {of}: say of which currency with --unit, such as USD"
    if kind is Kind.DURATION and unit not in _lengths():
        return f"the kind of an amount in the unit {of}: say of which length with --unit, such as year"
    if kind is Kind.RATE and quantity.per is None:
        return "told without that for each of which it is: say so with --per, such as month or 100000"
    counts = not is_currency(unit) and unit not in (*_OWN_UNITS.values(), *_lengths(), *_measures())
    if kind is Kind.COUNT and not counts and unit != _OWN_UNITS[Kind.RANK]:
        return f"the kind of an amount in the unit {of}: say what is counted with --unit, or --clear unit"
    return None
