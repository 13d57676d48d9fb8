"""The topics of figures that do not say themselves what they are about."""

import pytest

from ledger.extract.figures import read_figures
from ledger.model.document import Document
from ledger.model.figure import Basis, Figure


def read(text: str) -> list[Figure]:
    return read_figures(Document.from_text(text))


def topics(text: str) -> dict[str, tuple[str, ...]]:
    return {figure.surface: figure.topics for figure in read(text)}


@pytest.mark.parametrize(
    ("text", "surface", "topic"),
    [
        ("The office received 1,200 complaints. Five states account for 68 percent.", "68 percent", "complaints"),
        ("The office received 1,200 complaints. Five states account for 68 percent.", "Five", "complaints"),
        ("La oficina recibió 1.200 quejas. Cinco estados suman el 68 %.", "68 %", "complaints"),
        ("Murders rose to 2,400. It is nearly double.", "nearly double", "homicides"),
        ("Los homicidios subieron a 2.400. Es casi el doble.", "casi el doble", "homicides"),
        ("Foreign aid to Peru fell. Bolivia will get $44 million.", "$44 million", "aid"),
        ("La ayuda exterior bajó. Bolivia recibirá 44 millones de dólares.", "44 millones de dólares", "aid"),
        ("Homicides by state\n\nJalisco (34), Sonora (21) and Colima (9) follow.", "21", "homicides"),
        ("## 2. Homicidios por estado\n\nSiguen Jalisco (34) y Sonora (21).", "34", "homicides"),
    ],
)
def test_an_open_figure_is_on_what_the_text_speaks_of(text: str, surface: str, topic: str) -> None:
    assert topics(text)[surface][0] == topic


@pytest.mark.parametrize(
    "text",
    [
        "The office received 1,200 complaints. It bought 40 lamps.",
        "La oficina recibió 1.200 quejas. Compró 40 lámparas.",
    ],
)
def test_a_figure_that_counts_another_thing_is_not(text: str) -> None:
    assert topics(text)["40"] == ()


def test_a_topic_taken_over_names_its_basis_and_no_measure() -> None:
    last = read("The office received 1,200 complaints. Five states account for 68 percent.")[-1]
    assert (last.measure, last.basis.get("topics")) == (None, Basis.PARAGRAPH)


def test_who_speaks_is_not_what_is_spoken_of() -> None:
    assert topics("The National Election Commission said that 40 lamps were stolen.")["40"] == ()


def test_a_figure_has_no_more_than_three_topics() -> None:
    text = "Some 40 migrants, voters, soldiers and hungry prisoners in the corruption trial were killed."
    assert all(len(found) <= 3 for found in topics(text).values())


def test_money_does_not_go_on_with_the_dead() -> None:
    found = topics("The flood killed 31 people, and the repairs will take $4 million.")
    assert "killings-other" not in found["$4 million"]
