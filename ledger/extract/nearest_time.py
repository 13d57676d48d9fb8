"""Which of the times told in its sentence a figure is nearest to."""

from collections.abc import Sequence

from ledger.extract.amounts import Amount
from ledger.extract.context import Scene
from ledger.extract.time_roles import (
    OPENING,
    bracket_around,
    clause_around,
    has_own_time,
    is_aside,
    is_base,
    is_bracketed,
    is_day_of_speech,
    is_name_part,
    opens_next,
    owners_of,
    relative_around,
    remarks_on,
)
from ledger.extract.time_spans import TimeSpan
from ledger.extract.times_passed import is_end_of_change
from ledger.extract.tokens import DASHES, Sentence
from ledger.model.period import Mode
from ledger.model.quantity import Kind

FAR = 40.0  # a time farther off in a long sentence is not the figure's
BESIDE = 4  # tokens; a time set against is only that of the amount it stands beside
_BESIDE_NOW = 8  # tokens from "now" to what is so now
_CLAUSE_ENDS = frozenset(";:")
_WALLS = frozenset(",;:")
_LISTED = 7  # tokens from one part to the next: "88 | in 2009 and | 44"
_FEW = 2  # words before the amount that a sentence opens with


def nearest_time(scene: Scene, amount: Amount, times: Sequence[TimeSpan]) -> tuple[TimeSpan | None, float]:
    """Return the time nearest to an amount, and how far it is."""
    best, cost = None, 2 * FAR
    for time in times:
        here = _cost(scene, amount, time)
        if here < cost:
            best, cost = time, here
    return best, cost


def owns(scene: Scene, amount: Amount, time: TimeSpan) -> bool:
    """Tell whether a time stands right behind an amount, or behind a list that it is part of.

    Also before its bracket, "in 2020 (7,360)", its clause, "in 2020, when there were 7,360", and where
    it opens one that leaves out the verb: "; in February, 2,770".
    """
    s = scene.sentence
    if time.end == amount.start - 1 and s.words[time.end] == "," and _opens_clause(s, time):
        return True
    if time.end == amount.start - 1 and s.words[time.end] == "(":
        return not has_own_time(scene, amount)
    if time.end < amount.start <= time.end + 2 * BESIDE and s.words[time.end] == ",":
        clause = s.words[time.end + 1 : amount.start]
        return bool(clause) and clause[0] in s.language.time.clause_words and "," not in clause
    owners = owners_of(scene, time)
    return bool(owners) and any(owner.start == amount.start for owner in owners)


def _opens_clause(s: Sentence, time: TimeSpan) -> bool:
    """Tell a time behind nothing but its preposition and a mark, or "and"."""
    words, before = s.language.time, time.start
    for table in (words.same_period, words.in_words):
        led = table.match_before(s.words, before)
        before = led[0] if led else before
    before -= 1
    before -= before >= 0 and s.words[before] in s.language.numbers.joins
    return before >= 0 and s.words[before] in _WALLS


def _is_joined(s: Sentence, time: TimeSpan) -> bool:
    """Tell a time that "and" sets beside what was told before: "last week 480 crossed and yesterday 215"."""
    led = s.language.time.in_words.match_before(s.words, time.start)
    return s.word((led[0] if led else time.start) - 1) in s.language.numbers.joins


def _cost(scene: Scene, amount: Amount, time: TimeSpan) -> float:
    """Say how far a time is from an amount: tokens between, more where other amounts or clauses part them."""
    s, behind = scene.sentence, time.start >= amount.end
    gap = time.start - amount.end if behind else amount.start - time.end
    if time.now and (gap > _BESIDE_NOW or _walled(scene, amount, time)):
        return 2 * FAR
    if owns(scene, amount, time) or remarks_on(scene, time) is amount:
        return float(gap)
    owners = owners_of(scene, time)
    if owners and not behind and is_end_of_change(scene, amount):
        return 2 * FAR  # "there were 164 in 2020; the number then dropped by a fifth, to 131"
    if is_bracketed(scene, time) and bracket_around(s, time.start) != bracket_around(s, amount.start):
        return 2 * FAR
    joined = s.word(amount.start - 1) in s.language.numbers.joins
    if is_base(scene, time) and (owners or behind or joined or gap > BESIDE or _walled(scene, amount, time)):
        return 2 * FAR
    if _is_parted(scene, amount, time) or is_day_of_speech(scene, time, amount):
        return 2 * FAR
    if behind and owners and owners[-1].start >= amount.end and _is_of_its_part(scene, owners[-1]):
        return 2 * FAR
    cost, opens = gap + _between(scene, amount, time), not behind and _is_joined(s, time)
    if gap > BESIDE and time.start > OPENING and is_name_part(s, time):
        cost += FAR
    if behind:
        cost += 10.0 if not s.language.time.relatives.isdisjoint(s.words[amount.end : time.start]) else 0.0
        cost += FAR if _is_of_other_noun(s, amount, time) else 0.0
        told_of_next = bool(owners) and owners[-1].start > amount.start
        cost += 8.0 if told_of_next or opens_next(scene, amount, time) else 0.0
    else:
        cost += 1.5 if time.start > 2 else 0.5  # a time that opens the sentence holds for all of it
        cost += 6.0 if not opens and _trails(scene, time) else 0.0
    if time.up_to:
        cost += 12  # "of the FY2023 total, $31 million as of March"
    if time.relative and time.period.mode is Mode.POINT and not opens:
        cost += 6  # "said on Thursday" tells when it was said
    return cost + FAR * (is_aside(scene, time) and not _shares_clause(scene, amount, time))


def _walled(scene: Scene, amount: Amount, time: TimeSpan) -> bool:
    return any(word in _CLAUSE_ENDS or word == "," for word in scene.sentence.words[time.end : amount.start])


def _is_parted(scene: Scene, amount: Amount, time: TimeSpan) -> bool:
    """Tell an amount in another clause than a time: "built for 60 guests, it slept 210 on Friday".

    What stands in commas between them parts nothing: "43 people, most of them women, died in June". Nor does the
    comma behind the words a sentence opens with, in a list, or behind a part of what is counted.
    """
    s = scene.sentence
    if amount.start >= time.end:
        return time.start > OPENING and not s.language.time.meanwhile.isdisjoint(s.words[time.end : amount.start])
    commas = [at for at in range(amount.end, time.start) if s.words[at] == ","]
    if not len(commas) % 2 or amount.quantity.kind is Kind.DURATION:
        return False  # "held for 14 months, from March to May"
    following = commas[0] + 1 + (s.words[commas[0] + 1] in s.language.numbers.joins)
    listed = scene.amounts_between(commas[0], following + 1)
    return not (listed or _opens_sentence(s, amount) or _is_part(s, amount))


def _is_of_other_noun(s: Sentence, amount: Amount, time: TimeSpan) -> bool:
    """Tell a time in a clause on what is named behind money: "spent $3 million on a drain | that sank in May"."""
    if amount.quantity.kind is not Kind.MONEY:
        return False
    prepositions = s.language.attribution.prepositions - s.language.attribution.links_of
    relatives, saying = s.language.subjects.relatives, s.language.attribution.verbs
    led = False
    for at in range(amount.end, time.start - 1):
        if s.words[at] in relatives and led and s.is_word(at - 1) and s.words[at - 1] not in saying:
            return True
        led = led or s.words[at] in prepositions
    return False


def _opens_sentence(s: Sentence, amount: Amount) -> bool:
    """Tell "With 67 of 84 votes, Congress on Wednesday …", also behind a date and a dash."""
    opening = max((at + 1 for at in range(amount.start) if s.words[at] in DASHES), default=0)
    return amount.start - opening <= _FEW


def _is_part(s: Sentence, amount: Amount) -> bool:
    """Tell a part of what was counted before its comma: "43 people, 12 of them children, died in June"."""
    if s.word(amount.start - 1) == "," or s.word(amount.start - 1) in s.language.exclude.count_followers:
        return True
    return s.language.time.partitives.match(s.words, amount.end) is not None


def _is_of_its_part(scene: Scene, part: Amount) -> bool:
    """Tell a part of what was counted before, whose time is its own: "132 bills, 88 of them in 2009", "88 in 2009"."""
    s = scene.sentence
    if s.language.time.partitives.match(s.words, part.end) is not None:
        return True
    if s.language.time.in_words.match(s.words, part.end) is None:
        return False
    if s.word(part.start - 1) in s.language.numbers.joins:
        before = scene.amounts_between(part.start - _LISTED, part.start)
        return bool(before) and _is_of_its_part(scene, before[-1])
    return s.word(part.start - 1) in {",", ":"}


def _between(scene: Scene, amount: Amount, time: TimeSpan) -> float:
    """Say what parts a time from an amount: other amounts, clauses, commas."""
    low, high = min(time.end, amount.end), max(time.start, amount.start)
    words, behind = scene.sentence.words[low:high], time.start >= amount.end
    cost = 5.0 * sum(1 for other in scene.amounts_between(low, high) if other.end <= high)
    walls = sum(1 for word in words if word in _CLAUSE_ENDS)
    return cost + (FAR * walls + words.count(",") if behind else 8.0 * walls)


def _trails(scene: Scene, time: TimeSpan) -> bool:
    """Tell a time that closes what was said of an amount before it: "800 families left in June and …"."""
    before = scene.amounts_between(time.start - 2 * BESIDE, time.start)
    if not before or not _WALLS.isdisjoint(scene.sentence.words[before[-1].end : time.start]):
        return False
    return not any(before[-1].end <= other.start < time.start for other in scene.times)


def _tells_outset(s: Sentence, low: int, high: int) -> bool:
    words = s.words[low:high]
    return _WALLS.isdisjoint(words) and not s.language.time.outset.isdisjoint(words)


def _shares_clause(scene: Scene, amount: Amount, time: TimeSpan) -> bool:
    """Tell whether an amount stands in the clause with a time: "which in 2016 topped the list with 2,200".

    Also behind the time at which something began: "opened in March with 212 beds", "signed in 2014 for $40 million".
    """
    s = scene.sentence
    if 0 < amount.start - time.end <= BESIDE and _tells_outset(s, time.end, amount.start):
        return True
    clause, opened = clause_around(s, time), relative_around(s, time)
    if opened is not None:
        return amount.start < time.start
    if clause is None:
        return False
    named = _WALLS.isdisjoint(s.words[amount.end : clause[0] - 1]) and 0 <= clause[0] - 1 - amount.end <= BESIDE
    return named or clause[0] <= amount.start < clause[1]
