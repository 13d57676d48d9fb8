"""`ledger figures --plot` as it is typed."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


def test_every_figure_is_drawn_or_counted(filled: Path, run: Run) -> None:
    result = run("figures", "--plot", "--limit", "1000")
    assert result.code == 0
    drawn = sum(int(number) for number in re.findall(r"· (\d+) figures?$", result.out, re.MULTILINE))
    alone = int(re.findall(r"^(\d+) figures? stands? in no chart", result.err, re.MULTILINE)[0])
    listed = run("figures", "--format", "csv", "--columns", "id").out.split()[1:]
    assert drawn + alone == len(listed)
    assert drawn > 1


def test_what_disagrees_is_marked_and_rejected_figures_come_when_asked_for(filled: Path, run: Run) -> None:
    assert re.search(r"^ +.*! ", run("figures", "--plot").out, re.MULTILINE)
    name = run("figures", "--format", "csv", "--columns", "id,measure").out
    measured = [line.split(",")[0] for line in name.splitlines()[1:] if line.split(",")[1]]
    run("reject", *measured, "--by", "Ana")
    assert "×" not in run("figures", "--plot").out
    assert "× rejected by a reviewer" in run("figures", "--plot", "--status", "rejected,unreviewed").out


@pytest.mark.parametrize("words", [["--format", "csv"], ["-o", "plot.md"], ["--columns", "id"]])
def test_a_plot_is_text_for_the_terminal_alone(filled: Path, run: Run, words: list[str]) -> None:
    result = run("figures", "--plot", *words)
    assert result.code == 2
    assert f"has no use for {words[0]}" in result.err
    assert not (filled / "plot.md").exists()


def test_where_nothing_fits_that_is_said(filled: Path, run: Run) -> None:
    result = run("figures", "--plot", "--place", "Atlantis")
    assert (result.code, result.out) == (0, "")
    assert "Atlantis" in result.err


@pytest.mark.parametrize(("encoding", "has_blocks"), [("utf-8", True), ("iso8859-1", False)])
def test_a_terminal_without_block_signs_gets_ascii(
    filled: Path, run: Run, monkeypatch: pytest.MonkeyPatch, encoding: str, has_blocks: bool
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setattr("locale.getencoding", lambda: encoding)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("NO_COLOR", "1")
    told = run("figures", "--plot").out
    assert ("█" in told) is has_blocks
    assert ("##" in told) is not has_blocks
    assert "\x1b" not in told
