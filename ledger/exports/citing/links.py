"""Links that open a page at a quote, by a text fragment that browsers look for (WICG Scroll to Text Fragment)."""

import re
from functools import cached_property
from urllib.parse import quote as percent_encoded
from urllib.parse import urlsplit

from ledger.model.figure import Figure

_LONGEST = 200  # characters of a quote that a link holds whole
_ENDS = 5  # words of either end of a longer one
_OPENING = 3  # words by which places are looked up
_BESIDE = 4  # words before a quote that stands several times
_WORD = re.compile(r"\S+")
_CELLS = re.compile(r"\s*(?:\n|\t|\|)\s*")  # where a quote runs over the ends of blocks: no browser finds it as one
_MARK = re.compile(r"^(?:[-–—•*·]|\d{1,3}[.)])\s+")  # of an item in a list
_LEAD = re.compile(r"[\s|]*(?:(?:[-–—•*·]|\d{1,3}[.)])\s+)?")
_TAIL = re.compile(r"[\s|]+$")
_SCHEMES = ("http", "https")


class Page:
    """The text of a document, in which words are counted without going through it for each."""

    def __init__(self, text: str) -> None:
        self.text = text

    def count(self, words: str) -> int:
        """Count where words follow each other, in any case, whatever signs stand between them."""
        wanted = _spelled(words)
        if not wanted:
            return 0
        width = min(len(wanted), _OPENING)
        starts = self._places.get(tuple(wanted[:width]), ())
        return sum(self._words[at : at + len(wanted)] == wanted for at in starts)

    @cached_property
    def _words(self) -> list[str]:
        return _spelled(self.text)

    @cached_property
    def _places(self) -> dict[tuple[str, ...], list[int]]:
        """Where each one, two and three words begin."""
        places: dict[tuple[str, ...], list[int]] = {}
        words = self._words
        for at in range(len(words)):
            for width in range(1, _OPENING + 1):
                places.setdefault(tuple(words[at : at + width]), []).append(at)
        return places


def quote_link(url: str | None, page: Page, figure: Figure) -> str | None:
    """Return the address with the figure's sentence as its fragment; None where the address is none of the web.

    Where the sentence's words stand more than once in the text of its document, those before them are told too.
    """
    if not url or not is_of_the_web(url):
        return None
    return f"{url}{'' if '#' in url else '#'}:~:text={_directive(page, figure)}"


def _spelled(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def is_of_the_web(url: str) -> bool:
    """Tell an address that a browser can open from any other text."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme.lower() in _SCHEMES and bool(parts.netloc) and not re.search(r"[\s\x00-\x1f\x7f]", url)


def _directive(page: Page, figure: Figure) -> str:
    text = page.text
    start, end = _trimmed(text, *figure.quote_span)
    first, last = _ends(text, start, end)
    shown = _encoded(first) if last is None else f"{_encoded(first)},{_encoded(last)}"
    if page.count(first) > 1 and (before := _before(text, start)):
        return f"{_encoded(before)}-,{shown}"
    return shown


def _ends(text: str, start: int, end: int) -> tuple[str, str | None]:
    """Return what to look for: the sentence, or the words at its beginning and at its end where it is long."""
    sentence = text[start:end]
    if end - start <= _LONGEST and not _CELLS.search(sentence):
        return sentence, None
    blocks = [block for block in _CELLS.split(sentence) if block]
    first, last = _WORD.findall(blocks[0])[:_ENDS], _WORD.findall(blocks[-1])[-_ENDS:]
    return " ".join(first), " ".join(last)


def _before(text: str, start: int) -> str:
    """Return the last words before a place, all of one block: the same, or the one before it."""
    blocks = [block for block in _CELLS.split(text[max(0, start - _LONGEST) : start]) if _MARK.sub("", block).strip()]
    return " ".join(_WORD.findall(_MARK.sub("", blocks[-1]))[-_BESIDE:]) if blocks else ""


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a sentence without the bars and the mark of a list, which no page has as words."""
    opening, closing = _LEAD.match(text, start, end), _TAIL.search(text, start, end)
    return opening.end() if opening else start, closing.start() if closing else end


def _encoded(words: str) -> str:
    """Return words for a fragment, in which a comma, a hyphen and an ampersand mean something."""
    flat = " ".join(words.split()).encode("utf-8", "replace").decode()
    return percent_encoded(flat, safe="").replace("-", "%2D")
