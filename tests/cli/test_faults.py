"""Whatever is wrong: one sentence on stderr that names it, the right exit code, nothing half written."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from ledger.errors import MissingExtra, install_line
from ledger.loaders.content import Content
from ledger.loaders.registry import load_content
from ledger.model.document import Document

Run = Callable[..., Any]

# What the user types, in a folder with docs/ and figures.db; the exit code; words the message must hold.
USAGE = (
    (["figurs"], "Did you mean 'figures'"),
    (["figures", "--nonsense"], "--nonsense"),
    (["figures", "--db", "x.db"], "goes before the command"),
    (["figures", "polise"], "No topic is called 'polise'. Did you mean 'politics'? Known: aid,"),
    (["figures", "police"], "Did you mean 'police-killed' or 'politics'?"),
    (["figures", "homicide"], "Did you mean 'homicides'?"),
    (["figures", "police_killed"], "Did you mean 'police-killed'?"),
    (["compare", "polise"], "polise"),
    (["compare", "polise", "--pairs"], "polise"),
    (["check", "polise"], "polise"),
    (["cite", "polise"], "polise"),
    (["figures", "--columns", "id,valeu"], "No column is called 'valeu'"),
    (["documents", "--columns", "value"], "'value'"),
    (["cite", "--columns", "x"], "'x'"),
    (["figures", "--format", "pdf"], "No output format is called 'pdf'"),
    (["figures", "-o", "figures.pdf"], "'.pdf'"),
    (["figures", "-o", "figures"], "'figures'"),
    (["figures", "--limit", "-1"], "'--limit': -1 is too small: it must be 0 or more."),
    (["figures", "--limit", "many"], "'--limit': 'many' is not a whole number."),
    (["figures", "--min", "lots"], "--min 'lots'"),
    (["figures", "--max", "nan"], "--max 'nan'"),
    (["figures", "--period", "last year"], "--period 'last year'"),
    (["figures", "--period", "2020..2019"], "--period"),
    (["figures", "--period", "2019-13"], "--period"),
    (["figures", "--kind", "moneys"], "--kind 'moneys'"),
    (["figures", "--status", "fine"], "--status 'fine'"),
    (["check", "--kind", "quarrel"], "--kind 'quarrel'"),
    (["check", "--min-severity", "2"], "--min-severity"),
    (["show"], "ID"),
    (["show", "f-nosuch"], "No figure has the id 'f-nosuch'"),
    (["show", "f-"], "several figure ids"),
    (["add"], "PATHS"),
    (["add", "docs", "--published", "yesterday"], "--published 'yesterday'"),
    (["add", "docs", "--language", "fr"], "--language 'fr' is not a language the ledger reads: en (English)"),
    (["add", "docs", "--encoding", "klingon"], "--encoding 'klingon'"),
    (["add", "docs", "--jobs", "0"], "--jobs"),
    (["figures", "-o", "docs/river-monitor.txt", "--format", "csv"], "source document"),
    (["figures", "-o", "moved.txt", "--format", "csv"], "source document"),
    (["figures", "-o", "link.csv"], "source document"),
    (["figures", "-o", "docs/manifest.toml", "--format", "json"], "source document"),
    (["figures", "-o", "figures.db", "--format", "csv"], "or a ledger"),
    (["backup", "figures.db"], "exists already"),
    (["backup", "docs/river-monitor.txt"], "exists already"),
)
FAILURES = (
    (["add", "gone.txt"], 1, "There is no file or folder 'gone.txt'"),
    (["add", "empty-folder"], 1, "No documents in 'empty-folder'"),
    (["add", "gone-*.txt"], 1, "No documents in 'gone-*.txt'"),
    (["add", "empty.txt"], 1, "empty.txt"),
    (["add", "binary.txt"], 1, "binary.txt"),
    (["add", "strange.txt"], 1, "strange.txt"),
    (["add", "picture.jpg"], 1, "picture.jpg"),
    (["figures", "-o", "gone/figures.csv"], 1, "the folder is not there"),
    (["figures", "-o", "docs", "--format", "csv"], 1, "Cannot write 'docs'"),
    (["backup", "gone/copy.db"], 1, "gone/copy.db"),
    (["--db", "gone/new.db", "add", "docs"], 5, "No ledger can be made at 'gone/new.db': there is no folder"),
    (["--db", "gone.db", "figures"], 5, "There is no ledger at 'gone.db'"),
    (["--db", "gone.db", "check"], 5, "gone.db"),
    (["--db", "gone.db", "cite", "aid"], 5, "gone.db"),
    (["--db", "gone.db", "upgrade"], 5, "gone.db"),
    (["--db", "gone.db", "backup", "copy.db"], 5, "gone.db"),
    (["--db", "docs/river-monitor.txt", "figures"], 5, "is not a ledger"),
    (["--db", "docs/river-monitor.txt", "add", "docs"], 5, "is not a ledger"),
    (["--db", "docs", "figures"], 5, "is not a ledger"),
    (["--db", "other.db", "figures"], 5, "is not a ledger"),
    (["--db", "other.db", "add", "docs"], 5, "is not a ledger"),
    (["--db", "other.db", "upgrade"], 5, "is not a ledger"),
    (["--db", "older.db", "figures"], 5, "older.db"),
    (["--db", "older.db", "add", "docs"], 5, "Run: ledger --db older.db upgrade"),
    (["--db", "newer.db", "add", "docs/river-monitor.txt"], 5, "newer version"),
    (["--db", "newer.db", "upgrade"], 5, "newer version"),
    (["--db", "mysql://host/x", "figures"], 2, "--db"),
)


@pytest.fixture
def scene(filled: Path) -> Path:
    """Put everything that can be wrong into the folder."""
    (filled / "empty-folder").mkdir()
    (filled / "empty.txt").write_bytes(b"")
    (filled / "binary.txt").write_bytes(bytes(range(256)) * 4)
    (filled / "strange.txt").write_bytes("警察官が三百人".encode("shift_jis"))
    (filled / "picture.jpg").write_bytes(b"\xff\xd8\xff")
    (filled / "moved.txt").write_bytes((filled / "docs/river-monitor.txt").read_bytes())
    (filled / "link.csv").symlink_to("docs/river-monitor.txt")
    _sql(filled / "other.db", "CREATE TABLE kitchen (spoon TEXT)")
    for name, change in (
        ("older.db", "DELETE FROM alembic_version"),
        ("newer.db", "UPDATE alembic_version SET version_num = '9999'"),
    ):
        (filled / name).write_bytes((filled / "figures.db").read_bytes())
        _sql(filled / name, change)
    return filled


@pytest.mark.parametrize(("words", "told"), USAGE, ids=lambda value: " ".join(value) if isinstance(value, list) else "")
def test_a_wrong_word_is_named_and_nothing_is_done(scene: Path, run: Run, words: list[str], told: str) -> None:
    _assert_told(scene, run, words, 2, told)


@pytest.mark.parametrize(
    ("words", "code", "told"), FAILURES, ids=lambda value: " ".join(value) if isinstance(value, list) else ""
)
def test_a_failure_is_named_and_nothing_is_done(scene: Path, run: Run, words: list[str], code: int, told: str) -> None:
    _assert_told(scene, run, words, code, told)


def test_a_locked_ledger_is_named(filled: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ledger.store.sqlite_file._WAIT", 0.01)
    (filled / "new.txt").write_text("In 2020, 31 police officers were killed in Mexico.")
    with closing(sqlite3.connect(filled / "figures.db")) as other:
        other.execute("BEGIN EXCLUSIVE")
        _assert_told(filled, run, ["add", "new.txt"], 5, "is locked by another program")


def test_a_read_only_ledger_is_read_but_not_written(filled: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    (filled / "new.txt").write_text("In 2020, 31 police officers were killed in Mexico.")
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)
    _assert_told(filled, run, ["add", "new.txt"], 5, "read-only")
    _assert_told(filled, run, ["check", "--save"], 5, "read-only")
    assert run("figures").code == 0


def test_a_damaged_ledger_is_named(filled: Path, run: Run) -> None:
    content = bytearray((filled / "figures.db").read_bytes())
    content[4096:] = b"\xaa" * (len(content) - 4096)
    (filled / "figures.db").write_bytes(content)
    _assert_told(filled, run, ["figures"], 5, "figures.db")


def test_one_bad_file_does_not_keep_the_others_out(scene: Path, run: Run) -> None:
    (scene / "good.txt").write_text("In 2020, 31 police officers were killed in Mexico.")
    result = run("--db", "new.db", "add", "strange.txt", "good.txt", "picture.jpg")
    assert result.code == 1
    assert "documents: 1 new, 0 known already, 1 failed" in result.err
    assert "passed over: picture.jpg" in result.err


def test_what_needs_an_extra_is_told_once_with_the_line_to_type(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ledger.actions.reading.load_content", _without_extras)
    for number, ending in enumerate([".pdf", ".pdf", ".html", ".pdf", ".txt"]):
        (folder / f"{number}{ending}").write_text(f"In 2020, {number + 30} police officers were killed in Mexico.")
    result = run("add", ".", "-q")
    assert result.code == 3
    told = result.err.splitlines()
    assert told[0] == "failed: 4 files need an optional part that is not installed: 0.pdf, 1.pdf, 2.html and 1 more"
    assert told[2].endswith("pip install 'figure-ledger[html,pdf]'")
    assert "documents: 1 new, 0 known already, 4 failed" in told
    assert "not read: 3.pdf (needs [pdf])" in run("add", ".", "-v").err
    (folder / "empty.txt").touch()
    assert run("add", ".").code == 1, "something else failed too"


def test_the_line_to_type_calls_the_pip_of_the_program(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "env" / "bin").mkdir(parents=True)
    (tmp_path / "env" / "bin" / "pip").touch()
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("VIRTUAL_ENV", raising=False)
    monkeypatch.setattr("sys.executable", str(tmp_path / "env" / "bin" / "python"))
    monkeypatch.setattr("sys.prefix", str(tmp_path / "env"))
    assert install_line(["pdf"]) == "env/bin/pip install 'figure-ledger[pdf]'"
    monkeypatch.setenv("VIRTUAL_ENV", str(tmp_path / "env"))
    assert install_line(["pdf", "html"]) == "pip install 'figure-ledger[html,pdf]'"


def _without_extras(content: Content, **known: Any) -> Document:
    if content.kind != ".txt":
        raise MissingExtra(content.kind.lstrip("."), "Reading it")
    return load_content(content, **known)


def test_control_characters_of_a_path_do_not_reach_the_terminal(run: Run) -> None:
    result = run("add", "no\x1b[2J\u202esuch.txt")
    assert "no\\x1b[2J\\u202esuch.txt" in result.err
    assert "\x1b" not in result.err


def test_an_unexpected_error_is_one_line(filled: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ledger.actions.known_topics.shipped_topics", _fail)
    result = run("topics")
    assert result.code == 1
    assert result.err == (
        "Unexpected error, ZeroDivisionError: by nought. "
        "Please report it, with what --debug before the command shows.\n"
    )
    with pytest.raises(ZeroDivisionError):
        run("--debug", "topics")


def _fail() -> None:
    raise ZeroDivisionError("by nought")


def _assert_told(folder: Path, run: Run, words: list[str], code: int, told: str) -> None:
    before = dict(_contents(folder))
    result = run(*words)
    assert told in result.err
    assert "Traceback" not in result.err
    assert result.out == ""
    assert result.code == code
    assert dict(_contents(folder)) == before
    if "add" not in words or code != 1:
        assert len(result.err.splitlines()) == 1


def _contents(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield str(path), path.read_bytes()


def _sql(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(statement)
        connection.commit()
