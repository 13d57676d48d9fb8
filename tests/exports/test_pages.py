"""What a page, a TeX document and a workbook look like from the inside."""

import io
import re
import sys
import zipfile
from collections.abc import Callable
from decimal import Decimal
from itertools import repeat
from typing import Any

import openpyxl
import pytest

from ledger.errors import MissingExtra, TooManyRows
from ledger.exports import xlsx_table
from ledger.exports.citations import citation_table
from ledger.exports.citing.citation import Citation
from ledger.exports.columns import figure_table
from ledger.exports.registry import render, render_whole
from ledger.exports.table import Cell, Column, Shape, Table
from ledger.model.figure import Figure

MakeFigure = Callable[..., Figure]

_SENTENCE = "The army received 1,695 complaints in 2011."


def _one(cell: Cell, shape: Shape = Shape.WORDS) -> Table:
    return Table((Column("x", "x", shape),), [(cell,)])


def _sheet(table: Table) -> Any:
    return openpyxl.load_workbook(io.BytesIO(render_whole(table, "xlsx"))).worksheets[0]


# A page


def test_a_page_says_its_language_and_its_title_and_counts_its_rows(make_figure: MakeFigure) -> None:
    page = render(figure_table([make_figure()] * 3), "html")
    assert page.startswith('<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n')
    assert "<caption><span>Figures</span></caption>" in page
    assert page.count("<tr>") == 1 + 3
    assert "<p>3 rows</p>" in page


def test_the_figure_of_a_quote_is_marked_with_its_signs(make_figure: MakeFigure) -> None:
    page = render(citation_table([Citation(make_figure(), "ana2021")]), "html")
    assert "<span>The army received <mark>»1,695«</mark> complaints in 2011.</span>" in page
    assert "\\textbf{»1,695«}" in render(citation_table([Citation(make_figure(), "ana2021")]), "latex")


@pytest.mark.parametrize(
    ("quote", "marked"),
    [
        (_SENTENCE, "received <mark>1,695</mark> complaints"),
        ("Between »a« and «b» 1,695 came.", "«b» <mark>1,695</mark> came"),
    ],
)
def test_a_quote_without_signs_has_its_figure_marked_where_it_stands_once(
    make_figure: MakeFigure, quote: str, marked: str
) -> None:
    assert marked in render(figure_table([make_figure(quote)]), "html")


def test_a_figure_that_stands_twice_in_a_quote_without_signs_is_not_guessed(make_figure: MakeFigure) -> None:
    assert "<mark>" not in render(figure_table([make_figure("Of 1,695 in one and 1,695 in all.")]), "html")


def test_signs_of_the_text_itself_are_no_mark(make_figure: MakeFigure) -> None:
    table = citation_table([Citation(make_figure("«Sí», dijo, «1,695»; y »no« también."), "ana2021")])
    assert render(table, "html").count("<mark>") == 1
    alone = citation_table([Citation(make_figure("«Sí», dijo, «1,695»; y »no« también."), "ana2021")]).picked(["quote"])
    assert "<mark>" not in render(alone, "html")  # nothing tells which of the pairs is the mark


def test_numbers_of_a_page_are_grouped_for_people_and_plain_for_programs() -> None:
    assert '<td class="number"><data value="1234567.50">1,234,567.50</data></td>' in render(
        _one(Decimal("1234567.50"), Shape.AMOUNT), "html"
    )
    assert '<data value="2021">2021</data>' in render(_one(2021, Shape.NUMBER), "html")


def test_a_heading_cannot_leave_the_style_of_a_page() -> None:
    page = render(Table((Column("x", "</style>\"};a{b:'c'}"),), []), "html")
    assert page.count("</style>") == 1
    assert re.search(r'content: "[\w\\ -]*"', page)


# A TeX document


def test_a_document_is_whole_and_its_table_can_be_cut_out(make_figure: MakeFigure) -> None:
    text = render(figure_table([make_figure()]), "latex")
    assert "\\documentclass" in text
    assert text.endswith("\\end{document}\n")
    table = text[text.index("% ---- the table begins ----") : text.index("% ---- the table ends ----")]
    assert table.count("\\begin{longtable}") == table.count("\\end{longtable}") == 1
    assert "\\usepackage" not in table


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("5% of $3 & #1_a", r"5\% of \$3 \& \#1\_a"),
        ("^^5c ~ \\", r"\textasciicircum{}\textasciicircum{}5c \textasciitilde{} \textbackslash{}"),
        ("a -- b <<c>>", r"a -\kern0pt{}- b <\kern0pt{}<c>\kern0pt{}>"),
        ("[a] *", "[a] *"),
        ("a\nb", "a b"),
    ],
)
def test_a_document_prints_what_the_text_says(text: str, printed: str) -> None:
    assert f"\n{printed} \\\\[0pt]\n" in render(_one(text), "latex")


def test_signs_that_pdftex_does_not_know_are_told_to_it() -> None:
    text = render(_one("1\u202f695 中 ≥"), "latex")
    assert "\\unknownsign{202F}{\\,}\n\\unknownsign{2265}{\\ensuremath{\\geq}}\n\\unknownsign{4E2D}{[U+4E2D]" in text


def test_the_widths_of_a_document_fill_a_page(make_figure: MakeFigure) -> None:
    text = render(citation_table([Citation(make_figure(), "ana2021")]), "latex")
    shares = [float(share) for share in re.findall(r"\\dimexpr([\d.]+)\\linewidth", text)]
    assert 0.99 < sum(shares) < 1
    assert len(shares) == len(citation_table([Citation(make_figure(), "ana2021")]).columns)


def test_more_columns_get_a_larger_sheet(make_figure: MakeFigure) -> None:
    assert "a4paper" in render(figure_table([make_figure()]).paged(), "latex")
    assert "a4paper" not in render(figure_table([make_figure()]), "latex")


def test_a_cell_longer_than_a_page_goes_on_in_a_row_of_its_own() -> None:
    text = render(_one("word " * 5000), "latex")
    assert "% the row above goes on" in text
    assert text.count("word") == 5000


# A workbook


def test_numbers_are_numbers_where_a_spreadsheet_holds_every_digit() -> None:
    assert _sheet(_one(Decimal("1234567.50"), Shape.AMOUNT))["A2"].value == 1234567.5
    assert _sheet(_one(Decimal("123456789012345"), Shape.AMOUNT))["A2"].value == 123456789012345
    assert _sheet(_one(Decimal("1234567890123456.789"), Shape.AMOUNT))["A2"].value == "1234567890123456.789"
    assert _sheet(_one(Decimal("0.1234567890123456"), Shape.AMOUNT))["A2"].value == "0.1234567890123456"
    assert _sheet(_one(Decimal("1E+400"), Shape.AMOUNT))["A2"].data_type == "s"


@pytest.mark.parametrize(
    ("number", "shape", "pattern"),
    [
        (Decimal("3E+9"), Shape.AMOUNT, "#,##0"),
        (Decimal("17.50"), Shape.AMOUNT, "#,##0.00"),
        (2021, Shape.NUMBER, "0"),
    ],
)
def test_amounts_are_grouped_with_the_decimals_they_have(number: Cell, shape: Shape, pattern: str) -> None:
    assert _sheet(_one(number, shape))["A2"].number_format == pattern


def test_a_workbook_has_a_fixed_bold_heading_with_filters_and_wrapped_words(make_figure: MakeFigure) -> None:
    sheet = _sheet(citation_table([Citation(make_figure("word " * 100 + "1,695"), "ana2021")]))
    assert sheet.title == "Citations"
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:AI2"
    assert sheet["A1"].font.bold
    assert (sheet["C2"].alignment.wrap_text, sheet["C2"].alignment.vertical) == (True, "top")
    assert not sheet["A2"].alignment.wrap_text
    assert (sheet.row_dimensions[2].height or 0) > 60


def test_a_workbook_names_nobody_and_no_day(make_figure: MakeFigure) -> None:
    with zipfile.ZipFile(io.BytesIO(render_whole(figure_table([make_figure()]), "xlsx"))) as archive:
        core = archive.read("docProps/core.xml").decode()
        assert len({member.date_time for member in archive.infolist()}) == 1
    assert "<dc:creator></dc:creator>" in core
    assert set(re.findall(r"\d{4}-\d\d-\d\d", core)) == {"2000-01-01"}


def test_rows_beyond_the_last_of_a_sheet_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_table, "_MOST_ROWS", 3)
    table = Table((Column("x", "x"),), repeat(("a",), 3))
    assert render_whole(table, "xlsx")
    with pytest.raises(TooManyRows, match=r"holds 3 rows.*--format csv"):
        render_whole(Table((Column("x", "x"),), repeat(("a",), 4)), "xlsx")


def test_a_workbook_needs_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(MissingExtra, match=r"figure-ledger\[xlsx\]"):
        render_whole(_one("a"), "xlsx")


def test_a_page_leads_to_the_web_and_nowhere_else(make_figure: MakeFigure) -> None:
    def page(link: str) -> str:
        return render(citation_table([Citation(make_figure(), "ana2021", link=link)]).paged(), "html")

    address = 'https://example.org/ñ"onmouseover=alert(1)#:~:text=a%20b'
    told = 'href="https://example.org/%C3%B1%22onmouseover=alert(1)#:~:text=a%20b" rel="noopener noreferrer"'
    assert told in page(address)
    for harmful in ("javascript:alert(1)", "data:text/html,x", " https://example.org", "//example.org"):
        assert "href" not in page(harmful)
