"""What is drawn of a chart: shapes by source, marks that lead somewhere, the chart on its own."""

import re
from datetime import date
from decimal import Decimal
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from ledger.exports.charts.drawing import draw_panel, shape_path
from ledger.exports.charts.layout import lay_out
from ledger.exports.charts.marks import OTHERS, Chart, Fate, Mark, Panel
from ledger.exports.charts.sheet import chart_sheet
from ledger.exports.colours import Tone
from tests.exports.hostile_texts import HOSTILE

SVG = "{http://www.w3.org/2000/svg}"


def mark(name: str = "a", value: str = "13", **told: Any) -> Mark:
    amount = Decimal(value)
    return Mark(name, amount, amount, amount, date(2019, 1, 1), date(2020, 1, 1), **told)


def drawn(*marks: Mark, clashes: tuple[tuple[str, str], ...] = ()) -> str:
    return "".join(draw_panel(lay_out(Panel("Mexico", marks, clashes), 352, 250), "m1", "two figures"))


def test_each_source_has_a_shape_of_its_own() -> None:
    assert len({shape_path(source, 0, 0) for source in range(OTHERS + 1)}) == OTHERS + 1
    assert shape_path(OTHERS, 0, 0) == shape_path(OTHERS + 3, 0, 0)


def test_a_drawing_tells_its_title_and_what_it_shows() -> None:
    root = ET.fromstring(drawn(mark()))
    assert root.attrib["role"] == "group"  # an image would hide the links in it
    assert root.attrib["aria-labelledby"] == root.find("title").attrib["id"]  # type: ignore[union-attr]
    assert root.findtext("desc") == "two figures"


def test_a_mark_leads_to_its_row_and_tells_itself() -> None:
    root = ET.fromstring(drawn(mark(href="#r-f-1", told="13 police officers · Mexico · 2019")))
    (link,) = root.iter("a")
    assert link.attrib == {"href": "#r-f-1"}
    assert next(link.iter("title")).text == "13 police officers · Mexico · 2019"


@pytest.mark.parametrize(
    ("told", "seen"),
    [
        ({"tone": Tone.WRONG}, "ring"),
        ({"fate": Fate.REJECTED}, "cross"),
        ({"fate": Fate.CORRECTED, "was": Decimal(31)}, "was"),
        ({"fate": Fate.CORRECTED, "was": Decimal(31)}, "moved"),
    ],
)
def test_what_reviewers_and_checks_say_is_drawn(told: dict[str, Any], seen: str) -> None:
    assert f'class="{seen}"' in drawn(mark(**told))
    assert f'class="{seen}"' not in drawn(mark())


def test_clashes_are_joined() -> None:
    assert drawn(mark("a"), mark("b", "39"), clashes=(("a", "b"), ("a", "elsewhere"))).count('class="clash"') == 1


@pytest.mark.parametrize(
    ("low", "high", "tips"), [(13, None, 1), (None, 13, 1), (None, None, 2), (13, 13, 0), (10, 20, 0)]
)
def test_open_amounts_have_tips(low: int | None, high: int | None, tips: int) -> None:
    least, most = (None if end is None else Decimal(end) for end in (low, high))
    one = Mark("a", Decimal(13), least, most, date(2019, 1, 1), date(2020, 1, 1))
    assert drawn(one).count('class="tip"') == tips


@pytest.mark.parametrize("text", HOSTILE)
def test_a_chart_on_its_own_is_a_drawing_with_nothing_else_in_it(text: str) -> None:
    marks = (mark("a", told=text, label=text, href="#r-f-1"), mark("b", "39", told=text, label=text, source=1))
    sheet = "".join(chart_sheet(Chart("m0", text, text, (Panel(text, marks), Panel(text, marks)), (text, text))))
    root = ET.fromstring(sheet)
    tags = {node.tag.removeprefix(SVG) for node in root.iter()}
    assert tags <= {"svg", "title", "desc", "style", "rect", "text", "g", "path", "circle"}
    attributes = {name for node in root.iter() for name in node.attrib}
    assert not [name for name in attributes if name.startswith("on") or "style" in name]
    assert not re.search(r"url\(|@import", sheet.replace(text, ""))


def test_a_drawing_tells_its_colours_to_programs_that_know_no_variables() -> None:
    sheet = "".join(chart_sheet(Chart("m0", "Homicides", "person", (Panel("Peru", (mark(),)),), ("A",))))
    style = ET.fromstring(sheet).findtext(f"{SVG}style") or ""
    assert "var(" not in style
    light, dark = style.split("@media (prefers-color-scheme: dark)")
    papers = [re.findall(r"\.paper \{ fill: (#[0-9a-f]{6});", part) for part in (light, dark)]
    assert [len(paper) for paper in papers] == [1, 1]
    assert papers[0] != papers[1]


def test_small_panels_stand_side_by_side_and_large_ones_take_a_row() -> None:
    small = [Panel(f"Place {at}", (mark(f"m{at}"), mark(f"n{at}", "20"))) for at in range(3)]
    large = Panel("Large", tuple(mark(f"l{at}") for at in range(15)))
    sheet = "".join(chart_sheet(Chart("m0", "Homicides", "person", (*small[:2], large, small[2]), ("A",))))
    places = re.findall(r'<g transform="translate\((\d+) (\d+)\)">', sheet)
    (one, first), (two, second), (three, third), (four, fourth) = [(int(x), int(y)) for x, y in places]
    assert (one, two, three, four) == (0, 380, 0, 0)
    assert first == second < third < fourth
