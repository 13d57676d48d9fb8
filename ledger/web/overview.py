"""The first page: what there is, what waits, what disagrees; and the history."""

from collections import Counter
from contextlib import suppress

from starlette.requests import Request
from starlette.responses import Response

from ledger.actions.figures import Wanted
from ledger.actions.history import read_history
from ledger.actions.review import WAITING
from ledger.actions.topics import count_topics
from ledger.errors import LedgerError
from ledger.exports.colours import tone_of
from ledger.exports.report.parts import tone_class
from ledger.exports.told_history import sentence
from ledger.model.figure import Status
from ledger.model.finding import ALARMING, FindingKind, FindingStatus
from ledger.web.asked import read_number
from ledger.web.desk import Desk
from ledger.web.documents import document_records
from ledger.web.pages import desk_of, page, pages_of

_DOCUMENTS = 8
_ENTRIES = 6
SIZE = 100  # entries of the history on a page


def overview_page(request: Request) -> Response:
    """Show what there is, what waits for a review and what disagrees."""
    desk, pages = desk_of(request), pages_of(request)
    documents = document_records(desk)
    standing = {status: pages.page(Wanted(status=status), 1, 1).total for status in Status}
    look = desk.look()
    held = [one for one in look.findings if one.status is not FindingStatus.DISMISSED]
    kinds = Counter(one.kind for one in held)
    return page(
        request,
        "overview.html",
        documents=sorted(documents, key=lambda one: -int(str(one["figures"])))[:_DOCUMENTS],
        number_of_documents=len(documents),
        standing=standing,
        figures=sum(number for status, number in standing.items() if status is not Status.REJECTED),
        waiting=sum(standing[Status(status)] for status in WAITING.split(",")),
        topics=_topics(desk),
        kinds=[(kind, kinds[kind], tone_class(tone_of(kind))) for kind in FindingKind if kinds[kind]],
        other=sum(kinds[kind] for kind in FindingKind if kind not in (*ALARMING, FindingKind.SINGLE_SOURCE)),
        wrong=sum(kinds[kind] for kind in ALARMING),
        look=look,
        poll=look.awaited,
        latest=[(one, sentence(one)) for one in read_history(desk.target, limit=_ENTRIES, newest=True).told],
    )


def prepare(desk: Desk) -> None:
    """Let what the first pages ask for be ready."""
    with suppress(LedgerError):  # the pages will say what is wrong
        desk.look()
        desk.pages.warm()
        document_records(desk)
        _topics(desk)


def _topics(desk: Desk) -> list[tuple[str, str, int]]:
    """Return key, title and number of figures of each topic that has some, the largest first."""
    return desk.kept("topics", lambda: _counted(desk.target))


def _counted(target: str) -> list[tuple[str, str, int]]:
    counts: Counter[tuple[str, str]] = Counter()
    for record in count_topics(target):
        if record["topic"] and record["figures"]:
            counts[str(record["topic"]), str(record["title"])] += int(str(record["figures"]))
    return [(key, title, number) for (key, title), number in counts.most_common()]


def history_page(request: Request) -> Response:
    """Show who did what, the latest first."""
    parameters = request.query_params
    name, by = parameters.get("about", "").strip() or None, parameters.get("by", "").strip() or None
    desk = desk_of(request)
    history = desk.kept(("history", name, by), lambda: read_history(desk.target, name, by=by))
    told = history.told[::-1]
    pages = max(1, -(-len(told) // SIZE))
    number = max(1, min(read_number(parameters.get("page")), pages))
    return page(
        request,
        "history.html",
        entries=[(one, sentence(one)) for one in told[(number - 1) * SIZE : number * SIZE]],
        total=len(told),
        head=history.head,
        every=history.entries,
        authors=history.authors,
        about=name,
        who=by,
        number=number,
        pages=pages,
    )
