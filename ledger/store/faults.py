"""The database's complaints turned into errors that say what to do."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from ledger.errors import (
    LedgerDamaged,
    LedgerError,
    LedgerFull,
    LedgerLocked,
    LedgerReadOnly,
    SearchMissing,
    Unsayable,
)
from ledger.store.types import Illegible

_LOCKED = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_READ_ONLY = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH, sqlite3.SQLITE_CANTOPEN}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_IOERR}
# Without a code of their own: bytes that are no text, and tables other than those the program makes.
_NO_SEARCH = "no such module: fts5"
_NOT_OURS = ("Could not decode to UTF-8", "no such column", "no such table")
# A write cut short (a quota, a limit on file sizes) is an I/O error to SQLite; to the user there is no room.
_NO_ROOM = {
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR_WRITE,
    sqlite3.SQLITE_IOERR_FSYNC,
    sqlite3.SQLITE_IOERR_TRUNCATE,
    sqlite3.SQLITE_IOERR_SHMSIZE,
}
_LIMIT_EXCEEDED = "54000"  # a path too long for an index, a text too long for a row, of PostgreSQL


@contextmanager
def translated(name: str) -> Iterator[None]:
    """Raise what the database says of the ledger `name` as one of the ledger's errors.

    What is no fault of the file (a broken rule of the schema, a mistake in a query) passes through.
    """
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        told = _ledger_error(name, cause) if isinstance(cause, sqlite3.Error) else _server_error(name, error)
        if told is None:
            raise
        raise told from error
    except Illegible as error:
        raise _illegible(name, error) from error
    except UnicodeDecodeError as error:  # the words of a complaint about a damaged file can be damaged too
        raise LedgerDamaged(name, str(error)) from error


@contextmanager
def legible(name: str) -> Iterator[None]:
    """Tell a row that cannot be what the program wrote (a kind no one knows, a broken date) as damage."""
    try:
        yield
    except UnicodeEncodeError as error:  # what was asked for, not what is there
        raise Unsayable(error.object) from error
    except (ValueError, ArithmeticError, LookupError, TypeError) as error:
        raise _illegible(name, error) from error


def _illegible(name: str, error: Exception) -> LedgerDamaged:
    return LedgerDamaged(name, f"a row cannot be read: {error}; which it is tells: verify --history")


def _ledger_error(name: str, error: sqlite3.Error) -> LedgerError | None:
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK)
    if code in _NO_ROOM:
        return LedgerFull(name, free_space(name))
    primary = code & 0xFF
    if primary in _LOCKED:
        return LedgerLocked(name)
    if primary in _READ_ONLY:
        return LedgerReadOnly(name)
    if _NO_SEARCH in str(error):
        return SearchMissing(sqlite3.sqlite_version)
    if primary in _DAMAGED or any(words in str(error) for words in _NOT_OURS):
        return LedgerDamaged(name, str(error))
    return None


def _server_error(name: str, error: DBAPIError | sqlite3.Error) -> LedgerError | None:
    if not isinstance(error, DBAPIError):
        return None
    from ledger.store.dialects.postgres_faults import server_error  # a ledger in a file needs no driver of a server

    return server_error(name, error)


def is_too_big(error: DBAPIError) -> bool:
    """Tell whether what was to be kept is larger than the database takes."""
    code, state = getattr(error.orig, "sqlite_errorcode", None), getattr(error.orig, "sqlstate", None)
    return code == sqlite3.SQLITE_TOOBIG or state == _LIMIT_EXCEEDED


def free_space(name: str) -> int:
    """Return how many bytes are free where this file lies, 0 if even that cannot be read."""
    try:
        return shutil.disk_usage(Path(name).absolute().parent).free
    except OSError:
        return 0
