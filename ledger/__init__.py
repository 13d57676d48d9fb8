"""The figure ledger: figures read out of documents with their words, kept, compared and cited."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ledger.compare.registry import check as check
    from ledger.compare.relate import relate as relate
    from ledger.extract.figures import read_document as read_document
    from ledger.extract.figures import read_figures as read_figures
    from ledger.loaders.registry import load_document as load_document
    from ledger.loaders.registry import load_documents as load_documents
    from ledger.model.document import Document as Document
    from ledger.model.figure import Figure as Figure
    from ledger.model.finding import Finding as Finding
    from ledger.model.finding import Relation as Relation
    from ledger.model.span import Span as Span

# Named here, imported on first use: `ledger --help` should not wait for the reader.
_HOME = {
    "Document": "ledger.model.document",
    "Figure": "ledger.model.figure",
    "Finding": "ledger.model.finding",
    "Relation": "ledger.model.finding",
    "Span": "ledger.model.span",
    "check": "ledger.compare.registry",
    "load_document": "ledger.loaders.registry",
    "load_documents": "ledger.loaders.registry",
    "read_document": "ledger.extract.figures",
    "read_figures": "ledger.extract.figures",
    "relate": "ledger.compare.relate",
}
__all__ = list(_HOME)


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module 'ledger' has no attribute '{name}'")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
