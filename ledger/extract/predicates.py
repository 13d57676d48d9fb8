"""The act told of those whom a number counts, as their verb: "12 people | died |", "| mató | a 11 hombres"."""

from collections.abc import Sequence

from ledger.extract.context import Scene
from ledger.extract.measures import Cue, TopicCues
from ledger.extract.subjects import Words
from ledger.extract.tokens import Sentence

_LONGEST = 6  # tokens of a time between a verb and those counted
_TIMED = 2  # tokens from the article of a day to its name: "murieron el jueves"


def find_predicates(scene: Scene, amount: Words, noun: Words | None, cues: TopicCues) -> tuple[Cue, ...]:
    """Return the words of acts that are the verb of those counted: behind their noun, or before their number."""
    if not cues.acts:
        return ()
    s = scene.sentence
    begin = noun[1] if noun is not None and noun[0] >= amount[1] else amount[1]
    at = begin
    while _leads_to_verb(s, at):
        at += 1
    behind = (cue for cue in cues.acts if begin <= cue.start <= at and (at > begin or not _has_object(scene, cue.end)))
    end = _before_time(scene, _before_marks(s, amount[0]))
    return *behind, *(cue for cue in cues.acts if cue.end == end)


def _before_marks(s: Sentence, end: int) -> int:
    words = s.language.nouns
    while s.word(end - 1) in words.object_marks or s.word(end - 1) in words.articles:
        end -= 1
    return end


def _before_time(scene: Scene, end: int) -> int:
    """Step back over a time: "detuvo | el año pasado | a 284 personas"."""
    return next((time.start for time in scene.times_between(end - _LONGEST, end) if time.end == end), end)


def find_deeds(scene: Scene, amount: Words, noun: Words | None, cues: TopicCues) -> tuple[Cue, ...]:
    """Return the words of acts that those counted did to others: "12 gunmen | killed | the mayor"."""
    if noun is None or noun[0] < amount[1]:
        return ()
    return tuple(cue for cue in cues.acts if cue.start == noun[1] and _opens_object(scene, cue.end))


def verbs_of_people(s: Sentence, verbs: Sequence[Cue]) -> tuple[Cue, ...]:
    """Return those of some acts that befall people alone: "died", not "were closed"."""
    fates = s.language.subjects.fates
    return tuple(verb for verb in verbs if not fates.isdisjoint(s.words[verb.start : verb.end]))


def _leads_to_verb(s: Sentence, at: int) -> bool:
    """Tell what stands between those counted and their verb: "who", "have", "were", "also"."""
    words, word = s.language.subjects, s.word(at)
    known = (words.relatives, words.fillers, words.passives, words.led_to)
    return any(word in told for told in known) or (s.is_word(at) and word.endswith(words.filler_endings))


def _has_object(scene: Scene, at: int) -> bool:
    """Tell whether what is done to others is told behind a verb: "12 gunmen killed | the mayor |"."""
    s = scene.sentence
    named = s.is_word(at) and (s.is_capital(at) or s.words[at] not in s.language.nouns.stops)
    return _opens_object(scene, at) or (named and not scene.times_between(at, at + 1))


def _opens_object(scene: Scene, at: int) -> bool:
    s, words = scene.sentence, scene.sentence.language.nouns
    opens = s.is_number(at) or s.word(at) in words.articles or s.word(at) in words.object_marks
    return opens and not scene.times_between(at, at + _TIMED)
