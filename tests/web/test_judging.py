"""Judging over the page: what is kept, what two reviewers see of each other, and that nothing typed is lost."""

from collections.abc import Callable
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from ledger.actions.check import Asked, check_figures
from ledger.actions.show import show_figure
from ledger.errors import LedgerLocked
from ledger.model.figure import Status
from ledger.model.finding import FindingKind, FindingStatus
from ledger.model.judgement import Verb
from ledger.web import judging
from tests.web.conftest import Site, attribute, field, text


def status(site: Site, name: str) -> Status:
    return show_figure(site.db, name).figure.status


@pytest.mark.parametrize(("verb", "becomes"), [("accept", Status.ACCEPTED), ("reject", Status.REJECTED)])
def test_a_verdict_is_kept_with_its_reason_and_its_reviewer(site: Site, verb: str, becomes: Status) -> None:
    name = site.ids()[0]
    site.judge(name, verb, because="Checked in print.")
    assert status(site, name) is becomes
    (one,) = show_figure(site.db, name).history
    assert (one.by, one.because) == ("Ana", "Checked in print.")


def test_only_what_was_typed_otherwise_is_corrected(site: Site) -> None:
    name = site.ids("/figures?topic=police-killed")[0]
    page = site.get(f"/figures/{name}")
    form = {
        node.attributes["name"] or "": node.attributes.get("value") or "" for node in page.css(".correct input[name]")
    }
    for choice in page.css(".correct select"):
        chosen = choice.css_first("option[selected]")
        form[choice.attributes["name"] or ""] = (chosen.attributes["value"] or "") if chosen else ""
    form |= {"value": "1,695", "place": "Puebla", "because": "The table says so."}
    form.pop("csrf")
    site.post(f"/figures/{name}/judge", **form)
    figure = show_figure(site.db, name).figure
    assert figure.status is Status.CORRECTED
    assert figure.quantity.value == 1695
    assert figure.place is not None
    assert figure.place.name == "Puebla"
    (one,) = show_figure(site.db, name).history
    assert sorted(field for field, _ in one.changes) == ["place", "value"]


def test_an_emptied_field_is_cleared(site: Site) -> None:
    name = next(name for name in site.ids() if show_figure(site.db, name).figure.place)
    site.judge(name, "correct", place="")
    assert show_figure(site.db, name).figure.place is None


@pytest.mark.parametrize("part", ["noun", "place", "attribution", "per"])
def test_a_field_takes_no_more_than_the_form_lets_in(site: Site, part: str) -> None:
    name = site.ids()[0]
    assert "400 characters are the most" in site.judge(name, "correct", 400, **{part: "x" * 401}).text
    assert show_figure(site.db, name).history == ()


def test_a_ledger_that_is_locked_leaves_what_was_typed(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(*given: object, **named: object) -> None:
        raise LedgerLocked(site.db)

    finding = attribute(site.get("/findings"), ".finding", "id")
    name = site.ids()[0]
    monkeypatch.setattr(judging, "judge_figures", locked)
    monkeypatch.setattr(judging, "judge_shown_finding", locked)
    answers = [
        site.judge(name, "reject", 503, because="A street number."),
        site.post(f"/findings/{finding}/judge", 503, verb="dismiss", because="A street number."),
    ]
    for answer in answers:
        page = LexborHTMLParser(answer.text)
        assert "is locked by another program" in text(page, ".trouble")
        assert field(page, "because") == "A street number."


def test_enter_in_the_reason_gives_no_verdict_of_its_own(site: Site) -> None:
    for path in (f"/figures/{site.ids()[0]}", "/findings"):
        for form in site.get(path).css(".verdicts"):
            first = form.css("button")[0].attributes
            assert "disabled" in first  # what a browser would press for Enter, and by which nothing is sent
            assert "hidden" in first


def test_a_finding_that_a_link_is_about_stands_on_the_page(site: Site) -> None:
    alone = next(one.id for one in check_figures(site.db, Asked()) if one.kind is FindingKind.SINGLE_SOURCE)
    assert site.get("/findings").css_first(f"#{alone}") is None
    assert site.get(f"/findings?about={alone}").css_first(f"#{alone}") is not None
    assert site.get("/findings?about=c-0").css_first(".finding") is not None


def test_a_correction_that_cannot_be_understood_stays_in_the_form(site: Site) -> None:
    name = site.ids()[0]
    answer = site.judge(name, "correct", 400, value="some", because="I am not sure")
    assert "is not an amount such as 1695" in answer.text
    assert 'value="some"' in answer.text
    assert 'value="I am not sure"' in answer.text
    assert status(site, name) is Status.UNREVIEWED


def test_a_correction_of_nothing_says_so(site: Site) -> None:
    assert "needs a value" in site.judge(site.ids()[0], "correct", 400).text


def test_a_note_needs_a_text_and_changes_nothing_else(site: Site) -> None:
    name = site.ids()[0]
    site.judge(name, "note", 400)
    site.judge(name, "note", because="Ask the ministry.")
    assert status(site, name) is Status.UNREVIEWED
    assert "Ask the ministry." in text(site.get(f"/figures/{name}"), ".history")


def test_what_was_done_is_told_with_the_way_back(site: Site) -> None:
    name = site.ids()[0]
    after = site.judge(name, "reject").headers["location"]
    page = site.get(after)
    assert "rejected it" in text(page, ".notice")
    judgement = attribute(page, ".notice [name=judgement]", "value")
    site.post(f"/figures/{name}/undo", judgement=judgement)
    assert status(site, name) is Status.UNREVIEWED
    assert "took back" in text(site.get(f"/figures/{name}"), ".history")


def test_what_was_taken_back_is_not_taken_back_again(site: Site) -> None:
    name = site.ids()[0]
    site.judge(name, "accept")
    judgement = show_figure(site.db, name).history[0].id
    site.post(f"/figures/{name}/undo", judgement=judgement)
    site.post(f"/figures/{name}/undo", 409, judgement=judgement)
    site.post(f"/figures/{name}/undo", 409, judgement="j-0")


def test_two_reviewers_at_once_lose_nothing(site: Site, open_site: Callable[..., Site]) -> None:
    other = open_site(Path(site.db), "Ben")
    name = site.ids()[0]
    seen_by_both = site.mark(name)
    assert other.mark(name) == seen_by_both
    site.judge(name, "accept", mark=seen_by_both)
    answer = other.judge(name, "correct", 409, mark=seen_by_both, value="7", because="It says seven.")
    assert "Somebody judged this figure after you opened it" in answer.text
    assert 'value="7"' in answer.text
    assert 'value="It says seven."' in answer.text
    assert [one.by for one in show_figure(site.db, name).history] == ["Ana"]
    other.judge(name, "correct", value="7", because="It says seven.")
    assert [one.by for one in show_figure(site.db, name).history] == ["Ana", "Ben"]
    assert status(site, name) is Status.DISPUTED
    page = site.get(f"/figures/{name}")
    assert "Agree with Ben" in text(page, ".judge")
    site.judge(name, "accept", **{"with": "Ben"})
    assert status(site, name) is Status.CORRECTED


def test_another_name_judges_from_then_on(site: Site) -> None:
    site.post("/reviewer", by="  María\n José ", then="/figures")
    assert "María José" in text(site.get("/"), ".who summary")
    name = site.ids()[0]
    site.judge(name, "accept")
    assert show_figure(site.db, name).history[0].by == "María José"
    site.post("/reviewer", by="   ")
    assert "María José" in text(site.get("/"), ".who summary")


def test_the_queue_goes_on_to_the_next_and_never_back_to_what_was_judged(site: Site) -> None:
    seen = []
    address = "/review"
    for verb in ("accept", "reject", "accept"):
        page = site.get(address)
        name = attribute(page, ".verdicts", "action").split("/")[2]
        seen.append(name)
        answer = site.post(f"/figures/{name}/judge", verb=verb, mark=field(page, "mark"), then=field(page, "then"))
        address = answer.headers["location"]
        assert "ed it" in text(site.get(address), ".notice")
    assert len(set(seen)) == 3
    again = attribute(site.get("/review"), ".verdicts", "action")
    assert again.split("/")[2] not in seen


def test_the_queue_is_the_commands(site: Site) -> None:
    from ledger.actions.figures import Wanted
    from ledger.actions.review import review_queue

    names = [queued.figure.id for queued in review_queue(site.db, Wanted())]
    address = "/review"
    for name in names[:6]:
        page = site.get(address)
        assert attribute(page, ".verdicts", "action") == f"/figures/{name}/judge"
        address = attribute(page, "[data-key=s]", "href")


def test_the_queue_has_an_end_and_begins_again_with_what_was_skipped(site: Site) -> None:
    address = "/review?topic=police-killed"
    for _ in site.ids("/figures?topic=police-killed"):
        address = attribute(site.get(address), "[data-key=s]", "href")
    assert "That was the last one" in text(site.get(address))
    assert attribute(site.get(address), "[data-key=s]", "href") == "/review?topic=police-killed"
    for name in site.ids("/figures?topic=police-killed"):
        site.judge(name, "accept")
    assert "Nothing of this waits" in text(site.get("/review?topic=police-killed"))


def test_a_finding_is_confirmed_dismissed_and_opened_again(site: Site) -> None:
    finding = next(one for one in check_figures(site.db, Asked()) if one.kind is FindingKind.CONFLICT)
    path = f"/findings/{finding.id}"
    seen = attribute(site.get("/findings"), f"[id='{finding.id}'] [name=mark]", "value")
    site.post(f"{path}/judge", verb="dismiss", because="One counts the wounded.", mark=seen)
    now = next(one for one in check_figures(site.db, Asked()) if one.id == finding.id)
    assert now.status is FindingStatus.DISMISSED
    page = site.get(f"/findings?done={finding.id}")
    assert "One counts the wounded." in text(page, f"[id='{finding.id}'] .judged")
    site.post(f"{path}/judge", 409, verb="confirm", mark=seen)
    judgement = attribute(page, ".notice [name=judgement]", "value")
    site.post(f"{path}/undo", judgement=judgement)
    assert "open" in text(site.get("/findings?status=open"), "select[name=status]")
    assert next(one for one in check_figures(site.db, Asked()) if one.id == finding.id).status is FindingStatus.OPEN


def test_a_finding_whose_figure_was_judged_meanwhile_is_not_judged_unseen(site: Site) -> None:
    finding = next(one for one in check_figures(site.db, Asked()) if one.kind is FindingKind.CONFLICT)
    seen = attribute(site.get("/findings"), f"[id='{finding.id}'] [name=mark]", "value")
    site.judge(finding.figures[0].id, "reject")
    site.post(f"/findings/{finding.id}/judge", 404, verb="confirm", mark=seen)


@pytest.mark.parametrize("verb", ["undo", "confirm", "", "drop table"])
def test_no_other_verb_does_anything(site: Site, verb: str) -> None:
    name = site.ids()[0]
    site.judge(name, verb, 400)
    assert show_figure(site.db, name).history == ()


def test_every_verb_of_a_figure_is_on_its_page(site: Site) -> None:
    html = site.client.get(f"/figures/{site.ids()[0]}").text
    for verb in (Verb.ACCEPT, Verb.REJECT, Verb.CORRECT, Verb.NOTE):
        assert f'value="{verb}"' in html
