"""The documents in the ledger with their sections, and corrections of what is known about them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ledger.actions.figures import Wanted, list_figures
from ledger.actions.reviewer import reviewer
from ledger.compare.copies import Copies
from ledger.errors import AmbiguousDocument, NothingTyped, UnknownDocument, UnknownSection
from ledger.model.document import METADATA_FIELDS, LeftOut, Metadata, Origin
from ledger.store.engine import Ledger, open_ledger
from ledger.store.reads import DocumentEntry, fetch_documents
from ledger.store.writes import add_metadata

Record = dict[str, object]
_READ_BY = ("published", "language")  # what figures were read by: their times and words


@dataclass(frozen=True, slots=True)
class Edited:
    """What a correction did: the document by its path, the fields that changed, and the figures read before."""

    path: str
    section: int | None
    fields: tuple[str, ...]
    figures: int

    @property
    def leaves_readings(self) -> bool:
        """Tell whether figures were read by what is now corrected."""
        return self.figures > 0 and not set(_READ_BY).isdisjoint(self.fields)


def list_documents(target: str, *, copies: bool = False) -> list[Record]:
    """Return a record for each document, by path, and one for each section of those that have several.

    With `copies` only documents that print one text with others, each after the first published of them.
    """
    with open_ledger(target, write=False) as ledger:
        entries = fetch_documents(ledger)
    if not copies:
        return [record for entry in entries for record in _records(entry)]
    known = {entry.sha256: entry for entry in entries}
    texts = Copies(list_figures(target, Wanted())).texts
    return [_whole(known[name]) | {"copy_of": _first(name, text, known)} for text in texts for name in text]


def _first(name: str, text: Sequence[str], known: Mapping[str, DocumentEntry]) -> str | None:
    return None if name == text[0] else known[text[0]].path


def edit_document(
    target: str, name: str, metadata: Metadata, *, section: int | None = None, by: str | None = None
) -> Edited:
    """Add what the user says about a document, or one of its sections, as rows beside what was known.

    `name` is a path, the end of one, or the beginning of the content's hash.

    Raises:
        UnknownDocument, AmbiguousDocument, UnknownSection: the name leads to none, or to several.
        NothingTyped: no value was given.

    """
    fields = tuple(field for field in METADATA_FIELDS if getattr(metadata, field) is not None)
    if not fields:
        raise NothingTyped("documents --edit", [f"--{field}" for field in METADATA_FIELDS])
    with open_ledger(target, write=True) as ledger:
        entry = find_document(ledger, name)
        if section is not None and section not in {known.number for known in entry.sections}:
            raise UnknownSection(entry.path, section, len(entry.sections))
        add_metadata(ledger, entry.sha256, metadata, Origin.TYPED, section=section, by=reviewer(by))
    return Edited(entry.path, section, fields, entry.figures)


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
    yield _whole(entry)
    if len(entry.sections) < 2:
        return
    blank = dict.fromkeys(_whole(entry))
    for section in entry.sections:
        place = {"section": section.number, "start": section.span.start, "end": section.span.end}
        yield blank | _record(entry, section.metadata) | place | {"voice": str(section.kind)}


def _whole(entry: DocumentEntry) -> Record:
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
