"""A process of its own for the tests: `python -m tests.store.child WORK LEDGER SEED COUNT`, killed or not.

It says "ready" once everything is imported, and at the end what it came to.
"""

import resource
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count

from ledger.errors import LedgerError
from ledger.model.judgement import Judgement, Verb
from ledger.store import migrate
from ledger.store.engine import open_ledger
from ledger.store.queries import fetch_figures
from ledger.store.writes import add_judgement, add_reading, add_readings, keep_judgements, start_run
from tests.store.samples import make_reading


def add_for_ever(path: str, seed: int, _: int) -> str:
    """Open, or make, the ledger and add documents until killed."""
    with open_ledger(path, write=True, create=True) as ledger:
        run = start_run(ledger, reader="1", lexicon="words", program="0.1.0")
        for number in count(seed, 3):  # three in each change
            assert all(
                a.new for a in add_readings(ledger, [make_reading(number + i, figures=40) for i in range(3)], run)
            )
    return "never"


def add_and_judge(path: str, seed: int, times: int) -> str:
    """Add a document or a judgement `times` times, each in a transaction of its own."""
    with open_ledger(path, write=True, create=True) as ledger:
        run = start_run(ledger, reader="1", lexicon="words", program="0.1.0")
        for number in range(seed, seed + times):
            assert add_reading(ledger, make_reading(number), run)
            add_judgement(ledger, Judgement(f"f-{number}", Verb.NOTE, "ana", datetime.now(UTC)))
    return "done"


def read_until(path: str, _: int, documents: int) -> str:
    """Fetch all figures again and again until there are `documents` times three, never seeing part of one."""
    seen = 0
    with open_ledger(path, write=False) as ledger:
        while seen < 3 * documents:
            seen = len(list(fetch_figures(ledger)))
            assert seen % 3 == 0, seen
    return "done"


def reject_slowly(path: str, _: int, __: int) -> str:
    """Take the lock, say so, and reject the first figure once somebody waits for it: a line comes by standard input."""
    with open_ledger(path, write=True) as ledger:
        first = next(fetch_figures(ledger))
        with ledger.writing() as connection:
            sys.stdout.write("locked\n")
            sys.stdout.flush()
            sys.stdin.readline()
            keep_judgements(connection, [Judgement(first.id, Verb.REJECT, "Ben", datetime.now(UTC))])
    return "done"


def fill(path: str, seed: int, room: int) -> str:
    """Add documents where files may grow to `room` bytes and no further."""
    with open_ledger(path, write=True, create=True) as ledger:
        run = start_run(ledger, reader="1", lexicon="words", program="0.1.0")
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
        try:
            for number in count(seed):
                add_reading(ledger, make_reading(number, figures=40), run)
        except LedgerError as error:
            return f"{type(error).__name__} {error.exit_code}"
    return "never"


WORK: dict[str, Callable[[str, int, int], str]] = {
    work.__name__: work for work in (add_for_ever, add_and_judge, read_until, reject_slowly, fill)
}

if __name__ == "__main__":
    name, path, seed, number = sys.argv[1:]
    assert migrate.known_revisions()  # alembic is imported before the clock of the killer starts
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdout.write(WORK[name](path, int(seed), int(number)) + "\n")
