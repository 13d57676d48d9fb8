"""The review page in a real browser: read, judged by keys, by two at once, with hostile texts, and checked with axe."""

import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import as_file
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest

from ledger.actions.figures import Wanted, list_figures
from ledger.actions.ingest import ingest
from ledger.actions.show import show_figure
from ledger.lexicon.toml_tables import data_folder
from ledger.model.document import Metadata
from ledger.model.figure import Status
from ledger.model.judgement import Judgement
from tests.programs import CHROMIUM, require_program

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

playwright = pytest.importorskip("playwright.sync_api")
pytestmark = pytest.mark.slow

EVERY = ",".join(Status)
HOSTILE = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>'
PAGES = (
    "/",
    "/review",
    "/figures",
    "/figures?place=Atlantis",
    "/findings",
    "/documents",
    "/history",
    "/add",
    "/nothing",
)
COLOURS: tuple[Literal["light", "dark"], ...] = ("light", "dark")


@dataclass(frozen=True)
class Served:
    address: str  # with its token
    db: str

    @property
    def base(self) -> str:
        return self.address.partition("/?")[0]


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    path = require_program(CHROMIUM)
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Serve a ledger of the demo's documents and a hostile one, as `ledger serve` does."""
    folder = tmp_path_factory.mktemp("served")
    with as_file(data_folder().joinpath("demo")) as documents:
        ingest(str(folder / "figures.db"), [str(documents)])
    hostile = folder / "hostile.txt"
    hostile.write_text(f"{HOSTILE} In 2020, 412 police officers {HOSTILE} were killed.\n", encoding="utf-8")
    ingest(str(folder / "figures.db"), [str(hostile)], overrides=Metadata(title=HOSTILE, publisher=HOSTILE))
    yield from serve(folder)


def serve(folder: Path) -> Iterator[Served]:
    command = [sys.executable, "-m", "ledger", "serve", "--port", "0", "--by", "Ana"]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        try:
            yield Served(process.stdout.readline().strip(), str(folder / "figures.db"))
        finally:
            process.send_signal(signal.SIGINT)
            assert process.wait(timeout=30) == 0


@pytest.fixture
def enter(browser: "Browser", served: Served) -> "Iterator[Callable[..., Page]]":
    """Open the page in a browser of its own, and fail on any error of its script or refusal of its policy."""
    contexts: list[Any] = []
    complaints: list[str] = []

    def entered(**options: Any) -> "Page":
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.set_default_timeout(30_000)  # of a machine that may be busy
        page.on("dialog", lambda dialog: complaints.append(dialog.message))
        page.on(
            "console", lambda told: complaints.append(told.text) if "Content Security Policy" in told.text else None
        )
        page.goto(served.address)
        return page

    yield entered
    for context in contexts:
        context.close()
    assert complaints == []


def shown(page: "Page") -> str:
    """Return the id of the figure that is shown to be judged."""
    return str(page.locator(".verdicts").get_attribute("action")).split("/")[2]


def ready(page: "Page", served: Served) -> None:
    """Open the queue when it is known."""
    page.goto(f"{served.base}/review")
    page.wait_for_selector(".verdicts", timeout=60_000)


@pytest.fixture(autouse=True)
def began() -> None:
    """Note when a test begins: the ledger is that of all tests, and another may have noted something on a figure."""
    _BEGAN[:] = [datetime.now(UTC)]


_BEGAN: list[datetime] = []


def said(served: Served, name: str) -> list[Judgement]:
    """Return what this test said of a figure."""
    return [one for one in show_figure(served.db, name).history if one.at >= _BEGAN[0]]


def test_the_address_loses_its_token(enter: "Callable[..., Page]", served: Served) -> None:
    page = enter()
    assert page.url == f"{served.base}/"
    assert "figures" in page.inner_text("h1")


def test_figures_are_judged_by_one_key_each_and_taken_back(enter: "Callable[..., Page]", served: Served) -> None:
    page = enter()
    ready(page, served)
    first = shown(page)
    page.keyboard.press("a")
    page.wait_for_selector(".notice")
    assert show_figure(served.db, first).figure.status is Status.ACCEPTED
    second = shown(page)
    assert second != first
    page.keyboard.press("r")
    page.wait_for_function("name => !document.querySelector('.verdicts').action.includes(name)", arg=second)
    assert show_figure(served.db, second).figure.status is Status.REJECTED
    page.keyboard.press("u")
    page.wait_for_function("name => document.querySelector('.verdicts').action.includes(name)", arg=second)
    assert show_figure(served.db, second).figure.status is Status.UNREVIEWED
    page.keyboard.press("c")
    page.fill(".correct input[name=value]", "77")
    page.press(".correct input[name=value]", "Enter")
    page.wait_for_function("name => !document.querySelector('.verdicts').action.includes(name)", arg=second)
    assert show_figure(served.db, second).figure.quantity.value == 77
    third = shown(page)
    page.keyboard.press("s")
    page.wait_for_function("name => !document.querySelector('.verdicts').action.includes(name)", arg=third)
    assert said(served, third) == []


@pytest.mark.parametrize(("letter", "becomes"), [("A", Status.ACCEPTED), ("R", Status.REJECTED)])
def test_a_capital_says_why_first_and_enter_gives_that_verdict(
    enter: "Callable[..., Page]", served: Served, letter: str, becomes: Status
) -> None:
    page = enter()
    ready(page, served)
    name = shown(page)
    page.focus(".verdicts input[name=because]")
    page.keyboard.type("Not in print. ")
    page.keyboard.press("Enter")  # which verdict is not said yet
    page.keyboard.press("Escape")
    page.keyboard.press(letter)
    page.keyboard.type("I asked.")
    page.keyboard.press("Enter")
    page.wait_for_selector(".notice")
    told = show_figure(served.db, name)
    assert told.figure.status is becomes
    assert [one.because for one in said(served, name)] == ["Not in print. I asked."]


def test_a_key_that_is_held_down_judges_one_figure(enter: "Callable[..., Page]", served: Served) -> None:
    page = enter()
    ready(page, served)
    first = shown(page)
    page.keyboard.down("a")
    page.wait_for_selector(".notice")
    second = shown(page)
    page.keyboard.down("a")
    page.keyboard.up("a")
    page.keyboard.press("s")
    page.wait_for_function("name => !document.querySelector('.verdicts').action.includes(name)", arg=second)
    assert show_figure(served.db, first).figure.status is Status.ACCEPTED
    assert said(served, second) == []


def test_a_place_in_the_page_is_led_to_without_asking_for_it_anew(enter: "Callable[..., Page]", served: Served) -> None:
    page = enter()
    page.evaluate("window.kept = true")
    page.evaluate("document.querySelector('.skip').click()")
    page.wait_for_url("**/#main")
    page.wait_for_timeout(200)
    assert page.evaluate("window.kept")


def test_what_was_typed_stays_when_the_server_does_not_answer(enter: "Callable[..., Page]", served: Served) -> None:
    page = enter()
    ready(page, served)
    name = shown(page)
    page.keyboard.press("R")
    page.keyboard.type("Misread.")
    page.route("**/judge", lambda route: route.abort())
    page.keyboard.press("Enter")
    page.wait_for_selector(".trouble")
    page.keyboard.press("Enter")
    assert "does not answer" in page.inner_text(".trouble")
    assert page.locator(".trouble").count() == 1
    page.unroute("**/judge")
    page.context.clear_cookies()
    page.click(".verdicts button.wrong")
    page.wait_for_function("() => /token/.test(document.querySelector('.trouble').textContent)")
    assert page.input_value(".verdicts input[name=because]") == "Misread."
    page.goto(served.address)
    page.goto(f"{served.base}/figures/{name}")
    assert said(served, name) == []


def test_keys_do_nothing_while_somebody_types(enter: "Callable[..., Page]", served: Served) -> None:
    page = enter()
    ready(page, served)
    name = shown(page)
    page.keyboard.press("n")
    page.keyboard.type("a rare case")
    assert page.input_value(".noting textarea") == "a rare case"
    page.click(".noting button.go")
    page.wait_for_selector(".notice")
    assert [one.because for one in said(served, name)] == ["a rare case"]


def test_two_reviewers_see_each_other_and_lose_nothing(enter: "Callable[..., Page]", served: Served) -> None:
    ana, ben = enter(), enter()
    ben.click(".who summary")
    ben.fill(".who input[name=by]", "Ben")
    with ben.expect_navigation():
        ben.click(".who button")
    name = next(one.id for one in list_figures(served.db, Wanted(status="unreviewed")))
    for page in (ana, ben):
        page.goto(f"{served.base}/figures/{name}")
    ana.keyboard.press("a")
    ana.wait_for_selector(".notice")
    ben.fill(".verdicts input[name=because]", "It is a street number.")
    ben.click(".verdicts button.wrong")
    ben.wait_for_selector(".trouble")
    assert "Somebody judged this figure" in ben.inner_text(".trouble")
    assert ben.input_value(".verdicts input[name=because]") == "It is a street number."
    ben.click(".verdicts button.wrong")
    ben.wait_for_selector(".notice")
    assert [one.by for one in said(served, name)] == ["Ana", "Ben"]
    assert show_figure(served.db, name).figure.status is Status.DISPUTED


def test_filters_stand_in_the_address_and_export_what_is_shown(enter: "Callable[..., Page]", served: Served) -> None:
    page = enter()
    page.goto(f"{served.base}/figures")
    page.select_option("select[name=kind]", "count")
    page.wait_for_url("**/figures?kind=count")
    page.keyboard.press("/")
    page.keyboard.type("officers")
    page.keyboard.press("Enter")
    page.wait_for_url("**/figures?q=officers")
    rows = page.locator("[data-row]").count()
    page.click(".exports summary")
    with page.expect_download() as download:
        page.click(".exports a[href*=csv]")
    lines = Path(download.value.path()).read_text(encoding="utf-8").splitlines()
    assert len(lines) - 1 >= rows > 0
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/figures/f-"))


def test_a_document_is_added_and_read(enter: "Callable[..., Page]", served: Served, tmp_path: Path) -> None:
    page = enter()
    page.goto(f"{served.base}/add")
    note = tmp_path / "note.txt"
    note.write_text("In 2019, 777 police officers were killed in Peru.\n", encoding="utf-8")
    page.set_input_files("input[type=file]", [str(note)])
    page.fill("input[name=title]", "A note that came later")
    page.click("button.go")
    assert "documents: 1 new" in page.inner_text(".notice")
    page.goto(f"{served.base}/documents")
    page.click("text=A note that came later")
    page.click("mark a")
    assert "777" in page.inner_text("h1")
    (folder,) = Path(served.db).parent.glob("figures.uploads")
    assert [path.name for path in folder.iterdir()] == ["note.txt"]


def test_a_finding_is_dismissed_and_brought_back(enter: "Callable[..., Page]", served: Served) -> None:
    page = enter()
    page.goto(f"{served.base}/findings")
    page.wait_for_selector("article.finding", timeout=60_000)
    page.fill("article.finding >> nth=0 >> input[name=because]", "Two months apart.")
    page.keyboard.press("Escape")
    page.keyboard.press("x")
    page.wait_for_selector(".notice")
    assert "Two months apart." in page.inner_text("article.finding >> nth=0")
    page.keyboard.press("u")
    page.wait_for_function("() => /took back/.test(document.querySelector('.notice').textContent)")


def test_no_text_of_a_document_runs(enter: "Callable[..., Page]", served: Served) -> None:
    page = enter()
    name = next(one for one in list_figures(served.db, Wanted(document="hostile.txt", status=EVERY)))
    for path in (
        f"/figures/{name.id}",
        f"/documents/{name.source.document}",
        "/figures",
        "/documents",
        "/",
        "/findings",
    ):
        page.goto(served.base + path)
        page.wait_for_timeout(100)
        assert page.evaluate("window.hacked") is None
        assert page.locator("main img").count() == 0


def test_without_script_figures_are_judged_all_the_same(enter: "Callable[..., Page]", served: Served) -> None:
    page = enter(java_script_enabled=False)
    name = next(one.id for one in list_figures(served.db, Wanted(status="unreviewed")))
    page.goto(f"{served.base}/figures/{name}")
    assert not page.is_visible("[data-keys]")
    page.fill(".verdicts input[name=because]", "Checked.")
    page.keyboard.press("Enter")
    assert said(served, name) == []
    page.click(".verdicts button.right")
    assert "accepted it" in page.inner_text(".notice")
    page.click(".notice button")
    assert show_figure(served.db, name).figure.status is Status.UNREVIEWED
    page.click(".correct summary")
    page.fill(".correct input[name=place]", "Lima")
    page.click(".correct button.go")
    assert show_figure(served.db, name).figure.place is not None


def test_another_host_is_refused(browser: "Browser", served: Served) -> None:
    port = served.base.rpartition(":")[2]
    context = browser.new_context()
    try:
        page = context.new_page()
        answer = page.request.get(f"{served.base}/", headers={"Host": f"evil.example:{port}"})
        assert answer.status == 400
        assert page.request.get(f"{served.base}/").status == 403
    finally:
        context.close()


def test_axe_finds_nothing_and_nothing_runs_over(enter: "Callable[..., Page]", served: Served) -> None:
    """Each page is opened once, and held to the rules on a wide screen and a narrow one, in light and in dark."""
    rules = Path(pytest.importorskip("axe_core_python").__file__).with_name("axe.min.js").read_text(encoding="utf-8")
    page = enter(bypass_csp=True)
    figure = next(list_figures(served.db, Wanted()))
    for path in (*PAGES, f"/figures/{figure.id}", f"/documents/{figure.source.document}"):
        page.goto(served.base + path)
        page.wait_for_load_state()
        page.evaluate("for (const one of document.querySelectorAll('.correct, .noting, .more')) one.open = true")
        page.evaluate(rules)
        for width, colours in product((1440, 390), COLOURS):
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=colours)
            found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
            told = [(one["id"], one["nodes"][0]["html"][:200]) for one in found["violations"]]
            assert (path, width, colours, told) == (path, width, colours, [])
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (path, width)
