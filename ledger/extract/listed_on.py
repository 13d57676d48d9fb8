"""The words of a sentence that only tell more of a thing counted before, with which a bare number goes on.

"300 complaints over missing medicines, 52 over delays": whoever counts the 52 counts complaints; nothing is missing.
"""

from collections.abc import Sequence
from typing import NamedTuple

from ledger.extract.context import Scene
from ledger.extract.drafts import Draft
from ledger.extract.measures import Cue, TopicCues
from ledger.extract.nouns import is_plural
from ledger.extract.places import beginning
from ledger.extract.subjects import Words, find_common, tells_thing
from ledger.model.quantity import Kind

_LABEL = 24  # tokens of a sentence in which the label it opens with is closed
_LONGEST = 12  # tokens of what is told of a noun
_ENDS = frozenset(",;:()[]|.")


class Label(NamedTuple):
    """Where the noun that opens a sentence ends, and the colon behind it."""

    end: int
    colon: int


def find_told_more(draft: Draft, earlier: Sequence[Draft]) -> tuple[Words, ...]:
    """Return what tells more of the noun a bare number goes on with: behind the noun, and behind the numbers."""
    if draft.noun is not None or draft.quantity.kind not in (Kind.COUNT, Kind.MULTIPLE):
        return ()
    ends = [draft.amount.end]
    if (label := _find_label(draft)) is not None:
        ends += [label.end, *(one.amount.end for one in earlier if one.amount.start > label.colon)]
    else:
        counted = next((one for one in reversed(earlier) if _counts(one)), None)
        if counted is None or counted.noun is None:
            return ()
        ends.append(counted.noun[1])
    spans = (_told_behind(draft.scene, end) for end in ends)
    return tuple(span for span in spans if span is not None)


def without_told_more(cues: TopicCues, spans: Sequence[Words]) -> TopicCues:
    """Leave out the words of topics that stand in some spans."""
    if not spans:
        return cues
    return TopicCues._make((*(_outside(one, spans) for one in cues[:-1]), cues.are_many))


def _outside(cues: Sequence[Cue], spans: Sequence[Words]) -> tuple[Cue, ...]:
    return tuple(cue for cue in cues if not any(start <= cue.start < end for start, end in spans))


def _find_label(draft: Draft) -> Label | None:
    """Return the plural noun that a sentence opens with and a colon closes: "Complaints to the ombudsman in May: 7"."""
    scene = draft.scene
    s, before = scene.sentence, scene.sentence.words[: min(draft.amount.start, _LABEL)]
    if ":" not in before or "." in before:
        return None
    colon = before.index(":")
    noun = find_common(scene, beginning(s), colon)
    if noun is None or scene.amounts_between(0, colon) or not any(is_plural(s, at) for at in range(*noun)):
        return None
    return Label(noun[1], colon) if tells_thing(s, noun) else None


def _counts(draft: Draft) -> bool:
    return draft.quantity.kind is Kind.COUNT and draft.noun is not None and draft.noun[0] >= draft.amount.end


def _told_behind(scene: Scene, at: int) -> Words | None:
    """Return a phrase that a preposition opens, up to a mark, a clause, a time or the next amount."""
    s = scene.sentence
    if s.word(at) not in s.language.subjects.details:
        return None
    amounts = [one.start for one in scene.amounts_between(at, at + _LONGEST)]
    times = [one.start for one in scene.times_between(at, at + _LONGEST)]
    last = min((len(s.words), at + _LONGEST, *(end for end in (*amounts, *times) if end > at)))
    words = s.language.subjects
    stop = next((i for i in range(at, last) if s.words[i] in _ENDS or s.words[i] in words.relatives), last)
    return (at, stop) if stop > at + 1 else None
