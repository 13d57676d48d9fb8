"""What checking and comparing a ledger costs as it grows: time, memory, and the power of the size they grow with.

Rows of `python -m benchmarks --only comparing`; see `check_scale.py`, which measures one size.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from check_scale import COMMANDS, in_process, made
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
