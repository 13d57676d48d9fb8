"""What only a process of its own can show: start-up, pipes, interrupts, locales."""

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from ledger.cli.commands import COMMANDS

_MANY = 80  # documents: a busy machine lets the program get far before it is interrupted


def test_a_pipe_gets_the_bytes_of_a_workbook(filled: Path) -> None:
    listing = f"{sys.executable} -m ledger figures"
    command = f"{listing} --format xlsx -o - > piped.xlsx && {listing} -q -o file.xlsx"
    subprocess.run(["bash", "-c", command], cwd=filled, check=True)
    assert (filled / "piped.xlsx").read_bytes() == (filled / "file.xlsx").read_bytes()


def test_the_same_bytes_whatever_the_locale_and_hash_seed(filled: Path) -> None:
    words = ("-m", "ledger", "check")
    plain = _python(*words, folder=filled, PYTHONHASHSEED="1", LC_ALL="C", TZ="UTC").stdout
    other = _python(*words, folder=filled, PYTHONHASHSEED="2", PYTHONIOENCODING="latin-1", TZ="Asia/Tokyo").stdout
    assert plain == other
    assert plain


@pytest.mark.parametrize(
    ("words", "set_so", "coloured"),
    [
        (["check"], {"TERM": "xterm"}, True),
        (["compare", "--pairs"], {"TERM": "xterm"}, True),
        (["check"], {"TERM": "xterm", "NO_COLOR": "1"}, False),
        (["check"], {"TERM": "dumb"}, False),
        (["check", "--format", "csv"], {"TERM": "xterm"}, False),
        (["check", "-o", "/dev/stdout"], {"TERM": "xterm"}, False),
    ],
    ids=str,
)
def test_colours_are_for_a_terminal_alone(
    filled: Path, words: list[str], set_so: dict[str, str], coloured: bool
) -> None:
    reader, terminal = os.openpty()
    environment = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "TERM")} | set_so
    command = [sys.executable, "-m", "ledger", *words]
    process = subprocess.Popen(command, cwd=filled, env=environment, stdout=terminal, stderr=subprocess.DEVNULL)
    os.close(terminal)
    shown = b""
    with suppress(OSError):  # the end of a terminal
        while more := os.read(reader, 4096):
            shown += more
    os.close(reader)
    process.wait()
    assert (b"\x1b[" in shown) is coloured
    assert b"conflict" in shown or words[-1] == "/dev/stdout"


@pytest.mark.parametrize("name", ["html", "latex", "xlsx"])
def test_the_same_file_whatever_the_zone_the_mask_and_hash_seed(filled: Path, name: str) -> None:
    words = ("-m", "ledger", "cite", "--format", name, "-o")
    usual = os.umask(0o077)
    try:
        _python(*words, "one", folder=filled, PYTHONHASHSEED="1", LC_ALL="C", TZ="UTC")
    finally:
        os.umask(usual)
    _python(*words, "other", folder=filled, PYTHONHASHSEED="2", TZ="Asia/Tokyo", TMPDIR=str(filled))
    assert (filled / "one").read_bytes() == (filled / "other").read_bytes()


def test_a_closed_pipe_is_no_error(filled: Path) -> None:
    command = f"{sys.executable} -m ledger compare --pairs --format csv | head -1; echo ${{PIPESTATUS[0]}}"
    result = subprocess.run(["bash", "-c", command], cwd=filled, capture_output=True, text=True, check=True)
    assert result.stdout.splitlines()[-1] == "0"
    assert result.stderr == ""


def test_an_interrupt_keeps_what_was_finished_and_a_second_run_goes_on(filled: Path) -> None:
    documents = filled / "many"
    documents.mkdir()
    for number in range(_MANY):
        text = f"In 2020, {number + 10} police officers were killed in Mexico.\n\n" * 40
        (documents / f"{number:03}.txt").write_text(text)
    words = [sys.executable, "-m", "ledger", "--db", "new.db", "add", "many"]
    with subprocess.Popen(words, cwd=filled, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        assert f"of {_MANY}" in process.stderr.readline()
        process.send_signal(signal.SIGINT)
        told = process.stderr.read()
    assert process.returncode == 130
    assert told.splitlines()[-1].startswith("Interrupted.")
    kept = len(_records("--db", "new.db", "documents", folder=filled))
    assert 0 < kept < _MANY
    again = _python("-m", "ledger", "--db", "new.db", "add", "many", "--quiet", folder=filled)
    assert f"documents: {_MANY - kept} new, {kept} known already, 0 failed" in again.stderr


@pytest.mark.slow
def test_several_processes_give_the_same_ledger(filled: Path) -> None:
    _python("-m", "ledger", "--db", "one.db", "add", "docs", folder=filled)
    _python("-m", "ledger", "--db", "two.db", "add", "docs", "--jobs", "2", folder=filled)
    assert _records("--db", "one.db", "figures", folder=filled) == _records("--db", "two.db", "figures", folder=filled)


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="there is no list of processes here")
def test_a_killed_run_leaves_no_process_behind(filled: Path) -> None:
    for number in range(24):
        page = f"<p>In 2020, {number + 10} police officers were killed in Mexico.</p>" * 40
        (filled / "docs" / f"{number:03}.html").write_text(page)
    words = [sys.executable, "-m", "ledger", "--db", "new.db", "add", "docs", "--jobs", "2"]
    with subprocess.Popen(words, cwd=filled, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        process.stderr.readline()
        readers = _children(process.pid)
        fenced = [child for reader in readers for child in _children(reader)]
        process.kill()
    assert len(readers) >= 2
    assert fenced
    until = time.monotonic() + 20
    while (left := [pid for pid in readers + fenced if _runs(pid)]) and time.monotonic() < until:
        time.sleep(0.1)
    assert not left


def test_a_document_may_come_from_stdin(filled: Path) -> None:
    words = ("-m", "ledger", "--db", "new.db", "add", "-", "--title", "A letter")
    _python(*words, folder=filled, told="In 2020, 31 police officers were killed in Mexico.")
    (record,) = _records("--db", "new.db", "documents", folder=filled)
    assert (record["path"], record["title"]) == ("-", "A letter")


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_command_has_help_with_examples(command: object, tmp_path: Path) -> None:
    name = getattr(command, "name")  # noqa: B009
    told = _python("-m", "ledger", name, "--help", folder=tmp_path).stdout
    assert f"  ledger {'' if name != 'upgrade' else '--db figures.db '}{name}" in told
    assert all(len(line) <= 100 for line in told.splitlines())


def _children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def _records(*words: str, folder: Path) -> list[dict[str, object]]:
    out = _python("-m", "ledger", *words, "--format", "jsonl", folder=folder).stdout
    return [json.loads(line) for line in out.splitlines()]


def _python(*words: str, folder: Path, told: str | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *words],
        cwd=folder,
        env={**os.environ, "COLUMNS": "120", **environment},
        input=told,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
