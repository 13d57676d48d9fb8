"""The face for engines, and the page that shows how each calls it: every snippet is run, and gives the same ledger."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import ledger.arrow
from ledger.actions.figures import Wanted, list_figures
from ledger.actions.ingest import ingest
from ledger.errors import DocumentUnreadable
from ledger.tables.layout import COLUMNS

PAGE = (Path(__file__).parents[1] / "docs/engines.md").read_text(encoding="utf-8")
SNIPPETS = {
    found[1]: found[2]
    for found in re.finditer(r"^## ([^\n]+)\n(?:(?!^## ).)*?^```python\n(.*?)^```$", PAGE, re.M | re.S)
}
ENGINES = {"Ray Data": "ray", "Spark": "pyspark", "DuckDB": "duckdb", "Polars": "polars", "Any other": "pyarrow"}
TEXTS = {
    "a.txt": "In 2020, 412 police officers were killed in Mexico. Another 31 died in Lima, Peru.",
    "b.txt": "El año pasado 1.250 policías fueron asesinados en México, según la Fiscalía.",
    "c.txt": "Nothing is counted here.",
    "d.txt": None,
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    pq.write_table(texts(), "texts.parquet")
    return tmp_path


def texts() -> pa.Table:
    return pa.table({"path": list(TEXTS), "text": list(TEXTS.values()), "published": ["2021-03-15", None, None, None]})


def exported(target: str) -> list[dict[str, object]]:
    return [figure.to_record() for figure in list_figures(target, Wanted())]


def test_the_page_describes_each_column_once() -> None:
    table = PAGE.split("\n## The table of figures\n")[1].split("\n## ")[0]
    described = [name for cell in re.findall(r"^\| (`.+?) \|", table, re.M) for name in cell.split("`")[1::2]]
    assert sorted(described) == sorted(COLUMNS)


def test_the_page_has_a_snippet_for_each_engine() -> None:
    assert list(SNIPPETS) == list(ENGINES)


@pytest.mark.parametrize(
    "engine",
    [pytest.param(name, marks=pytest.mark.slow) if name in ("Ray Data", "Spark") else name for name in ENGINES],
)
def test_a_snippet_gives_the_same_ledger(folder: Path, engine: str) -> None:
    pytest.importorskip(ENGINES[engine])
    environment = os.environ | {"PYSPARK_PYTHON": sys.executable, "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0"}
    told = subprocess.run(
        [sys.executable, "-c", SNIPPETS[engine]], cwd=folder, env=environment, capture_output=True, text=True
    )
    assert told.returncode == 0, told.stderr
    pq.write_table(ledger.arrow.read_table(texts()), "here.parquet")
    made = "figures" if (folder / "figures").is_dir() else "figures.parquet"
    assert [len(ingest(db, [path]).failed) for db, path in (("here.db", "here.parquet"), ("engine.db", made))] == [1, 1]
    assert exported("engine.db") == exported("here.db") != []


def test_batches_are_read_as_they_come() -> None:
    taken: list[int] = []

    def batches() -> Iterator[pa.RecordBatch]:
        for number in range(100):
            taken.append(number)
            yield pa.record_batch({"text": [f"In 2020, {number} people were killed."] * 10})

    figures = ledger.arrow.read_batches(batches())
    first = next(figures)
    assert (first.schema, first.num_rows) == (ledger.arrow.SCHEMA, 100)
    assert len(taken) == 11


def test_no_batch_gives_none_and_no_text_an_empty_table() -> None:
    assert list(ledger.arrow.read_batches([])) == []
    empty = ledger.arrow.read_table(pa.table({"text": pa.array([], pa.string())}))
    assert (empty.num_rows, empty.schema) == (0, ledger.arrow.SCHEMA)


def test_another_column_may_hold_the_texts() -> None:
    table = pa.table({"body": ["In 2020, 412 people were killed."]})
    assert ledger.arrow.read_table(table, "body")["surface"].to_pylist() == ["412"]
    with pytest.raises(DocumentUnreadable, match="it has no column 'text', only body"):
        ledger.arrow.read_table(table)


def test_a_row_that_cannot_be_read_is_a_row_with_the_reason() -> None:
    told = ledger.arrow.read_table(texts()).select(["id", "path", "row", "failure"]).to_pylist()
    assert told[-1] == {
        "id": None,
        "path": "d.txt",
        "row": 4,
        "failure": "Cannot read 'd.txt': it has no text in 'text'. Fill it in, or leave the row out.",
    }


def test_the_public_face_loads_no_arrow() -> None:
    use = "import sys, ledger, ledger.cli.app; ledger.read_figures; print('pyarrow' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", use], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "False"


def test_without_arrow_the_line_that_installs_it_is_told() -> None:
    use = (
        "import sys; sys.modules['pyarrow'] = None\nfrom ledger.errors import MissingExtra\n"
        "try:\n    import ledger.arrow\nexcept MissingExtra as error:\n    print(error)"
    )
    told = subprocess.run([sys.executable, "-c", use], capture_output=True, text=True, check=True)
    assert "install 'figure-ledger[arrow]'" in told.stdout
