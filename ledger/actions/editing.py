"""Corrections of what is known about the documents in the ledger."""

from dataclasses import dataclass

from ledger.actions.documents import find_document
from ledger.actions.reviewer import reviewer
from ledger.errors import NothingTyped, UnknownSection
from ledger.model.document import METADATA_FIELDS, Metadata, Origin
from ledger.store.engine import open_ledger
from ledger.store.writes import add_metadata

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
