"""The programs people open a table with read the figure, the quote and the source as they were."""

import csv
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ledger.exports.citations import citation_table
from ledger.exports.citing.citation import Citation
from ledger.exports.plain import cell_text, visible
from ledger.exports.registry import EXPORTS, render_whole
from ledger.exports.table import Column, Shape, Table
from ledger.model.figure import Figure
from tests.exports.hostile_texts import HOSTILE
from tests.programs import LIBREOFFICE, PANDOC, browse, require_program

MakeFigure = Callable[..., Figure]

pytestmark = pytest.mark.slow
_COLUMNS = ["id", "surface", "quote", "title", "value"]
_SENTENCES = (
    "The army received 1,695 complaints in 2011.",
    "«Recibió 1,695 quejas», dijo la CNDH — 45 % más que en 2010…",
    "About $3 billion (roughly 1,695 a day) & more: 5_000 #1 [sic] {a} ~b^c \\d.",
    "1,695 people | of whom 40 were “officers”; the rest -- unknown.",
    "=1+1 gave 1,695, <b>not</b> &amp; `two` *or* three.",
)


def _run(*words: str, folder: Path) -> str:
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return done.stdout


@pytest.fixture
def cited(make_figure: MakeFigure) -> Callable[[], Table]:
    return lambda: citation_table([Citation(make_figure(sentence), "ana2021") for sentence in _SENTENCES]).picked(
        _COLUMNS
    )


def _expected(table: Table) -> list[list[str]]:
    return [[_plain(visible(cell_text(cell))) for cell in row] for row in table.rows]


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _write(table: Table, name: str, folder: Path) -> Path:
    path = folder / f"table{EXPORTS[name].endings[0]}"
    path.write_bytes(render_whole(table, name))
    return path


@pytest.mark.parametrize("name", ["csv", "xlsx"])
def test_libreoffice_reads_what_was_written(tmp_path: Path, cited: Callable[[], Table], name: str) -> None:
    program = require_program(LIBREOFFICE)
    path = _write(cited(), name, tmp_path)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    csv_in_utf8 = "44,34,76,1,,0,true,true,false,false,false,1"  # comma, double quote, UTF-8, quoted cells are text
    options = [f"--infilter=CSV:{csv_in_utf8}"] if name == "csv" else []
    _run(
        *(program, profile, "--headless", *options, "--convert-to", f"csv:Text - txt - csv (StarCalc):{csv_in_utf8}"),
        *("--outdir", "out", path.name),
        folder=tmp_path,
    )
    (made,) = (tmp_path / "out").iterdir()
    with made.open(encoding="utf-8", newline="") as file:
        rows = [[_plain(cell) for cell in row] for row in csv.reader(file)][1:]
    numbers = [row.pop().replace(",", "") for row in rows]
    expected = [row[:-1] for row in _expected(cited())]
    assert [[cell.removeprefix("'") for cell in row] for row in rows] == expected
    assert numbers == ["1695"] * len(_SENTENCES)


@pytest.mark.parametrize(
    ("name", "reader"),
    [("html", "html"), ("latex", "latex-smart"), ("markdown", "gfm"), ("markdown", "markdown-smart")],
)
def test_pandoc_reads_what_was_written(tmp_path: Path, cited: Callable[[], Table], name: str, reader: str) -> None:
    path = _write(cited(), name, tmp_path)
    rows = _tables(json.loads(_run(require_program(PANDOC), "-f", reader, "-t", "json", path.name, folder=tmp_path)))
    straight = str.maketrans("’", "'")  # how it reads a straight one of TeX
    found = [[_plain(cell).translate(straight).replace("1,695", "1695") for cell in row] for row in rows]
    assert found == [[cell.translate(straight).replace("1,695", "1695") for cell in row] for row in _expected(cited())]


@pytest.mark.parametrize("program", ["pdflatex", "xelatex", "lualatex"])
def test_tex_compiles_any_text_and_prints_it(tmp_path: Path, cited: Callable[[], Table], program: str) -> None:
    require_program((program,))
    columns = (
        Column("surface", "figure"),
        Column("quote", "quote", weight=6),
        Column("path", "path", Shape.FILE),
        Column("code", "code", Shape.CODE),
    )
    hostile = Table(columns, [("1", text, text, text) for text in HOSTILE])
    for table in (hostile, cited()):
        _write(table, "latex", tmp_path)
        _run(program, "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", "table.tex", folder=tmp_path)
        log = (tmp_path / "table.log").read_text(encoding="utf-8", errors="replace")
        assert "Missing character" not in log
    if shutil.which("pdftotext"):
        text = _plain(_run("pdftotext", "-raw", "table.pdf", "-", folder=tmp_path))
        assert "»1,695«" in text


def test_a_browser_runs_nothing_of_a_page(tmp_path: Path) -> None:
    table = Table((Column("quote", "quote"),), [(text,) for text in HOSTILE])
    path = _write(table, "html", tmp_path)
    dom = browse(path.as_uri(), tmp_path / "profile")
    assert dom.count("<tr>") == len(HOSTILE) + 1
    assert "<script" not in dom
    assert "<img" not in dom


def _tables(document: dict[str, Any]) -> list[list[str]]:
    """Return the rows of the tables of a document as pandoc understood it."""
    rows: list[list[str]] = []
    blocks = list(document["blocks"])
    while blocks:
        block = blocks.pop(0)
        if block["t"] == "Table":
            rows += [[_text(cell[4]) for cell in row[1]] for body in block["c"][4] for row in body[3]]
        elif block["t"] == "Div":
            blocks = [*block["c"][1], *blocks]
    return rows


def _text(node: Any) -> str:
    if isinstance(node, list):
        return "".join(map(_text, node))
    match node["t"]:
        case "Str":
            return str(node["c"])
        case "Space" | "SoftBreak" | "LineBreak":
            return " "
        case "Plain" | "Para" | "Strong" | "Emph":
            return _text(node["c"])
        case "Span" | "Code":
            return _text(node["c"][1]) if isinstance(node["c"][1], list) else str(node["c"][1])
        case kind:
            return f"<{kind}>"  # markup that we never wrote
