"""Open a ledger, and refuse politely what is none."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Self

from sqlalchemy import Connection, Engine

from ledger.errors import LedgerDamaged, LedgerOlder
from ledger.store.dialects.dialect import dialect_of
from ledger.store.faults import legible, translated
from ledger.store.homes import Home, home_of
from ledger.store.revisions import HEAD, REVISIONS, find_revision, require_known


@dataclass(frozen=True, slots=True)
class Ledger:
    """An open ledger: `with open_ledger(…) as ledger`. Closing it leaves one file behind.

    `home` is where it is kept, `revision` that of its tables. `frozen` says that it
    was opened where nothing can be written, so that what another program is just adding may not be seen.
    """

    engine: Engine
    home: Home
    frozen: bool = False
    revision: str | None = None

    @property
    def name(self) -> str:
        """Return what to call it in messages."""
        return self.home.name

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
        """Let go of the ledger; the last to close a file brings its journal in."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()


def open_ledger(target: str, *, write: bool, create: bool = False) -> Ledger:
    """Open the ledger at a path or a URL; with `write` and `create` it is made on first use.

    A ledger of a newer version can be read and not written. In a read-only place reading still works.

    Raises:
        LedgerMissing, NotALedger, LedgerLocked, LedgerOlder, LedgerNewer, LedgerReadOnly, LedgerFull,
        LedgerDamaged: as their names say; the file is left as it was. Of a server also ServerUnreachable and the
        others that are told of one.

    """
    home = home_of(target)
    if write and create and home.is_vacant():
        from ledger.store.migrate import create as create_ledger  # brings in alembic, a third of a second, for once

        create_ledger(home)
    home.require_ledger()
    engine, frozen = home.open(write=write)
    ledger = Ledger(engine, home, frozen)
    try:
        return replace(ledger, revision=_require_revision(ledger, write=write))
    except BaseException:
        ledger.close()
        raise


def _require_revision(ledger: Ledger, *, write: bool) -> str:
    """Return the revision of the tables, or refuse one that cannot be used."""
    with ledger.reading() as connection:
        dialect_of(connection).require_ledger(connection, ledger.name, write=write)
        found = find_revision(connection)
    if found is None or found in REVISIONS[:-1]:
        raise LedgerOlder(ledger.name, found or "none", HEAD)
    if write:
        require_known(found, ledger.name)
    return found
