"""A document: its unchanged text, its sections, and what is known about it and from where."""

import hashlib
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from ledger.model.span import Span


class Origin(StrEnum):
    """Where a value about a document comes from, the weakest first."""

    STAMPED = "stamped"  # by the program that wrote the file, maybe a copy: when a PDF was made
    EXTRACTED = "extracted"  # found in the text by its shape
    DECLARED = "declared"  # the file's own metadata, or a manifest beside it
    TYPED = "typed"  # given by the user on the command line


class Decoding(StrEnum):
    """How it was told in which encoding a text was saved."""

    TYPED = "typed"  # named by the user
    MARK = "mark"  # a byte order mark
    DECLARED = "declared"  # by the file itself: a page's charset, a mail's header
    UTF8 = "utf-8"  # every byte fits, which hardly happens by chance
    GUESSED = "guessed"  # the likeliest by its letters; shown wherever it matters


class SectionKind(StrEnum):
    """Who speaks in a part of a document."""

    BODY = "body"  # the document's own voice
    COMMENTS = "comments"  # readers' comments: not the publisher's word
    SOURCES = "sources"  # a list of cited works: other people's titles
    FURNITURE = "furniture"  # navigation, adverts, slogans, by their shape
    FRAME = "frame"  # the same where the file's format says so, or a page's head and foot: no figure is read in it


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about a document or a section; None is unknown."""

    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: date | None = None
    url: str | None = None
    language: str | None = None

    def over(self, base: "Metadata") -> "Metadata":
        """Return these values, with `base` filling the gaps."""
        known = {name: value for name in METADATA_FIELDS if (value := getattr(self, name)) is not None}
        return replace(base, **known)


NOTHING_KNOWN = Metadata()
METADATA_FIELDS = ("title", "author", "publisher", "published", "url", "language")
READ_BY = ("title", "publisher", "published", "language")  # what a text is read by: another date is another "last year"


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a document with a voice, and maybe a title, author and date of its own.

    `number` counts from 1. `metadata` holds the section's own values only; `Metadata.over` lays them
    over the document's.
    """

    number: int
    span: Span
    kind: SectionKind = SectionKind.BODY
    metadata: Metadata = NOTHING_KNOWN


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What of a file is not in its text: how many numbers it holds, why it is not there, and how it begins.

    Without numbers it is a remark on the whole: "pages without text: 3, 7".
    """

    reason: str
    numbers: int
    sample: str


@dataclass(frozen=True, slots=True)
class Document:
    """A text as loaded, never changed afterwards.

    `sha256` is of the content as it came (a file's bytes). `path` is as the user gave it, with `/`.
    `sections` cover the text from start to end in order and do not overlap. `origins` says of each
    known metadata field where its value comes from. `pages` holds the start of each page, empty where the
    format has none. `encoding` and `decoded_by` say how bytes became characters, `left_out` which parts of
    the file the text does not have.
    """

    text: str
    sha256: str
    path: str
    metadata: Metadata = NOTHING_KNOWN
    sections: tuple[Section, ...] = ()
    origins: tuple[tuple[str, Origin], ...] = ()
    pages: tuple[int, ...] = ()
    size: int = 0
    format: str = "text"
    encoding: str | None = None
    decoded_by: Decoding | None = None
    left_out: tuple[LeftOut, ...] = ()

    @classmethod
    def from_text(
        cls,
        text: str,
        *,
        path: str = "text",
        title: str | None = None,
        author: str | None = None,
        publisher: str | None = None,
        published: date | None = None,
        url: str | None = None,
        language: str | None = None,
    ) -> "Document":
        """Make a document of one section from a text in memory."""
        metadata = Metadata(title, author, publisher, published, url, language)
        content = text.encode("utf-8", "surrogatepass")
        return cls(
            text=text,
            sha256=hashlib.sha256(content).hexdigest(),
            path=path,
            metadata=metadata,
            sections=(Section(1, Span(0, len(text))),),
            origins=tuple((name, Origin.TYPED) for name in METADATA_FIELDS if getattr(metadata, name) is not None),
            size=len(content),
        )


@dataclass(frozen=True, slots=True)
class Work:
    """A text that is cited on its own, a document or a post in one, as it was known when it was added."""

    document: str
    section: int | None
    metadata: Metadata
    path: str
