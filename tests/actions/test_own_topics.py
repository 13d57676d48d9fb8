"""Topics of the user's hold for what is in the ledger already, and their mistakes are named."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger.actions.compare import compare_groups
from ledger.actions.figures import Wanted, list_figures
from ledger.actions.given_topics import use_topic_files
from ledger.actions.ingest import ingest
from ledger.actions.own_topics import load_own_topics, load_topic_files
from ledger.actions.show import show_figure
from ledger.actions.topics import count_topics
from ledger.actions.try_topics import matched_figures, trial_lines, try_topic_file
from ledger.errors import FileMissing, LexiconError, UnknownTopic
from ledger.model.figure import Basis

DB = "figures.db"
TEXT = """In 2020, 310 wells ran dry in Sonora, and 12 lamps were bought.

Of the wells of Sinaloa 44 percent ran dry. The governor spoke for 20 minutes."""
OTHER = "In 2020, 290 wells ran dry in Sonora. Some 31 homicides were counted."
WATER = """
key = "water"
title = "Water"
about.en = ["drought*"]
nouns.en = ["lamps"]

[[measures]]
key = "dry_wells"
definition = "Wells run dry."
unit = "well"
nouns.en = ["wells"]
acts.en = ["ran dry", "run dry"]
examples = ["Some 40 wells ran dry."]
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.chdir(tmp_path)
    Path("one.txt").write_text(TEXT, encoding="utf-8")
    Path("other.txt").write_text(OTHER, encoding="utf-8")
    Path("water.toml").write_text(WATER, encoding="utf-8")
    ingest(DB, ["one.txt", "other.txt"])
    yield tmp_path
    use_topic_files([])


def surfaces(topic: str | None) -> list[str]:
    return [figure.surface for figure in list_figures(DB, Wanted(topic))]


def beside() -> None:
    Path("figures.topics").mkdir()
    Path("water.toml").rename("figures.topics/water.toml")


def test_without_its_file_a_topic_is_not_known(folder: Path) -> None:
    with pytest.raises(UnknownTopic):
        surfaces("water")


def test_a_topic_holds_at_once_for_what_is_in_the_ledger(folder: Path) -> None:
    use_topic_files(["water.toml"])
    assert surfaces("water") == ["310", "12", "44 percent", "290"]
    assert surfaces("homicides") == ["Some 31"]
    assert len(surfaces(None)) == 6


def test_a_topic_beside_the_ledger_needs_no_naming(folder: Path) -> None:
    beside()
    assert surfaces("water") == ["310", "12", "44 percent", "290"]
    assert load_own_topics(f"sqlite:///{DB}") is not None


def test_figures_of_its_measure_are_compared(folder: Path) -> None:
    use_topic_files(["water.toml"])
    [(group, pairs)] = compare_groups(DB, "water")
    assert [figure.measure for figure in group.figures] == ["dry_wells", "dry_wells"]
    assert [pair.relation.verdict for pair in pairs] == ["conflict"]


def test_topics_are_counted_with_it(folder: Path) -> None:
    beside()
    counts = {(record["topic"], record["measure"]): record["figures"] for record in count_topics(DB)}
    assert (counts["water", "dry_wells"], counts["water", None], counts["homicides", "homicides"]) == (2, 2, 1)


def test_a_figure_shows_the_words_that_told_its_topic(folder: Path) -> None:
    use_topic_files(["water.toml"])
    figure = next(figure for figure in list_figures(DB, Wanted("water")) if figure.surface == "12")
    [told] = [one for one in show_figure(DB, figure.id).parts if one.evidence.part == "topics"]
    assert (told.words, told.evidence.basis, figure.topics) == ("lamps", Basis.TEXT, ("water",))


def test_a_file_with_the_key_of_a_known_topic_adds_to_it(folder: Path) -> None:
    Path("more.toml").write_text(WATER.replace('"water"', '"homicides"'), encoding="utf-8")
    use_topic_files(["more.toml"])
    assert surfaces("homicides") == ["310", "12", "44 percent", "290", "Some 31"]
    assert [record["measure"] for record in count_topics(DB) if record["topic"] == "homicides"][-2:] == [
        "dry_wells",
        None,
    ]


def test_the_examples_of_a_file_are_tried(folder: Path) -> None:
    own, trials = try_topic_file("water.toml")
    assert [trial.is_right for trial in trials] == [True]
    assert list(trial_lines("water.toml", own, trials)) == [
        "water.toml: 1 topic, 1 measure, 1 example, 1 of them read as told."
    ]
    assert [figure.surface for figure in matched_figures(DB, own)] == ["310", "12", "44 percent", "290"]
    assert list(matched_figures("none.db", own)) == []


def test_an_example_that_is_not_read_so_is_told_with_what_was_read(folder: Path) -> None:
    Path("water.toml").write_text(WATER.replace("40 wells ran dry", "40 wells froze"), encoding="utf-8")
    lines = list(trial_lines("water.toml", *try_topic_file("water.toml")))
    assert lines[1] == "Not read as 'dry_wells': \"Some 40 wells froze.\" ('Some 40' is of no measure, on no topic)."


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ('key = "water"', "", "water.toml, [key]"),
        ('nouns.en = ["wells"]', "", "water.toml, [measures[1].words]: without words and nouns"),
        ('["drought*"]', '["dr*"]', "water.toml, [about.en]: 'dr*' would be found everywhere"),
        ('["drought*"]', '["*"]', "water.toml, [about.en]: '*' would be found everywhere"),
        ('["drought*"]', '["  "]', "water.toml, [about.en]"),
        (
            '"dry_wells"',
            '"homicide_rate"',
            "[measures[1].key]: the measure 'homicide_rate' is told by the topic",
        ),
        ("[[measures]]", "[measures", "water.toml, [file]: not valid TOML"),
        ("examples", "exampels", "water.toml, [measures[1].exampels]"),
    ],
)
def test_a_mistake_is_named_by_file_and_key(folder: Path, before: str, after: str, told: str) -> None:
    Path("water.toml").write_text(WATER.replace(before, after, 1), encoding="utf-8")
    use_topic_files(["water.toml"])
    with pytest.raises(LexiconError) as caught:
        surfaces(None)
    assert told in str(caught.value)


def test_a_path_without_topics_is_named(folder: Path) -> None:
    Path("empty").mkdir()
    with pytest.raises(LexiconError, match=r"empty, \[\*\.toml\]: the folder holds no topic"):
        load_topic_files(["empty"])
    with pytest.raises(FileMissing, match="nowhere"):
        load_topic_files(["nowhere.toml"])


def test_a_file_that_is_no_text_is_named(folder: Path) -> None:
    Path("water.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(LexiconError, match=r"water\.toml, \[file\]: it is not UTF-8"):
        load_topic_files(["water.toml"])


def test_two_files_must_not_tell_one_measure(folder: Path) -> None:
    Path("copy.toml").write_text(WATER, encoding="utf-8")
    with pytest.raises(LexiconError, match=r"copy\.toml, .*'dry_wells' is told by water\.toml"):
        load_topic_files(["water.toml", "copy.toml"])
    assert load_topic_files(["water.toml", "water.toml"]) is not None
