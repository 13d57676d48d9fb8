"""Readers' comments on a page: who wrote each, and when."""

import re
from collections.abc import Sequence

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


def _comment(element: Element | None) -> Element | None:
    """Return the innermost comment around an element."""
    for _ in range(_HIGHEST):
        if element is None:
            return None
        if _NUMBERED.fullmatch(element.get("id")) or "Comment" in element.get("itemtype"):
            return element
        if element.tag in ("li", "article") and "comment" in words_of_name(element.get("class")):
            return element
        element = element.parent
    return None


def _read(comment: Element, words: PartWords) -> Metadata:
    author = day = None
    dates = DateReader(load_section_words())
    for element in comment.walk():
        if element is not comment and _comment(element) is not comment:
            break  # the first answer to it
        names = words_of_name(f"{element.get('class')} {element.get('itemprop')}")
        text = " ".join(element.text().split()) if names or element.tag in ("time", "cite") else ""
        if author is None and (names & words.author or element.tag == "cite") and 0 < len(text) <= _LONGEST:
            author = text
        if day is None and (names & words.date or element.tag == "time"):
            day = read_day(element.get("datetime") or text[:_LONGEST], dates)
    return Metadata(author=author, published=day)
