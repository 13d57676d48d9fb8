"""The counted noun that its clause puts elsewhere: "cifró en 154 los homicidios", "the dead are 12 and the sick, 30".

Behind the amount stands what a verb sets it for, or the subject of a verb that leads the clause; before it, where the
verb of the clause before is not told again, the new thing that is counted.
"""

from collections.abc import Sequence

from ledger.extract.amounts import Amount
from ledger.extract.context import Scene
from ledger.extract.nouns import find_noun
from ledger.extract.subjects import Words, covering_end, find_common, find_verb, tells_thing
from ledger.extract.tokens import Sentence
from ledger.model.quantity import Kind

_GAP, _LIST = 9, 40  # tokens of a new thing between two amounts, and of all such clauses
_PARTED = 16  # tokens from what opens a clause, "of the schools", to the number
_COUNTED = (Kind.COUNT, Kind.PERCENT)
_BOUNDS = frozenset(".;:—–(")
_ENDS = frozenset(",;")


def find_postposed(scene: Scene, amount: Amount) -> Words | None:
    """Return the tokens of the noun that a count or share without one behind it is told of elsewhere in its clause."""
    if amount.quantity.kind not in _COUNTED:
        return None
    set_for = find_set(scene, amount)
    found = set_for if set_for is not None and _is_of_topic(scene, set_for) else find_gapped(scene, amount)
    return found if found is not None and tells_thing(scene.sentence, found) else None


def _is_of_topic(scene: Scene, noun: Words) -> bool:
    """Tell whether words of a topic stand in a noun: others leave what the text goes on counting in force."""
    cues = scene.cues.near(*noun)
    return any(cue.start < noun[1] and noun[0] < cue.end for cue in (*cues.words, *cues.nouns, *cues.counted))


def find_set(scene: Scene, amount: Amount) -> Words | None:
    """Return what stands behind an amount that a verb sets or tells it of: "son 12 los muertos"."""
    s, at = scene.sentence, _past_other_end(scene, amount)
    words, numbered = s.language.subjects, s.language.nouns.number_of.match(s.words, at + 1)
    if s.word(at) not in words.behind or covering_end(scene, at) is not None:
        return None
    verb = find_verb(scene, amount)
    if verb is None:
        return None
    sets = s.words[verb] in words.setters
    led = s.language.nouns.heads_first and amount.quantity.kind is Kind.COUNT and _is_plural(s, at)
    return find_common(scene, at, len(s.words)) if sets or numbered is not None or led else None


def _is_plural(s: Sentence, at: int) -> bool:
    """Tell an article and a noun of more than one: "los muertos"."""
    endings = s.language.nouns.plural_endings
    return s.words[at].endswith(endings) and s.word(at + 1).endswith(endings)


def _past_other_end(scene: Scene, amount: Amount) -> int:
    """Return the token behind an amount, or behind what it was changed to: "elevó de 12 a 15 el número"."""
    s, end = scene.sentence, amount.end
    if s.word(end) not in s.language.numbers.to_words:
        return end
    return next((other.end for other in scene.amounts_between(end, end + 2) if other.start == end + 1), end)


def find_gapped(scene: Scene, amount: Amount) -> Words | None:
    """Return the new thing of a clause without its verb: "the dead are 12 and the wounded, 30"."""
    s, comma = scene.sentence, amount.start - 1
    before = [other for other in scene.amounts_between(comma - _LIST, comma) if other.end < comma]
    if s.word(comma) != "," or not before or not _is_closed(s, amount.end) or not _are_told_of_subjects(s, before):
        return None
    begin = before[-1].end
    begin += s.word(begin) in _ENDS
    begin += s.word(begin) in s.language.numbers.joins
    if begin == before[-1].end or comma - begin > _GAP:
        return None
    noun = find_common(scene, begin, comma)
    return noun if noun is not None and _closes(s, noun[1], comma) else None


def _are_told_of_subjects(s: Sentence, amounts: Sequence[Amount]) -> bool:
    """Tell amounts of which the first stands right behind the verb that tells it of its subject, the others alike."""
    for amount in reversed(amounts):
        before = s.word(amount.start - 1)
        if not _is_closed(s, amount.end) or (before != "," and before not in s.language.subjects.predicates):
            return False
        if before != ",":
            return True
    return False


def _is_closed(s: Sentence, end: int) -> bool:
    return not s.is_word(end) or s.words[end] in s.language.numbers.joins


def _closes(s: Sentence, end: int, comma: int) -> bool:
    """Tell whether only what is said of a noun stands between it and a comma: "houses destroyed,"."""
    behind = s.words[end:comma]
    small = (s.language.nouns.stops, s.language.attribution.prepositions)
    return all(map(s.is_word, range(end, comma))) and all(words.isdisjoint(behind) for words in small)


def is_gapped(s: Sentence, amount: Amount, noun: Words | None) -> bool:
    """Tell a noun with a comma before its amount, whose clause leaves out what the one before told."""
    return noun is not None and noun[1] < amount.start and s.word(amount.start - 1) == ","


def find_parted(scene: Scene, amount: Amount, *, numbered: bool) -> Words | None:
    """Return what the clause parts before a number: "of the dams they visited, 45 leaked"; `numbered` also "of 90".

    Without a comma nothing but a small word may stand between: "de los 45 municipios solo 12".
    """
    s, comma = scene.sentence, amount.start - 1
    while s.word(comma) in s.language.subjects.fillers or s.word(comma) in s.language.numbers.restrictors:
        comma -= 1
    parted = s.word(comma) == ","
    comma += not parted
    low = max(0, comma - _PARTED)
    opened = (at for at in range(comma - 1, low - 1, -1) if s.words[at] in s.language.nouns.link)
    begin = next((at for at in opened if at == 0 or s.words[at - 1] in _BOUNDS), None)
    if begin is None or (not numbered and scene.amounts_between(begin, comma)):
        return None
    begin += 1
    while s.word(begin) in s.language.nouns.opening or s.is_number(begin):
        begin += 1
    noun = find_noun(s, begin)
    if noun is None or noun[1] > comma or not (parted or noun[1] == comma):
        return None
    return noun if tells_thing(s, noun) else None
