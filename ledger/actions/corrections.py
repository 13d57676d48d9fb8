"""What a reviewer types in place of what was read, made into changes that are complete in themselves."""

import json
from collections.abc import Mapping
from dataclasses import replace

from ledger.actions.own_topics import load_own_topics, require_topic
from ledger.actions.typed import Typed, key_of, known_key, typed_word
from ledger.actions.typed_amounts import with_amount
from ledger.actions.typed_times import with_time
from ledger.errors import BadValue, NothingTyped, ReadsSo
from ledger.lexicon.phrases import split_words
from ledger.lexicon.vocabulary import load_lexicon
from ledger.model.correction import Field, field_text, field_texts, reads_alike, with_field
from ledger.model.figure import Change, Figure, Modality, Place, Status
from ledger.model.judgement import Changes

CLEARABLE = (
    *(Field.UNIT, Field.PER, Field.NOUN, Field.TOPICS, Field.MEASURE, Field.POPULATION, Field.CHANGE, Field.PLACE),
    *(Field.PERIOD, Field.AS_OF, Field.ATTRIBUTION),
)
_EMPTY: Mapping[Field, object] = {
    Field.TOPICS: [],
    Field.PERIOD: {"start": None, "end": None, "text": None, "mode": None},
}


def read_changes(target: str, figure: Figure, typed: Typed) -> Changes:
    """Return how the fields that were typed ought to read, for a figure as the ledger shows it now.

    A field that reads so already is told too: who says so of it, beside what is put right, differs from who says
    otherwise. Where nothing is put right and nobody differs there is nothing to tell.

    Raises:
        NothingTyped, ReadsSo: no field was given, or all read so already.
        BadValue, UnknownTopic: a value cannot be understood.

    """
    for option in ("place", "noun", "attribution", "per", "unit"):
        text = getattr(typed, option)
        if text is not None and not text.strip():
            raise BadValue(f"--{option}", text, f"a word; to empty the field: --clear {option}")
    if typed.is_empty:
        raise NothingTyped("correct", ["--value", "--period", "--place", "--topic", "--unit", "and the like"])
    wanted, said = figure, typed.fields
    for name in typed.clear:
        field = _clearable(name)
        wanted, said = with_field(wanted, field, json.dumps(_EMPTY.get(field))), said | {field}
    wanted, told = with_amount(wanted, typed)
    for change in (_with_words, with_time, _with_place):
        wanted = change(wanted, typed)
    wanted = _with_topics(target, wanted, typed)
    changes = dict(_changes(figure, wanted, said | told))
    now = field_texts(figure)
    if figure.status is not Status.DISPUTED and all(changes[name] == now[name] for name in changes):
        raise ReadsSo(figure.id)
    return tuple(changes.items())


def _changes(figure: Figure, wanted: Figure, said: set[Field]) -> Changes:
    """Return what is put right and what was said to be so; what means the same is told in the words from before."""
    told: list[tuple[str, str]] = []
    for field in sorted(Field):
        before, text = field_text(figure, field), field_text(wanted, field)
        alike = reads_alike(field, before, text)
        if field in said or not alike:
            told.append((str(field), before if alike else text))
    return tuple(told)


# Words


def _with_words(figure: Figure, typed: Typed) -> Figure:
    told: dict[Field, object] = {}
    if typed.noun is not None:
        told[Field.NOUN] = " ".join(typed.noun.split())
    if typed.attribution is not None:
        told[Field.ATTRIBUTION] = " ".join(typed.attribution.split())
    if typed.modality is not None:
        told[Field.MODALITY] = str(typed_word("--modality", typed.modality, Modality))
    if typed.change is not None:
        told[Field.CHANGE] = str(typed_word("--change", typed.change, Change))
    if typed.population is not None:
        told[Field.POPULATION] = _population(typed.population)
    for field, value in told.items():
        figure = with_field(figure, field, json.dumps(value))
    return figure


def _population(text: str) -> str:
    table, words = load_lexicon().populations, split_words(text)
    if (hit := table.match(words, 0)) is not None and hit[0] == len(words):
        return hit[1].key
    keys = sorted({population.key for population in table.meanings()})
    return known_key("--population", text, keys, f"a population the ledger knows: {', '.join(keys)}")


def _with_topics(target: str, figure: Figure, typed: Typed) -> Figure:
    own = load_own_topics(target)
    for topic in typed.topics:
        require_topic(topic, own)
    if typed.topics:
        figure = replace(figure, topics=tuple(dict.fromkeys(typed.topics)))
    if typed.measure is not None:
        topics = (*load_lexicon().topics, *(own.topics if own else ()))
        known = {measure.key for topic in topics for measure in topic.measures}
        told = known_key("--measure", typed.measure, known, "a measure: ledger topics lists them")
        figure = replace(figure, measure=told)
    return figure


# Places


def _with_place(figure: Figure, typed: Typed) -> Figure:
    return figure if typed.place is None else replace(figure, place=find_place(typed.place))


def find_place(text: str) -> Place:
    """Return the place that is meant by a name or a code, the largest of several; one of no list stands by itself."""
    places, words = load_lexicon().places, split_words(text)
    code = text.strip().upper()
    if code in places.by_code:
        return places.by_code[code]
    found = places.names.match(words, 0) if words else None
    if found is None or found[0] != len(words):
        return Place(" ".join(text.split()))
    return min(found[1], key=lambda name: (name.demonym, name.rank)).place


# Fields to be emptied


def _clearable(name: str) -> Field:
    key = key_of(name)
    names = {str(field): field for field in CLEARABLE} | {"topic": Field.TOPICS}
    if key not in names:
        raise BadValue("--clear", name, f"one of {', '.join(CLEARABLE)}")
    return names[key]
