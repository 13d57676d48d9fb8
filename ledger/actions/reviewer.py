"""Who speaks: the name that judgements and corrections are kept under."""

import getpass
import os
import shutil
import subprocess
from functools import cache

_NAMED = "LEDGER_USER"
_PATIENCE = 2.0  # seconds; git answers in a few thousandths of one


def reviewer(by: str | None = None) -> str:
    """Return the name the user gave, else that of the environment, else the one git signs with, else the account's."""
    if named := (by or "").strip() or os.environ.get(_NAMED, "").strip() or name_of_git():
        return named
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # an account without a name, as in a bare container
        return "unknown"


@cache
def name_of_git() -> str:
    """Return the name that git would sign with here; nothing where there is no git, or it knows no name."""
    git = shutil.which("git")
    if git is None:
        return ""
    try:
        told = subprocess.run(  # noqa: S603  # no shell, and no word of it is the user's
            [git, "config", "--get", "user.name"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_PATIENCE,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return told.stdout.decode("utf-8", "replace").strip() if told.returncode == 0 else ""
