"""The article is told from what is around it, in pages built in many ways."""

from pathlib import Path

import pytest

from ledger.loaders.content import Content
from ledger.loaders.registry import load_document
from ledger.loaders.web.page import load_html_page
from ledger.model.document import NOTHING_KNOWN, SectionKind

FILES = Path(__file__).parents[1] / "files"
PROSE = "In {} the police of the port counted 412 boats, and 98 of them were burnt that night, the office said. "
ARTICLE = "".join(f"<p>{PROSE.format(year) * 2}</p>" for year in range(2011, 2016))
MENU = "<ul>" + "".join(f"<li><a href='/{n}'>Section {n}</a></li>" for n in range(70, 90)) + "</ul>"


def spoken(source: str, kind: SectionKind = SectionKind.FURNITURE) -> str:
    loaded = load_html_page(Content("a.html", source.encode()))
    return "\n".join(mark.span.of(loaded.text) for mark in loaded.marks if mark.kind is kind)


@pytest.mark.parametrize(
    "around",
    [
        "<nav>{menu}</nav><article>{article}</article>",
        "{menu}<div>{article}</div>",
        "<div id=top-bar>3 offers</div><div class=content>{article}</div>",
        "<div class=content>{article}<div class='related-posts'><h3>Other 12 news</h3>{menu}</div></div>",
        "<div class=content>{article}<h3>Most read, 30 days</h3>{menu}</div>",
        "<table><tr><td>{menu}<td>{article}<td>Weather 31 degrees</table>",
        "<center><table><tr><td>Weather:<br>31 degrees<td><table><tr><td>{article}</table></table></center>",
        "<main>{article}</main><footer>12 Quay Street. All rights reserved, 2021, by its owners.</footer>",
        "<div class=has-sidebar><div>{article}</div><div class=sidebar>{menu}<p>44 jobs in the port.</div></div>",
        "<form action=x><div>{article}</div><div class=cookie-consent>We and 812 partners.</div></form>",
        "{article}<p><a href=x>Ferry fares rise by 12 percent in the ports</a></p>",
    ],
)  # fmt: skip
def test_what_is_around_an_article_is_furniture(around: str) -> None:
    found = spoken(around.format(menu=MENU, article=ARTICLE))
    assert found
    assert "412 boats" not in found
    assert found.count("Section") in (0, 20)


@pytest.mark.parametrize(
    "part",
    [
        "<aside>Correction: an earlier version said that 16 were hurt.</aside>",
        "<aside class=pullquote>16 hurt in a night</aside>",
        "<figure><img><figcaption>Some 16 boats.</figcaption></figure>",
        "<details><summary>How we counted</summary>16 flights.</details>",
        "<ul><li>16 hurt</li><li>3 missing</li></ul>",
        "<table><tr><th>Year<th>Hurt<tr><td>2020<td>16</table>",
        "<blockquote>We saw 16.</blockquote>",
        "<div class=footnotes><ol><li>16 by another count. <a href='#r1'>↩</a></ol></div>",
        "<h2>The 16 hurt</h2><p>Their names are known.</p>",
        "<h2><a href=x>The 16 hurt</a></h2><p>Their names are known.</p>",
        "<p>16 were <a href=x>hurt in the fire of Monday</a>.</p>",
        "<pre>hurt   16</pre>",
    ],
)
def test_all_parts_of_an_article_are_text(part: str) -> None:
    for frame in ("<article><h1>T</h1>{}</article>", "<div><h1>T</h1><div>{}</div></div>"):
        assert "16" not in spoken(frame.format(ARTICLE + part + ARTICLE))


def test_the_head_of_an_article_is_text() -> None:
    head = "<h1>Fire</h1><p class=lead>It burnt 31 boats.</p><p>By Ana Ruiz</p><time>4 May 2021</time>"
    for frame in ("<header>{}</header><main>{}</main>", "<div>{}</div><div><div>{}</div></div>"):
        assert spoken(f"<nav>{MENU}</nav>" + frame.format(head, ARTICLE)).strip() == MENU_TEXT


MENU_TEXT = "\n".join(f"- Section {n}" for n in range(70, 90))


def test_a_short_page_is_text() -> None:
    assert spoken("<h1>412 hurt</h1><p>Police said so.") == ""


def test_a_name_that_the_whole_page_has_says_nothing() -> None:
    assert "412 boats" not in spoken(f"<body class='sidebar related'><div class=widget>{ARTICLE}</div></body>")


def test_readers_comments_are_theirs_with_name_and_day() -> None:
    document = load_document(FILES / "river-post.html")
    comments = [section for section in document.sections if section.kind is SectionKind.COMMENTS]
    told = [(section.metadata.author, str(section.metadata.published)) for section in comments]
    assert told == [("Rosa", "2021-05-05"), ("Tom", "2021-05-06")]
    assert "I counted 50" in comments[0].span.of(document.text)


@pytest.mark.parametrize(
    "frame",
    [
        "<div class='post comments-open'><h2>T</h2>{}</div>",
        "<div class='has-comments'><h2>T</h2>{}</div>",
        "<div id=comments><h2>T</h2>{}</div>",
        "<h1>T</h1><div class=live-match-comments>{}</div>",
    ],
)
def test_an_article_is_not_taken_for_its_comments(frame: str) -> None:
    assert spoken(frame.format(ARTICLE), SectionKind.COMMENTS) == ""


def test_comments_longer_than_the_article_are_comments() -> None:
    page = f"<h1>T</h1><p>{PROSE.format(2020)}</p><section class=comments>{ARTICLE}{ARTICLE}</section>"
    assert spoken(page, SectionKind.COMMENTS).count("412 boats") == 20


def test_a_saved_page_is_read_as_a_whole() -> None:
    document = load_document(FILES / "river-post.html")
    body = [s.span.of(document.text) for s in document.sections if s.kind is SectionKind.BODY]
    assert body[0].startswith("Fourteen hurt in harbour fire\n\nThe fire destroyed 31 boats")
    assert "| Year | burnt | saved |\n| 2020 | 12 | 90 |" in "".join(body)
    assert all(
        said not in "".join(body) for said in ("812", "1,204", "44 jobs", "20%", "12 percent", "300", "50 boats")
    )
    assert [(left.reason, left.numbers) for left in document.left_out] == [("struck out", 1), ("hidden", 2)]
    known = document.metadata
    assert (known.title, known.author) == ("Fourteen hurt in harbour fire", "Ana Ruiz, Luis Paz")
    assert (known.publisher, str(known.published), known.language) == ("River Post", "2021-05-04", "en")


COMMENTS = """<section class=comments><h2>Comments (47)</h2>
<div class=comment><div class=comment-author>by <b class=fn>Rosa</b> says:</div><time datetime=2021-05-05>5 May</time>
<p>I counted 50 boats.</p><span>12 likes</span> <a href=#>Reply</a>
<div class=comment><div class=comment-author>Tom</div><time datetime=2021-05-06>6 May</time>
<p>It was 45.</p></div></div>
<a href=#>Load 44 more comments</a></section>"""


def parts(source: str) -> list[tuple[str, str | None, str]]:
    loaded = load_html_page(Content("a.html", source.encode()))
    return [
        (mark.span.of(loaded.text), mark.metadata.author, str(mark.metadata.published))
        for mark in loaded.marks
        if mark.metadata != NOTHING_KNOWN
    ]


def test_a_comment_within_another_has_its_own_author() -> None:
    page = f"<h1>T</h1>{ARTICLE}{COMMENTS}"
    told = [one for one in parts(page) if "50" in one[0] or "45" in one[0]]
    assert [one[1:] for one in told] == [("Rosa", "2021-05-05"), ("Tom", "2021-05-06")]


def test_what_counts_comments_and_their_readers_is_furniture() -> None:
    around = spoken(f"<h1>T</h1><div>4 min read</div>{ARTICLE}{COMMENTS}")
    for counted in ("Comments (47)", "12 likes Reply", "Load 44 more comments", "4 min read"):
        assert counted in around
    assert "50 boats" not in around


ENTRY = """<div class='{0} n{1}'><p class=author>by <b class=username>{2}</b> » {3} Sep 2023, 21:14</p>
<p>{4} boats.</p></div>"""


@pytest.mark.parametrize("name", ["post", "live-entry", "x7"])
def test_parts_of_one_name_with_days_of_their_own_are_entries(name: str) -> None:
    entries = [ENTRY.format(name, at, who, 12 + at, 30 + at) for at, who in enumerate(["Rosa", "Tom", "Eva"])]
    told = parts(f"<h1>Boats</h1><div>{''.join(entries)}</div>")
    assert [one[1:] for one in told] == [("Rosa", "2023-09-12"), ("Tom", "2023-09-13"), ("Eva", "2023-09-14")]
    assert parts(f"<h1>Boats</h1><div>{''.join(entries[:2])}</div>") == []


def test_the_author_is_found_by_the_name_of_its_part() -> None:
    byline = "<span class=byline>by <span class='author vcard'><a href=x>Ana Ruiz</a></span></span> 4 May 2021"
    loaded = load_html_page(Content("a.html", f"<article><h1>T</h1><div>{byline}</div>{ARTICLE}</article>".encode()))
    assert loaded.metadata.author == "Ana Ruiz"
