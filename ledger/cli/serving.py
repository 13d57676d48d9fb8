"""The command that serves the review page."""

from typing import Annotated

import typer

from ledger.cli import options
from ledger.cli.command import Command, db_of
from ledger.cli.messages import say
from ledger.cli.options import examples
from ledger.cli.output import write
from ledger.errors import MissingExtra

_PURPOSE = "The review page"


def serve(
    context: typer.Context,
    port: Annotated[int, typer.Option(metavar="N", min=0, max=65535, help="The port; 0 for any that is free.")] = 8000,
    host: Annotated[str, typer.Option(metavar="NAME", help="The address to listen on.")] = "127.0.0.1",
    by: options.By = None,
    *,
    open_browser: Annotated[bool, typer.Option("--open", help="Open the page in a browser.")] = False,
    open_to_others: Annotated[
        bool, typer.Option("--open-to-others", help="Allow a --host that other machines can reach.")
    ] = False,
) -> None:
    """Serve the ledger as a page to review it on, for a browser of this machine.

    Documents with every figure marked, the review queue, findings, search and exports. What is judged there is
    kept as by the commands, under the name at the top of the page. The address it prints holds a token that lets a
    browser in, until Ctrl-C.
    """
    try:
        from ledger.web.serving import Place, is_of_this_machine
        from ledger.web.serving import serve as serve_pages
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("ledger"):
            raise
        raise MissingExtra("web", _PURPOSE) from error

    def started(address: str) -> None:
        write([f"{address}\n"], None, db_of(context))
        if not is_of_this_machine(host):
            say("Others can reach this page: whoever has its address can judge, and nothing of it is encrypted.")
        say("Open that address in a browser. Ctrl-C ends it; every judgement is kept at once.")
        if open_browser:
            import webbrowser

            webbrowser.open(address)

    serve_pages(db_of(context), Place(host, port, open_to_others), by, started)
    say("Ended.")


SERVE = Command(
    "serve",
    serve,
    examples(
        "ledger serve",
        "ledger serve --port 0 --open --by 'Ana Ruiz'",
        "ledger --db team.db serve --port 8080",
    ),
)
