"""The paragraphs, lists and tables of a Word file, with the notes they refer to."""

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from ledger.loaders.blocks import MOST_COLUMNS, Block, Cell, Paragraph, Table
from ledger.loaders.loaded import TextWriter
from ledger.loaders.office.counting_marks import counting_mark
from ledger.loaders.office.word_parts import Numbering, Style, Styles, WordPackage, is_on, list_of, value
from ledger.loaders.office.word_runs import DELETED, HIDDEN, RunReader, Shown, all_text
from ledger.loaders.superscripts import raise_digits
from ledger.model.document import SectionKind

_WRAPPERS = frozenset({"w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo", "mc:AlternateContent", "mc:Choice"})
_NONE = "0"  # the list of what is in none
_MOST_ROMAN = 39  # the last number of i, v and x alone


class Notes:
    """The marks of footnotes and endnotes, in the order in which the text refers to them."""

    def __init__(self, word: WordPackage) -> None:
        self.marks: dict[tuple[str, str], str] = {}
        self._formats = {"footnote": "decimal", "endnote": "lowerRoman"}
        self._next = {"footnote": 1, "endnote": 1}
        for part in word.parts("settings"):
            for element in word.elements(part, "w:footnotePr", "w:endnotePr"):
                kind = element.tag[2:].removesuffix("Pr")
                self._formats[kind] = value(element, "w:numFmt") or self._formats[kind]
                start = value(element, "w:numStart") or ""
                self._next[kind] = int(start) if start.isdecimal() else 1

    def mark(self, kind: str, name: str, *, is_own: bool) -> str:
        """Return the mark of a note, raised; a note is numbered when the text first refers to it.

        One with a mark of its own, which stands in the text and the note, has no number.
        """
        if is_own:
            self.marks.setdefault((kind, name), "")
        if (kind, name) not in self.marks:
            number = self._next[kind]
            self._next[kind] += 1
            is_roman = self._formats[kind] == "lowerRoman" and number <= _MOST_ROMAN
            self.marks[kind, name] = raise_digits(counting_mark(number, "lowerRoman" if is_roman else "decimal"))
        return self.marks[kind, name]


class BlockReader:
    """Reads what stands one under the other: in the text, in a cell, a note, a comment or a box."""

    def __init__(self, word: WordPackage, writer: TextWriter) -> None:
        self.styles = Styles(word)
        self.notes = Notes(word)
        self.runs = RunReader(self.styles, writer, self.notes.mark)
        self._numbering = Numbering(word)
        self._carried: Shown | None = None  # of a paragraph whose end was deleted

    def read(self, element: Element) -> Iterator[Block]:
        """Yield a paragraph or table, and the boxes that hang on it; of another element all that it holds."""
        if element.tag == "w:p":
            yield from self._paragraph(element)
        elif element.tag == "w:tbl":
            yield self._table(element)
        elif element.tag == "a:p":
            yield Paragraph(all_text(element))
        else:
            yield from self.read_all(element)

    def read_all(self, elements: Iterable[Element]) -> Iterator[Block]:
        """Yield all that the elements hold, to the end of what holds them."""
        for element in elements:
            yield from self.read(element)
        yield from self.rest()

    def rest(self) -> Iterator[Block]:
        """Yield the paragraph whose end was deleted, where none follows that it could go on in."""
        shown, self._carried = self._carried, None
        if shown is not None:
            yield Paragraph(shown.text, pages=tuple(shown.pages))
            yield from self.read_all(shown.boxes)

    def _paragraph(self, element: Element) -> Iterator[Block]:
        properties = element.find("w:pPr")
        style_id = value(properties, "w:pStyle")
        style = self.styles.get(style_id)
        shown, self._carried = self._carried or Shown(), None
        self.runs.read(element, shown, style)
        mark = properties.find("w:rPr") if properties is not None else None
        if mark is not None and (mark.find("w:del") is not None or mark.find("w:moveFrom") is not None):
            self._carried = shown
            return
        label = self._label(properties, style_id, style)
        text = f"{label} {shown.text.lstrip()}" if label and shown.text.strip() else shown.text
        within = [page for page in shown.pages if shown.text[page:].strip()]
        yield Paragraph(
            text,
            is_item=label is not None and not style.name.startswith("heading"),
            is_title=style.name == "title",
            pages=tuple(page and page + len(text) - shown.length for page in within),
            kind=SectionKind.FURNITURE if _leads(style.name) else SectionKind.BODY,
        )
        yield from self.read_all(shown.boxes)
        yield Paragraph("", pages=(0,) * (len(shown.pages) - len(within)))

    def _label(self, properties: Element | None, style_id: str | None, style: Style) -> str | None:
        own, level = list_of(properties)
        list_id = style.list_id if own is None else own
        if list_id is None or list_id == _NONE:
            return None
        level = level if level is not None or own is not None else style.level
        return self._numbering.label(list_id, level, style_id)

    def _table(self, element: Element) -> Table:
        rows: list[tuple[Cell, ...]] = []
        headings = 0
        for row in _inner(element, "w:tr"):
            properties = row.find("w:trPr")
            if properties is not None and properties.find("w:del") is not None:
                self.runs.lose(row, DELETED)
            elif is_on(properties, "w:hidden"):
                self.runs.lose(row, HIDDEN)
            else:
                headings += len(rows) == headings and bool(is_on(properties, "w:tblHeader"))
                rows.append(tuple(self._row(row, properties)))
        return Table(tuple(rows), headings)

    def _row(self, row: Element, properties: Element | None) -> Iterator[Cell]:
        page = self.runs.pages
        if before := _number(value(properties, "w:gridBefore")):
            yield Cell(columns=before)
        for cell in _inner(row, "w:tc"):
            about = cell.find("w:tcPr")
            merged = about.find("w:vMerge") if about is not None else None
            yield Cell(
                tuple(self.read_all(cell)),
                max(_number(value(about, "w:gridSpan")), 1),
                goes_on=merged is not None and merged.get("val") != "restart",
            )
        self.runs.pages = min(self.runs.pages, page + 1)  # each cell of a row tells the same new page


def _inner(element: Element, tag: str) -> Iterator[Element]:
    """Yield the rows of a table or the cells of a row, also those within wrappers."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _inner(child, tag)


def _number(told: str | None) -> int:
    return min(int(told), MOST_COLUMNS) if told and told.isdecimal() and len(told) < 9 else 0


def _leads(style: str) -> bool:
    """Tell the style of what only leads to other pages: a table of contents or of figures."""
    return style.startswith("toc ") or style == "table of figures"
