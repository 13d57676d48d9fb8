"""Bring an old ledger up to date."""

from pathlib import Path

from ledger.store import migrate


def upgrade_ledger(target: str) -> Path | None:
    """Upgrade the ledger and return the backup made before; None where it was up to date."""
    return migrate.upgrade(target)
