"""The program put together, and the one place where errors become messages and exit codes."""

import re
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from ledger.actions.given_topics import use_topic_files
from ledger.cli.commands import COMMANDS
from ledger.cli.messages import say
from ledger.cli.options import Settings
from ledger.errors import LedgerError
from ledger.exports.plain import one_line

USAGE = 2
INTERRUPTED = 130
_FLAGS = ("--debug", "--version")
_BEFORE_COMMAND = ("--db", "--topics", "--debug", "--version")
# What the library says of a number, and how a person would.
_PLAINER = (
    (re.compile(r"is not a valid int(?:eger)?(?: range)?"), "is not a whole number"),
    (re.compile(r"is not a valid float(?: range)?"), "is not a number"),
    (re.compile(r"is not in the range x>=(\d+)"), r"is too small: it must be \1 or more"),
    (re.compile(r"is not in the range (\d+)<=x<=(\d+)"), r"must be from \1 to \2"),
)

app = typer.Typer(
    name="ledger",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _tell_version(asked: bool) -> None:  # noqa: FBT001  # the shape Typer calls
    if asked:
        from importlib import metadata

        typer.echo(f"figure-ledger {metadata.version('figure-ledger')}")
        raise typer.Exit


@app.callback()
def start(
    context: typer.Context,
    db: Annotated[
        str, typer.Option("--db", metavar="FILE|URL", envvar="LEDGER_DB", help="The ledger to use.")
    ] = "figures.db",
    topics: Annotated[
        list[str] | None,
        typer.Option("--topics", metavar="PATH", help="A file or folder of topics of your own; can be repeated."),
    ] = None,
    *,
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an unexpected error.")] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_tell_version, is_eager=True, help="Show the version and leave.")
    ] = False,
) -> None:
    """Read the figures documents state, keep them with their words, and say where sources disagree.

    Start with: ledger demo, or: ledger add FOLDER and then: ledger check
    """
    del version  # its callback has answered
    context.obj = Settings(db, debug)
    use_topic_files(topics or ())


for command in COMMANDS:
    app.command(command.name, epilog=command.epilog)(command.run)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code; every error ends in one message on stderr."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    _speak_utf8()
    try:
        code = app(words, prog_name="ledger", standalone_mode=False)
    except LedgerError as error:
        return _fail(str(error), error.exit_code)
    except typer.TyperException as error:
        return _tell_usage(error)
    except Exception as error:
        if "--debug" in words:
            raise
        told = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
        return _fail(f"Unexpected error, {told}. Please report it, with what --debug before the command shows.", 1)
    if code == INTERRUPTED:
        say("Interrupted. What was finished is kept; run the same command again to go on.")
    return int(code or 0)


def _tell_usage(error: typer.TyperException) -> int:
    """Say what is wrong with the words typed, and where to look; help alone where there were none."""
    told = str(getattr(error, "format_message", lambda: error)())
    context = getattr(error, "ctx", None)
    if type(error).__name__ == "NoArgsIsHelpError":
        say(told)
        return USAGE
    option = getattr(error, "option_name", None)
    if option in _BEFORE_COMMAND:
        return _fail(
            f"{option} goes before the command, as in: ledger {option} {'' if option in _FLAGS else 'FILE '}figures",
            USAGE,
        )
    for pattern, plainer in _PLAINER:
        told = pattern.sub(plainer, told)
    ending = "" if told.endswith((".", "?")) else "."
    return _fail(f"{told}{ending} See: {context.command_path if context else 'ledger'} --help", USAGE)


def _fail(message: str, code: int) -> int:
    say(one_line(message))
    return code


def _speak_utf8() -> None:
    """Write the same bytes whatever the locale says."""
    for stream in (sys.stdout, sys.stderr):
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
