"""All but the figures fetched from the ledger: documents, topics, what was passed over, judgements, findings.

has_document(ledger, sha256) -> bool
count_documents(ledger) -> int, count_figures(ledger) -> int
fetch_documents(ledger) -> list[DocumentEntry], fetch_document(ledger, sha256) -> Document
fetch_kept(ledger, sha256) -> Kept
fetch_topic_counts(ledger) -> list[TopicCount], fetch_places(ledger) -> list[Place], fetch_units(ledger) -> list[str]
fetch_omissions(ledger, document=None) -> Iterator[Passage], fetch_problems(…) the same
fetch_judgements(ledger, target=None) -> list[Judgement]
fetch_judgements_on(ledger, targets) -> dict[str, list[Judgement]]
fetch_finding(ledger, id_or_beginning) -> Finding
fetch_finding_judgements(ledger) -> dict[str, list[Judgement]]
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, ScalarSelect, Select, Table, and_, func, select

from ledger.errors import AmbiguousId, UnknownId
from ledger.model.correction import Field
from ledger.model.document import Decoding, Document, LeftOut, Metadata, Origin, Section
from ledger.model.figure import Place, Status
from ledger.model.finding import Finding, FindingKind, Gate
from ledger.model.judgement import Judgement
from ledger.model.span import Span
from ledger.model.standing import by_target, finding_status
from ledger.store import tables
from ledger.store.batches import in_batches
from ledger.store.engine import Ledger
from ledger.store.filters import FigureFilter
from ledger.store.known import known_of
from ledger.store.queries import stream_figures
from ledger.store.rows import (
    NOTHING_KNOWN,
    AnyRow,
    Known,
    changes_from_text,
    judgement_from_row,
    section_from_row,
)

_IDS_SHOWN = 5
_FINDING, _BEHIND_FINDINGS = "c-", "c."  # what ids of findings begin with, and what comes next in order


@dataclass(frozen=True, slots=True)
class Loading:
    """How a file became text; a ledger made by an older version does not know the encoding."""

    format: str = "text"
    encoding: str | None = None
    decoded_by: Decoding | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """A document as far as one can tell whether a file of the same content would be read alike."""

    path: str
    metadata: Metadata
    loading: Loading


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """A document in the ledger without its text: what is known of it, and what was read in it.

    `origins` says of each known metadata field where its value comes from; `left_out` what the text does not have.
    """

    sha256: str
    path: str
    size: int
    metadata: Metadata
    origins: tuple[tuple[str, Origin], ...]
    sections: tuple[Section, ...]
    added_at: datetime
    figures: int
    omissions: int
    problems: int
    loading: Loading
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True, slots=True)
class TopicCount:
    """How many figures speak of one measure within one topic; None is without."""

    topic: str | None
    measure: str | None
    figures: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of a document that yielded no figure, and why."""

    path: str
    document: str
    span: Span
    surface: str
    reason: str


def has_document(ledger: Ledger, sha256: str) -> bool:
    """Tell whether a document with this content is in the ledger."""
    query = select(tables.documents.c.sha256).where(tables.documents.c.sha256 == sha256)
    with ledger.reading() as connection:
        return connection.scalar(query) is not None


def count_documents(ledger: Ledger) -> int:
    """Return how many documents are in the ledger."""
    return _count(ledger, tables.documents)


def count_figures(ledger: Ledger) -> int:
    """Return how many figures are in the ledger, rejected ones too; one that was read again counts once."""
    with ledger.reading() as connection:
        return connection.scalar(select(func.count()).select_from(tables.figures).where(*_counting())) or 0


def _count(ledger: Ledger, table: Table) -> int:
    with ledger.reading() as connection:
        return connection.scalar(select(func.count()).select_from(table)) or 0


# Documents


def fetch_documents(ledger: Ledger) -> list[DocumentEntry]:
    """Return all documents by path, with sections, effective metadata and counts; no text is read."""
    documents, readings, runs = tables.documents.c, tables.readings, tables.runs.c
    counts = [func.max(readings.c[name]).label(name) for name in ("figures", "omissions", "problems")]
    columns = (documents.sha256, documents.path, documents.size, runs.started_at)
    query = (
        select(*columns, *counts)
        .join(tables.runs, runs.id == documents.added_run)
        .join(readings, and_(readings.c.document == documents.sha256, readings.c.run == _newest_run(documents.sha256)))
        .group_by(*columns)
        .order_by(documents.path, documents.sha256)
    )
    with ledger.reading() as connection:
        known = known_of(connection)
        beside = _Beside(known, _sections(connection, known), _loadings(connection), _left_out(connection))
        return [_document_entry(row, beside) for row in connection.execute(query)]


@dataclass(frozen=True, slots=True)
class _Beside:
    """What stands in other tables of each document."""

    known: dict[tuple[str, int | None], Known]
    sections: dict[str, list[Section]]
    loadings: dict[str, Loading]
    left_out: dict[str, list[LeftOut]]


def _document_entry(row: AnyRow, beside: _Beside) -> DocumentEntry:
    metadata, origins = beside.known.get((row.sha256, None), NOTHING_KNOWN)
    return DocumentEntry(
        sha256=row.sha256,
        path=row.path,
        size=row.size,
        metadata=metadata,
        origins=origins,
        sections=tuple(beside.sections.get(row.sha256, ())),
        added_at=row.started_at,
        figures=row.figures,
        omissions=row.omissions,
        problems=row.problems,
        loading=beside.loadings.get(row.sha256, Loading()),
        left_out=tuple(beside.left_out.get(row.sha256, ())),
    )


def fetch_document(ledger: Ledger, sha256: str) -> Document:
    """Return a document as it was loaded, with what is now known about it.

    Raises:
        UnknownId: no document has this content hash.

    """
    with ledger.reading() as connection:
        row = connection.execute(select(tables.documents).where(tables.documents.c.sha256 == sha256)).one_or_none()
        if row is None:
            raise UnknownId("document", sha256)
        known = known_of(connection, [sha256])
        metadata, origins = known.get((sha256, None), NOTHING_KNOWN)
        loading = _loadings(connection, sha256).get(sha256, Loading())
        return Document(
            text=row.text,
            sha256=row.sha256,
            path=row.path,
            metadata=metadata,
            sections=tuple(_sections(connection, known, sha256).get(sha256, ())),
            origins=origins,
            pages=tuple(row.pages),
            size=row.size,
            format=loading.format,
            encoding=loading.encoding,
            decoded_by=loading.decoded_by,
            left_out=tuple(_left_out(connection, sha256).get(sha256, ())),
        )


def fetch_kept(ledger: Ledger, sha256: str) -> Kept:
    """Return under which path a document is kept, how its file became text, and what is known about it now.

    Raises:
        UnknownId: no document has this content hash.

    """
    table = tables.documents.c
    with ledger.reading() as connection:
        path = connection.scalar(select(table.path).where(table.sha256 == sha256))
        if path is None:
            raise UnknownId("document", sha256)
        metadata = known_of(connection, [sha256]).get((sha256, None), NOTHING_KNOWN)[0]
        return Kept(path, metadata, _loadings(connection, sha256).get(sha256, Loading()))


def _loadings(connection: Connection, document: str | None = None) -> dict[str, Loading]:
    rows = connection.execute(_of(document, select(tables.loadings), tables.loadings))
    return {
        row.document: Loading(row.format, row.encoding, row.decoded_by and Decoding(row.decoded_by)) for row in rows
    }


def _left_out(connection: Connection, document: str | None = None) -> dict[str, list[LeftOut]]:
    table = tables.left_out
    found: dict[str, list[LeftOut]] = {}
    for row in connection.execute(_of(document, select(table).order_by(table.c.document, table.c.position), table)):
        found.setdefault(row.document, []).append(LeftOut(row.reason, row.numbers, row.sample))
    return found


def _of(document: str | None, query: Select[Any], table: Table) -> Select[Any]:
    """Narrow a query to one document, where one is named."""
    return query if document is None else query.where(table.c.document == document)


def _sections(
    connection: Connection, known: dict[tuple[str, int | None], Known], document: str | None = None
) -> dict[str, list[Section]]:
    table = tables.sections
    query = select(table).order_by(table.c.document, table.c.number)
    sections: dict[str, list[Section]] = {}
    for row in connection.execute(_of(document, query, table)):
        metadata = known.get((row.document, row.number), NOTHING_KNOWN)[0]
        sections.setdefault(row.document, []).append(section_from_row(row, metadata))
    return sections


# Figures counted, and what was passed over


def fetch_topic_counts(ledger: Ledger) -> list[TopicCount]:
    """Return how many figures each topic and measure has, rejected ones left out, corrected ones as they are now.

    A figure of two topics counts in both.
    """
    figures, topics, judged = tables.figures, tables.figure_topics, tables.standings
    columns = (topics.c.topic, figures.c.measure)
    joined = figures.outerjoin(topics, topics.c.figure == figures.c.number)
    apart = select(judged.c.target).where(judged.c.status.in_([Status.REJECTED.value, Status.CORRECTED.value]))
    as_read = select(*columns, func.count()).select_from(joined).where(*_counting(), figures.c.id.not_in(apart))
    with ledger.reading() as connection:
        grouped = connection.execute(as_read.group_by(*columns))
        counts = Counter({(topic, measure): count for topic, measure, count in grouped})
        for row in connection.execute(select(judged.c.topics, judged.c.measure).where(_corrected())):
            counts.update((topic, row.measure) for topic in json.loads(row.topics or "[]") or [None])
    named = sorted(counts.items(), key=lambda item: [part or "" for part in item[0]])
    return [TopicCount(topic, measure, count) for (topic, measure), count in named if count]


def fetch_places(ledger: Ledger) -> list[Place]:
    """Return every place that some figure is about, by name."""
    columns, judged = tables.figures.c, tables.standings.c
    named = (columns.place_name, columns.place_code, columns.place_within)
    query = select(*named, func.count()).where(columns.place_name.is_not(None), *_counting()).group_by(*named)
    otherwise = select(judged.changes, *named).join(tables.figures, columns.id == judged.target)
    with ledger.reading() as connection:
        counts = Counter({_place(*place): number for *place, number in connection.execute(query)})
        for changes, *place in connection.execute(otherwise.where(_corrected(), *_counting())):
            told = dict(changes_from_text(changes)).get(Field.PLACE)
            if told is not None:
                now = json.loads(told)
                counts[_place(*place)] -= 1
                counts[now and Place(now["name"], now["code"], tuple(now["within"]))] += 1
    found = [place for place, number in counts.items() if place is not None and number > 0]
    return sorted(found, key=lambda place: (place.name, place.code or ""))


def _place(name: str | None, code: str | None, within: str | None) -> Place | None:
    return None if name is None else Place(name, code, tuple((within or "").split()))


def fetch_units(ledger: Ledger) -> list[str]:
    """Return every unit that some figure has, the most frequent first."""
    figures, judged = tables.figures, tables.standings
    query = select(figures.c.unit, func.count()).where(*_counting()).group_by(figures.c.unit)
    otherwise = select(figures.c.unit, judged.c.unit).join(judged, judged.c.target == figures.c.id)
    with ledger.reading() as connection:
        counts = Counter(dict(tuple(row) for row in connection.execute(query)))
        for read, now in connection.execute(otherwise.where(_corrected(), *_counting())):
            counts[read] -= 1
            counts[now] += 1
    found = [(unit, number) for unit, number in counts.items() if unit is not None and number > 0]
    return [unit for unit, _ in sorted(found, key=lambda item: (-item[1], item[0]))]


def _counting() -> list[ColumnElement[bool]]:
    """Ask for the rows of figures that count, of each figure the one reading."""
    return [tables.figures.c.number.not_in(select(tables.retired.c.figure))]


def _corrected() -> ColumnElement[bool]:
    return tables.standings.c.status == Status.CORRECTED.value


def fetch_omissions(ledger: Ledger, document: str | None = None) -> Iterator[Passage]:
    """Yield the numbers passed over, by path and start; of one document if its content hash is given."""
    return _passages(ledger, tables.omissions, document)


def fetch_problems(ledger: Ledger, document: str | None = None) -> Iterator[Passage]:
    """Yield what could not be read, by path and start; of one document if its content hash is given."""
    return _passages(ledger, tables.problems, document)


def _passages(ledger: Ledger, table: Table, document: str | None) -> Iterator[Passage]:
    documents = tables.documents.c
    query = select(table, documents.path).join(tables.documents, documents.sha256 == table.c.document)
    newest = _of(document, query, table).where(table.c.run == _newest_run(table.c.document))
    ordered = newest.order_by(documents.path, documents.sha256, table.c.start, table.c.sequence)
    rows = ordered.execution_options(yield_per=1000)
    with ledger.reading() as connection, connection.execute(rows) as found:
        for row in found:
            yield Passage(row.path, row.document, Span(row.start, row.end), row.surface, row.reason)


def _newest_run(document: ColumnElement[str]) -> ScalarSelect[int]:
    """Return the run that last found something new in a document."""
    readings, runs = tables.readings.alias(), tables.runs.alias()
    of_one = select(readings.c.run).join(runs, runs.c.id == readings.c.run).where(readings.c.document == document)
    return of_one.order_by(runs.c.started_at.desc(), runs.c.id.desc()).limit(1).scalar_subquery()


# Judgements and findings


def fetch_judgements(ledger: Ledger, target: str | None = None) -> list[Judgement]:
    """Return every judgement in the order they were made, undone ones too; `holding` says which hold."""
    table = tables.judgements
    query = select(table).order_by(table.c.sequence)
    wanted = query if target is None else query.where(table.c.target == target)
    with ledger.reading() as connection:
        return list(map(judgement_from_row, connection.execute(wanted)))


def fetch_judgements_on(ledger: Ledger, targets: Iterable[str]) -> dict[str, list[Judgement]]:
    """Return what was said of each of these figures and findings that was judged."""
    table = tables.judgements
    query = select(table).order_by(table.c.sequence)
    told: dict[str, list[Judgement]] = {}
    with ledger.reading() as connection:
        for some in in_batches(targets):
            told |= by_target(map(judgement_from_row, connection.execute(query.where(table.c.target.in_(some)))))
    return told


def fetch_finding_judgements(ledger: Ledger) -> dict[str, list[Judgement]]:
    """Return what was said of each finding that was judged."""
    table = tables.judgements
    of_findings = (table.c.target >= _FINDING, table.c.target < _BEHIND_FINDINGS)
    query = select(table).where(*of_findings).order_by(table.c.sequence)
    with ledger.reading() as connection:
        return by_target(map(judgement_from_row, connection.execute(query)))


def fetch_finding(ledger: Ledger, name: str) -> Finding:
    """Return the finding with this id, or the only one whose id begins so, among those added.

    Raises:
        UnknownId, AmbiguousId: none, or several, begin so.

    """
    table = tables.findings
    begin = name if name.startswith(_FINDING) else f"{_FINDING}{name}"
    query = select(table).where(table.c.id >= begin, table.c.id < f"{begin}g").order_by(table.c.id).limit(_IDS_SHOWN)
    with ledger.reading() as connection:
        found = connection.execute(query).all()
        if len(found) > 1:
            raise AmbiguousId("finding", name, [row.id for row in found])
        if not found:
            raise UnknownId("finding", name)
        return _finding(connection, found[0])


def _finding(connection: Connection, row: AnyRow) -> Finding:
    table = tables.finding_figures.c
    names = list(connection.scalars(select(table.figure).where(table.finding == row.id).order_by(table.position)))
    figures = {}
    if names:
        asked = FigureFilter.of_ids(*names)
        gone = stream_figures(connection, replace(asked, gone=True))
        figures = {figure.id: figure for figure in (*gone, *stream_figures(connection, asked))}
    judged = tables.judgements
    told = connection.execute(select(judged).where(judged.c.target == row.id).order_by(judged.c.sequence))
    status = finding_status(map(judgement_from_row, told))
    return Finding(
        kind=FindingKind(row.kind),
        check=row.check_name,
        severity=row.severity,
        figures=tuple(figures[name] for name in names if name in figures),
        reason=row.reason,
        assumed=tuple(map(Gate, row.assumed.split())),
        status=status,
    )
