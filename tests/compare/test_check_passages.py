"""Passages written without sight of the checks: how many are judged as a fact-checker would. The floors only rise."""

from typing import NamedTuple

import pytest

from benchmarks.score_checks import score


class Floor(NamedTuple):
    borne_out: float
    found: float
    alarms: int


FLOORS = {"dev": Floor(0.63, 0.35, 3), "heldout": Floor(0.43, 0.27, 7)}


@pytest.mark.parametrize("half", FLOORS)
def test_passages_are_judged_as_well_as_before(half: str) -> None:
    found, floor = score(half)["all"], FLOORS[half]
    assert found.borne_out / found.passages >= floor.borne_out
    assert found.found / found.passages >= floor.found
    assert found.alarms_right + found.alarms_silent <= floor.alarms
