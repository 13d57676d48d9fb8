"""Amounts that a text puts right: "we wrote that 1,870 were dismissed. The correct figure is 1,520"."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from ledger.compare.collation import Collation
from ledger.compare.intervals import amount, difference
from ledger.compare.sums import is_level
from ledger.compare.words import before, ends_with_word
from ledger.model.figure import Figure, Modality
from ledger.model.quantity import Bound, Kind

_AHEAD = 40  # characters in which "the correct figure is" stands before an amount
_SENTENCES_BACK = 2
_FARTHEST = Decimal("0.7")  # no amount is put right by more: another was meant


def corrections(collation: Collation) -> Iterator[tuple[Figure, Figure]]:
    """Yield each amount that a text puts right, with what it puts in its place."""
    for sentence in collation.sentences.values():
        for new in sentence:
            if (
                is_level(new)
                and new.quantity.bound is Bound.EXACT
                and ends_with_word(before(new, _AHEAD), "is_correct")
            ):
                ahead = [figure for figure in sentence if figure.span < new.span]
                old = _wrong_one(new, ahead or _last(collation.before(sentence, _SENTENCES_BACK, far=True)))
                if old is not None:
                    yield old, new


def _last(told: Sequence[Figure]) -> list[Figure]:
    """Return the figures of the last sentence before."""
    return [figure for figure in told if figure.quote_span == told[-1].quote_span]


def _wrong_one(new: Figure, told: Sequence[Figure]) -> Figure | None:
    """Return the one amount among those told that another may stand in place of."""
    levels = [figure for figure in told if is_level(figure) and figure.modality is not Modality.PLANNED]
    found = [figure for figure in levels if _are_alike(figure, new)]
    return found[0] if len(found) == 1 and amount(found[0].quantity) != amount(new.quantity) else None


def _are_alike(old: Figure, new: Figure) -> bool:
    """Tell whether two amounts are of one kind, or the second leaves out its unit, and near each other."""
    bare = new.quantity.kind is Kind.COUNT
    alike = bare or (old.quantity.kind, old.quantity.unit) == (new.quantity.kind, new.quantity.unit)
    return alike and difference(old.quantity, new.quantity) < _FARTHEST
