"""How well documents are read, against gold figures: the floors are today's scores, to be raised.

`seeds`, `es` and the `dev` sets are for work on the reader; of the `heldout` ones only the scores are looked at,
never what is missed.
"""

import json
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from ledger.extract.figures import read_figures
from ledger.loaders.registry import load_document
from ledger.model.document import Document, Metadata

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "tests" / "gold"
SCORER = ROOT / "benchmarks" / "score_figures.py"


@dataclass(frozen=True)
class Floor:
    """The least a set may score, and the most distractors that may be taken for figures."""

    value_f1: float
    exact_span_f1: float
    distractors: int


FLOORS = {
    "seeds": Floor(0.995, 0.99, 0),
    "es": Floor(0.99, 0.985, 0),
    "dev": Floor(0.985, 0.945, 1),
    "dev2": Floor(0.98, 0.975, 0),
    "dev3": Floor(0.96, 0.92, 0),
    "dev4": Floor(0.97, 0.89, 4),
    "dev5": Floor(0.965, 0.89, 7),
    "dev6": Floor(0.98, 0.94, 3),
    "heldout": Floor(0.96, 0.93, 8),
    "heldout2": Floor(0.975, 0.95, 3),
}


def documents(name: str) -> list[Document]:
    if name == "seeds":
        return [load_document(path) for path in sorted((ROOT / "seeds").glob("*.txt"))]
    rows = map(json.loads, (GOLD / name / "meta.jsonl").read_text(encoding="utf-8").splitlines())
    return [load_document(GOLD / name / "docs" / row["file"], overrides=metadata(row)) for row in rows]


def metadata(row: dict[str, Any]) -> Metadata:
    published = date.fromisoformat(row["published"]) if row["published"] else None
    known = {key: row.get(key) for key in ("title", "author", "publisher", "language")}
    return Metadata(published=published, **known)


@cache
def read_once(name: str) -> str:
    """Return the figures of a set as the program prints them, one record a line."""
    records = (figure.to_record() for document in documents(name) for figure in read_figures(document))
    return "".join(json.dumps(record, default=float) + "\n" for record in records)


@pytest.fixture(params=FLOORS)
def scored(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, dict[str, float]]:
    """A set's name and its scores."""
    name: str = request.param
    predicted = tmp_path / f"{name}.jsonl"
    predicted.write_text(read_once(name), encoding="utf-8")
    told = subprocess.run(
        [
            sys.executable, str(SCORER), "--json", "--gold", str(GOLD / name / "figures.jsonl"),
            "--distractors", str(GOLD / name / "distractors.jsonl"), "--predicted", str(predicted),
        ],
        capture_output=True,
        text=True,
        check=True,
    )  # fmt: skip
    scores: dict[str, float] = json.loads(told.stdout)
    return name, scores


def test_documents_are_read_as_well_as_before(scored: tuple[str, dict[str, float]]) -> None:
    name, scores = scored
    floor = FLOORS[name]
    assert scores["value_f1"] >= floor.value_f1
    assert scores["exact_span_f1"] >= floor.exact_span_f1
    assert scores["distractors_taken"] <= floor.distractors


CORE = ("aid_dollars", "homicides", "police_killed", "complaints")


def core_figures() -> list[Any]:
    rows = map(json.loads, (GOLD / "seeds" / "figures.jsonl").read_text(encoding="utf-8").splitlines())
    core = [row for row in rows if row["topic"] in CORE and row["start"] is not None and not row.get("optional")]
    return [pytest.param(row, id=f"{row['id']}: {row['text']}") for row in core]


@cache
def seed_records() -> tuple[dict[str, Any], ...]:
    return tuple(map(json.loads, read_once("seeds").splitlines()))


@pytest.mark.parametrize("gold", core_figures())
def test_every_core_figure_of_the_seeds_is_found(gold: dict[str, Any]) -> None:
    near = [
        record["value"]
        for record in seed_records()
        if Path(record["path"]).name.startswith(gold["doc"])
        and record["start"] < gold["end"]
        and gold["start"] < record["end"]
    ]
    assert near == [pytest.approx(gold["value"])]
