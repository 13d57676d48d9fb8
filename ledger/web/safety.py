"""Who is let in: this host, this browser, this page; and what no answer goes out without.

A page on the network can make a browser ask this server too (by its address, or by a name that leads to it), so every
request must name the host it was meant for, bring the cookie that the address printed at the start was exchanged for,
and, where it changes something, come from a page of ours.
"""

import hashlib
import hmac
import secrets
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]
Refuse = Callable[[int, str], App]

TOKEN = "token"  # noqa: S105  # the parameter's name
CSRF = "csrf"
STATIC = frozenset({"/static/style.css", "/static/icon.svg", "/static/app.js"})  # what the page of a refusal loads
_READING = ("GET", "HEAD")
_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = (
    (b"content-security-policy", _POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    # Nothing to others; with no-referrer browsers would send forms of our own pages without their origin.
    (b"referrer-policy", b"same-origin"),
    (b"cache-control", b"no-store"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
)
_WRONG_HOST = "This server answers to another address. Open the one that ledger serve printed when it started."
_LOCKED = "Open the address that ledger serve printed when it started: it ends in a token that lets this browser in."
_NOT_OURS = "This did not come from a page of this ledger, so nothing was changed. Open the page anew and try again."
_ONLY_FORMS = "This address takes no such request."
_TOO_LARGE = "What was sent is too large, and nothing was kept. Add large documents with: ledger add FILE"


@dataclass(frozen=True, slots=True)
class Pass:
    """The secret of one run of the server: in the address once, then in a cookie, and in each form in another shape."""

    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))

    @property
    def cookie(self) -> str:
        """What a browser that knew the token brings with each request."""
        return self._made_of("cookie")

    @property
    def csrf(self) -> str:
        """What each form brings that came from a page of ours."""
        return self._made_of(CSRF)

    def _made_of(self, purpose: str) -> str:
        return hmac.new(self.token.encode(), purpose.encode(), hashlib.sha256).hexdigest()


@dataclass(frozen=True, slots=True)
class Door:
    """Whom to let in: `hosts` are the names this server answers to, `limits` the most bytes a request has, by path."""

    secret: Pass
    hosts: frozenset[str]
    port: int
    limits: tuple[tuple[str, int], ...] = (("/add", 100_000_000), ("/", 1_000_000))

    @property
    def cookie_name(self) -> str:
        """The cookie's name; those of two servers on one host are two."""
        return f"ledger_{self.port}"

    def limit(self, path: str) -> int:
        """Return how many bytes a request to a path may have."""
        return next((most for start, most in self.limits if path.startswith(start)), 0)


class Guard:
    """Stands before the pages: refuses what must not come in, and adds what no answer goes out without."""

    def __init__(self, app: App, door: Door, refuse: Refuse) -> None:
        self._app, self._door, self._refuse = app, door, refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or pass it on."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = {name for name, _ in HEADERS}
                kept = [(name, value) for name, value in message.get("headers", ()) if name.lower() not in own]
                message["headers"] = [*kept, *HEADERS]
            await send(message)

        answer = self._answer(scope) or self._app
        await answer(scope, _limited(receive, self._door.limit(scope["path"])), send_guarded)

    def _answer(self, scope: Scope) -> App | None:
        """Return what is answered in place of a page; None where the request may go on."""
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        method, path = scope["method"], scope["path"]
        if _host_of(headers.get("host", "")) not in self._door.hosts:
            return self._refuse(400, _WRONG_HOST)
        if path in STATIC and method in _READING:
            return None
        query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        tokens = [value for name, value in query if name == TOKEN]
        if tokens and method in _READING and _same(tokens[-1], self._door.secret.token):
            return _let_in(self._door, path, [pair for pair in query if pair[0] != TOKEN])
        if not _same(_cookie(headers.get("cookie", ""), self._door.cookie_name), self._door.secret.cookie):
            return self._refuse(403, _LOCKED)
        if method in _READING:
            return None
        if method != "POST":
            return self._refuse(405, _ONLY_FORMS)
        if not _is_ours(headers):
            return self._refuse(403, _NOT_OURS)
        declared = headers.get("content-length", "0")
        if not declared.isdecimal() or int(declared) > self._door.limit(path):
            return self._refuse(413, _TOO_LARGE)
        return None


def is_from_form(secret: Pass, given: object) -> bool:
    """Tell whether a form brought what only a page of ours has."""
    return isinstance(given, str) and _same(given, secret.csrf)


def loopback_hosts() -> frozenset[str]:
    """Return the names that lead to this machine alone."""
    return frozenset({"127.0.0.1", "localhost", "[::1]"})


def local_path(text: str | None, otherwise: str) -> str:
    r"""Return an address of a page of ours as it is, any other replaced: nobody is sent elsewhere.

    >>> local_path("/figures?topic=aid", "/"), local_path("//evil.example/", "/"), local_path("/\\evil", "/")
    ('/figures?topic=aid', '/', '/')
    """
    if not text or not text.startswith("/") or text.startswith("//") or "\\" in text or not text.isprintable():
        return otherwise
    parts = urlsplit(text)
    return otherwise if parts.scheme or parts.netloc else text


def _is_ours(headers: MutableMapping[str, str]) -> bool:
    """Tell whether a request that changes something comes from a page of this server.

    A browser says so itself; one that does not must at least name the page's origin.
    """
    origin, site = headers.get("origin"), headers.get("sec-fetch-site")
    if origin is not None and urlsplit(origin).netloc.lower() != headers.get("host", "").lower():
        return False
    return site in ("same-origin", None) and (origin is not None or site is not None)


def _host_of(header: str) -> str:
    """Return the name in a Host header without its port."""
    name, colon, port = header.rpartition(":")
    return (name if colon and port.isdigit() else header).lower()


def _cookie(header: str, name: str) -> str:
    try:
        morsel = SimpleCookie(header).get(name)
    except CookieError:
        return ""
    return morsel.value if morsel else ""


def _same(given: str, known: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "replace"), known.encode())


def _let_in(door: Door, path: str, query: Iterable[tuple[str, str]]) -> App:
    """Give the browser its cookie and send it on without the token, which is in no history then."""
    rest = urlencode(list(query))
    answer = RedirectResponse(local_path(path, "/") + (f"?{rest}" if rest else ""), status_code=303)
    answer.set_cookie(door.cookie_name, door.secret.cookie, httponly=True, samesite="strict", path="/")
    return answer


def _limited(receive: Receive, most: int) -> Receive:
    """Count what comes in; more than was allowed ends the request."""
    seen = 0

    async def counted() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > most:
            raise HTTPException(413, _TOO_LARGE)
        return message

    return counted
