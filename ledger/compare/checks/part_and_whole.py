"""A part that is more than its whole: 23 in a town, 21 in its state; 120 arrested, 135 of them minors."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from ledger.compare import wording
from ledger.compare.clashes import clashes, conflict
from ledger.compare.collation import Collation
from ledger.compare.intervals import amount, widened
from ledger.compare.sums import alike_in_kind, goes_wrong, is_level
from ledger.compare.told_parts import wholes_of
from ledger.compare.words import any_word, rest_of
from ledger.model.figure import Figure
from ledger.model.finding import Finding, FindingKind, Pair, Slip
from ledger.model.quantity import Bound

_NAME = "part_and_whole"
_MORE = Decimal("1.1")
_FAR = 3  # "in two towns the police held a crowd, 135 of them minors"
_SENTENCES_BACK = 2
_LONGEST_NAME = 60
_OF = re.compile(r"(?:\s+[^\W\d]+){1,5}\s+")  # " of ", " de los casos de "


def check_part_and_whole(collation: Collation) -> Iterator[Finding]:
    """Report parts, by place, time or population, that one voice tells as more than their whole.

    So are those that a sentence tells as "of them". A running total that falls is a check of its own.
    """
    for pairs in clashes(collation, Slip.PART):
        if not _is_running(pairs[0]):
            yield conflict(_NAME, pairs, 0.75, FindingKind.ARITHMETIC)
    for sentence in collation.sentences.values():
        for part in sentence:
            yield from _of_told(part, wholes_of(part, sentence, collation.before(sentence, 1)))
            yield from _of_named_place(part, [*collation.before(sentence, _SENTENCES_BACK), *sentence])


def _is_running(pair: Pair) -> bool:
    return all(figure.period.running for figure in (pair.one, pair.other))


def _of_told(part: Figure, wholes: Sequence[Figure]) -> Iterator[Finding]:
    """Hold the 135 of "120 protesters, 135 of them minors" against every amount that it may be a part of."""
    if wholes and all(_exceeds(part, whole) for whole in wholes):
        reason = f"{_told(part)} cannot be part of {_told(wholes[-1])}: the part is more than the whole."
        yield goes_wrong(_NAME, (part, wholes[-1]), reason, 0.8)


def _of_named_place(part: Figure, told: Sequence[Figure]) -> Iterator[Finding]:
    """Report the 230 of "the port has 230 of Sonora's cases" where Sonora was said to have 190 in all."""
    rest = rest_of(part)
    wholes = [figure for figure in told if figure.span < part.span and _is_whole_of(figure, part, rest)]
    if wholes and is_level(part) and all(_exceeds(part, whole) for whole in wholes):
        reason = f"{_told(part)} cannot be part of {_told(wholes[-1])}: the part is more than the whole."
        yield goes_wrong(_NAME, (part, wholes[-1]), reason, 0.75)


def _is_whole_of(whole: Figure, part: Figure, rest: str) -> bool:
    """Tell whether an amount is of the place that the words behind a part make it a part of."""
    if whole.place is None or not is_level(whole) or not alike_in_kind(whole, part):
        return False
    opened, found, _ = rest[:_LONGEST_NAME].partition(whole.place.name)
    one_thing = whole.measure == part.measure and whole.quantity.unit == part.quantity.unit
    return bool(found) and _OF.fullmatch(opened) is not None and any_word(opened, "share_of") and one_thing


def _exceeds(part: Figure, whole: Figure) -> bool:
    """Tell whether a part is more than an amount, though not so many times more that it must be of another."""
    least, most = widened(part.quantity).low, widened(whole.quantity).high
    if most is None and whole.quantity.bound in (Bound.MORE_THAN, Bound.AT_LEAST):
        most = amount(whole.quantity) * _MORE  # "more than 70,000" is hardly said of 90,000
    return least is not None and most is not None and most < least < most * _FAR


def _told(figure: Figure) -> str:
    return wording.inside(wording.named(figure), figure)
