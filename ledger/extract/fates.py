"""What befell those a bare number counts, where it is not what befell those counted before it."""

from collections.abc import Sequence

from ledger.extract.drafts import Draft
from ledger.extract.measures import TopicCues
from ledger.extract.tokens import DASHES, Sentence
from ledger.lexicon.topics import Measure
from ledger.model.quantity import Kind

_MARKS = DASHES | {","}
_ASIDE = 12  # tokens between two marks
_BEHIND = 4  # tokens behind a number: "93 resultaron heridos"


def tells_other_fate(draft: Draft, measure: Measure) -> bool:
    """Tell the 93 of "14 officers died and 93 were wounded", who are no part of what the measure counts.

    A fate that is an act of the measure itself is no other: "12 died and 3 were shot dead".
    """
    s, end = draft.scene.sentence, draft.amount.end
    if draft.quantity.kind is not Kind.COUNT:
        return False
    if _is_handled_part(draft, measure):
        return True
    if draft.noun is not None and _names_people(draft):
        return measure.has_acts and _has_other_verb(draft, measure, draft.noun[1])
    if (done := deed_before(draft)) is not None and not _is_act(draft, measure, done):
        return True
    if draft.noun is not None:
        if draft.noun[0] < end:
            return False
        end = draft.noun[1]  # "seven others were wounded"
    elif (them := s.language.time.partitives.match(s.words, end)) is not None:
        end = them[0]  # "Seven of them were killed"
    fates, small = s.language.subjects.fates, s.language.subjects
    for at in range(end, min(end + _BEHIND, len(s.words))):
        word = s.words[at]
        passive = s.word(at - 1) in small.passives
        if word in fates or (passive and word in small.traced):
            return not _is_act(draft, measure, at)
        between = word in small.fillers or word in small.predicates or word in s.language.nouns.copulas
        if not (between or word in small.led_to or word in small.relatives):
            return False
    return False


def _is_handled_part(draft: Draft, measure: Measure) -> bool:
    """Tell "solved just | 17 of the 129 murders |": the whole are murders, the part are those that were solved."""
    s, at = draft.scene.sentence, draft.amount.start - 1
    while s.word(at) in s.language.numbers.restrictors:
        at -= 1
    known = s.language.subjects.fates | s.language.subjects.handled
    handled = draft.quantity.total is not None and s.word(at) in known
    return handled and not _is_act(draft, measure, at)


def _has_other_verb(draft: Draft, measure: Measure, at: int) -> bool:
    """Tell "six people were hurt", said right behind a noun, of which no act of the measure is told."""
    s, begin = draft.scene.sentence, at
    auxiliaries = s.language.attribution.passives | s.language.time.perfects | s.language.subjects.led_to
    while s.word(at) in auxiliaries:
        at += 1
    return at > begin and s.word(at) in s.language.subjects.fates and not _is_act(draft, measure, at)


def tells_room(draft: Draft) -> bool:
    """Tell the 800 of "4,000 displaced people sleep in a hall with room for 800": they are none of those told."""
    s = draft.scene.sentence
    bare = draft.noun is None and draft.quantity.kind is Kind.COUNT
    return bare and s.language.subjects.rooms.match_before(s.words, draft.amount.start) is not None


def deed_before(draft: Draft) -> int | None:
    """Return the verb right before a bare number whose object it counts: "killed 11 people and | wounded | 40".

    What befell people alone: "registered 40" and "received 40" may be of whatever was counted before.
    """
    s, at = draft.scene.sentence, draft.amount.start - 1
    at -= s.word(at) in s.language.nouns.object_marks
    if _names_people(draft) or at < 0 or not s.is_word(at):
        return None
    return at if s.words[at] in s.language.subjects.fates else None


def lent_noun(draft: Draft, earlier: Sequence[Draft]) -> tuple[int, int] | None:
    """Return the noun that another verb leaves out: "arrested 800 | people | and killed 23"."""
    if not earlier or draft.quantity.kind is not Kind.COUNT:
        return None
    if deed_before(draft) is None and _deed_behind(draft) is None:
        return None
    before = (other.noun or other.lent for other in reversed(earlier) if other.quantity.kind is Kind.COUNT)
    return next((noun for noun in before if noun is not None), None)


def cues_of_deed(draft: Draft) -> TopicCues:
    """Return the words of topics that tell what a number with a lent noun is of: those of its own verb."""
    cues, done, behind = draft.scene.cues, deed_before(draft), _deed_behind(draft)
    if draft.lent is None or (done is None and behind is None):
        return cues
    acts = (cue for cue in cues.acts if cue.end - 1 == done or (behind is not None and cue.start <= behind < cue.end))
    return cues._replace(words=(), acts=tuple(acts))


def _deed_behind(draft: Draft) -> int | None:
    """Return the verb behind a bare number and "were": "8,500 people have crossed, and 600 were | flown | back"."""
    s, at = draft.scene.sentence, draft.amount.end
    if draft.noun is not None:
        return None
    auxiliaries = s.language.attribution.passives | s.language.time.perfects
    at = begin = _past_aside(s, at)
    while s.word(at) in auxiliaries:
        at += 1
    told = at > begin or any(cue.start == at for cue in draft.scene.cues.near(at, at + 1).acts)
    return at if told and s.is_word(at) else None


def _past_aside(s: Sentence, at: int) -> int:
    """Step over what is put in between two marks: "800,000 -- a third of the province -- have fled"."""
    if s.word(at) not in _MARKS:
        return at
    mark, first = s.words[at], at
    while s.word(at) == mark:
        at += 1
    closing = next((i for i in range(at, min(at + _ASIDE, len(s.words))) if s.words[i] == mark), None)
    if closing is None:
        return first
    while s.word(closing) == mark:
        closing += 1
    return closing


def _names_people(draft: Draft) -> bool:
    """Tell whether a noun of its own stands behind a number: none, or "others", names nobody."""
    generic = draft.scene.sentence.language.nouns.generic
    return draft.noun is not None and not generic.issuperset(draft.scene.sentence.words[slice(*draft.noun)])


def _is_act(draft: Draft, measure: Measure, at: int) -> bool:
    """Tell whether a word is one of those that tell a measure."""
    cues = draft.scene.cues.near(at, at + 1)
    told = (*cues.acts, *cues.words)
    return any(cue.start <= at < cue.end and measure in cue.measures for cue in told)
