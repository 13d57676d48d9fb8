"""The end of a change that another text tells: "14,000 hectares in 2018" of "7,480 in 2019, a drop of 32 percent".

The change tells its times, and mostly one of its ends. The other is an amount of the same kind and unit, told elsewhere
for the other time, in a sentence about the same thing: the same noun and place, or most of the same words. It may bear
the change out; it never shows it wrong, for two texts count under one name what a word tells apart.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from ledger.compare.collation import Collation
from ledger.compare.ends import Ends
from ledger.compare.gates import Standing, ask_place
from ledger.compare.intervals import amount
from ledger.compare.operands import whole_year
from ledger.compare.retellings import LIKELY, are_of_one_group, share_words
from ledger.compare.sums import alike_in_kind, is_level
from ledger.compare.words import Likeness, likeness
from ledger.model.figure import Basis, Figure, Modality
from ledger.model.period import Period

_CROWD = 400  # amounts of one kind and year: what more of them tell is no end surely meant
_LEAP = 3  # days by which months of one name or number differ
_NEAR = (Basis.TEXT, Basis.SENTENCE, Basis.PARAGRAPH)
Span = tuple[date, date]


def told_by_another(
    change: Figure, sentence: Sequence[Figure], collation: Collation, may_end: Callable[[Figure], bool]
) -> Iterator[Ends]:
    """Yield a change's own end with the one amount that other texts tell for its other time."""
    owns = [figure for figure in sentence if may_end(figure) and is_level(figure)]
    if not owns:
        yield from _both_told(change, sentence, collation, may_end)
    if len(owns) != 1 or (own := _span(owns[0].period)) is None:
        return
    for time in _other_times(change, own):
        told = [figure for figure in _of_time(collation, owns[0], time) if _is_end(figure, owns[0], change, may_end)]
        if len({amount(figure.quantity) for figure in told}) == 1:
            old, new = (told[0], owns[0]) if time < own else (owns[0], told[0])
            yield Ends(old, new, sure=False)


def _both_told(
    change: Figure, sentence: Sequence[Figure], collation: Collation, may_end: Callable[[Figure], bool]
) -> Iterator[Ends]:
    """Yield both ends of a change from one sentence of another text, which tells one amount for each of its years."""
    told = _span(change.period)
    years = (told[0].year, told[1].year - (told[1].month == told[1].day == 1)) if told is not None else (0, 0)
    for other in collation.retellings.of(sentence, LIKELY) if years[0] < years[1] else ():
        levels = [figure for figure in other if may_end(figure) and is_level(figure)]
        olds, news = ([f for f in levels if whole_year(f) == year] for year in years)
        if len(olds) == len(news) == 1 and alike_in_kind(olds[0], news[0]) and are_of_one_group(olds[0], change):
            yield Ends(olds[0], news[0], sure=False)


def _other_times(change: Figure, own: Span) -> list[Span]:
    """Return the times at which the other end of a change stands, after its own words."""
    told = _span(change.period)
    if told is None:
        return []
    if told[0].year != (told[1].year if told[1].month > 1 or told[1].day > 1 else told[1].year - 1):
        years = {told[0].year, told[1].year - (told[1].month == told[1].day == 1)} - {own[0].year}
        return [_moved(own, year) for year in years] if len(years) == 1 else []
    same_length = abs((told[1] - told[0]).days - (own[1] - own[0]).days) <= _LEAP
    return [told] if told != own and same_length else []


def _span(period: Period) -> Span | None:
    return None if period.start is None or period.end is None else (period.start, period.end)


def _moved(span: Span, year: int) -> Span:
    """Return a time in another year; the 29th of February becomes the 28th."""
    by = year - span[0].year
    return _in_year(span[0], span[0].year + by), _in_year(span[1], span[1].year + by)


def _in_year(day: date, year: int) -> date:
    return day.replace(year=year, day=min(day.day, 28) if day.month == 2 else day.day)


def _of_time(collation: Collation, own: Figure, time: Span) -> Sequence[Figure]:
    found = collation.operands.of_time(own.quantity.kind, *time)
    return found if len(found) <= _CROWD else []


def _is_end(figure: Figure, own: Figure, change: Figure, may_end: Callable[[Figure], bool]) -> bool:
    """Tell whether an amount of another text is of what a change is of: its thing, its place, its people."""
    if figure.source.document == change.source.document or figure.modality is not Modality.STATED:
        return False
    told = amount(figure.quantity) != amount(own.quantity) and alike_in_kind(figure, own)
    if not may_end(figure) or not told or not are_of_one_group(figure, own):
        return False
    return share_words(figure, change) or _is_of_one_thing(figure, own)


def _is_of_one_thing(figure: Figure, own: Figure) -> bool:
    """Tell whether two amounts are of one noun or measure, in one place told near them."""
    if ask_place(figure, own).standing is not Standing.SAME or figure.basis_of("place") not in _NEAR:
        return False
    if figure.measure and own.measure:
        return figure.measure == own.measure
    return likeness(figure, own) is Likeness.SAME
