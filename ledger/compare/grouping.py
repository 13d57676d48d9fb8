"""Figures that count the same thing, gathered with low, best and high."""

from bisect import bisect, insort
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from ledger.compare import wording
from ledger.compare.copies import Copies
from ledger.compare.gates import origins, said_on
from ledger.compare.intervals import allowed, amount, family
from ledger.compare.names import measure_name
from ledger.compare.pairs import in_order
from ledger.compare.relate import counts_same
from ledger.compare.words import concepts
from ledger.model.figure import Figure, Modality
from ledger.model.finding import Group
from ledger.model.quantity import Bound

_SETS = 24  # of a drawer on either side of an amount: of things with one name and no time there are thousands
_HELD_AGAINST = 8  # members of a set that a further figure is held against


def group_comparable(figures: Iterable[Figure]) -> list[Group]:
    """Gather figures of one measure (or noun), unit, place, period and population, in a steady order.

    `low` and `high` are the lowest and highest amount that a source allows. `best` is chosen, never
    summed or averaged: the amount that most independent origins tell; of those told by as many, an exact one
    before a hedged one, then the latest said, then the largest. Vague magnitudes are members without a say. A part
    of another member, or an amount that may count something else, makes a group of its own.
    """
    every = in_order(figures)
    copies, drawers = Copies(every), _in_drawers(every)
    ordered = sorted(drawers.items(), key=lambda item: repr(item[0]))
    return [_group(_name(key, at), told, copies) for key, drawer in ordered for at, told in enumerate(_alike(drawer))]


class Together(NamedTuple):
    """Figures that make a group, by its key and title."""

    key: str
    title: str
    figures: Sequence[Figure]


class Drawers:
    """The groups of figures, each found when one of its figures asks: most of those of a ledger are never asked for."""

    def __init__(self, figures: Iterable[Figure]) -> None:
        """Lay figures apart by what they are told of, and hold none against another yet."""
        self._drawers = _in_drawers(in_order(figures))
        self._found: dict[Hashable, Mapping[str, Together]] = {}

    def group_of(self, figure: Figure) -> Together | None:
        """Return the group of a figure, None where it is alone."""
        key = _likes(figure)
        if key not in self._found:
            several = ((at, told) for at, told in enumerate(_alike(self._drawers.get(key, ()))) if len(told) > 1)
            groups = [Together(_name(key, at), _title(told), told) for at, told in several]
            self._found[key] = {member.id: group for group in groups for member in group.figures}
        return self._found[key].get(figure.id)


def _in_drawers(figures: Iterable[Figure]) -> dict[tuple[Hashable, ...], list[Figure]]:
    found: dict[tuple[Hashable, ...], list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.modality is not Modality.DENIED:
            found[_likes(figure)].append(figure)
    return found


def kin_key(figure: Figure) -> str:
    """Return what figures have in common that can stand at one axis: measure or noun, unit, direction of change.

    A figure of no measure and without a noun has a key of its own.
    """
    what, kind, unit, per, *_, change = _likes(figure)
    return "|".join(map(str, (what, kind, unit, per, change)))


def _alike(drawer: Sequence[Figure]) -> list[list[Figure]]:
    """Return the figures of a drawer as sets that count the same, each figure in the first set that takes it."""
    sets: list[list[Figure]] = []
    ranked: list[tuple[Decimal, int]] = []  # the sets by the amount that opened them
    for figure in drawer:
        near = (sets[at] for at in _nearest(ranked, amount(figure.quantity)))
        taking = (members for members in near if all(counts_same(member, figure) for member in members[:_HELD_AGAINST]))
        if (members := next(taking, None)) is not None:
            members.append(figure)
        else:
            insort(ranked, (amount(figure.quantity), len(sets)))
            sets.append([figure])
    return sets


def _nearest(ranked: Sequence[tuple[Decimal, int]], value: Decimal) -> list[int]:
    """Return the sets that a figure may join, in their order: of many those next to it by amount."""
    at = bisect(ranked, (value, 0))
    return sorted(number for _, number in ranked[max(0, at - _SETS) : at + _SETS])


def _likes(figure: Figure) -> tuple[Hashable, ...]:
    what = figure.measure or (tuple(sorted(concepts(figure.noun))) if figure.noun else figure.id)
    unit = figure.quantity.unit if family(figure.quantity) in ("money", "other", "rate", "duration") else None
    place = (figure.place.code or figure.place.name) if figure.place else ""
    population = tuple(sorted(concepts(figure.population))) if figure.population else ()
    change = str(figure.change or "")
    return (
        str(what),
        family(figure.quantity),
        unit or "",
        figure.quantity.per or "",
        place,
        *_times(figure),
        population,
        change,
    )


def _times(figure: Figure) -> tuple[str, str]:
    start, end = figure.period.start, figure.period.end
    return (start.isoformat() if start else "", end.isoformat() if end else "")


def _name(key: tuple[Hashable, ...], at: int) -> str:
    return "|".join(map(str, (*key, at) if at else key))


def _group(name: str, members: Sequence[Figure], copies: Copies) -> Group:
    firm = [figure for figure in members if not figure.quantity.vague] or list(members)
    lows = [end for figure in firm if (end := allowed(figure.quantity).low) is not None]
    highs = [end for figure in firm if (end := allowed(figure.quantity).high) is not None]
    return Group(
        key=name,
        title=_title(members),
        figures=tuple(members),
        low=min(lows, default=None),
        best=_best(firm, copies),
        high=max(highs, default=None),
    )


def _title(figures: Sequence[Figure]) -> str:
    """Return what a group is about, then where, then when: "police officers killed · Mexico · 2019"."""
    figure = figures[0]
    nouns = [noun for member in figures if (noun := wording.noun_of(member))]
    what = measure_name(figure.measure) if figure.measure else max(nouns, key=nouns.count, default="amount")
    population, place = wording.population_of(figure), figure.place.name if figure.place else ""
    when = wording.in_period(figure.period).removeprefix("in ").removeprefix("on ")
    return " · ".join(part for part in (f"{what} {population}".strip(), place, when) if part)


def _best(figures: Sequence[Figure], copies: Copies) -> Decimal:
    """Choose by independent origins, exactness, date, size, in this order."""
    support: Counter[Decimal] = Counter()
    for value, origin in {(amount(figure.quantity), _origin(figure, copies)) for figure in figures}:
        support[value] += bool(origin)
    chosen = max(
        figures,
        key=lambda figure: (
            support[amount(figure.quantity)],
            figure.quantity.bound is Bound.EXACT,
            said_on(figure) or date.min,
            amount(figure.quantity),
        ),
    )
    return amount(chosen.quantity)


def _origin(figure: Figure, copies: Copies) -> str:
    """Return who a figure comes from: the one it is told after, else the text, which several may print."""
    names, text = origins(figure), copies.text_of(figure.source.document)
    if not figure.attribution and copies.is_printed_again(text):
        return text
    return " ".join(sorted(concepts(names[0]))) or names[0] if names else figure.source.document
