"""Colours on a terminal: verdicts and figures have one, and nothing else about the text changes."""

import re

import pytest

from ledger.exports.colours import coloured, paint_word
from ledger.exports.table import Column, Shape, Table
from ledger.exports.terminal_table import render_terminal_table

RED, YELLOW, GREEN, BOLD, PLAIN = "\x1b[1;31m", "\x1b[33m", "\x1b[32m", "\x1b[1m", "\x1b[0m"


def stripped(text: str) -> str:
    return re.sub(r"\x1b\[[\d;]*m", "", text)


def test_verdicts_at_the_beginning_of_a_block_have_their_colour() -> None:
    block = "conflict · dispute · severity 0.9 · c-1 · dismissed\n  agree: 1 and 1\n  replaced: 2 by 3\n"
    assert coloured(block) == (
        f"{RED}conflict{PLAIN} · dispute · severity 0.9 · c-1 · {YELLOW}dismissed{PLAIN}\n"
        f"  {GREEN}agree{PLAIN}: 1 and 1\n  {YELLOW}replaced{PLAIN}: 2 by 3\n"
    )


def test_the_figure_in_a_quote_is_bold_on_each_of_its_lines() -> None:
    text = "It had »three\n      thousand« men.\n"
    assert coloured(text) == f"It had {BOLD}»three{PLAIN}\n      {BOLD}thousand«{PLAIN} men.\n"


def test_words_of_a_sentence_have_none() -> None:
    text = "  The armed conflict, they agree, was rejected.\n"
    assert coloured(text) == text
    assert paint_word("unreviewed") == "unreviewed"


def test_a_card_shows_its_status_in_colour() -> None:
    assert coloured("status: accepted\n") == f"status: {GREEN}accepted{PLAIN}\n"


@pytest.mark.parametrize("width", [20, 40, 80, 120])
def test_colours_take_no_room(width: int) -> None:
    columns = (Column("a", "a"), Column("status", "status", Shape.VERDICT), Column("q", "q", Shape.BELOW))
    rows = [("one two", "rejected", "It »was« so."), ("three", "unreviewed", "")]
    plain = "".join(render_terminal_table(Table(columns, rows), width))
    painted = "".join(render_terminal_table(Table(columns, rows), width, colour=True))
    assert stripped(painted) == plain
    assert width < 40 or f"{RED}rejected{PLAIN}" in painted


def test_amounts_stand_with_their_points_under_each_other() -> None:
    columns = (Column("v", "value", Shape.AMOUNT), Column("n", "n"))
    rows = [(1695, "a"), (1.6, "b"), (15.25, "c"), (None, "d"), (1000000.5, "e")]
    lines = "".join(render_terminal_table(Table(columns, rows), 80)).splitlines()
    assert lines[2:] == ["    1,695     a", "        1.6   b", "       15.25  c", "              d", "1,000,000.5   e"]
