"""What news agencies set before a headline that they send again: "UPDATE 1-Quake kills 12", "WRAPUP 3 -"."""

from ledger.extract.tokens import DASHES, Sentence

_DIGITS = 2
_LEADING = 8  # tokens of marks before the number: "RPT-CORRECTED-UPDATE 2-"
_OPENINGS = frozenset("(-–—*#[")
_CLOSINGS = DASHES | {":", ")", "]"}


def in_headline_mark(s: Sentence, at: int) -> bool:
    """Tell whether a number counts how often a story was sent: behind such a word, and set off from the headline."""
    if not (0 < at <= _LEADING and s.words[at].isdecimal() and len(s.words[at]) <= _DIGITS):
        return False
    marks = s.language.exclude.headline_marks
    if s.words[at - 1] not in marks or s.word(at + 1) not in _CLOSINGS:
        return False
    return all(word in marks or word in _OPENINGS for word in s.words[: at - 1])
