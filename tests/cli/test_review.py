"""The review as a person does it: keys on a terminal, and without one."""

import json
import os
import re
import select
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Self

import pytest

pytest.importorskip("pty", reason="there are no such terminals here")

Run = Callable[..., Any]
_PATIENCE = 60  # seconds until a screen that does not come is given up
_KEYS = "[q]uit"
# The program with the terminal as its own, so that Ctrl-C in a line that is typed reaches it.
_START = (
    "import fcntl, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); "
    "from ledger.cli.app import main; sys.exit(main())"
)
_ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


class Person:
    """Somebody at a terminal who waits for what is shown, and then presses a key."""

    def __init__(self, folder: Path, *words: str, size: tuple[int, int] = (40, 100), **settings: str) -> None:
        self.terminal, inner = os.openpty()
        termios.tcsetwinsize(inner, size)
        kept = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES", "NO_COLOR")}
        self.process = subprocess.Popen(
            [sys.executable, "-c", _START, "review", *words],
            cwd=folder,
            env={**kept, "TERM": "xterm", "LEDGER_USER": "Ana", **settings},
            stdin=inner,
            stdout=inner,
            stderr=inner,
            start_new_session=True,
        )
        os.close(inner)
        self.raw = ""
        self._ahead = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *failed: object) -> None:
        with suppress(OSError):
            os.close(self.terminal)
        self.process.kill()
        self.process.wait()

    def sees(self, text: str = _KEYS) -> str:
        """Wait until that is shown, and return all that was shown up to it since the last time."""
        shown, until = self._ahead, time.monotonic() + _PATIENCE
        while text not in shown:
            assert select.select([self.terminal], [], [], until - time.monotonic())[0], shown
            read = os.read(self.terminal, 65536).decode("utf-8", "replace")
            self.raw += read
            shown = _ESCAPES.sub("", shown + read).replace("\r\n", "\n")
        seen, found, self._ahead = shown.partition(text)
        return seen + found

    def presses(self, key: str) -> None:
        """Press a key as soon as the program waits for one: what was pressed before does not count."""
        until = time.monotonic() + _PATIENCE
        while termios.tcgetattr(self.terminal)[3] & termios.ICANON:
            assert time.monotonic() < until
        os.write(self.terminal, key.encode())

    def interrupts(self) -> None:
        """Press Ctrl-C when the program waits for a line: while it works on a letter Python does not hear of it."""
        until = time.monotonic() + _PATIENCE
        state = Path(f"/proc/{self.process.pid}/stat")
        while state.exists() and state.read_text().rpartition(")")[2].split()[0] != "S":
            assert time.monotonic() < until
        os.write(self.terminal, b"\x03")

    def types(self, line: str) -> None:
        """Type a line where one is asked for."""
        os.write(self.terminal, f"{line}\n".encode())

    def leaves(self) -> tuple[int, str]:
        """Return the exit code and the last words."""
        shown = self._ahead
        with suppress(OSError):  # the end of a terminal
            while read := os.read(self.terminal, 65536):
                shown += read.decode()
        return self.process.wait(_PATIENCE), shown.replace("\r\n", "\n")


@pytest.fixture
def ana(filled: Path) -> Iterator[Person]:
    with Person(filled) as person:
        yield person


def statuses(run: Run) -> dict[str, str]:
    every = "unreviewed,accepted,rejected,corrected,disputed"
    out = run("figures", "--status", every, "--format", "jsonl").out
    return {record["id"]: record["status"] for record in map(json.loads, out.splitlines())}


def shown_id(screen: str) -> str:
    (name,) = re.findall(r" · (f-[0-9a-f]{16})$", screen, re.MULTILINE)
    return str(name)


# At a terminal


def test_one_key_a_figure_from_the_first_to_the_last(ana: Person, run: Run) -> None:
    number = len(statuses(run))
    decided = {}
    for place in range(number):
        screen = ana.sees()
        assert f"\n{place + 1} of {number}" in f"\n{screen}"
        decided[shown_id(screen)] = "rejected" if place % 3 == 2 else "accepted"
        ana.presses("r" if place % 3 == 2 else "a")
    assert "That was the last one." in ana.sees("any other key leaves")
    ana.presses("q")
    code, said = ana.leaves()
    assert code == 0
    assert f"{number} of {number} figures judged" in said
    assert "none left" in said
    assert statuses(run) == decided


def test_each_key_is_kept_at_once_whatever_becomes_of_the_terminal(ana: Person, run: Run) -> None:
    name = shown_id(ana.sees())
    ana.presses("a")
    ana.sees()
    os.close(ana.terminal)
    ana.process.wait(_PATIENCE)
    assert statuses(run)[name] == "accepted"


@pytest.mark.parametrize(("key", "code"), [("q", 0), ("\x04", 0), ("\x03", 130)])
def test_leaving_says_what_was_done_and_how_to_go_on(ana: Person, key: str, code: int) -> None:
    ana.sees()
    ana.presses("a")
    ana.sees()
    ana.presses("s")
    ana.sees()
    ana.presses(key)
    left, said = ana.leaves()
    assert left == code
    assert "1 of " in said
    assert "figures judged: 1 accepted;" in said
    assert "1 of them skipped" in said
    assert "same command" in said


def test_a_correction_is_asked_for_until_it_is_understood(ana: Person, run: Run) -> None:
    name = shown_id(ana.sees())
    ana.presses("c")
    ana.sees("correct ")
    ana.types("value=much")
    assert "value 'much' is not an amount" in ana.sees("'more than 3 billion dollars'")
    ana.sees("correct value=much")
    os.write(ana.terminal, b"\x15")  # Ctrl-U: the line is emptied
    ana.types("1695 because=digits swapped")
    assert "corrected value to 1,695: digits swapped · f-" in " ".join(ana.sees().split())
    ana.presses("u")
    assert "took back what Ana did" in ana.sees()
    assert statuses(run)[name] == "unreviewed"


@pytest.mark.parametrize(("key", "asked"), [("c", "correct "), ("n", "Note"), ("R", "Why?"), ("A", "Why?")])
@pytest.mark.parametrize("typed", ["\n", "\x03", "\x04"], ids=["nothing", "Ctrl-C", "Ctrl-D"])
def test_a_line_that_is_given_up_leads_back_to_the_figure(
    ana: Person, run: Run, key: str, asked: str, typed: str
) -> None:
    name = shown_id(ana.sees())
    ana.presses(key)
    ana.sees(asked)
    if typed == "\x03":
        ana.interrupts()
    else:
        os.write(ana.terminal, typed.encode())
    assert shown_id(ana.sees()) == name
    assert set(statuses(run).values()) == {"unreviewed"}


def test_reasons_and_notes_are_typed(ana: Person, run: Run) -> None:
    name = shown_id(ana.sees())
    ana.presses("n")
    ana.sees("Note")
    ana.types("asked on Monday")
    assert "noted: asked on Monday · f-" in ana.sees()
    ana.presses("R")
    ana.sees("Why?")
    ana.types("a street number")
    ana.sees()
    assert "rejected it: a street number" in run("show", name).out
    ana.presses("b")
    assert shown_id(ana.sees()) == name


def test_a_finding_is_judged_with_a_key_and_the_figure_stays(ana: Person, run: Run) -> None:
    screen = ana.sees()
    name = shown_id(screen)
    (finding,) = re.findall(r"severity .* · (c-[0-9a-f]{8})$", screen, re.MULTILINE)
    ana.presses("y")
    screen = ana.sees()
    assert shown_id(screen) == name
    assert f"{finding} · confirmed" in screen
    found = {one["id"][:10]: one["status"] for one in json.loads(run("check", "--format", "json").out)}
    assert found[finding] == "confirmed"


def test_what_is_no_key_does_nothing(ana: Person, run: Run) -> None:
    name = shown_id(ana.sees())
    for pressed in ("\x1b[A", "aaaa", "x", "ñ", "\x0c", "m"):
        ana.presses(pressed)
        assert shown_id(ana.sees()) == name
    ana.presses("?")
    assert "reject it: misread" in ana.sees("Any key goes back.")
    ana.presses("a")
    assert shown_id(ana.sees()) == name
    assert set(statuses(run).values()) == {"unreviewed"}


def test_what_somebody_else_judged_meanwhile_is_shown_anew(ana: Person, run: Run) -> None:
    name = shown_id(ana.sees())
    run("reject", name, "--by", "Ben", "--because", "a street number")
    ana.presses("a")
    shown = ana.sees()
    assert f"Nothing was kept: somebody judged {name}, or read it otherwise, since it was shown" in " ".join(
        shown.split()
    )
    assert statuses(run)[name] == "rejected"


def test_colours_and_the_cleared_screen_are_for_terminals_that_have_them(filled: Path) -> None:
    with Person(filled) as person:
        person.sees()
        assert "\x1b[H\x1b[2J" in person.raw
        assert "\x1b[1m»" in person.raw
    with Person(filled, NO_COLOR="1") as person:
        person.sees()
        assert "\x1b[H\x1b[2J" in person.raw
        assert "\x1b[1m" not in person.raw
    with Person(filled, TERM="dumb") as person:
        person.sees()
        assert "\x1b" not in person.raw


def test_a_small_terminal_shows_the_figure_and_the_keys(filled: Path) -> None:
    with Person(filled, size=(12, 50)) as person:
        screen = person.sees("? q")
    lines = screen[screen.index("1 of ") :].splitlines()
    assert len(lines) <= 11
    assert max(map(len, lines)) <= 50


def test_an_empty_queue_says_so(filled: Path) -> None:
    with Person(filled, "--status", "rejected") as person:
        code, said = person.leaves()
    assert code == 0
    assert "No figure asked for is rejected" in said


# Without one


def test_keys_cannot_be_asked_for_without_a_terminal(filled: Path, run: Run) -> None:
    result = run("review")
    assert result.code == 2
    assert "--decisions FILE" in result.err


def test_the_queue_is_a_listing_like_any_other(filled: Path, run: Run) -> None:
    ids = run("review", "--list", "--columns", "id", "--format", "tsv").out.split()
    assert ids[0] == "id"
    assert sorted(ids[1:]) == sorted(statuses(run))
    assert run("review", "--format", "jsonl", "--limit", "1").out.startswith('{"id": "')
    assert "why doubtful" in run("review", "--list").out


def test_decisions_of_a_file_are_kept_and_told(filled: Path, run: Run) -> None:
    one, other, *_ = run("review", "--list", "--columns", "id", "--format", "tsv").out.split()[1:]
    Path("decided.txt").write_text(f"{one} accept\n{other} reject because=a street number\n", encoding="utf-8")
    result = run("review", "--decisions", "decided.txt", "--by", "Ana")
    assert (result.code, result.out) == (0, "")
    assert result.err == "Kept 2 decisions: 1 accepted, 1 rejected.\n"
    again = run("review", "--decisions", "decided.txt", "--by", "Ana")
    assert again.err == "Kept 0 decisions; 2 already there.\n"
    Path("decided.txt").write_text(f"{one} reject\n", encoding="utf-8")
    assert "disputed now" in run("review", "--decisions", "decided.txt", "--by", "Ben").err


def test_a_wrong_line_is_named_and_nothing_is_kept(filled: Path, run: Run) -> None:
    one = run("review", "--list", "--columns", "id", "--format", "tsv").out.split()[1]
    Path("decided.txt").write_text(f"{one} accept\n\n{one[:9]} acept\n", encoding="utf-8")
    result = run("review", "--decisions", "decided.txt")
    assert result.code == 2
    assert "line 3: the verb 'acept'" in result.err
    assert "Nothing of 'decided.txt' was kept" in result.err
    assert set(statuses(run).values()) == {"unreviewed"}


@pytest.mark.parametrize(
    ("words", "named"),
    [(["police-killed"], "TOPIC"), (["--limit", "2", "--list"], "--limit and --list"), (["--kind", "money"], "--kind")],
)
def test_what_says_nothing_to_a_file_of_decisions_is_refused(
    filled: Path, run: Run, words: list[str], named: str
) -> None:
    Path("decided.txt").write_text("f-ffffffff accept\n", encoding="utf-8")
    result = run("review", *words, "--decisions", "decided.txt")
    assert (result.code, f"leave {named} out" in result.err) == (2, True)


def test_decisions_come_from_a_pipe_too(filled: Path, run: Run) -> None:
    one = run("review", "--list", "--columns", "id", "--format", "tsv").out.split()[1]
    words = [sys.executable, "-m", "ledger", "review", "--decisions", "-"]
    told = subprocess.run(words, cwd=filled, input=f"{one} accept\n", capture_output=True, text=True, check=True)
    assert told.stderr.startswith("Kept 1 decision: 1 accepted")
