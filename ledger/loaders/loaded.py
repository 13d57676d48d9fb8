"""What a loader makes of a file's bytes: one text, and what the format itself says of its parts."""

import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

from ledger.model.document import NOTHING_KNOWN, Decoding, LeftOut, Metadata, SectionKind
from ledger.model.span import Span

_GAP = "\n\n"
_SPACE = re.compile(r"[ \t\r\n\f\v]+")
_NUMBER = re.compile(r"\d+(?:[.,'’\u00a0\u202f ]\d+)*")
_SHOWN = 200  # characters of what was left out that are kept as a sample


@dataclass(frozen=True, slots=True)
class Mark:
    """A part of the text of which the format says who speaks in it, or who wrote it and when.

    What has no mark is the document's own voice; its sections are found by shape.
    """

    span: Span
    kind: SectionKind = SectionKind.BODY
    metadata: Metadata = NOTHING_KNOWN


@dataclass(frozen=True, slots=True)
class Loaded:
    """The text of a file as it will be kept, and all that its format tells.

    `metadata` is what the file declares for its readers; `stamped` what a program stamped on it, which may be
    of a copy. `pages` are the characters at which pages begin.
    """

    text: str
    format: str = "text"
    metadata: Metadata = NOTHING_KNOWN
    stamped: Metadata = NOTHING_KNOWN
    marks: tuple[Mark, ...] = ()
    pages: tuple[int, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    encoding: str | None = None
    decoded_by: Decoding | None = None


class TextWriter:
    r"""Builds a text of paragraphs parted by blank lines, and keeps where its parts and pages begin.

    What is written stands in the text as it was given, but for white space at its ends. Nothing else may
    build the text of a format that has paragraphs: a figure's paragraph is counted the same in all of them.

    >>> writer = TextWriter()
    >>> writer.paragraph("Police killed 12.")
    >>> writer.rows([["Year", "Killed"], ["2019", "12"]])
    >>> writer.loaded("html").text
    'Police killed 12.\n\n| Year | Killed |\n| 2019 | 12 |\n'
    """

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._marks: list[Mark] = []
        self._pages: list[int] = []
        self._turned: list[int] = []  # pages begun since the last text
        self._left_out: dict[str, tuple[int, str]] = {}

    def paragraph(self, text: str, kind: SectionKind = SectionKind.BODY, metadata: Metadata = NOTHING_KNOWN) -> None:
        """Write a paragraph, heading or caption; lines within it keep their ends. An empty one is none."""
        if text := text.strip():
            self._write(text, _GAP, kind, metadata)

    def line(self, text: str, kind: SectionKind = SectionKind.BODY, metadata: Metadata = NOTHING_KNOWN) -> None:
        """Write a line that belongs to the paragraph before it: an item of a list."""
        if text := text.strip():
            self._write(text, "\n", kind, metadata)

    def rows(
        self, rows: Iterable[Sequence[str]], kind: SectionKind = SectionKind.BODY, pages: Container[int] = ()
    ) -> None:
        """Write a table, a row a line, each cell between bars; an empty cell keeps its place.

        `pages` are the rows, counted from 0, with which a new page begins.
        """
        told = [[_SPACE.sub(" ", cell).strip() for cell in row] for row in rows]
        barred = any("|" in cell for row in told for cell in row)  # a bar within a cell would part it
        lines: list[str] = []
        for number, row in enumerate(told):
            if number in pages:
                self.page(sum(len(line) + 1 for line in lines))
            if any(row):
                lines.append("\t".join(row) if barred else f"| {' | '.join(row)} |")
        self.paragraph("\n".join(lines), kind)

    def take(self, loaded: Loaded) -> None:
        """Write what another loader made of a part of the file, with its marks and what it left out."""
        text = loaded.text.rstrip()
        if text.strip():
            before = len(text) - len(text.lstrip())
            gap = _GAP if self._pieces else ""
            self._begin_pages(self._length + len(gap))
            start = self._length + len(gap) - before
            self._pieces += [gap, text[before:]]
            self._length = start + len(text)
            spans = ((mark, max(mark.span.start, before), min(mark.span.end, len(text))) for mark in loaded.marks)
            self._marks += [
                Mark(Span(start + first, start + end), mark.kind, mark.metadata)
                for mark, first, end in spans
                if first < end
            ]
        for left in loaded.left_out:
            self._lose(left)

    def more(self, text: str, between: str = " ") -> None:
        """Go on with the paragraph before."""
        if text := text.strip():
            self._write(text, between, SectionKind.BODY, NOTHING_KNOWN)

    def page(self, behind: int = 0) -> None:
        """Begin a page with what is written next, or so many characters behind its start."""
        self._turned.append(behind)

    def leave_out(self, text: str, reason: str) -> None:
        """Note what of the file is not in the text, with the numbers that are lost by it."""
        if numbers := count_numbers(text):
            self._lose(LeftOut(reason, numbers, _SPACE.sub(" ", text).strip()))

    def miss(self, reason: str) -> None:
        """Note what of the file could not be read at all, so that nobody knows what numbers it holds."""
        self._lose(LeftOut(reason, 0, ""))

    def loaded(self, name: str, metadata: Metadata = NOTHING_KNOWN, stamped: Metadata = NOTHING_KNOWN) -> Loaded:
        """Return all that was written, as of the format with this name."""
        end = "\n" if self._pieces else ""
        return Loaded(
            text="".join(self._pieces) + end,
            format=name,
            metadata=metadata,
            stamped=stamped,
            marks=tuple(self._marks),
            pages=tuple(min(page, self._length) for page in (*self._pages, *(self._length for _ in self._turned))),
            left_out=tuple(LeftOut(reason, numbers, sample) for reason, (numbers, sample) in self._left_out.items()),
        )

    def _begin_pages(self, start: int) -> None:
        self._pages += [start + behind for behind in self._turned]
        self._turned.clear()

    def _write(self, text: str, gap: str, kind: SectionKind, metadata: Metadata) -> None:
        gap = gap if self._pieces else ""
        start = self._length + len(gap)
        self._begin_pages(start)
        self._pieces += [gap, text]
        self._length = start + len(text)
        if kind is not SectionKind.BODY or metadata != NOTHING_KNOWN:
            self._mark(Mark(Span(start, self._length), kind, metadata))

    def _lose(self, left: LeftOut) -> None:
        before, sample = self._left_out.get(left.reason, (0, ""))
        more = f"{sample} … {left.sample}" if sample else left.sample
        self._left_out[left.reason] = (before + left.numbers, more[:_SHOWN])

    def _mark(self, mark: Mark) -> None:
        """Keep a mark, as one with that before it where both say the same and nothing stands between them."""
        last = self._marks[-1] if self._marks else None
        if last and (last.kind, last.metadata) == (mark.kind, mark.metadata) and self._touches(last, mark):
            self._marks[-1] = Mark(Span(last.span.start, mark.span.end), mark.kind, mark.metadata)
        else:
            self._marks.append(mark)

    @staticmethod
    def _touches(last: Mark, mark: Mark) -> bool:
        return mark.span.start - last.span.end <= len(_GAP)


def count_numbers(text: str) -> int:
    """Count the numbers in digits of a text.

    >>> count_numbers("1,234 of 5 000 in 2019")
    3
    """
    return sum(1 for _ in _NUMBER.finditer(text))
