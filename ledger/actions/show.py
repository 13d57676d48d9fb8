"""One figure with all that is known about it."""

import re

from ledger.exports.blocks import Detail, Part
from ledger.exports.quotes import period_words
from ledger.model.document import Document
from ledger.model.figure import Evidence, Figure
from ledger.store.engine import open_ledger
from ledger.store.queries import fetch_figure
from ledger.store.reads import fetch_document, fetch_judgements

_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")
_LONGEST = 600  # characters shown on either side of a sentence


def show_figure(target: str, name: str) -> Detail:
    """Return the figure with this id, or the only one whose id begins so, with its context and history."""
    with open_ledger(target, write=False) as ledger:
        figure = fetch_figure(ledger, name)
        document = fetch_document(ledger, figure.source.document)
        before, after = context(document.text, figure)
        parts = tuple(_part(document, figure, evidence) for evidence in figure.evidence)
        return Detail(figure, before, after, parts, tuple(fetch_judgements(ledger, figure.id)))


def context(text: str, figure: Figure) -> tuple[str, str]:
    """Return what stands before and after the figure's sentence in its paragraph, not too much of it."""
    start, end = figure.quote_span
    earlier = text[max(0, start - _LONGEST) : start]
    later = text[end : end + _LONGEST]
    breaks = list(_BLANK_LINE.finditer(earlier))
    following = _BLANK_LINE.search(later)
    return earlier[breaks[-1].end() :] if breaks else earlier, later[: following.start()] if following else later


def _part(document: Document, figure: Figure, evidence: Evidence) -> Part:
    words = evidence.span.of(document.text) if evidence.span else None
    return Part(evidence, _reading(figure, evidence.part), words)


def _reading(figure: Figure, part: str) -> object:
    if part == "period":
        return period_words(figure)
    return figure.to_record().get(part)
