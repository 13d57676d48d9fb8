"""Rows of a table of texts: one text each, with what the table tells of it."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ledger.errors import DocumentUnreadable
from ledger.model.document import METADATA_FIELDS

TEXT = "text"
NAMES = ("path", "id")  # a text is called what the first of these tells
SAVE_ANEW = "Write the table as UTF-8 and read it again."
_NAMED = 12  # columns of a table
_MOST_ROWS = 100
_MOST_CHARACTERS = 300_000  # half a second of reading: a part that is lost is soon read again


class Fault(NamedTuple):
    """Why there is nothing to read in a row, and what to do."""

    reason: str
    remedy: str


Given = Mapping[str, object] | Fault  # what a row tells


class TextTable(NamedTuple):
    """A table of texts that is open: how many rows it has, at most, and each with its number, told once."""

    length: int
    rows: Iterator[tuple[int, Given]]


@dataclass(frozen=True, slots=True)
class TextRow:
    """One text with its row, from 1, and its name; `told` are the other columns as they came."""

    row: int
    path: str
    text: str = ""
    told: Mapping[str, object] = field(default_factory=dict)
    fault: Fault | None = None


def text_row(row: int, values: Given, *, table: str | None, text_column: str = TEXT) -> TextRow:
    """Return a row of a table as a text; one without a name is called after its table and row.

    In a part of a table nobody knows the row, so that without `table` it is called after its words.
    """
    if isinstance(values, Fault):
        return TextRow(row, _given_name(row, None, table), fault=values)
    text = values.get(text_column)
    path = _name(values) or _given_name(row, text, table)
    told = {name: values[name] for name in METADATA_FIELDS if values.get(name) is not None}
    fault = _fault(text, text_column)
    return TextRow(row, path, "" if fault else str(text), told, fault)


def missing_texts(path: str, column: str, names: Sequence[str]) -> DocumentUnreadable:
    """Return the error of a table that has no such column."""
    there = ", ".join(names[:_NAMED]) + (" …" if len(names) > _NAMED else "")
    remedy = "Name the one with the texts: --text-column NAME"
    return DocumentUnreadable(path, f"it has no column '{column}', only {there}", remedy)


def in_parts(rows: Iterable[TextRow]) -> Iterator[tuple[TextRow, ...]]:
    """Part rows into as many as one process reads at a time; the parts are the same whoever reads them."""
    part: list[TextRow] = []
    size = 0
    for row in rows:
        if part and (len(part) == _MOST_ROWS or size + len(row.text) > _MOST_CHARACTERS):
            yield tuple(part)
            part, size = [], 0
        part.append(row)
        size += len(row.text)
    if part:
        yield tuple(part)


def _name(values: Mapping[str, object]) -> str | None:
    names = (str(values[name]).strip() for name in NAMES if values.get(name) is not None)
    return next((_sayable(name) for name in names if name), None)


def _given_name(row: int, text: object, table: str | None) -> str:
    if table is not None:
        return f"{table}#{row}"
    words = text if isinstance(text, str) else ""
    return f"text-{hashlib.sha256(words.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"


def _fault(text: object, column: str) -> Fault | None:
    if text is None or text == "":
        return Fault(f"it has no text in '{column}'", "Fill it in, or leave the row out.")
    if not isinstance(text, str):
        return Fault(f"what it has in '{column}' is no text ({type(text).__name__})", "Write it as text.")
    return None if is_sayable(text) else Fault("its text holds half of a character", SAVE_ANEW)


def is_sayable(text: str) -> bool:
    """Tell whether a text can be written: half of a character, as JSON may hold, cannot."""
    return text.isascii() or not any("\ud800" <= sign <= "\udfff" for sign in text)


def _sayable(name: str) -> str:
    """Return a name without halves of characters, which no file and no table has."""
    return name.encode("utf-8", "backslashreplace").decode().replace("\0", "\ufffd")
