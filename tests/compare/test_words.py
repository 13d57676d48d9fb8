"""Whether two noun phrases name one thing: the case table, and what holds of the concepts behind it."""

import tomllib
from pathlib import Path

import pytest

from ledger.compare.words import concepts
from ledger.errors import LexiconError
from ledger.lexicon.comparison import fold, make_concepts
from ledger.lexicon.toml_tables import parse_toml, read_data

CASES = tomllib.loads((Path(__file__).parents[1] / "cases/compare/concepts.toml").read_text("utf-8"))


@pytest.mark.parametrize(("one", "other"), CASES["same"], ids=map(" = ".join, CASES["same"]))
def test_two_phrases_name_one_thing(one: str, other: str) -> None:
    assert concepts(one) == concepts(other)


@pytest.mark.parametrize(("one", "other"), CASES["apart"], ids=map(" / ".join, CASES["apart"]))
def test_two_phrases_name_two_things(one: str, other: str) -> None:
    assert concepts(one) != concepts(other)


def plural(word: str, language: str) -> str:
    """Return the plural of a regular word."""
    if language == "es":
        return f"{word[:-1]}ces" if word.endswith("z") else f"{word}s" if word.endswith(tuple("aeiou")) else f"{word}es"
    return f"{word[:-1]}ies" if word.endswith(("ty", "cy", "gy", "ry")) else f"{word}s"


def test_no_plural_is_taken_for_another_word() -> None:
    """The refugees are no refuges, and "importes" are no imports."""
    table = read_data("concepts.toml")
    words = {
        (word, code) for key in table for code in table.table(key) for word in table.table(key).text(code).split(", ")
    }
    single = [(fold(word), code) for word, code in words if word.isalpha() and not fold(word).endswith(("s", "x", "h"))]
    told = {plural(word, code): word for word, code in single}
    meant = {"arms", "escolares", "internos", "padres"}  # weapons, pupils, prisoners, parents
    assert [many for many, word in told.items() if concepts(many) != concepts(word) and many not in meant] == []


def test_a_word_of_two_concepts_is_a_mistake_named_by_file_and_key() -> None:
    table = parse_toml('one = { en = "word" }\nother = { es = "palabra, word" }', "data/concepts.toml")
    with pytest.raises(LexiconError, match=r"data/concepts\.toml, \[other\].*'word' stands for 'one' already"):
        make_concepts(table)


def test_what_was_done_is_known_by_its_participle() -> None:
    table = parse_toml('burned = { es = "quemado/a" }\nbuilt = { es = "construido/a" }', "data/concepts.toml")
    assert {"quemo", "quemaron", "construyo", "construyeron"} < make_concepts(table).keys()


def test_a_word_of_both_genders_is_two() -> None:
    table = parse_toml('chief = { es = "jefe/a, director/a, abogada" }', "data/concepts.toml")
    assert sorted(make_concepts(table)) == [
        "abogada", "chief", "director", "directora", "jefa", "jefe",
    ]  # fmt: skip
