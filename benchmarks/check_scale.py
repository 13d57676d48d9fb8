#!/usr/bin/env python3
"""Time and memory of `check` and `compare` on ledgers of growing size, and the slope between them.

    python benchmarks/check_scale.py [--sizes 10000 100000 1000000] [--in FOLDER] [--only check]

The ledgers hold the documents of `made_up.py`, a hundred figures each, and are made once in the folder. Each command
runs in a process of its own. A slope of 1 is linear: ten times the figures, ten times the time. Processor time is
told beside the time on the clock, for a busy machine takes longer.
"""

import argparse
import json
import math
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sized
from pathlib import Path

import made_up

from ledger.actions.check import Asked, check_figures
from ledger.actions.compare import compare_groups

PER_DOCUMENT = 100
COMMANDS: dict[str, Callable[[str], Sized]] = {
    "check": lambda target: check_figures(target, Asked()),
    "compare": lambda target: compare_groups(target, None),
}


def main() -> None:
    """Print a row for each size and command."""
    os.environ.setdefault("LEDGER_CACHE", "off")  # a check from nothing is measured, not what an earlier one has left
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--in", dest="folder", type=Path, default=Path())
    parser.add_argument("--only", choices=COMMANDS)
    parser.add_argument("--measure", nargs=2, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.measure:
        print(json.dumps(measure(*args.measure)))
        return
    print(
        f"{'':8s} {'figures':>10s} {'seconds':>9s} {'processor':>9s} {'us/figure':>10s} {'told':>9s} {'MB':>7s}  slope"
    )
    for command in [args.only] if args.only else COMMANDS:
        before: tuple[int, float] | None = None
        for size in args.sizes:
            row = in_process(command, made(args.folder, size))
            slope = math.log(row["processor"] / before[1]) / math.log(size / before[0]) if before else math.nan
            print(
                f"{command:8s} {size:10d} {row['seconds']:9.1f} {row['processor']:9.1f}"
                f" {row['processor'] / size * 1e6:10.1f} {row['told']:9.0f} {row['megabytes']:7.0f}  {slope:.2f}",
                flush=True,
            )
            before = (size, row["processor"])


def made(folder: Path, size: int) -> Path:
    """Return the ledger of so many figures, made where it is not there."""
    path = folder / f"made-up-{size}.db"
    if not path.exists():
        made_up.fill(str(path), made_up.documents(size, size // PER_DOCUMENT))
    return path


def in_process(command: str, target: Path) -> dict[str, float]:
    """Run one command in a fresh process and return what it took."""
    run = [sys.executable, __file__, "--measure", command, str(target)]
    return dict(json.loads(subprocess.run(run, check=True, capture_output=True, text=True).stdout))


def measure(command: str, target: str) -> dict[str, float]:
    """Run one command here."""
    start, processor = time.perf_counter(), time.process_time()
    told = len(COMMANDS[command](target))
    return {
        "seconds": time.perf_counter() - start,
        "processor": time.process_time() - processor,
        "told": told,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


if __name__ == "__main__":
    main()
