"""A check that goes on from an earlier one finds what a check from nothing finds, to the letter, with less work."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import groupby
from types import ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger.compare import collation, registry
from ledger.compare.evidence import Surroundings
from ledger.compare.registry import check, check_again
from ledger.model.figure import Figure, Status
from ledger.model.finding import FindingKind
from ledger.model.span import Span

Counting = Callable[[ModuleType, str], list[str]]
Tell = Callable[..., Figure]
Ledger = dict[str, list[Figure]]
_LONGEST = 12  # figures of a document: more make no other case


@pytest.fixture(scope="session")
def texts(seeds: Sequence[Figure], spanish: Sequence[Figure]) -> list[list[Figure]]:
    """The figures of the documents in two languages, and what each tells when a daily prints it once more."""
    documents = [[*some] for _, some in groupby((*seeds, *spanish), lambda figure: figure.source.document)]
    short = [figures[:_LONGEST] for figures in documents]
    return [*short, *map(_printed_again, short[:5])]


def _printed_again(figures: Sequence[Figure]) -> list[Figure]:
    source = replace(figures[0].source, path="again.txt", document=f"again {figures[0].source.document}")
    return [replace(figure, source=replace(source, publisher="The Daily")) for figure in figures]


@st.composite
def changes(draw: st.DrawFn) -> Callable[[Ledger, Sequence[list[Figure]]], None]:
    """Draw one change of a ledger: a document added or taken out, a figure judged or put right, a source edited."""
    which, at, where, other = (draw(st.integers(0, 1000)) for _ in range(4))
    what = draw(st.sampled_from(["add", "take", "accept", "reject", "amount", "place", "period", "noun", "source"]))

    def change(ledger: Ledger, texts: Sequence[list[Figure]]) -> None:
        if what == "add" or not ledger:
            added = texts[which % len(texts)]
            ledger[added[0].source.document] = [*added]
            return
        name = sorted(ledger)[which % len(ledger)]
        if what == "take":
            del ledger[name]
            return
        figures, others = ledger[name], texts[where % len(texts)]
        told, read = others[other % len(others)], figures[at % len(figures)]
        made = {
            "accept": lambda: replace(read, status=Status.ACCEPTED),
            "reject": lambda: replace(read, status=Status.REJECTED),
            "amount": lambda: replace(read, quantity=told.quantity, as_read=read),
            "place": lambda: replace(read, place=told.place),
            "period": lambda: replace(read, period=told.period),
            "noun": lambda: replace(read, noun=told.noun, measure=told.measure),
        }
        if what == "source":
            source = replace(read.source, path=f"elsewhere/{other}.txt", publisher=told.source.name)
            ledger[name] = [replace(figure, source=source) for figure in figures]
        else:
            figures[at % len(figures)] = made[what]()

    return change


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps=st.lists(changes(), min_size=2, max_size=6), first=st.sets(st.integers(0, 15), min_size=4))
def test_whatever_changed_the_findings_are_those_of_a_check_from_nothing(
    texts: list[list[Figure]], steps: list[Callable[[Ledger, Sequence[list[Figure]]], None]], first: set[int]
) -> None:
    ledger = {texts[at][0].source.document: [*texts[at]] for at in first}
    kept = None
    for change in (_leave, *steps):
        change(ledger, texts)
        figures = [figure for document in ledger.values() for figure in document]
        found, kept = check_again(figures, kept)
        assert found == check(figures)


def _leave(_: Ledger, __: Sequence[list[Figure]]) -> None:
    """Change nothing."""


def _figures(made_up: ModuleType, count: int) -> list[list[Figure]]:
    return [[*reading.figures] for reading in made_up.documents(count, count // 20)]


def test_nothing_is_looked_at_again_where_nothing_changed(made_up: ModuleType, calls: Counting) -> None:
    figures = [figure for document in _figures(made_up, 400) for figure in document]
    found, kept = check_again(figures)
    asked, run = calls(collation, "_told_pair"), calls(registry, "_run_all")
    judged = [replace(figure, status=Status.ACCEPTED) for figure in figures]
    assert [finding.id for finding in check_again(judged, kept)[0]] == [finding.id for finding in found]
    assert not asked and not run


def test_a_finding_of_old_tells_its_figures_as_they_are_judged_now(made_up: ModuleType) -> None:
    figures = [figure for document in _figures(made_up, 400) for figure in document]
    _, kept = check_again(figures)
    judged = [replace(figure, status=Status.ACCEPTED) for figure in figures]
    found, _ = check_again(judged, kept)
    assert found == check(judged)
    assert {figure.status for finding in found for figure in finding.figures} == {Status.ACCEPTED}


@pytest.mark.parametrize("size", [400, 1200])
def test_of_a_document_more_its_own_pairs_are_asked_whatever_the_size(
    made_up: ModuleType, calls: Counting, size: int
) -> None:
    *before, added = _figures(made_up, size)
    asked, looked = calls(collation, "_told_pair"), calls(registry, "_look_in")
    _, kept = check_again([figure for document in before for figure in document])
    from_nothing = len(asked)
    asked.clear()
    looked.clear()
    found, _ = check_again([figure for document in (*before, added) for figure in document], kept)
    of_one_more = len(asked)
    assert len(looked) == 1  # one document is new
    assert of_one_more < 8 * len(added) < from_nothing
    assert found == check([figure for document in (*before, added) for figure in document])


def _text(tell: Tell, name: str, *sentences: tuple[int, str], **parts: Any) -> list[Figure]:
    """Return the figures of a document, one in each paragraph."""
    found = []
    for number, (value, quote) in enumerate(sentences):
        figure, start = tell(quote, f"{value:,}", value, document=name, publisher=name, **parts), 200 * number
        span = Span(figure.span.start + start, figure.span.end + start)
        quoted = Span(start, start + len(quote))
        found.append(replace(figure, span=span, quote_span=quoted, paragraph=number))
    return found


def test_a_clash_is_asked_again_when_another_document_tells_both_amounts(tell: Tell) -> None:
    parts = {"measure": "police_killed", "noun": "police officers", "place": "Mexico", "period": "2020"}
    sentences = (
        (4127, "In 2020, 4,127 police officers were killed in Mexico in ambushes on lonely highways at night."),
        (5243, "Across Mexico the union of widows counted 5,243 police officers killed in 2020."),
    )
    one, other = (_text(tell, name, *sentences, unit="person", language="en", **parts) for name in ("a.txt", "b.txt"))
    found, kept = check_again(one)
    assert [finding.kind for finding in found if finding.kind is FindingKind.CONFLICT]
    found, kept = check_again([*one, *other], kept)
    assert found == check([*one, *other])
    assert not [finding for finding in found if finding.kind is FindingKind.CONFLICT]
    assert check_again(one, kept)[0] == check(one)


def test_shares_are_asked_again_when_other_words_are_rare(tell: Tell, monkeypatch: pytest.MonkeyPatch) -> None:
    parts = {"kind": "percent", "unit": "percent", "noun": "wells"}
    one = _text(tell, "a.txt", (44, "In 2020 some 44 percent of rural wells in Mexico held arsenic."), **parts)
    other = _text(tell, "b.txt", (71, "In 2020 about 71 percent of rural wells in Mexico held arsenic."), **parts)
    more = _text(tell, "c.txt", (7, "The mayor has 7 dogs."), noun="dogs")
    found, kept = check_again([*one, *other])
    assert [finding.check for finding in found] == ["dispute"]
    monkeypatch.setattr(Surroundings, "are_closest", lambda *_: False)
    assert check_again([*one, *other, *more], kept)[0] == check([*one, *other, *more]) == []
