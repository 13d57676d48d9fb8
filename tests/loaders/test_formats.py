"""One article in every format, made by real tools: the same figures, on the right page and in the right paragraph.

`python -m benchmarks.make_formats` made the files.
"""

import re
from functools import cache
from pathlib import Path

import pytest

import ledger
from ledger.loaders.loaded import count_numbers
from ledger.model.document import Document, SectionKind
from ledger.model.figure import Figure

FILES = Path(__file__).parent / "files"
ARTICLES = ("floods", "lluvias")
FORMATS = ("md", "html", "docx", "odt", "pdf", "eml", "jsonl")
PAGED = ("docx", "odt", "pdf")
SECOND_PAGE = 6  # figures behind the page break
HEADLINE = 1  # paragraph that a mail has before its text: its subject


@cache
def document(article: str, ending: str) -> Document:
    (loaded,) = ledger.load_documents(FILES / f"{article}.{ending}")
    return loaded


@cache
def figures(article: str, ending: str) -> list[Figure]:
    found = ledger.read_figures(document(article, ending))
    return found[1:] if ending == "eml" else found  # the subject tells the 47 once more


def told(figure: Figure) -> dict[str, object]:
    """Return all that was read of a figure but where it stands and how it was found."""
    record = figure.to_record()
    source = ("id", "path", "document", "section", "title", "publisher", "author", "url")
    where = (*source, "start", "end", "line", "page", "paragraph")
    words = {name: re.sub(r"\s+", " ", str(record[name])) for name in ("surface", "noun", "period_text")}
    rest = {name: value for name, value in record.items() if name not in (*where, "quote", "basis", *words)}
    return rest | words


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize("article", ARTICLES)
def test_an_article_gives_the_same_figures_in_every_format(article: str, ending: str) -> None:
    plain = [told(figure) for figure in figures(article, "txt")]
    assert len(plain) == 31
    assert [told(figure) for figure in figures(article, ending)] == plain


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize("article", ARTICLES)
def test_a_figure_stands_in_the_same_paragraph_in_every_format(article: str, ending: str) -> None:
    """A page of a site has menus above its article, and a mail its subject: they are paragraphs too."""
    plain, here = figures(article, "txt"), figures(article, ending)
    above = {(one.paragraph or 0) - (other.paragraph or 0) for one, other in zip(here, plain, strict=True)}
    assert len(above) == 1
    assert above <= ({0} if ending not in ("html", "eml") else {HEADLINE} if ending == "eml" else set(range(1, 9)))


@pytest.mark.parametrize("ending", PAGED)
@pytest.mark.parametrize("article", ARTICLES)
def test_a_figure_is_on_its_page(article: str, ending: str) -> None:
    pages = [figure.page for figure in figures(article, ending)]
    assert pages == [1] * (31 - SECOND_PAGE) + [2] * SECOND_PAGE


@pytest.mark.parametrize("ending", ("txt", *FORMATS))
@pytest.mark.parametrize("article", ARTICLES)
def test_every_number_of_a_file_is_accounted_for(article: str, ending: str) -> None:
    """Each run of digits in the text is a figure's, an omission's or a problem's, or left out with its reason."""
    reading = ledger.read_document(document(article, ending))
    passages = [(figure.span.start, figure.span.end) for figure in reading.figures]
    passages += [(one.span.start, one.span.end) for one in reading.omissions]
    passages += [(one.span.start, one.span.end) for one in reading.problems]
    text = reading.document.text
    lost = [
        number.group()
        for number in re.finditer(r"\d[\d.,]*", text)
        if not any(start <= number.start() < end for start, end in passages)
    ]
    assert lost == []
    plain = count_numbers(document(article, "txt").text)
    around = sum(
        count_numbers(section.span.of(text))
        for section in reading.document.sections
        if section.kind is SectionKind.FRAME
    )
    twice = count_numbers(str(reading.document.metadata.title)) if ending == "eml" else 0
    assert count_numbers(text) - around - twice == plain


@pytest.mark.parametrize("ending", ("txt", *FORMATS))
@pytest.mark.parametrize("article", ARTICLES)
def test_the_head_of_an_article_is_known_in_every_format(article: str, ending: str) -> None:
    known = document(article, ending).metadata
    assert known.title == document(article, "txt").text.partition("\n")[0]
    assert (known.author, str(known.published)) == ("Lucía Prado", "2022-11-14")
    assert known.language == ("en" if article == "floods" else "es")
    assert known.publisher == ("The Valley Post" if ending in ("html", "jsonl") else None)
