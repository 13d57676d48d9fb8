"""What the program loads before it answers: no more than the question needs."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

_PROGRAM = """
import sys
from ledger.__main__ import main
code = main()
print("\\n".join(sys.modules), file=sys.stderr)
sys.exit(code)
"""
_LIBRARIES = (
    *("alembic", "mako", "rich", "sqlalchemy.orm", "sqlalchemy.ext", "psycopg", "pydantic", "starlette", "uvicorn"),
    *("jinja2", "selectolax", "pypdfium2", "xlsxwriter", "pyarrow", "dask", "pygls", "multiprocessing"),
)
_ROOMS = ("ledger.web", "ledger.extract", "ledger.loaders")
_FORMATS = tuple(f"ledger.exports.{name}_table" for name in ("html", "latex", "xlsx", "csv", "markdown"))
_COMPARING = ("ledger.compare", "ledger.lexicon.comparison", "ledger.lexicon.units", "ledger.lexicon.places")
# Of the tables of words a listing needs the names of the files at most.
_WORDS = ("ledger.lexicon.topics", "ledger.lexicon.phrases", "ledger.lexicon.stems", "ledger.lexicon.languages")
_WRITING = ("ledger.store.writes", "ledger.store.migrate", "ledger.store.witness", "ledger.store.merging")
_ANSWERS = ("sqlalchemy", "ledger.store", "ledger.model.figure", "ledger.lexicon", "tomllib", "tabulate", "wcwidth")
_TOPICS = ("ledger.lexicon.topics", "ledger.lexicon.phrases", "ledger.lexicon.stems")  # which `topics` is about


def _loaded(*words: str, folder: Path, **environment: str) -> list[str]:
    """Return the modules that a process of the program has loaded at its end."""
    command = [sys.executable, "-c", _PROGRAM, *words]
    told = subprocess.run(
        command, cwd=folder, env={**os.environ, **environment}, capture_output=True, encoding="utf-8", check=False
    )
    assert "Traceback" not in told.stderr
    modules = told.stderr.splitlines()
    assert "ledger.cli.app" in modules
    return modules


def _of(modules: list[str], names: tuple[str, ...]) -> list[str]:
    return [module for module in modules if any(module == name or module.startswith(f"{name}.") for name in names)]


@pytest.mark.parametrize(
    "words", [["--help"], ["figures", "--help"], ["check", "--help"], ["--version"], ["figrs"]], ids=" ".join
)
def test_help_waits_for_nothing(words: list[str], tmp_path: Path) -> None:
    modules = _loaded(*words, folder=tmp_path)
    assert _of(modules, _LIBRARIES + _ROOMS + _COMPARING + _ANSWERS) == []


def test_completion_waits_for_nothing(tmp_path: Path) -> None:
    environment = {"_LEDGER_COMPLETE": "complete_bash", "COMP_WORDS": "ledger fig", "COMP_CWORD": "1"}
    command = [sys.executable, "-X", "importtime", "-m", "ledger"]
    told = subprocess.run(
        command, cwd=tmp_path, env={**os.environ, **environment}, capture_output=True, encoding="utf-8", check=False
    )
    modules = [line.rpartition("|")[2].strip() for line in told.stderr.splitlines()]
    assert "ledger.cli.app" in modules
    assert _of(modules, tuple({*_LIBRARIES, *_ROOMS, *_COMPARING, *_ANSWERS} - {"rich"})) == []


@pytest.mark.parametrize(
    "words",
    [
        *(["figures"], ["figures", "aid", "--limit", "2"], ["figures", "--kind", "money", "--search", "the"]),
        *(["documents"], ["show", "FIGURE"], ["history", "--limit", "2"], ["history", "FIGURE"]),
    ],
    ids=" ".join,
)
def test_a_listing_loads_what_it_lists_and_no_more(words: list[str], filled: Path) -> None:
    if "FIGURE" in words:
        words = [_a_figure(filled) if word == "FIGURE" else word for word in words]
    modules = _loaded(*words, folder=filled)
    assert "ledger.store.reads" in modules
    assert _of(modules, _LIBRARIES + _ROOMS + _COMPARING + _WORDS + _WRITING + _FORMATS) == []


def test_a_list_of_topics_loads_their_table_and_no_more(filled: Path) -> None:
    modules = _loaded("topics", folder=filled)
    kept = tuple(name for name in _WORDS if name not in _TOPICS)
    assert _of(modules, _LIBRARIES + _ROOMS + _COMPARING + kept + _WRITING + _FORMATS) == []


@pytest.mark.parametrize("words", [["compare", "homicides"], ["check", "--kind", "conflict"], ["cite"]], ids=" ".join)
def test_comparing_wakes_neither_readers_nor_writers(words: list[str], filled: Path) -> None:
    modules = _loaded(*words, folder=filled)
    assert "ledger.compare.relate" in modules
    assert _of(modules, _LIBRARIES + _ROOMS + _WRITING + _FORMATS) == []


def _a_figure(folder: Path) -> str:
    command = [sys.executable, "-m", "ledger", "figures", "--limit", "1", "--columns", "id", "--format", "tsv"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout.split()[-1]
