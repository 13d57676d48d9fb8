"""Add to the ledger. Every function keeps all it was given or nothing; what is there already stays as it is.

start_run(ledger, *, reader, lexicon, program) -> int
add_reading(ledger, reading, run) -> bool
add_readings(ledger, readings, run) -> Iterator[Added]
add_metadata(ledger, document, metadata, origin, *, section=None, by=None) -> int
add_findings(ledger, findings) -> int
add_judgement(ledger, judgement) -> None, add_judgements(ledger, judgements) -> None
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select
from sqlalchemy.exc import DataError

from ledger.errors import DocumentUnreadable
from ledger.model.document import METADATA_FIELDS, Document, Metadata, Origin
from ledger.model.finding import Finding
from ledger.model.judgement import Judgement
from ledger.model.reading import Reading
from ledger.store import rows, tables
from ledger.store.engine import Ledger
from ledger.store.faults import translated
from ledger.store.search import add_to_search, searched_anew


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one reading; `new` is False where the same content was there already."""

    document: Document
    new: bool
    figures: int = 0
    omissions: int = 0
    problems: int = 0


def start_run(ledger: Ledger, *, reader: str, lexicon: str, program: str) -> int:
    """Note that the reader is about to read, with its version and that of its words; return the run's number."""
    started = {"reader": reader, "lexicon": lexicon, "program": program, "started_at": datetime.now(UTC)}
    with ledger.writing() as connection:
        made = connection.execute(insert(tables.runs).values(**started)).inserted_primary_key
        assert made is not None  # noqa: S101  (one row was added)
        return int(made[0])


def add_reading(ledger: Ledger, reading: Reading, run: int) -> bool:
    """Add a document with all that was read in it; False where the same content is there already."""
    return all(added.new for added in add_readings(ledger, [reading], run))


def add_readings(ledger: Ledger, readings: Iterable[Reading], run: int) -> Iterator[Added]:
    """Add documents with all that was read in them, each whole or not at all, and tell of each as it is kept.

    Nothing is locked between two documents, so a slow reader keeps no one else waiting.

    Raises:
        DocumentUnreadable: the text cannot be kept as it is; those before it are in.

    """
    with translated(ledger.name), ledger.engine.connect() as connection:
        for reading in readings:
            with _unstorable(reading.document), ledger.change(connection):
                added = _add(connection, reading, run)
            yield added


def add_metadata(
    ledger: Ledger,
    document: str,
    metadata: Metadata,
    origin: Origin,
    *,
    section: int | None = None,
    by: str | None = None,
) -> int:
    """Add what is now known about a document, or one of its sections; return how many values were new.

    Values are added beside the old ones, with who says so and when; reading takes the strongest origin, then the
    latest. A value that already is the latest of its origin is not added again.
    """
    with ledger.writing() as connection:
        latest = _latest_values(connection, document, section, origin)
        origins = dict.fromkeys(METADATA_FIELDS, origin)
        wanted = rows.metadata_rows(document, section, metadata, origins)
        stamp = {"by": None if by is None else rows.storable(by), "at": None if by is None else datetime.now(UTC)}
        new = [row | stamp for row in wanted if latest.get(row["field"]) != row["value"]]
        with searched_anew(connection, document, changed={row["field"] for row in new}):
            return _insert(connection, tables.metadata_values, new)


def add_findings(ledger: Ledger, findings: Iterable[Finding]) -> int:
    """Add the findings that are not there yet, by id; of two with one id the first. Return how many."""
    wanted: dict[str, Finding] = {}
    for finding in findings:
        wanted.setdefault(finding.id, finding)
    with ledger.writing() as connection:
        there = set(connection.scalars(select(tables.findings.c.id)))
        new = [finding for name, finding in wanted.items() if name not in there]
        _insert(connection, tables.findings, [rows.finding_values(finding) for finding in new])
        _insert(connection, tables.finding_figures, rows.finding_figure_values(new))
    return len(new)


def add_judgement(ledger: Ledger, judgement: Judgement) -> None:
    """Add a reviewer's word; what it says it of is left as it is."""
    add_judgements(ledger, [judgement])


def add_judgements(ledger: Ledger, judgements: Iterable[Judgement]) -> None:
    """Add several judgements, all of them or none."""
    with ledger.writing() as connection:
        _insert(connection, tables.judgements, [rows.judgement_values(judgement) for judgement in judgements])


def _add(connection: Connection, reading: Reading, run: int) -> Added:
    document, figures = reading.document, reading.figures
    documents = tables.documents
    sha256 = document.sha256
    if connection.scalar(select(documents.c.sha256).where(documents.c.sha256 == sha256)) is not None:
        return Added(document, new=False)
    counts = {
        "figures": len(figures),
        "omissions": len(reading.omissions),
        "problems": len(reading.problems),
    }
    numbered = list(enumerate(figures, _next_number(connection)))
    _insert(connection, documents, [rows.document_values(document, run)])
    _insert(connection, tables.loadings, [rows.loading_values(document)])
    _insert(connection, tables.left_out, rows.left_out_values(document))
    _insert(connection, tables.sections, rows.section_values(document))
    _insert(connection, tables.metadata_values, rows.all_metadata_values(document))
    _insert(connection, tables.readings, [{"document": document.sha256, "run": run, **counts}])
    _insert(connection, tables.figures, [rows.figure_values(number, figure, run) for number, figure in numbered])
    _insert_plain(connection, tables.figure_topics, rows.topic_values(numbered))
    _insert_plain(connection, tables.evidence, rows.evidence_values(numbered))
    add_to_search(connection, document, numbered)
    _insert(connection, tables.omissions, rows.passage_values(document.sha256, run, reading.omissions))
    _insert(connection, tables.problems, rows.passage_values(document.sha256, run, reading.problems))
    return Added(document, new=True, **counts)


def _next_number(connection: Connection) -> int:
    """Return the number of the next figure; the write lock is held, so nobody else takes it."""
    return (connection.scalar(select(func.max(tables.figures.c.number))) or 0) + 1


def _insert(connection: Connection, table: Table, values: list[rows.Values]) -> int:
    if values:
        connection.execute(insert(table), values)
    return len(values)


def _insert_plain(connection: Connection, table: Table, values: list[rows.Values]) -> None:
    """Add rows of plain texts and numbers, past the work that SQLAlchemy does on each value: twice as quick."""
    if not values:
        return
    statement = insert(table).compile(dialect=connection.dialect, column_keys=list(values[0]))
    names = statement.positiontup  # None where the driver takes values by name
    given = [tuple(row[name] for name in names) for row in values] if names else values
    connection.exec_driver_sql(str(statement), given)


def _latest_values(connection: Connection, document: str, section: int | None, origin: Origin) -> dict[str, Any]:
    known = tables.metadata_values.c
    of_section = known.section.is_(None) if section is None else known.section == section
    query = select(known.field, known.value).where(known.document == document, of_section, known.origin == origin.value)
    return {row.field: row.value for row in connection.execute(query.order_by(known.sequence))}


@contextmanager
def _unstorable(document: Document) -> Iterator[None]:
    """Name the document whose text no database can hold: half a surrogate pair, or too long for one row."""
    try:
        yield
    except UnicodeEncodeError as error:
        reason, remedy = "its text holds half of a character", "Save it as UTF-8 and add it again."
        raise DocumentUnreadable(rows.storable(document.path), reason, remedy) from error
    except (DataError, OverflowError) as error:
        if isinstance(error, DataError) and not _too_big(error.orig):
            raise
        reason, remedy = "it is larger than the ledger can hold", "Split it and add the parts."
        raise DocumentUnreadable(rows.storable(document.path), reason, remedy) from error


def _too_big(error: BaseException | None) -> bool:
    return getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_TOOBIG
