"""What the entries of the history are about: judgements by their digests, figures as their sources read, paths.

fetch_told_judgements(ledger) -> dict[bytes, Judgement]
fetch_readings(ledger, names) -> dict[str, list[Figure]]
fetch_rival_readings(ledger, figure) -> tuple[Figure, ...]
fetch_paths(ledger) -> dict[str, str], fetch_reasons(ledger) -> dict[str, str]
find_figures(ledger, name) -> dict[str, str]
fetch_figure_ids(ledger, document) -> set[str]
fetch_own_names(ledger) -> list[str]
"""

from collections.abc import Iterable

from sqlalchemy import select

from ledger.model.figure import Figure, Status
from ledger.model.judgement import Judgement
from ledger.store.digests import row_digest
from ledger.store.engine import Ledger
from ledger.store.queries import rows_as_read
from ledger.store.rows import judgement_from_row, judgement_values
from ledger.store.tables import documents, events, figures, findings, judgements

_FIGURE = "f-"
_AFTER_ANY_DIGIT = "g"  # ids go on in hexadecimal
_SHOWN = 5


def fetch_told_judgements(ledger: Ledger) -> dict[bytes, Judgement]:
    """Return every judgement by the digest under which the history knows it."""
    with ledger.reading() as connection:
        told = map(judgement_from_row, connection.execute(select(judgements)))
        return {row_digest("judgements", judgement_values(one)): one for one in told}


def fetch_readings(ledger: Ledger, names: Iterable[str]) -> dict[str, list[Figure]]:
    """Return the figures with these ids as they were read, whatever was said of them: every reading, oldest first.

    What is read no more is there too.
    """
    read: dict[str, list[Figure]] = {}
    with ledger.reading() as connection:
        for _, figure in rows_as_read(connection, sorted(set(names))):
            read.setdefault(figure.id, []).append(figure)
    return read


def fetch_rival_readings(ledger: Ledger, figure: Figure) -> tuple[Figure, ...]:
    """Return every reading of a figure that is disputed, which it may be since two were judged; of others none."""
    return tuple(fetch_readings(ledger, [figure.id])[figure.id]) if figure.status is Status.DISPUTED else ()


def fetch_paths(ledger: Ledger) -> dict[str, str]:
    """Return the path of each document, by the hash of its content."""
    with ledger.reading() as connection:
        found = connection.execute(select(documents.c.sha256, documents.c.path))
        return {row.sha256: row.path for row in found}


def fetch_reasons(ledger: Ledger) -> dict[str, str]:
    """Return what each finding says that was kept to be judged, by its id."""
    with ledger.reading() as connection:
        return {row.id: row.reason for row in connection.execute(select(findings.c.id, findings.c.reason))}


def find_figures(ledger: Ledger, name: str) -> dict[str, str]:
    """Return some figures whose ids begin so, each with its document; also those that are read no more."""
    begin = name if name.startswith(_FIGURE) else _FIGURE + name
    table = figures.c
    fits = (table.id >= begin, table.id < begin + _AFTER_ANY_DIGIT)
    query = select(table.id, table.document).where(*fits).distinct().order_by(table.id).limit(_SHOWN)
    with ledger.reading() as connection:
        return {row.id: row.document for row in connection.execute(query)}


def fetch_figure_ids(ledger: Ledger, document: str) -> set[str]:
    """Return the ids of all figures ever read of a document."""
    with ledger.reading() as connection:
        return set(connection.scalars(select(figures.c.id).where(figures.c.document == document)))


def fetch_own_names(ledger: Ledger) -> list[str]:
    """Return the names of the entries that were made in this ledger, in their order; the last is the head of it."""
    with ledger.reading() as connection:
        return list(connection.scalars(select(events.c.hash).where(events.c.own).order_by(events.c.sequence)))
