"""Shares told as all of one whole: the answers to a question up to "no opinion", or up to "the remaining 26 %"."""

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from ledger.compare.intervals import amount
from ledger.compare.listed_totals import ends_list
from ledger.compare.part_lists import is_nested, is_remainder
from ledger.compare.sums import between, plain_sum
from ledger.compare.words import any_word, concepts, rest_of, split_at
from ledger.model.figure import Figure, Modality
from ledger.model.quantity import Bound, Kind

_ALL = Decimal(100)
_FAR = Decimal(30)  # shares so far from a hundred are no list of it
_SLACK = Decimal("0.6")  # points by which the rounding of each may move the sum
_LEAST = Decimal("1.5")
_ANSWERS, _PARTS = 3, 2
_LONGEST_STEP, _NEAR = 90, 50
_CLAUSE = re.compile(r"[.,;:()]")
_CLAUSE_END = re.compile(r"[.;:]\s")


def off_a_hundred(sentence: Sequence[Figure]) -> Sequence[Figure] | None:
    """Return the shares of a sentence that are told as all of a whole and do not make a hundred."""
    shares = [figure for figure in sentence if figure.quantity.kind is Kind.PERCENT]
    if len(shares) < _PARTS or not all(map(_is_share, shares)) or any(is_nested(share) for share in shares):
        return None
    gaps = [between(one, other) for one, other in pairwise(shares)]
    if any(len(gap) > _LONGEST_STEP or _CLAUSE_END.search(gap) for gap in gaps) or not _is_of_one(shares):
        return None
    if not ends_list(shares) or any(any_word(gap, "contrast") for gap in gaps):
        return None
    off = plain_sum(shares) - _ALL
    if not _LEAST + _SLACK * len(shares) < abs(off) <= _FAR:
        return None
    if is_remainder(shares[-1]):
        return shares
    return shares if len(shares) >= _ANSWERS and _gives_no_answer(shares[-1]) and off > 0 else None


def _gives_no_answer(share: Figure) -> bool:
    """Tell whether a clause ends with those who gave no answer: not "30 percent do not know the risks"."""
    parted = split_at(_CLAUSE.split(rest_of(share))[0][:_NEAR], "no_answer")
    return parted is not None and not concepts(parted[1])


def _is_share(figure: Figure) -> bool:
    plain = figure.change is None and not figure.quantity.vague and figure.surface[:1] not in "+-−"
    return plain and figure.quantity.bound in (Bound.EXACT, Bound.APPROX) and figure.modality is Modality.STATED


def _is_of_one(shares: Sequence[Figure]) -> bool:
    """Tell whether shares are told of one place and time."""
    first, *others = shares
    return all(
        (share.place, share.period, share.population) == (first.place, first.period, first.population)
        and amount(share.quantity) > 0
        for share in others
    )
