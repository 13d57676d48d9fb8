"""Texts that go day by day are cut into their days."""

from datetime import date

import pytest

from ledger.loaders.layout.sections import find_layout

HEAD = "A register of floods\n\nRiver Watch\nTarija, 3 March 2023\n\nOur notes of the past weeks.\n\n"
HEAD_ES = "Registro de crecidas\n\nVigía del Río\nTarija, 3 de marzo de 2023\n\nNuestras notas.\n\n"


def days_of(text: str) -> list[date | None]:
    return [section.metadata.published for section in find_layout(text).sections]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (
            HEAD + "December 28 — 4 houses fell.\n\nJanuary 9 — 7 houses fell.\n\nJanuary 12, evening — 9 fell.\n",
            [date(2022, 12, 28), date(2023, 1, 9), date(2023, 1, 12)],
        ),
        (
            HEAD_ES + "27 de enero\nCayeron 4 casas.\n\n8 de febrero\nCayeron 7.\n\n20 de febrero\nCayeron 9.\n",
            [date(2023, 1, 27), date(2023, 2, 8), date(2023, 2, 20)],
        ),
        (
            HEAD + "5 February 2023\n4 houses fell.\n\n8 February 2023\n7 fell.\n\n14 February 2023\n9 fell.\n",
            [date(2023, 2, 5), date(2023, 2, 8), date(2023, 2, 14)],
        ),
        (
            HEAD + "March 1: 9 houses fell.\n\nFebruary 8: 7 fell.\n\nFebruary 2: 4 fell.\n",
            [date(2023, 3, 1), date(2023, 2, 8), date(2023, 2, 2)],
        ),
    ],
    ids=["dashes without a year", "lines of their own in Spanish", "lines of their own with the year", "latest first"],
)
def test_entries_are_of_their_days(text: str, days: list[date]) -> None:
    assert days_of(text) == [None, *days]


@pytest.mark.parametrize(
    "body",
    [
        "January 9 — 7 houses fell.\n\nJanuary 12 — 9 fell.\n",
        "January 9 — 7 houses fell.\n\nJanuary 30 — 9 fell.\n\nJanuary 12 — 11 fell.\n",
        "January 9 was dry.\n\nJanuary 12 was wet.\n\nJanuary 20 was dry again.\n",
        "9 January 2019\n4 fell.\n\n12 January 2019\n7 fell.\n\n20 January 2019\n9 fell.\n",
    ],
    ids=["two are no diary", "out of order", "the beginnings of sentences", "long ago"],
)
def test_other_days_cut_no_text(body: str) -> None:
    assert len(find_layout(HEAD + body).sections) == 1


def test_a_text_without_a_date_has_no_days() -> None:
    assert len(find_layout("Notes\n\n" + "May 3 — 4 fell.\n\nMay 5 — 7 fell.\n\nMay 9 — 9 fell.\n").sections) == 1
