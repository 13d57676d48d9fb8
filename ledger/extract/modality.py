"""How an amount is told: as a fact, planned, foreseen, denied or only possible, by the cues beside it."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from operator import attrgetter

from ledger.extract.amounts import Amount
from ledger.extract.source_words import CLAUSE_ENDS, CLOSING_QUOTES, OPENING_QUOTES
from ledger.extract.tokens import Sentence
from ledger.model.figure import Modality

Cue = tuple[int, int, Modality]

_BEHIND = 5  # tokens behind an amount, its noun among them, in which it may be said to be only possible
_START = attrgetter("start")
_AHEAD = (Modality.PLANNED, Modality.PROJECTED)
_RELATIVE = 2  # tokens of "that hold" before a number
_BEFORE, _TAKEN_BACK = 10, 10  # the same before it, and behind it where it is taken back
_CORRECTED = 2  # words from a comma to the verb told again: "there were"
_APART = frozenset(",–—(")
_SAID = 2  # words between an amount and what takes it back
_TO_VERB = 3  # tokens from "no" to its verb: "no se le"
_TO_OBJECT = 6  # tokens from a verb to what it is denied of
_TO_OTHER = 5  # tokens from an amount to the one told instead of it
_TO_FORESEER = 12  # tokens behind an amount in which who foresees it is told
_PAUSES = CLOSING_QUOTES | {","}


def find_modality(s: Sentence, amount: Amount, clause: tuple[int, int], amounts: Sequence[Amount]) -> Cue | None:
    """Return how an amount is told where it is no plain fact: the nearest cue before it in its clause.

    Else the first behind it, "900 could be killed"; words that bound one of the `amounts` beside it are no cues.
    """
    near = s.words[max(0, amount.start - _BEFORE) : amount.end + _TAKEN_BACK]
    denied = _denial_beside(s, amount)
    if (denied := _denial_of_other(s, amount, clause, amounts) if denied is None else denied) is not None:
        return denied, denied + 1, Modality.DENIED
    if s.language.modal_starts.isdisjoint(near) and not any(map(s.language.modal_verbs.may_be, near)):
        return None
    for start, end, _ in s.language.retractions.find(s.words, amount.end, min(len(s.words), amount.end + _TAKEN_BACK)):
        if sum(map(s.is_word, range(amount.end, start))) <= _SAID:
            return start, end, Modality.DENIED  # "a sixth up... no, strike that"
    best = _before(s, amount, max(clause[0], amount.start - _BEFORE), amounts)
    if best is not None and best[2] is Modality.DENIED:
        corrected = _is_set_against(s, best[1], amount.start) or _is_corrected(s, best, amount, amounts)
        return None if corrected else best
    if best is not None:
        so_now = best[2] is Modality.STATED or (best[2] in _AHEAD and _is_base(s, amount, amounts))
        return None if so_now else best
    return _behind(s, amount, min(clause[1], amount.end + _BEHIND))


def _is_base(s: Sentence, amount: Amount, amounts: Sequence[Amount]) -> bool:
    """Tell the 300 of "the pension will rise from 300 to 350 euros", which is so today."""
    numbers = s.language.numbers
    if s.word(amount.start - 1) not in numbers.change_frames or s.word(amount.end) not in numbers.to_words:
        return False
    at = bisect_right(amounts, amount.start, key=_START)
    return at < len(amounts) and amounts[at].start == amount.end + 1


def _before(s: Sentence, amount: Amount, low: int, amounts: Sequence[Amount]) -> Cue | None:
    """Return the nearest cue before an amount."""
    best: Cue | None = None
    for start, end, key in _cues(s, low, amount.start):
        hedges = (other.bound_words for other in amounts if other.bound_words)
        apart = any(hedge[0] <= start < hedge[1] for hedge in hedges)
        apart = apart or (key in _AHEAD and _is_of_other_clause(s, end, amount.start))
        apart = apart or (key in _AHEAD and _is_of_receivers(s, end, amount, amounts))
        apart = apart or (key in _AHEAD and (_is_compared(s, end, amount.start) or _is_in_aside(s, start, amount)))
        apart = apart or (key is Modality.DENIED and _is_told_aside(s, start, amount.start))
        if start < amount.start and not apart and not _is_other_word(s, start, end):
            best = start, end, key
    if best is not None and best[2] is Modality.PLANNED and _is_foreseen(s, best, low, amount):
        return best[0], best[1], Modality.PROJECTED
    return best


def _behind(s: Sentence, amount: Amount, high: int) -> Cue | None:
    """Return the first cue behind an amount, in its clause."""
    none = (Modality.DENIED, Modality.STATED)
    for start, end, key in s.language.modality.find(s.words, amount.end, high):
        joined = not s.language.attribution.coordinators.isdisjoint(s.words[amount.end : start])
        joined = joined or _is_of_next_clause(s, amount.end, start)
        if Modality(key) not in none and not joined and not _is_other_word(s, start, end):
            cue = start, end, Modality(key)
            foreseen = cue[2] is Modality.PLANNED and _is_foreseen(s, cue, amount.end, amount)
            return (start, end, Modality.PROJECTED) if foreseen else cue
    return None


def _cues(s: Sentence, low: int, high: int) -> Iterator[Cue]:
    """Yield the listed phrases, and the verbs whose form tells: "venderá", "no venderá", "no despidió"."""
    listed = [(start, end, Modality(key)) for start, end, key in s.language.modality.find(s.words, low, high)]
    taken = {at for start, end, _ in listed for at in range(start, end)}
    verbs = s.language.modal_verbs
    told = (at for at in range(low, high) if at not in taken and verbs.may_be(s.words[at]))
    yield from sorted([*listed, *(cue for at in told if (cue := _of_form(s, at, high)) is not None)])


def _of_form(s: Sentence, at: int, amount: int) -> Cue | None:
    """Read a verb by its form, as printed with its accent: what will be, would be or, behind "no", was not."""
    verbs, raw = s.language.modal_verbs, s.raw(at).lower()
    no = next((i for i in range(at - 1, max(-1, at - _TO_VERB), -1) if s.words[i] not in verbs.pronouns), at)
    denied = no < at and s.word(no) in s.language.numbers.negations and not _are_known(s, amount)
    if raw.endswith(verbs.futures):
        ahead = Modality.PROJECTED if s.words[at] in verbs.growing else Modality.PLANNED
        return (no, at + 1, Modality.DENIED) if denied else (at, at + 1, ahead)
    if raw.endswith(verbs.conditionals):
        return at, at + 1, Modality.HYPOTHETICAL
    bounds = s.word(amount - 1) in s.language.attribution.links_of  # "no pasó de 40"
    told = denied and not bounds and raw.endswith(verbs.pasts) and amount - at <= _TO_OBJECT
    speaks = s.words[at] in s.language.attribution.all_verbs
    return (no, at + 1, Modality.DENIED) if told and not speaks else None


def _are_known(s: Sentence, amount: int) -> bool:
    """Tell an amount with an article, of those that are there: "no capturó a los 40 prófugos"."""
    return s.word(amount - 1) in s.language.attribution.definite


def _is_foreseen(s: Sentence, cue: Cue, low: int, amount: Amount) -> bool:
    """Tell what is foreseen from what somebody means to do: "estimates that it will sell", "será de 3, calcula X"."""
    words, foreseeing = s.words, s.language.modal_verbs.foreseeing
    joined = s.language.attribution.coordinators
    told = next((at for at in range(cue[0] - 1, low - 1, -1) if words[at] in foreseeing), None)
    if told is not None:
        ends = any(words[at] in joined or words[at] in CLAUSE_ENDS for at in range(told, cue[0]))
        return not ends or s.language.attribution.before.match_before(words, told) is not None
    far = range(amount.end, min(len(words), amount.end + _TO_FORESEER))
    closing = next((at for at in far if words[at] in _PAUSES), None)
    if closing is None or s.word(closing + 1) in joined:
        return False
    end = next((at for at in range(closing + 1, len(words)) if words[at] in CLAUSE_ENDS), len(words))
    compares = next(s.language.time.set_against.find(words, closing + 1, end), None)  # "…, a third above the estimate"
    return compares is None and not foreseeing.isdisjoint(words[closing + 1 : end])  # "…, the mayor warned"


def _is_of_receivers(s: Sentence, cue: int, amount: Amount, amounts: Sequence[Amount]) -> bool:
    """Tell those for whom an amount is asked: "pidió 15 años para | los tres agentes"."""
    first, at = amount.start - 2, amount.start - 1
    known = s.word(at) in s.language.attribution.definite and s.word(first) in s.language.attribution.prepositions
    return known and any(cue <= other.start < first for other in amounts)


def _is_in_aside(s: Sentence, cue: int, amount: Amount) -> bool:
    """Tell a cue between commas from what the clause around it tells: "el paso, que abrirá en mayo, | costó 40"."""
    relatives = s.language.attribution.relatives | s.language.subjects.relatives
    led = any(s.words[at] in relatives and s.word(at - 1) == "," for at in range(max(0, cue - _RELATIVE), cue))
    return led and any(s.words[at] == "," and s.is_word(at + 1) for at in range(cue, amount.start - 1))


def _is_compared(s: Sentence, cue: int, number: int) -> bool:
    """Tell what is only compared with: "costará 115 millones, frente a | 98 millones"."""
    return next(s.language.modal_verbs.against.find(s.words, cue, number), None) is not None


def _is_of_other_clause(s: Sentence, cue: int, number: int) -> bool:
    """Tell whether a relative and its verb stand right before a number: "promised to rebuild prisons | that hold"."""
    at = number - _RELATIVE
    return at > cue and s.words[at] in s.language.subjects.relatives and s.is_word(at - 1)


def _is_told_aside(s: Sentence, cue: int, number: int) -> bool:
    """Tell the denial of a clause that ends before a number: "to a builder | who never began, and | 37 million to"."""
    led = any(s.words[at] in s.language.subjects.relatives for at in range(max(0, cue - _RELATIVE), cue))
    joined = s.language.attribution.coordinators
    return led and any(s.words[at] == "," and s.words[at + 1] in joined for at in range(cue, number - 1))


def _is_of_next_clause(s: Sentence, number: int, cue: int) -> bool:
    """Tell whether a subject opens another clause before a cue: "which left 13 dead, | the mayor | asked for"."""
    articles = s.language.nouns.articles
    return any(s.words[at] == "," and s.words[at + 1] in articles for at in range(number, cue - 1))


def _denial_beside(s: Sentence, amount: Amount) -> int | None:
    """Return where "not" stands right before an amount that another is told instead of: ", not the 62", "y no 68"."""
    linked = s.word(amount.start - 1) in s.language.nouns.articles | s.language.attribution.links_of
    at = amount.start - 1 - linked  # "y no | de | 68"
    if at < 1 or s.words[at] not in s.language.numbers.negations:
        return None
    apart = s.words[at - 1] in _APART or s.words[at - 1] in s.language.attribution.coordinators
    return at if apart else None


def _denial_of_other(s: Sentence, amount: Amount, clause: tuple[int, int], amounts: Sequence[Amount]) -> int | None:
    """Return where a verb is denied of an amount that gives way to another: "no tiene 40 camas, sino 25"."""
    behind = (other.start for other in amounts if amount.end <= other.start <= amount.end + _TO_OTHER)
    at = next(behind, 0)
    if not at or s.word(at - 1) not in s.language.attribution.contrasts:
        return None
    near = range(amount.start - 1, max(clause[0], amount.start - _TO_OBJECT) - 1, -1)
    found = next((i for i in near if s.words[i] in s.language.numbers.negations), None)
    listed = s.language.modality.match(s.words, found) if found is not None else None
    return None if listed is not None and listed[1] == Modality.STATED else found  # "not only 40 guards but 12"


def _is_other_word(s: Sentence, start: int, end: int) -> bool:
    """Tell the month of May and "would-be" from the words of what may be."""
    if s.words[start] in s.language.time.months and _tells_month(s, start):
        return True
    capital = start > 0 and s.is_capital(start) and not s.shouting and not s.titled
    return (capital and s.words[start - 1] not in OPENING_QUOTES) or s.glued(end)


def _tells_month(s: Sentence, at: int) -> bool:
    """Tell "ON MAY 3", "IN MAY" of a text in capitals from what may be."""
    led = s.word(at - 1) in s.language.attribution.prepositions
    return s.is_capital(at) and (s.is_number(at + 1) or s.is_number(at - 1) or led)


def _is_set_against(s: Sentence, start: int, end: int) -> bool:
    """Tell whether "but" stands between a denial and an amount: "not 40 but 60"."""
    return not s.language.attribution.contrasts.isdisjoint(s.words[start:end])


def _is_corrected(s: Sentence, denial: Cue, amount: Amount, amounts: Sequence[Amount]) -> bool:
    """Tell "there were not 40 dead, there were 60", where the verb is told again for what is so."""
    start, end, _ = denial
    verbs = s.language.nouns.copulas.union(s.words[start + 1 : end])
    for other in amounts:
        comma = next((at for at in range(other.end, amount.start) if s.words[at] in ",;"), None)
        if other.start >= end and comma is not None:
            return not verbs.isdisjoint(s.words[comma + 1 : min(comma + 1 + _CORRECTED, amount.start)])
    return False
