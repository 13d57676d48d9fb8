"""Parts that make their whole but for a slip of the pen in it: 2,160 and 3,158 are 5,318, and 5,138 is told."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from ledger.compare.intervals import amount, significant_digits, swapped
from ledger.compare.sums import alike_in_kind, is_level, plain_sum
from ledger.compare.words import any_word
from ledger.model.figure import Basis, Figure, Modality
from ledger.model.quantity import Bound

_FEWEST, _MOST = 2, 6  # parts
_DIGITS = 4  # of a sum whose digits are swapped: of three they are so by chance
_LOOSE = ("may_overlap", "open_list", "beside", "counts_in", "preliminary", "contrast", "remainder")
_LEFT_OUT = (Basis.SENTENCE, Basis.PARAGRAPH)


class Slipped(NamedTuple):
    """A whole, its parts, and the slip that parts them."""

    whole: Figure
    parts: Sequence[Figure]
    slip: str


def find_slipped(sentence: Sequence[Figure], earlier: Sequence[Figure]) -> Slipped | None:
    """Return a whole that stands alone in a sentence, with all the amounts of the next, where a slip parts them.

    Chance swaps the digits of hardly one sum in a thousand, and parts are told right behind their whole.
    """
    told = [figure for figure in sentence if _is_exact(figure)]
    last = [figure for figure in earlier if is_level(figure) and figure.quote_span == earlier[-1].quote_span]
    if len(told) < len([*filter(is_level, sentence)]) or len(last) != 1 or not _is_exact(last[0]):
        return None
    slip = None if _is_loose(last[0], told) else _slip(last[0], told)
    return None if slip is None else Slipped(last[0], told, slip)


def _is_loose(whole: Figure, parts: Sequence[Figure]) -> bool:
    """Tell whether words say that parts are not just those of the whole: "including", "besides", "so far", "while"."""
    told = " ".join({whole.quote, *(part.quote for part in parts)})
    return any(any_word(told, name) for name in _LOOSE)


def _is_exact(figure: Figure) -> bool:
    return is_level(figure) and figure.quantity.bound is Bound.EXACT and figure.modality is Modality.STATED


def _slip(whole: Figure, parts: Sequence[Figure]) -> str | None:
    """Say by what slip a sum and its whole differ, where they do."""
    if not _FEWEST <= len(parts) <= _MOST or not all(_is_part(part, whole) for part in parts):
        return None
    made, told = plain_sum(parts), amount(whole.quantity)
    if not told or made.adjusted() == told.adjusted():
        return _swap(made, told)
    return None


def _swap(made: Decimal, told: Decimal) -> str | None:
    digits, others = significant_digits(made), significant_digits(told)
    if len(digits) < _DIGITS or (pair := swapped(digits, others)) is None:
        return None
    return f"the digits {pair[0]} and {pair[1]} are swapped"


def _is_part(part: Figure, whole: Figure) -> bool:
    """Tell whether an amount may be a part of another: of its kind and time, and with its noun left out."""
    if not alike_in_kind(part, whole) or amount(part.quantity) <= 0:
        return False
    if part.period != whole.period and part.period.stated:
        return False
    return part.basis_of("noun") in _LEFT_OUT
