"""The report as a page: whole, linked both ways, harmless, readable in light and dark, and the same every time."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from ledger.exports.charts.marks import Chart, Mark, Panel
from ledger.exports.charts.style import chart_style
from ledger.exports.colours import Tone
from ledger.exports.report.content import FindingShown, LeftOut, Making, Measured, Report, Rows, Shown, SourceShown
from ledger.exports.report.page import report_page, style, style_hash
from ledger.exports.report.passages import excerpts, paragraphs
from ledger.model.document import Metadata
from ledger.model.figure import Figure, Status
from ledger.model.finding import Finding, FindingKind, FindingStatus
from ledger.model.judgement import Judgement, Verb
from ledger.model.span import Span
from tests.exports.hostile_texts import HOSTILE
from tests.programs import browse, title_of

MakeFigure = Callable[..., Figure]

_TAGS = {
    *("html", "head", "meta", "title", "style", "body", "a", "header", "nav", "main", "section", "article", "div"),
    *("h1", "h2", "h3", "p", "small", "span", "b", "br", "code", "time", "data", "dl", "dt", "dd", "ul", "ol", "li"),
    *("details", "summary", "figure", "figcaption", "blockquote", "cite", "mark"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td"),
    *("svg", "desc", "g", "path", "text", "circle"),
}
_ATTRIBUTES = {
    *(
        "lang",
        "dir",
        "charset",
        "http-equiv",
        "content",
        "name",
        "class",
        "id",
        "role",
        "tabindex",
        "title",
        "href",
        "rel",
    ),
    *("aria-label", "aria-labelledby", "aria-describedby", "aria-hidden", "scope", "colspan", "datetime", "value"),
    *("data-label", "viewbox", "width", "height", "d", "x", "y", "cx", "cy", "r"),
}
_AT = datetime(2026, 5, 1, tzinfo=UTC)


def _made(figures: Sequence[Figure], text: str = "plain", url: str | None = "https://example.org/a_b") -> Report:
    """Make a report in which every field of free text is the text given."""
    one, other = figures[0], figures[-1]
    kinds = (FindingKind.CONFLICT, FindingKind.WARNING, FindingKind.CORROBORATION)
    findings = [Finding(kind, str(kind), 0.9, (one, other), f"{text} {kind}", also=(other,)) for kind in kinds]
    dismissed = replace(findings[0], check="other", status=FindingStatus.DISMISSED)
    said = (Judgement(one.id, Verb.ACCEPT, text or "Ana", _AT, text),)
    shown = {
        figure.id: Shown(figure, tuple(findings), Tone.WRONG, said, url and f"{url}#:~:text={text}")
        for figure in figures
    }
    marks = tuple(
        Mark(
            name, figure.figure.quantity.value, None, Decimal(2000), date(2011, 1, 1), None, 0, text, text, f"#r-{name}"
        )
        for name, figure in shown.items()
    )
    chart = Chart("m0", text, text, (Panel(text, marks), Panel(text, marks)), (text,), left_out=2)
    values = tuple(shown.values())
    whole = "\n\n".join(figure.quote for figure in figures)
    return Report(
        title=text,
        topic=text,
        figures=shown,
        findings=tuple(FindingShown(finding, said) for finding in (*findings, dismissed)),
        alone=3,
        measures=(Measured(text, text, (Rows(values, text, Decimal(1), Decimal(2), None),), chart, 1),),
        single=(),
        sources=(_source(figures, whole, text, url),),
        newest=date(2021, 3, 1),
        making=Making(text, (text,), (text,), 7, "3f9a0c5d", text),
    )


def _source(figures: Sequence[Figure], whole: str, text: str, url: str | None) -> SourceShown:
    known = Metadata(text, text, text, date(2021, 3, 1), url if text == "plain" else text, text)
    return SourceShown(
        figures[0].source.document, text, known, excerpts(whole, (f.span for f in figures)), len(figures)
    )


def _page(report: Report) -> str:
    return "".join(report_page(report))


def _following(make_figure: MakeFigure, quotes: Sequence[str], hostile: str | None = None) -> list[Figure]:
    """Make a figure of each sentence of one text, each at its place in it."""
    figures, start = [], 0
    for quote in quotes:
        made = make_figure(quote, hostile=hostile)
        begin = start + made.span.start
        span, around = Span(begin, begin + len(made.surface)), Span(start, start + len(quote))
        figures.append(replace(made, span=span, quote_span=around))
        start += len(quote) + 2
    return figures


@pytest.fixture
def report(make_figure: MakeFigure) -> Report:
    return _made(
        _following(make_figure, [f"In {year} the army received 1,695 complaints." for year in range(2001, 2013)])
    )


# The whole of it


def test_every_figure_stands_once_in_its_text_and_once_in_a_row(report: Report) -> None:
    tree = LexborHTMLParser(_page(report))
    names = Counter(node.attributes["id"] for node in tree.css("[id]"))
    assert [name for name, number in names.items() if number > 1] == []
    assert {f"r-{name}" for name in report.figures} | set(report.figures) <= set(names)
    assert {node.attributes["id"] for node in tree.css(".text mark")} == set(report.figures)


def test_every_link_within_the_page_leads_somewhere(report: Report) -> None:
    tree = LexborHTMLParser(_page(report))
    names = {node.attributes["id"] for node in tree.css("[id]")}
    links = [str(node.attributes["href"]) for node in tree.css("a")]
    assert links
    assert [link for link in links if link.startswith("#") and link[1:] not in names] == []
    assert [link for link in links if not link.startswith(("#", "https://example.org/a_b"))] == []


def test_text_leads_to_rows_and_findings_and_rows_lead_to_text(report: Report) -> None:
    tree = LexborHTMLParser(_page(report))
    for name in report.figures:
        assert tree.css_first(f'[id="{name}"] a').attributes["href"] == f"#r-{name}"  # type: ignore[union-attr]
        links = {node.attributes["href"] for node in tree.css(f'[id="r-{name}"] a')}
        assert f"#{name}" in links
        assert {f"#{shown.finding.id}" for shown in report.findings[:3]} <= links


def test_the_words_of_the_sources_are_as_they_were(make_figure: MakeFigure) -> None:
    quotes = ["«Sí» & <b>1,695</b> of  them\nin 2011.", "And\u00a01,695  more."]
    tree = LexborHTMLParser(_page(_made(_following(make_figure, quotes))))
    for note in tree.css(".note"):
        note.decompose()
    assert [node.text() for node in tree.css(".text p")] == quotes


def test_what_disagrees_comes_first_and_what_agrees_is_folded(report: Report) -> None:
    tree = LexborHTMLParser(_page(report))
    titles = [node.text() for node in tree.css("main h2")]
    assert titles[:2] == ["What disagrees", "What was replaced, and what to look at again"]
    assert titles.index("What agrees") < titles.index("Figures, measure by measure") < titles.index("Sources")
    folded = {node.attributes["id"] for node in tree.css("details article")}
    assert folded == {report.findings[2].finding.id, report.findings[3].finding.id}


def test_figures_of_one_sentence_are_marked_in_one_quote(make_figure: MakeFigure) -> None:
    first = make_figure("Of 1,695 came 414.")
    second = replace(first, surface="414", span=Span(14, 17))
    tree = LexborHTMLParser(_page(_made([first, second])))
    card = tree.css("article.finding")[0]
    assert [node.text() for node in card.css("blockquote mark")] == ["1,695", "414"]


def test_an_empty_report_says_so() -> None:
    empty = Report("Aid", "aid", {}, (), 0, (), (), (), None, Making("p", (), (), 1, "3f", "ledger report aid"))
    page = _page(empty)
    assert "0 figures from 0 documents" in page
    assert "No two sources contradict each other here" in page


def test_a_rejected_and_a_corrected_figure_say_so(make_figure: MakeFigure) -> None:
    first, second = _following(make_figure, ["It received 1,695 in 2011.", "And 1,695 in 2012."])
    read = replace(second, status=Status.CORRECTED, as_read=second)
    page = _page(_made([replace(first, status=Status.REJECTED), read]))
    assert f'<tr role="row" id="r-{first.id}" class="wrong rejected">' in page
    assert f'<mark id="{second.id}" class="wrong corrected">' in page


def test_two_hundred_figures_are_a_page_that_can_be_sent(make_figure: MakeFigure) -> None:
    around = "It went on for some time and nobody wrote down what else had been said that day. " * 5
    figures = _following(
        make_figure, [f"In the month {at} it received 1,695 complaints. {around}" for at in range(200)]
    )
    assert len(_page(_made(figures)).encode()) < 2_000_000


def test_the_same_report_is_the_same_bytes(report: Report) -> None:
    assert _page(report) == _page(report)


def test_a_long_table_and_a_long_text_are_folded_and_say_how_much_is_in_them(make_figure: MakeFigure) -> None:
    figures = _following(make_figure, [f"In the month {at} it received 1,695 complaints." for at in range(31)])
    tree = LexborHTMLParser(_page(_made(figures)))
    told = [node.text() for node in tree.css("details > summary")]
    assert "Table of 31 figures" in told
    assert "Its words around 31 figures" in told
    few = LexborHTMLParser(_page(_made(figures[:30])))
    assert not [node.text() for node in few.css("details > summary") if "30" in node.text()]
    assert len(tree.css("details table tbody tr[id]")) == len(tree.css("details .text mark")) == 31


def test_of_very_many_findings_the_first_stand_open(make_figure: MakeFigure) -> None:
    made = _made(_following(make_figure, ["It received 1,695 in 2011.", "And 1,695 in 2012."]))
    many = tuple(
        replace(one, finding=replace(one.finding, check=f"check{at}")) for at in range(45) for one in made.findings[:1]
    )
    tree = LexborHTMLParser(_page(replace(made, findings=many)))
    assert len(tree.css("article.finding")) == 45
    assert len(tree.css("details article.finding")) == 5
    assert "Show 5 further findings" in [node.text() for node in tree.css("summary")]


def test_what_is_agreed_on_is_told_in_lines_and_quoted_in_the_sources_alone(report: Report) -> None:
    tree = LexborHTMLParser(_page(report))
    agreed = tree.css_first("article.finding.right")
    assert agreed is not None
    assert agreed.css("blockquote") == []
    links = [str(node.attributes["href"]) for node in agreed.css(".told a")]
    assert links == [f"#{figure.id}" for figure in report.findings[2].finding.figures]


def test_what_a_page_has_no_room_for_is_told(report: Report) -> None:
    cut = replace(report, topic="aid", left_out=LeftOut(1200, 3, (("Homicides", 1150), ("<b>", 50))))
    tree = LexborHTMLParser(_page(cut))
    told = " ".join(node.text() for node in tree.css(".cut"))
    assert "Left out of this page: 1,200 figures and 3 findings." in told
    assert "ledger figures aid -o figures.xlsx" in told
    assert [node.text() for node in tree.css("ul.cut li")] == ["Homicides: 1,150", "<b>: 50"]
    assert LexborHTMLParser(_page(report)).css(".cut") == []


# No harm


class _Strict(HTMLParser):
    """Checks that what is opened is closed, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags, self.attributes = set[str](), set[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        assert len({name for name, _ in attrs}) == len(attrs), (tag, attrs)
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ("path", "circle"), tag
        self.attributes |= {name for name, _ in attrs}

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_is_more_than_text(make_figure: MakeFigure, text: str) -> None:
    figures = _following(make_figure, [f"It received 1,695 {text} complaints.", f"{text} 1,695"], hostile=text or " ")
    page = _page(_made(figures, text, url=text))
    seen = _Strict()
    seen.feed(page)
    seen.close()
    assert seen.open == []
    assert (seen.tags - _TAGS, seen.attributes - _ATTRIBUTES) == (set(), set())
    tree = LexborHTMLParser(page)
    nodes = tree.css("*")
    assert {node.tag for node in nodes} <= _TAGS
    assert {str(name).lower() for node in nodes for name in node.attributes} <= _ATTRIBUTES
    assert all(str(node.attributes["href"]).startswith(("#", "http://", "https://")) for node in tree.css("a"))
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", page)


def test_the_page_may_load_nothing_and_use_no_style_but_its_own(report: Report) -> None:
    page = _page(report)
    assert f"default-src 'none'; style-src '{style_hash()}'" in page
    own = re.sub(r'href="https://example\.org/a_b[^"]*"|>https://example\.org/a_b<', "", page)
    assert not re.search(r"https?:|url\(|@import|<script|<link|<img|<iframe|\sstyle=|\son\w+=", own)
    assert page.count("<style>") == 1


# To be read by anybody


def test_headings_go_down_one_step_at_a_time(report: Report) -> None:
    levels = [int(str(node.tag)[1:]) for node in LexborHTMLParser(_page(report)).css("h1, h2, h3, h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_landmarks_labels_and_languages_are_there(report: Report) -> None:
    tree = LexborHTMLParser(_page(report))
    assert tree.css_first("html").attributes["lang"] == "en"  # type: ignore[union-attr]
    assert [len(tree.css(tag)) for tag in ("header", "nav", "main")] == [1, 1, 1]
    names = {node.attributes["id"] for node in tree.css("[id]")}
    told = [str(node.attributes["aria-labelledby"]) for node in tree.css("[aria-labelledby]")]
    assert set(told) <= names
    assert all(node.attributes.get("scope") for node in tree.css("th"))
    assert all(node.attributes.get("lang") is not None for node in tree.css("blockquote, .text"))
    assert tree.css_first("body > a.skip").attributes["href"] == "#main"  # type: ignore[union-attr]


def _variables(css: str, *, dark: bool) -> dict[str, str]:
    """Return the colours of a style by their names, in light or in dark."""
    light = re.sub(r"@media \((?:prefers-color-scheme: dark)\) \{\s*:root \{.*?\}\s*\}", "", css, flags=re.S)
    light = light[: light.index("@media print")]
    found = dict(re.findall(r"(--[\w-]+): (#[0-9a-f]{6});", light))
    if dark:
        for block in re.findall(r"@media \(prefers-color-scheme: dark\) \{\s*:root \{(.*?)\}", css, re.S):
            found |= dict(re.findall(r"(--[\w-]+): (#[0-9a-f]{6});", block))
    return found


def _contrast(one: str, other: str) -> float:
    """Return how far two colours are apart in lightness (WCAG 2.2)."""

    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _pairs() -> Iterator[tuple[str, str, float]]:
    for text in ("--ink", "--soft", "--link", "--wrong", "--doubtful", "--right"):
        for ground in ("--paper", "--sheet"):
            yield text, ground, 4.5
    for ground in ("--mark", "--wrong-mark", "--doubtful-mark", "--right-mark", "--head"):
        yield "--ink", ground, 4.5
    for source in range(8):
        yield f"--s{source}", "--sheet", 4.5


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground", "least"), list(_pairs()))
def test_texts_and_marks_stand_out(text: str, ground: str, least: float, *, dark: bool) -> None:
    colours = _variables(style(), dark=dark)
    assert _contrast(colours[text], colours[ground]) >= least


def test_every_colour_of_a_chart_is_told_for_light_and_dark() -> None:
    light, dark = (_variables(style(), dark=dark) for dark in (False, True))
    assert {name for name in light if light[name] == dark[name]} == set()
    assert set(re.findall(r"var\((--[\w-]+)\)", chart_style())) <= {*light, "--sans"}


def test_a_browser_shows_the_page_and_asks_for_nothing(report: Report, tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    page.write_text(_page(report), encoding="utf-8")
    log = tmp_path / "log.json"
    seen = browse(page.as_uri(), tmp_path / "profile", f"--log-net-log={log}")
    tree = LexborHTMLParser(seen)
    assert Counter(node.attributes["id"] for node in tree.css(".text mark")) == Counter(list(report.figures))
    asked = re.findall(r'"url":"(https?://[^"]*)"', log.read_text(encoding="utf-8", errors="replace"))
    assert [url for url in asked if "example.org" in url] == []
    assert len(tree.css("script")) == 0


_CHECKED = """
axe.run(document, {resultTypes: ["violations"]}).then(found => {
  document.title = found.violations.map(one => one.id + " " + one.nodes[0].html.slice(0, 200)).join("; ") || "fine";
});
"""


@pytest.mark.parametrize("colours", ["preferredColorScheme=1", "preferredColorScheme=0"], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_that_keeps_people_out(
    make_figure: MakeFigure, tmp_path: Path, width: int, colours: str
) -> None:
    long = _made(_following(make_figure, [f"In {year} it received 1,695 complaints." for year in range(1990, 2025)]))
    report = replace(long, left_out=LeftOut(120, 3, (("Homicides", 120),)))
    rules = Path(pytest.importorskip("axe_core_python").__file__).with_name("axe.min.js").read_text(encoding="utf-8")
    page = re.sub("<meta http-equiv[^>]*>", "", _page(report)).replace("<details>", "<details open>")
    script = rules.replace("</script", "<\\/script")
    file = tmp_path / "report.html"
    file.write_text(page.replace("</body>", f"<script>{script}{_CHECKED}</script></body>"), encoding="utf-8")
    options = (f"--window-size={width},1000", f"--blink-settings={colours}")
    assert title_of(browse(file.as_uri(), tmp_path / "profile", *options)) == "fine"


# Passages


TEXT = "\n\n".join(
    f"Paragraph {number} says {number} and a little more than that, to be long enough." for number in range(40)
)


def test_a_passage_has_the_paragraph_of_a_figure_and_one_on_either_side() -> None:
    start = TEXT.index("Paragraph 20")
    found = excerpts(TEXT, [Span(start, start + 9)])
    (passage,) = found.passages
    assert [passage.text[span.start : span.start + 12] for span in paragraphs(passage)] == [
        "Paragraph 19",
        "Paragraph 20",
        "Paragraph 21",
    ]
    assert passage.text == TEXT[passage.span.start : passage.span.end]
    assert found.left_out + len(passage.text) == found.length == len(TEXT)


def test_a_few_words_are_not_left_out() -> None:
    spans = [Span(at, at + 9) for number in (10, 14) if (at := TEXT.index(f"Paragraph {number}"))]
    assert len(excerpts(TEXT, spans).passages) == 1


def test_of_a_long_paragraph_only_a_part_is_shown_and_no_figure_is_cut() -> None:
    text = "word " * 4000
    for start in range(0, 19_000, 499):
        found = excerpts(text, [Span(start, start + 400)])
        assert len(found.passages) == 1
        assert found.passages[0].span.start <= start
        assert found.passages[0].span.end >= start + 400
        assert len(found.passages[0].text) < 5000


def test_a_text_without_a_blank_is_cut_all_the_same() -> None:
    found = excerpts("x" * 50_000, [Span(25_000, 25_010)])
    assert sum(len(passage.text) for passage in found.passages) < 4000
