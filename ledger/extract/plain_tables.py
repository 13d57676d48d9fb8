"""Tables in plain text: rows of aligned or barred cells, with the headings that tell what each column counts."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise, zip_longest
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
_MARKED_YEAR = re.compile(
    rf"{_YEAR.pattern}\s?(?:[¹²³⁴ªº*†]|\([a-z\d*]\)|/[a-z\d]|[a-z\d]/|[a-z]\b)?"
)  # "2021*", "2021 (p)", "2021/p", "2021 e/"
_NUMBERED = re.compile(
    r"[^\W\d]{3,12}\s(?:[Nn]\.?\s?[ºo°]\.?\s?)?\d{1,3}(?:\.\d{1,2})?[a-z]?\s?[.:–—-]\s+(?=\S)"
)  # "Table 2. "
_BARRED = re.compile(r"[ \t]*\|.*\|[ \t]*\r?")  # "| Cauca | 12 | |": cells by number, an empty one too
_BETWEEN_BARS = re.compile(r"[^|]+")
_TOLD = re.compile(r":\s.*\d")  # a line that itself is a label and what it tells
# "FY 2014: 52.7", "Cauca: 1,204", "- Cauca: 1,204"; not "Year: 2014"
_PAIR = re.compile(
    rf"\s*(?:[-–*•·]\s+)?({_YEAR.pattern}|[^\W\d_][^\d:|\n]{{0,39}}):\s+(?!{_YEAR.pattern}\s*$)([$€£]?\d[\d.,]*\s?%?)\s*"
)
# Every row holds one of these, each of which begins with a sign that can be searched for: what may be an amount behind
# a bar, a tab or two spaces; a sign of money; what tells that there is no amount; "2014: 52.7".
_AFTER_GAP = r"(?<=[^\S\n \u00a0].|\|.)|(?<=[^\S\n][ \u00a0].|\|[ \u00a0].)"
_IN_ROWS = (
    re.compile(rf"[-+−–—\d.…$€£*](?:{_AFTER_GAP}|(?<=[$€£]))"),
    re.compile(r":[^\S\n](?=[^\S\n]*[$€£]?\d)"),
    re.compile(r"[NnSs](?=[/.DdIi])(?<!\w[NnSs])(?:/[AaDd]|\.[AaDd]|[Dd]\b|[Ii][Ll]\b)"),
)
# The same for text in ASCII, which is searched in half the time.
_IN_ASCII_ROWS = (re.compile(rf"[-+0-9.$*](?:{_AFTER_GAP}|(?<=\$))"), *_IN_ROWS[1:])
_ABSENT = frozenset({"", "n/a", "n.a.", "nd", "n.d.", "s/d", "-", "–", "—", "...", "…", "..", "nil"})
_MARKS = "*_"  # around what is bold or slanted
_OPENS = ("", ". ")  # before the number of a table
_FEWEST_ROWS = 2
_PAGE_END = 600  # characters of notes, a page's foot and the next one's head
_LONGEST_LABEL, _LONGEST_BARRED = 60, 160  # characters; between bars a label may be a sentence


class Labels(tuple[str, ...]):
    """The labels of a table's rows; their hash is reckoned once, for every amount of the table looks them up."""

    @cached_property
    def _hash(self) -> int:
        return tuple.__hash__(self)

    def __hash__(self) -> int:
        return self._hash


NO_LABELS = Labels()


class Cell(NamedTuple):
    """One cell: where it stands in the text, and between which characters of its line.

    Between bars it is known by its number: then `left` and `right` count cells, and it may be empty.
    """

    span: Span
    left: int
    right: int
    text: str
    barred: bool = False

    @property
    def holds_number(self) -> bool:
        """Tell whether the cell is an amount or the sign that there is none."""
        return self.is_amount or self.text.lower().replace(" ", "") in _ABSENT

    @property
    def is_amount(self) -> bool:
        """Tell whether the cell is a number."""
        return _NUMBER.fullmatch(self.text) is not None


@dataclass(frozen=True, slots=True)
class Row:
    """One row of amounts: its line, its label, and the heading over each amount.

    What stands before the character `begins` only numbers the row.
    `labelled` is the heading over the labels, and `beside` are the labels of all rows; `note` is a short sentence
    above the headings, which may tell the scale of the amounts.
    """

    span: Span
    label: str
    cells: tuple[tuple[Cell, str], ...]
    title: str
    labelled: str = ""
    beside: Labels = NO_LABELS
    note: str = ""
    begins: int = 0

    def heading_at(self, start: int) -> str:
        """Return the heading over the cell that holds a character of the text."""
        return next((heading for cell, heading in self.cells if cell.span.start <= start < cell.span.end), "")


@dataclass(frozen=True, slots=True)
class PlainTable:
    """A table: the lines it covers, its headings and its rows."""

    span: Span
    headings: tuple[Span, ...]
    rows: tuple[Row, ...]


class _Lines:
    """The lines of a text that hold anything, each cut into cells when it is asked for: few lines of prose are."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._lines = [line for line in _LINE.finditer(text, start, end) if not line.group().isspace()]
        self._cut: dict[int, list[Cell]] = {}

    def start(self, at: int) -> int:
        """Return where a line begins in the text."""
        return self._lines[at].start()

    def cells(self, at: int) -> list[Cell]:
        """Return the cells of a line."""
        cells = self._cut.get(at)
        if cells is None:
            cells = self._cut[at] = _cells(self._lines[at])
        return cells

    def among(self, places: Iterable[int]) -> list[int]:
        """Return the lines in which some places of the text are."""
        starts = [line.start() for line in self._lines]
        return sorted({bisect_right(starts, place) - 1 for place in places})

    def __len__(self) -> int:
        return len(self._lines)


def find_tables(text: str, start: int, end: int) -> Iterator[PlainTable]:
    """Yield the tables in `text[start:end]`: at least two rows, one after the other, with as many amounts."""
    places = _places_in_rows(text, start, end)
    if len(places) < _FEWEST_ROWS:
        return
    lines = _Lines(text, start, end)
    free = 0
    for at in lines.among(places):
        size = _rows_from(text, lines, at) if at >= free else 0
        if size >= _FEWEST_ROWS or (size and (lines.cells(at)[0].barred or _is_ruled_off(lines, at))):
            yield _make_table(text, lines, at, at + size)
            free = at + size


def _places_in_rows(text: str, start: int, end: int) -> list[int]:
    """Return the places that a row of amounts cannot be without."""
    in_rows = _IN_ASCII_ROWS if text.isascii() else _IN_ROWS
    return [found.start() for signs in in_rows for found in signs.finditer(text, start, end)]


def _cells(line: re.Match[str]) -> list[Cell]:
    base = line.start()
    if _RULE.fullmatch(line.group()):
        return []
    if _BARRED.fullmatch(line.group()):
        return list(_barred_cells(line))
    if (pair := _PAIR.fullmatch(line.group())) is not None:
        return [Cell(Span(base + pair.start(i), base + pair.end(i)), *pair.span(i), pair[i]) for i in (1, 2)]
    return [
        Cell(Span(base + m.start(), base + m.end()), m.start(), m.end(), _plain(m.group()))
        for m in _CELL.finditer(line.group())
    ]


def _barred_cells(line: re.Match[str]) -> Iterator[Cell]:
    text = line.group()
    within = _BETWEEN_BARS.finditer(text, text.index("|") + 1, text.rindex("|"))
    for number, cell in enumerate(within):
        told = cell.group().strip()
        start = line.start() + (text.index(told, cell.start()) if told else cell.start())
        yield Cell(Span(start, start + len(told)), number, number + 1, _plain(told), barred=True)


def _plain(text: str) -> str:
    """Return the text of a cell without the marks that make it bold or slanted: "**15,885**"."""
    while len(text) > 2 and text[0] == text[-1] and text[0] in _MARKS:
        text = text[1:-1]
    return text


def _amounts(cells: list[Cell]) -> int:
    """Return how many amounts a row holds behind its label; 0 where the line is no row."""
    if cells and cells[0].barred:
        told = [cell for at, cell in enumerate(cells) if cell.is_amount and at > _label_at(cells)]
        only_years = all(_MARKED_YEAR.fullmatch(cell.text) for cell in told)
        return len(cells) - 1 if len(cells) > 1 and not only_years else 0
    if len(cells) < 2 or len(cells[0].text) > _LONGEST_LABEL:
        return 0
    if cells[0].holds_number and not _YEAR.fullmatch(cells[0].text):
        return 0
    if len(cells) > 2 and all(_MARKED_YEAR.fullmatch(cell.text) for cell in cells[1:]):
        return 0  # "State   2018   2019*" heads the columns
    return len(cells) - 1 if all(cell.holds_number for cell in cells[1:]) else 0


def _label_at(cells: list[Cell]) -> int:
    """Return the cell that tells what a row is of: the first, or behind a rank the next that is no number; else -1."""
    if not cells[0].barred:
        return 0
    named = (at for at, cell in enumerate(cells) if _YEAR.fullmatch(cell.text) or not cell.holds_number)
    return next((at for at in named if len(cells[at].text) <= _LONGEST_BARRED), -1)


def _rows_from(text: str, lines: _Lines, at: int) -> int:
    """Return how many lines of one table stand from a line on: its rows, and the rules drawn between them."""
    first = lines.cells(at)
    many = _amounts(first)
    size = rows = 0
    for line in range(at, len(lines) if many else at):
        cells = lines.cells(line)
        if cells and not _goes_on(cells, first):
            break
        if line > at and first[0].barred and text[lines.start(line - 1) : lines.start(line)].count("\n") > 1:
            break  # another table
        size, rows = (line - at + 1, rows + 1) if cells else (size, rows)
    if many and first[0].barred:
        return size if rows >= _FEWEST_ROWS or _is_headed(lines, at) else 0
    if many and text[first[0].span.end] == ":":
        return size if rows >= _FEWEST_ROWS and _is_of_something(text, lines, at) else 0
    headed = rows == _FEWEST_ROWS and _is_headed(lines, at)
    return size if many > 1 or rows > _FEWEST_ROWS or headed else 0


def _is_of_something(text: str, lines: _Lines, at: int) -> bool:
    """Tell lines of years, or of words below a title that says what they are of: no "Floor: 3" below "Phone: 555"."""
    if _YEAR.fullmatch(lines.cells(at)[0].text):
        return True
    title, _ = _title(text, lines, at)
    return bool(title) and _TOLD.search(title) is None


def _is_headed(lines: _Lines, at: int) -> bool:
    """Tell a row below a line with as many cells, between bars as it is or not, all of them words."""
    above = next((cells for line in range(at - 1, max(0, at - 2) - 1, -1) if (cells := lines.cells(line))), [])
    words = not any(cell.holds_number for cell in above)
    return (
        len(above) == len(lines.cells(at))
        and above[0].barred == lines.cells(at)[0].barred
        and (words or above[0].barred)
    )


def _is_ruled_off(lines: _Lines, at: int) -> bool:
    """Tell a row below a heading with as many cells and a line drawn under it: one such row is a table."""
    return at > 1 and not lines.cells(at - 1) and len(lines.cells(at - 2)) == len(lines.cells(at)) > 1


def _goes_on(cells: list[Cell], first: list[Cell]) -> bool:
    """Tell a row with as many amounts as the first, or with fewer that stand below those: a total leaves some out."""
    if first[0].barred:
        return cells[0].barred and len(cells) == len(first)
    many = _amounts(cells)
    if many == len(first) - 1:
        return True
    return many > 0 and all(any(_shares_column(cell, above) for above in first[1:]) for cell in cells[1:])


def _make_table(text: str, lines: _Lines, first: int, after: int) -> PlainTable:
    heads = _heading_lines(text, lines, first)
    title, note = _title(text, lines, heads[0] if heads else first)
    if heads and not title and lines.cells(heads[0])[0].barred:
        title, note = _continued(text, lines.start(heads[0])) or (title, note)
    columns = [lines.cells(line) for line in heads]
    within = [lines.cells(line) for line in range(first, after) if lines.cells(line)]
    inner = [row for row in within if _amounts(row)]
    beside = Labels(row[_label_at(row)].text for row in inner if _label_at(row) >= 0)
    rows = tuple(replace(_make_row(row, columns, title, beside), note=note) for row in inner)
    plain = [row for row in within if not _amounts(row)]  # "| On the coast | | |" heads the rows below
    spans = tuple(_row_span(cells) for cells in [*columns, *plain] if cells)
    begin = min(span.start for span in (*spans, rows[0].span))
    return PlainTable(Span(begin, _row_span(within[-1]).end), spans, rows)


def _row_span(cells: list[Cell]) -> Span:
    told = [cell.span for cell in cells if cell.text] or [cells[0].span]
    return Span(told[0].start, told[-1].end)


def _heading_lines(text: str, lines: _Lines, first: int) -> list[int]:
    """Return the lines of column headings above the first row: up to two, with several cells, drawn rules aside."""
    found: list[int] = []
    for line in range(first - 1, max(-1, first - 4), -1):
        cells = lines.cells(line)
        gap = text[lines.start(line) : lines.start(line + 1)].count("\n")
        if gap > 2 or (cells and len(cells) < 2) or (cells and not _may_head(cells, lines.cells(first), gap)):
            break
        if cells:
            found.insert(0, line)
    return found


def _may_head(cells: list[Cell], row: list[Cell], gap: int) -> bool:
    """Tell whether a line may hold the headings of a row: between bars only the one above, with as many cells."""
    if not row[0].barred and not cells[0].barred:
        return True
    return gap == 1 and cells[0].barred and len(cells) == len(row) and not _amounts(cells)


def _title(text: str, lines: _Lines, before: int) -> tuple[str, str]:
    """Return the line above the headings, where it is a title, and a short sentence that stands between them."""
    note = ""
    for line in range(before - 1, max(-1, before - 5), -1):
        cells = lines.cells(line)
        if not cells:
            continue
        if cells[0].barred:
            return "", note  # of another table
        told = text[cells[0].span.start : cells[-1].span.end]
        if not note and len(told) < _NOTE and (told.endswith(".") or _is_numbered_above(text, lines, line)):
            note = told
            continue
        if (numbered := next(reversed(list(_NUMBERED.finditer(told))), None)) and told[: numbered.start()][
            -2:
        ] in _OPENS:
            told = told[numbered.end() :]  # on a line of its own, or behind the text before
        told = told.rstrip(":").rstrip()
        return (told, note) if len(told) < _TITLE and not told.endswith((".", ";")) else ("", note)
    return "", note


def _is_numbered_above(text: str, lines: _Lines, line: int) -> bool:
    """Tell a line that only adds to the numbered title above it: "In millions of pesos" below "Table 2. Cost"."""
    cells, above = lines.cells(line), lines.cells(line - 1) if line else []
    told = text[cells[0].span.start : cells[-1].span.end]
    return bool(above) and bool(_NUMBERED.match(text, above[0].span.start)) and not _NUMBERED.match(told)


def _continued(text: str, start: int) -> tuple[str, str] | None:
    """Return title and note of the table before, where one under the same headings only goes on over a page's end."""
    line = _LINE.match(text, start)
    ended = text.rfind("|\n", 0, start)
    if line is None or ended < 0 or start - ended > _PAGE_END:
        return None
    begun = text.rfind(f"\n{line.group()}\n", 0, ended) + 1
    if not begun or any(row and row[0] != "|" for row in text[begun:ended].split("\n")):
        return None
    before = _Lines(text, max(0, begun - 4 * _TITLE), begun)
    title, note = _title(text, before, len(before))
    return (title, note) if title else _continued(text, begun)


def _make_row(cells: list[Cell], heads: list[list[Cell]], title: str, beside: Labels) -> Row:
    label = _label_at(cells)
    headed = tuple((cell, _heading(cells, at, heads)) for at, cell in enumerate(cells) if at > label)
    labelled = _heading(cells, label, heads) if label >= 0 else ""
    named = cells[label].text if label >= 0 else ""
    begins = cells[max(label, 0)].span.start
    return Row(_row_span(cells), named, headed, title, labelled, beside, begins=begins)


def _heading(cells: list[Cell], at: int, heads: list[list[Cell]]) -> str:
    """Return the heading over a cell; what reaches over several lines of headings is said once."""
    return " ".join(dict.fromkeys(told for told in _headings(cells, at, heads) if told))


def _headings(cells: list[Cell], at: int, heads: list[list[Cell]]) -> Iterator[str]:
    """Yield the headings over a cell: the one in its place in a line with as many cells, else those above it."""
    columns = [column for head in heads for column in head]
    for head, below in zip_longest(heads, heads[1:]):
        if len(head) == len(cells):
            yield _reaching(head, below, at)
        else:
            yield from (column.text for column in head if _over(column, cells[at], columns))


def _reaching(head: list[Cell], below: list[Cell] | None, at: int) -> str:
    """Return the heading in a place; between bars it reaches over the empty ones behind it that others head below it.

    "| State | 2020 | | 2021 | |" over "| | Dead | Hurt | Dead | Hurt |".
    """
    if head[at].text or not head[at].barred or below is None or len(below) != len(head) or not below[at].text:
        return head[at].text
    return next((head[left].text for left in range(at, 0, -1) if head[left].text), "")


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
