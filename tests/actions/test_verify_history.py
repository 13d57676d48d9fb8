"""Whether a ledger is as its history says, from the command line and from Python."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from ledger.actions.ingest import ingest
from ledger.actions.judge import judge_figures
from ledger.actions.verify_history import verify_history
from ledger.cli.app import main
from ledger.errors import BadValue, LedgerDamaged, LedgerMissing
from ledger.exports.altered import Verified, alteration_table, lay_out_alterations
from ledger.exports.registry import render
from ledger.model.judgement import Verb
from ledger.store.engine import open_ledger
from ledger.store.queries import fetch_figures

FIRST = "In 2019 police killed 412 people in Lima.\n\nIn 2020 police killed 31 people in Ica.\n"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LEDGER_USER", "Ana")
    monkeypatch.setenv("COLUMNS", "100")
    (tmp_path / "a.txt").write_text(FIRST)
    (tmp_path / "b.txt").write_text(FIRST.replace("412", "1,012"))
    ingest("x.db", ["a.txt", "b.txt"])
    judge_figures("x.db", [figures("x.db")[0]], Verb.ACCEPT)
    return "x.db"


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    def run_command(*words: str) -> tuple[int, str, str]:
        capfd.readouterr()
        code = main(["--db", "x.db", *words])
        told = capfd.readouterr()
        return code, told.out, told.err

    return run_command


def figures(db: str) -> list[str]:
    with open_ledger(db, write=False) as ledger:
        return [figure.id for figure in fetch_figures(ledger)]


def names(db: str) -> list[str]:
    with closing(sqlite3.connect(db)) as connection:
        return [name for (name,) in connection.execute("SELECT hash FROM events ORDER BY sequence")]


def alter(db: str, statement: str, *given: object) -> None:
    with closing(sqlite3.connect(db)) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(statement, given)
        connection.commit()


def told(verified: Verified) -> str:
    return "".join(lay_out_alterations(verified))


def test_a_ledger_that_nobody_touched_is_whole(db: str) -> None:
    verified = verify_history(db)
    assert verified.is_whole
    assert told(verified) == "The history is whole: 4 entries, 4 figures, 1 judgement are as they were.\n"


def test_what_was_altered_is_listed_and_then_counted(db: str) -> None:
    (name, *_) = figures(db)
    alter(db, "UPDATE figures SET value = '413' WHERE id = ?", name)
    verified = verify_history(db)
    assert not verified.is_whole
    assert told(verified) == (
        f"figure {name} »412« in a.txt, line 1, is not as it was read\n"
        "The history is not whole: 1 thing altered, of 4 entries, 4 figures, 1 judgement.\n"
    )
    (row,) = json.loads(render(alteration_table(verified), "json"))
    assert (row["about"], row["what"], row["how"]) == ("a.txt", "figure", "changed")


def test_an_entry_that_was_noted_is_told_with_its_place(db: str) -> None:
    last = names(db)[-1]
    before = names(db)[1]
    assert told(verify_history(db, last)).splitlines()[1:] == [
        f"{last[:16]}… is entry 3, and nothing up to it was changed; none came in since."
    ]
    assert told(verify_history(db, f" {before[:8].upper()}… ")).splitlines()[1:] == [
        f"{before[:16]}… is entry 1, and nothing up to it was changed; 2 entries came in since."
    ]


def test_an_end_cut_off_is_told_by_the_entry_that_was_noted(db: str) -> None:
    last = names(db)[-1]
    judgement = figures(db)[0]
    for table, column in (("events", "about"), ("judgements", "target"), ("standings", "target")):
        alter(db, f"DELETE FROM {table} WHERE {column} = ?", judgement)
    assert verify_history(db).is_whole
    verified = verify_history(db, last)
    assert not verified.is_whole
    assert "not the one that was noted" in told(verified)
    assert f"No entry is called {last}" in " ".join(told(verified).split())


@pytest.mark.parametrize("head", ["abc", "xyz", "", "g" * 64, "a" * 65])
def test_what_no_entry_could_be_called_is_refused(db: str, head: str) -> None:
    with pytest.raises(BadValue):
        verify_history(db, head)


UNREADABLE = {
    "an entry's time": "UPDATE events SET at = at || 'x' WHERE sequence = (SELECT max(sequence) FROM events)",
    "an entry's detail": "UPDATE events SET detail = 'junk' WHERE sequence = (SELECT max(sequence) FROM events)",
    "an amount": "UPDATE figures SET value = 'NaN'",
    "the step of an amount": "UPDATE figures SET step = 'sNaN'",
    "a judgement's time": "UPDATE judgements SET at = at || 'x'",
}


@pytest.mark.parametrize("statement", UNREADABLE.values(), ids=UNREADABLE)
def test_a_row_that_cannot_be_read_is_no_crash_and_is_named(db: str, run: Run, statement: str) -> None:
    name = figures(db)[0]
    alter(db, statement)
    for words in (["correct", name, "--noun", "officers"], ["undo"], ["undo", name]):
        code, _, said = run(*words)
        assert code == 5, words
        assert "a row cannot be read" in " ".join(said.split())
        assert "verify --history" in " ".join(said.split())
    assert run("history")[0] in (0, 5)
    assert not verify_history(db).is_whole
    assert "not as it was" in told(verify_history(db))


def test_a_new_document_is_no_crash_behind_an_entry_that_cannot_be_read(db: str, run: Run) -> None:
    alter(db, UNREADABLE["an entry's time"])
    Path("c.txt").write_text("In 2018 police killed 7 people in Ica.\n")
    code, _, said = run("add", "c.txt")
    assert (code, "a row cannot be read" in " ".join(said.split())) == (5, True)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE figure_topics SET topic = x'ff'",
        "UPDATE OR IGNORE figure_topics SET figure = char(55296)",
        "UPDATE OR IGNORE evidence SET figure = 'NaN' WHERE position = 0",
    ],
)
def test_bytes_that_are_no_text_in_what_belongs_to_a_figure_are_named(db: str, statement: str) -> None:
    alter(db, statement)
    assert "a.txt" in told(verify_history(db))


def test_no_ledger_and_a_damaged_one_are_told_as_such(db: str) -> None:
    with pytest.raises(LedgerMissing):
        verify_history("none.db")
    with Path(db).open("r+b") as file:
        file.seek(5 * 4096)
        file.write(b"\xff" * 4096)
    with pytest.raises(LedgerDamaged):
        verify_history(db)


def test_a_ledger_that_cannot_be_written_is_verified(db: str, tmp_path: Path) -> None:
    content = Path(db).read_bytes()
    Path(db).chmod(0o400)
    tmp_path.chmod(0o500)
    try:
        assert verify_history(db).is_whole
        assert [path.name for path in tmp_path.iterdir() if path.name.startswith("x.db")] == ["x.db"]
    finally:
        tmp_path.chmod(0o700)
    assert Path(db).read_bytes() == content


def test_a_line_altered_by_bytes_that_are_no_text_is_told_and_harms_no_terminal(db: str) -> None:
    alter(db, "UPDATE documents SET path = CAST(? AS TEXT)", b"\x1b[2J\xff")
    words = told(verify_history(db))
    assert "a.txt is called" in words
    assert "\x1b" not in words
    words.encode()


# The command


def test_the_command_says_so_and_exits_as_asked(db: str, run: Run) -> None:
    assert run("verify", "--history", "--exit-code") == (
        0,
        "The history is whole: 4 entries, 4 figures, 1 judgement are as they were.\n",
        "",
    )
    alter(db, "UPDATE omissions SET reason = 'x'")
    alter(db, "UPDATE standings SET status = 'rejected'")
    code, out, _ = run("verify", "--history")
    assert code == 0
    assert "stands is not what was said of it" in out
    assert run("verify", "--history", "--exit-code")[0] == 4
    code, out, err = run("verify", "--history", "--format", "csv", "--columns", "about,how")
    assert (code, out.splitlines()[0], err) == (0, "about,how", "")


def test_a_noted_entry_is_asked_for_alone(db: str, run: Run) -> None:
    assert run("verify", "--head", names(db)[2][:12], "--exit-code")[0] == 0
    assert run("verify", "--head", "deadbeef", "--exit-code")[0] == 4
    code, _, err = run("verify", "--head", "what")
    assert (code, "hexadecimal" in err) == (2, True)
    assert run("verify", "--history", "--quotes")[0] == 2


def test_an_empty_table_says_that_nothing_was_altered(db: str, run: Run) -> None:
    assert run("verify", "--history", "--format", "jsonl") == (0, "", "Nothing was altered.\n")


def test_the_sources_are_not_looked_at(db: str, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: Any) -> None:
        raise AssertionError

    Path("a.txt").unlink()
    monkeypatch.setattr("ledger.actions.verify.read_content", refused)
    assert run("verify", "--history", "--exit-code")[0] == 0
