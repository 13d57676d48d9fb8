"""A part that is more than its whole: 23 in a town, 21 in its state; 120 arrested, 135 of them minors."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from ledger.compare import wording
from ledger.compare.clashes import clashes, conflict
from ledger.compare.collation import Collation
from ledger.compare.intervals import amount, widened
from ledger.compare.part_lists import goes_on_with, opens_with
from ledger.compare.sums import alike_in_kind, between, goes_wrong, is_level
from ledger.compare.words import after, any_word, rest_of, split_at
from ledger.model.figure import Figure
from ledger.model.finding import Finding, FindingKind, Pair, Slip
from ledger.model.quantity import Bound

_NAME = "part_and_whole"
_BEHIND = 12  # characters in which "of them" stands behind a part
_MORE = Decimal("1.1")
_FAR = 3  # "in two towns the police held a crowd, 135 of them minors"
_OF_WHICH = re.compile(r"[^.;:()\d,]{0,30},\s*(?:[^\W\d]+\s){2}")  # "500 | million pesos, of which | 620"
_TO_PART = re.compile(
    r"(?:[^.;:()\d,]|(?:19|20)\d\d){0,80},\s*(?:[^\W\d]+\s+){0,2}\S?"
)  # " prisoners injured in Quito, some "
_FEWEST = 2
_SENTENCES_BACK = 2
_LONGEST_NAME = 60
_OF = re.compile(r"(?:\s+[^\W\d]+){1,5}\s+")  # " of ", " de los casos de "
_LONGEST_STEP = 60  # characters from a whole to ", 135 of them"


def check_part_and_whole(collation: Collation) -> Iterator[Finding]:
    """Report parts, by place, time or population, that one voice tells as more than their whole.

    So are those that a sentence tells as "of them". A running total that falls is a check of its own.
    """
    for pairs in clashes(collation, Slip.PART):
        if not _is_running(pairs[0]):
            yield conflict(_NAME, pairs, 0.75, FindingKind.ARITHMETIC)
    for sentence in collation.sentences.values():
        yield from _of_them(sentence)
        yield from _of_opening(sentence)
        for part in sentence:
            yield from _of_named_place(part, [*collation.before(sentence, _SENTENCES_BACK), *sentence])


def _is_running(pair: Pair) -> bool:
    return all(figure.period.start is not None and figure.period.end is None for figure in (pair.one, pair.other))


def _of_them(sentence: Sequence[Figure]) -> Iterator[Finding]:
    """Report the part of "120 protesters, 135 of them minors": more than any amount it may be a part of."""
    for at, part in enumerate(sentence):
        if not is_level(part) or not (at and _is_of_them(part, sentence[at - 1])):
            continue
        wholes = [figure for figure in sentence[:at] if is_level(figure) and alike_in_kind(figure, part)]
        if wholes and len(between(wholes[-1], part)) <= _LONGEST_STEP and all(_exceeds(part, one) for one in wholes):
            reason = f"{_told(part)} cannot be part of {_told(wholes[-1])}: the part is more than the whole."
            yield goes_wrong(_NAME, (part, wholes[-1]), reason, 0.8)


def _of_opening(sentence: Sequence[Figure]) -> Iterator[Finding]:
    """Report the part of "Of the 54 prisoners injured, 61 were taken to hospital"."""
    if len(sentence) < _FEWEST or not is_level(sentence[0]) or not opens_with(sentence[0]):
        return
    whole, part = sentence[0], sentence[1]
    beside = is_level(part) and alike_in_kind(part, whole) and goes_on_with(whole, part)
    if beside and _TO_PART.fullmatch(between(whole, part)) is not None and _exceeds(part, whole):
        reason = f"{_told(part)} cannot be part of {_told(whole)}: the part is more than the whole."
        yield goes_wrong(_NAME, (part, whole), reason, 0.75)


def _is_of_them(part: Figure, previous: Figure) -> bool:
    """Tell whether an amount is told as of the one before: "135 of them", ", of which | 150"."""
    if any_word(after(part, _BEHIND), "of_them") or _is_of_those(part):
        return True
    gap = between(previous, part)
    return _OF_WHICH.match(gap) is not None and any_word(gap.partition(",")[2][: _BEHIND + 4], "of_them")


def _is_of_those(part: Figure) -> bool:
    """Tell "31 tables opened late, and 38 of those lacked paper" from "38 of those who came", "38 of those in Lima"."""
    parted = split_at(after(part, _LONGEST_STEP), "of_those")
    words = parted[1].split() if parted is not None and not parted[0].strip() else []
    return bool(words) and not any_word(words[0], "that_restrict") and not any_word(words[0], "narrows")


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
