"""A text dated with a month alone is not of the day on which a program made its file."""

from datetime import date

import pytest

from ledger.loaders.layout.months import without_later_stamp
from ledger.model.document import Metadata


@pytest.mark.parametrize(
    "head",
    ["Broken Taps\n\nSeptember 2022\n\nText.", "Informe\nLima, septiembre de 2022\n", "Informe\n\nSeptiembre del 2022"],
)
def test_an_earlier_month_in_the_head_stands_against_the_stamp(head: str) -> None:
    stamped = Metadata(author="Ana Ruiz", published=date(2026, 11, 22))
    assert without_later_stamp(stamped, head) == Metadata(author="Ana Ruiz")
    assert without_later_stamp(Metadata(published=date(2022, 9, 5)), head).published == date(2022, 9, 5)


@pytest.mark.parametrize(
    "text", ["Rain fell in September 2022.", "Results\n\nSeptember 2022 to May 2023", "x\n" * 20 + "May 2019"]
)
def test_a_month_within_a_line_or_far_down_says_nothing(text: str) -> None:
    stamped = Metadata(published=date(2026, 11, 22))
    assert without_later_stamp(stamped, text) is stamped
