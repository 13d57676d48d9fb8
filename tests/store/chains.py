"""The history of a ledger held against what the ledger has."""

from collections import Counter
from collections.abc import Iterator, Sequence

from sqlalchemy import select

from ledger.model.event import FIRST, Event
from ledger.store.dialects.dialect import ask
from ledger.store.digests import finding_digest, row_digest, stored_figures, stored_rows
from ledger.store.engine import Ledger
from ledger.store.rows import event_from_row
from ledger.store.tables import events

OF_DOCUMENTS = ("loadings", "left_out", "sections", "metadata_values", "omissions", "problems")


def fetch_events(ledger: Ledger) -> list[Event]:
    """Return all entries in the order in which they came into this ledger."""
    with ledger.reading() as connection:
        return [event_from_row(row) for row in connection.execute(select(events).order_by(events.c.sequence))]


def require_one_chain(events: Sequence[Event]) -> None:
    """Make sure that each entry names the one before, from the first on, and that time never goes back."""
    assert [event.position for event in events] == list(range(len(events)))
    assert len({event.chain for event in events}) == 1
    assert [event.before for event in events] == [FIRST, *(event.hash for event in events)][:-1]
    assert [event.at for event in events] == sorted(event.at for event in events)


def require_told_of(ledger: Ledger) -> None:
    """Make sure that the entries tell of every row that the ledger has, and of no other.

    Of a text that was read again they tell of every figure again, those too that kept their rows.
    """
    brought = Counter(digest for event in fetch_events(ledger) for digest in event.digests)
    stored = Counter(_stored(ledger))
    assert set(brought) == set(stored)
    assert stored <= brought


def _stored(ledger: Ledger) -> Iterator[bytes]:
    with ledger.reading() as connection:
        for (document,) in ask(connection, "SELECT sha256 FROM documents").all():
            yield from (digest for _, _, digest in stored_figures(connection, document))
            for table in OF_DOCUMENTS:
                yield from (row_digest(table, row) for row in stored_rows(connection, table, "document = ?", document))
        for table in ("documents", "judgements"):
            yield from (row_digest(table, row) for row in stored_rows(connection, table, "1 = 1"))
        for row in stored_rows(connection, "findings", "1 = 1"):
            query = "SELECT figure FROM finding_figures WHERE finding = ? ORDER BY position"
            figures = ask(connection, query, (row["id"],)).scalars().all()
            yield finding_digest(row, figures)
