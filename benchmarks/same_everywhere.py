#!/usr/bin/env python3
"""Read a folder of texts in one process, in eight, over Dask and into PostgreSQL, and compare what is exported.

    python benchmarks/same_everywhere.py FOLDER [--db postgresql+psycopg://…]

Each way fills a ledger of its own; then every figure as JSON lines, the citations and the findings are asked of each,
and the digests of what it prints stand side by side. Without --db the server is passed over. Run it in an empty folder.
"""

import argparse
import hashlib
import json
import os
import shlex
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

CLUSTER = Path(__file__).parents[1] / "tests/actions/cluster.py"
LEDGER = (sys.executable, "-m", "ledger")
QUESTIONS = ("figures --format jsonl", "cite --format csv", "check --format jsonl")
WORKERS = 8


def main() -> None:
    """Print a line for each way: how long it took, and what its exports hash to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="of .txt files")
    parser.add_argument("--db", help="a database on a server, with nothing in it")
    args = parser.parse_args()
    os.environ["LEDGER_CACHE"] = "off"
    texts = sorted(args.folder.rglob("*.txt"))
    table = Path("texts.jsonl")
    with table.open("w", encoding="utf-8") as file:
        for path in texts:
            file.write(json.dumps({"text": path.read_bytes().decode(), "path": str(path)}) + "\n")
    print(f"{len(texts):,} texts, {sum(path.stat().st_size for path in texts) / 1e6:.2f} MB")
    ways = {"one process": "one.db", f"{WORKERS} workers": "several.db", "Dask": "dask.db"}
    if args.db:
        ways["PostgreSQL"] = args.db
    for name, target in ways.items():
        start = time.perf_counter()
        _fill(name, target, args.folder, table)
        took = time.perf_counter() - start
        told = [hashlib.sha256(_ask(target, question)).hexdigest()[:16] for question in QUESTIONS]
        print(f"{name:<12} {took:7.1f} s  {'  '.join(told)}", flush=True)


def _fill(way: str, target: str, folder: Path, table: Path) -> None:
    if way != "Dask":
        _run("--db", target, "add", str(folder), "--jobs", str(WORKERS if way != "one process" else 1))
        return
    with _cluster() as address:
        _run("read", str(table), "-o", "figures.parquet", "--engine", address)
    _run("--db", target, "add", "figures.parquet")


def _ask(target: str, question: str) -> bytes:
    return _run("--db", target, *shlex.split(question))


def _run(*words: str) -> bytes:
    done = subprocess.run([*LEDGER, *words], capture_output=True, check=False)
    if done.returncode not in (0, 1):  # 1: something disagrees, or a text could not be read
        raise SystemExit(done.stderr.decode())
    return done.stdout


@contextmanager
def _cluster() -> Iterator[str]:
    """Give the address of a cluster of four workers."""
    with subprocess.Popen([sys.executable, str(CLUSTER), "4"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as begun:
        if begun.stdin is None or begun.stdout is None:
            raise SystemExit("the cluster did not begin")
        yield begun.stdout.readline().split()[0].decode().replace("tcp://", "dask://")
        begun.stdin.close()


if __name__ == "__main__":
    main()
