"""A Word file is read as its last reader sees it, and what is not in the text is told."""

import time
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from ledger.errors import DocumentUnreadable
from ledger.loaders.content import Content
from ledger.loaders.loaded import Loaded
from ledger.loaders.office.word_document import load_word_document
from ledger.loaders.registry import load_content
from ledger.model.document import Metadata, SectionKind
from tests.loaders.word_files import STRICT, W, item, p, packed, r, styled, table, tc, tr, word_file

FILES = Path(__file__).parents[1] / "files"
RAISED = '<w:vertAlign w:val="superscript"/>'
NUMBERING = """
<w:abstractNum w:abstractNumId="1">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>
  <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="(%3)"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="2">
  <w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="1"/>
  <w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
"""


def load(data: bytes) -> Loaded:
    return load_word_document(Content("a.docx", data))


def text(body: str, numbering: str = "") -> str:
    return load(word_file(body, numbering=numbering)).text


def marked(loaded: Loaded, kind: SectionKind) -> list[str]:
    return [mark.span.of(loaded.text) for mark in loaded.marks if mark.kind is kind]


# Runs


def equation(kind: str, **parts: str) -> str:
    inner = "".join(f"<m:{name}><m:r><m:t>{told}</m:t></m:r></m:{name}>" for name, told in parts.items())
    return f"<m:oMath><m:{kind}>{inner}</m:{kind}></m:oMath>"


@pytest.mark.parametrize(
    ("runs", "read"),
    [
        ([r("1,234"), r("2", RAISED), r(" people")], "1,234² people"),
        ([r("1,234"), r("1, 2", RAISED), r(" people")], "1,234¹\u2009² people"),
        ([r("1,234"), r("2", '<w:position w:val="6"/>'), r(" people")], "1,234² people"),
        ([r("CO"), r("2", '<w:vertAlign w:val="subscript"/>')], "CO2"),
        (["<w:r><w:t>one</w:t><w:tab/><w:t>two</w:t><w:br/><w:t>three</w:t></w:r>"], "one\ttwo\nthree"),
        (["<w:r><w:t>2019</w:t><w:noBreakHyphen/><w:t>20</w:t><w:softHyphen/></w:r>"], "2019\u201120\u00ad"),
        (['<w:r><w:sym w:font="Symbol" w:char="F0B3"/><w:t> 40</w:t></w:r>'], "≥ 40"),
        (['<w:r><w:sym w:font="Wingdings" w:char="F04A"/><w:t> 40</w:t></w:r>'], "\ufffd 40"),
        (["<w:r><w:t>\n  12\n</w:t></w:r>", r(" people")], "12  people"),
        (['<w:hyperlink w:anchor="x">' + r("see 12") + "</w:hyperlink>", r(" more")], "see 12 more"),
        (["<w:sdt><w:sdtPr><w:alias w:val='5'/></w:sdtPr><w:sdtContent>" + r("12") + "</w:sdtContent></w:sdt>"], "12"),
        (['<w:fldSimple w:instr=" PAGE 7 ">' + r("12") + "</w:fldSimple>"], "12"),
        ([equation("f", num="3", den="4")], "3/4"),
        ([equation("f", num="3+x", den="4")], "(3+x)/4"),
        ([equation("sSup", e="10", sup="6")], "10⁶"),
        ([equation("sSup", e="x", sup="a+b")], "x^(a+b)"),
        ([equation("sSubSup", e="x", sub="1", sup="2")], "x_1^2"),
        ([equation("rad", deg="3", e="8")], "³√8"),
        ([equation("nary", sub="1", sup="10", e="x")], "1 10 x"),
    ],
)  # fmt: skip
def test_a_run_shows_what_a_reader_sees(runs: list[str], read: str) -> None:
    assert text(p(*runs)).strip("\n") == read


def test_of_a_field_its_result_is_read() -> None:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    inner = (
        mark("begin") + "<w:r><w:instrText>PAGEREF 99</w:instrText></w:r>" + mark("separate") + r("12") + mark("end")
    )
    outer = mark("begin") + "<w:r><w:instrText>IF 88 = </w:instrText></w:r>" + inner + mark("separate")
    loaded = load(word_file(p("A ", outer, r("34"), mark("end"), r(" B")) + p("After 5.")))
    assert loaded.text == "A 34 B\n\nAfter 5.\n"
    assert [(left.numbers, left.sample) for left in loaded.left_out] == [(1, "12")]


def test_a_field_that_never_ends_hides_nothing_behind_its_paragraph() -> None:
    body = p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>') + p("Police killed 12.")
    assert text(body) == "Police killed 12.\n"


def test_what_styles_raise_or_hide_is_raised_or_hidden() -> None:
    styles = (
        f'<w:style w:styleId="Ref"><w:name w:val="ref"/><w:rPr>{RAISED}</w:rPr></w:style>'
        '<w:style w:styleId="Ref2"><w:name w:val="ref 2"/><w:basedOn w:val="Ref"/></w:style>'
        '<w:style w:styleId="A"><w:basedOn w:val="B"/></w:style><w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>'
        '<w:style w:styleId="No"><w:name w:val="no"/><w:rPr><w:vanish/></w:rPr></w:style>'
    )
    loaded = load(
        word_file(
            p(r("40"), r("7", '<w:rStyle w:val="Ref2"/>'), r(" dead", '<w:rStyle w:val="A"/>'))
            + p("Hidden 12", about=styled("No"))
            + p(r("Shown 13", '<w:vanish w:val="0"/>'), about=styled("No")),
            styles=styles,
        )
    )
    assert loaded.text == "40⁷ dead\n\nShown 13\n"
    assert [(left.reason, left.sample) for left in loaded.left_out] == [("hidden", "Hidden 12")]


# Changes


def test_what_was_inserted_is_text_and_what_was_deleted_is_left_out() -> None:
    deleted = '<w:del w:author="A"><w:r><w:delText>1,</w:delText></w:r><w:r><w:delText>234</w:delText></w:r></w:del>'
    loaded = load(
        word_file(
            p("Killed: ", deleted, f'<w:ins w:author="A">{r("1,243")}</w:ins>', r(" and"), r(" 7", "<w:strike/>"))
        )
    )
    assert loaded.text == "Killed: 1,243 and\n"
    assert [(left.reason, left.numbers, left.sample) for left in loaded.left_out] == [
        ("deleted in the tracked changes", 1, "1,234"),
        ("struck out", 1, "7"),
    ]  # fmt: skip


def test_what_was_moved_is_read_once() -> None:
    body = p(f"<w:moveFrom>{r('12 dead.')}</w:moveFrom>") + p("They fled.") + p(f"<w:moveTo>{r('12 dead.')}</w:moveTo>")
    loaded = load(word_file(body))
    assert (loaded.text, loaded.left_out) == ("They fled.\n\n12 dead.\n", ())
    lost = load(word_file(p(f"<w:moveFrom>{r('12 dead.')}</w:moveFrom>") + p("They fled.")))
    assert [left.numbers for left in lost.left_out] == [1]


def test_a_deleted_end_of_a_paragraph_joins_it_to_the_next() -> None:
    ended = "<w:rPr><w:del w:author='A'/></w:rPr>"
    assert text(p("Police killed", about=ended) + p(" 12 people.")) == "Police killed 12 people.\n"
    assert text(p("Police killed", about=ended)) == "Police killed\n"


# Lists and headings


def test_items_bear_the_numbers_they_are_shown_with() -> None:
    body = (
        p("Findings", about=item(1))
        + p("Police", about=item(1, 1))
        + p("Prisons", about=item(1, 1))
        + p("In two towns", about=item(1, 2))
        + p("Courts", about=item(1))
        + p("12 judges", about=item(1, 1))
        + p("40 rifles", about=item(2))
        + p("Anew", about=item(3))
        + p("None", about=item(0))
        + p("Unknown", about=item(77))
    )
    assert text(body, numbering=NUMBERING).splitlines() == [
        "1. Findings", "1.1. Police", "1.2. Prisons", "(i) In two towns", "2. Courts", "2.1. 12 judges", "- 40 rifles",
        "5. Anew", "", "None", "", "Unknown",
    ]  # fmt: skip


def test_a_heading_is_a_paragraph_also_where_it_is_numbered() -> None:
    styles = (
        f'<w:style w:styleId="H1"><w:name w:val="heading 1"/><w:pPr>{item(1)}</w:pPr></w:style>'
        '<w:style w:styleId="T"><w:name w:val="Title"/></w:style>'
        '<w:style w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'
    )
    body = p("Deaths in Custody", about=styled("T")) + p("Homicides 12", about=styled("TOC1"))
    loaded = load(
        word_file(
            body + p("Homicides", about=styled("H1")) + p("Thefts", about=styled("H1")),
            styles=styles,
            numbering=NUMBERING,
        )
    )
    assert loaded.text == "Deaths in Custody\n\nHomicides 12\n\n1. Homicides\n\n2. Thefts\n"
    assert loaded.metadata.title == "Deaths in Custody"
    assert marked(loaded, SectionKind.FURNITURE) == ["Homicides 12"]


# Tables


def test_merged_cells_keep_columns_aligned_and_numbers_single() -> None:
    wide, first, more = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = table(
        tr(tc("Place", first), tc("Killed", wide), about="<w:tblHeader/>"),
        tr(tc("", more), "2019", "2020", about="<w:tblHeader/>"),
        tr("Lima", tc("412", wide)),
        tr(tc("Cusco", first), tc("7", first), "9"),
        tr(tc("", more), tc("", more), "1,234"),
        tr("Short", about='<w:gridBefore w:val="1"/>'),
    )
    assert text(body).splitlines() == [
        "| Place | Killed | Killed |",
        "| Place | 2019 | 2020 |",
        "| Lima | 412 |  |",
        "| Cusco | 7 | 9 |",
        "| Cusco |  | 1,234 |",
        "|  | Short |  |",
    ]


def test_the_paragraphs_of_a_cell_and_tables_within_it_stay_apart() -> None:
    inner = table(tr("Year", "Dead"), tr("2019", "12"))
    body = table(tr("A", tc(p("12") + p("345") + p("(7%)") + inner)), tr("<w:sdt/>", "z"))
    read = text(
        body.replace("<w:tc><w:tcPr></w:tcPr><w:sdt/></w:tc>", f"<w:sdt><w:sdtContent>{tc('B')}</w:sdtContent></w:sdt>")
    )
    assert read == "| A | 12 / 345 (7%) |\n| B | z |\n\n| Year | Dead |\n| 2019 | 12 |\n"


def test_a_table_that_sets_out_text_is_text() -> None:
    prose = "The police of the region counted many dead in the year that was, and in the one before it. " * 3
    body = table(tr(tc(p("Box") + p("12 dead.")))) + table(tr(tc(p(prose) + p(prose)), "side"))
    assert text(body).split("\n\n") == ["Box", "12 dead.", prose.strip(), prose.strip(), "side\n"]


def test_rows_that_were_deleted_or_hidden_are_left_out() -> None:
    rows = tr("Lima", "12"), tr("Ica", "7", about="<w:del/>"), tr("Puno", "8", about="<w:hidden/>")
    loaded = load(word_file(table(*rows)))
    assert loaded.text == "| Lima | 12 |\n"
    assert [left.reason for left in loaded.left_out] == ["deleted in the tracked changes", "hidden"]


# Boxes, notes, comments, margins


def test_a_box_is_read_once_behind_its_paragraph() -> None:
    box = f"<w:txbxContent>{p('In the box: 12.')}</w:txbxContent>"
    both = (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert text(p("Before ", both, "after.")) == "Before after.\n\nIn the box: 12.\n"
    empty = both.replace(box, "", 1)
    assert text(p("Before ", empty, "after.")) == "Before after.\n\nIn the box: 12.\n"


def note(kind: str, name: int, words: str) -> str:
    return f'<w:{kind} w:id="{name}">{p(f"<w:r><w:{kind}Ref/></w:r>", words)}</w:{kind}>'


def test_notes_stand_behind_the_text_with_their_marks() -> None:
    def refer(kind: str, name: int, own: str = "") -> str:
        return f'<w:r><w:{kind}Reference w:id="{name}" {own}/></w:r>'

    loaded = load(
        word_file(
            p("In all 1,234", refer("footnote", 5), r(" died, 40"), refer("endnote", 2), " hurt", refer("footnote", 2))
            + p("Again", refer("footnote", 7, 'w:customMarkFollows="1"'), "*"),
            footnotes='<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
            + note("footnote", 2, " Ruiz, Ana. “14 Officers Killed.” El Faro, 2019.")
            + note("footnote", 5, " Of them 300 at home.")
            + f'<w:footnote w:id="7">{p("* Not counted: 5.")}</w:footnote>'
            + note("footnote", 9, " Nobody refers to these 12."),
            endnotes=note("endnote", 2, " At the end of 2019."),
        )
    )  # fmt: skip
    assert loaded.text.split("\n\n") == [
        "In all 1,234¹ died, 40ⁱ hurt²",
        "Again*",
        "¹ Of them 300 at home.",
        "² Ruiz, Ana. “14 Officers Killed.” El Faro, 2019.",
        "* Not counted: 5.",
        "ⁱ At the end of 2019.\n",
    ]
    assert marked(loaded, SectionKind.SOURCES) == ["² Ruiz, Ana. “14 Officers Killed.” El Faro, 2019."]
    assert [left.sample for left in loaded.left_out] == ["Nobody refers to these 12."]


def test_comments_and_margins_are_not_the_documents_voice() -> None:
    loaded = load(
        word_file(
            p("Police killed 12."),
            comments=f'<w:comment w:author="Ana Ruiz" w:date="2021-03-04T23:59:00Z">{p("Was it not 13?")}</w:comment>',
            header1=p("Annual Report 2019"),
            footer1=p("Page 3"),
        )
    )
    assert loaded.text == "Police killed 12.\n\nWas it not 13?\n\nAnnual Report 2019\n\nPage 3\n"
    assert marked(loaded, SectionKind.FURNITURE) == ["Annual Report 2019\n\nPage 3"]
    comment = loaded.marks[0]
    assert comment.metadata == Metadata(author="Ana Ruiz", published=date(2021, 3, 4))


# Pages


BROKEN = '<w:r><w:br w:type="page"/></w:r>'
SEEN = "<w:r><w:lastRenderedPageBreak/></w:r>"


def app(pages: int) -> dict[str, str]:
    space = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    return {"docProps/app.xml": f'<Properties xmlns="{space}"><Pages>{pages}</Pages></Properties>'}


def pages(body: str, told: int) -> list[str]:
    loaded = load(word_file(body, files=app(told)))
    return [loaded.text[at:][:9] for at in loaded.pages]


def test_pages_are_told_by_breaks_each_once() -> None:
    body = (
        p("First one.")
        + p(BROKEN)
        + p(SEEN, "Second one, ", SEEN, "third one.")
        + table(tr(tc(p(SEEN, "Cell a")), tc(p(SEEN, "Cell b"))), tr("1", "2"))
        + p("Fifth one.", about="<w:pageBreakBefore/>")
    )
    assert pages(body, 5) == ["First one", "Second on", "third one", "| Cell a ", "Fifth one"]


def test_pages_are_not_told_where_the_file_does_not_tell_all_of_them() -> None:
    assert pages(p("First.") + p(BROKEN) + p("Second."), 9) == []
    assert load(word_file(p("First.") + p(BROKEN) + p("Second."))).pages == ()


# Files


def test_a_file_of_libre_office_is_read_whole() -> None:
    loaded = load((FILES / "report.docx").read_bytes())
    assert loaded.text.splitlines()[8:16:2] == [
        "In 2020, 412 police officers were killed in Honduras¹, the observatory said.",
        "Of these, 1,234² families were told.",
        "The observatory counted:",
        "1. 112 officers killed off duty in 2020",
    ]
    assert "\n\n¹ In 2019, 389 police officers were killed.\n\nThe draft had 420.\n\n" in loaded.text
    assert "| Department | Officers killed | Officers killed |\n| Department | 2019 | 2020 |\n| Cortés |" in loaded.text
    assert loaded.text.count("17 women officers") == 1
    assert loaded.metadata.title == "Deaths on Duty in Honduras"
    assert [mark.kind for mark in loaded.marks] == [SectionKind.COMMENTS, SectionKind.FURNITURE]
    assert [(left.reason, left.sample) for left in loaded.left_out] == [
        ("deleted in the tracked changes", "433"),
        ("hidden", "Secret: 77."),
    ]


def test_names_and_kinds_of_parts_do_not_matter() -> None:
    data = word_file(p("Police killed 12."), space=STRICT)
    assert load(data).text == "Police killed 12.\n"
    assert load_content(Content("a.DOCM", data)).format == "word"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    relation = f'<Relationship Id="r" Type="{office}" Target="/word/document2.xml"/>'
    files = {
        "_rels/.rels": f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relation}</Relationships>',
        "word/document2.xml": f'<w:document xmlns:w="{W}"><w:body>{p("Twelve dead.")}</w:body></w:document>',
    }
    assert load(packed(files)).text == "Twelve dead.\n"


def test_what_a_program_stamped_is_the_weakest() -> None:
    core = (
        '<c xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"><dc:title>Draft</dc:title>'
        "<dc:creator>aruiz</dc:creator><dcterms:created>2021-03-04T10:00:00Z</dcterms:created>"
        "<dcterms:modified>{}T10:00:00Z</dcterms:modified></c>"
    )
    read = load(word_file(p("x"), files={"docProps/core.xml": core.format("2021-04-01")}))
    assert read.stamped == Metadata(title="Draft", author="aruiz", published=date(2021, 3, 4))
    old = load(word_file(p("x"), files={"docProps/core.xml": core.format("2023-04-01")}))
    assert old.stamped.published is None


GOOD = word_file(p("Police killed 12."))


def bomb() -> bytes:
    return word_file(p("killed 12 " * 5_000_000))


def lying() -> bytes:
    data = bytearray(bomb())
    at = data.rfind(b"PK\x01\x02")
    for start in range(at, -1, -1):
        if data[start : start + 4] == b"PK\x01\x02" and b"word/document.xml" in data[start : start + 80]:
            data[start + 24 : start + 28] = (900).to_bytes(4, "little")
    return bytes(data)


def with_document(text: str) -> Callable[[], bytes]:
    return lambda: packed({"word/document.xml": text})


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (bomb, "unpack to more than 100 times"),
        (lying, "damaged|declares"),
        (lambda: GOOD[:300], "no whole Word file"),
        (lambda: b"", "no whole Word file"),
        (lambda: b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (lambda: b"\xd0\xcf\x11\xe0 old", "older kind"),
        (lambda: b"{\\rtf1 12 dead}", "rich text"),
        (lambda: packed({"a.txt": "x"}), "holds no Word text"),
        (with_document(f'<!DOCTYPE a [<!ENTITY b "c">]><w:p xmlns:w="{W}">&b;</w:p>'), "document type"),
        (with_document(f'<w:p xmlns:w="{W}">'), "XML is broken"),
        (with_document(f'<?xml version="1.0" encoding="no-such"?><w:p xmlns:w="{W}"/>'), "XML is broken"),
        (with_document(f'<w:a xmlns:w="{W}">' + "<w:p>" * 100_000), "nested more than"),
        (lambda: word_file(p("<w:r/>"), files={"word/media/a.png": "x"}), "pictures and no text"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name_at_once(make: Callable[[], bytes], said: str) -> None:
    data = make()
    began = time.perf_counter()
    with pytest.raises(DocumentUnreadable, match=said):
        load(data)
    assert time.perf_counter() - began < 1


def test_a_file_cut_or_broken_anywhere_is_read_or_refused() -> None:
    for at in range(0, len(GOOD), 7):
        for data in (GOOD[:at], GOOD[:at] + b"\xff" + GOOD[at + 1 :]):
            try:
                load(data)
            except DocumentUnreadable:
                continue


def test_a_wide_span_does_not_grow_without_end() -> None:
    assert len(text(table(tr(tc("a", '<w:gridSpan w:val="99999999"/>'), "b")))) < 1000


def test_a_damaged_checksum_is_told() -> None:
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f'<w:p xmlns:w="{W}"><w:r><w:t>12</w:t></w:r></w:p>')
    data = buffer.getvalue()
    at = data.find(b"PK\x01\x02") + 16
    with pytest.raises(DocumentUnreadable, match="damaged"):
        load(data[:at] + b"\0\0\0\0" + data[at + 4 :])
