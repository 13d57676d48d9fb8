"""Lines of a PDF's region put together as paragraphs: by the gaps between them, their indents, sizes and ends."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from ledger.loaders.pdf.drawn import cell_texts
from ledger.loaders.pdf.lines import Region, Row, make_rows
from ledger.loaders.pdf.tables import Table, find_tables
from ledger.loaders.pdf.words import Word

_GAP = 1.22  # of the usual distance between lines
_USUAL = 1.0  # heights from a line to the next, where nothing tells
_FARTHEST = 2.6
_LINE = 5  # words of a line of running text
_OTHER_SIZE = 0.12
_INDENT = 0.8
_SLACK = 0.3
_APART = 2.0  # heights between two words that are told apart by two spaces
_LONG = 200  # characters of a paragraph that is no word of a table
_ALMOST_FULL = 0.12  # of a line's width that may be left at its end
_END = re.compile(r"[.!?:;…][\"'”’»)\]]*[⁰¹²³⁴-⁹]*$")
_BULLET = re.compile(r"(?:[-–—•*·▪●○◦‣■□➢\uf0b7\uf0a7]|\(?\d{1,3}[.)]|\(?[a-zA-Z][.)])(?:\s|$)")
_NOTE = re.compile(r"[⁰¹²³⁴-⁹*†‡]+ ?\w")
_LEADERS = re.compile(r"[.·…_]{3,}\s*\S+$")
HYPHENS = ("-", "\u00ad", "‐")


class Block(NamedTuple):
    """A paragraph as lines, or a table; `page` counts from 0. What is `fixed` goes on over no page's end."""

    page: int
    lines: tuple[Row, ...]
    right: float  # where its lines end at most
    left: float
    table: Table | None = None
    fixed: bool = False

    @property
    def h(self) -> float:
        """The height of its letters."""
        return self.lines[0].h

    @property
    def text(self) -> str:
        """Its lines as one text."""
        return join_lines(self.lines, self.right)

    @property
    def is_ended(self) -> bool:
        """Tell whether it ends as a sentence does."""
        return _END.search(self.lines[-1].text) is not None

    @property
    def is_full(self) -> bool:
        """Tell whether its last line reaches the end of the column."""
        last = self.lines[-1]
        return self.right - last.x1 <= _ALMOST_FULL * (self.right - self.left)

    @property
    def opens(self) -> bool:
        """Tell whether its first line says that it is a new one: set in, or behind a bullet."""
        first = self.lines[0]
        return first.x0 - self.left > _INDENT * first.h or _BULLET.match(first.text) is not None


def find_leading(regions: Iterable[Region]) -> float:
    """Return how far apart the lines of a text mostly are, in heights of their letters; long lines show it best."""
    pairs = [(one, two) for rows in regions for one, two in pairwise(rows)]
    long = [pair for pair in pairs if min(len(row.words) for row in pair) >= _LINE]
    for some in (long, pairs):
        steps = [(two.y - one.y) / max(one.h, two.h) for one, two in some]
        if near := [step for step in steps if 0.5 < step < _FARTHEST]:
            return median(near)
    return _USUAL


def find_blocks(rows: Region, page: int, leading: float) -> Iterator[Block]:
    """Yield the paragraphs and tables of a region from the top down."""
    plain: Region = []
    for row in rows:
        drawn = [word for word in row.words if word.rows]
        if drawn:
            yield from _find_blocks(plain, page, leading)
            plain = []
        for word in drawn:
            yield from _drawn_blocks(word, page, leading)
        if beside := tuple(word for word in row.words if not word.rows):
            plain.append(row._replace(words=beside))
    yield from _find_blocks(plain, page, leading)


def _find_blocks(rows: Region, page: int, leading: float) -> Iterator[Block]:
    at = 0
    for first, after, table in [*find_tables(rows), (len(rows), len(rows), None)]:
        for run in _runs(rows[at:first], leading):
            yield from _paragraphs(run, page)
        if table is not None:
            yield Block(page, tuple(rows[first:after]), 0.0, 0.0, table, fixed=True)
        at = after


def _drawn_blocks(word: Word, page: int, leading: float) -> Iterator[Block]:
    """Yield a drawn table, or the paragraphs of its cells where it only sets out text."""
    cells = [cell.words for row in word.rows for cell in row if cell.words]
    long = [words for words in cells if sum(len(one.text) for one in words) > _LONG]
    if any(_is_prose(list(_find_blocks(make_rows(words), page, leading))) for words in long):
        for words in cells:
            yield from _find_blocks(make_rows(words), page, leading)
    else:
        row = Row((word,), word.y, word.h)
        yield Block(page, (row,), 0.0, 0.0, Table(cell_texts(word.rows), is_contents=False), fixed=True)


def _is_prose(blocks: list[Block]) -> bool:
    """Tell a cell with several paragraphs of prose from one with words of a table."""
    lengths = [sum(len(row.text) for row in block.lines) for block in blocks]
    return len(blocks) > 1 and sum(lengths) > 2 * _LONG and max(lengths) > _LONG


def _runs(rows: Region, leading: float) -> Iterator[Region]:
    """Yield the lines of one size that no gap parts."""
    run: Region = []
    for row in rows:
        if run:
            before = run[-1]
            bigger = max(before.h, row.h)
            sized = abs(before.h - row.h) > _OTHER_SIZE * bigger
            if sized or row.y - before.y > _GAP * leading * bigger or row.y < before.y:
                yield run
                run = []
        run.append(row)
    if run:
        yield run


def _paragraphs(run: Region, page: int) -> Iterator[Block]:
    left, right = min(row.x0 for row in run), max(row.x1 for row in run)
    lines = [run[0]]
    for before, row in pairwise(run):
        if _begins(before, row, right):
            yield Block(page, tuple(lines), right, left)
            lines = []
        lines.append(row)
    yield Block(page, tuple(lines), right, left)


def _begins(before: Row, row: Row, right: float) -> bool:
    """Tell whether a line begins a paragraph."""
    if _BULLET.match(row.text) or _NOTE.match(row.text) or _LEADERS.search(before.text):
        return True
    early = ends_early(before, row, right)
    if before.is_bold is not row.is_bold and early:
        return True
    ended = _END.search(before.text) is not None
    indented = row.x0 - before.x0 > _INDENT * row.h
    outdented = before.x0 - row.x0 > _INDENT * row.h
    if ended and (early or indented):
        return True
    return early and ((indented and not row.text[0].islower()) or (outdented and ended and row.text[0].isupper()))


def ends_early(row: Row, after: Row, right: float) -> bool:
    """Tell whether the first word of the next line would have fitted on a line."""
    first = after.words[0]
    return right - row.x1 > first.x1 - first.x0 + _SLACK * row.h


def join_lines(lines: Iterable[Row], right: float) -> str:
    """Return lines as the text of a paragraph.

    A line that goes on in the next is parted from it by a space, one that ends early or within a word by a line's end.
    """
    told = ""
    before: Row | None = None
    for row in lines:
        if before is not None:
            broken = told.endswith(HYPHENS) or ends_early(before, row, right)
            told += "\n" if broken else " "
        told += spaced(row)
        before = row
    return told


def spaced(row: Row) -> str:
    """Return the words of a line, two spaces between those that stand far apart."""
    told = row.words[0].text
    for one, two in pairwise(row.words):
        told += ("  " if two.x0 - one.x1 > _APART * row.h else " ") + two.text
    return told
