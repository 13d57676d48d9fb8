"""Two reviewers' ledgers into one: who differs is named, and can be agreed with."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from ledger.actions.again import read_again
from ledger.actions.backup import back_up
from ledger.actions.check import Asked, check_figures
from ledger.actions.editing import edit_document
from ledger.actions.figures import Wanted, list_figures
from ledger.actions.ingest import ingest
from ledger.actions.judge import judge_figures, judge_findings
from ledger.actions.merge import merge_ledger
from ledger.errors import LedgerMissing, MergeRefused, NotALedger
from ledger.exports.merged import merging_lines
from ledger.model.document import Metadata
from ledger.model.figure import Status
from ledger.model.finding import FindingKind
from ledger.model.judgement import Verb


@pytest.fixture
def db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("Title: Report\nPublished: 2019-03-01\n\nPolice killed 412 people last year in Puebla.\n")
    ingest("x.db", ["a.txt"])
    return "x.db"


def test_who_vouched_for_another_reading_can_be_agreed_with(db: str) -> None:
    back_up(db, "ben.db")
    (figure,) = list_figures(db, Wanted())
    judge_figures(db, [figure.id], Verb.ACCEPT, by="Ana")
    edit_document("ben.db", "a.txt", Metadata(published=date(2021, 3, 1)), by="Ben")
    read_again("ben.db")
    judge_figures("ben.db", [figure.id], Verb.ACCEPT, by="Ben")
    lines = list(merging_lines("ben.db", merge_ledger(db, "ben.db", by="Ana")))
    assert any(line.startswith(f"disputed: {figure.id[:10]} 412 people (a.txt:4)") for line in lines)
    told = "  Reviewers judged different readings of the text: Ana vouches for period last year (2018-01-01 to"
    assert any(line.startswith(told) and "Ben vouches for period last year (2020-01-01" in line for line in lines)
    assert lines[-1].startswith("To settle a dispute")
    (settled,) = judge_figures(db, [figure.id], Verb.ACCEPT, by="Ben", agree_with="Ana")
    assert settled.figure is not None
    assert (settled.figure.status, settled.figure.period) == (Status.ACCEPTED, figure.period)


def dated(name: str, published: str) -> str:
    ingest(name, ["b.txt"], overrides=Metadata(published=date.fromisoformat(published)))
    return name


def test_of_two_dates_typed_by_those_who_added_it_the_later_holds_in_both_and_dates_the_figures(db: str) -> None:
    Path("b.txt").write_text("Police killed 412 people last year in Puebla.\n")
    ana, ben = dated("ana.db", "2019-03-01"), dated("ben.db", "2021-03-01")
    (figure,) = list_figures(ben, Wanted())
    back_up(ana, "was.db")
    lines = list(merging_lines(ben, merge_ledger(ana, ben)))
    assert lines == [
        "changed: b.txt: published '2021-03-01', was '2019-03-01' here",
        "documents: 0 new, 1 in both",
        "figures: 0 new, 1 read otherwise; judgements: 0 new; 0 figures disputed by them",
        "history: 2 entries of 'ben.db' came with it",
    ]
    lines = list(merging_lines("was.db", merge_ledger(ben, "was.db")))
    assert lines[0] == "not changed: b.txt: published '2019-03-01', here '2021-03-01'"
    for name in (ana, ben):
        (one,) = list_figures(name, Wanted())
        assert (one.period, one.source.published) == (figure.period, date(2021, 3, 1))


def test_a_date_that_was_typed_elsewhere_for_an_older_reading_is_told_to_be_read_by(db: str) -> None:
    Path("b.txt").write_text("Police killed 412 people last year in Puebla.\n")
    ben = dated("ben.db", "2021-03-01")
    ingest("ana.db", ["b.txt"])
    lines = list(merging_lines(ben, merge_ledger("ana.db", ben)))
    assert lines[0] == "changed: b.txt: published '2021-03-01', was unknown here"
    assert lines[-1] == "b.txt is known otherwise than when last read. To read it by that: ledger add --again b.txt"
    read_again("ana.db")
    assert [one.period for one in list_figures("ana.db", Wanted())] == [
        one.period for one in list_figures(ben, Wanted())
    ]


def test_ledgers_that_are_merged_to_and_fro_have_nothing_new_for_each_other(db: str) -> None:
    back_up(db, "ben.db")
    (figure,) = list_figures(db, Wanted())
    judge_figures("ben.db", [figure.id], Verb.ACCEPT, by="Ben")
    merge_ledger(db, "ben.db")
    for one, other in [("ben.db", db), (db, "ben.db")]:
        assert list(merging_lines(other, merge_ledger(one, other))) == [f"Nothing in '{other}' is new here."]


def test_a_finding_that_reviewers_judge_otherwise_is_named(db: str) -> None:
    Path("b.txt").write_text("Published: 2019-05-01\n\nPolice killed 446 people in 2018 in Puebla.\n")
    ingest(db, ["b.txt"])
    back_up(db, "ben.db")
    (finding,) = [one for one in check_figures(db, Asked()) if one.kind is FindingKind.CONFLICT]
    judge_findings(db, [finding.id], Verb.CONFIRM, by="Ana")
    judge_findings("ben.db", [finding.id], Verb.DISMISS, by="Ben", because="two lists")
    lines = list(merging_lines("ben.db", merge_ledger(db, "ben.db")))
    assert lines[0].startswith(f"disputed: {finding.id[:10]} ")
    assert lines[1:3] == ["  Ana confirmed it", "  Ben dismissed it: two lists"]
    assert any("0 figures and 1 finding disputed" in line for line in lines)


def test_what_is_new_nowhere_is_told_so(db: str) -> None:
    back_up(db, "ben.db")
    assert list(merging_lines("ben.db", merge_ledger(db, "ben.db"))) == ["Nothing in 'ben.db' is new here."]


def test_a_ledger_is_made_of_others(db: str) -> None:
    merge_ledger("all.db", db)
    assert [figure.id for figure in list_figures("all.db", Wanted())] == [
        figure.id for figure in list_figures(db, Wanted())
    ]


def test_what_is_no_other_ledger_is_refused(db: str) -> None:
    Path("link.db").symlink_to(db)
    Path("notes.txt").write_text("no ledger")
    for name in (db, "link.db"):
        with pytest.raises(MergeRefused, match="this very ledger"):
            merge_ledger(db, name)
    with pytest.raises(NotALedger):
        merge_ledger(db, "notes.txt")
    with pytest.raises(LedgerMissing):
        merge_ledger(db, "nowhere.db")
    assert not Path("nowhere.db").exists()


def test_what_was_altered_in_the_other_does_not_come_in(db: str) -> None:
    (figure,) = list_figures(db, Wanted())
    back_up(db, "eve.db")
    judge_figures("eve.db", [figure.id], Verb.ACCEPT, by="Ben")
    with closing(sqlite3.connect("eve.db")) as connection:
        connection.execute("DROP TRIGGER judgements_no_update")
        connection.execute("UPDATE judgements SET verb = 'reject'")
        connection.commit()
    with pytest.raises(MergeRefused, match=r"judgement of Ben .* verify --history"):
        merge_ledger(db, "eve.db")
    assert [one.status for one in list_figures(db, Wanted())] == [Status.UNREVIEWED]
