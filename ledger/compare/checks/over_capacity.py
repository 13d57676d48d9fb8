"""How far over its capacity a place is held against those in it: 1,640 for 800 places are 105 percent over."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from ledger.compare import wording
from ledger.compare.collation import Collation
from ledger.compare.intervals import amount
from ledger.compare.sums import as_written, comes_out, goes_wrong, is_level, near, quotient, share_excused, share_told
from ledger.compare.words import after, any_word, before
from ledger.model.figure import Figure
from ledger.model.finding import Finding
from ledger.model.quantity import Interval, Kind

_NAME = "over_capacity"
_HUNDRED = Decimal(100)
_REACH = 30  # characters around a percentage in which "overcrowding" or "over capacity" stands


def check_over_capacity(collation: Collation) -> Iterator[Finding]:
    """Report percentages of overcrowding that the two counts of their sentence bear out or do not.

    More than two counts may be of more than one place: of these only two that come out are told. Some tell the whole
    occupancy as overcrowding, 205 percent of 1,640 for 800: that is no error.
    """
    for sentence in collation.sentences.values():
        for share in filter(_is_excess, sentence):
            yield from _test(share, [figure for figure in sentence if _is_count(figure)])


def _is_excess(figure: Figure) -> bool:
    told = figure.quantity.kind is Kind.PERCENT and figure.change is None and not figure.quantity.vague
    return told and any(any_word(words, "over_capacity") for words in (before(figure, _REACH), after(figure, _REACH)))


def _is_count(figure: Figure) -> bool:
    return figure.quantity.kind is Kind.COUNT and is_level(figure) and amount(figure.quantity) > 0


def _test(share: Figure, counts: Sequence[Figure]) -> Iterator[Finding]:
    for at, one in enumerate(counts):
        for other in counts[at + 1 :]:
            places, people = sorted((one, other), key=lambda figure: amount(figure.quantity))
            made, nearly = _excess(quotient(people, places, as_written)), _excess(quotient(people, places, near))
            filled = Interval(*(None if end is None else end + _HUNDRED for end in (nearly.low, nearly.high)))
            if made.meets(share_told(share)):
                yield comes_out(_NAME, (share, people, places), f"{_sum(people, places)}: {wording.quoted(share)}.")
                return
            if len(counts) == 2 and not any(ends.meets(share_excused(share)) for ends in (nearly, filled)):
                reason = f"{_sum(people, places)}, not {wording.quoted(share)}."
                yield goes_wrong(_NAME, (share, people, places), reason, 0.7)


def _excess(factor: Interval) -> Interval:
    low, high = (None if end is None else (end - 1) * _HUNDRED for end in (factor.low, factor.high))
    return Interval(low, high)


def _sum(people: Figure, places: Figure) -> str:
    over = (amount(people.quantity) / amount(places.quantity) - 1) * _HUNDRED
    return f"{wording.printed(people)} for {wording.printed(places)} is {over:.1f}% over"
