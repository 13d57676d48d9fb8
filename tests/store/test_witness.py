"""Whatever is altered in a ledger behind its history is named, and nothing is where nothing was."""

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from ledger.model.alteration import Alteration, How
from ledger.model.correction import finding_digest, reading_digest
from ledger.model.document import Metadata, Origin
from ledger.model.event import Act, Event
from ledger.model.figure import Figure
from ledger.model.finding import Finding, FindingKind
from ledger.model.judgement import Judgement, Verb
from ledger.model.quantity import Bound, Kind, Quantity
from ledger.model.reading import Problem, Reading
from ledger.model.span import Span
from ledger.store import tables
from ledger.store.digests import row_digest
from ledger.store.engine import Ledger, open_ledger
from ledger.store.merging import add_other
from ledger.store.migrate import upgrade
from ledger.store.queries import fetch_figures
from ledger.store.rereading import add_rereading
from ledger.store.rows import event_values, judgement_from_row, judgement_values
from ledger.store.types import moment_text
from ledger.store.witness import witness, witness_history
from ledger.store.writes import add_findings, add_judgements, add_metadata, add_readings, start_run
from tests.store.samples import changes_to, make_ledger, make_reading, readings

NOON = datetime(2024, 5, 1, 12, 0, tzinfo=UTC)
# Kept anew with each check, and by no reviewer: no entry tells of them.
UNCHAINED = {"checks", "saved_findings", "saved_finding_figures", "check_findings"}
CHAINED = [name for name in tables.metadata.tables if name not in UNCHAINED]


def with_problem(reading: Reading) -> Reading:
    return replace(reading, problems=(Problem(Span(0, 6), "Report", "a word that might be a number"),))


def fill(path: Path) -> None:
    """Make a ledger that has something in every table: two documents, one of them read three times, and judgements."""
    readings = [with_problem(make_reading(number, 2)) for number in range(2)]
    with open_ledger(str(path), write=True, create=True) as ledger:
        first = start_run(ledger, reader="1", lexicon="words", program="0.1.0")
        list(add_readings(ledger, readings, first))
        judge(ledger)
        name = readings[0].document.sha256
        for title in ("Second", "Third"):
            add_metadata(ledger, name, Metadata(title=title), Origin.TYPED, by="Ana")
        add_metadata(ledger, name, Metadata(author="Ben"), Origin.TYPED, section=1, by="Ben")
        again = with_problem(make_reading(1, 2, noun="men"))
        for _ in range(2):  # what is read so a second time is no news
            add_rereading(ledger, again, start_run(ledger, reader="2", lexicon="words", program="0.2.0"))


def judge(ledger: Ledger) -> None:
    figures = list(fetch_figures(ledger))
    one, two, three, _ = figures
    twelve = Quantity(Kind.COUNT, Decimal(12), Decimal(12), Decimal(12), Bound.EXACT, "person")
    finding = Finding(FindingKind.CONFLICT, "dispute", 0.5, (one, three), "1,000 and 1,007 cannot both be right.")
    add_findings(ledger, [finding])
    corrected = changes_to(two, quantity=twelve)
    said = [
        said_of(one, Verb.ACCEPT, "Ana", because="seen"),
        said_of(two, Verb.CORRECT, "Ana", changes=corrected),
        said_of(two, Verb.ACCEPT, "Ben", changes=corrected),
        said_of(three, Verb.REJECT, "Ben"),
        Judgement(three.id, Verb.UNDO, "Ana", NOON),
        said_of(three, Verb.NOTE, "Ana", because="to be asked"),
        Judgement(finding.id, Verb.CONFIRM, "Ana", NOON, of=finding_digest(finding)),
    ]
    for judgement in said:
        add_judgements(ledger, [judgement])


def said_of(figure: Figure, verb: Verb, by: str, **parts: Any) -> Judgement:
    return Judgement(figure.id, verb, by, NOON, of=reading_digest(figure), **parts)


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    """A connection on which anything may be done: what keeps rows as they are is taken away."""
    path = tmp_path_factory.mktemp("witness") / "figures.db"
    fill(path)
    unguard(path)
    with open_ledger(str(path), write=True) as ledger, ledger.engine.connect() as connection:
        connection.connection.execute("PRAGMA foreign_keys = OFF")
        with connection.begin():
            yield connection


def unguard(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.commit()


@pytest.fixture
def connection(opened: Connection) -> Iterator[Connection]:
    """The same, and all of it undone behind the test."""
    opened.exec_driver_sql("SAVEPOINT before")
    yield opened
    opened.exec_driver_sql("ROLLBACK TO before")
    opened.exec_driver_sql("RELEASE before")


@dataclass(frozen=True)
class Change:
    """One thing done to one row."""

    label: str
    statement: str
    given: tuple[object, ...]
    about: frozenset[str]  # of what one is to be named


def otherwise(value: object, kind: str) -> Iterator[object]:
    """Yield what a value may be turned into."""
    match value:
        case None:
            yield 1 if kind in ("INTEGER", "BOOLEAN", "FLOAT") else "x"
        case int() | float():
            yield value + 1
            yield None
        case str():
            yield value[:-1] + ("y" if value.endswith("x") else "x")
            yield None
        case bytes():
            yield bytes([value[0] ^ 1]) + value[1:] if value else b"x" * 16


def changes(connection: Connection, table: str) -> Iterator[Change]:
    """Yield every change of every column of every row of a table, and each row taken out and put in twice."""
    columns = [(row[1], row[2], row[5]) for row in connection.exec_driver_sql(f"PRAGMA table_info({table})")]
    keys = [name for name, _, key in columns if key]
    where = " AND ".join(f'"{key}" IS ?' for key in keys)
    names = ", ".join(f'"{name}"' for name, _, _ in columns)
    for row in connection.exec_driver_sql(f"SELECT {names} FROM {table}").fetchall():
        values = dict(zip((name for name, _, _ in columns), row, strict=True))
        key = tuple(values[name] for name in keys)
        about = frozenset(named(connection, table, values))
        yield Change(f"{table} {key} gone", f"DELETE FROM {table} WHERE {where}", key, about)
        signs = ", ".join("?" * len(columns))
        for twice in doubles(connection, table, values, keys):
            put = f"INSERT INTO {table} ({names}) VALUES ({signs})"
            yield Change(f"{table} {key} twice", put, tuple(twice.values()), about | {table})
        for name, kind, _ in columns:
            for value in otherwise(values[name], kind):
                told = f"{table} {key} {name} {value!r}"
                yield Change(told, f'UPDATE {table} SET "{name}" = ? WHERE {where}', (value, *key), about)


def doubles(connection: Connection, table: str, values: dict[str, Any], keys: list[str]) -> Iterator[dict[str, Any]]:
    """Yield the row under keys that are free."""
    last = keys[-1]
    new: Any = f"{values[last]}x"
    if isinstance(values[last], int):
        new = connection.exec_driver_sql(f'SELECT max("{last}") + 1 FROM {table}').scalar_one()
    one = values | {last: new}
    match table:
        case "runs":
            return  # one in which nothing was read: `add` begins such a run where all is known already
        case "figures":
            one["run"] = connection.exec_driver_sql("SELECT max(id) FROM runs").scalar_one()
        case "judgements":
            one["id"] = "j-0123456789abcdef"
        case "events":
            one["hash"] = f"{values['hash'][:-1]}x"
    yield one


def named(connection: Connection, table: str, values: dict[str, Any]) -> Iterator[str]:
    """Yield what may be named where a row is altered."""
    match table:
        case "documents":
            yield values["path"]
        case "judgements" | "standings":
            yield values["target"]
        case "findings":
            yield values["id"]
        case "finding_figures":
            yield values["finding"]
        case "figure_topics" | "evidence" | "retired":
            query = "SELECT path, id FROM documents JOIN figures ON sha256 = document WHERE number = ?"
            yield from connection.exec_driver_sql(query, (values["figure"],)).one()
        case "runs":
            query = "SELECT path FROM documents JOIN readings ON sha256 = document WHERE run = ?"
            yield from connection.exec_driver_sql(query, (values["id"],)).scalars()
            yield "run"
        case "events":
            yield f"entry {values['position']} "
            query = "SELECT path FROM documents WHERE sha256 = ?"
            yield from connection.exec_driver_sql(query, (values["about"],)).scalars()
        case _:
            query = "SELECT path FROM documents WHERE sha256 = ?"
            yield from connection.exec_driver_sql(query, (values["document"],)).scalars()


def alterations(connection: Connection) -> tuple[Alteration, ...]:
    return witness(connection).alterations


def words(connection: Connection) -> str:
    return "\n".join(one.words for one in alterations(connection))


def test_where_nothing_was_altered_nothing_is_told(connection: Connection) -> None:
    told = witness(connection)
    assert told.alterations == ()
    assert (told.entries, told.figures, told.judgements) == (16, 4, 7)
    assert all(connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one() for table in CHAINED)


@pytest.mark.parametrize("table", CHAINED)
def test_every_byte_of_every_row_is_held(connection: Connection, table: str) -> None:
    missed, done = [], 0
    # The last entry brought in no row, and nothing follows it: that it is gone is told by its name alone.
    for change in [one for one in changes(connection, table) if one.label != "events (16,) gone"]:
        connection.exec_driver_sql("SAVEPOINT one")
        try:
            connection.exec_driver_sql(change.statement, change.given)
            told = alterations(connection)
            done += 1
            if not any(about in f"{one.about} {one.words}" for one in told for about in change.about):
                missed.append((change.label, change.about, told))
        except IntegrityError:
            pass  # the database itself refuses
        finally:
            connection.exec_driver_sql("ROLLBACK TO one")
            connection.exec_driver_sql("RELEASE one")
    assert missed == [], "\n".join(map(str, missed))
    assert done


# The chain


def entries(connection: Connection) -> list[dict[str, Any]]:
    return [dict(row) for row in connection.exec_driver_sql("SELECT * FROM events ORDER BY sequence").mappings()]


def written_anew(connection: Connection, row: dict[str, Any], **parts: Any) -> str:
    """Give an entry other contents with the hash that fits them, and return that."""
    row = row | parts
    at = datetime.fromisoformat(row["at"])
    told = (row["by"], Act(row["act"]), row["about"], json.loads(row["detail"]), row["rows"], row["before"])
    event = Event(row["chain"], row["position"], at, *told)
    values = event_values(event) | {"at": moment_text(at)}
    columns = ", ".join(f'"{name}" = ?' for name in values)
    given = (*values.values(), row["sequence"])
    connection.exec_driver_sql(f"UPDATE events SET {columns} WHERE sequence = ?", given)
    return event.hash


def forge_judgement(connection: Connection, **parts: Any) -> dict[str, Any]:
    """Change the last judgement, with the id and the entry that fit it; return that entry as it was."""
    row = connection.execute(tables.judgements.select().order_by(tables.judgements.c.sequence.desc())).first()
    assert row is not None
    forged = replace(judgement_from_row(row), **parts)
    connection.execute(
        tables.judgements.update().where(tables.judgements.c.id == row.id).values(**judgement_values(forged))
    )
    digest = row_digest("judgements", judgement_values(forged))
    (entry,) = [one for one in entries(connection) if one["act"] == "judge" and one["about"] == row.target]
    written_anew(connection, entry, by=forged.by, rows=digest)
    return entry


def test_two_entries_that_change_places_are_told(connection: Connection) -> None:
    for one, other in pairwise(entries(connection)):
        connection.exec_driver_sql("SAVEPOINT swap")
        for new, old in ((-1, one["sequence"]), (one["sequence"], other["sequence"]), (other["sequence"], -1)):
            connection.exec_driver_sql("UPDATE events SET sequence = ? WHERE sequence = ?", (new, old))
        assert f"entry {other['position']} " in words(connection)
        connection.exec_driver_sql("ROLLBACK TO swap")


def test_an_entry_written_anew_with_a_hash_that_fits_does_not_fit_the_next(connection: Connection) -> None:
    entry = forge_judgement(connection, because="nobody ever said so")
    told = alterations(connection)
    assert [one.how for one in told] == [How.BROKEN]
    assert f"entry {entry['position'] + 1} " in told[0].words
    assert f"entry {entry['position']} " in told[0].words


def test_a_chain_written_anew_to_its_end_fits_and_only_a_noted_entry_tells(connection: Connection) -> None:
    before = [row["hash"] for row in entries(connection)]
    entry = forge_judgement(connection, because="nobody ever said so")
    last = connection.exec_driver_sql("SELECT hash FROM events WHERE sequence = ?", (entry["sequence"],)).scalar_one()
    for row in entries(connection)[entry["sequence"] :]:
        last = written_anew(connection, row, before=last)
    assert alterations(connection) == ()
    assert witness(connection, before[-1]).found == ()
    assert witness(connection, before[entry["position"]]).found == ()
    (found,) = witness(connection, before[entry["position"] - 1]).found
    assert found.event.position == entry["position"] - 1


def test_an_end_cut_off_is_told_by_an_entry_that_was_noted(connection: Connection) -> None:
    noted = entries(connection)[-1]["hash"]
    connection.exec_driver_sql("DELETE FROM events WHERE sequence = 16")
    told = witness(connection, noted[:8])
    assert (told.alterations, told.found) == ((), ())


def test_an_entry_is_found_by_the_beginning_of_its_name(connection: Connection) -> None:
    for row in entries(connection):
        (found,) = witness(connection, row["hash"][:8]).found
        assert (found.event.position, found.own) == (row["position"], True)


def test_a_name_written_into_another_entry_is_not_found(connection: Connection) -> None:
    connection.exec_driver_sql("UPDATE events SET hash = ? WHERE sequence = 9", ("ab" * 32,))
    assert witness(connection, "ab" * 32).found == ()


@pytest.mark.parametrize(
    "value", ["no date", "2024-13-01T00:00:00+00:00", b"\xff\xfe", 12, "{", "[]", "null", "\udcff"]
)
@pytest.mark.parametrize("column", ["at", "detail", "rows", "act", "about", "chain", "position", "hash"])
def test_what_cannot_be_read_is_told(connection: Connection, column: str, value: object) -> None:
    given = value.encode("utf-8", "surrogatepass") if isinstance(value, str) else value
    as_text = "CAST(? AS TEXT)" if isinstance(value, str) else "?"
    connection.exec_driver_sql(f'UPDATE events SET "{column}" = {as_text} WHERE sequence = 5', (given,))
    assert "entry" in words(connection)


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("documents", "text"),
        ("documents", "path"),
        ("documents", "pages"),
        ("figures", "period_start"),
        ("figures", "value"),
        ("judgements", "changes"),
        ("judgements", "at"),
        ("standings", "status"),
        ("runs", "started_at"),
        ("readings", "figures"),
        ("metadata_values", "value"),
        ("documents", "sha256"),
        ("figures", "id"),
        ("figures", "document"),
        ("judgements", "target"),
        ("judgements", "id"),
        ("standings", "target"),
        ("findings", "id"),
        ("finding_figures", "finding"),
        ("events", "before"),
    ],
)
@pytest.mark.parametrize("value", [b"\xff\xfe", b"no date, no number, no list"])
def test_bytes_in_the_place_of_a_text_are_told(connection: Connection, table: str, column: str, value: bytes) -> None:
    for put in ("?", "CAST(? AS TEXT)"):
        connection.exec_driver_sql(f'UPDATE OR IGNORE {table} SET "{column}" = {put}', (value,))
        assert alterations(connection)


# Rows


def test_what_was_altered_is_named_as_a_person_would(connection: Connection) -> None:
    connection.exec_driver_sql("UPDATE figures SET value = '9' WHERE number = 1")
    connection.exec_driver_sql("UPDATE judgements SET because = 'x' WHERE sequence = 1")
    connection.exec_driver_sql("UPDATE standings SET status = 'disputed' WHERE status = 'corrected'")
    one, two = (row[0] for row in connection.exec_driver_sql("SELECT id FROM figures WHERE number < 3 ORDER BY number"))
    (name,) = {row[0] for row in connection.exec_driver_sql("SELECT target FROM judgements WHERE sequence = 1")}
    path = connection.exec_driver_sql(
        "SELECT path FROM documents JOIN figures ON sha256 = document WHERE number = 1"
    ).scalar_one()
    told = {(one.about, one.what, one.how, one.words) for one in alterations(connection)}
    assert (name, "judgement", How.CHANGED, f"a judgement of Ana on {name} is not as it was made") in told
    words_of_figure = f"figure {one} »1,000« in {path}, line 1, is not as it was read"
    assert (path, "figure", How.CHANGED, words_of_figure) in told
    assert not any(two in words for *_, words in told)  # what it comes from is altered already


def test_many_figures_gone_are_counted(connection: Connection) -> None:
    for table, column in (("evidence", "figure"), ("figure_topics", "figure"), ("figures", "number")):
        connection.exec_driver_sql(f"DELETE FROM {table} WHERE {column} IN (1, 2)")
    assert "2 figures of reports/00000.txt are gone" in words(connection)


def test_a_document_taken_out_and_one_put_in_are_told(connection: Connection) -> None:
    name = connection.exec_driver_sql("SELECT sha256 FROM documents ORDER BY added_run LIMIT 1").scalar_one()
    connection.exec_driver_sql("SAVEPOINT out")
    numbers = "(SELECT number FROM figures WHERE document = ?)"
    for table in ("figure_topics", "evidence"):
        connection.exec_driver_sql(f"DELETE FROM {table} WHERE figure IN {numbers}", (name,))
    for table in (
        "figures",
        "loadings",
        "left_out",
        "sections",
        "metadata_values",
        "omissions",
        "problems",
        "readings",
    ):
        connection.exec_driver_sql(f"DELETE FROM {table} WHERE document = ?", (name,))
    connection.exec_driver_sql("DELETE FROM documents WHERE sha256 = ?", (name,))
    assert "reports/00000.txt is gone, with all that was read in it" in words(connection)
    connection.exec_driver_sql("ROLLBACK TO out")
    connection.exec_driver_sql("DELETE FROM events WHERE about = ?", (name,))
    told = words(connection)
    assert "reports/00000.txt, with 2 figures, was added by nobody" in told
    assert "entry 1 is gone" in told


def test_values_that_change_their_order_are_told(connection: Connection) -> None:
    two = connection.exec_driver_sql("SELECT sequence FROM metadata_values WHERE by = 'Ana' ORDER BY 1").scalars().all()
    for new, old in ((-1, two[0]), (two[0], two[1]), (two[1], -1)):
        connection.exec_driver_sql("UPDATE metadata_values SET sequence = ? WHERE sequence = ?", (new, old))
    assert "what is known of reports/00000.txt, title »Second«, stands where it did not come in" in words(connection)


def test_a_reading_that_is_set_aside_ought_to_count(connection: Connection) -> None:
    connection.exec_driver_sql("DELETE FROM retired")
    assert "another counts than ought to" in words(connection)
    connection.exec_driver_sql("INSERT INTO retired SELECT number, 0 FROM figures")
    told = words(connection)
    assert "reports/00000.txt" in told
    assert "reports/00001.txt" in told


def test_a_forged_judgement_is_nobodys(connection: Connection) -> None:
    figure = connection.exec_driver_sql("SELECT id FROM figures WHERE number = 4").scalar_one()
    values = judgement_values(Judgement(figure, Verb.ACCEPT, "Ana", NOON + timedelta(days=1)))
    connection.execute(tables.judgements.insert(), [values])
    assert f"a judgement of Ana on {figure} is nobody's" in words(connection)


# Ledgers that were merged


@pytest.fixture
def merged(tmp_path: Path) -> Iterator[Connection]:
    """Two ledgers with documents of their own and one in both, and one that is a copy which went on, in one."""
    mine, theirs, copy = (tmp_path / name for name in ("mine.db", "theirs.db", "copy.db"))
    fill(mine)
    make_ledger(theirs, make_reading(1, 2, noun="boys"), make_reading(7)).close()
    with open_ledger(str(theirs), write=True) as ledger:
        figure = next(iter(fetch_figures(ledger)))
        add_judgements(ledger, [said_of(figure, Verb.REJECT, "Zoe")])
        add_metadata(ledger, figure.source.document, Metadata(title="Theirs"), Origin.TYPED, by="Zoe")
    shutil.copy(mine, copy)
    with open_ledger(str(copy), write=True) as ledger:
        figure = next(iter(fetch_figures(ledger)))
        add_judgements(ledger, [said_of(figure, Verb.NOTE, "Ben", because="in the copy")])
    with open_ledger(str(mine), write=True) as ledger:
        for path in (theirs, copy):
            with open_ledger(str(path), write=False) as other:
                add_other(ledger, other, path.name, by="Ana")
        add_metadata(ledger, figure.source.document, Metadata(title="Behind"), Origin.TYPED, by="Ana")
    unguard(mine)
    with open_ledger(str(mine), write=True) as ledger, ledger.engine.connect() as connection:
        connection.connection.execute("PRAGMA foreign_keys = OFF")
        with connection.begin():
            yield connection


def test_a_ledger_that_took_in_others_is_as_they_were(merged: Connection) -> None:
    told = witness(merged)
    assert told.alterations == ()
    chains = {(row["chain"], row["own"]) for row in entries(merged)}
    assert len(chains) == 3
    assert len({chain for chain, _ in chains}) == 2


def test_of_a_document_that_others_read_otherwise_the_row_that_is_here_is_meant(tmp_path: Path) -> None:
    mine = make_reading(1)
    paged = replace(mine, document=replace(mine.document, pages=(0, 5)))
    text = make_reading(2)
    sources = [replace(figure.source, document=mine.document.sha256) for figure in text.figures]
    figures = tuple(replace(figure, source=source) for figure, source in zip(text.figures, sources, strict=True))
    other = replace(text, document=replace(text.document, sha256=mine.document.sha256), figures=figures)
    for number, read in enumerate((paged, other)):
        names = [tmp_path / f"{which}{number}.db" for which in ("mine", "theirs")]
        make_ledger(names[1], read, make_reading(3)).close()
        with make_ledger(names[0], mine) as ledger, open_ledger(str(names[1]), write=False) as theirs:
            add_other(ledger, theirs, "theirs.db", by="Ana")
            assert witness_history(ledger).alterations == ()
        unguard(names[0])
        with closing(sqlite3.connect(names[0])) as connection, connection:
            connection.execute("UPDATE documents SET pages = '[0, 5]' WHERE sha256 = ?", (mine.document.sha256,))
        with open_ledger(str(names[0]), write=False) as ledger:
            assert mine.document.path in str(witness_history(ledger).alterations)


def test_entries_of_others_are_held_too(merged: Connection) -> None:
    rows = entries(merged)
    others = [row for row in rows if not row["own"]]
    assert len(others) > 4
    for row in others:
        merged.exec_driver_sql("SAVEPOINT one")
        merged.exec_driver_sql("DELETE FROM events WHERE sequence = ?", (row["sequence"],))
        assert alterations(merged)
        merged.exec_driver_sql("ROLLBACK TO one")
        written_anew(merged, row, by="Forged")
        assert any(one.what == "entry" for one in alterations(merged))
        merged.exec_driver_sql("ROLLBACK TO one")


def test_a_chain_that_no_merging_brought_is_nobodys(connection: Connection) -> None:
    figure = connection.exec_driver_sql("SELECT id FROM figures WHERE number = 4").scalar_one()
    values = judgement_values(Judgement(figure, Verb.ACCEPT, "Ana", NOON))
    connection.execute(tables.judgements.insert(), [values])
    begun = Event("f0f0", 0, NOON, None, Act.BEGIN)
    said = Event("f0f0", 1, NOON, "Ana", Act.JUDGE, figure, {}, row_digest("judgements", values), begun.hash)
    connection.execute(tables.events.insert(), [{**event_values(one), "own": False} for one in (begun, said)])
    assert "came in by no merging" in words(connection)


def test_every_table_of_a_merged_ledger_is_held(merged: Connection) -> None:
    """One change of each column of each table is enough: which rows are held is tried above."""
    missed = []
    for table in CHAINED:
        tried: set[str] = set()
        for change in reversed(list(changes(merged, table))):
            what = change.label.partition(") ")[2].partition(" ")[0]
            if what in tried or (table, what) == ("events", "gone"):
                continue
            merged.exec_driver_sql("SAVEPOINT one")
            try:
                merged.exec_driver_sql(change.statement, change.given)
                tried.add(what)
                if not alterations(merged):
                    missed.append(change.label)
            except IntegrityError:
                pass
            finally:
                merged.exec_driver_sql("ROLLBACK TO one")
                merged.exec_driver_sql("RELEASE one")
    assert missed == []


# Any ledger


@given(st.lists(readings(), min_size=1, max_size=3, unique_by=lambda one: one.document.sha256))
@settings(max_examples=12)
def test_whatever_was_read_is_as_it_was(found: list[Reading]) -> None:
    with TemporaryDirectory() as folder, make_ledger(Path(folder) / "figures.db", *found) as ledger:
        assert witness_history(ledger).alterations == ()


def test_an_old_ledger_is_as_it_was_when_its_history_began(tmp_path: Path) -> None:
    for old in sorted((Path(__file__).parents[1] / "migrations").glob("revision-*.db")):
        path = tmp_path / old.name
        shutil.copy(old, path)
        upgrade(str(path))
        with open_ledger(str(path), write=False) as ledger:
            assert witness_history(ledger).alterations == (), old.name
