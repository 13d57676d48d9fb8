"""Tables of texts: what each row tells, and one clear message for each that tells nothing."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from ledger.errors import DocumentUnreadable, FileMissing, LedgerError
from ledger.tables.arrow_texts import values_of
from ledger.tables.registry import open_texts
from ledger.tables.text_rows import TextRow, in_parts, text_row

TEXT = "In 2020, 412 police officers were killed in Mexico."


def rows_of(path: Path, text_column: str = "text") -> list[TextRow]:
    table = open_texts(path.as_posix(), text_column)
    return [text_row(number, given, table=path.name, text_column=text_column) for number, given in table.rows]


def lines(path: Path, *records: object) -> Path:
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    return path


def parquet(path: Path, columns: dict[str, Any]) -> Path:
    pq.write_table(pa.table(columns), path)
    return path


def test_a_text_is_called_by_its_path_else_its_id_else_its_row(tmp_path: Path) -> None:
    records = [{"text": TEXT, "path": "a.txt", "id": 7}, {"text": TEXT, "path": " ", "id": 7}, {"text": TEXT}]
    assert [row.path for row in rows_of(lines(tmp_path / "t.jsonl", *records))] == ["a.txt", "7", "t.jsonl#3"]


def test_in_a_part_of_a_table_a_text_without_a_name_is_called_after_its_words() -> None:
    one, same, other = (text_row(number, {"text": text}, table=None) for number, text in enumerate((TEXT, TEXT, "x")))
    assert one.path == same.path != other.path
    assert one.path.startswith("text-")


def test_parquet_and_lines_tell_the_same(tmp_path: Path) -> None:
    told = {"text": [TEXT, None], "id": ["a", "b"], "published": ["2021-04-01", None], "title": ["One", None]}
    records = [dict(zip(told, values, strict=True)) for values in zip(*told.values(), strict=True)]
    assert rows_of(parquet(tmp_path / "t.parquet", told)) == rows_of(lines(tmp_path / "t.jsonl", *records))


def test_other_columns_are_not_looked_at(tmp_path: Path) -> None:
    path = parquet(tmp_path / "t.parquet", {"text": [TEXT], "embedding": [[1.0, 2.0]], "title": ["One"]})
    (row,) = rows_of(path)
    assert row.told == {"title": "One"}


@pytest.mark.parametrize(
    "kind", [pa.string(), pa.large_string(), pa.string_view(), pa.dictionary(pa.int32(), pa.string())], ids=str
)
def test_texts_come_in_every_type_that_arrow_has_for_them(tmp_path: Path, kind: pa.DataType) -> None:
    batch = pa.record_batch({"text": pa.array([TEXT]).cast(kind)})
    assert list(values_of(batch, "text")) == [{"text": TEXT}]
    if not pa.types.is_string_view(kind):  # which older versions cannot write
        pq.write_table(pa.table(batch), tmp_path / "t.parquet")
        assert rows_of(tmp_path / "t.parquet")[0].text == TEXT


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
def test_a_moment_is_a_day_whatever_its_unit(unit: str) -> None:
    moments = pa.array([datetime(2021, 4, 1, 23, 30, 15, tzinfo=UTC), None]).cast(pa.timestamp(unit))
    batch = pa.record_batch({"text": pa.array([TEXT, TEXT]), "published": moments})
    assert [row["published"] for row in values_of(batch, "text")] == [date(2021, 4, 1), None]


BAD_LINES: list[tuple[bytes, str]] = [
    (b"not json", "it is no JSON (column 1)"),
    (b"[1, 2]", "it is no object of JSON"),
    (b'{"text": 12}', "what it has in 'text' is no text (int)"),
    (b'{"text": null}', "it has no text in 'text'"),
    (b'{"title": "One"}', "it has no text in 'text'"),
    (b'{"text": ""}', "it has no text in 'text'"),
    (b'{"text": "half \\ud800"}', "its text holds half of a character"),
    (b'{"text": "\xff"}', "it is no JSON, since its byte 11 is not UTF-8"),
    (b"[" * 200_000, "it is no JSON that can be read"),
    (b'{"text": "cut', "it is no JSON (column 10)"),
]


@pytest.mark.parametrize(("line", "reason"), BAD_LINES, ids=[reason for _, reason in BAD_LINES])
def test_a_bad_line_is_told_with_its_number_and_the_rest_is_read(tmp_path: Path, line: bytes, reason: str) -> None:
    path = tmp_path / "t.jsonl"
    good = json.dumps({"text": TEXT}).encode()
    path.write_bytes(b"\xef\xbb\xbf" + good + b"\r\n\n" + line + b"\n" + good)
    first, bad, last = rows_of(path)
    assert (first.text, last.text) == (TEXT, TEXT)
    assert (bad.row, last.row) == (3, 4)
    assert bad.fault
    assert bad.fault.reason == reason


def test_bytes_that_are_no_text_cost_their_row_alone() -> None:
    broken = pa.StringArray.from_buffers(
        2, pa.py_buffer(bytes([0, 0, 0, 0, 2, 0, 0, 0, 4, 0, 0, 0])), pa.py_buffer(b"a\xffok")
    )
    first, second = (
        text_row(number, values, table="t")
        for number, values in enumerate(values_of(pa.record_batch({"text": broken}), "text"))
    )
    assert first.fault
    assert second.text == "ok"


BAD_TABLES: list[tuple[str, bytes, str]] = [
    ("t.parquet", b"", "it is no Parquet table, or was cut short"),
    ("t.parquet", b"not a table " * 20, "it is no Parquet table, or was cut short"),
    ("t.jsonl", b'{"body": "x", "title": "y"}\n', "it has no column 'text', only body, title"),
    ("t.jsonl", b"\x1f\x8b\x08", "it is compressed"),
    ("t.jsonl", '{"text": "x"}'.encode("utf-16"), "it is UTF-16, not UTF-8"),
    ("t.jsonl", b"PAR1", "it is a Parquet table, not lines of JSON"),
]


@pytest.mark.parametrize(("name", "data", "reason"), BAD_TABLES, ids=[reason for *_, reason in BAD_TABLES])
def test_what_is_no_table_of_texts_is_refused(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(DocumentUnreadable) as told:
        open_texts((tmp_path / name).as_posix(), "text")
    assert told.value.reason == reason


BAD_COLUMNS: list[tuple[pa.Table, str]] = [
    (pa.table({"body": [TEXT]}), "it has no column 'text', only body"),
    (pa.table({"text": [1]}), "its column 'text' holds no text (int64)"),
    (pa.table({"text": [b"x"]}), "its column 'text' holds no text (binary)"),
    (pa.table([pa.array([TEXT])] * 2, names=["text", "text"]), "it has two columns 'text'"),
]


@pytest.mark.parametrize(("table", "reason"), BAD_COLUMNS, ids=[reason for _, reason in BAD_COLUMNS])
def test_a_parquet_without_texts_is_refused(tmp_path: Path, table: pa.Table, reason: str) -> None:
    pq.write_table(table, tmp_path / "t.parquet")
    with pytest.raises(DocumentUnreadable) as told:
        open_texts((tmp_path / "t.parquet").as_posix(), "text")
    assert told.value.reason == reason


def test_a_table_cut_short_is_refused(tmp_path: Path) -> None:
    path = parquet(tmp_path / "t.parquet", {"text": [TEXT] * 100})
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(DocumentUnreadable, match="cut short"):
        open_texts(path.as_posix(), "text")


def test_a_damaged_table_is_told_with_its_row(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    pq.write_table(pa.table({"text": [f"{TEXT} {number}" * 20 for number in range(2000)]}), path, row_group_size=1000)
    data = bytearray(path.read_bytes())
    middle = pq.ParquetFile(path).metadata.row_group(1).column(0).data_page_offset
    data[middle : middle + 200] = bytes(200)
    path.write_bytes(data)
    with pytest.raises(DocumentUnreadable, match=r"it is damaged from row 1,001 on|it is damaged from row 961 on"):
        rows_of(path)


def test_a_name_that_leads_nowhere_or_to_a_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        open_texts("missing.parquet", "text")
    with pytest.raises(LedgerError, match="it is a folder"):
        open_texts(tmp_path.as_posix(), "text")


def test_parts_hold_so_many_texts_and_a_long_one_stands_alone() -> None:
    rows = [TextRow(number, "x", "a" * (400_000 if number == 150 else 10)) for number in range(1, 251)]
    parts = list(in_parts(rows))
    assert [row for part in parts for row in part] == rows
    assert [len(part) for part in parts] == [100, 49, 1, 100]


def test_parts_take_no_more_rows_than_they_need() -> None:
    taken: list[int] = []

    def rows() -> Iterator[TextRow]:
        for number in range(1000):
            taken.append(number)
            yield TextRow(number, "x", "text")

    next(in_parts(rows()))
    assert len(taken) == 101
