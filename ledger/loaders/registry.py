"""Every format the ledger reads, and the two doors of the room: find documents, load one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from ledger.errors import UnknownFormat
from ledger.loaders.content import STDIN, Content, read_content
from ledger.loaders.folders import Found, find_files
from ledger.loaders.manifest import Manifest, find_manifest
from ledger.loaders.plain_text import load_plain_text
from ledger.loaders.sections import find_layout
from ledger.model.document import METADATA_FIELDS, Document, Metadata, Origin

Loader = Callable[[Content], Document]

# Ending → loader. A loader turns bytes into text, with what the file itself says of the document.
LOADERS: Mapping[str, Loader] = MappingProxyType({".txt": load_plain_text, ".md": load_plain_text})


def find_documents(paths: Sequence[str]) -> Found:
    """Find the documents that files, folders, globs and "-" lead to; see `find_files`."""
    return find_files(paths, LOADERS)


def load_document(
    path: str | Path,
    *,
    manifest: Manifest | None = None,
    encoding: str | None = None,
    overrides: Metadata | None = None,
) -> Document:
    """Load one file, or standard input for "-"; see `load_content`."""
    return load_content(read_content(path, encoding=encoding), manifest=manifest, overrides=overrides)


def load_content(content: Content, *, manifest: Manifest | None = None, overrides: Metadata | None = None) -> Document:
    """Make a document of bytes: its text, its sections, and each known value with where it comes from.

    What the user typed stands over what is declared, and that over what the text's own head states.
    Without `manifest` the one beside the file counts, if there is one.
    """
    document = _loader(content.path)(content)
    declared = _declared(content.path, manifest).over(document.metadata)
    typed = overrides or Metadata()
    known = typed.over(declared)
    layout = find_layout(document.text, known.language)
    return replace(
        document,
        metadata=known.over(layout.metadata),
        sections=document.sections or layout.sections,
        origins=_origins(typed, declared, layout.metadata),
    )


def _loader(path: str) -> Loader:
    ending = ".txt" if path == STDIN else Path(path).suffix.lower()
    if ending not in LOADERS:
        raise UnknownFormat(path, LOADERS)
    return LOADERS[ending]


def _declared(path: str, manifest: Manifest | None) -> Metadata:
    if path == STDIN:
        return Metadata()
    beside = manifest or find_manifest(Path(path).parent)
    return (beside and beside.metadata_of(Path(path).name)) or Metadata()


def _origins(typed: Metadata, declared: Metadata, stated: Metadata) -> tuple[tuple[str, Origin], ...]:
    """Say of each known field which layer it comes from, the strongest that has it."""
    layers = ((stated, Origin.EXTRACTED), (declared, Origin.DECLARED), (typed, Origin.TYPED))
    found = {name: origin for layer, origin in layers for name in METADATA_FIELDS if getattr(layer, name) is not None}
    return tuple((name, found[name]) for name in METADATA_FIELDS if name in found)
