#!/usr/bin/env python3
"""What files made to break a reader cost: each is added on its own beside a good one, by `ledger add`.

    python -m benchmarks.hostile_files [--only WORD] [--in FOLDER]

Prints a row for each: read, refused or passed over, seconds, megabytes of the program and of the child behind the
fence, and what was said. Seconds are those of the processor beyond
what adding the good file alone takes, for a busy machine takes longer. A case fails with a
traceback, when the good file is lost, when it takes more than 10 seconds or 512 MB, or when what must be said of it is
not; then the exit code is 1.
"""

import argparse
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from tests.loaders.hostile_files import CASES, Case

SECONDS, MEGABYTES = 10, 512
GOOD = "In 2020 police killed 98 people in Quito.\n"
_SAID = re.compile(r"(failed|passed over): (.*)")


class Cost(NamedTuple):
    """What adding a file did and took."""

    verdict: str
    seconds: float
    parent: int
    child: int
    said: str
    fault: str


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", help="only cases with this in their names")
    parser.add_argument("--in", dest="folder", type=Path)
    args = parser.parse_args()
    print(f"{'file':28s} {'verdict':12s} {'seconds':>7s} {'MB':>5s} {'child':>5s}  said")
    faults = 0
    empty = Case("nothing.txt", lambda: b"")
    with tempfile.TemporaryDirectory(dir=args.folder) as folder:
        alone = measure(empty, Path(folder), 0).seconds
        for case in CASES:
            if args.only in case.name:
                cost = measure(case, Path(folder), alone)
                faults += bool(cost.fault)
                print(
                    f"{case.name:28s} {cost.verdict:12s} {cost.seconds:7.1f} {cost.parent:5d} {cost.child:5d}"
                    f"  {cost.fault and f'FAULT {cost.fault}: '}{cost.said[:110]}",
                    flush=True,
                )
    sys.exit(bool(faults))


def measure(case: Case, folder: Path, alone: float) -> Cost:
    """Add a file beside a good one, which takes so many seconds alone, and see what became of both."""
    place = folder / case.name.replace(".", "-")
    place.mkdir()
    bad = place / case.name
    bad.write_bytes(case.make())
    (place / "zz-good.txt").write_text(GOOD)
    run = [sys.executable, "-m", "ledger", "--db", "x.db", "add", "-q", case.name, "zz-good.txt"]
    before = _spent()
    with (place / "said").open("wb") as said:
        process = subprocess.Popen(run, cwd=place, stdout=said, stderr=said)
        parent, child = watched(process)
    seconds = max(0.0, _spent() - before - alone)
    told = (place / "said").read_text("utf-8", "replace")
    bad.unlink()
    return judged(case, told, process.returncode, (seconds, parent, child))


def watched(process: "subprocess.Popen[bytes]") -> tuple[int, int]:
    """Return the most memory that a process and its children had, in megabytes."""
    parent = child = 0
    while process.poll() is None:
        parent = max(parent, _high_water(process.pid))
        child = max([child, *(_high_water(pid) for pid in _children(process.pid))])
        time.sleep(0.01)
    return parent, child


def _spent() -> float:
    """Return the seconds of computing of all processes that were started and have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _high_water(pid: int) -> int:
    try:
        status = Path(f"/proc/{pid}/status").read_text("ascii", "replace")
    except OSError:
        return 0
    found = re.search(r"VmHWM:\s+(\d+)", status)
    return int(found[1]) // 1024 if found else 0


def _children(pid: int) -> list[int]:
    try:
        return [int(told) for told in Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()]
    except OSError:
        return []


def judged(case: Case, told: str, code: int | None, costs: tuple[float, int, int]) -> Cost:
    """Hold what was said and spent against what every file may cost."""
    seconds, parent, child = costs
    flat = " ".join(told.split())
    known = re.search(r"documents: (\d+) new, \d+ known already, (\d+) failed", flat)
    new, failed = (int(known[1]), int(known[2])) if known else (0, 0)
    verdict = "refused" if failed else "read" if new > 1 else "passed over"
    verdict = "read in part" if failed and new > 1 else verdict
    mine = next((line[2] for line in map(_SAID.search, told.split("\n")) if line), "")
    faults = {
        "traceback": "Traceback" in told or "the reader itself failed" in flat or "broke the parser (" in flat,
        "good file lost": new < 1,
        f"exit {code}": code != (1 if failed else 0),
        "time": seconds > SECONDS,
        "memory": max(parent, child) > MEGABYTES,
        "unsaid": re.search(case.said, flat) is None,
    }
    return Cost(verdict, seconds, parent, child, mine, ", ".join(fault for fault, is_so in faults.items() if is_so))


if __name__ == "__main__":
    main()
