"""One figure with all that is known about it."""

import re
from dataclasses import replace

from ledger.actions.own_topics import load_own_topics
from ledger.exports.blocks import Detail, Part
from ledger.exports.quotes import period_words
from ledger.model.document import Document
from ledger.model.figure import FISCAL_YEAR, Evidence, Figure
from ledger.model.period import Period
from ledger.store.engine import open_ledger
from ledger.store.queries import fetch_figure
from ledger.store.reads import fetch_document, fetch_judgements
from ledger.store.told import fetch_rival_readings

_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")
_SPACE = re.compile(r"\s+")
_LONGEST = 200  # characters shown on either side of a sentence


def show_figure(target: str, name: str) -> Detail:
    """Return the figure with this id, or the only one whose id begins so, with its context and history."""
    with open_ledger(target, write=False) as ledger:
        own = load_own_topics(target)
        figure = fetch_figure(ledger, name)
        figure = own.tell(figure) if own else figure
        document = fetch_document(ledger, figure.source.document)
        before, after = context(document.text, figure)
        parts = tuple(_part(document, figure, evidence) for evidence in figure.evidence)
        history = tuple(fetch_judgements(ledger, figure.id))
        return Detail(figure, before, after, parts, history, fetch_rival_readings(ledger, figure))


def context(text: str, figure: Figure) -> tuple[str, str]:
    """Return what stands before and after the figure's sentence in its paragraph.

    Of a long paragraph only the words next to the sentence are kept, whole, with "…" for the others.
    """
    start, end = figure.quote_span
    return _ending(text[:start]), _beginning(text[end:])


def _ending(text: str) -> str:
    """Return the last words of a text that stand in its last paragraph."""
    near = text[-_LONGEST - 1 :]
    if breaks := list(_BLANK_LINE.finditer(near)):
        return near[breaks[-1].end() :]
    if len(text) <= _LONGEST:
        return text
    first = _SPACE.search(near)
    return f"… {near[first.end() :]}" if first else ("… " if near[-1:].isspace() else "…")


def _beginning(text: str) -> str:
    """Return the first words of a text that stand in its first paragraph."""
    near = text[: _LONGEST + 1]
    if following := _BLANK_LINE.search(near):
        return near[: following.start()]
    if len(text) <= _LONGEST:
        return text
    spaces = list(_SPACE.finditer(near))
    return f"{near[: spaces[-1].start()]} …" if spaces else "…"


def _part(document: Document, figure: Figure, evidence: Evidence) -> Part:
    words = evidence.span.of(document.text) if evidence.span else None
    return Part(evidence, _reading(figure, evidence.part), words)


def _reading(figure: Figure, part: str) -> object:
    if part == "period":
        return period_words(figure)
    if part == FISCAL_YEAR:
        return period_words(replace(figure, period=Period(*figure.window)))
    return figure.to_record().get(part)
