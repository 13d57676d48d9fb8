"""How two figures stand to each other: the case table, and what must hold of every pair."""

import tomllib
from collections.abc import Callable
from decimal import Decimal
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.compare import wording
from ledger.compare.intervals import slack
from ledger.compare.pairs import related_pairs
from ledger.compare.relate import relate
from ledger.model.figure import Figure
from ledger.model.finding import Verdict

CASES = tomllib.loads((Path(__file__).parents[1] / "cases/compare/relate.toml").read_text("utf-8"))["cases"]
Tell = Callable[..., Figure]


def figures_of(case: dict[str, Any], tell: Tell) -> tuple[Figure, Figure]:
    one, other = ({"text": f"The count was {case[side]['words']}.", **case[side]} for side in ("one", "other"))
    return tell(document="one.txt", **one), tell(document="other.txt", **other)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_two_figures_stand_as_told(case: dict[str, Any], tell: Tell) -> None:
    relation = relate(*figures_of(case, tell))
    assert relation.verdict == case["verdict"], relation.reason
    assert case.get("reason", "") in relation.reason
    assert relation.gate == case.get("gate", relation.gate)
    assert list(relation.assumed) == case.get("assumed", list(relation.assumed))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_verdict_names_both_amounts(case: dict[str, Any], tell: Tell) -> None:
    one, other = figures_of(case, tell)
    reason = relate(one, other).reason
    assert wording.printed(one) in reason
    assert wording.printed(other) in reason
    assert reason.endswith(".")


def test_relating_is_symmetric_but_for_superseded(seeds: list[Figure], spanish: list[Figure]) -> None:
    for one, other in combinations([*seeds, *spanish], 2):
        there, back = relate(one, other), relate(other, one)
        if Verdict.SUPERSEDED not in (there.verdict, back.verdict):
            assert (there.verdict, there.gate, there.assumed) == (back.verdict, back.gate, back.assumed)


@given(value=st.integers(1_000, 10**9), digits=st.integers(1, 4))
def test_an_amount_agrees_with_its_rounding(tell: Tell, value: int, digits: int) -> None:
    step = Decimal(10) ** max(0, len(str(value)) - digits)
    rounded = (Decimal(value) / step).to_integral_value() * step
    said = {"noun": "homicides", "place": "Mexico", "period": "2020"}
    one = tell(f"They were {value}.", str(value), value, step=1, **said)
    other = tell(f"They were about {rounded}.", str(rounded), rounded, step=step, **said)
    assert relate(one, other).verdict is Verdict.AGREE
    assert abs(rounded - value) <= max(slack(other.quantity), slack(one.quantity))


def test_pairs_come_out_alike_whatever_the_order(seeds: list[Figure], spanish: list[Figure]) -> None:
    figures = [*seeds, *spanish]
    forth = [(pair.one.id, pair.other.id, pair.relation) for pair in related_pairs(figures)]
    back = [(pair.one.id, pair.other.id, pair.relation) for pair in related_pairs(reversed(figures))]
    assert forth == back
