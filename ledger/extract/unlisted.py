"""Places that no table lists, told by the words around them: "the village of Poroma", "in North Horr"."""

from collections.abc import Iterator

from ledger.extract.tokens import Sentence
from ledger.lexicon.places import Places, PlaceWords
from ledger.model.figure import Place

_SHORT = 3  # letters; a shorter word is no name by itself
_LONGEST = 5  # tokens of a name


def find_unlisted(s: Sentence, places: Places) -> Iterator[tuple[int, int, Place]]:
    """Yield start, end and place of names in capitals that stand where only a place can stand.

    A text all in capitals, or a headline, does not show where a name begins and ends.
    """
    if s.shouting or s.titled:
        return
    words = places.words[s.language.code]
    for at, word in enumerate(s.words):
        if word in words.inside or word in places.nouns:
            start = _behind(s, at, noun=word in places.nouns)
            end = _run(s, start) if start else 0
            if end > start and _is_free(s, start, end, words):
                yield start, end, _place(s, start, end)
        elif word in words.suffixes and (start := _run_before(s, at)) < at and _is_free(s, start, at, words):
            yield start, at, _place(s, start, at)


def _behind(s: Sentence, at: int, *, noun: bool) -> int:
    """Return where a name would begin behind "in", or behind "the town of"; 0 where none can."""
    if not noun:
        return at + 1
    return at + 2 if s.word(at + 1) in s.language.nouns.link and not s.is_capital(at) else 0


def _run(s: Sentence, start: int) -> int:
    """Return the end of the capitalised words from `start` on, small words of names between them."""
    end = start
    while end < len(s) and end - start < _LONGEST and s.is_word(end) and s.is_capital(end):
        end += 1
        joint = end
        while s.word(joint) in s.language.nouns.link | s.language.nouns.articles and joint - end < 2:
            joint += 1
        if joint > end and s.is_word(joint) and s.is_capital(joint):
            end = joint
    return end


def _run_before(s: Sentence, end: int) -> int:
    start = end
    while start > 0 and end - start < _LONGEST and s.is_word(start - 1) and s.is_capital(start - 1):
        start -= 1
    return start + 1 if start < end and s.words[start] in s.language.stopwords else start


def _is_free(s: Sentence, start: int, end: int, words: PlaceWords) -> bool:
    """Tell whether the words name no body, time or thing: "in Congress", "in March", "in Table 3", "in NATO"."""
    if s.is_number(end) or s.word(end) in ("’", "'", "-", "/", "&") or s.word(start - 1) == "-":
        return False
    named = [s.words[at] for at in range(start, end)]
    times = s.language.time
    if any(word in words.bodies or word in times.months or word in times.weekdays for word in named):
        return False
    return not any(
        s.raw(at).isupper() or s.ends[at] - s.starts[at] < _SHORT
        for at in range(start, end)
        if s.is_capital(at) and not s.is_capital(at + 1)
    )


def _place(s: Sentence, start: int, end: int) -> Place:
    return Place(" ".join(s.covered(start, end).of(s.text).split()))
