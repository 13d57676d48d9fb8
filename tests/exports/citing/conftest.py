"""Citations made by hand, of a text with an address and of one without, judged and doubted or not."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from ledger.exports.citing.citation import Citation
from ledger.model.figure import Figure, Status
from ledger.model.finding import Finding, FindingKind
from ledger.model.judgement import Judgement, Verb

MakeFigure = Callable[..., Figure]
MakeCitation = Callable[..., Citation]


@pytest.fixture
def cite(make_figure: MakeFigure) -> MakeCitation:
    """Cite a figure: what begins with `source_` is of its text, the rest of the citation."""

    def make(
        quote: str = "The army received 1,695 complaints in 2011.",
        surface: str = "1,695",
        value: str = "1695",
        work: str = "ana2021",
        status: Status = Status.UNREVIEWED,
        **known: Any,
    ) -> Citation:
        figure = make_figure(quote, surface, value)
        of_source = {name.removeprefix("source_"): known.pop(name) for name in [*known] if name.startswith("source_")}
        of_figure = {name.removeprefix("figure_"): known.pop(name) for name in [*known] if name.startswith("figure_")}
        figure = replace(figure, source=replace(figure.source, **of_source), status=status, **of_figure)
        at = figure.span.start
        given = {"before": quote[:at][-32:], "after": quote[figure.span.end :][:32], **known}
        return Citation(figure, work, **given)

    return make


@pytest.fixture
def doubted(cite: MakeCitation) -> list[Citation]:
    """Two figures that contradict each other, the first of them accepted by Ana; a third nobody doubts."""
    one = cite("It had 412 dead.", "412", "412", work="ruiz2021", source_author="Ana Ruiz", status=Status.ACCEPTED)
    other = cite("It had 524 dead.", "524", "524", work="paz2021", source_author="Juan Paz", source_document="b" * 64)
    third = cite(work="ruiz2021", source_author="Ana Ruiz")
    finding = Finding(FindingKind.CONFLICT, "dispute", 0.9, (one.figure, other.figure), "412 and 524 cannot both hold.")
    judged = Judgement(one.figure.id, Verb.ACCEPT, "Eva Sol", datetime(2026, 5, 1, tzinfo=UTC), "Called the ministry.")
    return [replace(one, findings=(finding,), judgement=judged), replace(other, findings=(finding,)), third]


@pytest.fixture
def hostile(make_figure: MakeFigure) -> Callable[[str], list[Citation]]:
    """Cite two figures with a text in every field that comes from documents or people."""

    def make(text: str) -> list[Citation]:
        quote = f"{text} It received 1,695 {text} complaints."
        one, other = make_figure(quote, hostile=text), make_figure(f"{text} 1,695{text}", f"1,695{text}", hostile=text)
        finding = Finding(FindingKind.CONFLICT, "dispute", 0.9, (one, other), text)
        judged = Judgement(one.id, Verb.ACCEPT, text, datetime(2026, 5, 1, tzinfo=UTC), text)
        return [
            Citation(one, "ana2021", text, (finding,), judged, text, text, text, text),
            Citation(other, "ana2021b", text, (finding,), None, text, text, None, None),
        ]

    return make
