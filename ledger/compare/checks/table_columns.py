"""Columns of a table held against each other, line by line: cost before, cost now, the overrun, the rise in percent."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from ledger.compare import wording
from ledger.compare.collation import Collation
from ledger.compare.intervals import amount
from ledger.compare.sums import (
    alike_in_kind,
    as_written,
    comes_out,
    goes_wrong,
    is_level,
    last_digit,
    quotient,
    share_excused,
    share_told,
)
from ledger.compare.tables import Line, tables_of
from ledger.model.figure import Figure
from ledger.model.finding import Finding
from ledger.model.quantity import Interval, Kind

_NAME = "table_columns"
_HUNDRED = Decimal(100)
_FEWEST, _MOST_COLUMNS = 2, 10  # lines that bear a relation out; columns that are held against each other
_RIGHT = 2  # so many times more lines are right than wrong, or the columns are not related so
_Ends = Callable[[Figure], Interval]


@dataclass(frozen=True, slots=True)
class _Relation:
    """What a third column tells of two: its amount as `made` from both, and the words of the sum."""

    made: Callable[[Figure, Figure, _Ends], Interval]
    said: Callable[[Figure, Figure], str]
    in_percent: bool


def check_table_columns(collation: Collation) -> Iterator[Finding]:
    """Report lines of a table in which a column is the difference, the rise or the share of two others, or is not.

    A relation is one only where most lines bear it out to the last digit; the few that do not are wrong.
    """
    for sentences in collation.documents.values():
        for table in tables_of(sentences):
            if len(table) > _FEWEST and len(table[0]) <= _MOST_COLUMNS:
                yield from _check(table)


def _check(table: Sequence[Line]) -> Iterator[Finding]:
    for first, second in combinations(range(len(table[0])), 2):
        for third in range(len(table[0])):
            if third in (first, second):
                continue
            rows = [(line[first], line[second], line[third]) for line in table]
            for relation in _RELATIONS:
                if (relation.in_percent or second < third) and all(_may_be(relation, *row) for row in rows):
                    yield from _hold(relation, rows)


def _may_be(relation: _Relation, one: Figure, other: Figure, told: Figure) -> bool:
    levels = is_level(one) and is_level(other) and alike_in_kind(one, other) and min(map(_size, (one, other))) > 0
    if relation.in_percent:
        return levels and told.quantity.kind is Kind.PERCENT and not told.quantity.vague
    return levels and is_level(told) and alike_in_kind(told, one)


def _size(figure: Figure) -> Decimal:
    return amount(figure.quantity)


def _hold(relation: _Relation, rows: Sequence[tuple[Figure, Figure, Figure]]) -> Iterator[Finding]:
    """Yield the lines that bear a relation out, and those that do not where these are few."""
    right = [row for row in rows if _comes_out(relation, *row)]
    wrong = [row for row in rows if _goes_wrong(relation, *row)]
    if len(right) < max(_FEWEST, _RIGHT * len(wrong)):
        return
    for one, other, told in right:
        yield comes_out(_NAME, (told, one, other), f"{relation.said(one, other)}: {wording.quoted(told)}.")
    for one, other, told in wrong:
        yield goes_wrong(_NAME, (told, one, other), f"{relation.said(one, other)}, not {wording.quoted(told)}.", 0.8)


def _comes_out(relation: _Relation, one: Figure, other: Figure, told: Figure) -> bool:
    if relation.in_percent:
        return _is_signed_so(relation, one, other, told) and relation.made(one, other, as_written).meets(
            _unsigned(share_told(told))
        )
    return relation.made(one, other, _exactly).meets(_exactly(told))


def _goes_wrong(relation: _Relation, one: Figure, other: Figure, told: Figure) -> bool:
    if relation.in_percent:
        missed = not relation.made(one, other, as_written).meets(_unsigned(share_excused(told)))
        return missed or not _is_signed_so(relation, one, other, told)
    return not relation.made(one, other, _to_the_last).meets(_to_the_last(told))


def _is_signed_so(relation: _Relation, one: Figure, other: Figure, told: Figure) -> bool:
    """Tell whether the sign of a percentage, where one is printed, is that of its rise: "-10 %" is a fall."""
    if relation.made is not _rise:
        return told.quantity.value >= 0
    falls = _size(other) < _size(one)
    return not falls if told.surface[:1] == "+" else falls or told.quantity.value >= 0


def _unsigned(told: Interval) -> Interval:
    """Return a percentage without its sign."""
    if told.low is None or told.high is None or told.high > 0:
        return told
    return Interval(-told.high, -told.low)


def _exactly(figure: Figure) -> Interval:
    return Interval(_size(figure), _size(figure))


def _to_the_last(figure: Figure) -> Interval:
    """Return an amount give or take one of its last digit: each may have been rounded by itself."""
    reach = last_digit(figure)
    return Interval(_size(figure) - reach, _size(figure) + reach)


def _difference(one: Figure, other: Figure, ends: _Ends) -> Interval:
    first, second = ends(one), ends(other)
    if first.low is None or first.high is None or second.low is None or second.high is None:
        return Interval(None, None)
    low, high = second.low - first.high, second.high - first.low
    return Interval(-high, -low) if _size(other) < _size(one) else Interval(low, high)


def _rise(one: Figure, other: Figure, ends: _Ends) -> Interval:
    factor = quotient(other, one, ends)
    low, high = (None if end is None else (end - 1) * _HUNDRED for end in (factor.low, factor.high))
    if low is not None and high is not None and _size(other) < _size(one):
        return Interval(-high, -low)
    return Interval(low, high)


def _share(one: Figure, other: Figure, ends: _Ends) -> Interval:
    part, whole = sorted((one, other), key=_size)
    made = quotient(part, whole, ends)
    low, high = (None if end is None else end * _HUNDRED for end in (made.low, made.high))
    return Interval(low, high)


def _say_difference(one: Figure, other: Figure) -> str:
    small, large = sorted(map(_size, (one, other)))
    return f"{wording.plain(large)} less {wording.plain(small)} is {wording.plain(large - small)}"


def _say_rise(one: Figure, other: Figure) -> str:
    made = (_size(other) / _size(one) - 1) * _HUNDRED
    return f"From {wording.plain(_size(one))} to {wording.plain(_size(other))} is {made:+.1f}%".replace("-", "−")


def _say_share(one: Figure, other: Figure) -> str:
    part, whole = sorted(map(_size, (one, other)))
    return f"{wording.plain(part)} of {wording.plain(whole)} is {part / whole * _HUNDRED:.1f}%"


_RELATIONS = (
    _Relation(_difference, _say_difference, in_percent=False),
    _Relation(_rise, _say_rise, in_percent=True),
    _Relation(_share, _say_share, in_percent=True),
)
