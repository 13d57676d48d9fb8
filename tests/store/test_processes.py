"""Several processes at one ledger, killed ones and ones without room: it stays whole."""

import random
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ledger.errors import ChangedMeanwhile, NotALedger
from ledger.model.judgement import Judgement, Verb
from ledger.store.engine import open_ledger
from ledger.store.queries import fetch_figures
from ledger.store.reads import count_documents, fetch_document, fetch_documents, fetch_judgements
from ledger.store.seen import fetch_seen
from ledger.store.writes import add_judgements, add_reading, start_run
from tests.store.samples import make_reading
from tests.store.views import require_right_search

_LATEST = 60  # tries, each a moment later, until a ledger was there

CHECKOUT = Path(__file__).parents[2]


def start(work: str, path: Path, seed: int = 0, number: int = 0) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "tests.store.child", work, str(path), str(seed), str(number)]
    pipe = subprocess.PIPE
    child = subprocess.Popen(command, cwd=CHECKOUT, stdin=pipe, stdout=pipe, stderr=pipe, text=True)
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    return child


def ending(child: "subprocess.Popen[str]") -> str:
    said, trouble = child.communicate(timeout=120)
    assert not trouble
    return said.strip()


def require_whole(path: Path) -> int:
    """Make sure that every document is in with all that its reading declares; return how many there are."""
    with open_ledger(str(path), write=True, create=True) as ledger:
        with ledger.reading() as connection:
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalars().all() == ["ok"]
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
        entries = {entry.sha256: entry for entry in fetch_documents(ledger)}
        assert len(entries) == count_documents(ledger)
        texts = {sha256: fetch_document(ledger, sha256).text for sha256 in entries}
        found = dict.fromkeys(entries, 0)
        for figure in fetch_figures(ledger):
            assert figure.span.of(texts[figure.source.document]) == figure.surface
            assert len(figure.topics) == len(figure.evidence) == 2
            found[figure.source.document] += 1
        assert found == {sha256: entry.figures for sha256, entry in entries.items()}
    return len(entries)


def kill(path: Path, times: int, chance: random.Random) -> list[int]:
    """Kill a process that adds, so many times and until it did add; return how many documents there were after each."""
    seen: list[int] = []
    for number in range(_LATEST):
        if number >= times and seen[-1] > 10:
            break
        child = start("add_for_ever", path, seed=number * 10_000)
        later = 1 + max(0, number - times)
        timer = threading.Timer(later * chance.uniform(0.03, 0.22), child.kill)
        timer.start()
        child.communicate(timeout=60)
        timer.join()
        assert child.returncode == -9
        seen.append(require_whole(path))
    require_right_search(path)
    return seen


def test_a_killed_process_leaves_whole_documents(path: Path) -> None:
    """Seven kills here, two hundred more with --thorough; the first ones fall into the making of the ledger."""
    seen = kill(path, 7, random.Random(1))
    assert seen == sorted(seen)
    assert seen[-1] > 10


@pytest.mark.slow
def test_many_killed_processes_leave_whole_documents(tmp_path: Path, thorough: bool) -> None:
    chance = random.Random(2)
    for number in range(20 if thorough else 1):
        kill(tmp_path / f"{number}.db", 10 if thorough else 7, chance)


def test_a_process_killed_while_it_makes_the_ledger_leaves_none_that_is_refused(tmp_path: Path) -> None:
    """Killed ever later, from its first moment on: what is there is nothing, empty or a ledger."""
    found: set[bool] = set()
    for number in range(_LATEST):  # a busy machine takes its time to make one
        if number >= 8 and len(found) == 2:
            break
        path = tmp_path / f"{number}.db"
        child = start("add_for_ever", path)
        timer = threading.Timer(0.02 * number, child.kill)
        timer.start()
        child.communicate(timeout=60)
        timer.join()
        found.add(path.exists())
        require_whole(path)
    assert found == {False, True}


def test_four_writers_never_meet_a_lock_nor_lose_a_row(path: Path) -> None:
    """All four begin by making the ledger, so that race is run too; a reader watches beside them."""
    writers = [start("add_and_judge", path, seed=1000 * number, number=25) for number in range(4)]
    assert [ending(writer) for writer in writers] == ["done"] * 4
    assert require_whole(path) == 100
    with open_ledger(str(path), write=False) as ledger:
        assert len(fetch_judgements(ledger)) == 100


def test_a_reader_never_sees_a_part_of_a_document(path: Path) -> None:
    with open_ledger(str(path), write=True, create=True) as ledger:
        start_run(ledger, reader="1", lexicon="words", program="0.1.0")
    reader = start("read_until", path, number=40)
    writers = [start("add_and_judge", path, seed=1000 * number, number=20) for number in range(2)]
    assert [ending(child) for child in (*writers, reader)] == ["done"] * 3


def test_what_another_process_judges_since_it_was_seen_is_not_judged_unseen(path: Path) -> None:
    with open_ledger(str(path), write=True, create=True) as ledger:
        add_reading(ledger, make_reading(1), start_run(ledger, reader="1", lexicon="words", program="0.1.0"))
        first = next(fetch_figures(ledger))
        seen = fetch_seen(ledger, first.id, ())
        other = start("reject_slowly", path)
        assert other.stdin is not None
        assert other.stdout is not None
        assert other.stdout.readline() == "locked\n"
        assert fetch_seen(ledger, first.id, ()) == seen, "it is not kept yet"
        other.stdin.write("\n")
        other.stdin.flush()
        with pytest.raises(ChangedMeanwhile):
            add_judgements(ledger, [Judgement(first.id, Verb.ACCEPT, "Ana", datetime.now(UTC))], seen=seen)
        assert ending(other) == "done"
        assert [(one.by, one.verb) for one in fetch_judgements(ledger)] == [("Ben", Verb.REJECT)]


def test_a_full_disk_takes_back_the_one_document_and_keeps_the_rest(path: Path) -> None:
    assert ending(start("fill", path, number=2_000_000)) == "LedgerFull 5"
    kept = require_whole(path)
    assert kept > 5
    with open_ledger(str(path), write=True) as ledger:
        assert add_reading(ledger, make_reading(5000), 1)  # with room again, it goes on
    assert require_whole(path) == kept + 1


def test_two_processes_may_make_the_ledger_of_one_empty_file(path: Path, thorough: bool) -> None:
    for number in range(6 if thorough else 1):
        place = path.with_name(f"{number}.db")
        place.touch()
        writers = [start("add_and_judge", place, seed=1000 * number, number=5) for number in range(3)]
        assert [ending(writer) for writer in writers] == ["done"] * 3
        assert require_whole(place) == 15


def test_what_a_killed_process_had_kept_is_there_for_a_reader(path: Path) -> None:
    child = start("add_for_ever", path)
    while not path.exists() or documents_in(path) < 20:
        assert child.poll() is None
    child.kill()
    child.communicate()
    assert path.with_name("figures.db-wal").exists()
    before = documents_in(path)
    with open_ledger(str(path), write=False) as ledger:
        assert count_documents(ledger) == before >= 20
    with closing(sqlite3.connect(f"file:{path}?immutable=1", uri=True)) as alone:
        assert alone.execute("SELECT count(*) FROM documents").fetchone() == (before,)


def test_a_ledger_whose_journal_was_half_brought_in_is_still_a_ledger(path: Path, tmp_path: Path) -> None:
    """Page 1 goes first and tells of pages that only the journal has yet: alone, the file looks cut off."""
    with open_ledger(str(path), write=True, create=True) as ledger:
        run = start_run(ledger, reader="1", lexicon="words", program="0.1.0")
        for number in range(8):
            add_reading(ledger, make_reading(number, figures=40), run)
        left = tmp_path / "left" / path.name
        left.parent.mkdir()
        journal = path.with_name(f"{path.name}-wal").read_bytes()
        left.with_name(f"{path.name}-wal").write_bytes(journal)
        left.write_bytes(last_of_page_one(journal) + path.read_bytes()[4096:])
    assert require_whole(left) == 8


def last_of_page_one(journal: bytes) -> bytes:
    """Return what the journal last says of page 1: frames of 24 bytes and a page follow a header of 32."""
    frames = [journal[start : start + 24 + 4096] for start in range(32, len(journal), 24 + 4096)]
    return [frame[24:] for frame in frames if frame[:4] == b"\0\0\0\1"][-1]


def documents_in(path: Path) -> int:
    try:
        with open_ledger(str(path), write=False) as ledger:
            return count_documents(ledger)
    except NotALedger:
        return 0
