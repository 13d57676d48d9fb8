"""Rows put in, each kind in one place, with the digests by which the history knows them.

insert_rows(connection, table, values) -> int, insert_tables(connection, told)
insert_numbered(connection, table, values) -> int
new_reading(reading, run, number, known) -> NewReading, insert_readings(connection, readings)
figure_rows(numbered, run) -> Told, passage_rows(reading, run) -> Told
figure_digests(told) -> list[bytes], passage_digests(told) -> bytes
next_number(connection, table) -> int, run_record(connection, run) -> dict[str, str]
reading_detail(reading, run) -> dict[str, object]
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from sqlalchemy import Connection, Table, func, select

from ledger.model.figure import Figure
from ledger.model.reading import Reading
from ledger.store import rows, tables
from ledger.store.dialects.dialect import dialect_of
from ledger.store.digests import figure_digest, row_digests
from ledger.store.types import moment_text

Numbered = Sequence[tuple[int, Figure]]
"""Figures with the numbers that this ledger knows them by."""
Told = Mapping[str, Sequence[rows.Values]]
"""Rows by the name of their table, in the order in which the tables take them."""

_KNOWN = ("documents", "loadings", "left_out", "sections", "metadata_values")


@dataclass(frozen=True, slots=True)
class NewReading:
    """A reading as it comes in: its figures with their numbers, its rows, and the digests of these."""

    reading: Reading
    numbered: Numbered
    told: Told
    digests: bytes


def new_reading(reading: Reading, run: int, number: int, known: Sequence[rows.Values]) -> NewReading:
    """Return the rows of a document and what was read in it; its figures are numbered from `number`.

    `known` are the rows of what is known about it.
    """
    document = reading.document
    numbered = list(enumerate(reading.figures, number))
    told: dict[str, Sequence[rows.Values]] = {
        "documents": [rows.document_values(document, run)],
        "loadings": [rows.loading_values(document)],
        "left_out": rows.left_out_values(document),
        "sections": rows.section_values(document),
        "metadata_values": known,
        "readings": [reading_values(reading, run)],
        **figure_rows(numbered, run),
        **passage_rows(reading, run),
    }
    about = b"".join(row_digests(name, told[name]) for name in _KNOWN)
    digests = b"".join([*figure_digests(told), passage_digests(told), about])
    return NewReading(reading, numbered, told, digests)


def insert_readings(connection: Connection, readings: Iterable[NewReading]) -> None:
    """Put in the rows of several readings, a statement for each table."""
    joined: dict[str, list[rows.Values]] = {}
    for one in readings:
        for name, values in one.told.items():
            joined.setdefault(name, []).extend(values)
    insert_tables(connection, joined)


def insert_tables(connection: Connection, told: Told) -> None:
    """Put in the rows of several tables."""
    for name, values in told.items():
        insert_rows(connection, tables.metadata.tables[name], values)


def insert_rows(connection: Connection, table: Table, values: Sequence[rows.Values]) -> int:
    """Put rows in, and return how many."""
    if values:
        dialect_of(connection).insert(connection, table, values)
    return len(values)


def insert_numbered(connection: Connection, table: Table, values: rows.Values) -> int:
    """Put in a row that counts by itself, and return its number."""
    (key,) = table.primary_key.columns
    number = next_number(connection, table)
    insert_rows(connection, table, [{key.name: number, **values}])
    return number


def reading_values(reading: Reading, run: int) -> rows.Values:
    """Return the row that tells what a run found in a document."""
    counts = {"figures": reading.figures, "omissions": reading.omissions, "problems": reading.problems}
    return {"document": reading.document.sha256, "run": run, **{name: len(found) for name, found in counts.items()}}


def figure_rows(numbered: Numbered, run: int) -> Told:
    """Return the rows of figures, with those of their topics and evidence."""
    return {
        "figures": [rows.figure_values(number, figure, run) for number, figure in numbered],
        "figure_topics": rows.topic_values(numbered),
        "evidence": rows.evidence_values(numbered),
    }


def passage_rows(reading: Reading, run: int) -> Told:
    """Return the rows of what yielded no figure."""
    document = reading.document.sha256
    return {
        "omissions": rows.passage_values(document, run, reading.omissions),
        "problems": rows.passage_values(document, run, reading.problems),
    }


def figure_digests(told: Told) -> list[bytes]:
    """Return the digests of the rows of figures; their numbers are no part of them."""
    topics = {number: [row["topic"] for row in own] for number, own in _by_figure(told["figure_topics"])}
    grounds = {number: list(own) for number, own in _by_figure(told["evidence"])}
    return [
        figure_digest(row, topics.get(row["number"], ()), grounds.get(row["number"], ())) for row in told["figures"]
    ]


def passage_digests(told: Told) -> bytes:
    """Return the digests of the rows of what yielded no figure."""
    return b"".join(row_digests(name, told[name]) for name in ("omissions", "problems"))


def next_number(connection: Connection, table: Table) -> int:
    """Return the number of the next row; the write lock is held, so nobody else takes it."""
    (key,) = table.primary_key.columns
    return (connection.scalar(select(func.max(key))) or 0) + 1


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


def _by_figure(values: Sequence[rows.Values]) -> Iterable[tuple[int, Iterable[rows.Values]]]:
    return groupby(values, itemgetter("figure"))
