"""The tables are made, changed and changed back, and a change cut short leaves them as they were."""

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from alembic.util import CommandError

from ledger.errors import LedgerDamaged, LedgerNewer, NotALedger, OutputExists, OutputUnwritable, SearchMissing
from ledger.model.correction import Field, field_text, reading_digest
from ledger.model.event import Act
from ledger.model.figure import Status
from ledger.model.judgement import Judgement, Verb
from ledger.model.standing import standing
from ledger.store import migrate, revisions
from ledger.store.backup import backup
from ledger.store.digests import row_digest, stored_rows
from ledger.store.engine import Ledger, open_ledger
from ledger.store.filters import FigureFilter
from ledger.store.queries import fetch_figures
from ledger.store.reads import fetch_judgements
from ledger.store.rereading import add_rereading
from ledger.store.tables import WORKED_OUT, metadata
from ledger.store.writes import add_judgement, add_reading
from tests.store.chains import fetch_events, require_one_chain, require_told_of
from tests.store.samples import make_ledger, make_reading
from tests.store.views import found, require_right_search, viewed

CHECKOUT = Path(__file__).parents[2]
OLD_LEDGERS = sorted((CHECKOUT / "tests" / "migrations").glob("*.db"))


def schema(path: Path) -> list[tuple[str, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY 1, 2").fetchall()


def alembic(path: Path, *words: str) -> None:
    config = Config(CHECKOUT / "alembic.ini", cmd_opts=None)
    config.cmd_opts = type("Options", (), {"x": [f"db={path}"]})()
    getattr(command, words[0])(config, *words[1:])


def figures_in(path: Path) -> list[str]:
    with open_ledger(str(path), write=False) as ledger:
        return [figure.id for figure in fetch_figures(ledger)]


def test_the_program_knows_every_revision_in_the_folder() -> None:
    assert migrate.known_revisions() == revisions.REVISIONS


def test_the_revisions_make_what_the_tables_say(path: Path) -> None:
    alembic(path, "upgrade", "head")
    alembic(path, "check")


def test_a_table_that_drifts_is_noticed(path: Path) -> None:
    alembic(path, "upgrade", "head")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("ALTER TABLE runs ADD COLUMN extra TEXT")
    with pytest.raises(CommandError, match="New upgrade operations detected"):
        alembic(path, "check")


def test_up_and_down_and_up_again_gives_the_same(path: Path) -> None:
    alembic(path, "upgrade", "head")
    made = schema(path)
    alembic(path, "downgrade", "base")
    assert {name for kind, name, *_ in schema(path) if kind == "table"} == {"alembic_version"}
    alembic(path, "upgrade", "head")
    assert schema(path) == made


def test_the_program_and_the_command_line_make_the_same(path: Path, tmp_path: Path) -> None:
    alembic(tmp_path / "other.db", "upgrade", "head")
    make_ledger(path).close()
    assert schema(path) == schema(tmp_path / "other.db")


def test_every_table_keeps_its_rows_as_they_are(path: Path) -> None:
    make_ledger(path).close()
    triggers = {name for kind, name, *_ in schema(path) if kind == "trigger"}
    kept = set(metadata.tables) - set(WORKED_OUT)
    assert triggers == {f"{table}_no_{act}" for table in kept for act in ("update", "delete")}


def test_every_rule_of_the_tables_has_a_name(path: Path) -> None:
    make_ledger(path).close()
    for kind, _, table, sql in schema(path):
        if kind == "table" and table in metadata.tables:
            rules = sum(sql.count(word) for word in ("PRIMARY KEY (", "FOREIGN KEY(", "UNIQUE ("))
            assert rules == sql.count("CONSTRAINT ")


def test_the_command_line_leaves_alone_what_is_no_ledger(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE theirs (id)")
    before = path.read_bytes()
    with pytest.raises(NotALedger):
        alembic(path, "upgrade", "head")
    assert path.read_bytes() == before


# A revision to come: it copies a parent table, the operation that loses children when done carelessly.

NEXT = """
import os
import sqlalchemy as sa
from alembic import op
revision, down_revision = "0006", "0005"
def upgrade():
    op.create_table("extra", sa.Column("id", sa.Integer(), primary_key=True))
    with op.batch_alter_table("figures") as table:
        table.add_column(sa.Column("note", sa.Text()))
        table.alter_column("surface", type_=sa.String())
    if os.environ.get("FAIL") == "raise":
        raise RuntimeError("interrupted")
    if os.environ.get("FAIL") == "kill":
        os.kill(os.getpid(), 9)
    if os.environ.get("FAIL") == "orphan":
        op.execute("DROP TRIGGER documents_no_delete")
        op.execute("DELETE FROM documents")
def downgrade():
    pass
"""


@pytest.fixture
def next_revision(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "revisions"
    shutil.copytree(CHECKOUT / "alembic", folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / "0006_next.py").write_text(NEXT)
    monkeypatch.setattr(migrate, "migrations_folder", lambda: folder)
    monkeypatch.setattr(migrate, "HEAD", "0006")
    known = (*revisions.REVISIONS, "0006")
    for module in ("revisions", "engine"):
        monkeypatch.setattr(f"ledger.store.{module}.REVISIONS", known)
    return folder


@pytest.fixture
def closed(ledger: Ledger, path: Path) -> Path:
    ledger.close()
    return path


def test_an_upgrade_loses_no_row_and_keeps_a_copy(closed: Path, next_revision: Path) -> None:
    with closing(sqlite3.connect(closed)) as connection:
        before = sorted(connection.iterdump())
    upgraded = migrate.upgrade(str(closed))
    assert upgraded is not None
    copy = upgraded.backup
    assert copy is not None
    assert copy.name == "figures.db.backup-0005-1"
    with closing(sqlite3.connect(copy)) as connection:
        assert sorted(connection.iterdump()) == before  # a copy has its indexes before its triggers
    assert len(figures_in(closed)) == 15
    with closing(sqlite3.connect(closed)) as connection:
        assert connection.execute("SELECT count(*) FROM evidence").fetchone() == (30,)


def test_an_upgrade_of_what_is_up_to_date_does_nothing(closed: Path) -> None:
    before = closed.read_bytes()
    assert migrate.upgrade(str(closed)) is None
    assert closed.read_bytes() == before
    assert [other.name for other in closed.parent.iterdir()] == [closed.name]


def test_the_newest_three_copies_are_kept(closed: Path, next_revision: Path) -> None:
    for _ in range(5):
        migrate.upgrade(str(closed))
        for name in ("figures.db", "figures.db-wal", "figures.db-shm"):
            closed.with_name(name).unlink(missing_ok=True)
        newest = max(closed.parent.glob("*.backup-*"), key=lambda copy: int(copy.name.rpartition("-")[2]))
        shutil.copy(newest, closed)
    assert sorted(copy.name for copy in closed.parent.glob("*.backup-*")) == [
        f"figures.db.backup-0005-{number}" for number in (3, 4, 5)
    ]


def test_an_upgrade_that_fails_takes_all_back_and_can_be_tried_again(
    closed: Path, next_revision: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = schema(closed)
    monkeypatch.setenv("FAIL", "raise")
    with pytest.raises(RuntimeError, match="interrupted"):
        migrate.upgrade(str(closed))
    assert schema(closed) == before
    monkeypatch.delenv("FAIL")
    assert migrate.upgrade(str(closed)) is not None
    assert len(figures_in(closed)) == 15


def test_an_upgrade_that_would_leave_orphans_is_taken_back(
    closed: Path, next_revision: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = schema(closed)
    monkeypatch.setenv("FAIL", "orphan")
    with pytest.raises(LedgerDamaged, match="refers to a row"):
        migrate.upgrade(str(closed))
    assert schema(closed) == before


def test_an_upgrade_that_is_killed_takes_all_back_and_can_be_tried_again(
    closed: Path, next_revision: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = schema(closed)
    script = (
        "import pathlib; from ledger.store import migrate, revisions;"
        f"migrate.migrations_folder = lambda: pathlib.Path({str(next_revision)!r}); migrate.HEAD = '0006';"
        f"revisions.REVISIONS = (*revisions.REVISIONS, '0006'); migrate.upgrade({str(closed)!r})"
    )
    monkeypatch.setenv("FAIL", "kill")
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == -9
    assert schema(closed) == before
    monkeypatch.delenv("FAIL")
    assert migrate.upgrade(str(closed)) is not None
    assert len(figures_in(closed)) == 15


def test_what_is_newer_or_no_ledger_is_not_upgraded(closed: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(closed)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    (tmp_path / "notes.txt").write_text("not a ledger")
    before = closed.read_bytes()
    with pytest.raises(LedgerNewer):
        migrate.upgrade(str(closed))
    with pytest.raises(NotALedger):
        migrate.upgrade(str(tmp_path / "notes.txt"))
    assert closed.read_bytes() == before


@pytest.mark.parametrize("old", OLD_LEDGERS, ids=lambda path: path.stem)
def test_a_ledger_of_every_released_revision_still_opens(old: Path, path: Path) -> None:
    """The files were made by `make_ledger(path, *map(make_reading, range(3)))` of the version that had the revision."""
    shutil.copy(old, path)
    migrate.upgrade(str(path))
    with open_ledger(str(path), write=True) as ledger:
        assert list(fetch_figures(ledger)) == [figure for number in range(3) for figure in make_reading(number).figures]
        assert add_reading(ledger, make_reading(3), 1)
    figures = [figure for number in range(4) for figure in make_reading(number).figures]
    assert viewed(path) == [figure.to_record() for figure in figures]
    assert found(path, "mexico") == found(path, "report") == [figure.id for figure in figures]
    assert found(path, '"report 2"') == [figure.id for figure in make_reading(2).figures]


OLD_JUDGEMENTS = [
    (0, "accept", "ana", None, None, "accepted"),
    (1, "accept", "ana", None, None, "disputed"),
    (1, "reject", "ben", "a typo", None, "disputed"),  # the last word was all that counted
    (2, "reject", "ana", None, None, "unreviewed"),
    (2, "undo", "ben", None, None, "unreviewed"),
    (3, "correct", "ana", "seen in print", "412", "unreviewed"),  # no command of that version did so: it is a note
    (4, "accept", "ana", None, None, "rejected"),
    (4, "note", "ana", "look again", None, "rejected"),
    (4, "undo", "ana", None, None, "rejected"),
    (4, "reject", "ana", None, None, "rejected"),
    (5, "undo", "ana", None, None, "accepted"),
    (5, "accept", "ana", None, None, "accepted"),
]


def test_what_was_said_before_there_was_a_history_holds_on(path: Path) -> None:
    shutil.copy(CHECKOUT / "tests" / "migrations" / "revision-0003.db", path)
    names = figures_of_all()
    at = "2024-05-01T12:00:00.000000+00:00"  # all at one time
    with closing(sqlite3.connect(path)) as connection:
        for number, verb, by, because, value, _ in OLD_JUDGEMENTS:
            row = (names[number], verb, by, at, because, value and "value", value)
            connection.execute("INSERT INTO judgements VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)", row)
        connection.commit()
    migrate.upgrade(str(path))
    with open_ledger(str(path), write=True) as ledger:
        told = fetch_judgements(ledger)
        wanted = FigureFilter(statuses=tuple(Status))
        found = {figure.id: figure.status for figure in fetch_figures(ledger, wanted)}
        assert found == {name: standing(one for one in told if one.target == name).status for name in names}
        assert {number: str(found[names[number]]) for number, *_, status in OLD_JUDGEMENTS} == {
            number: status for number, *_, status in OLD_JUDGEMENTS
        }
        assert [row["status"] for row in viewed(path)] == list(map(str, found.values()))
        assert [one.because for one in told if one.target == names[3]] == ["value ought to be 412: seen in print"]
        assert len({one.id for one in told}) == len({one.at for one in told}) == len(OLD_JUDGEMENTS)
        add_judgement(ledger, Judgement(names[4], Verb.UNDO, "ana", datetime.now(UTC)))
        assert [one.status for one in fetch_figures(ledger, FigureFilter.of_ids(names[4]))] == [Status.ACCEPTED]
        require_one_chain(fetch_events(ledger))


def figures_of_all() -> list[str]:
    return [figure.id for number in range(3) for figure in make_reading(number).figures]


@pytest.mark.parametrize("old", OLD_LEDGERS, ids=lambda path: path.stem)
def test_the_history_of_an_old_ledger_tells_of_all_that_it_has(old: Path, path: Path) -> None:
    shutil.copy(old, path)
    migrate.upgrade(str(path))
    with open_ledger(str(path), write=True) as ledger:
        events = fetch_events(ledger)
        require_one_chain(events)
        assert [event.act for event in events] == [Act.BEGIN, Act.ADD, Act.ADD, Act.ADD]
        require_told_of(ledger)


def test_the_history_of_an_old_ledger_is_told_as_that_of_a_new_one(path: Path) -> None:
    """So that a text read again is held against what was read before there was a history.

    When something was typed is not known of an old ledger.
    """

    def told(ledger: Ledger) -> list[tuple[object, ...]]:
        with ledger.reading() as connection:
            rows = stored_rows(connection, "metadata_values", "origin = ?", "typed")
            typed = {row_digest("metadata_values", row) for row in rows}
        assert len(typed) == 6
        events = [(one.position, one.act, one.about, dict(one.detail), one.digests) for one in fetch_events(ledger)]
        return [(*rest, {**detail, "run": None}, set(digests) - typed) for *rest, detail, digests in events[1:]]

    old = path.with_name("old.db")
    shutil.copy(CHECKOUT / "tests" / "migrations" / "revision-0003.db", old)
    migrate.upgrade(str(old))
    with make_ledger(path, *map(make_reading, range(3))) as made, open_ledger(str(old), write=True) as upgraded:
        assert told(upgraded) == told(made)
        before = fetch_events(upgraded)
        add_rereading(upgraded, make_reading(1), 1)
        (again,) = fetch_events(upgraded)[len(before) :]
        assert (again.act, again.digests) == (Act.REREAD, ())


def test_a_ledger_goes_back_to_the_revision_before_with_what_that_can_hold(path: Path) -> None:
    with make_ledger(path, make_reading(0)) as ledger:
        one, two, three = make_reading(0).figures
        for name, verb in ((one.id, Verb.ACCEPT), (two.id, Verb.REJECT), (three.id, Verb.NOTE)):
            add_judgement(ledger, Judgement(name, verb, "ana", datetime.now(UTC)))
    before = viewed(path)
    alembic(path, "downgrade", "0003")
    with closing(sqlite3.connect(path)) as connection:
        shown = connection.execute("SELECT id, status FROM figures_view ORDER BY start").fetchall()
    assert shown == [(one.id, "accepted"), (two.id, "rejected"), (three.id, "unreviewed")]
    require_right_search(path)
    alembic(path, "upgrade", "head")
    assert viewed(path) == before
    require_right_search(path)


def test_an_old_ledger_has_what_a_new_one_has(path: Path) -> None:
    upgraded = path.with_name("upgraded.db")
    shutil.copy(OLD_LEDGERS[0], upgraded)
    migrate.upgrade(str(upgraded))
    make_ledger(path).close()
    assert schema_parts(upgraded) == schema_parts(path)


def schema_parts(path: Path) -> list[tuple[str, ...]]:
    """The schema but for spaces, in which a table with a column added differs."""
    return [tuple(" ".join(str(part).split()) for part in row) for row in schema(path)]


def test_a_python_without_full_text_search_is_told_as_such(
    path: Path, next_revision: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for revision in (next_revision / "versions").glob("0003_*.py"):
        revision.write_text(revision.read_text(encoding="utf-8").replace("USING fts5", "USING fts5_of_another"))
    with pytest.raises(SearchMissing, match="Use another Python"):
        open_ledger(str(path), write=True, create=True)
    assert not list(path.parent.glob("*figures.db*"))


def test_there_is_an_old_ledger_of_every_revision() -> None:
    assert [old.stem for old in OLD_LEDGERS] == [f"revision-{revision}" for revision in revisions.REVISIONS]


# Copies


def test_a_copy_is_whole_while_others_write(ledger: Ledger, path: Path) -> None:
    with open_ledger(str(path), write=False) as reader, ledger.writing():
        backup(reader, path.with_name("copy.db"))
    assert len(figures_in(path.with_name("copy.db"))) == 15
    assert (path.with_name("copy.db").stat().st_mode & 0o777) == 0o600


def test_a_copy_never_takes_the_place_of_a_file(ledger: Ledger, path: Path) -> None:
    for content in ("precious", ""):
        path.with_name("copy.db").write_text(content)
        with pytest.raises(OutputExists):
            backup(ledger, path.with_name("copy.db"))
        assert path.with_name("copy.db").read_text() == content


def test_a_copy_into_no_folder_is_told(ledger: Ledger, path: Path) -> None:
    with pytest.raises(OutputUnwritable):
        backup(ledger, path.parent / "nowhere" / "copy.db")


# An installed package


def test_a_ledger_is_made_far_from_the_checkout(tmp_path: Path) -> None:
    """As in a wheel: the package with the revisions inside it, and no checkout around it."""
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(CHECKOUT / "ledger", tmp_path / "site" / "ledger", ignore=ignored)
    shutil.copytree(CHECKOUT / "alembic", tmp_path / "site" / "ledger" / "store" / "migrations", ignore=ignored)
    script = (
        f"import sys; sys.path.insert(0, {str(tmp_path / 'site')!r});"
        "from ledger.store.engine import open_ledger; from ledger.store import migrate;"
        "open_ledger('figures.db', write=True, create=True).close(); print(migrate.migrations_folder())"
    )
    made = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert made.stdout.strip() == str(tmp_path / "site" / "ledger" / "store" / "migrations")
    assert figures_in(tmp_path / "figures.db") == []


def test_how_judged_figures_stand_is_worked_out_anew_behind_an_upgrade(ledger: Ledger, path: Path) -> None:
    figure = next(fetch_figures(ledger, FigureFilter()))
    same = ((str(Field.PLACE), field_text(figure, Field.PLACE)),)  # as the source reads
    noon = datetime(2024, 5, 1, 12, tzinfo=UTC)
    add_judgement(ledger, Judgement(figure.id, Verb.CORRECT, "Ana", noon, None, same, reading_digest(figure)))
    ledger.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE standings SET status = 'corrected'")  # as the version before had it
        connection.execute("UPDATE alembic_version SET version_num = '0004'")
        connection.commit()
    migrate.upgrade(str(path))
    with open_ledger(str(path), write=False) as upgraded:
        assert next(fetch_figures(upgraded, FigureFilter())).status is Status.ACCEPTED
