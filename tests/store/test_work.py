"""How much work a ledger makes, counted in statements, rows and steps: as much as was asked for, whatever it holds."""

from dataclasses import replace
from pathlib import Path

import pytest

from ledger.store.rereading import add_rereading
from ledger.store.writes import start_run
from tests.store.counting import Work, counted
from tests.store.samples import make_ledger, make_reading
from tests.store.views import require_right_search


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
