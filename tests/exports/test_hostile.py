"""What documents say does no harm in any format: no formula, no script, no control byte, no row more."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from html.parser import HTMLParser

import openpyxl
import pytest
from selectolax.lexbor import LexborHTMLParser

from ledger.exports.citations import citation_table
from ledger.exports.citing.citation import Citation
from ledger.exports.columns import (
    DOCUMENT_COLUMNS,
    document_table,
    figure_table,
    finding_table,
    group_table,
    pair_table,
    topic_table,
)
from ledger.exports.latex_table import CUT_FROM, CUT_TO
from ledger.exports.plain import cell_text, visible
from ledger.exports.registry import EXPORTS, TERMINAL, render_whole
from ledger.exports.table import Cell, Table
from ledger.model.figure import Figure
from ledger.model.finding import Finding, FindingKind, Group, Pair, Relation, Verdict
from ledger.model.judgement import Judgement, Verb
from tests.exports.hostile_texts import HOSTILE, VERY_LONG

MakeFigure = Callable[..., Figure]

_CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r]")
_TAGS = {
    *("html", "head", "meta", "title", "style", "body", "div", "table", "caption", "thead", "tbody", "tr", "th", "td"),
    *("span", "mark", "data", "wbr", "br", "p", "a"),
}
_ATTRIBUTES = {
    *("lang", "charset", "http-equiv", "content", "name", "class", "role", "aria-label", "tabindex", "scope", "dir"),
    *("value", "href", "rel"),
}


def _tables(make_figure: MakeFigure, texts: Sequence[str]) -> Iterator[tuple[str, Callable[[], Table]]]:
    """Yield each listing with a hostile text in every field of text, a row or two for each text."""
    figures = [figure for text in texts for figure in _figures(make_figure, text)]
    pairs = [
        (text, Pair(one, other, Relation(Verdict.CONFLICT, text)))
        for text, one, other in zip(texts, figures[::2], figures[1::2], strict=True)
    ]
    groups = [(Group(text, text, (pair.one, pair.other), Decimal(1), Decimal(2), None), [pair]) for text, pair in pairs]
    findings = [Finding(FindingKind.CONFLICT, "dispute", 0.9, (pair.one, pair.other), text) for text, pair in pairs]
    numeric = {column.key for column in DOCUMENT_COLUMNS if column.numeric}
    documents: list[dict[str, Cell]] = [
        {column.key: 1 if column.key in numeric else text for column in DOCUMENT_COLUMNS} for text in texts
    ]
    topics: list[dict[str, Cell]] = [
        {**dict.fromkeys(("topic", "title", "measure", "definition", "unit"), text), "figures": 1} for text in texts
    ]
    cited = [_cited(text, figure) for text, figure in zip(texts, figures[::2], strict=True)]
    yield "figures", lambda: figure_table(figures)
    yield "cite", lambda: citation_table(cited)
    yield "pairs", lambda: pair_table([pair for _, pair in pairs])
    yield "compare", lambda: group_table(groups)
    yield "check", lambda: finding_table(findings)
    yield "documents", lambda: document_table(documents)
    yield "topics", lambda: topic_table(topics)


def _cited(text: str, figure: Figure) -> Citation:
    finding = Finding(FindingKind.CONFLICT, "dispute", 0.9, (figure,), text)
    judged = Judgement(figure.id, Verb.NOTE, text, datetime(2026, 5, 1, tzinfo=UTC), text)
    return Citation(figure, text, text, (finding,), judged, text, text, text, text)


def _figures(make_figure: MakeFigure, text: str) -> Iterator[Figure]:
    yield make_figure(f"It received 1,695 {text} complaints.", hostile=text)
    yield make_figure(f"{text} 1,695", hostile=text)


def _rows(table: Table) -> list[list[str]]:
    return [[visible(cell_text(cell)) for cell in row] for row in table.rows]


@pytest.mark.parametrize("name", [name for name, export in EXPORTS.items() if not export.binary])
def test_no_control_character_comes_out_of_a_text_format(make_figure: MakeFigure, name: str) -> None:
    for listing, table in _tables(make_figure, HOSTILE):
        output = render_whole(table(), name).decode("utf-8")
        found = _CONTROL.search(output.replace("\r\n", "\n") if name == "csv" else output)
        assert not found, (listing, ascii(found))


@pytest.mark.parametrize("name", ["csv", "tsv", "jsonl", "markdown"])
def test_a_row_stays_a_row(make_figure: MakeFigure, name: str) -> None:
    for listing, table in _tables(make_figure, HOSTILE):
        expected = len(list(table().rows))
        text = render_whole(table(), name).decode("utf-8")
        heads = {"markdown": 2, "jsonl": 0}.get(name, 1)
        found = len(_read_separated(text, name)) if name in ("csv", "tsv") else len(text.split("\n")) - 1
        assert found == expected + heads, listing


@pytest.mark.parametrize("name", ["csv", "tsv"])
def test_no_cell_of_text_is_a_formula(make_figure: MakeFigure, name: str) -> None:
    for listing, table in _tables(make_figure, HOSTILE):
        for row in _read_separated(render_whole(table(), name).decode("utf-8"), name)[1:]:
            assert not [cell for cell in row if _FORMULA.match(cell)], listing


@pytest.mark.parametrize("name", ["json", "jsonl"])
def test_json_gives_back_every_text(make_figure: MakeFigure, name: str) -> None:
    text = render_whole(figure_table([next(_figures(make_figure, text)) for text in HOSTILE]), name).decode("utf-8")
    records = json.loads(text) if name == "json" else [json.loads(line) for line in text.split("\n")[:-1]]
    assert [record["attribution"] for record in records] == [text or "State Department" for text in HOSTILE]


def test_markdown_holds_no_markup_of_a_document(make_figure: MakeFigure) -> None:
    for _, table in _tables(make_figure, HOSTILE):
        output = render_whole(table(), "markdown").decode("utf-8")
        assert "<" not in output
        assert not re.search(r"(?<!\\)(?:\\\\)*[\[\]`~$^]", output)


class _Seen(HTMLParser):
    """Every element and attribute of a page, and the text of its cells."""

    def __init__(self) -> None:
        super().__init__()
        self.tags, self.attributes = set[str](), set[str]()
        self.rows, self.inside = list[list[str]](), False
        self.comments = list[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        assert all((value or "").startswith(("http://", "https://")) for name, value in attrs if name == "href")
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")
            self.inside = True

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag not in ("td", "th")

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.rows[-1][-1] += data

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)


def test_a_page_has_only_our_elements_and_gives_back_every_text(make_figure: MakeFigure) -> None:
    for listing, table in _tables(make_figure, HOSTILE):
        page = render_whole(table(), "html").decode("utf-8")
        seen = _Seen()
        seen.feed(page)
        seen.close()
        assert (seen.tags - _TAGS, seen.attributes - _ATTRIBUTES, seen.comments) == (set(), set(), []), listing
        columns = table().columns
        words = [place for place, column in enumerate(columns) if not column.numeric]
        assert [[row[place] for place in words] for row in seen.rows[1:]] == [
            [row[place] for place in words] for row in _rows(table())
        ], listing


def test_a_browsers_parser_finds_no_script_and_the_same_text(make_figure: MakeFigure) -> None:
    for listing, table in _tables(make_figure, HOSTILE):
        tree = LexborHTMLParser(render_whole(table(), "html").decode("utf-8"))
        nodes = tree.css("*")
        assert {node.tag for node in nodes} <= _TAGS, listing
        assert {name for node in nodes for name in node.attributes} <= _ATTRIBUTES, listing
        cells = [[cell.text() for cell in row.css("td")] for row in tree.css("tbody > tr")]
        columns = table().columns
        for row, expected in zip(cells, _rows(table()), strict=True):
            for column, cell, text in zip(columns, row, expected, strict=True):
                assert column.numeric or cell == text, (listing, column.key)


def test_a_page_may_load_nothing_and_run_nothing(make_figure: MakeFigure) -> None:
    page = render_whole(figure_table([make_figure()]), "html").decode("utf-8")
    assert "default-src 'none'; style-src 'unsafe-inline'" in page
    own = page.replace("https://example.org/a_b", "")  # an address that the figure's text has, to be followed
    assert not re.search(r"https?:|url\(|@import|<script|<link|<img", own)


# What may stand in the table of a document besides text: our own commands, each as we write it.
_OURS = re.compile(
    r"\\(?:textbackslash|textasciicircum|textasciitilde|allowbreak|kern0pt)\{\}|\\[{}$&#_%]|\\text(?:tt|bf)\{"
    r"|\\\\\[[012]pt\]|\\noalign\{\\vskip 3pt\}|\\bfseries |\\(?:toprule|midrule|bottomrule|endhead)\n"
    r"|% the row above goes on\n"
)


def test_no_command_of_a_document_stands_in_the_table(make_figure: MakeFigure) -> None:
    for listing, table in _tables(make_figure, HOSTILE):
        text = render_whole(table(), "latex").decode("utf-8")
        assert text.count(CUT_FROM) == text.count(CUT_TO) == 1
        body = text[text.index("\\toprule", text.index(CUT_FROM)) : text.rindex("\\end{longtable}")]
        left = _OURS.sub("", body)
        assert not re.search(r"[\\#$%^~_]", left), (listing, re.search(r".{20}[\\#$%^~_].{20}", left))
        assert max(map(len, text.split("\n"))) < 100_000  # TeX reads no longer line


def test_every_sign_that_is_not_western_is_told_above_the_table(make_figure: MakeFigure) -> None:
    for _, table in _tables(make_figure, HOSTILE):
        text = render_whole(table(), "latex").decode("utf-8")
        told = {chr(int(number, 16)) for number in re.findall(r"^\\unknownsign\{([0-9A-F]+)\}", text, re.M)}
        unknown = {sign for sign in text if ord(sign) > 0x17F and sign not in "–—‘’‚“”„†‡•…‰‹›€™"}
        assert unknown <= told


def test_a_workbook_has_no_formula_and_no_link_and_gives_back_every_text(make_figure: MakeFigure) -> None:
    for listing, table in _tables(make_figure, HOSTILE):
        data = render_whole(table(), "xlsx")
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            sheet = archive.read("xl/worksheets/sheet1.xml").decode("utf-8")
            assert not re.search(r"<(?:\w+:)?(?:f|hyperlink|hyperlinks|r)[ >/]", sheet), listing
            assert not [name for name in archive.namelist() if "external" in name.lower() or "vba" in name.lower()]
        columns = table().columns
        for row, expected in zip(_read_workbook(data)[1:], _rows(table()), strict=True):
            for column, cell, text in zip(columns, row, expected, strict=True):
                assert column.numeric or (cell or "").rstrip(" ") == text.rstrip(" "), (listing, column.key)


@pytest.mark.parametrize("name", [name for name in EXPORTS if name != TERMINAL])
def test_a_very_long_text_is_written(make_figure: MakeFigure, name: str) -> None:
    figures = [make_figure(f"{text} 1,695") for text in VERY_LONG]
    table = figure_table(figures).picked(["surface", "quote", "path"])
    output = render_whole(table, name)
    assert output
    if name == "xlsx":
        quotes = [str(row[1]) for row in _read_workbook(output)[1:]]
        assert all(len(quote.encode("utf-16-le")) <= 2 * 32_767 for quote in quotes)
        assert all("cut here: " in quote for quote in quotes)


@pytest.mark.parametrize("name", EXPORTS)
def test_the_same_table_is_the_same_bytes(make_figure: MakeFigure, name: str) -> None:
    figures = [make_figure(hostile=text) for text in HOSTILE[:20]]
    assert render_whole(figure_table(figures), name) == render_whole(figure_table(figures), name)


def _read_separated(text: str, name: str) -> list[list[str]]:
    if name == "tsv":
        return [line.split("\t") for line in text.split("\n")[:-1]]
    return list(csv.reader(io.StringIO(text, newline="")))


def _read_workbook(data: bytes) -> list[list[str | None]]:
    sheet = openpyxl.load_workbook(io.BytesIO(data), read_only=True).worksheets[0]
    return [[_unescaped(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]


def _unescaped(cell: object) -> str | None:
    """Return a cell as spreadsheets read it; this reader leaves escapes in cells that hold their text themselves."""
    if cell is None:
        return None
    return re.sub(r"_x([0-9A-F]{4})_", lambda found: chr(int(found[1], 16)), str(cell))
