"""Add to the ledger. Every function keeps all it was given or nothing; what is there already stays as it is.

start_run(ledger, *, reader, lexicon, program) -> int
add_reading(ledger, reading, run) -> bool
add_readings(ledger, readings, run) -> Iterator[Added]
add_metadata(ledger, document, metadata, origin, *, section=None, by=None) -> int
add_findings(ledger, findings) -> int
add_judgement(ledger, judgement) -> Judgement, add_judgements(ledger, judgements) -> list[Judgement]
add_undo(ledger, *, by, because=None, target=None, only=None) -> tuple[Judgement, Judgement]
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, exists, func, insert, select
from sqlalchemy.exc import DataError

from ledger.errors import DocumentUnreadable, NothingToUndo
from ledger.model.document import METADATA_FIELDS, Document, Metadata, Origin
from ledger.model.event import Act
from ledger.model.finding import Finding
from ledger.model.judgement import Judgement, Verb, holding
from ledger.model.reading import Reading
from ledger.store import rows, tables
from ledger.store.batches import in_batches
from ledger.store.digests import finding_digest, row_digest, row_digests
from ledger.store.engine import Ledger
from ledger.store.faults import translated
from ledger.store.history import append_event
from ledger.store.inserts import (
    insert_figures,
    insert_passages,
    insert_rows,
    next_number,
    reading_detail,
    run_record,
)
from ledger.store.search import add_to_search, retitled
from ledger.store.seen import require_as_seen
from ledger.store.settling import settle_figures


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
    with ledger.writing() as connection:
        last, now = connection.scalar(select(func.max(tables.runs.c.started_at))), datetime.now(UTC)
        began = max(now, last + timedelta.resolution) if last else now  # another ledger's clock may have been ahead
        started = {"reader": reader, "lexicon": lexicon, "program": program, "started_at": began}
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

    Values are added beside the old ones, with who says so and, if typed, when; reading takes the strongest origin,
    then the latest. A value that already is the latest of its origin is not added again.
    """
    with ledger.writing() as connection:
        latest = _latest_values(connection, document, section, origin)
        origins = dict.fromkeys(METADATA_FIELDS, origin)
        wanted = rows.metadata_rows(document, section, metadata, origins)
        at = _later(connection) if origin is Origin.TYPED else None
        stamp = {"by": None if by is None else rows.storable(by), "at": at}
        new = [row | stamp for row in wanted if latest.get(row["field"]) != row["value"]]
        with retitled(connection, document, changed={row["field"] for row in new}):
            number = insert_rows(connection, tables.metadata_values, new)
        if new:
            fields = {row["field"]: row["value"] for row in new}
            detail = {"section": section, "fields": fields, "origin": str(origin)}
            digests = row_digests("metadata_values", new)
            append_event(connection, Act.EDIT, by=by, about=document, detail=detail, rows=digests)
        return number


def add_findings(ledger: Ledger, findings: Iterable[Finding]) -> int:
    """Add the findings that are not there yet, by id; of two with one id the first. Return how many."""
    with ledger.writing() as connection:
        return len(_keep_findings(connection, findings))


def _keep_findings(connection: Connection, findings: Iterable[Finding]) -> list[Finding]:
    wanted: dict[str, Finding] = {}
    for finding in findings:
        wanted.setdefault(finding.id, finding)
    table = tables.findings.c
    there = {
        name for some in in_batches(wanted) for name in connection.scalars(select(table.id).where(table.id.in_(some)))
    }
    new = [finding for name, finding in wanted.items() if name not in there]
    insert_rows(connection, tables.findings, [rows.finding_values(finding) for finding in new])
    insert_rows(connection, tables.finding_figures, rows.finding_figure_values(new))
    for finding in new:
        digest = finding_digest(rows.finding_values(finding), [figure.id for figure in finding.figures])
        append_event(
            connection, Act.FIND, about=finding.id, detail={"reason": rows.storable(finding.reason)}, rows=digest
        )
    return new


def add_judgement(ledger: Ledger, judgement: Judgement) -> Judgement:
    """Add a reviewer's word; what it says it of is left as it is. See `add_judgements`."""
    return add_judgements(ledger, [judgement])[0]


def add_judgements(
    ledger: Ledger,
    judgements: Iterable[Judgement],
    *,
    findings: Sequence[Finding] = (),
    seen: Mapping[str, str] | None = None,
) -> list[Judgement]:
    """Add several judgements, all of them or none, with the findings that they are of; return them as they are kept.

    An undo that names no judgement takes back the latest on its target that holds. Each gets a time later than any
    before, so that their order is told by their times. `seen` is what their reviewer saw, as `fetch_seen` told it.

    Raises:
        NothingToUndo: there is no judgement on the target that an undo could take back.
        ChangedMeanwhile: something is not as it was seen.

    """
    with ledger.writing() as connection:
        require_as_seen(connection, seen or {}, findings)
        _keep_findings(connection, findings)
        return _add_judgements(connection, judgements)


def add_undo(
    ledger: Ledger, *, by: str, because: str | None = None, target: str | None = None, only: str | None = None
) -> tuple[Judgement, Judgement]:
    """Take back the latest judgement that holds, of the whole ledger or on a target, or `only` the one with this id.

    Return the undo as it is kept, and what it took back.

    Raises:
        NothingToUndo: there is none.

    """
    with ledger.writing() as connection:
        undone = _latest_holding(connection, target, only)
        if undone is None:
            raise NothingToUndo(target)
        undo = Judgement(undone.target, Verb.UNDO, by, datetime.now(UTC), because, undoes=undone.id)
        (kept,) = _add_judgements(connection, [undo])
        return kept, undone


def _add_judgements(connection: Connection, judgements: Iterable[Judgement]) -> list[Judgement]:
    kept: list[Judgement] = []
    last = connection.scalar(select(func.max(tables.judgements.c.at)))
    for judgement in map(rows.storable_judgement, judgements):
        at = max(judgement.at, last + timedelta.resolution) if last else judgement.at
        one, last = replace(judgement, at=at), at
        if one.verb is Verb.UNDO and one.undoes is None:
            one = replace(one, undoes=_latest(connection, one.target, kept))
        kept.append(one)
    keep_judgements(connection, kept)
    for one in kept:
        digest = row_digest("judgements", rows.judgement_values(one))
        append_event(connection, Act.JUDGE, by=one.by, about=one.target, rows=digest)
    return kept


def _latest_holding(connection: Connection, target: str | None, only: str | None) -> Judgement | None:
    """Return the last judgement or note that nobody took back, of all that are asked for; see `holding`."""
    table, undo = tables.judgements, tables.judgements.alias()
    # An undo is of the same target, by which there is an index.
    undone = exists().where(undo.c.target == table.c.target, undo.c.undoes == table.c.id)
    asked = [column == name for column, name in ((table.c.target, target), (table.c.id, only)) if name is not None]
    held = select(table).where(table.c.verb != Verb.UNDO.value, ~undone, *asked)
    found = connection.execute(held.order_by(table.c.at.desc(), table.c.id.desc()).limit(1)).one_or_none()
    return None if found is None else rows.judgement_from_row(found)


def keep_judgements(connection: Connection, kept: Sequence[Judgement]) -> None:
    """Add judgements as they are, and work out what they come to."""
    insert_rows(connection, tables.judgements, [rows.judgement_values(one) for one in kept])
    settle_figures(connection, {one.target for one in kept})


def _latest(connection: Connection, target: str, kept: Iterable[Judgement]) -> str:
    table = tables.judgements
    there = map(rows.judgement_from_row, connection.execute(select(table).where(table.c.target == target)))
    held = holding([*there, *(one for one in kept if one.target == target)])
    if not held:
        raise NothingToUndo(target)
    return held[-1].id


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
    numbered = list(enumerate(figures, next_number(connection)))
    told = {
        "documents": [rows.document_values(document, run)],
        "loadings": [rows.loading_values(document)],
        "left_out": rows.left_out_values(document),
        "sections": rows.section_values(document),
        "metadata_values": _known_rows(connection, document),
    }
    for name, values in told.items():
        insert_rows(connection, tables.metadata.tables[name], values)
    insert_rows(connection, tables.readings, [{"document": document.sha256, "run": run, **counts}])
    digests = insert_figures(connection, numbered, run)
    add_to_search(connection, document, numbered)
    passages = insert_passages(connection, reading, run)
    known = b"".join(row_digests(name, values) for name, values in told.items())
    append_event(
        connection,
        Act.ADD,
        about=sha256,
        detail=reading_detail(reading, run_record(connection, run)),
        rows=b"".join([*digests, passages, known]),
    )
    return Added(document, new=True, **counts)


def _known_rows(connection: Connection, document: Document) -> list[rows.Values]:
    """Return what is known of a document as it comes in; what is typed with it has its time, to count by later."""
    known = rows.all_metadata_values(document)
    typed = Origin.TYPED.value
    at = _later(connection) if any(row["origin"] == typed for row in known) else None
    return [row | {"at": at if row["origin"] == typed else None} for row in known]


def _later(connection: Connection) -> datetime:
    """Return now, or what comes after all that was typed before: another ledger's clock may have been ahead."""
    last = connection.scalar(select(func.max(tables.metadata_values.c.at)))
    return max(datetime.now(UTC), last + timedelta.resolution) if last else datetime.now(UTC)


def _latest_values(connection: Connection, document: str, section: int | None, origin: Origin) -> dict[str, Any]:
    known = tables.metadata_values.c
    of_section = known.section.is_(None) if section is None else known.section == section
    query = select(known.field, known.value).where(known.document == document, of_section, known.origin == origin.value)
    return {row.field: row.value for row in connection.execute(query.order_by(*tables.IN_ORDER))}


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
