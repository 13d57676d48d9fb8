"""The list of figures, and one figure with all that is known of it."""

from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from ledger.actions.measuring import worst_tone
from ledger.actions.review import make_card
from ledger.actions.show import show_figure
from ledger.actions.shown import mark_of
from ledger.actions.topics import topic_titles
from ledger.errors import UsageError
from ledger.exports.report.content import Shown
from ledger.exports.report.parts import look_of
from ledger.exports.review import Card, Queued, Tally, doubts
from ledger.model.figure import Status
from ledger.model.judgement import holding
from ledger.web.asked import FILTERS, KINDS, STATUSES, read_asked, read_number
from ledger.web.correcting import form_fields
from ledger.web.desk import Look
from ledger.web.exporting import FIGURE_FORMATS
from ledger.web.notices import notice_of
from ledger.web.pages import desk_of, page, pages_of, reviewer_of

SIZE = 50  # figures on a page
_WHOLE = 18  # characters of an id
_WAITING = (Status.UNREVIEWED, Status.DISPUTED)


def list_page(request: Request) -> Response:
    """Show the figures that fit the filters in the address, a page of them."""
    asked = read_asked(request.query_params)
    desk = desk_of(request)
    shown: dict[str, Any] = {
        "asked": asked,
        "filters": FILTERS,
        "more": any(name in asked.values for name, _, _ in FILTERS[6:]),
        "statuses": STATUSES,
        "kinds": KINDS,
        "topics": topic_titles(desk.target),
        "formats": FIGURE_FORMATS,
        "q": asked.values.get("q", ""),
    }
    try:
        found = pages_of(request).page(asked.wanted, read_number(request.query_params.get("page")), SIZE)
    except UsageError as error:  # the form stays as it was typed, with what is wrong
        return page(request, "figures.html", 400, found=None, trouble=str(error), hints=(), **shown)
    hints = pages_of(request).hints(asked.wanted) if not found.total else ()
    return page(request, "figures.html", found=found, trouble=None, hints=hints, **shown)


def card_page(request: Request) -> Response:
    """Show one figure."""
    return figure_card(request, request.path_params["name"])


def figure_card(
    request: Request,
    name: str,
    status: int = 200,
    *,
    typed: dict[str, str] | None = None,
    wrong: str | None = None,
    then: str | None = None,
) -> Response:
    """Return the page of a figure; `typed` stays in its forms, `wrong` is what was wrong with it."""
    desk = desk_of(request)
    look = desk.look()
    seen = read_card(request, name, look)
    own = f"/figures/{seen.card.figure.id}"
    return page(
        request,
        "card.html",
        status,
        notice=notice_of(request),
        here=own,
        **card_parts(seen, look, typed=typed, wrong=wrong, then=then or own, stay=own),
    )


@dataclass(frozen=True, slots=True)
class Seen:
    """A figure as it is shown, and the mark by which it is judged."""

    card: Card
    mark: str


def read_card(request: Request, name: str, look: Look, tally: Tally | None = None) -> Seen:
    """Return a figure as it is to be shown, with the findings it is in."""
    desk = desk_of(request)
    whole = name if len(name) == _WHOLE else show_figure(desk.target, name).figure.id
    mark = mark_of(desk.target, whole)  # before it is read: what changes in between is noticed when it is judged
    detail = show_figure(desk.target, whole)
    findings = look.of_figure(detail.figure.id)
    return Seen(make_card(desk.target, detail, findings, tally or Tally(1, 1, reviewer_of(request))), mark)


def card_parts(
    seen: Seen, look: Look, *, typed: dict[str, str] | None, wrong: str | None, then: str, stay: str
) -> dict[str, Any]:
    """Return what the template of a card shows."""
    card, figure = seen.card, seen.card.figure
    tone = worst_tone(figure, card.findings)
    held = holding(card.detail.history)
    return {
        "card": card,
        "figure": figure,
        "look_of": look_of(Shown(figure, tone=tone)),
        "mark": seen.mark,
        "doubts": doubts(Queued(figure, card.findings)) if figure.status in _WAITING else [],
        "fields": form_fields(figure, typed or {}),
        "typed": typed or {},
        "wrong": wrong,
        "then": then,
        "stay": stay,
        "is_now": look.is_now,
        "latest": held[-1] if held else None,
    }
