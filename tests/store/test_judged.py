"""Figures that were judged: found, counted and listed by how they read now."""

import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.model.correction import changes_of, corrected, reading_digest
from ledger.model.figure import Figure, Place, Status
from ledger.model.judgement import Changes, Judgement, Verb
from ledger.model.period import Mode, Period
from ledger.model.quantity import Bound, Kind, Quantity
from ledger.store.engine import Ledger
from ledger.store.filters import FigureFilter
from ledger.store.queries import fetch_figure, fetch_figures
from ledger.store.reads import TopicCount, fetch_places, fetch_topic_counts, fetch_units
from ledger.store.writes import add_judgement, add_reading
from tests.store import views
from tests.store.samples import ECATEPEC, MEXICO, changes_to, make_ledger, make_reading
from tests.store.views import require_right_search, select

NOON = datetime(2024, 5, 1, 12, 0, tzinfo=UTC)
FIGURE = make_reading(0).figures[1]  # 1,001 people killed in Mexico in 2019
DOLLARS = Quantity(Kind.MONEY, Decimal("0.1"), Decimal("0.1"), Decimal("0.1"), Bound.EXACT, "USD")
MANY = replace(FIGURE.quantity, value=Decimal("2000.5"), low=Decimal("2000.5"))
IN_2021 = Period(date(2021, 1, 1), date(2022, 1, 1), "2021", Mode.PERIOD)


def judge(ledger: Ledger, figure: Figure, verb: Verb, changes: Changes = (), by: str = "ana") -> Judgement:
    return add_judgement(ledger, Judgement(figure.id, verb, by, NOON, None, changes, reading_digest(figure)))


def correct(ledger: Ledger, figure: Figure, by: str = "ana", **parts: Any) -> None:
    judge(ledger, figure, Verb.CORRECT, changes_to(figure, **parts), by)


def ids(figures: Iterable[Figure]) -> list[str]:
    return [figure.id for figure in figures]


def found(ledger: Ledger, **asked: Any) -> list[str]:
    return ids(fetch_figures(ledger, FigureFilter(**asked)))


EVERY = ids(figure for number in range(5) for figure in make_reading(number).figures)
OTHERS = [name for name in EVERY if name != FIGURE.id]


# Filters


READS: list[tuple[dict[str, Any], dict[str, Any] | None, dict[str, Any]]] = [
    ({"place": ECATEPEC}, {"places": ("México",)}, {"places": ("Ecatepec de Morelos",)}),
    ({"place": ECATEPEC}, {"places": ("México",)}, {"places": ("PE", "MX-MEX")}),
    ({"place": Place("Peru", "PE")}, {"places": ("MX",)}, {"places": ("PE",)}),
    ({"quantity": DOLLARS}, {"unit": "person"}, {"unit": "USD"}),
    ({"quantity": DOLLARS}, {"kinds": (Kind.COUNT, Kind.RATE)}, {"kinds": (Kind.MONEY,)}),
    ({"quantity": MANY}, {"maximum": Decimal("2000.4")}, {"minimum": Decimal("2000.5")}),
    ({"quantity": DOLLARS}, {"minimum": Decimal("0.2")}, {"maximum": Decimal("0.1")}),
    ({"topics": ("detentions",)}, {"topic": "homicides"}, {"topic": "detentions"}),
    ({"measure": "detained"}, {"measure": "killed"}, {"measure": "detained"}),
    ({"period": IN_2021}, {"period": Period(None, date(2021, 1, 1))}, {"period": Period(date(2021, 12, 31), None)}),
    ({"noun": "perros de PRESA"}, None, {"search": "pérros de\npresa"}),
]
"""What a figure is corrected to; what is asked that only the others answer then; what it alone answers then."""


@pytest.mark.parametrize(("parts", "before", "now"), READS)
def test_a_corrected_figure_is_asked_how_it_reads_now(
    ledger: Ledger, parts: dict[str, Any], before: dict[str, Any] | None, now: dict[str, Any]
) -> None:
    assert (found(ledger, **(before or {})), found(ledger, **now)) == (EVERY, [])
    correct(ledger, FIGURE, **parts)
    assert before is None or found(ledger, **before) == OTHERS
    assert found(ledger, **now) == [FIGURE.id]
    judge(ledger, FIGURE, Verb.UNDO)
    assert (found(ledger, **(before or {})), found(ledger, **now)) == (EVERY, [])


def test_a_noun_that_was_corrected_is_no_longer_found(ledger: Ledger) -> None:
    """It stood in no quote: what stands in one is found whatever the noun."""
    reading = make_reading(60, noun="pelicans")
    add_reading(ledger, reading, 1)
    correct(ledger, reading.figures[0], noun="gulls")
    assert found(ledger, search="pelicans") == ids(reading.figures[1:])
    assert found(ledger, search="gulls") == ids(reading.figures[:1])


@pytest.mark.parametrize(
    ("asked", "is_found"),
    [
        ({"document": "reports/00000.txt"}, True),
        ({"document": "reports/00001.txt"}, False),
        ({"source": "report 0"}, True),
        ({"source": "report 1"}, False),
        ({"ids": (FIGURE.id[:9],)}, True),
        ({"ids": (OTHERS[0],)}, False),
        ({"statuses": (Status.CORRECTED,)}, True),
        ({"statuses": (Status.ACCEPTED, Status.REJECTED)}, False),
        ({"statuses": (Status.UNREVIEWED,)}, False),
        ({"unit": "USD", "maximum": Decimal("0.1"), "kinds": (Kind.MONEY,)}, True),
        ({"unit": "USD", "minimum": Decimal("0.2")}, False),
        ({"unit": "USD", "topic": "homicides"}, True),
        ({"unit": "USD", "topic": "detentions"}, False),
    ],
)
def test_what_was_not_corrected_is_asked_of_a_corrected_figure_too(
    ledger: Ledger, asked: dict[str, Any], is_found: bool
) -> None:
    correct(ledger, FIGURE, quantity=DOLLARS)
    assert (FIGURE.id in found(ledger, **asked)) == is_found


def test_corrected_figures_come_in_their_place(ledger: Ledger) -> None:
    for number in (3, 0, 4):
        correct(ledger, make_reading(number).figures[number % 3], quantity=DOLLARS)
    assert found(ledger) == EVERY
    assert found(ledger, unit="USD") == [EVERY[0], EVERY[9], EVERY[13]]


def test_a_figure_says_how_it_reads_and_how_it_was_read(ledger: Ledger) -> None:
    changes = changes_to(FIGURE, quantity=DOLLARS, noun="dollars")
    judge(ledger, FIGURE, Verb.CORRECT, changes)
    assert fetch_figure(ledger, FIGURE.id) == corrected(FIGURE, changes)
    assert changes_of(fetch_figure(ledger, FIGURE.id)) == changes


# Disputes


def test_a_figure_in_dispute_reads_as_its_source_does(ledger: Ledger, path: Path) -> None:
    correct(ledger, FIGURE, noun="dogs", quantity=DOLLARS)
    assert views.found(path, "dogs") == found(ledger, unit="USD") == [FIGURE.id]
    judge(ledger, FIGURE, Verb.ACCEPT, by="ben")
    assert fetch_figure(ledger, FIGURE.id) == replace(FIGURE, status=Status.DISPUTED)
    assert views.found(path, "dogs") == found(ledger, unit="USD") == []
    assert found(ledger, unit="person") == EVERY
    judge(ledger, FIGURE, Verb.ACCEPT, changes_to(FIGURE, noun="dogs", quantity=DOLLARS), by="ben")
    assert views.found(path, "dogs") == found(ledger, unit="USD") == [FIGURE.id]
    assert fetch_figure(ledger, FIGURE.id).status is Status.CORRECTED
    require_right_search(path)


def test_what_two_reviewers_put_right_is_put_together(ledger: Ledger) -> None:
    correct(ledger, FIGURE, noun="dogs")
    correct(ledger, FIGURE, place=ECATEPEC, by="ben")
    assert fetch_figure(ledger, FIGURE.id) == corrected(FIGURE, changes_to(FIGURE, noun="dogs", place=ECATEPEC))
    judge(ledger, FIGURE, Verb.UNDO)
    assert fetch_figure(ledger, FIGURE.id) == corrected(FIGURE, changes_to(FIGURE, noun="dogs"))


# Counts and lists


def test_topics_are_counted_as_figures_read_now(ledger: Ledger) -> None:
    one, two, three = make_reading(0).figures
    correct(ledger, one, topics=("aid", "detentions"), measure="detained")
    correct(ledger, two, topics=())
    correct(ledger, three, noun="dogs")
    assert fetch_topic_counts(ledger) == [
        TopicCount(None, "killed", 1),
        TopicCount("aid", "detained", 1),
        TopicCount("aid", "killed", 13),
        TopicCount("detentions", "detained", 1),
        TopicCount("homicides", "killed", 13),
    ]


def test_places_and_units_are_those_that_figures_have_now(path: Path) -> None:
    with make_ledger(path, make_reading(0)) as ledger:
        one, two, three = make_reading(0).figures
        correct(ledger, one, place=ECATEPEC, quantity=DOLLARS)
        correct(ledger, two, place=None, noun="dogs")
        assert fetch_places(ledger) == [ECATEPEC, MEXICO]
        assert fetch_units(ledger) == ["person", "USD"]
        correct(ledger, two, quantity=DOLLARS)
        assert fetch_units(ledger) == ["USD", "person"]
        correct(ledger, three, place=ECATEPEC, quantity=DOLLARS)
        assert fetch_places(ledger) == [ECATEPEC]
        assert fetch_units(ledger) == ["USD"]


# Full-text search


@pytest.mark.parametrize(
    ("parts", "now", "before"),
    [
        ({"noun": "perros"}, "noun: perros", "noun: people"),
        ({"place": ECATEPEC}, "ecatepec", "place: mexico"),
        ({"place": None}, None, "place: mexico"),
        ({"attribution": "Ñandú"}, "nandu", None),
        ({"noun": "dogs", "place": ECATEPEC}, "noun: dogs AND place: ecatepec", "noun: people OR place: mexico"),
        ({"measure": "detained"}, None, None),
    ],
)
def test_the_search_follows_a_correction_and_its_undo(
    ledger: Ledger, path: Path, parts: dict[str, Any], now: str | None, before: str | None
) -> None:
    correct(ledger, FIGURE, **parts)
    require_right_search(path)
    assert not now or views.found(path, now) == [FIGURE.id]
    assert not before or views.found(path, before) == OTHERS
    judge(ledger, FIGURE, Verb.UNDO)
    require_right_search(path)
    assert not now or views.found(path, now) == []
    assert not before or views.found(path, before) == EVERY


@pytest.mark.parametrize("times", [1, 3])
def test_a_figure_is_in_the_search_once(ledger: Ledger, path: Path, times: int) -> None:
    for number in range(times):
        correct(ledger, FIGURE, noun=f"dogs {number}")
        judge(ledger, FIGURE, Verb.REJECT)
        judge(ledger, FIGURE, Verb.UNDO)
    matching = "SELECT rowid FROM figures_search WHERE figures_search MATCH 'noun: dogs'"
    assert len(select(path, matching)) == 1
    require_right_search(path)


# Against a ledger in which the figures read so from the beginning


_PARTS: dict[str, st.SearchStrategy[Any]] = {
    "quantity": st.sampled_from([DOLLARS, MANY, replace(FIGURE.quantity, value=Decimal(7), unit=None)]),
    "noun": st.sampled_from([None, "dogs", "perros"]),
    "topics": st.sampled_from([(), ("aid",), ("detentions", "aid")]),
    "measure": st.sampled_from([None, "detained"]),
    "place": st.sampled_from([None, ECATEPEC, Place("Peru", "PE"), Place("México", None)]),
    "period": st.sampled_from([Period(), IN_2021, Period(None, date(2019, 5, 1)), Period(date(2020, 1, 1), None)]),
    "attribution": st.sampled_from([None, "Ñandú"]),
}
_CORRECTIONS = st.dictionaries(st.integers(0, 5), st.fixed_dictionaries({}, optional=_PARTS), max_size=5)
_DAYS = st.none() | st.sampled_from([date(2019, 4, 1), date(2019, 12, 31), date(2020, 1, 1), date(2021, 6, 1)])
_ASKED = st.fixed_dictionaries(
    {},
    optional={
        "topic": st.sampled_from(["aid", "homicides", "detentions"]),
        "measure": st.sampled_from(["killed", "detained"]),
        "places": st.lists(st.sampled_from(["MX", "México", "PE", "MX-MEX"]), max_size=2).map(tuple),
        "period": st.builds(Period, _DAYS, _DAYS),
        "kinds": st.sampled_from([(), (Kind.COUNT,), (Kind.MONEY, Kind.RATE)]),
        "unit": st.sampled_from(["person", "USD"]),
        "minimum": st.sampled_from([Decimal("0.1"), Decimal(8), Decimal("2000.5")]),
        "maximum": st.sampled_from([Decimal("0.1"), Decimal(8), Decimal(1001)]),
        "search": st.sampled_from(["dogs", "people", "1,001", "mexico"]),
        "document": st.just("1.txt") | st.sampled_from(["reports/00000.txt", "00001.txt"]),
    },
)
_NUMBERS = count()


@given(_CORRECTIONS, st.lists(_ASKED, min_size=8, max_size=8))
@settings(max_examples=15)
def test_corrected_figures_are_as_if_they_had_been_read_so(
    folder: Path, corrections: Mapping[int, dict[str, Any]], questions: Sequence[dict[str, Any]]
) -> None:
    number = next(_NUMBERS)
    readings = [make_reading(0), make_reading(1)]
    figures = [figure for reading in readings for figure in reading.figures]
    wanted = [replace(figure, **corrections.get(place, {})) for place, figure in enumerate(figures)]
    so = [replace(reading, figures=tuple(wanted[3 * at : 3 * at + 3])) for at, reading in enumerate(readings)]
    paths = [Path(shutil.copy(folder / "empty.db", folder / f"{number}-{name}.db")) for name in ("judged", "read")]
    with make_ledger(paths[0], *readings) as judged, make_ledger(paths[1], *so) as read:
        for place, parts in corrections.items():
            if changes_to(figures[place], **parts):
                correct(judged, figures[place], **parts)
        for asked in questions:
            assert found(judged, **asked) == found(read, **asked), asked
        for listing in (fetch_topic_counts, fetch_places, fetch_units):
            assert listing(judged) == listing(read)
        assert list(map(bare, views.viewed(paths[0]))) == list(map(bare, views.viewed(paths[1])))
        for words in ("dogs", "place: ecatepec", "noun: people", "attribution: nandu", "peru OR mexico"):
            assert views.found(paths[0], words) == views.found(paths[1], words)
        require_right_search(paths[0])


def bare(record: views.Row) -> views.Row:
    """Leave out of a record what tells that it was judged."""
    return record | {"status": None, "as_read": None, "basis": None}


@pytest.fixture(scope="module")
def folder() -> Iterable[Path]:
    with TemporaryDirectory() as name:
        make_ledger(Path(name) / "empty.db").close()  # copied: to make one takes longer than all that is done to it
        yield Path(name)
