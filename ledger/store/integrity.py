"""Whether the file of a ledger is whole, every page of it."""

from ledger.store.engine import Ledger
from ledger.store.revisions import require_sound


def require_whole(ledger: Ledger) -> None:
    """Read every page of the ledger.

    Raises:
        LedgerDamaged: one is not as SQLite left it.

    """
    with ledger.reading() as connection:
        require_sound(connection, ledger.name)
