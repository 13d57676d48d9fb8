#!/usr/bin/env python3
"""Time of queries on the views of a ledger, as any program asks them, and what the search takes of the file.

    python benchmarks/views.py [--figures 50000] [--in FOLDER]

The ledger holds the documents of `made_up.py`, a hundred figures each, and is made once in the folder.
"""

import argparse
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import made_up

PER_DOCUMENT = 100
SEARCHED = "SELECT rowid FROM figures_search WHERE figures_search MATCH"
QUERIES = (
    "SELECT * FROM figures_view LIMIT 20",
    "SELECT count(*) FROM figures_view",
    "SELECT * FROM figures_view",
    "SELECT * FROM figures_view ORDER BY path, start LIMIT 20",
    "SELECT id, value FROM figures_view ORDER BY value DESC LIMIT 20",
    "SELECT * FROM figures_view WHERE unit = 'person'",
    "SELECT count(*) FROM figures_view WHERE place = (SELECT place_name FROM figures LIMIT 1)",
    "SELECT count(*) FROM figures_view WHERE number IN (SELECT figure FROM figure_topics WHERE topic = 'homicides')",
    "SELECT count(*) FROM figures_view WHERE topics LIKE '%\"homicides\"%'",
    "SELECT count(*) FROM figures_view WHERE status = 'accepted'",
    "SELECT count(*) FROM figures_view WHERE publisher LIKE '%a%'",
    f"SELECT * FROM figures_view WHERE number IN ({SEARCHED} 'homicides') LIMIT 20",
    f"SELECT count(*) FROM figures_view WHERE number IN ({SEARCHED} 'homicides')",
    "SELECT * FROM citations_view LIMIT 20",
    "SELECT * FROM citations_view",
    "SELECT * FROM findings_view",
)


def main() -> None:
    """Print a line for each query, and one for the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--figures", type=int, default=50_000)
    parser.add_argument("--in", dest="folder", type=Path, default=Path())
    args = parser.parse_args()
    path = args.folder / f"made-up-{args.figures}.db"
    if not path.exists():
        made_up.fill(str(path), made_up.documents(args.figures, args.figures // PER_DOCUMENT))
    with closing(sqlite3.connect(path)) as connection:
        for query in QUERIES:
            start = time.perf_counter()
            rows = len(connection.execute(query).fetchall())
            print(f"{1000 * (time.perf_counter() - start):9.1f} ms {rows:7,} rows  {query}")
        start = time.perf_counter()
        connection.execute("INSERT INTO figures_search (figures_search) VALUES ('rebuild')")
        print(f"{1000 * (time.perf_counter() - start):9.1f} ms  the search made again")
        connection.rollback()
        size = "SELECT sum(pgsize) FROM dbstat WHERE name {} LIKE 'figures_search%'"
        search, rest = (connection.execute(size.format(which)).fetchone()[0] for which in ("", "NOT"))
        print(f"{rest / 1e6:.1f} MB, and {search / 1e6:.1f} MB of search (+{search / rest:.0%})")


if __name__ == "__main__":
    main()
