#!/usr/bin/env python3
"""Time on the server of the first page and of each filter of the review page, of a ledger of 100,000 figures.

    python benchmarks/serve_speed.py [--figures 100000] [--in FOLDER] [--times 5]

The ledger holds the documents of `made_up.py`, a hundred figures each, and is made once in the folder. Each address is
asked for the first time, when nothing of it is in memory, and again; beside the times stands how many times longer the
first took than a bare SELECT of the same fifty rows. The addresses are asked without a network.
"""

import argparse
import os
import sqlite3
import time
from collections.abc import Callable
from concurrent.futures import Executor, Future
from contextlib import closing
from pathlib import Path
from typing import Any

import made_up
from starlette.testclient import TestClient

from ledger.web.app import make_app
from ledger.web.desk import Desk
from ledger.web.overview import prepare
from ledger.web.safety import TOKEN, Door, Pass, loopback_hosts

PER_DOCUMENT = 100
BARE = "SELECT f.*, d.path FROM figures f JOIN documents d ON d.sha256 = f.document ORDER BY d.path, f.start LIMIT 50"


class Never(Executor):
    """Leaves undone what it is given: what takes a process beside its time is not measured here."""

    def submit(self, fn: Callable[..., Any], /, *given: Any, **named: Any) -> Future[Any]:
        """Promise what never comes."""
        del fn, given, named
        return Future()


def main() -> None:
    """Print a line for each address."""
    os.environ.setdefault("LEDGER_CACHE", "off")  # a check from nothing is measured, not what an earlier one has left
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--figures", type=int, default=100_000)
    parser.add_argument("--in", dest="folder", type=Path, default=Path())
    parser.add_argument("--times", type=int, default=5)
    args = parser.parse_args()
    path = args.folder / f"made-up-{args.figures}.db"
    if not path.exists():
        made_up.fill(str(path), made_up.documents(args.figures, args.figures // PER_DOCUMENT))
    bare = min(_bare(path) for _ in range(args.times))
    secret = Pass()
    desk = Desk(str(path), "benchmark", Never)
    start = time.perf_counter()
    prepare(desk)
    print(f"{1000 * (time.perf_counter() - start):8.0f} ms  at the start, in the background")
    print(f"{1000 * bare:8.1f} ms  a bare SELECT of fifty rows\n\n   first    again   ratio   bytes")
    app = make_app(desk, Door(secret, loopback_hosts(), 8000))
    with closing(TestClient(app, base_url="http://127.0.0.1:8000")) as client:
        client.get(f"/add?{TOKEN}={secret.token}")
        for address in addresses(path):
            times = [_asked(client, address) for _ in range(args.times)]
            first, size = times[0]
            again = min(seconds for seconds, _ in times[1:])
            print(f"{1000 * first:8.0f} {1000 * again:8.0f} {first / bare:7.1f} {size:7,}  {address}", flush=True)


def addresses(path: Path) -> list[str]:
    """Return the pages to ask for: the first, each filter by a value that the ledger has, and one that it has not."""
    with closing(sqlite3.connect(path)) as connection:
        place, document, figure = connection.execute(
            "SELECT place_code, document, id FROM figures WHERE place_code IS NOT NULL ORDER BY number DESC LIMIT 1"
        ).fetchone()
    queries = (
        *("", "page=1000", "topic=homicides", "status=unreviewed", "status=accepted", "kind=money", "unit=person"),
        *(f"place={place}", "place=X07", "place=Nowhere", "period=2019", "source=Paper+1", "source=Nobody"),
        *(f"document={document}", "min=100000", "max=20", "q=homicides", "q=register+of", "q=zzz"),
        "q=homicides&kind=count&period=2010..2015",
    )
    pages = ("/", "/documents", f"/documents/{document}", f"/figures/{figure}", "/history", "/add")
    return [*(f"/figures?{query}" for query in queries), *pages]


def _bare(path: Path) -> float:
    with closing(sqlite3.connect(path)) as connection:
        start = time.perf_counter()
        connection.execute(BARE).fetchall()
        return time.perf_counter() - start


def _asked(client: TestClient, address: str) -> tuple[float, int]:
    start = time.perf_counter()
    answer = client.get(address)
    seconds = time.perf_counter() - start
    if answer.status_code != 200:
        raise SystemExit(f"{address}: {answer.status_code}")
    return seconds, len(answer.content)


if __name__ == "__main__":
    main()
