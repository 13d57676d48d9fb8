"""What may stand behind a word that opens an expression of time: "the" opens one in "the first half", not in "the man".

Most words that may open a time mostly do not; by the word behind them they are told in one look-up.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ledger.lexicon.languages import Language
from ledger.lexicon.phrases import PhraseTable

Seconds = frozenset[str] | None  # None: any word


@dataclass(frozen=True, slots=True)
class WordsBehind:
    """Words that may begin a date, a number of units of time, a part of a year, or go on a number before a unit.

    Those of `run_up` may also stand behind a unit itself: "week ended March 6".
    """

    dates: frozenset[str]
    counts: frozenset[str]
    parts: frozenset[str]
    ago: frozenset[str]
    run_up: frozenset[str]


@lru_cache(maxsize=8)
def words_behind(language: Language) -> WordsBehind:
    """Return the words that may stand behind those that open a time."""
    time, numbers = language.time, language.numbers
    counts = language.number_starts | numbers.starts_alone | frozenset(time.units)
    going_on = numbers.joins | numbers.points | numbers.and_half.first_words | frozenset(numbers.letters)
    ago = counts | language.number_seconds | going_on | numbers.articles | time.ago_after.first_words
    parts = (time.halves, time.quarters, time.thirds, time.bimesters, time.fortnights, time.weeks)
    return WordsBehind(
        dates=_day_starts(language) | time.date_adjectives,
        counts=counts,
        parts=frozenset[str]().union(*(table.first_words for table in parts)),
        ago=ago,
        run_up=ago | time.run_to.first_words,
    )


def seconds_of(tables: Sequence[PhraseTable[Any]], rest: Seconds) -> dict[str, Seconds]:
    """Return for each first word of the phrases the words that may follow; `rest` are those behind a whole phrase."""
    found: dict[str, Seconds] = {}
    for word in {word for table in tables for word in table.first_words}:
        seconds = frozenset[str]().union(*(table.seconds(word) for table in tables))
        alone = "" in seconds
        found[word] = None if alone and rest is None else seconds | (rest or frozenset()) if alone else seconds
    return found


def any_of(every: Sequence[Seconds]) -> Seconds:
    """Return the words that are among any of those given."""
    found: frozenset[str] = frozenset()
    for seconds in every:
        if seconds is None:
            return None
        found |= seconds
    return found


def single_starts(language: Language) -> dict[str, Seconds]:
    """Return the words with which a date by itself may begin: "March", "Monday", "the 1990s", "early 2020"."""
    time = language.time
    inner = _day_starts(language) | time.year_nouns
    decades = inner | frozenset(time.decade_words) | words_behind(language).counts
    named = seconds_of((time.decades,), words_behind(language).counts)
    return {
        **named,
        **dict.fromkeys(time.early, inner),
        **{word: any_of((decades, named.get(word, decades))) for word in time.decade_articles},
        **dict.fromkeys([*time.months, *time.weekdays, *time.fiscal.first_words]),
    }


def _day_starts(language: Language) -> frozenset[str]:
    time = language.time
    phrases = time.fiscal.first_words | time.decades.first_words
    return time.early | time.decade_articles | phrases | frozenset((*time.months, *time.weekdays))
