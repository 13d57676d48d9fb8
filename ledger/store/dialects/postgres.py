"""How PostgreSQL keeps a ledger.

Rows are numbered by the writer, who holds the lock of all writers: sequences leave gaps where a change is taken back,
and by its gaps the history tells what is gone.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import Column, Connection, Table, func, select
from sqlalchemy.exc import DBAPIError

from ledger.errors import LedgerMissing, NotALedgerThere, RoleReadOnly, ServerUnreadable
from ledger.store.dialects.dialect import Values, Words
from ledger.store.filters import folded

# Stands in the comment on the table of revisions, which other programs have too under this very name.
MARK = "Figl: the tables of a figure ledger"

_STATE = f"""
SELECT to_regclass('alembic_version') IS NOT NULL,
  obj_description(to_regclass('alembic_version'), 'pg_class') = '{MARK}',
  has_table_privilege(to_regclass('alembic_version'), 'SELECT'),
  coalesce(has_table_privilege(to_regclass('events'), 'INSERT'), true)
    AND NOT pg_is_in_recovery() AND NOT current_setting('default_transaction_read_only')::boolean
"""  # all words are our own
_REFUSE = """
CREATE OR REPLACE FUNCTION refuse_to_change() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = 'rows of ' || TG_TABLE_NAME || ' are only ever added';
END$$
"""
_WORD = re.compile(r"[^\W_]+")
_LONGEST = 500  # signs of a word; four bytes each, and PostgreSQL takes 2,046
_MOST = 900_000  # bytes of all the words of a figure, of which PostgreSQL takes 1,048,575
_APART = 50  # places between two columns, so that no phrase goes from one into the next
_LAST = 16_383  # place that PostgreSQL counts up to


class Postgres:
    """A ledger on a server."""

    def worded(self, query: str) -> str:
        """Return the query with the driver's signs for values."""
        return query.replace("%", "%%").replace("?", "%s")

    def insert(self, connection: Connection, table: Table, values: Sequence[Values]) -> None:
        """Put in rows by COPY, in one go whatever their number."""
        first = {} if (key := _left_to_number(table, values[0])) is None else {key.name: _next(connection, key)}
        rows = [{name: number + place for name, number in first.items()} | row for place, row in enumerate(values)]
        _copy(connection, table.name, rows, [table.c[name] for name in rows[0]])

    @contextmanager
    def as_kept(self, connection: Connection) -> Iterator[None]:  # noqa: ARG002  # nothing is to be set
        """Change nothing: a server takes no bytes for a text that are none."""
        yield

    def require_ledger(self, connection: Connection, name: str, *, write: bool) -> None:
        """Make sure that the tables are there, are a ledger's, and may be read or written."""
        there, marked, readable, writable = connection.exec_driver_sql(_STATE).one()
        if not there:
            raise LedgerMissing(name)
        if not marked:
            raise NotALedgerThere(name)
        if not readable:
            raise ServerUnreadable(name)
        if write and not writable:
            raise RoleReadOnly(name)

    def find_revision(self, connection: Connection) -> str | None:
        """Return the revision of the tables, None where there are none yet."""
        made = connection.exec_driver_sql("SELECT to_regclass('alembic_version')").scalar()
        return made and connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()

    def require_sound(self, connection: Connection, name: str) -> None:
        """Look at nothing: the server looks after its pages, and tells where one that is read is damaged."""

    def add_words(self, connection: Connection, words: Sequence[Words]) -> None:
        """Let figures be found by these words, kept as the words of other programs' questions: folded."""
        rows = [{"number": number, "words": search_vector(texts)} for number, *texts in words]
        _copy(connection, "figures_search", rows)

    def drop_words(self, connection: Connection, words: Sequence[Words]) -> None:
        """Let figures be found no more."""
        numbers = [number for number, *_ in words]
        connection.exec_driver_sql("DELETE FROM figures_search WHERE number = ANY (%s)", (numbers,))

    def guard(self, table: str) -> Iterable[str]:
        """Return the triggers that refuse to change or remove a row, or to empty the table."""
        yield _REFUSE
        for act in ("update", "delete"):
            when = f"BEFORE {act.upper()} ON {table} FOR EACH ROW"
            yield f"CREATE TRIGGER {table}_no_{act} {when} EXECUTE FUNCTION refuse_to_change()"
        when = f"BEFORE TRUNCATE ON {table} FOR EACH STATEMENT"
        yield f"CREATE TRIGGER {table}_no_truncate {when} EXECUTE FUNCTION refuse_to_change()"


def search_vector(texts: Iterable[str | None]) -> str:
    """Return the words of some texts, folded, with their places, as PostgreSQL writes them.

    >>> search_vector(["412", None, "Policías, en 2019"])
    "'412':1 'policias':102 'en':103 '2019':104"
    """
    places: dict[str, list[int]] = {}
    last, size = 0, 0
    for text in texts:
        for found in _WORD.finditer(folded(text or "")):
            last, word = last + 1, found[0][:_LONGEST]
            size += 0 if word in places else len(word.encode()) + 16
            if size > _MOST:
                break
            places.setdefault(word, []).append(min(last, _LAST))
        last += _APART
    return " ".join(f"'{word}':{','.join(map(str, at))}" for word, at in places.items())


def _left_to_number(table: Table, row: Values) -> Column[Any] | None:
    key = table.autoincrement_column
    return None if key is None or key.name in row else key


def _next(connection: Connection, key: Column[Any]) -> int:
    return (connection.scalar(select(func.max(key))) or 0) + 1


def _copy(connection: Connection, table: str, rows: Sequence[Values], columns: Sequence[Column[Any]] = ()) -> None:
    dialect = connection.dialect
    made = {one.name: one.type.dialect_impl(dialect).bind_processor(dialect) for one in columns}
    names = list(rows[0])
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), _listed(names))
    driver: Any = connection.connection.dbapi_connection
    try:
        with driver.cursor() as cursor, cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row([as_kept(row[name]) if (as_kept := made.get(name)) else row[name] for name in names])
    except psycopg.Error as error:
        raise DBAPIError.instance(f"COPY {table}", None, error, psycopg.Error, dialect=dialect) from error


def _listed(names: Iterable[str]) -> sql.Composed:
    return sql.SQL(", ").join(map(sql.Identifier, names))
