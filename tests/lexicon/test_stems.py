"""Phrases with open endings are found wherever they stand, overlapping or not."""

from ledger.lexicon.phrases import split_words
from ledger.lexicon.stems import StemTable, split_stems


def found(table: StemTable[str], text: str) -> list[tuple[int, int, list[str]]]:
    return list(table.find(split_words(text)))


def test_a_star_stands_for_any_ending() -> None:
    table = StemTable([("policía* asesinad*", "killed")])
    assert found(table, "Los POLICÍAS asesinados") == [(1, 3, ["killed"])]
    assert found(table, "la policía asesinada") == [(1, 3, ["killed"])]
    assert found(table, "policías que asesinan") == []


def test_a_word_without_a_star_is_itself_alone() -> None:
    table = StemTable([("plan", "plan")])
    assert [hit[:2] for hit in found(table, "a plan to plant planes")] == [(1, 2)]


def test_every_phrase_is_found_the_longest_first() -> None:
    table = StemTable([("gang killing*", "gangs"), ("killing*", "killings"), ("gang*", "gang")])
    assert found(table, "gang killings") == [(0, 2, ["gangs"]), (0, 1, ["gang"]), (1, 2, ["killings"])]


def test_a_phrase_given_twice_has_both_meanings() -> None:
    table = StemTable([("aid", "one"), ("aid", "other")])
    assert found(table, "aid") == [(0, 1, ["one", "other"])]


def test_what_is_remembered_of_words_changes_nothing() -> None:
    table = StemTable([("aid*", "aid")])
    many = [f"word{letter}{other}" for letter in "abcdef" for other in "abcdef"]
    assert [list(table.find([*many, "aided"])) for _ in range(2)] == [[(36, 37, ["aid"])]] * 2


def test_stars_stay_with_their_words() -> None:
    assert split_stems("U.S. aid* *") == ("u", ".", "s", ".", "aid**")
