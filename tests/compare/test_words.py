"""Whether two noun phrases name one thing: the case table, and what holds of the concepts behind it."""

import tomllib
from pathlib import Path

import pytest

from ledger.compare.words import concepts
from ledger.errors import LexiconError
from ledger.lexicon.comparison import load_comparison, make_concepts
from ledger.lexicon.toml_tables import parse_toml

CASES = tomllib.loads((Path(__file__).parents[1] / "cases/compare/concepts.toml").read_text("utf-8"))


@pytest.mark.parametrize(("one", "other"), CASES["same"], ids=" = ".join)
def test_two_phrases_name_one_thing(one: str, other: str) -> None:
    assert concepts(one) == concepts(other)


@pytest.mark.parametrize(("one", "other"), CASES["apart"], ids=" / ".join)
def test_two_phrases_name_two_things(one: str, other: str) -> None:
    assert concepts(one) != concepts(other)


def test_every_concept_is_its_own_name() -> None:
    named = load_comparison().concepts
    assert [key for key in named.values() if " " not in key and concepts(key) != {key}] == []


def test_a_word_of_two_concepts_is_a_mistake_named_by_file_and_key() -> None:
    table = parse_toml('one = { en = "word" }\nother = { es = "palabra, word" }', "data/concepts.toml")
    with pytest.raises(LexiconError, match=r"data/concepts\.toml, \[other\].*'word' stands for 'one' already"):
        make_concepts(table)


def test_a_word_of_both_genders_is_two() -> None:
    table = parse_toml('chief = { es = "jefe/a, director/a, encargado/a" }', "data/concepts.toml")
    assert sorted(make_concepts(table)) == [
        "chief", "director", "directora", "encargada", "encargado", "jefa", "jefe",
    ]  # fmt: skip
