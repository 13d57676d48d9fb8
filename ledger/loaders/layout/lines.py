"""The lines and blocks of a text with their places: what sections and headings are told by."""

import re
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from ledger.lexicon.sections import fold

SHORT = 200  # characters; no heading, caption or piece of furniture is longer
_TITLE = 160
_DIGIT = re.compile(r"\d")
_HEADING_MARKS = re.compile(r"^#{1,6}\s+|\s+#{1,6}$")
_BOLD = "**"


class Line(NamedTuple):
    """A line that is not blank.

    `gap` counts the blank lines before it; `text` has no space around it; `folded` is the text of a
    short line in lower case without accents, its bars and dots at the ends taken off, else empty.
    """

    start: int
    end: int
    text: str
    folded: str
    gap: int
    indented: bool

    @property
    def is_short(self) -> bool:
        """Tell whether the line may be a heading, caption or piece of furniture."""
        return len(self.text) <= SHORT


def title_words(text: str) -> str:
    """Return a title without the marks that Markdown sets around it.

    >>> title_words("## **Rains leave 47 dead** ##")
    'Rains leave 47 dead'
    """
    words = _HEADING_MARKS.sub("", text)
    while len(words) > 2 * len(_BOLD) and words.startswith(_BOLD) and words.endswith(_BOLD):
        words = words[len(_BOLD) : -len(_BOLD)].strip()
    return words


class Page:
    """A text, or some lines of one, as lines that are not blank, in blocks parted by blank lines."""

    def __init__(self, text: str, lines: list[Line] | None = None) -> None:
        self.text = text
        self.lines = _split(text) if lines is None else lines

    def only(self, numbers: Sequence[int]) -> "Page":
        """Return the page as if it had these lines alone; where others stood between two of them, a block ends."""
        lines = [self.lines[number] for number in numbers]
        apart = {after for before, after in pairwise(numbers) if after > before + 1}
        return Page(
            self.text,
            [
                line._replace(gap=max(line.gap, 1)) if number in apart else line
                for number, line in zip(numbers, lines, strict=True)
            ],
        )

    @cached_property
    def blocks(self) -> list[range]:
        """The line numbers of each block."""
        starts = [number for number, line in enumerate(self.lines) if line.gap or number == 0]
        return [range(first, after) for first, after in pairwise([*starts, len(self.lines)])]

    @cached_property
    def dated_blocks(self) -> list[tuple[int, range]]:
        """The blocks, with their order, in whose first words a date could stand."""
        starts = ((index, block, self.lines[block[0]].start) for index, block in enumerate(self.blocks))
        return [(index, block) for index, block, start in starts if _DIGIT.search(self.text, start, start + 160)]

    def head(self, number: int, length: int = 320) -> str:
        """Return the text from the first word of a line, over line ends, at most `length` characters."""
        line = self.lines[number]
        start = self.text.find(line.text[:40], line.start)
        return self.text[start : start + length]

    def is_title(self, block: range) -> bool:
        """Tell whether a block has the shape of a title: one line, short, no sentence's end."""
        return len(block) == 1 and has_title_shape(self.lines[block[0]].text)

    def is_prose(self, block: range) -> bool:
        """Tell whether a block is running text: long, or a sentence with its end."""
        size = self.lines[block[-1]].end - self.lines[block[0]].start
        return size > SHORT or (size > 80 and self.lines[block[-1]].text.endswith((".", "”", '"', ".)", "!", "?", "»")))


def has_title_shape(text: str) -> bool:
    """Tell whether a line could be a title.

    >>> has_title_shape("Ferry Fares Rise in Three Ports"), has_title_shape("They fled.")
    (True, False)
    """
    return (
        len(text) <= _TITLE
        and any(sign.isalpha() for sign in text[:40])
        and not text.endswith((".", ",", ";", ":", "]", ".”", '."', "|", "…"))
        and not text.startswith(("[", "|", "•", "-", "*", "(", "©"))
    )


def _split(text: str) -> list[Line]:
    flat = text.replace("\r\n", " \n").replace("\r", "\n")  # as long as before, so places still hold
    lines: list[Line] = []
    at = gap = 0
    for raw in flat.split("\n"):
        bare = raw.strip().strip("\ufeff").strip()
        if bare:
            folded = fold(bare).strip(" \t\u00a0|·•*#_:.;") if len(bare) <= SHORT else ""
            lines.append(Line(at, at + len(raw), bare, folded, gap, raw[0] in " \t\u00a0"))
            gap = 0
        else:
            gap += 1
        at += len(raw) + 1
    return lines
