"""What a reviewer types in natural words, and what it is understood to be."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest

import ledger
from ledger.actions.corrections import read_changes
from ledger.actions.typed import Typed
from ledger.errors import BadValue, ReadsSo
from ledger.model.correction import corrected
from ledger.model.figure import Figure

ENGLISH = "In 2020, at least 412 police officers were killed in Mexico."
SPANISH = "En 2020 fueron asesinados 412 policías en Perú."
MONEY = "The plan cost $3 million in Peru."
SHARE = "Inflation was 5.2 percent in 2019."


def figure_of(text: str, language: str = "en") -> Figure:
    (figure,) = ledger.read_figures(ledger.Document.from_text(text, language=language))
    return figure


def put_right(figure: Figure, **typed: Any) -> dict[str, object]:
    return corrected(figure, read_changes("none.db", figure, Typed(**typed))).to_record()


def fields(figure: Figure, **typed: Any) -> list[str]:
    return [name for name, _ in read_changes("none.db", figure, Typed(**typed))]


PERIODS = [
    ("May 2019", "2019-05-01", "2019-06-01", "period"),
    ("mayo de 2019", "2019-05-01", "2019-06-01", "period"),
    ("in May 2019", "2019-05-01", "2019-06-01", "period"),
    ("2019-05", "2019-05-01", "2019-06-01", "period"),
    ("2015-2019", "2015-01-01", "2020-01-01", "period"),
    ("2015–2019", "2015-01-01", "2020-01-01", "period"),
    ("2015 to 2019", "2015-01-01", "2020-01-01", "period"),
    ("entre 2006 y 2012", "2006-01-01", "2013-01-01", "period"),
    ("2018-01 .. 2019-06", "2018-01-01", "2019-07-01", "period"),
    ("since 2007", "2007-01-01", None, "cumulative"),
    ("desde 2007", "2007-01-01", None, "cumulative"),
    ("2007..", "2007-01-01", None, "cumulative"),
    ("until 2018", None, "2019-01-01", "cumulative"),
    ("first half of 2020", "2020-01-01", "2020-07-01", "partial"),
    ("primer semestre de 2020", "2020-01-01", "2020-07-01", "partial"),
    ("as of June 2019", "2019-01-01", "2019-07-01", "partial"),
    ("Q1 2020", "2020-01-01", "2020-04-01", "partial"),
    ("3 de marzo de 2019", "2019-03-03", "2019-03-04", "point"),
    ("March 3, 2019", "2019-03-03", "2019-03-04", "point"),
    ("the 1990s", "1990-01-01", "2000-01-01", "period"),
    ("el año 2019", "2019-01-01", "2020-01-01", "period"),
]


@pytest.mark.parametrize(("text", "start", "end", "mode"), PERIODS)
def test_a_period_is_typed_as_texts_have_it(text: str, start: str | None, end: str | None, mode: str) -> None:
    record = put_right(figure_of(ENGLISH), period=text)
    assert (record["period_start"], record["period_end"], record["mode"]) == (start, end, mode)
    assert record["period_text"] == text


@pytest.mark.parametrize("text", ["last year", "May", "soon", "2019 people", "summer of 2019", "2019-13", "", "-"])
def test_a_period_that_tells_no_time_is_refused_with_examples(text: str) -> None:
    with pytest.raises(BadValue, match=r"such as 2019, 2019-05, May 2019, 2015-2019, since 2007"):
        put_right(figure_of(ENGLISH), period=text)


def test_a_day_that_may_be_two_is_refused() -> None:
    with pytest.raises(BadValue, match=r"2019-03-04 or 2019-04-03; write the one"):
        put_right(figure_of(ENGLISH), period="03/04/2019")


@pytest.mark.parametrize(
    ("text", "day"), [("2021-04-01", "2021-04-01"), ("1 de abril de 2021", "2021-04-01"), ("June 2019", "2019-06-30")]
)
def test_a_date_of_saying_is_the_last_day_of_what_is_typed(text: str, day: str) -> None:
    assert put_right(figure_of(ENGLISH), as_of=text)["as_of"] == day


UNITS = [
    ("dollars", "USD", "money"),
    ("$", "USD", "money"),
    ("US$", "USD", "money"),
    ("€", "EUR", "money"),
    ("euros", "EUR", "money"),
    ("soles", "PEN", "money"),
    ("Mexican pesos", "MXN", "money"),
    ("pesos", "MXN", "money"),  # the figure is of Mexico
    ("cop", "COP", "money"),
    ("people", "person", "count"),
    ("homicidios", "homicide", "count"),
    ("years", "year", "duration"),
    ("kilómetros", "kilometre", "other"),
    ("square kilometre", "square kilometre", "other"),
    ("%", "percent", "percent"),
]


@pytest.mark.parametrize(("text", "unit", "kind"), UNITS)
def test_a_unit_is_typed_as_texts_have_it(text: str, unit: str, kind: str) -> None:
    figure = figure_of(ENGLISH.replace("412 police officers", "412 dogs"))
    record = put_right(figure, unit=text)
    assert (record["unit"], record["kind"]) == (unit, kind)


def test_a_word_of_several_currencies_is_asked_for() -> None:
    with pytest.raises(BadValue, match=r"may be MXN, COP, ARS.*such as --unit MXN"):
        put_right(figure_of(MONEY), unit="pesos")


BOUNDS = [
    # What is typed tells no bound: that from before stays.
    ({"value": "446"}, "at_least", 446),
    ({"value": "four hundred"}, "at_least", 400),
    ({"value": "446 people"}, "at_least", 446),
    ({"value": "446", "unit": "person"}, "at_least", 446),
    # It tells one, by its words or beside them.
    ({"value": "about 446"}, "approx", 446),
    ({"value": "446", "bound": "exact"}, "exact", 446),
    ({"value": "446", "bound": "about"}, "approx", 446),
    ({"value": "four hundred", "bound": "no more than"}, "at_most", 400),
    ({"bound": "cerca de"}, "approx", 412),
    ({"value": "400 to 420"}, "range", 410),
]


@pytest.mark.parametrize(("typed", "bound", "value"), BOUNDS)
def test_a_bound_stays_however_a_number_is_typed(typed: Mapping[str, Any], bound: str, value: int) -> None:
    record = put_right(figure_of(ENGLISH), **typed)
    assert (record["bound"], record["value"]) == (bound, value)


@pytest.mark.parametrize("value", ["41", "forty-one", "41 people"])
def test_a_range_put_right_by_one_number_is_exact(value: str) -> None:
    record = put_right(figure_of("Between 40 and 50 people were killed."), value=value)
    assert (record["bound"], record["low"], record["high"]) == ("exact", 41, 41)


def test_a_value_may_say_what_it_counts_and_in_what_unit() -> None:
    assert put_right(figure_of(ENGLISH), value="15 homicides")["noun"] == "homicides"
    assert put_right(figure_of(ENGLISH), value="15 homicides", noun="murders")["noun"] == "murders"
    apart = put_right(figure_of(SHARE), value="15", noun="people", unit="person")
    assert put_right(figure_of(SHARE), value="15 people") == apart
    with pytest.raises(BadValue, match="--noun"):
        put_right(figure_of(ENGLISH), value="15 apples")


@pytest.mark.parametrize(
    ("text", "typed", "words"),
    [
        (ENGLISH, {"kind": "money"}, "which currency with --unit"),
        (ENGLISH, {"kind": "duration"}, "such as year"),
        (ENGLISH, {"kind": "rate"}, "--per"),
        (MONEY, {"kind": "count"}, "--clear unit"),
        (ENGLISH, {"kind": "percent", "unit": "person"}, "--unit percent"),
        (ENGLISH, {"value": "1.300 personas"}, "write 1300 or 1.3000"),
        (ENGLISH, {"value": "-5"}, "never below 0"),
        (ENGLISH, {"low": "-5", "high": "5"}, "never below 0"),
        (ENGLISH, {"bound": "multiple"}, "--kind multiple"),
        (ENGLISH, {"unit": "persn"}, r"did you mean person\?$"),
        (ENGLISH, {"population": "martians"}, "women"),
    ],
)
def test_what_does_not_go_together_is_refused(text: str, typed: Mapping[str, Any], words: str) -> None:
    with pytest.raises(BadValue, match=words):
        put_right(figure_of(text), **typed)


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("month", "month"),
        ("meses", "month"),
        ("100,000 people", "100000"),
        ("100000", "100000"),
        ("100.000 habitantes", "100000"),
        ("100 000", "100000"),
        ("100 mil habitantes", "100000"),
        ("1 million people", "1000000"),
    ],
)
def test_a_rate_is_for_each_of_what_is_typed(text: str, per: str) -> None:
    record = put_right(figure_of(ENGLISH), per=text)
    assert (record["per"], record["kind"]) == (per, "rate")


def test_a_share_may_be_below_zero_and_zero_has_no_sign() -> None:
    assert put_right(figure_of(SHARE), value="-5")["value"] == -5
    assert put_right(figure_of(ENGLISH), value="-0")["value"] == 0
    assert not Decimal(str(put_right(figure_of(ENGLISH), value="-0")["value"])).is_signed()


def test_a_thousandth_is_one_number() -> None:
    assert str(put_right(figure_of(ENGLISH), value="0.125")["value"]) == "0.125"


def test_a_kind_that_has_one_unit_brings_it_along() -> None:
    assert put_right(figure_of(ENGLISH), kind="percent")["unit"] == "percent"
    assert put_right(figure_of(ENGLISH), kind="count", unit="homicides")["unit"] == "homicide"


def test_who_is_counted_is_typed_by_a_key_or_its_words() -> None:
    assert put_right(figure_of(MONEY), population="mujeres")["population"] == "women"
    assert put_right(figure_of(MONEY), population="federal forces")["population"] == "federal_forces"


def test_what_is_typed_is_kept_though_it_reads_so() -> None:
    assert fields(figure_of(ENGLISH), place="Peru", period="2020") == ["period", "place"]
    assert fields(figure_of(MONEY), value="$4 million") == ["unit", "value"]
    assert put_right(figure_of(ENGLISH), place="Peru", period="year 2020")["period_text"] == "2020"
    with pytest.raises(ReadsSo):
        fields(figure_of(ENGLISH), value="412", period="2020")
    with pytest.raises(ReadsSo):
        fields(figure_of(SPANISH, "es"), value="412", noun="policías")
