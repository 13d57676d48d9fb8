"""What the judging commands say to a person who types something odd."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def figure(filled: Path, run: Run) -> str:
    return run("figures", "--columns", "id", "--format", "tsv", "--limit", "1", "--quiet").out.split()[1]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["accept", "c-0123"], "ledger confirm c-0123, or: ledger dismiss c-0123"),
        (["confirm", "f-0123"], "ledger accept f-0123"),
        (["show", "c-0123"], "No finding has the id 'c-0123'"),
        (["figures", "--status", "rejected"], "No figure asked for is rejected."),
        (["figures", "--gone"], "No figure asked for is gone"),
        (["review", "--list", "--status", "corrected,disputed"], "No figure asked for is corrected or disputed."),
    ],
)
def test_what_is_not_there_is_told_with_what_to_do(filled: Path, run: Run, words: list[str], told: str) -> None:
    result = run(*words)
    assert told in result.err
    assert (result.code == 0) == (words[0] in ("figures", "review"))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["note", ""], "is not a note"),
        (["accept", "--with", ""], "a reviewer, and nobody has judged it"),
        (["accept", "--with", "", "--as-read"], "exclude each other"),
        (["correct", "--unit", "persn"], "did you mean person?\n"),
        (["correct", "--period", "soon"], "May 2019"),
    ],
)
def test_what_means_nothing_is_refused(figure: str, run: Run, words: list[str], told: str) -> None:
    result = run(words[0], figure, *words[1:])
    assert (result.code, told in result.err) == (2, True), result.err


def test_a_finding_is_shown_with_who_judged_it(filled: Path, run: Run) -> None:
    name = run("check", "--columns", "id", "--format", "tsv", "--quiet").out.split()[1]
    run("dismiss", name, "--by", "Ana", "--because", "Two windows.")
    card = run("show", name)
    assert (card.code, f"status: dismissed · {name}" in card.out) == (0, True)
    assert "Ana dismissed it: Two windows." in card.out
    assert "Ana dismissed it: Two windows." in run("show", name, "--format", "jsonl").out
    assert "Ana dismissed it: Two windows." in run("check").out
    history = run("history", name).err + run("history", name).out
    assert ".:" not in run("note", name, "hm", "--by", "Ben").err + history
