"""Bring an old ledger up to date."""

from ledger.actions.naming import ledger_name
from ledger.store import migrate


def upgrade_ledger(target: str) -> str:
    """Upgrade the ledger, and say what became of it."""
    name, upgraded = ledger_name(target), migrate.upgrade(target)
    if upgraded is None:
        return f"'{name}' is up to date."
    if upgraded.backup is None:
        return f"Upgraded '{name}', all of it in one change. Copies of a server's ledgers are made by pg_dump."
    return f"Upgraded '{name}'. As it was before: '{upgraded.backup}'."
