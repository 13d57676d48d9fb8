"""Who is said to say so: every source a sentence names, each with the words it speaks for."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from ledger.extract.places import Mention
from ledger.extract.source_names import CLOSING_QUOTES, SourceNames
from ledger.extract.source_phrases import SourcePhrases
from ledger.extract.speech import Speech
from ledger.extract.time_spans import TimeSpan
from ledger.extract.tokens import Sentence
from ledger.extract.voices import Attribution, share_out


def find_attributions(
    s: Sentence, times: Sequence[TimeSpan], mentions: Sequence[Mention], counted: Collection[int]
) -> list[Attribution]:
    """Return the sources the sentence names, in order, each with the words it speaks for.

    `counted` are the tokens at which its amounts begin.
    """
    names = SourceNames(s, times, mentions)
    told = [*SourcePhrases(s, names, counted).find(), *Speech(s, names, counted).find()]
    found = sorted(told, key=lambda one: (one.low, one.carried, -one.end))
    voices: list[Attribution] = []
    for one in found:
        if voices and voices[-1].start <= one.start < voices[-1].end < one.high:
            one = replace(one, low=max(one.low, voices[-1].high))  # "said X, which spoke of 24"
        if not voices or one.low >= voices[-1].high:
            voices.append(one)
    return share_out(s, voices, counted)


def find_citation(sentences: Sequence[Sentence]) -> tuple[Attribution, Sentence] | None:
    """Return the publisher of a cited title: the name behind its closing quote, "“Title.” Reuters. March 2021"."""
    for number in range(len(sentences) - 1, -1, -1):
        s = sentences[number]
        closing = max((at for at, word in enumerate(s.words) if word in CLOSING_QUOTES), default=-1)
        if closing < 0:
            continue
        start = closing + 1
        while s.word(start) in (".", ","):
            start += 1
        if start < len(s):
            return _publisher(s, start)
        return _publisher(sentences[number + 1], 0) if number + 1 < len(sentences) else None
    return None


def _publisher(s: Sentence, start: int) -> tuple[Attribution, Sentence] | None:
    end = start
    while end < len(s) and s.words[end] not in (".", ",", "(") and not s.is_number(end):
        end += 1
    if end == start or not s.is_capital(start):
        return None
    name = " ".join(s.covered(start, end).of(s.text).split())
    return Attribution(start, end, name, "publisher of a cited title"), s
