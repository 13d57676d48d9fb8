"""Where the two amounts of a change may stand when they are not told beside it, ring by ring."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations, product

from ledger.compare.collation import Collation
from ledger.compare.ends import may_be_of_one_thing
from ledger.compare.gates import Standing, ask_place, said_on
from ledger.compare.intervals import amount
from ledger.compare.operands import Couple, place_name, whole_year
from ledger.compare.sums import alike_in_kind, is_level
from ledger.compare.words import Likeness, concepts, likeness, says_generic
from ledger.model.figure import Basis, Change, Figure
from ledger.model.quantity import Kind

_SENTENCES_AROUND = 3
_FAR_BACK = 6  # sentences before a share that may tell its whole
_PARTS_BEFORE = 3  # amounts just before the sentence of a share that may be its part
_YEARS_BACK = 2  # a change of no stated time is told of the year that is over, or of the one before


def rings_of_change(
    change: Figure, sentence: Sequence[Figure], collation: Collation, may_end: Callable[[Figure], bool]
) -> Iterator[list[Couple]]:
    """Yield the couples of amounts, old and new, that a change may lie between, from near to far.

    First those of the sentence and the paragraph; then the amounts of other years that a table or a text tells with
    the same thing as an amount of the sentence; then all such of the document; then those of the place of the change
    for its first and last year.
    """
    here = [figure for figure in sentence if may_end(figure)]
    near = [figure for figure in collation.around(sentence, _SENTENCES_AROUND) if may_end(figure)]
    yield [*_in_order(combinations(here, 2), change)]
    if change.change is not None:
        yield [*_in_order(combinations([*here, *near], 2), change)]
    earlier = [figure for figure in near if figure.span < change.span]
    yield [*_with_other_years(here or earlier[-2:], change, collation, may_end)]
    for couples in _of_series(change, collation):
        yield [*_in_order(((one, other) for one, other in couples if may_end(one) and may_end(other)), change)]


def rings_of_share(
    share: Figure, said: Sequence[Figure], sentence: Sequence[Figure], collation: Collation
) -> Iterator[list[Couple]]:
    """Yield the couples of part and whole that a share may be told of, from near to far.

    The part is the amount that the share says again, else it stands in the sentence, or just before; the whole in the
    sentence, in the paragraph, earlier in the document, or among what is told of the place and the year of either.
    """
    here = [figure for figure in sentence if is_level(figure)]
    near = [figure for figure in collation.around(sentence, _SENTENCES_AROUND) if is_level(figure)]
    far = [figure for figure in collation.before(sentence, _FAR_BACK, far=True) if is_level(figure)]
    parts = said or here
    yield [*_larger(parts, here)]
    yield [*_larger(parts, near)]
    yield [couple for couple in _larger(parts, far) if may_be_of_one_thing(*couple)]
    if not said:
        earlier = [figure for figure in near if figure.span < share.span][-_PARTS_BEFORE:]
        yield [couple for couple in _larger(earlier, here or earlier) if _is_named(share, couple)]
    yield [couple for part in parts for couple in _larger([part], _of_its_year(part, share, collation))]


def _is_named(share: Figure, couple: Couple) -> bool:
    """Tell whether a share says nothing of what it is of that the sentences of two amounts leave out.

    "It spent 74 of 81 million. The count covered 90 percent of the tally sheets" is of the tally sheets.
    """
    if share.basis_of("noun") is not Basis.TEXT or not share.noun or says_generic(share.noun):
        return True
    said = concepts(" ".join(figure.quote for figure in couple))
    return bool(concepts(share.noun) & said) or any(likeness(share, figure) > Likeness.DIFFERENT for figure in couple)


def _larger(parts: Iterable[Figure], wholes: Iterable[Figure]) -> Iterator[Couple]:
    """Yield each amount with those of its kind that are more, and not of a town in its state."""
    for part, whole in product(parts, wholes):
        larger = alike_in_kind(part, whole) and amount(whole.quantity) > amount(part.quantity)
        if larger and ask_place(part, whole).standing is not Standing.SECOND_WITHIN:
            yield part, whole


def _of_its_year(part: Figure, share: Figure, collation: Collation) -> Iterator[Figure]:
    """Yield the amounts of the thing a part is of, told of its place, of the places around it, or of the share's."""
    places = {place_name(share), place_name(part), *(part.place.within if part.place else ())}
    for year in {year for year in map(whole_year, (part, share)) if year is not None}:
        for place in sorted(places - {""}):
            yield from collation.operands.of_thing(part, place, year)


def _with_other_years(
    anchors: Iterable[Figure], change: Figure, collation: Collation, may_end: Callable[[Figure], bool]
) -> Iterator[Couple]:
    """Yield each anchor with the amounts of other years told beside another telling of it."""
    for anchor in anchors:
        for again in collation.operands.tellings(anchor):
            for other in filter(may_end, collation.operands.other_years(again)):
                for old, new in _in_order([(again, other)], change):
                    yield (anchor, new) if old is again else (old, anchor)


def _of_series(change: Figure, collation: Collation) -> Iterator[Iterable[Couple]]:
    yield collation.operands.of_document(change.source.document)
    if change.place is not None:
        for years in _years(change):
            yield collation.operands.in_place(place_name(change), years)


def _in_order(couples: Iterable[Couple], change: Figure) -> Iterator[Couple]:
    """Yield couples that may be the ends of a change, the earlier amount first: by their times, else its direction."""
    for one, other in couples:
        if not alike_in_kind(one, other) or amount(one.quantity) == amount(other.quantity):
            continue
        if not may_be_of_one_thing(one, other) or _are_of_one_time(one, other):
            continue
        old, new = _by_time(one, other, change)
        rises = amount(new.quantity) > amount(old.quantity)
        if change.change in (None, Change.DIFFERENCE) or rises == _rise_is_told(change):
            yield old, new


def _rise_is_told(change: Figure) -> bool:
    if change.quantity.kind in (Kind.MULTIPLE, Kind.RATIO) and change.change is None:
        return change.quantity.value > 1
    return change.change is Change.INCREASE


def _are_of_one_time(one: Figure, other: Figure) -> bool:
    first, second = ((figure.period.start, figure.period.end) for figure in (one, other))
    return first == second != (None, None) and one.quote_span != other.quote_span


def _by_time(one: Figure, other: Figure, change: Figure) -> Couple:
    first, second = one.period.start, other.period.start
    if first is not None and second is not None and first != second:
        return (one, other) if first < second else (other, one)
    small, large = sorted((one, other), key=lambda figure: amount(figure.quantity))
    return (large, small) if change.change is Change.DECREASE else (small, large)


def _years(change: Figure) -> Iterator[tuple[int, int]]:
    """Yield the first and the last year of a change, or of the years before it was told."""
    start, end = change.period.start, change.period.end
    if start is not None and end is not None and end.year - start.year >= 2:
        yield start.year, end.year - 1
    elif (year := whole_year(change)) is not None:
        yield from ((year - 1, year), (year, year + 1))
    elif start is None and end is None and (day := said_on(change)) is not None:
        yield from ((day.year - back - 1, day.year - back) for back in range(1, _YEARS_BACK + 1))
