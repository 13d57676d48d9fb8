"""Colours with a meaning: what disagrees, what was replaced, what agrees, the figure in its quote."""

import re
from enum import StrEnum

from ledger.exports.plain import CLOSING, OPENING


class Tone(StrEnum):
    """What a colour says; the value is its SGR code."""

    WRONG = "1;31"  # red: it cannot be right
    DOUBTFUL = "33"  # yellow: look again
    RIGHT = "32"  # green: it comes out, somebody vouches for it
    FIGURE = "1"  # bold


_WRONG = ("conflict", "arithmetic", "disagree", "rejected", "changed", "gone", "altered")
_DOUBTFUL = (
    *("superseded", "replaced", "warning", "circular", "corrected", "disputed", "dismissed"),
    *("missing", "unreadable", "unsure"),
)
_RIGHT = ("agree", "corroboration", "accepted", "confirmed", "unchanged", "same")
_TONES = {
    **dict.fromkeys(_WRONG, Tone.WRONG),
    **dict.fromkeys(_DOUBTFUL, Tone.DOUBTFUL),
    **dict.fromkeys(_RIGHT, Tone.RIGHT),
}
_WORDS = "|".join(_TONES)
# Where a line laid out by `blocks` tells a verdict: at its beginning, or behind its last dot.
_VERDICT = re.compile(rf"(?m)^( *)({_WORDS})(?=:| ·)|(?<= · )({_WORDS})$|^(status: )({_WORDS})$")
_MARKED = re.compile(f"{OPENING}[^{CLOSING}]*{CLOSING}")  # »1,695«, maybe over the end of a line
_INDENT = re.compile(r"(\n *)")


def paint(text: str, tone: Tone) -> str:
    """Return the text in a colour."""
    return f"\x1b[{tone}m{text}\x1b[0m" if text else text


def tone_of(word: str) -> Tone | None:
    """Return what a verdict or a status says by its colour; None for any other word."""
    return _TONES.get(word)


def paint_word(word: str) -> str:
    """Return a verdict or a status in its colour, any other word as it is."""
    tone = tone_of(word)
    return paint(word, tone) if tone else word


def coloured(block: str) -> str:
    """Return a block with its verdicts in their colours and the figures in its quotes in bold."""
    told = _VERDICT.sub(_verdict, block)
    return _MARKED.sub(_figure, told)


def _verdict(found: re.Match[str]) -> str:
    lead, first, last, label, status = (part or "" for part in found.groups())
    return lead + label + paint_word(first or last or status)


def _figure(found: re.Match[str]) -> str:
    """Paint a marked figure line by line: the space at the beginning of a line is not its own."""
    parts = _INDENT.split(found[0])
    return "".join(part if part.startswith("\n") else paint(part, Tone.FIGURE) for part in parts)
