"""A text cut into paragraphs and sentences, without changing a character.

Real text breaks lines in two ways: some files put a whole paragraph on a line, others break every line
at a fixed width. A block of lines (up to an empty one) is taken as wrapped when all its lines are short;
then a line that stops well before the others ends its paragraph, as headings, list items and rows do.
A line that ends within a word, "homi-", goes on in the next in either.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from ledger.lexicon.phrases import fold
from ledger.model.span import Span, as_span

_BLOCK = re.compile(r"\S[^\n]*(?:\n[ \t\r\f\v]*(?=\S)[^\n]*)*")
# A stop, then closing quotes or brackets, then a space: the next sentence begins with what follows.
_STOP = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s)\s*")
_OPENERS = frozenset("“‘«\"'([¿¡-–—•*#")
_BULLET = re.compile(r"[ \t]*(?:[-–—•*·▪●◦■□►‣]|\(?\d{1,3}[.)]|\(?[a-zA-Z][.)])[ \t]")
_WITHIN_WORD = re.compile(r"[^\W\d_][-‐\u00ad]$")
_HYPHENS = ("-", "‐", "\u00ad")
WIDEST_WRAP = 100  # characters; lines longer than this are whole paragraphs
_NARROW = 3  # characters left on a line, beside those of a word that did not fit
_LONGEST_SENTENCE = 1500  # characters; more without a stop is cut, so that windows stay bounded


def find_paragraphs(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Yield the paragraphs of `text[start:end]` in order, blank edges left out."""
    for block in _BLOCK.finditer(text, start, len(text) if end is None else end):
        if "\n" in block.group():
            yield from _split_block(text, block.start(), block.end())
        else:
            yield as_span(_trimmed(text, block.start(), block.end()))


def _split_block(text: str, start: int, end: int) -> Iterator[Span]:
    lines = text[start:end].split("\n")
    width = max(map(len, lines))
    opened = begin = start
    for line, following in pairwise(lines):
        until = begin + len(line)
        written = line.rstrip("\r")
        parted = written.endswith(_HYPHENS) and _WITHIN_WORD.search(written) is not None
        goes_on = parted and following.lstrip()[:1].islower()
        if not goes_on and (width > WIDEST_WRAP or ends_paragraph(line, following, width)):
            yield as_span(_trimmed(text, opened, until))
            opened = until + 1
        begin = until + 1
    yield as_span(_trimmed(text, opened, end))


def ends_paragraph(line: str, following: str, width: int) -> bool:
    """Tell whether a line of wrapped text is the last of its paragraph: the next word would have fitted."""
    if _BULLET.match(following):
        return True
    room = width - len(line)
    first_word = following.split(maxsplit=1)[0] if room > _NARROW else ""
    if room <= len(first_word) + _NARROW or first_word[0].islower():
        return False
    closed = line.rstrip()[-1] in '.!?:;”"'
    if (line + following).isupper():
        return closed  # in capitals a new line tells nothing
    return room > width // 3 or closed or first_word[0].isupper()


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def find_sentences(text: str, paragraph: Span, abbreviations: frozenset[str]) -> Iterator[Span]:
    """Yield the sentences of a paragraph; a stop after an abbreviation or an initial ends none."""
    opened = paragraph.start
    for stop in _STOP.finditer(text, paragraph.start, paragraph.end):
        at = stop.end()
        if at >= paragraph.end:
            break
        if (
            _begins_sentence(text, at) and not _abbreviates(text, opened, stop, abbreviations)
        ) or at - opened > _LONGEST_SENTENCE:
            yield as_span(_trimmed(text, opened, at))
            opened = at
    yield from _cut(text, opened, paragraph.end)


def _cut(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the stretch, in pieces cut at spaces where it is too long to be a sentence."""
    while end - start > _LONGEST_SENTENCE:
        at = text.rfind(" ", start + 1, start + _LONGEST_SENTENCE)
        at = start + _LONGEST_SENTENCE if at < 0 else at
        yield as_span(_trimmed(text, start, at))
        start = at
    yield as_span(_trimmed(text, start, end))


def _begins_sentence(text: str, at: int) -> bool:
    first = text[at]
    return first.isupper() or first.isdecimal() or first in _OPENERS or not first.isalpha()


def _abbreviates(text: str, opened: int, stop: re.Match[str], abbreviations: frozenset[str]) -> bool:
    if text[stop.start()] != "." or stop.group()[1:2] == ".":
        return False
    if text[opened : stop.start()].isdecimal():
        return True  # a list mark: "1. The inauguration of"
    begin = stop.start()
    while begin > opened and (text[begin - 1].isalpha() or text[begin - 1] == "."):
        begin -= 1
    word = text[begin : stop.start()]
    if word and begin > opened and text[begin - 1].isdecimal() and text[stop.end()].isupper() and "." not in word:
        return False  # "the 141st. It has": no name's "St."
    if not word:
        return text[begin - 1 : begin] == "/"  # "S/. 45.000"
    if len(word) == 1:
        return word.isupper()  # an initial: "Michael D. Shear"
    if "." in word:  # "U.S. police", but "in the U.S. The army": a new sentence begins with a small word
        return fold(word) in abbreviations or all(len(part) == 1 for part in word.split("."))
    return fold(word) in abbreviations
