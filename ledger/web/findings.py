"""The findings: what disagrees first, the quotes side by side, each to be confirmed or dismissed."""

from collections import Counter
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from ledger.actions.check import Reach, asked_of, nothing_found
from ledger.actions.review import findings_now
from ledger.actions.shown import marks_of
from ledger.actions.topics import topic_titles
from ledger.errors import UsageError
from ledger.exports.colours import tone_of
from ledger.exports.report.findings import by_sentence
from ledger.exports.report.parts import tone_class
from ledger.model.correction import finding_digest
from ledger.model.finding import FindingKind, FindingStatus
from ledger.model.standing import said_of
from ledger.web.asked import read_findings_asked, read_number
from ledger.web.exporting import FINDING_FORMATS
from ledger.web.notices import notice_of
from ledger.web.pages import desk_of, here_of, page

SIZE = 20  # findings on a page


def findings_page(request: Request) -> Response:
    """Show the findings asked for, a page of them, and the one that a link is about if it is not among them."""
    return findings_list(request, about=request.query_params.get("about"))


def findings_list(
    request: Request,
    status: int = 200,
    *,
    wrong: str | None = None,
    typed: Mapping[str, str] | None = None,
    about: str | None = None,
) -> Response:
    """Return the page of findings, the finding `about` among them; `wrong` is what stood in the way of judging it."""
    desk, parameters = desk_of(request), request.query_params
    look = desk.look()
    state = parameters.get("status", "")
    asked = read_findings_asked(parameters)
    try:
        found = asked_of(look.findings, asked)
    except UsageError as error:
        found, wrong, status, about = [], str(error), 400, None
    alone = sum(one.kind is FindingKind.SINGLE_SOURCE for one in found)
    shown = [
        one for one in found if (asked.kinds or one.kind is not FindingKind.SINGLE_SOURCE) and state in ("", one.status)
    ]
    pages = max(1, -(-len(shown) // SIZE))
    number = max(1, min(read_number(parameters.get("page")), pages))
    here = shown[(number - 1) * SIZE : number * SIZE]
    if about and (named := next((one for one in look.findings if one.id == about), None)) and named not in here:
        here = [named, *here]
    marks = marks_of(desk.target, here)  # before they are read anew
    now, outdated, said = findings_now(desk.target, here)
    return page(
        request,
        "findings.html",
        status,
        look=look,
        poll=look.awaited,
        findings=now,
        outdated=outdated,
        marks=marks,
        said={one.id: said_of(said.get(one.id, ()), finding_digest(one)) for one in now},
        total=len(shown),
        number=number,
        pages=pages,
        alone=alone,
        asked=asked,
        state=state,
        kinds=Counter(one.kind for one in look.findings),
        every_kind=FindingKind,
        statuses=tuple(FindingStatus),
        reaches=tuple(Reach),
        topics=topic_titles(desk.target),
        nothing=nothing_found(asked, found) if not wrong else "",
        by_sentence=by_sentence,
        tone=lambda finding: tone_class(tone_of(finding.kind)),
        formats=FINDING_FORMATS,
        wrong=wrong,
        typed=typed or {},
        here=here_of(request) if request.method == "GET" else "/findings",
        about=about,
        notice=notice_of(request),
    )
