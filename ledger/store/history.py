"""The history of a ledger: entries appended with every change, in the change itself.

append_event(connection, act, …), append_events(connection, news)
fetch_entries(ledger, concern=None, …) -> list[Entry]
fetch_authors(ledger, concern=None) -> list[str], fetch_head(ledger) -> tuple[str, int]
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from ledger.model.event import Act, Event
from ledger.store.chains import Entry
from ledger.store.engine import Ledger
from ledger.store.inserts import insert_rows
from ledger.store.rows import event_from_row, event_values, storable
from ledger.store.tables import events, figures


@dataclass(frozen=True, slots=True)
class News:
    """What an entry tells, before it has its place in the chain."""

    act: Act
    by: str | None = None
    about: str | None = None
    detail: Mapping[str, object] = field(default_factory=dict)
    rows: bytes = b""


def append_event(
    connection: Connection,
    act: Act,
    *,
    by: str | None = None,
    about: str | None = None,
    detail: Mapping[str, object] | None = None,
    rows: bytes = b"",
) -> None:
    """Append an entry to this ledger's own chain; see `append_events`."""
    append_events(connection, [News(act, by, about, detail or {}, rows)])


def append_events(connection: Connection, news: Iterable[News]) -> None:
    """Append entries to this ledger's own chain; the write lock is held, so nobody else takes their places."""
    last = connection.execute(select(events).where(events.c.own).order_by(events.c.sequence.desc()).limit(1)).one()
    before, after, made = event_from_row(last), last.hash, []
    for one in news:
        by = None if one.by is None else storable(one.by)
        at = max(datetime.now(UTC), before.at)
        before = Event(before.chain, before.position + 1, at, by, one.act, one.about, one.detail, one.rows, after)
        values = event_values(before)
        after = values["hash"]
        made.append({**values, "own": True})
    insert_rows(connection, events, made)


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
