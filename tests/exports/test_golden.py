"""The citation table of the seeds as every format has it; `pytest --update-golden` writes it anew: read the diff."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from ledger.actions.cite import cite_figures
from ledger.actions.ingest import ingest
from ledger.exports.citations import citation_table
from ledger.exports.citing.citation import Citation
from ledger.exports.citing.styles import MARKDOWN_NOTES, told_as
from ledger.exports.registry import render

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden" / "cite"
WIDTHS = (80, 120, 200)
TABLES = {"csv": "csv", "markdown": "md", "html": "html", "latex": "tex", "jsonl": "jsonl"}
STYLES = {
    "note": "txt",
    "bibtex": "bib",
    "ris": "ris",
    "csl-json": "json",
    "webannotation": "jsonld",
    "claimreview": "json",
}
TOPICS = ("police-killed", "complaints")


@pytest.fixture(scope="module")
def cited(tmp_path_factory: pytest.TempPathFactory) -> list[Citation]:
    db = str(tmp_path_factory.mktemp("golden") / "x.db")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        ingest(db, ["seeds"])
        return cite_figures(db, None)


@pytest.fixture(scope="module")
def on_topic(cited: list[Citation]) -> list[Citation]:
    """Return some of them, and what a finding doubts, so that each way of telling is there."""
    return [one for one in cited if one.doubts or not {*TOPICS}.isdisjoint(one.figure.topics)]


def hold_against(name: str, text: str, request: pytest.FixtureRequest) -> None:
    golden = GOLDEN / name
    if request.config.getoption("--update-golden"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(text, encoding="utf-8", newline="")
    with golden.open(encoding="utf-8", newline="") as file:
        assert text == file.read()


@pytest.mark.parametrize("width", WIDTHS)
def test_a_terminal_shows_the_citations_of_the_seeds(
    cited: Sequence[Citation], width: int, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    hold_against(f"terminal-{width}.txt", render(citation_table(cited).fitted(width), "table"), request)


@pytest.mark.parametrize("name", TABLES)
def test_a_file_has_the_citations_of_a_topic(
    on_topic: Sequence[Citation], name: str, request: pytest.FixtureRequest
) -> None:
    hold_against(f"table.{TABLES[name]}", render(citation_table(on_topic), name), request)


@pytest.mark.parametrize("name", STYLES)
def test_references_notes_and_annotations_have_the_citations_of_a_topic(
    on_topic: Sequence[Citation], name: str, request: pytest.FixtureRequest
) -> None:
    hold_against(f"{name}.{STYLES[name]}", told_as(on_topic, name), request)


def test_markdown_notes_have_the_citations_of_a_topic(
    on_topic: Sequence[Citation], request: pytest.FixtureRequest
) -> None:
    hold_against("notes.md", "".join(MARKDOWN_NOTES.render(on_topic, {})), request)
