"""`ledger report` as it is typed: what it writes, and what it refuses."""

import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from selectolax.lexbor import LexborHTMLParser

Run = Callable[..., Any]


def test_a_report_of_the_ledger_has_all_of_it(filled: Path, run: Run) -> None:
    result = run("report", "-o", "report.html")
    assert (result.code, result.out) == (0, "")
    assert re.fullmatch(
        r"Wrote a report of \d+ figures and \d+ findings? from 3 documents to 'report.html'.\n", result.err
    )
    tree = LexborHTMLParser((filled / "report.html").read_text(encoding="utf-8"))
    rows = {node.attributes["id"] for node in tree.css("tbody tr[id]")}
    listed = run("figures", "--format", "csv", "--columns", "id").out.split()[1:]
    assert rows == {f"r-{name}" for name in listed}
    names = {node.attributes["id"] for node in tree.css("[id]")}
    links = {str(node.attributes["href"]) for node in tree.css("a")}
    assert {link[1:] for link in links if link.startswith("#")} <= names
    found = run("check", "--format", "csv", "--columns", "id,kind").out.split()[1:]
    told = {line.split(",")[0] for line in found if "single_source" not in line}
    assert {node.attributes["id"] for node in tree.css("article.finding")} == told


def test_a_limit_leaves_out_and_says_so_on_the_page_and_beside_it(filled: Path, run: Run) -> None:
    result = run("report", "--limit", "4", "-o", "report.html")
    assert result.code == 0
    number = len(run("figures", "--format", "csv", "--columns", "id").out.split()) - 1
    assert f"a report of 4 figures and 4 findings from 3 documents, without {number - 4} figures and" in result.err
    tree = LexborHTMLParser((filled / "report.html").read_text(encoding="utf-8"))
    assert f"Left out of this page: {number - 4} figures" in tree.css_first(".cut").text()  # type: ignore[union-attr]
    assert len(tree.css("tbody tr[id]")) == len(tree.css("article.finding")) == 4
    names = {node.attributes["id"] for node in tree.css("[id]")}
    assert {link[1:] for node in tree.css("a") if (link := str(node.attributes["href"])).startswith("#")} <= names


def test_the_same_ledger_is_the_same_page(filled: Path, run: Run) -> None:
    assert run("report", "--quiet", "-o", "report.html").err == ""
    first = (filled / "report.html").read_bytes()
    run("report", "--quiet", "-o", "report.html")
    assert (filled / "report.html").read_bytes() == first


def test_judgements_are_told(filled: Path, run: Run) -> None:
    listed = run("figures", "--format", "csv", "--columns", "id,kind").out.split()[1:]
    one, other = [line.split(",")[0] for line in listed if line.endswith("count")][:2]
    run("reject", one, "--by", "Ana", "--because", "A street number.")
    run("correct", other, "--value", "77", "--by", "Ben")
    run("report", "-q", "-o", "report.html")
    page = (filled / "report.html").read_text(encoding="utf-8")
    tree = LexborHTMLParser(page)
    rejected = tree.css_first(f'[id="r-{one}"]')
    assert rejected is not None
    assert "rejected" in str(rejected.attributes["class"])
    assert "rejected it: A street number." in rejected.text()
    assert "corrected value to 77" in tree.css_first(f'[id="r-{other}"]').text()  # type: ignore[union-attr]


def test_a_report_goes_to_a_pipe_and_not_to_a_terminal(filled: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("report").out.startswith("<!DOCTYPE html>")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    result = run("report")
    assert result.code == 2
    assert "-o FILE.html" in result.err


def test_one_chart_is_a_drawing(filled: Path, run: Run) -> None:
    result = run("report", "-o", "chart.svg")
    assert result.code == 0, result.err
    root = ET.parse(filled / "chart.svg").getroot()
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    name = re.search(r"the chart '(.*)' to", result.err)
    assert name is not None
    assert run("report", "--format", "svg", "--measure", name[1]).out.startswith("<svg")


@pytest.mark.parametrize(("ending", "begins"), [("png", b"\x89PNG\r\n"), ("pdf", b"%PDF-")])
def test_one_chart_is_a_picture_or_a_pdf(filled: Path, run: Run, ending: str, begins: bytes) -> None:
    result = run("report", "-o", f"chart.{ending}")
    assert (result.code, result.out) == (0, "")
    assert re.fullmatch(rf"Wrote the chart '.+' to 'chart\.{ending}'\.\n", result.err)
    assert (filled / f"chart.{ending}").read_bytes().startswith(begins)


@pytest.mark.parametrize("ending", ["png", "pdf"])
def test_without_its_library_a_picture_is_an_install_line(
    filled: Path, run: Run, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    result = run("report", "-o", f"chart.{ending}")
    assert result.code == 3
    assert "install 'figure-ledger[pdf]'" in result.err
    assert not (filled / f"chart.{ending}").exists()


def test_a_picture_is_not_for_a_terminal(filled: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    result = run("report", "--format", "png")
    assert result.code == 2
    assert "-o FILE.png" in result.err


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["-o", "report.docx"], 2, "print it from a browser"),
        (["--format", "gif"], 2, "cannot be written as 'gif'"),
        (["--limit", "5", "-o", "chart.svg"], 2, "--limit"),
        (["-o", "report"], 2, "cannot be written as 'report'"),
        (["--measure", "aid", "-o", "report.html"], 2, "--format svg"),
        (["--format", "svg", "--measure", "nothing_such"], 2, "No chart is called 'nothing_such'"),
        (["polise", "-o", "report.html"], 2, "polise"),
    ],
)
def test_what_cannot_be_is_told(filled: Path, run: Run, words: list[str], code: int, said: str) -> None:
    result = run("report", *words)
    assert result.code == code
    assert said in result.err
    assert not (filled / "report.html").exists()


def test_no_source_is_written_over(filled: Path, run: Run) -> None:
    source = next((filled / "docs").glob("*.*"))
    copy = filled / "page.html"
    copy.write_bytes(source.read_bytes())
    result = run("report", "-o", "page.html")
    assert result.code == 2
    assert copy.read_bytes() == source.read_bytes()


def test_a_ledger_without_anything_on_a_topic_has_an_empty_report(filled: Path, run: Run) -> None:
    result = run("report", "migration", "-o", "report.html")
    assert result.code == 0
    page = (filled / "report.html").read_text(encoding="utf-8")
    assert "<h1>" in page
