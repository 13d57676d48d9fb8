"""What a command is: its name, what it runs, and the examples at the end of its help."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from ledger.cli.options import Settings


@dataclass(frozen=True, slots=True)
class Command:
    """A command's name, what it runs, and the end of its help."""

    name: str
    run: Callable[..., None]
    epilog: str


def db_of(context: typer.Context) -> str:
    """Return the ledger that was named before the command."""
    settings: Settings = context.obj
    return settings.db
