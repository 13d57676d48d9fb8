"""How SQLite finds the figures asked for: by an index where one leads to them, never by sorting them all."""

import sqlite3
from contextlib import closing
from datetime import date
from decimal import Decimal
from itertools import islice
from pathlib import Path

import pytest

from ledger.model.figure import Status
from ledger.model.period import Period
from ledger.model.quantity import Kind
from ledger.store.engine import Ledger, open_ledger
from ledger.store.filters import FigureFilter
from ledger.store.queries import fetch_figures
from tests.store.counting import counted
from tests.store.samples import make_ledger, make_reading

IN_2019 = Period(date(2019, 1, 1), date(2020, 1, 1))
LED_BY = {
    "topic": (FigureFilter(topic="aid"), "ix_figure_topics_topic_figure"),
    "measure": (FigureFilter(measure="killed"), "ix_figures_measure"),
    "period": (FigureFilter(period=IN_2019), "ix_figures_period_start"),
    "kind": (FigureFilter(kinds=(Kind.COUNT,)), "ix_figures_kind"),
    "unit": (FigureFilter(unit="person"), "ix_figures_unit"),
    "min": (FigureFilter(minimum=Decimal(1000)), "ix_figures_value_real"),
    "max": (FigureFilter(maximum=Decimal(1010)), "ix_figures_value_real"),
    "document": (FigureFilter(document="00001.txt"), "ix_figures_document_start_end"),
    "status": (FigureFilter(statuses=(Status.ACCEPTED,)), "sqlite_autoindex_figures_1"),
    "id": (FigureFilter.of_ids("f-0123456789abcdef"), "sqlite_autoindex_figures_1"),
    "beginning of an id": (FigureFilter.of_ids("f-01"), "sqlite_autoindex_figures_1"),
    "gone": (FigureFilter(gone=True), "INTEGER PRIMARY KEY"),
    "nothing": (FigureFilter(), "ix_figures_document_start_end"),
    "source": (FigureFilter(source="fiscalia"), "ix_figures_document_start_end"),
    "search": (FigureFilter(search="killed"), "ix_figures_document_start_end"),
}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("plans") / "figures.db"
    make_ledger(path, *(make_reading(number) for number in range(40))).close()
    return path


def _plan(path: Path, wanted: FigureFilter) -> list[str]:
    """Return the steps of finding figures, as SQLite tells them of the statement it is given."""
    with open_ledger(str(path), write=False) as ledger, counted() as work:
        list(fetch_figures(ledger, wanted))
    statement = work.asking("SELECT figures.number", "figures.surface")[0]
    with closing(sqlite3.connect(path)) as connection:
        return [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}")]


@pytest.mark.parametrize("name", LED_BY)
def test_an_index_leads_to_what_is_asked_for(path: Path, name: str) -> None:
    wanted, index = LED_BY[name]
    plan = _plan(path, wanted)
    assert any(index in step and step.startswith("SEARCH") for step in plan)
    assert not [step for step in plan if step.startswith("SCAN figures")]


def test_a_place_is_looked_for_in_all_rows_since_others_lie_around_it(path: Path) -> None:
    assert "SCAN figures" in _plan(path, FigureFilter(places=("MX",)))


@pytest.fixture
def ledger(path: Path) -> "Ledger":
    return open_ledger(str(path), write=False)


def test_the_first_figures_are_not_those_of_all_that_were_sorted(ledger: Ledger) -> None:
    with ledger, counted() as few:
        assert len(list(islice(fetch_figures(ledger), 5))) == 5
    assert len(few.asking("figures.surface")) == 1
    with open_ledger(ledger.name, write=False) as again, counted() as all_of_them:
        assert len(list(fetch_figures(again))) == 120
    assert len(all_of_them.asking("figures.surface")) == 3  # 40 documents, 16 at a time
    assert few.steps < all_of_them.steps / 2


def test_a_source_is_asked_of_documents_and_not_of_their_figures(ledger: Ledger) -> None:
    with ledger, counted() as work:
        assert len(list(fetch_figures(ledger, FigureFilter(source="report 7")))) == 3
    assert len(work.asking("figures.surface")) == 1
    assert len(work.asking("documents.text")) == 1
