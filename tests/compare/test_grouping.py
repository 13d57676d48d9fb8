"""Figures of one thing, gathered: low, best and high by the declared rule."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from ledger.compare.gates import Answers, ask_all
from ledger.compare.grouping import group_comparable
from ledger.compare.keys import AMOUNT, keys
from ledger.model.figure import Figure
from ledger.model.quantity import Kind

Tell = Callable[..., Figure]


def one_thing(tell: Tell) -> list[Figure]:
    known = {"noun": "policías", "measure": "police_killed", "place": "Mexico", "period": "2020"}
    return [
        tell("A counts 446.", "446", 446, publisher="A", published=date(2021, 1, 1), **known),
        tell("B counts 524.", "524", 524, publisher="B", published=date(2021, 1, 2), **known),
        tell("C quotes 524.", "524", 524, attribution="B", published=date(2021, 2, 1), **known),
        tell("D counts 446.", "446", 446, publisher="D", published=date(2021, 1, 3), **known),
        tell("E says more than 400.", "more than 400", 400, bound="more_than", publisher="E", **known),
    ]


def test_the_best_is_what_most_origins_tell_and_a_quote_is_no_origin(tell: Tell) -> None:
    (group,) = group_comparable(one_thing(tell))
    assert (group.low, group.best, group.high) == (Decimal(400), Decimal(446), Decimal(524))
    assert len(group.figures) == 5
    assert group.title == "police officers killed · Mexico · 2020"


def test_two_figures_are_put_to_the_gates_once(tell: Tell, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[Figure, Figure]] = []

    def counted(one: Figure, other: Figure, **how: Any) -> Answers:
        asked.append((one, other))
        return ask_all(one, other, **how)

    monkeypatch.setattr("ledger.compare.relate.ask_all", counted)
    group_comparable(one_thing(tell))
    assert len(asked) == len({(one.id, other.id) for one, other in asked}) > 3


def test_another_year_or_place_is_another_group(tell: Tell) -> None:
    first = one_thing(tell)[0]
    later = tell("446.", "446", 446, noun="policías", measure="police_killed", place="Mexico", period="2021")
    there = tell("446 there.", "446", 446, noun="policías", measure="police_killed", place="Jalisco", period="2020")
    assert len(group_comparable([first, later, there])) == 3


def test_groups_come_out_alike_whatever_the_order(seeds: Sequence[Figure]) -> None:
    assert group_comparable(seeds) == group_comparable(reversed(seeds))


def test_a_part_stands_in_no_range_with_its_whole(tell: Tell) -> None:
    known = {"noun": "homicides", "measure": "homicides", "place": "Mexico", "period": "2023", "unit": "homicide"}
    far = {"basis": {"noun": "paragraph", "measure": "paragraph"}}
    whole = tell("Mexico had 2,850 homicides.", "2,850", 2850, **known)
    women = tell("Women accounted for 380.", "380", 380, **known, **far)
    again = tell("It had 2,900 homicides.", "2,900", 2900, **known)
    groups = group_comparable([women, whole, again])
    assert {(str(group.low), str(group.high)) for group in groups} == {("380", "380"), ("2850", "2900")}


def test_an_age_is_no_count_of_people(tell: Tell) -> None:
    text = "It has reached 2.3 million young adults aged 18 to 29."
    known = {"noun": "young adults", "place": "Mexico", "period": "2021"}
    count = tell(text, "2.3 million", 2300000, unit="person", **known)
    age = tell(text, "18 to 29", 23.5, low=18, high=29, bound="range", unit="adults", **known)
    assert len(group_comparable([count, age])) == 2


def test_an_annual_sum_is_no_low_of_a_sum_since(tell: Tell) -> None:
    known = {"kind": "money", "unit": "USD", "measure": "aid_program", "place": "Mexico", "period": "2007/"}
    more = {"bound": "more_than", "document": "one.txt"}
    whole = tell("It spent more than $3 billion.", "more than $3 billion", 3 * 10**9, noun="Mérida", **known, **more)
    annual = tell("More than $100 million.", "More than $100 million", 10**8, noun="annual aid", **known, **more)
    assert len(group_comparable([whole, annual])) == 2


def test_people_of_whom_other_things_are_told_make_no_range(tell: Tell) -> None:
    known = {"noun": "people", "unit": "person", "place": "Spain"}
    missing = tell("Some 89 people are missing.", "Some 89", 89, bound="approx", **known)
    cut_off = tell("Half a million people were left in the dark.", "Half a million", 500000, **known)
    assert len(group_comparable([missing, cut_off])) == 2


def test_the_keys_of_a_figure_come_in_one_order_whatever_texts_hash_to(seeds: Sequence[Figure]) -> None:
    """By the order of its keys a pair is found first, and told first among the tellings of a finding."""
    counts = [figure for figure in seeds if figure.quantity.kind is Kind.COUNT]
    told = [[Decimal(key[1]).as_tuple().digits for key in keys(figure) if key[0] == AMOUNT] for figure in counts]
    several = [digits for digits in told if len(digits) > 1]
    assert len(several) > 10
    assert all([len(one) for one in digits] == [1, 2] for digits in several)
