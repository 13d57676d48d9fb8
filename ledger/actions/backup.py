"""A safe copy of the ledger."""

from pathlib import Path

from ledger.store.backup import backup
from ledger.store.engine import open_ledger


def back_up(target: str, path: str) -> str:
    """Copy the ledger into a new file, whole or not at all; return what the ledger is called."""
    with open_ledger(target, write=False) as ledger:
        backup(ledger, Path(path))
        return ledger.name
