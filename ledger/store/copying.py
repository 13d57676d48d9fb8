"""A ledger on a server copied into one file, row for row: the same ledger, with its own history."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection, Table, select

from ledger.store.dialects.dialect import Values, dialect_of
from ledger.store.file_home import FileHome
from ledger.store.migrate import create
from ledger.store.search import add_shown
from ledger.store.sqlite_file import publish
from ledger.store.tables import documents, events, metadata

_AT_ONCE = 1000


def copy_to_file(connection: Connection, copy: Path) -> bool:
    """Copy all rows into a new file, made aside and given its name when whole; False where it is there already."""
    with tempfile.TemporaryDirectory(prefix=f".{copy.name}-", dir=copy.parent, ignore_cleanup_errors=True) as folder:
        home = FileHome(Path(folder) / copy.name, copy.as_posix())
        create(home)
        with home.migration() as made:
            _forget_history(made)
            for table in metadata.sorted_tables:
                for values in _rows(connection, table):
                    dialect_of(made).insert(made, table, values)
            for name in list(made.scalars(select(documents.c.sha256))):
                add_shown(made, name)
        with home.path.open("rb+") as file:
            os.fsync(file.fileno())
        return publish(home.path, copy)


def _forget_history(connection: Connection) -> None:
    """Take out the history that a new ledger begins: the copy has that of what it is a copy of."""
    for act in ("update", "delete"):
        connection.exec_driver_sql(f"DROP TRIGGER {events.name}_no_{act}")
    connection.exec_driver_sql(f"DELETE FROM {events.name}")  # noqa: S608  # all words are our own
    for statement in dialect_of(connection).guard(events.name):
        connection.exec_driver_sql(statement)


def _rows(connection: Connection, table: Table) -> Iterator[list[Values]]:
    found = connection.execute(select(table).order_by(*table.primary_key).execution_options(yield_per=_AT_ONCE))
    for some in found.mappings().partitions():
        yield [dict(row) for row in some]
