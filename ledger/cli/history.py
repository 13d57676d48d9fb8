"""The command that tells the history of a ledger."""

from typing import Annotated

import typer

from ledger.cli import options
from ledger.cli.command import Command, db_of
from ledger.cli.messages import Progress, say, say_wrapped
from ledger.cli.options import STDOUT, examples, read_output
from ledger.cli.output import show, show_blocks, write
from ledger.exports.registry import TERMINAL
from ledger.exports.terminal_table import hanging


def history(
    context: typer.Context,
    name: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="A figure, a finding, or a document by path or hash.")
    ] = None,
    by: Annotated[str | None, typer.Option("--by", metavar="NAME", help="Only what this reviewer did.")] = None,
    output_format: options.Format = None,
    chosen: options.Columns = None,
    limit: options.Limit = None,
    output: options.OutputFile = None,
    *,
    reverse: Annotated[bool, typer.Option("--reverse", help="The newest first.")] = False,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="Do not say how it ends, nor what was written.")] = False,
) -> None:
    """Tell who did what, and when: nothing is ever overwritten.

    Documents added and read again, what is known of them corrected, judgements and what was taken back, oldest first.
    With ID only what concerns that. Each entry names the one before it, so that whoever noted how the history ended can
    prove that nothing before was changed: ledger verify --history
    """
    from ledger.actions.history import read_history
    from ledger.exports.told_history import head_line, history_line, history_table

    shown = read_output(output_format, chosen, limit, output, quiet=quiet)
    found = read_history(db_of(context), name, by=by, limit=shown.limit, newest=reverse)
    nothing = f"Nobody called '{by}' did anything here. Known: {', '.join(found.authors) or 'nobody'}."
    if shown.format == TERMINAL and not shown.columns:
        lines = (line for one in found.told for line in hanging(history_line(one)))
        write((f"{line}\n" for line in lines), shown.path, db_of(context))
        if not found.told and by and by not in found.authors:
            say(nothing)
        if shown.path not in (None, STDOUT) and not quiet:
            number = len(found.told)
            say(f"Wrote {number:,} {'entry' if number == 1 else 'entries'} to '{shown.path}'.")
    else:
        show(history_table(found.told), shown, db=db_of(context), nothing=nothing)
    if not quiet:
        say_wrapped(head_line(found.head, found.entries))


def show_altered(context: typer.Context, shown: options.Output, head: str | None) -> bool:
    """Show what is not as the history tells, and return whether all is."""
    from ledger.actions.verify_history import verify_history
    from ledger.exports.altered import alteration_table, lay_out_alterations

    progress = Progress(quiet=shown.quiet)
    try:
        verified = verify_history(db_of(context), head, progress.live_only)
    finally:
        progress.finish()
    table, nothing = alteration_table(verified), "Nothing was altered."
    show_blocks(lay_out_alterations(verified), table, shown, db=db_of(context), nothing=nothing)
    return verified.is_whole


HISTORY = Command(
    "history",
    history,
    examples(
        "ledger history",
        "ledger history f-a95c31",
        "ledger history report.txt --reverse --limit 5",
        "ledger history --by 'Ana Ruiz' -o reviewed.csv",
    ),
)
