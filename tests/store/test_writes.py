import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings

from ledger.errors import DocumentUnreadable, NothingToUndo
from ledger.model.correction import reading_digest
from ledger.model.document import Document, Metadata, Origin
from ledger.model.event import Act
from ledger.model.finding import FindingStatus
from ledger.model.judgement import Judgement, Verb
from ledger.model.reading import Reading
from ledger.store import reads
from ledger.store.digests import row_digest
from ledger.store.engine import Ledger, open_ledger
from ledger.store.filters import FigureFilter
from ledger.store.queries import fetch_figure, fetch_figures
from ledger.store.rows import judgement_values
from ledger.store.tables import WORKED_OUT, metadata
from ledger.store.writes import (
    add_findings,
    add_judgement,
    add_judgements,
    add_metadata,
    add_reading,
    add_readings,
    start_run,
)
from tests.postgres import Server
from tests.store.chains import fetch_events
from tests.store.samples import a_finding, fill_every_table, make_ledger, make_reading, readings
from tests.store.views import require_right_search

NOON = datetime(2024, 5, 1, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Ledger, int]]:
    with begun(str(tmp_path_factory.mktemp("shared") / "figures.db")) as ready:
        yield ready


@pytest.fixture(scope="module")
def shared_by_team(server: Server) -> Iterator[tuple[Ledger, int]]:
    with begun(server.url(server.made())) as ready:
        yield ready


@contextmanager
def begun(target: str) -> Iterator[tuple[Ledger, int]]:
    with open_ledger(target, write=True, create=True) as ledger:
        yield ledger, start_run(ledger, reader="1", lexicon="words", program="0.1.0")


@given(readings())
def test_everything_read_comes_back_as_it_was(shared: tuple[Ledger, int], reading: Reading) -> None:
    require_as_it_was(*shared, reading)


@given(readings())
@settings(max_examples=30)
def test_everything_read_comes_back_from_a_server(shared_by_team: tuple[Ledger, int], reading: Reading) -> None:
    require_as_it_was(*shared_by_team, reading)


def require_as_it_was(ledger: Ledger, run: int, reading: Reading) -> None:
    document = reading.document
    if not add_reading(ledger, reading, run):
        return  # the same text was drawn before
    assert reads.fetch_document(ledger, document.sha256) == document
    found = list(fetch_figures(ledger, FigureFilter(document=document.sha256)))
    assert found == list(reading.figures)
    assert list(map(reading_digest, found)) == list(map(reading_digest, reading.figures))
    assert [str(figure.to_record()) for figure in found] == [str(figure.to_record()) for figure in reading.figures]
    for passages, kept in ((reading.omissions, reads.fetch_omissions), (reading.problems, reads.fetch_problems)):
        told = sorted((one.span, one.surface, one.reason) for one in passages)
        assert sorted((one.span, one.surface, one.reason) for one in kept(ledger, document.sha256)) == told


def contents(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(path)) as connection:
        return {table: connection.execute(f"SELECT * FROM {table}").fetchall() for table in metadata.tables}


def test_adding_the_same_content_again_changes_nothing(ledger: Ledger, path: Path) -> None:
    before = contents(path)
    elsewhere = [replace(one, document=replace(one.document, path="other.txt")) for one in map(make_reading, range(5))]
    assert [added.new for added in add_readings(ledger, elsewhere[::-1], 1)] == [False] * 5
    assert contents(path) == before


def test_each_reading_is_told_of_with_its_counts(ledger: Ledger) -> None:
    (added,) = add_readings(ledger, [make_reading(77, figures=4)], 1)
    assert (added.new, added.figures, added.omissions, added.problems) == (True, 4, 1, 0)


def test_a_document_that_fails_half_way_leaves_nothing_behind(ledger: Ledger, path: Path) -> None:
    before = contents(path)
    reading = make_reading(99)
    twice = replace(reading, figures=reading.figures + reading.figures[:1])
    with pytest.raises(Exception, match="UNIQUE constraint failed"):
        add_reading(ledger, twice, 1)
    assert contents(path) == before


def test_half_a_character_in_a_text_is_told_as_such(ledger: Ledger, path: Path) -> None:
    before = contents(path)
    with pytest.raises(DocumentUnreadable, match="half of a character"):
        add_reading(ledger, Reading(Document.from_text("caf\udce9 412"), ()), 1)
    assert contents(path) == before


def test_of_readings_kept_together_one_that_cannot_be_takes_no_other_with_it(ledger: Ledger, path: Path) -> None:
    good, bad = [make_reading(number) for number in (200, 201, 202)], Reading(Document.from_text("caf\udce9 412"), ())
    told = []
    with pytest.raises(DocumentUnreadable, match="half of a character"):
        told += list(add_readings(ledger, [*good[:2], bad, good[2]], 1))
    kept = {entry.sha256 for entry in reads.fetch_documents(ledger)}
    assert [reading.document.sha256 in kept for reading in good] == [True, True, False]


def test_readings_kept_together_leave_the_rows_of_readings_kept_one_by_one(tmp_path: Path) -> None:
    readings = [make_reading(number) for number in range(5)]
    readings.insert(3, readings[0])
    for name, step in (("together.db", len(readings)), ("alone.db", 1)):
        make_ledger(tmp_path / name).close()
        with open_ledger(str(tmp_path / name), write=True) as ledger:
            some = [list(add_readings(ledger, readings[at : at + step], 1)) for at in range(0, len(readings), step)]
            assert [one.new for added in some for one in added] == [True, True, True, False, True, True]
        require_right_search(tmp_path / name)
    together, alone = contents(tmp_path / "together.db"), contents(tmp_path / "alone.db")
    for table in set(together) - {"events", "runs", "metadata_values"}:
        assert together[table] == alone[table]
    known = [[row[:-1] for row in ledger["metadata_values"]] for ledger in (together, alone)]  # all but the time
    assert known[0] == known[1]
    about = metadata.tables["events"].c.keys().index("about")
    assert [event[about] for event in together["events"]] == [event[about] for event in alone["events"]]


def test_half_a_character_in_a_name_is_written_out(ledger: Ledger) -> None:
    document = Document.from_text("none", path="caf\udce9.txt", title="a\0b\ud800")
    assert add_reading(ledger, Reading(document, ()), 1)
    kept = reads.fetch_document(ledger, document.sha256)
    assert (kept.path, kept.metadata.title) == ("caf\\udce9.txt", "a\ufffdb\\ud800")


@pytest.mark.parametrize("table", sorted(set(metadata.tables) - set(WORKED_OUT)))
@pytest.mark.parametrize(
    "statement", ["UPDATE {} SET {} = {}", "DELETE FROM {}", "INSERT OR REPLACE INTO {} SELECT * FROM {}"]
)
def test_no_row_is_ever_changed_or_removed(full: Path, table: str, statement: str) -> None:
    column = next(iter(metadata.tables[table].columns.keys()))
    names = (table, f'"{column}"', f'"{column}"') if statement.startswith("UPDATE") else (table, table)
    with closing(sqlite3.connect(full)) as connection:
        connection.execute("PRAGMA recursive_triggers = ON")
        with pytest.raises(sqlite3.IntegrityError, match=f"rows of {table} are only ever added"):
            connection.execute(statement.format(*names))


@pytest.fixture
def full(ledger: Ledger, path: Path) -> Path:
    """A ledger with a row in every table."""
    fill_every_table(ledger)
    ledger.close()
    assert all(rows for table, rows in contents(path).items() if table not in WORKED_OUT)
    return path


def test_a_finding_is_added_once_and_comes_back(ledger: Ledger) -> None:
    figures = make_reading(3).figures
    finding = a_finding(figures[2], figures[0], figures[1])
    assert add_findings(ledger, [finding, a_finding(*figures)]) == 1
    assert add_findings(ledger, [finding, a_finding(*figures, check="share")]) == 1
    assert reads.fetch_finding(ledger, finding.id) == finding
    assert reads.fetch_finding(ledger, finding.id[:9]) == finding


def test_a_finding_keeps_its_status_beside_it(ledger: Ledger) -> None:
    finding = a_finding(*make_reading(3).figures)
    add_findings(ledger, [finding])
    add_judgement(ledger, Judgement(finding.id, Verb.CONFIRM, "ana", NOON))
    add_judgement(ledger, Judgement(finding.id, Verb.DISMISS, "ben", NOON, "it is a typo"))
    assert reads.fetch_finding(ledger, finding.id).status is FindingStatus.OPEN
    add_judgement(ledger, Judgement(finding.id, Verb.DISMISS, "ana", NOON, "so it is"))
    assert reads.fetch_finding(ledger, finding.id).status is FindingStatus.DISMISSED
    said = reads.fetch_finding_judgements(ledger)
    assert {name: [one.by for one in told] for name, told in said.items()} == {finding.id: ["ana", "ben", "ana"]}


def test_a_judgement_comes_back_with_every_field(ledger: Ledger) -> None:
    changes = (("noun", '"perros \\ud800"'), ("unit", "null"))
    given_ = Judgement("f-1", Verb.CORRECT, "an\0a", NOON, "a \ud800 typo", changes, "0a1b", None)
    kept = replace(given_, by="an\ufffda", because="a \\ud800 typo")
    assert add_judgement(ledger, given_) == kept
    undo = Judgement("f-2", Verb.UNDO, "ben", NOON, undoes="j-1")
    add_judgement(ledger, undo)
    assert reads.fetch_judgements(ledger, "f-1") == [kept]
    assert [one.target for one in reads.fetch_judgements(ledger)] == ["f-1", "f-2"]
    assert [one.undoes for one in reads.fetch_judgements(ledger)] == [None, "j-1"]


def test_a_judgement_has_the_name_it_is_kept_by(ledger: Ledger, path: Path) -> None:
    """Whatever zone its time is told in, and in whatever order its changes."""
    there = datetime(2024, 5, 1, 7, 30, 0, 5, tzinfo=timezone(timedelta(hours=-6)))
    changes = (("unit", "null"), ("noun", '"dogs"'))
    kept = add_judgement(ledger, Judgement("f-1", Verb.CORRECT, "ana", there, None, changes))
    assert reads.fetch_judgements(ledger) == [kept]
    assert reads.fetch_judgements(ledger)[0].id == kept.id
    assert [row[1] for row in contents(path)["judgements"]] == [kept.id]
    assert fetch_events(ledger)[-1].rows == row_digest("judgements", judgement_values(kept))


def test_each_judgement_is_later_than_any_before(ledger: Ledger) -> None:
    """Two machines have two clocks: the order of judgements is told by their times alone."""
    later, tick = NOON + timedelta(days=1), timedelta.resolution
    times = [NOON, NOON, later, NOON, later, later + timedelta(hours=1)]
    kept = add_judgements(ledger, [Judgement("f-1", Verb.NOTE, "ana", at) for at in times[:3]])
    kept += [add_judgement(ledger, Judgement("f-2", Verb.NOTE, "ben", at)) for at in times[3:]]
    expected = [NOON, NOON + tick, later, later + tick, later + 2 * tick, later + timedelta(hours=1)]
    assert [one.at for one in kept] == expected
    assert reads.fetch_judgements(ledger) == kept


@pytest.mark.parametrize(
    ("acts", "undone"),
    [
        ("accept undo", "0"),
        ("accept reject undo", "1"),
        ("accept reject undo undo", "1 0"),
        ("accept note undo reject undo", "1 3"),
        ("accept undo reject undo", "0 2"),
    ],
)
@pytest.mark.parametrize("at_once", [True, False])
def test_an_undo_takes_back_the_latest_on_its_target(ledger: Ledger, acts: str, undone: str, at_once: bool) -> None:
    add_judgement(ledger, Judgement("f-2", Verb.ACCEPT, "ana", NOON + timedelta(days=1)))
    told = [Judgement("f-1", Verb(verb), "ana", NOON) for verb in acts.split()]
    kept = add_judgements(ledger, told) if at_once else [add_judgement(ledger, one) for one in told]
    assert [one.undoes for one in kept if one.verb is Verb.UNDO] == [kept[int(place)].id for place in undone.split()]


@pytest.mark.parametrize("acts", ["undo", "accept undo undo", "accept undo accept undo undo"])
def test_nothing_is_kept_where_there_is_nothing_to_undo(ledger: Ledger, path: Path, acts: str) -> None:
    add_judgement(ledger, Judgement("f-2", Verb.ACCEPT, "ana", NOON))
    before = contents(path)
    with pytest.raises(NothingToUndo, match="f-1"):
        add_judgements(ledger, [Judgement("f-1", Verb(verb), "ana", NOON) for verb in acts.split()])
    assert contents(path) == before


def test_a_finding_comes_in_with_what_is_said_of_it(ledger: Ledger) -> None:
    finding = a_finding(*make_reading(3).figures)
    told = [Judgement(finding.id, verb, "ana", NOON) for verb in (Verb.DISMISS, Verb.NOTE)]
    add_judgements(ledger, told[:1], findings=[finding])
    add_judgements(ledger, told[1:], findings=[finding])
    assert reads.fetch_finding(ledger, finding.id) == replace(finding, status=FindingStatus.DISMISSED)
    assert [event.act for event in fetch_events(ledger)[-3:]] == [Act.FIND, Act.JUDGE, Act.JUDGE]


def test_the_strongest_origin_wins_and_then_the_latest(ledger: Ledger) -> None:
    document = Document.from_text("Nothing here.", path="a.txt")
    add_reading(ledger, Reading(document, ()), 1)

    def add(title: str, origin: Origin) -> str | None:
        add_metadata(ledger, document.sha256, Metadata(title=title), origin)
        return reads.fetch_document(ledger, document.sha256).metadata.title

    assert add("declared", Origin.DECLARED) == "declared"
    assert add("found", Origin.EXTRACTED) == "declared"
    assert add("declared later", Origin.DECLARED) == "declared later"
    assert add("typed", Origin.TYPED) == "typed"
    assert add("declared last", Origin.DECLARED) == "typed"
    assert reads.fetch_document(ledger, document.sha256).origins == (("title", Origin.TYPED),)


def test_the_same_value_is_not_added_again(ledger: Ledger) -> None:
    sha256 = make_reading(0).document.sha256
    known = Metadata(author="Ana", published=date(2020, 2, 1))
    assert add_metadata(ledger, sha256, known, Origin.TYPED) == 2
    assert add_metadata(ledger, sha256, known, Origin.TYPED) == 0
    assert add_metadata(ledger, sha256, Metadata(author="Bea"), Origin.TYPED) == 1


def test_figures_show_what_is_now_known_of_their_section(ledger: Ledger) -> None:
    reading = make_reading(1)
    add_metadata(ledger, reading.document.sha256, Metadata(publisher="INEGI", author="Ana"), Origin.TYPED)
    add_metadata(ledger, reading.document.sha256, Metadata(author="Bea"), Origin.EXTRACTED, section=1)
    source = fetch_figure(ledger, reading.figures[0].id).source
    assert (source.publisher, source.author, source.title) == ("INEGI", "Bea", "Report 1")
