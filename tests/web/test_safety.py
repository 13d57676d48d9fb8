"""Nobody else comes in, nothing is changed from elsewhere, and no text of a document is ever markup."""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from ledger.actions.ingest import ingest
from ledger.actions.show import show_figure
from ledger.actions.uploads import safe_name
from ledger.model.document import Metadata
from ledger.web.safety import HEADERS, TOKEN, local_path
from tests.web.conftest import BASE, SAME, Site, text

PAYLOADS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg/onload=alert(1)>",
    "</textarea><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "javascript:alert(1)",
    "{{ 7 * 7 }}{% raw %}",
    "<a href=javascript:alert(1)>x</a>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\u202ealert\u2066\x1b[31m",
)
WRITES = (
    "/reviewer",
    "/add",
    "/figures/{name}/judge",
    "/figures/{name}/undo",
    "/findings/c-0/judge",
    "/findings/c-0/undo",
)


def judged(site: Site, name: str) -> bool:
    return bool(show_figure(site.db, name).history)


@pytest.mark.parametrize(
    "path",
    ["/", "/figures", "/nothing", "/export/figures/csv", "/state", "/documents/x", "/static/nothing", "/static/"],
)
def test_who_has_no_token_sees_nothing(open_site: Callable[..., Site], filled_once: Path, path: str) -> None:
    site = open_site(filled_once, inside=False)
    answer = site.client.get(path)
    assert answer.status_code == 403
    assert str(filled_once) not in answer.text
    assert "mark" not in answer.text.replace("remarks", "")


@pytest.mark.parametrize("token", ["", "x", "é", "0" * 32])
def test_a_wrong_token_lets_nobody_in(open_site: Callable[..., Site], filled_once: Path, token: str) -> None:
    site = open_site(filled_once, inside=False)
    answer = site.client.get("/", params={TOKEN: token}, follow_redirects=False)
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


def test_the_token_is_exchanged_for_a_cookie_and_leaves_the_address(
    open_site: Callable[..., Site], filled_once: Path
) -> None:
    site = open_site(filled_once, inside=False)
    answer = site.client.get(f"/figures?kind=count&{TOKEN}={site.secret.token}", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/figures?kind=count")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert site.secret.token.lower() not in cookie
    assert site.client.get("/figures?kind=count").status_code == 200


def test_the_cookie_of_another_run_lets_nobody_in(open_site: Callable[..., Site], filled_once: Path) -> None:
    one, other = open_site(filled_once), open_site(filled_once, inside=False)
    other.client.cookies.update(one.client.cookies)
    assert other.client.get("/").status_code == 403


@pytest.mark.parametrize(
    "host",
    ["evil.example", "127.0.0.1.evil.example", "evil.example:8000", "", "127.0.0.1@evil.example", "0.0.0.0:8000"],
)
def test_another_host_is_refused(site: Site, host: str) -> None:
    for path in ("/", "/static/app.js", f"/?{TOKEN}={site.secret.token}"):
        assert site.client.get(path, headers={"host": host}, follow_redirects=False).status_code == 400


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000", "[::1]:8000", "LOCALHOST"])
def test_the_names_of_this_machine_are_let_in(site: Site, host: str) -> None:
    assert site.client.get("/static/style.css", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9999"},
        {"origin": "http://evil.example", "sec-fetch-site": "same-origin"},
        {"origin": BASE, "sec-fetch-site": "cross-site"},
        {"origin": BASE, "sec-fetch-site": "same-site"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "none"},
    ],
)
def test_a_form_from_elsewhere_changes_nothing(site: Site, headers: dict[str, str]) -> None:
    name = site.ids()[0]
    form = {"csrf": site.secret.csrf, "verb": "accept", "mark": site.mark(name)}
    assert site.client.post(f"/figures/{name}/judge", data=form, headers=headers).status_code == 403
    assert not judged(site, name)


@pytest.mark.parametrize("csrf", ["", "x", "é", None])
def test_a_form_without_our_word_changes_nothing(site: Site, csrf: str | None) -> None:
    name = site.ids()[0]
    form = {"verb": "accept", "mark": site.mark(name)} | ({} if csrf is None else {"csrf": csrf})
    assert site.client.post(f"/figures/{name}/judge", data=form, headers=SAME).status_code == 403
    assert not judged(site, name)


@pytest.mark.parametrize("path", WRITES)
@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH"])
def test_nothing_is_written_but_by_a_form(site: Site, path: str, method: str) -> None:
    name = site.ids()[0]
    query = f"?verb=accept&mark={site.mark(name)}&csrf={site.secret.csrf}&by=Eve"
    answer = site.client.request(method, path.format(name=name) + query, headers=SAME)
    assert answer.status_code in ((200,) if path == "/add" and method in ("GET", "HEAD") else (405,))
    assert not judged(site, name)


@pytest.mark.parametrize(
    "path", ["/", "/figures/f-0", "/nothing", "/static/app.js", "/static/style.css", "/export/figures/csv"]
)
def test_no_answer_goes_out_without_its_headers(site: Site, path: str) -> None:
    answer = site.client.get(path)
    for name, value in HEADERS:
        assert answer.headers[name.decode()] == value.decode()
    assert "access-control-allow-origin" not in answer.headers


def test_the_policy_lets_no_page_run_what_is_in_it(site: Site) -> None:
    name = site.ids()[0]
    for path in ("/", "/figures", f"/figures/{name}", "/review", "/findings", "/documents", "/add", "/history"):
        page = site.get(path)
        assert [node.attributes.get("src") for node in page.css("script")] == ["/static/app.js"]
        assert page.css("[style], style, iframe, object, base") == []
        assert [node for node in page.css("*") for key in node.attributes if key.startswith("on")] == []


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/..%2fapp.py",
        "/static/templates/base.html",
        "/documents/..%2f..%2fetc%2fpasswd",
        "/documents/%00",
        "/figures/..%2f..%2f",
        "/export/..%2f/csv",
    ],
)
def test_no_path_leads_out(site: Site, path: str) -> None:
    assert site.client.get(path).status_code in (400, 404)


@pytest.mark.parametrize(
    "path", ["//evil.example", "/\\evil.example", "https://evil.example", "/\tx", "", "javascript:1", None]
)
def test_nobody_is_sent_elsewhere(path: str | None) -> None:
    assert local_path(path, "/") == "/"


def test_a_form_that_names_another_place_leads_to_ours(site: Site) -> None:
    name = site.ids()[0]
    answer = site.judge(name, "accept", then="//evil.example/x")
    assert answer.headers["location"].startswith(f"/figures/{name}")


@pytest.mark.parametrize(("declared", "path"), [(True, "/reviewer"), (False, "/reviewer")])
def test_what_is_too_large_is_refused_before_it_is_read(site: Site, declared: bool, path: str) -> None:
    def pieces() -> Iterator[bytes]:
        for _ in range(40):
            yield b"a" * 100_000

    headers = SAME | {"content-type": "application/x-www-form-urlencoded"}
    content = b"a" * 4_000_000 if declared else pieces()
    assert site.client.post(path, content=content, headers=headers).status_code == 413


@pytest.mark.parametrize("body", [b"\xff\xfe\x00", b"--x\r\nbroken", b"a=1&" * 500, b""])
@pytest.mark.parametrize(
    "kind", ["multipart/form-data; boundary=x", "application/x-www-form-urlencoded", "text/plain", ""]
)
def test_a_broken_form_is_refused(site: Site, body: bytes, kind: str) -> None:
    answer = site.client.post("/add", content=body, headers=SAME | {"content-type": kind})
    assert answer.status_code in (400, 403)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("/etc/shadow", "shadow"),
        (".bashrc", "bashrc"),
        ("..", "document"),
        ("", "document"),
        ("a\x00b.txt", "ab.txt"),
        ("manifest.toml", "document"),
        ("Informe [final]*.pdf", "Informe _final__.pdf"),
        ("x" * 400 + ".pdf", "x" * 116 + ".pdf"),
        ("con\x1b[2J.txt", "con__2J.txt"),
    ],
)
def test_the_name_of_an_upload_leads_nowhere(name: str, kept: str) -> None:
    assert safe_name(name) == kept


@pytest.mark.parametrize("target", ["http://evil.example/static/app.js", "evil.example:443", "*", ""])
def test_a_target_that_is_no_path_is_refused_without_a_fault(open_site: Callable[..., Site], target: str) -> None:
    site = open_site(Path("figures.db"), inside=False)
    scope = {"type": "http", "method": "GET", "path": target, "query_string": b"", "headers": [(b"host", b"localhost")]}
    sent: list[Any] = []

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": b""}

    async def send(message: Any) -> None:
        sent.append(message)

    asyncio.run(site.client.app(scope, receive, send))  # type: ignore[arg-type]
    assert sent[0]["status"] == 403


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_text_of_a_document_or_a_reviewer_is_markup(
    open_site: Callable[..., Site], tmp_path: Path, payload: str
) -> None:
    source = tmp_path / "hostile.txt"
    source.write_text(f"{payload} In 2020, 412 police officers {payload} were killed in Mexico.\n", encoding="utf-8")
    db = tmp_path / "hostile.db"
    known = Metadata(title=payload, author=payload, publisher=payload, url=payload)
    ingest(str(db), [str(source)], overrides=known)
    site = open_site(db, by=payload)
    name = site.ids()[0]
    site.judge(name, "note", because=payload)
    site.judge(name, "correct", noun=payload, attribution=payload, because=payload)
    document = show_figure(site.db, name).figure.source.document
    pages = [
        f"/figures/{name}",
        f"/documents/{document}",
        "/",
        "/figures",
        "/history",
        "/review",
        "/documents",
        "/findings",
    ]
    for path in pages:
        require_harmless(site.client.get(path).text, payload)
    for parameter in (
        "q",
        "topic",
        "kind",
        "place",
        "period",
        "source",
        "document",
        "min",
        "unit",
        "status",
        "about",
        "by",
    ):
        for path in ("/figures", "/review", "/findings", "/history", "/documents"):
            require_harmless(site.client.get(path, params={parameter: payload}).text, payload)
    wrong = site.judge(name, "correct", 400, value=payload, because=payload)
    require_harmless(wrong.text, payload)


def require_harmless(html: str, payload: str) -> None:
    """Fail where a payload is anything but text: a part of its own, an address, an attribute that runs."""
    page = LexborHTMLParser(html)
    assert [node.attributes.get("src") for node in page.css("script")] in (["/static/app.js"], [])
    assert page.css("img, main svg[onload], iframe") == []
    for node in page.css("*"):
        assert not [key for key in node.attributes if key.startswith("on")], node.html
        assert not (node.attributes.get("href") or "").lower().startswith(("javascript:", "data:", "vbscript:"))
    assert "49" not in text(page, "h1") or "{{" not in payload
    for sign in ("\x1b", "\u202e", "\u2066"):
        assert sign not in html


def test_what_fails_unforeseen_tells_nothing_of_the_inside(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    from ledger.web import overview

    monkeypatch.setattr(overview, "document_records", lambda _: 1 / 0)
    site.client.raise_server_exceptions = False  # type: ignore[attr-defined]
    transport = site.client._transport
    transport.raise_server_exceptions = False  # type: ignore[attr-defined]
    answer = site.client.get("/")
    assert answer.status_code == 500
    assert "ZeroDivisionError" not in answer.text
    assert "Something failed here" in answer.text
