"""The text of a page as its reader sees it: paragraphs, list items and tables, and what is in it but not seen."""

import re
from dataclasses import dataclass, replace

from ledger.lexicon.web_pages import Elements, load_web_pages
from ledger.loaders.web.inline import BREAK, Line
from ledger.loaders.web.tables import is_table, read_rows
from ledger.loaders.web.tree import Element
from ledger.loaders.web.unseen import FALLBACK, HIDDEN, why_unseen

_SHORT_TERM = 80  # characters; a longer one is a paragraph of its own
_MARKED = re.compile(r"\w$")


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of text that stands on lines of its own, in the innermost such element.

    `linked` counts the characters that are links; `rows` are those of a table; what has the same number above zero
    as `item` is of one list.
    """

    text: str
    element: Element
    linked: int = 0
    item: int = 0
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Unseen:
    """Text of a page that its reader does not see, and why; a script could show it where it is told `by_script`."""

    text: str
    reason: str
    element: Element
    by_script: bool = False


@dataclass(frozen=True, slots=True)
class Flow:
    """The blocks of a page in their order, and what is not seen of it."""

    blocks: tuple[Block, ...]
    unseen: tuple[Unseen, ...]


class _Leave:
    """The end of an element, while going through a page."""

    __slots__ = ("element",)

    def __init__(self, element: Element) -> None:
        self.element = element


def read_flow(page: Element, shown: frozenset[Element] = frozenset()) -> Flow:
    """Read the text of a page from its beginning to its end; what would be hidden is kept where it is `shown`."""
    reader = _Reader(load_web_pages().elements, shown)
    reader.read(page)
    return Flow(tuple(reader.blocks), tuple(reader.unseen))


class _Reader:
    """Goes through a page and collects its blocks."""

    def __init__(self, words: Elements, shown: frozenset[Element]) -> None:
        self.blocks: list[Block] = []
        self.unseen: list[Unseen] = []
        self._words = words
        self._shown = shown
        self._line = Line()
        self._marker = ""  # of the list item whose first block is still to come
        self._term: Block | None = None  # the word that the next block explains
        self._lists: list[tuple[Element, int]] = []  # with the number of the item to come
        self._listed = 0  # lists so far, those within others not counted
        self._kept = 0  # elements around that keep their spaces

    def read(self, page: Element) -> None:
        """Go through all that is in an element."""
        stack: list[Element | str | _Leave] = [page]
        while stack:
            item = stack.pop()
            if isinstance(item, str):
                self._line.write(item, kept=bool(self._kept))
            elif isinstance(item, _Leave):
                self._leave(item.element)
            elif self._enter(item):
                stack.append(_Leave(item))
                stack += reversed(item.children)
        self._end(page)
        self._end_term()

    def _enter(self, element: Element) -> bool:
        """Begin an element; tell whether what is in it is to be read."""
        words = self._words
        if element.tag in words.no_text:
            return False
        if self._passes_over(element):
            return False
        if element.tag == "br":
            self._line.write(BREAK, kept=True)
            return False
        if element.tag in words.blocks:
            self._end(element.parent or element)
            if element.tag == "table" and is_table(element):
                self._table(element)
                return False
            self._begin_block(element)
        else:
            self._line.enter(element)
        return True

    def _passes_over(self, element: Element) -> bool:
        """Tell whether an element is not seen, and note what it holds."""
        reason = None if element in self._shown else why_unseen(element, self._words)
        if reason:
            by_script = reason in (HIDDEN, FALLBACK)
            self.unseen.append(Unseen(element.text("\n"), reason, element, by_script))
        return reason is not None

    def _begin_block(self, element: Element) -> None:
        self._kept += element.tag in self._words.kept_spaces
        if element.tag in self._words.lists or element.tag == "dl":
            self._listed += not self._lists
            self._lists.append((element, _first_number(element)))
        elif element.tag == "li":
            self._marker = self._next_marker(element)
        elif element.tag == "dt":
            self._end_term()
        elif element.tag == "input" and element.get("type").lower() not in ("hidden", "submit", "button"):
            self.unseen.append(Unseen(element.get("value"), "in the field of a form", element))

    def _next_marker(self, item: Element) -> str:
        if not self._lists or self._lists[-1][0].tag != "ol":
            return "- "
        top, number = self._lists[-1]
        number = _whole(item.get("value"), number)
        self._lists[-1] = (top, number + (-1 if "reversed" in top.attributes else 1))
        letter = top.get("type") if top.get("type") in ("a", "A") and 0 < number <= 26 else ""
        return f"{chr(ord(letter) + number - 1) if letter else number}. "

    def _leave(self, element: Element) -> None:
        if element.tag not in self._words.blocks:
            self._line.leave(element)
            return
        self._end(element)
        self._kept -= element.tag in self._words.kept_spaces
        if self._lists and self._lists[-1][0] is element:
            self._lists.pop()
        if element.tag == "li":
            self._marker = ""
        elif element.tag == "dl":
            self._end_term()

    def _end(self, element: Element) -> None:
        """End the line that is being written; it belongs to the element."""
        linked = self._line.linked
        for text in self._line.end(kept=bool(self._kept)):
            self._add(Block(text, element, min(linked, len(text))))

    def _add(self, block: Block) -> None:
        heading = block.element.tag in self._words.headings
        if block.element.tag == "dt" and len(block.text) <= _SHORT_TERM and not self._term:
            self._term = block
            return
        if self._term is not None:
            if block.element.tag == "dd":
                joint = ": " if _MARKED.search(self._term.text) else " "
                linked = self._term.linked + block.linked
                block = replace(block, text=f"{self._term.text}{joint}{block.text}", linked=linked, item=self._listed)
                self._term = None
            self._end_term()
        if self._marker and not (heading and self._marker == "- "):
            block = replace(block, text=self._marker + block.text, item=self._listed)
        self._marker = ""
        self.blocks.append(block)

    def _end_term(self) -> None:
        term, self._term = self._term, None
        if term is not None:
            self.blocks.append(term)

    def _table(self, table: Element) -> None:
        """Add a table, its caption before it."""
        self._end_term()
        for caption in table.find("caption"):
            text = self._inline(caption)
            if text:
                self.blocks.append(Block(text, caption))
        rows = read_rows(table, self._inline, self._passes_over)
        if any(cell for row in rows for cell in row):
            text = "\n".join(" ".join(row) for row in rows)
            self.blocks.append(Block(text, table, sum(len(link.text()) for link in table.find("a")), rows=rows))

    def _inline(self, element: Element) -> str:
        """Return all text of an element as one line."""
        reader = _Reader(self._words, self._shown)
        reader.read(element)
        self.unseen += reader.unseen
        return " ".join(" ".join(block.text.split("\n")) for block in reader.blocks)


def _first_number(listed: Element) -> int:
    if "reversed" in listed.attributes:
        items = sum(1 for child in listed.children if isinstance(child, Element) and child.tag == "li")
        return _whole(listed.get("start"), items)
    return _whole(listed.get("start"), 1)


def _whole(value: str, default: int) -> int:
    value = value.strip()
    return int(value) if re.fullmatch(r"-?\d{1,9}", value, re.ASCII) else default
