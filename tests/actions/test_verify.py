"""Sources held against what was read of them."""

import os
import sqlite3
import zipfile
from pathlib import Path

import pytest

from ledger.actions.ingest import ingest
from ledger.actions.verify import is_fine, verify_sources
from ledger.errors import LedgerMissing
from ledger.exports.registry import render
from ledger.exports.verified import lay_out_sources, quote_table, source_table
from ledger.model.verification import Checked, Stand, State

FIRST = (
    "Killings by police\n\nIn 2019 police killed 412 people in Lima.\n\n"
    "The mayor spoke. In 2020 police killed 31 people in Ica.\n"
)
SECOND = '{"text": "In 2018 police killed 77 people."}\n{"text": "In 2017 police killed 9 people."}\n'


@pytest.fixture
def db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.txt").write_text(FIRST)
    (tmp_path / "docs" / "b.jsonl").write_text(SECOND)
    pack("In 2016 police killed 5 people.")
    ingest("x.db", ["docs"])
    return "x.db"


def pack(text: str) -> None:
    with zipfile.ZipFile("docs/c.zip", "w") as archive:
        archive.writestr("in/d.txt", text)


def checked(db: str) -> dict[str, Checked]:
    return {one.path: one for one in verify_sources(db)}


def states(db: str) -> dict[str, State]:
    return {path: one.state for path, one in checked(db).items() if one.state is not State.UNCHANGED}


def test_what_is_as_it_was_is_fine_whatever_its_date(db: str) -> None:
    os.utime("docs/a.txt", (0, 0))
    assert set(checked(db)) == {"docs/a.txt", "docs/b.jsonl#1", "docs/b.jsonl#2", "docs/c.zip/in/d.txt"}
    assert states(db) == {}
    assert is_fine(list(verify_sources(db)))


def test_sources_are_found_from_the_ledgers_folder_too(
    db: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir("/")
    assert states(str(tmp_path / db)) == {}


def test_a_file_under_another_name_is_moved(db: str) -> None:
    Path("docs/sub").mkdir()
    Path("docs/a.txt").rename("docs/sub/z.txt")
    one = checked(db)["docs/a.txt"]
    assert (one.state, one.found, dict(one.stands)) == (State.MOVED, "docs/sub/z.txt", {Stand.SAME: 2})
    assert is_fine(list(verify_sources(db)))


def test_a_file_that_is_nowhere_is_missing(db: str) -> None:
    Path("docs/a.txt").unlink()
    Path("docs/c.zip").unlink()
    assert states(db) == {"docs/a.txt": State.MISSING, "docs/c.zip/in/d.txt": State.MISSING}
    assert not is_fine(list(verify_sources(db)))


def test_of_a_changed_file_each_quote_is_told(db: str) -> None:
    Path("docs/a.txt").write_text("Corrected.\n\n" + FIRST.replace("412", "421"))
    one = checked(db)["docs/a.txt"]
    assert one.state is State.CHANGED
    assert [(figure.surface, drift.stand) for figure, drift in one.drifts] == [
        ("412", Stand.CHANGED),
        ("31", Stand.SAME),
    ]
    first, second = (drift.span for _, drift in one.drifts)
    assert first is not None
    assert second is not None
    assert one.now[slice(*first)] == "In 2019 police killed 421 people in Lima."
    assert one.now[slice(*second)] == "In 2020 police killed 31 people in Ica."


def test_parts_of_archives_and_lists_are_held_against_their_parts(db: str) -> None:
    pack("In 2016 police killed 6 people.")
    Path("docs/b.jsonl").write_text(SECOND.replace("77", "78"))
    assert states(db) == {"docs/b.jsonl#1": State.CHANGED, "docs/c.zip/in/d.txt": State.CHANGED}


def test_a_manifest_that_no_longer_fits_is_no_fault_of_a_source(db: str) -> None:
    Path("docs/manifest.toml").write_text('[[documents]]\nfile = "gone.txt"\n')
    Path("docs/a.txt").write_text(f"{FIRST}More.")
    assert states(db) == {"docs/a.txt": State.CHANGED}


def test_a_source_that_cannot_be_read_is_told_with_the_reason(db: str) -> None:
    Path("docs/c.zip").write_bytes(b"PK\x03\x04 no archive")
    assert states(db) == {"docs/c.zip/in/d.txt": State.UNREADABLE}
    assert "archive" in (checked(db)["docs/c.zip/in/d.txt"].reason or "")


def test_a_text_or_a_figure_altered_in_the_ledger_is_named(db: str) -> None:
    with sqlite3.connect(db) as connection:
        connection.execute("DROP TRIGGER documents_no_update")
        connection.execute("UPDATE documents SET text = replace(text, '412', '999') WHERE path = 'docs/a.txt'")
        connection.execute("DROP TRIGGER figures_no_update")
        connection.execute("UPDATE figures SET start = start + 1 WHERE surface = '77'")
    connection.close()
    assert states(db) == {"docs/a.txt": State.ALTERED, "docs/b.jsonl#1": State.ALTERED}
    assert "does not have the hash" in (checked(db)["docs/a.txt"].reason or "")
    assert "does not say f-" in (checked(db)["docs/b.jsonl#1"].reason or "")


def test_a_text_with_a_sign_that_no_text_has_is_not_altered_by_leaving_it_out(db: str) -> None:
    Path("docs/e.txt").write_bytes(b"In 2015 police killed 3 people.\0 The mayor spoke of it in May.\n")
    ingest("x.db", ["docs/e.txt"])
    assert states(db) == {}


def test_it_is_told_source_by_source_and_quote_by_quote(db: str) -> None:
    Path("docs/a.txt").write_text(FIRST.replace("412", "421"))
    Path("docs/c.zip").unlink()
    all_of_them = list(verify_sources(db))
    told = "\n".join(lay_out_sources(all_of_them))
    assert "changed · docs/a.txt · 2 figures\n  1 of 2 figures stands as it was\n  changed: 412 (f-" in told
    assert "    was, line 3: In 2019 police killed »412« people in Lima.\n" in told
    assert "    now, line 3: In 2019 police killed 421 people in Lima.\n" in told
    assert told.endswith("4 sources: 2 unchanged, 1 changed, 1 missing.\n")
    rows = render(source_table(all_of_them), "csv").splitlines()
    assert rows[1].startswith("docs/a.txt,changed,docs/a.txt,2,1,0,0,1,0,0,,")
    quotes = render(quote_table(all_of_them), "csv").splitlines()
    assert [row.split(",")[2] for row in quotes[1:]] == ["changed", "same"]


def test_without_a_ledger_there_is_nothing_to_verify(tmp_path: Path) -> None:
    with pytest.raises(LedgerMissing):
        list(verify_sources(str(tmp_path / "none.db")))
