"""The options commands share, each described once."""

import sys
from dataclasses import dataclass
from typing import Annotated

import typer

from ledger.errors import NotForATerminal
from ledger.exports.citing.styles import STYLES
from ledger.exports.registry import EXPORTS, TERMINAL, format_of, require_format

STDOUT = "-"

Topic = Annotated[str | None, typer.Argument(metavar="[TOPIC]", help="A topic's key; see: ledger topics.")]

Format = Annotated[
    str | None,
    typer.Option("--format", metavar="NAME", help=f"{', '.join(EXPORTS)}. Without it a table, or what -o ends in."),
]
CiteFormat = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="NAME",
        help=f"{', '.join([*EXPORTS, *STYLES])}. Without it a table, or what -o ends in.",
    ),
]
Columns = Annotated[
    str | None, typer.Option("--columns", metavar="A,B,C", help="These columns, in this order; by field name.")
]
Limit = Annotated[int | None, typer.Option("--limit", metavar="N", min=0, help="The first N rows alone.")]
OutputFile = Annotated[
    str | None,
    typer.Option("-o", "--output", metavar="FILE", help="Write to a file, whole or not at all, by its ending."),
]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="Do not say what was written with -o.")]

By = Annotated[
    str | None,
    typer.Option(
        "--by",
        metavar="NAME",
        help="Who says so; else LEDGER_USER, else git's user.name, else your account.",
    ),
]

Place = Annotated[str | None, typer.Option("--place", metavar="NAME", help="A place's name or code, with all in it.")]
PeriodOption = Annotated[
    str | None, typer.Option("--period", metavar="DATES", help="2019, 2019-05, or 2018-01-01..2019-06-30.")
]
Kind = Annotated[str | None, typer.Option("--kind", metavar="KIND", help="money, count, percent, rate …")]
Unit = Annotated[str | None, typer.Option("--unit", metavar="UNIT", help="USD, person, homicide, percent …")]
Source = Annotated[str | None, typer.Option("--source", metavar="WORDS", help="In the publisher, author or title.")]
DocumentOption = Annotated[
    str | None, typer.Option("--document", metavar="PATH|HASH", help="A document by path, its end, or hash.")
]
Minimum = Annotated[str | None, typer.Option("--min", metavar="N", help="Amounts of at least N.")]
Maximum = Annotated[str | None, typer.Option("--max", metavar="N", help="Amounts of at most N.")]
StatusOption = Annotated[
    str | None, typer.Option("--status", metavar="STATUS", help="unreviewed, accepted, rejected, corrected, disputed.")
]
Search = Annotated[str | None, typer.Option("--search", metavar="WORDS", help="In the quote or the amount's words.")]


@dataclass(frozen=True, slots=True)
class Settings:
    """The options given before the command."""

    db: str
    debug: bool = False


@dataclass(frozen=True, slots=True)
class Output:
    """Where a listing goes and how it looks there."""

    format: str
    columns: tuple[str, ...] = ()
    limit: int | None = None
    path: str | None = None
    quiet: bool = False


def read_output(
    name: str | None, columns: str | None, limit: int | None, path: str | None, *, quiet: bool = False
) -> Output:
    """Return the output asked for: its format by name, else by the file's ending, else the terminal's."""
    if name is not None:
        require_format(name)
    chosen = name or (TERMINAL if path in (None, STDOUT) else format_of(str(path)))
    export = EXPORTS[chosen]
    if export.binary and path in (None, STDOUT) and sys.stdout.isatty():
        raise NotForATerminal(chosen, export.endings[0])
    keys = tuple(key.strip() for key in (columns or "").split(",") if key.strip())
    rows = None if limit is None else min(limit, sys.maxsize)
    return Output(chosen, keys, rows, path, quiet)


def examples(*lines: str) -> str:
    """Return the end of a command's help: lines to copy, each as it is typed."""
    return "\n".join(["\b", "Examples:", *(f"  {line}" for line in lines)])
