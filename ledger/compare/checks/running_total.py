"""A running total that falls: 43,100 since 2007 by 2019, and 38,500 since 2007 two years later."""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from datetime import date

from ledger.compare import wording
from ledger.compare.collation import Collation
from ledger.compare.gates import said_on, same_origin
from ledger.compare.intervals import widened
from ledger.compare.sums import is_level
from ledger.compare.words import Likeness, concepts, likeness, says
from ledger.model.figure import Figure, Modality
from ledger.model.finding import Finding, FindingKind
from ledger.model.quantity import Bound, Kind

_NAME = "running_total"
_SURE = (Bound.EXACT, Bound.MORE_THAN, Bound.AT_LEAST)


def check_running_total(collation: Collation) -> Iterator[Finding]:
    """Report totals since one date that are lower where they are told later: what has been counted stays counted.

    Only where one voice tells both of one thing, place and start, and says of neither that it was revised.
    """
    drawers: dict[Hashable, list[Figure]] = defaultdict(list)
    for figure in collation.figures:
        if _is_running(figure):
            drawers[_key(figure)].append(figure)
    for drawer in drawers.values():
        yield from _falls(sorted(drawer, key=lambda figure: (_until(figure), figure.source.path, figure.span)))


def _is_running(figure: Figure) -> bool:
    since = figure.period.start is not None and figure.period.end is None
    firm = figure.quantity.bound in _SURE and figure.modality is Modality.STATED
    return since and firm and is_level(figure) and figure.quantity.kind is Kind.COUNT and _until(figure) < date.max


def _key(figure: Figure) -> Hashable:
    place = (figure.place.code or figure.place.name) if figure.place else None
    return (
        figure.measure or tuple(sorted(concepts(figure.noun or figure.id))),
        place,
        figure.period.start,
        figure.population,
    )


def _until(figure: Figure) -> date:
    return said_on(figure) or date.max


def _falls(figures: Sequence[Figure]) -> Iterator[Finding]:
    """Yield each total with the highest told before it by the same voice, where it is lower."""
    for at, later in enumerate(figures):
        higher = [earlier for earlier in figures[:at] if _falls_below(earlier, later)]
        if higher:
            earlier = max(higher, key=lambda figure: (figure.quantity.value, figure.id))
            yield Finding(FindingKind.ARITHMETIC, _NAME, 0.6, (later, earlier), _reason(earlier, later))


def _falls_below(earlier: Figure, later: Figure) -> bool:
    least, most = widened(earlier.quantity).low, widened(later.quantity).high
    below = least is not None and most is not None and most < least and _until(earlier) < _until(later)
    revised = any(says(figure, name) for figure in (earlier, later) for name in ("replaces", "replaced"))
    return below and not revised and _one_voice(earlier, later) and likeness(earlier, later) >= Likeness.NARROWER


def _one_voice(earlier: Figure, later: Figure) -> bool:
    if earlier.source.document == later.source.document:
        return earlier.attribution == later.attribution
    return same_origin(earlier, later)


def _reason(earlier: Figure, later: Figure) -> str:
    since = wording.in_period(later.period)
    first = f"{wording.inside(wording.printed(earlier), earlier)} told by {_until(earlier):%Y-%m-%d}"
    second = f"{wording.told(later)} {since} by {_until(later):%Y-%m-%d}"
    return f"{second} are fewer than the {first}: a total {since} cannot fall."
