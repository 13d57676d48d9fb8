"""Writer files (.odt): the text with its tables and lists, then notes, comments, headers and footers."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

from ledger.errors import DocumentUnreadable
from ledger.loaders.blocks import MOST_COLUMNS, Block, Cell, Paragraph, Table, write_blocks
from ledger.loaders.content import Content
from ledger.loaders.layout.citations import is_citation
from ledger.loaders.loaded import Loaded, TextWriter
from ledger.loaders.office.word_document import read_day
from ledger.loaders.office.word_runs import DELETED, HIDDEN, STRUCK
from ledger.loaders.office.writer_styles import WriterStyle, WriterStyles
from ledger.loaders.office.xml_parts import read_xml
from ledger.loaders.office.zip_package import Package, read_package
from ledger.loaders.superscripts import raise_digits
from ledger.model.document import Metadata, SectionKind

_SPACE = re.compile(r"[ \t\r\n]+")
_BLOCKS = frozenset({"text:p", "text:h", "text:list", "table:table", "text:tracked-changes"})
_INDEXES = frozenset(
    {"text:table-of-content", "text:illustration-index", "text:table-index", "text:alphabetical-index"}
)
_SILENT = frozenset({"x:title", "x:desc", "text:ruby-text", "office:annotation-end", "office:event-listeners"})
_BOXES = frozenset({"draw:text-box", "draw:custom-shape", "draw:rect", "draw:ellipse"})
_STYLES = frozenset({"style:style", "text:list-style", "text:outline-style"})
_MARGINS = frozenset(f"style:{part}{kind}" for part in ("header", "footer") for kind in ("", "-left", "-first"))
_MOST_SPACES = 100


def load_writer_document(content: Content) -> Loaded:
    """Read a Writer file as its last reader sees it: what was deleted or hidden is left out and told.

    Raises:
        DocumentUnreadable: it is no Writer file, encrypted, damaged, or made to break its readers.

    """
    package = read_package(content, "Writer file")
    if b"encryption-data" in package.read("META-INF/manifest.xml"):
        raise DocumentUnreadable(content.path, "it is encrypted", "Open it and save it without the password.")
    if "content.xml" not in package:
        raise DocumentUnreadable(content.path, "it holds no text", "Open it in a word processor and save it as .odt.")
    writer = TextWriter()
    reader = _Reader(package, writer)
    writer.page()
    write_blocks(writer, reader.read_all(_elements(package, "content.xml", _BLOCKS | _INDEXES)))
    for mark, note in reader.notes:
        blocks = list(reader.read_all(note))
        told = blocks[0].text if blocks and isinstance(blocks[0], Paragraph) else ""
        if told:
            blocks[0] = Paragraph(f"{mark} {told}")
        write_blocks(writer, blocks, SectionKind.SOURCES if is_citation(told) else SectionKind.BODY)
    for metadata, comment in reader.comments:
        write_blocks(writer, reader.read_all(comment), SectionKind.COMMENTS, metadata)
    for margin in _elements(package, "styles.xml", _MARGINS):
        write_blocks(writer, reader.read_all(margin), SectionKind.FURNITURE)
    loaded = writer.loaded("writer", Metadata(title=" ".join(reader.titles) or None), _stamped(package))
    return loaded if reader.pages == _pages(package) else replace(loaded, pages=())


def _elements(package: Package, part: str, wanted: frozenset[str]) -> Iterator[Element]:
    if part in package:
        yield from read_xml(package.content.path, package.chunks(part), wanted)


def _stamped(package: Package) -> Metadata:
    names = frozenset({"dc:title", "meta:initial-creator", "meta:creation-date"})
    told = {element.tag: (element.text or "").strip() or None for element in _elements(package, "meta.xml", names)}
    return Metadata(
        told.get("dc:title"), told.get("meta:initial-creator"), published=read_day(told.get("meta:creation-date"))
    )


def _pages(package: Package) -> int:
    for element in _elements(package, "meta.xml", frozenset({"meta:document-statistic"})):
        told = element.get("page-count", "")
        return int(told) if told.isdecimal() else 0
    return 0


class _Reader:
    """Reads paragraphs, lists and tables; gathers the notes and comments that hang on them."""

    def __init__(self, package: Package, writer: TextWriter) -> None:
        parts = (_elements(package, part, _STYLES) for part in ("styles.xml", "content.xml"))
        self.styles = WriterStyles(element for part in parts for element in part)
        self.writer = writer
        self.notes: list[tuple[str, Element]] = []
        self.comments: list[tuple[Metadata, Element]] = []
        self.titles: list[str] = []
        self.pages = 1

    def read_all(self, elements: Iterable[Element]) -> Iterator[Block]:
        """Yield all that elements hold."""
        for element in elements:
            yield from self._read(element)

    def _read(self, element: Element) -> Iterator[Block]:
        tag = element.tag
        if tag in ("text:p", "text:h"):
            yield from self._paragraph(element)
        elif tag == "text:list":
            yield from self._list(element, element.get("style-name", ""), 1)
        elif tag == "table:table":
            yield self._table(element)
        elif tag == "text:tracked-changes":
            for deleted in element.iter("text:deletion"):
                self.writer.leave_out(" ".join("".join(part.itertext()) for part in deleted.iter("text:p")), DELETED)
        elif tag in _INDEXES:
            blocks = self.read_all(element)
            yield from (
                replace(one, kind=SectionKind.FURNITURE) if isinstance(one, Paragraph) else one for one in blocks
            )
        else:
            yield from self.read_all(element)

    def _paragraph(self, element: Element, label: str | None = None) -> Iterator[Block]:
        style = self.styles.get(element.get("style-name"))
        if element.tag == "text:h":
            label = label or self.styles.heading_label(int(element.get("outline-level") or 1))
        line = _Line(self)
        line.read(element, style)
        text = line.text.strip()
        shift = 0
        if label and text:
            text, shift = f"{label} {text}", len(label) + 1
        if style.name == "title" and text:
            self.titles.append(text)
        pages = ((0,) if style.breaks else ()) + tuple(page and page + shift for page in line.pages)
        self.pages += len(pages)
        is_item = label is not None and element.tag != "text:h"
        yield Paragraph(text, is_item=is_item, is_title=style.name == "title", pages=pages)
        yield from self.read_all(line.boxes)

    def _list(self, element: Element, style: str, level: int) -> Iterator[Block]:
        goes_on = element.get("continue-numbering") == "true" or element.get("continue-list")
        if level == 1 and not goes_on:
            self.styles.begin_list(style)
        for item in element:
            start = item.get("start-value", "")
            label = None
            if item.tag == "text:list-item" and any(part.tag in ("text:p", "text:h") for part in item):
                label = self.styles.label(style, level, int(start) if start.isdecimal() else None)
            for part in item:
                if part.tag == "text:list":
                    yield from self._list(part, part.get("style-name") or style, level + 1)
                elif part.tag in ("text:p", "text:h"):
                    yield from self._paragraph(part, label)
                    label = None
                else:
                    yield from self._read(part)

    def _table(self, element: Element) -> Table:
        heads = element.find("table:table-header-rows")
        headings = len(heads.findall("table:table-row")) if heads is not None else 0
        below: dict[int, int] = {}  # columns in which a cell of a row above goes on, and for how many rows
        rows = tuple(tuple(self._row(row, below)) for row in _rows(element))
        return Table(rows, headings)

    def _row(self, row: Element, below: dict[int, int]) -> Iterator[Cell]:
        column = covered = 0
        for cell in row:
            times = min(_count(cell, "number-columns-repeated"), MOST_COLUMNS - column)
            for _ in range(max(times, 0)):
                if cell.tag == "table:covered-table-cell" and covered:
                    covered -= 1
                elif cell.tag == "table:covered-table-cell":
                    yield Cell(goes_on=below.get(column, 0) > 0)
                    below[column] = below.get(column, 0) - 1
                elif cell.tag == "table:table-cell":
                    columns = min(_count(cell, "number-columns-spanned"), MOST_COLUMNS)
                    covered = columns - 1
                    below.update(
                        dict.fromkeys(range(column, column + columns), _count(cell, "number-rows-spanned") - 1)
                    )
                    yield Cell(tuple(self.read_all(cell)), columns)
                column += 1


class _Line:
    """What a paragraph shows, with the boxes in it and the pages that begin in it."""

    def __init__(self, reader: _Reader) -> None:
        self.reader = reader
        self.boxes: list[Element] = []
        self.pages: list[int] = []
        self._pieces: list[str] = []

    @property
    def text(self) -> str:
        """All that was read."""
        return "".join(self._pieces)

    def read(self, element: Element, style: WriterStyle) -> None:
        """Read an element with all in it; what follows an inner element has the style of the outer."""
        self._say(_SPACE.sub(" ", element.text or ""), style)
        for part in element:
            self._part(part, style)
            self._say(_SPACE.sub(" ", part.tail or ""), style)

    def _part(self, part: Element, style: WriterStyle) -> None:
        tag = part.tag
        if tag == "text:s":
            self._say(" " * min(_count(part, "c"), _MOST_SPACES), style)
        elif tag == "text:tab":
            self._say("\t", style)
        elif tag == "text:line-break":
            self._say("\n", style)
        elif tag == "text:soft-page-break":
            self.pages.append(len(self.text.lstrip()))
        elif tag == "text:note":
            self._note(part)
        elif tag == "office:annotation":
            self._comment(part)
        elif tag in _BOXES:
            self.boxes.append(part)
        elif tag == "text:span":
            own = self.reader.styles.get(part.get("style-name"))
            self.read(part, own)
        elif tag not in _SILENT:
            self.read(part, style)

    def _say(self, text: str, style: WriterStyle) -> None:
        if style.hidden or style.struck:
            self.reader.writer.leave_out(text, HIDDEN if style.hidden else STRUCK)
        else:
            self._pieces.append(raise_digits(text) if style.raised else text)

    def _note(self, note: Element) -> None:
        told = note.find("text:note-citation")
        mark = raise_digits("".join(told.itertext())) if told is not None else ""
        self._pieces.append(mark)
        body = note.find("text:note-body")
        if body is not None:
            self.reader.notes.append((mark, body))

    def _comment(self, comment: Element) -> None:
        author, day = comment.findtext("dc:creator"), comment.findtext("dc:date")
        held = Element("office:annotation")
        held.extend(part for part in comment if part.tag in _BLOCKS)
        self.reader.comments.append((Metadata(author=author or None, published=read_day(day)), held))


def _rows(element: Element) -> Iterator[Element]:
    for part in element:
        if part.tag == "table:table-row":
            yield part
        elif part.tag in ("table:table-header-rows", "table:table-rows", "table:table-row-group"):
            yield from _rows(part)


def _count(element: Element, name: str) -> int:
    told = element.get(name, "1")
    return int(told) if told.isdecimal() and len(told) < 6 else 1
