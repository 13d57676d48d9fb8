"""The page about SQL names each column of each view, and what it shows can be run."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from ledger.cli.app import main

PROJECT = Path(__file__).parents[2]
PAGE = (PROJECT / "docs/sql.md").read_text(encoding="utf-8")
QUERIES = re.findall(r"^```sql\n(.+?)^```$", PAGE, re.MULTILINE | re.DOTALL)
TYPED = re.findall(r'^sqlite3 .*?figures\.db "(.+?)"', PAGE, re.MULTILINE)


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    path = tmp_path_factory.mktemp("seeds") / "figures.db"
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(PROJECT)
        assert main(["--db", str(path), "add", "seeds", "--quiet"]) == 0
        assert main(["--db", str(path), "check", "--save", "--limit", "0"]) == 0
    with closing(sqlite3.connect(path)) as connection:
        yield connection


@pytest.mark.parametrize("view", ["figures_view", "citations_view", "findings_view"])
def test_every_column_is_described(seeds: sqlite3.Connection, view: str) -> None:
    section = PAGE.split(f"\n## {view}\n")[1].split("\n## ")[0]
    described = [name for cell in re.findall(r"^\| (`.+?) \|", section, re.MULTILINE) for name in cell.split("`")[1::2]]
    assert sorted(described) == sorted(columns(seeds, view))


def columns(connection: sqlite3.Connection, view: str) -> list[str]:
    return [name for _, name, *_ in connection.execute(f"PRAGMA table_info({view})")]


@pytest.mark.parametrize("query", [*QUERIES, *TYPED])
def test_every_query_finds_something(seeds: sqlite3.Connection, query: str) -> None:
    assert seeds.execute(query).fetchall()
