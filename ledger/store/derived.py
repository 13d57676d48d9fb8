"""What is worked out from readings and judgements, held against what these come to; nothing is changed.

stands_otherwise(connection, names) -> set[str]
wrongly_counting(connection, document, names) -> set[str]
stand_for_nothing(connection) -> set[str]
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection

from ledger.model.quantity import amount_text
from ledger.store.batches import in_batches
from ledger.store.chains import is_text
from ledger.store.dialects.dialect import ask
from ledger.store.settling import Ages, find_due
from ledger.store.tables import standings

_NAMES = [column.name for column in standings.columns]
_JUDGED = "SELECT target FROM standings UNION SELECT target FROM judgements WHERE target LIKE 'f-%'"


def stands_otherwise(connection: Connection, names: Iterable[str]) -> set[str]:
    """Return the figures, among these, that are kept to stand otherwise than what was said of them comes to."""
    return {name for some in in_batches(sorted(names)) for name in _otherwise(connection, some)}


def _otherwise(connection: Connection, names: Sequence[str]) -> set[str]:
    due = {row["target"]: {name: _kept(row[name]) for name in _NAMES} for row in find_due(connection, names, {}).rows}
    columns = ", ".join(f'"{name}"' for name in _NAMES)
    query = f"SELECT {columns} FROM standings WHERE target IN ({_signs(names)})"  # noqa: S608  # all words are our own
    rows = [list(map(_kept, row)) for row in ask(connection, query, tuple(names))]
    there = {row[0]: dict(zip(_NAMES, row, strict=True)) for row in rows}
    return {name for name in {*due, *there} if due.get(name) != there.get(name)}


def judged_in(connection: Connection, document: str) -> list[str]:
    """Return the figures of a document that anything was said of, or that are kept as if it were."""
    query = f"SELECT DISTINCT id FROM figures WHERE document = ? AND id IN ({_JUDGED}) ORDER BY id"  # noqa: S608
    return [name for (name,) in ask(connection, query, (document,))]


def wrongly_counting(connection: Connection, document: str, names: Collection[str]) -> set[str]:
    """Return the figures of a document, among these, of which another row counts than ought to."""
    query = "SELECT number, id, gone FROM retired JOIN figures ON number = figure WHERE document = ?"
    rows = ask(connection, query, (document,)).fetchall()
    there = {(name, number, gone) for number, name, gone in rows if name in names}
    due: set[tuple[str, int, object]] = set()
    if _readings(connection, document) > 1:
        query = "SELECT number, id FROM figures WHERE document = ?"
        ids = {row[0]: row[1] for row in ask(connection, query, (document,))}
        ages: Ages = {}
        for some in in_batches(sorted(names)):
            found = find_due(connection, some, ages)
            due |= {(ids[number], number, int(number in found.gone)) for number in found.retired}
    return {name for name, *_ in due ^ there}


def stand_for_nothing(connection: Connection) -> set[str]:
    """Return what is kept to stand somehow although the ledger has no such figure, and nothing said of one tells so."""
    query = f"SELECT target FROM ({_JUDGED}) AS judged WHERE target NOT IN (SELECT id FROM figures)"  # noqa: S608
    names = {str(name) for (name,) in ask(connection, query)}
    texts = set(filter(is_text, names))
    return stands_otherwise(connection, texts) | (names - texts)


def _readings(connection: Connection, document: str) -> int:
    query = "SELECT count(*) FROM readings WHERE document = ?"
    return int(ask(connection, query, (document,)).scalar_one())


def _signs(names: Sequence[str]) -> str:
    return ", ".join("?" * len(names))


def _kept(value: Any) -> Any:
    """Return a value as a ledger in a file keeps it, by which one on a server is compared too."""
    match value:
        case Decimal():
            return amount_text(value)
        case date():
            return value.isoformat()
    return value
