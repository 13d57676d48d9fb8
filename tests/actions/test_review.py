"""The review queue and the walk through it, without a terminal."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ledger.actions import reading as reading_room
from ledger.actions.again import read_again
from ledger.actions.check import Asked, check_figures
from ledger.actions.editing import edit_document
from ledger.actions.figures import Wanted, list_figures
from ledger.actions.ingest import ingest
from ledger.actions.judge import judge_figures, take_back
from ledger.actions.review import Session, review_queue
from ledger.actions.show import show_figure
from ledger.actions.typed import Typed
from ledger.errors import BadValue, ChangedMeanwhile, NothingToUndo, UnknownId
from ledger.exports.review import Card, Queued, card_screen, doubts, queue_table, whole_screen
from ledger.extract.figures import read_document
from ledger.lexicon.vocabulary import Lexicon
from ledger.model.document import Document, Metadata
from ledger.model.figure import Figure, Status
from ledger.model.finding import FindingStatus
from ledger.model.judgement import Verb
from ledger.model.reading import Reading
from ledger.store.engine import Ledger
from ledger.store.queries import fetch_figure
from tests.actions.conftest import Ready

DOCUMENTS = {
    "a.txt": "Killings by police\n\nIn 2019 police killed 412 people in Lima, Peru.\n",
    "b.txt": (
        "Killings by police, again\n\nIn 2019 police killed 446 people in Lima, Peru.\n\n"
        "They spoke in Bogotá. Later they met again. Some 77 were hurt.\n"
    ),
    "c.txt": "Money\n\nThe union paid $5 million to Chile in 2018, the ministry said.\n",
}


@pytest.fixture
def db(ready: Ready, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("LEDGER_USER", "Ana")
    return ready(DOCUMENTS)


def queue(db: str, **wanted: Any) -> list[Queued]:
    return review_queue(db, Wanted(**wanted))


def surfaces(queued: list[Queued]) -> list[str]:
    return [one.figure.surface for one in queued]


def walk(db: str, **wanted: Any) -> Session:
    return Session(db, queue(db, **wanted), statuses=wanted.get("status"))


def shown(session: Session) -> Card:
    card = session.card()
    assert card is not None
    return card


def figures(db: str, status: str | None = None) -> dict[str, Figure]:
    return {figure.surface: figure for figure in list_figures(db, Wanted(status=status))}


# The queue


def test_conflicts_come_first_then_what_is_taken_from_afar(db: str) -> None:
    assert surfaces(queue(db)) == ["446", "412", "Some 77", "$5 million"]


def test_the_queue_is_the_same_each_time(db: str) -> None:
    assert [one.figure.id for one in queue(db)] == [one.figure.id for one in queue(db)]


def test_each_says_why_it_is_doubtful(db: str) -> None:
    told = {one.figure.surface: doubts(one) for one in queue(db)}
    assert told["412"] == ["conflict (0.68)"]
    assert told["Some 77"] == [
        "period from the section",
        "place from an earlier sentence",
        "nothing says what it counts",
    ]
    assert told["$5 million"] == ["no measure"]


def test_what_was_judged_waits_no_more_and_what_is_disputed_does(db: str) -> None:
    name = figures(db)["$5 million"].id
    judge_figures(db, [name], Verb.ACCEPT)
    assert "$5 million" not in surfaces(queue(db))
    judge_figures(db, [name], Verb.REJECT, by="Ben")
    assert surfaces(queue(db)) == ["446", "412", "$5 million", "Some 77"]
    assert "reviewers disagree" in doubts(queue(db)[2])


def test_a_dismissed_finding_makes_nothing_doubtful(db: str) -> None:
    session = walk(db)
    session.judge_finding(shown(session).asked[0], Verb.DISMISS)
    assert surfaces(queue(db))[0] == "Some 77"


def test_filters_are_those_of_figures(db: str) -> None:
    assert surfaces(queue(db, document="a.txt")) == ["412"]
    assert surfaces(queue(db, kind="money")) == ["$5 million"]
    with pytest.raises(BadValue, match="--status 'open'"):
        queue(db, status="open")


def test_only_the_figures_of_a_finding(db: str) -> None:
    (finding,) = check_figures(db, Asked())
    assert surfaces(review_queue(db, Wanted(), finding.id[:6])) == ["446", "412"]
    with pytest.raises(UnknownId):
        review_queue(db, Wanted(), "c-ff")


def test_the_listing_begins_with_ids(db: str) -> None:
    first = next(queue_table(queue(db)).records())
    assert next(iter(first)) == "id"
    assert first["figure"] == "446"
    assert first["doubts"] == "conflict (0.68)"


# The walk


def test_a_verdict_is_kept_at_once_and_leads_to_the_next(db: str) -> None:
    session = walk(db)
    assert shown(session).figure.surface == "446"
    session.decide(Verb.ACCEPT)
    assert figures(db)["446"].status is Status.ACCEPTED
    assert shown(session).figure.surface == "412"
    session.decide(Verb.REJECT, "a slip")
    assert "412" not in figures(db)
    shown(session)
    session.decide(Verb.CORRECT, typed=Typed(value="78"))
    assert session.tally().said == {Verb.ACCEPT: 1, Verb.REJECT: 1, Verb.CORRECT: 1}
    assert session.tally().left == 1


def test_a_correction_that_cannot_be_understood_stays(db: str) -> None:
    session = walk(db)
    before = shown(session)
    with pytest.raises(BadValue):
        session.decide(Verb.CORRECT, typed=Typed(value="much"))
    assert shown(session) == before


def test_a_note_stays_with_the_figure(db: str) -> None:
    session = walk(db)
    shown(session)
    session.decide(Verb.NOTE, "asked on Monday")
    card = shown(session)
    assert card.figure.surface == "446"
    assert [one.because for one in card.detail.history] == ["asked on Monday"]
    assert session.tally().said == {}


def test_what_was_skipped_comes_again_next_time(db: str) -> None:
    session = walk(db)
    shown(session)
    session.skip()
    shown(session)
    session.decide(Verb.ACCEPT)
    assert (session.tally().skipped, session.tally().left) == (1, 3)
    assert "446" in surfaces(queue(db))


def test_undo_goes_back_step_by_step(db: str) -> None:
    session = walk(db)
    for verb in (Verb.ACCEPT, Verb.REJECT):
        shown(session)
        session.decide(verb)
    shown(session)
    session.undo()
    assert shown(session).figure.surface == "412"
    session.undo()
    assert shown(session).figure.surface == "446"
    assert session.undo() is None
    assert {figure.status for figure in figures(db).values()} == {Status.UNREVIEWED}


def test_undo_takes_back_ones_own_judgement_and_no_other(db: str) -> None:
    session = walk(db)
    name = shown(session).figure.id
    session.decide(Verb.ACCEPT)
    judge_figures(db, [name], Verb.REJECT, by="Ben")
    session.undo()
    assert figures(db, "rejected")["446"].status is Status.REJECTED


def test_what_somebody_else_took_back_is_not_taken_back_again(db: str) -> None:
    session = walk(db)
    name = shown(session).figure.id
    session.decide(Verb.ACCEPT)
    take_back(db, name, by="Ben")
    with pytest.raises(NothingToUndo):
        session.undo()
    assert shown(session).figure.id == name


def test_back_shows_the_one_before_with_its_verdict(db: str) -> None:
    session = walk(db)
    shown(session)
    session.decide(Verb.ACCEPT)
    shown(session)
    assert session.back()
    assert shown(session).figure.status is Status.ACCEPTED
    assert not session.back()


def test_the_end_is_told_by_no_card(db: str) -> None:
    session = walk(db, document="a.txt")
    shown(session)
    session.decide(Verb.ACCEPT)
    assert session.card() is None
    session.undo()
    assert shown(session).figure.surface == "412"


# Others at the same ledger


@pytest.mark.parametrize("verb", [Verb.ACCEPT, Verb.REJECT, Verb.NOTE])
def test_nothing_is_judged_that_somebody_else_has_judged_since_it_was_shown(db: str, verb: Verb) -> None:
    session = walk(db)
    name = shown(session).figure.id
    judge_figures(db, [name], verb, by="Ben", because="Ben was here")
    with pytest.raises(ChangedMeanwhile):
        session.decide(Verb.ACCEPT)
    assert {one.by for one in show_figure(db, name).history} == {"Ben"}


@pytest.mark.parametrize("verb", [Verb.ACCEPT, Verb.CORRECT, Verb.REJECT, Verb.NOTE])
def test_nothing_is_judged_that_changes_while_it_is_being_judged(
    db: str, monkeypatch: pytest.MonkeyPatch, verb: Verb
) -> None:
    session = walk(db)
    name = shown(session).figure.id

    def fetched_late(ledger: Ledger, asked: str) -> Figure:
        found = fetch_figure(ledger, asked)
        monkeypatch.setattr("ledger.actions.judge.fetch_figure", fetch_figure)
        judge_figures(db, [name], Verb.REJECT, by="Ben")
        return found

    monkeypatch.setattr("ledger.actions.judge.fetch_figure", fetched_late)
    with pytest.raises(ChangedMeanwhile, match=name):
        session.decide(verb, "seen", typed=Typed(value="447"))
    assert [(one.by, one.verb) for one in show_figure(db, name).history] == [("Ben", Verb.REJECT)]


def test_nothing_is_judged_that_was_read_otherwise_since_it_was_shown(db: str, monkeypatch: pytest.MonkeyPatch) -> None:
    session = walk(db)
    name = shown(session).figure.id

    def read(document: Document, lexicon: Lexicon) -> Reading:
        found = read_document(document, lexicon)
        return replace(found, figures=tuple(replace(figure, noun="officers") for figure in found.figures))

    monkeypatch.setattr(reading_room, "read_document", read)
    read_again(db)
    with pytest.raises(ChangedMeanwhile):
        session.decide(Verb.ACCEPT)
    assert shown(session).figure.noun == "officers"
    session.decide(Verb.ACCEPT)
    assert show_figure(db, name).figure.status is Status.ACCEPTED


def test_nothing_is_judged_whose_source_is_known_otherwise_since_it_was_shown(db: str) -> None:
    session = walk(db)
    shown(session)
    edit_document(db, "b.txt", Metadata(published=date(2021, 5, 1)))
    with pytest.raises(ChangedMeanwhile):
        session.decide(Verb.ACCEPT)


def test_a_finding_is_not_judged_whose_other_figure_changed_since_it_was_shown(db: str) -> None:
    session = walk(db)
    finding = shown(session).asked[0]
    judge_figures(db, [figures(db)["412"].id], Verb.CORRECT, by="Ben", typed=Typed(value="446"))
    with pytest.raises(ChangedMeanwhile):
        session.judge_finding(finding, Verb.CONFIRM)
    assert shown(session).asked == ()


def test_what_others_judged_before_its_turn_is_passed_over(db: str) -> None:
    session = walk(db)
    shown(session)
    judge_figures(db, [session.queue[1].figure.id], Verb.ACCEPT, by="Ben")
    session.skip()
    assert shown(session).figure.surface == "Some 77"
    assert session.tally().meanwhile == 1
    session.back()
    assert shown(session).figure.surface == "446"


def test_one_can_agree_with_another_reviewer(db: str) -> None:
    name = figures(db)["412"].id
    judge_figures(db, [name], Verb.CORRECT, by="Ben", typed=Typed(value="421"))
    judge_figures(db, [name], Verb.REJECT, by="Cleo")
    session = walk(db, status="disputed")
    card = shown(session)
    assert card.others == ("Ben",)
    judged = session.decide(Verb.ACCEPT, agree_with="Ben")
    assert dict(judged.judgement.changes)["value"].startswith('{"bound": "exact"')


# Findings


def test_a_finding_is_judged_and_the_figure_stays(db: str) -> None:
    session = walk(db)
    judged = session.judge_finding(shown(session).asked[0], Verb.CONFIRM)
    assert judged.finding is not None
    assert judged.finding.status is FindingStatus.CONFIRMED
    card = shown(session)
    assert card.figure.surface == "446"
    assert card.asked == ()
    assert [one.status for one in check_figures(db, Asked())] == [FindingStatus.CONFIRMED]
    session.undo()
    assert [one.status for one in check_figures(db, Asked())] == [FindingStatus.OPEN]


def test_a_finding_whose_figure_reads_otherwise_now_is_not_judged(db: str) -> None:
    session = walk(db)
    finding = shown(session).asked[0]
    session.decide(Verb.CORRECT, typed=Typed(value="412"))
    card = shown(session)
    assert (card.findings, [one.id for one in card.outdated]) == ((), [finding.id])
    with pytest.raises(ChangedMeanwhile):
        session.judge_finding(finding, Verb.CONFIRM)
    assert "is corrected now" in card_screen(card, session.queued, (), 40)


# Screens


@pytest.mark.parametrize("height", [8, 14, 23, 40, 80])
def test_a_screen_fits_the_terminal_and_ends_in_the_keys(db: str, height: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    session = walk(db)
    while card := session.card():
        lines = card_screen(card, session.queued, ["Ana accepted it"], height).splitlines()
        assert len(lines) == height
        assert lines[-1].endswith("[q]uit")
        assert max(map(len, lines)) <= 80
        assert lines[0].startswith(f"{session.tally().place} of 4")
        session.skip()


LONG = "with all the words that nobody reads, " * 40


@pytest.mark.parametrize("said", [(), ["Nothing was kept: somebody judged it since it was shown. Look again."]])
@pytest.mark.parametrize(("columns", "lines"), [(20, 8), (40, 10), (80, 24), (200, 60)])
def test_the_figure_is_seen_in_its_sentence_on_the_smallest_terminal(
    db: str, columns: int, lines: int, said: Sequence[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    Path("docs/d.txt").write_text(f"Notes\n\nIn the report, {LONG}police in Lima killed 9,412 people, {LONG}it says.\n")
    ingest("x.db", ["docs"])
    judge_figures(db, [figures(db)["446"].id], Verb.ACCEPT, by="Ben")
    judge_figures(db, [figures(db)["446"].id], Verb.REJECT, by="Cleo")
    session = walk(db)
    seen = set()
    while card := session.card():
        shown = card_screen(card, session.queued, said, lines - 1).splitlines()
        text = " ".join(line.strip() for line in shown)
        assert len(shown) == lines - 1
        assert max(map(len, shown)) <= columns
        assert f"»{card.figure.surface}«" in text
        assert all(part[:13] in text for part in said)
        assert shown[-1].endswith("q") if columns < 80 else shown[-1].endswith("[q]uit")
        seen.add(card.figure.surface)
        session.skip()
    assert "9,412" in seen


def test_on_a_small_terminal_the_keys_are_letters_on_one_line(db: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    session = walk(db)
    *above, keys = card_screen(shown(session), session.queued, (), 9).splitlines()
    assert keys == "a r c n s u b m y d ? q"
    assert above[:4] == [
        "1 of 4",
        "In 2019 police killed »446« people in",
        "Lima, Peru.",
        "446 people · Lima · 2019",
    ]
    assert above[4:6] == ["", "conflict · dispute · severity 0.68 ·"]
    assert above[7:] == ["… (the rest: [m])"]


def test_a_roomy_screen_shows_the_figure_marked_its_parts_and_its_finding(db: str) -> None:
    session = walk(db)
    screen = card_screen(shown(session), session.queued, (), 60)
    assert "In 2019 police killed »446« people in Lima, Peru." in screen
    assert "number in digits" in screen
    assert "conflict · dispute · severity 0.68 · c-" in screen
    assert "In 2019 police killed »412« people in Lima, Peru." in screen


def test_what_stands_in_a_document_never_reaches_the_terminal_as_a_command(db: str) -> None:
    text = "In 2020 police killed 31 people\x1b[2J in Lima, Peru, said \x9b31mEva \u202eRuiz.\n"
    Path("docs/evil.txt").write_text(text, encoding="utf-8")
    ingest("x.db", ["docs"])
    session = walk(db, document="evil.txt")
    screen = card_screen(shown(session), session.queued, ["\x1b[1m"], 60)
    screen += whole_screen(shown(session), session.queued, ["\x1b[1m"])
    assert not {"\x1b", "\x9b", "\u202e"} & set(screen)
    assert "people\\x1b[2J in" in screen


def test_a_sentence_as_long_as_a_page_is_cut_around_its_figure(db: str) -> None:
    words = "and then some more of it was told " * 300
    Path("docs/long.txt").write_text(f"In Lima {words} police killed 31 people in 2020 {words}.\n", encoding="utf-8")
    ingest("x.db", ["docs"])
    session = walk(db, document="long.txt", search="31")
    card = shown(session)
    screen = card_screen(card, session.queued, (), 60)
    assert "»31«" in screen
    assert len(screen.splitlines()) == 60
    assert len(whole_screen(card, session.queued, ())) > len(screen)
