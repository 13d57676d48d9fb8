"""Parts of a figure as texts, and a figure with other texts in place of its own."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.model.correction import (
    CORRECTED,
    Field,
    changes_of,
    corrected,
    field_text,
    finding_digest,
    reading_digest,
    with_field,
)
from ledger.model.figure import FISCAL_YEAR, Basis, Change, Evidence, Figure, Modality, Place, Status
from ledger.model.finding import Finding, FindingKind
from ledger.model.judgement import Changes
from ledger.model.period import Mode, Period
from ledger.model.quantity import Bound, Kind, Quantity
from tests.store.samples import ECATEPEC, changes_to, figures, make_reading

FIGURE = make_reading(0).figures[0]
_SOME_FIELDS = st.sets(st.sampled_from(Field), min_size=1).map(sorted)


def texts(figure: Figure) -> dict[Field, str]:
    return {field: field_text(figure, field) for field in Field}


def changes_from(figure: Figure, fields: list[Field]) -> Changes:
    return tuple((str(field), field_text(figure, field)) for field in fields)


# Texts


@given(figures())
def test_a_field_put_back_reads_the_same(figure: Figure) -> None:
    for field in Field:
        assert texts(with_field(figure, field, field_text(figure, field))) == texts(figure)
    whole = figure
    for field in Field:
        whole = with_field(whole, field, field_text(figure, field))
    assert whole == replace(figure, quantity=replace(figure.quantity, in_words=False))  # no words tell it any more


@given(figures(), figures(), st.sampled_from(Field))
def test_a_field_put_in_is_the_others_and_leaves_the_rest_alone(one: Figure, other: Figure, field: Field) -> None:
    text = field_text(other, field)
    assert texts(with_field(one, field, text)) == texts(one) | {field: text}


@given(figures())
def test_a_text_of_a_field_is_json_with_sorted_keys(figure: Figure) -> None:
    for text in texts(figure).values():
        assert json.dumps(json.loads(text), sort_keys=True, ensure_ascii=False) == text


TEXTS: list[tuple[Field, dict[str, Any], str]] = [
    (
        Field.VALUE,
        {"quantity": Quantity(Kind.COUNT, Decimal("3E+2"), Decimal(2), None, Bound.RANGE, step=Decimal("0.10"))},
        '{"bound": "range", "high": null, "low": "2", "step": "0.10", "total": null, "vague": false, "value": "300"}',
    ),
    (Field.KIND, {}, '"count"'),
    (Field.UNIT, {}, '"person"'),
    (Field.PER, {}, "null"),
    (Field.NOUN, {"noun": "policías"}, '"policías"'),
    (Field.TOPICS, {}, '["homicides", "aid"]'),
    (Field.TOPICS, {"topics": ()}, "[]"),
    (Field.MEASURE, {}, '"killed"'),
    (Field.POPULATION, {"population": "police"}, '"police"'),
    (Field.CHANGE, {"change": Change.INCREASE}, '"increase"'),
    (Field.PLACE, {"place": None}, "null"),
    (
        Field.PLACE,
        {"place": ECATEPEC},
        '{"code": null, "name": "Ecatepec de Morelos", "within": ["MX-MEX", "MX"]}',
    ),
    (Field.PERIOD, {}, '{"end": "2020-01-01", "mode": "period", "start": "2019-01-01", "text": "2019"}'),
    (Field.PERIOD, {"period": Period()}, '{"end": null, "mode": null, "start": null, "text": null}'),
    (Field.AS_OF, {"as_of": date(2020, 2, 29)}, '"2020-02-29"'),
    (Field.ATTRIBUTION, {"attribution": ""}, '""'),
    (Field.MODALITY, {"modality": Modality.DENIED}, '"denied"'),
]


@pytest.mark.parametrize(("field", "parts", "text"), TEXTS)
def test_a_text_is_never_written_otherwise(field: Field, parts: dict[str, Any], text: str) -> None:
    """Texts are kept with judgements and compared with those of later versions."""
    assert field_text(replace(FIGURE, **parts), field) == text


def test_the_text_of_every_field_is_held_to() -> None:
    assert {field for field, *_ in TEXTS} == set(Field)


# Corrected figures


@given(figures(), figures(), _SOME_FIELDS)
def test_a_corrected_figure_reads_as_its_changes_say(one: Figure, other: Figure, fields: list[Field]) -> None:
    changes = changes_from(other, fields)
    now = corrected(one, changes)
    assert texts(now) == texts(one) | {field: field_text(other, field) for field in fields}
    assert (now.as_read, now.status, now.id) == (one, Status.CORRECTED, one.id)
    assert (now.surface, now.quote, now.source, now.rule) == (one.surface, one.quote, one.source, one.rule)
    assert changes_of(now) == changes
    assert changes_of(one) == ()


@given(figures(), figures(), _SOME_FIELDS)
def test_a_correction_leaves_the_name_of_the_reading_alone(one: Figure, other: Figure, fields: list[Field]) -> None:
    assert reading_digest(corrected(one, changes_from(other, fields))) == reading_digest(one)


@given(figures(), figures())
def test_readings_have_one_name_where_they_read_the_same(one: Figure, other: Figure) -> None:
    assert (reading_digest(one) == reading_digest(other)) == (texts(one) == texts(other))
    assert reading_digest(replace(one, line=one.line + 1, evidence=(), status=Status.REJECTED)) == reading_digest(one)


@pytest.mark.parametrize("field", Field)
def test_the_name_of_a_reading_tells_of_every_field(field: Field) -> None:
    other = Figure(
        **{name: getattr(FIGURE, name) for name in ("source", "span", "surface", "quote_span", "quote", "line")},
        quantity=Quantity(Kind.MONEY, Decimal(2), None, None, Bound.EXACT, "USD", "month"),
        population="police",
        change=Change.INCREASE,
        as_of=date(2020, 2, 1),
        attribution="Ana",
        modality=Modality.PLANNED,
    )
    assert reading_digest(with_field(FIGURE, field, field_text(other, field))) != reading_digest(FIGURE)


EVERY_GROUND = tuple(
    Evidence(part, Basis.SENTENCE, "r")
    for part in (*map(str, Field), "bound", "low", "high", "mode", FISCAL_YEAR, "topic", "language")
)


@pytest.mark.parametrize(
    ("field", "gone"),
    [
        (Field.VALUE, {"value", "bound", "low", "high"}),
        (Field.PERIOD, {"period", "mode", FISCAL_YEAR}),
        (Field.TOPICS, {"topics", "topic"}),
        (Field.NOUN, {"noun"}),
        (Field.PLACE, {"place"}),
    ],
)
def test_the_grounds_of_a_corrected_field_are_the_reviewers(field: Field, gone: set[str]) -> None:
    figure = replace(FIGURE, evidence=EVERY_GROUND)
    now = corrected(figure, changes_from(figure, [field]))
    assert now.evidence[-1] == Evidence(str(field), Basis.TEXT, CORRECTED)
    assert {one.part for one in EVERY_GROUND} - {one.part for one in now.evidence[:-1]} == gone
    assert str(field) not in now.basis


def test_a_fiscal_year_goes_with_the_period_that_was_corrected() -> None:
    grounds = (Evidence(FISCAL_YEAR, Basis.TEXT, "2018-10-01/2019-10-01"),)
    figure = replace(FIGURE, evidence=grounds)
    period = Period(date(2018, 1, 1), date(2019, 1, 1), "2018", Mode.PERIOD)
    assert figure.window == (date(2018, 10, 1), date(2019, 10, 1))
    assert corrected(figure, changes_to(figure, period=period)).window == (date(2018, 1, 1), date(2019, 1, 1))
    assert corrected(figure, changes_to(figure, noun="dogs")).window == figure.window


AS_READ: list[tuple[dict[str, Any], dict[str, object]]] = [
    ({"noun": "dogs"}, {"noun": "people"}),
    ({"place": ECATEPEC}, {"place": "México", "place_code": "MX"}),
    ({"place": Place("México", None)}, {"place_code": "MX"}),
    ({"topics": ()}, {"topics": ["homicides", "aid"]}),
    ({"period": Period(date(2019, 1, 1), None, "2019", Mode.PERIOD)}, {"period_end": "2020-01-01"}),
    (
        {"quantity": replace(FIGURE.quantity, value=Decimal("1000.5"), low=Decimal("1000.5"))},
        {"value": 1000, "low": 1000},
    ),
    ({"quantity": replace(FIGURE.quantity, unit="USD", kind=Kind.MONEY)}, {"kind": "count", "unit": "person"}),
]


@pytest.mark.parametrize(("parts", "as_read"), AS_READ)
def test_a_record_tells_what_the_source_has_in_place_of_what_was_corrected(
    parts: dict[str, Any], as_read: dict[str, object]
) -> None:
    now = corrected(FIGURE, changes_to(FIGURE, **parts))
    record = now.to_record()
    assert record["as_read"] == as_read
    assert FIGURE.to_record()["as_read"] == {}
    assert record | as_read | {"as_read": {}, "status": "unreviewed", "basis": FIGURE.basis} == FIGURE.to_record() | {
        "basis": FIGURE.basis
    }
    assert now.amount_is_corrected == ("quantity" in parts)


# Findings


def a_finding(*figures: Figure, check: str = "dispute") -> Finding:
    return Finding(FindingKind.CONFLICT, check, 0.5, figures, "They differ.")


@pytest.mark.parametrize(
    ("parts", "is_another"),
    [
        ({}, False),
        ({"noun": "dogs"}, True),
        ({"attribution": "Ana"}, False),
        ({"place": ECATEPEC}, True),
        ({"period": Period()}, True),
        ({"quantity": replace(FIGURE.quantity, value=Decimal(41))}, True),
        ({"quantity": replace(FIGURE.quantity, bound=Bound.EXACT)}, True),
        ({"quantity": replace(FIGURE.quantity, unit="death")}, True),
    ],
)
def test_a_finding_is_another_when_what_it_weighs_reads_otherwise(parts: dict[str, Any], is_another: bool) -> None:
    one, other, _ = make_reading(0).figures
    now = corrected(one, changes_to(one, **parts)) if parts else one
    assert (finding_digest(a_finding(now, other)) != finding_digest(a_finding(one, other))) == is_another


def test_the_name_of_what_a_finding_rests_on_knows_no_order() -> None:
    one, other, third = make_reading(0).figures
    assert finding_digest(a_finding(one, other)) == finding_digest(a_finding(other, one))
    names = {finding_digest(a_finding(*some)) for some in ((one, other), (one, third), (one, other, third), (one,))}
    assert len(names | {finding_digest(a_finding(one, other, check="total"))}) == 5
