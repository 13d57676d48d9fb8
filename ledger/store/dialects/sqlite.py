"""How SQLite keeps a ledger."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any

from sqlalchemy import Connection, Table, insert, text

from ledger.errors import LedgerDamaged
from ledger.store.dialects.dialect import Values, Words

_WORDS = "surface, quote, noun, title, place, attribution"
_ADD = f"INSERT INTO figures_search (rowid, {_WORDS}) VALUES (?, ?, ?, ?, ?, ?, ?)"  # noqa: S608  # words of our own
_DROP = f"INSERT INTO figures_search (figures_search, rowid, {_WORDS}) VALUES ('delete', ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608


class Sqlite:
    """A ledger in a file. Its search is FTS5's, which keeps no words: they are taken out by being given again."""

    def worded(self, query: str) -> str:
        """Return the query as it is."""
        return query

    def insert(self, connection: Connection, table: Table, values: Sequence[Values]) -> None:
        """Put in rows; plain texts and numbers go past the work that SQLAlchemy does on each value, twice as quick."""
        names = list(values[0])
        if any(
            table.c[name].type.dialect_impl(connection.dialect).bind_processor(connection.dialect) for name in names
        ):
            connection.execute(insert(table), list(values))
            return
        statement = insert(table).compile(dialect=connection.dialect, column_keys=names)
        order = statement.positiontup or names
        connection.exec_driver_sql(str(statement), [tuple(row[name] for name in order) for row in values])

    @contextmanager
    def as_kept(self, connection: Connection) -> Iterator[None]:
        """Read texts whatever their bytes: what was altered may be no text any more."""
        driver: Any = connection.connection.dbapi_connection
        before = driver.text_factory
        driver.text_factory = partial(str, encoding="utf-8", errors="surrogateescape")
        try:
            yield
        finally:
            driver.text_factory = before

    def require_ledger(self, connection: Connection, name: str, *, write: bool) -> None:
        """Look at nothing: the file was looked at before it was opened."""

    def find_revision(self, connection: Connection) -> str | None:
        """Return the revision of the tables, None where there are none yet."""
        made = connection.scalar(text("SELECT count(*) FROM sqlite_master WHERE name = 'alembic_version'"))
        found = connection.scalar(text("SELECT version_num FROM alembic_version")) if made else None
        return None if found is None else str(found)

    def require_sound(self, connection: Connection, name: str) -> None:
        """Read every page, and refuse the file where one is not as SQLite left it."""
        told = [str(row[0]) for row in connection.execute(text("PRAGMA quick_check(1)"))]
        if told != ["ok"]:
            raise LedgerDamaged(name, "; ".join(told))

    def add_words(self, connection: Connection, words: Sequence[Words]) -> None:
        """Let figures be found by these words."""
        connection.exec_driver_sql(_ADD, list(map(tuple, words)))

    def drop_words(self, connection: Connection, words: Sequence[Words]) -> None:
        """Let figures be found no more: these must be the words that they are found by."""
        connection.exec_driver_sql(_DROP, list(map(tuple, words)))

    def guard(self, table: str) -> Iterable[str]:
        """Return the triggers that refuse to change or remove a row."""
        for act in ("update", "delete"):
            yield (
                f"CREATE TRIGGER {table}_no_{act} BEFORE {act.upper()} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, 'rows of {table} are only ever added'); END"
            )
