"""Who speaks in a transcript: a name in brackets before the words, "[VARGAS] We lost five posts."."""

from ledger.extract.tokens import Sentence
from ledger.extract.voices import Attribution

_LONGEST = 8  # tokens of a name
_TAGS = 4  # brackets one after the other, "[BEGIN RECORDING] [VARGAS]"
_OPENING, _CLOSING = "[", "]"
UNNAMED = Attribution(0, 0, "", "speaker without a name")


def find_speaker(s: Sentence) -> Attribution | None:
    """Return who begins to speak with a sentence: a name in brackets, `UNNAMED` for a reporter; None where nobody does.

    What is told of the recording, "[WORDS INDISTINCT]", names nobody.
    """
    at, found = 0, None
    for _ in range(_TAGS):
        if s.word(at) != _OPENING:
            break
        end = next((i for i in range(at + 1, min(at + 2 + _LONGEST, len(s.words))) if s.words[i] == _CLOSING), None)
        if end is None:
            break
        found = _speaker(s, at + 1, end) or found
        at = end + 1
    return found if at < len(s.words) else None


def _speaker(s: Sentence, start: int, end: int) -> Attribution | None:
    inside, cues = s.words[start:end], s.language.attribution
    if start == end or not all(map(s.is_word, range(start, end))):
        return None
    if not cues.unnamed.isdisjoint(inside):
        return UNNAMED
    if not cues.stage_words.isdisjoint(inside):
        return None
    if not all(s.is_capital(at) or s.words[at] in cues.name_links for at in range(start, end)):
        return None
    return Attribution(start, end, s.told(start, end), "speaker in brackets")


def ends_speech(s: Sentence) -> bool:
    """Tell whether a sentence closes what is heard: "… [END RECORDING]"."""
    ends = s.language.attribution.stage_ends
    return _OPENING in s.words and any(s.words[at] == _OPENING and s.word(at + 1) in ends for at in range(len(s.words)))
