"""What a row is known by in the history: a digest of its contents, the same in every ledger that has it.

Numbers that only one ledger knows a row by (of runs, figures and the order of adding) are left aside. The columns are
listed here and never change: the history of a ledger is held against them for as long as there is one. A column that
comes later gets a list of its own.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection

from ledger.model.event import DIGEST
from ledger.model.quantity import amount_text
from ledger.store.dialects.dialect import ask
from ledger.store.types import moment_text

_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "documents": ("sha256", "size", "pages", "text"),
    "loadings": ("document", "format", "encoding", "decoded_by"),
    "left_out": ("document", "position", "reason", "numbers", "sample"),
    "sections": ("document", "number", "start", "end", "kind"),
    "metadata_values": ("document", "section", "field", "value", "origin", "by", "at"),
    "figures": (
        *("id", "document", "section", "voice", "start", "end", "surface", "quote_start", "quote_end"),
        *("line", "paragraph", "page", "kind", "value", "low", "high", "bound", "unit", "per", "step", "total"),
        *("vague", "in_words", "noun", "measure", "population", "change", "place_name", "place_code"),
        *("place_within", "period_start", "period_end", "period_text", "period_mode", "as_of", "attribution"),
        *("modality", "rule", "value_real", "low_real", "high_real"),
    ),
    "omissions": ("document", "start", "end", "surface", "reason"),
    "problems": ("document", "start", "end", "surface", "reason"),
    "judgements": ("id", "target", "verb", "by", "at", "because", "changes", "of", "undoes"),
    "findings": ("id", "kind", "check_name", "severity", "reason", "assumed"),
}
_EVIDENCE = ("part", "basis", "rule", "start", "end")


def row_digest(table: str, values: Mapping[str, Any], *beside: object) -> bytes:
    """Return the digest of a row, with what is kept of it in other tables."""
    told = [table, *(_plain(values.get(column)) for column in _COLUMNS[table]), *beside]
    return hashlib.sha256(json.dumps(told).encode()).digest()[:DIGEST]


def plain_row(table: str, values: Mapping[str, Any]) -> dict[str, object]:
    """Return the columns that a row is known by, as the database keeps them."""
    return {column: _plain(values.get(column)) for column in _COLUMNS[table]}


def row_digests(table: str, rows: Iterable[Mapping[str, Any]]) -> bytes:
    """Return the digests of rows one after the other."""
    return b"".join(row_digest(table, row) for row in rows)


def figure_digest(values: Mapping[str, Any], topics: Sequence[str], evidence: Iterable[Mapping[str, Any]]) -> bytes:
    """Return the digest of a figure with its topics and its evidence."""
    grounds = [[_plain(item[column]) for column in _EVIDENCE] for item in evidence]
    return row_digest("figures", values, list(map(_plain, topics)), grounds)


def finding_digest(values: Mapping[str, Any], figures: Sequence[str]) -> bytes:
    """Return the digest of a finding with the figures it rests on."""
    return row_digest("findings", values, list(map(_plain, figures)))


def stored_rows(connection: Connection, table: str, condition: str, *given: object) -> Iterator[dict[str, Any]]:
    """Yield rows as the database keeps them, nothing made of them: what was altered may be no date any more."""
    columns = ", ".join(f'"{column}"' for column in _COLUMNS[table])
    query = f"SELECT {columns} FROM {table} WHERE {condition}"  # noqa: S608  # all words are our own
    for row in ask(connection, query, given):
        yield dict(zip(_COLUMNS[table], row, strict=True))


def stored_figures(connection: Connection, document: str) -> Iterator[tuple[int, dict[str, Any], bytes]]:
    """Yield the number, the row and the digest of every figure ever read of a document, retired ones too."""
    number = "(SELECT number FROM figures WHERE document = ?)"
    topics: dict[int, list[str]] = {}
    query = f"SELECT figure, topic FROM figure_topics WHERE figure IN {number} ORDER BY figure, position"  # noqa: S608
    for figure, topic in ask(connection, query, (document,)):
        topics.setdefault(figure, []).append(topic)
    grounds: dict[int, list[dict[str, Any]]] = {}
    columns = ", ".join(f'"{column}"' for column in _EVIDENCE)
    query = f"SELECT figure, {columns} FROM evidence WHERE figure IN {number} ORDER BY figure, position"  # noqa: S608
    for figure, *item in ask(connection, query, (document,)):
        grounds.setdefault(figure, []).append(dict(zip(_EVIDENCE, item, strict=True)))
    names = ("number", *_COLUMNS["figures"])
    columns = ", ".join(f'"{column}"' for column in names)
    query = f"SELECT {columns} FROM figures WHERE document = ? ORDER BY number"  # noqa: S608
    for row in ask(connection, query, (document,)):
        values = dict(zip(names, row, strict=True))
        at = values.pop("number")
        yield at, values, figure_digest(values, topics.get(at, ()), grounds.get(at, ()))


def _plain(value: object) -> object:
    """Return a value as the database keeps it."""
    match value:
        case bool():
            return int(value)
        case Decimal():
            return amount_text(value)
        case datetime():
            return moment_text(value)
        case date():
            return value.isoformat()
        case list():
            return json.dumps(value)
        case float():
            return value or 0.0  # SQLite keeps no sign of a zero
        case str() | int() | None:
            return value
    return repr(value)  # bytes where a text was: altered, and so to be told apart from every text
