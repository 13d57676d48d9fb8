"""Open a ledger, and refuse politely what is none."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Self

from sqlalchemy import Connection, Engine

from ledger.errors import FileMissing, LedgerDamaged, LedgerOlder, LedgerReadOnly
from ledger.store.faults import legible, translated
from ledger.store.revisions import HEAD, REVISIONS, find_revision, require_known
from ledger.store.sqlite_file import (
    connect_frozen,
    connect_to_read,
    connect_to_write,
    is_empty,
    ledger_path,
    make_engine,
    require_ledger,
)


@dataclass(frozen=True, slots=True)
class Ledger:
    """An open ledger: `with open_ledger(…) as ledger`. Closing it leaves one file behind.

    `name` is what the user called it, for messages, `revision` that of its tables. `frozen` says that it
    was opened where nothing can be written, so that what another program is just adding may not be seen.
    """

    engine: Engine
    name: str
    frozen: bool = False
    revision: str | None = None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees the ledger as it is now, whatever is added meanwhile."""
        try:
            with legible(self.name), translated(self.name), self.engine.connect() as connection, connection.begin():
                yield connection
        except LedgerDamaged:
            require_known(self.revision, self.name)  # a newer version may well keep things another way
            raise

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection for one change, kept whole at the end or, on any error, not at all."""
        with translated(self.name), self.engine.connect() as connection, self.change(connection):
            yield connection

    @contextmanager
    def change(self, connection: Connection) -> Iterator[None]:
        """Make one change on a connection already open, kept whole or not at all."""
        with translated(self.name), connection.execution_options(ledger_writes=True).begin():
            yield

    def close(self) -> None:
        """Let go of the file; the last to close it brings the journal in."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()


def open_ledger(target: str, *, write: bool, create: bool = False) -> Ledger:
    """Open the ledger at a path or an `sqlite:///` URL; with `write` and `create` it is made on first use.

    A ledger of a newer version can be read and not written. In a read-only place reading still works.

    Raises:
        LedgerMissing, NotALedger, LedgerLocked, LedgerOlder, LedgerNewer, LedgerReadOnly, LedgerFull,
        LedgerDamaged: as their names say; the file is left as it was.

    """
    path = ledger_path(target)
    if write and create and (not path.exists() or is_empty(path)):
        _create(path, target)
    require_ledger(path, target)
    ledger = _open_to_write(path, target) if write else _open_to_read(path, target)
    try:
        return replace(ledger, revision=_require_revision(ledger, write=write))
    except BaseException:
        ledger.close()
        raise


def _create(path: Path, name: str) -> None:
    if not path.parent.is_dir():
        raise FileMissing(path.parent.as_posix())
    from ledger.store.migrate import create  # brings in alembic, a third of a second, for this once

    create(path, name)


def _open_to_write(path: Path, name: str) -> Ledger:
    if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        raise LedgerReadOnly(name)
    return Ledger(make_engine(partial(connect_to_write, path)), name)


def _open_to_read(path: Path, name: str) -> Ledger:
    try:
        with translated(name):
            probe = connect_to_read(path)
            try:
                probe.execute("SELECT count(*) FROM sqlite_master").fetchone()
            finally:
                probe.close()
    except LedgerReadOnly:
        return Ledger(make_engine(partial(connect_frozen, path)), name, frozen=True)
    return Ledger(make_engine(partial(connect_to_read, path)), name)


def _require_revision(ledger: Ledger, *, write: bool) -> str:
    """Return the revision of the tables, or refuse one that cannot be used."""
    with ledger.reading() as connection:
        found = find_revision(connection)
    if found is None or found in REVISIONS[:-1]:
        raise LedgerOlder(ledger.name, found or "none", HEAD)
    if write:
        require_known(found, ledger.name)
    return found
