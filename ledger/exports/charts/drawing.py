"""A chart as SVG: what the layout has placed, drawn line by line; colours are classes that the page's style tells."""

from collections.abc import Iterator, Mapping
from math import cos, pi, sin

from ledger.exports.charts.layout import RADIUS, Label, Layout, Placed
from ledger.exports.charts.marks import OTHERS, Fate
from ledger.exports.markup import escaped_xml
from ledger.exports.plain import one_line

_CORNERS = {1: (4, pi / 4, 1.15), 2: (3, -pi / 2, 1.3), 3: (4, 0, 1.3), 4: (3, pi / 2, 1.3), 5: (5, -pi / 2, 1.15)}
_STAR = 6  # the shape with points, of which the inner corners lie nearer
_BY_POWERS = "logarithmic scale"
_APART, _POWERS_APART = "scale of its own", "logarithmic scale of its own"
_OUT_OF_TIME = "no period"


def draw_panel(layout: Layout, name: str, description: str) -> Iterator[str]:
    """Yield the drawing of a panel under a name that no other element of the page has."""
    width, height = layout.width, layout.height
    yield (
        f'<svg class="chart" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="group" aria-labelledby="{name}-t" aria-describedby="{name}-d">\n'
        f'<title id="{name}-t">{escaped_xml(one_line(layout.panel.title))}</title>'
        f'<desc id="{name}-d">{escaped_xml(one_line(description))}</desc>\n'
    )
    yield from panel_lines(layout)
    yield "</svg>\n"


def panel_lines(layout: Layout) -> Iterator[str]:
    """Yield what stands in the drawing: axes, clashes, then the marks over them, and their amounts."""
    yield f'<g aria-hidden="true">{"".join(_axes(layout))}</g>\n'
    places = {one.mark.name: one for one in layout.placed}
    yield "".join(_clashes(layout, places))
    for one in layout.placed:
        yield _mark(one)
    yield f'<g aria-hidden="true">{"".join(map(_label, layout.labels))}</g>\n'


def _axes(layout: Layout) -> Iterator[str]:
    plot = layout.plot
    for row in layout.rows:
        yield f'<path class="grid" d="M{_n(plot.left)} {_n(row.at)}H{_n(plot.right)}"/>'
        yield f'<text class="tick end" x="{_n(plot.left - 6)}" y="{_n(row.at + 4)}">{escaped_xml(row.text)}</text>'
    yield f'<path class="axis" d="M{_n(plot.left)} {_n(plot.bottom)}H{_n(plot.right)}"/>'
    for column in layout.columns:
        at = _n(column.at)
        yield f'<path class="axis" d="M{at} {_n(plot.bottom)}v4"/>'
        yield f'<text class="tick mid" x="{at}" y="{_n(plot.bottom + 17)}">{escaped_xml(column.text)}</text>'
    if note := _note(layout):
        yield f'<text class="label" x="{_n(plot.left)}" y="{_n(plot.top - 10)}">{note}</text>'
    if layout.lane is not None:
        middle = (layout.lane + plot.right) / 2
        yield f'<path class="lane" d="M{_n(layout.lane)} {_n(plot.top)}V{_n(plot.bottom)}"/>'
        yield f'<text class="tick mid" x="{_n(middle)}" y="{_n(plot.bottom + 17)}">{_OUT_OF_TIME}</text>'


def _note(layout: Layout) -> str:
    """Return what a reader must know of the scale of amounts."""
    if layout.amounts.powers:
        return _POWERS_APART if layout.is_apart else _BY_POWERS
    return _APART if layout.is_apart else ""


def _clashes(layout: Layout, places: Mapping[str, Placed]) -> Iterator[str]:
    for names in layout.panel.clashes:
        one, other = (places.get(name) for name in names)
        if one and other:
            yield f'<path class="clash" d="M{_n(one.x)} {_n(one.y)}L{_n(other.x)} {_n(other.y)}"/>\n'


def _mark(one: Placed) -> str:
    mark = one.mark
    told = escaped_xml(one_line(mark.told))
    tone = f" {mark.tone.name.lower()}" if mark.tone else ""
    body = f"<title>{told}</title>{''.join(_parts(one))}"
    group = f'<g class="mark s{mark.source}{tone} {mark.fate}">{body}</g>'
    return f'<a href="{mark.href}">{group}</a>\n' if mark.href else f"{group}\n"


def _parts(one: Placed) -> Iterator[str]:
    x, y, mark = one.x, one.y, one.mark
    if one.bar:
        left, right = one.bar
        yield f'<path class="bar" d="M{_n(left)} {_n(y)}H{_n(right)}"/>'
        yield from (_tip(left, y, -1) * one.opens[0], _tip(right, y, 1) * one.opens[1])
    for end, is_open in ((one.low, mark.low is None), (one.high, mark.high is None)):
        if abs(end - y) > 1:
            cap = "" if is_open else f"M{_n(x - 3)} {_n(end)}h6"
            yield f'<path class="reach" d="M{_n(x)} {_n(y)}V{_n(end)}{cap}"/>'
            if is_open:
                down = 1 if end > y else -1
                yield f'<path class="tip" d="M{_n(x)} {_n(end)}l-3.5 {-down * 6}h7z"/>'
    if one.was is not None:
        yield f'<path class="moved" d="M{_n(x)} {_n(one.was)}V{_n(y)}"/>'
        yield f'<path class="was" d="{shape_path(mark.source, x, one.was)}"/>'
    if mark.tone and mark.tone.name == "WRONG":
        yield f'<circle class="ring" cx="{_n(x)}" cy="{_n(y)}" r="9.5"/>'
    yield f'<path class="shape" d="{shape_path(mark.source, x, y)}"/>'
    if mark.fate is Fate.REJECTED:
        yield f'<path class="cross" d="M{_n(x - 7)} {_n(y - 7)}l14 14m0 -14l-14 14"/>'


def _tip(x: float, y: float, way: int) -> str:
    return f'<path class="tip" d="M{_n(x)} {_n(y)}l{-way * 6} -3.5v7z"/>'


def _label(label: Label) -> str:
    box = label.box
    x = {"start": box.left, "end": box.right, "middle": (box.left + box.right) / 2}[label.anchor]
    anchor = {"start": "", "end": " end", "middle": " mid"}[label.anchor]
    tone = f" {label.tone.name.lower()}" if label.tone else ""
    return f'<text class="label{anchor}{tone}" x="{_n(x)}" y="{_n(box.bottom - 3)}">{escaped_xml(label.text)}</text>'


def shape_path(source: int, x: float, y: float, radius: float = RADIUS) -> str:
    """Return the outline of a source's shape around a point.

    Circle, square, triangle, diamond, triangle on its tip, pentagon, star; all further sources share a bar.
    """
    if source == 0:
        return (
            f"M{_n(x - radius)} {_n(y)}a{radius} {radius} 0 1 0 {2 * radius} 0a{radius} {radius} 0 1 0 {-2 * radius} 0z"
        )
    if source >= OTHERS:
        return f"M{_n(x - radius)} {_n(y - 2)}h{2 * radius}v4h{-2 * radius}z"
    if source == _STAR:
        corners = [(at * pi / 5 - pi / 2, (1.35, 0.6)[at % 2]) for at in range(10)]
    else:
        number, turn, size = _CORNERS[source]
        corners = [(turn + at * 2 * pi / number, size) for at in range(number)]
    points = [f"{_n(x + radius * size * cos(turn))} {_n(y + radius * size * sin(turn))}" for turn, size in corners]
    return f"M{'L'.join(points)}z"


def _n(number: float) -> str:
    """Return a place on the page, to a tenth of a pixel."""
    text = f"{number:.1f}"
    return text.removesuffix(".0") if text != "-0.0" else "0"
