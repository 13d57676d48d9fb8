"""Amounts found in a sentence, and what reading one of its numbers asks for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from ledger.extract.digits import Habit
from ledger.extract.numbers import Numeral, find_number
from ledger.extract.time_spans import TimeSpan
from ledger.extract.tokens import Sentence
from ledger.lexicon.languages import Language, NumberWords
from ledger.lexicon.places import Places
from ledger.lexicon.units import Currency, Units
from ledger.model.quantity import Kind, Quantity

_NOWHERE: frozenset[int] = frozenset()
Words = tuple[int, int]  # tokens from the first up to, not including, the second


class Amount(NamedTuple):
    """An amount at tokens `start` to `end`; the number itself is at `number`.

    `currencies` are those the words allow, to be told apart by place. `noun_at` is the token at which
    the counted noun would begin.
    """

    start: int
    end: int
    number: Numeral
    quantity: Quantity
    rule: str
    currencies: tuple[Currency, ...] = ()
    noun_at: int = 0
    bound_words: Words | None = None
    unit_words: Words | None = None

    @property
    def is_money(self) -> bool:
        """Tell an amount of money, also one per something and one in a currency that nothing tells."""
        return bool(self.currencies) or self.quantity.kind is Kind.MONEY


@dataclass(slots=True)
class Amounts:
    """All numbers of a sentence: amounts, numbers passed over with the reason, and unreadable ones."""

    found: list[Amount] = field(default_factory=list)
    omitted: list[tuple[int, int, str]] = field(default_factory=list)
    unreadable: list[tuple[int, int, str]] = field(default_factory=list)


@dataclass(slots=True)
class Passage:
    """A sentence whose numbers are read, with its words, their language, and the habit and tables to read by.

    `dated` gives the time that a token of a date belongs to; `time_starts` are the tokens at which times
    begin, and `spans` tells that there is a unit of time. Tokens before `free` belong to the amounts read so far,
    of which the last was a range if `ranged`.
    """

    s: Sentence
    words: list[str]
    language: Language
    numbers: NumberWords
    habit: Habit
    units: Units
    places: Places
    dated: Mapping[int, TimeSpan]
    time_starts: frozenset[int]
    spans: bool = True
    free: int = 0
    ranged: bool = False
    _numerals: dict[int, Numeral | None] = field(default_factory=dict)

    def numeral(self, at: int) -> Numeral | None:
        """Return the number that begins at a token, None where there is none that can be read; it is read once."""
        try:
            return self._numerals[at]
        except KeyError:
            found = self._numerals[at] = find_number(self.s, at, self.habit)
            return found


def make_passage(s: Sentence, times: list[TimeSpan], habit: Habit, units: Units, places: Places) -> Passage:
    """Put together what reading the numbers of a sentence asks for."""
    dated = {at: time for time in times for at in time.numbers} if times else {}
    starts = frozenset([time.start for time in times]) if times else _NOWHERE
    language = s.language
    spans = not language.time.units.keys().isdisjoint(s.words)
    return Passage(s, s.words, language, language.numbers, habit, units, places, dated, starts, spans)
