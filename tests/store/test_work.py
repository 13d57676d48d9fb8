"""How much work a ledger makes, counted in statements, rows and steps: as much as was asked for, whatever it holds."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import pytest

from ledger.actions.compare import compare_groups
from ledger.actions.decisions import keep_decisions
from ledger.actions.figures import Wanted, list_figures
from ledger.actions.history import read_history
from ledger.actions.judge import judge_figures, take_back
from ledger.actions.show import show_figure
from ledger.model.judgement import Judgement, Verb
from ledger.store.rereading import add_rereading
from ledger.store.writes import add_judgements, add_readings, start_run
from tests.store.counting import Work, counted
from tests.store.samples import make_ledger, make_reading
from tests.store.views import require_right_search, select


def reread(path: Path, figures: int) -> Work:
    """Read a text of so many figures again, every one of them otherwise, and return the work it made."""
    reading = make_reading(1, figures)
    other = replace(reading, figures=tuple(replace(figure, measure="wounded") for figure in reading.figures))
    with make_ledger(path, reading) as ledger:
        run = start_run(ledger, reader="2", lexicon="words", program="0.1.0")
        with counted() as work:
            assert len(add_rereading(ledger, other, run).otherwise) == figures
    require_right_search(path)
    return work


def test_the_words_of_figures_read_again_are_cut_from_one_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ledger.store.settling._AT_ONCE", 20)
    few, many = reread(tmp_path / "few.db", 30), reread(tmp_path / "many.db", 300)
    assert (few.cut, many.cut) == (0, 0)
    assert len(few.asking("documents.text")) == len(many.asking("documents.text")) == 2
    assert many.steps < 12 * few.steps


def test_documents_are_added_many_in_one_change(tmp_path: Path) -> None:
    few, many = [make_reading(number) for number in range(2)], [make_reading(number) for number in range(2, 40)]
    with make_ledger(tmp_path / "figures.db") as ledger:
        work = []
        for readings in (few, many):
            with counted() as one:
                assert all(added.new for added in add_readings(ledger, readings, 1))
            work.append(one)
    changes = [one.asking("BEGIN") for one in work]
    assert len(changes[0]) == len(changes[1]) == 1
    assert len(work[0].asking("SELECT", "FROM documents")) == len(work[1].asking("SELECT", "FROM documents")) == 1
    assert len(work[0].asking("SELECT", "FROM events")) == len(work[1].asking("SELECT", "FROM events")) == 1


FEW, MANY = 40, 400
_DOCUMENTS = {FEW: 4, MANY: 40}


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """Ledgers in which so many of twice as many figures are accepted."""
    made = {}
    for judged, documents in _DOCUMENTS.items():
        path = made[judged] = tmp_path_factory.mktemp("filled") / "figures.db"
        readings = [make_reading(number, 20) for number in range(documents)]
        with make_ledger(path, *readings) as ledger:
            names = sorted(figure.id for reading in readings for figure in reading.figures)[:judged]
            add_judgements(ledger, [Judgement(name, Verb.ACCEPT, "Ana", datetime.now(UTC)) for name in names])
    return made


def _decide(db: str, name: str) -> None:
    decided = Path(db).with_name("decided.txt")
    decided.write_text(f"{name} note seen\n")
    assert len(keep_decisions(db, str(decided), by="Ben").judged) == 1


DEEDS: dict[str, Callable[[str, str], object]] = {
    "figures --limit": lambda db, _: list(islice(list_figures(db, Wanted()), 5)),
    "figures TOPIC --limit": lambda db, _: list(islice(list_figures(db, Wanted(topic="aid")), 5)),
    "figures --document": lambda db, _: list(list_figures(db, Wanted(document="00001.txt"))),
    "figures --kind --limit": lambda db, _: list(islice(list_figures(db, Wanted(kind="count")), 5)),
    "figures --unit --limit": lambda db, _: list(islice(list_figures(db, Wanted(unit="person")), 5)),
    "figures --place --limit": lambda db, _: list(islice(list_figures(db, Wanted(place="México")), 5)),
    "figures --period --limit": lambda db, _: list(islice(list_figures(db, Wanted(period="2019")), 5)),
    "figures --min --limit": lambda db, _: list(islice(list_figures(db, Wanted(minimum="1,000")), 5)),
    "figures --max": lambda db, _: list(list_figures(db, Wanted(maximum="1,000"))),
    "figures --search --limit": lambda db, _: list(islice(list_figures(db, Wanted(search="killed")), 5)),
    "figures --source": lambda db, _: list(islice(list_figures(db, Wanted(source="report 1")), 5)),
    "figures --status": lambda db, _: list(list_figures(db, Wanted(status="disputed"))),
    "compare TOPIC": lambda db, _: compare_groups(db, "politics"),
    "show ID": show_figure,
    "history ID": read_history,
    "history --limit": lambda db, _: read_history(db, limit=5, newest=True),
    "history --by": lambda db, _: read_history(db, by="Cleo"),
    "accept ID": lambda db, name: judge_figures(db, [name], Verb.ACCEPT, by="Ben"),
    "undo": lambda db, _: take_back(db, by="Ben"),
    "undo ID": lambda db, name: take_back(db, name, by="Ben"),
    "review --decisions": _decide,
}


@pytest.mark.parametrize("deed", DEEDS)
def test_what_is_asked_of_a_few_figures_does_not_read_all_of_the_ledger(
    filled: dict[int, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, deed: str
) -> None:
    monkeypatch.setattr("ledger.store.queries.AT_ONCE", 10)
    monkeypatch.setattr("ledger.store.queries._DOCUMENTS", 2)
    rows, statements = {}, {}
    for size, path in filled.items():
        copy = shutil.copy(path, tmp_path / f"{size}.db")
        (name,) = (row["target"] for row in select(path, "SELECT target FROM judgements LIMIT 1"))
        with counted() as work:
            DEEDS[deed](str(copy), name)
        rows[size], statements[size] = work.rows, len(work.statements)
    assert 0 < rows[MANY] <= rows[FEW] + 10
    assert statements[MANY] <= statements[FEW] + 2
