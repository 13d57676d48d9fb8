"""One number in two units of one sort: 138,000 acres told for 138,000 hectares."""

from collections.abc import Iterator
from itertools import combinations

from ledger.compare import wording
from ledger.compare.collation import Collation
from ledger.compare.gates import Standing, ask_modality, ask_period, ask_place
from ledger.compare.intervals import amount, significant_digits
from ledger.compare.keys import Key, country, index_by
from ledger.compare.unit_sizes import Size, size_of
from ledger.compare.words import Likeness, likeness
from ledger.model.figure import Basis, Figure
from ledger.model.finding import Finding, FindingKind

_TELLING_DIGITS = 3
_NEAR = (Basis.TEXT, Basis.SENTENCE)
_FIVE = "5"  # that ends three digits: 125 and 375 come up as round numbers do
_ALIKE = 1.2  # units so near each other may be one word for two: a ton and a tonne
_MOST = 12  # figures of one number: more are no slip


def check_unit_mixup(collation: Collation) -> Iterator[Finding]:
    """Report one peculiar number told of one country and time in two units of one sort: one of the units is wrong.

    Two amounts of one sentence may convert each other; two that are told of different things do not clash.
    """
    for group in index_by(collation.figures, _numbers).values():
        for one, other in combinations(group[:_MOST], 2):
            if _are_two_units(one, other) and _may_be_one(one, other):
                beside = f"{wording.placed(one)} and {wording.inside(wording.placed(other), other)}"
                reason = f"{beside} are one number in two units."
                yield Finding(FindingKind.CONFLICT, "unit_mixup", 0.7, (one, other), reason)


def _numbers(figure: Figure) -> Iterator[Key]:
    """Yield the number of an amount of some size, with the sort of its unit."""
    size, digits = size_of(figure), significant_digits(amount(figure.quantity))
    if size is not None and len(digits) > 1 and figure.basis_of("unit") is Basis.TEXT:
        yield size.sort, str(amount(figure.quantity).normalize())


def _are_two_units(one: Figure, other: Figure) -> bool:
    first, second = size_of(one), size_of(other)
    if first is None or second is None or one.quantity.unit == other.quantity.unit:
        return False
    return not _reach(first, second) or not _reach(second, first)


def _reach(one: Size, other: Size) -> bool:
    return float(one.most / other.least) <= _ALIKE


def _may_be_one(one: Figure, other: Figure) -> bool:
    """Tell whether nothing speaks against two amounts being one thing, and a noun or the country for it."""
    if one.source.document == other.source.document and one.paragraph == other.paragraph:
        return False
    if Standing.APART in {ask(one, other).standing for ask in (ask_place, ask_period, ask_modality)}:
        return False
    if not _is_peculiar(one):
        return _are_of_one_place(one, other) and likeness(one, other) >= Likeness.NARROWER
    return likeness(one, other) > Likeness.DIFFERENT or country(one) == country(other) != ""


def _is_peculiar(figure: Figure) -> bool:
    digits = significant_digits(amount(figure.quantity))
    return len(digits) > _TELLING_DIGITS or (len(digits) == _TELLING_DIGITS and not digits.endswith(_FIVE))


def _are_of_one_place(one: Figure, other: Figure) -> bool:
    """Tell whether two texts tell of one place beside both: of fewer digits only that makes one number of two."""
    told = all(figure.basis_of("place") in _NEAR for figure in (one, other))
    return told and one.place == other.place and one.source.document != other.source.document
