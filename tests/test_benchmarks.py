"""The command that measures everything: its rows, its table, and what it is told by."""

import importlib
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture
def rows(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The module of rows, found as `python -m benchmarks` finds it."""
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    return importlib.import_module("rows")


@pytest.mark.parametrize(("power", "costs"), [(1, [3, 30, 300]), (2, [1, 100, 10_000]), (0, [7, 7, 7])])
def test_the_slope_is_the_power_of_the_size(rows: ModuleType, power: float, costs: list[float]) -> None:
    assert rows.slope([10, 100, 1000], costs) == pytest.approx(power)


def test_a_row_says_whether_its_ratio_is_as_wanted(rows: ModuleType) -> None:
    held = [rows.Row("a", "b", 1.0, "s", "c", ratio, 2.0, least).holds for ratio, least in ((1, False), (1, True))]
    assert held == [True, False]
    assert rows.Row("a", "b", 1.0, "s").holds is None


def test_two_runs_are_set_side_by_side(rows: ModuleType, tmp_path: Path) -> None:
    before, now = (rows.Row("reading", "prose", 1.0, "MB/s", "a scan", ratio, 137.0) for ratio in (200.0, 100.0))
    rows.write_json([before], tmp_path / "before.json")
    told = json.loads((tmp_path / "before.json").read_text(encoding="utf-8"))
    assert (told["rows"][0]["ratio"], told["rows"][0]["holds"]) == (200.0, False)
    line = rows.table([now], rows.ratios(tmp_path / "before.json")).splitlines()[-1].split()
    assert line[-3:] == ["yes", "200", "0.5"]


def test_each_area_can_be_asked_for() -> None:
    told = subprocess.run(
        [sys.executable, "-m", "benchmarks", "--help"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert "--against" in told
    code = "import sys; sys.path.insert(0, 'benchmarks'); import pace, adding, asking, comparing"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
