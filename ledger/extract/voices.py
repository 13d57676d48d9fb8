"""A source as a sentence names it, and how far it speaks there: each amount has one source."""

from collections.abc import Collection
from typing import NamedTuple

from ledger.extract.nouns import is_verb
from ledger.extract.tokens import Sentence
from ledger.lexicon.phrases import where

_PAUSES = frozenset(",;")
_REMARKS = frozenset(",–—-")
_ENDS = frozenset(",;:()–—.")
_SOON = 3  # tokens of ", frente a | 1.740"; ", a mother of six" tells of who speaks
_QUOTES = frozenset('“"«')
_OPENING, _CLOSING = frozenset("“«"), frozenset("”»")


class Attribution(NamedTuple):
    """A source named at tokens `start` to `end`, which speaks for the amounts at `low` to `high`.

    `main` ones are who "he said" means in the next sentence, and `going` ones speak on there;
    `carried` words ("he said") go on with the one before.
    `back` and `ahead` tell whether it speaks for what stands before and behind it in its clause;
    a `weak` one ("received", "counted") gives way to who tells of it;
    a `distant` one ("she said") may mean a person named in a paragraph before,
    and a `loose` one ("the report") whatever source stands before it,
    an `adjoining` one ("its report") only a body that spoke in the sentence before;
    of an `aside` one ("…, as X said") is what somebody before it `denies` from a token on.
    """

    start: int
    end: int
    name: str
    rule: str
    low: int = 0
    high: int = 0
    back: bool = False
    ahead: bool = True
    main: bool = True
    going: bool = True
    carried: bool = False
    weak: bool = False
    distant: bool = False
    loose: bool = False
    adjoining: bool = False
    aside: bool = False
    denies: int = 0

    def reaches(self, at: int) -> bool:
        """Tell whether the source speaks for the amount at a token: not for one in its own name."""
        return self.low <= at < self.high and not (self.start <= at < self.end and not self.carried)


def share_out(s: Sentence, voices: list[Attribution], counted: Collection[int]) -> list[Attribution]:
    """Return the sources with the tokens each speaks for, so that each amount has one.

    A source speaks on to the next one; what stands before it is its own up to where the clause begins.
    """
    reached: list[Attribution] = []
    for voice in voices:
        left, right = _brackets(s, voice, counted)
        low, high = max(left, _low(s, voice, reached[-1] if reached else None)), _high(s, voice, counted)
        if reached and voice.back and low <= reached[-1].low and not reached[-1].aside:
            reached.pop()  # who tells of it speaks for all of it
        elif reached:
            reached[-1] = reached[-1]._replace(high=min(reached[-1].high, low))
        reached.append(voice._replace(low=low, high=min(high, right), main=voice.main and left == 0))
    return [*reached, *_resumed(s, reached)]


def _resumed(s: Sentence, reached: list[Attribution]) -> list[Attribution]:
    """Return the last source again where it goes on behind a semicolon: "…, dijo X; en el país cayeron 98"."""
    last = reached[-1] if reached else None
    if last is None or last.ahead or not last.back or last.high >= len(s.words):
        return []
    wall = next((at for at in range(last.high, len(s.words)) if s.words[at] == ";"), None)
    return [last._replace(low=wall, high=len(s.words))] if wall is not None else []


def _low(s: Sentence, voice: Attribution, before: Attribution | None) -> int:
    if not voice.back:
        return voice.low
    if before is not None and before.denies and voice.aside:
        return before.denies
    start = 0 if before is None else before.end
    others = s.language.attribution.others
    walls = [at for at in range(start, voice.low) if s.words[at] == ";" and s.words[at + 1] not in others]
    walls = [at for at in walls if not _is_quoted(s, at, voice.low)]  # "; otras 14" goes on
    if walls:
        return walls[-1] + 1
    if before is None:
        return 0
    if not before.ahead and before.back:
        return before.high
    contrast = [at for at in range(start, voice.low) if s.words[at] in s.language.attribution.contrasts]
    if contrast:
        return contrast[0]
    if before.back:
        joints = (*s.language.attribution.coordinators, ",")
        joined = [at for at in range(start, voice.low) if s.words[at] in joints]
        return joined[0] if joined else voice.low
    return before.low if before.weak else voice.low


def _is_quoted(s: Sentence, at: int, before: int) -> bool:
    """Tell a mark inside what is quoted: the quotation opens before it and ends before a token."""
    opens = any(s.words[i] in _OPENING for i in range(at)) and not any(s.words[i] in _CLOSING for i in range(at))
    return opens and any(s.words[i] in _CLOSING for i in range(at, before))


def _high(s: Sentence, voice: Attribution, counted: Collection[int]) -> int:
    """Return where a source ends: before "; but", and where the document speaks of itself."""
    if not voice.ahead:
        return _past_remarks(s, voice.high, counted) if voice.back else voice.high
    cues = s.language.attribution
    for at in where(s.words[voice.high :], _PAUSES, voice.high):
        if voice.back and s.words[at] == "," and s.word(at + 1) in cues.meanwhile and at + 1 not in counted:
            return at  # "officials said, as envoys prepared to discuss 89 million"
        if s.words[at] == ";":
            opening = s.words[at + 1 : at + 4]
            if not cues.contrasts.isdisjoint(opening) or not cues.ourselves.isdisjoint(s.words[at + 1 : at + 6]):
                return at
    return len(s.words)


def _past_remarks(s: Sentence, end: int, counted: Collection[int]) -> int:
    """Return where the remarks end behind who tells a clause: ", the bank says | , against 17,400 in 2021"."""
    while end < len(s.words) and s.words[end] in _REMARKS:
        close = next(where(s.words[end + 1 :], _ENDS, end + 1), len(s.words))
        tells = any(is_verb(s, at) or s.words[at] in s.language.attribution.passives for at in range(end + 1, close))
        if tells or not any(end < at <= min(end + _SOON, close) for at in counted):
            break
        end = close
    return end


def _brackets(s: Sentence, voice: Attribution, counted: Collection[int]) -> tuple[int, int]:
    """Return the tokens of the brackets a source stands in with what it tells, else the whole sentence."""
    opening = next((at for at in range(voice.low, -1, -1) if s.words[at] in ("(", ")")), -1)
    if opening < 0 or s.words[opening] == ")":
        return 0, len(s.words)
    closing = next((at for at in range(voice.low, len(s.words)) if s.words[at] == ")"), len(s.words))
    told = any(opening < at < closing for at in counted) or not _QUOTES.isdisjoint(s.words[opening:closing])
    return (opening, closing) if told else (0, len(s.words))
