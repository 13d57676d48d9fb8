"""One chart as a drawing of its own, with its title, its sources, and its colours for light and dark."""

from collections.abc import Iterator
from dataclasses import replace

from ledger.exports.charts.drawing import chart_style, panel_lines, shape_path
from ledger.exports.charts.layout import TEXT, lay_out, text_width
from ledger.exports.charts.marks import Chart
from ledger.exports.markup import escaped_xml

_MARGIN, _LINE = 16, 20
_STYLE = """\
.paper { fill: var(--sheet); }
.chart .title { fill: var(--ink); font-size: 17px; font-weight: 600; }
.chart .panel-title { fill: var(--ink); font-size: 13px; font-weight: 600; }
"""


def chart_sheet(chart: Chart) -> Iterator[str]:
    """Yield the chart of a measure: its title, unit and sources, and its panels under each other."""
    width, of_panel = chart.frame
    beside = chart.amounts if len(chart.panels) > 1 else ()
    legend, height = _legend(chart, width)
    top = height + 8
    drawn: list[str] = []
    for panel in chart.panels:
        titled = len(chart.panels) > 1
        if titled:
            drawn.append(f'<text class="panel-title" x="{_MARGIN}" y="{top + 16}">{escaped_xml(panel.title)}</text>\n')
            top += 14
        alone = replace(panel, marks=tuple(replace(mark, href=None) for mark in panel.marks))  # no rows to lead to
        layout = lay_out(alone, width - _MARGIN, of_panel, beside)
        drawn += [f'<g transform="translate(0 {top})">\n', *panel_lines(layout), "</g>\n"]
        top += of_panel + (16 if titled else 8)
    number = sum(len(panel.marks) for panel in chart.panels)
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" viewBox="0 0 {width} {top}" '
        f'width="{width}" height="{top}" '
        f'role="group" aria-labelledby="t d">\n<title id="t">{escaped_xml(chart.title)}</title>\n'
        f'<desc id="d">{number} figures by {len(chart.sources)} sources, through time.</desc>\n'
        f"<style>{chart_style()}{_STYLE}</style>\n"
        f'<rect class="paper" width="{width}" height="{top}"/>\n'
        f'<text class="title" x="{_MARGIN}" y="28">{escaped_xml(chart.title)}</text>\n'
    )
    yield from legend
    yield from drawn
    yield "</svg>\n"


def _legend(chart: Chart, width: int) -> tuple[list[str], int]:
    """Return the unit and the sources in lines that fit, and how high the head is with them."""
    x, y = float(_MARGIN), 50
    lines = []
    if chart.unit:
        lines.append(f'<text class="panel-title" x="{_MARGIN}" y="{y}">{escaped_xml(chart.unit)}</text>\n')
        x += text_width(chart.unit) * 13 / TEXT + 18
    for at, source in enumerate(chart.sources):
        name = source if len(source) <= 60 else f"{source[:59]}…"
        wide = text_width(name) + 34
        if x + wide > width and x > _MARGIN:
            x, y = float(_MARGIN), y + _LINE
        lines.append(
            f'<g class="s{at}"><path class="shape" d="{shape_path(at, x + 6, y - 4)}"/></g>'
            f'<text x="{x + 16:.0f}" y="{y}">{escaped_xml(name)}</text>\n'
        )
        x += wide
    return lines, y
