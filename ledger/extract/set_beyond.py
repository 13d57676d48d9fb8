"""Words that set an amount against one of another time: "17 percent | above | the 88 of 2021"."""

from ledger.extract.tokens import Sentence
from ledger.extract.years import is_year
from ledger.model.figure import Change

_POSSESSED = 5  # tokens of "the previous year's " before a number
_TOLD = 9  # tokens from a number to its time: "the 6,480 million it spent in | 2023"
_STOPS = frozenset(".;:(")


def set_beyond(s: Sentence, end: int) -> Change | None:
    """Return whether the words behind an amount tell it as above or below one of another time, None where they do not.

    Else they bound what is counted, or tell where it is: "40 percent below the poverty line", "120 under 12 bridges".
    """
    numbers = s.language.numbers
    for phrases, change in ((numbers.above, Change.INCREASE), (numbers.below, Change.DECREASE)):
        if (found := phrases.match(s.words, end)) is not None:
            return change if _is_of_another_time(s, found[0]) else None
    return None


def _is_of_another_time(s: Sentence, at: int) -> bool:
    start = at + (s.word(at) in s.language.nouns.articles)
    if s.is_number(start) and not is_year(s.word(start)):
        return s.word(start + 1) not in s.language.time.units and _tells_time(s, start)
    owner = next((n for n in range(at, at + _POSSESSED) if s.word(n) in ("'", "’")), None)
    if owner is None or not any(s.is_number(n) for n in range(owner + 1, owner + _POSSESSED)):
        return False
    return any(_is_time(s, n) for n in range(at, owner))


def _tells_time(s: Sentence, number: int) -> bool:
    """Tell whether a year, a month or "last" stands behind a number in its clause."""
    for at in range(number + 1, min(number + _TOLD, len(s.words))):
        if s.words[at] in _STOPS:
            return False
        if _is_time(s, at):
            return True
    return False


def _is_time(s: Sentence, at: int) -> bool:
    word, time = s.word(at), s.language.time
    return is_year(word) or word in time.months or word in time.units or word in s.language.numbers.earlier_words
