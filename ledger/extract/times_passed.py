"""A told time that is no more that of an amount behind it: of what is so today, came later or had come together."""

from datetime import date

from ledger.extract.amounts import Amount
from ledger.extract.context import Scene
from ledger.extract.time_roles import owners_of
from ledger.extract.time_spans import TimeSpan
from ledger.extract.tokens import Sentence
from ledger.model.period import Mode, Period
from ledger.model.quantity import Kind

_CHANGED = 8  # tokens from a verb of change to what it led to
_STATE = 3  # tokens from an amount to "remain": "90 of its flats | remain empty"
_OBJECT = 9  # tokens from "has" to what has been done
_SUBJECT = 5  # tokens from an amount to the "have" it is the subject of
_BEFORE = 2  # tokens from "quedan" to an amount
_MONTH = 31  # days
_LATELY = 60  # days
_WALLS, _CLAUSE_ENDS = frozenset(",;:."), frozenset(";:.")


def is_end_of_change(scene: Scene, amount: Amount) -> bool:
    """Tell what something came to: "fell to 131", "dropped by a fifth, to 131", "doubled, to 131"."""
    s, numbers = scene.sentence, scene.sentence.language.numbers
    led, low = amount.start - 1, max(0, amount.start - _CHANGED)
    led -= s.word(led) in numbers.end_articles
    if s.word(led) not in s.language.time.reached:
        return False
    if not numbers.change_verbs.isdisjoint(s.words[low:led]):
        return True
    near = scene.amounts_between(low, led)
    return bool(near) and near[-1].quantity.kind is Kind.MULTIPLE


def has_passed(scene: Scene, amount: Amount, time: TimeSpan) -> bool:
    """Tell whether a time told before an amount in its sentence is over where the amount is told."""
    if time.end > amount.start or any(owner.start == amount.start for owner in owners_of(scene, time)):
        return False
    if _came_later(scene, amount, time) or _has_come_together(scene, amount, time):
        return True
    if _has_come_about(scene, amount, time) or _is_claimed_beside(scene.sentence, amount, time):
        return True
    if _names_thing(scene.sentence, time) or not is_gone_by(time.period, scene.published):
        return False
    return _is_part_today(scene.sentence, amount, time.end)


def _names_thing(s: Sentence, time: TimeSpan) -> bool:
    """Tell the year of "the points of our 2017 audit"."""
    return s.is_word(time.end) and s.language.time.in_words.match_before(s.words, time.start) is None


def _came_later(scene: Scene, amount: Amount, time: TimeSpan) -> bool:
    """Tell "there were 164 in 2020; the number then dropped by a fifth, to 131"."""
    then = scene.sentence.language.time.came_later.isdisjoint(scene.sentence.words[time.end : amount.start])
    return not then and bool(owners_of(scene, time)) and is_end_of_change(scene, amount)


def is_over(scene: Scene, amount: Amount, period: Period) -> bool:
    """Tell whether a time told in a sentence before is over: "40 are still empty", "the rate then fell to 6"."""
    s, clause = scene.sentence, scene.sentence.words[: amount.start]
    later = not s.language.time.came_later.isdisjoint(clause) and is_end_of_change(scene, amount)
    return later or (is_gone_by(period, scene.published) and is_so_today(s, amount))


def is_gone_by(period: Period, published: date | None) -> bool:
    """Tell a time that lies so far back that what is told of today is not of it."""
    return period.end is not None and (published is None or (published - period.end).days > _LATELY)


def _has_come_together(scene: Scene, amount: Amount, time: TimeSpan) -> bool:
    """Tell "0.8 percent in August, 9 cumulative": the total is of more than the month that was told before."""
    s, between = scene.sentence, range(time.end, amount.start)
    if not _is_month(time.period) or time.up_to or not _is_told_with_another(scene, time, amount):
        return False
    return any(s.language.time.accumulated.match(s.words, at) is not None for at in between)


def _has_come_about(scene: Scene, amount: Amount, time: TimeSpan) -> bool:
    """Tell what another clause says has come about by now: "it granted 140 in 2019 and has suspended nine".

    What has become of a part of what was told is told with it: "of the 291 cases of 2019, 64 have led to charges".
    """
    s, after = scene.sentence, time.period.end
    if after is None or (scene.published is not None and after > scene.published):
        return False
    if _is_part(s, amount) or s.word(amount.end) in s.language.nouns.generic:
        return False
    verb = _perfect_of(s, amount, time.end)
    joints = s.language.time.clause_joints
    return verb is not None and not joints.isdisjoint(s.words[time.end : min(verb, amount.start)])


def _is_claimed_beside(s: Sentence, amount: Amount, time: TimeSpan) -> bool:
    """Tell what somebody else says: "it sold 12 tons in 2018, while its rival says that 4 in 10 growers want to go"."""
    joints, saying = s.language.time.meanwhile, s.language.attribution.strong
    joint = next((at for at in range(time.end, amount.start) if s.words[at] in joints), amount.start)
    return any(
        s.words[at] in saying and s.word(at + 1) in s.language.time.reported for at in range(joint, amount.start - 1)
    )


def _is_part(s: Sentence, amount: Amount) -> bool:
    if s.words[0] in s.language.nouns.link:
        return True
    parts = s.language.time.partitives
    return parts.match_before(s.words, amount.start) is not None or parts.match(s.words, amount.end) is not None


def _perfect_of(s: Sentence, amount: Amount, low: int) -> int | None:
    """Return where the "has" or "have" of a verb stands that an amount is the object or the subject of."""
    before = range(amount.start - 1, max(low, amount.start - _OBJECT) - 1, -1)
    for around in (before, range(amount.end, min(amount.end + _SUBJECT, len(s.words)))):
        for at in around:
            if s.words[at] in _WALLS:
                break
            if _is_perfect(s, at):
                return at
    return None


def _is_perfect(s: Sentence, at: int) -> bool:
    """Tell "has hired", "ha contratado" from "has 300", "has a staff of 300", "had hired"."""
    if s.words[at] not in s.language.time.perfects or s.words[at] in s.language.time.pluperfects:
        return False
    return leads_participle(s, at)


def leads_participle(s: Sentence, at: int) -> bool:
    """Tell "has hired" from "has 300", "has more than 300", "has a staff"."""
    counts = s.is_number(at + 1) or s.language.hedges.match(s.words, at + 1) is not None
    return s.is_word(at + 1) and not counts and s.words[at + 1] not in s.language.nouns.articles


def _is_told_with_another(scene: Scene, time: TimeSpan, amount: Amount) -> bool:
    """Tell a time that another amount is told with before this one."""
    return bool(owners_of(scene, time)) or bool(scene.amounts_between(time.end, amount.start))


def _is_month(period: Period) -> bool:
    start, end = period.start, period.end
    return period.mode is Mode.PERIOD and start is not None and end is not None and (end - start).days <= _MONTH


def _is_part_today(s: Sentence, amount: Amount, low: int) -> bool:
    """Tell a part of what was told that is so today: "of 600 built in 2020, 43 stand empty", "of which 9 lie idle"."""
    parted = s.words[0] in s.language.nouns.link or s.language.time.partitives.match_before(s.words, amount.start)
    if not parted or "," not in s.words[low : amount.start]:
        return False
    return is_so_today(s, amount)


def is_so_today(s: Sentence, amount: Amount) -> bool:
    """Tell "90 remain closed", "90 are vacant", "solo quedan 90" by the verb beside an amount."""
    time = s.language.time
    before = s.words[max(0, amount.start - _BEFORE) : amount.start]
    if not time.going_on_verbs.isdisjoint(before) and _WALLS.isdisjoint(before):
        return True
    for at in range(amount.end, min(amount.end + _STATE, len(s.words))):
        if s.words[at] in _WALLS:
            return False
        if s.words[at] in time.going_on_verbs:
            return True
        if s.words[at] in time.present_copulas:
            return s.word(at + 1) in time.passing_states or s.word(at + 1) in time.going_on_verbs
    return False


def is_set_against_alone(s: Sentence, amount: Amount) -> bool:
    """Tell the 436 of "it paid 512 claims in 2020, against 436.", which is of another time that is not told."""
    at = amount.start
    while s.word(at - 1) in s.language.nouns.articles:
        at -= 1
    led = s.language.time.told_against.match_before(s.words, at)
    return led is not None and s.word(led[0] - 1) == "," and not s.is_word(amount.end) and s.word(amount.end) != "("
