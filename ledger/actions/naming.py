"""What to call a ledger where people read it."""

from ledger.store.homes import home_of


def ledger_name(target: str) -> str:
    """Return the file or URL that was given, without a password that may be in it."""
    return home_of(target).name
