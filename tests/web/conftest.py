"""The review page of a ledger of the demo's documents, asked without a network."""

import re
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from importlib.resources import as_file
from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode
from starlette.testclient import TestClient

from ledger.actions.ingest import ingest
from ledger.lexicon.toml_tables import data_folder
from ledger.web.app import make_app
from ledger.web.desk import Desk
from ledger.web.safety import TOKEN, Door, Pass, loopback_hosts

BASE = "http://127.0.0.1:8000"
SAME = {"origin": BASE, "sec-fetch-site": "same-origin"}


class AtOnce(Executor):
    """Does what it is given where it is given it."""

    def submit(self, fn: Callable[..., Any], /, *given: Any, **named: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*given, **named))
        except Exception as error:
            future.set_exception(error)
        return future


@dataclass
class Site:
    """A browser at the review page of a ledger."""

    client: TestClient
    secret: Pass
    db: str

    def get(self, path: str, status: int = 200) -> LexborHTMLParser:
        answer = self.client.get(path)
        assert answer.status_code == status, answer.text
        return LexborHTMLParser(answer.text)

    def post(self, path: str, expected: int = 303, /, **form: str) -> Any:
        answer = self.client.post(path, data={"csrf": self.secret.csrf, **form}, headers=SAME, follow_redirects=False)
        assert answer.status_code == expected, answer.text
        return answer

    def mark(self, name: str) -> str:
        """Return what the card of a figure says that was shown."""
        return field(self.get(f"/figures/{name}"), "mark")

    def judge(self, name: str, verb: str, expected: int = 303, /, *, mark: str | None = None, **form: str) -> Any:
        shown = self.mark(name) if mark is None else mark
        return self.post(f"/figures/{name}/judge", expected, verb=verb, mark=shown, **form)

    def ids(self, path: str = "/figures") -> list[str]:
        return re.findall(r'href="/figures/(f-[0-9a-f]+)" data-row', self.client.get(path).text)


def field(page: LexborHTMLParser, name: str) -> str:
    return attribute(page, f"[name={name}]", "value")


def node(page: LexborHTMLParser, selector: str) -> LexborNode:
    found = page.css_first(selector)
    assert found is not None, selector
    return found


def attribute(page: LexborHTMLParser, selector: str, name: str) -> str:
    return node(page, selector).attributes[name] or ""


def text(page: LexborHTMLParser, selector: str = "main") -> str:
    return " ".join(" ".join(node.text() for node in page.css(selector)).split())


@pytest.fixture(scope="session")
def filled_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("web")
    with as_file(data_folder().joinpath("demo")) as documents:
        ingest(str(place / "figures.db"), [str(documents)])
    return place / "figures.db"


@pytest.fixture
def open_site(tmp_path: Path) -> Iterator[Callable[..., Site]]:
    """Open browsers at the page of a ledger, which is made where it is not there."""
    opened: list[TestClient] = []

    def browser(db: Path, by: str = "Ana", *, inside: bool = True) -> Site:
        secret = Pass()
        desk = Desk(str(db), by, AtOnce())
        client = TestClient(make_app(desk, Door(secret, loopback_hosts(), 8000)), base_url=BASE)
        opened.append(client)
        if inside:
            assert client.get(f"/add?{TOKEN}={secret.token}").status_code == 200
        return Site(client, secret, str(db))

    yield browser
    for client in opened:
        client.close()


@pytest.fixture
def site(filled_once: Path, tmp_path: Path, open_site: Callable[..., Site]) -> Site:
    """A browser that was let in, at a copy of the demo's ledger."""
    db = tmp_path / "figures.db"
    shutil.copy(filled_once, db)
    return open_site(db)
