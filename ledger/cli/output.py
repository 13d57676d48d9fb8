"""One result, shown once: on stdout, or in a file that is written whole."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import Generic, TypeVar

import typer

from ledger.cli.messages import say
from ledger.cli.options import STDOUT, Output
from ledger.errors import OutputUnwritable
from ledger.exports.colours import coloured
from ledger.exports.files import write_whole
from ledger.exports.registry import EXPORTS, TERMINAL, render_any
from ledger.exports.table import Table
from ledger.exports.terminal_table import render_terminal_table, terminal_width

_T = TypeVar("_T")
_PLURAL = {"row": "rows", "entry": "entries"}
Nothing = str | Callable[[], str]
"""What is said where there is nothing to show, or how to find that out."""


def show(table: Table, output: Output, *, db: str, nothing: Nothing, short: bool = False) -> None:
    """Show a listing as its options ask; `nothing` is said where there are no rows."""
    chosen = _columns(table, output, short=short).first(output.limit)
    rows = _Counted(chosen.rows)
    counted = replace(chosen, rows=rows)
    if output.format == TERMINAL and has_colours(output.path):
        write(render_terminal_table(counted, colour=True), output.path, db)
    else:
        write(render_any(counted, output.format), output.path, db)
    _tell(rows.number, "row", output, nothing)


def show_blocks(blocks: Iterable[str], table: Table, output: Output, *, db: str, nothing: Nothing) -> None:
    """Show one block after another on a terminal, and the table where a format or columns are asked for."""
    if output.format != TERMINAL or output.columns:
        show(table, output, db=db, nothing=nothing)
        return
    told = _Counted(islice(blocks, output.limit))
    dressed = coloured if has_colours(output.path) else str
    write((dressed(f"\n{block}" if number else block) for number, block in enumerate(told)), output.path, db)
    _tell(told.number, "entry", output, nothing)


def has_colours(path: str | None) -> bool:
    """Tell whether what is written is seen on a terminal that has colours, by a person who wants them.

    NO_COLOR (no-color.org) turns them off, as does a terminal that says it has none.
    """
    wanted = not os.environ.get("NO_COLOR") and os.environ.get("TERM") not in (None, "", "dumb")
    return path in (None, STDOUT) and wanted and sys.stdout.isatty()


def write(pieces: Iterable[str] | Iterable[bytes], path: str | None, db: str) -> None:
    """Write text or bytes to stdout, or to a file that is neither a source nor the ledger."""
    if path is None or path == STDOUT:
        _write_out(pieces)
        return
    from ledger.actions.protect import require_no_input

    require_no_input(path, db)
    write_whole(path, pieces)


def _write_out(pieces: Iterable[str] | Iterable[bytes]) -> None:
    try:
        for piece in pieces:
            if isinstance(piece, str):
                sys.stdout.write(piece)
            else:
                sys.stdout.buffer.write(piece)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has had enough (`| head`). What is still buffered must not complain at exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(0) from None
    except OSError as error:
        raise OutputUnwritable("standard output", (error.strerror or "the system refused").lower()) from error


def _columns(table: Table, output: Output, *, short: bool) -> Table:
    if output.columns:
        return table.picked(output.columns)
    if output.format == TERMINAL:
        return table.fitted(terminal_width())
    if short:
        return table.shortened()
    return table.paged() if EXPORTS[output.format].paged else table


class _Counted(Generic[_T]):
    """A stream that counts what was taken from it."""

    def __init__(self, items: Iterable[_T]) -> None:
        self.items, self.number = items, 0

    def __iter__(self) -> Iterator[_T]:
        for item in self.items:
            self.number += 1
            yield item


def _tell(number: int, noun: str, output: Output, nothing: Nothing) -> None:
    """Say what is not on stdout: that there was nothing, and how much went into which file."""
    if not number and output.limit != 0:
        say(nothing if isinstance(nothing, str) else nothing())
    if output.path not in (None, STDOUT) and not output.quiet:
        say(f"Wrote {number:,} {noun if number == 1 else _PLURAL[noun]} to '{output.path}'.")
