"""The parts of a text that a report shows: around each figure, with what lies between them counted."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ledger.model.span import Span

_LONGEST = 900  # characters of a piece: a paragraph, or a part of a long one
_SHORTEST_GAP = 300  # characters that are left out; less is shown
_BLANK = re.compile(r"\n[^\S\n]*\n\s*")


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of a text as it stands there, and how many characters of words were left out before it."""

    span: Span
    text: str
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Excerpts:
    """The passages of a text, how much was left out behind the last, and how much in all."""

    passages: tuple[Passage, ...]
    left_out_behind: int
    length: int

    @property
    def left_out(self) -> int:
        """How many characters of the text are not shown."""
        return sum(passage.left_out for passage in self.passages) + self.left_out_behind


def excerpts(text: str, spans: Iterable[Span], around: int = 1) -> Excerpts:
    """Return the paragraphs of a text that have some of the spans in them, with so many more on either side.

    A long paragraph counts as several, cut where no span is cut.
    """
    marked = sorted(spans)
    pieces = _pieces(text, marked)
    wanted = [False] * len(pieces)
    at = 0
    for number, piece in enumerate(pieces):
        while at < len(marked) and marked[at].end <= piece.start:
            at += 1
        if at < len(marked) and marked[at].start < piece.end:
            for near in range(max(0, number - around), min(len(pieces), number + around + 1)):
                wanted[near] = True
    runs: list[Span] = []
    for piece, is_wanted in zip(pieces, wanted, strict=True):
        if not is_wanted:
            continue
        if not runs and piece.start <= _SHORTEST_GAP:
            runs.append(Span(0, piece.end))
        elif runs and piece.start - runs[-1].end <= _SHORTEST_GAP:
            runs[-1] = Span(runs[-1].start, piece.end)
        else:
            runs.append(piece)
    passages, end = [], 0
    for run in runs:
        passages.append(Passage(run, text[run.start : run.end], _words_in(text, end, run.start)))
        end = run.end
    return Excerpts(tuple(passages), _words_in(text, end, len(text)), len(text))


def paragraphs(passage: Passage) -> list[Span]:
    """Return where the paragraphs of a passage stand in its text, without the blank lines between them."""
    found, start = [], 0
    for blank in _BLANK.finditer(passage.text):
        found.append(Span(start, blank.start()))
        start = blank.end()
    found.append(Span(start, len(passage.text)))
    return [span for span in found if passage.text[span.start : span.end].strip()]


def _words_in(text: str, start: int, end: int) -> int:
    return end - start if text[start:end].strip() else 0


def _pieces(text: str, marked: Sequence[Span]) -> list[Span]:
    """Return the text cut into paragraphs, long ones at line ends and spaces; together they are all of it."""
    cuts = [0, *(blank.end() for blank in _BLANK.finditer(text)), len(text)]
    pieces: list[Span] = []
    for start, end in pairwise(cuts):
        if start < end:
            pieces += _shorter(text, start, end)
    joined: list[Span] = []
    at = 0
    for piece in pieces:  # a figure over the end of a line is in one piece
        while at < len(marked) and marked[at].end <= piece.start:
            at += 1
        if joined and at < len(marked) and marked[at].start < piece.start:
            joined[-1] = Span(joined[-1].start, piece.end)
        else:
            joined.append(piece)
    return joined


def _shorter(text: str, start: int, end: int) -> list[Span]:
    pieces = []
    while end - start > _LONGEST:
        line = text.rfind("\n", start + 1, start + _LONGEST)
        space = line if line > start else text.rfind(" ", start + 1, start + _LONGEST)
        cut = space + 1 if space > start else start + _LONGEST
        pieces.append(Span(start, cut))
        start = cut
    return [*pieces, Span(start, end)]
