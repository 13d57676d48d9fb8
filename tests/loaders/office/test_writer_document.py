"""A Writer file is read as a Word file is: the same text, and the same is left out."""

from pathlib import Path

import pytest

from ledger.errors import DocumentUnreadable
from ledger.loaders.content import Content
from ledger.loaders.loaded import Loaded
from ledger.loaders.office.writer_document import load_writer_document
from ledger.loaders.registry import load_document
from ledger.model.document import SectionKind
from tests.loaders.word_files import packed

FILES = Path(__file__).parents[1] / "files"
_NAMES = ("text", "table", "office", "style", "meta", "drawing")
_SPACES = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in _NAMES)
STYLES = """
<style:style style:name="Up" style:family="text"><style:text-properties style:text-position="33% 58%"/></style:style>
<style:style style:name="No" style:family="text"><style:text-properties text:display="none"/></style:style>
<style:style style:name="Out" style:family="text">
  <style:text-properties style:text-line-through-style="solid"/></style:style>
<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>
<style:style style:name="Title" style:family="paragraph"/>
<style:style style:name="A" style:parent-style-name="B"/><style:style style:name="B" style:parent-style-name="A"/>
<text:list-style style:name="L">
<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
<text:list-level-style-number text:level="2" style:num-format="1" text:display-levels="2"/>
</text:list-style>
"""


def odt(body: str, **parts: str) -> bytes:
    content = f"<office:c {_SPACES}>{STYLES}<office:body><office:text>{body}</office:text></office:body></office:c>"
    return packed({"content.xml": content, **parts})


def load(body: str) -> Loaded:
    return load_writer_document(Content("a.odt", odt(body)))


def test_a_writer_file_and_a_word_file_of_one_text_are_one_text() -> None:
    one, other = load_document(FILES / "report.odt"), load_document(FILES / "report.docx")
    assert one.text == other.text
    assert one.metadata == other.metadata
    assert [section.kind for section in one.sections] == [section.kind for section in other.sections]
    assert one.left_out == other.left_out
    assert one.text[one.pages[1] :].startswith("On the second page")


@pytest.mark.parametrize(
    ("inner", "read"),
    [
        ('1,234<text:span text:style-name="Up">2</text:span> people', "1,234² people"),
        ('1<text:s text:c="3"/>2<text:tab/>3<text:line-break/>4', "1   2\t3\n4"),
        ("\n  one\n  two ", "one two"),
        ('12<text:span text:style-name="No"> 13</text:span><text:span text:style-name="Out"> 14</text:span> a', "12 a"),
        ('a<text:span text:style-name="A">b</text:span>', "ab"),
        ("see <text:a>12</text:a>, <text:sequence>3</text:sequence>", "see 12, 3"),
    ],
)
def test_a_line_shows_what_a_reader_sees(inner: str, read: str) -> None:
    assert load(f"<text:p>{inner}</text:p>").text == f"{read}\n"


def test_what_is_hidden_struck_out_or_deleted_is_told() -> None:
    loaded = load(
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>433</text:p></text:deletion></text:changed-region>"
        '</text:tracked-changes><text:p>x<text:span text:style-name="No"> 13</text:span>'
        '<text:span text:style-name="Out"> 14</text:span></text:p>'
    )
    assert [(left.reason, left.sample) for left in loaded.left_out] == [
        ("deleted in the tracked changes", "433"),
        ("hidden", "13"),
        ("struck out", "14"),
    ]


def test_items_titles_and_tables_are_read_as_they_are_shown() -> None:
    def item(text: str, inner: str = "") -> str:
        return f"<text:list-item><text:p>{text}</text:p>{inner}</text:list-item>"

    inner = f"<text:list>{item('12 judges')}{item('Clerks')}</text:list>"
    cell, covered = "<table:table-cell {}><text:p>{}</text:p></table:table-cell>", "<table:covered-table-cell/>"
    wide, high = 'table:number-columns-spanned="2"', 'table:number-rows-spanned="2"'
    rows = [
        cell.format(high, "Place") + cell.format(wide, "Dead") + covered,
        covered + cell.format("", "2019") + cell.format("", "2020"),
        cell.format("", "Lima") + cell.format("", "12") + cell.format('table:number-columns-repeated="99999999"', "7"),
    ]
    table = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows[:2])
    loaded = load(
        '<text:p text:style-name="P1">Deaths</text:p>'
        f'<text:list text:style-name="L">{item("Courts", inner)}{item("Police")}</text:list>'
        f'<text:list text:style-name="L">{item("Anew")}</text:list>'
        f"<table:table><table:table-header-rows>{table}</table:table-header-rows>"
        f"<table:table-row>{rows[2]}</table:table-row></table:table>"
    )
    assert loaded.metadata.title == "Deaths"
    assert loaded.text.splitlines() == [
        "Deaths", "", "1. Courts", "1.1. 12 judges", "1.2. Clerks", "2. Police", "1. Anew", "",
        "| Place | Dead | Dead |", "| Place | 2019 | 2020 |", "| Lima | 12 | 7 |",
    ]  # fmt: skip


def test_an_index_is_no_text_of_its_own() -> None:
    loaded = load(
        "<text:table-of-content><text:index-body><text:p>Deaths 12</text:p></text:index-body></text:table-of-content>"
    )
    assert [mark.kind for mark in loaded.marks] == [SectionKind.FURNITURE]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"PK", "no whole Writer file"),
        (packed({"a": "b"}), "holds no text"),
        (odt("", **{"META-INF/manifest.xml": "<encryption-data/>"}), "encrypted"),
        (odt("<text:p>"), "XML is broken"),
        (odt("<text:p>" * 400 + "</text:p>" * 400), "nested more than"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(data: bytes, said: str) -> None:
    with pytest.raises(DocumentUnreadable, match=said):
        load_writer_document(Content("a.odt", data))
