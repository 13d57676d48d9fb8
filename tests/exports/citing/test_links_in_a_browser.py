"""A link to a quote opens its page at the quote, in a real browser."""

from pathlib import Path

import pytest

from ledger.actions.cite import cite_figures
from ledger.actions.ingest import ingest
from ledger.model.document import Metadata
from tests.programs import browse, title_of

pytestmark = pytest.mark.slow

URL = "https://example.org/page"
GAP = '<div style="height: 5000px"></div>'
SCRIPT = "<script>setTimeout(() => { document.title = 'at ' + Math.round(scrollY / 5000) }, 1000)</script>"
# Each stands five thousand pixels below the one before; by the words of its amount it is known.
PARTS = (
    "<p>The first paragraph tells of nothing. In Lima police said: 12 died.</p>",
    "<p>In Cusco the mayor, who was there, said: 12 died.</p>",
    "<p>A well-known <b>group</b> counted <a href='#'>31&nbsp;people</a>, all told.</p>",
    "<p>Según la Defensoría, 45 niñas &amp; niños desaparecieron en Ñuble.</p>",
    (
        "<table><tr><th>Region</th><th>Killed in 2019</th><th>Killed in 2020</th></tr>"
        "<tr><td>Cusco</td><td>57</td><td>68</td></tr></table>"
    ),
    f"<p>The ministry, which {'had for years said nothing of it to anybody, ' * 6}counted 76 prisons.</p>",
    "<ul><li>In the north 83 schools closed.</li><li>In the south 94 schools closed.</li></ul>",
)
PLACES = {"31": 2, "45": 3, "57": 4, "68": 4, "76": 5, "83": 6, "94": 6}


@pytest.fixture(scope="module")
def links(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the links to the figures of a long page, by their amounts, and those of the two that say 12."""
    folder = tmp_path_factory.mktemp("page")
    body = GAP.join(PARTS) + GAP
    page = folder / "page.html"
    page.write_text(f"<!doctype html><meta charset=utf-8><title>Counts</title>{SCRIPT}<body><article>{body}</article>")
    db = str(folder / "x.db")
    ingest(db, [str(page)], overrides=Metadata(url=URL))
    told = {}
    for one in cite_figures(db, None):
        surface = one.figure.surface if one.figure.surface != "12" else f"12 {'again' if '12' in told else ''}".strip()
        told[surface] = (one.link or "").replace(URL, page.as_uri())
    return told


@pytest.mark.parametrize(("surface", "place"), [*PLACES.items(), ("12", 0), ("12 again", 1)])
def test_the_page_opens_at_the_quote(links: dict[str, str], surface: str, place: int, tmp_path: Path) -> None:
    assert title_of(browse(links[surface], tmp_path)) == f"at {place}"


def test_words_that_are_not_there_open_the_page_at_its_top(links: dict[str, str], tmp_path: Path) -> None:
    page, _, _ = links["31"].partition("#")
    assert title_of(browse(f"{page}#:~:text=words%20of%20another%20page", tmp_path)) == "at 0"
