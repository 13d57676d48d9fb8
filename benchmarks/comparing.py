"""What checking and comparing a ledger costs as it grows: time, memory, and the power of the size they grow with.

Rows of `python -m benchmarks --only comparing`; see `check_scale.py`, which measures one size.
"""

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import made_up
from check_scale import COMMANDS, PER_DOCUMENT, in_process, made
from rows import Row, slope

AREA = "comparing"


def measure(sizes: Sequence[int], folder: Path) -> Iterator[Row]:
    """Yield time and memory of each command on the largest ledger, and how they grow from the smallest."""
    for command in COMMANDS:
        runs = [in_process(command, made(folder, size)) for size in sizes]
        last, size = runs[-1], sizes[-1]
        reference = f"figures, from {sizes[0]:,}"
        power = slope(sizes, [run["processor"] for run in runs]) if len(sizes) > 1 else None
        yield Row(AREA, f"{command}, {size:,} figures", last["processor"], "s", reference, power, 1.15)
        memory = slope(sizes, [run["megabytes"] for run in runs]) if len(sizes) > 1 else None
        yield Row(AREA, f"{command}, memory", last["megabytes"], "MB", reference, memory, 1.0)
    yield from _again(sizes[-1], folder)


def _again(size: int, folder: Path) -> Iterator[Row]:
    """Yield what a check costs that goes on from the last one: with nothing new, and with one document more."""
    with TemporaryDirectory(dir=folder) as place, _kept_in(place):
        ledger = Path(shutil.copy(made(folder, size), place))
        first = in_process("check", ledger)["processor"]
        again = in_process("check", ledger)["processor"]
        yield Row(AREA, f"check again, {size:,} figures", again, "s", "the first check", again / first, 0.1)
        more = size // PER_DOCUMENT
        made_up.fill(str(ledger), islice(made_up.documents(size + PER_DOCUMENT, more + 1), more, None))
        later = in_process("check", ledger)["processor"]
        yield Row(AREA, "check after one more document", later, "s", "the first check", later / first, 0.5)


@contextmanager
def _kept_in(place: str) -> Iterator[None]:
    """Let what a check leaves be kept."""
    given, os.environ["LEDGER_CACHE"] = os.environ.get("LEDGER_CACHE", "off"), place
    try:
        yield
    finally:
        os.environ["LEDGER_CACHE"] = given
