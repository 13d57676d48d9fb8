"""Measure everything in one command, as ratios that two machines and two versions can be compared by.

    python -m benchmarks [--only reading startup adding asking comparing] [--figures 100000] [--runs 3]
                         [--text FILE ...] [--in FOLDER] [--json OUT.json] [--against BEFORE.json]

Each row tells a measure, what it was held against in the same run, and their ratio, with the bound it is to keep.
Times are of this machine; ratios change little from one to another. Ledgers that take long to make are made once in
the folder of `--in`. With `--against` the table has the ratios of an earlier run beside the new ones.
"""

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))  # its neighbours are run by themselves too

from rows import Row, ratios, table, write_json

Area = Callable[[argparse.Namespace], Iterator[Row]]


def main() -> None:
    """Measure what was asked for, and print and write it."""
    os.environ.setdefault("LEDGER_CACHE", "off")  # a check from nothing is measured, not what an earlier one has left
    args = _arguments()
    before = ratios(args.against) if args.against else None
    args.folder.mkdir(parents=True, exist_ok=True)
    rows: list[Row] = []
    for area in args.only:
        for row in AREAS[area](args):
            rows.append(row)
            print(f"{row.key}: {row.measured:.3g} {row.unit}", file=sys.stderr, flush=True)
    print(table(rows, before))
    if args.json:
        write_json(rows, args.json)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m benchmarks", None, __doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--only", nargs="+", choices=AREAS, default=list(AREAS), metavar="AREA")
    parser.add_argument("--figures", type=int, default=100_000, help="of the largest ledger")
    parser.add_argument("--documents", type=int, default=500, help="to add")
    parser.add_argument("--jobs", type=int, nargs="+", default=[2], help="processes to add with")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--text", type=Path, nargs="+", default=[], help="other texts to read")
    parser.add_argument("--in", dest="folder", type=Path, default=Path())
    parser.add_argument("--json", type=Path)
    parser.add_argument("--against", type=Path)
    return parser.parse_args()


# Each area brings in what it measures when it is asked for.


def _reading(args: argparse.Namespace) -> Iterator[Row]:
    import pace

    return pace.measure(args.text, args.runs)


def _startup(args: argparse.Namespace) -> Iterator[Row]:
    import startup

    return startup.measure(args.runs, args.folder)


def _adding(args: argparse.Namespace) -> Iterator[Row]:
    import adding

    return adding.measure(args.documents, args.runs, args.jobs)


def _asking(args: argparse.Namespace) -> Iterator[Row]:
    import asking

    return asking.measure(args.figures, args.folder, args.runs)


def _comparing(args: argparse.Namespace) -> Iterator[Row]:
    import comparing

    sizes = [size for size in (10_000, 31_623, 100_000, 316_228) if size < args.figures]
    return comparing.measure([*sizes, args.figures], args.folder)


AREAS: dict[str, Area] = {
    "reading": _reading,
    "startup": _startup,
    "adding": _adding,
    "asking": _asking,
    "comparing": _comparing,
}


if __name__ == "__main__":
    main()
