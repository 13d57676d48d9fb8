"""Pieces of pages within other formats: the text of a mail, a field of an article."""

import re
from dataclasses import replace
from html.parser import HTMLParser

from ledger.errors import MissingExtra
from ledger.loaders.content import Content
from ledger.loaders.homes import find_home
from ledger.loaders.loaded import Loaded, TextWriter
from ledger.loaders.registry import LOADERS
from ledger.loaders.superscripts import raise_digits
from ledger.model.document import SectionKind

_PAGE = ".html"
_TAG = re.compile(r"</[a-zA-Z][a-zA-Z0-9]{0,9}\s*>|<(?:br|p|div|hr|img)\b[^<>]{0,500}>", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_UNSEEN = frozenset({"script", "style", "head", "template", "title"})
_INLINE = frozenset({"a", "b", "i", "em", "strong", "span", "font", "u", "sup", "sub", "small", "img", "abbr", "time"})
_UNDRESSED = "read as bare paragraphs, for figure-ledger[html] was not installed"
_CELLS = frozenset({"td", "th"})


def is_html(text: str) -> bool:
    """Tell a piece of a page from plain text: it has tags, not only a "<"."""
    return _TAG.search(text) is not None


def read_html(path: str, source: str) -> Loaded:
    """Read a piece of a page as saved pages are read; where that is not installed, as its bare paragraphs."""
    if _PAGE in LOADERS:
        try:
            return _whole(find_home(LOADERS[_PAGE].home)(Content(path, source.encode("utf-8", "replace"), "utf-8")))
        except MissingExtra:
            pass
    paragraphs = _Paragraphs()
    paragraphs.miss(_UNDRESSED)
    paragraphs.feed(source)
    paragraphs.close()
    return paragraphs.loaded()


def _whole(page: Loaded) -> Loaded:
    """Return a piece as text, where most of it was taken for what stands around a text: nothing stands around it."""
    around = sum(mark.span.end - mark.span.start for mark in page.marks if mark.kind is SectionKind.FURNITURE)
    if 2 * around < len(page.text):
        return page
    return replace(page, marks=tuple(mark for mark in page.marks if mark.kind is not SectionKind.FURNITURE))


class _Paragraphs(HTMLParser):
    """Gathers the text between tags; every tag that is not within a line ends a paragraph."""

    def __init__(self) -> None:
        super().__init__()
        self._writer = TextWriter()
        self._line: list[str] = []
        self._unseen: list[str] = []
        self._is_raised = False

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002  (the parser gives them)
        """Begin what a tag begins."""
        if tag in _UNSEEN:
            self._unseen.append(tag)
        elif tag == "br":
            self._line.append("\n")
        elif tag == "sup":
            self._is_raised = True
        elif tag in _CELLS:
            self._line.append(" | ")
        elif tag not in _INLINE:
            self._end()

    def handle_endtag(self, tag: str) -> None:
        """End what a tag ends."""
        if tag in self._unseen:
            del self._unseen[self._unseen.index(tag) :]
        elif tag == "sup":
            self._is_raised = False
        elif tag not in _INLINE and tag not in _CELLS:
            self._end()

    def handle_data(self, data: str) -> None:
        """Take the text between two tags."""
        if not self._unseen:
            shown = _SPACE.sub(" ", data)
            self._line.append(raise_digits(shown) if self._is_raised else shown)

    def miss(self, reason: str) -> None:
        """Note what is lost by reading no more than this."""
        self._writer.miss(reason)

    def loaded(self) -> Loaded:
        """Return all that was gathered."""
        self._end()
        return self._writer.loaded("html")

    def _end(self) -> None:
        lines = "".join(self._line).split("\n")
        self._writer.paragraph("\n".join(line.strip() for line in lines))
        self._line = []
