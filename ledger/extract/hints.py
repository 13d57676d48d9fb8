"""Which words that only hint at a topic are heard: those near which plainer words speak of it.

"The party drew 2,300 guests" is on no politics, "the party lost 14 seats in the election" is.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from ledger.extract.measures import Cue, TopicCues

_AROUND = 6  # sentences before and behind in which plainer words bear a hint out


def hear_hints(found: Sequence[TopicCues]) -> Iterator[TopicCues]:
    """Yield the words of topics of successive sentences, with the hints that the text around bears out.

    Two of one topic in a sentence bear each other out: "the court" that hears "the appeal".
    """
    told = [cues.plain for cues in found]
    near = Counter(topic for topics in told[:_AROUND] for topic in topics)
    for at, cues in enumerate(found):
        near.update(told[at + _AROUND] if at + _AROUND < len(told) else ())
        if at > _AROUND:
            near.subtract(told[at - _AROUND - 1])
        hints = (*cues.hints, *cues.hinted)
        borne_out = {hint.topic for hint in hints if near[hint.topic] > 0 or _is_borne_out(hint, hints)}
        yield cues.with_hints(borne_out) if borne_out else cues


def _is_borne_out(hint: Cue, others: Sequence[Cue]) -> bool:
    """Tell whether another hint at the same topic stands in the sentence, and not only a part of it."""
    same = (other for other in others if other.topic is hint.topic)
    return any(other.end <= hint.start or hint.end <= other.start for other in same)
