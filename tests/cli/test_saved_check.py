"""A check kept in the ledger, and the figures it shows to other programs."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ledger.cli.app import main
from tests.store.views import as_record, require_right_search, select

Run = Callable[..., Any]
SEEDS = Path(__file__).parents[2] / "seeds"
FIELDS = ("id", "kind", "check", "severity", "figures", "reason", "status")


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("seeds")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(SEEDS.parent)
        assert main(["--db", str(place / "figures.db"), "add", "seeds", "--quiet"]) == 0
    return place / "figures.db"


@pytest.fixture
def path(seeds: Path, folder: Path) -> Path:
    shutil.copy(seeds, folder / "figures.db")
    return folder / "figures.db"


def findings(path: Path) -> list[dict[str, Any]]:
    rows = select(path, "SELECT * FROM findings_view")
    return [{name: json.loads(row[name]) if name == "figures" else row[name] for name in FIELDS} for row in rows]


def listed(run: Run, *words: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run(*words, "--format", "jsonl").out.splitlines()]


def test_the_view_has_the_figures_that_are_listed(path: Path, run: Run) -> None:
    names = [row["path"] for row in select(path, "SELECT DISTINCT path FROM figures_view ORDER BY path")]
    for document, words in ((names[3], ["--section", "2", "--title", "Otro"]), (names[1], ["--author", "Ana"])):
        assert run("documents", "--edit", document, *words, "--by", "ana").code == 0
    rows = select(path, "SELECT * FROM figures_view ORDER BY path, start")
    assert [as_record(row) for row in rows] == listed(run, "figures")
    assert len(rows) > 100
    require_right_search(path)


def test_the_citations_are_those_of_the_table(path: Path, run: Run) -> None:
    run("check", "--save", "--limit", "0")
    rows = {row["id"]: row for row in select(path, "SELECT * FROM citations_view")}
    for cited in listed(run, "cite"):
        row = rows.pop(cited["id"])
        lists = {name: json.loads(row[name] or "[]") for name in ("topics", "conflict_group")}
        assert row | lists == {name: cited[name] for name in row}
    assert not rows


def unjudged(found: list[Any]) -> list[Any]:
    """Return findings without who judged them, of which `judgements` tells in SQL."""
    return [{name: value for name, value in one.items() if name != "judged"} for one in found]


def test_a_saved_check_shows_what_the_check_prints(path: Path, run: Run) -> None:
    assert findings(path) == []
    printed = unjudged(listed(run, "check"))
    saved = run("check", "--save", "--format", "jsonl")
    assert unjudged([json.loads(line) for line in saved.out.splitlines()]) == findings(path) == printed
    assert f"Saved this check: {len(printed)} findings, {len(printed)} of them new." in saved.err
    assert f"{len(printed)} findings, 0 of them new" in run("check", "--save").err
    assert findings(path) == printed
    assert run("check", "--save", "--quiet", "--limit", "1").err == ""
    assert select(path, "SELECT count(*) AS n FROM saved_findings") == [{"n": len(printed)}]


def test_figures_added_since_are_counted(path: Path, folder: Path, run: Run) -> None:
    run("check", "--save")
    (folder / "new.txt").write_text("In 2020, 412 police officers were killed in Mexico.", encoding="utf-8")
    run("add", "new.txt")
    assert {row["figures_since"] for row in select(path, "SELECT figures_since FROM findings_view")} == {1}
    run("check", "--save")
    assert {row["figures_since"] for row in select(path, "SELECT figures_since FROM findings_view")} == {0}


@pytest.mark.parametrize("words", ["aid", "--kind conflict", "--min-severity 0.5", "--within", "--across"])
def test_a_part_of_the_findings_is_not_saved(path: Path, run: Run, words: str) -> None:
    result = run("check", "--save", *words.split())
    assert result.code == 2
    assert "what is kept is a check of the whole ledger" in result.err
    assert select(path, "SELECT * FROM checks") == []


def test_the_exit_code_is_told_of_a_saved_check_too(path: Path, run: Run) -> None:
    assert run("check", "--save", "--exit-code").code == 4
    assert len(findings(path)) > 10


def test_a_ledger_that_is_not_there_is_not_made_by_a_check(folder: Path, run: Run) -> None:
    assert run("check", "--save").code == 5
    assert not list(folder.glob("*.db"))
