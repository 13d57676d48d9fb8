"""Figures drawn in the terminal."""

import locale
import os
import sys
from typing import TYPE_CHECKING

from ledger.cli.messages import say, say_wrapped
from ledger.cli.options import STDOUT, Output
from ledger.cli.output import Nothing, has_colours, write
from ledger.errors import NotWithPlot
from ledger.exports.plain import counted
from ledger.exports.registry import TERMINAL
from ledger.exports.terminal_table import terminal_width

if TYPE_CHECKING:
    from ledger.actions.figures import Wanted


def show_plot(db: str, wanted: "Wanted", output: Output, nothing: Nothing) -> None:
    """Show the figures wanted as charts of text; `nothing` is said where there are none."""
    from ledger.actions.plot import plot_figures
    from ledger.exports.charts.strokes import ASCII, BLOCKS
    from ledger.exports.charts.terminal import Look, text_charts

    given = {
        f"-o {output.path}": output.path not in (None, STDOUT),
        f"--format {output.format}": output.format != TERMINAL,
        "--columns": output.columns,
    }
    if unfit := next((option for option, is_given in given.items() if is_given), None):
        raise NotWithPlot(unfit)
    charts, in_none = plot_figures(db, wanted)
    look = Look(terminal_width(), BLOCKS if _has_blocks() else ASCII, has_colours(output.path), output.limit)
    write(text_charts(charts, look), None, db)
    if not charts and not in_none:
        say(nothing if isinstance(nothing, str) else nothing())
    elif in_none:
        stand = "stands" if in_none == 1 else "stand"
        command = f"ledger figures {wanted.topic}" if wanted.topic else "ledger figures"
        say_wrapped(f"{counted(in_none, 'figure')} {stand} in no chart, without a second of the kind: {command}")


def _has_blocks() -> bool:
    """Tell whether what is written is read where block signs can be shown; a pipe carries them in any case."""
    if not sys.stdout.isatty():
        return True
    try:
        "█●≥".encode(locale.getencoding())
    except UnicodeEncodeError:
        return False
    return os.environ.get("TERM") != "dumb"
