"""The program run as a person runs it, in a folder of its own."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import as_file
from pathlib import Path

import pytest

from ledger.cli.app import main
from ledger.lexicon.toml_tables import data_folder


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in an empty folder, with a terminal of 120 columns and no ledger of the user's."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.delenv("LEDGER_DB", raising=False)
    return tmp_path


@pytest.fixture
def run(folder: Path, capfd: pytest.CaptureFixture[str]) -> Run:
    """Run a command and return its exit code and what it printed."""

    def run_command(*words: str) -> Result:
        capfd.readouterr()
        code = main(list(words))
        printed = capfd.readouterr()
        return Result(code, printed.out, printed.err)

    return run_command


@pytest.fixture(scope="session")
def filled_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the demo's documents and a ledger of them, made once."""
    place = tmp_path_factory.mktemp("filled")
    with as_file(data_folder().joinpath("demo")) as documents:
        shutil.copytree(documents, place / "docs")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(place)
        assert main(["--db", "figures.db", "add", "docs", "--quiet"]) == 0
    return place


@pytest.fixture
def filled(folder: Path, filled_once: Path) -> Path:
    """A copy of that folder to stand in: docs/ and figures.db."""
    shutil.copytree(filled_once, folder, dirs_exist_ok=True)
    return folder
