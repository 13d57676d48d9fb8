"""Where figures stand in long listings: the numbers of those that fit a filter, found without making any of them.

A page of fifty must not wait until all the figures behind it were made. What the database can answer it is asked; words
and sources are looked for in memory, for rows of figures never change and are only added to.

Listing().numbers(ledger, FigureFilter(…)) -> tuple[int, ...], by path and start
fetch_numbered(ledger, numbers) -> list[Figure]
"""

from array import array
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace
from threading import Lock
from typing import Any

from sqlalchemy import Connection, Select, func, select

from ledger.model.figure import Figure, Place, Status
from ledger.store.engine import Ledger
from ledger.store.filters import BUT_REJECTED, FigureFilter, figures_query, folded, source_passes
from ledger.store.queries import stream_figures
from ledger.store.reads import fetch_places
from ledger.store.rows import NOTHING_KNOWN, effective_metadata, source_of
from ledger.store.tables import IN_ORDER, documents, events, figures, metadata_values, retired, standings

_KEPT = 32  # answers to filters
_AT_ONCE = 500
_BETWEEN = "\n"  # between quotes: no folded text has one


class Listing:
    """What is kept in memory of the figures of one ledger: answers to filters, and the words and sources of its rows.

    Answers hold for one state of the ledger, which the last entry of its history names. Words and sources of rows are
    read when they are first asked for, and then only those of new rows.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._head = ""
        self._answers: OrderedDict[FigureFilter, tuple[int, ...]] = OrderedDict()
        self._rows = _Rows()
        self._order = _Order()
        self._places: list[Place] | None = None

    def numbers(self, ledger: Ledger, wanted: FigureFilter) -> tuple[int, ...]:
        """Return the numbers of the rows of the figures wanted, in the order in which they are listed."""
        with self._lock, ledger.reading() as connection:
            self._follow(connection)
            found = self._answers.get(wanted)
            if found is None:
                found = self._answers[wanted] = tuple(self._find(connection, wanted))
                if len(self._answers) > _KEPT:
                    self._answers.popitem(last=False)
            self._answers.move_to_end(wanted)
            return found

    def places(self, ledger: Ledger) -> list[Place]:
        """Return every place that some figure is about."""
        with self._lock:
            with ledger.reading() as connection:
                self._follow(connection)
            if self._places is None:
                self._places = fetch_places(ledger)
            return self._places

    def warm(self, ledger: Ledger) -> None:
        """Read the words and sources of all rows, so that nobody waits for them."""
        with self._lock, ledger.reading() as connection:
            self._follow(connection)
            self._order.follow(connection)
            self._rows.extend(connection)

    def _follow(self, connection: Connection) -> None:
        """Forget the answers of another state, and everything where the file is not the ledger it was."""
        last = select(events.c.hash).where(events.c.own).order_by(events.c.sequence.desc()).limit(1)
        head = connection.scalar(last) or ""
        if head == self._head:
            return
        if self._head and connection.scalar(select(events.c.sequence).where(events.c.hash == self._head)) is None:
            self._rows, self._order = _Rows(), _Order()
        self._head = head
        self._answers.clear()
        self._places = None

    def _find(self, connection: Connection, wanted: FigureFilter) -> Sequence[int]:
        """Return the rows that pass, the corrected among them as they read now."""
        judged = _judged(connection)
        found = self._as_read(connection, wanted, judged)
        if Status.CORRECTED in wanted.statuses and Status.CORRECTED in judged.values():
            found |= _corrected(connection, wanted)
        if wanted.gone:
            return [number for number in connection.scalars(_numbers(FigureFilter(gone=True))) if number in found]
        return self._order.sorted(connection, found)

    def _as_read(self, connection: Connection, wanted: FigureFilter, judged: dict[int, Status]) -> set[int]:
        """Return the rows that nobody corrected and that pass."""
        found = self._asked(connection, wanted)
        found -= {number for number, status in judged.items() if status not in wanted.statuses}
        found -= {number for number, status in judged.items() if status is Status.CORRECTED}
        found -= _beyond(connection, wanted)
        if Status.UNREVIEWED not in wanted.statuses:
            found &= judged.keys()
        for passing in self._rows.passing(connection, wanted):
            found &= passing
        return found

    def _asked(self, connection: Connection, wanted: FigureFilter) -> set[int]:
        """Return what the database finds; where it is asked nothing, that is in memory."""
        if replace(wanted, search=None, source=None, statuses=BUT_REJECTED) == FigureFilter():
            return self._order.every(connection)
        return set(connection.scalars(_numbers(wanted).order_by(None)))


class _Order:
    """The order in which the rows that count are listed."""

    def __init__(self) -> None:
        self._of: tuple[int, array[int]] | None = None
        self._places: dict[int, int] = {}

    def every(self, connection: Connection) -> set[int]:
        """Return all rows that count."""
        self.follow(connection)
        return set(self._places)

    def sorted(self, connection: Connection, numbers: set[int]) -> list[int]:
        """Return rows that count in their order."""
        self.follow(connection)
        if len(numbers) == len(self._places):
            return list(self._places)
        return sorted(numbers, key=self._places.__getitem__)

    def follow(self, connection: Connection) -> None:
        """Read the order anew where rows came or went since, or others of them count."""
        newest = connection.scalar(select(func.max(figures.c.number))) or 0
        now = (newest, array("q", connection.scalars(select(retired.c.figure).order_by(retired.c.figure))))
        if now != self._of:
            numbers = connection.scalars(_numbers(FigureFilter()))
            self._of, self._places = now, {number: place for place, number in enumerate(numbers)}


class _Rows:
    """The words and sources of the rows of figures, by their numbers, in the order in which they were added."""

    def __init__(self) -> None:
        self._numbers = array("q")
        self._source = array("l")  # of each row the place of its source among the keys
        self._keys: dict[tuple[str, int | None, str], int] = {}
        self._first = array("q")  # of each quote the place of its first row
        self._starts = array("q")  # and of its first character among all words
        self._quotes = ""
        self._nouns: dict[str, list[int]] = {}

    def passing(self, connection: Connection, wanted: FigureFilter) -> list[set[int]]:
        """Return the rows that pass what is asked of words, and of sources, where anything is."""
        if wanted.search is None and wanted.source is None:
            return []
        self.extend(connection)
        told = [] if wanted.search is None else [self._with_words(folded(wanted.search))]
        return told if wanted.source is None else [*told, self._from_source(connection, wanted)]

    def extend(self, connection: Connection) -> None:
        """Read the rows that came since."""
        table = figures.c
        columns = (table.number, table.document, table.section, table.voice)
        query = select(*columns, table.quote_start, table.quote_end, table.noun).order_by(table.number)
        last = self._numbers[-1] if self._numbers else -1
        quotes, length = [self._quotes] if self._quotes else [], len(self._quotes)
        before: tuple[str, int, int] | None = None
        document, text = "", ""
        for number, name, section, voice, start, end, noun in connection.execute(query.where(table.number > last)):
            if (name, start, end) != before:
                if name != document:
                    document, text = name, self._text(connection, name)
                words = folded(text[start:end])
                self._first.append(len(self._numbers))
                self._starts.append(length + bool(length))
                length = self._starts[-1] + len(words)
                quotes.append(words)
                before = (name, start, end)
            self._numbers.append(number)
            self._source.append(self._keys.setdefault((name, section, voice), len(self._keys)))
            if noun:
                self._nouns.setdefault(folded(noun), []).append(number)
        self._quotes = _BETWEEN.join(quotes)

    def _text(self, connection: Connection, document: str) -> str:
        return str(connection.execute(select(documents.c.text).where(documents.c.sha256 == document)).scalar_one())

    def _with_words(self, words: str) -> set[int]:
        found = {number for noun, numbers in self._nouns.items() if words in noun for number in numbers}
        at = self._quotes.find(words) if self._starts else -1
        while at >= 0:
            place = bisect_right(self._starts, at)
            end = self._first[place] if place < len(self._first) else len(self._numbers)
            found.update(self._numbers[self._first[place - 1] : end])
            at = self._quotes.find(words, self._starts[place]) if place < len(self._starts) else -1
        return found

    def _from_source(self, connection: Connection, wanted: FigureFilter) -> set[int]:
        known = effective_metadata(connection.execute(select(metadata_values).order_by(*IN_ORDER)))
        passes = []
        for document, section, voice in self._keys:
            own, base = known.get((document, section), NOTHING_KNOWN)[0], known.get((document, None), NOTHING_KNOWN)[0]
            passes.append(source_passes(source_of(document, "", section, voice, own.over(base)), wanted))
        return {number for number, key in zip(self._numbers, self._source, strict=True) if passes[key]}


def fetch_ids(ledger: Ledger, numbers: Sequence[int]) -> list[str]:
    """Return the ids of the figures of these rows, in their order."""
    ids: dict[int, str] = {}
    with ledger.reading() as connection:
        for at in range(0, len(numbers), _AT_ONCE):
            some = figures.c.number.in_(numbers[at : at + _AT_ONCE])
            rows = connection.execute(select(figures.c.number, figures.c.id).where(some))
            ids |= {row.number: row.id for row in rows}
    return [ids[number] for number in numbers if number in ids]


def fetch_numbered(ledger: Ledger, numbers: Sequence[int]) -> list[Figure]:
    """Return the figures of these rows, in their order; what counts no more meanwhile is left out."""
    if not numbers:
        return []
    with ledger.reading() as connection:
        query = select(figures.c.number, figures.c.id).where(figures.c.number.in_(numbers))
        ids = {row.number: row.id for row in connection.execute(query)}
        asked = FigureFilter.of_ids(*ids.values())
        found = {one.id: one for one in stream_figures(connection, asked)}
        if len(found) < len(ids):  # those that the newest reading no longer has
            found |= {one.id: one for one in stream_figures(connection, replace(asked, gone=True))}
    return [found[ids[number]] for number in numbers if ids[number] in found]


def _numbers(wanted: FigureFilter) -> Select[Any]:
    return figures_query(wanted).with_only_columns(figures.c.number, maintain_column_froms=True)


def _judged(connection: Connection) -> dict[int, Status]:
    """Return the status of the rows of every figure that was judged."""
    query = select(figures.c.number, standings.c.status).join(standings, standings.c.target == figures.c.id)
    return {number: Status(status) for number, status in connection.execute(query)}


def _beyond(connection: Connection, wanted: FigureFilter) -> set[int]:
    """Return the rows whose amount passes as a rounded number and not with all its digits."""
    ends = [float(end) for end in (wanted.minimum, wanted.maximum) if end is not None]
    if not ends:
        return set()
    near = connection.execute(select(figures.c.number, figures.c.value).where(figures.c.value_real.in_(ends)))
    low, high = wanted.minimum, wanted.maximum
    return {
        number for number, value in near if (low is not None and value < low) or (high is not None and value > high)
    }


def _corrected(connection: Connection, wanted: FigureFilter) -> set[int]:
    """Return the rows of corrected figures that read as is wanted."""
    told = select(standings.c.target).where(standings.c.status == Status.CORRECTED.value)
    names = list(connection.scalars(told))
    passed: list[str] = []
    for at in range(0, len(names), _AT_ONCE):
        asked = replace(wanted, ids=tuple(names[at : at + _AT_ONCE]), statuses=(Status.CORRECTED,))
        passed += [figure.id for figure in stream_figures(connection, asked)]
    numbers: set[int] = set()
    for at in range(0, len(passed), _AT_ONCE):
        asked = replace(FigureFilter.of_ids(*passed[at : at + _AT_ONCE]), gone=wanted.gone)
        numbers.update(connection.scalars(_numbers(asked).order_by(None)))
    return numbers
