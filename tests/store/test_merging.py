"""Ledgers taken into one another: nothing is lost, the order does not matter, and whatever was done can be replayed."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.errors import MergeRefused
from ledger.model.correction import Field, changes_of, field_text, reading_digest
from ledger.model.document import Metadata, Origin
from ledger.model.event import Act
from ledger.model.figure import Figure, Place, Status
from ledger.model.judgement import Judgement, Verb
from ledger.model.merging import KnownOtherwise, Merged
from ledger.model.reading import Reading
from ledger.store.engine import Ledger, open_ledger
from ledger.store.filters import FigureFilter
from ledger.store.merging import add_other
from ledger.store.queries import fetch_figures
from ledger.store.reads import fetch_documents, fetch_judgements, fetch_omissions
from ledger.store.rereading import add_rereading
from ledger.store.standings import fetch_standings
from ledger.store.writes import add_judgement, add_metadata, add_reading, start_run
from tests.store.chains import fetch_events
from tests.store.samples import make_ledger, make_reading
from tests.store.views import require_right_search, viewed

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)
EVERY = tuple(Status)
GONE = FigureFilter(statuses=EVERY, gone=True)
PUEBLA = Place("Puebla", "MX-PUE", ("MX",))


def merge(ledger: Ledger, other: Ledger) -> Merged:
    return add_other(ledger, other, "other.db", by="Ana")


def listed(ledger: Ledger) -> dict[str, Figure]:
    return {figure.id: figure for figure in fetch_figures(ledger, FigureFilter(statuses=EVERY))}


State = dict[str, object]


def state(ledger: Ledger) -> State:
    """Return all that a ledger says, but for the names of files and the numbers that only it knows."""
    figures = listed(ledger)
    with ledger.reading() as connection:
        standings = fetch_standings(connection, {one.target for one in fetch_judgements(ledger)})
    return {
        "read": {name: (reading_digest(one), changes_of(one), one.status, one.rule) for name, one in figures.items()},
        "gone": {figure.id: reading_digest(figure) for figure in fetch_figures(ledger, GONE)},
        "judgements": {one.id: one for one in fetch_judgements(ledger)},
        "standings": standings,
        "known": {entry.sha256: (entry.metadata, entry.figures, entry.omissions) for entry in fetch_documents(ledger)},
        "passages": sorted((one.document, one.span, one.reason) for one in fetch_omissions(ledger)),
    }


def judgements_of(ledger: Ledger) -> set[str]:
    return {one.id for one in fetch_judgements(ledger)}


def require_sound(ledger: Ledger) -> None:
    """What other programs see, and the search, are those of the figures that count."""
    path = Path(ledger.name)
    assert viewed(path) == [figure.to_record() for figure in fetch_figures(ledger, FigureFilter(statuses=EVERY))]
    require_right_search(path)


# What a reader and reviewers may do


def variant(reading: Reading, number: int) -> Reading:
    """Return a reading of the same text by another reader: the same, with other words for some, or without some."""
    figures = list(reading.figures)
    if number == 1:
        figures[0] = replace(figures[0], place=PUEBLA, rule="newer")
    elif number == 2:
        figures = figures[1:]
    elif number == 3:
        figures = [replace(figure, noun="persons") for figure in figures[:-1]]
    elif number == 4:
        figures = []
    return replace(reading, figures=tuple(figures), omissions=reading.omissions[: 1 if number % 2 else 0])


def typed(reading: Reading, published: date) -> Reading:
    """Return a reading of the same text with a date that somebody typed who added it."""
    document = reading.document
    origins = (*document.origins, ("published", Origin.TYPED))
    known = replace(document.metadata, published=published)
    return replace(reading, document=replace(document, metadata=known, origins=origins))


Step = tuple[str, int, int, int]  # what is done, in which ledger, to which document or figure, and how
_STEPS = st.lists(
    st.tuples(
        st.sampled_from(["add", "judge", "judge", "judge", "undo", "reread", "reread", "edit", "edit", "merge"]),
        st.integers(0, 2),
        st.sampled_from([0, 0, 1, 2]),
        st.integers(0, 11),
    ),
    min_size=4,
    max_size=16,
)
_VERBS = [Verb.ACCEPT, Verb.REJECT, Verb.CORRECT, Verb.NOTE]


def take(step: Step, ledgers: Sequence[Ledger]) -> None:
    act, which, document, how = step
    ledger, reading = ledgers[which], make_reading(document)
    known = {entry.sha256 for entry in fetch_documents(ledger)}
    if act == "add":
        said = typed(variant(reading, how % 5), date(2018, 1, 1 + how)) if how % 2 else variant(reading, how % 5)
        add_reading(ledger, said, start_run(ledger, reader="1", lexicon="w", program="0"))
    elif act == "reread" and reading.document.sha256 in known:
        add_rereading(ledger, variant(reading, how % 5), start_run(ledger, reader="2", lexicon="w", program="0"))
    elif act == "edit" and reading.document.sha256 in known:
        day = date(2020, 1, 1 + how)
        add_metadata(ledger, reading.document.sha256, Metadata(published=day, title=f"T{how}"), Origin.TYPED, by="Ana")
    elif act == "merge":
        if which != document:
            merge(ledger, ledgers[document])
    elif act == "judge":
        judge(ledger, reading.figures[how % 3].id, how)
    elif act == "undo" and (judged := fetch_judgements(ledger)):
        target = judged[how % len(judged)].target
        held = [one for one in judged if one.target == target and one.verb is not Verb.UNDO]
        undone = {one.undoes for one in judged}
        if any(one.id not in undone for one in held):
            add_judgement(ledger, Judgement(target, Verb.UNDO, "Ben", datetime.now(UTC)))


def judge(ledger: Ledger, name: str, how: int) -> None:
    figure = listed(ledger).get(name)
    if figure is None:
        return
    verb, by = _VERBS[how % 4], ("Ana", "Ben", "Eva")[how % 3]
    changes = changes_of(figure) if verb is Verb.ACCEPT else ()
    if verb is Verb.CORRECT:
        field = Field.PLACE if how % 2 else Field.NOUN
        told = replace(figure, place=(PUEBLA, None)[how // 6], noun="people" if how > 5 else f"noun {how}")
        changes = ((str(field), field_text(told, field)),)
    add_judgement(
        ledger, Judgement(name, verb, by, datetime.now(UTC), f"because {how}", changes, reading_digest(figure))
    )


NAMES = "abcxyz"


@pytest.fixture(scope="module")
def blank() -> Iterator[Path]:
    """A folder of three ledgers that have a document in common, the third a copy of the second, and of empty ones."""
    with TemporaryDirectory() as folder:
        for name in NAMES:
            if name == "c":
                shutil.copy(Path(folder, "b.db"), Path(folder, "c.db"))
            else:
                had = {"a": (make_reading(0),), "b": (variant(make_reading(0), 1), make_reading(1))}
                make_ledger(Path(folder, f"{name}.db"), *had.get(name, ())).close()
        yield Path(folder)


@given(_STEPS)
@settings(max_examples=10)
def test_whatever_was_done_ledgers_come_to_the_same_and_can_be_replayed(blank: Path, steps: list[Step]) -> None:
    with TemporaryDirectory() as folder, ExitStack() as stack:
        for name in NAMES:
            shutil.copy(blank / f"{name}.db", folder)
        opened = [stack.enter_context(open_ledger(f"{folder}/{name}.db", write=True)) for name in NAMES]
        ledgers, empty = opened[:3], opened[3:]
        for step in steps:
            take(step, ledgers)
        for ledger in ledgers:
            require_sound(ledger)
        before, said = [state(ledger) for ledger in ledgers], [judgements_of(ledger) for ledger in ledgers]
        for told, ledger, replayed in zip(before, ledgers, empty, strict=True):
            merge(replayed, ledger)
            assert state(replayed) == told
            require_sound(replayed)
        one, other, third = ledgers
        merge(one, other)
        merge(one, third)
        merge(third, other)
        merge(third, one)
        merge(other, third)
        assert state(one) == state(third) == state(other)
        for ledger in ledgers:
            require_sound(ledger)
            assert judgements_of(ledger) >= set().union(*said)


# What stands in the way, and what is told of it


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[Ledger, Ledger]]:
    one = make_ledger(tmp_path / "one.db", make_reading(0), make_reading(1))
    other = make_ledger(tmp_path / "other.db", make_reading(1), make_reading(2))
    with one, other:
        yield one, other


def test_what_both_have_is_there_once(two: tuple[Ledger, Ledger]) -> None:
    one, other = two
    merged = merge(one, other)
    assert (merged.documents, merged.known, merged.figures) == (1, 1, 3)
    assert len(listed(one)) == 9
    assert merge(one, other) == Merged()
    require_sound(one)


def test_the_history_of_the_other_comes_as_it_was_made(two: tuple[Ledger, Ledger]) -> None:
    one, other = two
    add_judgement(other, Judgement(make_reading(2).figures[0].id, Verb.ACCEPT, "Ben", NOON))
    merge(one, other)
    chain = fetch_events(other)[0].chain
    assert [event for event in fetch_events(one) if event.chain == chain] == fetch_events(other)
    last = fetch_events(one)[-1]
    assert (last.act, last.about, last.by) == (Act.MERGE, chain, "Ana")
    assert last.detail["head"] == fetch_events(other)[-1].hash


def test_copies_that_went_apart_come_together(two: tuple[Ledger, Ledger], tmp_path: Path) -> None:
    one, _ = two
    shutil.copy(one.name, tmp_path / "copy.db")
    figure = make_reading(0).figures[0].id
    with open_ledger(str(tmp_path / "copy.db"), write=True) as copy:
        add_judgement(one, Judgement(figure, Verb.ACCEPT, "Ana", NOON))
        add_judgement(copy, Judgement(figure, Verb.REJECT, "Ben", NOON))
        merged = merge(one, copy)
        assert (merged.entries, merged.judgements, merged.disputed) == (1, 1, [figure])
        merge(copy, one)
        assert state(copy) == state(one)
    add_judgement(one, Judgement(figure, Verb.NOTE, "Ana", NOON))
    assert fetch_events(one)[-1].before == fetch_events(one)[-2].hash, "it goes on with its own"


def another_text(reading: Reading) -> Reading:
    """Return a reading of the same file by a loader that makes another text of it."""
    text = reading.document.text.replace("people", "peuple")
    document = replace(reading.document, text=text)
    return Reading(document, tuple(replace(one, quote=one.quote_span.of(text)) for one in reading.figures))


def test_a_file_with_another_text_is_left_out_with_what_was_said_of_it(tmp_path: Path) -> None:
    reading = make_reading(0)
    judged = Judgement(reading.figures[0].id, Verb.REJECT, "Ben", NOON)
    with make_ledger(tmp_path / "a.db", reading) as one, make_ledger(tmp_path / "b.db", another_text(reading)) as other:
        add_judgement(other, judged)
        merged = merge(one, other)
        assert merged.other_texts == [reading.document.path]
        assert {figure.status for figure in listed(one).values()} == {Status.UNREVIEWED}
        aside = fetch_events(one)[-1].detail["aside"]
        assert isinstance(aside, list)
        assert [row["row"]["target"] for row in aside] == [judged.target]


def test_what_a_file_declares_otherwise_is_told_and_changes_nothing(tmp_path: Path) -> None:
    reading = make_reading(0)
    declared = replace(reading.document, origins=(("publisher", Origin.DECLARED),))
    known = replace(declared.metadata, publisher="Other")
    reading, other_reading = (
        replace(reading, document=document) for document in (declared, replace(declared, metadata=known))
    )
    with make_ledger(tmp_path / "a.db", reading) as one, make_ledger(tmp_path / "b.db", other_reading) as other:
        merged = merge(one, other)
        assert merged.known_otherwise == [
            KnownOtherwise("reports/00000.txt", None, "publisher", "Fiscalía", "Other", "Fiscalía")
        ]
        assert fetch_documents(one)[0].metadata.publisher == "Fiscalía"


def test_a_history_that_was_altered_is_refused(two: tuple[Ledger, Ledger]) -> None:
    one, other = two
    with other.writing() as connection:
        connection.exec_driver_sql("DROP TRIGGER events_no_update")
        connection.exec_driver_sql("UPDATE events SET at = '2001-01-01T00:00:00.000000+00:00' WHERE position = 2")
    before = state(one)
    with pytest.raises(MergeRefused, match="entry 2 of its history"):
        merge(one, other)
    assert state(one) == before


def test_readings_of_another_text_make_nothing_vanish_later(tmp_path: Path) -> None:
    reading = make_reading(0)
    with make_ledger(tmp_path / "a.db", reading) as one:
        add_rereading(one, variant(reading, 3), start_run(one, reader="2", lexicon="w", program="0"))
        before = set(listed(one))
        with make_ledger(tmp_path / "b.db", another_text(reading)) as other:  # read later than both
            merge(one, other)
        add_judgement(one, Judgement(min(before), Verb.ACCEPT, "Ana", NOON))
        add_judgement(one, Judgement(min(before), Verb.UNDO, "Ana", NOON))
        assert set(listed(one)) == before


def test_what_is_typed_now_counts_though_another_clock_was_ahead(
    two: tuple[Ledger, Ledger], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = two
    sha256 = make_reading(1).document.sha256

    class Ahead(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return datetime.now(tz) + timedelta(hours=1)

    with monkeypatch.context() as patch:
        patch.setattr("ledger.store.writes.datetime", Ahead)
        add_metadata(other, sha256, Metadata(title="Theirs"), Origin.TYPED, by="Ben")
    merge(one, other)
    add_metadata(one, sha256, Metadata(title="Mine"), Origin.TYPED, by="Ana")
    known = {entry.sha256: entry.metadata.title for entry in fetch_documents(one)}
    assert known[sha256] == "Mine"
