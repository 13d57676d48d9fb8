"""What other programs see of a ledger: its views read by SQLite alone, as they read them."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

Row = dict[str, Any]

BESIDE = ("value_text", "run", "reader", "number", "rowid")  # of figures_view, beyond the promised fields


def select(path: Path, query: str, *given: object) -> list[Row]:
    """Return the rows of a query."""
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(query, given)]


def as_record(row: Row) -> Row:
    """Return a row of figures_view as a figure's record: without what stands beside, and lists as lists."""
    record = {name: value for name, value in row.items() if name not in BESIDE}
    return record | {name: json.loads(row[name]) for name in ("topics", "basis", "as_read")}


def viewed(path: Path) -> list[Row]:
    """Return all of figures_view as records, by path and start."""
    return list(map(as_record, select(path, 'SELECT * FROM figures_view ORDER BY path, document, start, "end"')))


def found(path: Path, words: str) -> list[str]:
    """Return the ids of the figures found by words, by path and start."""
    matching = "SELECT rowid FROM figures_search WHERE figures_search MATCH ?"
    query = f"SELECT id FROM figures_view WHERE number IN ({matching}) ORDER BY path, start"
    return [row["id"] for row in select(path, query, words)]


def require_right_search(path: Path) -> None:
    """Hold every word of the search against the words shown; SQLite complains where they differ."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("INSERT INTO figures_search (figures_search, rank) VALUES ('integrity-check', 1)")
