"""How documents on the same facts are compared, read by the program itself: the floors are the scores of today.

The `dev` bundles are for work on comparing; of `heldout` only the scores are looked at.
"""

from dataclasses import dataclass
from pathlib import Path

import pytest

from ledger.extract.figures import read_figures
from ledger.loaders.registry import load_document
from tests.compare.test_gold import GOLD, scores


@dataclass(frozen=True)
class Floor:
    """The least share of agreements and of faults found, and the most false conflicts and false alarms."""

    agree_recall: float
    conflict_recall: float
    false_conflicts: int
    false_alarm_rate: float = 0.0


FLOORS = {
    "dev/en": Floor(0.79, 0.75, 3),
    "dev/es": Floor(0.82, 0.72, 1),
    "dev/mixed": Floor(0.77, 0.56, 0),
    "dev/en2": Floor(0.78, 0.73, 0),
    "dev/es2": Floor(0.72, 0.66, 0),
    "dev/mixed2": Floor(0.73, 0.81, 0),
    "dev/en3": Floor(0.74, 0.67, 0),
    "dev/es3": Floor(0.71, 0.36, 0),
    "dev/mixed3": Floor(0.74, 0.44, 0),
    "dev/es4": Floor(0.67, 0.47, 1),
    "dev/en4": Floor(0.72, 0.22, 0),
    "dev/es5": Floor(0.77, 0.30, 2),
    "dev/mixed4": Floor(0.73, 0.41, 0),
    "dev/en5": Floor(0.59, 0.27, 0),
    "heldout/es": Floor(0.68, 0.63, 0),
    "dev/mixed5": Floor(0.70, 0.25, 3),
    "dev/mixed6": Floor(0.50, 0.40, 1),
    "dev/mixed7": Floor(0.40, 0.33, 1),
    "dev/mixed8": Floor(0.50, 0.30, 3),
    "dev/mixed9": Floor(0.70, 0.45, 1),
    "dev/mixed10": Floor(0.68, 0.25, 0),
    "dev/mixed11": Floor(0.58, 0.13, 1),
    "dev/mixed12": Floor(0.45, 0.18, 0),
    "heldout/mixed13": Floor(0.55, 0.35, 0),
}


@pytest.mark.parametrize("name", FLOORS)
def test_documents_on_the_same_facts_are_compared_as_well_as_before(name: str, tmp_path: Path) -> None:
    folder, floor = GOLD / "bundles" / name, FLOORS[name]
    figures = [figure for path in sorted(folder.glob("docs/*.txt")) for figure in read_figures(load_document(path))]
    found = scores(f"bundles/{name}", figures, tmp_path, "--sampled")
    assert found["agree_recall"] >= floor.agree_recall
    assert found["conflict_recall"] >= floor.conflict_recall
    assert found["false_conflicts"] <= floor.false_conflicts
    assert found["false_alarm_rate"] <= floor.false_alarm_rate
