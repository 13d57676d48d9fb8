"""One chart as a drawing of its own, with its title, its sources, and its colours for light and dark."""

from collections.abc import Iterator
from dataclasses import replace

from ledger.exports.charts.drawing import panel_lines, shape_path
from ledger.exports.charts.layout import TEXT, lay_out, text_width
from ledger.exports.charts.marks import Chart
from ledger.exports.charts.style import chart_rules, written_out
from ledger.exports.markup import escaped_xml

_MARGIN, _LINE, _TITLE = 16, 20, 14
_BESIDE, _HEIGHT = 14, 250  # figures of a panel that stands beside another, and how high it is
_STYLE = """\
.paper { fill: var(--sheet); }
.chart .title { fill: var(--ink); font-size: 17px; font-weight: 600; }
.chart .panel-title { fill: var(--ink); font-size: 13px; font-weight: 600; }
"""


def chart_sheet(chart: Chart) -> Iterator[str]:
    """Yield the chart of a measure: its title, unit and sources, and its panels, small ones side by side."""
    width, of_panel = chart.frame
    beside = chart.amounts if len(chart.panels) > 1 else ()
    legend, height = _legend(chart, width)
    top, left, row_ends = height + 8, 0, height + 8
    drawn: list[str] = []
    for panel in chart.panels:
        titled = len(chart.panels) > 1
        is_wide = not titled or len(panel.marks) > _BESIDE
        if is_wide or left > width / 2:
            top, left = row_ends, 0
        across, high = (width - _MARGIN, of_panel) if is_wide else (width // 2 - _MARGIN, _HEIGHT)
        if titled:
            name = _shortened(panel.title, across - _MARGIN, 13)
            place = f'x="{left + _MARGIN}" y="{top + 16}"'
            drawn.append(f'<text class="panel-title" {place}>{escaped_xml(name)}</text>\n')
        alone = replace(panel, marks=tuple(replace(mark, href=None) for mark in panel.marks))  # no rows to lead to
        begin = top + _TITLE if titled else top
        layout = lay_out(alone, across, high, beside)
        drawn += [f'<g transform="translate({left} {begin})">\n', *panel_lines(layout), "</g>\n"]
        row_ends = max(row_ends, begin + high + 8)
        left = width if is_wide else left + width // 2
    top = row_ends
    number = sum(len(panel.marks) for panel in chart.panels)
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" viewBox="0 0 {width} {top}" '
        f'width="{width}" height="{top}" '
        f'role="group" aria-labelledby="t d">\n<title id="t">{escaped_xml(chart.title)}</title>\n'
        f'<desc id="d">{number} figures by {len(chart.sources)} sources, through time.</desc>\n'
        f"<style>{_style()}</style>\n"
        f'<rect class="paper" width="{width}" height="{top}"/>\n'
        f'<text class="title" x="{_MARGIN}" y="28">{escaped_xml(chart.title)}</text>\n'
    )
    yield from legend
    yield from drawn
    yield "</svg>\n"


def _shortened(text: str, width: float, size: int) -> str:
    """Return a text of letters of a size, its end cut where it is too long."""
    most = int(width / (text_width("m") * size / TEXT))
    return text if len(text) <= most else f"{text[: most - 1]}…"


def sheet_rules() -> str:
    """Return the rules of the drawing, its colours as variables."""
    return chart_rules() + _STYLE


def _style() -> str:
    """Return the rules with their colours written out, for programs that draw and know no variables, and in dark."""
    rules = sheet_rules()
    coloured = "".join(line for line in rules.splitlines(keepends=True) if "var(--" in line)
    dark = written_out(coloured, dark=True)
    return f"{written_out(rules)}@media (prefers-color-scheme: dark) {{\n{dark}}}\n"


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
