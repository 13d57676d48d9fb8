"""What holds of every format: nothing lost, nothing harmful, nothing that depends on where it runs."""

import csv
import io
import json
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.errors import UnknownRendering
from ledger.exports.columns import figure_table
from ledger.exports.registry import format_of, render
from ledger.exports.table import Column, Shape, Table
from ledger.model.figure import Figure

MakeFigure = Callable[..., Figure]


@given(st.text())
def test_json_gives_back_any_text_as_it_was(text: str) -> None:
    table = Table((Column("text", "text"),), [(text,)])
    assert json.loads(render(table, "jsonl")) == {"text": text}


@given(st.lists(st.text(alphabet=st.characters(exclude_categories=["C", "Z"])), min_size=1, max_size=3))
def test_csv_gives_back_plain_text_but_for_the_apostrophe(texts: list[str]) -> None:
    table = Table(tuple(Column(str(number), str(number)) for number in range(len(texts))), [tuple(texts)])
    row = _read(render(table, "csv"), "csv")[1]
    assert [cell.removeprefix("'") for cell in row] == [text.removeprefix("'") for text in texts]


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6) | st.integers())
def test_every_digit_of_a_number_comes_through_every_format(number: Decimal | int) -> None:
    table = Table((Column("value", "value", Shape.AMOUNT),), [(number,)])
    (record,) = json.loads(render(table, "json"), parse_float=Decimal, parse_int=Decimal)
    assert record["value"] == number
    assert Decimal(_read(render(table, "csv"), "csv")[1][0]) == number
    assert Decimal(_read(render(table, "tsv"), "tsv")[1][0]) == number
    assert Decimal(render(table, "markdown").splitlines()[2].strip("| ")) == number
    assert Decimal(render(table, "table").splitlines()[2].strip().replace(",", "")) == number


def test_a_figure_keeps_more_digits_than_a_float_holds(make_figure: MakeFigure) -> None:
    figure = make_figure(value="1234567890123456.789")
    assert '"value": 1234567890123456.789,' in render(figure_table([figure]), "jsonl")
    assert "1234567890123456.789" in render(figure_table([figure]), "csv")


def test_whole_numbers_are_written_without_point_or_exponent(make_figure: MakeFigure) -> None:
    assert '"value": 3000000000,' in render(figure_table([make_figure(value="3E+9")]), "jsonl")


def test_a_negative_number_stays_a_number_in_csv(make_figure: MakeFigure) -> None:
    figure = make_figure("It fell by −17.5 percent.", "−17.5", "-17.5")
    assert _read(render(figure_table([figure]).picked(["value"]), "csv"), "csv")[1] == ["-17.5"]


def test_markdown_has_one_line_for_each_figure(make_figure: MakeFigure) -> None:
    table = figure_table([make_figure("1,695\n| complaints |\r\n\r\nand more")] * 3)
    assert len(render(table, "markdown").splitlines()) == 2 + 3


def test_markdown_keeps_raised_signs_names_and_doubled_lines_as_they_are() -> None:
    table = Table((Column("x", "x"),), [("2^2 @ana a@b __d__",)])
    assert render(table, "markdown").splitlines()[2] == r"| 2\^2 \@ana a@b \_\_d\_\_ |"


def test_markdown_marks_up_nothing_and_keeps_words_readable() -> None:
    table = Table((Column("x", "x"),), [("_a_ b_c **d** | e `f` [g](h) $1 and $2",)])
    line = render(table, "markdown").splitlines()[2]
    assert line == r"| \_a\_ b_c \*\*d\*\* \| e \`f\` \[g\](h) \$1 and \$2 |"


def test_json_of_nothing_is_an_empty_list() -> None:
    assert render(Table((Column("x", "x"),), []), "json") == "[]\n"


def test_csv_lines_end_as_the_standard_says(make_figure: MakeFigure) -> None:
    assert render(figure_table([make_figure()]).picked(["id"]), "csv") == "id\r\n" + make_figure().id + "\r\n"


def test_an_unknown_format_names_the_known_ones() -> None:
    with pytest.raises(UnknownRendering, match=r"'pdf'.*table, csv"):
        render(Table((), []), "pdf")
    with pytest.raises(UnknownRendering, match=r"'\.pdf'.*\.csv"):
        format_of("figures.pdf")
    with pytest.raises(UnknownRendering, match=r"'xlsx'.*latex\.$"):  # no text
        render(Table((), []), "xlsx")


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("a.csv", "csv"),
        ("A.TSV", "tsv"),
        ("x/y.json", "json"),
        ("a.jsonl", "jsonl"),
        ("a.b.md", "markdown"),
        ("a.html", "html"),
        ("a.HTM", "html"),
        ("a.tex", "latex"),
        ("a.xlsx", "xlsx"),
    ],
)
def test_a_files_ending_chooses_the_format(path: str, name: str) -> None:
    assert format_of(path) == name


def _read(text: str, name: str) -> list[list[str]]:
    if name == "tsv":
        return [line.split("\t") for line in text.splitlines()]
    return list(csv.reader(io.StringIO(text, newline="")))
