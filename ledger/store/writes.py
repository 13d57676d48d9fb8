"""Add to the ledger. Every function keeps all it was given or nothing; what is there already stays as it is.

start_run(ledger, *, reader, lexicon, program) -> int
add_reading(ledger, reading, run) -> bool
add_readings(ledger, readings, run) -> Iterator[Added]
add_metadata(ledger, document, metadata, origin, *, section=None, by=None) -> int
add_findings(ledger, findings) -> int
add_judgement(ledger, judgement) -> Judgement, add_judgements(ledger, judgements) -> list[Judgement]
add_undo(ledger, *, by, because=None, target=None, only=None) -> tuple[Judgement, Judgement]
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, exists, func, select
from sqlalchemy.exc import DBAPIError

from ledger.errors import DocumentUnreadable, NothingToUndo, NulRefused
from ledger.model.document import METADATA_FIELDS, Document, Metadata, Origin
from ledger.model.event import Act
from ledger.model.finding import Finding
from ledger.model.judgement import Judgement, Verb, holding
from ledger.model.reading import Reading
from ledger.store import rows, tables
from ledger.store.batches import in_batches
from ledger.store.digests import finding_digest, row_digest, row_digests
from ledger.store.engine import Ledger
from ledger.store.faults import is_too_big, translated
from ledger.store.history import News, append_event, append_events
from ledger.store.inserts import (
    NewReading,
    insert_numbered,
    insert_readings,
    insert_rows,
    new_reading,
    next_number,
    reading_detail,
    run_record,
)
from ledger.store.search import add_to_search, retitled
from ledger.store.seen import require_as_seen
from ledger.store.settling import settle_figures

# What is kept in one change: so many documents, or so large ones, that what a change costs is little beside them.
MOST_TOGETHER = 64
_LARGEST = 1_000_000  # characters
_A_FIGURE = 500  # characters that a figure's rows are as large as


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one reading; `new` is False where the same content was there already."""

    document: Document
    figures: int = 0
    omissions: int = 0
    problems: int = 0
    new: bool = False


def start_run(ledger: Ledger, *, reader: str, lexicon: str, program: str) -> int:
    """Note that the reader is about to read, with its version and that of its words; return the run's number."""
    with ledger.writing() as connection:
        last, now = connection.scalar(select(func.max(tables.runs.c.started_at))), datetime.now(UTC)
        began = max(now, last + timedelta.resolution) if last else now  # another ledger's clock may have been ahead
        started = {"reader": reader, "lexicon": lexicon, "program": program, "started_at": began}
        return insert_numbered(connection, tables.runs, started)


def add_reading(ledger: Ledger, reading: Reading, run: int) -> bool:
    """Add a document with all that was read in it; False where the same content is there already."""
    return all(added.new for added in add_readings(ledger, [reading], run))


def add_readings(ledger: Ledger, readings: Iterable[Reading], run: int) -> Iterator[Added]:
    """Add documents with all that was read in them, each whole or not at all, and tell of each as it is kept.

    Some are kept in one change, which costs little more than one of them does by itself. Nothing is locked between
    two changes, so a slow reader keeps no one else waiting.

    Raises:
        DocumentUnreadable: the text cannot be kept as it is; those before it are in.

    """
    with translated(ledger.name), ledger.engine.connect() as connection:
        for together in _together(readings):
            try:
                with ledger.change(connection):
                    added = _add(connection, together, run)
            except _UNSTORABLE:
                for reading in together:  # one of them cannot be kept: the others can
                    with _unstorable(reading.document), ledger.change(connection):
                        added = _add(connection, [reading], run)
                    yield from added
            else:
                yield from added


def _together(readings: Iterable[Reading]) -> Iterator[list[Reading]]:
    """Yield the readings that are kept in one change."""
    some: list[Reading] = []
    size = 0
    for reading in readings:
        some.append(reading)
        size += len(reading.document.text) + _A_FIGURE * len(reading.figures)
        if len(some) >= MOST_TOGETHER or size >= _LARGEST:
            yield some
            some, size = [], 0
    if some:
        yield some


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


def _add(connection: Connection, readings: Sequence[Reading], run: int) -> list[Added]:
    """Add what is new among some readings, a statement for all rows of a table, and tell of each."""
    there = _there(connection, readings)
    kept: list[NewReading] = []
    added: list[Added] = []
    number, clock = next_number(connection, tables.figures), None
    for reading in readings:
        document = reading.document
        if document.sha256 in there:
            added.append(Added(document))
            continue
        there.add(document.sha256)
        known = rows.all_metadata_values(document)
        if any(row["origin"] == Origin.TYPED.value for row in known):
            clock = max(datetime.now(UTC), clock + timedelta.resolution) if clock else _later(connection)
        kept.append(new_reading(reading, run, number, _timed(known, clock)))
        number += len(reading.figures)
        figures, omissions, problems = map(len, (reading.figures, reading.omissions, reading.problems))
        added.append(Added(document, figures, omissions, problems, new=True))
    insert_readings(connection, kept)
    for one in kept:
        add_to_search(connection, one.reading.document, one.numbered)
    record = run_record(connection, run)
    told = (
        News(Act.ADD, about=one.reading.document.sha256, detail=reading_detail(one.reading, record), rows=one.digests)
        for one in kept
    )
    append_events(connection, told)
    return added


def _there(connection: Connection, readings: Sequence[Reading]) -> set[str]:
    """Return which of the documents are in the ledger."""
    known = tables.documents.c.sha256
    names = [reading.document.sha256 for reading in readings]
    return {sha256 for some in in_batches(names) for sha256 in connection.scalars(select(known).where(known.in_(some)))}


def _timed(known: Iterable[rows.Values], at: datetime | None) -> list[rows.Values]:
    """Return what is known of a document as it comes in; what is typed with it has its time, to count by later."""
    return [row | {"at": at if row["origin"] == Origin.TYPED.value else None} for row in known]


def _later(connection: Connection) -> datetime:
    """Return now, or what comes after all that was typed before: another ledger's clock may have been ahead."""
    last = connection.scalar(select(func.max(tables.metadata_values.c.at)))
    return max(datetime.now(UTC), last + timedelta.resolution) if last else datetime.now(UTC)


def _latest_values(connection: Connection, document: str, section: int | None, origin: Origin) -> dict[str, Any]:
    known = tables.metadata_values.c
    of_section = known.section.is_(None) if section is None else known.section == section
    query = select(known.field, known.value).where(known.document == document, of_section, known.origin == origin.value)
    return {row.field: row.value for row in connection.execute(query.order_by(*tables.IN_ORDER))}


_UNSTORABLE = (NulRefused, UnicodeEncodeError, DBAPIError, OverflowError)


@contextmanager
def _unstorable(document: Document) -> Iterator[None]:
    """Name the document whose text no database can hold: half a surrogate pair, or too long for one row."""
    try:
        yield
    except NulRefused as error:
        reason, remedy = (
            "its text holds a NUL, which no ledger on a server keeps",
            "Add it to one in a file.",
        )
        raise DocumentUnreadable(rows.storable(document.path), reason, remedy) from error
    except UnicodeEncodeError as error:
        reason, remedy = "its text holds half of a character", "Save it as UTF-8 and add it again."
        raise DocumentUnreadable(rows.storable(document.path), reason, remedy) from error
    except (DBAPIError, OverflowError) as error:
        if isinstance(error, DBAPIError) and not is_too_big(error):
            raise
        reason, remedy = "it is larger than the ledger can hold", "Split it and add the parts."
        raise DocumentUnreadable(rows.storable(document.path), reason, remedy) from error
