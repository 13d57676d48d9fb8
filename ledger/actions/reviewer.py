"""Who speaks: the name that judgements and corrections are kept under."""

import getpass
import os

_NAMED = "LEDGER_USER"


def reviewer(by: str | None = None) -> str:
    """Return the name the user gave, else that of the environment, else that of the account."""
    if named := (by or os.environ.get(_NAMED, "")).strip():
        return named
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # an account without a name, as in a bare container
        return "unknown"
