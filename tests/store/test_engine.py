"""Opening what is a ledger, and leaving alone what is none."""

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from ledger.errors import (
    BadValue,
    FileMissing,
    LedgerDamaged,
    LedgerError,
    LedgerLocked,
    LedgerMissing,
    LedgerNewer,
    LedgerOlder,
    LedgerReadOnly,
    LedgerUnreadable,
    NotALedger,
)
from ledger.store import sqlite_file
from ledger.store.engine import Ledger, open_ledger
from ledger.store.queries import fetch_figures
from ledger.store.reads import count_documents, has_document
from ledger.store.revisions import REVISIONS
from ledger.store.writes import add_reading, start_run
from tests.store.samples import make_ledger, make_reading

NOBODY = 65534


def read(path: Path) -> int:
    with open_ledger(str(path), write=False) as ledger:
        return len(list(fetch_figures(ledger)))


def write(path: Path, number: int = 90) -> bool:
    with open_ledger(str(path), write=True, create=True) as ledger:
        return add_reading(ledger, make_reading(number), start_run(ledger, reader="1", lexicon="w", program="0"))


def beside(path: Path) -> set[str]:
    return {other.name for other in path.parent.iterdir()}


@pytest.fixture
def closed(ledger: Ledger, path: Path) -> Path:
    ledger.close()
    return path


def test_one_file_is_left_behind(closed: Path) -> None:
    assert beside(closed) == {closed.name}
    assert read(closed) == 15
    assert beside(closed) == {closed.name}


def test_a_new_ledger_is_its_owners_alone(closed: Path) -> None:
    assert stat.S_IMODE(closed.stat().st_mode) == 0o600


def test_the_connection_is_set_up_as_promised(ledger: Ledger) -> None:
    wanted = {"foreign_keys": 1, "journal_mode": "wal", "busy_timeout": 10_000, "trusted_schema": 0}
    with ledger.writing() as connection:
        assert {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in wanted} == wanted


def test_a_url_opens_the_same_file(closed: Path) -> None:
    with open_ledger(f"sqlite:///{closed}", write=False) as ledger:
        assert count_documents(ledger) == 5


@pytest.mark.parametrize("name", ["a b%20c?d#e.db", "ñ—“x”.db", "percent%41.db"])
def test_a_ledger_may_have_any_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    assert write(path)
    assert read(path) == 3
    assert beside(path) == {name}


def test_a_link_to_a_ledger_stays_a_link(tmp_path: Path) -> None:
    link, path = tmp_path / "link.db", tmp_path / "real.db"
    link.symlink_to(path)
    assert write(link)
    assert link.is_symlink()
    assert read(path) == 3


def test_a_server_of_another_kind_is_refused_without_showing_its_password() -> None:
    with pytest.raises(BadValue) as caught:
        open_ledger("mysql://ana:secret@host/db", write=False)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("target", ["://", "sqlite://", "nonsense://x y"])
def test_a_broken_url_is_refused(target: str) -> None:
    with pytest.raises(BadValue):
        open_ledger(target, write=False)


# What is no ledger


def junk(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 40)


def text(path: Path) -> None:
    path.write_text("In 2019 at least 412 people were killed.\n" * 200)


def other_program(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript("PRAGMA journal_mode = WAL; CREATE TABLE alembic_version (version_num TEXT)")


def cut_header(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\0")


def folder(path: Path) -> None:
    path.mkdir()


@pytest.mark.parametrize("make", [junk, text, other_program, cut_header, folder])
@pytest.mark.parametrize("use", [read, write])
def test_what_is_no_ledger_is_left_as_it_is(path: Path, make: object, use: object) -> None:
    assert callable(make)
    assert callable(use)
    make(path)
    before = path.read_bytes() if path.is_file() else b""
    there = beside(path)
    with pytest.raises(NotALedger):
        use(path)
    assert (path.read_bytes() if path.is_file() else b"") == before
    assert beside(path) == there


def test_an_empty_file_is_no_ledger_but_may_become_one(path: Path) -> None:
    path.touch()
    with pytest.raises(NotALedger):
        read(path)
    assert path.stat().st_size == 0
    assert write(path)
    assert read(path) == 3
    assert beside(path) == {path.name}


def test_a_missing_ledger_is_missing_and_is_not_made(path: Path) -> None:
    for kind in (False, True):
        with pytest.raises(LedgerMissing):
            open_ledger(str(path), write=kind)
    assert not path.exists()


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileMissing, match="nowhere"):
        write(tmp_path / "nowhere" / "figures.db")


# Versions


def set_revision(path: Path, revision: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", (revision,))
        connection.commit()


def test_a_newer_ledger_is_read_and_not_written(closed: Path) -> None:
    set_revision(closed, "9999")
    assert read(closed) == 15
    before = closed.read_bytes()
    with pytest.raises(LedgerNewer, match="revision 9999"):
        write(closed)
    assert closed.read_bytes() == before


def test_a_newer_ledger_that_keeps_things_another_way_is_told_as_newer(closed: Path) -> None:
    set_revision(closed, "9999")
    with closing(sqlite3.connect(closed)) as connection:
        connection.execute("ALTER TABLE figures RENAME COLUMN noun TO counted")
    with pytest.raises(LedgerNewer):
        read(closed)


def test_an_older_ledger_is_refused_with_the_command_that_upgrades_it(
    closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ledger.store.engine.REVISIONS", (*REVISIONS, "9999"))
    for use in (read, write):
        with pytest.raises(LedgerOlder, match="upgrade"):
            use(closed)


# Locks


def test_a_locked_ledger_is_told_and_can_be_read(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite_file, "_WAIT", 0.05)
    with closing(sqlite3.connect(closed, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerLocked):
            write(closed)
        assert read(closed) == 15


def test_a_reader_sees_the_ledger_as_it_was_when_it_began(ledger: Ledger, path: Path) -> None:
    with open_ledger(str(path), write=False) as other:
        stream = fetch_figures(other)
        first = next(stream)
        assert add_reading(ledger, make_reading(60), 1)
        assert len([first, *stream]) == 15
        assert len(list(fetch_figures(other))) == 18


def test_opening_again_in_one_process_keeps_the_locks_of_the_first(ledger: Ledger, path: Path) -> None:
    """Closing a plain file handle would drop them, and another process could take the lock too."""
    script = (
        f"import sqlite3; sqlite3.connect({str(path)!r}, timeout=0, isolation_level=None).execute('BEGIN IMMEDIATE')"
    )
    with ledger.writing():
        assert read(path) == 15
        tried = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert b"database is locked" in tried.stderr


# Places where nothing can be written


@pytest.fixture
def nobody(path: Path) -> Iterator[Path]:
    """A ledger in a folder that only its owner can write to; the test goes on as someone else."""
    place = Path(tempfile.mkdtemp())
    if os.geteuid() == 0:
        place.chmod(0o755)
    with make_ledger(place / path.name, make_reading(1)):
        pass
    (place / path.name).chmod(0o444)
    place.chmod(0o555)
    was = os.geteuid()
    if was == 0:
        os.seteuid(NOBODY)
    yield place / path.name
    if was == 0:
        os.seteuid(was)
    place.chmod(0o700)
    shutil.rmtree(place)


def test_a_read_only_place_can_be_read(nobody: Path) -> None:
    with open_ledger(str(nobody), write=False) as ledger:
        assert ledger.frozen
        assert len(list(fetch_figures(ledger))) == 3
    assert beside(nobody) == {nobody.name}


def test_a_read_only_place_cannot_be_written(nobody: Path) -> None:
    with pytest.raises(LedgerReadOnly):
        write(nobody)
    with pytest.raises(LedgerReadOnly):
        write(nobody.with_name("new.db"))


def test_a_ledger_open_for_reading_cannot_be_written(closed: Path) -> None:
    with open_ledger(str(closed), write=False) as ledger, pytest.raises(LedgerReadOnly):
        start_run(ledger, reader="1", lexicon="w", program="0")


def test_a_file_of_someone_elses_is_told_as_such(nobody: Path) -> None:
    was = os.geteuid()
    if was == NOBODY:
        os.seteuid(0)
    nobody.chmod(0o000)
    if was == NOBODY:
        os.seteuid(NOBODY)
    with pytest.raises(LedgerUnreadable):
        read(nobody)


# Damage


def page_size_and_count(path: Path) -> tuple[int, int]:
    with closing(sqlite3.connect(path)) as connection:
        size = int(connection.execute("PRAGMA page_size").fetchone()[0])
    return size, path.stat().st_size // size


def test_a_damaged_page_is_never_a_traceback(closed: Path) -> None:
    """Every page but the first is spoilt in turn: the ledger reads as before, or it is told as damaged."""
    size, count = page_size_and_count(closed)
    whole, told = closed.read_bytes(), 0
    for page in range(1, count):
        closed.write_bytes(whole[: page * size] + b"\xff" * size + whole[(page + 1) * size :])
        try:
            read(closed)
        except LedgerDamaged:
            told += 1
    assert told > 3


def test_a_truncated_ledger_is_never_a_traceback(closed: Path) -> None:
    whole = closed.read_bytes()
    for part in range(1, 20):
        closed.write_bytes(whole[: len(whole) * part // 20])
        with pytest.raises(LedgerError) as caught:
            read(closed)
        assert caught.value.exit_code == 5


def test_an_error_of_the_caller_is_left_alone(ledger: Ledger) -> None:
    with pytest.raises(KeyError), ledger.writing():
        raise KeyError
    assert not has_document(ledger, "0")


def test_spoilt_bytes_are_never_a_traceback(closed: Path) -> None:
    """A byte here and there is overwritten, in numbers, words and texts alike."""
    whole, told = closed.read_bytes(), 0
    places = range(4096, len(whole), 997)
    for offset in places:
        closed.write_bytes(whole[:offset] + b"\xc3" * 3 + whole[offset + 3 :])
        try:
            read(closed)
        except LedgerDamaged:
            told += 1
    assert 0 < told < len(places)
