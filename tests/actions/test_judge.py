"""Judgements take effect everywhere at once, are told with who and why, and can be taken back."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest

from ledger.actions.check import Asked, check_figures
from ledger.actions.cite import cite_figures
from ledger.actions.compare import compare_groups
from ledger.actions.figures import Wanted, list_figures
from ledger.actions.judge import add_note, judge_figures, judge_findings, take_back
from ledger.actions.show import show_figure
from ledger.actions.show_finding import show_finding
from ledger.actions.topics import count_topics
from ledger.actions.typed import Typed
from ledger.errors import (
    AmbiguousId,
    BadValue,
    FigureNamed,
    FindingNamed,
    LedgerError,
    NoOpinion,
    NothingToUndo,
    NothingTyped,
    ReadsSo,
    UnknownId,
    UnknownTopic,
)
from ledger.exports.blocks import detail_block, finding_block, finding_card
from ledger.exports.citing.claim_review import render_claim_review
from ledger.exports.citing.telling import judged
from ledger.exports.columns import finding_table
from ledger.exports.judged import Judged, judged_lines
from ledger.exports.put_back import put_back_lines
from ledger.model.figure import Figure, Status
from ledger.model.finding import FindingKind, FindingStatus
from ledger.model.judgement import Verb
from tests.actions.conftest import Ready

ONE = "In 2020, 412 police officers were killed in Mexico.\n\nIn Lima, 31 people were arrested in May 2019.\n"
OTHER = "In 2020, 446 police officers were killed in Mexico.\n\nThe plan cost $3 billion.\n"


@pytest.fixture
def db(ready: Ready) -> str:
    return ready({"a.txt": ONE, "b.txt": OTHER})


def figures(db: str, **wanted: Any) -> dict[str, Figure]:
    return {figure.surface: figure for figure in list_figures(db, Wanted(**wanted))}


def name(db: str, surface: str) -> str:
    return figures(db, status="unreviewed,accepted,rejected,corrected,disputed")[surface].id


def correct(db: str, surface: str, by: str = "Ana", because: str | None = None, **typed: Any) -> Figure:
    (one,) = judge_figures(db, [name(db, surface)], Verb.CORRECT, by=by, because=because, typed=Typed(**typed))
    assert one.figure is not None
    return one.figure


def conflicts(db: str) -> list[str]:
    return [finding.reason for finding in check_figures(db, Asked(kinds=["conflict"]))]


def test_a_corrected_figure_is_the_one_that_is_compared_checked_and_cited(db: str) -> None:
    assert len(conflicts(db)) == 1
    correct(db, "412", value="446", because="Called the ministry.")
    assert conflicts(db) == []
    (group,) = (group for group, _ in compare_groups(db, "police-killed"))
    assert {group.low, group.best, group.high} == {Decimal(446)}
    cited = {one.figure.surface: one for one in cite_figures(db, None)}
    assert cited["412"].figure.quantity.value == 446
    assert judged(cited["412"]) is not None
    assert "corrected value to 446: Called the ministry; the source reads" in str(judged(cited["412"]))
    assert "the source reads value 412" in str(judged(cited["412"]))


def test_what_is_reviewed_is_what_the_source_claims(db: str) -> None:
    correct(db, "412", value="446")
    cited = [one for one in cite_figures(db, None) if one.figure.surface == "412"]
    assert '"claimReviewed": "412 police officers' in "".join(render_claim_review(cited))


def test_a_corrected_figure_says_how_its_source_reads(db: str) -> None:
    record = correct(db, "412", value="446", place="Lima").to_record()
    assert (record["value"], record["place"], record["surface"], record["status"]) == (446, "Lima", "412", "corrected")
    assert record["as_read"] == {
        "value": 412,
        "low": 412,
        "high": 412,
        "place": "Mexico",
        "place_code": "MX",
    }
    card = detail_block(show_figure(db, name(db, "412")))
    assert "412 (corrected: 446) police officers" in card
    assert "the source reads: place Mexico, value 412" in card


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"value": "1,695"}, {"value": 1695, "low": 1695, "high": 1695, "bound": "exact"}),
        ({"value": "12.5"}, {"value": 12.5}),
        ({"value": "more than 500"}, {"value": 500, "low": 500, "high": None, "bound": "more_than", "unit": "person"}),
        ({"value": "tres mil 200"}, {"value": 3200, "unit": "person"}),
        ({"value": "between 400 and 420"}, {"value": 410, "low": 400, "high": 420, "bound": "range"}),
        ({"value": "$3 billion"}, {"value": 3000000000, "unit": "USD", "kind": "money"}),
        ({"value": "47 percent"}, {"value": 47, "unit": "percent", "kind": "percent"}),
        ({"bound": "at least"}, {"value": 412, "low": 412, "high": None, "bound": "at_least"}),
        ({"bound": "at_most"}, {"low": None, "high": 412}),
        ({"low": "400", "high": "420"}, {"value": 410, "bound": "range", "low": 400, "high": 420}),
        ({"low": "400", "high": "400"}, {"value": 400, "bound": "exact"}),
        ({"value": "410", "low": "400", "high": "420", "bound": "approx"}, {"value": 410, "low": 400, "high": 420}),
        ({"unit": "usd"}, {"unit": "USD", "kind": "money"}),
        ({"unit": "percent"}, {"unit": "percent", "kind": "percent"}),
        ({"unit": "MXN", "per": "month"}, {"unit": "MXN", "per": "month", "kind": "rate"}),
        ({"noun": "detectives"}, {"noun": "detectives"}),
        ({"topics": ("homicides", "arrests")}, {"topics": ["homicides", "arrests"]}),
        ({"population": "women"}, {"population": "women"}),
        ({"change": "increase"}, {"change": "increase"}),
        ({"place": "mx-pue"}, {"place": "Puebla", "place_code": "MX-PUE"}),
        ({"place": "Perú"}, {"place": "Peru", "place_code": "PE"}),
        ({"place": "Villa del Olvido"}, {"place": "Villa del Olvido", "place_code": None}),
        ({"period": "2019"}, {"period_start": "2019-01-01", "period_end": "2020-01-01", "mode": "period"}),
        ({"period": "2019-05-03"}, {"period_start": "2019-05-03", "period_end": "2019-05-04", "mode": "point"}),
        ({"period": "2007..", "mode": "cumulative"}, {"period_start": "2007-01-01", "period_end": None}),
        ({"as_of": "2021-04-01"}, {"as_of": "2021-04-01"}),
        ({"attribution": "INEGI"}, {"attribution": "INEGI"}),
        ({"modality": "denied"}, {"modality": "denied"}),
        ({"clear": ("place", "period")}, {"place": None, "period_start": None, "period_text": None}),
        ({"clear": ("topics",)}, {"topics": []}),
    ],
)
def test_every_field_can_be_put_right(db: str, typed: Mapping[str, Any], told: Mapping[str, object]) -> None:
    record = correct(db, "412", **typed).to_record()
    assert {field: record[field] for field in told} == told
    assert figures(db)["412"].to_record() == record


@pytest.mark.parametrize(
    ("typed", "error", "words"),
    [
        ({}, NothingTyped, "--value"),
        ({"value": "412"}, ReadsSo, "reads so already"),
        ({"value": "1.695"}, BadValue, r"write 1695 or 1\.6950"),
        ({"value": "many"}, BadValue, "--value 'many'"),
        ({"value": "nan"}, BadValue, "--value"),
        ({"value": "20 million pesos"}, BadValue, "--unit"),
        ({"value": "1" * 40}, BadValue, "--value"),
        ({"place": " "}, BadValue, "--clear place"),
        ({"noun": ""}, BadValue, "--clear noun"),
        ({"period": "9999-12-31"}, BadValue, "--period"),
        ({"value": "3,000 milion USD"}, BadValue, "--value"),
        ({"value": "5 or so, maybe"}, BadValue, "--value"),
        ({"value": "12 apples and pears"}, BadValue, "--value"),
        ({"value": ""}, BadValue, "--value"),
        ({"low": "9", "high": "8"}, BadValue, "below --high 8"),
        ({"value": "5", "low": "9"}, BadValue, "below --high 5"),
        ({"low": "400"}, BadValue, "both ends"),
        ({"bound": "range"}, BadValue, "--low and --high"),
        ({"bound": "quite"}, BadValue, "at_least"),
        ({"unit": "doler"}, BadValue, "USD"),
        ({"topics": ("murder",)}, UnknownTopic, "murder"),
        ({"measure": "dead"}, BadValue, "ledger topics"),
        ({"population": "martians"}, BadValue, "--population"),
        ({"period": "last year"}, BadValue, "--period"),
        ({"mode": "yearly"}, BadValue, "cumulative"),
        ({"as_of": "May"}, BadValue, "2021-04-01"),
        ({"clear": ("value",)}, BadValue, "--clear"),
    ],
)
def test_what_cannot_be_understood_changes_nothing(
    db: str, typed: Mapping[str, Any], error: type[LedgerError], words: str
) -> None:
    with pytest.raises(error, match=words):
        correct(db, "412", **typed)
    assert figures(db)["412"].status is Status.UNREVIEWED


def test_corrected_figures_are_found_by_what_they_read_now(db: str) -> None:
    correct(db, "412", place="Puebla", period="2018", topics=("arrests",), value="1000000")
    assert "412" in figures(db, place="Puebla", period="2018", topic="arrests", minimum="1000000")
    assert "412" not in figures(db, topic="police-killed")
    assert "412" not in figures(db, period="2020")
    assert "412" not in figures(db, maximum="999")
    counts = {record["topic"]: record["figures"] for record in count_topics(db) if record["figures"]}
    assert counts["arrests"] == 1


def test_a_rejected_figure_is_nowhere_but_where_it_is_asked_for(db: str) -> None:
    (one,) = judge_figures(db, [name(db, "412")], Verb.REJECT, by="Ana", because="A street number.")
    assert one.figure is not None
    assert one.figure.status is Status.REJECTED
    assert "412" not in figures(db)
    assert conflicts(db) == []
    assert "412" not in [cited.figure.surface for cited in cite_figures(db, None)]
    assert list(figures(db, status="rejected")) == ["412"]


def test_two_reviewers_who_differ_are_both_kept_and_the_source_holds(db: str) -> None:
    correct(db, "412", by="Ana", value="446")
    later = correct(db, "412", by="Ben", value="421")
    assert (later.status, later.quantity.value) == (Status.DISPUTED, Decimal(412))
    assert len(conflicts(db)) == 1
    cited = next(one for one in cite_figures(db, None) if one.figure.surface == "412")
    assert "Ana" in str(judged(cited))
    assert "Ben" in str(judged(cited))
    (settled,) = judge_figures(db, [later.id], Verb.ACCEPT, by="Ben", agree_with="Ana")
    assert settled.figure is not None
    assert (settled.figure.status, settled.figure.quantity.value) == (Status.CORRECTED, Decimal(446))


def test_what_is_put_back_as_the_source_reads_is_accepted(db: str) -> None:
    correct(db, "412", value="446")
    back = correct(db, "412", value="412")
    assert (back.status, back.quantity.value, back.as_read) == (Status.ACCEPTED, Decimal(412), None)


def test_what_is_typed_as_the_source_reads_is_held_against_others(db: str) -> None:
    correct(db, "412", by="Ana", value="446", place="Mexico")
    later = correct(db, "412", by="Ben", place="Puebla")
    assert later.status is Status.DISPUTED
    agreed = correct(db, "412", by="Ben", place="Mexico")
    assert (agreed.status, agreed.to_record()["as_read"]) == (Status.CORRECTED, {"value": 412, "low": 412, "high": 412})


def test_a_dispute_is_settled_by_saying_that_it_reads_as_the_source_does(db: str) -> None:
    judge_figures(db, [name(db, "412")], Verb.ACCEPT, by="Ana")
    assert correct(db, "412", by="Ben", value="446").status is Status.DISPUTED
    assert correct(db, "412", by="Ben", value="412").status is Status.ACCEPTED


def test_who_is_to_be_agreed_with_must_have_said_something(db: str) -> None:
    judge_figures(db, [name(db, "412")], Verb.REJECT, by="Ana")
    with pytest.raises(NoOpinion, match="Ana rejects"):
        judge_figures(db, [name(db, "412")], Verb.ACCEPT, by="Ben", agree_with="Ana")
    with pytest.raises(NoOpinion, match="Eva says nothing of"):
        judge_figures(db, [name(db, "412")], Verb.ACCEPT, by="Ben", agree_with="Eva")


def test_an_acceptance_is_of_what_is_shown(db: str) -> None:
    correct(db, "412", by="Ana", value="446")
    (agreed,) = judge_figures(db, [name(db, "412")], Verb.ACCEPT, by="Ben")
    assert agreed.figure is not None
    assert (agreed.figure.status, agreed.figure.quantity.value) == (Status.CORRECTED, Decimal(446))
    (other,) = judge_figures(db, [name(db, "412")], Verb.ACCEPT, by="Ben", as_read=True)
    assert other.figure is not None
    assert (other.figure.status, other.figure.quantity.value) == (Status.DISPUTED, Decimal(412))


def test_what_was_done_last_is_taken_back_first(db: str) -> None:
    correct(db, "412", value="446")
    judge_figures(db, [name(db, "446")], Verb.ACCEPT, by="Ben")
    add_note(db, name(db, "31"), "asked", by="Ana")
    done = [take_back(db, by="Eva") for _ in range(3)]
    assert [one.undone.verb for one in done if one.undone] == [Verb.NOTE, Verb.ACCEPT, Verb.CORRECT]
    assert {figure.status for figure in figures(db).values()} == {Status.UNREVIEWED}
    with pytest.raises(NothingToUndo, match="ledger history"):
        take_back(db)


def test_the_judgement_on_one_figure_is_taken_back_by_its_id(db: str) -> None:
    correct(db, "412", value="446")
    judge_figures(db, [name(db, "446")], Verb.ACCEPT, by="Ben")
    take_back(db, name(db, "412"))
    assert figures(db)["412"].quantity.value == 412
    assert figures(db)["446"].status is Status.ACCEPTED
    with pytest.raises(NothingToUndo):
        take_back(db, name(db, "412"))


def put_back(judged: Judged) -> list[str]:
    return [line.strip() for line in put_back_lines(judged)]


def test_the_word_of_another_that_is_taken_back_can_be_put_back(db: str) -> None:
    names = {surface: name(db, surface) for surface in ("412", "446", "31")}
    short = {surface: full[:10] for surface, full in names.items()}
    correct(db, "412", value="421", by="Ben")
    judge_figures(db, [names["446"]], Verb.REJECT, by="Eva Ruiz", because="a street")
    add_note(db, names["31"], "asked on Monday", by="Ben")
    judge_figures(db, [names["31"]], Verb.ACCEPT, by="Ben")
    told = [put_back(take_back(db, by="Ana")) for _ in range(4)]
    start = "That was the word of"
    assert told == [
        [f"{start} Ben. To put it back: ledger accept {short['31']} --by Ben"],
        [f"{start} Ben. To put it back: ledger note {short['31']} 'asked on Monday' --by Ben"],
        [f"{start} Eva Ruiz. To put it back: ledger reject {short['446']} --because 'a street' --by 'Eva Ruiz'"],
        [f"{start} Ben. To put it back: ledger correct {short['412']} … --by Ben, with value to 421"],
    ]


def test_of_ones_own_word_nothing_more_is_said_and_of_a_finding_the_same(db: str) -> None:
    judge_figures(db, [name(db, "31")], Verb.ACCEPT, by="Ben")
    assert put_back(take_back(db, by="Ben")) == []
    (finding,) = check_figures(db, Asked(kinds=["conflict"]))
    judge_findings(db, [finding.id], Verb.CONFIRM, by="Ben")
    (told,) = put_back(take_back(db, finding.id, by="Ana"))
    assert told.endswith(f"ledger confirm {finding.id[:10]} --by Ben")


def test_an_acceptance_of_the_source_is_put_back_as_that_where_others_correct(db: str) -> None:
    figure = name(db, "412")
    correct(db, "412", value="421", by="Eva")
    judge_figures(db, [figure], Verb.ACCEPT, by="Ben", as_read=True)
    (told,) = put_back(take_back(db, figure, by="Ana"))
    assert told.endswith(f"ledger accept {figure[:10]} --as-read --by Ben")


def test_figures_are_judged_all_or_none(db: str) -> None:
    with pytest.raises(UnknownId):
        judge_figures(db, [name(db, "412"), "f-0000"], Verb.ACCEPT)
    with pytest.raises(AmbiguousId):
        judge_figures(db, [name(db, "412"), "f-"], Verb.ACCEPT)
    assert figures(db)["412"].status is Status.UNREVIEWED


def test_a_finding_is_judged_as_it_reads(db: str) -> None:
    def found() -> FindingStatus:
        return check_figures(db, Asked(kinds=["conflict"]))[0].status

    (finding,) = check_figures(db, Asked(kinds=["conflict"]))
    judge_findings(db, [finding.id[:8]], Verb.DISMISS, by="Ana", because="One counts the wounded.")
    assert found() is FindingStatus.DISMISSED
    correct(db, "412", value="41")
    assert found() is FindingStatus.OPEN, "a conflict of 41 with 446 is another one"
    take_back(db, name(db, "412"))
    assert found() is FindingStatus.DISMISSED
    (judged_,) = judge_findings(db, [finding.id], Verb.CONFIRM, by="Ben")
    assert found() is FindingStatus.OPEN
    assert "reviewers differ" in "\n".join(judged_lines(judged_))
    take_back(db, finding.id)
    assert found() is FindingStatus.DISMISSED
    assert finding.kind is FindingKind.CONFLICT


def test_a_finding_that_is_not_there_is_told(db: str) -> None:
    with pytest.raises(UnknownId, match="ledger check"):
        judge_findings(db, ["c-0000"], Verb.CONFIRM)


@pytest.mark.parametrize("text", ["\ud800 half", "\x1b[2J", "'; DROP TABLE judgements; --", "a" * 10_000, "\0", ""])
def test_any_words_can_be_said(db: str, text: str) -> None:
    judge_figures(db, [name(db, "412")], Verb.ACCEPT, by=text or "Ana", because=text)
    correct(db, "446", noun=text or "a", attribution=text or "a", by=text or "Ana", because=text)
    noted = add_note(db, name(db, "31"), text or "a", by="Ana")
    assert "\x1b" not in "\n".join(judged_lines(noted))
    assert "\x1b" not in detail_block(show_figure(db, name(db, "446")))
    assert figures(db)["446"].status is Status.CORRECTED
    assert figures(db)["412"].quantity.value == Decimal(412)


@pytest.mark.parametrize("text", ["", " \n"])
def test_nothing_is_no_note_and_nobody_is_no_reviewer(db: str, text: str) -> None:
    with pytest.raises(BadValue, match="a note"):
        add_note(db, name(db, "31"), text)
    correct(db, "412", value="446")
    with pytest.raises(BadValue, match="one of Ana"):
        judge_figures(db, [name(db, "412")], Verb.ACCEPT, by="Ben", agree_with=text)


def test_figures_and_findings_are_judged_by_commands_of_their_own(db: str) -> None:
    (finding,) = check_figures(db, Asked(kinds=["conflict"]))
    with pytest.raises(FindingNamed, match=f"ledger confirm {finding.id}"):
        judge_figures(db, [finding.id], Verb.ACCEPT)
    with pytest.raises(FigureNamed, match="ledger accept"):
        judge_findings(db, [name(db, "412")], Verb.CONFIRM)


def test_a_finding_says_who_judged_it_and_why(db: str) -> None:
    (finding,) = check_figures(db, Asked(kinds=["conflict"]))
    judge_findings(db, [finding.id], Verb.DISMISS, by="Ana", because="One counts the wounded.")
    take_back(db, finding.id)
    judge_findings(db, [finding.id], Verb.CONFIRM, by="Ben", because="Both were asked.")
    (found,) = check_figures(db, Asked(kinds=["conflict"]))
    assert "Ben confirmed it: Both were asked." in finding_block(found)
    assert "Ana" not in finding_block(found), "what was taken back is told where the finding is shown"
    (row,) = finding_table([found]).records()
    assert "Ben confirmed it" in str(row["judged"])
    shown, said = show_finding(db, finding.id[:9])
    assert [one.by for one in said] == ["Ana", said[1].by, "Ben"]
    assert "Ana dismissed it: One counts the wounded." in finding_card(shown, said)
    correct(db, "412", value="446")
    assert "is found no more" in show_finding(db, finding.id)[0].reason


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"period": "May 2019"}, "period to May 2019 (2019-05-01 to 2019-05-31)"),
        ({"period": "since 2007"}, "period to since 2007 (2007-01-01 on)"),
        ({"period": "until 2018"}, "period to until 2018 (up to 2018-12-31)"),
        ({"period": "3 May 2019"}, "period to 3 May 2019 (2019-05-03)"),
        ({"period": "first half of 2020"}, "first half of 2020 (2020-01-01 to 2020-06-30, partial)"),
        ({"period": "2019", "place": "Puebla"}, "corrected period to 2019 and place to Puebla"),
        ({"mode": "cumulative"}, "period to 2020 (cumulative)"),
        ({"as_of": "June 2021"}, "as-of date to 2021-06-30"),
        ({"kind": "multiple", "value": "2.05"}, "kind to multiple, unit to times and value to 2.05 times"),
        ({"place": "Villa del Olvido"}, "No place called 'Villa del Olvido' is known"),
        ({"value": "412", "bound": "about"}, "value to about 412"),
    ],
)
def test_what_was_understood_is_said_back(db: str, typed: Mapping[str, Any], told: str) -> None:
    (one,) = judge_figures(db, [name(db, "412")], Verb.CORRECT, by="Ana", typed=Typed(**typed))
    assert told in "\n".join(judged_lines(one))


def test_who_accepts_what_the_source_reads_says_so_beside_a_correction(db: str) -> None:
    (alone,) = judge_figures(db, [name(db, "31")], Verb.ACCEPT, by="Ana")
    assert "Ana accepted it · accepted now" in "\n".join(judged_lines(alone))
    correct(db, "412", value="446")
    (one,) = judge_figures(db, [name(db, "412")], Verb.ACCEPT, by="Ben", as_read=True)
    assert "Ben accepted it as the source reads · disputed now" in "\n".join(judged_lines(one))
    (back,) = judge_figures(db, [name(db, "412")], Verb.CORRECT, by="Ana", typed=Typed(value="412"))
    assert "corrected value to 412 · accepted now, as the source reads" in "\n".join(judged_lines(back))


@pytest.mark.parametrize("text", ["\udcff", "f-\udcff", "c-\udcff"])
def test_bytes_that_are_no_text_are_no_damage(db: str, text: str) -> None:
    with pytest.raises(LedgerError, match=r"no text|has the id|is a finding") as told:
        judge_figures(db, [text], Verb.ACCEPT)
    assert told.value.exit_code == 2
