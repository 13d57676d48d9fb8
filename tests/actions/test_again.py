"""Texts read again: gains and losses are told, ids and judgements stay, and nothing is lost."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from ledger.actions import reading as reading_room
from ledger.actions.again import read_again
from ledger.actions.editing import edit_document
from ledger.actions.figures import Wanted, list_figures
from ledger.actions.history import read_history
from ledger.actions.judge import add_note, judge_figures, take_back
from ledger.actions.paging import Pages
from ledger.actions.show import show_figure
from ledger.actions.typed import Typed
from ledger.errors import UnknownDocument
from ledger.exports.blocks import detail_block
from ledger.exports.judged import readings_words
from ledger.exports.reread import again_lines
from ledger.exports.told_history import sentence
from ledger.extract.figures import read_document
from ledger.model.correction import reading_digest
from ledger.model.document import Document, Metadata
from ledger.model.figure import Figure, Status
from ledger.model.judgement import Judgement, Verb
from ledger.model.reading import Reading, Reread
from ledger.store.engine import open_ledger
from ledger.store.reads import fetch_documents, fetch_omissions
from ledger.store.writes import add_judgements
from tests.actions.conftest import Ready
from tests.store.views import require_right_search, viewed

TEXT = (
    "In 2020, 412 police officers were killed in Mexico.\n\nIn Lima, 31 people were arrested in May 2019.\n\n"
    "The plan cost $3 billion. Last year 77 migrants died.\n"
)
Change = Callable[[Sequence[Figure]], Iterator[Figure]]


@pytest.fixture
def db(ready: Ready) -> str:
    return ready({"a.txt": TEXT, "b.txt": TEXT.replace("412", "446")})


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Callable[[Change], None]:
    """Let a newer reader read: what it reads is what the program reads, changed."""

    def use(change: Change) -> None:
        def read(document: Document, lexicon: object) -> Reading:
            found = read_document(document, lexicon)  # type: ignore[arg-type]
            return replace(found, figures=tuple(change(found.figures)))

        monkeypatch.setattr(reading_room, "read_document", read)

    return use


def figures(db: str, **wanted: object) -> dict[str, Figure]:
    asked = Wanted(document="a.txt", **wanted)  # type: ignore[arg-type]
    return {figure.surface: figure for figure in list_figures(db, asked)}


def again(db: str, *names: str, dry_run: bool = False) -> Reread:
    """Read again, and return what it changed in the first document."""
    done = read_again(db, names, dry_run=dry_run)
    assert not done.failed
    require_right_search(Path(db))
    assert viewed(Path(db)) == [figure.to_record() for figure in list_figures(db, Wanted(status=EVERY))]
    return done.read[0]


EVERY = "unreviewed,accepted,rejected,corrected,disputed"


def in_1999(found: Sequence[Figure]) -> Iterator[Figure]:
    """Read every period as that of another year."""
    for figure in found:
        moved = replace(figure.period, start=figure.period.start and figure.period.start.replace(year=1999))
        yield replace(figure, period=moved)


def without_counts(found: Sequence[Figure]) -> Iterator[Figure]:
    return (figure for figure in found if figure.surface not in ("412", "446", "31"))


def by_another_rule(found: Sequence[Figure]) -> Iterator[Figure]:
    return (replace(figure, rule="newer") for figure in found)


def test_the_same_reader_changes_nothing(db: str) -> None:
    before = list(list_figures(db, Wanted()))
    told = again(db)
    assert (told.same, told.new, told.gone, told.otherwise, told.kept) == (len(figures(db)), (), (), (), ())
    assert list(list_figures(db, Wanted())) == before


def test_what_reads_otherwise_takes_the_place_of_what_it_was(db: str, reader: Callable[[Change], None]) -> None:
    before = figures(db)
    reader(in_1999)
    told = again(db)
    after = figures(db)
    assert {figure.id for figure in before.values()} == {figure.id for figure in after.values()}
    assert str(after["412"].period.start) == "1999-01-01"
    assert {was.surface for was, _ in told.otherwise} >= {"412", "31"}
    assert figures(db, period="1999")["412"] == after["412"]
    assert "412" not in figures(db, period="2020..2021") or after["412"].period.end is not None


def test_a_dry_run_tells_it_and_keeps_nothing(db: str, reader: Callable[[Change], None]) -> None:
    before = list(list_figures(db, Wanted()))
    reader(without_counts)
    assert [figure.surface for figure in again(db, dry_run=True).gone] == ["412", "31"]
    assert list(list_figures(db, Wanted())) == before


def test_what_is_read_no_more_is_told_and_kept_out_of_sight(db: str, reader: Callable[[Change], None]) -> None:
    gone = figures(db)["412"]
    reader(without_counts)
    assert [figure.surface for figure in again(db).gone] == ["412", "31"]
    assert set(figures(db)) == {"$3 billion", "77"}
    assert figures(db, gone=True)["412"] == gone
    assert show_figure(db, gone.id).figure == gone
    assert [figure.surface for figure in again(db).gone] == [], "it is told once"


def test_it_comes_back_when_it_is_read_again(db: str, reader: Callable[[Change], None]) -> None:
    before = figures(db)
    reader(without_counts)
    again(db)
    reader(lambda found: iter(found))
    assert [figure.surface for figure in again(db).new] == ["412", "31"]
    assert figures(db) == before
    assert figures(db, gone=True) == {}


def judge(db: str, surface: str, verb: Verb, by: str = "Ana", **typed: str) -> None:
    judge_figures(db, [figures(db, status=EVERY)[surface].id], verb, by=by, typed=Typed(**typed))  # type: ignore[arg-type]


def test_what_somebody_vouched_for_stays_as_it_was(db: str, reader: Callable[[Change], None]) -> None:
    judge(db, "412", Verb.ACCEPT)
    judge(db, "31", Verb.CORRECT, value="33")
    before = figures(db)
    reader(in_1999)
    told = again(db)
    assert {was.surface for was, now in told.kept if now is not None} == {"412", "31"}
    assert figures(db)["412"] == before["412"]
    assert figures(db)["31"] == before["31"]
    take_back(db, before["412"].id)
    assert str(figures(db)["412"].period.start) == "1999-01-01", "nobody holds the old reading any more"


@pytest.mark.parametrize("verb", [Verb.ACCEPT, Verb.REJECT, Verb.CORRECT, Verb.NOTE])
def test_what_somebody_spoke_of_is_never_lost(db: str, reader: Callable[[Change], None], verb: Verb) -> None:
    if verb is Verb.NOTE:
        add_note(db, figures(db)["412"].id, "asked", by="Ana")
    else:
        judge(db, "412", verb, value="5") if verb is Verb.CORRECT else judge(db, "412", verb)
    before = figures(db, status=EVERY)["412"]
    reader(without_counts)
    told = again(db)
    assert [(was.surface, now) for was, now in told.kept] == [("412", None)]
    assert [figure.surface for figure in told.gone] == ["31"]
    assert figures(db, status=EVERY)["412"] == before
    take_back(db, before.id)
    assert "412" not in figures(db, status=EVERY)
    assert "412" in figures(db, gone=True)


def test_a_figure_that_says_the_same_by_another_rule_keeps_its_judgement(
    db: str, reader: Callable[[Change], None]
) -> None:
    judge(db, "412", Verb.ACCEPT)
    reader(by_another_rule)
    told = again(db)
    assert (told.same, told.kept) == (len(figures(db)), ())
    assert (figures(db)["412"].rule, figures(db)["412"].status) == ("newer", Status.ACCEPTED)


def test_a_date_that_was_put_right_dates_what_it_tells(db: str) -> None:

    edit_document(db, "a.txt", Metadata(published=date(2015, 6, 1)), by="Ana")
    again(db, "a.txt")
    assert str(figures(db)["77"].period.start) == "2014-01-01"
    assert figures(db)["412"].source.published == date(2015, 6, 1)


def test_a_document_is_counted_as_it_was_read_last(db: str, reader: Callable[[Change], None]) -> None:
    with open_ledger(db, write=False) as ledger:
        before = [(entry.figures, entry.omissions) for entry in fetch_documents(ledger)]
        passages = list(fetch_omissions(ledger))
    reader(without_counts)
    again(db)
    with open_ledger(db, write=False) as ledger:
        assert [(entry.figures + 2, entry.omissions) for entry in fetch_documents(ledger)] == before
        assert list(fetch_omissions(ledger)) == passages


def test_only_the_documents_named_are_read(db: str, reader: Callable[[Change], None]) -> None:
    reader(without_counts)
    assert [one.path for one in read_again(db, ["b.txt", "docs/b.txt"]).read] == ["docs/b.txt"]
    assert "412" in figures(db)
    with pytest.raises(UnknownDocument):
        read_again(db, ["c.txt"])


def test_two_processes_read_the_same(db: str) -> None:
    assert read_again(db, jobs=2).read == read_again(db).read


def test_what_changed_is_told_in_lines(db: str, reader: Callable[[Change], None]) -> None:
    judge(db, "412", Verb.ACCEPT)
    reader(in_1999)
    lines = list(again_lines(read_again(db).read, [], dry_run=False, whole=True))
    kept = next(line for line in lines if line.startswith("kept as accepted"))
    assert "412 police officers (a.txt:1): the reader now has period 2020 → 2020 (1999-01-01 to 2020-12-31)" in kept
    assert any(line.startswith("reads otherwise: ") and "446" in line for line in lines)
    assert lines[-1].endswith("Next: ledger check")


def test_a_dispute_over_two_readings_says_what_they_tell_otherwise(db: str, reader: Callable[[Change], None]) -> None:
    name = figures(db)["412"].id
    old = reading_digest(figures(db)["412"])
    reader(lambda found: (replace(one, noun="cadets") if one.surface == "412" else one for one in found))
    read_again(db, ["a.txt"])
    judge_figures(db, [name], Verb.ACCEPT, by="Ben")
    with open_ledger(db, write=True) as ledger:  # as it comes by merging
        add_judgements(ledger, [Judgement(name, Verb.ACCEPT, "Ana", datetime(2024, 5, 1, tzinfo=UTC), of=old)])
    apart = "Ben vouches for noun cadets; Ana vouches for noun police officers."
    assert apart in detail_block(show_figure(db, name)).replace("\n    ", " ")
    (judged,) = judge_figures(db, [name], Verb.NOTE, by="Eva", because="asked")
    assert apart in str(readings_words(judged.history, judged.readings))
    told = [sentence(one) for one in read_history(db, name).told if one.judgement]
    assert [line.rpartition(", reading ")[2] for line in told[:2]] == ["noun cadets", "noun police officers"]
    (settled,) = judge_figures(db, [name], Verb.ACCEPT, by="Ben", agree_with="Ana")
    assert settled.figure is not None
    assert (settled.figure.status, settled.figure.noun) == (Status.ACCEPTED, "police officers")


def test_pages_are_the_list_whichever_reading_counts(db: str, reader: Callable[[Change], None]) -> None:
    pages = Pages(db)

    def same() -> None:
        for wanted in (
            Wanted(),
            Wanted(status="corrected"),
            Wanted(search="police"),
            Wanted(kind="count"),
            Wanted(gone=True),
        ):
            assert pages.page(wanted, 1, 100).figures == tuple(list_figures(db, wanted))

    judge(db, "412", Verb.CORRECT, value="421")
    judge(db, "31", Verb.ACCEPT)
    same()
    reader(in_1999)
    again(db)
    same()
    take_back(db, figures(db, status=EVERY)["31"].id, by="Ana")
    same()
    take_back(db, figures(db, status=EVERY)["412"].id, by="Ana")
    same()
