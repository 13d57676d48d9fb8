"""Ledgers of small texts, read once and copied for each test."""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from ledger.actions.ingest import ingest

Ready = Callable[[Mapping[str, str]], str]


@pytest.fixture(scope="session")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Mapping[str, str]], Path]:
    """Make folders with docs/ and a ledger of them, x.db, one for each set of texts."""
    made: dict[tuple[tuple[str, str], ...], Path] = {}

    def folder_of(texts: Mapping[str, str]) -> Path:
        key = tuple(sorted(texts.items()))
        if key not in made:
            folder = tmp_path_factory.mktemp("ready")
            (folder / "docs").mkdir()
            for name, text in texts.items():
                (folder / "docs" / name).write_text(text, encoding="utf-8")
            with pytest.MonkeyPatch.context() as patch:
                patch.chdir(folder)
                ingest("x.db", ["docs"])
            made[key] = folder
        return made[key]

    return folder_of


@pytest.fixture
def ready(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, read_once: Callable[[Mapping[str, str]], Path]) -> Ready:
    """Stand in a folder of one's own with these texts in docs/ and a ledger of them."""

    def copied(texts: Mapping[str, str]) -> str:
        shutil.copytree(read_once(texts), tmp_path, dirs_exist_ok=True)
        monkeypatch.chdir(tmp_path)
        return "x.db"

    return copied
