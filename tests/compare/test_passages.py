"""Short texts read from their words on: what the checks say of them, and where they say nothing."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

import ledger
from ledger.model.figure import Figure
from ledger.model.finding import Finding, FindingKind

TABLE = Path(__file__).parents[1] / "cases/compare/passages.toml"
PASSAGES = tomllib.loads(TABLE.read_text("utf-8"))["passages"]
DOUBTS = (FindingKind.CONFLICT, FindingKind.ARITHMETIC, FindingKind.WARNING)


def findings_in(passage: dict[str, Any]) -> list[Finding]:
    """Return what the checks find in a passage, and in the texts of others that it is read with."""
    figures = [figure for text in (passage, *passage.get("others", ())) for figure in figures_of(text)]
    return ledger.check(figures)


def figures_of(text: dict[str, Any]) -> list[Figure]:
    """Return the figures of one text, told by the hand it names."""
    known: dict[str, Any] = {key: text.get(key) for key in ("title", "published", "language", "publisher")}
    return ledger.read_figures(ledger.Document.from_text(text["text"], **known))


def missed(passage: dict[str, Any]) -> pytest.MarkDecorator | tuple[()]:
    """Mark a passage whose error is known to go unseen, with the reason."""
    return pytest.mark.xfail(reason=passage["missed"], strict=True) if "missed" in passage else ()


@pytest.mark.parametrize(
    "passage",
    [pytest.param(p, marks=missed(p), id=f"{p['check']} {p['kind']}: {p['text'].strip()[:80]}") for p in PASSAGES],
)
def test_a_text_is_checked_as_a_reader_would(passage: dict[str, Any]) -> None:
    found = findings_in(passage)
    told = [f for f in found if (f.check, f.kind) == (passage["check"], passage["kind"])]
    meant = [f for f in told if passage.get("reason", "") in f.reason and named(f) >= {*passage.get("names", ())}]
    assert passage["kind"] == "none" or meant
    known = {passage["check"], *passage.get("besides", ())} if passage["kind"] != "none" else set()
    assert [f.reason for f in found if f.kind in DOUBTS and f not in told and f.check not in known] == []


def named(finding: Finding) -> set[str]:
    """Return the words of the amounts that a finding names."""
    return {" ".join(figure.surface.split()) for figure in (*finding.figures, *finding.also)}
