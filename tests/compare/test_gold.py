"""How comparing scores on the annotated figures, without the reader's mistakes."""

import json
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from ledger.compare.pairs import related_pairs
from ledger.compare.registry import check
from ledger.model.figure import Figure

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "tests" / "gold"
FLOORS = {
    "seeds": {"label_accuracy": 0.95, "conflict_recall": 0.75, "agree_recall": 0.89},
    "es": {"label_accuracy": 0.9, "conflict_recall": 0.8, "agree_recall": 0.85},
}


def scores(name: str, figures: Sequence[Figure], folder: Path, *options: str) -> dict[str, float]:
    """Write figures, pairs and findings as the commands print them, and score them against the gold relations."""
    _write(folder / "figures.jsonl", (figure.to_record() for figure in figures))
    pairs = ((pair.one.id, pair.other.id, pair.relation.verdict) for pair in related_pairs(figures))
    _write(folder / "pairs.jsonl", ({"a": one, "b": other, "relation": verdict} for one, other, verdict in pairs))
    _write(folder / "findings.jsonl", (finding.to_record() for finding in check(figures)))
    gold = GOLD / name
    files = [f"--{kind}={folder / kind}.jsonl" for kind in ("figures", "pairs", "findings")]
    files += [f"--gold-{kind}={gold / kind}.jsonl" for kind in ("figures", "relations")]
    scorer = str(ROOT / "benchmarks" / "score_relations.py")
    done = subprocess.run(
        [sys.executable, scorer, "--json", *options, *files], capture_output=True, check=True, text=True
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _write(path: Path, rows: Iterable[object]) -> None:
    path.write_text("".join(json.dumps(row, default=float) + "\n" for row in rows), encoding="utf-8")


@pytest.mark.parametrize("name", FLOORS)
def test_annotated_figures_are_compared_as_the_annotators_did(
    name: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    figures = request.getfixturevalue({"es": "spanish"}.get(name, name))
    found = scores(name, figures, tmp_path)
    assert found["false_conflicts"] == 0
    assert found["false_alarm_rate"] == 0
    assert {key: found[key] for key, floor in FLOORS[name].items() if found[key] < floor} == {}
