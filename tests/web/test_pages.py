"""Every page shows what its command shows, and stays whole whatever is asked of it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from ledger.actions.check import Asked, check_figures
from ledger.actions.cite import cite_figures
from ledger.actions.figures import Wanted, list_figures
from ledger.exports.citing.styles import told_as
from ledger.exports.columns import figure_table, finding_table
from ledger.exports.registry import render, render_whole
from ledger.model.finding import FindingKind
from ledger.web.exporting import FIGURE_FORMATS, FINDING_FORMATS
from tests.web.conftest import Site, node, text

PAGES = ("/", "/figures", "/documents", "/review", "/findings", "/history", "/add")


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_there_and_names_itself(site: Site, path: str) -> None:
    page = site.get(path)
    assert page.css_first("h1") is not None
    assert [one.attributes["href"] for one in page.css("nav [aria-current]")] == [path]


@pytest.mark.parametrize("path", PAGES)
def test_without_a_ledger_a_page_says_how_to_start(open_site: Callable[..., Site], tmp_path: Path, path: str) -> None:
    page = open_site(tmp_path / "none.db", inside=False)
    page.client.get(f"/?token={page.secret.token}")
    answer = page.client.get(path)
    assert answer.status_code in (200, 404)
    assert 'href="/add"' in answer.text
    assert not (tmp_path / "none.db").exists()


def test_the_overview_counts_what_the_commands_list(site: Site) -> None:
    page = site.get("/")
    figures = len(list(list_figures(site.db, Wanted())))
    assert text(page, "h1").startswith(f"{figures} figures from 3 documents")
    wrong = [
        one for one in check_figures(site.db, Asked()) if one.kind in (FindingKind.CONFLICT, FindingKind.ARITHMETIC)
    ]
    assert text(page, ".fact.wrong dd") == str(len(wrong))


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("", Wanted()),
        ("topic=police-killed", Wanted("police-killed")),
        ("kind=count", Wanted(kind="count")),
        ("q=officers", Wanted(search="officers")),
        ("search=officers", Wanted(search="officers")),
        ("place=mx&kind=count", Wanted(place="mx", kind="count")),
        ("period=2020", Wanted(period="2020")),
        ("min=100&max=1,000", Wanted(minimum="100", maximum="1,000")),
        ("source=monitor", Wanted(source="monitor")),
        ("document=river-monitor.txt", Wanted(document="river-monitor.txt")),
        ("status=rejected", Wanted(status="rejected")),
        ("unit=USD", Wanted(unit="USD")),
    ],
)
def test_the_list_has_the_figures_of_the_command(site: Site, query: str, wanted: Wanted) -> None:
    assert site.ids(f"/figures?{query}") == [figure.id for figure in list_figures(site.db, wanted)][:50]


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("kind=apples", "--kind 'apples' is not one of"),
        ("topic=polise", "Did you mean"),
        ("period=yesterday", "2018-01-01..2019-06-30"),
        ("min=many", "a number such as"),
    ],
)
def test_what_cannot_be_understood_is_told_and_stays_in_the_form(site: Site, query: str, told: str) -> None:
    page = site.get(f"/figures?{query}", 400)
    assert told.removeprefix("--") in text(page, ".trouble")
    name, _, value = query.partition("=")
    assert value in (node(page, f".filters [name={name}]").html or "")


def test_where_nothing_fits_the_page_says_what_is_not_known(site: Site) -> None:
    assert "No figure in this ledger is about the place 'Atlantis'" in text(site.get("/figures?place=Atlantis"))


def test_a_card_has_the_quote_in_its_paragraph_and_every_part(site: Site) -> None:
    figure = next(list_figures(site.db, Wanted("police-killed")))
    page = site.get(f"/figures/{figure.id}")
    assert text(page, ".passage mark") == figure.surface
    assert figure.quote.split("\n")[0][:40] in text(page, ".passage")
    parts = {one.text() for one in page.css(".parts tbody th")}
    assert {evidence.part.replace("_", " ") for evidence in figure.evidence} == parts


def test_a_beginning_of_an_id_is_enough(site: Site) -> None:
    name = site.ids()[0]
    assert name[:10] in text(site.get(f"/figures/{name[:12]}"))


@pytest.mark.parametrize("path", ["/figures/f-0", "/documents/nowhere.txt", "/nothing", "/history?about=f-0"])
def test_what_is_not_there_is_a_page_of_its_own(site: Site, path: str) -> None:
    assert text(site.get(path, 404), "h1") == "Not Found"


def test_the_text_of_a_document_is_whole_and_every_figure_in_it_is_marked(site: Site) -> None:
    figures = list(list_figures(site.db, Wanted(document="river-monitor.txt")))
    page = site.get(f"/documents/{figures[0].source.document}")
    assert {one.attributes["id"] for one in page.css(".text mark")} == {figure.id for figure in figures}
    for figure in figures:
        assert figure.surface in text(page, f"mark[id='{figure.id}']")
        assert " ".join(figure.quote.split()) in text(page, ".text")


def test_a_long_text_comes_in_leaves_that_are_the_text(open_site: Callable[..., Site], tmp_path: Path) -> None:
    from ledger.actions.ingest import ingest
    from ledger.actions.leaf import read_leaf

    between = "Nobody said by whom, and nobody asked: the papers of the time have not a word about it. "
    lines = [
        f"{between}In {1900 + number % 120}, {number + 130:,} officers were killed in Mexico.\n\n"
        for number in range(600)
    ]
    source = tmp_path / "long.txt"
    source.write_text("".join(lines), encoding="utf-8")
    ingest(str(tmp_path / "long.db"), [str(source)])
    site = open_site(tmp_path / "long.db")
    document = next(list_figures(site.db, Wanted())).source.document
    first = read_leaf(site.db, document)
    assert first.leaves > 1
    leaves = [read_leaf(site.db, document, number) for number in range(1, first.leaves + 1)]
    assert "".join(leaf.text[: leaf.span.end - leaf.span.start] for leaf in leaves) == "".join(lines)
    every = [figure.id for figure in list_figures(site.db, Wanted(document=document))]
    assert [figure.id for leaf in leaves for figure in leaf.figures] == every
    last = list(list_figures(site.db, Wanted()))[-1]
    page = site.get(f"/documents/{document}?at={last.span.start}")
    assert page.css_first(f"mark[id='{last.id}']") is not None
    assert "aria-current" in (node(page, ".pager").html or "")


def test_the_pages_of_a_list_have_every_figure_once(open_site: Callable[..., Site], tmp_path: Path) -> None:
    from ledger.actions.ingest import ingest

    source = tmp_path / "many.txt"
    source.write_text("\n\n".join(f"In 2019, {n + 130} officers were killed." for n in range(130)), encoding="utf-8")
    ingest(str(tmp_path / "many.db"), [str(source)])
    site = open_site(tmp_path / "many.db")
    every = [figure.id for figure in list_figures(site.db, Wanted())]
    assert len(every) == 130
    assert [name for number in (1, 2, 3) for name in site.ids(f"/figures?page={number}")] == every
    assert site.ids("/figures?page=99") == site.ids("/figures?page=3")


def test_the_findings_are_those_of_the_command(site: Site) -> None:
    found = [one for one in check_figures(site.db, Asked()) if one.kind is not FindingKind.SINGLE_SOURCE]
    page = site.get("/findings")
    assert [one.attributes["id"] for one in page.css("article.finding")] == [finding.id for finding in found]
    conflicts = [one.id for one in found if one.kind is FindingKind.CONFLICT]
    page = site.get("/findings?kind=conflict")
    assert [one.attributes["id"] for one in page.css("article.finding")] == conflicts
    assert site.get("/findings?kind=wonder", 400).css_first(".trouble") is not None


@pytest.mark.parametrize("name", [one for one in FIGURE_FORMATS if one in FINDING_FORMATS])
def test_an_export_is_what_the_command_writes(site: Site, name: str) -> None:
    answer = site.client.get(f"/export/figures/{name}?topic=police-killed")
    table = figure_table(list_figures(site.db, Wanted("police-killed")))
    made = render_whole(table.paged() if name in ("html", "latex") else table, name)
    assert answer.status_code == 200
    assert answer.content == made
    assert answer.headers["content-disposition"].startswith('attachment; filename="figures.')


@pytest.mark.parametrize("name", ["bibtex", "ris", "csl-json", "webannotation", "note"])
def test_figures_are_cited_as_the_command_cites_them(site: Site, name: str) -> None:
    answer = site.client.get(f"/export/figures/{name}?topic=police-killed")
    assert answer.text == told_as(cite_figures(site.db, "police-killed"), name)


def test_findings_and_documents_are_exported_too(site: Site) -> None:
    told = site.client.get("/export/findings/jsonl?kind=conflict").text
    assert told == render(finding_table(check_figures(site.db, Asked(kinds=["conflict"]))), "jsonl")
    assert len(json.loads(site.client.get("/export/documents/json").text)) >= 3


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/export/figures/pdf", 400),
        ("/export/findings/bibtex", 400),
        ("/export/figures/table", 400),
        ("/export/other/csv", 404),
    ],
)
def test_no_other_format_is_made(site: Site, path: str, status: int) -> None:
    assert site.client.get(path).status_code == status


@pytest.mark.parametrize("what", ["figures", "findings", "documents"])
def test_no_ledger_is_exported_as_no_file(open_site: Callable[..., Site], tmp_path: Path, what: str) -> None:
    answer = open_site(tmp_path / "none.db").client.get(f"/export/{what}/csv")
    assert answer.status_code == 404
    assert "content-disposition" not in answer.headers


def test_a_wrong_filter_exports_nothing(site: Site) -> None:
    assert site.client.get("/export/figures/csv?kind=apples").status_code == 400


def test_the_history_tells_the_latest_first(site: Site) -> None:
    name = site.ids()[0]
    site.judge(name, "accept", because="Seen in print.")
    first = node(site.get("/history"), ".entries li")
    assert "accepted" in first.text()
    assert "Seen in print." in first.text()
    assert name in site.client.get(f"/history?about={name}").text
    assert site.get("/history?by=Nobody").css_first(".entries") is None
