"""A running total that falls: 43,100 since 2007 by 2019, and 38,500 since 2007 two years later."""

from bisect import bisect, insort
from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from operator import itemgetter

from ledger.compare import wording
from ledger.compare.collation import Collation
from ledger.compare.gates import said_on, same_origin
from ledger.compare.grown_totals import growths, single_steps
from ledger.compare.intervals import amount, counted_digits, difference, widened
from ledger.compare.keys import country
from ledger.compare.sums import added_up, alike_in_kind, as_written, comes_out, is_level, plain_sum
from ledger.compare.sums import total as near_sum
from ledger.compare.words import Likeness, concepts, likeness, says
from ledger.model.figure import Figure, Modality
from ledger.model.finding import Finding, FindingKind
from ledger.model.period import Period
from ledger.model.quantity import Bound, Kind

_NAME = "running_total"
_FAR = 2
_PART = 10  # times lower: of 1,268 complaints the 74 that came before a judge are a part
_LARGE, _LITTLE, _WINDOW = 4, Decimal("0.1"), 6  # digits, a fall, neighbours by amount
_FEWEST = 4  # amounts of a list told to grow
_SURE = (Bound.EXACT, Bound.MORE_THAN, Bound.AT_LEAST)
_ROUGH = (*_SURE, Bound.APPROX, Bound.NEARLY)  # "some 1.1 million" is surely less than 1.5 million
_PLACES = 8  # in so many places one thing is counted since one day, that a total without a place may be of any of them


def check_running_total(collation: Collation) -> Iterator[Finding]:
    """Report totals since one date that are lower where they are told later: what has been counted stays counted.

    Only where one voice tells both of one thing, place and start, and says of neither that it was revised; or where a
    sentence says that it tells of a running total.
    """
    known: set[tuple[str, str]] = set()
    for drawer in _drawers(collation.figures):
        for finding in _falls(sorted(drawer, key=lambda figure: (_until(figure), figure.source.path, figure.span))):
            fall = (finding.figures[1].id, finding.figures[0].id)
            if fall not in known:
                known.add(fall)
                yield finding
    yield from _near_falls(collation.figures, known)
    for first, added, total in growths(collation):
        yield from _test_growth(first, added, total)
    for first, total in single_steps(collation):
        yield from _test_step(first, total)
    for sentence in collation.sentences.values():
        if says(sentence[0], "running_total"):
            firm = [figure for figure in sentence if _is_firm(figure)]
            yield from [*_falls_as_told([figure for figure in firm if figure.period.end])] or _falls_in_list(firm)


def _test_growth(first: Figure, added: Figure, total: Figure) -> Iterator[Finding]:
    """Hold a new total against the first one and what was added: 71 and nine more are 80."""
    made, told = near_sum((first, added)), as_written(total)
    reason = f"{added_up((first, added))} = {wording.plain(plain_sum((first, added)))}"
    if made.meets(told):
        yield comes_out(_NAME, (total, first, added), f"{reason}: {wording.inside(wording.told(total), total)}.")


def _test_step(first: Figure, total: Figure) -> Iterator[Finding]:
    """Hold the total that one more case makes against the one before it: 26 and one more are 27."""
    reason = f"{wording.plain(amount(first.quantity))} + 1 = {wording.plain(amount(first.quantity) + 1)}"
    said = wording.inside(wording.told(total), total)
    if amount(first.quantity) + 1 == amount(total.quantity):
        yield comes_out(_NAME, (total, first), f"{reason}: {said}.")


def _drawers(figures: Sequence[Figure]) -> Iterator[list[Figure]]:
    """Yield the totals of one thing, start and place, with those of which no place is told."""
    found: dict[Hashable, dict[str | None, list[Figure]]] = defaultdict(lambda: defaultdict(list))
    for figure in figures:
        if _may_run(figure):
            found[_key(figure)][_place_name(figure)].append(figure)
    for by_place in found.values():
        anywhere = by_place.pop(None, []) if 1 < len(by_place) <= _PLACES else []
        for drawer in by_place.values():
            yield [*drawer, *anywhere]


def _may_run(figure: Figure) -> bool:
    plain = figure.modality is Modality.STATED and figure.quantity.bound in _ROUGH and is_level(figure)
    return plain and figure.period.running and figure.quantity.kind is Kind.COUNT and _until(figure) < date.max


def _is_running(figure: Figure) -> bool:
    return _may_run(figure) and _is_firm(figure)


def _near_falls(figures: Sequence[Figure], known: set[tuple[str, str]]) -> Iterator[Finding]:
    """Yield totals since one day that are a little lower where they are told later, whatever a text calls them.

    Two large totals since one day in one country that lie so near each other are one total told at two times,
    where not both name a body of its own.
    """
    told: set[tuple[Decimal, Decimal]] = set()  # one finding for each two amounts, however often they are told
    drawers: dict[Hashable, list[Figure]] = defaultdict(list)
    for figure in figures:
        if len(counted_digits(figure.quantity)) >= _LARGE and _is_firm(figure) and figure.quantity.kind is Kind.COUNT:
            if _is_running(figure):
                drawers[country(figure), figure.period.start].append(figure)
            if figure.noun and figure.period.start is not None:
                drawers[country(figure), concepts(figure.noun), figure.period.start.year].append(figure)
    for drawer in drawers.values():
        ordered = sorted(drawer, key=lambda figure: (figure.quantity.value, figure.source.path, figure.span))
        for at, later in enumerate(ordered):
            for earlier in ordered[at + 1 : at + 1 + _WINDOW]:
                amounts = (amount(earlier.quantity), amount(later.quantity))
                if (earlier.id, later.id) not in known and amounts not in told and _falls_little(earlier, later):
                    told.add(amounts)
                    yield Finding(FindingKind.ARITHMETIC, _NAME, 0.55, (later, earlier), _reason(earlier, later))


def _falls_little(earlier: Figure, later: Figure) -> bool:
    if not _is_running(later) or not (_is_running(earlier) or _is_counted_so_far(earlier, later)):
        return False
    near = difference(earlier.quantity, later.quantity) < _LITTLE
    if not near or not _is_lower_later(earlier, later) or earlier.population != later.population:
        return False
    return _one_voice(earlier, later) or not (_names_body(earlier) and _names_body(later))


def _is_counted_so_far(earlier: Figure, later: Figure) -> bool:
    """Tell whether a count up to a day, "2,340 up to 8 March", is of what a later total "since 12 February" counts."""
    start, end = earlier.period.start, earlier.period.end
    if start is None or end is None or later.period.start is None or start.year != later.period.start.year:
        return False
    return later.period.start < end <= _until(later) and _one_voice(earlier, later)


def _names_body(figure: Figure) -> bool:
    """Tell whether a figure is told after somebody by name: "Red Placa", not "the register"."""
    return figure.attribution is not None and any(letter.isupper() for letter in figure.attribution)


def _is_firm(figure: Figure) -> bool:
    return figure.quantity.bound in _SURE and figure.modality is Modality.STATED and is_level(figure)


def _falls_as_told(figures: Sequence[Figure]) -> Iterator[Finding]:
    """Yield each amount of a sentence about a running total that is lower than the one told of a time before."""
    for earlier, later in pairwise(figures):
        one_thing = alike_in_kind(earlier, later) and (not later.noun or later.noun == earlier.noun)
        if one_thing and earlier.place == later.place and _ends_before(earlier, later) and _is_lower(earlier, later):
            yield Finding(FindingKind.ARITHMETIC, _NAME, 0.6, (later, earlier), _reason_in_sentence(earlier, later))


def _falls_in_list(figures: Sequence[Figure]) -> Iterator[Finding]:
    """Yield the one fall in a list of four and more that else only grows, and that is told to grow."""
    alike = all(figure.noun == figures[0].noun and alike_in_kind(figure, figures[0]) for figure in figures)
    falls = [(one, other) for one, other in pairwise(figures) if _is_lower(one, other)]
    if len(figures) >= _FEWEST and alike and len(falls) == 1:
        earlier, later = falls[0]
        told = f"{wording.told(later)} told after {wording.inside(wording.printed(earlier), earlier)}"
        yield Finding(FindingKind.ARITHMETIC, _NAME, 0.55, (later, earlier), f"{told}: a running total cannot fall.")


def _ends_before(earlier: Figure, later: Figure) -> bool:
    first, second = earlier.period.end, later.period.end
    return first is not None and second is not None and first < second


def _is_lower(earlier: Figure, later: Figure) -> bool:
    """Tell whether the second of two amounts is lower, though not so many times that it is of something else."""
    least, most = widened(earlier.quantity).low, widened(later.quantity).high
    return least is not None and most is not None and most < least < most * _FAR


def _reason_in_sentence(earlier: Figure, later: Figure) -> str:
    told = f"{wording.told(later)} {wording.in_period(later.period)}"
    first = f"{wording.inside(wording.printed(earlier), earlier)} {wording.in_period(earlier.period)}"
    return f"{told} is less than {first}: a running total cannot fall."


def _key(figure: Figure) -> Hashable:
    what = figure.measure or tuple(sorted(concepts(figure.noun or figure.id)))
    return what, figure.period.start, figure.population


def _place_name(figure: Figure) -> str | None:
    return (figure.place.code or figure.place.name) if figure.place else None


def _until(figure: Figure) -> date:
    return said_on(figure) or date.max


def _falls(figures: Sequence[Figure]) -> Iterator[Finding]:
    """Yield each total with the highest told before it by the same voice, where it is lower.

    A total that grows has few above it: only these are looked at, from the highest down.
    """
    told: list[tuple[Decimal, str, Figure]] = []  # by amount
    for later in figures:
        value = later.quantity.value
        above = reversed(told[bisect(told, value, key=itemgetter(0)) :])
        earlier = next((figure for _, _, figure in above if _falls_below(figure, later)), None)
        if earlier is not None:
            yield Finding(FindingKind.ARITHMETIC, _NAME, 0.6, (later, earlier), _reason(earlier, later))
        insort(told, (value, later.id, later))


def _falls_below(earlier: Figure, later: Figure) -> bool:
    like = likeness(earlier, later) >= Likeness.NARROWER
    return like and _is_lower_later(earlier, later) and _one_voice(earlier, later)


def _is_lower_later(earlier: Figure, later: Figure) -> bool:
    least, most = widened(earlier.quantity).low, widened(later.quantity).high
    below = least is not None and most is not None and most < least < most * _PART and _until(earlier) < _until(later)
    revised = any(says(figure, name) for figure in (earlier, later) for name in ("replaces", "replaced"))
    return below and not revised


def _one_voice(earlier: Figure, later: Figure) -> bool:
    if earlier.source.document == later.source.document:
        return earlier.attribution == later.attribution
    return same_origin(earlier, later)


def _reason(earlier: Figure, later: Figure) -> str:
    since = wording.in_period(Period(later.period.start))
    first = f"{wording.inside(wording.printed(earlier), earlier)} told by {_until(earlier):%Y-%m-%d}"
    second = f"{wording.told(later)} {since} by {_until(later):%Y-%m-%d}"
    return f"{second} are fewer than the {first}: a total {since} cannot fall."
