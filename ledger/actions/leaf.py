"""A document to be read on a screen: leaves of a length that a browser shows at once, with the figures in each."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from ledger.actions.documents import find_document
from ledger.actions.own_topics import load_own_topics
from ledger.model.figure import Figure, Status
from ledger.model.span import Span
from ledger.store.engine import Ledger, open_ledger
from ledger.store.filters import FigureFilter
from ledger.store.queries import fetch_figures
from ledger.store.reads import DocumentEntry, fetch_documents
from ledger.store.works import fetch_text

LENGTH = 30_000  # characters of a leaf, about eight printed pages
_NEAR = 3_000  # characters before its end in which it is sought for a good place
_ENDS = (re.compile(r"\n[^\S\n]*\n\s*"), re.compile(r"\n"), re.compile(r"\s"))  # a blank line, a line, a word
_EVERY_STATUS = tuple(Status)


@dataclass(frozen=True, slots=True)
class Leaf:
    """A part of a document's text, with the figures that begin in it; leaves are counted from 1."""

    entry: DocumentEntry
    span: Span
    text: str
    figures: tuple[Figure, ...]
    number: int
    starts: tuple[int, ...]

    @property
    def leaves(self) -> int:
        """How many there are."""
        return len(self.starts)


def read_leaf(target: str, name: str, number: int = 1, *, at: int | None = None) -> Leaf:
    """Return a leaf of a document by its number, or that with a place in the text; the last where there are fewer.

    Raises:
        UnknownDocument, AmbiguousDocument: the name leads to none, or to several.

    """
    with open_ledger(target, write=False) as ledger:
        entry = find_document(ledger, name, fetch_documents(ledger))
        text = fetch_text(ledger, entry.sha256)
        starts = _starts(text)
        wanted = number if at is None else bisect_right(starts, at)
        number = max(1, min(wanted, len(starts)))
        span = Span(starts[number - 1], [*starts, len(text)][number])
        figures = _figures(target, ledger, entry, span)
    end = max([span.end, *(figure.span.end for figure in figures)])  # a figure over the end of a leaf is shown whole
    return Leaf(entry, span, text[span.start : end], figures, number, starts)


def _figures(target: str, ledger: Ledger, entry: DocumentEntry, span: Span) -> tuple[Figure, ...]:
    own = load_own_topics(target)
    asked = FigureFilter(document=entry.sha256, statuses=_EVERY_STATUS, within=span)
    found = fetch_figures(ledger, asked)
    return tuple(map(own.tell, found) if own else found)


def _starts(text: str) -> tuple[int, ...]:
    """Return where the leaves of a text begin: behind a blank line, a line or a word near the length that fits."""
    starts = [0]
    while len(text) - starts[-1] > LENGTH + _NEAR:
        starts.append(_end(text, starts[-1] + LENGTH))
    return tuple(starts)


def _end(text: str, wanted: int) -> int:
    for end in _ENDS:
        found = [one.end() for one in end.finditer(text, wanted - _NEAR, wanted)]
        if found:
            return found[-1]
    return wanted
