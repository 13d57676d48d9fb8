"""How the work of checking and comparing grows with a ledger: counted in calls, on made-up documents."""

from collections.abc import Callable
from datetime import date, timedelta
from types import ModuleType

import pytest

from ledger.compare import collation, grouping
from ledger.compare.checks import running_total, span_of_time
from ledger.compare.collation import Collation
from ledger.compare.evidence import Surroundings
from ledger.compare.grouping import Drawers, group_comparable
from ledger.compare.registry import check
from ledger.model.figure import Figure

Counting = Callable[[ModuleType, str], list[str]]


def figures(made_up: ModuleType, count: int) -> list[Figure]:
    return [figure for reading in made_up.documents(count, count // 100) for figure in reading.figures]


def test_made_up_documents_tell_every_figure_by_its_words(made_up: ModuleType) -> None:
    for reading in made_up.documents(400, 4):
        text = reading.document.text
        assert all(figure.span.of(text) == figure.surface for figure in reading.figures)
        assert all(figure.quote_span.of(text) == figure.quote for figure in reading.figures)


def test_a_figure_is_held_against_few_others(made_up: ModuleType, calls: Counting) -> None:
    asked = calls(collation, "foresee")
    assert Collation.of(figures(made_up, 1600)).pairs
    assert len(asked) < 6 * 1600


def test_lengths_of_time_are_not_held_against_all_others(made_up: ModuleType, calls: Counting) -> None:
    asked = calls(span_of_time, "_is_of_one_time")
    check(figures(made_up, 3200))
    assert len(asked) < 3200


def test_amounts_without_time_or_place_are_not_held_against_all_others(
    tell: Callable[..., Figure], calls: Counting
) -> None:
    asked = calls(grouping, "counts_same")
    told = [
        tell(
            f"{10_000 + 37 * at:,} stones.",
            document=f"d{at}",
            words=f"{10_000 + 37 * at:,}",
            value=10_000 + 37 * at,
            noun="stones",
        )
        for at in range(200)
    ]
    group_comparable(told)
    assert len(asked) < 60 * len(told)


def test_a_total_that_grows_is_not_held_against_all_before_it(tell: Callable[..., Figure], calls: Counting) -> None:
    asked = calls(running_total, "_falls_below")
    series = [
        tell(
            f"Since 2007, {40_000 + 11 * at} people have disappeared in Mexico.",
            document=f"d{at}",
            words=str(40_000 + 11 * at),
            value=40_000 + 11 * at,
            noun="people have disappeared",
            place="Mexico",
            period="2007/",
            published=date(2015, 1, 1) + timedelta(at),
        )
        for at in range(120)
    ]
    assert not [*running_total.check_running_total(Collation.of(series))]
    assert not asked


def test_pairs_come_alike_however_many_slots_are_gathered_at_a_time(
    made_up: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = figures(made_up, 800)
    whole = Collation.of(given).pairs
    monkeypatch.setattr(collation, "_PART", 100)
    assert Collation.of(given).pairs == whole


def test_no_figure_has_more_slots_than_are_numbered(made_up: ModuleType) -> None:
    given = figures(made_up, 800)
    around = Surroundings(given)
    assert max(len([*collation._slots(figure, around)]) for figure in given) < 100


def test_of_groups_those_are_made_that_are_asked_for(made_up: ModuleType, calls: Counting) -> None:
    given = figures(made_up, 800)
    groups = {member.id: group for group in group_comparable(given) for member in group.figures}
    held = calls(grouping, "counts_same")
    drawers = Drawers(given)
    assert not held
    for figure in given:
        found, group = drawers.group_of(figure), groups.get(figure.id)
        alone = group is None or len(group.figures) == 1
        assert (found is None) is alone
        assert found is None or group is None or tuple(found)[:2] == (group.key, group.title)
        assert found is None or group is None or (*found.figures,) == group.figures
    once = len(held)
    assert [drawers.group_of(figure) is None for figure in given].count(False)
    assert len(held) == once
