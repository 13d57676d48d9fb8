"""Tables as lines of JSON, gone through once, a line at a time."""

import codecs
import json
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import cast

from ledger.errors import DocumentUnreadable
from ledger.tables.layout import COLUMNS, FigureRow, FigureTable
from ledger.tables.text_rows import Fault, Given, TextTable, missing_texts

_LONGEST = 256_000_000  # bytes of a line
_HEAD = 4
_PIECE = 1_000_000  # bytes looked at together
_WHOLE = "Check that it was saved whole."
_NO_RECORD = Fault("it is no object of JSON", "Write one on each line.")
_FAULTS = (ValueError, RecursionError)  # no JSON, or no UTF-8; a number beyond what is read; nested without end
_OTHERWISE = {  # how files begin that are no lines of UTF-8
    codecs.BOM_UTF16_LE: ("it is UTF-16, not UTF-8", "Save it as UTF-8."),
    codecs.BOM_UTF16_BE: ("it is UTF-16, not UTF-8", "Save it as UTF-8."),
    b"\x1f\x8b": ("it is compressed", "Unpack it first."),
    b"\x28\xb5\x2f\xfd": ("it is compressed", "Unpack it first."),
    b"PAR1": ("it is a Parquet table, not lines of JSON", "Give it a name that ends in .parquet."),
}
# No text has these signs but as \" and the like.
_OF_FIGURES = (b'"value_text":', b'"evidence":', b'"reading":')


def open_texts(path: str, text_column: str) -> TextTable:
    """Open a table of texts that has a record on each line; lines without one are none of its rows.

    Raises:
        DocumentUnreadable: it is something else, or its records have no such column.

    """
    with Path(path).open("rb") as file:
        start = file.read(_HEAD)
    for mark, (reason, remedy) in _OTHERWISE.items():
        if start.startswith(mark):
            raise DocumentUnreadable(path, reason, remedy)
    _require_texts(path, text_column)
    return TextTable(_count(path), _given(path))


def open_figures(path: str) -> FigureTable:
    """Open a table of figures; what is no row of one is told where it stands, and what was yielded before holds."""
    return FigureTable(_count(path), _figure_rows(path))


def words_of_rows(path: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the number of each row with all texts in it."""
    for number, given in _given(path):
        yield number, [value for value in given.values() if isinstance(value, str)] if isinstance(given, dict) else []


def is_figure_table(path: str) -> bool:
    """Tell a table of figures by its first line from articles in JSON."""
    with suppress(OSError), Path(path).open("rb") as file:
        start = file.readline(_PIECE)
        return all(sign in start for sign in _OF_FIGURES)
    return False  # what cannot be read is told by whoever reads it


def _figure_rows(path: str) -> Iterator[FigureRow]:
    for number, line in _lines(path):
        try:
            record = json.loads(line)
            yield cast("FigureRow", {name: record[name] for name in COLUMNS})
        except (*_FAULTS, KeyError, TypeError) as error:
            raise DocumentUnreadable(path, f"line {number} is no row of a table of figures", _WHOLE) from error


def _count(path: str) -> int:
    """Return how many lines a file has."""
    lines, last = 0, b"\n"
    with Path(path).open("rb") as file:
        for piece in iter(partial(file.read, _PIECE), b""):
            lines, last = lines + piece.count(b"\n"), piece[-1:]
    return lines + (last != b"\n")


def _given(path: str) -> Iterator[tuple[int, Given]]:
    for number, line in _lines(path):
        try:
            record = json.loads(line)
        except _FAULTS as error:
            yield number, Fault(f"it is no JSON{_place(error)}", _WHOLE)
        else:
            yield (
                number,
                record if isinstance(record, dict) else Fault("it is no object of JSON", "Write one on a line."),
            )


def _require_texts(path: str, column: str) -> None:
    """Refuse at once a file whose records have their texts elsewhere, or nowhere."""
    _, first = next(_lines(path), (0, b"{}"))
    try:
        record = json.loads(first)
    except _FAULTS:
        return  # which is told with its line
    if isinstance(record, dict) and record and column not in record:
        raise missing_texts(path, column, list(record))


def _lines(path: str) -> Iterator[tuple[int, bytes]]:
    """Yield the lines that hold something, with their numbers from 1."""
    with Path(path).open("rb") as file:
        for number, line in enumerate(iter(partial(file.readline, _LONGEST), b""), 1):
            if len(line) == _LONGEST and not line.endswith(b"\n"):
                reason = f"line {number} is longer than {_LONGEST // 1_000_000} MB"
                raise DocumentUnreadable(path, reason, "Write one text on each line.")
            bare = line.removeprefix(codecs.BOM_UTF8).strip() if number == 1 else line.strip()
            if bare:
                yield number, bare


def _place(error: BaseException) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f" (column {error.colno})"
    if isinstance(error, UnicodeDecodeError):
        return f", since its byte {error.start + 1} is not UTF-8"
    return " that can be read"
