"""How much a ledger is made to do, counted: what was asked of it, the rows it gave, and the steps SQLite took."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import event
from sqlalchemy.pool import Pool

_STEPS = 100  # of SQLite's own, between two looks


@dataclass(slots=True)
class Work:
    """What was done meanwhile: each statement with its values, the rows that came back, and steps in hundreds.

    `cut` is how many characters SQLite was given to cut words from: it counts them off from the first.
    """

    statements: list[str] = field(default_factory=list)
    rows: int = 0
    steps: int = 0
    cut: int = 0

    def asking(self, *words: str) -> list[str]:
        """Return the statements that have all these words."""
        return [one for one in self.statements if all(word in one for word in words)]


@contextmanager
def counted() -> Iterator[Work]:
    """Count what is done on every connection that is taken in hand meanwhile."""
    work = Work()

    def checkout(connection: sqlite3.Connection, *_: object) -> None:
        connection.row_factory = given
        connection.set_trace_callback(work.statements.append)
        connection.set_progress_handler(step, _STEPS)
        connection.execute("PRAGMA trusted_schema = ON")  # views may ask what is put in the place of their own
        connection.create_function("substr", 3, cut)

    def checkin(connection: sqlite3.Connection, *_: object) -> None:
        connection.row_factory = None
        connection.set_trace_callback(None)
        connection.set_progress_handler(None, 0)

    def given(_: object, row: tuple[Any, ...]) -> tuple[Any, ...]:
        work.rows += 1
        return row

    def cut(text: str, start: int, length: int) -> str:
        work.cut += len(text)
        return text[start - 1 : start - 1 + length]

    def step() -> int:
        work.steps += 1
        return 0

    hooks: dict[str, Callable[..., None]] = {"checkout": checkout, "checkin": checkin}
    for name, hook in hooks.items():
        event.listen(Pool, name, hook)
    try:
        yield work
    finally:
        for name, hook in hooks.items():
            event.remove(Pool, name, hook)
