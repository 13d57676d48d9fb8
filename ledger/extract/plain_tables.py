"""Tables in plain text: rows of aligned or barred cells, with the headings that tell what each column counts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain, pairwise
from typing import NamedTuple

from ledger.model.span import Span

_TITLE, _NOTE = 160, 100  # characters
_LINE = re.compile(r"[^\n]+")
_CELL = re.compile(r"[^\s|]+(?:[ \u00a0][^\s|]+)*")  # cells stand two spaces, a tab or a bar apart
_RULE = re.compile(r"[\s|:+=_\-–—]+")  # a line drawn between heading and rows
_NUMBER = re.compile(
    r"[-+−–]?\s?(?:[A-Z]{0,3}[$€£]\s?)?\d[\d.,\u00a0\u202f ]*\s?%?[¹²³⁴*†a-d]?(?:\s?[a-z]/|\s?\([a-z\d*]\))?"
)
_YEAR = re.compile(r"(?:FY\s?)?(?:19|20)\d\d(?:[-–/]\d{2,4})?")
_YEARLY = re.compile(rf"\s*({_YEAR.pattern}|Total):\s+([$€£]?\d[\d.,]*\s?%?)\s*")  # "FY 2014: 52.7"
# Every row holds one of these, each of which begins with a sign that can be searched for: what may be an amount behind
# a bar, a tab or two spaces; a sign of money; what tells that there is no amount; "2014: 52.7".
_AFTER_GAP = r"(?<=[^\S\n \u00a0].|\|.)|(?<=[^\S\n][ \u00a0].|\|[ \u00a0].)"
_IN_ROWS = (
    re.compile(rf"[-+−–—\d.…$€£*](?:{_AFTER_GAP}|(?<=[$€£]))"),
    re.compile(r":\s(?<=[\dl]:\s)"),
    re.compile(r"[NnSs](?<!\w[NnSs])(?:/[AaDd]|\.[AaDd]|[Dd]\b|[Ii][Ll]\b)"),
)
# The same for text in ASCII, which is searched in half the time.
_IN_ASCII_ROWS = (re.compile(rf"[-+0-9.$*](?:{_AFTER_GAP}|(?<=\$))"), *_IN_ROWS[1:])
_ABSENT = frozenset({"n/a", "n.a.", "nd", "n.d.", "s/d", "-", "–", "—", "...", "…", "..", "nil"})
_MARKS = "*_"  # around what is bold or slanted
_FEWEST_ROWS = 2
_LONGEST_LABEL = 60


class Cell(NamedTuple):
    """One cell: where it stands in the text, and between which characters of its line."""

    span: Span
    left: int
    right: int
    text: str

    @property
    def holds_number(self) -> bool:
        """Tell whether the cell is an amount or the sign that there is none."""
        return _NUMBER.fullmatch(self.text) is not None or self.text.lower().replace(" ", "") in _ABSENT


@dataclass(frozen=True, slots=True)
class Row:
    """One row of amounts: its line, its label, and the heading over each amount.

    `labelled` is the heading over the labels, and `beside` are the labels of all rows; `note` is a short sentence
    above the headings, which may tell the scale of the amounts.
    """

    span: Span
    label: str
    cells: tuple[tuple[Cell, str], ...]
    title: str
    labelled: str = ""
    beside: tuple[str, ...] = ()
    note: str = ""

    def heading_at(self, start: int) -> str:
        """Return the heading over the cell that holds a character of the text."""
        return next((heading for cell, heading in self.cells if cell.span.start <= start < cell.span.end), "")


@dataclass(frozen=True, slots=True)
class PlainTable:
    """A table: the lines it covers, its headings and its rows."""

    span: Span
    headings: tuple[Span, ...]
    rows: tuple[Row, ...]


def find_tables(text: str, start: int, end: int) -> Iterator[PlainTable]:
    """Yield the tables in `text[start:end]`: at least two rows, one after the other, with as many amounts."""
    if not _may_hold_rows(text, start, end):
        return
    lines = [(line.start(), _cells(line)) for line in _LINE.finditer(text, start, end) if line.group().strip()]
    at = 0
    while at < len(lines):
        size = _rows_from(lines, at)
        if size >= _FEWEST_ROWS or (size and _is_ruled_off(lines, at)):
            yield _make_table(text, lines, at, at + size)
            at += size
        else:
            at += 1


def _may_hold_rows(text: str, start: int, end: int) -> bool:
    """Tell whether there are at least two places that a row of amounts cannot be without."""
    in_rows = _IN_ASCII_ROWS if text.isascii() else _IN_ROWS
    found = chain.from_iterable(signs.finditer(text, start, end) for signs in in_rows)
    return next(found, None) is not None and next(found, None) is not None


def _cells(line: re.Match[str]) -> list[Cell]:
    base = line.start()
    if _RULE.fullmatch(line.group()):
        return []
    if (pair := _YEARLY.fullmatch(line.group())) is not None:
        return [Cell(Span(base + pair.start(i), base + pair.end(i)), *pair.span(i), pair[i]) for i in (1, 2)]
    return [
        Cell(Span(base + m.start(), base + m.end()), m.start(), m.end(), _plain(m.group()))
        for m in _CELL.finditer(line.group())
    ]


def _plain(text: str) -> str:
    """Return the text of a cell without the marks that make it bold or slanted: "**15,885**"."""
    while len(text) > 2 and text[0] == text[-1] and text[0] in _MARKS:
        text = text[1:-1]
    return text


def _amounts(cells: list[Cell]) -> int:
    """Return how many amounts a row holds behind its label; 0 where the line is no row."""
    if len(cells) < 2 or len(cells[0].text) > _LONGEST_LABEL:
        return 0
    if cells[0].holds_number and not _YEAR.fullmatch(cells[0].text):
        return 0
    if len(cells) > 2 and all(_YEAR.fullmatch(cell.text) for cell in cells[1:]):
        return 0  # "State   2018   2019" heads the columns
    return len(cells) - 1 if all(cell.holds_number for cell in cells[1:]) else 0


def _rows_from(lines: list[tuple[int, list[Cell]]], at: int) -> int:
    """Return how many lines of one table stand from a line on: its rows, and the rules drawn between them."""
    first = lines[at][1]
    many = _amounts(first)
    size = rows = 0
    for line in range(at, len(lines) if many else at):
        cells = lines[line][1]
        if cells and not _goes_on(cells, first):
            break
        size, rows = (line - at + 1, rows + 1) if cells else (size, rows)
    return size if many > 1 or rows > _FEWEST_ROWS else 0


def _is_ruled_off(lines: list[tuple[int, list[Cell]]], at: int) -> bool:
    """Tell a row below a heading with as many cells and a line drawn under it: one such row is a table."""
    return at > 1 and not lines[at - 1][1] and len(lines[at - 2][1]) == len(lines[at][1]) > 1


def _goes_on(cells: list[Cell], first: list[Cell]) -> bool:
    """Tell a row with as many amounts as the first, or with fewer that stand below those: a total leaves some out."""
    many = _amounts(cells)
    if many == len(first) - 1:
        return True
    return many > 0 and all(any(_shares_column(cell, above) for above in first[1:]) for cell in cells[1:])


def _make_table(text: str, lines: list[tuple[int, list[Cell]]], first: int, after: int) -> PlainTable:
    heads = _heading_lines(text, lines, first)
    title, note = _title(text, lines, heads[0] if heads else first)
    columns = [lines[line][1] for line in heads]
    inner = [lines[line][1] for line in range(first, after) if lines[line][1]]
    beside = tuple(row[0].text for row in inner)
    rows = tuple(replace(_make_row(row, columns, title, beside), note=note) for row in inner)
    spans = tuple(Span(cells[0].span.start, cells[-1].span.end) for line in heads if (cells := lines[line][1]))
    begin = spans[0].start if spans else rows[0].span.start
    return PlainTable(Span(begin, rows[-1].span.end), spans, rows)


def _heading_lines(text: str, lines: list[tuple[int, list[Cell]]], first: int) -> list[int]:
    """Return the lines of column headings above the first row: up to two, with several cells, drawn rules aside."""
    found: list[int] = []
    for line in range(first - 1, max(-1, first - 4), -1):
        cells = lines[line][1]
        gap = text[lines[line][0] : lines[line + 1][0]].count("\n")
        if gap > 2 or (cells and len(cells) < 2):
            break
        if cells:
            found.insert(0, line)
    return found


def _title(text: str, lines: list[tuple[int, list[Cell]]], before: int) -> tuple[str, str]:
    """Return the line above the headings, where it is a title, and a short sentence that stands between them."""
    note = ""
    for line in range(before - 1, max(-1, before - 5), -1):
        cells = lines[line][1]
        if not cells:
            continue
        told = text[cells[0].span.start : cells[-1].span.end]
        if not note and told.endswith(".") and len(told) < _NOTE:
            note = told
            continue
        return (told, note) if len(told) < _TITLE and not told.endswith((".", ";")) else ("", note)
    return "", note


def _make_row(cells: list[Cell], heads: list[list[Cell]], title: str, beside: tuple[str, ...]) -> Row:
    headed = tuple((cell, " ".join(_headings(cells, at, heads))) for at, cell in enumerate(cells) if at)
    labelled = " ".join(_headings(cells, 0, heads))
    return Row(Span(cells[0].span.start, cells[-1].span.end), cells[0].text, headed, title, labelled, beside)


def _headings(cells: list[Cell], at: int, heads: list[list[Cell]]) -> Iterator[str]:
    """Yield the headings over a cell: the one in its place in a line with as many cells, else those above it."""
    columns = [column for head in heads for column in head]
    for head in heads:
        if len(head) == len(cells):
            yield head[at].text
        else:
            yield from (column.text for column in head if _over(column, cells[at], columns))


def _over(column: Cell, cell: Cell, columns: list[Cell]) -> bool:
    """Tell whether a heading stands over a cell: they share a column of characters, or it is the nearest."""
    if _shares_column(column, cell):
        return True
    overlapping = any(_shares_column(c, cell) for c in columns)
    return not overlapping and abs(column.right - cell.right) <= 4


def _shares_column(one: Cell, other: Cell) -> bool:
    return one.left < other.right and other.left < one.right


def gaps_between(spans: list[Span], start: int, end: int) -> Iterator[Span]:
    """Yield the stretches of `start` to `end` that no span covers."""
    edges = [Span(start, start), *sorted(spans), Span(end, end)]
    for one, two in pairwise(edges):
        if one.end < two.start:
            yield Span(one.end, two.start)
