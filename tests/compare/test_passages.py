"""Short texts read from their words on: what the checks say of them, and where they say nothing."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

import ledger
from ledger.model.finding import Finding, FindingKind

TABLE = Path(__file__).parents[1] / "cases/compare/passages.toml"
PASSAGES = tomllib.loads(TABLE.read_text("utf-8"))["passages"]
DOUBTS = (FindingKind.CONFLICT, FindingKind.ARITHMETIC, FindingKind.WARNING)


def findings_in(passage: dict[str, Any]) -> list[Finding]:
    """Return what the checks find in a passage."""
    known: dict[str, Any] = {key: passage.get(key) for key in ("title", "published", "language")}
    return ledger.check(ledger.read_figures(ledger.Document.from_text(passage["text"], **known)))


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
    assert passage["kind"] == "none" or any(passage.get("reason", "") in finding.reason for finding in told)
    assert [finding.reason for finding in found if finding.kind in DOUBTS and finding not in told] == []
