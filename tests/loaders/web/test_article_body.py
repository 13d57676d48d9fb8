"""A page that shows nothing is read from what it tells machines, and says so."""

import json

import pytest

from ledger.loaders.content import Content
from ledger.loaders.registry import load_content
from ledger.loaders.web.article_body import ONLY_FOR_MACHINES
from ledger.model.document import Document, SectionKind

TEXT = "Police counted 412 burnt boats in the port.\n\nSome 98 of them had been moored on the north dock that night."
SHELLS = [
    "<div id=root></div><noscript>You need to enable JavaScript to run this app, version 12.</noscript>",
    "<app-root></app-root>",
    "<nav><a href=/>Home</a> <a href=/n>News of 2 days</a></nav><div id=app>Loading…</div><footer>© 2021</footer>",
    "<div id=app></div><div class=c1><p>We and our 300 partners use cookies on this site.</p></div>",
    "<h1>Boats burn</h1><div id=app></div>",
]


def load(shell: str, body: object, kind: str = "NewsArticle") -> Document:
    thing = {"@type": kind, "headline": "Boats burn", "datePublished": "2021-05-04", "articleBody": body}
    told = f'<script type="application/ld+json">{json.dumps({"@graph": [thing]})}</script>'
    page = f"<html><head><title>Boats burn</title>{told}</head><body>{shell}</body></html>"
    return load_content(Content("a.html", page.encode()))


def text_of(document: Document) -> list[str]:
    own = (one.span.of(document.text) for one in document.sections if one.kind is SectionKind.BODY)
    return [line for text in own for line in text.split("\n") if line]


def is_marked(document: Document) -> bool:
    return ONLY_FOR_MACHINES in [left.reason for left in document.left_out]


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize(
    "body",
    [
        TEXT,
        TEXT.replace("\n\n", "\r\n"),
        "<p>" + TEXT.replace("\n\n", "</p><p>") + "</p>",
        "&lt;p&gt;" + TEXT.replace("\n\n", "&lt;/p&gt;&lt;p&gt;"),
    ],
)
def test_the_text_told_to_machines_is_that_of_an_empty_page(shell: str, body: str) -> None:
    document = load(shell, body)
    assert text_of(document) == TEXT.split("\n\n")
    assert is_marked(document)
    assert str(document.metadata.published) == "2021-05-04"


@pytest.mark.parametrize(
    "shell",
    [
        "<article><p>Police counted 412 burnt boats in the port.</p><p>Read on for $5 a month.</p></article>",
        "<h1>Boats burn</h1><p>Police counted 412 burnt boats in the port.</p>",
        f"<main>{'<p>In the port 31 ships lay idle for want of crews and of fuel, their owners said.</p>' * 8}</main>",
    ],
)
def test_what_a_page_shows_is_its_text(shell: str) -> None:
    document = load(shell, TEXT)
    assert "98" not in document.text
    assert not is_marked(document)


@pytest.mark.parametrize("body", [None, "", 12, ["x"], {"a": "b"}, "<p></p>"])
def test_a_body_that_is_no_text_is_none(body: object) -> None:
    assert not is_marked(load("<h1>Boats burn</h1><p>It burnt 12 boats.</p>", body))
