"""Pages made of templates: everything that is put into one is escaped, control characters in sight."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from http import HTTPStatus
from importlib.resources import files
from urllib.parse import parse_qsl, quote, unquote, urlencode

from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from ledger.actions.naming import ledger_name
from ledger.actions.paging import Pages
from ledger.exports import quotes
from ledger.exports.colours import tone_of
from ledger.exports.judged import history_lines, judgement_words, moment_words, read_words
from ledger.exports.look import shared_style
from ledger.exports.markup import address, language
from ledger.exports.plain import cell_text, counted, grouped, is_number, one_line, visible
from ledger.exports.report import parts
from ledger.exports.report.measures import value_cell
from ledger.exports.screens import CLIP, words
from ledger.model.figure import Figure
from ledger.web.desk import Desk
from ledger.web.safety import Door

DONE = "done"  # the parameter that names what was judged on the page before
_MOST_NAME = 80
_LONGER = 31_536_000  # seconds that a reviewer's name is remembered


def desk_of(request: Request) -> Desk:
    """Return what lies ready for all pages."""
    desk: Desk = request.app.state.desk
    return desk


def door_of(request: Request) -> Door:
    """Return who is let in."""
    door: Door = request.app.state.door
    return door


def pages_of(request: Request) -> Pages:
    """Return the pager of the ledger."""
    return desk_of(request).pages


def reviewer_of(request: Request) -> str:
    """Return who judges in this browser: the name typed there, else the one the server was started with."""
    return clean_name(unquote(request.cookies.get(name_cookie(request), ""))) or desk_of(request).by


def clean_name(text: str) -> str:
    """Return a reviewer's name as one short line."""
    return one_line(text.encode("utf-8", "replace").decode())[:_MOST_NAME].strip()


def name_cookie(request: Request) -> str:
    """Return the name of the cookie that remembers who judges."""
    return f"{door_of(request).cookie_name}_by"


def remember_name(request: Request, response: Response, name: str) -> None:
    """Let the browser remember who judges in it."""
    response.set_cookie(
        name_cookie(request), quote(name, safe=""), max_age=_LONGER, httponly=True, samesite="strict", path="/"
    )


def page(request: Request, template: str, status: int = 200, **shown: object) -> HTMLResponse:
    """Return a page."""
    return HTMLResponse(_made(request, template, shown), status_code=status)


def here_of(request: Request) -> str:
    """Return the address of the page that is shown, as a form leads back to it."""
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")


def _made(request: Request, template: str, shown: Mapping[str, object]) -> str:
    desk = desk_of(request)
    given = {
        "by": reviewer_of(request),
        "ledger": ledger_name(desk.target),
        "csrf": door_of(request).secret.csrf,
        "path": request.url.path,
        "here": here_of(request),
        "q": "",
        "notice": None,
        "poll": None,
    }
    return templates().get_template(template).render({**given, **shown})


def trouble(status: int, message: str) -> str:
    """Return a page that says what is wrong, for one who may not be let in: it tells nothing of the ledger."""
    return templates().get_template("refused.html").render(title=HTTPStatus(status).phrase, message=message)


@cache
def templates() -> Environment:
    """Return the templates, read once."""
    folder = files("ledger.web") / "templates"
    texts = {one.name: one.read_text(encoding="utf-8") for one in folder.iterdir() if one.name.endswith(".html")}
    environment = Environment(
        loader=DictLoader(texts),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_seen,
    )
    environment.globals.update(_SHOWN)
    environment.filters.update(one_line=one_line, words=words, grouped=grouped, clip=lambda name: str(name)[:CLIP])
    return environment


def _seen(value: object) -> object:
    """Return a text with its control characters written out; nothing in place of None."""
    if value is None:
        return ""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _markup(make: Callable[..., str]) -> Callable[..., Markup]:
    """Return a function of the report as one of templates: what it returns is escaped already."""
    return lambda *given: Markup(make(*given))  # noqa: S704


_SHOWN: Mapping[str, object] = {
    "address_of": lambda asked, path: lambda number: asked.address(path, page=number),
    "amount": quotes.amount,
    "here_without": lambda here, *names: _without(here, names),
    "page_in": lambda here: lambda number: _with(here, "page", str(number)),
    "query_of": lambda asked: _query({"topic": asked.topic, "kind": ",".join(asked.kinds), "reach": asked.reach}),
    "read_words": read_words,
    "tone_of_kind": lambda kind: parts.tone_class(tone_of(kind)),
    "value_of": lambda figure: value_of(figure),
    "counted": counted,
    "file_and_line": quotes.file_and_line,
    "history_lines": history_lines,
    "judgement_words": judgement_words,
    "lang": _markup(parts.lang),
    "language": language,
    "locator": quotes.locator,
    "moment": moment_words,
    "number_beside": quotes.number_beside,
    "period_words": quotes.period_words,
    "printed": quotes.printed,
    "reading_of": lambda reading: grouped(reading) if is_number(reading) else cell_text(reading),
    "said": lambda said: Markup(" ".join(parts.said_lines(said))),  # noqa: S704
    "sentence": _markup(parts.sentence),
    "short_name": quotes.short_name,
    "subject": quotes.subject,
    "told_by": quotes.told_by,
    "verdict": _markup(parts.verdict),
    "web_address": lambda url: Markup(address(url) or ""),  # noqa: S704
    "whole_locator": quotes.whole_locator,
}


def value_of(figure: Figure) -> Markup:
    """Return the amount of a figure as a number, of a range both its ends; nothing where there is none."""
    return Markup(value_cell(figure.quantity))  # noqa: S704


def _with(here: str, name: str, value: str) -> str:
    """Return an address with a parameter put in place of what it was; what was just done is told once."""
    path, _, query = here.partition("?")
    rest = [pair for pair in parse_qsl(query) if pair[0] not in (name, DONE)]
    return f"{path}?{urlencode([*rest, (name, value)])}"


def _without(here: str, names: Sequence[str]) -> str:
    path, _, query = here.partition("?")
    rest = urlencode([pair for pair in parse_qsl(query) if pair[0] not in names])
    return f"{path}?{rest}" if rest else path


def _query(given: Mapping[str, str | None]) -> str:
    told = urlencode({name: value for name, value in given.items() if value})
    return f"?{told}" if told else ""


@cache
def style() -> str:
    """Return the style of all pages: what they share with the report, and their own."""
    return shared_style() + (files("ledger.web") / "static" / "app.css").read_text(encoding="utf-8")


@cache
def script() -> str:
    """Return the script, without which everything works too."""
    return (files("ledger.web") / "static" / "app.js").read_text(encoding="utf-8")


@cache
def icon() -> str:
    """Return the sign of the page in a browser's tab."""
    return (files("ledger.web") / "static" / "icon.svg").read_text(encoding="utf-8")
