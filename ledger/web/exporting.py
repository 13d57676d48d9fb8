"""What is on the screen as a file: the same rows as the command writes, in every format that it has."""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import StreamingResponse

from ledger.actions.check import asked_of
from ledger.actions.cite import cite_wanted
from ledger.actions.documents import list_documents
from ledger.actions.figures import list_figures
from ledger.actions.naming import ledger_name
from ledger.actions.working_out import head_of
from ledger.errors import FindingsPending, LedgerMissing, UnknownRendering
from ledger.exports.citing.styles import STYLES
from ledger.exports.columns import document_table, figure_table, finding_table
from ledger.exports.registry import EXPORTS, TERMINAL, render_any
from ledger.exports.table import Table
from ledger.model.finding import Finding
from ledger.web.asked import read_asked, read_findings_asked
from ledger.web.pages import desk_of

_OF_CITATIONS = ("bibtex", "ris", "csl-json", "webannotation", "note")
_TABLES = tuple(name for name in EXPORTS if name != TERMINAL)
FIGURE_FORMATS = (*_TABLES, *_OF_CITATIONS)
FINDING_FORMATS = DOCUMENT_FORMATS = _TABLES
_ENDINGS = {"csl-json": ".json", "note": ".txt"}
_TYPES = {
    "csv": "text/csv",
    "json": "application/json",
    "csl-json": "application/vnd.citationstyles.csl+json",
    "webannotation": "application/ld+json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def export(request: Request) -> StreamingResponse:
    """Send what is asked for as a file."""
    what, chosen = request.path_params["what"], request.path_params["format"]
    if what not in _MADE:
        raise HTTPException(404)
    known = FIGURE_FORMATS if what == "figures" else _TABLES
    if chosen not in known:
        raise UnknownRendering(chosen, known)
    if not head_of(target := desk_of(request).target):  # told before the first piece goes out
        raise LedgerMissing(ledger_name(target))
    pieces: Iterable[str] | Iterable[bytes]
    if chosen in _OF_CITATIONS:
        findings = known_findings(request)
        cited = cite_wanted(desk_of(request).target, read_asked(request.query_params).wanted, findings)
        pieces = STYLES[chosen].render(cited, {})
    else:
        table = _MADE[what](request)
        pieces = render_any(table.paged() if EXPORTS[chosen].paged else table, chosen)
    return StreamingResponse(
        _begun(pieces),
        media_type=f"{_TYPES.get(chosen, 'text/plain')}{'' if chosen == 'xlsx' else '; charset=utf-8'}",
        headers={"content-disposition": f'attachment; filename="{what}{_ending(chosen)}"'},
    )


def known_findings(request: Request) -> tuple[Finding, ...]:
    """Return all findings, or say that they are not known yet."""
    look = desk_of(request).look()
    if look.worked is None:
        raise FindingsPending
    return look.findings


def _figures(request: Request) -> Table:
    return figure_table(list_figures(desk_of(request).target, read_asked(request.query_params).wanted))


def _findings(request: Request) -> Table:
    return finding_table(asked_of(known_findings(request), read_findings_asked(request.query_params)))


def _documents(request: Request) -> Table:
    return document_table(list_documents(desk_of(request).target))


_MADE: dict[str, Callable[[Request], Table]] = {"figures": _figures, "findings": _findings, "documents": _documents}


def _begun(pieces: Iterable[str] | Iterable[bytes]) -> Iterator[str | bytes]:
    """Return the pieces with the first of them made: what is wrong with them is known before anything is sent."""
    stream: Iterator[str | bytes] = iter(pieces)
    first = next(stream, None)
    return stream if first is None else chain([first], stream)


def _ending(chosen: str) -> str:
    known = EXPORTS.get(chosen) or STYLES[chosen]
    return _ENDINGS.get(chosen) or known.endings[0]
