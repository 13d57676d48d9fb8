"""The texts that are cited on their own, and the text of each document.

fetch_works(ledger) -> list[Work], in the order they were added
fetch_text(ledger, sha256) -> str
"""

from sqlalchemy import select

from ledger.model.document import Work
from ledger.store.engine import Ledger
from ledger.store.rows import NOTHING_KNOWN, effective_metadata
from ledger.store.tables import documents, metadata_values, runs, sections


def fetch_works(ledger: Ledger) -> list[Work]:
    """Return every document and each of its sections, as they were known when they were added.

    What was corrected since is left aside, and what somebody typed who added them to another ledger, so that whatever
    is made of them stays as it is.
    """
    values, known = metadata_values.c, metadata_values
    first = select(known).where(values.by.is_(None)).order_by(values.sequence.desc())  # the last row counts
    added = select(documents.c.sha256, documents.c.path).join(runs, runs.c.id == documents.c.added_run)
    added = added.order_by(runs.c.started_at, documents.c.path, documents.c.sha256)
    numbers = select(sections.c.document, sections.c.number).order_by(sections.c.document, sections.c.number)
    with ledger.reading() as connection:
        told = {key: metadata for key, (metadata, _) in effective_metadata(connection.execute(first)).items()}
        parts: dict[str, list[int]] = {}
        for document, number in connection.execute(numbers):
            parts.setdefault(document, []).append(number)
        works = []
        for document, path in connection.execute(added):
            whole = told.get((document, None), NOTHING_KNOWN[0])
            works.append(Work(document, None, whole, path))
            for number in parts.get(document, ()):
                own = told.get((document, number))
                works.append(Work(document, number, own.over(whole) if own else whole, path))
    return works


def fetch_text(ledger: Ledger, sha256: str) -> str:
    """Return the text of a document that the ledger has."""
    with ledger.reading() as connection:
        found = connection.execute(select(documents.c.text).where(documents.c.sha256 == sha256))
        return str(found.scalar_one())
