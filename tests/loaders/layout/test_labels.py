"""Labelled lines at the head of a text are metadata, and front matter."""

from datetime import date

import pytest

from ledger.loaders.layout.sections import find_layout
from ledger.model.document import Metadata, SectionKind

PROSE = "Officials said that the count of the year before had been revised and that more cases were under study. " * 3
PROSA = "Las autoridades dijeron que el conteo del año anterior fue revisado y que hay más casos en estudio. " * 3

HEADS = {
    f"Title: Killings rise to 412\nPublisher: River Monitor\nAuthor: Ana Ruiz\nDate: 2021-03-15\n"
    f"Source: https://example.org/a\nLanguage: English\n\n{PROSE}": Metadata(
        "Killings rise to 412", "Ana Ruiz", "River Monitor", date(2021, 3, 15), "https://example.org/a", "en"
    ),
    f"Título: Suben a 412\nMedio: El Faro\nAutor: Lucía Armenta\nFuente: Otra\nFecha: 15 de marzo de 2021\n"
    f"URL: https://example.org/b\nIdioma: Español\n{PROSA}": Metadata(
        "Suben a 412", "Lucía Armenta", "El Faro", date(2021, 3, 15), "https://example.org/b", "es"
    ),
    f"Source: El Universal\r\nSection: Politics\r\nTitle: The Count: a History\r\n\r\n{PROSE}": Metadata(
        "The Count: a History", None, "El Universal", None, None, "en"
    ),
    f'---\ntitle: "The Count Rises"\nauthor: Ana Ruiz\ndate: 04/01/21\n---\n\n{PROSE}': Metadata(
        "The Count Rises", "Ana Ruiz", None, date(2021, 4, 1), None, "en"
    ),
    f"**Fecha:** 04/01/21\n**Idioma:** es\n\n{PROSE}": Metadata(None, None, None, date(2021, 1, 4), None, "es"),
    f"Publisher: River Monitor\nDate: 2021-03-15\n\nWhy Does the Count Rise?\n\nBy Ana Ruiz\n\n{PROSE}": Metadata(
        "Why Does the Count Rise?", "Ana Ruiz", "River Monitor", date(2021, 3, 15), None, "en"
    ),
}


@pytest.mark.parametrize(("text", "stated"), HEADS.items(), ids=[text.split("\n")[0] for text in HEADS])
def test_labelled_lines_state_what_the_text_is(text: str, stated: Metadata) -> None:
    assert find_layout(text).metadata == stated


@pytest.mark.parametrize("head", ["Source: El Economista", "Title: Alone\nTitular: Solo", "Note: see below\nKey: a"])
def test_one_kind_of_label_is_no_front_matter(head: str) -> None:
    layout = find_layout(f"{head}\n\n{PROSE}")
    assert {section.kind for section in layout.sections} == {SectionKind.BODY}
    assert layout.metadata.publisher is None


def test_labelled_lines_stand_apart_from_the_text_and_from_the_title() -> None:
    text = f"Title: Killings rise to 412\nPublisher: River Monitor\nDate: 2021-03-15\n{PROSE}"
    parts = [(section.kind, section.span.of(text).strip()) for section in find_layout(text).sections]
    assert parts == [
        (SectionKind.BODY, "Title: Killings rise to 412"),
        (SectionKind.FURNITURE, "Publisher: River Monitor\nDate: 2021-03-15"),
        (SectionKind.BODY, PROSE.strip()),
    ]


def test_what_is_typed_as_the_language_decides_over_the_label() -> None:
    text = f"Language: English\nDate: 04/01/21\n\n{PROSE}"
    assert find_layout(text).metadata.published == date(2021, 4, 1)
    assert find_layout(text, "es").metadata.published == date(2021, 1, 4)
