"""The command that writes the report, and single charts of it."""

import sys
from pathlib import PurePath
from typing import TYPE_CHECKING, Annotated

import typer

from ledger.cli import options
from ledger.cli.command import Command, db_of
from ledger.cli.messages import say
from ledger.cli.options import STDOUT, examples
from ledger.cli.output import write
from ledger.errors import FormatOfReports, NotForATerminal, NotOfStyle
from ledger.exports.plain import counted

if TYPE_CHECKING:
    from ledger.exports.report.content import Report

_PAGE, _DRAWING, _PICTURE, _SHEET = "html", "svg", "png", "pdf"
_CHARTS = (_DRAWING, _PICTURE, _SHEET)
_BINARY = (_PICTURE, _SHEET)
_ENDINGS = {".html": _PAGE, ".htm": _PAGE} | {f".{name}": name for name in _CHARTS}


def report(
    context: typer.Context,
    topic: options.Topic = None,
    output: options.OutputFile = None,
    output_format: Annotated[
        str | None,
        typer.Option("--format", metavar="NAME", help="html, or svg, png, pdf for one chart."),
    ] = None,
    measure: Annotated[
        str | None, typer.Option("--measure", metavar="KEY", help="The measure of the chart (with svg, png, pdf).")
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option("--limit", metavar="N", min=1, help="The first N figures and findings; else 10,000 and 2,500."),
    ] = None,
    *,
    quiet: options.Quiet = False,
) -> None:
    """Write a report to hand on: findings, charts, tables and sources on one page.

    What disagrees comes first, then each measure with a chart through time and its table, then the words of the
    sources with every figure marked. The page needs no network and no script; to get a PDF, print it from a browser.
    With svg, png or pdf it is the chart of one measure alone.
    """
    from ledger.actions.report import Room, find_measure, make_report
    from ledger.exports.charts.printed import chart_pdf, chart_png, require_press
    from ledger.exports.charts.sheet import chart_sheet
    from ledger.exports.report.page import report_page

    chosen = _format(output_format, output)
    if measure is not None and chosen not in _CHARTS:
        raise NotOfStyle("--measure", chosen, "it is for --format svg, png and pdf")
    if limit is not None and chosen in _CHARTS:
        raise NotOfStyle("--limit", chosen, "a chart has all figures of its measure")
    if chosen != _DRAWING and output in (None, STDOUT) and sys.stdout.isatty():
        raise NotForATerminal("a report" if chosen == _PAGE else f"a {chosen}", f".{chosen}")
    if chosen in _BINARY:
        require_press()
    room = None if chosen in _CHARTS else Room() if limit is None else Room(limit, limit)
    made = make_report(db_of(context), topic, _typed(topic, output_format, measure, output, limit), room)
    if chosen in _CHARTS:
        chart = find_measure(made, measure).chart
        if chart is not None:
            if chosen == _DRAWING:
                write(chart_sheet(chart), output, db_of(context))
            else:
                write(chart_png(chart) if chosen == _PICTURE else chart_pdf(chart), output, db_of(context))
            _tell(output, f"the chart '{chart.title}'", quiet=quiet)
        return
    write(report_page(made), output, db_of(context))
    _tell(output, _contents(made), quiet=quiet)


def _format(name: str | None, path: str | None) -> str:
    """Return the format by its name, else by the file's ending; a page where nothing is said."""
    if name is not None:
        if name not in (_PAGE, *_CHARTS):
            raise FormatOfReports(name)
        return name
    if path in (None, STDOUT):
        return _PAGE
    ending = PurePath(str(path)).suffix.lower()
    if ending not in _ENDINGS:
        raise FormatOfReports(ending or str(path))
    return _ENDINGS[ending]


def _typed(topic: str | None, name: str | None, measure: str | None, path: str | None, limit: int | None) -> str:
    """Return the command as it can be typed again, without the folders of one machine."""
    words = ["ledger report", topic, name and f"--format {name}", measure and f"--measure {measure}"]
    words += [f"--limit {limit}" if limit is not None else None]
    words += [f"-o {PurePath(path).name}" if path and path != STDOUT else None]
    return " ".join(word for word in words if word)


def _contents(made: "Report") -> str:
    parts = (counted(made.number, "figure"), counted(len(made.findings), "finding"))
    left_out = made.left_out
    rest = [counted(left_out.figures, "figure")] if left_out.figures else []
    rest += [counted(left_out.findings, "finding")] if left_out.findings else []
    told = f", without {' and '.join(rest)} it has no room for" if rest else ""
    return f"a report of {' and '.join(parts)} from {counted(len(made.sources), 'document')}{told}"


def _tell(path: str | None, what: str, *, quiet: bool) -> None:
    if path not in (None, STDOUT) and not quiet:
        say(f"Wrote {what} to '{path}'.")


REPORT = Command(
    "report",
    report,
    examples(
        "ledger report police-killed -o report.html",
        "ledger report -o everything.html",
        "ledger report complaints --measure complaints_filed -o chart.svg",
        "ledger report police-killed -o chart.png",
    ),
)
