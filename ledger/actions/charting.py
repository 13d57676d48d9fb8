"""Charts of figures of one measure: their amounts at one axis, a panel for each place, a shape for each source."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations, islice

from ledger.compare.intervals import amount, can_meet
from ledger.compare.wording import population_of
from ledger.exports.charts.marks import OTHERS, SHAPES, Chart, Fate, Mark, Panel
from ledger.exports.charts.scales import short_number
from ledger.exports.plain import one_line
from ledger.exports.quotes import period_words, printed, subject, teller, told_by
from ledger.exports.report.content import Shown
from ledger.model.figure import Figure, Status
from ledger.model.finding import Finding, FindingKind, FindingStatus
from ledger.model.quantity import Bound, Kind, Quantity

_PANELS = 12  # of a measure; further places stand in the table alone
_FRAMES = ((4, (760, 230)), (80, (760, 330)), (200, (1060, 520)))  # pixels of a panel with up to so many figures
_LARGEST = (1060, 640)  # of one with more
_SIGNS = {
    Bound.MORE_THAN: ">",
    Bound.AT_LEAST: "≥",
    Bound.LESS_THAN: "<",
    Bound.AT_MOST: "≤",
    Bound.APPROX: "≈",
    Bound.NEARLY: "≲",
}
_PLACE = 32  # letters of a place beside an amount
_ELSEWHERE = "Elsewhere, one figure each"
_NO_PLACE = "No place told"
_FATES = {Status.REJECTED: Fate.REJECTED, Status.CORRECTED: Fate.CORRECTED}


def chart_of(name: str, title: str, figures: Sequence[Shown], ids: Mapping[str, str]) -> Chart | None:
    """Return the chart of the figures of a measure; None where fewer than two of them have a number.

    `ids` tell for the id of a figure what its mark leads to.
    """
    drawn = [shown for shown in figures if _can_be_drawn(shown.figure.quantity)]
    if len(drawn) < 2:
        return None
    sources = [name for name, _ in Counter(shown.figure.source.name for shown in drawn).most_common()]
    shapes = {name: min(at, OTHERS) for at, name in enumerate(sources)}
    marks = {shown.figure.id: _mark(shown, shapes, ids) for shown in drawn}
    panels, left_out = _panels(title, drawn, marks)
    fullest = max(len(panel.marks) for panel in panels)
    frame = next((size for most, size in _FRAMES if fullest <= most), _LARGEST)
    return Chart(name, title, unit_words(drawn[0].figure.quantity), panels, _named(sources), left_out, frame)


def _named(sources: Sequence[str]) -> tuple[str, ...]:
    """Return the name of each shape: of the last, how many sources share it."""
    named = [one_line(name) for name in sources[:SHAPES]]
    rest = len(sources) - SHAPES
    if rest == 1:
        named.append(one_line(sources[SHAPES]))
    elif rest > 1:
        named.append(f"{rest} other sources")
    return tuple(named)


def _can_be_drawn(quantity: Quantity) -> bool:
    return quantity.value.is_finite() and quantity.bound is not Bound.MULTIPLE


def _mark(shown: Shown, shapes: Mapping[str, int], ids: Mapping[str, str]) -> Mark:
    figure = shown.figure
    quantity, read = figure.quantity, figure.as_read
    was = amount(read.quantity) if read and figure.amount_is_corrected and _can_be_drawn(read.quantity) else None
    start, end = figure.window
    return Mark(
        name=figure.id,
        value=amount(quantity),
        low=_end(quantity.low, quantity),
        high=_end(quantity.high, quantity),
        start=start,
        end=end,
        source=shapes[figure.source.name],
        told=_told(shown),
        label=_label(quantity),
        href=ids.get(figure.id),
        tone=shown.tone,
        fate=_FATES.get(figure.status, Fate.KEPT),
        was=was,
        when=period_words(figure),
        who=one_line(teller(figure)),
    )


def _label(quantity: Quantity) -> str:
    """Return the amount as it stands beside its mark: "≥412", of a range both ends."""
    low, high = _end(quantity.low, quantity), _end(quantity.high, quantity)
    if quantity.bound is Bound.RANGE and low is not None and high is not None:
        return f"{short_number(low)}–{short_number(high)}"
    return _SIGNS.get(quantity.bound, "") + short_number(amount(quantity))


def _end(end: Decimal | None, quantity: Quantity) -> Decimal | None:
    """Return an end of an amount in the numbers of the axis, in which shares are percentages."""
    if end is None or not end.is_finite():
        return None
    return amount(replace(quantity, value=end))


def _told(shown: Shown) -> str:
    figure = shown.figure
    what = " ".join(part for part in (printed(figure), subject(figure)) if part)
    told = [what, figure.place.name if figure.place else "", period_words(figure), told_by(figure)]
    told += [str(figure.status)] if figure.status is not Status.UNREVIEWED else []
    told += [finding.kind for finding in shown.findings[:1]]
    return one_line(" · ".join(part for part in told if part))


def unit_words(quantity: Quantity) -> str:
    """Return what the numbers at the axis are: "USD", "percent", "USD per month"."""
    is_share = quantity.kind in (Kind.PERCENT, Kind.RATIO)
    unit = "percent" if is_share else (quantity.unit or "").replace("_", " ")
    per = quantity.per.replace("_", " ") if quantity.per else ""
    return one_line(f"{unit} per {per}" if per else unit)


def _panels(title: str, drawn: Sequence[Shown], marks: Mapping[str, Mark]) -> tuple[tuple[Panel, ...], int]:
    """Return a panel for each place and population with several figures, one for all the others, and what is left."""
    by_place: dict[str, list[Shown]] = {}
    for shown in drawn:
        by_place.setdefault(_place_name(shown.figure), []).append(shown)
    several = {place: those for place, those in by_place.items() if len(those) > 1}
    lone = [shown for those in by_place.values() if len(those) == 1 for shown in those]
    if not several:
        return (_panel(title, drawn, marks, by_place=len(by_place) > 1),), 0
    ordered = sorted(several.items(), key=lambda item: (-_clashing(item[1]), -len(item[1]), item[0]))
    panels = [_panel(place or _NO_PLACE, those, marks) for place, those in ordered[:_PANELS]]
    left_out = sum(len(those) for _, those in ordered[_PANELS:])
    if len(lone) == 1:
        panels.append(_panel(_place_name(lone[0].figure) or _NO_PLACE, lone, marks))
    elif lone:
        panels.append(_panel(_ELSEWHERE, lone, marks, by_place=True))
    return tuple(panels), left_out


def _place_name(figure: Figure) -> str:
    place = figure.place.name if figure.place else ""
    return " ".join(part for part in (place, population_of(figure)) if part)


def _clashing(figures: Iterable[Shown]) -> int:
    return sum(shown.tone is not None and shown.tone.name == "WRONG" for shown in figures)


def _panel(title: str, figures: Sequence[Shown], marks: Mapping[str, Mark], *, by_place: bool = False) -> Panel:
    here = [marks[shown.figure.id] for shown in figures]
    if by_place:
        here = [
            replace(mark, place=one_line(_place_name(shown.figure))[:_PLACE])
            for mark, shown in zip(here, figures, strict=True)
        ]
    names = {mark.name for mark in here}
    findings: dict[str, Finding] = {one.id: one for shown in figures for one in shown.findings}
    clashes = [
        pair
        for finding in findings.values()
        if finding.kind is FindingKind.CONFLICT and finding.status is not FindingStatus.DISMISSED
        for pair in _clash([figure for figure in finding.figures if figure.id in names])
    ]
    ordered = sorted(here, key=lambda mark: (str(mark.start or ""), str(mark.end or ""), mark.value, mark.name))
    return Panel(one_line(title), tuple(ordered), tuple(dict.fromkeys(clashes)))


def _clash(figures: Sequence[Figure]) -> list[tuple[str, str]]:
    """Return the first two of the figures that cannot both be right: some of a dispute tell the same amount."""
    pairs = ((one, other) for one, other in combinations(figures, 2) if not can_meet(one.quantity, other.quantity))
    return [(one.id, other.id) for one, other in islice(pairs, 1)]
