"""The documents, and the running text of one with every figure marked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from ledger.actions.documents import Record, list_documents
from ledger.actions.leaf import Leaf, read_leaf
from ledger.actions.measuring import worst_tone
from ledger.exports.report.content import Shown
from ledger.exports.report.parts import look_of
from ledger.exports.report.passages import Passage, paragraphs
from ledger.model.document import Section
from ledger.model.figure import Figure
from ledger.model.span import Span
from ledger.web.asked import read_number
from ledger.web.desk import Desk, Look
from ledger.web.exporting import DOCUMENT_FORMATS
from ledger.web.pages import desk_of, page

SIZE = 100  # documents on a page
_MOST_SECTIONS = 300


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words of a text, with the figure that they are, if they are one, and its look.

    `beside` are figures within the words of another: they cannot be marked a second time and stand behind it.
    """

    text: str
    figure: Figure | None = None
    look: str = ""
    beside: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph in pieces; `section` is the number of the section that begins with it."""

    pieces: tuple[Piece, ...]
    section: int | None = None


def documents_page(request: Request) -> Response:
    """Show the documents, a page of them."""
    records = document_records(desk_of(request))
    words = request.query_params.get("q", "").strip().casefold()
    fitting = [one for one in records if words in " ".join(str(one[key] or "") for key in _NAMES).casefold()]
    pages = max(1, -(-len(fitting) // SIZE))
    number = max(1, min(read_number(request.query_params.get("page")), pages))
    return page(
        request,
        "documents.html",
        documents=fitting[(number - 1) * SIZE : number * SIZE],
        total=len(fitting),
        every=len(records),
        number=number,
        pages=pages,
        words=request.query_params.get("q", ""),
        formats=DOCUMENT_FORMATS,
    )


def document_records(desk: Desk) -> list[Record]:
    """Return a record for each document."""
    return desk.kept("documents", lambda: [one for one in list_documents(desk.target) if one["section"] is None])


_NAMES = ("title", "publisher", "author", "path")


def document_page(request: Request) -> Response:
    """Show the text of a document, a leaf of it, with every figure marked by what is said of it."""
    desk, parameters = desk_of(request), request.query_params
    place = parameters.get("at")
    at = read_number(place, -1) if place else -1
    number = read_number(parameters.get("page"))
    leaf = read_leaf(desk.target, request.path_params["name"], number, at=at if at >= 0 else None)
    look = desk.look()
    first = max(0, leaf.number - 6)
    return page(
        request,
        "document.html",
        leaf=leaf,
        entry=leaf.entry,
        known=leaf.entry.metadata,
        paragraphs=list(_paragraphs(leaf, look)),
        sections=_titled(leaf),
        leaves=range(first + 1, min(leaf.leaves, first + 11) + 1),
        is_now=look.is_now,
    )


def _titled(leaf: Leaf) -> list[Section]:
    """Return the sections that are led to by their titles."""
    sections = leaf.entry.sections
    return [one for one in sections if one.metadata.title][:_MOST_SECTIONS] if len(sections) > 1 else []


def _paragraphs(leaf: Leaf, look: Look) -> Iterator[Paragraph]:
    passage = Passage(Span(leaf.span.start, leaf.span.start + len(leaf.text)), leaf.text)
    begins = {section.span.start: section.number for section in leaf.entry.sections if len(leaf.entry.sections) > 1}
    waiting = sorted(begins)
    figures = sorted(leaf.figures, key=lambda figure: (figure.span.start, -figure.span.end))
    for paragraph in paragraphs(passage):
        span = Span(leaf.span.start + paragraph.start, leaf.span.start + paragraph.end)
        here = [figure for figure in figures if span.start <= figure.span.start < span.end]
        begun = [start for start in waiting if leaf.span.start <= start < span.end]
        waiting = [start for start in waiting if start not in begun]
        section = begins[begun[-1]] if begun else None
        yield Paragraph(tuple(_pieces(leaf, span, here, look)), section)


def _pieces(leaf: Leaf, span: Span, figures: Sequence[Figure], look: Look) -> Iterator[Piece]:
    at, offset = span.start, leaf.span.start
    for figure in figures:
        start, end = figure.span
        if start < at:
            yield Piece(figure.surface, figure, _look(figure, look), beside=True)
            continue
        yield Piece(leaf.text[at - offset : start - offset])
        yield Piece(leaf.text[start - offset : end - offset], figure, _look(figure, look))
        at = end
    yield Piece(leaf.text[at - offset : max(at, span.end) - offset])


def _look(figure: Figure, look: Look) -> str:
    return look_of(Shown(figure, tone=worst_tone(figure, look.of_figure(figure.id))))
