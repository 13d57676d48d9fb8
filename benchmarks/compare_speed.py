#!/usr/bin/env python3
"""How fast two checkouts of the ledger read the same text, in turn, so that a busy machine slows down both.

    python compare_speed.py [--rounds 3] [--runs 6] OLD NEW FILE...

The files are cut into documents at three line ends. Each round starts one process for each checkout; of each
document the fastest run counts. Printed are the megabytes of UTF-8 read per second of processor time, the seconds
it took to load the tables of words, the calls of functions in one run (which no machine changes), and the ratios.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import pstats
import subprocess
import sys
import time
from pathlib import Path


def measure(checkout: str, runs: int, files: list[str]) -> dict[str, float]:
    """Read the files with the ledger of a checkout, which must be the first this process imports."""
    sys.path.insert(0, checkout)
    from ledger.extract.figures import read_figures
    from ledger.lexicon.vocabulary import load_lexicon
    from ledger.model.document import Document

    started = time.process_time()
    lexicon = load_lexicon()
    load = time.process_time() - started
    read = (Path(file).read_text(encoding="utf-8") for file in files)
    texts = [text for whole in read for text in whole.split("\n\n\n") if text.strip()]
    documents = [Document.from_text(text) for text in texts]
    best = [float("inf")] * len(documents)
    for _ in range(runs):
        for number, document in enumerate(documents):
            started = time.process_time()
            read_figures(document, lexicon)
            best[number] = min(best[number], time.process_time() - started)
    profile = cProfile.Profile()
    profile.enable()
    for document in documents:
        read_figures(document, lexicon)
    profile.disable()
    size = sum(len(text.encode("utf-8")) for text in texts)
    return {"mb_per_s": size / sum(best) / 1e6, "load_s": load, "calls": pstats.Stats(profile).total_calls}


def in_process(checkout: str, runs: int, files: list[str]) -> dict[str, float]:
    """Measure in a fresh process, which imports the ledger of that checkout alone."""
    command = [sys.executable, __file__, "--measure", checkout, "--runs", str(runs), *files]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def main() -> int:
    """Measure both checkouts and print their ratios."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--runs", type=int, default=6)
    parser.add_argument("--measure", help=argparse.SUPPRESS)
    parser.add_argument("paths", nargs="+", metavar="OLD NEW FILE")
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(measure(options.measure, options.runs, options.paths)))
        return 0
    old, new, *files = options.paths
    rounds = [{at: in_process(at, options.runs, files) for at in (old, new)} for _ in range(options.rounds)]
    best = {
        at: {
            "mb_per_s": max(one[at]["mb_per_s"] for one in rounds),
            "load_s": min(one[at]["load_s"] for one in rounds),
            "calls": rounds[0][at]["calls"],
        }
        for at in (old, new)
    }
    for at, told in best.items():
        print(f"{at}  {told['mb_per_s']:.3f} MB/s  load {told['load_s']:.3f} s  {told['calls']:,} calls")
    print("new to old:", "  ".join(f"{key} {best[new][key] / best[old][key]:.2f}" for key in best[new]))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
