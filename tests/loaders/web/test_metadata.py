"""Each value that a page declares is taken from the surest place that has it."""

import json
from datetime import date

import pytest

from ledger.loaders.content import Content
from ledger.loaders.web.page import load_html_page
from ledger.model.document import Metadata

CHANGED = "<meta property='article:modified_time' content='2021-05-04'>"
TWO = [
    {"@type": "NewsArticle", "datePublished": "2021-05-01", "url": "https://x.example/a"},
    {"@type": "NewsArticle", "datePublished": "2021-05-04", "mainEntityOfPage": {"@id": "http://x.example/b"}},
]
PROSE = "<p>In 2020 the police of the port counted 412 boats, and 98 of them were burnt that night. "


def declared(head: str, body: str = "", lang: str = "") -> Metadata:
    source = f"<html lang='{lang}'><head>{head}</head><body>{body}{PROSE * 4}</body></html>"
    return load_html_page(Content("a.html", source.encode())).metadata


def ld(*things: object) -> str:
    return "".join(f'<script type="application/ld+json">{json.dumps(thing)}</script>' for thing in things)


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<title>Fire in port | River Post</title><meta property=og:site_name content='River Post'>", "Fire in port"),
        ("<title>River Post: Fire in port</title><meta property=og:site_name content='River Post'>", "Fire in port"),
        ("<title>River Post</title><meta property=og:site_name content='River Post'>", "River Post"),
        ("<title>Fire | X</title><meta property='og:title' content='Fire in port'>", "Fire in port"),
        ("<meta name=DC.Title content='Fire in port'>", "Fire in port"),
        (ld({"@type": "NewsArticle", "headline": "Fire in port"}) + "<title>Other</title>", "Fire in port"),
        (ld({"@type": "NewsArticle", "headline": "Fire in..."}) + "<title>Fire in port</title>", "Fire in port"),
        ("", None),
    ],
)
def test_a_title_is_told_without_the_sites_name(head: str, title: str | None) -> None:
    assert declared(head).title == title


def test_a_heading_within_the_windows_title_is_the_title() -> None:
    assert (
        declared("<title>Fire in port &laquo; The Post, 12 May</title>", "<h1>Fire in port</h1>").title
        == "Fire in port"
    )
    old = "<font size=5><b>Fire in port</b></font><br>By Ana Ruiz<br>4 May 2021<br><br>"
    assert declared("<title>The Post - Fire in port</title>", old).title == "Fire in port"


@pytest.mark.parametrize(
    ("head", "author"),
    [
        (ld({"@type": "Article", "headline": "x", "author": {"name": "Ana Ruiz"}}), "Ana Ruiz"),
        (
            ld({"@type": ["Article"], "headline": "x", "author": [{"name": "Ana"}, "Luis", {"name": ["Ana"]}]}),
            "Ana, Luis",
        ),
        ("<meta name=author content='Ana Ruiz'>", "Ana Ruiz"),
        (
            "<meta name=citation_author content='Ruiz, A.'><meta name=citation_author content='Paz, L.'>",
            "Ruiz, A., Paz, L.",
        ),
        ("<meta name=author content='https://x.example/ana'>", None),
        ("<meta name='twitter:creator' content='@ana'>", None),
    ],
)
def test_authors_are_named(head: str, author: str | None) -> None:
    assert declared(head).author == author


def test_an_author_named_in_the_page_is_found() -> None:
    person = "<div itemprop=author><span itemprop=name>Ana Ruiz</span> has written for 30 years.</div>"
    assert declared("", person).author == "Ana Ruiz"
    assert declared("", "<a rel=author href=/ana>Ana Ruiz</a>").author == "Ana Ruiz"


@pytest.mark.parametrize(
    ("head", "day"),
    [
        (ld({"@type": "NewsArticle", "datePublished": "2021-05-04T23:50:00-05:00"}), date(2021, 5, 4)),
        (ld({"@graph": [{"@type": "WebSite"}, {"@type": "Report", "datePublished": "2021-05-04"}]}), date(2021, 5, 4)),
        (ld([{"@type": "WebPage", "datePublished": "2021-05-04"}]), date(2021, 5, 4)),
        ("<meta property='article:published_time' content='2021-05-04T00:10Z'>", date(2021, 5, 4)),
        ("<meta name=citation_publication_date content='2021/05/04'>", date(2021, 5, 4)),
        ("<meta name=DC.date.issued content='4 May 2021'>", date(2021, 5, 4)),
        ("<meta name=date content='20210504'>", date(2021, 5, 4)),
        ("<meta name=date content='Tue, 04 May 2021 10:00:00 GMT'>", date(2021, 5, 4)),
        ("<meta name=citation_date content='2021'>", None),
        ("<meta name=date content='2021-13-45'>", None),
        (ld({"@type": "NewsArticle", "dateModified": "2021-05-04", "headline": "x"}), None),
        (CHANGED + "<meta property='og:updated_time' content='2021-05-04'>", None),
        (ld(*TWO), None),
        ("<link rel=canonical href='https://x.example/b/'>" + ld(*TWO), date(2021, 5, 4)),
        ('<script type="application/ld+json">{"@type": "NewsArticle", datePublished: </script>', None),
        ('<script type="application/ld+json">' + "[" * 100_000 + "</script>", None),
    ],
)  # fmt: skip
def test_the_day_of_publication_is_told_and_never_that_of_a_change(head: str, day: date | None) -> None:
    assert declared(head).published == day


@pytest.mark.parametrize(
    ("body", "day"),
    [
        ("<article><h1>T</h1><time datetime='2021-05-04T10:00'>4 May</time>", date(2021, 5, 4)),
        ("<article><h1>T</h1><span itemprop=datePublished content='2021-05-04'>May</span>", date(2021, 5, 4)),
        ("<article><h1>T</h1><p>Updated <time datetime='2021-05-04'>4 May</time>", None),
        ("<aside class=sidebar><time datetime='2021-05-04'>4 May</time> Other news</aside><article><h1>T</h1>", None),
        ("<article><h1>T</h1><time>4 May</time>", None),
    ],
)
def test_a_time_in_the_article_tells_its_day(body: str, day: date | None) -> None:
    assert declared("", body).published == day


def test_the_address_is_the_canonical_one_or_where_the_page_was_saved_from() -> None:
    assert declared("<link rel='canonical' href='https://x.example/a'>").url == "https://x.example/a"
    assert declared("<meta property=og:url content='https://x.example/b'>").url == "https://x.example/b"
    assert declared("<!-- saved from url=(0019)https://x.example/c -->").url == "https://x.example/c"
    assert (
        declared("<!-- Page saved with SomeTool\n url: https://x.example/d \n saved date: x -->").url
        == "https://x.example/d"
    )
    assert declared("<link rel='canonical' href='/a'>").url is None


@pytest.mark.parametrize(
    ("lang", "language"), [("en-GB", "en"), ("EN", "en"), ("es", None), ("de", "de"), ("", None), ("x-klingon", None)]
)
def test_the_language_is_the_pages_own_not_its_templates(lang: str, language: str | None) -> None:
    assert declared("", lang=lang).language == language


def test_the_publisher_is_the_site() -> None:
    article = ld({"@type": "NewsArticle", "headline": "x", "publisher": {"@type": "Organization", "name": "Post Ltd"}})
    assert declared(f"<meta property='og:site_name' content='River Post'>{article}").publisher == "River Post"
    assert declared(article).publisher == "Post Ltd"
