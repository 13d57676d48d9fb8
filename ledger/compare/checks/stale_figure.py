"""A text cites an older number of a source of which a newer one was known: last year's rate told as that of today."""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple

from ledger.compare import wording
from ledger.compare.collation import Collation
from ledger.compare.corrections import corrections
from ledger.compare.evidence import is_peculiar
from ledger.compare.gates import origins, said_on
from ledger.compare.intervals import amount, can_meet, family, is_one_amount
from ledger.compare.names import spoken
from ledger.compare.operands import place_name
from ledger.compare.words import any_word, concepts, same_name
from ledger.model.figure import Figure, Modality
from ledger.model.finding import Finding, FindingKind
from ledger.model.quantity import Bound

_LEVEL = 0.1  # lengths of two periods that differ by less are of one sort: years, quarters
_NAMED = 2  # words of a noun that is of one thing alone
_REACH = 70  # characters around an amount in which it is told as the latest


class _Point(NamedTuple):
    """What a source tells of one time, as it told it first."""

    said: date
    figure: Figure


def check_stale_figure(collation: Collation) -> Iterator[Finding]:
    """Warn of a number that a text cites after a source which, as another document shows, had told a newer one by then.

    It is an older number where the source itself has told it before: of the same time, which it has since told
    otherwise; or of an earlier time, where the text names none, or calls it the latest. What is told for its own year
    is a number of a series and no old one, and neither is one that the text sets beside the newer.
    """
    for drawer in _drawers(collation).values():
        cited = [figure for figure in drawer if figure.attribution and figure.source.published is not None]
        series = _Series(drawer)
        for figure in cited:
            if (newer := series.newer(figure)) is not None and not _tells_too(figure, newer, collation):
                yield Finding(FindingKind.WARNING, "stale_figure", 0.35, (figure, newer), _reason(figure, newer))
    for old, new in corrections(collation):
        for figure in collation.told_again(old):
            if _is_told_since(figure, new) and not _tells_too(figure, new, collation):
                reason = _reason_of_correction(figure, new)
                yield Finding(FindingKind.CONFLICT, "stale_figure", 0.65, (figure, new), reason)


def _is_told_since(figure: Figure, new: Figure) -> bool:
    """Tell whether a text of another publisher came out after the one that puts the amount right."""
    told, known = figure.source.published, new.source.published
    return told is not None and known is not None and told > known and figure.modality is Modality.STATED


def _reason_of_correction(figure: Figure, new: Figure) -> str:
    right, name = wording.inside(wording.printed(new), new), new.source.name
    return f"{wording.placed(figure)} was put right by {name} on {new.source.published}: it is {right}."


def _drawers(collation: Collation) -> Mapping[Hashable, Sequence[Figure]]:
    """Return the firm amounts of each thing, place and unit."""
    found: dict[Hashable, list[Figure]] = defaultdict(list)
    for figure in collation.figures:
        quantity = figure.quantity
        firm = figure.modality is Modality.STATED and figure.change is None and not quantity.vague
        named = concepts(figure.noun or "")
        what = figure.measure or (named if len(named) >= _NAMED else None)
        if firm and what and figure.place is not None and quantity.bound is Bound.EXACT and is_peculiar(figure):
            kind = (family(quantity), quantity.unit, quantity.per)
            found[what, place_name(figure), kind, figure.population].append(figure)
    return found


class _Series:
    """The amounts of one thing and place by those who tell them, one of each time and size: the first told."""

    def __init__(self, figures: Sequence[Figure]) -> None:
        self._figures = figures
        self._named: dict[str, list[_Point]] = {}

    def newer(self, cited: Figure) -> Figure | None:
        """Return what the source of a cited number had told by then in its place, the latest where there are several.

        Where the text gives the number no time, or calls it the latest, that is the number of a later time.
        """
        day, points = cited.source.published, self._points_of(cited.attribution or "")
        known = [point for point in points if day is not None and point.said < day]
        older = [point for point in known if is_one_amount(point.figure.quantity, cited.quantity)]
        if not older:
            return None
        found = [*_told_otherwise(cited, older, known)] or [*_of_later_time(cited, older, known)]
        return (
            max(found, key=lambda point: (point.figure.period.start or date.min, point.said)).figure if found else None
        )

    def _points_of(self, name: str) -> list[_Point]:
        if name not in self._named:
            told = [points for other, points in self._by_name.items() if same_name(name, other)]
            self._named[name] = [point for points in told for point in points.values()]
        return self._named[name]

    @cached_property
    def _by_name(self) -> Mapping[str, Mapping[Hashable, _Point]]:
        found: dict[str, dict[Hashable, _Point]] = defaultdict(dict)
        for figure in self._figures:
            said, period = said_on(figure), figure.period
            if said is not None and period.start is not None and period.end is not None:
                for name in origins(figure):
                    key = (period.start, period.end, amount(figure.quantity))
                    found[name][key] = min(found[name].get(key, _Point(said, figure)), _Point(said, figure), key=_said)
        return found


def _said(point: _Point) -> date:
    return point.said


def _told_otherwise(cited: Figure, older: Sequence[_Point], known: Sequence[_Point]) -> Iterator[_Point]:
    """Yield what a source has told of the very time of a cited number, after it told that number."""
    times = (cited.period.start, cited.period.end)
    first = min((point.said for point in older if _times(point) == times), default=None)
    if first is not None:
        for point in known:
            if _times(point) == times and point.said > first and _is_another(point, cited):
                yield point


def _of_later_time(cited: Figure, older: Sequence[_Point], known: Sequence[_Point]) -> Iterator[_Point]:
    """Yield what a source has told of a later time than that of a number without one, or told as the latest."""
    if cited.period.stated and not _is_told_as_latest(cited):
        return
    last = max(older, key=lambda point: point.figure.period.start or date.min)
    for point in known:
        if _is_later(point, last) and point.said > last.said and _is_another(point, cited):
            yield point


def _times(point: _Point) -> tuple[date | None, date | None]:
    return point.figure.period.start, point.figure.period.end


def _is_later(point: _Point, last: _Point) -> bool:
    """Tell whether an amount is of a later time of the same length."""
    (start, end), (before, until) = _times(point), _times(last)
    if start is None or end is None or before is None or until is None:
        return False
    days, others = (end - start).days, (until - before).days
    return start >= until and abs(days - others) <= _LEVEL * max(days, others)


def _is_another(point: _Point, cited: Figure) -> bool:
    return not can_meet(point.figure.quantity, cited.quantity)


def _is_told_as_latest(figure: Figure) -> bool:
    at = figure.span.start - figure.quote_span.start
    return any_word(figure.quote[max(0, at - _REACH) : at + len(figure.surface) + _REACH], "latest")


def _tells_too(figure: Figure, newer: Figure, collation: Collation) -> bool:
    """Tell whether the text that cites a number tells the newer one as well."""
    told = (other for sentence in collation.documents[figure.source.document] for other in sentence)
    return any(
        family(other.quantity) == family(newer.quantity) and is_one_amount(newer.quantity, other.quantity)
        for other in told
    )


def _reason(figure: Figure, newer: Figure) -> str:
    since = f"{said_on(newer):%Y-%m-%d}"
    cited = f"{wording.placed(figure)}, told on {figure.source.published} after {spoken(figure)}"
    return f"{cited}, was no longer its latest: since {since} there is {wording.inside(wording.placed(newer), newer)}."
