"""What the benchmarks measured, one row each, as a table, as JSON and beside what was measured before."""

import json
import platform
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from math import log
from os import cpu_count
from pathlib import Path

from tabulate import tabulate


@dataclass(frozen=True, slots=True)
class Row:
    """A measure, and how it stands to a reference that was measured in the same run.

    Times depend on the machine, so a ratio is what two machines or two versions are compared by. `wanted` is the bound
    the ratio is to keep: at most so much, or with `at_least` no less.
    """

    area: str
    what: str
    measured: float
    unit: str
    reference: str = ""
    ratio: float | None = None
    wanted: float | None = None
    at_least: bool = False

    @property
    def holds(self) -> bool | None:
        """Tell whether the ratio is as wanted; None where nothing is wanted."""
        if self.wanted is None or self.ratio is None:
            return None
        return self.ratio >= self.wanted if self.at_least else self.ratio <= self.wanted

    @property
    def key(self) -> str:
        """The name of a measure in every run."""
        return f"{self.area}: {self.what}"


def table(rows: Iterable[Row], before: dict[str, float] | None = None) -> str:
    """Return the rows as a table; with the ratios `before`, those too and by how much they changed."""
    heads = ["", "measured", "", "to", "ratio", "wanted", ""]
    lines = []
    for row in rows:
        bound = "" if row.wanted is None else f"{'≥' if row.at_least else '≤'} {_short(row.wanted)}"
        kept = {None: "", True: "yes", False: "no"}[row.holds]
        line = [row.key, _short(row.measured), row.unit, row.reference, _short(row.ratio), bound, kept]
        if before is not None:
            old = before.get(row.key)
            line += [_short(old), _short(row.ratio / old if old and row.ratio else None)]
        lines.append(line)
    if before is not None:
        heads += ["before", "now to before"]
    return tabulate(lines, heads, disable_numparse=True, colalign=("left", "right", "left", "left", "right", "right"))


def write_json(rows: Iterable[Row], path: Path) -> None:
    """Write the rows with what they were measured on."""
    told = {
        "version": version("figure-ledger"),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "processors": cpu_count(),
        "rows": [asdict(row) | {"holds": row.holds} for row in rows],
    }
    path.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def ratios(path: Path) -> dict[str, float]:
    """Return the ratios of an earlier run."""
    rows = json.loads(path.read_text(encoding="utf-8"))["rows"]
    return {f"{row['area']}: {row['what']}": row["ratio"] for row in rows if row["ratio"] is not None}


def slope(sizes: Sequence[float], costs: Sequence[float]) -> float:
    """Return the power of the size by which the cost grows, fitted over all sizes: 1 is linear."""
    x, y = [log(size) for size in sizes], [log(cost) for cost in costs]
    mean_x, mean_y = sum(x) / len(x), sum(y) / len(y)
    spread = sum((one - mean_x) ** 2 for one in x)
    return sum((one - mean_x) * (other - mean_y) for one, other in zip(x, y, strict=True)) / spread


def _short(number: float | None) -> str:
    if number is None:
        return ""
    return f"{number:,.0f}" if abs(number) >= 100 else f"{number:.3g}"
