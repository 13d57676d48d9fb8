"""By what the texts of a ledger were read, and how its history ends.

fetch_readers(ledger, documents) -> list[tuple[str, str]]
fetch_head(ledger) -> tuple[str, int]
"""

from collections.abc import Collection

from sqlalchemy import func, select

from ledger.store.engine import Ledger
from ledger.store.tables import events, readings, runs


def fetch_readers(ledger: Ledger, documents: Collection[str]) -> list[tuple[str, str]]:
    """Return each version of the program and fingerprint of its word tables that read some of these documents."""
    query = select(readings.c.document, runs.c.reader, runs.c.lexicon).join(runs, runs.c.id == readings.c.run)
    with ledger.reading() as connection:
        return sorted({(row.reader, row.lexicon) for row in connection.execute(query) if row.document in documents})


def fetch_head(ledger: Ledger) -> tuple[str, int]:
    """Return the name of the last entry of the ledger's own history, and how many entries there are in all."""
    last = select(events.c.hash).where(events.c.own).order_by(events.c.sequence.desc()).limit(1)
    with ledger.reading() as connection:
        number = connection.scalar(select(func.count()).select_from(events)) or 0
        return connection.scalar(last) or "", number
