"""The history of a ledger: entries appended with every change, in the change itself.

append_event(connection, act, …) -> Event
fetch_events(ledger) -> list[Event]
"""

from collections.abc import Mapping
from datetime import UTC, datetime

from sqlalchemy import Connection, insert, select

from ledger.model.event import Act, Event
from ledger.store.engine import Ledger
from ledger.store.rows import event_from_row, event_values, storable
from ledger.store.tables import events


def append_event(
    connection: Connection,
    act: Act,
    *,
    by: str | None = None,
    about: str | None = None,
    detail: Mapping[str, object] | None = None,
    rows: bytes = b"",
) -> Event:
    """Append an entry to this ledger's own chain; the write lock is held, so nobody else takes its place."""
    last = connection.execute(select(events).where(events.c.own).order_by(events.c.sequence.desc()).limit(1)).one()
    before = event_from_row(last)
    at = max(datetime.now(UTC), before.at)
    told = None if by is None else storable(by)
    event = Event(before.chain, before.position + 1, at, told, act, about, detail or {}, rows, last.hash)
    connection.execute(insert(events), [{**event_values(event), "own": True}])
    return event


def fetch_events(ledger: Ledger) -> list[Event]:
    """Return all entries in the order in which they came into this ledger."""
    with ledger.reading() as connection:
        return [event_from_row(row) for row in connection.execute(select(events).order_by(events.c.sequence))]
