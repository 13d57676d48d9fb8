"""What was just done, told on the next page with the way back."""

from dataclasses import dataclass

from starlette.requests import Request

from ledger.actions.shown import last_judged
from ledger.errors import LedgerError
from ledger.exports.review import act_lines
from ledger.model.judgement import Verb
from ledger.web.pages import DONE, desk_of


@dataclass(frozen=True, slots=True)
class Notice:
    """What was done to which figure or finding; `judgement` is what can be taken back."""

    lines: tuple[str, ...]
    about: str
    judgement: str | None
    is_finding: bool


def notice_of(request: Request) -> Notice | None:
    """Return what the page before did, None where it did nothing."""
    name = request.query_params.get(DONE, "")
    if not name:
        return None
    try:
        judged = last_judged(desk_of(request).target, name)
    except LedgerError:  # an address that somebody typed
        return None
    if judged is None:
        return None
    one = judged.judgement
    lines = tuple(line.strip() for line in act_lines(judged))
    return Notice(lines, one.target, None if one.verb is Verb.UNDO else one.id, judged.finding is not None)
