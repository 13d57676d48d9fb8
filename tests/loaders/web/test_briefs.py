"""A brief of one or two short paragraphs is the text of its page, however much stands around it."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from ledger.extract.outline import outline_document
from ledger.lexicon.vocabulary import load_lexicon
from ledger.loaders.content import Content
from ledger.loaders.registry import load_content
from ledger.loaders.web.page import load_html_page
from ledger.model.document import SectionKind

BRIEFS = Path(__file__).parents[1] / "files" / "briefs"
# What each page states, and what is around that.
PAGES: dict[str, tuple[list[str], list[str]]] = {
    "amp-es": (["17 muertos y 5"], ["812 socios"]),
    "app-en": (["killed 31", "Forty were"], []),
    "article-es": (["9 detenidos"], ["100,000"]),
    "blogspot-en": (["Eleven bodies were found", "Four of them"], ["2012 (412)", "since 2006"]),
    "br-en": (["Twenty-three people", "8 more"], []),
    "divs-en": (["injured 14 people"], ["250,000"]),
    "divs-es": (["Tres mineros"], ["365 días"]),
    "gov-en": (["fell 6%"], ["56 field"]),
    "gov-es": (["incautó 412", "tres detenidos"], ["14 entidades", "16-21"]),
    "list-en": (["412 dead", "3,000 hurt"], ["90,000"]),
    "ngo-en": (["Nine journalists"], ["$35", "Suite 400"]),
    "p-td-en": (["seized 3,100", "Two men"], []),
    "table-es": (["decomisó 25"], ["31 grados"]),
    "teasers-en": (["killing 8"], []),
    "theme-es": (["Caen 6"], ["112 carpetas"]),
    "wp-en": (["Five people"], ["20 years"]),
    "wp-es": (["Cuatro policías fueron"], ["12,500", "32 municipios", "Av. Juárez 45"]),
}
COOKIES = (
    "<div><p>We use cookies and similar tools on this site to measure its audience, and 300 partners may do so too. "
    "You can change your mind at any time under the settings below.</p></div>"
)


def text_of(source: str) -> str:
    """Return the text of a page without what is around it."""
    loaded = load_html_page(Content("a.html", source.encode()))
    around = [mark.span for mark in loaded.marks if mark.kind is SectionKind.FURNITURE]
    return "".join(sign for at, sign in enumerate(loaded.text) if not any(s.start <= at < s.end for s in around))


def without_title(source: str) -> str:
    return re.sub(r"<title>.*?</title>", "", source)


def without_headings(source: str) -> str:
    return re.sub(r"<(/?)h[1-4]\b", r"<\1div", source)


def without_names(source: str) -> str:
    return re.sub(r"\s(?:class|id)=(?:\"[^\"]*\"|'[^']*'|\S+?)(?=[\s>])", "", source)


def below_cookies(source: str) -> str:
    return re.sub(r"(<body[^>]*>)", rf"\1{COOKIES}", source)


@pytest.mark.parametrize("name", PAGES)
def test_a_brief_is_told_from_what_is_around_it(name: str) -> None:
    told, around = PAGES[name]
    text = text_of((BRIEFS / f"{name}.html").read_text(encoding="utf-8"))
    assert [said for said in told if said not in text] == []
    assert [said for said in around if said in text] == []


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(
    "changes",
    [
        [without_title],
        [without_headings],
        [without_names],
        [below_cookies],
        [without_names, below_cookies],
        [without_title, without_headings, without_names],
        [without_title, without_headings, without_names, below_cookies],
    ],
)
def test_no_brief_is_lost_where_less_is_known_of_its_page(name: str, changes: list[Callable[[str], str]]) -> None:
    source = (BRIEFS / f"{name}.html").read_text(encoding="utf-8")
    for change in changes:
        source = change(source)
    text = text_of(source)
    assert [said for said in PAGES[name][0] if said not in text] == []


def test_a_long_imprint_is_text() -> None:
    long = "<p>" + "In 2020 the office heard of 412 cases, and closed 98 of them. " * 20 + "</p>"
    assert "412 cases" in text_of(f"<h1>T</h1><p>We are 12 people.</p><div><h2>Contact us</h2>{long}</div>")


FRAMES = {
    "es": (
        "<nav><a href=/1>Las noticias de la región</a> <a href=/2>Lo más leído en el país</a></nav>{}<footer><p>Este "
        "es un medio de la región que no recibe dinero de los partidos ni de las empresas. Los textos que se publican "
        "en la página son de sus autores.</p></footer>"
    ),
    "en": (
        "<nav><a href=/1>All the news of the region</a> <a href=/2>What they read in the country</a></nav>{}<footer><p>"
        "This is a paper of the region and it takes no money from the parties or from the firms. The texts that are "
        "on this page are those of their authors.</p></footer>"
    ),
}
ARTICLES = {
    "en": "<h1>Police seize 412 rifles</h1><p>Police seized 412 rifles in Tumaco. Two men were held.</p>",
    "es": "<h1>Decomisan 412 fusiles</h1><p>La policía decomisó 412 fusiles en Tumaco. Dos fueron detenidos.</p>",
}


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("site", ["en", "es"])
@pytest.mark.parametrize("root", ["<html>", "<html lang={}>"])
def test_a_page_is_in_the_language_of_its_article(root: str, site: str, language: str) -> None:
    source = root.format(site) + FRAMES[site].format(ARTICLES[language])
    document = load_content(Content("a.html", source.encode()))
    assert document.metadata.language == language
    told = outline_document(document, load_lexicon())
    assert {one.language.code for one in told if one.section.kind is SectionKind.BODY} == {language}
