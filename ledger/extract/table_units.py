"""What all amounts of a table are counted in, where its title or the note below it says so once."""

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from ledger.extract.numbers import THOUSANDS
from ledger.extract.tokens import Sentence
from ledger.lexicon.languages import Language
from ledger.lexicon.units import Units
from ledger.model.quantity import Kind
from ledger.model.span import Span

_NEXT_LINES = re.compile(
    r"[^\n]{0,160}(?:\n\s{0,8}(?!\|)[^\n]{1,100})?\n\s{0,8}\|"
    r"|[^\n]{0,40}(?:\n[^\n]{0,100}){0,2}\n[^\n|]{1,60}(?:\t|[^\S\n]{2})[^\S\n]{0,40}[-+−–$€£]?\d"
)  # the table, a note or its headings before it at most
_ONE, _THOUSAND = Decimal(1), Decimal(1000)
_APOSTROPHES = frozenset("'’‘")  # of "'000"
_CLOSING = frozenset(")]")
_MARKS = frozenset(",:–—")  # before the unit of a title


class TableUnit(NamedTuple):
    """In what a table counts: percent, a rate, or a scale and a unit of which one may be missing."""

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


def is_note_mark(heading: Sentence, at: int) -> bool:
    """Tell the letter of a note at the end of a heading: "2023 (a)", "2022p", "2021 e/"; not the "M" over the men."""
    closes = not any(heading.is_word(behind) for behind in range(at + 1, len(heading)))
    return (
        len(heading.word(at)) == 1 and closes and at > 0 and (heading.raw(at).islower() or heading.words[at - 1] == "(")
    )


@lru_cache(maxsize=256)
def without_unit(title: str, language: Language, units: Units) -> str:
    """Return a title without the unit that it tells: "Aid to Kenya, in millions of dollars" is "Aid to Kenya"."""
    s = Sentence(title, Span(0, len(title)), language)
    told = next((tokens for tokens in _told(s) if _unit(s, *tokens, units) is not None), None)
    if told is None:
        return title
    first, after = told[0] - 1, told[1] + (s.word(told[1]) in _CLOSING)
    first -= s.word(first - 1) in _MARKS
    before, behind = (s.text[s.starts[0] : s.ends[first - 1]] if first > 0 else ""), s.text[s.ends[after - 1] :]
    return (before + behind).strip() or title


def scale_told(s: Sentence, at: int) -> tuple[Decimal, int] | None:
    """Return what "millions" or "miles de millones" at a token is worth, and the token behind it."""
    numbers = s.language.numbers
    if (worth := _worth(s, at)) is None:
        return None
    more = at + 1 + (s.word(at + 1) in numbers.vague_link)
    times = _worth(s, more)
    return (worth * times, more + 1) if times is not None and times > worth else (worth, at + 1)


def _worth(s: Sentence, at: int) -> Decimal | None:
    numbers, word = s.language.numbers, s.word(at)
    if word == THOUSANDS and not s.is_number(at - 1):
        return _THOUSAND
    if word in numbers.letters and s.word(at + 1) in numbers.vague_link:
        return numbers.letters[word]  # "en MM de pesos"
    return Decimal(numbers.vague[word]) if word in numbers.vague else numbers.scales.get(word)


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
        elif word in s.language.numbers.scale_links and (
            at == 0 or s.words[at - 1] in _MARKS | {"("} or _is_bare_scale(s, at + 1)
        ):
            after = next((end for end in range(at, len(s.words)) if _closes(s, end)), len(s.words))
            found.append((at + 1, after))
    return found


def _is_bare_scale(s: Sentence, at: int) -> bool:
    """Tell "thousands" in "Deaths in thousands, by country" from that of "in thousands of homes"."""
    told = scale_told(s, at)
    return told is not None and (told[1] == len(s.words) or _closes(s, told[1]))


def _closes(s: Sentence, at: int) -> bool:
    """Tell the mark that ends a unit from the point of "U.S."."""
    return s.words[at] in (",", ")", ";") or (s.words[at] == "." and len(s.word(at - 1)) > 1)


def _unit(s: Sentence, first: int, after: int, units: Units) -> TableUnit | None:
    numbers = s.language.numbers
    linked = [at for at in range(first, after) if s.words[at] in numbers.scale_links]
    first = linked[-1] + 1 if linked and after < len(s.words) and s.words[after] in _CLOSING else first
    first += s.word(first) in _APOSTROPHES
    if first >= after:
        return None
    percent = numbers.percent.match(s.words, first)
    share = first + 1 if s.words[first] == "%" else percent[0] if percent is not None else None
    if share is not None:
        whole = share == after or (first != share and s.word(share) in s.language.nouns.link)  # "% of GDP"
        return TableUnit(Kind.PERCENT, unit="percent") if whole else None
    if (base := numbers.per_base.match(s.words, first)) is not None and s.is_number(base[0]):
        return TableUnit(Kind.RATE)  # "per 100,000 inhabitants"
    signed = units.signs.match(s.words, first)  # "in US$ millions"
    scale, at = scale_told(s, signed[0] if signed else first) or (_ONE, first)
    at += at > first and s.word(at) in numbers.vague_link
    words = units.currency_words[s.language.code]
    if at == after and not signed and words.match(s.words, at - 1) is None:
        return TableUnit(Kind.COUNT, scale) if scale != _ONE else None
    hit = units.measures[s.language.code].match(s.words, at)
    if hit is not None and hit[0] == after:
        return TableUnit(Kind.OTHER, scale, hit[1])
    told = signed or words.match(s.words, at) or units.signs.match(s.words, at) or words.match(s.words, at - 1)  # "mdp"
    if told is not None and scale != _ONE:
        return TableUnit(Kind.MONEY, scale)
    people = units.nouns.match(s.words, at)
    return TableUnit(Kind.COUNT, scale, people[1]) if people is not None and people[0] == after else None
