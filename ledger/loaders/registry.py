"""Every format the ledger reads, and the doors of the room: find documents, open what holds several, load one."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from ledger.errors import DocumentUnreadable, UnknownFormat
from ledger.loaders.content import STDIN, Content, read_content
from ledger.loaders.fence import read_fenced
from ledger.loaders.folders import Found, Held, find_files
from ledger.loaders.homes import find_home
from ledger.loaders.layout.months import without_later_stamp
from ledger.loaders.layout.sections import find_layout
from ledger.loaders.limits import refuse_endless
from ledger.loaders.loaded import Loaded
from ledger.loaders.manifest import Manifest, find_manifest
from ledger.model.document import METADATA_FIELDS, Document, Metadata, Origin


@dataclass(frozen=True, slots=True)
class Format:
    """How files of one kind are loaded: by which "module:function" from a `Content` to a `Loaded`.

    A parser that hostile bytes could keep busy works behind the fence.
    """

    home: str
    fenced: bool = True

    def load(self, content: Content) -> Loaded:
        """Turn bytes into text, with what the format tells of it."""
        if self.fenced and not content.trusted:
            return read_fenced(self.home, content)
        loaded: Loaded = find_home(self.home)(content)
        return loaded


_PLAIN = Format("ledger.loaders.plain_text:load_plain_text", fenced=False)
_PAGE = Format("ledger.loaders.web.page:load_html_page")
_PAGE_ARCHIVE = Format("ledger.loaders.web.page_archive:load_page_archive")
_WORD = Format("ledger.loaders.office.word_document:load_word_document")
_PDF = Format("ledger.loaders.pdf.pages:load_pdf")

# Ending → format. A format's function is imported when the first such file is met.
LOADERS: Mapping[str, Format] = MappingProxyType(
    {
        ".txt": _PLAIN,
        ".md": _PLAIN,
        ".html": _PAGE,
        ".htm": _PAGE,
        ".xhtml": _PAGE,
        ".mhtml": _PAGE_ARCHIVE,
        ".mht": _PAGE_ARCHIVE,
        ".docx": _WORD,
        ".docm": _WORD,
        ".dotx": _WORD,
        ".odt": Format("ledger.loaders.office.writer_document:load_writer_document"),
        ".article": Format("ledger.loaders.bundles.article:load_article"),
        ".pdf": _PDF,
        ".message": Format("ledger.loaders.mail.message:load_message"),
    }
)

# What is a document only within a file of several.
_HELD = frozenset({".article", ".message"})

# Ending → "module:function" from a `Content` to those it holds, for files that hold several documents.
OPENERS: Mapping[str, str] = MappingProxyType(
    {
        ".zip": "ledger.loaders.bundles.zip_archive:open_zip_archive",
        ".jsonl": "ledger.loaders.bundles.json_lines:open_json_lines",
        ".ndjson": "ledger.loaders.bundles.json_lines:open_json_lines",
        ".json": "ledger.loaders.bundles.json_lines:open_json_list",
        ".eml": "ledger.loaders.mail.message:open_mail",
        ".mbox": "ledger.loaders.mail.box:open_mail_box",
    }
)


def find_documents(paths: Sequence[str], others: Iterable[str] = ()) -> Found:
    """Find the documents that files, folders, globs and "-" lead to, and files with `others` endings: `find_files`."""
    return find_files(paths, (*known_endings(), *others))


def known_endings() -> tuple[str, ...]:
    """Return the endings of files that can be added."""
    return tuple(ending for ending in (*LOADERS, *OPENERS) if ending not in _HELD)


def open_content(content: Content) -> Iterator[Held]:
    """Yield the documents that a file holds, with what in it is none or cannot be read; most files are one document.

    Raises:
        LedgerError: the file cannot be opened, or not to its end; what was yielded holds.

    """
    if content.kind not in OPENERS:
        yield content
        return
    yield from find_home(OPENERS[content.kind])(content)


def load_document(
    path: str | Path,
    *,
    manifest: Manifest | None = None,
    encoding: str | None = None,
    overrides: Metadata | None = None,
) -> Document:
    """Load one file, or standard input for "-"; see `load_content`.

    Raises:
        DocumentUnreadable: it cannot be read, or may hold several documents: see `load_documents`.

    """
    content = read_content(path, encoding=encoding)
    if content.kind in OPENERS:
        raise DocumentUnreadable(content.path, "it may hold several documents", "Call load_documents for such a file.")
    return load_content(content, manifest=manifest, overrides=overrides)


def load_documents(
    path: str | Path, *, encoding: str | None = None, overrides: Metadata | None = None
) -> Iterator[Document]:
    """Load every document of a file, one after the other; what in it is none is passed over, see `open_content`."""
    for held in open_content(read_content(path, encoding=encoding)):
        if isinstance(held, Content):
            yield load_content(held, overrides=overrides)


def load_content(content: Content, *, manifest: Manifest | None = None, overrides: Metadata | None = None) -> Document:
    """Make a document of bytes: its text, its sections, and each known value with where it comes from.

    What the user typed stands over what is declared, that over what the text's own head states, and that over
    what a program stamped on the file. Without `manifest` the one beside the file counts, if there is one.
    """
    loaded = _load(content)
    declared = _declared(content.path, manifest).over(content.declared).over(loaded.metadata)
    typed = overrides or Metadata()
    known = typed.over(declared)
    layout = find_layout(loaded.text, known.language, loaded.marks, known.title)
    stamped = without_later_stamp(loaded.stamped, loaded.text)
    return Document(
        text=loaded.text,
        sha256=content.sha256,
        path=content.path,
        metadata=known.over(layout.metadata).over(stamped),
        sections=layout.sections,
        origins=_origins(typed, declared, layout.metadata, stamped),
        pages=loaded.pages,
        size=len(content.data),
        format=loaded.format,
        encoding=loaded.encoding,
        decoded_by=loaded.decoded_by,
        left_out=loaded.left_out,
    )


def load_text(content: Content) -> str:
    """Return the text that a document of these bytes has, whatever is declared of it."""
    return _load(content).text


def _load(content: Content) -> Loaded:
    loaded = _format(content).load(content)
    if not loaded.text.strip("\ufeff").strip():
        raise DocumentUnreadable(content.path, "it is empty", "Check that it was saved, or leave it out.")
    if not content.trusted:
        refuse_endless(content.path, loaded.text, len(content.data))
    return loaded


def _format(content: Content) -> Format:
    if content.kind not in LOADERS:
        raise UnknownFormat(content.path, LOADERS)
    return LOADERS[content.kind]


def _declared(path: str, manifest: Manifest | None) -> Metadata:
    if path == STDIN:
        return Metadata()
    beside = manifest or find_manifest(Path(path).parent)
    return (beside and beside.metadata_of(Path(path).name)) or Metadata()


def _origins(
    typed: Metadata, declared: Metadata, stated: Metadata, stamped: Metadata
) -> tuple[tuple[str, Origin], ...]:
    """Say of each known field which layer it comes from, the strongest that has it."""
    layers = (
        (stamped, Origin.STAMPED),
        (stated, Origin.EXTRACTED),
        (declared, Origin.DECLARED),
        (typed, Origin.TYPED),
    )
    found = {name: origin for layer, origin in layers for name in METADATA_FIELDS if getattr(layer, name) is not None}
    return tuple((name, found[name]) for name in METADATA_FIELDS if name in found)
