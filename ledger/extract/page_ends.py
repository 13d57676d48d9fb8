"""Paragraphs that run over the foot of a page and the head of the next, or over an advert in their midst.

The text has the furniture within the sentence, and keeps it: the sentence spans it, and its tokens leave it out.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from ledger.extract.plain_tables import Row
from ledger.extract.sentences import WIDEST_WRAP, ends_paragraph
from ledger.extract.tokens import Sentence
from ledger.model.document import NOTHING_KNOWN, Document, Section, SectionKind
from ledger.model.span import Span

Line = tuple[Span, Row | None, bool]  # a paragraph or a line of a table, with its row, and whether it holds headings

_ENDED = re.compile(r"[.!?:;…|][\"'”’»)\]*_]*$")
AROUND = (SectionKind.FURNITURE, SectionKind.FRAME)
_STOP_WITHIN = re.compile(r"[.!?][\"'”’»)\]]*\s")
_LIST_MARK = re.compile(r"[-–—•*·▪#|]|\(?\w{1,3}[.)]\s")


def join_over_furniture(document: Document, lines: list[list[Line]]) -> list[Span]:
    """Join the last paragraph before furniture with the first behind it, where the one goes on in the other.

    `lines` are those of each section and are changed; what is returned is the furniture that stands within
    paragraphs from now on.
    """
    sections = document.sections
    bodies = [at for at, section in enumerate(sections) if section.kind not in AROUND and lines[at]]
    around: list[Span] = []
    for at, after in reversed(list(pairwise(bodies))):
        if after == at + 1 or not _may_be_one(sections[at], sections[after]):
            continue
        (last, row, heads), (first, row_after, heads_after) = lines[at][-1], lines[after][0]
        if row or heads or row_after or heads_after or not _goes_on(document.text, last, first):
            continue
        lines[at][-1] = (Span(last.start, first.end), None, False)
        del lines[after][0]
        around += [section.span for section in sections[at + 1 : after]]
    return sorted(around)


def _may_be_one(one: Section, other: Section) -> bool:
    """Tell sections in which the same text may go on: one voice, and no date or title that begins anew."""
    return one.kind is other.kind and other.metadata in (NOTHING_KNOWN, one.metadata)


def _goes_on(text: str, one: Span, other: Span) -> bool:
    """Tell whether running text that stops without an end goes on."""
    before, after = one.of(text), other.of(text)
    if _ENDED.search(before) or _LIST_MARK.match(after):
        return False
    wrapped = before.splitlines()
    if after[0].islower():
        return len(wrapped) > 1 or len(before) > WIDEST_WRAP or _STOP_WITHIN.search(before) is not None
    width = max(map(len, wrapped))
    return len(wrapped) > 1 and width <= WIDEST_WRAP and not ends_paragraph(wrapped[-1], after, width)


def blank_out(text: str, spans: Sequence[Span]) -> str:
    """Return the text with blanks in place of spans, so that all else keeps its place."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def leave_out(s: Sentence, spans: Sequence[Span]) -> None:
    """Take the tokens within spans out of a sentence."""
    for start, end in reversed(spans):
        first, after = bisect_left(s.starts, start), bisect_left(s.starts, end)
        if first < after:
            s.leave_out(first, after)
