"""The blocks of a PDF's pages written as one text, in which no page's end breaks a sentence.

A paragraph that goes on in the next column or on the next page is written whole, and what stands between its parts
before or after it: notes and the foot of the page it begins on before, the head of the page it ends on after.
"""

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from ledger.loaders.loaded import TextWriter
from ledger.loaders.pdf.paragraphs import HYPHENS, Block
from ledger.model.document import NOTHING_KNOWN, Metadata, SectionKind

_SAME_SIZE = 0.06
_NOTE = 0.93  # of the height of most letters of the page; notes are smaller
_HEADING = 1.3  # of that height; no running text is so high
_LONG = 40  # characters; what is shorter and has no end may be a heading


class Item(NamedTuple):
    """A block in the order of reading, and who speaks in it."""

    block: Block
    kind: SectionKind = SectionKind.BODY


class _Aside(NamedTuple):
    """A text that is no part of the paragraphs around it."""

    text: str
    kind: SectionKind
    metadata: Metadata


class Flow:
    """Writes blocks, and holds back a paragraph that may go on."""

    def __init__(self, writer: TextWriter) -> None:
        self.writer = writer
        self._body = 0.0  # the height of most letters of the page
        self._page = self._begun = -1
        self._held: list[Block] = []
        self._waiting: list[_Aside] = []

    def begin(self, page: int, body: float) -> None:
        """Begin a page, most of whose letters are so high."""
        self._page, self._body = page, body
        if not self._held:
            self._turn(page)

    def write(self, items: Iterable[Item]) -> None:
        """Write blocks of the page."""
        for block, kind in items:
            if kind is not SectionKind.BODY or self._is_note(block):
                self.beside(block, kind)
            elif self._held and self._goes_on(block):
                self._held.append(block)
            else:
                self.finish()
                if self._may_go_on(block):
                    self._held = [block]
                else:
                    self.beside(block, kind)

    def aside(self, text: str, kind: SectionKind, metadata: Metadata = NOTHING_KNOWN) -> None:
        """Write what is no part of the paragraph held back: before it, or behind it where it has left its page."""
        if self._held and self._held[0].page < self._page:
            self._waiting.append(_Aside(text, kind, metadata))
        else:
            self._turn(self._page)
            self.writer.paragraph(text, kind, metadata)

    def finish(self) -> None:
        """Write what was held back, and what waits for its end."""
        if self._held:
            self._turn(self._held[0].page)
            self.writer.paragraph(self._held[0].text)
        for before, block in pairwise(self._held):
            self._turn(block.page)
            self.writer.more(block.text, "\n" if before.text.endswith(HYPHENS) else " ")
        self._held = []
        self._turn(self._page)
        waiting, self._waiting = self._waiting, []
        for text, kind, metadata in waiting:
            self.writer.paragraph(text, kind, metadata)

    def beside(self, block: Block, kind: SectionKind) -> None:
        """Write a block that neither goes on with the paragraph held back nor ends it."""
        if block.table is None:
            self.aside(block.text, kind)
            return
        self.finish()
        self.writer.rows(block.table.rows, SectionKind.FURNITURE if block.table.is_contents else kind)

    def _turn(self, page: int) -> None:
        while self._begun < page:
            self.writer.page()
            self._begun += 1

    def _is_note(self, block: Block) -> bool:
        return block.table is None and block.h < _NOTE * self._body

    def _may_go_on(self, block: Block) -> bool:
        """Tell running text without an end from headings, tables and what has ended."""
        if block.fixed or block.is_ended or block.h > _HEADING * self._body:
            return False
        return len(block.lines) > 1 or (len(block.text) > _LONG and not block.lines[0].is_bold)

    def _goes_on(self, block: Block) -> bool:
        """Tell whether a block goes on with the paragraph held back."""
        last = self._held[-1]
        if block.fixed or abs(block.h - last.h) > _SAME_SIZE * last.h or last.is_ended:
            return False
        if block.page == last.page and block.lines[0].y > last.lines[-1].y and block.left < last.right:
            return False  # below it in its column: a gap parts them
        if block.text[0].islower():
            return True
        return not block.opens and last.is_full and block.lines[0].is_bold == last.lines[-1].is_bold
