"""The tables of a text: lines of amounts that follow each other, each behind its label."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ledger.compare.sums import between
from ledger.model.figure import Figure

Line = Sequence[Figure]
_BETWEEN_CELLS = re.compile(r"[\s|%*$€£]*")
_EMPTY_CELLS = re.compile(r"(?:[\s|%*$€£]|[-–—](?!\d)|\.{2,3}|\bn/?[ad]\b\.?|\bs/?d\b\.?)*", re.IGNORECASE)
_LABEL = re.compile(r"(?:[^.;:!?]|\.(?=[^\W\d]|\s[^\W\d]|\))){0,60}")  # "Air (from EE. UU.)"
_AROUND_LABEL = " \t|*:-–—•·"  # "- March: 133"
_FEWEST = 2  # amounts of a line


def tables_of(sentences: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield the lines of amounts that follow each other without a gap and are of one length."""
    table: list[Line] = []
    for line in filter(_is_line, map(_without_number_of_label, sentences)):
        if table and (line[0].line != table[-1][0].line + 1 or len(line) != len(table[-1])):
            yield table
            table = []
        table.append(line)
    if table:
        yield table


def uneven_tables(sentences: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield the lines of amounts that follow each other where some cells are empty: their columns have to be told."""
    table: list[Line] = []
    for line in (line for line in sentences if _is_line(line, gaps=_EMPTY_CELLS)):
        if table and line[0].line != table[-1][0].line + 1:
            yield from [table] if len({*map(len, table)}) > 1 else []
            table = []
        table.append(line)
    if len({*map(len, table)}) > 1:
        yield table


def _without_number_of_label(line: Line) -> Line:
    """Return a line without a number that opens its label: "Three states   108   122"."""
    opens = len(line) > _FEWEST and not label_of(line) and any(letter.isalpha() for letter in between(line[0], line[1]))
    return line[1:] if opens else line


def _is_line(sentence: Line, gaps: re.Pattern[str] = _BETWEEN_CELLS) -> bool:
    """Tell whether a sentence is a line of a table: a label, and then nothing but amounts."""
    told = (between(one, other) for one, other in pairwise(sentence))
    rest = sentence[-1].quote[sentence[-1].span.end - sentence[-1].quote_span.start :]
    alone = gaps.fullmatch(rest) is not None
    return alone and _LABEL.fullmatch(label_of(sentence)) is not None and all(map(gaps.fullmatch, told))


def label_of(line: Line) -> str:
    """Return the words before the first amount of a line."""
    return line[0].quote[: line[0].span.start - line[0].quote_span.start].strip(_AROUND_LABEL)
