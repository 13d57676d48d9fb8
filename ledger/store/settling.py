"""Which reading of a figure counts and how it stands: worked out anew from what is kept, in the change that adds to it.

A figure that was read twice, and otherwise, has a row for each reading. The newest reading counts, but for what a
reviewer has judged: a figure that someone vouches for stays as he saw it, and one that anybody spoke of is never lost.

settle_figures(connection, targets) -> None, after judgements on these
settle_document(connection, document) -> None, after a reading of it
find_due(connection, names, newest) -> Due, for who holds the ledger against it
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from sqlalchemy import Connection, Text, delete, func, insert, select, type_coerce

from ledger.model.correction import corrected, field_texts, reading_digest
from ledger.model.event import Act, Event
from ledger.model.figure import Figure, Status
from ledger.model.judgement import Judgement, holding
from ledger.model.standing import UNJUDGED, Standing, by_target, standing
from ledger.store.digests import stored_figures
from ledger.store.queries import rows_as_read
from ledger.store.rows import (
    Values,
    event_from_row,
    judgement_from_row,
    reading_values,
    standing_values,
)
from ledger.store.search import searched_anew
from ledger.store.standings import fetch_standings
from ledger.store.tables import events, figures, judgements, readings, retired, standings
from ledger.store.tables import runs as runs_table
from ledger.store.texts import Shelf

_AT_ONCE = 500
_FIGURE = "f-"
_READ = "figures"  # what the entry of a reading tells that found something new


Age = tuple[str, str]
"""What readings are ordered by, the same in every ledger: when the run began, then the name of the entry."""

Ages = dict[str, tuple[Age, dict[int, Age]]]
"""Of documents the age of the newest reading, and of each row of their figures that of the last that read so."""

_NEVER: Age = ("", "")


def settle_figures(connection: Connection, targets: Collection[str]) -> None:
    """Work out anew how figures stand that were judged."""
    _settle_all(connection, sorted(name for name in set(targets) if name.startswith(_FIGURE)))


def settle_judged(connection: Connection) -> None:
    """Work out anew how all figures stand that were judged: an older version may have had it otherwise."""
    settle_figures(connection, set(connection.scalars(select(judgements.c.target).distinct())))


def settle_document(connection: Connection, document: str) -> None:
    """Work out anew which rows of a document's figures count, and how the judged among them stand."""
    _settle_all(connection, sorted(set(connection.scalars(select(figures.c.id).where(figures.c.document == document)))))


def _settle_all(connection: Connection, names: Sequence[str]) -> None:
    ages: Ages = {}
    shelf = Shelf(connection)
    for at in range(0, len(names), _AT_ONCE):
        _settle(connection, names[at : at + _AT_ONCE], ages, shelf)


def _settle(connection: Connection, names: Collection[str], ages: Ages, shelf: Shelf) -> None:
    before = fetch_standings(connection, names)
    due = find_due(connection, names, ages, shelf)
    shown = {name for name in before if _is_shown(before[name])} | {row["target"] for row in due.rows if _is_told(row)}
    with searched_anew(connection, sorted(shown | due.read_again), shelf):
        connection.execute(delete(retired).where(retired.c.figure.in_(due.counting | due.retired)))
        if due.retired:
            out = [{"figure": number, "gone": number in due.gone} for number in sorted(due.retired)]
            connection.execute(insert(retired), out)
        connection.execute(delete(standings).where(standings.c.target.in_(before)))
        if due.rows:
            connection.execute(insert(standings), due.rows)


@dataclass(frozen=True, slots=True)
class Due:
    """What the judgements and readings of some figures come to: the rows of `standings` that there ought to be.

    Of those that were read again (`read_again`) also the numbers of the rows that count, and of those that do not;
    `gone` are among these the last ones of figures of which none counts.
    """

    rows: list[Values]
    read_again: set[str]
    counting: set[int]
    retired: set[int]
    gone: set[int]


def find_due(connection: Connection, names: Collection[str], ages: Ages, shelf: Shelf | None = None) -> Due:
    """Work out how figures ought to stand; nothing is changed.

    `ages` are those of the rows of documents that were read again, as far as they are known; what is looked up is
    put in.
    """
    told = _judgements_on(connection, names)
    spoken = {name for name, of_one in told.items() if any(one.changes for one in of_one)}
    again = _read_again(connection, names)
    read = _by_id(rows_as_read(connection, sorted(spoken | again), shelf))
    for figure in (figure for name in again for figure in read[name].values()):
        if (document := figure.source.document) not in ages:
            ages[document] = row_ages(connection, document)
    for name in again:
        _, known = ages[next(iter(read[name].values())).source.document]
        read[name] = dict(sorted(read[name].items(), key=lambda row: known.get(row[0], _NEVER)))
    wanted = {name: standing(of_one, partial(_texts, read.get(name, {}))) for name, of_one in told.items()}
    rows = [_row(name, one, read.get(name, {})) for name, one in sorted(wanted.items()) if one != UNJUDGED]
    newest = {number for age, known in ages.values() for number in known if known[number] == age}
    counting, gone = set(), set()
    for name in again:
        judged = bool(holding(told.get(name, ())))
        number = _counting(read[name], newest, wanted.get(name, UNJUDGED), is_judged=judged)
        if number is None:
            gone.add(list(read[name])[-1])
        else:
            counting.add(number)
    every = {number for name in again for number in read[name]}
    return Due(rows, again, counting, every - counting, gone)


def _is_shown(one: Standing | None) -> bool:
    """Tell whether a figure reads otherwise than its source by what was said of it."""
    return one is not None and one.status is Status.CORRECTED


def _is_told(row: Values) -> bool:
    """Tell the row of a figure that reads otherwise than its source."""
    return bool(row["status"] == Status.CORRECTED.value)


def _row(name: str, one: Standing, read: Mapping[int, Figure]) -> Values:
    row = standing_values(name, one)
    if one.status is Status.CORRECTED and read:
        row |= reading_values(corrected(_vouched(read, one.of), one.changes))
    return row


def _texts(read: Mapping[int, Figure], of: str | None) -> Mapping[str, str]:
    """Return how the source reads each part of a figure, in the reading that was judged."""
    return field_texts(_vouched(read, of)) if read else {}


def _vouched(read: Mapping[int, Figure], of: str | None) -> Figure:
    """Return the reading that was judged, the newest of those that read so; else the newest."""
    every = list(read.values())
    return next((figure for figure in reversed(every) if reading_digest(figure) == of), every[-1])


# Which row counts


def _counting(rows: Mapping[int, Figure], newest: Collection[int], one: Standing, *, is_judged: bool) -> int | None:
    """Return the number of the row of a figure that counts; None where it is read no more and nobody spoke of it.

    The rows come in the order of their ages.
    """
    now = next((number for number in rows if number in newest), None)
    if one.of is not None:
        vouched = [number for number in rows if reading_digest(rows[number]) == one.of]
        if now in vouched:
            return now
        if vouched:
            return vouched[-1]
    return list(rows)[-1] if now is None and is_judged else now


def row_ages(connection: Connection, document: str) -> tuple[Age, dict[int, Age]]:
    """Return when a document was last read, and when each row of its figures was last read so."""
    last: dict[bytes, Age] = {}
    newest = _NEVER
    for reading in _readings(connection, document):
        age = reading_age(reading)
        newest = max(newest, age)
        for digest in reading.digests:
            last[digest] = max(last.get(digest, _NEVER), age)
    return newest, {number: last.get(digest, _NEVER) for number, _, digest in stored_figures(connection, document)}


def newest_reading(connection: Connection, document: str) -> Event | None:
    """Return the entry of the reading of a document that was begun last, in whatever ledger that was."""
    return max(_readings(connection, document), key=reading_age, default=None)


def _readings(connection: Connection, document: str) -> list[Event]:
    acts = (Act.ADD.value, Act.REREAD.value)
    found = select(events).where(events.c.about == document, events.c.act.in_(acts))
    told = [event_from_row(row) for row in connection.execute(found)]
    runs = _runs_of(connection, document)
    return [one for one in told if _READ in one.detail and reading_age(one)[0] in runs]


def _runs_of(connection: Connection, document: str) -> set[str]:
    """Return when the runs began whose readings of a document are here: of another text there are entries alone."""
    began = select(type_coerce(runs_table.c.started_at, Text)).join(readings, readings.c.run == runs_table.c.id)
    return set(connection.scalars(began.where(readings.c.document == document)))


def reading_age(event: Event) -> Age:
    """Return what readings of one document are ordered by, the same in every ledger."""
    run = event.detail.get("run")
    started = run.get("started_at") if isinstance(run, dict) else None
    return str(started), event.hash


# What is kept


def _judgements_on(connection: Connection, names: Collection[str]) -> dict[str, list[Judgement]]:
    query = select(judgements).where(judgements.c.target.in_(names)).order_by(judgements.c.sequence)
    return by_target(map(judgement_from_row, connection.execute(query)))


def spoken_of(connection: Connection, names: Sequence[str]) -> set[str]:
    """Return those of the figures on which a judgement or a note holds."""
    spoken: set[str] = set()
    for at in range(0, len(names), _AT_ONCE):
        told = _judgements_on(connection, names[at : at + _AT_ONCE])
        spoken |= {name for name, of_one in told.items() if holding(of_one)}
    return spoken


def _read_again(connection: Connection, names: Collection[str]) -> set[str]:
    """Return the figures among these whose document was read more than once."""
    theirs = select(figures.c.document).where(figures.c.id.in_(names))
    several = select(readings.c.document).where(readings.c.document.in_(theirs)).group_by(readings.c.document)
    several = several.having(func.count() > 1)
    query = select(figures.c.id).where(figures.c.id.in_(names), figures.c.document.in_(several))
    return set(connection.scalars(query))


def _by_id(rows: Iterable[tuple[int, Figure]]) -> dict[str, dict[int, Figure]]:
    read: dict[str, dict[int, Figure]] = {}
    for number, figure in rows:
        read.setdefault(figure.id, {})[number] = figure
    return read
