"""The documents that print one text."""

from collections.abc import Mapping, Sequence

from ledger.actions.documents import Record, whole_record
from ledger.actions.figures import Wanted, list_figures
from ledger.compare.copies import Copies
from ledger.store.engine import open_ledger
from ledger.store.reads import DocumentEntry, fetch_documents


def list_copies(target: str) -> list[Record]:
    """Return a record for each document that prints one text with others, after the first published of them."""
    with open_ledger(target, write=False) as ledger:
        known = {entry.sha256: entry for entry in fetch_documents(ledger)}
    texts = Copies(list_figures(target, Wanted())).texts
    return [whole_record(known[name]) | {"copy_of": _first(name, text, known)} for text in texts for name in text]


def _first(name: str, text: Sequence[str], known: Mapping[str, DocumentEntry]) -> str | None:
    return None if name == text[0] else known[text[0]].path
