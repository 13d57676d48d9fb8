"""Tables read and added as a person does it: messages, exit codes, nothing half written."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
SENTENCE = "In 2020, {} people were killed in Mexico."


def write_lines(path: Path, records: Iterable[object]) -> None:
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")


@pytest.fixture(autouse=True)
def texts(folder: Path) -> None:
    write_lines(
        folder / "texts.jsonl", ({"id": f"n{number}", "text": SENTENCE.format(number)} for number in range(10, 15))
    )


def test_a_table_is_read_and_added(run: Run, folder: Path) -> None:
    read = run("read", "texts.jsonl", "-o", "figures.parquet")
    assert (read.code, read.out) == (0, "")
    assert read.err.splitlines()[0] == "5 of 5  n14"
    assert "texts: 5 read, 0 failed" in read.err
    assert read.err.endswith("Next: ledger add figures.parquet\n")
    added = run("add", "figures.parquet", "-q")
    assert (added.code, added.err.splitlines()[0]) == (0, "documents: 5 new, 0 known already, 0 failed")
    (folder / "docs").mkdir()
    for number in range(10, 15):
        (folder / "docs" / f"n{number}").with_suffix(".txt").write_text(SENTENCE.format(number))
    run("--db", "files.db", "add", "docs", "-q")
    ids = [
        run("--db", db, "figures", "--format", "jsonl", "--columns", "id,quote").out
        for db in ("figures.db", "files.db")
    ]
    assert ids[0] == ids[1] != ""


def test_a_bad_row_is_named_and_the_rest_is_written(run: Run, folder: Path) -> None:
    write_lines(folder / "texts.jsonl", [{"text": None}, {"text": SENTENCE.format(12)}])
    read = run("read", "texts.jsonl", "-o", "figures.jsonl", "-q")
    assert read.code == 1
    assert read.err.startswith("failed: row 1: Cannot read 'texts.jsonl#1': it has no text in 'text'.")
    assert len((folder / "figures.jsonl").read_text().splitlines()) == 2


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["texts.jsonl"], 2, "-o"),
        (["texts.jsonl", "-o", "figures.csv"], 1, "its kind is not known"),
        (["texts.txt", "-o", "figures.jsonl"], 1, "its kind is not known"),
        (["missing.jsonl", "-o", "figures.jsonl"], 1, "There is no file or folder 'missing.jsonl'"),
        (["texts.jsonl", "-o", "texts.jsonl"], 2, "is a source document or a ledger"),
        (["texts.jsonl", "-o", "nowhere/figures.jsonl"], 1, "the folder is not there"),
        (["texts.jsonl", "-o", "figures.jsonl", "--text-column", "body"], 1, "it has no column 'body', only id, text"),
        (
            ["texts.jsonl", "-o", "figures.jsonl", "--jobs", "2", "--engine", "dask://a:1"],
            2,
            "leave one of the two out",
        ),
        (["texts.jsonl", "-o", "figures.jsonl", "--engine", "spark://a:1"], 2, "--engine 'spark://a:1' is not"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line(
    run: Run, folder: Path, words: list[str], code: int, told: str
) -> None:
    before = (folder / "texts.jsonl").read_bytes()
    result = run("read", *words)
    assert result.code == code
    assert told in result.err
    assert len(result.err.splitlines()) == 1
    assert [path.name for path in folder.iterdir()] == ["texts.jsonl"]
    assert (folder / "texts.jsonl").read_bytes() == before


def test_an_older_output_is_kept_where_reading_fails(run: Run, folder: Path) -> None:
    (folder / "figures.jsonl").write_text("what was there\n")
    (folder / "texts.parquet").write_bytes(b"PAR1 and nothing more")
    assert run("read", "texts.parquet", "-o", "figures.jsonl").code == 1
    assert (folder / "figures.jsonl").read_text() == "what was there\n"


def test_a_table_is_not_written_over_a_ledger(run: Run, folder: Path) -> None:
    run("--db", "ledger.jsonl", "add", "texts.jsonl", "-q")
    assert "is a source document or a ledger" in run("read", "texts.jsonl", "-o", "ledger.jsonl").err


def test_a_table_of_figures_does_not_come_by_standard_input(run: Run, folder: Path) -> None:
    run("read", "texts.jsonl", "-o", "figures.jsonl", "-q")
    given = (folder / "figures.jsonl").read_bytes()
    told = subprocess.run([sys.executable, "-m", "ledger", "add", "-"], input=given, cwd=folder, capture_output=True)
    assert told.returncode == 1
    assert told.stderr.decode().startswith("failed: Cannot read '-': it is a table of figures. Add it as a file")
    assert not (folder / "figures.db").exists()


_WITHOUT = "import sys; sys.modules['pyarrow'] = None; from ledger.cli.app import main; sys.exit(main(sys.argv[1:]))"


@pytest.mark.parametrize(
    "words", [["read", "texts.jsonl", "-o", "f.parquet"], ["read", "t.parquet", "-o", "f.jsonl"], ["add", "t.parquet"]]
)
def test_without_arrow_the_line_that_installs_it_is_told(folder: Path, words: list[str]) -> None:
    (folder / "t.parquet").write_bytes(b"PAR1")
    told = subprocess.run([sys.executable, "-c", _WITHOUT, *words], cwd=folder, capture_output=True, text=True)
    assert told.returncode == 3
    assert "install 'figure-ledger[arrow]'" in told.stderr


def test_lines_need_no_arrow(folder: Path) -> None:
    for words in (["read", "texts.jsonl", "-o", "f.jsonl"], ["add", "f.jsonl"]):
        assert subprocess.run([sys.executable, "-c", _WITHOUT, *words], cwd=folder, capture_output=True).returncode == 0


@pytest.mark.slow
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupt_leaves_nothing_behind(folder: Path, jobs: str) -> None:
    many = ({"text": SENTENCE.format(number) + " Nothing more is known of it." * 40} for number in range(10, 3000))
    write_lines(folder / "texts.jsonl", many)
    command = [sys.executable, "-m", "ledger", "read", "texts.jsonl", "-o", "figures.parquet", "--jobs", jobs]
    process = subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, text=True, start_new_session=True)
    assert process.stderr
    assert " of 2990 " in process.stderr.readline()
    os.killpg(process.pid, signal.SIGINT)
    _, told = process.communicate()
    assert process.returncode == 130
    assert told.splitlines()[-1] == "Interrupted. Nothing was written to 'figures.parquet'."
    assert [path.name for path in folder.iterdir()] == ["texts.jsonl"]
