"""Parts of a page with an author or day of their own: readers' comments, posts of a forum, entries of a live page."""

import re
from collections.abc import Iterator, Sequence

from ledger.lexicon.sections import load_section_words
from ledger.lexicon.web_pages import PartWords, load_web_pages, words_of_name
from ledger.loaders.layout.dates import DateReader
from ledger.loaders.web.flow import Block
from ledger.loaders.web.metadata import read_day
from ledger.loaders.web.tree import Element
from ledger.model.document import NOTHING_KNOWN, Metadata, SectionKind

_NUMBERED = re.compile(r"\D*comment\D*\d+\D*", re.I)  # "comment-412", "div-comment-7"
_HIGHEST = 20  # elements above a text in which the comment it belongs to is looked for
_LONGEST = 60  # characters of a name
_FEWEST = 3  # entries
_NO_ENTRIES = frozenset({"p", "span", "a", "td", "th", "tr", "time", "em", "strong", "b", "i"})


def read_comments(blocks: Sequence[Block], kinds: Sequence[SectionKind]) -> list[Metadata]:
    """Return for each block what the comment it belongs to states of itself; nothing for what is no comment."""
    words = load_web_pages().comments
    known: dict[Element, Metadata] = {}
    told: list[Metadata] = []
    for block, kind in zip(blocks, kinds, strict=True):
        comment = _comment(block.element) if kind is SectionKind.COMMENTS else None
        if comment is not None and comment not in known:
            known[comment] = _read(comment, words)
        told.append(known[comment] if comment is not None else NOTHING_KNOWN)
    return told


def read_entries(blocks: Sequence[Block], kinds: Sequence[SectionKind]) -> list[Metadata]:
    """Return for each block of the text what the entry it belongs to states of itself, on a page made of entries.

    Entries are known by their shape: at least three parts of one name beside each other, each with a day of its own.
    """
    words = load_web_pages().comments
    ways = [
        list(_ancestors(block.element)) if kind is SectionKind.BODY else []
        for block, kind in zip(blocks, kinds, strict=True)
    ]
    groups: dict[tuple[Element | None, str, str], dict[Element, None]] = {}
    for element in (element for way in ways for element in way):
        if element.tag not in _NO_ENTRIES and (names := element.get("class").split()):
            groups.setdefault((element.parent, element.tag, names[0]), {})[element] = None
    known: dict[Element, Metadata] = {}
    for group in groups.values():
        read = {element: _read(element, words) for element in group} if len(group) >= _FEWEST else {}
        if read and all(metadata.published for metadata in read.values()):
            known |= read
    return [next((known[element] for element in way if element in known), NOTHING_KNOWN) for way in ways]


def _ancestors(element: Element | None) -> Iterator[Element]:
    """Yield an element and those around it, but for what holds the whole page."""
    for _ in range(_HIGHEST):
        if element is None or element.tag in ("html", "body"):
            return
        yield element
        element = element.parent


def _comment(element: Element | None) -> Element | None:
    """Return the innermost comment around an element."""
    for _ in range(_HIGHEST):
        if element is None:
            return None
        if _NUMBERED.fullmatch(element.get("id")) or "Comment" in element.get("itemtype"):
            return element
        if not load_web_pages().comments.alone.isdisjoint(element.get("class").lower().split()):
            return element
        if element.tag in ("li", "article") and "comment" in words_of_name(element.get("class")):
            return element
        element = element.parent
    return None


def _read(comment: Element, words: PartWords) -> Metadata:
    author = day = None
    dates = DateReader(load_section_words())
    is_comment = _comment(comment) is comment
    for element in comment.walk():
        if is_comment and element is not comment and _comment(element) is not comment:
            break  # the first answer to it
        names = words_of_name(f"{element.get('class')} {element.get('itemprop')}")
        text = " ".join(element.text().split()) if names or element.tag in ("time", "cite") else ""
        if author is None and (names & words.author or element.tag == "cite") and 0 < len(text) <= _LONGEST:
            author = _name_within(element, words) or text
            day = day or read_day(text, dates)  # "by Rosa » 12 Sep 2023, 21:14"
        if day is None and (names & words.date or element.tag == "time"):
            day = read_day(element.get("datetime") or text[:_LONGEST], dates)
    return Metadata(author=author, published=day)


def _name_within(element: Element, words: PartWords) -> str | None:
    """Return the innermost name in the part of a comment that tells its author: "by <b class=fn>Rosa</b>, 4 May"."""
    inner = [
        found for found in element.walk() if words_of_name(found.get("class")) & words.author and found is not element
    ]
    return " ".join(inner[-1].text().split()) or None if inner else None
