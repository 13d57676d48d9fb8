"""A chart as PDF and as a picture: what the SVG shows, in letters that every reader has, on white."""

import re
import sys
import zlib
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from ledger.errors import LettersMissing, MissingExtra
from ledger.exports.charts.marks import Chart, Fate, Mark, Panel
from ledger.exports.charts.outline import outline
from ledger.exports.charts.printed import chart_pdf, chart_png
from ledger.exports.charts.sheet import chart_sheet, sheet_rules
from ledger.exports.charts.style import read_rules, written_out
from ledger.exports.colours import Tone

pdfium = pytest.importorskip("pypdfium2")


def mark(name: str, value: str, **told: Any) -> Mark:
    amount = Decimal(value)
    given: dict[str, Any] = {
        "low": amount,
        "high": amount,
        "start": date(2019, 1, 1),
        "end": date(2020, 1, 1),
        "label": value,
    }
    return Mark(name, amount, **(given | told))


def chart(*marks: Mark, title: str = "Homicides", source: str = "Causa En Común") -> Chart:
    return Chart("m0", title, "person", (Panel(title, marks or (mark("a", "10"), mark("b", "30"))),), (source,))


def words_of(made: Chart) -> str:
    document = pdfium.PdfDocument(b"".join(chart_pdf(made)))
    assert len(document) == 1
    return " ".join(document[0].get_textpage().get_text_bounded().split())


def pixels(made: Chart) -> tuple[int, int, list[bytes]]:
    """Return the width and height of the picture, and its rows of red, green and blue."""
    data = b"".join(chart_png(made))
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    chunks = dict(_chunks(data[8:]))
    width, height = (int.from_bytes(chunks[b"IHDR"][at : at + 4]) for at in (0, 4))
    rows = zlib.decompress(chunks[b"IDAT"])
    line = 1 + 3 * width
    return width, height, [rows[at * line + 1 : (at + 1) * line] for at in range(height)]


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    while data:
        length = int.from_bytes(data[:4])
        name, body = data[4:8], data[8 : 8 + length]
        assert zlib.crc32(name + body) == int.from_bytes(data[8 + length : 12 + length])
        yield name, body
        data = data[12 + length :]


def test_every_word_of_the_drawing_stands_in_the_pdf() -> None:
    made = chart(mark("a", "10", label="≥10"), mark("b", "30", label="≲30"), title="Policías muertos – México")
    told = words_of(made)
    drawn = re.findall(r"<text[^>]*>([^<]+)<", "".join(chart_sheet(made)))
    assert drawn
    for word in " ".join(drawn).replace("≲30", "<∼30").split():
        assert word in told.replace(" 10", "10") or word in told, word


def test_the_pdf_is_as_large_as_the_drawing_and_the_picture_twice() -> None:
    made = chart()
    width, height = map(int, re.findall(r'width="(\d+)" height="(\d+)"', "".join(chart_sheet(made)))[0])
    page = pdfium.PdfDocument(b"".join(chart_pdf(made)))[0]
    assert page.get_size() == pytest.approx((width * 0.75, height * 0.75))
    assert pixels(made)[:2] == (2 * width, 2 * height)


def test_the_picture_has_the_colours_of_the_light_page() -> None:
    _, _, rows = pixels(chart(mark("a", "10", tone=Tone.WRONG), mark("b", "30", source=1)))
    colours = {row[at : at + 3].hex() for row in rows for at in range(0, len(row), 3)}
    assert rows[0][:3].hex() == "fffefc"
    assert {"1c5d99", "6a4a9c", "a8231b", "1f1d1a"} <= colours


def test_what_reviewers_did_and_open_ends_are_in_the_picture() -> None:
    plain = pixels(chart(mark("a", "10"), mark("b", "30")))[2]
    for told in ({"fate": Fate.REJECTED}, {"fate": Fate.CORRECTED, "was": Decimal(20)}, {"high": None}):
        assert pixels(chart(mark("a", "10", **told), mark("b", "30")))[2] != plain


@pytest.mark.parametrize("make", [chart_pdf, chart_png])
def test_the_same_chart_is_the_same_bytes(make: Any) -> None:
    assert b"".join(make(chart())) == b"".join(make(chart()))
    assert b"".join(make(chart())) != b"".join(make(chart(title="Other")))


def test_a_pdf_tells_no_day_of_its_making() -> None:
    assert re.findall(rb"CreationDate\(D:(\d{8})", b"".join(chart_pdf(chart()))) == [b"20000101"]


def test_letters_of_other_languages_come_from_a_font_of_the_computer() -> None:
    made = chart(source="Ждф z Łodzi")
    try:
        assert "Ждф z Łodzi" in words_of(made)
    except LettersMissing:
        pytest.skip("no font here has them")


@pytest.mark.parametrize("source", ["Ждф", "Łódź"])
def test_without_such_a_font_a_letter_is_named_and_nothing_is_lost(
    source: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ledger.exports.charts.letters._FOLDERS", ())
    with pytest.raises(LettersMissing, match=rf"'{source[0]}'.*chart\.svg"):
        b"".join(chart_png(chart(source=source)))
    assert b"".join(chart_png(chart(source="Peña & Cía – “El País” €")))


@pytest.mark.parametrize("source", ["صحيفة", "חדשות", "漢字\u0301", "\U00012345"])
def test_scripts_that_are_more_than_letters_side_by_side_are_refused(source: str) -> None:
    with pytest.raises(LettersMissing):
        b"".join(chart_pdf(chart(source=source)))


def test_without_the_library_it_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(MissingExtra, match=r"figure-ledger\[pdf\]"):
        b"".join(chart_pdf(chart()))


@pytest.mark.parametrize(
    ("path", "ends"),
    [
        ("M1 2H5V7", [(1, 2), (5, 2), (5, 7)]),
        ("M1 2l3 4m1 1l-2 0z", [(1, 2), (4, 6), (5, 7), (3, 7)]),
        ("M0.5 -1h7v2h-7z", [(0.5, -1), (7.5, -1), (7.5, 1), (0.5, 1)]),
        ("M0 0L1 1L2 0z", [(0, 0), (1, 1), (2, 0)]),
        ("M-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z", [(-5, 0), (0, 5), (5, 0), (0, -5), (-5, 0)]),
    ],
)
def test_an_outline_goes_where_the_path_goes(path: str, ends: list[tuple[float, float]]) -> None:
    assert [points[-1] for _, points in outline(path) if points] == [pytest.approx(end) for end in ends]


def test_rules_are_read_as_a_browser_reads_them() -> None:
    rules = read_rules(".a { fill: #111111; }\n.b .a { fill: #222222; }\n.a.c, text { fill: #333333; opacity: 0.4; }\n")

    def fill(*elements: str) -> str | None:
        told: dict[str, str] = {}
        for rule in rules:
            if rule.fits([frozenset(element.split()) for element in elements]):
                told |= rule.declared
        return told.get("fill")

    assert fill("path .a") == "#111111"
    assert fill("g .b", "g", "path .a") == "#222222"
    assert fill("g .b", "path .a .c") == "#333333"  # the later of two that weigh the same
    assert fill("text") == "#333333"
    assert fill("path") is None


def test_every_colour_of_the_drawing_can_be_written_out() -> None:
    for dark in (False, True):
        assert "--" not in written_out(sheet_rules(), dark=dark)
