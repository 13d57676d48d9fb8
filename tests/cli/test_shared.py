"""A ledger that a team shares: the same commands say the same, byte for byte, and nobody reads a password."""

import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ledger.actions.naming import ledger_name
from tests.postgres import Server

Run = Callable[..., Any]

CHECKOUT = Path(__file__).parents[2]
TEXTS = ("seeds", "ledger/data/demo")
HEAD = re.compile("[0-9a-f]{64}")  # the name of the last entry, which has the time in it
# What is asked once everything is in and was judged; what of it tells of time is left aside.
QUESTIONS = (
    "figures --format jsonl",
    "documents --format jsonl",
    "topics --format csv",
    "compare --format csv",
    "compare --pairs --format csv",
    "check --format jsonl",
    "cite --format csv",
    "history --format csv --columns by,act,verb,about,path,surface,what,words,because",
    "figures --search policías --format csv",
    "figures --search KILLED --format csv",
    "figures --place mexico --period 2010..2020 --format csv",
    "figures --kind money --min 1e6 --max 3e9 --unit USD --format csv",
    "figures --source justice --document 003-justice-in-mexico-digest.txt --format csv",
    "figures --status corrected,rejected --format csv",
    "verify",
    "verify --history",
)


@pytest.fixture
def targets(folder: Path, server: Server) -> tuple[str, str]:
    """The same documents in a ledger in a file and in one on a server, whose URL has a password."""
    for number, texts in enumerate(TEXTS):
        shutil.copytree(CHECKOUT / texts, folder / f"docs{number}")
    return "figures.db", server.url(server.vacant(), password="geheim")


@pytest.fixture
def same(run: Run, targets: tuple[str, str]) -> Callable[..., str]:
    """Run a command on both, and return what it says of the first where it says the same of the second."""

    def run_both(*words: str) -> str:
        file, shared = (run("--db", target, *words) for target in targets)
        assert "geheim" not in shared.out + shared.err
        assert (shared.code, shared.out) == (file.code, file.out), words
        told = [HEAD.sub("…", one.err.replace(ledger_name(targets[1]), targets[0])) for one in (file, shared)]
        assert told[0] == told[1]
        assert file.code == 0, file.err
        return str(file.out)

    return run_both


def ids(listed: str) -> list[str]:
    return listed.split()[1:]


def test_a_team_gets_the_same_to_the_last_byte(
    folder: Path, run: Run, same: Callable[..., str], targets: tuple[str, str]
) -> None:
    assert run("--db", targets[0], "add", "docs0", "docs1", "--quiet").code == 0
    assert run("--db", targets[1], "add", "docs0", "docs1", "--quiet", "--jobs", "2").code == 0
    names = ids(same("figures", "--format", "csv", "--columns", "id", "--limit", "9"))
    same("accept", *names[:2], "--by", "Ana")
    same("reject", names[2], "--by", "Ñuñez", "--because", "A 'quoted' % of “words”?")
    same("correct", names[3], "--value", "123", "--by", "Ben")
    same("note", names[4], "look: again", "--by", "Ben")
    same("undo", "--by", "Ana")
    same("documents", "--edit", "docs0/002-ips-peru-cables.txt", "--title", "Título")
    same("check", "--save", "--format", "csv")
    doubts = ids(same("check", "--format", "csv", "--columns", "id"))
    same("confirm", doubts[0], "--by", "Ana")
    same("dismiss", doubts[1], "--by", "Ben")
    for question in QUESTIONS:
        same(*question.split())
    # Over to the other and back: into a new ledger each, so that all of it has to go.
    file, shared = targets
    said = run("--db", file, "figures", "--format", "jsonl").out
    assert run("--db", "back.db", "merge", shared).code == 0
    assert run("--db", "back.db", "figures", "--format", "jsonl").out == said
    assert run("--db", shared, "backup", "copy.db").code == 0
    assert run("--db", "copy.db", "figures", "--format", "jsonl").out == said
    histories = [run("--db", one, "history", "--format", "csv").out for one in (shared, "copy.db")]
    assert histories[0] == histories[1]
    assert run("--db", shared, "merge", shared).code == 1
    assert not {path for path in folder.iterdir() if path.name.startswith("vacant")}, "nothing is kept beside it"


def test_another_ledger_is_merged_into_the_teams(
    filled: Path, run: Run, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared = server.url(server.vacant(), password="geheim")
    monkeypatch.setenv("LEDGER_DB", shared)
    told = run("merge", "figures.db")
    assert told.code == 0
    assert "documents: " in told.err
    assert run("figures", "--format", "jsonl").out == run("--db", "figures.db", "figures", "--format", "jsonl").out
    assert "Nothing in 'figures.db' is new here" in run("merge", "figures.db").err
    written = run("report", "-o", "report.html")
    assert written.code == 0
    assert "geheim" not in written.err + (filled / "report.html").read_text("utf-8")
    over = run("figures", "-o", "docs/river-monitor.txt", "--format", "csv")
    assert over.code == 2, "no source is written over"


def test_what_speaks_to_servers_is_an_extra(folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    monkeypatch.delitem(sys.modules, "ledger.store.server_home", raising=False)
    told = run("--db", "postgresql+psycopg://ana:geheim@host/team", "figures")
    assert told.code == 3
    assert told.err.rstrip().endswith("install 'figure-ledger[postgres]'")
    assert "geheim" not in told.err


def test_a_server_that_is_not_there_is_told_in_a_line(folder: Path, run: Run) -> None:
    told = run("--db", "postgresql://ana:geheim@127.0.0.1:1/team", "add", str(CHECKOUT / "seeds"))
    assert (told.code, told.out) == (5, "")
    assert told.err.count("\n") == 1
    assert "'postgresql://ana:***@127.0.0.1:1/team' cannot be reached" in told.err
