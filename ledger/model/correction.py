"""A figure read otherwise: parts of it as texts, and the figure with these texts in place of its own.

The texts are JSON with sorted keys, complete in themselves: they are kept with the judgement, compared to tell
whether two reviewers mean the same, and read again by any later version.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import partial
from typing import Any

from ledger.model.figure import FISCAL_YEAR, Basis, Change, Evidence, Figure, Modality, Place, Status
from ledger.model.finding import Finding
from ledger.model.judgement import Changes
from ledger.model.period import Mode, Period
from ledger.model.quantity import Bound, Kind, amount_text

CORRECTED = "corrected"  # the rule of a field that a reviewer has put right


class Field(StrEnum):
    """A part of a figure that can be put right."""

    VALUE = "value"  # with its bound and ends
    KIND = "kind"
    UNIT = "unit"
    PER = "per"
    NOUN = "noun"
    TOPICS = "topics"
    MEASURE = "measure"
    POPULATION = "population"
    CHANGE = "change"
    PLACE = "place"
    PERIOD = "period"
    AS_OF = "as_of"
    ATTRIBUTION = "attribution"
    MODALITY = "modality"


# What a finding is about: all but the topics, by which it is only found, and who says so.
_WEIGHED = tuple(field for field in Field if field not in (Field.TOPICS, Field.ATTRIBUTION))

# What tells of a field in a figure's evidence, where that has other names for it.
_EVIDENCE = {
    Field.VALUE: ("value", "bound", "low", "high"),
    Field.PERIOD: ("period", "mode", FISCAL_YEAR),
    Field.TOPICS: ("topics", "topic"),
}


def _value(figure: Figure) -> object:
    quantity = figure.quantity
    return {
        "value": amount_text(quantity.value),
        "low": quantity.low if quantity.low is None else amount_text(quantity.low),
        "high": quantity.high if quantity.high is None else amount_text(quantity.high),
        "bound": str(quantity.bound),
        "step": amount_text(quantity.step),
        "total": quantity.total if quantity.total is None else amount_text(quantity.total),
        "vague": quantity.vague,
    }


def _with_value(figure: Figure, told: Any) -> Figure:
    quantity = replace(
        figure.quantity,
        value=Decimal(told["value"]),
        low=_decimal(told["low"]),
        high=_decimal(told["high"]),
        bound=Bound(told["bound"]),
        step=Decimal(told["step"]),
        total=_decimal(told["total"]),
        vague=told["vague"],
        in_words=False,
    )
    return replace(figure, quantity=quantity)


def _place(figure: Figure) -> object:
    place = figure.place
    return place and {"name": place.name, "code": place.code, "within": list(place.within)}


def _period(figure: Figure) -> object:
    period = figure.period
    return {
        "start": _text(period.start),
        "end": _text(period.end),
        "text": period.text,
        "mode": _text(period.mode),
    }


def _with_period(figure: Figure, told: Any) -> Figure:
    start, end = (told[name] and date.fromisoformat(told[name]) for name in ("start", "end"))
    return replace(figure, period=Period(start, end, told["text"], told["mode"] and Mode(told["mode"])))


_READ: Mapping[Field, Callable[[Figure], object]] = {
    Field.VALUE: _value,
    Field.KIND: lambda figure: str(figure.quantity.kind),
    Field.UNIT: lambda figure: figure.quantity.unit,
    Field.PER: lambda figure: figure.quantity.per,
    Field.NOUN: lambda figure: figure.noun,
    Field.TOPICS: lambda figure: list(figure.topics),
    Field.MEASURE: lambda figure: figure.measure,
    Field.POPULATION: lambda figure: figure.population,
    Field.CHANGE: lambda figure: _text(figure.change),
    Field.PLACE: _place,
    Field.PERIOD: _period,
    Field.AS_OF: lambda figure: _text(figure.as_of),
    Field.ATTRIBUTION: lambda figure: figure.attribution,
    Field.MODALITY: lambda figure: str(figure.modality),
}

_PUT: Mapping[Field, Callable[[Figure, Any], Figure]] = {
    Field.VALUE: _with_value,
    Field.KIND: lambda figure, told: replace(figure, quantity=replace(figure.quantity, kind=Kind(told))),
    Field.UNIT: lambda figure, told: replace(figure, quantity=replace(figure.quantity, unit=told)),
    Field.PER: lambda figure, told: replace(figure, quantity=replace(figure.quantity, per=told)),
    Field.NOUN: lambda figure, told: replace(figure, noun=told),
    Field.TOPICS: lambda figure, told: replace(figure, topics=tuple(told)),
    Field.MEASURE: lambda figure, told: replace(figure, measure=told),
    Field.POPULATION: lambda figure, told: replace(figure, population=told),
    Field.CHANGE: lambda figure, told: replace(figure, change=told and Change(told)),
    Field.PLACE: lambda figure, told: replace(
        figure, place=told and Place(told["name"], told["code"], tuple(told["within"]))
    ),
    Field.PERIOD: _with_period,
    Field.AS_OF: lambda figure, told: replace(figure, as_of=told and date.fromisoformat(told)),
    Field.ATTRIBUTION: lambda figure, told: replace(figure, attribution=told),
    Field.MODALITY: lambda figure, told: replace(figure, modality=Modality(told)),
}


def field_text(figure: Figure, field: Field) -> str:
    """Return how a part of a figure reads."""
    return json.dumps(_READ[field](figure), sort_keys=True, ensure_ascii=False)


def field_texts(figure: Figure) -> dict[str, str]:
    """Return how every part of a figure reads."""
    return {str(field): field_text(figure, field) for field in Field}


def with_field(figure: Figure, field: Field, text: str) -> Figure:
    """Return the figure with a field reading so."""
    return _PUT[field](figure, json.loads(text))


def meaning(field: str, text: str) -> str:
    """Return what two texts of a field share that mean the same, however it was typed.

    >>> meaning("noun", '"Officers"') == meaning("noun", '"officers"')
    True
    """
    try:
        told = json.loads(text)
        if field == Field.VALUE:
            ends = [told[name] and str(Decimal(told[name]).normalize()) for name in ("value", "low", "high", "total")]
            return json.dumps([*ends, told["bound"]])
        if field == Field.PERIOD:
            return json.dumps([told[name] for name in ("start", "end", "mode")])
    except (ArithmeticError, KeyError, TypeError, ValueError):
        return text  # a form that this version does not know means itself
    return text.strip().casefold()


def reads_alike(field: str, one: str, other: str) -> bool:
    """Tell whether two texts of a field say the same to a reader, but for the words that a time was told in.

    >>> reads_alike("noun", '"Officers"', '"officers"')
    False
    """
    return one == other or (field in (Field.VALUE, Field.PERIOD) and meaning(field, one) == meaning(field, other))


def corrected(figure: Figure, changes: Iterable[tuple[str, str]]) -> Figure:
    """Return a figure with parts put right; `as_read` is then the figure as its source reads."""
    fields = [(Field(name), text) for name, text in changes]
    read = figure
    for field, text in fields:
        figure = with_field(figure, field, text)
    told = {name for field, _ in fields for name in _EVIDENCE.get(field, (str(field),))}
    kept = [one for one in figure.evidence if one.part not in told]
    mended = [Evidence(str(field), Basis.TEXT, CORRECTED) for field, _ in fields]
    return replace(figure, evidence=(*kept, *mended), status=Status.CORRECTED, as_read=read)


def changes_of(figure: Figure) -> Changes:
    """Return the changes by which a corrected figure reads as it does; none of any other."""
    fields = sorted(Field(one.part) for one in figure.evidence if one.rule == CORRECTED)
    return tuple((str(field), field_text(figure, field)) for field in fields)


def reading_digest(figure: Figure) -> str:
    """Return a name for all that a figure says as its source reads, the same for the same reading in every ledger."""
    read = figure.as_read or figure
    told = [field_text(read, field) for field in Field]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:16]


def finding_digest(finding: Finding) -> str:
    """Return a name for what a finding rests on as it reads now: what is said of it holds as long as that stays."""
    told = [
        finding.check,
        *sorted([figure.id, *map(partial(field_text, figure), _WEIGHED)] for figure in finding.figures),
    ]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:16]


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
