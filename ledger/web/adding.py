"""Documents added over the page: read by the same loaders as `ledger add`, and told in the same words."""

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from ledger.actions.overrides import read_overrides
from ledger.actions.summary import Summary, summary_lines
from ledger.actions.uploads import Upload, add_uploads
from ledger.errors import BadValue, LedgerError
from ledger.loaders.registry import known_endings
from ledger.web.pages import desk_of, page

_FIELDS = (
    ("title", "Title", ""),
    ("author", "Author", ""),
    ("publisher", "Publisher", ""),
    ("published", "Date", "2021-04-01"),
    ("url", "Address on the web", "never fetched"),
    ("language", "Language", "en, es"),
)
_MOST = 100_000_000  # bytes of one upload


def add_page(request: Request) -> Response:
    """Show the form."""
    return _form(request)


def add_documents(request: Request, form: dict[str, str], files: list[Upload]) -> Response:
    """Add what was sent, and tell what became of it."""
    typed = {name: form.get(name, "").strip() for name, _, _ in _FIELDS}
    try:
        if not files:
            raise BadValue("The upload", "", "a document: choose one or more files first")
        summary = add_uploads(
            desk_of(request).target, files, read_overrides(**{name: text or None for name, text in typed.items()})
        )
    except LedgerError as error:
        wrong = str(error).replace("--", "")
        return _form(request, 503 if error.exit_code == 5 else 400, typed=typed, wrong=wrong)
    return _form(request, 422 if summary.exit_code else 200, typed=typed, summary=summary)


async def read_upload(file: UploadFile) -> Upload:
    """Return a file as it was sent."""
    return Upload(file.filename or "", await file.read())


def _form(
    request: Request,
    status: int = 200,
    *,
    typed: dict[str, str] | None = None,
    wrong: str | None = None,
    summary: Summary | None = None,
) -> Response:
    return page(
        request,
        "add.html",
        status,
        fields=_FIELDS,
        typed=typed or {},
        wrong=wrong,
        summary=summary,
        lines=tuple(summary_lines(summary)) if summary else (),
        endings=known_endings(),
        most=_MOST,
    )
