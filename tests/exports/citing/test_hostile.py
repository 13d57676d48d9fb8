"""No text of a document does harm in any format of citations: the readers of each see our entries and no others."""

import json
import re
import shutil
import subprocess
from collections.abc import Callable

import pytest

from ledger.exports.citing.citation import Citation
from ledger.exports.citing.styles import MARKDOWN_NOTES, STYLES, told_as
from tests.exports.citing.hostile_texts import HOSTILE

Hostile = Callable[[str], list[Citation]]
_CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_LIVE = re.compile(r"<(?!https?://[^<>\s]*>)")  # in Markdown, any but an address between brackets
_every = pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text)[:40])


@pytest.mark.parametrize("name", [*STYLES, "markdown notes"])
@_every
def test_no_control_character_comes_through(hostile: Hostile, name: str, text: str) -> None:
    output = "".join(MARKDOWN_NOTES.render(hostile(text), {})) if name not in STYLES else ""
    output = output or told_as(hostile(text), name)
    assert not _CONTROL.search(output.replace("\r\n", "\n") if name == "ris" else output)
    output.encode("utf-8")


@_every
def test_a_bibtex_file_has_two_entries(hostile: Hostile, text: str) -> None:
    bibtexparser = pytest.importorskip("bibtexparser")
    output = told_as(hostile(text), "bibtex")
    library = bibtexparser.parse_string(output)
    assert [entry.key for entry in library.entries] == ["ana2021", "ana2021b"]
    assert len(library.blocks) == 2
    assert library.failed_blocks == []
    assert len(re.findall(r"^\s*@", output, re.MULTILINE)) == 2
    assert not re.search(r"@\s*\w*\s*[{(\\]", re.sub(r"^@\w+\{", "", output, flags=re.MULTILINE).replace("{@}", ""))
    assert output.count("{") == output.count("}")
    commands = set(re.findall(r"\\([a-z]+|.)", output, re.DOTALL))
    assert {name for name in commands if name.isalpha() and not name.startswith("text")} <= {"vphantom"}


@_every
def test_a_ris_file_has_two_entries(hostile: Hostile, text: str) -> None:
    rispy = pytest.importorskip("rispy")
    output = told_as(hostile(text), "ris")
    assert [entry["id"] for entry in rispy.loads(output)] == ["ana2021", "ana2021b"]
    lines = output.split("\r\n")
    assert all(re.match(r"[A-Z][A-Z0-9]  - |$", line) for line in lines)
    assert sum(line.startswith("TY  - ") for line in lines) == sum(line.startswith("ER  - ") for line in lines) == 2
    assert "\n" not in output.replace("\r\n", "")
    assert len(output.splitlines()) == len(lines) - 1


@_every
def test_json_gives_back_every_text_as_it_was(hostile: Hostile, text: str) -> None:
    one, other = json.loads(told_as(hostile(text), "csl-json"))
    assert (one["id"], other["id"]) == ("ana2021", "ana2021b")
    assert one["custom"]["figures"][0]["quote"] == f"{text} It received 1,695 {text} complaints."
    assert one["title"] == text
    assert "{:" not in one["note"]
    assert len(one["note"].splitlines()) == 1
    output = told_as(hostile(text), "webannotation")
    assert "<" not in output
    first, _ = json.loads(output)["first"]["items"]
    assert first["target"]["selector"][0] == {
        "type": "TextQuoteSelector",
        "exact": "1,695",
        "prefix": text,
        "suffix": text,
    }
    assert first["body"][0]["type"] == "TextualBody"
    assert re.match(r"https?://|(?!/?/)(?![^/]*:)|/", first["target"]["source"])
    output = told_as(hostile(text), "claimreview", by=text, page="https://example.org/check")
    assert "<" not in output
    assert [review["@type"] for review in json.loads(output)["@graph"]] == ["ClaimReview"] * 2


@_every
def test_notes_are_one_line_each(hostile: Hostile, text: str) -> None:
    lines = told_as(hostile(text), "note").splitlines()
    assert [line.split(" ")[0] for line in lines] == ["1.", "2."]


@_every
def test_markdown_notes_are_words_alone(hostile: Hostile, text: str) -> None:
    output = "".join(MARKDOWN_NOTES.render(hostile(text), {}))
    assert re.findall(r"^\[\^(.+?)\]:", output, re.MULTILINE) == ["ana2021-1", "ana2021b-1"]
    assert not _LIVE.search(output)
    assert "](" not in output.replace("\\](", "")


@pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not installed")
@pytest.mark.parametrize("variant", ["markdown", "gfm+footnotes", "commonmark_x"])
def test_no_reader_of_markdown_makes_anything_of_them(hostile: Hostile, variant: str) -> None:
    """All texts in one file, as they would be pasted below each other; then each is one item and one note."""
    pages = []
    for number, text in enumerate(HOSTILE):
        if len(text) < 10_000:
            page = "".join(MARKDOWN_NOTES.render(hostile(text), {}))
            pages.append(re.sub(r"\[\^ana2021(b?)-1\]", rf"[^n{number}\1]", page))
    command = ["pandoc", "-f", variant, "-t", "html"]
    html = subprocess.run(command, input="\n".join(pages), capture_output=True, text=True, check=True).stdout
    assert not re.findall(r"<(?:script|img|svg|iframe|style|h\d|pre|code|table|blockquote|ol class)", html)
    assert not re.findall(r"<[^>]*\son\w+=", html)
    assert not [link for link in re.findall(r'href="([^"]*)"', html) if not re.match(r"#fn|https?:|mailto:", link)]
    assert html.count('role="doc-backlink"') == html.count('role="doc-noteref"') == 2 * len(pages)
    assert html.count("<ul>") == html.count("</ul>") <= len(pages)
    assert len(re.findall("<li", html)) == 4 * len(pages)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("pdflatex") is None or shutil.which("bibtex") is None, reason="there is no LaTeX here")
def test_latex_prints_every_text_and_obeys_none(hostile: Hostile, tmp_path_factory: pytest.TempPathFactory) -> None:
    """What is told of the figures is printed as a note here, so that LaTeX sees every letter of it."""
    folder = tmp_path_factory.mktemp("latex")
    texts = [text for text in HOSTILE if text.isascii() and len(text) < 10_000]
    entries = []
    for number, text in enumerate(texts):
        entries.append(told_as(hostile(text), "bibtex").replace("{ana2021", f"{{n{number}x"))
    (folder / "refs.bib").write_text("\n".join(entries).replace("annote =", "note ="), encoding="utf-8")
    (folder / "refs.tex").write_text(
        r"\documentclass{article}\usepackage[utf8]{inputenc}\usepackage[T1]{fontenc}"
        r"\begin{document}\nocite{*}\bibliographystyle{plain}\bibliography{refs}\end{document}"
    )
    latex = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", "refs.tex"]
    for command in (latex, ["bibtex", "refs"], latex):
        told = subprocess.run(command, cwd=folder, capture_output=True, text=True, errors="replace")
        assert told.returncode == 0, told.stdout[-2000:]
    assert (folder / "refs.bbl").read_text().count("\\bibitem{") == 2 * len(texts)
    assert "(/etc/passwd" not in (folder / "refs.log").read_text(errors="replace")
