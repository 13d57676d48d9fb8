"""How fast documents come into a ledger, beside reading alone and beside a bare `executemany` of the same rows.

Rows of `python -m benchmarks --only adding`. The documents are articles made up, each a plain text file of its own.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from many_files import Article
from rows import Row

import ledger
from ledger.actions.ingest import ingest

AREA = "adding"


def measure(documents: int, runs: int, jobs: Sequence[int]) -> Iterator[Row]:
    """Yield the pace of reading, of a bare insert, and of both together in one process and in several."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        files = written(folder / "articles", documents)
        ledger.read_figures(ledger.load_document(str(files[0])))
        read, bare, added = [], [], []
        for run in range(runs):  # in turn, so that a busy machine slows down all
            read.append(_read(files))
            added.append(_add(folder, folder / f"{run}.db", 1))
            bare.append(_executemany(folder / f"{run}.db", folder / f"bare-{run}.db"))
        slower = max(median(read), median(bare))
        yield Row(AREA, f"reading alone, {documents:,} documents", documents / median(read), "documents/s")
        yield Row(AREA, "a bare executemany of their rows", documents / median(bare), "documents/s")
        one = median(added)
        pace = documents / one
        yield Row(
            AREA, "add, one process", pace, "documents/s", "the slower of these", slower / one, 0.8, at_least=True
        )
        for number in jobs:
            took = median(_add(folder, folder / f"{number}-{run}.db", number) for run in range(runs))
            yield Row(AREA, f"add, {number} processes", documents / took, "documents/s", "one process", one / took)


def written(folder: Path, documents: int) -> list[Path]:
    """Write articles into a folder, a file each."""
    folder.mkdir()
    files = []
    for number in range(documents):
        article = Article(number)
        path = folder / f"{number:06}.txt"
        path.write_text("\n\n".join([article.title, article.published, *article.paragraphs]), encoding="utf-8")
        files.append(path)
    return files


def _read(files: Sequence[Path]) -> float:
    began = perf_counter()
    for path in files:
        ledger.read_figures(ledger.load_document(str(path)))
    return perf_counter() - began


def _add(folder: Path, target: Path, jobs: int) -> float:
    began = perf_counter()
    summary = ingest(str(target), [str(folder / "articles")], jobs=jobs)
    took = perf_counter() - began
    if summary.failed or summary.done != len(list((folder / "articles").iterdir())):
        raise SystemExit(f"{len(summary.failed)} documents failed")
    return took


def _executemany(source: Path, target: Path) -> float:
    """Put the rows of a ledger into empty tables of the same form, and return how long that took."""
    with closing(sqlite3.connect(source)) as connection:
        made = "SELECT name, type, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
        parts = [
            (name, kind, sql)
            for name, kind, sql in connection.execute(made)
            if "search" not in name and kind != "trigger"
        ]
        tables = [name for name, kind, _ in parts if kind == "table"]
        rows = {name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in tables}
    with closing(sqlite3.connect(target)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        for _, kind, sql in parts:
            if kind in ("table", "index"):
                connection.execute(sql)
        began = perf_counter()
        for name, values in rows.items():
            if values:
                marks = ", ".join("?" * len(values[0]))
                connection.executemany(f'INSERT INTO "{name}" VALUES ({marks})', values)
        connection.commit()
        return perf_counter() - began
