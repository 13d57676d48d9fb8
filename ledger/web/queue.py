"""The review queue: one figure after the other, the most doubtful first; behind a judgement comes the next."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from ledger.actions.figures import Wanted
from ledger.actions.review import WAITING
from ledger.actions.shown import first_waiting
from ledger.exports.review import Tally
from ledger.web.asked import Asked, read_asked
from ledger.web.desk import Look
from ledger.web.figures import card_parts, read_card
from ledger.web.notices import notice_of
from ledger.web.pages import desk_of, page, pages_of, reviewer_of

_END = "end"  # in place of an id: behind the last
_AT = "at"  # the parameter that names the figure whose turn it is


def queue_page(request: Request) -> Response:
    """Show the figure whose turn it is."""
    desk = desk_of(request)
    look = desk.look()
    asked = read_asked(request.query_params)
    if look.worked is None and look.trouble is None:
        return page(request, "queue_pending.html", poll=look.awaited)
    statuses = asked.wanted.status or WAITING
    wanted = request.query_params.get(_AT)
    names = _queue(request, asked, look, wanted)
    place = len(names) if wanted == _END else names.index(wanted) if wanted in names else 0
    name = first_waiting(desk.target, [*names[place:]], [word.strip() for word in statuses.split(",")])
    waiting = pages_of(request).page(_waiting(asked.wanted), 1, 1).total
    shown: dict[str, Any] = {
        "asked": asked,
        "waiting": waiting,
        "is_now": look.is_now,
        "trouble": look.trouble,
        "poll": look.awaited,
        "notice": notice_of(request),
    }
    if name is None:
        return page(request, "queue_end.html", **shown)
    place = names.index(name)
    following = names[place + 1] if place + 1 < len(names) else _END
    then = asked.address("/review", at=following)
    seen = read_card(request, name, look, Tally(place + 1, len(names), reviewer_of(request)))
    parts = card_parts(seen, look, typed=None, wrong=None, then=then, stay=asked.address("/review", at=name))
    shown |= parts | {
        "skip": then,
        "back": asked.address("/review", at=names[place - 1]) if place else None,
        "place": place + 1,
        "of": len(names),
    }
    return page(request, "queue.html", **shown)


def _waiting(wanted: Wanted) -> Wanted:
    return replace(wanted, status=wanted.status or WAITING)


def _queue(request: Request, asked: Asked, look: Look, at: str | None) -> Sequence[str]:
    """Return the ids of what waits, the most doubtful first; behind them what came since, as listed.

    A figure that is asked for and came since, as by an undo, stands before all others: behind it the queue goes on.
    """
    if asked.is_empty and look.is_now:
        return look.queue
    fitting = pages_of(request).ids(_waiting(asked.wanted))
    known = set(fitting)
    doubtful = [name for name in look.queue if name in known]
    since = known.difference(doubtful)
    first = [at] if at in since else []
    return [*first, *doubtful, *(name for name in fitting if name in since and name != at)]
