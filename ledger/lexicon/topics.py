"""Topics and their measures, from data/topics/ and files of the user's."""

from collections.abc import Iterable
from dataclasses import dataclass

from ledger.lexicon.phrases import PhraseTable
from ledger.lexicon.toml_tables import Table, read_data, read_data_folder
from ledger.model.quantity import Kind


@dataclass(frozen=True, eq=False)
class Measure:
    """One thing that is counted, and the words that tell it.

    A measure fits when one of its `words` is what is counted or stands near, or when one of its `nouns`
    is counted and one of its `acts` is told; `without` keeps it away. A `general` measure gives way to
    those of all other topics.
    """

    key: str
    topic: str
    definition: str
    unit: str
    kinds: frozenset[Kind]
    order: int
    examples: tuple[str, ...]
    general: bool = False


@dataclass(frozen=True, eq=False)
class Topic:
    """A subject with its measures."""

    key: str
    title: str
    measures: tuple[Measure, ...]


@dataclass(frozen=True, eq=False)
class TopicWords:
    """The words of all measures, looked up together: a phrase gives the measures it speaks for."""

    words: PhraseTable[tuple[Measure, ...]]
    nouns: PhraseTable[tuple[Measure, ...]]
    acts: PhraseTable[tuple[Measure, ...]]
    without: PhraseTable[tuple[Measure, ...]]


_AFTER_ALL = 1000  # the order of a general topic's first measure
_MEASURE_KEYS = ("key", "definition", "unit", "kinds", "examples", "words", "nouns", "acts", "without")


def load_topics() -> tuple[tuple[Topic, ...], TopicWords]:
    """Read the topics that ship with the program."""
    return make_topics(read_data_folder("topics"))


def make_topics(tables: Iterable[Table]) -> tuple[tuple[Topic, ...], TopicWords]:
    """Make topics of their tables, and the table of all their words."""
    rows: list[tuple[Measure, Table]] = []
    topics = []
    for table in tables:
        table.only("key", "title", "title_es", "general", "measures")
        listed = enumerate(table.tables("measures"), _AFTER_ALL if table.flag("general") else 0)
        measures = [(_make_measure(row, table.text("key"), order), row) for order, row in listed]
        rows += measures
        topics.append(Topic(table.text("key"), table.text("title"), tuple(measure for measure, _ in measures)))
    words = TopicWords(*(_phrases(rows, key) for key in ("words", "nouns", "acts", "without")))
    return tuple(topics), words


def _make_measure(row: Table, topic: str, order: int) -> Measure:
    row.only(*_MEASURE_KEYS)
    kinds = row.texts("kinds")
    for kind in kinds:
        if kind not in set(Kind):
            raise row.fail("kinds", f"'{kind}' is no kind of figure. Known: {', '.join(Kind)}")
    return Measure(
        key=row.text("key"),
        topic=topic,
        definition=row.text("definition"),
        unit=row.text("unit"),
        kinds=frozenset(Kind(kind) for kind in kinds),
        order=order,
        examples=row.texts("examples"),
        general=order >= _AFTER_ALL,
    )


def _phrases(rows: Iterable[tuple[Measure, Table]], key: str) -> PhraseTable[tuple[Measure, ...]]:
    found: dict[str, list[Measure]] = {}
    for measure, row in rows:
        words = row.table(key)
        for language in words:
            for phrase in words.texts(language):
                found.setdefault(phrase.lower(), []).append(measure)
    return PhraseTable((phrase, tuple(dict.fromkeys(measures))) for phrase, measures in found.items())


@dataclass(frozen=True, eq=False)
class Population:
    """What narrows a counted thing.

    `against` marks bodies that a complaint or an act is aimed at; `narrows` words only tell apart
    what was named before ("41 estatales"), the others name a thing themselves.
    """

    key: str
    against: bool
    narrows: bool


def load_populations() -> PhraseTable[Population]:
    """Read the words that narrow what is counted."""
    entries = []
    for row in read_data("populations.toml").tables("populations"):
        population = Population(row.text("key"), row.values.get("against") is True, row.values.get("narrows") is True)
        words = row.table("words")
        entries += [(word, population) for code in words for word in words.texts(code)]
    return PhraseTable(entries)
