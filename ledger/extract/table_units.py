"""What all amounts of a table are counted in, where its title or the note below it says so once."""

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from ledger.extract.tokens import Sentence
from ledger.lexicon.languages import Language
from ledger.lexicon.units import Units
from ledger.model.quantity import Kind
from ledger.model.span import Span

_NEXT_LINES = re.compile(
    r"[^\n]{0,160}(?:\n\s{0,8}(?!\|)[^\n]{1,100})?\n\s{0,8}\|"
)  # the table, a note before it at most
_ONE = Decimal(1)


class TableUnit(NamedTuple):
    """In what a table counts: percent, or a scale and a unit of which one may be missing."""

    kind: Kind
    scale: Decimal = _ONE
    unit: str | None = None


@lru_cache(maxsize=256)
def read_table_unit(title: str, language: Language, units: Units) -> TableUnit | None:
    """Return the unit a title has in brackets at its end or behind "in": "(%)", "(thousand hectares)", "en miles".

    It must be told by these words alone: "(2019 prices)" and "in the north" are none.
    """
    s = Sentence(title, Span(0, len(title)), language)
    return next((found for first, after in _told(s) if (found := _unit(s, first, after, units)) is not None), None)


def stands_over_table(s: Sentence) -> bool:
    """Tell whether rows between bars begin right below a sentence, or below one more short line."""
    return _NEXT_LINES.match(s.text, s.ends[-1]) is not None if len(s.words) else False


def _told(s: Sentence) -> list[tuple[int, int]]:
    """Return the tokens that may tell a unit: brackets, and what stands from "in" to the next comma or the end."""
    found = []
    for at, word in enumerate(s.words):
        if word in ("(", "["):
            after = next((end for end in range(at, len(s.words)) if s.words[end] in (")", "]")), len(s.words))
            found.append((at + 1, after))
        elif word in s.language.numbers.scale_links and (at == 0 or s.words[at - 1] in (",", "(", ":", "–", "—")):
            after = next((end for end in range(at, len(s.words)) if s.words[end] in (",", ")", ".", ";")), len(s.words))
            found.append((at + 1, after))
    return found


def _unit(s: Sentence, first: int, after: int, units: Units) -> TableUnit | None:
    numbers = s.language.numbers
    first += s.word(first) in numbers.scale_links
    if first >= after:
        return None
    percent = numbers.percent.match(s.words, first)
    if s.words[first] == "%" or (percent is not None and percent[0] == after):
        return TableUnit(Kind.PERCENT, unit="percent") if s.words[first] != "%" or first + 1 == after else None
    scale = Decimal(numbers.vague.get(s.words[first]) or numbers.scales.get(s.words[first]) or 1)
    at = first + (scale != _ONE)
    at += at > first and s.word(at) in numbers.vague_link
    if at == after:
        return TableUnit(Kind.COUNT, scale) if scale != _ONE else None
    hit = units.measures[s.language.code].match(s.words, at)
    if hit is not None and hit[0] == after:
        return TableUnit(Kind.OTHER, scale, hit[1])
    if units.currency_words[s.language.code].match(s.words, at) is not None and scale != _ONE:
        return TableUnit(Kind.MONEY, scale)
    people = units.nouns.match(s.words, at)
    return TableUnit(Kind.COUNT, scale, people[1]) if people is not None and people[0] == after else None
