"""A table of texts read to one of figures: the same as the files would be, whoever reads, and little at a time."""

import json
import os
import signal
import sqlite3
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from ledger.actions.figures import Wanted, list_figures
from ledger.actions.ingest import ingest
from ledger.actions.read_rows import read_row
from ledger.actions.read_table import TableRead, read_table, table_lines
from ledger.actions.reading import in_order, over_processes
from ledger.actions.verify import verify_sources
from ledger.errors import OutputIsInput, ReadAlready
from ledger.model.document import Metadata
from ledger.model.reading import Reading
from ledger.model.verification import State
from ledger.tables.figure_rows import Unread
from ledger.tables.text_rows import TextRow

TEXTS = {
    "a.txt": "Police killings\n\nBy Ana Ruiz\n\nIn 2020, 412 police officers were killed in Mexico. Another 31 died.",
    "b.txt": "\ufeffLast year 1.250 policías fueron asesinados en México, según la Fiscalía.\r\nNada más.",
    "c.txt": "Nothing is counted here.",
    "d.txt": "Some 1,234.50 dollars and 1e999999 of 12 reports.\0 The rest, 5 per cent, is not known in 2019.",
}
MANIFEST = """
[[documents]]
file = "a.txt"
title = "Killings"
publisher = "River Monitor"
published = 2021-03-15

[[documents]]
file = "b.txt"
published = 2022-01-02
url = "https://example.org/b"
language = "es"
"""
TOLD: dict[str, dict[str, str]] = {
    "a.txt": {"title": "Killings", "publisher": "River Monitor", "published": "2021-03-15"},
    "b.txt": {"published": "2022-01-02", "url": "https://example.org/b", "language": "es"},
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with docs/, and a table of the same texts in both kinds."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "manifest.toml").write_text(MANIFEST)
    names = ("path", "text", "title", "publisher", "published", "url", "language")
    records: list[dict[str, Any]] = []
    for name, text in TEXTS.items():
        (tmp_path / "docs" / name).write_bytes(text.encode())
        known = {"path": f"docs/{name}", "text": text, **TOLD.get(name, {})}
        records.append({column: known.get(column) for column in names})
    write_lines("texts.jsonl", records)
    pq.write_table(pa.Table.from_pylist(records), "texts.parquet")
    return tmp_path


def write_lines(name: str, records: Iterable[object]) -> None:
    Path(name).write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")


def read(source: str, target: str, **how: Any) -> TableRead:
    summary = TableRead()
    Path(target).write_bytes(b"".join(read_table(source, target, summary, **how)))
    return summary


def exported(target: str) -> list[dict[str, object]]:
    return [figure.to_record() for figure in list_figures(target, Wanted())]


@pytest.mark.parametrize("source", ["texts.jsonl", "texts.parquet"])
@pytest.mark.parametrize("target", ["figures.jsonl", "figures.parquet"])
def test_a_ledger_of_a_table_is_that_of_its_texts(folder: Path, source: str, target: str) -> None:
    ingest("files.db", ["docs"])
    assert read(source, target).exit_code == 0
    summary = ingest("table.db", [target])
    assert (len(summary.new), summary.failed) == (4, [])
    assert exported("table.db") == exported("files.db") != []
    assert [one.state for one in verify_sources("table.db")] == [one.state for one in verify_sources("files.db")]


def test_the_summary_of_a_table_is_that_of_its_texts(folder: Path) -> None:
    from_files = ingest("files.db", ["docs"])
    read("texts.parquet", "figures.parquet")
    from_table = ingest("table.db", ["figures.parquet"])
    for name in ("figures", "omitted", "omissions", "problems", "left_out"):
        assert getattr(from_table, name) == getattr(from_files, name)


def test_adding_a_table_twice_changes_nothing(folder: Path) -> None:
    read("texts.parquet", "figures.parquet")
    ingest("x.db", ["figures.parquet"])
    before = exported("x.db")
    again = ingest("x.db", ["figures.parquet", "docs"])
    assert (again.new, len(again.known)) == ([], 8)
    assert exported("x.db") == before


def test_one_text_in_two_rows_is_one_document_under_its_first_name(folder: Path) -> None:
    write_lines("two.jsonl", [{"id": "one", "text": TEXTS["a.txt"]}, {"id": "two", "text": TEXTS["a.txt"]}])
    read("two.jsonl", "figures.parquet")
    for dry_run in (True, False):
        summary = ingest("x.db", ["figures.parquet"], dry_run=dry_run)
        assert (summary.new, summary.other_names) == (["one"], ["two is one"])


def test_a_table_is_read_to_the_same_bytes_by_one_process_and_by_several(folder: Path) -> None:
    write_lines("many.jsonl", [{"text": f"In 2020, {number} people were killed."} for number in range(250)])
    read("many.jsonl", "one.parquet")
    read("many.jsonl", "two.parquet", jobs=2)
    assert Path("one.parquet").read_bytes() == Path("two.parquet").read_bytes()


class _Counting:
    """Readers that do what they are given when they are asked for it, and note how much they hold."""

    size = 3

    def __init__(self) -> None:
        self.held = self.most = 0

    def begin(self, one: int) -> "Future[int]":
        self.held += 1
        self.most = max(self.most, self.held)
        done: Future[int] = Future()
        done.set_result(one * one)
        return done

    def end(self, one: int, begun: "Future[int]") -> int:
        self.held -= 1
        return begun.result()


def test_no_more_is_under_way_than_keeps_all_readers_busy() -> None:
    readers = _Counting()
    taken: list[int] = []
    for number, told in enumerate(in_order(readers, _noted(range(1000), taken))):
        assert told == number * number
        assert len(taken) - number <= 2 * readers.size + 1
    assert readers.most == 2 * readers.size + 1


def _noted(numbers: Iterable[int], taken: list[int]) -> Iterator[int]:
    for number in numbers:
        taken.append(number)
        yield number


def test_bytes_are_handed_on_before_the_table_is_at_its_end(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ledger.tables.parquet._GROUP", 10_000)
    write_lines("many.jsonl", [{"text": f"In 2020, {number} people were killed."} for number in range(1000)])
    summary = TableRead()
    pieces = read_table("many.jsonl", "figures.parquet", summary)
    sizes = [len(next(pieces)) for _ in range(3)]
    assert summary.texts == 300
    *others, _ = [len(piece) for piece in pieces]  # the last tells where all the others begin
    assert len(others) == 7
    assert max([*sizes, *others]) < 2 * min(sizes)


# What cannot be read

ROWS: list[tuple[dict[str, object], str]] = [
    ({"published": "2021-13-45"}, "published '2021-13-45' is no date, or could be two. Write it as 2021-04-01"),
    ({"published": "04/03/2021"}, "published '04/03/2021' is no date, or could be two"),
    ({"published": True}, "published 'True' is no date"),
    ({"language": "English"}, "language 'English' is no code. Write it as en or es"),
    ({"title": "half \ud800"}, "its title holds half of a character"),
    ({"text": " \n "}, "it is empty"),
    ({"text": "\x00\x01" * 50}, "it is binary, not text"),
    ({"text": "12 " * 7_000_000}, "its text has more than 20,000,000 characters"),
]


@pytest.mark.parametrize(("told", "reason"), ROWS, ids=[reason for _, reason in ROWS])
def test_a_row_that_cannot_be_read_says_why(told: dict[str, object], reason: str) -> None:
    text = str(told.get("text", "In 2020, 12 people were killed."))
    unread = read_row(TextRow(7, "x", text, {name: value for name, value in told.items() if name != "text"}))
    assert isinstance(unread, Unread)
    assert unread.row == 7
    assert reason in unread.reason


@pytest.mark.parametrize(
    "told", ["2021-04-01", "2021-04-01T23:30:00Z", "Thu, 01 Apr 2021 10:00:00 +0000", 1617235200, "1 April 2021"]
)
def test_a_date_is_read_as_services_write_it(told: object) -> None:
    reading = read_row(TextRow(1, "x", "In 2020, 12 people were killed.", {"published": told, "language": "en-GB"}))
    assert isinstance(reading, Reading)
    assert str(reading.document.metadata.published) == "2021-04-01"
    assert reading.document.metadata.language == "en"


def test_a_text_beyond_the_limits_is_read_where_it_is_trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ledger.loaders.limits.MOST_LINES", 20)
    row = TextRow(1, "x", "word\n" * 21)
    assert isinstance(read_row(row), Unread)
    assert isinstance(read_row(row, trusted=True), Reading)


def test_no_file_beside_a_text_tells_of_it(folder: Path) -> None:
    reading = read_row(TextRow(1, "docs/a.txt", TEXTS["a.txt"]))
    assert isinstance(reading, Reading)
    assert reading.document.metadata.publisher is None


def test_bad_rows_are_named_and_stay_in_the_table(folder: Path) -> None:
    write_lines("bad.jsonl", [{"text": TEXTS["a.txt"]}, {"text": None, "id": "b"}, {"text": TEXTS["c.txt"]}])
    summary = read("bad.jsonl", "figures.parquet")
    assert summary.exit_code == 1
    lines = list(table_lines(summary, "figures.parquet"))
    assert lines[:2] == [
        "failed: row 2: Cannot read 'b': it has no text in 'text'. Fill it in, or leave the row out.",
        "texts: 2 read, 1 failed",
    ]
    added = ingest("x.db", ["figures.parquet"])
    assert (len(added.new), added.exit_code) == (2, 1)
    assert [failure.message for failure in added.failed] == [
        "row 2 of the texts: Cannot read 'b': it has no text in 'text'. Fill it in, or leave the row out."
    ]


def test_of_many_bad_rows_the_first_are_named_and_all_are_counted(folder: Path) -> None:
    write_lines("bad.jsonl", [{"text": None}] * 50)
    summary = read("bad.jsonl", "figures.jsonl")
    lines = list(table_lines(summary, "figures.jsonl"))
    assert sum(line.startswith("failed: row") for line in lines) == 20
    assert lines[20] == "failed: 30 more, each with its row and the reason in the column 'failure'"
    assert not any(line.startswith("Next") for line in lines)


def test_a_table_is_not_written_over_itself(folder: Path) -> None:
    with pytest.raises(OutputIsInput):
        read_table("texts.jsonl", "./texts.jsonl", TableRead())


# What is no table of figures


def test_a_table_of_texts_is_not_added_but_told_to_be_read(folder: Path) -> None:
    summary = ingest("x.db", ["texts.parquet"])
    assert "Read them first: ledger read texts.parquet -o figures.parquet" in summary.failed[0].message


def test_a_text_that_was_changed_in_the_table_is_told_and_the_others_go_in(folder: Path) -> None:
    read("texts.parquet", "figures.parquet")
    rows = pq.read_table("figures.parquet").to_pylist()
    at = next(number for number, row in enumerate(rows) if row["path"] == "docs/b.txt")
    rows[at]["noun"] = "cats"
    pq.write_table(pa.Table.from_pylist(rows, schema=pq.read_schema("figures.parquet")), "figures.parquet")
    summary = ingest("x.db", ["figures.parquet"])
    assert len(summary.new) == 3
    (failure,) = summary.failed
    assert failure.message.startswith(f"Cannot read 'figures.parquet, row {at + 1}': what it tells of 'docs/b.txt' was")


def test_a_text_may_begin_in_one_table_and_end_in_the_next(folder: Path) -> None:
    read("texts.parquet", "figures.parquet")
    table = pq.read_table("figures.parquet")
    Path("parts").mkdir()
    for number in range(table.num_rows):
        pq.write_table(table.slice(number, 1), f"parts/part-{number:03}.parquet")
    ingest("whole.db", ["figures.parquet"])
    assert len(ingest("parts.db", ["parts"]).new) == 4
    assert exported("parts.db") == exported("whole.db")


def test_lines_of_figures_that_break_off_are_told_and_those_before_go_in(folder: Path) -> None:
    read("texts.jsonl", "figures.jsonl")
    lines = Path("figures.jsonl").read_bytes().splitlines(keepends=True)
    Path("figures.jsonl").write_bytes(b"".join(lines[:-1]) + lines[-1][:100])
    summary = ingest("x.db", ["figures.jsonl"])
    assert len(summary.new) == 3
    assert f"line {len(lines)} is no row of a table of figures" in " ".join(one.message for one in summary.failed)


def test_what_is_typed_says_nothing_of_figures_that_were_read(folder: Path) -> None:
    read("texts.parquet", "figures.parquet")
    with pytest.raises(ReadAlready):
        ingest("x.db", ["figures.parquet"], overrides=Metadata(title="One"))


def test_a_run_tells_which_reader_read_the_table(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ledger.actions.read_rows.version", lambda _: "0.0.9")
    read("texts.parquet", "figures.parquet")
    monkeypatch.undo()
    monkeypatch.chdir(folder)
    ingest("x.db", ["figures.parquet", "docs/c.txt"])
    with sqlite3.connect("x.db") as connection:
        assert [row[0] for row in connection.execute("SELECT DISTINCT reader FROM figures_view")] == ["0.0.9"]


def test_a_row_of_a_table_is_no_file_to_be_verified(folder: Path) -> None:
    write_lines("plain.jsonl", [{"text": TEXTS["a.txt"]}, {"text": TEXTS["b.txt"]}])
    read("plain.jsonl", "figures.parquet")
    ingest("x.db", ["figures.parquet"])
    one, other = verify_sources("x.db")
    assert (one.path, one.state) == ("plain.jsonl#1", State.UNCHANGED)
    assert other.state is State.UNCHANGED
    write_lines("plain.jsonl", [{"text": TEXTS["c.txt"]}, {"text": TEXTS["b.txt"]}])
    one, other = verify_sources("x.db")
    assert (one.state, one.reason) == (State.MISSING, "row 1 of 'plain.jsonl' is another text now")
    assert other.state is State.UNCHANGED


# Processes that are ended


def _die_once(path: str) -> str:
    """End the process the first time that it is asked so."""
    marked = Path(path)
    if path.endswith(".deadly") or (path.endswith(".once") and not marked.exists()):
        if path.endswith(".once"):
            marked.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return path


@pytest.mark.slow
def test_what_a_killed_process_had_is_read_again_and_what_kills_it_twice_is_told(tmp_path: Path) -> None:
    given = [str(tmp_path / name) for name in ("a", "b.once", "c.deadly", "d")]
    told = list(over_processes(_die_once, given, 2, lambda path: f"lost {path}"))
    assert told == [f"lost {path}" if path.endswith(".deadly") else path for path in given]
