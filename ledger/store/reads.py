"""All but the figures fetched from the ledger: documents, topics, what was passed over, judgements, findings.

has_document(ledger, sha256) -> bool
count_documents(ledger) -> int, count_figures(ledger) -> int
fetch_documents(ledger) -> list[DocumentEntry], fetch_document(ledger, sha256) -> Document
fetch_kept(ledger, sha256) -> Kept
fetch_topic_counts(ledger) -> list[TopicCount], fetch_places(ledger) -> list[Place], fetch_units(ledger) -> list[str]
fetch_omissions(ledger, document=None) -> Iterator[Passage], fetch_problems(…) the same
fetch_judgements(ledger, target=None) -> list[Judgement]
fetch_finding(ledger, id_or_beginning) -> Finding, fetch_finding_status(ledger) -> dict[str, FindingStatus]
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, Table, func, select

from ledger.errors import AmbiguousId, UnknownId
from ledger.model.document import Decoding, Document, LeftOut, Metadata, Origin, Section
from ledger.model.figure import Place, Status
from ledger.model.finding import Finding, FindingKind, FindingStatus, Gate
from ledger.model.judgement import Judgement
from ledger.model.span import Span
from ledger.store import tables
from ledger.store.engine import Ledger
from ledger.store.filters import FigureFilter
from ledger.store.queries import fetch_statuses, stream_figures
from ledger.store.rows import (
    NOTHING_KNOWN,
    AnyRow,
    Known,
    effective_metadata,
    judgement_from_row,
    section_from_row,
)
from ledger.store.standing import finding_statuses

_IDS_SHOWN = 5


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
    """Return how many figures are in the ledger, rejected ones too."""
    return _count(ledger, tables.figures)


def _count(ledger: Ledger, table: Table) -> int:
    with ledger.reading() as connection:
        return connection.scalar(select(func.count()).select_from(table)) or 0


# Documents


def fetch_documents(ledger: Ledger) -> list[DocumentEntry]:
    """Return all documents by path, with sections, effective metadata and counts; no text is read."""
    documents, readings, runs = tables.documents.c, tables.readings, tables.runs.c
    counts = [func.sum(readings.c[name]).label(name) for name in ("figures", "omissions", "problems")]
    columns = (documents.sha256, documents.path, documents.size, runs.started_at)
    query = (
        select(*columns, *counts)
        .join(tables.runs, runs.id == documents.added_run)
        .join(readings, readings.c.document == documents.sha256)
        .group_by(*columns)
        .order_by(documents.path, documents.sha256)
    )
    with ledger.reading() as connection:
        known = _known(connection)
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
        known = _known(connection, sha256)
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
        metadata = _known(connection, sha256).get((sha256, None), NOTHING_KNOWN)[0]
        return Kept(path, metadata, _loadings(connection, sha256).get(sha256, Loading()))


def _loadings(connection: Connection, document: str | None = None) -> dict[str, Loading]:
    rows = connection.execute(_of(document, select(tables.loadings), tables.loadings))
    return {
        row.document: Loading(row.format, row.encoding, row.decoded_by and Decoding(row.decoded_by)) for row in rows
    }


def _loading(row: AnyRow) -> Loading:
    return Loading(row.format, row.encoding, Decoding(row.decoded_by) if row.decoded_by else None)


def _left_out(connection: Connection, document: str | None = None) -> dict[str, list[LeftOut]]:
    table = tables.left_out
    found: dict[str, list[LeftOut]] = {}
    for row in connection.execute(_of(document, select(table).order_by(table.c.document, table.c.position), table)):
        found.setdefault(row.document, []).append(LeftOut(row.reason, row.numbers, row.sample))
    return found


def _of(document: str | None, query: Select[Any], table: Table) -> Select[Any]:
    """Narrow a query to one document, where one is named."""
    return query if document is None else query.where(table.c.document == document)


def _known(connection: Connection, document: str | None = None) -> dict[tuple[str, int | None], Known]:
    values = tables.metadata_values
    query = select(values).order_by(values.c.sequence)
    return effective_metadata(connection.execute(_of(document, query, values)))


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
    """Return how many figures each topic and measure has, rejected ones left out.

    A figure of two topics counts in both.
    """
    figures, topics = tables.figures, tables.figure_topics
    columns = (topics.c.topic, figures.c.measure)
    joined = figures.outerjoin(topics, topics.c.figure == figures.c.number)
    judged = figures.c.id.in_(select(tables.judgements.c.target))
    with ledger.reading() as connection:
        statuses = fetch_statuses(connection)
        unjudged = select(*columns, func.count()).select_from(joined).where(~judged).group_by(*columns)
        counts = Counter({(topic, measure): count for topic, measure, count in connection.execute(unjudged)})
        for name, topic, measure in connection.execute(
            select(figures.c.id, *columns).select_from(joined).where(judged)
        ):
            counts[topic, measure] += statuses.get(name) is not Status.REJECTED
    named = sorted(counts.items(), key=lambda item: [part or "" for part in item[0]])
    return [TopicCount(topic, measure, count) for (topic, measure), count in named if count]


def fetch_places(ledger: Ledger) -> list[Place]:
    """Return every place that some figure is about, by name."""
    columns = tables.figures.c
    query = select(columns.place_name, columns.place_code, columns.place_within).distinct()
    named = query.where(columns.place_name.is_not(None)).order_by(columns.place_name, columns.place_code)
    with ledger.reading() as connection:
        return [Place(name, code, tuple(within.split())) for name, code, within in connection.execute(named)]


def fetch_units(ledger: Ledger) -> list[str]:
    """Return every unit that some figure has, the most frequent first."""
    unit = tables.figures.c.unit
    query = select(unit).where(unit.is_not(None)).group_by(unit).order_by(func.count().desc(), unit)
    with ledger.reading() as connection:
        return list(connection.scalars(query))


def fetch_omissions(ledger: Ledger, document: str | None = None) -> Iterator[Passage]:
    """Yield the numbers passed over, by path and start; of one document if its content hash is given."""
    return _passages(ledger, tables.omissions, document)


def fetch_problems(ledger: Ledger, document: str | None = None) -> Iterator[Passage]:
    """Yield what could not be read, by path and start; of one document if its content hash is given."""
    return _passages(ledger, tables.problems, document)


def _passages(ledger: Ledger, table: Table, document: str | None) -> Iterator[Passage]:
    documents = tables.documents.c
    query = select(table, documents.path).join(tables.documents, documents.sha256 == table.c.document)
    ordered = _of(document, query, table).order_by(documents.path, documents.sha256, table.c.start, table.c.sequence)
    with ledger.reading() as connection:
        for row in connection.execute(ordered.execution_options(yield_per=1000)):
            yield Passage(row.path, row.document, Span(row.start, row.end), row.surface, row.reason)


# Judgements and findings


def fetch_judgements(ledger: Ledger, target: str | None = None) -> list[Judgement]:
    """Return every judgement in the order they were made, undone ones too; `standing` says which hold."""
    table = tables.judgements
    query = select(table).order_by(table.c.sequence)
    wanted = query if target is None else query.where(table.c.target == target)
    with ledger.reading() as connection:
        return list(map(judgement_from_row, connection.execute(wanted)))


def fetch_finding_status(ledger: Ledger) -> dict[str, FindingStatus]:
    """Return the status of each finding that was judged; the rest are open."""
    return finding_statuses(fetch_judgements(ledger))


def fetch_finding(ledger: Ledger, name: str) -> Finding:
    """Return the finding with this id, or the only one whose id begins so, among those added.

    Raises:
        UnknownId, AmbiguousId: none, or several, begin so.

    """
    table = tables.findings
    begin = name if name.startswith("c-") else f"c-{name}"
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
    figures = {figure.id: figure for figure in stream_figures(connection, FigureFilter.of_ids(*names))} if names else {}
    judged = tables.judgements
    told = connection.execute(select(judged).where(judged.c.target == row.id).order_by(judged.c.sequence))
    statuses = finding_statuses(map(judgement_from_row, told))
    return Finding(
        kind=FindingKind(row.kind),
        check=row.check_name,
        severity=row.severity,
        figures=tuple(figures[name] for name in names),
        reason=row.reason,
        assumed=tuple(map(Gate, row.assumed.split())),
        status=statuses.get(row.id, FindingStatus.OPEN),
    )
