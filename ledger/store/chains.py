"""The entries of the history held against themselves: each against its hash, and against the entry before it.

Entries hang together by their hashes. Those made in this ledger are one chain; those that came by merging hang on their
own beginnings, or on an entry that the other ledger had from this one, and a merging names the last of them.
"""

import json
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection

from ledger.model.alteration import Alteration, How
from ledger.model.event import DIGEST, FIRST, Act, Event, detail_text
from ledger.store.dialects.dialect import ask
from ledger.store.digests import row_digest
from ledger.store.rows import storable
from ledger.store.types import moment_text

Run = tuple[str, str, str, str]
"""What a run is known by in every ledger: reader, lexicon, program, and when it was begun."""

_COLUMNS = '"sequence", "chain", "position", "at", "by", "act", "about", "detail", "rows", "before", "hash", "own"'
_DEEDS = {
    Act.BEGIN: "the ledger was begun",
    Act.ADD: "{about} was added",
    Act.REREAD: "{about} was read again",
    Act.EDIT: "what is known of {about} was corrected",
    Act.FIND: "finding {about} was kept",
    Act.JUDGE: "{by} judged {about}",
    Act.MERGE: "another ledger was merged in",
}
_OF_NO_DOCUMENT = ("f-", "c-")  # what the names of figures and findings begin with


class Row(NamedTuple):
    """An entry as the database keeps it, whatever that is by now."""

    sequence: Any
    chain: Any
    position: Any
    at: Any
    by: Any
    act: Any
    about: Any
    detail: Any
    rows: Any
    before: Any
    hash: Any
    own: Any


class Entry(NamedTuple):
    """A sound entry, and whether it was made in this ledger."""

    event: Event
    own: bool


class Chains:
    """A walk along all entries in the order in which they came in, and what it comes to know on its way.

    `entries` is how many there are, `last` the last of this ledger's own; `runs` are those that entries tell of, each
    with a document read in it, `own_runs` those of own entries; `suspect` is what entries are about that are not as
    they were written; `aside` are the digests of rows that a merging could not put beside what was there, `apart` the
    documents of which the ledgers had two texts; `found` are the entries whose names begin with `head`.
    """

    def __init__(self, connection: Connection, head: str | None = None) -> None:
        self._connection, self._head = connection, head
        self.entries = 0
        self.last: Row | None = None
        self.runs: dict[Run, str] = {}
        self.own_runs: set[Run] = set()
        self.suspect: set[str] = set()
        self.aside: set[bytes] = set()
        self.apart: set[str] = set()
        self.found: list[Entry] = []
        self._ends: dict[str, Row] = {}  # entries of others that none follows
        self._heads: dict[str, Row] = {}  # the last entry that each merging brought, and that merging

    def walk(self) -> Iterator[Alteration]:
        """Yield what is not as it was written."""
        before: Row | None = None
        for found in ask(self._connection, f"SELECT {_COLUMNS} FROM events ORDER BY sequence"):  # noqa: S608
            row = Row(*found)
            yield from self._joint(row, before)
            self.entries += 1
            before, self.last = row, (row if row.own == 1 else self.last)
            self._ends.pop(row.before, None)
            if row.own != 1:
                self._ends[row.hash] = row
            if (event := read_entry(row)) is not None:
                self._learn(event, row)
                continue
            self.suspect.update([] if row.about is None else [str(row.about)])
            beyond = ": what it brought in is not looked at" if row.about and row.rows else ""
            yield self._told(row, How.CHANGED, f"is not as it was written{beyond}")
        if self.last is None:
            yield Alteration(None, "entry", How.GONE, "this ledger's own history is gone")
        yield from self._merged()

    def _joint(self, row: Row, before: Row | None) -> Iterator[Alteration]:
        """Hold an entry against the one that it ought to follow."""
        follows = self.last if row.own == 1 else self._followed(row, before)
        if row.own not in (0, 1):
            yield self._told(row, How.CHANGED, "is not kept as this ledger's, nor as another's")
        if follows is None and (row.position, row.before) == (0, FIRST):
            return
        if follows is None and row.own != 1:
            yield self._told(row, How.BROKEN, "follows no entry that is there: the one before it is gone or changed")
            return
        due = 0 if follows is None else row.position
        if follows is not None and isinstance(follows.position, int):
            due = follows.position + 1
        if isinstance(row.position, int) and row.position > due:
            gone = f"entry {due} is" if row.position == due + 1 else f"entries {due} to {row.position - 1} are"
            words = f"{gone} gone{self._whose(row)}, before {self._entry(row)}"
            yield Alteration(self._about(row), "entry", How.GONE, storable(words))
        elif follows is None:
            yield self._told(row, How.BROKEN, "is the first, and yet names one before it")
        elif (row.chain, row.position, row.before) != (follows.chain, due, follows.hash):
            words = f"does not follow {self._entry(follows)} as that stands: one of the two was changed or put in"
            yield self._told(row, How.BROKEN, words)

    def _followed(self, row: Row, before: Row | None) -> Row | None:
        """Return the entry that another ledger's entry names as the one before it, if that came in earlier."""
        if before is not None and before.hash == row.before:
            return before
        if not is_text(row.before):
            return None
        query = f"SELECT {_COLUMNS} FROM events WHERE hash = ? AND sequence < ?"  # noqa: S608  # all words are our own
        found = ask(self._connection, query, (row.before, row.sequence)).one_or_none()
        return None if found is None else Row(*found)

    def _learn(self, event: Event, row: Row) -> None:
        if self._head and event.hash.startswith(self._head):
            self.found.append(Entry(event, row.own == 1))
        if (run := run_told(event)) is not None:
            self.runs.setdefault(run, event.about or "")
            if row.own == 1:
                self.own_runs.add(run)
        if event.act is Act.MERGE:
            self._heads[str(event.detail.get("head"))] = row
            self.apart.update(map(str, _listed(event.detail.get("apart"))))
            self.aside.update(_digests_aside(event))

    def _merged(self) -> Iterator[Alteration]:
        """Hold what came by merging against the entries of that."""
        for name, row in self._ends.items():
            if name not in self._heads:
                yield self._told(row, How.ADDED, "came in by no merging, nor does another follow it")
        for name, row in self._heads.items():
            query = "SELECT count(*) FROM events WHERE hash = ?"
            if not is_text(name) or not ask(self._connection, query, (name,)).scalar_one():
                yield self._told(row, How.GONE, f"names {name[:12]}… as the last that it brought, and that is gone")

    def _told(self, row: Row, how: How, words: str) -> Alteration:
        return Alteration(self._about(row), "entry", how, storable(f"{self._entry(row)} {words}"))

    def _entry(self, row: Row) -> str:
        """Return what a person would call an entry, as far as it can be read."""
        at, act = str(row.at)[:16].replace("T", " "), str(row.act)
        about = self._about(row)
        deed = _DEEDS[Act(act)].format(by=row.by, about=about) if act in _DEEDS else f"{act} {about}"
        return f"entry {row.position}{self._whose(row)} ({at}, {deed})"

    def _whose(self, row: Row) -> str:
        return "" if row.own == 1 else f" of another ledger, {row.chain},"

    def _about(self, row: Row) -> str | None:
        about = None if row.about is None else str(row.about)
        if about is None or row.act == Act.MERGE or about.startswith(_OF_NO_DOCUMENT):
            return about
        return storable(path_of(self._connection, about))


def read_entry(row: Row) -> Event | None:
    """Return the entry that a row is; None where it is not, to the last byte, what its hash was made of."""
    try:
        event = Event(
            _text(row.chain),
            int(str(row.position)),
            datetime.fromisoformat(_text(row.at)),
            None if row.by is None else _text(row.by),
            Act(_text(row.act)),
            None if row.about is None else _text(row.about),
            json.loads(_text(row.detail)),
            _bytes(row.rows),
            _text(row.before),
        )
        same = (
            isinstance(event.detail, dict)
            and (event.hash, event.position) == (row.hash, row.position)
            and (moment_text(event.at), detail_text(event.detail)) == (row.at, row.detail)
            and len(event.rows) % DIGEST == 0
        )
    except (ValueError, TypeError, RecursionError):
        return None
    return event if same else None


def entries_about(connection: Connection, names: Collection[str]) -> dict[str, list[Entry]]:
    """Return the sound entries about each document, figure or finding, in the order in which they came in."""
    told: dict[str, list[Entry]] = {name: [] for name in names}
    asked = tuple(filter(is_text, names))
    signs = ", ".join("?" * len(asked))
    query = f"SELECT {_COLUMNS} FROM events WHERE about IN ({signs}) ORDER BY sequence"  # noqa: S608
    for found in ask(connection, query, asked) if asked else ():
        row = Row(*found)
        event = read_entry(row)
        if event is not None and event.about is not None:
            told[event.about].append(Entry(event, row.own == 1))
    return told


def is_text(value: object) -> bool:
    """Tell a text from what was put in the place of one: nothing in the ledger can be asked for by that."""
    return isinstance(value, str) and value == storable(value)


def run_told(event: Event) -> Run | None:
    """Return the run that an entry says a document was read in."""
    run = event.detail.get("run")
    if not isinstance(run, dict):
        return None
    return (str(run.get("reader")), str(run.get("lexicon")), str(run.get("program")), str(run.get("started_at")))


def path_of(connection: Connection, document: str) -> str:
    """Return the path that a document came in by, else the one it has, else the beginning of its hash."""
    told = path_told(entries_about(connection, [document])[document])
    if told is not None:
        return told
    query = "SELECT path FROM documents WHERE sha256 = ?"
    kept = ask(connection, query, (document,)).scalar() if is_text(document) else None
    return document[:12] if kept is None else str(kept)


def path_told(entries: Iterable[Entry]) -> str | None:
    """Return the path that a document came in by, of the entries about it."""
    added = (event.detail.get("path") for event, _ in entries if event.act is Act.ADD)
    return next((path for path in added if isinstance(path, str)), None)


def _digests_aside(event: Event) -> Iterator[bytes]:
    """Yield the digests of the rows that a merging has put aside."""
    for one in _listed(event.detail.get("aside")):
        if isinstance(one, dict) and isinstance(row := one.get("row"), dict):
            yield row_digest(str(one["table"]), row, *([one["beside"]] if one["table"] == "findings" else []))


def _listed(told: object) -> list[Any]:
    return told if isinstance(told, list) else []


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _bytes(value: object) -> bytes:
    if not isinstance(value, bytes):
        raise TypeError(value)
    return value
