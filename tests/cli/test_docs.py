"""The page about the commands names each of them, and what it and the README show is what is printed."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ledger.cli.app import main
from ledger.cli.commands import COMMANDS

Run = Callable[..., Any]
PROJECT = Path(__file__).parents[2]
FILE = PROJECT / "docs/commands.md"
PAGE = FILE.read_text(encoding="utf-8")
README = PROJECT / "README.md"
RUN = re.compile(r"^\$ ledger (.+)\n((?:(?!```).*\n)*)", re.MULTILINE)  # a line typed and what it printed
WIDTH = "100"
OWN_TOPIC = re.findall(r"^```toml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)[0]
TEXTS = re.findall(r"^```json\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)[0]
FAILED = 1
OF_A_BAD_ROW = ("read texts.jsonl -o figures.jsonl", "--db tables.db add figures.jsonl")
CUT = "…"  # the last line of an output that goes on
TYPED = re.findall(r"^\$ ledger (.+)$", PAGE, re.MULTILINE)


@pytest.fixture(scope="module")
def seeds_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("seeds")
    shutil.copytree(PROJECT / "seeds", place / "seeds")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(place)
        assert main(["--db", "figures.db", "add", "seeds", "--quiet"]) == 0
        assert main(["--db", "figures.db", "accept", "f-38fe1732", "--by", "Ana"]) == 0  # for what takes it back
        add_ben()
        write_tables()
        assert main(["read", "texts.jsonl", "-o", "figures.jsonl", "--quiet"]) == FAILED
    return place


def add_ben() -> None:
    """Make the ledger of another reviewer, who has looked at one of the documents."""
    assert main(["--db", "ben.db", "add", "seeds/003-justice-in-mexico-digest.txt", "--quiet"]) == 0
    assert main(["--db", "ben.db", "reject", "f-561f593d", "--by", "Ben"]) == 0


def write_tables() -> None:
    """Write the files that the page shows: topics of the user's, and a table of texts with a row that is wrong."""
    Path("weapons.toml").write_text(OWN_TOPIC, encoding="utf-8")
    Path("texts.jsonl").write_text(TEXTS, encoding="utf-8")


def test_every_command_has_a_section_and_no_section_is_left_over() -> None:
    assert re.findall(r"^## (.+)$", PAGE, re.MULTILINE) == [command.name for command in COMMANDS]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_section_has_an_example(command: Any) -> None:
    section = PAGE.split(f"\n## {command.name}\n")[1].split("\n## ")[0]
    assert f"\n$ ledger {command.name}" in section


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_command_says_what_it_does_and_gives_examples(command: Any) -> None:
    assert command.run.__doc__
    assert len(command.run.__doc__.splitlines()[0]) <= 80
    assert f"{command.name}" in command.epilog


@pytest.mark.parametrize("typed", TYPED)
def test_what_the_page_shows_can_be_typed(seeds_once: Path, folder: Path, run: Run, typed: str) -> None:
    shutil.copytree(seeds_once, folder, dirs_exist_ok=True)
    assert run(*typed.split()).code == (FAILED if typed in OF_A_BAD_ROW else 0)


@pytest.mark.slow  # a change of the reader changes what is printed: then run with --update-golden and read the diff
@pytest.mark.parametrize("file", [FILE, README], ids=lambda file: file.name)
def test_a_page_shows_what_the_program_prints(
    file: Path, folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    shutil.copytree(PROJECT / "seeds", folder / "seeds")
    monkeypatch.setenv("COLUMNS", WIDTH)
    with monkeypatch.context() as patch:
        patch.chdir(folder)
        add_ben()
        write_tables()
    page = file.read_text(encoding="utf-8")
    printed = RUN.sub(lambda found: f"$ ledger {found[1]}\n{_printed(run, found[1], found[2])}", page)
    if request.config.getoption("--update-golden", default=False):
        file.write_text(printed, encoding="utf-8")
    else:
        assert printed == page


def _printed(run: Run, typed: str, before: str) -> str:
    """Run what was typed, and cut its output where the page cuts it."""
    result = run(*typed.split())
    lines, shown = (result.out + result.err).splitlines(), before.splitlines()
    if shown and shown[-1] == CUT and len(lines) >= len(shown):
        lines = [*lines[: len(shown) - 1], CUT]
    return "".join(f"{line}\n" for line in lines)
