"""The amounts that a derived figure may be worked out from, farther off than its own clause, and what chance allows.

A share, a change or a sum is seldom told right beside its operands. They stand in the paragraph, in a table, or in
another document, among amounts that have nothing to do with it. So every ring of places is searched as a whole, and a
fit counts only where so many amounts as were tried would hardly make one by chance.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import pairwise, product
from typing import TypeVar

from ledger.compare.intervals import amount, family, significant_digits
from ledger.compare.sums import alike_in_kind, is_level
from ledger.compare.words import Likeness, concepts, likeness, noun_head
from ledger.model.figure import Figure
from ledger.model.quantity import Bound, Interval, Kind

BY_CHANCE = Decimal("0.06")  # of so many derived figures one may find its operands by chance
UNSAID = Decimal("0.008")  # one not told as a change by its own words may be none: fewer still
_MOST_TRIED = 400  # pairs of one place and time: above that chance makes anything fit
_TELLING_DIGITS = 3  # amounts of so many digits are the same wherever they are told
Couple = tuple[Figure, Figure]
K = TypeVar("K")


def fitting(
    couples: Iterable[Couple],
    made: Callable[[Figure, Figure], Interval],
    told: Interval,
    chance: Callable[[Interval], Decimal],
    limit: Decimal = BY_CHANCE,
) -> Couple | None:
    """Return the first two amounts that make what is told, where those tried would hardly do so by chance.

    `chance` tells how often two amounts of like size would make what is told as well as an interval does.
    """
    tried = {(amount(one.quantity), amount(other.quantity)): (one, other) for one, other in couples}
    for one, other in tried.values():
        ends = made(one, other)
        if ends.meets(told) and chance(ends) * len(tried) <= limit:
            return one, other
    return None


def chance_of(told: Interval, grain: Decimal, base: int = 0) -> Callable[[Interval], Decimal]:
    """Return how often two amounts would make what is told by chance: the width of both, against their middle.

    `base` is 100 for a change in percent: what chance may hit is the factor between two amounts, not its distance
    from one. `grain` is the least width, of a difference between whole numbers.
    """

    def chance(made: Interval) -> Decimal:
        if made.low is None or made.high is None or told.low is None or told.high is None:
            return Decimal(1)
        middle = abs(base + (told.low + told.high) / 2)
        width = max(made.high - made.low + told.high - told.low, grain)
        return width / middle if middle else Decimal(1)

    return chance


def chance_beside(value: Decimal) -> Callable[[Interval], Decimal]:
    """Return how often two amounts would come as near by chance to a fraction or multiple told in words."""

    def chance(made: Interval) -> Decimal:
        if made.low is None or made.high is None:
            return Decimal(1)
        off = abs((made.low + made.high) / 2 - value)
        return max(2 * off, made.high - made.low) / value

    return chance


class Operands:
    """The levels of a ledger by amount, by thing, and by place and year."""

    def __init__(self, figures: Sequence[Figure]) -> None:
        """Take the figures to look among."""
        self.levels = [figure for figure in figures if is_level(figure) and amount(figure.quantity) > 0]

    def tellings(self, level: Figure) -> list[Figure]:
        """Return the figures that tell an amount again, itself first: those of its document, telling ones anywhere."""
        same = self._by_amount.get(_amount_key(level), [])
        digits = len(significant_digits(amount(level.quantity)))
        near = [f for f in same if _is_told_again(level, f, digits)]
        return [level, *(figure for figure in near if figure is not level and alike_in_kind(figure, level))]

    def other_years(self, level: Figure) -> list[Figure]:
        """Return the amounts of one thing and place that a document, as a table does, tells of other years."""
        if (key := _series_key(level)) is None or (year := whole_year(level)) is None:
            return []
        series = self._series.get(key, [])
        return [f for f in series if whole_year(f) not in (None, year) and alike_in_kind(f, level)]

    def in_place(self, place: str, years: tuple[int, int]) -> Iterator[Couple]:
        """Yield the amounts of one thing told of a place for two years."""
        olds, news = (self._yearly.get((place, year), []) for year in years)
        if len(olds) * len(news) > _MOST_TRIED:
            return
        for old, new in product(olds, news):
            if alike_in_kind(old, new) and (old.quote_span == new.quote_span or tell_one_thing(old, new)):
                yield old, new

    def of_document(self, document: str) -> list[Couple]:
        """Return the amounts of one thing and place that a document tells of two years next to each other."""
        return self._successive.get(document, [])

    def of_thing(self, part: Figure, place: str, year: int) -> Iterator[Figure]:
        """Yield the amounts of the thing that a part is of, told of a place for a year, in their order."""
        near = {at for name in _things(part) for at in self._by_thing.get((place, year, name), ())}
        return (self.levels[at] for at in sorted(near) if tell_one_thing(part, self.levels[at]))

    def of_time(self, kind: Kind, start: date, end: date) -> Sequence[Figure]:
        """Return the exact amounts of one kind that are told of a time from its first day up to another."""
        return self._by_time.get((kind, start, end), [])

    @cached_property
    def _by_time(self) -> dict[tuple[Kind, date | None, date | None], list[Figure]]:
        exact = [figure for figure in self.levels if figure.quantity.bound is Bound.EXACT]
        return _gathered(exact, lambda figure: (figure.quantity.kind, figure.period.start, figure.period.end))

    @cached_property
    def _by_amount(self) -> dict[tuple[str, str], list[Figure]]:
        return _gathered(self.levels, _amount_key)

    @cached_property
    def _series(self) -> dict[tuple[object, ...] | None, list[Figure]]:
        return _gathered(self.levels, _series_key)

    @cached_property
    def _successive(self) -> dict[str, list[Couple]]:
        found: dict[str, list[Couple]] = defaultdict(list)
        for key, told in self._series.items():
            if key is not None:
                by_year = {year: figure for figure in told if (year := whole_year(figure)) is not None}
                couples = pairwise(by_year[year] for year in sorted(by_year))
                found[str(key[0])] += [(old, new) for old, new in couples if alike_in_kind(old, new)]
        return found

    @cached_property
    def _by_thing(self) -> dict[tuple[str, int, Hashable], list[int]]:
        found: dict[tuple[str, int, Hashable], list[int]] = defaultdict(list)
        for at, figure in enumerate(self.levels):
            if (year := whole_year(figure)) is not None:
                for name in _things(figure):
                    found[place_name(figure), year, name].append(at)
        return found

    @cached_property
    def _yearly(self) -> dict[tuple[str, int | None], list[Figure]]:
        return _gathered(self.levels, lambda figure: (place_name(figure), whole_year(figure)))


def _things(figure: Figure) -> Iterator[Hashable]:
    """Yield the names of the thing an amount is of; two that tell one thing share one of them."""
    if figure.measure:
        yield "measure", figure.measure
    if figure.noun:
        yield noun_head(figure)
        yield concepts(figure.noun)


def tell_one_thing(one: Figure, other: Figure) -> bool:
    """Tell whether two amounts are of one measure, or of nouns that say the same."""
    if one.measure and other.measure and one.noun and other.noun:
        return one.measure == other.measure or likeness(one, other) is Likeness.SAME
    if one.measure and one.measure == other.measure:
        return True
    return likeness(one, other) >= Likeness.NARROWER


def whole_year(figure: Figure) -> int | None:
    """Return the year that an amount is told of, None where it is of another time."""
    start, end = figure.period.start, figure.period.end
    return start.year if start is not None and end is not None and 360 <= (end - start).days <= 366 else None


def place_name(figure: Figure) -> str:
    """Return the code of a figure's place, else its name."""
    return (figure.place.code or figure.place.name) if figure.place else ""


def _is_told_again(level: Figure, other: Figure, digits: int) -> bool:
    """Tell whether an amount of so many digits is one told before: in its document, or of its place, or a long one."""
    if level.source.document == other.source.document:
        return True
    return digits >= _TELLING_DIGITS + (place_name(level) != place_name(other))


def _amount_key(figure: Figure) -> tuple[str, str]:
    return family(figure.quantity), str(amount(figure.quantity).normalize())


def _series_key(figure: Figure) -> tuple[object, ...] | None:
    named = concepts(figure.noun or "") or figure.measure
    return (figure.source.document, named, place_name(figure)) if named else None


def _gathered(figures: Iterable[Figure], key: Callable[[Figure], K]) -> dict[K, list[Figure]]:
    found: dict[K, list[Figure]] = defaultdict(list)
    for figure in figures:
        found[key(figure)].append(figure)
    return found
