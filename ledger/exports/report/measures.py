"""The measures of a report: of each a chart through time, and under it a table of the same figures."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from ledger.exports.charts.drawing import draw_panel, shape_path
from ledger.exports.charts.layout import Layout, lay_out
from ledger.exports.charts.marks import Chart, Panel
from ledger.exports.charts.scales import short_number
from ledger.exports.colours import tone_of
from ledger.exports.markup import escaped
from ledger.exports.plain import counted, grouped, number_text, one_line
from ledger.exports.quotes import locator, period_words, printed, short_name, subject
from ledger.exports.report.content import Measured, Report, Rows, Shown
from ledger.exports.report.parts import FOLDED, lang, page_link, place_in_text, said_lines, tone_class, verdict
from ledger.exports.screens import words
from ledger.model.figure import Figure, Status
from ledger.model.quantity import Bound, Quantity

NARROW = 352  # pixels, the width of a panel beside others, and of one on a phone
_HEIGHTS = ((14, 250), (80, 330))  # of a narrow panel with up to so many figures
_HIGHEST = 430
_MANY = 14  # figures for which a panel is as wide as the page
_HEADINGS = ("Figure", "Number", "What", "Place", "Period", "Who says so", "Status", "Stands in")
_SET = ' class="set"'
_MOST_DIGITS = 20  # that are written out
_CLASSES = ("figure", "number", "what", "place", "period", "says", "status", "where")


def measure_sections(report: Report) -> Iterator[str]:
    """Yield each measure with its chart and its table, then the figures that have none beside them."""
    if report.measures:
        yield '<section aria-labelledby="measures">\n<h2 id="measures">Figures, measure by measure</h2>\n'
        if report.alone:
            stand = "figure of a measure stands" if report.alone == 1 else "figures of a measure stand"
            yield f'<p class="dek">{report.alone:,} {stand} on a single source.</p>\n'
        if any(measured.chart for measured in report.measures):
            yield _reading_aid()
        for number, measured in enumerate(report.measures, 1):
            yield from _measure(measured, f"measure-{number}")
        yield "</section>\n"
    if report.single:
        number = sum(len(rows.figures) for rows in report.single)
        yield '<section aria-labelledby="single">\n<h2 id="single">Figures that stand alone</h2>\n'
        yield f'<p class="dek">{counted(number, "figure")} that nothing here counts a second time.</p>\n'
        yield from _table("Figures that stand alone", report.single)
        yield "</section>\n"


def _reading_aid() -> str:
    return (
        '<p class="dek aid">How to read a chart: each mark is a figure, at the time it is about (a line where that is '
        "longer than a day) and at its amount. Its shape and colour tell the source. Arrows point where an amount or "
        "a time is open, a line with ends is a range. A ring marks what cannot be right, dashes join what clashes; a "
        "hollow mark is what the source says of a figure that was corrected, a cross one that was rejected. Every mark "
        "leads to its row in the table.</p>\n"
    )


def _measure(measured: Measured, name: str) -> Iterator[str]:
    wrong = f'<span class="verdict wrong">{measured.disagreeing} in doubt</span>' if measured.disagreeing else ""
    yield (
        f'<section class="measure" aria-labelledby="{name}">\n'
        f'<h3 id="{name}">{escaped(measured.title)} <small>{counted(measured.number, "figure")}</small>{wrong}</h3>\n'
    )
    if measured.chart is not None:
        yield from _chart(measured.chart, name)
    yield from _table(measured.title, measured.rows)
    yield "</section>\n"


# Charts


def _chart(chart: Chart, name: str) -> Iterator[str]:
    number = sum(len(panel.marks) for panel in chart.panels)
    yield f'<div class="charts" role="group" aria-label="Chart: {escaped(chart.title)}">\n'
    yield f'<a class="skip" href="#{name}-table">Skip the chart of {counted(number, "figure")}</a>\n'
    yield _legend(chart)
    alone = len(chart.panels) == 1
    yield f'<div class="{"one" if alone else "panels"}">\n'
    beside = () if alone else chart.amounts
    for at, panel in enumerate(chart.panels):
        told = describe(chart, panel)
        title = "" if alone else f'<p class="panel-title" {lang(None)}>{escaped(panel.title)}</p>'
        is_wide = alone or len(panel.marks) > _MANY
        yield f'<div class="panel full">{title}' if is_wide and not alone else f'<div class="panel">{title}'
        if is_wide:
            yield from _drawn(lay_out(panel, *chart.frame, beside), f"{chart.name}-{at}w", told, "wide")
        yield from _drawn(
            lay_out(panel, NARROW, _height(panel), beside), f"{chart.name}-{at}", told, "narrow" if is_wide else ""
        )
        yield "</div>\n"
    yield "</div>\n"
    if chart.left_out:
        yield f'<p class="none">{counted(chart.left_out, "figure")} of other places stand in the table alone.</p>\n'
    yield f'</div>\n<div id="{name}-table"></div>\n'


def _height(panel: Panel) -> int:
    return next((height for most, height in _HEIGHTS if len(panel.marks) <= most), _HIGHEST)


def _drawn(layout: Layout, name: str, told: str, look: str) -> Iterator[str]:
    yield f'<div class="drawn {look}">' if look else '<div class="drawn">'
    yield from draw_panel(layout, name, told)
    yield "</div>"


def _legend(chart: Chart) -> str:
    unit = f'<li class="unit">{escaped(chart.unit)}</li>' if chart.unit else ""
    items = "".join(
        f'<li><svg class="key s{at}" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">'
        f'<path class="shape" d="{shape_path(at, 8, 8)}"/></svg>{escaped(source)}</li>'
        for at, source in enumerate(chart.sources)
    )
    return f'<ul class="legend" aria-label="Unit and sources">{unit}{items}</ul>\n'


def describe(chart: Chart, panel: Panel) -> str:
    """Return what a chart shows in a sentence: how many figures, from what amount to what, over which time.

    Each single one is told by its own mark.
    """
    amounts = [mark.value for mark in panel.marks]
    days = [day for mark in panel.marks for day in (mark.start, mark.end) if day is not None]
    over = f", from {min(days).isoformat()} to {max(days).isoformat()}" if days else ""
    clashes = f"; {counted(len(panel.clashes), 'pair')} that cannot both be right" if panel.clashes else ""
    unit = f" {chart.unit}" if chart.unit else ""
    return (
        f"{counted(len(panel.marks), 'figure')} between {short_number(min(amounts))} and {short_number(max(amounts))}"
        f"{unit}{over}{clashes}. The table below has the same figures."
    )


# Tables


def _table(title: str, sets: Sequence[Rows]) -> Iterator[str]:
    """Yield the table, folded where it is so long that a reader would lose what comes behind it."""
    number = sum(len(rows.figures) for rows in sets)
    if number > FOLDED:
        yield f"<details>\n<summary>Table of {counted(number, 'figure')}</summary>\n"
    yield from _open_table(title, sets)
    if number > FOLDED:
        yield "</details>\n"


def _open_table(title: str, sets: Sequence[Rows]) -> Iterator[str]:
    yield f'<div class="rows"><table role="table">\n<caption>{escaped(title)}</caption>\n'
    yield '<thead role="rowgroup">\n<tr role="row">'
    for heading, look in zip(_HEADINGS, _CLASSES, strict=True):
        yield f'<th scope="col" role="columnheader" class="{look}">{heading}</th>'
    yield "</tr>\n</thead>\n"
    for rows in sets:
        yield f'<tbody role="rowgroup"{_SET if rows.title else ""}>\n'
        if rows.title:
            yield _set_heading(rows)
        for shown in rows.figures:
            yield _row(shown)
        yield "</tbody>\n"
    yield "</table></div>\n"


def _set_heading(rows: Rows) -> str:
    ends = [
        f"{name} {_number(end)}" if end is not None else f"{name} open"
        for name, end in (("low", rows.low), ("best", rows.best), ("high", rows.high))
    ]
    return (
        f'<tr role="row" class="heading"><th role="rowheader" scope="rowgroup" colspan="{len(_HEADINGS)}">'
        f"{escaped(rows.title or '')} <span>{' · '.join(ends)}</span></th></tr>\n"
    )


def _number(amount: Decimal) -> str:
    if amount.adjusted() > _MOST_DIGITS:
        return f"{amount:.3E}"
    return grouped(
        amount.quantize(Decimal(1)) if amount == amount.to_integral_value() else round(amount, 4).normalize()
    )


def _row(shown: Shown) -> str:
    figure = shown.figure
    cells = (
        f'<a href="{place_in_text(figure)}" {lang(figure.source.language)}>{escaped(printed(figure))}</a>',
        value_cell(figure.quantity),
        f"<span {lang(figure.source.language)}>{escaped(subject(figure))}</span>",
        f"<span {lang(None)}>{escaped(one_line(figure.place.name))}</span>" if figure.place else "",
        " – ".join(f'<span class="day">{day}</span>' for day in period_words(figure).split(" – ") if day),
        _teller(figure),
        _status(shown),
        _where(shown),
    )
    drawn = "".join(
        f'<td role="cell" class="{look}">{cell}</td>'
        if at
        else f'<th role="rowheader" scope="row" class="{look}">{cell}</th>'
        for at, (look, cell) in enumerate(zip(_CLASSES, cells, strict=True))
    )
    rejected = " rejected" if figure.status is Status.REJECTED else ""
    return f'<tr role="row" id="r-{figure.id}" class="{tone_class(shown.tone)}{rejected}">{drawn}</tr>\n'


def value_cell(quantity: Quantity) -> str:
    """Return the amount as a number, of a range both its ends; a bare magnitude has none."""
    if quantity.vague or not quantity.value.is_finite() or abs(quantity.value.adjusted()) > _MOST_DIGITS:
        return ""
    ends = [quantity.low, quantity.high] if quantity.bound is Bound.RANGE else [quantity.value]
    known = [end for end in ends if end is not None and end.is_finite()]
    return " – ".join(f'<data value="{number_text(end)}">{_number(end)}</data>' for end in known)


def _teller(figure: Figure) -> str:
    source, day = figure.source, figure.source.published
    dated = f', <time datetime="{day}">{day}</time>' if day else ""
    name = escaped(one_line(source.name))
    if not figure.attribution:
        return f"<span {lang(None)}>{name}{dated}</span>"
    return (
        f'<span {lang(None)}>{escaped(one_line(figure.attribution))} <span class="soft">in {name}{dated}</span></span>'
    )


def _status(shown: Shown) -> str:
    status = shown.figure.status
    told = [verdict(status)] if status is not Status.UNREVIEWED else []
    told += said_lines(shown.said)
    told += [
        f'<a class="tone {tone_class(tone_of(finding.kind))}" href="#{finding.id}">{escaped(words(finding.kind))}</a>'
        for finding in shown.findings
    ]
    return f"<span>{'<br>'.join(dict.fromkeys(told))}</span>" if told else '<span class="soft">unreviewed</span>'


def _where(shown: Shown) -> str:
    figure = shown.figure
    page = page_link(shown, "its page")
    path = escaped(figure.source.path)
    name = f'<span class="file" title="{path}">{escaped(short_name(figure.source.path))}</span>'
    return f"<span>{locator(figure)}{page}{name}</span>"
