"""What goes round and is denied: "denied claims on messaging apps that 60 died" tells where 60 comes from."""

from collections.abc import Iterator

from ledger.extract.source_names import SourceNames
from ledger.extract.source_words import Name
from ledger.extract.tokens import Sentence
from ledger.extract.voices import Attribution
from ledger.lexicon.phrases import where

DENIED_CLAIM = "where a denied claim goes round"
_PAUSES = frozenset(",;")
_LONGEST_FALSE = 30  # tokens of "Messages on social networks that put the toll at 60 | were false"


class Denials:
    """Finds where what is denied was told."""

    def __init__(self, s: Sentence, names: SourceNames) -> None:
        self.s, self.names, self.cues = s, names, s.language.attribution

    def find(self) -> Iterator[Attribution]:
        """Yield the first channel by which something denied goes round, and which tokens it speaks for."""
        for start, end, _ in self.cues.channels.find(self.s.words):
            reach = self._denied(start, end) or self._untrue(start, end)
            if reach is not None:
                told = Attribution(start, end, self.names.text((start, end)), DENIED_CLAIM, *reach, ahead=False)
                yield told._replace(main=False, going=False, aside=True)
                return

    def _denied(self, start: int, end: int) -> Name | None:
        """Read "denied a claim, shared on X, that", "negó que fueran 60, como circula en X"; not "denied on X that"."""
        s = self.s
        verb = next(where(s.words[:start], self.cues.denying), None)
        if verb is None:
            return None
        told = self._hearsay(verb + 1, start) or not self.cues.going_round.isdisjoint(s.words[verb + 1 : start])
        return (verb + 1, self._goes_on_at(end)) if told else None

    def _goes_on_at(self, end: int) -> int:
        """Return where a sentence goes on with what is not denied: ", but admitted to 12", ", y dijo que son 87"."""
        s, joints = self.s, (*self.cues.contrasts, *self.cues.coordinators)
        turns = (at for at in where(s.words[end:-1], _PAUSES, end) if s.words[at + 1] in joints)
        return next(turns, len(s.words))

    def _hearsay(self, start: int, end: int) -> bool:
        """Tell "talk on local radio", "a claim" from "in a message", by which something is denied."""
        s = self.s
        for at in where(s.words[start:end], self.cues.hearsay, start):
            before = at - (s.word(at - 1) in s.language.nouns.articles or s.word(at - 1) in s.language.numbers.articles)
            if s.word(before - 1) not in self.cues.prepositions:
                return True
        return False

    def _untrue(self, start: int, end: int) -> Name | None:
        """Read "Messages on X that put the toll at 60 were false"."""
        s = self.s
        if self.cues.hearsay.isdisjoint(s.words[:start]):
            return None
        far = min(end + _LONGEST_FALSE, len(s.words))
        false = next(where(s.words[end:far], self.cues.untrue, end), None)
        return (end, false) if false is not None else None
