"""A share of which another text tells the part: "three in ten of the 1,640 schools", "942 schools without water"."""

from collections.abc import Iterator, Sequence

from ledger.compare.collation import Collation
from ledger.compare.gates import Standing, ask_period
from ledger.compare.intervals import amount
from ledger.compare.operands import Couple
from ledger.compare.retellings import LIKELY, are_of_one_group
from ledger.compare.sums import alike_in_kind, between, is_level
from ledger.compare.words import Likeness, any_word, likeness
from ledger.model.figure import Figure, Modality
from ledger.model.quantity import Bound

_STEP = 28  # characters of " of the state's " between a share and its whole
_ROUGH = (Bound.EXACT, Bound.APPROX, Bound.NEARLY)
_APART = (Standing.APART, Standing.DOUBTED)


def told_elsewhere(share: Figure, sentence: Sequence[Figure], collation: Collation) -> Iterator[Couple]:
    """Yield the part that other texts tell of a share's whole, or the part and whole of a share told alone.

    They may bear a share out. They never show it wrong: what two texts say of the same people, and of how many of
    them, differs in a word that no list knows.
    """
    levels = [figure for figure in sentence if _is_level(figure)]
    if len(levels) == 1 and _is_of(share, levels[0]):
        yield from _part_of(levels[0], sentence, collation)
    elif not levels and len([figure for figure in sentence if not is_level(figure)]) == 1:
        yield from _both(share, sentence, collation)


def _part_of(whole: Figure, sentence: Sequence[Figure], collation: Collation) -> Iterator[Couple]:
    found = {
        amount(part.quantity): (part, whole)
        for told in collation.retellings.of(sentence, LIKELY)
        for part in told
        if _is_part(part, whole) and len([other for other in told if _is_part(other, whole)]) == 1
    }
    if len(found) == 1:
        yield from found.values()


def _both(share: Figure, sentence: Sequence[Figure], collation: Collation) -> Iterator[Couple]:
    for told in collation.retellings.of(sentence, LIKELY):
        levels = sorted(filter(_is_level, told), key=lambda figure: amount(figure.quantity))
        if len(levels) == 2 and _is_part(levels[0], levels[1]) and are_of_one_group(share, levels[0]):
            yield levels[0], levels[1]


def _is_level(figure: Figure) -> bool:
    return is_level(figure) and figure.quantity.bound in _ROUGH and figure.modality is Modality.STATED


def _is_of(share: Figure, whole: Figure) -> bool:
    """Tell whether a whole stands behind a share and "of the"."""
    gap = between(share, whole) if share.span < whole.span else ""
    return 0 < len(gap) <= _STEP and any_word(gap.split()[0] if gap.split() else "", "share_of")


def _is_part(part: Figure, whole: Figure) -> bool:
    """Tell whether an amount may be a part of another: less, of one thing, place and time."""
    less = _is_level(part) and alike_in_kind(part, whole) and 0 < amount(part.quantity) < amount(whole.quantity)
    if not less or not are_of_one_group(part, whole) or ask_period(part, whole).standing in _APART:
        return False
    return not (part.noun and whole.noun) or likeness(part, whole) is not Likeness.DIFFERENT
