"""Rows put in, each kind in one place, with the digests by which the history knows them.

insert_rows(connection, table, values) -> int
insert_figures(connection, numbered, run) -> list[bytes], figure_digests(numbered) -> list[bytes]
insert_passages(connection, reading, run) -> bytes
next_number(connection) -> int, run_record(connection, run) -> dict[str, str]
reading_detail(reading, run) -> dict[str, object]
"""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, Table, func, insert, select

from ledger.model.figure import Figure
from ledger.model.reading import Reading
from ledger.store import rows, tables
from ledger.store.digests import figure_digest, row_digests
from ledger.store.types import moment_text

Numbered = Sequence[tuple[int, Figure]]
"""Figures with the numbers that this ledger knows them by."""


def insert_rows(connection: Connection, table: Table, values: Sequence[rows.Values]) -> int:
    """Put rows in, and return how many."""
    if values:
        connection.execute(insert(table), list(values))
    return len(values)


def insert_figures(connection: Connection, numbered: Numbered, run: int) -> list[bytes]:
    """Put in the rows of figures with their topics and evidence, and return their digests."""
    insert_rows(connection, tables.figures, [rows.figure_values(number, figure, run) for number, figure in numbered])
    _insert_plain(connection, tables.figure_topics, rows.topic_values(numbered))
    _insert_plain(connection, tables.evidence, rows.evidence_values(numbered))
    return figure_digests(numbered)


def figure_digests(numbered: Numbered) -> list[bytes]:
    """Return the digests of the rows of figures; their numbers are no part of them."""
    return [
        figure_digest(rows.figure_values(number, figure, 0), figure.topics, rows.evidence_values([(number, figure)]))
        for number, figure in numbered
    ]


def insert_passages(connection: Connection, reading: Reading, run: int) -> bytes:
    """Put in the rows of what yielded no figure, and return their digests."""
    digests = b""
    for table, passages in ((tables.omissions, reading.omissions), (tables.problems, reading.problems)):
        values = rows.passage_values(reading.document.sha256, run, passages)
        insert_rows(connection, table, values)
        digests += row_digests(table.name, values)
    return digests


def next_number(connection: Connection) -> int:
    """Return the number of the next figure; the write lock is held, so nobody else takes it."""
    return (connection.scalar(select(func.max(tables.figures.c.number))) or 0) + 1


def run_record(connection: Connection, run: int) -> dict[str, str]:
    """Return what a run is known by in every ledger."""
    row = connection.execute(select(tables.runs).where(tables.runs.c.id == run)).one()
    return {
        "reader": row.reader,
        "lexicon": row.lexicon,
        "program": row.program,
        "started_at": moment_text(row.started_at),
    }


def reading_detail(reading: Reading, run: Mapping[str, str]) -> dict[str, object]:
    """Return what the history tells of a reading beside its rows: first those of its figures, then of its passages."""
    return {
        "path": rows.storable(reading.document.path),
        "run": dict(run),
        "figures": len(reading.figures),
        "passages": len(reading.omissions) + len(reading.problems),
    }


def _insert_plain(connection: Connection, table: Table, values: list[rows.Values]) -> None:
    """Add rows of plain texts and numbers, past the work that SQLAlchemy does on each value: twice as quick."""
    if not values:
        return
    statement = insert(table).compile(dialect=connection.dialect, column_keys=list(values[0]))
    names = statement.positiontup  # None where the driver takes values by name
    given = [tuple(row[name] for name in names) for row in values] if names else values
    connection.exec_driver_sql(str(statement), given)
