"""The figures on a topic as charts, for the terminal."""

from ledger.actions.check import Asked, check_figures
from ledger.actions.figures import Wanted, list_figures
from ledger.actions.measuring import charts_of, findings_by_figure, worst_tone
from ledger.exports.charts.marks import Chart
from ledger.exports.report.content import Shown


def plot_figures(target: str, wanted: Wanted) -> tuple[list[Chart], int]:
    """Return a chart of each measure, those first that disagree, and how many figures are in none.

    All figures are compared, also those that were not asked for: a figure is marked whoever contradicts it.
    """
    figures = list(list_figures(target, wanted))
    told = findings_by_figure(check_figures(target, Asked())) if figures else {}
    shown = [
        Shown(figure, findings := tuple(told.get(figure.id, ())), worst_tone(figure, findings)) for figure in figures
    ]
    charts = charts_of(shown)
    drawn = sum(len(panel.marks) for chart in charts for panel in chart.panels) + sum(one.left_out for one in charts)
    return charts, len(figures) - drawn
