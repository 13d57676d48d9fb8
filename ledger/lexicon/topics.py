"""Topics and their measures, from data/topics/ and files of the user's."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ledger.errors import FileMissing, LexiconError
from ledger.lexicon.people import load_people
from ledger.lexicon.phrases import PhraseTable
from ledger.lexicon.stems import STAR, StemTable, split_stems
from ledger.lexicon.toml_tables import Table, parse_toml, read_data, read_data_folder
from ledger.model.quantity import Kind


@dataclass(frozen=True, eq=False, slots=True)
class Measure:
    """One thing that is counted, and the words that tell it.

    A measure fits when one of its `words` is what is counted or stands near, or when one of its `nouns`
    is counted and one of its `acts`, if it has any, is told; `without` keeps it and its topic away, `unless` it alone.
    A `general` measure gives way to
    those of all other topics. The nouns of a `restated` one are counted in many ways, so that its act must be
    told each time. One `of_people` counts them whoever they are, by what befell them.
    """

    key: str
    topic: str
    definition: str
    unit: str
    kinds: frozenset[Kind]
    order: int
    examples: tuple[str, ...]
    general: bool = False
    has_acts: bool = True
    restated: bool = False
    of_people: bool = False
    narrow: bool = False  # its topic is

    @property
    def counts_money(self) -> bool:
        """Tell whether it is measured in money."""
        return self.unit == "currency"


@dataclass(frozen=True, eq=False, slots=True)
class Topic:
    """A subject with its measures.

    `kinds` are those of figures that may be on it without being any of its measures. A `general` one gives
    way to what the text around a figure speaks of; on a `narrow` one is only what counts it or leaves open
    what it counts, not all that a passage about it counts beside. `around` are further kinds of figures that are
    on it where nothing tells them a nearer topic. What `sources` of it say is on it too: polls.
    """

    key: str
    title: str
    measures: tuple[Measure, ...]
    kinds: frozenset[Kind]
    examples: tuple[str, ...] = ()
    general: bool = False
    narrow: bool = False
    around: frozenset[Kind] = frozenset()
    sources: bool = False


class Role(IntEnum):
    """What a phrase does for a measure."""

    WORD = 0
    NOUN = 1
    ACT = 2
    WITHOUT = 3
    ABOUT = 4  # for the topic alone: it is spoken of, whatever is counted
    COUNTED = 5  # for the topic alone, where it is what is counted
    GIVE = 6  # for the topic alone, of money that one country gives to another
    GRANT = 7  # the same, where only who receives it is told
    DEAL = 8  # it is lent, earned or owed, and not given
    DONATE = 9  # the same, where who receives it need not be told if one of the givers does so
    GIVER = 10  # who gives money, or sets it aside, that is always on the topic
    THING = 11  # for the topic alone, where it is what is counted in a passage on the topic
    PERSON = 12  # a word for people, of a measure that counts people whoever they are
    UNLESS = 13  # it keeps the measure away, and not its topic
    HINT = 14  # as ABOUT, where the text around it speaks of the topic in plainer words
    HINT_COUNTED = 15  # as COUNTED, in the same case


class Sense(NamedTuple):
    """One meaning of a phrase: what it does, for which topic, and for which of its measures.

    What does the same for the same topic has the same `aim`, a number.
    """

    role: Role
    topic: Topic
    measures: tuple[Measure, ...]
    aim: int


@dataclass(frozen=True, eq=False, slots=True)
class TopicWords:
    """The words of all topics, looked up together.

    `akin` are, for each general measure, those of its topic and those that are told by one of its words too.
    """

    senses: StemTable[Sense]
    akin: Mapping[Measure, frozenset[Measure]]


_AFTER_ALL = 1000  # added to the place of a general measure in its file
_UNLESS_TOLD = frozenset(kind for kind in Kind if kind is not Kind.DURATION)
_TOPIC_KEYS = (
    "key",
    "title",
    "title_es",
    "general",
    "narrow",
    "kinds",
    "around",
    "sources",
    "about",
    "nouns",
    "gives",
    "grants",
    "deals",
    "donates",
    "givers",
    "things",
    "without",
    "examples",
    "measures",
)
_MEASURE_KEYS = (
    "key",
    "definition",
    "unit",
    "kinds",
    "examples",
    "general",
    "restated",
    "words",
    "nouns",
    "acts",
    "without",
    "unless",
)
_PEOPLE = frozenset({"people", "personas"})  # among the nouns of a measure they stand for all words for people
_SHORTEST = 4  # letters and the star
_OPEN = "?"  # at the end of a phrase: it has other senses, and tells the topic only beside plainer words
_HINTS = {Role.ABOUT: Role.HINT, Role.COUNTED: Role.HINT_COUNTED}
_TOPIC_ROLES = (
    ("about", Role.ABOUT),
    ("nouns", Role.COUNTED),
    ("gives", Role.GIVE),
    ("grants", Role.GRANT),
    ("deals", Role.DEAL),
    ("donates", Role.DONATE),
    ("givers", Role.GIVER),
    ("things", Role.THING),
)
_ROLES = {"words": Role.WORD, "nouns": Role.NOUN, "acts": Role.ACT, "without": Role.WITHOUT, "unless": Role.UNLESS}
# A change, a share or a place in an order can be told of whatever is measured.
_OF_ANYTHING = frozenset({Kind.PERCENT, Kind.RATIO, Kind.MULTIPLE, Kind.RANK})


def read_topic_files(paths: Iterable[str]) -> tuple[Table, ...]:
    """Read the tables of topics in files and folders of the user's, the files of a folder by name.

    Raises:
        FileMissing: a path leads nowhere.
        LexiconError: a folder holds no table, or a file is none.

    """
    return tuple(parse_toml(_read(file), file.as_posix()) for path in paths for file in _files(Path(path)))


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    if not path.is_dir():
        raise FileMissing(path.as_posix())
    found = sorted(entry for entry in path.iterdir() if entry.suffix == ".toml")
    if not found:
        raise LexiconError(path.as_posix(), "*.toml", "the folder holds no topic; a topic is a file ending in .toml")
    return found


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise LexiconError(path.as_posix(), "file", f"it is not UTF-8: {error}") from error
    except OSError as error:
        raise LexiconError(path.as_posix(), "file", f"it cannot be read: {error.strerror or error}") from error


@cache
def shipped_topics() -> tuple[Topic, ...]:
    """Read the topics that ship with the program, and not their words: these are many, and only a reader needs them."""
    return tuple(map(_make_topic, _shipped_tables()))


@cache
def load_topics() -> tuple[tuple[Topic, ...], TopicWords]:
    """Read the topics that ship with the program, and their words."""
    return shipped_topics(), _make_words(zip(_shipped_tables(), shipped_topics(), strict=True))


@cache
def _shipped_tables() -> tuple[Table, ...]:
    return read_data_folder("topics")


def make_topics(tables: Iterable[Table]) -> tuple[tuple[Topic, ...], TopicWords]:
    """Make topics of their tables, and the table of all their words."""
    made = [(table, _make_topic(table)) for table in tables]
    return tuple(topic for _, topic in made), _make_words(made)


def _make_words(made: Iterable[tuple[Table, Topic]]) -> TopicWords:
    senses = [sense for number, (table, topic) in enumerate(made) for sense in _senses(table, topic, number)]
    return TopicWords(StemTable(senses), _akin(senses))


def _akin(senses: Iterable[tuple[str, Sense]]) -> Mapping[Measure, frozenset[Measure]]:
    """Return the measures that share a word with a general one: "died" is told of policemen too."""
    told: dict[str, set[Measure]] = {}
    for phrase, sense in senses:
        if sense.role in (Role.WORD, Role.ACT):
            told.setdefault(phrase, set()).update(sense.measures)
    akin: dict[Measure, set[Measure]] = {}
    for measures in told.values():
        for measure in measures:
            if measure.general:
                akin.setdefault(measure, set()).update(measures)
    for _, sense in senses:
        for measure in sense.measures:
            if measure in akin:
                akin[measure].update(sense.topic.measures)
    return {measure: frozenset(others) for measure, others in akin.items()}


def _make_topic(table: Table) -> Topic:
    table.only(*_TOPIC_KEYS)
    key = table.text("key")
    general, narrow = table.flag("general"), table.flag("narrow")
    rows = enumerate(table.tables("measures"))
    measures = tuple(_make_measure(row, key, order, narrow=narrow) for order, row in rows)
    # A rate of a measure in money is an amount of money, such as pay; no rate of inhabitants is on its topic.
    told = (measure.kinds - {Kind.RATE} if measure.counts_money else measure.kinds for measure in measures)
    kinds, around = _OF_ANYTHING.union(_kinds(table), *told), _kinds(table, "around")
    table.text_or("title_es", "-")
    return Topic(
        key,
        table.text("title"),
        measures,
        kinds,
        table.texts("examples"),
        general,
        narrow,
        around,
        table.flag("sources"),
    )


def _make_measure(row: Table, topic: str, order: int, *, narrow: bool) -> Measure:
    row.only(*_MEASURE_KEYS)
    if not (row.table("words").values or row.table("nouns").values):
        raise row.fail("words", "without words and nouns nothing would be of this measure")
    general = row.flag("general")
    return Measure(
        key=row.text("key"),
        topic=topic,
        definition=row.text("definition"),
        unit=row.text("unit"),
        kinds=_kinds(row) or _UNLESS_TOLD,
        order=order + _AFTER_ALL if general else order,
        examples=row.texts("examples"),
        general=general,
        has_acts=bool(row.table("acts").values),
        restated=row.flag("restated"),
        of_people=bool(row.table("acts").values) and _counts_anyone(row),
        narrow=narrow,
    )


def _counts_anyone(row: Table) -> bool:
    """Tell whether a measure counts "people" in a language."""
    nouns = row.table("nouns")
    return any(not _PEOPLE.isdisjoint(map(str.lower, nouns.texts(language))) for language in nouns)


def _kinds(row: Table, key: str = "kinds") -> frozenset[Kind]:
    kinds = row.texts(key)
    for kind in kinds:
        if kind not in set(Kind):
            raise row.fail(key, f"'{kind}' is no kind of figure. Known: {', '.join(Kind)}")
    return frozenset(Kind(kind) for kind in kinds)


def _senses(table: Table, topic: Topic, number: int) -> Iterator[tuple[str, Sense]]:
    """Yield every phrase of a topic with what it does; the same for several of its measures is one sense.

    `number` tells the topic from all others.
    """
    found: dict[tuple[Role, str], list[Measure]] = {}
    for key, role in _TOPIC_ROLES:
        found |= {_read_role(role, phrase): [] for phrase in _phrases(table, key)}
    for phrase in _phrases(table, "without"):
        found[Role.WITHOUT, phrase] = list(topic.measures)
    for measure, row in zip(topic.measures, table.tables("measures"), strict=True):
        for key, role in _ROLES.items():
            for phrase in _phrases(row, key):
                found.setdefault((role, phrase), []).append(measure)
        for phrase in _people_counted(row) if measure.has_acts else ():
            found.setdefault((Role.PERSON, phrase), []).append(measure)
    for (role, phrase), measures in found.items():
        aim = next((sure for sure, hint in _HINTS.items() if hint is role), role)
        yield phrase, Sense(role, topic, tuple(dict.fromkeys(measures)), number * len(Role) + aim)


def _read_role(role: Role, phrase: str) -> tuple[Role, str]:
    """Return what a phrase does and the phrase itself: "party?" only hints at its topic."""
    return (_HINTS.get(role, role), phrase.removesuffix(_OPEN)) if phrase.endswith(_OPEN) else (role, phrase)


def _people_counted(row: Table) -> Iterator[str]:
    """Yield all words for people where a measure counts "people" of whom its acts are told, but for those it lists."""
    nouns, people = row.table("nouns"), load_people()
    for language in nouns:
        listed = {phrase.lower() for phrase in nouns.texts(language)}
        if not listed.isdisjoint(_PEOPLE):
            yield from (word for word in people.get(language, ()) if word not in listed)


def _phrases(table: Table, key: str) -> Iterator[str]:
    words = table.table(key)
    for language in words:
        for phrase in words.texts(language):
            if not (stems := split_stems(phrase.removesuffix(_OPEN))) or any(
                len(stem) < _SHORTEST for stem in stems if STAR in stem
            ):
                raise words.fail(language, f"'{phrase}' would be found everywhere; a word before a star has 3 letters")
            yield phrase.lower()


@dataclass(frozen=True, eq=False, slots=True)
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
