"""A PDF is read as its readers see it: in order, page by page, with nothing lost in silence."""

import io
import re
import time
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from ledger.errors import DocumentUnreadable
from ledger.extract.figures import read_figures
from ledger.loaders.content import Content
from ledger.loaders.loaded import Loaded
from ledger.loaders.pdf.pages import load_pdf
from ledger.loaders.pdf.stamps import read_stamps
from ledger.loaders.registry import load_content
from ledger.model.document import SectionKind
from tests.loaders.pdf_files import HEIGHT, Pdf, bombs, raw_pdf

FILES = Path(__file__).parents[1] / "files"
LEFT = [
    "The police of the north",
    "counted 412 killings, most",
    "of them on the roads, and",
    "sent the files to the",
    "prosecutor in the capital.",
]
RIGHT = [
    "The prosecutor opened 98",
    "cases and closed 45 others",
    "that were older, as the law",
    "asks for where nobody was",
    "found in three years.",
]


def load(pdf: Pdf) -> Loaded:
    return load_pdf(Content("a.pdf", pdf.data()))


def paragraphs(pdf: Pdf) -> list[str]:
    return load(pdf).text.rstrip("\n").split("\n\n")


def furniture(loaded: Loaded, kind: SectionKind = SectionKind.FURNITURE) -> list[str]:
    return [line for mark in loaded.marks if mark.kind is kind for line in mark.span.of(loaded.text).split("\n\n")]


def test_columns_are_read_one_after_the_other_below_what_stands_over_both() -> None:
    pdf = Pdf()
    pdf.line(80, "Killings on the roads of the north, as counted by the police", size=16)
    pdf.lines(120, *LEFT)
    pdf.lines(124, *RIGHT, x=230)  # its lines stand between those of the other column
    pdf.lines(121, *LEFT, x=390)
    title, first, second, third = paragraphs(pdf)
    assert title.startswith("Killings on the roads")
    assert first == third == " ".join(LEFT)
    assert second == " ".join(RIGHT)


def in_columns(pdf: Pdf, y: float) -> float:
    pdf.lines(y, *RIGHT, x=320)
    return pdf.lines(y, *LEFT)


COLUMNS = [" ".join(LEFT), " ".join(RIGHT)]


def test_columns_begin_anew_below_a_heading_that_stands_over_both() -> None:
    pdf = Pdf()
    y = in_columns(pdf, 80)
    pdf.line(y + 12, "2. Courts", size=14, font="Times-Bold")  # too short to reach the second column
    y = in_columns(pdf, y + 34)
    pdf.line(y + 12, "3. Prisons", font="Times-Bold")
    pdf.lines(y + 30, "The prisons of the north, which are the oldest of the country, held 1,234 people in the year.")
    told = paragraphs(pdf)
    assert told[:-1] == [*COLUMNS, "2. Courts", *COLUMNS, "3. Prisons"]


def test_columns_begin_anew_below_a_picture_and_a_table_that_stand_over_both() -> None:
    pdf = Pdf()
    y = in_columns(pdf, 80)
    pdf.canvas.rect(72, HEIGHT - y - 80, 400, 80, fill=1)
    pdf.line(y + 94, "Figure 1. Killings")
    y = in_columns(pdf, y + 120) + 8
    for label, *amounts in (
        ["Department", "2018", "2019"],
        ["Cortés", "98", "45"],
        ["Yoro", "7", "8"],
        ["Colón", "1", "2"],
    ):
        pdf.row(y, label, *amounts, at=280, step=120)
        y += 14
    in_columns(pdf, y + 8)
    table = "| Department | 2018 | 2019 |\n| Cortés | 98 | 45 |\n| Yoro | 7 | 8 |\n| Colón | 1 | 2 |"
    assert paragraphs(pdf) == [*COLUMNS, "Figure 1. Killings", *COLUMNS, table, *COLUMNS]


def test_a_heading_within_a_column_does_not_end_the_one_beside_it() -> None:
    pdf = Pdf()
    y = pdf.lines(80, *LEFT)
    pdf.line(y + 10, "2. Courts", size=13, font="Times-Bold")
    pdf.lines(y + 30, *LEFT)
    pdf.lines(80, *RIGHT[:-1], *RIGHT[:-1], *RIGHT, x=320)
    assert paragraphs(pdf) == [" ".join(LEFT), "2. Courts", " ".join(LEFT), " ".join([*RIGHT[:-1] * 2, *RIGHT])]


def test_the_last_line_of_a_text_over_all_columns_stays_with_it() -> None:
    pdf = Pdf()
    pdf.lines(
        80,
        "The report tells what the police of each department counted, what prosecutors made of it",
        "and how courts judged.",
    )
    for x in (72, 230, 390):
        pdf.lines(130, *LEFT, x=x)
    first, *columns = paragraphs(pdf)
    assert first.endswith("prosecutors made of it and how courts judged.")
    assert columns == [" ".join(LEFT)] * 3


def test_paragraphs_are_told_by_gaps_indents_sizes_and_short_lines() -> None:
    pdf = Pdf()
    y = pdf.line(80, "What was counted", font="Times-Bold") and 93.4
    y = pdf.lines(y, "The ministry counted 45 deaths in the prisons of the country.", "It published them.")
    y = pdf.lines(y, "A second paragraph begins without a gap, since the line above", "ended before its time.")
    y = pdf.lines(y + 10, "A third has a gap above it and fills its first line to the end.")
    pdf.line(y, "A fourth is set in and goes on", x=90)
    y = pdf.lines(y + 13.4, "to the left of where it began, in two lines that are full")
    pdf.lines(y, "1) Cortés: 12", "2) Yoro: 7")
    assert [paragraph[:12] for paragraph in paragraphs(pdf)] == [
        "What was cou", "The ministry", "A second par", "A third has ", "A fourth is ", "1) Cortés: 1", "2) Yoro: 7",
    ]  # fmt: skip


def test_a_word_parted_at_the_end_of_a_line_keeps_its_hyphen_and_is_read_as_one() -> None:
    pdf = Pdf()
    pdf.lines(
        80, "In 2019 the police of Honduras recorded 1,234 homi-", "cides in the north of the country, as it said."
    )
    document = load_content(Content("a.pdf", pdf.data(), trusted=True))
    assert "1,234 homi-\ncides in" in document.text
    assert [figure.noun for figure in read_figures(document)] == ["homicides"]


def test_a_raised_mark_never_joins_an_amount() -> None:
    pdf = Pdf()
    end = pdf.line(80, "The force had 1,234")
    pdf.line(76, "2", x=end, size=7)
    pdf.line(80, "officers in Cortés.", x=end + 7)
    pdf.line(100, "2Without the 17 cadets of the academy.", size=8)
    document = load_content(Content("a.pdf", pdf.data(), trusted=True))
    assert document.text == "The force had 1,234² officers in Cortés.\n\n²Without the 17 cadets of the academy.\n"
    assert [(figure.surface, figure.noun) for figure in read_figures(document)] == [
        ("1,234", "officers"),
        ("17", "cadets"),
    ]


def test_tables_are_rows_with_cells_however_near_their_columns_are() -> None:
    pdf = Pdf()
    pdf.row(80, "Department", "2018", "2019", "2020", step=28)
    pdf.row(92, "Cortés", "1,100", "1,234", "980", step=28)
    pdf.row(104, "Yoro", "212", "198", "177", step=28)
    pdf.line(116, "Francisco Morazán with")
    pdf.row(128, "the Central District", "45", "50", "61", step=28)
    assert load(pdf).text.splitlines() == [
        "| Department | 2018 | 2019 | 2020 |",
        "| Cortés | 1,100 | 1,234 | 980 |",
        "| Yoro | 212 | 198 | 177 |",
        "| Francisco Morazán with the Central District | 45 | 50 | 61 |",
    ]


def test_headings_over_columns_and_cells_of_several_lines_stand_in_their_rows() -> None:
    pdf = Pdf()
    for over, x in (("Killed or missing", 230), ("Hurt or beaten", 355)):
        pdf.line(66, over, x=x)
    pdf.line(80, "Department")
    pdf.row(94, "", "2019", "2020", "2019", "2020")
    pdf.row(120, "Cortés", "1,024", "901", "310", "288")
    pdf.line(144, "Francisco Morazán, with the")
    pdf.row(150.5, "", "830", "623", "412", "399")
    pdf.line(157, "Central District")
    pdf.row(182, "Yoro", "301", "289", "98", "101")
    assert load(pdf).text.splitlines() == [
        "| Department | Killed or missing 2019 | Killed or missing 2020 | Hurt or beaten 2019 | Hurt or beaten 2020 |",
        "| Cortés | 1,024 | 901 | 310 | 288 |",
        "| Francisco Morazán, with the Central District | 830 | 623 | 412 | 399 |",
        "| Yoro | 301 | 289 | 98 | 101 |",
    ]


def test_what_stands_between_drawn_lines_is_a_cell() -> None:
    pdf = Pdf()
    pdf.grid((70, 172, 300, 360), (66, 86, 126, 146))
    for y, row in ((80, ["Programme", "Where", "Sum"]), (140, ["Prisons", "Yoro", "$3 million"])):
        for text, x in zip(row, (72, 174, 302), strict=True):
            pdf.line(y, text, x=x)
    pdf.line(96, "Training of 45 judges", x=73)  # it touches the line, and what stands behind it
    pdf.lines(96, "the courts of the north,", "without those", "of Cortés", x=173)
    pdf.line(110, "$1,234", x=302)
    assert load(pdf).text.splitlines() == [
        "| Programme | Where | Sum |",
        "| Training of 45 judges | the courts of the north, without those of Cortés | $1,234 |",
        "| Prisons | Yoro | $3 million |",
    ]


def test_cells_without_a_line_between_them_are_one() -> None:
    pdf = Pdf()
    pdf.canvas.setLineWidth(0.5)
    level = ((66, 70, 310), (86, 150, 310), (106, 70, 310), (126, 70, 310), (146, 150, 310), (166, 70, 310))
    for y, x0, x1 in level:
        pdf.canvas.line(x0, HEIGHT - y, x1, HEIGHT - y)
    for x, y0, y1 in ((70, 66, 166), (150, 66, 166), (230, 86, 166), (310, 66, 166)):
        pdf.canvas.line(x, HEIGHT - y0, x, HEIGHT - y1)
    pdf.line(80, "Killed or hurt", x=190)
    pdf.line(90, "Department", x=76)
    for y, *row in ((100, "2019", "2020"), (120, "1,024", "901"), (140, "301", "289"), (160, "98", "101")):
        for text, x in zip(row, (160, 240), strict=True):
            pdf.line(y, str(text), x=x)
    pdf.line(120, "Cortés", x=76)
    pdf.line(150, "Yoro", x=76)
    assert load(pdf).text.splitlines() == [
        "| Department | Killed or hurt | Killed or hurt |",
        "| Department | 2019 | 2020 |",
        "| Cortés | 1,024 | 901 |",
        "| Yoro | 301 | 289 |",
        "| Yoro | 98 | 101 |",
    ]


def test_rows_without_lines_between_them_are_told_by_their_amounts() -> None:
    pdf = Pdf()
    pdf.grid((70, 200, 260, 320), (66, 86, 150))
    pdf.row(80, "Department", "2019", "2020")
    pdf.row(100, "Francisco Morazán and", "830", "796")
    pdf.line(112, "the Central District")
    pdf.row(126, "Cortés", "1,024", "901")
    pdf.row(140, "Yoro", "301", "289")
    assert load(pdf).text.splitlines() == [
        "| Department | 2019 | 2020 |",
        "| Francisco Morazán and the Central District | 830 | 796 |",
        "| Cortés | 1,024 | 901 |",
        "| Yoro | 301 | 289 |",
    ]


def test_a_drawn_table_in_a_column_is_one_of_its_paragraphs() -> None:
    pdf = Pdf()
    y = pdf.lines(80, *LEFT)
    pdf.grid((72, 130, 190), (y, y + 18, y + 36))
    for at, row in enumerate((["Cortés", "98"], ["Yoro", "7"])):
        for text, x in zip(row, (76, 134), strict=True):
            pdf.line(y + 13 + 18 * at, text, x=x)
    pdf.lines(y + 56, *LEFT)
    pdf.lines(80, *RIGHT[:-1], *RIGHT[:-1], *RIGHT, x=320)
    left = " ".join(LEFT)
    assert paragraphs(pdf)[:3] == [left, "| Cortés | 98 |\n| Yoro | 7 |", left]


def two_pages() -> Pdf:
    pdf = Pdf()
    for number in (1, 2):
        pdf.line(40, "Violence in Honduras", size=9)
        pdf.line(810, f"Institute for Public Figures · {number + 10}", size=9)
        if number == 1:
            pdf.lines(90, "The year was a hard one for the forces of the north.")
            pdf.line(120, "In 2019 the police of Honduras, which publishes its counts, recorded")
            pdf.line(700, "* Counts of the ministry, with 17 cadets.", size=8)
            pdf.page()
    pdf.lines(90, "1,234 homicides, of which 45 were of women. In the year before", "it was 1,350.")
    return pdf


def test_a_sentence_over_a_page_end_is_one_and_what_stands_between_is_around_it() -> None:
    loaded = load(two_pages())
    foot = "Institute for Public Figures"
    assert furniture(loaded) == [
        "Violence in Honduras", f"{foot} · 11", "Violence in Honduras", f"{foot} · 12",
    ]  # fmt: skip
    assert "its counts, recorded 1,234 homicides" in loaded.text
    assert [loaded.text[page:].split()[0] for page in loaded.pages] == ["Violence", "1,234"]
    figures = read_figures(load_content(Content("a.pdf", two_pages().data(), trusted=True)))
    told = {figure.surface: figure for figure in figures}
    assert set(told) == {"1,234", "45", "1,350", "17"}
    assert told["1,234"].place and told["1,234"].place.name == "Honduras"
    assert told["1,234"].period.text == "2019"
    assert (told["17"].page, told["1,234"].page, told["1,350"].page) == (1, 2, 2)


def test_contents_are_around_the_text_and_a_repeated_heading_of_a_table_is_not() -> None:
    pdf = Pdf()
    for number, title in enumerate(("Introduction", "Homicides in the north", "Police"), 1):
        pdf.row(80 + 14 * number, f"{title} {'.' * 40}", str(number * 7), at=400)
    for start in (100, 200):
        pdf.page()
        pdf.row(80, "Department", "Killed", "Hurt")
        for number, name in enumerate(("Cortés", "Yoro", "Colón", "Olancho")):
            pdf.row(92 + 12 * number, name, str(start + number), str(start - number))
    loaded = load(pdf)
    assert furniture(loaded) == ["| Introduction | 7 |\n| Homicides in the north | 14 |\n| Police | 21 |"]
    assert loaded.text.count("| Department | Killed | Hurt |\n| Cortés |") == 2


def test_what_no_reader_sees_is_left_out_and_told() -> None:
    pdf = Pdf()
    pdf.line(80, "The force had 45 officers.")
    pdf.canvas.setFillGray(1)
    pdf.line(100, "In white: 999")
    pdf.line(120, "Beside the page: 888", x=-400)
    pdf.canvas.setFillColorRGB(0, 0, 0.5)
    pdf.canvas.rect(70, HEIGHT - 150, 300, 20, fill=1)
    pdf.canvas.setFillGray(1)
    pdf.line(145, "On a dark ground: 321 officers were hurt.")
    loaded = load(pdf)
    assert loaded.text == "The force had 45 officers.\n\nOn a dark ground: 321 officers were hurt.\n"
    assert [(left.reason, left.numbers) for left in loaded.left_out] == [("hidden on the page", 2)]


def test_turned_text_fields_and_notes_are_not_lost() -> None:
    pdf = Pdf()
    pdf.lines(80, "The force had 45 officers in the capital.", "It asked for 50 more.")
    pdf.canvas.saveState()
    pdf.canvas.rotate(90)
    pdf.canvas.setFont("Helvetica", 8)
    pdf.canvas.drawString(300, -30, "Source: Ministry, 55 offices")
    pdf.canvas.restoreState()
    pdf.canvas.acroForm.textfield(name="n", x=72, y=400, width=200, height=20, value="Detained: 64 people")
    pdf.canvas.textAnnotation("I counted 70.", Rect=[300, 400, 320, 420])
    loaded = load(pdf)
    assert "\n\nSource: Ministry, 55 offices\n\n" in loaded.text
    assert "\n\nDetained: 64 people\n\n" in loaded.text
    assert furniture(loaded, SectionKind.COMMENTS) == ["I counted 70."]


def test_pages_without_text_among_others_are_told_and_counted() -> None:
    pdf = Pdf()
    picture: Any = import_module("PIL.Image").new("RGB", (60, 80), (200, 200, 200))
    for _ in range(2):
        pdf.line(80, "The force had 45 officers.")
        pdf.page()
        pdf.canvas.drawInlineImage(picture, 0, 0, 595, 842)
        pdf.page()
    loaded = load(pdf)
    assert [left.reason for left in loaded.left_out] == ["pages without text, maybe scanned: 2, 4"]
    assert len(loaded.pages) == 4
    assert loaded.text[loaded.pages[2] :].startswith("The force")


def picture_only() -> bytes:
    pdf = Pdf()
    pdf.canvas.drawInlineImage(import_module("PIL.Image").new("RGB", (60, 80)), 0, 0, 595, 842)
    return pdf.data()


def locked() -> bytes:
    pdf = Pdf(encrypt="secret")
    pdf.line(80, "The force had 45 officers.")
    return pdf.data()


REPORT = (FILES / "report.pdf").read_bytes()
GARBLED = re.sub(rb"/ToUnicode \d+ 0 R", lambda found: b" " * len(found[0]), REPORT)  # the letters are not told


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (picture_only(), r"it has no text, maybe it is scanned\. Run it through OCR"),
        (locked(), r"it is locked with a password\. Open it in a PDF reader with its password"),
        (REPORT[: len(REPORT) // 2], r"it is cut off: its end is missing\. Open it"),
        (REPORT[:1000] + b"\n%%EOF", "it is a broken PDF"),
        (GARBLED, r"its fonts do not tell which letters they draw\. Run it through OCR anew"),
        (b"PK\x03\x04 no PDF at all", "it is no PDF"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 40, "it is cut off"),
    ],
)
def test_what_cannot_be_read_says_why_and_what_to_do(data: bytes, said: str) -> None:
    with pytest.raises(DocumentUnreadable, match=said):
        load_pdf(Content("a.pdf", data))


def test_pages_whose_letters_are_not_told_are_named() -> None:
    pdfium: Any = import_module("pypdfium2")
    pdf = Pdf()
    pdf.line(80, "The force had 45 officers.")
    both = pdfium.PdfDocument(pdf.data())
    both.import_pages(pdfium.PdfDocument(GARBLED), pages=[0, 1])
    data = io.BytesIO()
    both.save(data)
    loaded = load_pdf(Content("a.pdf", data.getvalue()))
    assert loaded.text == "The force had 45 officers.\n"
    assert [left.reason for left in loaded.left_out] == ["pages whose fonts do not tell which letters they draw: 2-3"]


def test_a_file_cut_anywhere_is_refused() -> None:
    for part in range(1, 50, 7):
        with pytest.raises(DocumentUnreadable):
            load_pdf(Content("a.pdf", REPORT[: len(REPORT) * part // 50]))


@pytest.mark.slow
def test_bombs_cost_little() -> None:
    for name, data in bombs().items():
        began = time.monotonic()
        with pytest.raises(DocumentUnreadable):
            load_content(Content(f"{name}.pdf", data))
        assert time.monotonic() - began < 20, (
            name
        )  # the wall on a busy machine; the fence holds the seconds of computing
    text = raw_pdf(b"BT /F 10 Tf 50 700 Td (The force had 45 officers.) Tj ET", b"[]")
    assert load_content(Content("a.pdf", text)).text == "The force had 45 officers.\n"


def test_a_report_saved_by_libreoffice_is_read_whole() -> None:
    document = load_content(Content("report.pdf", REPORT, trusted=True))
    assert len(document.pages) == 7
    assert (document.metadata.title, document.metadata.author) == ("Police and courts in Honduras, 2019", "Marta Funes")
    assert document.metadata.published == date(2020, 3, 14)  # as its head says, not the day on which it was saved
    assert "| Francisco Morazán and the Central District | 830 | 796 |\n| Atlántida | 247 | 218 |" in document.text
    told = [(figure.page, figure.surface, figure.noun) for figure in read_figures(document)]
    assert told.count((1, "17", "killings")) == 2  # the notes at the foot of the first page
    assert sum(surface == "3,996" for _, surface, _ in told) == 16
    assert not {surface for _, surface, _ in told} & {"1", "2", "7"}  # marks, and numbers of pages


def test_the_title_is_what_is_biggest_on_the_first_page_and_no_running_head() -> None:
    pdf = Pdf()
    for number in (1, 2, 3):
        pdf.line(40, "Institute for Public Figures and for the Courts of the North", size=9)
        if number == 1:
            pdf.line(150, "INSTITUTE FOR PUBLIC FIGURES", size=14, x=170)
            pdf.line(300, "Deaths on the Roads", size=28, x=170)
            pdf.line(334, "of the North", size=28, x=215)
            pdf.line(380, "What the police counted in the nine departments and what it left out", size=13, x=110)
            pdf.line(520, "Marta Funes", size=12, x=260)
            pdf.line(560, "14 March 2020", size=12, x=255)
        else:
            pdf.lines(90, *LEFT, *RIGHT, *LEFT)
        pdf.page()
    document = load_content(Content("a.pdf", pdf.data(), trusted=True))
    assert document.metadata.title == "Deaths on the Roads of the North"
    assert document.metadata.published == date(2020, 3, 14)
    assert document.text.index("What the police counted") < document.text.index("Marta Funes")


def test_a_letter_says_itself_what_it_is_about() -> None:
    pdf = Pdf()
    pdf.line(80, "DEPARTMENT OF PRISONS", size=18)
    pdf.lines(
        110, "To: Marta Funes", "From: Luis Paz", "Date: 14 March 2020", "Subject: Deaths in the prisons of the north"
    )
    pdf.lines(190, *LEFT)
    document = load_content(Content("a.pdf", pdf.data(), trusted=True))
    assert document.metadata.title == "Deaths in the prisons of the north"


@pytest.mark.parametrize(
    ("stamped", "kept"),
    [
        ({"Title": "Microsoft Word - draft3.docx"}, None),
        ({"Title": "informe_final_v2"}, None),
        ({"Title": "untitled"}, None),
        ({"Title": "Police and courts in Honduras, 2019"}, "Police and courts in Honduras, 2019"),
    ],
)
def test_a_title_that_is_the_name_of_a_file_is_none(stamped: dict[str, str], kept: str | None) -> None:
    assert read_stamps(stamped, "", "").title == kept


def test_what_a_metadata_packet_says_counts_where_nothing_else_does() -> None:
    packet = (
        "<x:xmpmeta><dc:title><rdf:Alt><rdf:li xml:lang='x-default'>Courts of the north</rdf:li></rdf:Alt></dc:title>"
        "<xmp:CreateDate>2021-04-01T09:30:00</xmp:CreateDate></x:xmpmeta>"
    )
    stamps = read_stamps({"Author": "jdoe", "CreationDate": "D:20219940"}, packet, "es-HN")
    assert (stamps.title, stamps.author, stamps.language) == ("Courts of the north", None, "es")


def test_the_text_layer_of_a_scan_is_read() -> None:
    data = io.BytesIO()
    pdf = Pdf()
    pdf.canvas.drawInlineImage(import_module("PIL.Image").new("RGB", (60, 80)), 0, 0, 595, 842)
    text = pdf.canvas.beginText(72, 700)
    text.setTextRenderMode(3)
    text.textLine("The force had 45 officers.")
    pdf.canvas.drawText(text)
    data.write(pdf.data())
    assert load_pdf(Content("a.pdf", data.getvalue())).text == "The force had 45 officers.\n"
