"""The application put together: which address is answered by what, and the one place where errors become pages."""

from collections.abc import Callable, Mapping
from http import HTTPStatus

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from ledger.errors import (
    ChangedMeanwhile,
    FindingsPending,
    LedgerError,
    LedgerMissing,
    LedgerStateError,
    NothingOfThatName,
    NothingToUndo,
    UnknownDocument,
    UnknownId,
)
from ledger.web import adding, documents, exporting, figures, findings, judging, overview, queue
from ledger.web.desk import Desk
from ledger.web.pages import desk_of, door_of, icon, page, script, style, trouble
from ledger.web.safety import CSRF, App, Door, Guard, is_from_form

View = Callable[[Request], Response]
Act = Callable[[Request, Mapping[str, str]], Response]
_NOT_FOUND = (UnknownId, UnknownDocument, NothingOfThatName)
_CONFLICT = (ChangedMeanwhile, NothingToUndo)
_UNFORESEEN = "Something failed here that should not have. The ledger is as it was; the terminal shows more."
_FIELDS, _FILES = 100, 50  # of a form


def make_app(desk: Desk, door: Door) -> App:
    """Return the application for one ledger."""
    routes = [
        _shows("/", overview.overview_page),
        _shows("/figures", figures.list_page),
        _shows("/figures/{name}", figures.card_page),
        _does("/figures/{name}/judge", judging.judge_figure),
        _does("/figures/{name}/undo", judging.undo_figure),
        _shows("/documents", documents.documents_page),
        _shows("/documents/{name}", documents.document_page),
        _shows("/review", queue.queue_page),
        _shows("/findings", findings.findings_page),
        _does("/findings/{name}/judge", judging.judge_finding),
        _does("/findings/{name}/undo", judging.undo_finding),
        _shows("/history", overview.history_page),
        _shows("/add", adding.add_page),
        Route("/add", _add, methods=["POST"]),
        _does("/reviewer", judging.change_reviewer),
        _shows("/export/{what}/{format}", exporting.export),
        _shows("/state", _state),
        _shows("/static/style.css", lambda _: PlainTextResponse(style(), media_type="text/css")),
        _shows("/static/icon.svg", lambda _: PlainTextResponse(icon(), media_type="image/svg+xml")),
        _shows("/static/app.js", lambda _: PlainTextResponse(script(), media_type="text/javascript")),
    ]
    handlers = {LedgerError: _tell, HTTPException: _tell_http, Exception: _tell_unforeseen}
    app = Starlette(routes=routes, exception_handlers=handlers)
    app.state.desk, app.state.door = desk, door
    return Guard(app, door, _refuse)


def _shows(path: str, view: View) -> Route:
    """Return the route of a page, which changes nothing."""
    return Route(path, view, methods=["GET"])


def _does(path: str, act: Act) -> Route:
    """Return the route of a form."""

    async def posted(request: Request) -> Response:
        async with request.form(max_files=0, max_fields=_FIELDS) as form:
            texts = _texts(form)
        _require_ours(request, texts)
        return await run_in_threadpool(act, request, texts)

    return Route(path, posted, methods=["POST"])


async def _add(request: Request) -> Response:
    async with request.form(max_files=_FILES, max_fields=_FIELDS) as form:
        texts = _texts(form)
        _require_ours(request, texts)
        sent = [one for one in form.getlist("files") if isinstance(one, UploadFile) and one.filename]
        files = [await adding.read_upload(one) for one in sent]
    return await run_in_threadpool(adding.add_documents, request, texts, files)


def _texts(form: FormData) -> dict[str, str]:
    return {name: value for name, value in form.multi_items() if isinstance(value, str)}


def _require_ours(request: Request, form: Mapping[str, str]) -> None:
    if not is_from_form(door_of(request).secret, form.get(CSRF)):
        raise HTTPException(403, "This form is not from a page of this server's run. Open the page anew and try again.")


def _state(request: Request) -> Response:
    """Tell the script whether the findings are of the ledger as it stands."""
    look = desk_of(request).look()
    return JSONResponse({"now": look.is_now, "head": look.head, "failed": bool(look.trouble)})


# Errors


def _tell(request: Request, error: Exception) -> Response:
    if isinstance(error, LedgerMissing):
        return page(request, "empty.html", 200 if request.url.path == "/" else 404)
    status = 400
    if isinstance(error, _NOT_FOUND):
        status = 404
    elif isinstance(error, _CONFLICT):
        status = 409
    elif isinstance(error, LedgerStateError | FindingsPending):
        status = 503
    return _problem(request, status, str(error))


def _tell_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101  # it is what this answers
    told = error.detail if error.status_code != 404 else "There is no such page here."
    return _problem(request, error.status_code, told)


def _tell_unforeseen(request: Request, error: Exception) -> Response:
    del request, error  # what it is about is no business of the browser; the server's own log tells it
    return HTMLResponse(trouble(500, _UNFORESEEN), status_code=500)


def _problem(request: Request, status: int, message: str) -> Response:
    return page(request, "problem.html", status, code=status, title=HTTPStatus(status).phrase, message=message)


def _refuse(status: int, message: str) -> App:
    return HTMLResponse(trouble(status, message), status_code=status)
