"""Paragraphs and tables as office files tell them, and how they are written to a text."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ledger.loaders.loaded import TextWriter
from ledger.model.document import NOTHING_KNOWN, Metadata, SectionKind

MOST_COLUMNS = 100  # that a cell may span; Word has 63
_LONG = 200  # characters; a longer item is a paragraph, a longer cell may be text set out by a table
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_DIGITS_MEET = re.compile(r"\d$")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `is_item` tells one of a list, `pages` before which of its characters new pages begin."""

    text: str
    is_item: bool = False
    is_title: bool = False
    pages: tuple[int, ...] = ()
    kind: SectionKind = SectionKind.BODY


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with what is in it; `goes_on` tells one that belongs to the cell above it."""

    blocks: tuple["Block", ...] = ()
    columns: int = 1
    goes_on: bool = False

    @property
    def text(self) -> str:
        """Its paragraphs in one line; the tables in it stand outside."""
        return _joined(block.text for block in self.blocks if isinstance(block, Paragraph))


@dataclass(frozen=True, slots=True)
class Table:
    """A table by its rows, the first `headings` of which are repeated on each page."""

    rows: tuple[tuple[Cell, ...], ...]
    headings: int = 0

    @property
    def is_layout(self) -> bool:
        """Tell a table that only sets out text: in one column, or with several paragraphs of prose in a cell."""
        if all(sum(cell.columns for cell in row) < 2 for row in self.rows):
            return True
        return any(_is_prose(cell) for row in self.rows for cell in row)

    def cells(self) -> Iterator[list[str]]:
        """Yield each row as one text for each column.

        Headings, labels and years that span cells stand in all of them, so that every number has its own; a number
        stands in one alone, since it would be counted twice.
        """
        above: list[str] = []
        for number, row in enumerate(self.rows):
            told: list[str] = []
            for cell in row:
                start = len(told)
                text = above[start] if cell.goes_on and start < len(above) else cell.text
                is_label = number < max(self.headings, 1) or start == 0 or _is_label(text)
                told.append(text if is_label or not cell.goes_on else "")
                told += [text if is_label else ""] * (min(cell.columns, MOST_COLUMNS) - 1)
            above = told
            yield told


Block = Paragraph | Table


def write_blocks(
    writer: TextWriter,
    blocks: Iterable[Block],
    kind: SectionKind = SectionKind.BODY,
    metadata: Metadata = NOTHING_KNOWN,
) -> None:
    """Write paragraphs, items and tables in order; short items that follow each other are lines of one block."""
    in_list = False
    for block in blocks:
        if isinstance(block, Table):
            _write_table(writer, block, kind, metadata)
            in_list = False
        else:
            in_list = _write_paragraph(writer, block, kind, metadata, in_list=in_list)


def _write_paragraph(
    writer: TextWriter, block: Paragraph, kind: SectionKind, metadata: Metadata, *, in_list: bool
) -> bool:
    text = block.text.strip()
    before = len(block.text) - len(block.text.lstrip())
    for page in block.pages:
        writer.page(min(max(page - before, 0), len(text)))
    short = block.is_item and len(text) <= _LONG
    write = writer.line if short and in_list and not block.pages else writer.paragraph
    write(text, block.kind if kind is SectionKind.BODY else kind, metadata)
    return short if text else in_list


def _write_table(writer: TextWriter, table: Table, kind: SectionKind, metadata: Metadata) -> None:
    if table.is_layout:
        for cell in (cell for row in table.rows for cell in row):
            write_blocks(writer, cell.blocks, kind, metadata)
        return
    blocks = [[block for cell in row for block in cell.blocks] for row in table.rows]
    pages = [number for number, row in enumerate(blocks) if any(_pages(row))]
    writer.rows(_aligned(list(table.cells())), kind, pages)
    for inner in (block for row in blocks for block in row if isinstance(block, Table)):
        _write_table(writer, inner, kind, metadata)


def _aligned(rows: Sequence[list[str]]) -> list[list[str]]:
    width = max(map(len, rows), default=0)
    return [[*row, *[""] * (width - len(row))] for row in rows]


def _pages(blocks: Iterable[Block]) -> Iterator[bool]:
    return (bool(block.pages) for block in blocks if isinstance(block, Paragraph))


def _is_prose(cell: Cell) -> bool:
    texts = [block.text for block in cell.blocks if isinstance(block, Paragraph) and block.text.strip()]
    return len(texts) > 1 and sum(map(len, texts)) > 2 * _LONG and max(map(len, texts)) > _LONG


def _is_label(text: str) -> bool:
    return not any(map(str.isdecimal, text)) or _YEAR.fullmatch(text.strip()) is not None


def _joined(texts: Iterable[str]) -> str:
    """Join the paragraphs of a cell; two numbers never become one."""
    joined = ""
    for text in texts:
        if bare := " ".join(text.split("\n")).strip():
            gap = " / " if _DIGITS_MEET.search(joined) and bare[0].isdecimal() else " "
            joined = f"{joined}{gap}{bare}" if joined else bare
    return joined
