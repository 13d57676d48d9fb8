"""The formats that only cite has, asked for by name, by a file's ending and by --style."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ledger.exports.citing.styles import STYLES
from ledger.exports.registry import EXPORTS

Run = Callable[..., Any]


@pytest.mark.parametrize("name", STYLES)
def test_every_format_of_citations_is_known_to_cite_alone(filled: Path, run: Run, name: str) -> None:
    assert run("cite", "--format", name).code == 0
    refused = run("figures", "--format", name)
    assert refused.code == 2
    assert refused.err == f"Only citations come as '{name}'. Use: ledger cite --format {name}\n"


@pytest.mark.parametrize(("ending", "begins"), [(".bib", "@"), (".ris", "TY  - "), (".jsonld", "{\n")])
def test_an_ending_asks_for_a_format(filled: Path, run: Run, ending: str, begins: str) -> None:
    told = run("cite", "police-killed", "--limit", "2", "-o", f"out{ending}")
    assert (told.code, told.err) == (0, f"Wrote 2 figures to 'out{ending}'.\n")
    assert (filled / f"out{ending}").read_bytes().startswith(begins.encode())
    assert run("cite", "-o", f"out{ending}", "--quiet").err == ""
    refused = run("figures", "-o", f"out{ending}")
    assert (refused.code, refused.err) == (
        2,
        f"Only citations come as '{ending}'. Use: ledger cite -o FILE{ending}\n",
    )


def test_json_stays_the_table(filled: Path, run: Run) -> None:
    run("cite", "-o", "out.json")
    assert "claim" in json.loads((filled / "out.json").read_text(encoding="utf-8"))[0]
    run("cite", "--format", "csl-json", "-o", "out.json")
    assert "custom" in json.loads((filled / "out.json").read_text(encoding="utf-8"))[0]


def test_the_help_and_the_messages_of_cite_name_every_format(folder: Path, run: Run) -> None:
    shown = " ".join(run("cite", "--help").out.split()).replace("- ", "-")  # a name may be broken at its hyphen
    assert ", ".join([*EXPORTS, *STYLES]) in shown
    assert "bibtex" not in run("figures", "--help").out
    assert run("cite", "--format", "pdf").err.endswith(f"{', '.join([*EXPORTS, *STYLES])}.\n")
    assert ".md, " in (told := run("cite", "-o", "x.pdf").err)
    assert told.endswith(".bib, .ris, .jsonld.\n")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--format", "ris", "--columns", "id"], "--columns says nothing to the format ris"),
        (["-o", "x.bib", "--short"], "--short says nothing to the format bibtex"),
        (["--style", "note", "--short"], "--short says nothing to the format note"),
        (["--style", "note", "--format", "csv"], "notes come as --format note or markdown"),
        (["--style", "note", "-o", "x.bib"], "notes come as --format note or markdown"),
        (["--style", "note", "--format", "pdf"], "No output format is called 'pdf'"),
        (["--style", "apa"], "--style 'apa' is not a style"),
        (["--by", "Ana"], "it is for --format claimreview"),
        (["--format", "note", "--page", "https://example.org"], "it is for --format claimreview"),
    ],
)
def test_what_does_not_go_together_is_said(filled: Path, run: Run, words: list[str], told: str) -> None:
    result = run("cite", *words)
    assert (result.code, result.out) == (2, "")
    assert told in result.err


def test_notes_come_plain_or_in_markdown(filled: Path, run: Run) -> None:
    plain = run("cite", "--format", "note").out
    assert plain.startswith("1. ")
    assert run("cite", "--style", "note").out == plain
    run("cite", "--style", "note", "-o", "notes.txt")
    assert (filled / "notes.txt").read_text(encoding="utf-8") == plain
    marked = run("cite", "--style", "note", "--format", "markdown").out
    assert marked.count("\n[^") == len(plain.splitlines())
    run("cite", "--style", "note", "-o", "notes.md")
    assert (filled / "notes.md").read_text(encoding="utf-8") == marked
    assert len(run("cite", "--format", "note", "--limit", "2").out.splitlines()) == 2


def test_reviews_are_counted_and_what_is_left_out_is_said(filled: Path, run: Run) -> None:
    told = run("cite", "--format", "claimreview", "--by", "River Monitor")
    reviews = json.loads(told.out)["@graph"]
    figures = len(run("cite", "--format", "note").out.splitlines())
    assert 0 < len(reviews) < figures
    assert {review["author"]["name"] for review in reviews} == {"River Monitor"}
    said = " ".join(told.err.split())
    assert said.startswith(f"Left out: {figures - len(reviews)} figures that nobody has judged")
    assert "--page URL" in said
    page = run("cite", "--format", "claimreview", "--page", "https://example.org/a", "-o", "reviews.json")
    assert page.err.splitlines()[-1] == f"Wrote {len(reviews)} reviews to 'reviews.json'."
    assert "--page" not in page.err


def test_nothing_to_cite_is_said(filled: Path, run: Run) -> None:
    told = run("cite", "migration", "--format", "csl-json")
    assert (told.code, told.out) == (0, "[]\n")
    assert told.err.startswith("No figure fits.")


@pytest.mark.parametrize("name", STYLES)
def test_the_same_bytes_wherever_it_runs(filled: Path, name: str) -> None:
    def printed(**environment: str) -> bytes:
        words = [sys.executable, "-m", "ledger", "cite", "--format", name]
        known = {**os.environ, **environment}
        return subprocess.run(words, cwd=filled, env=known, capture_output=True, check=True).stdout

    one = printed(PYTHONHASHSEED="1", LC_ALL="C", TZ="UTC")
    assert one == printed(PYTHONHASHSEED="2", LC_ALL="de_DE.UTF-8", TZ="Asia/Tokyo", COLUMNS="40")
    assert one
