"""Rows of a table of figures hold all of a reading, and tell where they are not as they were written."""

import io
import json
from collections.abc import Callable
from copy import deepcopy
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given

from ledger.errors import DocumentUnreadable
from ledger.exports.json_lines import json_text
from ledger.model.quantity import Kind, Quantity
from ledger.model.reading import Reading
from ledger.tables import layout
from ledger.tables.arrow_rows import SCHEMA, batch_of, rows_of_batch
from ledger.tables.figure_rows import Broken, Reader, Taken, Unread, readings_of, row_of, rows_of
from ledger.tables.layout import FigureRow
from ledger.tables.parquet import open_figures, written
from tests.store.samples import make_reading, readings

READER = Reader("0.1.0", "words")
Change = Callable[[list[Any]], object]


def as_lines(rows: list[FigureRow]) -> list[FigureRow]:
    return [json.loads(json_text(row)) for row in rows]


def as_parquet(rows: list[FigureRow]) -> list[FigureRow]:
    file = pq.ParquetFile(io.BytesIO(b"".join(written([batch_of(rows)]))))
    return [row for batch in file.iter_batches() for row in rows_of_batch(batch)]


@pytest.mark.parametrize("kept", [as_lines, as_parquet], ids=lambda kept: kept.__name__)
@given(reading=readings())
def test_rows_hold_all_of_a_reading(kept: Callable[[list[FigureRow]], list[FigureRow]], reading: Reading) -> None:
    assert list(readings_of(kept(rows_of(reading, 1, READER)))) == [Taken(reading, READER)]


def test_a_row_is_the_record_of_its_figure() -> None:
    figure = make_reading(1).figures[0]
    row = rows_of(make_reading(1), 1, READER)[0]
    record = figure.to_record()
    assert {name: row[name] for name in record if name != "as_read"} == {  # type: ignore[literal-required]
        name: value for name, value in record.items() if name != "as_read"
    }
    assert list(row)[: len(record) - 1] == [name for name in record if name != "as_read"]


def test_an_amount_keeps_every_digit_beside_the_nearest_float() -> None:
    exact = Decimal("1234567890123456789.10")
    rows = rows_of(make_reading(1, figures=1, quantity=Quantity(Kind.COUNT, exact, exact, None)), 1, READER)
    told = batch_of(rows).to_pylist()[0]
    assert (told["value"], told["value_text"]) == (float(exact), "1234567890123456789.10")
    assert '"value": 1234567890123456789.10,' in json_text(rows[0])


def test_the_text_stands_once_on_the_first_row_of_each_document() -> None:
    rows = [row for number in (1, 2) for row in rows_of(make_reading(number), number, READER)]
    assert [row["text"] is not None for row in rows] == [True, False, False, True, False, False]
    assert [row["row"] for row in rows] == [1, 1, 1, 2, 2, 2]


def test_a_text_without_figures_has_a_row_and_so_has_one_that_was_not_read() -> None:
    bare = make_reading(1, figures=0)
    unread = Unread(2, "b.txt", "Cannot read 'b.txt'.")
    rows = [*rows_of(bare, 1, READER), row_of(unread)]
    assert [(row["id"], row["path"], row["failure"]) for row in rows] == [
        (None, "reports/00001.txt", None),
        (None, "b.txt", "Cannot read 'b.txt'."),
    ]
    assert list(readings_of(as_parquet(rows))) == [Taken(bare, READER), unread]


def test_arrow_has_the_columns_of_the_layout_with_days_as_days() -> None:
    assert tuple(SCHEMA.names) == layout.COLUMNS
    assert {SCHEMA.field(name).type for name in ("published", "period_start", "period_end", "as_of")} == {pa.date32()}
    assert {SCHEMA.field(name).type for name in layout.NUMBERS} == {pa.float64()}


CHANGES: list[tuple[Change, str]] = [
    (lambda rows: rows.pop(), "of the 3 figures of 'reports/00001.txt' 2 stand behind it"),
    (lambda rows: rows.insert(1, rows[1]), "of the 3 figures of 'reports/00001.txt' 4 stand behind it"),
    (lambda rows: rows[1].update(value_text="7"), "was changed since it was read"),
    (lambda rows: rows[1].update(period_start="2018-01-01"), "was changed since it was read"),
    (lambda rows: rows[0].update(text="Something else."), "was changed since it was read"),
    (lambda rows: rows[0].update(path="other.txt"), "was changed since it was read"),
    (lambda rows: rows.reverse(), "it belongs to a text whose first row does not stand before it"),
    (lambda rows: rows[0]["reading"].update(layout=2), "written by another version"),
    (lambda rows: rows[1].update(surface="seven"), "the text does not say f-"),
    (lambda rows: rows[1].update(id="f-0000000000000000"), "the text does not say f-0000000000000000"),
]


@pytest.mark.parametrize(
    ("change", "reason"), CHANGES, ids=[f"{number} {told}" for number, (_, told) in enumerate(CHANGES)]
)
def test_rows_that_were_changed_are_told_and_the_other_texts_go_on(change: Change, reason: str) -> None:
    rows, after = (deepcopy(rows_of(make_reading(number), number, READER)) for number in (1, 2))
    change(rows)
    told = list(readings_of([*rows, *after]))
    assert isinstance(told[0], Broken)
    assert reason in told[0].reason
    assert told[-1] == Taken(make_reading(2), READER)


def test_what_no_reading_writes_is_told_with_its_row() -> None:
    rows = deepcopy(rows_of(make_reading(1), 1, READER))
    rows[0]["reading"]["sections"] = [{"number": "x"}]  # type: ignore[index, typeddict-item]
    rows = [*rows_of(make_reading(2), 1, READER), *rows]
    _, broken = readings_of(rows)
    assert isinstance(broken, Broken)
    assert broken.row == 4


def test_a_table_whose_texts_are_no_more_texts_is_told_with_its_row(tmp_path: Path) -> None:
    path = tmp_path / "figures.parquet"
    rows = [row for number in range(60) for row in rows_of(make_reading(number), number, READER)]
    pq.write_table(pa.Table.from_batches([batch_of(rows)]), path, compression="none", use_dictionary=False)
    path.write_bytes(path.read_bytes().replace(b"Report 50", b"Report \xff0"))
    with pytest.raises(DocumentUnreadable, match=r"it is damaged from row 129 on"):
        list(open_figures(path.as_posix()).rows)
