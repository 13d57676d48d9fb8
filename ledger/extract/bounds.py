"""Words that bound an amount, "at least" before it or "or more" behind it, and the ends they leave."""

from decimal import Decimal
from typing import NamedTuple

from ledger.extract.amounts import Passage, Words
from ledger.extract.set_beyond import set_beyond
from ledger.extract.tokens import DASHES
from ledger.model.quantity import Bound

_TURNED = {Bound.MORE_THAN: Bound.AT_MOST, Bound.LESS_THAN: Bound.AT_LEAST}
_APOSTROPHES = frozenset("'’")
_CLAUSE = 10  # tokens from what denies to the bound it turns


class Bounded(NamedTuple):
    """Where an amount begins with the words that bound it, what they say, and where they stand."""

    start: int
    bound: Bound
    words: Words | None


def find_bound(p: Passage, start: int) -> Bounded:
    """Return the bound that the words before an amount tell, exact where they tell none."""
    hit = find_hedge(p, start)
    return Bounded(hit[0], hit[1], (hit[0], start)) if hit else Bounded(start, Bound.EXACT, None)


def find_hedge(p: Passage, start: int) -> tuple[int, Bound] | None:
    """Return where the words that bound the amount begin, the outermost deciding: "at least some 40"."""
    hit = _hedge_before(p, start) or _verb_before(p, start) or _passed_before(p, start)
    if hit is None and start > 1 and p.words[start - 1] in p.numbers.end_articles:
        inner = _hedge_before(p, start - 1)  # "por encima de los 300"
        hit = inner if inner and p.words[start - 2] in p.numbers.hedge_prepositions else None
    if hit is None and start > 1 and p.words[start - 1] in p.numbers.fraction_articles:
        hit = _hedge_before(p, start - 1)  # "por lo menos un 15 %"
    return _negated(p, _hedge_before(p, hit[0]) or hit) if hit and not _sets_beyond(p, hit[0]) else None


def _sets_beyond(p: Passage, at: int) -> bool:
    """Tell words that set the amount just read against the next: "3 points below | 59", "12 % | superior a 40"."""
    return 0 < at == p.free and set_beyond(p.s, at) is not None


def _verb_before(p: Passage, start: int) -> tuple[int, Bound] | None:
    """Read "superaba los", "rondan": a verb that bounds, with an article behind it or none."""
    at = start - 2 if p.s.word(start - 1) in p.numbers.end_articles else start - 1
    bound = p.numbers.hedge_verbs.get(p.s.word(at))
    return (at, bound) if bound is not None and at >= p.free else None


def _passed_before(p: Passage, start: int) -> tuple[int, Bound] | None:
    """Read "climbed past 200", and "passes 200" where nothing is counted behind the number."""
    numbers, at = p.numbers, start - 1
    if at < p.free:
        return None
    if p.words[at] in numbers.past_words and p.s.word(at - 1) in numbers.change_verbs:
        return at, Bound.MORE_THAN
    if p.words[at] not in numbers.passing or not p.s.is_number(start):
        return None
    behind = p.s.word(start + 1)
    closed = not behind or (not p.s.is_word(start + 1) and not p.s.is_number(start + 1) and behind not in DASHES)
    closed = closed or (behind in p.language.nouns.stops and behind not in numbers.to_words)
    return (at, Bound.MORE_THAN) if closed else None


def _negated(p: Passage, hedge: tuple[int, Bound]) -> tuple[int, Bound]:
    """Turn "no superó los 300", "did not exceed 40" round, and "no cell held more than 20": at most so many."""
    start, bound = hedge
    turned = _TURNED.get(bound)
    if turned is None or start - 1 < p.free:
        return hedge
    if p.words[start - 1] in p.numbers.negations:
        return start - 1, turned
    return (start, turned) if p.s.is_word(start) and _is_denied(p, start) else hedge


def _is_denied(p: Passage, start: int) -> bool:
    """Tell a bound of what is denied: "nobody paid more than 40", "no hubo más de 20", no town of so many."""
    numbers, before = p.numbers, p.s.word(start - 1)
    if before in p.language.attribution.definite:
        return False  # "los más de 40 heridos"
    if before in p.language.attribution.prepositions and before not in numbers.to_words:
        return False
    if before in numbers.denied_verbs and not numbers.negations.isdisjoint(p.words[max(p.free, start - 3) : start - 1]):
        return True
    for at in range(start - 1, max(0, start - _CLAUSE) - 1, -1):
        word = p.words[at]
        if word in numbers.deniers:
            return at == 0 or p.words[at - 1] not in numbers.comparing
        if word in numbers.denial_ends or not (p.s.is_word(at) or word in _APOSTROPHES):
            return False
    return False


def _hedge_before(p: Passage, at: int) -> tuple[int, Bound] | None:
    hit = p.language.hedges.match_before(p.words, at)
    if hit is None or hit[0] < p.free or p.numbers.no_bounds.match_before(p.words, at):
        return None  # "adding up to 5 billion"
    return None if _compares(p, hit[0]) else hit


def _compares(p: Passage, at: int) -> bool:
    """Tell "12 percent higher than 300", "12 % superior a los 300": how far from an exact amount another lies."""
    return 0 < at == p.free and p.words[at] in p.numbers.comparing


def find_hedge_after(p: Passage, end: int) -> tuple[int, Bound] | None:
    """Return the end and bound of words behind an amount: "40 or more", not "40 or more than 30"."""
    hit = p.language.hedges_after.match(p.words, end)
    if hit is None or (p.s.word(hit[0]) in p.numbers.bound_links and p.s.is_number(hit[0] + 1)):
        return None
    return hit


def open_ends(bound: Bound, low: Decimal, high: Decimal) -> tuple[Decimal | None, Decimal | None]:
    """Return the ends that the bound leaves: "more than 3" is open above."""
    if bound in (Bound.MORE_THAN, Bound.AT_LEAST):
        return low, None
    if bound in (Bound.LESS_THAN, Bound.AT_MOST):
        return None, high
    return low, high
