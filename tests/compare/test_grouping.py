"""Figures of one thing, gathered: low, best and high by the declared rule."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

from ledger.compare.grouping import group_comparable
from ledger.model.figure import Figure

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


def test_another_year_or_place_is_another_group(tell: Tell) -> None:
    first = one_thing(tell)[0]
    later = tell("446.", "446", 446, noun="policías", measure="police_killed", place="Mexico", period="2021")
    there = tell("446 there.", "446", 446, noun="policías", measure="police_killed", place="Jalisco", period="2020")
    assert len(group_comparable([first, later, there])) == 3


def test_groups_come_out_alike_whatever_the_order(seeds: Sequence[Figure]) -> None:
    assert group_comparable(seeds) == group_comparable(reversed(seeds))
