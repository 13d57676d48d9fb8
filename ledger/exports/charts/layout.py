"""Where everything of a chart stands, before a line of it is drawn: marks apart, labels off each other, all inside."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from ledger.exports.charts.marks import Fate, Mark, Panel
from ledger.exports.charts.scales import AmountScale, Tick, TimeScale, amount_scale, fit_one_scale, time_scale
from ledger.exports.colours import Tone

TEXT = 11  # pixels of the letters
RADIUS = 5.0  # of a mark
ARROW = 20.0  # pixels from a mark to the tip that says its amount is open
_SIGN = 0.64  # the width of a sign as a share of its height, in the widest of the usual letters
_APART = 2 * RADIUS + 1  # between the middles of two marks
_DODGES = tuple(side * step for step in range(9) for side in (1, -1)[: step + 1])  # 0, 1, -1, 2, -2 …
_LANE = 58.0  # width of the lane of figures without a time
_ABOVE, _BELOW, _RIGHT = 26.0, 26.0, 16.0  # around the plot
_TICKS_APART = 14.0  # between what is written at the axis of time
_PIXELS_TO_A_TICK = 36
_ROW = 8 * _APART  # so near to each other marks of one amount are told once
_INSET = 12.0  # between the ends of the plot and the first and last amount


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the page."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Tell whether two parts have a point in common."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def holds(self, other: "Box") -> bool:
        """Tell whether another lies in this one."""
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.top <= other.top
            and other.bottom <= self.bottom
        )


@dataclass(frozen=True, slots=True)
class Placed:
    """A mark at its place.

    `bar` are the ends of its time where that is longer than the mark, `opens` whether it goes on beyond either of
    them. `low` and `high` are the heights of the ends of its amount; of an open end that of the arrow's tip.
    """

    mark: Mark
    x: float
    y: float
    low: float
    high: float
    bar: tuple[float, float] | None = None
    opens: tuple[bool, bool] = (False, False)
    was: float | None = None

    @property
    def box(self) -> Box:
        """The room that the mark itself takes."""
        return Box(self.x - RADIUS, self.y - RADIUS, self.x + RADIUS, self.y + RADIUS)


@dataclass(frozen=True, slots=True)
class Label:
    """Words beside a mark, in their box; `anchor` is the end of them that stands nearest to the mark."""

    text: str
    box: Box
    anchor: str
    tone: Tone | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """A panel with everything at its place. `lane` is where the lane without a time begins.

    `is_apart` tells that its scale is another than that of the panels beside it.
    """

    panel: Panel
    width: int
    height: int
    plot: Box
    amounts: AmountScale
    rows: tuple[Tick, ...]
    columns: tuple[Tick, ...]
    placed: tuple[Placed, ...]
    labels: tuple[Label, ...]
    lane: float | None = None
    is_apart: bool = False


def text_width(text: str) -> float:
    """Return about how many pixels a text takes, rather too many than too few."""
    return len(text) * TEXT * _SIGN


def lay_out(panel: Panel, width: int, height: int, beside: Sequence[Decimal] = ()) -> Layout:
    """Return a panel with its scales, marks and labels at their places in a frame of this size.

    `beside` are the amounts of all panels of the chart: what is read side by side stands at one scale.
    """
    marks = panel.marks
    is_apart = bool(beside) and not fit_one_scale(panel.amounts, beside)
    told = panel.amounts if is_apart or not beside else beside
    amounts = amount_scale(told, height - _BELOW - _INSET, _ABOVE)
    opens_up = any(mark.high is None for mark in marks)
    opens_down = any(mark.low is None for mark in marks)
    top, bottom = _ABOVE + (ARROW if opens_up else _INSET), height - _BELOW - (ARROW if opens_down else _INSET)
    amounts = AmountScale(amounts.low, amounts.high, bottom, top, amounts.powers)
    rows = amounts.ticks(max(int((bottom - top) // _PIXELS_TO_A_TICK) + 1, 3))
    left = 12 + max((text_width(row.text) for row in rows), default=0)
    plot = Box(left, _ABOVE, width - _RIGHT, height - _BELOW)
    days = [day for mark in marks for day in (mark.start, mark.end) if day is not None]
    undated = [mark for mark in marks if not mark.is_dated]
    lane = plot.right - _LANE if undated and days else (plot.left if undated else None)
    right = (lane if lane is not None else plot.right) - 2 * RADIUS
    times = time_scale(days, plot.left + 2 * RADIUS, right) if days else None
    placed = tuple(_placed(marks, amounts, times, plot, lane))
    return Layout(
        panel=panel,
        width=width,
        height=height,
        plot=plot,
        amounts=amounts,
        rows=tuple(rows),
        columns=tuple(_columns(times, plot.left, lane if days and lane is not None else width)),
        placed=placed,
        labels=tuple(_labels(placed, plot, lane)),
        lane=lane,
        is_apart=is_apart,
    )


def _columns(times: TimeScale | None, left: float, right: float) -> list[Tick]:
    """Return as many dates as have room beside each other, none cut off at an end."""
    if times is None:
        return []
    for most in range(int((times.right - times.left) // _PIXELS_TO_A_TICK) + 1, 0, -1):
        ticks = [
            tick
            for tick in times.ticks(most)
            if tick.at - text_width(tick.text) / 2 >= left - 30 and tick.at + text_width(tick.text) / 2 <= right
        ]
        ends = [(tick.at - text_width(tick.text) / 2, tick.at + text_width(tick.text) / 2) for tick in ticks]
        if all(one[1] + _TICKS_APART <= other[0] for one, other in pairwise(ends)):
            return ticks
    return []


def _placed(
    marks: Sequence[Mark], amounts: AmountScale, times: TimeScale | None, plot: Box, lane: float | None
) -> Iterator[Placed]:
    """Yield each mark at its place: by its time, moved aside where another stands there already."""
    taken: list[Box] = []
    undated = [mark for mark in marks if not mark.is_dated]
    spread = {mark.name: at for at, mark in enumerate(sorted(undated, key=lambda mark: (mark.value, mark.name)))}
    for mark in marks:
        y, bar, opens = amounts.at(mark.value), None, (False, False)
        if mark.is_dated and times is not None:
            bar = _bar(mark, times)
            opens = (mark.start is None, mark.end is None)
            at = (bar[0] + bar[1]) / 2 if opens == (False, False) else bar[opens[0]]
            left, right = plot.left + RADIUS, (lane if lane is not None else plot.right) - RADIUS
            if bar[1] - bar[0] <= 2 * RADIUS and not any(opens):
                bar = None
        else:
            left, right = (lane or plot.left) + RADIUS, plot.right - RADIUS
            share = (spread[mark.name] + 0.5) / len(undated) if times is None else 0.5
            at = left + share * (right - left)
        x = _beside(min(max(at, left), right), y, left, right, taken)
        placed = Placed(
            mark=mark,
            x=x,
            y=y,
            low=min(y + ARROW, plot.bottom) if mark.low is None else amounts.at(mark.low),
            high=max(y - ARROW, plot.top) if mark.high is None else amounts.at(mark.high),
            bar=bar,
            opens=opens,
            was=None if mark.was is None else amounts.at(mark.was),
        )
        taken.append(placed.box)
        yield placed


def _bar(mark: Mark, times: TimeScale) -> tuple[float, float]:
    """Return where the time of a mark begins and ends; an open end is that of the axis."""
    start = times.left if mark.start is None else times.at(mark.start)
    end = times.right if mark.end is None else times.at(mark.end)
    return (start, end) if start <= end else (end, start)


def _beside(x: float, y: float, left: float, right: float, taken: Sequence[Box]) -> float:
    """Return the nearest place at this height where no mark stands yet; where there is none, the place itself."""
    for dodge in _DODGES:
        moved = x + dodge * _APART
        box = Box(moved - RADIUS, y - RADIUS, moved + RADIUS, y + RADIUS)
        if left <= moved <= right and not any(box.meets(other) for other in taken):
            return moved
    return x


# Labels


def _labels(placed: Sequence[Placed], plot: Box, lane: float | None) -> Iterator[Label]:
    """Yield the amounts that have room beside their marks, those first that a reader looks for."""
    taken = [box for one in placed for box in _boxes(one)]
    taken += [Box(one.x - RADIUS, one.was - RADIUS, one.x + RADIUS, one.was + RADIUS) for one in placed if one.was]
    taken += [Box(lane - 1, plot.top, lane + 1, plot.bottom)] if lane is not None else []
    told: list[Placed] = []
    for one in sorted(placed, key=lambda one: _rank(one, placed)):
        if not one.mark.words or any(_says_the_same(one, other) for other in told):
            continue
        found = next((label for label in _candidates(one) if _has_room(label.box, plot, taken)), None)
        if found is not None:
            taken.append(found.box)
            told.append(one)
            yield found


def _says_the_same(one: Placed, other: Placed) -> bool:
    """Tell whether a mark stands in a row with one that has the same words beside it."""
    return one.mark.words == other.mark.words and one.y == other.y and abs(one.x - other.x) < _ROW


def _boxes(one: Placed) -> Iterator[Box]:
    """Yield the room that a mark takes with its lines."""
    yield one.box
    if one.bar:
        yield Box(one.bar[0] - 2, one.y - 2, one.bar[1] + 2, one.y + 2)  # its ends are round
    if abs(one.low - one.high) > 2:
        yield Box(one.x - 3, min(one.low, one.high), one.x + 3, max(one.low, one.high))


def _rank(one: Placed, placed: Sequence[Placed]) -> tuple[int, float, str]:
    tones = {Tone.WRONG: 0, Tone.DOUBTFUL: 2, Tone.RIGHT: 4}
    heights = [other.y for other in placed]
    if one.mark.fate is not Fate.KEPT:
        rank = 1
    elif one.mark.tone is Tone.WRONG or one.y not in (min(heights), max(heights)):
        rank = tones.get(one.mark.tone, 5) if one.mark.tone else 5
    else:
        rank = 3
    return rank, one.x, one.mark.name


def _candidates(one: Placed) -> Iterator[Label]:
    text, tone = one.mark.words, one.mark.tone
    width, far = text_width(text), RADIUS + (6 if tone is Tone.WRONG else 3)
    half = TEXT / 2 + 1
    yield Label(text, Box(one.x + far, one.y - half, one.x + far + width, one.y + half), "start", tone)
    yield Label(text, Box(one.x - far - width, one.y - half, one.x - far, one.y + half), "end", tone)
    heights = (one.y - far - 2 * half, one.y + far)
    for low in heights:
        yield Label(text, Box(one.x - width / 2, low, one.x + width / 2, low + 2 * half), "middle", tone)
    for low in heights:  # at an end of the plot
        yield Label(text, Box(one.x - RADIUS, low, one.x - RADIUS + width, low + 2 * half), "start", tone)
        yield Label(text, Box(one.x + RADIUS - width, low, one.x + RADIUS, low + 2 * half), "end", tone)


def _has_room(box: Box, plot: Box, taken: Sequence[Box]) -> bool:
    return plot.holds(box) and not any(box.meets(other) for other in taken)
