"""What befell those a bare number counts, where it is not what befell those counted before it."""

from ledger.extract.drafts import Draft
from ledger.lexicon.topics import Measure
from ledger.model.quantity import Kind

_BEHIND = 4  # tokens behind a number: "93 resultaron heridos"


def tells_other_fate(draft: Draft, measure: Measure) -> bool:
    """Tell the 93 of "14 officers died and 93 were wounded", who are no part of what the measure counts.

    A fate that is an act of the measure itself is no other: "12 died and 3 were shot dead".
    """
    s, end = draft.scene.sentence, draft.amount.end
    if draft.quantity.kind is not Kind.COUNT or draft.noun is not None:
        return False
    fates, small = s.language.subjects.fates, s.language.subjects
    for at in range(end, min(end + _BEHIND, len(s))):
        word = s.words[at]
        if word in fates:
            return not _is_act(draft, measure, at)
        between = word in small.fillers or word in small.predicates or word in s.language.nouns.copulas
        if not (between or word in small.led_to or word in small.relatives):
            return False
    return False


def _is_act(draft: Draft, measure: Measure, at: int) -> bool:
    """Tell whether a word is one of those that tell a measure."""
    cues = draft.scene.cues.near(at, at + 1)
    told = (*cues.acts, *cues.words)
    return any(cue.start <= at < cue.end and measure in cue.measures for cue in told)
