"""Texts as references: the figure, its quote and its source come back from the programs that read the formats."""

import io
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from ledger.exports.citing.citation import Citation
from ledger.exports.citing.styles import told_as
from ledger.exports.citing.telling import told

MakeCitation = Callable[..., Citation]

# What the schema of CSL data (citationstyles.org, version 1.0.2) asks of the members used here, in our words.
_TEXT = {"type": "string"}
CSL = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["id", "type"],
        "additionalProperties": False,
        "properties": {
            **dict.fromkeys(("title", "container-title", "publisher", "URL", "language", "note", "id"), _TEXT),
            "type": {"enum": ["webpage", "chapter", "report", "document"]},
            "author": {
                "type": "array",
                "items": {
                    "type": "object",
                    "additionalProperties": False,
                    "properties": dict.fromkeys(("family", "given", "literal"), _TEXT),
                },
            },
            "issued": {
                "type": "object",
                "additionalProperties": False,
                "properties": {
                    "date-parts": {
                        "type": "array",
                        "minItems": 1,
                        "maxItems": 2,
                        "items": {
                            "type": "array",
                            "minItems": 1,
                            "maxItems": 3,
                            "items": {"type": ["string", "number"]},
                        },
                    }
                },
            },
            "custom": {"type": "object"},
        },
    },
}


@pytest.fixture
def texts(cite: MakeCitation) -> list[Citation]:
    """A page with two figures, a post of a digest, a paged report, a file nothing is known of, as they are cited."""
    page: dict[str, Any] = {
        "source_author": "Ana María Ruiz; Human Rights Watch",
        "source_title": "Who counts {the} dead? 50% & more",
        "source_language": "en",
    }
    bare = {f"source_{name}": None for name in ("author", "publisher", "published", "title", "url")}
    post = {"source_url": None, "source_title": "A post", "container": "News: a digest", "source_author": "Eva Sol"}
    return [
        cite("The army’s “losses” were $1,695_million in 2011.", "$1,695_million", work="ruiz2021", **page),
        cite(work="sol2021", **post),
        cite("About 31 people -- it's said -- died.", "About 31", "31", work="ruiz2021", **page),
        cite(work="monitor2021", source_url=None, figure_page=3, figure_paragraph=12, source_path="a/act.pdf"),
        cite(work="text", source_path="notes/x y.txt", **bare),
    ]


def test_each_text_is_one_entry_in_the_order_of_citing(texts: list[Citation]) -> None:
    keys = ["ruiz2021", "sol2021", "monitor2021", "text"]
    assert re.findall(r"^@(.+),$", told_as(texts, "bibtex"), re.MULTILINE) == [
        "online{ruiz2021",
        "incollection{sol2021",
        "techreport{monitor2021",
        "misc{text",
    ]
    ris = told_as(texts, "ris")
    assert re.findall(r"^TY  - (\w+)\r\nID  - (\w+)\r$", ris, re.MULTILINE) == [
        *zip(["ELEC", "CHAP", "RPRT", "GEN"], keys, strict=True)
    ]
    items = json.loads(told_as(texts, "csl-json"))
    assert [(item["type"], item["id"]) for item in items] == [
        *zip(["webpage", "chapter", "report", "document"], keys, strict=True)
    ]


def test_bibtex_comes_back_through_its_reader(texts: list[Citation]) -> None:
    bibtexparser = pytest.importorskip("bibtexparser")
    middlewares = pytest.importorskip("bibtexparser.middlewares")
    library = bibtexparser.parse_string(
        told_as(texts, "bibtex"),
        append_middleware=[
            middlewares.SeparateCoAuthors(),
            middlewares.SplitNameParts(),
            middlewares.LatexDecodingMiddleware(),
        ],
    )
    assert library.failed_blocks == []
    entry = library.entries_dict["ruiz2021"]
    fields = {field.key: field.value for field in entry.fields}
    assert [(name.last, name.first) for name in fields["author"]] == [
        (["Ruiz"], ["Ana", "María"]),
        (["{Human Rights Watch}"], []),
    ]
    assert fields["title"] == "Who counts {the} dead? 50% & more"
    assert (fields["year"], fields["month"], fields["day"]) == ("2021", "mar", "1")
    assert (fields["date"], fields["langid"], fields["url"]) == ("2021-03-01", "english", "https://example.org/a_b")
    _, *notes = fields["annote"].split("\n    ")
    assert notes == [told(texts[0]), told(texts[2])]


def test_bibtex_in_full(texts: list[Citation]) -> None:
    assert told_as(texts[3:4], "bibtex") == (
        "@techreport{monitor2021,\n"
        "  author = {{Ana}},\n"
        "  title = {{Ana's report}},\n"
        "  institution = {{River Monitor}},\n"
        "  type = {Report},\n"
        "  year = {2021},\n"
        "  month = mar,\n"
        "  day = {1},\n"
        "  date = {2021-03-01},\n"
        "  annote = {File: a/act.pdf, sha256 edfb845f5843.\n"
        "    [monitor2021:a95c3146] 1,695: The army received »1,695« complaints in 2011. (page 3, paragraph 12). "
        "According to State Department.},\n"
        "}\n"
    )


def test_ris_comes_back_through_its_reader(texts: list[Citation]) -> None:
    rispy = pytest.importorskip("rispy")
    page, post, *_ = rispy.load(io.StringIO(told_as(texts, "ris")))
    assert page["authors"] == ["Ruiz, Ana María", "Human Rights Watch"]
    assert page["title"] == "Who counts {the} dead? 50% & more"
    assert page["urls"] == ["https://example.org/a_b"]
    assert (page["year"], page["date"], page["language"]) == ("2021", "2021/03/01", "en")
    assert page["notes"] == ["File: ana-2021.txt, sha256 edfb845f5843.", told(texts[0]), told(texts[2])]
    assert post["secondary_title"] == "News: a digest"


def test_csl_json_keeps_the_rules_and_every_digit(texts: list[Citation], cite: MakeCitation) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    exact = cite(work="exact", value="1234567890123456.789")
    output = told_as([*texts, exact], "csl-json")
    items = json.loads(output)
    jsonschema.Draft7Validator(CSL).validate(items)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft7Validator(CSL).validate([{"id": "x", "type": "webpage", "other": 1}])
    assert items[0]["author"] == [{"family": "Ruiz", "given": "Ana María"}, {"literal": "Human Rights Watch"}]
    assert items[0]["issued"] == {"date-parts": [[2021, 3, 1]]}
    assert items[0]["note"].split("\n") == [told(texts[0]), told(texts[2])]
    figure = items[0]["custom"]["figures"][1]
    assert (figure["surface"], figure["quote"]) == ("About 31", texts[2].figure.quote)
    assert figure == {**figure, **texts[2].figure.to_record()}
    assert '"value": 1234567890123456.789,' in output


def test_nothing_cited_is_no_entry() -> None:
    assert told_as([], "bibtex") == told_as([], "ris") == ""
    assert json.loads(told_as([], "csl-json")) == []


def test_a_reference_says_who_judged_a_figure_and_what_doubts_it(doubted: list[Citation]) -> None:
    for name in ("bibtex", "ris", "csl-json"):
        output = told_as(doubted, name)
        assert "Accepted by Eva Sol, 2026-05-01: Called the ministry." in output
        assert output.count("Conflict: 412 and 524 cannot both hold.") == 2


def test_what_is_no_address_of_the_web_is_told_in_words(cite: MakeCitation) -> None:
    one = cite(source_url="javascript:alert(1)")
    assert "UR  - " not in told_as([one], "ris")
    assert "File: ana-2021.txt, javascript:alert(1), sha256" in told_as([one], "ris")
    assert json.loads(told_as([one], "csl-json"))[0]["custom"]["url"] == "javascript:alert(1)"


def test_dates_of_early_years_have_four_digits(cite: MakeCitation) -> None:
    assert "PY  - 0987\r\nDA  - 0987/01/02\r\n" in told_as([cite(source_published=date(987, 1, 2))], "ris")


# Pandoc


def pandoc(text: str, *options: str) -> str:
    if shutil.which("pandoc") is None:
        pytest.skip("pandoc is not installed")
    return subprocess.run(["pandoc", *options], input=text, capture_output=True, text=True, check=True).stdout


def test_pandoc_reads_bibtex(texts: list[Citation]) -> None:
    page, post, *_ = json.loads(pandoc(told_as(texts, "bibtex"), "-f", "bibtex", "-t", "csljson"))
    assert page["title"] == "Who counts {the} dead? 50% & more"
    assert page["author"] == [{"family": "Ruiz", "given": "Ana María"}, {"literal": "Human Rights Watch"}]
    assert page["URL"] == "https://example.org/a_b"
    assert page["issued"] == {"date-parts": [[2021, 3, 1]]}
    assert "“losses” were »$1,695_million« in 2011." in page["annote"]
    assert "»About 31« people -- it’s said -- died." in page["annote"]
    assert post["container-title"] == "News: a digest"


def test_pandoc_reads_ris(texts: list[Citation]) -> None:
    if "ris" not in pandoc("", "--list-input-formats").split():
        pytest.skip("this pandoc is older than 3.0 and reads no RIS")
    page, *_ = json.loads(pandoc(told_as(texts, "ris"), "-f", "ris", "-t", "csljson"))
    assert page["title"] == "Who counts {the} dead? 50% & more"
    assert page["author"] == [{"family": "Ruiz", "given": "Ana María"}, {"literal": "Human Rights Watch"}]


def test_pandoc_cites_csl_json(texts: list[Citation]) -> None:
    told = pandoc(told_as(texts, "csl-json"), "-f", "csljson", "-t", "plain", "--citeproc", "--wrap=none")
    assert "Ruiz, Ana María, and Human Rights Watch. 2021. “Who Counts {the} Dead? 50% & More.”" in told
    assert "https://example.org/a_b." in told
