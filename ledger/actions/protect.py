"""What an output must never be written over."""

from contextlib import suppress
from pathlib import Path

from ledger.errors import LedgerError, LedgerMissing, OutputIsInput
from ledger.loaders.content import content_hash
from ledger.loaders.folders import files_of
from ledger.loaders.manifest import MANIFEST
from ledger.loaders.registry import OPENERS
from ledger.store.engine import open_ledger
from ledger.store.homes import home_of
from ledger.store.reads import DocumentEntry, fetch_documents

_DATABASE = b"SQLite format 3\0"


def require_no_input(path: str, target: str) -> None:
    """Refuse a path that leads to the ledger, or to a document in it by name or by content.

    By content as well, since a source may have been moved since it was added, or be reached by a link.
    """
    output = Path(path)
    if not output.exists():
        return
    if output.name == MANIFEST or _is_any_ledger(output) or _is_ledger(output, target) or _is_source(output, target):
        raise OutputIsInput(path)


def _is_any_ledger(output: Path) -> bool:
    """Tell a database: another ledger is nobody's output either."""
    if not output.is_file():
        return False
    with suppress(OSError), output.open("rb") as file:
        return file.read(len(_DATABASE)) == _DATABASE
    return False


def _is_ledger(output: Path, target: str) -> bool:
    ledger = home_of(target).file
    if ledger is None:
        return False
    beside = [ledger, ledger.with_name(f"{ledger.name}-wal"), ledger.with_name(f"{ledger.name}-shm")]
    return any(file.exists() and output.samefile(file) for file in beside)


def _is_source(output: Path, target: str) -> bool:
    if not output.is_file():
        return False
    documents = _documents(target)
    with suppress(LedgerError, OSError):
        if content_hash(output) in {entry.sha256 for entry in documents}:
            return True
    return any(_may_be(output.resolve(), path) for entry in documents for path in _holding(entry.path))


def _holding(path: str) -> list[str]:
    """Return the document's own path, and those of the files it may be a part of."""
    return [file for file in files_of(path) if file == path or Path(file).suffix.lower() in OPENERS]


def _may_be(output: Path, path: str) -> bool:
    """Tell whether a file may be the document of a path; one told from another folder fits by its end."""
    told = tuple(part for part in Path(path).parts if part not in (".", ".."))
    return bool(told) and output.parts[-len(told) :] == told


def _documents(target: str) -> list[DocumentEntry]:
    try:
        with open_ledger(target, write=False) as ledger:
            return fetch_documents(ledger)
    except LedgerMissing:
        return []
