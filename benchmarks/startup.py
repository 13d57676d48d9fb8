"""How long a process takes to start and answer a small question, beside the least that its libraries take.

Rows of `python -m benchmarks --only startup`. Help, version and completion are held against the help of a Typer
program that does nothing, questions to a ledger of the demo's documents against the import of SQLAlchemy. All run in
turn, whole processes, from compiled modules as an installation has them: they are compiled into a folder first.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

from rows import Row

from ledger.lexicon.toml_tables import data_folder

AREA = "startup"
_WANTED = 1.5
_EMPTY = "import typer; app = typer.Typer(); app.command()(lambda: None); app()"
_TYPER, _SQLALCHEMY = "an empty Typer program", "import sqlalchemy"
_REFERENCES = {
    _TYPER: (sys.executable, "-c", _EMPTY, "--help"),
    _SQLALCHEMY: (sys.executable, "-c", _SQLALCHEMY),
}
_LEDGER = (sys.executable, "-m", "ledger")
_COMPLETING = {"_LEDGER_COMPLETE": "complete_bash", "COMP_WORDS": "ledger fig", "COMP_CWORD": "1"}
_COMPARING = ("compare", "check", "cite")  # these lay all figures side by side; no bound is set for them


def measure(runs: int, folder: Path) -> Iterator[Row]:
    """Yield a row for each kind of start and for each command that reads."""
    with tempfile.TemporaryDirectory() as compiled:
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        environment |= {"PYTHONPYCACHEPREFIX": compiled}
        for option in ("--help", "--version"):
            yield _row(option, (*_LEDGER, option), _TYPER, runs, environment)
        yield _row("completion", _LEDGER, _TYPER, runs, environment | _COMPLETING)
        ask = (*_LEDGER, "--db", str(_demo_ledger(folder)))
        first = _said((*ask, "figures", "--limit", "1", "--columns", "id", "--format", "tsv"), environment).split()[-1]
        for command in _questions(first):
            bound = None if command[0] in _COMPARING else _WANTED
            what = " ".join(command).replace(first, "ID")
            yield _row(what, (*ask, *command), _SQLALCHEMY, runs, environment, bound)


def _demo_ledger(folder: Path) -> Path:
    path = folder / "startup.db"
    path.unlink(missing_ok=True)
    _said((*_LEDGER, "--db", str(path), "add", "--quiet", str(data_folder().joinpath("demo"))), os.environ)
    return path


def _questions(figure: str) -> Sequence[tuple[str, ...]]:
    return (
        ("figures", "--limit", "5"),
        ("figures", "homicides", "--limit", "5"),
        ("documents",),
        ("topics",),
        ("show", figure),
        ("history", "--limit", "5"),
        ("compare", "homicides"),
        ("check",),
        ("cite", "--limit", "5"),
    )


def _row(
    what: str,
    command: Sequence[str],
    name: str,
    runs: int,
    environment: Mapping[str, str],
    wanted: float | None = _WANTED,
) -> Row:
    """Measure a command and its reference in turn, so that a busy machine slows down both."""
    took: list[float] = []
    bare: list[float] = []
    for number in range(runs + 1):
        times = _timed(command, environment), _timed(_REFERENCES[name], environment)
        if number:  # the first run compiles
            took.append(times[0])
            bare.append(times[1])
    return Row(AREA, what, median(took), "s", name, median(took) / median(bare), wanted)


def _timed(command: Sequence[str], environment: Mapping[str, str]) -> float:
    began = perf_counter()
    _said(command, environment)
    return perf_counter() - began


def _said(command: Sequence[str], environment: Mapping[str, str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, env=dict(environment))
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}: {done.stderr}")
    return done.stdout
