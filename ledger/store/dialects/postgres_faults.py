"""What PostgreSQL complains of, turned into errors that say what to do. No message has the password."""

import re

from sqlalchemy.exc import DBAPIError

from ledger.errors import (
    LedgerDamaged,
    LedgerError,
    LedgerLocked,
    NotALedgerThere,
    NulRefused,
    RoleReadOnly,
    ServerFull,
    ServerUnreachable,
    ServerUnreadable,
)

_LOCKED = {"55P03", "57014", "40001", "40P01"}  # waited too long, was stopped, two waited for each other
_FULL = {"53100"}
_READ_ONLY = {"25006"}
_NO_RIGHT = "42501"
_NOT_OURS = {"42P01", "42703", "42883"}  # no such table, column or function
_TAKEN = {"42P07", "42710", "42723"}  # a table, trigger or function of that name is there
_DAMAGED = {"XX001", "XX002", "58030", "58P01"}
_GONE = ("08", "57P", "53")  # the connection, the server, or its room for another connection
_NUL = "cannot contain NUL"
# How the driver begins its lines; what the server said stands behind.
_BEGINNING = re.compile(
    r"^(?:connection (?:failed|is bad): |connection to server at .*? failed: |"
    r"connection to server on socket .*? failed: (?=FATAL)|FATAL: |ERROR: )+\s*"
)
_PASSWORD = "Put the right one into ~/.pgpass or PGPASSWORD, or ask the server's owner for it."  # noqa: S105
_DATABASE = "Make it with: createdb NAME, or name another in --db."
_ROLE = "Name yours in --db, as in postgresql+psycopg://NAME@HOST/DATABASE, or have the server's owner make it."
_ADDRESS = "Check the host and the port in --db, and that the server runs and lets you in."
_AGAIN = "What was being added was taken back. Run the command again once the server answers."
# What servers that speak English say; of the others the words are told, with the remedy for all.
_REMEDIES = (
    (re.compile(r'^database ".*" does not exist'), _DATABASE),
    (re.compile(r'^role ".*" does not exist'), _ROLE),
    (re.compile(r"password"), _PASSWORD),
)


def server_error(name: str, error: DBAPIError) -> LedgerError | None:
    """Return what a complaint of the server means; None where it is no fault of the ledger's."""
    state = getattr(error.orig, "sqlstate", None) or ""
    words = str(error.orig)
    if _NUL in words:
        return NulRefused(name)
    if state in _LOCKED:
        return LedgerLocked(name)
    if state in _FULL:
        return ServerFull(name)
    if state in _READ_ONLY:
        return RoleReadOnly(name)
    if state == _NO_RIGHT:
        return ServerUnreadable(name) if _is_question(error) else RoleReadOnly(name)
    if state in _TAKEN:
        return NotALedgerThere(name)
    if state in _NOT_OURS or state in _DAMAGED:
        return LedgerDamaged(name, _told(words))
    if state.startswith(_GONE) or (not state and _is_of_connection(error)):
        return ServerUnreachable(name, _told(words), _AGAIN)
    return None


def unreachable(name: str, error: Exception) -> ServerUnreachable:
    """Return what it means that no connection could be made."""
    told = _told(str(error))
    remedy = next((remedy for words, remedy in _REMEDIES if words.search(told)), _ADDRESS)
    return ServerUnreachable(name, told, remedy)


def _is_question(error: DBAPIError) -> bool:
    return (error.statement or "").lstrip().upper().startswith("SELECT")


def _is_of_connection(error: DBAPIError) -> bool:
    """Tell a connection that broke: the driver knows no code of that."""
    return type(error.orig).__name__ in ("OperationalError", "InterfaceError")


def _told(words: str) -> str:
    """Return what the server said, in one line; of several tries to connect the last."""
    lines = [line.strip() for line in words.splitlines() if line.strip() and not line.startswith("Multiple")]
    last = next(
        (line for line in lines if not line.startswith(("DETAIL", "HINT", "LINE", "^", "-"))), "it says nothing"
    )
    return _BEGINNING.sub("", last).rstrip(".")
