"""Tables drawn with lines, made of the words that stand in their cells; each stands in its page as one wide word."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median

from ledger.loaders.blocks import Cell, Paragraph
from ledger.loaders.blocks import Table as Rows
from ledger.loaders.pdf.cells import split_cells
from ledger.loaders.pdf.grids import Grid
from ledger.loaders.pdf.lines import Region, make_rows
from ledger.loaders.pdf.rules import Rule
from ledger.loaders.pdf.words import DrawnCell, Word

_MIDDLE = 0.3  # of a letter's height above its line
_TOP, _BOTTOM = 0.8, 0.2  # of that height, from a line to the edges of the row that it alone shows
_STRADDLES = 2.0  # points on either side of a line that parts columns
_FEW = 0.1  # of the words may do so
_TIGHT = 1.5  # heights between the lines of one label
_AMOUNT = re.compile(r"[^\W\d_]{0,4}\W{0,3}\d[\d.,'’\s]*\W{0,3}")

_Place = tuple[int, int]


def draw_together(words: Sequence[Word], grids: Iterable[Grid]) -> list[Word]:
    """Return the words, those in a drawn table as one that holds its cells."""
    rest = list(words)
    for grid in grids:
        inside: list[Word] = []
        outside: list[Word] = []
        for word in rest:
            (outside if grid.place(*_middle(word)) is None else inside).append(word)
        if inside and (table := _make_table(grid, inside)) is not None:
            rest = [*outside, table]
    return rest


def cell_texts(rows: Sequence[Sequence[DrawnCell]]) -> tuple[tuple[str, ...], ...]:
    """Return a drawn table as texts, without the columns in which there are none."""
    heads = next((at for at, row in enumerate(rows) if any(_is_amount(cell.words) for cell in row[1:])), 0)
    told = list(Rows(tuple(tuple(map(_as_cell, row)) for row in rows), heads).cells())
    filled = [any(column) for column in zip(*told, strict=True)]
    return tuple(tuple(text for text, kept in zip(row, filled, strict=True) if kept) for row in told)


def _as_cell(cell: DrawnCell) -> Cell:
    lines = (Paragraph(row.text) for row in make_rows(cell.words))
    return Cell(tuple(lines), cell.columns, cell.goes_on)


def _is_amount(words: Sequence[Word]) -> bool:
    text = " ".join(word.text for word in words)
    return _AMOUNT.fullmatch(text) is not None and not re.fullmatch(r"(?:19|20)\d\d", text)


def _middle(word: Word) -> tuple[float, float]:
    return (word.x0 + word.x1) / 2, word.y - _MIDDLE * word.h


def _make_table(grid: Grid, words: list[Word]) -> Word | None:
    """Return a table, none where the lines do not part its words: a drawing, or columns without lines."""
    if _straddling(grid, words) > _FEW * len(words):
        return None
    grid = _with_rows(grid, words)
    merged = _merge(grid, words)
    if not _is_parted(merged):
        return None
    height, first = median(word.h for word in words), min(words, key=lambda word: word.y)
    text = " ".join(word.text for cells in merged for cell in cells for word in cell.words)
    foot = max(word.y for word in words)
    return Word(text, grid.xs[0], grid.xs[-1], first.y, height, first.look, tuple(map(tuple, merged)), foot)


def _straddling(grid: Grid, words: list[Word]) -> int:
    """Count the words through which a line goes that parts columns."""
    return sum(
        any(
            word.x0 + _STRADDLES < rule.at < word.x1 - _STRADDLES and rule.start < word.y - _MIDDLE * word.h < rule.end
            for rule in grid.upright
        )
        for word in words
    )


def _cells(grid: Grid, words: Iterable[Word]) -> dict[_Place, list[Word]]:
    cells: dict[_Place, list[Word]] = defaultdict(list)
    for word in words:
        if (place := grid.place(*_middle(word))) is not None:
            cells[place].append(word)
    return cells


def _with_rows(grid: Grid, words: list[Word]) -> Grid:
    """Return the grid with a line between rows that only their amounts part, one below the other in a cell."""
    cells = _cells(grid, words)
    edges: list[float] = []
    for row in range(len(grid.ys) - 1):
        labels = make_rows(cells.get((row, 0), []))
        amounts = [_amounts(make_rows(cells.get((row, at), []))) for at in range(1, len(grid.xs) - 1)]
        most = max(amounts, key=len)
        if 1 < len(most) <= len(labels):
            edges += _between(most, labels)
    drawn = (Rule(edge, grid.xs[0], grid.xs[-1]) for edge in edges)
    return grid._replace(ys=tuple(sorted((*grid.ys, *edges))), level=(*grid.level, *drawn))


def _amounts(lines: Region) -> Region:
    """Return the lines of a cell that are amounts and nothing else, none where other words stand below one."""
    told = [_AMOUNT.fullmatch(line.text) is not None for line in lines]
    return [line for line, is_amount in zip(lines, told, strict=True) if is_amount] if told == sorted(told) else []


def _between(amounts: Region, labels: Region) -> Iterator[float]:
    """Yield where rows end: labels of several lines stand below their amount, or over it as the first one does."""
    over = labels[0].y < amounts[0].y - amounts[0].h / 2 and len(labels) > len(amounts)
    if not over and labels[0].y < amounts[0].y - amounts[0].h / 2:
        yield amounts[0].y - _TOP * amounts[0].h
    for one, two in pairwise(amounts):
        yield one.y + _BOTTOM * one.h if over else two.y - _TOP * two.h


def _merge(grid: Grid, words: list[Word]) -> list[list[DrawnCell]]:
    """Return the rows of a grid; between two of its cells without a line they are one."""
    cells = _cells(grid, words)
    roots: dict[_Place, _Place] = {}
    for row in range(len(grid.ys) - 1):
        for start, end in _spans(grid, row):
            root = _root(grid, cells, roots, row, start, end)
            for at in range(start, end + 1):
                roots[row, at] = root
                if (row, at) != root:
                    cells[root] = cells[root] + cells.pop((row, at), [])
    return [
        [
            DrawnCell(tuple(cells[root] if root[0] == row else ()), end - start + 1, root[0] < row)
            for start, end in _spans(grid, row)
            for root in [roots[row, start]]
        ]
        for row in range(len(grid.ys) - 1)
    ]


def _root(
    grid: Grid, cells: dict[_Place, list[Word]], roots: dict[_Place, _Place], row: int, start: int, end: int
) -> _Place:
    """Return the cell that some columns of a row are part of: the one above without a line between, or their own."""
    above = roots.get((row - 1, start))
    if above is None or roots.get((row - 1, end)) != above or grid.parts_rows(row - 1, start):
        return row, start
    own = [word for at in range(start, end + 1) for word in cells[row, at]]
    return above if _may_join(cells[above], own) else (row, start)


def _spans(grid: Grid, row: int) -> Iterator[tuple[int, int]]:
    """Yield the first and the last column of each cell of a row."""
    start = 0
    for at in range(len(grid.xs) - 1):
        if at == len(grid.xs) - 2 or grid.parts_columns(row, at):
            yield start, at
            start = at + 1


def _may_join(above: list[Word], below: list[Word]) -> bool:
    """Tell a label over several rows from labels of rows with no line between them: its lines are near."""
    if not above or not below:
        return True
    last, first = max(word.y for word in above), min(word.y for word in below)
    return first - last < _TIGHT * max(word.h for word in below)


def _is_parted(rows: list[list[DrawnCell]]) -> bool:
    """Tell whether two rows have words in two cells, and amounts mostly a cell each."""
    filled = sum(sum(bool(cell.words) for cell in row) > 1 for row in rows)
    numbers = [cell.words for row in rows for cell in row if sum(word.text[0].isdecimal() for word in cell.words) > 1]
    lines = [line for words in numbers for line in make_rows(words)]
    several = sum(
        sum(piece[0].text[0].isdecimal() for piece in split_cells(line, line.x1 + line.h)) > 1 for line in lines
    )
    return filled > 1 and several * 3 <= len(rows)
