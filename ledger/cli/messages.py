"""What is said to the person, on stderr: never data, never a character that moves the cursor."""

import os
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ledger.exports.plain import visible
from ledger.exports.terminal_table import hanging

if TYPE_CHECKING:
    from ledger.actions.editing import Edited

_LINES = 20  # of progress in a log


def say(text: str) -> None:
    """Write a message."""
    print(visible(text), file=sys.stderr, flush=True)  # noqa: T201


def say_wrapped(text: str) -> None:
    """Write a message on lines no longer than the terminal, the later ones further in than the first."""
    for line in hanging(text):
        say(line)


def edited_lines(edited: "Edited") -> Iterator[str]:
    """Yield what a correction of a document did, and what it leaves as it was."""
    whose = f"section {edited.section} of {edited.path}" if edited.section else edited.path
    yield f"Corrected {', '.join(edited.fields)} of {whose}. What was known before is kept beneath."
    if edited.leaves_readings:
        yield "Its figures were read before that: 'last year' and the like are counted from what was known then."
        yield f"To read them by what is known now: ledger add --again '{edited.path}'"


class Progress:
    """How far a long piece of work is: one line kept up to date on a terminal, a few plain lines elsewhere."""

    def __init__(self, *, quiet: bool) -> None:
        self.quiet = quiet
        self.live = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        self._told = (0, 0)  # at which step of how many documents a line was written

    def __call__(self, done: int, total: int, name: str) -> None:
        """Tell that `done` of `total` are finished, the last of them `name`."""
        if self.quiet:
            return
        if self.live:
            sys.stderr.write(f"\r\x1b[K{visible(f'{done} of {total}  {name}')[:76]}")
            sys.stderr.flush()
        elif (now := (done * _LINES // max(total, 1), total)) != self._told and now[0]:
            self._told = now
            say(f"{done} of {total}  {name}")

    def live_only(self, done: int, total: int, name: str) -> None:
        """Tell it on a terminal alone: what is soon done needs no lines in a log."""
        if self.live:
            self(done, total, name)

    def finish(self) -> None:
        """Clear the line kept up to date."""
        if self.live and not self.quiet:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
