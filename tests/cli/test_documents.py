"""What is known of a document is listed with where it comes from, and corrected beside what was known."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.loaders.pdf_files import Pdf


def record(run: Run, path: str) -> dict[str, object]:
    listed: list[dict[str, object]] = json.loads(run("documents", "--format", "json").out)
    return next(one for one in listed if one["path"] == path and one["section"] is None)


def test_a_correction_stands_over_what_was_declared_and_keeps_it(filled: Path, run: Run) -> None:
    before = record(run, "docs/river-monitor.txt")
    result = run("documents", "--edit", "river-monitor.txt", "--publisher", "River Desk", "--by", "Ana")
    assert result.code == 0
    assert "Corrected publisher of docs/river-monitor.txt." in result.err
    after = record(run, "docs/river-monitor.txt")
    assert after["publisher"] == "River Desk"
    assert "publisher: typed" in str(after["origins"])
    assert {key: value for key, value in after.items() if key not in ("publisher", "origins")} == {
        key: value for key, value in before.items() if key not in ("publisher", "origins")
    }
    with closing(sqlite3.connect("figures.db")) as ledger:
        rows = ledger.execute("SELECT value, origin, by, at FROM metadata_values WHERE field = 'publisher'").fetchall()
    assert (str(before["publisher"]), "declared", None, None) in rows
    assert [(value, by) for value, origin, by, at in rows if origin == "typed" and at] == [("River Desk", "Ana")]


def test_the_figures_of_a_corrected_document_say_so(filled: Path, run: Run) -> None:
    run("documents", "--edit", "docs/river-monitor.txt", "--publisher", "River Desk")
    told = run("figures", "--document", "river-monitor.txt", "--format", "jsonl").out.splitlines()
    assert {json.loads(line)["publisher"] for line in told} == {"River Desk"}


def test_a_corrected_date_warns_of_times_already_counted(filled: Path, run: Run) -> None:
    assert "read before" in run("documents", "--edit", "river-monitor.txt", "--published", "2020-01-01").err
    assert "read before" not in run("documents", "--edit", "river-monitor.txt", "--title", "River").err


def test_a_section_is_corrected_by_its_number(filled: Path, run: Run) -> None:
    assert run("documents", "--edit", "river-monitor.txt", "--section", "1", "--author", "Reader").code == 0
    result = run("documents", "--edit", "river-monitor.txt", "--section", "99", "--author", "Reader")
    assert (result.code, "has no section 99" in result.err) == (2, True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--edit", "nowhere.txt", "--title", "x"], "No document in this ledger is called 'nowhere.txt'"),
        (["--edit", "river-monitor.txt"], "needs a value to put in"),
        (["--edit", "", "--title", "x"], "called ''"),
        (["--title", "x"], "--edit PATH"),
        (["--edit", "river-monitor.txt", "--published", "soon"], "is not a date"),
    ],
)
def test_a_correction_that_cannot_be_is_a_usage_error(filled: Path, run: Run, words: list[str], said: str) -> None:
    result = run("documents", *words)
    assert (result.code, said in " ".join(result.err.split())) == (2, True), result.err


def test_documents_that_print_one_text_are_shown_together(folder: Path, run: Run) -> None:
    text = "".join(
        f"In 201{year} the police of Honduras killed {12 + 7 * year} people, the ombudsman counted in its report. "
        for year in range(8)
    )
    (folder / "a.txt").write_text(f"First\n\n{text}\n")
    (folder / "b.txt").write_text(f"Second\n\n{text}Reposted.\n")
    (folder / "c.txt").write_text("In 2019 the police of Peru killed 3 people.\n")
    assert run("add", "a.txt", "b.txt", "c.txt", "-q").code == 0
    records = json.loads(run("documents", "--copies", "--format", "json").out)
    assert [(one["path"], one["copy_of"]) for one in records] == [("a.txt", None), ("b.txt", "a.txt")]


def test_a_guessed_encoding_is_said_when_it_is_added_and_listed(folder: Path, run: Run) -> None:
    (folder / "old.txt").write_bytes("La policía mató a 412 personas en 2019.".encode("cp1252"))
    assert "encoding guessed: old.txt is read as cp1252" in run("add", "old.txt").err
    assert "cp1252?" in run("documents").out
    assert record(run, "old.txt")["decoded_by"] == "guessed"


def test_a_text_that_is_in_is_not_read_in_another_encoding_and_that_is_said(folder: Path, run: Run) -> None:
    (folder / "old.txt").write_bytes("La policía mató a 412 personas en 2019.".encode("cp1252"))
    (folder / "mac.txt").write_bytes("La policía mató a 412 personas en Perú en 2019.".encode("mac_roman"))
    run("add", "old.txt", "mac.txt")
    again = " ".join(run("add", "old.txt", "--encoding", "mac_roman").err.split())
    assert "encoding kept: old.txt is in the ledger as cp1252, which was guessed, and not read again" in again
    assert "ledger --db NEW.db add --encoding NAME FILE" in again
    assert "encoding kept" not in run("add", "old.txt", "--encoding", "windows-1252").err
    assert "encoding kept" not in run("add", "mac.txt", "--encoding", "mac-roman").err
    assert "encoding kept" not in run("add", "old.txt").err


def test_a_date_that_is_only_stamped_on_the_file_has_a_question_mark(folder: Path, run: Run) -> None:
    file = Pdf()
    file.line(100, "In 2020, 31 police officers were killed in Mexico.")
    (folder / "a.pdf").write_bytes(file.data())
    run("add", "a.pdf")
    stamped = record(run, "a.pdf")["published"]
    assert f"{stamped}?" in run("documents").out
    run("documents", "--edit", "a.pdf", "--published", "2021-04-01")
    assert "2021-04-01 " in run("documents").out


def test_a_number_that_cannot_be_kept_is_told(folder: Path, run: Run) -> None:
    (folder / "nul.txt").write_bytes(b"Police killed 412 people in 2019. " * 9 + b"\0")
    assert "left out: nul.txt: one character that no text has" in run("add", "nul.txt").err
