"""The findings of a ledger, kept from one command to the next: always those of a check from nothing."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from importlib.resources import as_file
from pathlib import Path
from types import ModuleType

import pytest

from ledger.actions import known_findings as known
from ledger.actions.again import read_again
from ledger.actions.check import Asked, check_figures
from ledger.actions.cite import cite_figures
from ledger.actions.editing import edit_document
from ledger.actions.figures import Wanted, list_figures
from ledger.actions.given_topics import use_topic_files
from ledger.actions.ingest import ingest
from ledger.actions.judge import add_note, judge_figures, judge_findings, take_back
from ledger.actions.known_findings import known_findings, program_mark
from ledger.actions.merge import merge_ledger
from ledger.actions.typed import Typed
from ledger.compare.registry import check, check_again
from ledger.lexicon.toml_tables import data_folder
from ledger.model.document import Metadata
from ledger.model.figure import Figure
from ledger.model.finding import Finding, FindingStatus
from ledger.model.judgement import Verb
from ledger.model.kept import Kept
from ledger.store.kept_checks import read_kept, write_kept

DB = "figures.db"
Counting = Callable[[ModuleType, str], list[str]]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Stand beside a ledger of the demo's documents, of which a check is kept however small it is."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LEDGER_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(known, "_FEWEST", 0)
    with as_file(data_folder().joinpath("demo")) as documents:
        ingest(DB, [str(documents)])
    yield tmp_path
    use_topic_files([])


def files() -> list[Path]:
    return [*Path("cache").iterdir()]


def assert_found_as_from_nothing() -> None:
    """Both when the ledger has just changed, and when it has not."""
    wanted = check(list_figures(DB, Wanted()))
    assert known_findings(DB) == wanted
    assert known_findings(DB) == wanted


def a_figure() -> str:
    """Return the id of a figure that clashes with another."""
    return check_figures(DB, Asked(kinds=["conflict"]))[0].figures[0].id


def add_a_document() -> None:
    Path("new.txt").write_text("In 2020, 310 police officers were killed in Mexico.\n", encoding="utf-8")
    ingest(DB, ["new.txt"])


def read_text_again() -> None:
    edit_document(DB, "river-monitor.txt", Metadata(title="Other", publisher="Another River"))
    read_again(DB)


def merge() -> None:
    Path("new.txt").write_text("In 2020, 310 police officers were killed in Mexico.\n", encoding="utf-8")
    ingest("other.db", ["new.txt"])
    merge_ledger(DB, "other.db")


def judge_and_undo() -> None:
    judge_figures(DB, [a_figure()], Verb.REJECT, by="ana")
    assert_found_as_from_nothing()
    take_back(DB, by="ana")


def write_topics() -> None:
    Path("figures.topics").mkdir()
    topic = 'key = "rivers"\ntitle = "Rivers"\nabout.en = ["river*", "migrant*"]\nnouns.en = ["migrants", "people"]\n'
    Path("figures.topics/rivers.toml").write_text(topic, encoding="utf-8")


def write_past_the_program() -> None:
    """Alter a row as no command does: `verify` tells it, and no command goes on as if it had not been done."""
    with sqlite3.connect(DB) as connection:
        triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (name,) in triggers:
            connection.execute(f'DROP TRIGGER "{name}"')
        connection.execute("UPDATE figures SET noun = 'lamps' WHERE kind = 'count'")
    connection.close()


@pytest.mark.parametrize(
    "change",
    [
        *(add_a_document, read_text_again, merge, judge_and_undo, write_topics, write_past_the_program),
        *(
            lambda: judge_figures(DB, [a_figure()], Verb.ACCEPT, by="ana"),
            lambda: judge_figures(DB, [a_figure()], Verb.CORRECT, by="ana", typed=Typed(value="7")),
            lambda: edit_document(DB, "river-monitor.txt", Metadata(publisher="The Mirador")),
            lambda: add_note(DB, a_figure(), "seen"),
        ),
    ],
    ids=["add", "read again", "merge", "undo", "topics", "past the program", "accept", "correct", "edit", "note"],
)
def test_after_any_change_the_findings_are_those_of_a_check_from_nothing(
    change: Callable[[], object], folder: Path
) -> None:
    assert_found_as_from_nothing()
    assert files()
    change()
    assert_found_as_from_nothing()


def test_of_a_ledger_that_did_not_change_nothing_is_worked_out(folder: Path, calls: Counting) -> None:
    found = check_figures(DB, Asked())
    worked_out = calls(known, "check_again")
    assert check_figures(DB, Asked()) == found
    assert cite_figures(DB, None)
    assert not worked_out
    add_a_document()
    check_figures(DB, Asked())
    assert len(worked_out) == 1


def test_what_is_said_of_a_finding_is_never_kept(folder: Path) -> None:
    conflict = check_figures(DB, Asked(kinds=["conflict"]))[0]
    judge_findings(DB, [conflict.id], Verb.DISMISS, by="ana")
    for _ in range(2):
        assert check_figures(DB, Asked(kinds=["conflict"]))[0].status is FindingStatus.DISMISSED
    take_back(DB, conflict.id, by="ana")
    for _ in range(2):
        assert check_figures(DB, Asked(kinds=["conflict"]))[0].status is FindingStatus.OPEN


def test_a_small_ledger_leaves_nothing_in_the_cache(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(known, "_FEWEST", 1000)
    check_figures(DB, Asked())
    assert not Path("cache").exists()


def test_another_program_finds_what_it_finds(folder: Path, calls: Counting, monkeypatch: pytest.MonkeyPatch) -> None:
    check_figures(DB, Asked())
    worked_out = calls(known, "check_again")
    monkeypatch.setattr(known, "program_mark", lambda: "another")
    assert_found_as_from_nothing()
    assert len(worked_out) == 1


def test_what_is_added_during_a_check_is_in_the_next(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(figures: Iterable[Figure], before: Kept | None = None) -> tuple[list[Finding], Kept]:
        monkeypatch.setattr(known, "check_again", check_again)
        found = check_again(figures, before)
        add_a_document()
        return found

    monkeypatch.setattr(known, "check_again", slow)
    known_findings(DB)
    assert_found_as_from_nothing()


def test_kept_things_that_fit_no_figure_are_put_aside(folder: Path) -> None:
    """As a file would that somebody else has made: each part whole, and none of it of this ledger."""
    known_findings(DB)
    (mine,) = files()
    file = read_kept(mine, program_mark())
    kept = file.kept() if file else None
    assert file is not None and kept is not None
    strange = replace(kept, findings=[finding._replace(figures=("f-none",)) for finding in kept.findings])
    for of in (file.of, "another state"):
        write_kept(mine, strange, program=program_mark(), of=of)
        assert_found_as_from_nothing()


def test_a_cache_that_cannot_be_written_is_done_without(folder: Path) -> None:
    Path("cache").write_text("a file", encoding="utf-8")
    assert_found_as_from_nothing()
    assert Path("cache").read_text(encoding="utf-8") == "a file"


def test_a_ledger_on_a_server_is_known_by_its_history(folder: Path, database: str, calls: Counting) -> None:
    Path("texts").mkdir()
    for name, killed in (("a.txt", 412), ("b.txt", 524)):
        Path("texts", name).write_text(f"In 2020, {killed} police officers were killed in Mexico.\n", encoding="utf-8")
    ingest(database, ["texts"])
    found = known_findings(database)
    worked_out = calls(known, "check_again")
    assert found and known_findings(database) == found
    assert not worked_out
    judge_figures(database, [found[0].figures[0].id], Verb.REJECT, by="ana")
    assert known_findings(database) == check(list_figures(database, Wanted()))
