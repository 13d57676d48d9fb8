"""Which revision of the tables a ledger has, and which this version of the program knows."""

from sqlalchemy import Connection

from ledger.errors import LedgerNewer
from ledger.store.dialects.dialect import dialect_of
from ledger.store.faults import translated

# Every revision in alembic/versions, oldest first. Kept here too: reading a ledger does not wait for alembic.
REVISIONS = ("0001", "0002", "0003", "0004", "0005")
HEAD = REVISIONS[-1]


def find_revision(connection: Connection) -> str | None:
    """Return the revision of a ledger's tables, None where it has none yet."""
    return dialect_of(connection).find_revision(connection)


def require_known(found: str | None, name: str) -> None:
    """Refuse a revision that this version of the program has never heard of."""
    if found is not None and found not in REVISIONS:
        raise LedgerNewer(name, found, HEAD)


def require_sound(connection: Connection, name: str) -> None:
    """Refuse a damaged ledger. Every page is read, so this is for upgrades and verifying alone."""
    with translated(name):
        dialect_of(connection).require_sound(connection, name)
