"""Texts that were rows of a table, looked for where they were: the table, and their row in it."""

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from ledger.tables.registry import is_table, words_of_rows

_ENOUGH = 8  # bytes of a hash, by which the rows of one table are told apart


class RowPlace(NamedTuple):
    """The row of a table in which a text stood."""

    table: str
    row: int


def place_of(path: str) -> RowPlace | None:
    """Return which row of which table a document's path names, None where it names none."""
    table, mark, row = path.rpartition("#")
    return RowPlace(table, int(row)) if mark and row.isdecimal() and is_table(table) else None


def find_table(place: RowPlace, folders: Sequence[Path]) -> Path | None:
    """Return the table, as it is named from one of these folders."""
    return next((folder / place.table for folder in folders if (folder / place.table).is_file()), None)


def holds(table: Path, row: int, sha256: str) -> bool:
    """Tell whether a row of a table has a text with this hash."""
    told = table.stat()
    return bytes.fromhex(sha256)[:_ENOUGH] in _hashes(table.as_posix(), told.st_mtime_ns, told.st_size).get(row, ())


@lru_cache(maxsize=1)
def _hashes(path: str, changed: int, size: int) -> dict[int, frozenset[bytes]]:  # noqa: ARG001  # by which it is known
    """Return the hashes of the texts in each row of a table, which is gone through once for all of them."""
    return {
        number: frozenset(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:_ENOUGH] for text in words)
        for number, words in words_of_rows(path)
    }
