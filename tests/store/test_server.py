"""A ledger on a server: whatever is wrong there is told in a sentence, and several who use it lose nothing."""

import random
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import psycopg
import pytest
from alembic import command
from alembic.config import Config
from psycopg import sql

from ledger.errors import (
    BadValue,
    DatabaseUnsuited,
    DocumentUnreadable,
    LedgerDamaged,
    LedgerError,
    LedgerLocked,
    LedgerMissing,
    LedgerNewer,
    LedgerOlder,
    LedgerStateError,
    NotALedgerThere,
    OutputExists,
    RoleReadOnly,
    ServerFull,
    ServerUnreachable,
    ServerUnreadable,
)
from ledger.model.correction import reading_digest
from ledger.model.document import Document, Metadata, Origin
from ledger.model.judgement import Judgement, Verb
from ledger.model.period import Period
from ledger.model.reading import Reading
from ledger.store import migrate, server_home
from ledger.store.backup import backup
from ledger.store.engine import Ledger, open_ledger
from ledger.store.history import fetch_head
from ledger.store.homes import home_of
from ledger.store.merging import add_other
from ledger.store.queries import fetch_figures
from ledger.store.reads import count_documents, fetch_documents, fetch_judgements
from ledger.store.rereading import add_rereading
from ledger.store.tables import WORKED_OUT, metadata
from ledger.store.witness import witness_history
from ledger.store.writes import add_judgement, add_metadata, add_reading, add_readings, add_undo, start_run
from tests.postgres import Server
from tests.store.samples import ECATEPEC, a_finding, changes_to, fill_every_table, make_ledger, make_reading
from tests.store.views import found, require_right_search, select

CHECKOUT = Path(__file__).parents[2]
OLD_LEDGERS = CHECKOUT / "tests" / "migrations"
NOON = datetime(2024, 5, 1, 12, 0, tzinfo=UTC)
FIRST = ("findings", "runs", "documents", "figures")  # what others refer to


@pytest.fixture
def kind() -> str:
    return "server"


@pytest.fixture
def name(database: str) -> str:
    """The name of the ledger's database."""
    return str(home_of(database).place.name)


def add(target: str, number: int = 90) -> bool:
    with open_ledger(target, write=True, create=True) as ledger:
        return add_reading(ledger, make_reading(number), start_run(ledger, reader="1", lexicon="w", program="0"))


def read(target: str) -> int:
    with open_ledger(target, write=False) as ledger:
        return len(list(fetch_figures(ledger)))


# What it is called


@pytest.mark.parametrize(
    ("target", "called"),
    [
        ("postgresql+psycopg://ana:secret@host:5433/team", "postgresql+psycopg://ana:***@host:5433/team"),
        ("postgresql://ana@/team?host=/run/pg&password=secret", "postgresql://ana@/team?host=/run/pg&password=***"),
        ("postgres://host/team", "postgres://host/team"),
    ],
)
def test_a_ledger_is_called_by_its_url_without_the_password(target: str, called: str) -> None:
    home = home_of(target)
    assert home.name == called
    assert home.place == Path("team").resolve()


@pytest.mark.parametrize(
    "target",
    [
        "postgresql://ana:se@cret@host/team",
        "postgresql://ana:secret@host:x/team",
        "postgresql+asyncpg://ana:secret@host/team",
    ],
)
def test_a_url_that_is_none_is_refused_without_the_password(target: str) -> None:
    with pytest.raises(BadValue) as told:
        home_of(target)
    assert "cret" not in str(told.value)


# What the server, or its database, lets nobody do


def test_a_server_that_is_not_there_is_told(server: Server) -> None:
    with pytest.raises(ServerUnreachable, match="Check the host and the port") as told:
        read(f"postgresql://ana:secret@127.0.0.1:1/{server.made()}")
    assert "secret" not in str(told.value)


@pytest.mark.parametrize(
    ("user", "password", "database", "words"),
    [
        ("owner", "", "nowhere", 'database "nowhere" does not exist. Make it with: createdb'),
        ("guest", "wrong", "postgres", "password authentication failed.*PGPASSWORD"),
        ("guest", "", "postgres", "password.*PGPASSWORD"),
        ("nobody", "wrong", "postgres", "password authentication failed.*PGPASSWORD"),
    ],
)
def test_who_is_not_let_in_is_told_why(server: Server, user: str, password: str, database: str, words: str) -> None:
    with server.role("guest", "right"), pytest.raises(ServerUnreachable, match=words) as told:
        read(server.url(database, user, password))
    assert "wrong" not in str(told.value)


def test_what_is_no_ledger_is_left_as_it_is(server: Server) -> None:
    name = server.vacant()
    server.run("CREATE TABLE {} (spoon text)", "documents", database=name)
    with pytest.raises(LedgerMissing):
        read(server.url(name))
    with pytest.raises(NotALedgerThere):
        add(server.url(name))
    server.run("CREATE TABLE {} (version_num text)", "alembic_version", database=name)
    for use in (read, add, migrate.upgrade):
        with pytest.raises(NotALedgerThere):
            use(server.url(name))
    with server.connected(name) as connection:
        found = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
        assert [table for (table,) in found] == ["alembic_version", "documents"]
    server.drop(name)


def test_a_database_that_has_not_every_character_is_refused(server: Server) -> None:
    server.run("CREATE DATABASE {} ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0", "latin")
    with pytest.raises(DatabaseUnsuited, match=r"LATIN1.*createdb -E UTF8"):
        add(server.url("latin"))
    server.drop("latin")


@pytest.mark.parametrize(("revision", "wrong"), [("9999", LedgerNewer), ("0004", LedgerOlder)])
def test_another_version_is_told(
    server: Server, database: str, name: str, revision: str, wrong: type[LedgerStateError]
) -> None:
    server.run(f"UPDATE {{}} SET version_num = '{revision}'", "alembic_version", database=name)
    with pytest.raises(wrong, match=revision):
        add(database)


def test_who_may_only_read_does_so_and_no_more(server: Server, ledger: Ledger, name: str) -> None:
    with server.role("reader", "x"):
        target = server.url(name, "reader", "x")
        with pytest.raises(ServerUnreadable):
            read(target)
        server.run("GRANT SELECT ON ALL TABLES IN SCHEMA public TO {}", "reader", database=name)
        assert read(target) == 15
        with open_ledger(target, write=False) as opened:
            assert not witness_history(opened).alterations
        for use in (add, migrate.upgrade):
            with pytest.raises(RoleReadOnly):
                use(target)
        server.run("DROP OWNED BY {}", "reader", database=name)


def test_a_server_that_takes_no_changes_is_read(server: Server, ledger: Ledger, database: str, name: str) -> None:
    server.run("ALTER DATABASE {} SET default_transaction_read_only = on", name)
    assert read(database) == 15
    with pytest.raises(RoleReadOnly):
        add(database)


def test_a_ledger_open_for_reading_cannot_be_written(ledger: Ledger, database: str) -> None:
    with open_ledger(database, write=False) as opened, pytest.raises(RoleReadOnly), opened.reading() as connection:
        connection.exec_driver_sql("DELETE FROM retired")


@pytest.mark.parametrize(
    ("state", "wrong"),
    [
        ("53100", ServerFull),
        ("53200", ServerUnreachable),
        ("57P01", ServerUnreachable),
        ("40001", LedgerLocked),
        ("57014", LedgerLocked),
        ("XX001", LedgerDamaged),
        ("25006", RoleReadOnly),
    ],
)
def test_what_the_server_complains_of_takes_back_the_one_document(
    server: Server, ledger: Ledger, name: str, state: str, wrong: type[LedgerError]
) -> None:
    refuse = f"$$BEGIN RAISE SQLSTATE '{state}' USING MESSAGE = 'no'; END$$"
    server.run(f"CREATE FUNCTION {{}}() RETURNS trigger LANGUAGE plpgsql AS {refuse}", "refuse", database=name)
    when = "CREATE TRIGGER refuse BEFORE INSERT ON evidence FOR EACH ROW WHEN (NEW.position = 1)"
    server.run(f"{when} EXECUTE FUNCTION {{}}()", "refuse", database=name)
    with pytest.raises(wrong) as told:
        add_reading(ledger, make_reading(70), 1)
    assert told.value.exit_code == 5
    server.run("DROP FUNCTION {} CASCADE", "refuse", database=name)
    assert count_documents(ledger) == 5
    assert add_reading(ledger, make_reading(70), 1)
    assert not witness_history(ledger).alterations


def test_a_connection_that_breaks_takes_back_what_was_not_kept_yet(server: Server, database: str, name: str) -> None:
    def cut() -> Iterator[Reading]:
        yield make_reading(3)
        with server.connected(name) as connection:
            told = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'figure-ledger'"
            connection.execute(told)
        yield make_reading(4)

    with open_ledger(database, write=True) as ledger:
        run = start_run(ledger, reader="1", lexicon="w", program="0")
        assert all(added.new for added in add_readings(ledger, map(make_reading, (1, 2)), run))
        with pytest.raises(ServerUnreachable, match="Run the command again"):
            list(add_readings(ledger, cut(), run))
        assert count_documents(ledger) == 2
        assert add_reading(ledger, make_reading(3), run)
        assert not witness_history(ledger).alterations


def test_a_lock_that_is_kept_too_long_is_told(
    server: Server, ledger: Ledger, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server_home, "_WAIT", 1)
    with ledger.writing():
        assert read(database) == 15
        with pytest.raises(LedgerLocked):
            add(database)


# What no server keeps


def test_a_nul_is_refused_by_name_and_the_rest_goes_in(ledger: Ledger) -> None:
    reading = make_reading(70)
    document = Document.from_text(f"\0{reading.document.text}", path="nul.txt")
    with pytest.raises(DocumentUnreadable, match=r"nul\.txt.*NUL"):
        add_reading(ledger, replace(reading, document=document, figures=()), 1)
    assert add_reading(ledger, reading, 1)


def test_a_path_longer_than_an_index_takes_is_refused_by_name(ledger: Ledger) -> None:
    chance = random.Random(1)
    path = "".join(chr(chance.randrange(0x4E00, 0x9000)) for _ in range(4000))  # nothing that is easily packed
    reading = make_reading(70)
    with pytest.raises(DocumentUnreadable, match="larger than the ledger can hold"):
        add_reading(ledger, replace(reading, document=replace(reading.document, path=path)), 1)
    assert add_reading(ledger, reading, 1)


def test_no_row_is_ever_changed_or_removed(server: Server, ledger: Ledger, name: str) -> None:
    fill_every_table(ledger)
    with server.connected(name) as connection:
        for table in sorted(set(metadata.tables) - set(WORKED_OUT)):
            column = metadata.tables[table].primary_key.columns[0].name
            for act in ("DELETE FROM {}", "TRUNCATE {} CASCADE", f'UPDATE {{}} SET "{column}" = "{column}"'):
                with pytest.raises(psycopg.IntegrityError, match=r"rows of \w+ are only ever added"):
                    connection.execute(sql.SQL(act).format(sql.Identifier(table)))


# Several at once


def test_writers_take_turns_and_lose_nothing(database: str) -> None:
    def write(first: int) -> list[bool]:
        return [add(database, number) for number in range(first, first + 12)]

    with ThreadPoolExecutor(4) as pool:
        added = [one for some in pool.map(write, (0, 6, 12, 18)) for one in some]
    assert sum(added) == 30, "what two add at once is there once"
    with open_ledger(database, write=False) as ledger:
        assert count_documents(ledger) == 30
        assert not witness_history(ledger).alterations


def test_two_may_make_the_ledger_at_once(server: Server) -> None:
    name = server.vacant()
    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(add, [server.url(name)] * 2, (1, 2))) == [True, True]
    assert read(server.url(name)) == 6
    server.drop(name)


def test_a_reader_sees_the_ledger_as_it_was_when_it_began(ledger: Ledger, database: str) -> None:
    with open_ledger(database, write=False) as other:
        stream = fetch_figures(other)
        first = next(stream)
        assert add_reading(ledger, make_reading(60), 1)
        assert len([first, *stream]) == 15
        assert len(list(fetch_figures(other))) == 18


def test_a_killed_process_leaves_whole_documents(database: str) -> None:
    with open_ledger(database, write=False) as ledger:
        for number in range(2):
            command = [sys.executable, "-m", "tests.store.child", "add_for_ever", database, str(number * 10_000), "0"]
            child = subprocess.Popen(command, cwd=CHECKOUT, stdout=subprocess.PIPE)
            before = count_documents(ledger)
            while count_documents(ledger) < before + 3:
                assert child.poll() is None
            child.kill()
            child.communicate()
            assert not witness_history(ledger).alterations
            entries = fetch_documents(ledger)
            assert {entry.figures for entry in entries} == {40}
            assert len(list(fetch_figures(ledger))) == 40 * len(entries)


# The tables


def alembic(target: str, *words: str) -> None:
    config = Config(CHECKOUT / "alembic.ini", cmd_opts=None)
    config.cmd_opts = type("Options", (), {"x": [f"db={target}"]})()
    getattr(command, words[0])(config, *words[1:])


@pytest.fixture
def vacant(server: Server) -> Iterator[str]:
    name = server.vacant()
    yield name
    server.drop(name)


def shape(server: Server, name: str) -> list[tuple[object, ...]]:
    """Return every table, column, rule, index and trigger of a database."""
    query = """
      SELECT table_name, column_name, data_type, collation_name, is_nullable FROM information_schema.columns
      WHERE table_schema = 'public'
      UNION ALL SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid), '', '' FROM pg_constraint
      WHERE connamespace = 'public'::regnamespace
      UNION ALL SELECT tablename, indexname, indexdef, '', '' FROM pg_indexes WHERE schemaname = 'public'
      UNION ALL SELECT tgrelid::regclass::text, tgname, pg_get_triggerdef(oid), '', '' FROM pg_trigger
      WHERE NOT tgisinternal
      ORDER BY 1, 2, 3
    """
    with server.connected(name) as connection:
        return connection.execute(query).fetchall()


def test_the_revisions_make_what_the_tables_say_and_change_it_back(server: Server, vacant: str) -> None:
    target = server.url(vacant)
    alembic(target, "upgrade", "head")
    alembic(target, "check")
    made = shape(server, vacant)
    texts = {row[3] for row in made if row[0] in metadata.tables and row[2] == "text"}
    assert texts == {"C"}, "they sort by their code points"
    alembic(target, "downgrade", "base")
    assert {row[0] for row in shape(server, vacant)} == {"alembic_version"}
    alembic(target, "upgrade", "head")
    assert shape(server, vacant) == made


@pytest.mark.parametrize("revision", ["0002", "0003"])
def test_an_upgrade_keeps_every_row_as_it_does_in_a_file(
    server: Server, vacant: str, tmp_path: Path, revision: str
) -> None:
    old, file, target = OLD_LEDGERS / f"revision-{revision}.db", tmp_path / "figures.db", server.url(vacant)
    shutil.copy(old, file)
    alembic(target, "upgrade", revision)
    take_over(server, vacant, old)
    with pytest.raises(LedgerOlder):
        read(target)
    for place in (str(file), target):
        assert migrate.upgrade(place) is not None
        assert migrate.upgrade(place) is None
    with open_ledger(str(file), write=False) as one, open_ledger(target, write=True) as other:
        assert list(fetch_figures(one)) == list(fetch_figures(other))
        assert fetch_judgements(one) == fetch_judgements(other)
        assert not witness_history(other).alterations
        assert add_reading(other, make_reading(90), 1)


def take_over(server: Server, name: str, file: Path) -> None:
    """Put the rows of an old ledger in a file into tables of the same revision."""
    with closing(sqlite3.connect(file)) as source, server.connected(name) as connection:
        for table in (*FIRST, *sorted(_tables(source).difference(FIRST, ["alembic_version"]))):
            found = source.execute(f"SELECT * FROM {table}")
            columns = [one[0] for one in found.description]
            query = "SELECT column_name FROM information_schema.columns WHERE table_name = %s AND data_type = 'boolean'"
            flags = {row[0] for row in connection.execute(query, (table,))}
            names, signs = (
                sql.SQL(", ").join(map(sql.Identifier, columns)),
                sql.SQL(", ").join([sql.Placeholder()] * len(columns)),
            )
            insert = sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(sql.Identifier(table), names, signs)
            for row in found:
                told = zip(columns, row, strict=True)
                connection.execute(insert, [bool(value) if column in flags else value for column, value in told])


def _tables(source: sqlite3.Connection) -> set[str]:
    told = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'figures_search%'"
    return {name for (name,) in source.execute(told)}


# What other programs see


def test_the_views_tell_of_a_server_what_they_tell_of_a_file(
    server: Server, database: str, name: str, path: Path
) -> None:
    for target in (database, str(path)):
        with make_ledger(target, *map(make_reading, range(4))) as ledger:
            fill_every_table(ledger)
            figure = make_reading(0).figures[1]
            parts = {"noun": "perros", "place": ECATEPEC, "topics": ("aid",), "period": Period(None, date(2020, 3, 1))}
            changes = changes_to(figure, **parts)
            add_judgement(
                ledger, Judgement(figure.id, Verb.CORRECT, "ana", NOON, None, changes, reading_digest(figure))
            )
            rejected = make_reading(1).figures[0]
            add_judgement(ledger, Judgement(rejected.id, Verb.REJECT, "ana", NOON, None, (), reading_digest(rejected)))
            finding = a_finding(*make_reading(50).figures)
            add_judgement(ledger, Judgement(finding.id, Verb.DISMISS, "ben", NOON))
            add_metadata(ledger, make_reading(2).document.sha256, Metadata(title="Otro"), Origin.TYPED)
    orders = {"figures_view": "path, start", "citations_view": "title, span, id", "findings_view": "id"}
    for view, order in orders.items():
        there = select(path, f"SELECT * FROM {view} ORDER BY {order}")
        with server.connected(name) as connection:
            found = connection.execute(f"SELECT * FROM {view} ORDER BY {order}")
            columns = [one.name for one in found.description or ()]
            rows = [{name: _plain(value) for name, value in zip(columns, row, strict=True)} for row in found]
        assert len(rows) == len(there) > 0
        apart = {"checked_at"}
        assert [_without(row, apart) for row in rows] == [_without(row, apart) for row in there]


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _without(row: dict[str, object], names: set[str]) -> dict[str, object]:
    return {name: value for name, value in row.items() if name not in names}


WORDS = ("policias", "perros", "mexico", "people", "1000", "otro", "report 2", "at least", "nothing", "fiscalia")


def test_the_search_finds_what_it_finds_in_a_file(server: Server, database: str, name: str, path: Path) -> None:
    for target in (database, str(path)):
        with make_ledger(target, *map(make_reading, range(4))) as ledger:
            figure = make_reading(0).figures[1]
            changes = changes_to(figure, noun="Perros", attribution="Policías")
            add_judgement(
                ledger, Judgement(figure.id, Verb.CORRECT, "ana", NOON, None, changes, reading_digest(figure))
            )
            add_metadata(ledger, make_reading(2).document.sha256, Metadata(title="Otro"), Origin.TYPED)
    query = """
      SELECT id FROM figures_view JOIN figures_search USING (number)
      WHERE words @@ plainto_tsquery('simple', %s) ORDER BY path, start
    """
    with server.connected(name) as connection:
        told = {words: [row[0] for row in connection.execute(query, (words,))] for words in WORDS}
    assert told == {words: found(path, words) for words in WORDS}
    assert [len(told[words]) for words in ("perros", "otro", "nothing")] == [1, 3, 0]


# Copies


def test_a_copy_is_the_same_ledger_in_a_file(ledger: Ledger, database: str, path: Path) -> None:
    fill_every_table(ledger)
    backup(ledger, path)
    with open_ledger(str(path), write=True) as copy:
        assert list(fetch_figures(copy)) == list(fetch_figures(ledger))
        assert witness_history(copy, None).last == witness_history(ledger).last
        assert fetch_head(copy) == fetch_head(ledger)
        assert not witness_history(copy).alterations
        require_right_search(path)
        assert add_reading(copy, make_reading(90), 1)
    with pytest.raises(OutputExists):
        backup(ledger, path)


# As docs/shared-ledger.md has it

PAGE = (CHECKOUT / "docs/shared-ledger.md").read_text(encoding="utf-8")


@pytest.fixture
def roles(server: Server, name: str) -> Iterator[None]:
    """Let in the others as the page says, with passwords."""
    (told,) = re.findall(r"^-- psql team\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    with server.connected(name) as connection:
        connection.execute(told)
        connection.execute("ALTER ROLE ben PASSWORD 'b'; ALTER ROLE eve PASSWORD 'e'")
    yield
    with server.connected(name) as connection:
        connection.execute("DROP OWNED BY writers, readers; DROP ROLE ben, eve, writers, readers")


def test_who_is_let_in_adds_and_judges_and_changes_nothing_that_is_there(
    server: Server, ledger: Ledger, name: str, roles: None, path: Path
) -> None:
    target = server.url(name, "ben", "b")
    figure = make_reading(0).figures[0]
    changes = changes_to(figure, noun="dogs")
    with open_ledger(target, write=True) as opened, make_ledger(str(path), make_reading(7)) as other:
        run = start_run(opened, reader="2", lexicon="w", program="0")
        assert add_reading(opened, make_reading(6), run)
        add_judgement(opened, Judgement(figure.id, Verb.CORRECT, "ben", NOON, None, changes, reading_digest(figure)))
        add_metadata(opened, make_reading(1).document.sha256, Metadata(title="Otro"), Origin.TYPED)
        add_undo(opened, by="ben")
        assert add_other(opened, other, "other").documents == 1
        fill_every_table(opened)
        again = start_run(opened, reader="3", lexicon="w", program="0")
        add_rereading(opened, replace(make_reading(6), figures=make_reading(6).figures[1:]), again)
        assert not witness_history(opened).alterations
    with psycopg.connect(target.replace("+psycopg", "")) as connection, pytest.raises(psycopg.Error, match="denied"):
        connection.execute("UPDATE figures SET value = '1'")
    assert read(server.url(name, "eve", "e")) == read(target) > 15
    with pytest.raises(RoleReadOnly):
        add(server.url(name, "eve", "e"))


def test_a_question_as_the_page_has_it_finds_what_it_says(server: Server, ledger: Ledger, name: str) -> None:
    asked = re.findall(r"^```sql\n(SELECT .*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    assert len(asked) == 1
    reading = make_reading(8, noun="policías")
    assert add_reading(ledger, reading, 1)
    with server.connected(name) as connection:
        assert {row[0] for row in connection.execute(asked[0])} == {figure.id for figure in reading.figures}


def test_a_database_may_hold_several_ledgers_in_schemas_of_their_own(server: Server, database: str, name: str) -> None:
    server.run("CREATE SCHEMA {}", "other", database=name)
    other = f"{database}&options=-csearch_path%3Dother"
    assert add(other, 1)
    assert add(other, 2)
    assert (read(other), read(database)) == (6, 0)
