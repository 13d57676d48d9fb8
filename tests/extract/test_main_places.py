"""Which country a text is about, by the money it speaks of."""

import pytest

from ledger.extract.main_places import count_currencies
from ledger.extract.tokens import Sentence
from ledger.lexicon.vocabulary import load_lexicon
from ledger.model.span import Span


def counted(text: str, code: str) -> list[str]:
    lexicon = load_lexicon()
    sentence = Sentence(text, Span(0, len(text)), lexicon.languages[code])
    return list(count_currencies([sentence], lexicon.units))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Pagó en zlotys, en kunas y en cedis.", ["PL", "HR", "GH"]),
        ("Pagó en cedis, en kunas y en zlotys.", ["GH", "HR", "PL"]),
    ],
)
def test_countries_whose_money_is_told_count_in_the_order_of_the_text(text: str, told: list[str]) -> None:
    assert counted(text, "es") == told


def test_only_capitals_are_the_code_of_a_currency() -> None:
    assert counted("Mad at them all, Ron paid his top aides.", "en") == []
    assert counted("They paid ALL 500 and MAD 20.", "en") == ["AL", "MA"]
