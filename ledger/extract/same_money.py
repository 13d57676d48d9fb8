"""Whether a large number without a currency is of the money told before: "spent $50 million, then 60 million"."""

from decimal import Decimal

from ledger.extract.drafts import ELIDED_SCALE, Draft
from ledger.extract.elided import is_compared, opens_part
from ledger.extract.subjects import find_subject, goes_on_telling
from ledger.lexicon.phrases import split_words
from ledger.model.figure import Basis
from ledger.model.quantity import Kind

_SIZES = (Decimal("0.0001"), Decimal(10000))  # "a visa costs $50", and 1.4 million people came
_BEFORE, _BEHIND, _NEAR = 8, 5, 3  # tokens in which a word may stand that tells what is done with money


def is_same_money(draft: Draft, source: Draft, basis: Basis) -> bool:
    """Tell whether a large number goes on with the money of another amount, `basis` tells how far back.

    In its own sentence it does, and behind a large sum; else its words must say so.
    """
    if not source.quantity.value or counts_people(draft):
        return False
    if not _SIZES[0] <= draft.quantity.value / source.quantity.value <= _SIZES[1]:
        return tells_money(draft)
    if basis is Basis.SENTENCE or (source.amount.number.scale >= ELIDED_SCALE and not _is_subject(draft)):
        return True
    return _is_abridged(draft, source) or tells_money(draft) or _goes_on(draft, source)


def _is_subject(draft: Draft) -> bool:
    """Tell the number of "Some 3 million live below the line", of which a verb is told that is none of money."""
    s, end = draft.scene.sentence, draft.amount.end
    if not s.is_word(end) or draft.scene.times_between(end, end + 2):
        return False
    words, nouns, numbers = s.language.subjects, s.language.nouns, s.language.numbers
    closing = (words.fillers, words.predicates, words.openers, words.relatives, nouns.joining, numbers.comparing)
    return not any(s.words[end] in known for known in (*closing, s.language.attribution.prepositions))


def _is_abridged(draft: Draft, source: Draft) -> bool:
    """Tell a number written as the money was: "INCLE 19.9m" behind "$21.3m"."""
    one, two = (s.scene.sentence.word(s.amount.number.end - 1) for s in (draft, source))
    return one == two and one in draft.scene.sentence.language.numbers.letters


def counts_people(draft: Draft) -> bool:
    """Tell "a population of 1.4 million", "ha recibido a 1,4 millones": what is told is told of people."""
    s, at = draft.scene.sentence, draft.amount.start
    if draft.quantity.kind is not Kind.COUNT:
        return False
    subject = find_subject(draft.scene, draft.amount)
    if subject is not None and not s.language.subjects.peoples.isdisjoint(s.words[slice(*subject)]):
        return True
    if tells_money(draft):
        return False
    near = (s.word(at - 1), *s.words[draft.amount.end : draft.amount.end + _NEAR])
    if not s.language.subjects.lives.isdisjoint(near):
        return True
    if s.word(at - 1) not in s.language.subjects.personal or not s.is_word(at - 2):
        return False
    led = (s.language.numbers.change_verbs, s.language.subjects.predicates, s.language.attribution.prepositions)
    if any(s.words[at - 2] in words for words in led):
        return False
    return not any(other.end == at - 1 for other in draft.scene.amounts_between(0, at))


def tells_money(draft: Draft) -> bool:
    """Tell whether words of money, or of what is done with it, stand beside a number in its clause."""
    s, amount = draft.scene.sentence, draft.amount
    words, numbers = s.language.subjects, s.language.numbers
    low = max((other.end for other in draft.scene.amounts_between(0, amount.start)), default=0)
    before = s.words[max(low, amount.start - _BEFORE) : amount.start]
    behind = s.words[amount.end : amount.end + _BEHIND]
    near = (*before, *behind)
    if not all(told.isdisjoint(near) for told in (numbers.money_tellers, words.deeds, words.flows)):
        return True
    if not numbers.money_participles.isdisjoint(behind):
        return True
    if amount.number.vague and s.word(amount.start - 1) in s.language.nouns.opening:
        return True  # "those millions"
    small = (s.language.nouns.stops, s.language.attribution.prepositions)
    frames = [word for word in before[-_NEAR:] if word in numbers.money_frames]
    if any(all(word not in known for known in small) for word in frames):
        return True
    return any(word in words.before_money and word not in s.language.nouns.wholes for word in before[-1:])


def _goes_on(draft: Draft, source: Draft) -> bool:
    """Tell whether the clause is about what the money was told of, or names nothing else."""
    if is_compared(draft) or opens_part(draft) or goes_on_telling(draft.scene, draft.amount):
        return True
    subject, s = find_subject(draft.scene, draft.amount), draft.scene.sentence
    told = set(split_words(source.noun_text or ""))
    return subject is not None and not told.isdisjoint(s.words[slice(*subject)])
