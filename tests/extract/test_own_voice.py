"""A document's publisher by its short form, whatever letters both have."""

import pytest

from ledger.extract.own_voice import is_own_voice

MESA = "Mesa de Pescadores y Lugareños Unidos"


@pytest.mark.parametrize(
    ("name", "publisher", "own"),
    [
        ("MEPLU", MESA, True),
        ("MPLU", MESA, True),
        ("registro de la MEPLU", MESA, True),
        ("MEPLUS", MESA, False),
        ("MEL", MESA, False),
        ("Lugareños Unidos", MESA, False),
        ("MEPLU", None, False),
    ],
)
def test_a_short_form_is_made_of_the_beginnings_of_all_words(name: str, publisher: str | None, own: bool) -> None:
    assert is_own_voice(name, publisher) is own


def test_letters_that_many_words_may_account_for_are_tried_once() -> None:
    """Each way to part 36 letters among 16 words is far more than can be tried."""
    assert not is_own_voice("A" * 36, " ".join(["A" * 18] * 16) + " B")
