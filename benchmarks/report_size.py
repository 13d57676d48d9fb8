#!/usr/bin/env python3
"""Size of the report's page and the time it takes, on ledgers of growing size, and the slope between them.

    python benchmarks/report_size.py [--sizes 200 2000 20000] [--in FOLDER] [--ledger FIGURES.db --topic TOPIC]

The ledgers hold the documents of `made_up.py`, a hundred figures each, and are made once in the folder; with --ledger
one that is there is measured. No figure is left out, however many there are. The check that finds what disagrees has
its own benchmark (`check_scale.py`): its time is told beside that of the page. A slope of 1 is linear.
"""

import argparse
import math
import os
import time
from pathlib import Path

from check_scale import made

from ledger.actions.check import Asked, check_figures
from ledger.actions.report import make_report
from ledger.exports.report.page import report_page


def main() -> None:
    """Print a row for each ledger."""
    os.environ.setdefault("LEDGER_CACHE", "off")  # a check from nothing is measured, not what an earlier one has left
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[200, 2_000, 20_000])
    parser.add_argument("--in", dest="folder", type=Path, default=Path())
    parser.add_argument("--ledger", type=Path)
    parser.add_argument("--topic")
    args = parser.parse_args()
    print(f"{'figures':>8s} {'findings':>8s} {'MB':>7s} {'B/figure':>8s} {'check s':>8s} {'page s':>7s} {'slope':>6s}")
    before: tuple[int, float] | None = None
    paths = [args.ledger] if args.ledger else [made(args.folder, size) for size in args.sizes]
    make_report(str(paths[0]), args.topic, "")  # what is read once, word tables and modules, is no time of a page
    for path in paths:
        start = time.process_time()
        check_figures(str(path), Asked(args.topic))
        checked = time.process_time()
        report = make_report(str(path), args.topic, "ledger report")
        size = sum(len(piece.encode()) for piece in report_page(report))
        page = max(time.process_time() - checked - (checked - start), 0.001)  # the report checks once more
        slope = math.log(page / before[1]) / math.log(report.number / before[0]) if before else math.nan
        print(
            f"{report.number:8d} {len(report.findings):8d} {size / 1e6:7.2f} {size / max(report.number, 1):8.0f}"
            f" {checked - start:8.1f} {page:7.2f} {slope:6.2f}",
            flush=True,
        )
        before = (report.number, page)


if __name__ == "__main__":
    main()
