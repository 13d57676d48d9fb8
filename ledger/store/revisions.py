"""Which revision of the tables a ledger has, and which this version of the program knows."""

from sqlalchemy import Connection, text

from ledger.errors import LedgerDamaged, LedgerNewer
from ledger.store.faults import translated

# Every revision in alembic/versions, oldest first. Kept here too: reading a ledger does not wait for alembic.
REVISIONS = ("0001", "0002", "0003", "0004", "0005")
HEAD = REVISIONS[-1]


def find_revision(connection: Connection) -> str | None:
    """Return the revision of a ledger's tables, None where it has none yet."""
    made = connection.scalar(text("SELECT count(*) FROM sqlite_master WHERE name = 'alembic_version'"))
    found = connection.scalar(text("SELECT version_num FROM alembic_version")) if made else None
    return None if found is None else str(found)


def require_known(found: str | None, name: str) -> None:
    """Refuse a revision that this version of the program has never heard of."""
    if found is not None and found not in REVISIONS:
        raise LedgerNewer(name, found, HEAD)


def require_sound(connection: Connection, name: str) -> None:
    """Refuse a damaged ledger. Every page is read, so this is for upgrades and verifying alone."""
    with translated(name):
        told = [str(row[0]) for row in connection.execute(text("PRAGMA quick_check(1)"))]
    if told != ["ok"]:
        raise LedgerDamaged(name, "; ".join(told))
