"""How long a command takes on a large ledger, as a whole process, beside the import of SQLAlchemy.

Rows of `python -m benchmarks --only asking`. The ledger holds the documents of `made_up.py`, a hundred figures each.
"""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

from check_scale import made
from rows import Row

AREA = "asking"
_BARE = [sys.executable, "-c", "import sqlalchemy"]


def measure(figures: int, folder: Path, runs: int) -> Iterator[Row]:
    """Yield the time of each command."""
    target = made(folder, figures)
    ask = [sys.executable, "-m", "ledger", "--db", str(target)]
    first = json.loads(_said([*ask, "figures", "--limit", "1", "--format", "jsonl"]))
    for command in _commands(first):
        bare, took = [], []
        for _ in range(runs):  # in turn, so that a busy machine slows down both
            bare.append(_timed(_BARE))
            took.append(_timed([*ask, *command]))
        ratio = median(took) / median(bare)
        what = f"{' '.join(command)}, {figures:,} figures".replace(first["id"], "ID")
        yield Row(AREA, what, median(took), "s", "import sqlalchemy", ratio, 1.5)


def _commands(figure: dict[str, str]) -> Sequence[Sequence[str]]:
    return (
        ("figures", "--limit", "20"),
        ("figures", "homicides", "--limit", "20"),
        ("figures", "--place", str(figure["place"]), "--limit", "20"),
        ("figures", "--search", "register", "--limit", "20"),
        ("figures", "--min", "1000000", "--limit", "20"),
        ("show", figure["id"]),
        ("history", figure["id"]),
        ("documents", "--limit", "20"),
        ("topics",),
        ("cite", "homicides", "--limit", "5"),
        ("compare", "homicides", "--limit", "5"),
    )


def _timed(command: Sequence[str]) -> float:
    began = perf_counter()
    _said(command)
    return perf_counter() - began


def _said(command: Sequence[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}: {done.stderr}")
    return done.stdout
