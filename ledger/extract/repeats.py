"""Figures told again in headlines, cited titles, "18 of the 343": they take time and place from the first."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from ledger.extract.mentions import is_within
from ledger.model.document import SectionKind
from ledger.model.figure import Basis, Evidence, Figure, Place
from ledger.model.period import Period
from ledger.model.quantity import Kind

_FEWEST = 20  # of a whole that is known again by its number: not "one in four"
_LEVELS = (Kind.COUNT, Kind.MONEY)  # a multiple or a share may be told again of something else
_RULE = "told again in the text"
_ISSUED = "month of the cited title"


def date_repeats(figures: Sequence[Figure], titles: Collection[int], issued: Mapping[int, Period]) -> list[Figure]:
    """Give the figures of headlines and cited titles that tell no time that of the same figure in the text.

    `titles` are the places of such figures among all. What a cited title tells that the text does not happened in the
    month it came out, if it is told as an event: `issued` has the month of each such figure.
    """
    dated = list(figures)
    if not titles:
        return dated
    bodies: dict[tuple[object, ...], Period] = {}
    for at, figure in enumerate(figures):
        if at not in titles and figure.period.stated and figure.source.voice is SectionKind.BODY:
            bodies.setdefault((_work(figure), *_amount(figure)), figure.period)
            for topic in figure.topics:
                bodies.setdefault((topic, *_amount(figure)), figure.period)
    events: list[tuple[Figure, Period]] = []
    for at in titles:
        figure = figures[at]
        if figure.period.stated or figure.quantity.kind is Kind.DURATION:
            continue
        cited = figure.source.voice is SectionKind.SOURCES
        shared: tuple[object, ...] = figure.topics if cited else (_work(figure),)
        periods = (bodies.get((one, *_amount(figure))) for one in shared)
        if (period := next((one for one in periods if one is not None), None)) is not None:
            dated[at] = _dated(figure, period, _RULE)
        elif at in issued:
            dated[at] = _dated(figure, issued[at], _ISSUED)
            events.append((figure, issued[at]))
    _date_untold(dated, events)
    return dated


def _date_untold(figures: list[Figure], events: Iterable[tuple[Figure, Period]]) -> None:
    """Give figures of the text that tell no time that of a cited title behind them which tells the same event."""
    untold: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for at, figure in enumerate(figures):
        if figure.source.voice is SectionKind.BODY and not figure.period.stated:
            for topic in figure.topics:
                untold[topic, figure.quantity.bound, *_amount(figure)].append(at)
    for cited, period in events:
        for topic in cited.topics:
            for at in untold.pop((topic, cited.quantity.bound, *_amount(cited)), ()):
                if figures[at].span < cited.span and not figures[at].period.stated:
                    figures[at] = _dated(figures[at], period, _ISSUED)


def place_repeats(figures: Sequence[Figure], titles: Collection[int]) -> list[Figure]:
    """Give the figures of headlines and cited titles the place of the same figure in the text, where that is narrower.

    "Mexico charges 3 in ambush killing of 13 police" is told where the 13 were killed.
    """
    placed = list(figures)
    if not titles:
        return placed
    bodies: dict[tuple[object, ...], Place] = {}
    for at, figure in enumerate(figures):
        if at not in titles and figure.place is not None and figure.source.voice is SectionKind.BODY:
            for one in (figure.source.section, *figure.topics):
                bodies.setdefault((one, *_amount(figure)), figure.place)
    for at in titles:
        figure = figures[at]
        if figure.quantity.kind not in _LEVELS:
            continue
        cited = figure.source.voice is SectionKind.SOURCES
        shared: tuple[object, ...] = figure.topics if cited else (figure.source.section,)
        told = (bodies.get((one, *_amount(figure))) for one in shared)
        place = next((one for one in told if one is not None), None)
        if place is not None and figure.place is not None and is_within(place, figure.place):
            placed[at] = _placed(figure, place)
    return placed


def date_parts(figures: Sequence[Figure]) -> list[Figure]:
    """Give a part that tells no time that of its whole, told before in the article: "18 of the 343 cases"."""
    dated = list(figures)
    wholes: dict[tuple[object, ...], Period] = {}
    for at, figure in enumerate(figures):
        quantity, work = figure.quantity, _work(figure)
        if figure.period.stated:
            if quantity.kind is Kind.COUNT and quantity.total is None:
                wholes.setdefault((work, quantity.value), figure.period)
        elif quantity.kind is Kind.COUNT and quantity.total is not None and quantity.total >= _FEWEST:
            whole = wholes.get((work, quantity.total))
            dated[at] = _dated(figure, whole, _RULE) if whole else figure
    return dated


def _work(figure: Figure) -> object:
    """Return what tells an article from the others of its file: the page around it may break it into sections."""
    return figure.source.title, figure.source.published


def _amount(figure: Figure) -> tuple[object, ...]:
    quantity = figure.quantity
    return quantity.value, quantity.kind, quantity.unit if quantity.kind is Kind.MONEY else None


def _dated(figure: Figure, period: Period, rule: str) -> Figure:
    evidence = (*(one for one in figure.evidence if one.part != "period"), Evidence("period", Basis.SECTION, rule))
    return replace(figure, period=period, evidence=evidence)


def _placed(figure: Figure, place: Place) -> Figure:
    evidence = (*(one for one in figure.evidence if one.part != "place"), Evidence("place", Basis.SECTION, _RULE))
    return replace(figure, place=place, evidence=evidence)
