"""Words that bound an amount, "at least" before it or "or more" behind it, and the ends they leave."""

from decimal import Decimal
from typing import NamedTuple

from ledger.extract.amounts import Passage, Words
from ledger.model.quantity import Bound

_TURNED = {Bound.MORE_THAN: Bound.AT_MOST, Bound.LESS_THAN: Bound.AT_LEAST}


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
    hit = _hedge_before(p, start) or _verb_before(p, start)
    if hit is None and start > 1 and p.words[start - 1] in p.numbers.end_articles:
        inner = _hedge_before(p, start - 1)  # "por encima de los 300"
        hit = inner if inner and p.words[start - 2] in p.numbers.hedge_prepositions else None
    if hit is None and start > 1 and p.words[start - 1] in p.numbers.fraction_articles:
        hit = _hedge_before(p, start - 1)  # "por lo menos un 15 %"
    return _negated(p, _hedge_before(p, hit[0]) or hit) if hit else None


def _verb_before(p: Passage, start: int) -> tuple[int, Bound] | None:
    """Read "superaba los", "rondan": a verb that bounds, with an article behind it or none."""
    at = start - 2 if p.s.word(start - 1) in p.numbers.end_articles else start - 1
    bound = p.numbers.hedge_verbs.get(p.s.word(at))
    return (at, bound) if bound is not None and at >= p.free else None


def _negated(p: Passage, hedge: tuple[int, Bound]) -> tuple[int, Bound]:
    """Turn "no superó los 300", "did not exceed 40" round: at most so many."""
    start, bound = hedge
    turned = _TURNED.get(bound)
    if turned is None or start - 1 < p.free or p.s.word(start - 1) not in p.numbers.negations:
        return hedge
    return start - 1, turned


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
