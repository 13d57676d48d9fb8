"""What the entries of the history are about: judgements by their digests, figures as their sources read, paths.

fetch_told_judgements(ledger, targets) -> dict[bytes, Judgement]
fetch_readings(ledger, names) -> dict[str, list[Figure]]
fetch_rival_readings(ledger, figure) -> tuple[Figure, ...]
fetch_paths(ledger, names) -> dict[str, str], fetch_reasons(ledger, names) -> dict[str, str]
find_figures(ledger, name) -> dict[str, str]
"""

from collections.abc import Iterable
from itertools import chain

from sqlalchemy import Column, select

from ledger.model.figure import Figure, Status
from ledger.model.judgement import Judgement
from ledger.store.batches import in_batches
from ledger.store.digests import row_digest
from ledger.store.engine import Ledger
from ledger.store.queries import rows_as_read
from ledger.store.reads import fetch_judgements_on
from ledger.store.rows import judgement_values
from ledger.store.tables import documents, figures, findings

_FIGURE = "f-"
_AFTER_ANY_DIGIT = "g"  # ids go on in hexadecimal
_SHOWN = 5


def fetch_told_judgements(ledger: Ledger, targets: Iterable[str]) -> dict[bytes, Judgement]:
    """Return the judgements on these figures and findings by the digest under which the history knows each."""
    told = chain.from_iterable(fetch_judgements_on(ledger, targets).values())
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


def fetch_paths(ledger: Ledger, names: Iterable[str]) -> dict[str, str]:
    """Return the path of each of these documents, by the hash of its content."""
    return _fetched(ledger, documents.c.sha256, documents.c.path, names)


def fetch_reasons(ledger: Ledger, names: Iterable[str]) -> dict[str, str]:
    """Return what each of these findings says that was kept to be judged, by its id."""
    return _fetched(ledger, findings.c.id, findings.c.reason, names)


def _fetched(ledger: Ledger, key: Column[str], value: Column[str], names: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    with ledger.reading() as connection:
        for some in in_batches(names):
            rows = connection.execute(select(key, value).where(key.in_(some)))
            found |= {row[0]: row[1] for row in rows}
    return found


def find_figures(ledger: Ledger, name: str) -> dict[str, str]:
    """Return some figures whose ids begin so, each with its document; also those that are read no more."""
    begin = name if name.startswith(_FIGURE) else _FIGURE + name
    table = figures.c
    fits = (table.id >= begin, table.id < begin + _AFTER_ANY_DIGIT)
    query = select(table.id, table.document).where(*fits).distinct().order_by(table.id).limit(_SHOWN)
    with ledger.reading() as connection:
        return {row.id: row.document for row in connection.execute(query)}
