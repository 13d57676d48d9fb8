"""What the store asks of a database that each kind of it does otherwise, and plain SQL for both.

dialect_of(connection) -> Dialect
ask(connection, query, given=()) -> CursorResult, in SQL with `?` for each value
"""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

from sqlalchemy import Connection, CursorResult, Table

Values = dict[str, Any]  # one row, by column
Words = Sequence[Any]
"""What the search knows a figure by: its number, surface, quote, noun, title, place and attribution."""


class Dialect(Protocol):
    """How one kind of database keeps a ledger."""

    def worded(self, query: str) -> str:
        """Return a query as the driver wants it, that has `?` for each value."""

    def insert(self, connection: Connection, table: Table, values: Sequence[Values]) -> None:
        """Put in rows that all have the same columns; a number that they do not have is the next of its table."""

    def as_kept(self, connection: Connection) -> AbstractContextManager[None]:
        """Read texts whatever their bytes."""

    def require_ledger(self, connection: Connection, name: str, *, write: bool) -> None:
        """Make sure that what was opened is a ledger that this user may read, or write."""

    def find_revision(self, connection: Connection) -> str | None:
        """Return the revision of the tables, None where there are none yet."""

    def require_sound(self, connection: Connection, name: str) -> None:
        """Refuse a ledger whose pages are damaged."""

    def add_words(self, connection: Connection, words: Sequence[Words]) -> None:
        """Let figures be found by these words."""

    def drop_words(self, connection: Connection, words: Sequence[Words]) -> None:
        """Let figures be found no more that were to be found by these words."""

    def guard(self, table: str) -> Iterable[str]:
        """Return the statements by which rows of a table stay as they were added."""


def dialect_of(connection: Connection) -> Dialect:
    """Return how the database behind a connection keeps a ledger."""
    if connection.dialect.name == "postgresql":
        from ledger.store.dialects.postgres import Postgres  # a ledger in a file needs no driver of a server

        return Postgres()
    from ledger.store.dialects.sqlite import Sqlite

    return Sqlite()


def ask(connection: Connection, query: str, given: Sequence[Any] = ()) -> "CursorResult[*tuple[Any, ...]]":
    """Ask in plain SQL, with `?` for each value: rows as the database keeps them, nothing made of them."""
    return connection.exec_driver_sql(dialect_of(connection).worded(query), tuple(given))
