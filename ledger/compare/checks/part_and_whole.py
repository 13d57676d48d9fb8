"""A part that is more than its whole: 23 in a town, 21 in its state; 120 arrested, 135 of them minors."""

from collections.abc import Iterator, Sequence

from ledger.compare import wording
from ledger.compare.clashes import clashes, conflict
from ledger.compare.collation import Collation
from ledger.compare.intervals import widened
from ledger.compare.sums import alike_in_kind, between, goes_wrong, is_level
from ledger.compare.words import after, any_word
from ledger.model.figure import Figure
from ledger.model.finding import Finding, FindingKind, Pair, Slip

_NAME = "part_and_whole"
_BEHIND = 12  # characters in which "of them" stands behind a part
_FAR = 3  # "in two towns the police held a crowd, 135 of them minors"
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


def _is_running(pair: Pair) -> bool:
    return all(figure.period.start is not None and figure.period.end is None for figure in (pair.one, pair.other))


def _of_them(sentence: Sequence[Figure]) -> Iterator[Finding]:
    """Report the part of "120 protesters, 135 of them minors": more than any amount it may be a part of."""
    for at, part in enumerate(sentence):
        if not is_level(part) or not any_word(after(part, _BEHIND), "of_them"):
            continue
        wholes = [figure for figure in sentence[:at] if is_level(figure) and alike_in_kind(figure, part)]
        if wholes and len(between(wholes[-1], part)) <= _LONGEST_STEP and all(_exceeds(part, one) for one in wholes):
            reason = f"{_told(part)} cannot be part of {_told(wholes[-1])}: the part is more than the whole."
            yield goes_wrong(_NAME, (part, wholes[-1]), reason, 0.8)


def _exceeds(part: Figure, whole: Figure) -> bool:
    """Tell whether a part is more than an amount, though not so many times more that it must be of another."""
    least, most = widened(part.quantity).low, widened(whole.quantity).high
    return least is not None and most is not None and most < least < most * _FAR


def _told(figure: Figure) -> str:
    return wording.inside(wording.named(figure), figure)
