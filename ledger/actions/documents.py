"""The documents in the ledger with their sections."""

from collections.abc import Iterator, Sequence

from ledger.errors import AmbiguousDocument, UnknownDocument
from ledger.model.document import LeftOut, Metadata
from ledger.store.engine import Ledger, open_ledger
from ledger.store.reads import DocumentEntry, fetch_documents

Record = dict[str, object]


def list_documents(target: str) -> list[Record]:
    """Return a record for each document, by path, and one for each section of those that have several."""
    with open_ledger(target, write=False) as ledger:
        return [record for entry in fetch_documents(ledger) for record in _records(entry)]


def find_document(ledger: Ledger, name: str, entries: Sequence[DocumentEntry] | None = None) -> DocumentEntry:
    """Return the document with this path, or the only one whose path ends or whose hash begins so.

    `entries` are those of the ledger, where they are at hand.

    Raises:
        UnknownDocument, AmbiguousDocument: the name leads to none, or to several.

    """
    entries = fetch_documents(ledger) if entries is None else entries
    found = [entry for entry in entries if entry.path == name] or [
        entry for entry in entries if name and (entry.path.endswith(f"/{name}") or entry.sha256.startswith(name))
    ]
    if not found:
        raise UnknownDocument(name)
    if len(found) > 1:
        raise AmbiguousDocument(name, [f"{entry.path} ({entry.sha256[:12]})" for entry in found])
    return found[0]


def _records(entry: DocumentEntry) -> Iterator[Record]:
    yield whole_record(entry)
    if len(entry.sections) < 2:
        return
    blank = dict.fromkeys(whole_record(entry))
    for section in entry.sections:
        place = {"section": section.number, "start": section.span.start, "end": section.span.end}
        yield blank | _record(entry, section.metadata) | place | {"voice": str(section.kind)}


def whole_record(entry: DocumentEntry) -> Record:
    """Return the record of a whole document."""
    end = entry.sections[-1].span.end if entry.sections else 0
    return _record(entry, entry.metadata) | {
        "section": None,
        "voice": None,
        "start": 0,
        "end": end,
        "figures": entry.figures,
        "omissions": entry.omissions,
        "problems": entry.problems,
        "format": entry.loading.format,
        "encoding": entry.loading.encoding,
        "decoded_by": None if entry.loading.decoded_by is None else str(entry.loading.decoded_by),
        "numbers_left_out": sum(left.numbers for left in entry.left_out),
        "left_out": [left_out_words(left) for left in entry.left_out],
        "origins": [f"{field}: {origin}" for field, origin in entry.origins],
        "copy_of": None,
    }


def left_out_words(left: LeftOut) -> str:
    """Say in a few words what a text does not have.

    >>> left_out_words(LeftOut("hidden on the page", 12, "12 of …"))
    '12 numbers hidden on the page'
    """
    if not left.numbers:
        return left.reason
    return f"{left.numbers:,} {'number' if left.numbers == 1 else 'numbers'} {left.reason}"


def _record(entry: DocumentEntry, metadata: Metadata) -> Record:
    return {
        "path": entry.path,
        "document": entry.sha256,
        "title": metadata.title,
        "author": metadata.author,
        "publisher": metadata.publisher,
        "published": metadata.published.isoformat() if metadata.published else None,
        "url": metadata.url,
        "language": metadata.language,
        "size": entry.size,
    }
