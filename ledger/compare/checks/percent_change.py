"""A change held against the two amounts it lies between: from 28,870 to 33,742 is +16.9%."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from ledger.compare import wording
from ledger.compare.collation import Collation
from ledger.compare.gates import same_origin
from ledger.compare.intervals import amount, slack
from ledger.compare.sums import alike_in_kind, as_written, between, comes_out, goes_wrong, near, quotient, share_told
from ledger.compare.words import Likeness, any_word, before, likeness
from ledger.model.figure import Change, Figure, Modality
from ledger.model.finding import Finding
from ledger.model.quantity import Interval, Kind

_NAME = "percent_change"
_HUNDRED = Decimal(100)
_SENTENCES_BACK = 1
_STEP = 6  # characters in which "from " or "desde " stands before an amount


@dataclass(frozen=True, slots=True)
class _Ends:
    """The two amounts a change lies between; `sure` where the text ties all three together."""

    old: Figure
    new: Figure
    sure: bool


def check_percent_change(collation: Collation) -> Iterator[Finding]:
    """Report changes that the amounts beside them bear out, and those that they do not.

    The amounts are looked for in the sentence of the change, then in the sentence before, then among the
    figures of the ledger for the first and the last year of the change. One that comes out ends the search;
    one that does not counts only where the sentence, or one origin, ties change and amounts together. One that
    only the rounding of the amounts could explain is neither.
    """
    for sentence in collation.sentences.values():
        for change in filter(_is_change, sentence):
            yield from _test(change, [*_told_beside(change, sentence, collation), *_told_elsewhere(change, collation)])


def _is_change(figure: Figure) -> bool:
    if figure.quantity.vague or figure.modality not in (Modality.STATED, Modality.PLANNED):
        return False
    if figure.quantity.kind is Kind.MULTIPLE:
        return True
    return figure.change is not None and figure.quantity.kind is not Kind.MONEY


def _test(change: Figure, ends: Sequence[_Ends]) -> Iterator[Finding]:
    right = next((pair for pair in ends if _comes_out(change, pair)), None)
    wrong = next(
        (pair for pair in ends if pair.sure and _goes_its_way(change, pair) and not _may_come_out(change, pair)), None
    )
    if right is not None:
        yield comes_out(_NAME, (change, right.old, right.new), f"{_sum(change, right)}: {wording.quoted(change)}.")
    elif wrong is not None:
        reason = f"{_sum(change, wrong)}, not {wording.quoted(change)}."
        yield goes_wrong(_NAME, (change, wrong.old, wrong.new), reason, 0.8)


def _goes_its_way(change: Figure, ends: _Ends) -> bool:
    """Tell whether two amounts rise where a rise is told; if not, other amounts are meant."""
    rises = amount(ends.new.quantity) > amount(ends.old.quantity)
    if change.quantity.kind is Kind.MULTIPLE:
        return rises == (amount(change.quantity) > 1)
    return change.change is Change.DIFFERENCE or rises == (change.change is Change.INCREASE)


def _told_beside(change: Figure, sentence: Sequence[Figure], collation: Collation) -> Iterator[_Ends]:
    """Yield the amounts told with a change: one before and its base after, or two on one side."""
    levels = [figure for figure in sentence if _can_change(figure, change)]
    before = [figure for figure in levels if figure.span.start < change.span.start]
    after = [figure for figure in levels if figure.span.start > change.span.start]
    if before and after and alike_in_kind(before[0], after[0]):
        yield from _ordered(before[0], after[0], change, sure=True)
    elif len(before) >= 2 and alike_in_kind(*before[-2:]):
        yield from _ordered(before[-2], before[-1], change, sure=len(before) == 2)
    elif len(after) >= 2 and alike_in_kind(*after[:2]):
        yield from _ordered(after[0], after[1], change, sure=len(after) == 2)
    earlier = [figure for figure in collation.before(sentence, _SENTENCES_BACK) if _can_change(figure, change)]
    for one, other in product(earlier[-2:], [*after[:1], *before[-1:]] or earlier[-2:]):
        if one is not other and alike_in_kind(one, other):
            yield from _ordered(one, other, change, sure=False)


def _can_change(figure: Figure, change: Figure) -> bool:
    """Tell whether an amount may be an end of the change: a level, of one kind with a difference."""
    quantity = figure.quantity
    if figure is change or figure.change is not None or quantity.vague or not amount(quantity):
        return False
    if change.quantity.kind is Kind.OTHER:
        return quantity.kind is Kind.PERCENT
    if change.quantity.kind is Kind.COUNT:
        return quantity.kind is Kind.COUNT
    return quantity.kind in (Kind.COUNT, Kind.MONEY, Kind.OTHER, Kind.SCORE, Kind.RATE)


def _ordered(one: Figure, other: Figure, change: Figure, *, sure: bool) -> Iterator[_Ends]:
    """Yield the two ends as old and new: by their periods, else by the direction of the change."""
    related = (
        one.measure == other.measure if one.measure and other.measure else likeness(one, other) > Likeness.DIFFERENT
    )
    sure = sure and (related or not one.noun or not other.noun) and _are_two_times(one, other)
    first, second = one.period.start, other.period.start
    if first is not None and second is not None and first != second:
        yield _Ends(one, other, sure) if first < second else _Ends(other, one, sure)
        return
    rises = change.change is Change.INCREASE or change.quantity.kind is Kind.MULTIPLE
    small, large = sorted((one, other), key=lambda figure: amount(figure.quantity))
    yield _Ends(small, large, sure) if rises else _Ends(large, small, sure)


def _are_two_times(one: Figure, other: Figure) -> bool:
    """Tell whether two amounts are of two times: both dated differently, or set against each other: "from 1 to 2"."""
    if one.period.stated and other.period.stated:
        return one.period != other.period
    first, second = (one, other) if one.span < other.span else (other, one)
    if one.period.stated != other.period.stated:
        return False
    gap = between(first, second)
    return any_word(gap, "versus") or (any_word(before(first, _STEP), "versus") and not any_word(gap, "last_of_list"))


def _told_elsewhere(change: Figure, collation: Collation) -> Iterator[_Ends]:
    """Yield the ledger's amounts for the first and the last year of the change, of its measure or noun and place."""
    start, end = change.period.start, change.period.end
    if start is None or end is None or end.year - start.year < 2 or change.place is None:
        return
    olds = [figure for figure in collation.of_year(change, start.year) if _can_change(figure, change)]
    news = [figure for figure in collation.of_year(change, end.year - 1) if _can_change(figure, change)]
    for old, new in product(olds[:4], news[:4]):
        if alike_in_kind(old, new) and likeness(old, new) > Likeness.DIFFERENT:
            yield _Ends(old, new, sure=_is_one_series(change, old, new))


def _is_one_series(change: Figure, old: Figure, new: Figure) -> bool:
    """Tell whether one origin, or one named measure with a great miss, ties a change to amounts told elsewhere."""
    if same_origin(change, new) and same_origin(old, new):
        return True
    return bool(change.measure) and change.measure == old.measure == new.measure and _misses_far(change, old, new)


def _misses_far(change: Figure, old: Figure, new: Figure) -> bool:
    made = _made(change, _Ends(old, new, sure=False), near)
    middle = ((made.low or Decimal(0)) + (made.high or Decimal(0))) / 2
    return abs(middle - amount(change.quantity)) > abs(amount(change.quantity)) / 5


def _comes_out(change: Figure, ends: _Ends) -> bool:
    """Tell whether the amounts make the change, all digits taken as printed."""
    return share_told(change).meets(_made(change, ends, as_written))


def _may_come_out(change: Figure, ends: _Ends) -> bool:
    """Tell whether the amounts may make the change, each rounded as it may be."""
    return share_told(change).meets(_made(change, ends, near))


def _made(change: Figure, ends: _Ends, reading: Callable[[Figure], Interval]) -> Interval:
    """Return the change that the two amounts make, between what rounding allows."""
    if change.quantity.kind in (Kind.OTHER, Kind.COUNT):
        apart = abs(amount(ends.new.quantity) - amount(ends.old.quantity))
        reach = slack(ends.new.quantity) + slack(ends.old.quantity)
        return Interval(apart - reach, apart + reach)
    factor = quotient(ends.new, ends.old, reading)
    if change.quantity.kind is Kind.MULTIPLE:
        return factor
    sign = -1 if change.change is Change.DECREASE else 1
    low, high = (None if end is None else sign * (end - 1) * _HUNDRED for end in (factor.low, factor.high))
    return Interval(low, high) if sign > 0 else Interval(high, low)


def _sum(change: Figure, ends: _Ends) -> str:
    """Say the sum: "From 4 billion to 3 billion is −25%"."""
    old, new = amount(ends.old.quantity), amount(ends.new.quantity)
    path = f"From {wording.plain(old)} to {wording.plain(new)}"
    if change.quantity.kind in (Kind.OTHER, Kind.COUNT):
        return f"{path} is a difference of {wording.plain(abs(new - old))}"
    if change.quantity.kind is Kind.MULTIPLE:
        return f"{path} is a factor of {wording.plain(round(new / old, 2))}"
    return f"{path} is {(new / old - 1) * _HUNDRED:+.1f}%".replace("-", "−")
