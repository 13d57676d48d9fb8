"""Which country a text is about does not hang on the order in which Python keeps a set."""

import pytest

from ledger.extract.main_places import count_currencies
from ledger.extract.tokens import Sentence
from ledger.lexicon.vocabulary import load_lexicon
from ledger.model.span import Span


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Pagó en soles, en quetzales y en guaraníes.", ["PE", "GT", "PY"]),
        ("Pagó en guaraníes, en quetzales y en soles.", ["PY", "GT", "PE"]),
    ],
)
def test_countries_whose_money_is_told_count_in_the_order_of_the_text(text: str, told: list[str]) -> None:
    lexicon = load_lexicon()
    sentence = Sentence(text, Span(0, len(text)), lexicon.languages["es"])
    assert list(count_currencies([sentence], lexicon.units)) == told
