"""What a reviewer types in place of what was read, made into changes that are complete in themselves."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from ledger.actions.figures import read_period
from ledger.actions.own_topics import load_own_topics
from ledger.actions.topics import require_topic
from ledger.errors import BadValue, NothingTyped, ReadsSo
from ledger.exports.suggestions import close_to
from ledger.extract.figures import read_figures
from ledger.lexicon.phrases import split_words
from ledger.lexicon.places import Name, load_places
from ledger.lexicon.topics import load_populations, load_topics
from ledger.lexicon.units import load_units
from ledger.model.correction import Field, field_text, with_field
from ledger.model.document import Document
from ledger.model.figure import Change, Figure, Modality, Place
from ledger.model.judgement import Changes
from ledger.model.period import Mode, Period
from ledger.model.quantity import Bound, Kind, Quantity

CLEARABLE = (
    *(Field.UNIT, Field.PER, Field.NOUN, Field.TOPICS, Field.MEASURE, Field.POPULATION, Field.CHANGE, Field.PLACE),
    *(Field.PERIOD, Field.AS_OF, Field.ATTRIBUTION),
)
_PLAIN = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")  # 1695  1,695  65,300,000  17.5
_COMMA = re.compile(r"-?\d+,\d{1,2}")  # 17,5
_TWO_WAYS = re.compile(r"-?\d{1,3}\.\d{3}")  # a thousand in Spain, one and some in England
_UP = (Bound.MORE_THAN, Bound.AT_LEAST)
_DOWN = (Bound.LESS_THAN, Bound.AT_MOST)
_LANGUAGES = ("en", "es")
_DIGITS = 30  # no amount that anybody counts has more
_Word = TypeVar("_Word", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Typed:
    """What the user says a figure ought to read, as typed; None is not told."""

    value: str | None = None
    low: str | None = None
    high: str | None = None
    bound: str | None = None
    kind: str | None = None
    unit: str | None = None
    per: str | None = None
    noun: str | None = None
    topics: tuple[str, ...] = ()
    measure: str | None = None
    population: str | None = None
    change: str | None = None
    place: str | None = None
    period: str | None = None
    mode: str | None = None
    as_of: str | None = None
    attribution: str | None = None
    modality: str | None = None
    clear: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing was typed."""
        return self == Typed()


def read_changes(target: str, figure: Figure, typed: Typed) -> Changes:
    """Return how the fields that were typed ought to read, for a figure as the ledger shows it now.

    What reads so already is left out.

    Raises:
        NothingTyped, ReadsSo: no field was given, or all read so already.
        BadValue, UnknownTopic: a value cannot be understood.

    """
    for option in ("place", "noun", "attribution", "per", "unit"):
        text = getattr(typed, option)
        if text is not None and not text.strip():
            raise BadValue(f"--{option}", text, f"a word; to empty the field: --clear {option}")
    if typed.is_empty:
        raise NothingTyped("correct", ["--value", "--period", "--place", "--topic", "--unit", "and the like"])
    wanted = _with_amount(figure, typed)
    for name in typed.clear:
        field = _clearable(name)
        wanted = with_field(wanted, field, json.dumps(_cleared(field)))
    for change in (_with_words, _with_time, _with_place):
        wanted = change(wanted, typed)
    wanted = _with_topics(target, wanted, typed)
    now = {field: field_text(figure, field) for field in Field}
    changes = tuple((str(field), told) for field in sorted(Field) if (told := field_text(wanted, field)) != now[field])
    if not changes:
        raise ReadsSo(figure.id)
    return changes


# Amounts


def _with_amount(figure: Figure, typed: Typed) -> Figure:
    quantity = figure.quantity
    if typed.value is not None:
        quantity = _read_value(typed.value, figure, has_unit=typed.unit is not None)
    if typed.bound is not None:
        quantity = replace(quantity, bound=_word("--bound", typed.bound, Bound))
    if typed.low is not None or typed.high is not None:
        quantity = _with_ends(quantity, typed)
    elif typed.bound is not None:
        quantity = _bounded(quantity)
    if typed.unit is not None:
        quantity = replace(quantity, unit=_unit(typed.unit))
    if typed.per is not None:
        quantity = replace(quantity, per=_key(typed.per))
    if typed.kind is not None:
        quantity = replace(quantity, kind=_word("--kind", typed.kind, Kind))
    else:
        quantity = replace(quantity, kind=_kind(quantity))
    return replace(figure, quantity=quantity)


def _read_value(text: str, figure: Figure, *, has_unit: bool) -> Quantity:
    """Return the amount that was typed, as digits or in words: "1,695", "more than 3 billion dollars"."""
    quantity, words = figure.quantity, text.strip()
    if any(number.fullmatch(words) for number in (_PLAIN, _COMMA, _TWO_WAYS)):
        value = _decimal("--value", words)
        bound = Bound.EXACT if quantity.bound is Bound.RANGE else quantity.bound
        amount = replace(quantity, value=value, step=_step(value), bound=bound, vague=False, total=None, in_words=False)
        return _bounded(amount)
    languages = dict.fromkeys([figure.source.language or _LANGUAGES[0], *_LANGUAGES])
    for language in languages:
        for behind in ("", f" {figure.noun}" if figure.noun else ""):
            document = Document.from_text(f"{words}{behind}", language=language)
            found = read_figures(document)
            # An amount with words left over was not understood: "3,000 milion" is not 3,000.
            if len(found) == 1 and found[0].span == (0, len(words)):
                if found[0].quantity.kind is Kind.MONEY and found[0].quantity.unit is None and not has_unit:
                    raise BadValue("--value", text, "of a currency that it tells: say which with --unit, such as MXN")
                return _in_place_of(quantity, found[0].quantity)
    raise BadValue("--value", text, "an amount such as 1695, 65,300,000 or 'more than 3 billion dollars'")


def _in_place_of(before: Quantity, read: Quantity) -> Quantity:
    """Return an amount told in words, with the unit from before where the words tell none of their own."""
    told = read.kind in (Kind.MONEY, Kind.PERCENT, Kind.RATE, Kind.DURATION)
    unit, kind, per = (read.unit, read.kind, read.per) if told else (before.unit, before.kind, before.per)
    return replace(read, unit=unit or before.unit, kind=kind, per=per, in_words=False)


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


def _kind(quantity: Quantity) -> Kind:
    """Return the kind that goes with a unit, where the kind from before cannot."""
    if quantity.unit is None:
        return quantity.kind
    if quantity.unit == "percent":
        return Kind.PERCENT
    money = quantity.unit.isupper()
    if quantity.per:
        return Kind.RATE
    if money != (quantity.kind is Kind.MONEY):
        return Kind.MONEY if money else Kind.COUNT
    return Kind.COUNT if quantity.kind is Kind.PERCENT else quantity.kind


def _unit(text: str) -> str:
    units = load_units()
    code, key = text.strip().upper(), _key(text)
    if code.lower() in units.codes or code in {currency.code for currency in units.of_countries.values()}:
        return code
    known = {unit for table in units.measures.values() for unit in table.meanings()} | set(units.nouns.meanings())
    known |= {"percent", *units.people.values()}
    if key in known:
        return key
    close = close_to(key, known)
    meant = f"; did you mean {' or '.join(close)}?" if close else ""
    raise BadValue("--unit", text, f"a currency's code such as USD, or a unit the ledger knows such as person{meant}")


# Words


def _with_words(figure: Figure, typed: Typed) -> Figure:
    told: dict[Field, object] = {}
    if typed.noun is not None:
        told[Field.NOUN] = " ".join(typed.noun.split())
    if typed.attribution is not None:
        told[Field.ATTRIBUTION] = " ".join(typed.attribution.split())
    if typed.modality is not None:
        told[Field.MODALITY] = str(_word("--modality", typed.modality, Modality))
    if typed.change is not None:
        told[Field.CHANGE] = str(_word("--change", typed.change, Change))
    if typed.population is not None:
        told[Field.POPULATION] = _population(typed.population)
    for field, value in told.items():
        figure = with_field(figure, field, json.dumps(value))
    return figure


def _population(text: str) -> str:
    known = {population.key for population in load_populations().meanings()}
    return _known("--population", _key(text), text, known, "a population the ledger knows")


def _known(option: str, key: str, text: str, known: Iterable[str], what: str) -> str:
    names = set(known)
    if key in names:
        return key
    close = close_to(key, names)
    raise BadValue(option, text, f"{what}{f'; did you mean {close[0]}?' if close else ''}")


def _with_topics(target: str, figure: Figure, typed: Typed) -> Figure:
    own = load_own_topics(target)
    for topic in typed.topics:
        require_topic(topic, own)
    if typed.topics:
        figure = replace(figure, topics=tuple(dict.fromkeys(typed.topics)))
    if typed.measure is not None:
        topics = (*load_topics()[0], *(own.topics if own else ()))
        known = {measure.key for topic in topics for measure in topic.measures}
        measure = _known("--measure", _key(typed.measure), typed.measure, known, "a measure: ledger topics lists them")
        figure = replace(figure, measure=measure)
    return figure


# Time and place


def _with_time(figure: Figure, typed: Typed) -> Figure:
    period = figure.period
    if typed.period is not None:
        read = read_period(typed.period) or Period()
        point = bool(read.start and read.end and (read.end - read.start).days == 1)
        mode = Mode.POINT if point else period.mode if period.mode not in (None, Mode.POINT) else Mode.PERIOD
        period = replace(read, text=typed.period, mode=mode)
    if typed.mode is not None:
        period = replace(period, mode=_word("--mode", typed.mode, Mode))
    figure = replace(figure, period=period)
    if typed.as_of is not None:
        figure = replace(figure, as_of=_day("--as-of", typed.as_of))
    return figure


def _with_place(figure: Figure, typed: Typed) -> Figure:
    return figure if typed.place is None else replace(figure, place=find_place(typed.place))


def find_place(text: str) -> Place:
    """Return the place that is meant by a name or a code, the largest of several; one of no list stands by itself."""
    places, words = load_places(), split_words(text)
    code = text.strip().upper()
    if code in places.by_code:
        return places.by_code[code]
    found = places.names.match(words, 0) if words else None
    if found is None or found[0] != len(words):
        return Place(" ".join(text.split()))
    named: tuple[Name, ...] = found[1]
    return min(named, key=lambda name: (name.demonym, name.rank)).place


# Values of options


def _clearable(name: str) -> Field:
    key = _key(name)
    names = {str(field): field for field in CLEARABLE} | {"topic": Field.TOPICS}
    if key not in names:
        raise BadValue("--clear", name, f"one of {', '.join(CLEARABLE)}")
    return names[key]


def _cleared(field: Field) -> object:
    empty: Mapping[Field, object] = {
        Field.TOPICS: [],
        Field.PERIOD: {"start": None, "end": None, "text": None, "mode": None},
    }
    return empty.get(field)


def _key(text: str) -> str:
    return "_".join(text.lower().replace("-", " ").replace("_", " ").split())


def _word(option: str, text: str, kinds: type[_Word]) -> _Word:
    try:
        return kinds(_key(text))
    except ValueError as error:
        raise BadValue(option, text, f"one of {', '.join(kinds)}") from error


def _decimal(option: str, text: str) -> Decimal:
    """Return the number that was typed: 1695, 1,695, 17.5, 17,5; what can be read in two ways is refused."""
    words = text.strip()
    if _TWO_WAYS.fullmatch(words):
        raise BadValue(option, text, f"one number alone: write {words.replace('.', '')} or {words}0")
    if _COMMA.fullmatch(words):
        return Decimal(words.replace(",", "."))
    if not _PLAIN.fullmatch(words) or len(words) > _DIGITS:
        raise BadValue(option, text[:_DIGITS], "a number such as 1695, 65,300,000 or 17.5")
    return Decimal(words.replace(",", ""))


def _day(option: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadValue(option, text, "a date such as 2021-04-01") from error
