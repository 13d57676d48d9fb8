"""Decisions in a file: how lines are read, and that all are kept or none."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from ledger.actions.check import Asked, check_figures
from ledger.actions.decisions import keep_decisions, read_decision, read_fields
from ledger.actions.figures import Wanted, list_figures
from ledger.actions.ingest import ingest
from ledger.actions.judge import judge_figures, take_back
from ledger.actions.typed import Typed
from ledger.errors import BadDecisions, BadValue, DocumentUnreadable, FileMissing
from ledger.model.figure import Figure, Status
from ledger.model.finding import FindingStatus
from ledger.model.judgement import Judgement, Verb
from ledger.store.engine import open_ledger
from ledger.store.reads import fetch_judgements
from ledger.store.writes import add_judgements
from tests.actions.conftest import Ready

DOCUMENTS = {
    **{
        f"{name}.txt": f"Killings by police, {name}\n\nIn 2019 police killed {number} people in Lima, Peru.\n"
        for name, number in (("a", 412), ("b", 446))
    },
    "c.txt": "The union paid $5 million to Chile in 2018.\n",
}


@pytest.fixture
def db(ready: Ready, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("LEDGER_USER", "Ana")
    return ready(DOCUMENTS)


def figures(db: str) -> dict[str, Figure]:
    every = list_figures(db, Wanted(status=",".join(Status)))
    return {figure.surface: figure for figure in every}


def keep(db: str, *lines: str) -> tuple[list[Verb], int]:
    Path("d.txt").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    kept = keep_decisions(db, "d.txt")
    return [one.judgement.verb for one in kept.judged], kept.known


def problems(db: str, *lines: str) -> dict[int, str]:
    before = judged(db)
    with pytest.raises(BadDecisions) as told:
        keep(db, *lines)
    assert judged(db) == before
    return dict(told.value.problems)


def judged(db: str) -> int:
    with open_ledger(db, write=False) as ledger:
        return len(fetch_judgements(ledger))


# Fields


@pytest.mark.parametrize(
    ("text", "typed", "because"),
    [
        ("value=1695", Typed(value="1695"), None),
        ("1695", Typed(value="1695"), None),
        ("more than 3 billion dollars place=Peru", Typed(value="more than 3 billion dollars", place="Peru"), None),
        ("value=1,695 place=San Luis Potosí", Typed(value="1,695", place="San Luis Potosí"), None),
        ("period=2018-01..2019-06 as-of=2021-04-01", Typed(period="2018-01..2019-06", as_of="2021-04-01"), None),
        ("place=Peru because=it's the minister's slip", Typed(place="Peru"), "it's the minister's slip"),
        ("because='set place=Peru' place=\"Lima\"", Typed(place="Lima"), "set place=Peru"),
        (r'place=Peru because="he said \"no\""', Typed(place="Peru"), 'he said "no"'),
        ("topic=aid,homicides", Typed(topics=("aid", "homicides")), None),
        ("place= clear=period", Typed(clear=("period", "place")), None),
        ("noun=", Typed(clear=("noun",)), None),
        ("", Typed(), None),
    ],
)
def test_a_value_goes_on_to_the_next_field(text: str, typed: Typed, because: str | None) -> None:
    told = read_fields(text)
    assert (told.typed, told.because) == (typed, because)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("valeu=16", "field 'valeu' is not known; close is value"),
        ("value=1 value=2", "'value' is not told once"),
        ("1 value=2", "'value' is not told once"),
        ("place='Peru' 2019", "behind a quote '2019'"),
    ],
)
def test_fields_that_are_none_are_named(text: str, said: str) -> None:
    with pytest.raises(BadValue, match=said):
        read_fields(text)


# Lines


@pytest.mark.parametrize(
    ("line", "same"),
    [
        ("f-a95c31 accept", '{"id": "f-a95c31", "verb": "accept"}'),
        ("f-a95c31 reject because='a street number'", '{"id":"f-a95c31","verb":"reject","because":"a street number"}'),
        ("f-a95c31 note asked on Monday", '{"id": "f-a95c31", "verb": "note", "because": "asked on Monday"}'),
        ("f-a95c31 note 'asked on Monday'", '{"id": "f-a95c31", "verb": "note", "because": "asked on Monday"}'),
        ("c-48bd22 DISMISS", '{"id": "c-48bd22", "verb": "dismiss"}'),
        (
            "f-a95c31 correct value=16.95 place= topics=aid,x",
            '{"id": "f-a95c31", "verb": "correct", "changes": {"value": 16.95, "place": null, "topics": ["aid", "x"]}}',
        ),
    ],
)
def test_a_line_and_an_object_say_the_same(line: str, same: str) -> None:
    assert read_decision(line, 1) == read_decision(same, 1)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("f-a95c31", "is not an id and what to do"),
        ("f-a95c31 acept", "the verb 'acept' is not one of accept, reject"),
        ("f-a95c31 undo", "the verb 'undo' is not one of"),
        ("f-a95c31 dismiss", "is not for a figure, but accept, reject, correct, note are"),
        ("c-48bd22 accept", "is not for a finding, but confirm, dismiss, note are"),
        ("f-a95c31 accept f-0b77e2", "the verb 'accept' is not followed by values; a reason is written because="),
        ("f-a95c31 note", "the note '' is not a text"),
        ('{"id": "f-a95c31"}', 'the texts "id" and "verb"'),
        ('{"id": "f-a95c31", "verb": "accept", "why": "x"}', "the key 'why'"),
        ('{"id": "f-a95c31", "verb": "correct", "changes": [1]}', "an object such as"),
        ('{"id": "f-a95c31", "verb": "correct", "changes": {"value": [1]}}', "a text or a number"),
        ('{"id": ', "is not JSON"),
        ("{" * 9999, "is not JSON"),
    ],
)
def test_a_line_that_cannot_be_understood_says_why(line: str, said: str) -> None:
    with pytest.raises(BadValue, match=said):
        read_decision(line, 1)


# Files


def test_all_decisions_of_a_file_are_kept(db: str) -> None:
    found = figures(db)
    (finding,) = (one for one in check_figures(db, Asked()) if one.kind == "conflict")
    verbs, known = keep(
        db,
        "\ufeff# looked at on Monday",
        "",
        f"{found['412'].id} accept because=checked",
        f"{found['446'].id[2:10]} correct value=464 because=digits swapped",
        f"{found['446'].id} note ask again",
        f'{{"id": "{found["$5 million"].id}", "verb": "reject"}}',
        f"{finding.id[:8]} dismiss",
    )
    assert verbs == [Verb.ACCEPT, Verb.CORRECT, Verb.NOTE, Verb.REJECT, Verb.DISMISS]
    assert known == 0
    assert [figures(db)[name].status for name in ("412", "446", "$5 million")] == ["accepted", "corrected", "rejected"]
    assert figures(db)["446"].quantity.value == 464


def test_a_file_may_be_kept_twice(db: str) -> None:
    found = figures(db)
    lines = [
        f"{found['412'].id} accept",
        f"{found['446'].id} correct value=464 because=swapped",
        f"{found['446'].id} note ask again",
    ]
    keep(db, *lines)
    assert keep(db, *lines) == ([], 3)
    assert keep(db, *lines[:1], f"{found['412'].id} note new") == ([Verb.NOTE], 1)
    assert keep(db, lines[0].replace("accept", "reject")) == ([Verb.REJECT], 0)


def test_a_file_kept_twice_takes_back_nothing_that_was_said_since(db: str) -> None:
    name, other = figures(db)["446"].id, figures(db)["412"].id
    lines = [f"{name} correct value=464 place=Lima because=swapped", f"{other} accept", f"{other} note ask"]
    keep(db, *lines)
    judge_figures(db, [name], Verb.CORRECT, typed=Typed(value="421", bound="about"))
    take_back(db, other)
    assert keep(db, *lines) == ([], 3)
    assert keep_decisions(db, "d.txt").left == (1, 3)
    assert figures(db)["446"].quantity.value == 421
    take_back(db, other)
    assert keep_decisions(db, "d.txt").left == (1, 2, 3)
    assert keep(db, lines[0].replace("swapped", "called")) == ([Verb.CORRECT], 0), "other words say it anew"


def test_what_was_said_of_another_reading_is_said_anew(db: str) -> None:
    figure = figures(db)["412"]
    before = Judgement(figure.id, Verb.ACCEPT, "Ana", datetime(2024, 5, 1, tzinfo=UTC), of="0123456789abcdef")
    with open_ledger(db, write=True) as ledger:
        add_judgements(ledger, [before])
    assert keep(db, f"{figure.id} accept") == ([Verb.ACCEPT], 0)


def test_a_wrong_line_keeps_all_from_being_kept_and_each_is_named(db: str) -> None:
    found = figures(db)
    told = problems(
        db,
        f"{found['412'].id} accept",
        "f-ffffffff accept",
        "c-ffffffff confirm",
        "nonsense",
        f"{found['446'].id} correct value=16x",
        f"{found['$5 million'].id} correct",
        f"{found['412'].id} reject",
        "f- accept",
    )
    assert list(told) == [2, 3, 4, 5, 6, 7, 8]
    assert told[2].startswith("No figure has the id 'f-ffffffff'")
    assert told[3].startswith("No finding has the id 'c-ffffffff'")
    assert told[5].startswith("value '16x' is not an amount")
    assert told[6].startswith("correct '' is not enough")
    assert "line 1 decides on it too" in told[7]
    assert told[8].startswith("'f-' is the beginning of several figure ids")
    assert {figure.status for figure in figures(db).values()} == {Status.UNREVIEWED}


def test_what_reads_so_already_is_no_correction(db: str) -> None:
    name = figures(db)["412"].id
    assert "reads so already" in problems(db, f"{name} correct value=412")[1]


def test_two_who_come_to_the_same_correction_agree(db: str) -> None:
    line = f"{figures(db)['412'].id} correct value=421"
    keep(db, line)
    kept = keep_decisions(db, "d.txt", by="Ben")
    assert [one.judgement.by for one in kept.judged] == ["Ben"]
    assert figures(db)["412"].status is Status.CORRECTED


def test_a_dispute_stays_told(db: str) -> None:
    name = figures(db)["412"].id
    Path("ben.txt").write_text(f"{name} reject\n", encoding="utf-8")
    keep_decisions(db, "ben.txt", by="Ben")
    keep(db, f"{name} accept")
    assert figures(db)["412"].status is Status.DISPUTED


def test_findings_are_judged_as_they_read_now(db: str) -> None:
    (finding,) = (one for one in check_figures(db, Asked()) if one.kind == "conflict")
    keep(db, f"{finding.id} confirm")
    assert [one.status for one in check_figures(db, Asked()) if one.id == finding.id] == [FindingStatus.CONFIRMED]
    assert keep(db, f"{finding.id} confirm") == ([], 1)


def test_many_lines_are_read_at_once(db: str) -> None:
    text = "".join(f"In 2019 police killed {number} people in Lima, Peru.\n\n" for number in range(1000, 1450))
    Path("docs/many.txt").write_text(text, encoding="utf-8")
    ingest("x.db", ["docs"])
    names = [figure.id for figure in figures(db).values()]
    verbs, _ = keep(db, *(f"{name} accept" for name in names))
    assert len(verbs) == len(names) > 400


def test_a_file_that_cannot_be_read_is_named(db: str) -> None:
    with pytest.raises(FileMissing):
        keep_decisions(db, "none.txt")
    with pytest.raises(DocumentUnreadable, match="directory"):
        keep_decisions(db, "docs")
    Path("latin.txt").write_bytes("f-1 note señal\n".encode("latin-1"))
    with pytest.raises(DocumentUnreadable, match="UTF-8"):
        keep_decisions(db, "latin.txt")
