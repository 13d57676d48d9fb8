"""A safe copy of a ledger, also while others write to it."""

from pathlib import Path

from ledger.errors import OutputExists, OutputUnwritable
from ledger.store.engine import Ledger
from ledger.store.faults import translated


def backup(ledger: Ledger, path: Path) -> None:
    """Copy the ledger into a new file, which is whole or not there.

    Copying the file itself would miss what is still in the journal beside it.

    Raises:
        OutputExists: the file is there already, and stays as it is.

    """
    if path.exists():
        raise OutputExists(path.as_posix())
    try:
        with translated(ledger.name):
            copied = ledger.home.copy_into(path, frozen=ledger.frozen)
    except OSError as error:
        raise OutputUnwritable(path.as_posix(), error.strerror or str(error)) from error
    if not copied:
        raise OutputExists(path.as_posix())
