"""Who speaks in an interview: questions and answers marked at the head of their paragraphs, "Q:", "A:", "Ana Ruiz:"."""

from collections.abc import Iterable
from typing import NamedTuple

from ledger.extract.outline import Part
from ledger.extract.tokens import Sentence
from ledger.extract.voices import Attribution

_MARKS = (":", ".")
_LONGEST = 4  # tokens of a name before its colon


class Turn(NamedTuple):
    """Whose words a paragraph opens: a question, the answer of whom the text is about, or who is named."""

    question: bool = False
    name: str = ""
    end: int = 0

    def named(self) -> Attribution:
        """Return who is named before the colon as a source."""
        return Attribution(0, self.end, self.name, "speaker before a colon")

    def is_of(self, name: str) -> bool:
        """Tell whether the mark is of somebody with such a name: no name at all, or its initials."""
        initials = "".join(word[0] for word in name.split())
        return not self.name or self.name in (name, initials)


def find_turns(parts: Iterable[Part]) -> dict[int, Turn]:
    """Return the turns of an interview by the number of their paragraph, none in a text that marks no question."""
    turns = {part.number: turn for part in parts if (turn := _turn(part.sentences[0])) is not None}
    asked = any(turn.question for turn in turns.values())
    return turns if asked and any(not turn.question for turn in turns.values()) else {}


def _turn(s: Sentence) -> Turn | None:
    cues, mark = s.language.attribution, s.word(1)
    if mark in _MARKS and s.glued(1) and s.is_capital(0):
        if s.words[0] in cues.questions:
            return Turn(question=True)
        if s.words[0] in cues.answers:
            return Turn()
    end = next((at for at in range(1, min(_LONGEST + 1, len(s.words))) if s.words[at] == ":"), 0)
    if not end or not all(s.is_word(at) and s.is_capital(at) for at in range(end)):
        return None
    name = s.told(0, end)
    return Turn(name=name, end=end) if end > 1 or name.isupper() else None
