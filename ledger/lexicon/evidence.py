"""How much each sign speaks for two figures telling one fact: the table comparing weighs by."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TypeVar

from ledger.lexicon.toml_tables import Table, read_data

_Name = TypeVar("_Name", bound=StrEnum)


class Sign(StrEnum):
    """What may be seen of two figures; data/evidence.toml says what each is worth."""

    DIGIT = "digit"
    RATE_OF_MONEY = "rate_of_money"
    SLIP = "slip"
    LONG_SLIP = "long_slip"
    DIGIT_OFF = "digit_off"
    BASE_SAME = "base_same"
    DECIMAL_SLIP = "decimal_slip"
    ONE_SPOT = "one_spot"
    RETOLD = "retold"
    TWO_SOURCES = "two_sources"
    NEAR = "near"
    CLOSE = "close"
    CLOSEST = "closest"
    APPOSED = "apposed"
    ONE_EVENT = "one_event"
    FAR_APART = "far_apart"
    NOUN_SAME = "noun_same"
    NOUN_NARROWER = "noun_narrower"
    NOUN_AKIN = "noun_akin"
    NOUN_DIFFERENT = "noun_different"
    NOUN_UNKNOWN = "noun_unknown"
    MEASURE_SAME = "measure_same"
    MEASURE_DIFFERENT = "measure_different"
    PLACE_NEAR = "place_near"
    PLACE_PARAGRAPH = "place_paragraph"
    PLACE_FAR = "place_far"
    PLACE_UNKNOWN = "place_unknown"
    PLACE_WITHIN = "place_within"
    PLACE_DOUBTED = "place_doubted"
    PERIOD_NEAR = "period_near"
    PERIOD_PARAGRAPH = "period_paragraph"
    PERIOD_FAR = "period_far"
    PERIOD_UNKNOWN = "period_unknown"
    PERIOD_LEFT_OUT = "period_left_out"
    PERIOD_WITHIN = "period_within"
    PERIOD_DOUBTED = "period_doubted"
    POPULATION_APART = "population_apart"
    POPULATION_WITHIN = "population_within"
    SOME_WORDS = "some_words"
    MOST_WORDS = "most_words"
    A_NAME = "a_name"
    NAMES = "names"
    A_NUMBER = "a_number"
    NUMBERS = "numbers"
    PARAGRAPH_NUMBER = "paragraph_number"
    YEAR_SAME = "year_same"
    YEARS_APART = "years_apart"
    LOOSE_EVENT = "loose_event"
    SMALL = "small"
    ONE_DOCUMENT = "one_document"
    ONE_PARAGRAPH = "one_paragraph"
    ONE_SENTENCE = "one_sentence"


class Needed(StrEnum):
    """What needs a number of points to be said."""

    AGREE = "agree"
    AGREE_IN_OTHER_WORDS = "agree_in_other_words"
    CONFLICT = "conflict"
    CONFLICT_OF_SCALE = "conflict_of_scale"
    WORTH = "worth"
    CURRENCY = "currency"


@dataclass(frozen=True)
class Weights:
    """The points of each sign, and those a verdict needs."""

    points: Mapping[Sign, int]
    needed: Mapping[Needed, int]


@cache
def load_weights() -> Weights:
    """Read the table that ships with the package, once."""
    table = read_data("evidence.toml").only("needed", "points")
    return Weights(_whole(table.table("points"), Sign), _whole(table.table("needed"), Needed))


def _whole(table: Table, names: type[_Name]) -> dict[_Name, int]:
    table = table.only(*names)
    return {name: int(table.number(name)) for name in names}
