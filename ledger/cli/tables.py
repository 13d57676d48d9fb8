"""The command that reads tables."""

from typing import Annotated

import typer

from ledger.cli.command import Command, db_of
from ledger.cli.messages import Progress, say_wrapped
from ledger.cli.options import examples
from ledger.cli.output import write
from ledger.errors import ReadInterrupted


def read(
    context: typer.Context,
    source: Annotated[str, typer.Argument(metavar="IN", help="A table of texts: .parquet or .jsonl.")],
    output: Annotated[
        str, typer.Option("-o", "--output", metavar="OUT", help="The table of figures: .parquet or .jsonl.")
    ],
    text_column: Annotated[str, typer.Option("--text-column", metavar="NAME", help="Where the texts are.")] = "text",
    jobs: Annotated[int, typer.Option(metavar="N", min=1, help="Read in N processes.")] = 1,
    engine: Annotated[
        str | None, typer.Option(metavar="URL", help="Read over Dask instead: dask://HOST:PORT, the scheduler's.")
    ] = None,
    *,
    trust: Annotated[bool, typer.Option("--trust", help="Read texts of any length.")] = False,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="No progress; the summary alone.")] = False,
) -> None:
    """Read a table of texts to a table of figures, without a ledger.

    Each row of IN is a text, in the column text, and may tell its path or id, title, author, publisher, published, url
    and language. OUT has a row for each figure, with the fields of ledger figures --format jsonl, and is the same
    whoever reads. ledger add OUT puts it in a ledger, as adding the texts would.

    A row that cannot be read is named, the rest is read, and the exit code is 1.
    """
    from ledger.actions.read_table import TableRead, read_table, table_lines

    if engine and jobs > 1:
        raise typer.BadParameter("the engine has its own workers; leave one of the two out", param_hint="--jobs")
    progress, summary = Progress(quiet=quiet), TableRead()
    try:
        pieces = read_table(
            source,
            output,
            summary,
            text_column=text_column,
            jobs=jobs,
            engine=engine,
            trust=trust,
            progress=progress,
        )
        write(pieces, output, db_of(context))
    except KeyboardInterrupt as stop:
        raise ReadInterrupted(output) from stop
    finally:
        progress.finish()
    for line in table_lines(summary, output):
        say_wrapped(line)
    if summary.exit_code:
        raise typer.Exit(summary.exit_code)


READ = Command(
    "read",
    read,
    examples(
        "ledger read texts.parquet -o figures.parquet --jobs 8",
        "ledger read posts.jsonl --text-column body -o figures.parquet",
        "ledger read texts.parquet -o figures.parquet --engine dask://127.0.0.1:8786",
        "ledger add figures.parquet",
    ),
)
