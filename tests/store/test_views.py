"""What other programs see of a ledger is what the program itself says."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from ledger.errors import NothingToUndo
from ledger.exports.citations import CITATION_COLUMNS, citation_table
from ledger.exports.citing.citation import Citation
from ledger.model.correction import Field, changes_of, corrected, field_text, field_texts, reading_digest
from ledger.model.document import Document, Metadata, Origin, Section
from ledger.model.figure import Change, Figure, Modality, Status
from ledger.model.finding import Finding, FindingKind
from ledger.model.judgement import Changes, Judgement, Verb
from ledger.model.period import Mode, Period
from ledger.model.quantity import Bound, Kind, Quantity
from ledger.model.reading import Reading
from ledger.model.span import Span
from ledger.model.standing import by_target, finding_status, standing
from ledger.store.backup import backup
from ledger.store.checks import add_check
from ledger.store.engine import Ledger, open_ledger
from ledger.store.filters import FigureFilter
from ledger.store.queries import fetch_figure, fetch_figures
from ledger.store.reads import count_figures, fetch_documents, fetch_finding_judgements, fetch_judgements
from ledger.store.rereading import add_rereading
from ledger.store.writes import add_judgement, add_judgements, add_metadata, add_reading, start_run
from tests.store.samples import ECATEPEC, changes_to, figures, make_ledger, make_reading, readings
from tests.store.views import Row, as_record, found, require_right_search, select, viewed

NOON = datetime(2024, 5, 1, 12, 0, tzinfo=UTC)
EVERY = FigureFilter(statuses=tuple(Status))


def told(ledger: Ledger) -> list[Row]:
    """Return the records of all figures, as the program lists them."""
    return [figure.to_record() for figure in fetch_figures(ledger, EVERY)]


# Figures


@pytest.fixture(scope="module")
def shared() -> Iterator[tuple[Ledger, Path, int]]:
    with TemporaryDirectory() as folder, open_ledger(f"{folder}/figures.db", write=True, create=True) as ledger:
        yield ledger, Path(folder) / "figures.db", start_run(ledger, reader="1.2", lexicon="words", program="0.1.0")


@given(readings())
def test_the_view_has_every_field_of_every_figure(shared: tuple[Ledger, Path, int], reading: Reading) -> None:
    ledger, path, run = shared
    if not add_reading(ledger, reading, run):
        return  # the same text was drawn before
    query = 'SELECT * FROM figures_view WHERE document = ? ORDER BY start, "end"'
    rows = select(path, query, reading.document.sha256)
    assert len(rows) == len(reading.figures)
    for row, figure in zip(rows, reading.figures, strict=True):
        quantity, record = figure.quantity, as_record(row)
        amounts = {"value": quantity.value, "low": quantity.low, "high": quantity.high}
        assert {name: record.pop(name) for name in amounts} == {
            name: None if amount is None else float(amount) for name, amount in amounts.items()
        }
        assert Decimal(row["value_text"]) == quantity.value
        assert (row["run"], row["reader"], row["number"]) == (run, "1.2", row["rowid"])
        assert list(record.items()) == [one for one in figure.to_record().items() if one[0] not in amounts]
    require_right_search(path)


def test_an_amount_is_whole_where_it_can_be(ledger: Ledger, path: Path) -> None:
    amounts = ["3E+9", "412.00", "0.1", "-7", "1E-500", "9007199254740993", "1E+400", "0"]
    reading = make_reading(70, figures=len(amounts))
    figures = tuple(
        replace(figure, quantity=replace(figure.quantity, value=Decimal(amount)))
        for figure, amount in zip(reading.figures, amounts, strict=True)
    )
    add_reading(ledger, replace(reading, figures=figures), 1)
    rows = select(path, "SELECT value FROM figures_view WHERE document = ? ORDER BY start", reading.document.sha256)
    assert [row["value"] for row in rows] == [3000000000, 412, 0.1, -7, 0, 2.0**53, float("inf"), 0]
    assert [type(row["value"]) for row in rows] == [int, int, float, int, int, float, float, int]


@pytest.mark.parametrize("text", ["\0In 412 cases.", "ñ\0\0ñ\0In it 412\0 more", "412 no\0. In one\0", "In\0 412"])
def test_a_quote_behind_or_around_a_nul_is_whole(ledger: Ledger, path: Path, text: str) -> None:
    """SQLite's own `substr` ends at a NUL. Files have none once loaded, but a text from Python may."""
    document = Document.from_text(text, path="nul.txt")
    quotes = [Span(start, end) for start in range(len(text)) for end in range(start, len(text) + 1)]
    like = make_reading(0).figures[0]
    source = replace(like.source, document=document.sha256, path="nul.txt")
    figures = tuple(
        replace(like, source=source, span=quote, surface=quote.of(text), quote_span=quote, quote=quote.of(text))
        for quote in quotes
    )
    add_reading(ledger, Reading(document, figures), 1)
    rows = select(path, "SELECT id, quote FROM figures_view WHERE path = 'nul.txt'")
    assert {row["id"]: row["quote"] for row in rows} == {figure.id: figure.quote for figure in figures}
    require_right_search(path)


_FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "title": st.sampled_from(["", "Uno", "Due"]),
        "publisher": st.just("INEGI"),
        "author": st.sampled_from(["Ana", "Bea"]),
        "published": st.dates(),
        "url": st.just("https://example.org"),
    },
)


@given(st.lists(st.tuples(st.none() | st.integers(1, 2), st.sampled_from(Origin), _FIELDS), max_size=8))
def test_the_view_shows_what_is_now_known_of_a_document(
    shared: tuple[Ledger, Path, int], edits: Sequence[tuple[int | None, Origin, dict[str, Any]]]
) -> None:
    ledger, path, run = shared
    number = int(select(path, "SELECT count(*) AS n FROM documents")[0]["n"])
    reading = in_two_sections(number)
    add_reading(ledger, reading, run)
    for section, origin, fields in edits:
        add_metadata(ledger, reading.document.sha256, Metadata(**fields), origin, section=section)
    wanted = FigureFilter(document=reading.document.sha256)
    rows = select(path, "SELECT * FROM figures_view WHERE document = ? ORDER BY start", reading.document.sha256)
    assert [as_record(row) for row in rows] == [figure.to_record() for figure in fetch_figures(ledger, wanted)]
    require_right_search(path)


def in_two_sections(number: int) -> Reading:
    """Make a document whose figures stand in its first section, its second, and in none."""
    reading = make_reading(100_000 + number)
    middle = reading.figures[1].quote_span.start
    parts = (Span(0, middle), Span(middle, len(reading.document.text)))
    sections = tuple(Section(place, span) for place, span in enumerate(parts, 1))
    document = replace(reading.document, sections=sections)
    figures = tuple(
        replace(figure, source=replace(figure.source, section=section))
        for figure, section in zip(reading.figures, (1, 2, None), strict=True)
    )
    return replace(reading, document=document, figures=figures)


# Judgements


ON_FINDINGS = (Verb.CONFIRM, Verb.DISMISS, Verb.NOTE, Verb.UNDO, Verb.UNDO)
_OTHERWISE: dict[str, st.SearchStrategy[Any]] = {
    "noun": st.sampled_from([None, "dogs", 'perros "de presa"']),
    "quantity": st.sampled_from(
        [
            Quantity(Kind.MONEY, Decimal("0.1"), Decimal("0.05"), None, Bound.MORE_THAN, "USD", "month"),
            Quantity(Kind.COUNT, Decimal("3E+9"), None, Decimal("3E+9"), vague=True),
        ]
    ),
    "topics": st.sampled_from([(), ("aid",), ("detentions", "aid")]),
    "place": st.sampled_from([None, ECATEPEC]),
    "period": st.sampled_from([Period(), Period(date(2020, 2, 29), date(2020, 3, 2), "then", Mode.POINT)]),
    "as_of": st.just(date(2021, 1, 1)),
    "change": st.just(Change.INCREASE),
    "attribution": st.just("Ñandú"),
    "modality": st.just(Modality.DENIED),
}
_VERBS = (Verb.ACCEPT, Verb.ACCEPT, Verb.REJECT, Verb.CORRECT, Verb.CORRECT, Verb.CORRECT, Verb.NOTE, Verb.UNDO)
_ACTS = st.tuples(
    st.integers(0, 2),
    st.sampled_from(_VERBS),
    st.sampled_from(["ana", "ana", "ben"]),
    st.fixed_dictionaries({}, optional=_OTHERWISE),
)


def act(ledger: Ledger, name: str, verb: Verb, by: str, parts: dict[str, Any]) -> None:
    """Judge a figure as the command does: an acceptance is of the figure as it reads now, a correction of some parts.

    What changes nothing, and what there is nothing to take back of, is not done.
    """
    now = fetch_figure(ledger, name)
    changes = {Verb.ACCEPT: changes_of(now), Verb.CORRECT: changes_to(now, **parts)}.get(verb, ())
    if verb is not Verb.CORRECT or changes:
        with suppress(NothingToUndo):
            add_judgement(ledger, Judgement(name, verb, by, NOON, None, changes, reading_digest(now)))


@given(st.lists(_ACTS, max_size=12))
@settings(max_examples=20)
def test_a_judged_figure_is_shown_as_the_program_lists_it(
    shared: tuple[Ledger, Path, int], acts: Sequence[tuple[int, Verb, str, dict[str, Any]]]
) -> None:
    ledger, path, run = shared
    reading = make_reading(200_000 + int(select(path, "SELECT count(*) AS n FROM documents")[0]["n"]))
    add_reading(ledger, reading, run)
    for number, verb, by, parts in acts:
        act(ledger, reading.figures[number].id, verb, by, parts)
    wanted = replace(EVERY, document=reading.document.sha256)
    rows = select(path, "SELECT * FROM figures_view WHERE document = ? ORDER BY start", reading.document.sha256)
    figures = list(fetch_figures(ledger, wanted))
    assert [as_record(row) for row in rows] == [figure.to_record() for figure in figures]
    assert [Decimal(row["value_text"]) for row in rows] == [figure.quantity.value for figure in figures]
    told = by_target(fetch_judgements(ledger))
    stands = {one.id: standing(told.get(one.id, ()), partial(read_so, one)) for one in figures}
    assert [figure.status for figure in figures] == [stands[one.id].status for one in figures]
    require_same_citations(path, (figure for figure in figures if figure.status is not Status.REJECTED))
    require_right_search(path)


@given(readings(), figures(), st.sets(st.sampled_from(Field), min_size=1).map(sorted))
@settings(max_examples=25)
def test_the_view_has_every_field_of_every_corrected_figure(
    shared: tuple[Ledger, Path, int], reading: Reading, other: Figure, fields: list[Field]
) -> None:
    ledger, path, run = shared
    if not reading.figures or not add_reading(ledger, reading, run):
        return  # nothing to correct, or the same text was drawn before
    changes = tuple((str(field), field_text(other, field)) for field in fields)
    add_judgements(ledger, [Judgement(one.id, Verb.CORRECT, "ana", NOON, None, changes) for one in reading.figures])
    query = 'SELECT * FROM figures_view WHERE document = ? ORDER BY start, "end"'
    rows = select(path, query, reading.document.sha256)
    assert len(rows) == len(reading.figures)
    every = [put_right(figure, changes) for figure in reading.figures]
    for row, now in zip(rows, every, strict=True):
        amounts = ("value", "low", "high")
        wanted = json.loads(json.dumps(now.to_record(), default=float))
        assert {name: row[name] for name in amounts} == {name: wanted[name] and float(wanted[name]) for name in amounts}
        record = as_record(row)
        record["as_read"] |= {name: float(record["as_read"][name]) for name in amounts if record["as_read"].get(name)}
        assert {name: record[name] for name in record if name not in amounts} == {
            name: wanted[name] for name in wanted if name not in amounts
        }
    assert list(fetch_figures(ledger, replace(EVERY, document=reading.document.sha256))) == every
    require_right_search(path)


def read_so(figure: Figure, _: str | None) -> dict[str, str]:
    """Return how the parts of a figure read in its source."""
    return field_texts(figure.as_read or figure)


def put_right(figure: Figure, changes: Changes) -> Figure:
    """Return a figure that one reviewer has corrected so; where it reads so already he has accepted it."""
    said = [Judgement(figure.id, Verb.CORRECT, "ana", NOON, None, changes)]
    told = standing(said, partial(read_so, figure))
    return corrected(figure, told.changes) if told.changes else replace(figure, status=told.status)


@pytest.mark.parametrize(
    ("verbs", "status"),
    [
        ("", Status.UNREVIEWED),
        ("reject", Status.REJECTED),
        ("accept reject", Status.REJECTED),
        ("accept reject undo", Status.ACCEPTED),
        ("accept reject undo undo", Status.UNREVIEWED),
        ("accept undo accept", Status.ACCEPTED),
        ("accept note undo", Status.ACCEPTED),
        ("accept undo reject correct undo", Status.REJECTED),
        ("accept correct", Status.CORRECTED),
        ("accept ben:reject", Status.DISPUTED),
        ("accept ben:accept", Status.ACCEPTED),
        ("reject ben:reject", Status.REJECTED),
        ("reject ben:correct", Status.DISPUTED),
        ("accept ben:correct", Status.DISPUTED),
        ("correct ben:accept", Status.DISPUTED),  # as its source reads
        ("correct ben:correct", Status.CORRECTED),
        ("accept ben:reject ben:undo", Status.ACCEPTED),
        ("accept ben:reject ben:accept", Status.ACCEPTED),
    ],
)
def test_a_status_is_shown_as_the_judgements_come_to(ledger: Ledger, path: Path, verbs: str, status: Status) -> None:
    name = make_reading(0).figures[0].id
    for told_ in verbs.split():
        by, _, verb = told_.rpartition(":")
        changes = (("noun", '"dogs"'),) if verb == "correct" else ()
        add_judgement(ledger, Judgement(name, Verb(verb), by or "ana", NOON, None, changes))
    assert select(path, "SELECT status FROM figures_view WHERE id = ?", name) == [{"status": status}]
    cited = [] if status is Status.REJECTED else [{"status": status}]
    assert select(path, "SELECT status FROM citations_view WHERE id = ?", name) == cited
    assert viewed(path) == told(ledger)


# Texts read again


def read_again(ledger: Ledger, reading: Reading) -> None:
    add_rereading(ledger, reading, start_run(ledger, reader="2", lexicon="words", program="0.2.0"))


_READ_AGAIN = st.tuples(st.lists(st.sampled_from(["people", "dogs", None]), min_size=3, max_size=3), st.booleans())


@given(st.lists(_READ_AGAIN | _ACTS, max_size=8))
@settings(max_examples=15)
def test_what_was_read_again_is_shown_as_the_program_lists_it(
    shared: tuple[Ledger, Path, int], deeds: Sequence[tuple[Any, ...]]
) -> None:
    """A noun of None is a figure that is not read any more."""
    ledger, path, run = shared
    reading = make_reading(400_000 + int(select(path, "SELECT count(*) AS n FROM documents")[0]["n"]))
    add_reading(ledger, reading, run)
    wanted = replace(EVERY, document=reading.document.sha256)
    for deed in deeds:
        if len(deed) == 2:
            nouns, _ = deed
            told_ = zip(reading.figures, nouns, strict=True)
            read_again(ledger, replace(reading, figures=tuple(replace(one, noun=noun) for one, noun in told_ if noun)))
        elif any(one.id == reading.figures[deed[0]].id for one in fetch_figures(ledger, wanted)):
            act(ledger, reading.figures[deed[0]].id, *deed[1:])
    rows = select(path, "SELECT * FROM figures_view WHERE document = ? ORDER BY start", reading.document.sha256)
    assert [as_record(row) for row in rows] == [figure.to_record() for figure in fetch_figures(ledger, wanted)]
    require_same_citations(path, fetch_figures(ledger, FigureFilter(document=reading.document.sha256)))
    require_right_search(path)


def test_a_finding_shows_a_figure_that_was_read_again_once(ledger: Ledger, path: Path) -> None:
    reading = make_reading(0)
    one, other, _ = reading.figures
    add_check(ledger, [a_finding(one, other)], figures=15, program="0.1.0")
    read_again(ledger, replace(reading, figures=tuple(replace(figure, noun="dogs") for figure in reading.figures)))
    (row,) = select(path, "SELECT surfaces, figures_since FROM findings_view")
    assert (row["surfaces"], row["figures_since"]) == ("1,000 · 1,001", 0)
    assert count_figures(ledger) == 15
    assert sum(entry.figures for entry in fetch_documents(ledger)) == 15


# Findings


def a_finding(*figures: Figure, kind: FindingKind = FindingKind.CONFLICT, **parts: Any) -> Finding:
    return Finding(kind, "dispute", 0.61234, figures, **({"reason": "They differ."} | parts))


def shown(path: Path) -> list[Row]:
    """Return findings_view as the program's own records."""
    rows = select(path, "SELECT * FROM findings_view")
    names = ("id", "kind", "check", "severity", "figures", "reason", "status")
    return [{name: json.loads(row[name]) if name == "figures" else row[name] for name in names} for row in rows]


def test_the_latest_check_is_shown_in_its_order(ledger: Ledger, path: Path) -> None:
    assert shown(path) == []
    one, other, third = make_reading(0).figures
    first = [a_finding(one, other), a_finding(third, other, also=(one,)), a_finding(one, kind=FindingKind.WARNING)]
    assert add_check(ledger, first, figures=15, program="0.1.0") == 3
    assert shown(path) == [finding.to_record() for finding in first]
    second = [replace(first[1], reason="They differ more."), first[0], first[0]]
    assert add_check(ledger, second, figures=15, program="0.1.0") == 1
    assert shown(path) == [finding.to_record() for finding in second[:2]]
    assert add_check(ledger, [], figures=15, program="0.1.0") == 0
    assert shown(path) == []


def test_what_was_found_before_is_kept_once(ledger: Ledger, path: Path) -> None:
    one, other, third = make_reading(0).figures
    findings = [a_finding(one, other, also=(third,)), a_finding(other, third)]
    assert [add_check(ledger, findings, figures=15, program="0.1.0") for _ in range(3)] == [2, 0, 0]
    counted = {
        table: select(path, f"SELECT count(*) AS n FROM {table}")[0]["n"]
        for table in ("checks", "check_findings", "saved_findings", "saved_finding_figures")
    }
    assert counted == {"checks": 3, "check_findings": 6, "saved_findings": 2, "saved_finding_figures": 5}
    assert len(shown(path)) == 2


def test_a_finding_says_what_it_is_about_and_how_old_it_is(ledger: Ledger, path: Path) -> None:
    one, other, _ = make_reading(0).figures
    add_check(ledger, [a_finding(other, one)], figures=15, program="0.1.0")
    add_reading(ledger, make_reading(8), 1)
    (row,) = select(path, "SELECT surfaces, figures_since, checked_at FROM findings_view")
    assert (row["surfaces"], row["figures_since"]) == ("1,001 · 1,000", 3)
    assert datetime.fromisoformat(row["checked_at"]).tzinfo is UTC


@given(
    st.lists(st.tuples(st.integers(0, 1), st.sampled_from(ON_FINDINGS), st.sampled_from(["ana", "ben"])), max_size=8)
)
@settings(max_examples=25)
def test_the_status_of_a_finding_follows_its_judgements(
    shared: tuple[Ledger, Path, int], acts: Sequence[tuple[int, Verb, str]]
) -> None:
    ledger, path, run = shared
    reading = make_reading(300_000 + int(select(path, "SELECT count(*) AS n FROM documents")[0]["n"]))
    add_reading(ledger, reading, run)
    one, other, third = reading.figures
    findings = [a_finding(one, other), a_finding(other, third)]
    add_check(ledger, findings, figures=15, program="0.1.0")
    for number, verb, by in acts:
        with suppress(NothingToUndo):
            add_judgement(ledger, Judgement(findings[number].id, verb, by, NOON))
    judged = fetch_finding_judgements(ledger)
    assert [row["status"] for row in shown(path)] == [finding_status(judged.get(one.id, ())) for one in findings]


# Citations


PERIODS = [
    (None, None),
    (date(2019, 1, 1), date(2020, 1, 1)),
    (date(2019, 1, 1), date(2022, 1, 1)),
    (date(2021, 3, 1), date(2021, 4, 1)),
    (date(2021, 3, 1), date(2021, 12, 1)),
    (date(2021, 12, 1), date(2022, 1, 1)),
    (date(2021, 3, 18), date(2021, 3, 19)),
    (date(2021, 3, 18), date(2021, 4, 1)),
    (date(2020, 2, 29), date(2020, 3, 2)),
    (date(2007, 1, 1), None),
    (date(2007, 5, 1), None),
    (date(2007, 5, 9), None),
    (None, date(2007, 1, 1)),
    (None, date(2007, 5, 1)),
    (None, date(2007, 5, 9)),
]


NOT_IN_SQL = ("claim", "key", "link", "group", "verdict")  # what the program makes of a figure and its findings


def test_a_citation_reads_as_the_program_writes_it(path: Path) -> None:
    made = [make_reading(number, period=Period(*period), attribution="Ñandú") for number, period in enumerate(PERIODS)]
    made[0] = replace(made[0], document=replace(made[0].document, metadata=Metadata(), origins=()))
    with make_ledger(path, *made) as ledger:
        require_same_citations(path, fetch_figures(ledger))
    assert len(select(path, "SELECT id FROM citations_view")) == 3 * len(PERIODS)


def test_a_corrected_citation_reads_as_the_program_writes_it(path: Path) -> None:
    with make_ledger(path, *(make_reading(number) for number in range(len(PERIODS)))) as ledger:
        for number, period in enumerate(PERIODS):
            for figure in make_reading(number).figures:
                changes = changes_to(figure, period=Period(*period), attribution="Ñandú")
                add_judgement(ledger, Judgement(figure.id, Verb.CORRECT, "ana", NOON, None, changes))
        require_same_citations(path, fetch_figures(ledger))
    assert len(select(path, "SELECT id FROM citations_view")) == 3 * len(PERIODS)


def require_same_citations(path: Path, figures: Iterable[Figure]) -> None:
    """Hold the citations of these figures, all that their documents have, against what the program writes."""
    named = {figure.id: figure for figure in figures}
    table = citation_table([Citation(figure, "key") for figure in named.values()])
    expected = [dict(zip((column.key for column in CITATION_COLUMNS), row, strict=True)) for row in table.rows]
    columns = [column.key for column in CITATION_COLUMNS if column.key not in NOT_IN_SQL]
    documents = {figure.source.document for figure in named.values()}
    query = "SELECT * FROM citations_view WHERE id IN (SELECT id FROM figures WHERE document = ?)"
    rows = {row["id"]: row for document in documents for row in select(path, query, document)}
    for cited in expected:
        row = rows.pop(str(cited["id"]))
        assert list(row) == columns
        told = cited | {"topics": json.dumps(named[row["id"]].topics, separators=(",", ":"))}
        for key in columns:
            assert row[key] == (None if told[key] in ("", []) else told[key]), key
    assert not rows


def test_a_citation_names_what_doubts_its_figure(ledger: Ledger, path: Path) -> None:
    one, other, third = make_reading(0).figures
    doubt = a_finding(one, other, also=(third,))
    told_again = a_finding(third, kind=FindingKind.CORROBORATION)
    add_check(ledger, [a_finding(third, other)], figures=15, program="0.1.0")
    add_check(ledger, [doubt, told_again], figures=15, program="0.1.0")
    rows = select(path, "SELECT id, conflict_group FROM citations_view WHERE conflict_group IS NOT NULL")
    assert rows == [{"id": figure.id, "conflict_group": f'["{doubt.id}"]'} for figure in (one, other)]


# Search


def test_words_are_found_whatever_their_case_and_accents(ledger: Ledger, path: Path) -> None:
    everything = [figure.id for number in range(5) for figure in make_reading(number).figures]
    for words in ("mexico", "MÉXICO", "killed people", '"people were killed"', "pelican OR report", "noun: people"):
        assert found(path, words) == everything
    assert found(path, "surface: mexico") == []
    assert found(path, '"1,008"') == [make_reading(1).figures[1].id]
    assert found(path, "fiscalia") == []  # who publishes it is a column to ask, no word of the figure


def test_a_corrected_title_is_found_and_the_old_one_is_not(ledger: Ledger, path: Path) -> None:
    sha256 = make_reading(2).document.sha256
    names = [figure.id for figure in make_reading(2).figures]
    add_metadata(ledger, sha256, Metadata(title="Anuario estadístico", author="Ana"), Origin.TYPED)
    assert found(path, "title: estadistico") == names
    assert found(path, 'title: "report 2"') == []
    add_metadata(ledger, sha256, Metadata(title="Otro"), Origin.TYPED, section=1)
    add_metadata(ledger, sha256, Metadata(title="Found"), Origin.EXTRACTED)
    require_right_search(path)


def test_a_correction_that_fails_leaves_the_search_as_it_was(ledger: Ledger, path: Path) -> None:
    with pytest.raises(Exception, match="FOREIGN KEY"):
        add_metadata(ledger, "no such document", Metadata(title="Anuario"), Origin.TYPED)
    require_right_search(path)
    assert len(found(path, "report")) == 15


def test_a_document_that_fails_half_way_is_not_found(ledger: Ledger, path: Path) -> None:
    reading = make_reading(99, noun="pelicans")
    with pytest.raises(Exception, match="UNIQUE constraint failed"):
        add_reading(ledger, replace(reading, figures=reading.figures + reading.figures[:1]), 1)
    assert found(path, "pelicans") == []
    require_right_search(path)


def test_a_copy_has_the_views_and_the_search(ledger: Ledger, path: Path) -> None:
    copy = path.with_name("copy.db")
    backup(ledger, copy)
    assert viewed(copy) == viewed(path)
    assert found(copy, "mexico") == found(path, "mexico")
    require_right_search(copy)
    assert select(copy, "PRAGMA integrity_check") == [{"integrity_check": "ok"}]


# Other programs


VIEWS = ["citations_view", "figures_view", "findings_view"]


@pytest.mark.parametrize("trusted", ["ON", "OFF"])
@pytest.mark.parametrize("view", VIEWS)
def test_a_view_asks_for_nothing_that_is_refused(ledger: Ledger, path: Path, view: str, trusted: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA trusted_schema = {trusted}")
        connection.execute(f"SELECT * FROM {view}").fetchall()


def test_sqlite_utils_finds_the_views(ledger: Ledger, path: Path) -> None:
    database = Database(path)
    assert sorted(database.view_names()) == VIEWS
    assert database["figures_view"].count == len(list(database["figures_view"].rows)) == 15
    database.close()


def test_the_search_is_made_as_datasette_looks_for_it(path: Path) -> None:
    """It looks for the view's name in double quotes, and asks for the rows by `rowid`."""
    make_ledger(path, make_reading(1)).close()
    (made,) = select(path, "SELECT sql FROM sqlite_master WHERE name = 'figures_search'")
    assert 'content="figures_view"' in made["sql"]
    matching = "SELECT rowid FROM figures_search WHERE title MATCH 'report'"
    assert select(path, f"SELECT count(*) AS n FROM figures_view WHERE rowid IN ({matching})") == [{"n": 3}]


_MATCHING = "SELECT rowid FROM figures_search WHERE figures_search MATCH 'mexico'"


@pytest.mark.parametrize(
    ("query", "walked"),
    [
        ("SELECT count(*) FROM figures_view", {"f"}),
        ("SELECT * FROM figures_view LIMIT 20", {"f"}),
        ("SELECT * FROM figures_view WHERE unit = 'USD'", {"f"}),
        ("SELECT * FROM figures_view WHERE place_code = 'MX'", {"f"}),
        ("SELECT * FROM figures_view WHERE measure = 'killed' AND period_start >= '2019'", {"f"}),
        ("SELECT * FROM figures_view WHERE id = 'f-1'", set()),
        ("SELECT * FROM figures_view WHERE document = 'abc'", set()),
        ("SELECT * FROM figures_view WHERE number IN (SELECT figure FROM figure_topics WHERE topic = 'aid')", set()),
        (f"SELECT * FROM figures_view WHERE rowid IN ({_MATCHING})", set()),
        ("SELECT * FROM citations_view", {"f"}),
        ("SELECT * FROM citations_view WHERE unit = 'USD'", {"f"}),
        ("SELECT * FROM citations_view WHERE id IN ('f-1', 'f-2')", set()),
        ("SELECT reason, status FROM findings_view", set()),
    ],
)
def test_a_view_walks_through_no_more_than_it_shows(ledger: Ledger, path: Path, query: str, walked: set[str]) -> None:
    plan = [row["detail"].split() for row in select(path, f"EXPLAIN QUERY PLAN {query}")]
    tables = {words[1] for words in plan if words[0] == "SCAN"}
    assert tables & {"f", "d", "m", "r", "figures", "documents", "judgements", "evidence"} == walked


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM figures_view",
        "SELECT id, status, topics FROM figures_view WHERE status = 'corrected' AND topics LIKE '%aid%'",
        f"SELECT * FROM figures_view WHERE rowid IN ({_MATCHING})",
        "SELECT * FROM citations_view WHERE conflict_group IS NOT NULL",
    ],
)
def test_what_is_asked_of_a_view_is_asked_of_each_half_of_it(ledger: Ledger, path: Path, query: str) -> None:
    """SQLite does so where both halves have their columns of one type. Else it puts all figures together first."""
    plan = [row["detail"] for row in select(path, f"EXPLAIN QUERY PLAN {query}")]
    assert not [step for step in plan if "_view" in step]
