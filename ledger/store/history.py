"""The history of a ledger: entries appended with every change, in the change itself.

append_event(connection, act, …) -> Event
fetch_entries(ledger, concern=None, …) -> list[Entry]
fetch_authors(ledger, concern=None) -> list[str], fetch_head(ledger) -> tuple[str, int]
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, Connection, and_, func, insert, or_, select

from ledger.model.event import Act, Event
from ledger.store.chains import Entry
from ledger.store.engine import Ledger
from ledger.store.rows import event_from_row, event_values, storable
from ledger.store.tables import events, figures


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


@dataclass(frozen=True, slots=True)
class Concern:
    """What entries are asked about: a figure, a finding or a document, by its whole name.

    `read` is the document whose adding and reading concerns it too, `figures` asks for those of a document's figures.
    """

    name: str
    read: str | None = None
    figures: bool = False


def fetch_entries(
    ledger: Ledger,
    concern: Concern | None = None,
    *,
    by: str | None = None,
    limit: int | None = None,
    newest: bool = False,
) -> list[Entry]:
    """Return the entries asked for by their times: the oldest first, or the newest, and no more than the limit."""
    asked = [] if by is None else [events.c.by == by]
    order = (events.c.at, events.c.sequence)
    query = select(events).where(*asked, *_concerning(concern)).limit(limit)
    with ledger.reading() as connection:
        found = connection.execute(query.order_by(*(column.desc() if newest else column for column in order)))
        return [Entry(event_from_row(row), row.own) for row in found]


def fetch_authors(ledger: Ledger, concern: Concern | None = None) -> list[str]:
    """Return who did anything that is told in the entries asked for."""
    query = select(events.c.by).where(events.c.by.is_not(None), *_concerning(concern)).distinct()
    with ledger.reading() as connection:
        return sorted(filter(None, connection.scalars(query)))


def fetch_head(ledger: Ledger) -> tuple[str, int]:
    """Return the name of the last entry made in this ledger, and how many entries there are in all."""
    last = select(events.c.hash).where(events.c.own).order_by(events.c.sequence.desc()).limit(1)
    with ledger.reading() as connection:
        number = connection.scalar(select(func.count()).select_from(events)) or 0
        return connection.scalar(last) or "", number


def _concerning(concern: Concern | None) -> list[ColumnElement[bool]]:
    if concern is None:
        return []
    about = [events.c.about == concern.name]
    if concern.read is not None:
        reading = events.c.act.in_([Act.ADD.value, Act.REREAD.value])
        about.append(and_(events.c.about == concern.read, reading))
    if concern.figures:
        about.append(events.c.about.in_(select(figures.c.id).where(figures.c.document == concern.name)))
    return [or_(*about)]
