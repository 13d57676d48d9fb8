"""The history: every change appends an entry, which names the one before and tells of every row that came in."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.errors import NothingToUndo
from ledger.model.correction import reading_digest
from ledger.model.document import Metadata, Origin
from ledger.model.event import Act, Event
from ledger.model.figure import Basis, Change, Evidence, Modality
from ledger.model.judgement import Judgement, Verb
from ledger.model.quantity import Bound, Kind, Quantity
from ledger.model.reading import Problem, Reading
from ledger.model.span import Span
from ledger.store import rows
from ledger.store.digests import figure_digest, finding_digest, row_digest, stored_figures
from ledger.store.engine import Ledger, open_ledger
from ledger.store.rereading import add_rereading
from ledger.store.writes import (
    add_findings,
    add_judgement,
    add_judgements,
    add_metadata,
    add_reading,
    start_run,
)
from tests.store.chains import fetch_events, require_one_chain, require_told_of
from tests.store.samples import ECATEPEC, a_finding, changes_to, make_ledger, make_reading, readings

NOON = datetime(2024, 5, 1, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def shared(shared_target: str) -> Iterator[tuple[Ledger, int]]:
    with open_ledger(shared_target, write=True, create=True) as ledger:
        yield ledger, start_run(ledger, reader="1", lexicon="words", program="0.1.0")


def new_run(ledger: Ledger) -> int:
    return start_run(ledger, reader="2", lexicon="words", program="0.2.0")


def told(event: Event) -> tuple[Act, str | None, str | None, int]:
    return event.act, event.by, event.about, len(event.digests)


# Entries


def test_a_ledger_begins_with_its_beginning(path: Path) -> None:
    with make_ledger(path) as one, make_ledger(path.with_name("other.db")) as other:
        ((begun,), (begun_too,)) = fetch_events(one), fetch_events(other)
    assert told(begun) == told(begun_too) == (Act.BEGIN, None, None, 0)
    assert begun.chain != begun_too.chain  # two ledgers that begin alike are two
    assert begun.detail == {}


def test_every_act_is_told_of(ledger: Ledger) -> None:
    reading, before = make_reading(3), len(fetch_events(ledger))
    sha256, (one, other, _) = reading.document.sha256, reading.figures
    added, finding = make_reading(7), a_finding(one, other)
    add_reading(ledger, added, 1)
    add_metadata(ledger, sha256, Metadata(author="Ana", title="Año"), Origin.TYPED, by="ana")
    add_metadata(ledger, sha256, Metadata(author="Bea"), Origin.TYPED, section=1)
    add_findings(ledger, [finding, a_finding(one)])
    add_judgements(ledger, [Judgement(one.id, Verb.ACCEPT, "ana", NOON), Judgement(one.id, Verb.NOTE, "ben", NOON)])
    add_rereading(ledger, replace(reading, figures=(replace(one, noun="dogs"), other)), new_run(ledger))
    events = fetch_events(ledger)[before:]
    figures, known = 3, 1 + 1 + 1 + 1 + 2  # the document, its loading, what is left out, its section, two values
    assert list(map(told, events)) == [
        (Act.ADD, None, added.document.sha256, figures + known + 1),
        (Act.EDIT, "ana", sha256, 2),
        (Act.EDIT, None, sha256, 1),
        (Act.FIND, None, finding.id, 1),
        (Act.FIND, None, a_finding(one).id, 1),
        (Act.JUDGE, "ana", one.id, 1),
        (Act.JUDGE, "ben", one.id, 1),
        (Act.REREAD, None, sha256, 3),
    ]
    assert events[1].detail == {"section": None, "fields": {"author": "Ana", "title": "Año"}, "origin": "typed"}
    assert events[3].detail == {"reason": "They do not add up."}
    run = events[0].detail["run"]
    assert isinstance(run, dict)
    assert {**run, "started_at": ""} == {"reader": "1", "lexicon": "words", "program": "0.1.0", "started_at": ""}


def test_what_changes_nothing_is_not_told_of(ledger: Ledger) -> None:
    sha256 = make_reading(0).document.sha256
    add_metadata(ledger, sha256, Metadata(author="Ana"), Origin.TYPED, by="ana")
    finding = a_finding(*make_reading(0).figures)
    add_findings(ledger, [finding])
    before = fetch_events(ledger)
    add_metadata(ledger, sha256, Metadata(author="Ana"), Origin.TYPED, by="ben")
    add_findings(ledger, [finding])
    add_reading(ledger, make_reading(0), 1)
    with suppress(NothingToUndo):
        add_judgement(ledger, Judgement("f-1", Verb.UNDO, "ana", NOON))
    with suppress(Exception):
        twice = make_reading(99)
        add_reading(ledger, replace(twice, figures=twice.figures + twice.figures[:1]), 1)
    assert fetch_events(ledger) == before


def test_what_no_database_keeps_is_told_of_as_it_is_kept(ledger: Ledger) -> None:
    sha256 = make_reading(0).document.sha256
    finding = replace(a_finding(*make_reading(0).figures), reason="half a \ud800 sign")
    add_metadata(ledger, sha256, Metadata(author="A\0na\udce9"), Origin.TYPED, by="an\udce9a\0")
    add_findings(ledger, [finding])
    add_judgement(ledger, Judgement(finding.id, Verb.NOTE, "an\udce9a\0", NOON, "a \ud800 note"))
    *_, edited, found, judged = fetch_events(ledger)
    assert (edited.by, judged.by) == ("an\\udce9a\ufffd", "an\\udce9a\ufffd")
    assert edited.detail["fields"] == {"author": "A\ufffdna\\udce9"}
    assert found.detail == {"reason": "half a \\ud800 sign"}
    require_told_of(ledger)


_DEEDS = st.tuples(
    st.sampled_from(["add", "edit", "edit", "find", "judge", "judge", "judge", "judge", "reread"]),
    st.integers(0, 3),
    st.integers(0, 9),
)


@given(st.lists(_DEEDS, max_size=15))
@settings(max_examples=12)
def test_whatever_is_done_the_chain_holds_and_tells_of_every_row(
    shared: tuple[Ledger, int], deeds: Sequence[tuple[str, int, int]]
) -> None:
    ledger, run = shared
    for deed in deeds:
        do(ledger, run, *deed)
    require_one_chain(fetch_events(ledger))
    require_told_of(ledger)


def do(ledger: Ledger, run: int, deed: str, number: int, how: int) -> None:
    """Do something to a document or its first figure; `how` tells it from the like of it."""
    reading = make_reading(number)
    figure, by = reading.figures[0], "ana" if how % 2 else "ben"
    if deed == "add" or not any(event.about == reading.document.sha256 for event in fetch_events(ledger)):
        add_reading(ledger, reading, run)
    elif deed == "edit":
        known = Metadata(title=f"Title {how}", published=date(2020, 1, 1 + how))
        section = 1 if how % 3 else None
        add_metadata(ledger, reading.document.sha256, known, Origin.TYPED, section=section, by=by if how % 2 else None)
    elif deed == "find":
        add_findings(ledger, [a_finding(*reading.figures, check=f"check {how}")])
    elif deed == "reread":
        noun = ("people", "dogs", "cats")[how % 3]
        again = (replace(figure, noun=noun), *reading.figures[1 + how % 2 :])
        add_rereading(ledger, replace(reading, figures=again), new_run(ledger))
    else:
        verb = list(Verb)[how % len(Verb)]
        changes = changes_to(figure, place=ECATEPEC) if verb is Verb.CORRECT else ()
        with suppress(NothingToUndo):
            add_judgement(ledger, Judgement(figure.id, verb, by, NOON, None, changes, reading_digest(figure)))


@given(readings())
@settings(max_examples=30)
def test_a_row_has_the_digest_it_was_told_of_by_when_it_is_kept(shared: tuple[Ledger, int], reading: Reading) -> None:
    ledger, run = shared
    if add_reading(ledger, reading, run):
        with ledger.reading() as connection:
            there = [digest for _, _, digest in stored_figures(connection, reading.document.sha256)]
        assert list(fetch_events(ledger)[-1].digests[: len(there)]) == there
        require_told_of(ledger)


@pytest.mark.parametrize("amount", ["-0", "0E+9", "1E-500", "-1E+400", "9007199254740993", "0.1"])
def test_an_amount_that_a_float_is_not_has_the_digest_it_was_told_of_by(ledger: Ledger, amount: str) -> None:
    reading = make_reading(60, figures=1)
    value = replace(reading.figures[0].quantity, value=Decimal(amount), low=Decimal(amount))
    add_reading(ledger, replace(reading, figures=(replace(reading.figures[0], quantity=value),)), 1)
    require_told_of(ledger)


def test_a_clock_that_goes_back_leaves_the_order_as_it_is(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    class Earlier(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return NOON - timedelta(days=9000)

    monkeypatch.setattr("ledger.store.history.datetime", Earlier)
    add_reading(ledger, make_reading(9), 1)
    require_one_chain(fetch_events(ledger))


# What a history is held against


KEPT = replace(
    make_reading(0).figures[0],
    quantity=Quantity(
        *(Kind.MONEY, Decimal("3E+9"), Decimal("2950000000.5"), None, Bound.APPROX, "USD", "year"),
        step=Decimal("1E+8"),
        total=Decimal(7),
        vague=True,
    ),
    noun="dólares",
    population="police",
    change=Change.INCREASE,
    place=ECATEPEC,
    as_of=date(2020, 2, 29),
    attribution='the "Fiscalía"',
    modality=Modality.PLANNED,
    paragraph=2,
    page=3,
    evidence=(
        Evidence("value", Basis.TEXT, "digits", Span(27, 32)),
        Evidence("period", Basis.DOCUMENT, "the document's date"),
    ),
)
JUDGED = Judgement(
    KEPT.id, Verb.CORRECT, "ana", NOON, "léase", (("noun", '"policías"'), ("unit", "null")), "0a1b", undoes=None
)


def test_no_digest_of_a_row_is_ever_made_otherwise() -> None:
    """The histories of all ledgers hold these: a change here is a break with every ledger there is."""
    reading = make_reading(0)
    document = replace(reading.document, pages=(0, 40))
    finding, grounds = a_finding(*reading.figures), rows.evidence_values([(1, KEPT)])
    values = {
        "documents": rows.document_values(document, 1),
        "loadings": rows.loading_values(document),
        "left_out": rows.left_out_values(document)[0],
        "sections": rows.section_values(document)[0],
        "metadata_values": rows.all_metadata_values(document)[0] | {"by": "ana", "at": NOON},
        "omissions": rows.passage_values(document.sha256, 1, reading.omissions)[0],
        "problems": rows.passage_values(document.sha256, 1, [Problem(Span(0, 6), "Report", "why\0")])[0],
        "judgements": rows.judgement_values(JUDGED),
    }
    digests = {table: row_digest(table, row) for table, row in values.items()}
    digests["figures"] = figure_digest(rows.figure_values(1, KEPT, 1), KEPT.topics, grounds)
    digests["findings"] = finding_digest(rows.finding_values(finding), [figure.id for figure in finding.figures])
    assert {table: digest.hex() for table, digest in digests.items()} == {
        "documents": "ecfd7f6772a504fe9027bca2647a0e26",
        "loadings": "d77b0ff6c671223f36f49a007bbd7dbd",
        "left_out": "d22bb806a77180a08c0dea2ad23bcfa9",
        "sections": "86b39dada07c72a950fe16ade38fc9b5",
        "metadata_values": "e8d53e05644fc70f1cfb55515e82b520",
        "omissions": "8f74ed30147c1f44a13777df5a07dd90",
        "problems": "adf5fb057b1d35cf429272c892354e1c",
        "judgements": "2688f969e8d01bb332e4d2f6ad705913",
        "figures": "5ada4ad5ce9c3247d4d3395607539ca8",
        "findings": "d80c4eeac9b3a3ff94b7fd6c1aca7946",
    }
