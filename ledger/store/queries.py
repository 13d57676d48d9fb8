"""Figures fetched from the ledger as a stream: some hundred rows at a time, never the whole of it.

fetch_figures(ledger, wanted=FigureFilter()) -> Iterator[Figure], by path and start
fetch_figure(ledger, id_or_beginning) -> Figure
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Select, select

from ledger.errors import AmbiguousId, UnknownId
from ledger.model.correction import corrected
from ledger.model.figure import Evidence, Figure, Source, Status
from ledger.model.standing import UNJUDGED, Standing
from ledger.store.batches import AT_ONCE, in_batches
from ledger.store.engine import Ledger
from ledger.store.filters import (
    FigureFilter,
    asks_of_reading,
    figure_passes,
    figures_query,
    leads_to_rows,
    row_passes,
    source_passes,
    words_pass,
)
from ledger.store.known import known_of
from ledger.store.rows import (
    NOTHING_KNOWN,
    AnyRow,
    figure_from_row,
    make_evidence,
    source_of,
)
from ledger.store.standings import any_corrected, fetch_standings
from ledger.store.tables import documents, evidence, figure_topics, figures
from ledger.store.texts import Shelf

_IDS_SHOWN = 5
_FIRST = 32  # rows: what is shown of a listing first is often all that is looked at
_DOCUMENTS = 16  # asked for their figures at a time


def fetch_figures(ledger: Ledger, wanted: FigureFilter | None = None) -> Iterator[Figure]:
    """Yield the figures wanted, by path and start; rejected ones are left out unless asked for.

    All are seen as the ledger stands when the first is fetched.
    """
    with ledger.reading() as connection:
        yield from stream_figures(connection, wanted or FigureFilter())


def fetch_figure(ledger: Ledger, name: str) -> Figure:
    """Return the figure with this id, or the only one whose id begins so; rejected ones too.

    Where none counts, one that is read no more.

    Raises:
        UnknownId, AmbiguousId: none, or several, begin so.

    """
    asked = FigureFilter.of_ids(name)
    found = list(islice(fetch_figures(ledger, asked), _IDS_SHOWN))
    found = found or list(islice(fetch_figures(ledger, replace(asked, gone=True)), _IDS_SHOWN))
    if not found:
        raise UnknownId("figure", name)
    if len(found) > 1:
        raise AmbiguousId("figure", name, [figure.id for figure in found])
    return found[0]


def stream_figures(connection: Connection, wanted: FigureFilter) -> Iterator[Figure]:
    """Yield the figures wanted, as this connection sees the ledger."""
    shelf = Shelf(connection)
    query = figures_query(wanted, or_corrected=asks_of_reading(wanted) and any_corrected(connection))
    for batch in _batches(connection, query, wanted):
        standings = fetch_standings(connection, [row.id for row in batch])
        passed = [row for row in batch if row_passes(row, wanted, standings.get(row.id, UNJUDGED).status)]
        for figure in _make_figures(connection, _choose(passed, connection, shelf, wanted, standings), standings):
            if figure.as_read is None or figure_passes(figure, wanted):
                yield figure


def _batches(connection: Connection, query: Select[Any], wanted: FigureFilter) -> Iterator[Sequence[AnyRow]]:
    """Yield the rows of a query some hundred at a time, the first of them soon.

    Where no index leads to what is wanted, some documents are asked after the other: all rows of a ledger would have
    to be sorted before the first of them is shown.
    """
    if leads_to_rows(wanted):
        yield from _parts(connection, query)
        return
    for some in _documents(connection, wanted):
        yield from _parts(connection, query.where(figures.c.document.in_(some)))


def _parts(connection: Connection, query: Select[Any]) -> Iterator[Sequence[AnyRow]]:
    with connection.execute(query.execution_options(stream_results=True, max_row_buffer=AT_ONCE)) as rows:
        size = _FIRST
        while part := rows.fetchmany(size):
            yield part
            size = AT_ONCE


def _documents(connection: Connection, wanted: FigureFilter) -> Iterator[list[str]]:
    """Yield the documents by path, some at a time, those left out of which nothing is told by the source wanted."""
    ordered = select(documents.c.sha256).order_by(documents.c.path, documents.c.sha256)
    with connection.execute(ordered.execution_options(yield_per=_DOCUMENTS)) as found:
        for some in found.scalars().partitions():
            if told := [*some] if wanted.source is None else _told_by(connection, some, wanted):
                yield told


def _told_by(connection: Connection, some: Sequence[str], wanted: FigureFilter) -> list[str]:
    known = known_of(connection, some)
    passing = {
        document
        for (document, _), (own, _) in known.items()
        if source_passes(own.over(known.get((document, None), NOTHING_KNOWN)[0]), wanted)
    }
    return [document for document in some if document in passing]


def rows_as_read(
    connection: Connection, ids: Iterable[str], shelf: Shelf | None = None
) -> Iterator[tuple[int, Figure]]:
    """Yield every row of the figures with these ids as it was read, with its number; retired ones too, oldest first."""
    shelf = shelf or Shelf(connection)
    query = select(figures, documents.c.path).join(documents, documents.c.sha256 == figures.c.document)
    for some in in_batches(ids):
        wanted = query.where(figures.c.id.in_(some)).order_by(figures.c.document, figures.c.number)
        rows = connection.execute(wanted).all()
        chosen = _choose(rows, connection, shelf, FigureFilter(), {})
        yield from zip((row.number for row in rows), _make_figures(connection, chosen, {}), strict=True)


_Chosen = tuple[AnyRow, Source, str]  # a figure's row, its source and its quote


def _choose(
    rows: Sequence[AnyRow],
    connection: Connection,
    shelf: Shelf,
    wanted: FigureFilter,
    standings: Mapping[str, Standing],
) -> list[_Chosen]:
    """Keep the rows whose source and words are asked for, each with its source and quote.

    The words of a corrected figure are asked for when it is read as corrected.
    """
    sources = _sources(connection, rows)
    chosen = []
    for row in rows:
        source = sources[row.document, row.section, row.voice]
        if not source_passes(source, wanted):
            continue
        quote = shelf.words(row.document, row.quote_start, row.quote_end)
        told_otherwise = standings.get(row.id, UNJUDGED).status is Status.CORRECTED
        if told_otherwise or words_pass((quote, row.noun), wanted):
            chosen.append((row, source, quote))
    return chosen


def _make_figures(
    connection: Connection, chosen: Sequence[_Chosen], standings: Mapping[str, Standing]
) -> Iterator[Figure]:
    numbers = [row.number for row, _, _ in chosen]
    topics, grounds = _topics(connection, numbers), _evidence(connection, numbers)
    for row, source, quote in chosen:
        standing = standings.get(row.id, UNJUDGED)
        told, why = topics.get(row.number, ()), grounds.get(row.number, ())
        status = (
            Status.UNREVIEWED if standing.changes else standing.status
        )  # nobody has said so of what its source reads
        figure = figure_from_row(row, source, quote, told, why, status)
        yield corrected(figure, standing.changes) if standing.changes else figure


def _sources(connection: Connection, rows: Iterable[AnyRow]) -> dict[tuple[str, int | None, str], Source]:
    """Return the source of each document, section and voice among the rows."""
    places = {(row.document, row.section, row.voice): row.path for row in rows}
    names = {document for document, _, _ in places}
    known = known_of(connection, names)
    sources = {}
    for (document, section, voice), path in places.items():
        own, base = known.get((document, section), NOTHING_KNOWN)[0], known.get((document, None), NOTHING_KNOWN)[0]
        sources[document, section, voice] = source_of(document, path, section, voice, own.over(base))
    return sources


def _topics(connection: Connection, numbers: Sequence[int]) -> dict[int, list[str]]:
    table = figure_topics.c
    query = select(table.figure, table.topic).where(table.figure.in_(numbers)).order_by(table.figure, table.position)
    topics: dict[int, list[str]] = {}
    for figure, topic in connection.execute(query).all():
        topics.setdefault(figure, []).append(topic)
    return topics


def _evidence(connection: Connection, numbers: Sequence[int]) -> dict[int, list[Evidence]]:
    table = evidence.c
    columns = (table.figure, table.part, table.basis, table.rule, table.start, table.end)
    query = select(*columns).where(table.figure.in_(numbers)).order_by(table.figure, table.position)
    grounds: dict[int, list[Evidence]] = {}
    for figure, part, basis, rule, start, end in connection.execute(query).all():
        grounds.setdefault(figure, []).append(make_evidence(part, basis, rule, start, end))
    return grounds
