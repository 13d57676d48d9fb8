"""What is particular to a ledger in one SQLite file: telling whose file it is, and how to open it."""

import os
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event

from ledger.errors import LedgerMissing, LedgerUnreadable, NotALedger
from ledger.store.faults import translated

# Written into the header of every ledger (bytes 68 to 71, "Figl"), so that no other file is taken for one.
APPLICATION_ID = 0x4669676C

_WAIT = 10.0  # seconds to wait for another writer


def make_engine(connect: Callable[[], sqlite3.Connection]) -> Engine:
    """Make an engine on SQLite that says BEGIN itself, and takes the write lock at once where it will write.

    A transaction that first reads and then asks for the lock fails without waiting; see SQLITE_BUSY_SNAPSHOT.
    """
    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("ledger_writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def is_empty(path: Path) -> bool:
    """Tell whether the file is there and holds nothing: a name reserved, and safe to make a ledger of."""
    return path.is_file() and path.stat().st_size == 0


def require_ledger(path: Path, name: str) -> None:
    """Make sure that the file is a ledger, without a lock and without writing a byte beside it.

    The header is read through SQLite and not with `open`: closing a file of one's own drops the locks
    that other connections of this process hold on it.
    """
    if not path.exists():
        raise LedgerMissing(name)
    if not path.is_file() or is_empty(path) or _application_id(path, name) != APPLICATION_ID:
        raise NotALedger(name)


def _application_id(path: Path, name: str) -> int:
    try:
        return _header_id(path, "immutable=1", name)
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_NOTADB:
            raise NotALedger(name) from error
    # A database, but cut off: its journal is just being brought in, or was when a process was killed.
    # Read with its journal it is whole; `mode=ro` still writes nothing to it.
    with translated(name):
        return _header_id(path, "mode=ro", name)


def _header_id(path: Path, mode: str, name: str) -> int:
    try:
        connection = sqlite3.connect(_uri(path, mode), uri=True, timeout=_WAIT)
    except sqlite3.OperationalError as error:
        raise LedgerUnreadable(name) from error
    with closing(connection):
        return int(connection.execute("PRAGMA application_id").fetchone()[0])


def connect_to_write(path: Path) -> sqlite3.Connection:
    """Open a ledger for writing; readers go on reading beside it (WAL)."""
    connection = _connect(path, "mode=rw")
    # Another that opens it at this moment may hold the file; then either journal is as safe.
    with suppress(sqlite3.OperationalError):
        connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA foreign_keys = ON")
    # Without it INSERT OR REPLACE would delete past the triggers that keep rows as they are.
    connection.execute("PRAGMA recursive_triggers = ON")
    return connection


def connect_to_read(path: Path) -> sqlite3.Connection:
    """Open a ledger for reading; what a killed process left in its journal is recovered first."""
    connection = _connect(path, "mode=rw")
    connection.execute("PRAGMA query_only = ON")
    return connection


def connect_frozen(path: Path) -> sqlite3.Connection:
    """Open a ledger where nothing can be written, not even the files SQLite keeps beside a ledger."""
    return _connect(path, "immutable=1")


def connect_to_migrate(path: Path) -> sqlite3.Connection:
    """Open a ledger for a change of its tables: made if missing, with foreign keys off.

    With them on, changing a parent table by copying it would delete its children. Renaming looks at no view: while
    a table is being copied the views that show it have nothing to show, and that is no mistake.
    """
    connection = _connect(path, "mode=rwc")
    connection.execute("PRAGMA legacy_alter_table = ON")
    return connection


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    # isolation_level None: BEGIN is ours to say, or SQLite would let a reader fail on its way to writing.
    connection = sqlite3.connect(
        _uri(path, mode), uri=True, timeout=_WAIT, isolation_level=None, check_same_thread=False
    )
    # A schema is data from outside: no function it names is to run unless it is known to be harmless.
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection


def _uri(path: Path, mode: str) -> str:
    return f"{path.absolute().as_uri()}?{mode}"


def copy_into(path: Path, copy: Path, *, frozen: bool = False) -> bool:
    """Copy a ledger into a new file; False where that file is there already.

    The copy is made aside and given its name when whole and on the disk.
    """
    with tempfile.TemporaryDirectory(prefix=f".{copy.name}-", dir=copy.parent, ignore_cleanup_errors=True) as folder:
        made = Path(folder) / copy.name
        made.touch(0o600)
        with closing(_connect(path, "immutable=1" if frozen else "mode=rw")) as connection:
            connection.execute("VACUUM INTO ?", (str(made),))
        with made.open("rb+") as file:
            os.fsync(file.fileno())
        return publish(made, copy)


def publish(made: Path, path: Path) -> bool:
    """Give a finished file its name in one step; False where another process was first.

    A link fails where the name is taken, so nothing is ever replaced but a file that holds nothing.
    """
    try:
        os.link(made, path)
    except FileExistsError:
        return _replace_empty(made, path)
    except OSError:  # a file system without links
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
        return _replace_empty(made, path)
    made.unlink()
    return True


def _replace_empty(made: Path, path: Path) -> bool:
    """Put the finished file in the place of an empty one, whose lock decides between two processes."""
    guard = sqlite3.connect(_uri(path, "mode=rw"), uri=True, timeout=_WAIT, isolation_level=None)
    try:
        guard.execute("BEGIN EXCLUSIVE")
        if not is_empty(path):
            return False
        made.replace(path)
        return True
    except sqlite3.DatabaseError:
        if is_empty(path):
            raise
        return False
    finally:
        guard.close()
