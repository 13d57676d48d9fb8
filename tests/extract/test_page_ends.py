"""Sentences that the page around a text breaks are read as one, and so are words that a line's end parts."""

from dataclasses import replace

import pytest

from ledger.extract.figures import read_document
from ledger.model.document import Document, Section, SectionKind
from ledger.model.span import Span

BEFORE = "The police spoke on Monday. In 2019 the police of Honduras\nrecorded, as the ministry of security has it,\n\n"
AROUND = "Annual report  12\n\nMinistry of Security of Chile, 2007\n\n"
AFTER = "1,234 homicides in all, and 45 of them\nwere of women. That was less.\n"


def document(*parts: tuple[str, SectionKind]) -> Document:
    text, sections = "", []
    for number, (part, kind) in enumerate(parts, 1):
        sections.append(Section(number, Span(len(text), len(text) + len(part)), kind))
        text += part
    return replace(Document.from_text(text), sections=tuple(sections))


def test_a_sentence_goes_on_behind_the_page_around_it() -> None:
    paged = document((BEFORE, SectionKind.BODY), (AROUND, SectionKind.FRAME), (AFTER, SectionKind.BODY))
    reading = read_document(paged)
    first, second = reading.figures
    assert (first.surface, first.noun, first.period.text) == ("1,234", "homicides", "2019")
    assert first.place and first.place.name == "Honduras"
    assert first.quote.startswith("In 2019 the police") and first.quote.endswith("were of women.")
    assert first.paragraph == second.paragraph == 1
    assert [omission.surface for omission in reading.omissions] == ["2019", "12", "2007"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (BEFORE.replace("has it,", "has it."), AFTER),  # ended
        (BEFORE, AFTER.replace("1,234", "2. That 1,234")),  # an item of a list
        ("Homicides in the north\n\n", AFTER),  # a heading
        ("By Ana Ruiz of the Northern Post\n\n", "reported 45 homicides."),
    ],
)
def test_what_has_ended_does_not_go_on(before: str, after: str) -> None:
    paged = document((before, SectionKind.BODY), (AROUND, SectionKind.FRAME), (after, SectionKind.BODY))
    assert all((figure.paragraph or 0) > 1 for figure in read_document(paged).figures)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The police recorded 412 homi-\ncides in 2019.", [("412", "homicides")]),
        ("The police recorded 412 homi-\r\n   cides in 2019.", [("412", "homicides")]),
        ("The court has twenty-\nfive judges in 2019.", [("twenty-\nfive", "judges")]),
        ("The police held 412 non-\nEuropean men in 2019.", [("412", "non-European men")]),
        ("The police killed 412² people in 2019.", [("412", "people")]),
        ("The police killed 412¹\u2009² people in 2019.", [("412", "people")]),
        ("The police killed 412ⁱᵛ people in 2019.", [("412", "people")]),
        ("They found 10⁶ cells.", []),
    ],
)
def test_words_that_a_line_parts_are_one(text: str, told: list[tuple[str, str]]) -> None:
    figures = read_document(Document.from_text(text)).figures
    assert [(figure.surface, figure.noun) for figure in figures] == told


def test_long_lines_are_paragraphs_but_within_a_word() -> None:
    long = "The prosecutor of the north, who spoke in the capital on Monday, said that police counted 412 homi-"
    figures = read_document(Document.from_text(f"{long}\ncides in 2019.\nOf these, 45 were of women.\n")).figures
    assert [(figure.paragraph, figure.noun) for figure in figures] == [(1, "homicides"), (2, "women")]


def test_the_rows_of_a_table_are_no_headings_of_the_next() -> None:
    text = "| Department | Killed |\n| Cortés | 412 |\n| Yoro | 218 |\n| Colón | 97 |\n\n"
    text += "| Town | 2017 | 2018 |\n| Choloma | 212 | 198 |\n| Tela | 45 | 50 |\n"
    figures = read_document(Document.from_text(text)).figures
    assert [figure.surface for figure in figures] == ["412", "218", "97", "212", "198", "45", "50"]
