"""The tables of words load, hold each word once, and name their mistakes by file and key."""

import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ledger.errors import LexiconError
from ledger.lexicon import languages
from ledger.lexicon.comparison import load_comparison
from ledger.lexicon.languages import load_languages
from ledger.lexicon.phrases import PhraseTable, fold, phrase_set, split_words
from ledger.lexicon.places import load_places
from ledger.lexicon.sections import load_section_words
from ledger.lexicon.toml_tables import Table, parse_toml, read_data, read_data_folder, topic_keys
from ledger.lexicon.topics import load_populations, load_topics, make_topics
from ledger.lexicon.units import load_units
from ledger.lexicon.vocabulary import lexicon_fingerprint, load_lexicon

DATA = Path(__file__).parents[2] / "ledger" / "data"
TABLES = sorted(DATA.rglob("*.toml"))
LANGUAGES = sorted((DATA / "languages").glob("*.toml"))


def named(path: Path) -> str:
    return path.relative_to(DATA).as_posix()


def loaded(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


# Loading


def test_everything_loads() -> None:
    lexicon = load_lexicon()
    assert set(lexicon.languages) == {"en", "es"}
    assert {topic.key for topic in lexicon.topics} >= {"aid", "homicides", "police-killed", "complaints"}
    assert lexicon.places.by_code["MX"].name == "Mexico"
    assert load_comparison().concepts
    assert load_section_words().months
    assert load_lexicon() is lexicon
    assert len(lexicon_fingerprint()) == 16


@pytest.mark.parametrize("path", TABLES, ids=named)
def test_a_table_is_valid_and_reads_through_the_package(path: Path) -> None:
    assert dict(read_data(named(path)).values).keys() == loaded(path).keys()


def test_both_languages_have_the_same_tables() -> None:
    one, other = ({name for name, value in loaded(path).items() if isinstance(value, dict)} for path in LANGUAGES)
    assert one == other


# Single words, told once

BY_KEY = ("hedges", "hedges_after", "modality")  # tables whose keys are what their words mean
# Lists that are compared with one word at a time; a phrase in them is never found.
SINGLE = {
    "": ("stopwords",),
    "numbers": (
        "ones", "articles", "joins", "hundreds", "starts_alone", "money_letters", "halves", "vague_link", "multi",
        "ordinal_endings", "fraction_parts", "needs_part", "bare_fractions", "fraction_articles", "multiple_articles",
        "needs_frame", "times", "times_frames", "fold", "per_strong", "per_nouns", "to_words", "change_frames",
        "change_verbs", "increase_words", "decrease_words", "difference_words", "change_links", "first_end_links",
        "minus_words", "change_steps", "after_one",
        "half_frames", "half_not_after", "fraction_links", "end_articles", "unit_links",
    ),
    "time": (
        "bare_risky", "to_words", "early", "month_links", "year_links", "day_joints", "year_prefixes",
        "part_articles", "part_links", "decade_articles", "day_articles", "year_nouns", "before_counts", "future",
        "clock_words", "sure_clock_words", "hour_lengths",
    ),
    "nouns": ("articles", "stops", "link", "not_verbs", "adjectives_first"),
    "ranks": ("superlatives", "scores", "place_openings", "next_links"),
    "attribution": ("verbs", "strong", "titles", "not_sources", "name_links", "weak_links", "between"),
    "exclude": ("id_words", "phone_words", "name_followers", "foreign_links"),
}  # fmt: skip
KEYED = {
    "numbers": ("cardinals", "scales", "letters", "collectives", "vague", "ordinals", "fractions", "multiples",
    "per_adjectives"),
    "time": ("months", "weekdays", "units", "decades_alone"),
}  # fmt: skip


def single_lists(table: dict[str, Any]) -> Iterator[tuple[str, list[str]]]:
    for room, names in SINGLE.items():
        inner = table.get(room, {}) if room else table
        yield from ((f"{room}.{name}".strip("."), inner.get(name, [])) for name in names)
    for room, names in KEYED.items():
        yield from ((f"{room}.{name}", list(table.get(room, {}).get(name, {}))) for name in names)


@pytest.mark.parametrize(
    ("path", "where", "words"),
    [
        pytest.param(path, where, words, id=f"{path.stem}: {where}")
        for path in LANGUAGES
        for where, words in single_lists(loaded(path))
    ],
)
def test_a_list_compared_word_by_word_holds_single_words_each_once(path: Path, where: str, words: list[str]) -> None:
    assert [word for word in words if len(split_words(word)) != 1] == []
    assert [word for word, times in Counter(map(fold, words)).items() if times > 1] == []


def lists_of_phrases(value: object, where: str = "") -> Iterator[tuple[str, list[str]]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from lists_of_phrases(inner, f"{where}.{name}".strip("."))
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        yield where, value
    elif isinstance(value, list):
        for number, inner in enumerate(value, 1):
            yield from lists_of_phrases(inner, f"{where}[{number}]")


def twice(path: Path) -> list[str]:
    """Return the phrases that a list of a table holds more than once, capitals and accents aside, with their key."""
    return [
        f"{where}: {' '.join(phrase)}"
        for where, phrases in lists_of_phrases(loaded(path))
        for phrase, times in Counter(map(split_words, phrases)).items()
        if times > 1
    ]


@pytest.mark.parametrize("path", [path for path in TABLES if path.parent.name in ("languages", "topics")], ids=named)
def test_no_list_tells_a_phrase_twice(path: Path) -> None:
    assert twice(path) == []


@pytest.mark.parametrize("path", LANGUAGES, ids=named)
def test_every_key_of_a_language_is_read(path: Path) -> None:
    readers = [file.read_text(encoding="utf-8") for file in Path(languages.__file__).parent.glob("*.py")]
    rooms = {room: table for room, table in loaded(path).items() if isinstance(table, dict)}
    keys = {key for room, table in rooms.items() if room not in BY_KEY for key in table}
    assert sorted(key for key in keys if not any(f'"{key}"' in text for text in readers)) == []


@pytest.mark.parametrize("path", LANGUAGES, ids=named)
def test_no_phrase_bounds_two_ways(path: Path) -> None:
    for room in ("hedges", "hedges_after", "modality"):
        told = Counter(split_words(phrase) for phrases in loaded(path)[room].values() for phrase in phrases)
        assert [" ".join(phrase) for phrase, times in told.items() if times > 1] == []


def test_no_sign_or_word_is_two_currencies_unless_it_is_said_to_be_shared() -> None:
    rows = read_data("units.toml").tables("currencies")
    for key in ("signs", "codes"):
        told = Counter(sign for row in rows for sign in row.texts(key))
        assert [sign for sign, times in told.items() if times > 1] == []
    for code in ("en", "es"):
        words = Counter(word for row in rows for word in row.table("words").texts(code))
        assert [word for word, times in words.items() if times > 1] == []


def test_no_word_is_two_units() -> None:
    for name in ("units.toml", "nouns.toml"):
        for code in ("en", "es"):
            told = Counter(
                fold(word) for row in read_data(name).tables("units") for word in row.table("words").texts(code)
            )
            assert [word for word, times in told.items() if times > 1] == []


@pytest.mark.parametrize("name", ["units.toml", "nouns.toml", "populations.toml"])
def test_no_key_is_told_twice(name: str) -> None:
    for rows in loaded(DATA / name).values():
        told = Counter(row.get("key") or row.get("code") for row in rows)
        assert [key for key, times in told.items() if times > 1] == []


def test_no_measure_is_told_twice() -> None:
    topics, _ = load_topics()
    told = Counter(measure.key for topic in topics for measure in topic.measures)
    assert [key for key, times in told.items() if times > 1] == []


def test_a_topic_has_the_name_of_its_file() -> None:
    assert tuple(topic.key for topic in load_topics()[0]) == topic_keys()


# Mistakes

GOOD = """
key = "rain"
title = "Rain"
[[measures]]
key = "rain_fallen"
definition = "Rain."
unit = "millimetre"
kinds = ["other"]
words.en = ["rain"]
"""


def topic(text: str) -> Table:
    return parse_toml(text, "data/topics/rain.toml")


@pytest.mark.parametrize(
    ("before", "after", "where", "told"),
    [
        ('key = "rain"', "", "key", "must be a text"),
        ('title = "Rain"', "title = 3", "title", "found 3"),
        ('title = "Rain"', 'titel = "Rain"', "titel", "is not known here"),
        ('"rain_fallen"', "[]", "measures[1].key", "must be a text"),
        ('["other"]', '["wetness"]', "measures[1].kinds", "'wetness' is no kind of figure"),
        ('["other"]', '"other"', "measures[1].kinds", "must be a list of texts"),
        ('words.en = ["rain"]', 'words.en = "rain"', "measures[1].words.en", "must be a list of texts"),
        ('words.en = ["rain"]', 'word.en = ["rain"]', "measures[1].word", "is not known here"),
        ('words.en = ["rain"]', "words = 3", "measures[1].words", "must be a table"),
        ('unit = "millimetre"', "", "measures[1].unit", "must be a text"),
    ],
)
def test_a_mistake_in_a_topic_is_named_by_file_and_key(before: str, after: str, where: str, told: str) -> None:
    make_topics([topic(GOOD)])
    with pytest.raises(LexiconError) as caught:
        make_topics([topic(GOOD.replace(before, after, 1))])
    assert f"data/topics/rain.toml, [{where}]" in str(caught.value)
    assert told in str(caught.value)


@pytest.mark.parametrize(
    ("text", "read", "where"),
    [
        ("a = 1", lambda table: table.text("a"), "a"),
        ("a = ''", lambda table: table.text("a"), "a"),
        ("a = [1]", lambda table: table.texts("a"), "a"),
        ("a = 'x'", lambda table: table.number("a"), "a"),
        ("a = true", lambda table: table.number("a"), "a"),
        ("a = 'today'", lambda table: table.day("a"), "a"),
        ("a = 2021-04-01T10:00:00", lambda table: table.day("a"), "a"),
        ("a = 1", lambda table: table.table("a"), "a"),
        ("a = {}", lambda table: table.tables("a"), "a"),
        ("[b]\na = 1", lambda table: table.table("b").text("a"), "b.a"),
        ("[[b]]\n[[b]]\na = 1", lambda table: table.tables("b")[1].text("a"), "b[2].a"),
        ("a = 1\nc = 2", lambda table: table.only("a"), "c"),
    ],
)
def test_a_value_of_the_wrong_kind_is_named_by_file_and_key(text: str, read: Any, where: str) -> None:
    with pytest.raises(LexiconError, match=r"words\.toml") as caught:
        read(parse_toml(text, "words.toml"))
    assert f"[{where}]" in str(caught.value)


def test_text_that_is_no_toml_is_named_by_its_file() -> None:
    with pytest.raises(LexiconError, match=r"words\.toml.*not valid TOML"):
        parse_toml("a = = 1", "words.toml")


def test_what_is_left_out_has_its_default() -> None:
    table = parse_toml("a = 1.50", "words.toml")
    assert (table.texts("b"), table.day("b"), table.text_or("b", "x"), "b" in table) == ((), None, "x", False)
    assert str(table.number("a")) == "1.50"


# Phrases


def test_the_longest_phrase_is_found_and_phrases_do_not_overlap() -> None:
    table = PhraseTable([("more than", 1), ("more", 2), ("than a few", 3)])
    words = ("more", "than", "a", "few", "more")
    assert table.match(words, 0) == (2, 1)
    assert table.match_before(words, 2) == (0, 1)
    assert list(table.find(words)) == [(0, 2, 1), (4, 5, 2)]
    assert list(table.matches(words, 0)) == [(2, 1), (1, 2)]
    assert table.match(words, 9) is None
    assert table.match_before(words, 0) is None


def test_capitals_and_accents_do_not_part_words() -> None:
    assert split_words("MILLONES DE DÓLARES") == split_words("millones de dolares")
    assert phrase_set(["U.S. dollars"]).match(split_words("u.s. Dollars"), 0) == (5, True)
    assert all(len(fold(word)) == len(word) for word in ("Ñandú", "CIGÜEÑA", "ejército"))


def test_languages_units_places_and_populations_load_by_themselves() -> None:
    assert set(load_languages()) == {"en", "es"}
    assert load_units().signs.match(("us", "$"), 0) is not None
    assert load_places().names.match(("peru",), 0) is not None
    assert load_populations().match(("army",), 0) is not None
    assert len(read_data_folder("topics")) >= 4
