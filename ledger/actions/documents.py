"""The documents in the ledger with their sections."""

from collections.abc import Iterator

from ledger.model.document import Metadata
from ledger.store.engine import open_ledger
from ledger.store.reads import DocumentEntry, fetch_documents

Record = dict[str, object]


def list_documents(target: str) -> list[Record]:
    """Return a record for each document, by path, and one for each section of those that have several."""
    with open_ledger(target, write=False) as ledger:
        return [record for entry in fetch_documents(ledger) for record in _records(entry)]


def _records(entry: DocumentEntry) -> Iterator[Record]:
    counts = {"figures": entry.figures, "omissions": entry.omissions, "problems": entry.problems}
    end = entry.sections[-1].span.end if entry.sections else 0
    yield _record(entry, entry.metadata) | {"section": None, "voice": None, "start": 0, "end": end, **counts}
    if len(entry.sections) < 2:
        return
    for section in entry.sections:
        place = {"section": section.number, "start": section.span.start, "end": section.span.end}
        yield _record(entry, section.metadata) | place | {"voice": str(section.kind)} | dict.fromkeys(counts)


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
