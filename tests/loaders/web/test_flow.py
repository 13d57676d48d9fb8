"""What a reader of a page sees is its text, as the page shows it."""

import re
import time
from collections import Counter
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.errors import DocumentUnreadable
from ledger.loaders import fence
from ledger.loaders.content import Content
from ledger.loaders.fence import read_fenced
from ledger.loaders.loaded import Loaded
from ledger.loaders.web.page import load_html_page


def load(source: str) -> Loaded:
    return load_html_page(Content("a.html", source.encode()))


def text(source: str) -> str:
    return load(source).text.removesuffix("\n")


@pytest.mark.parametrize(
    ("source", "seen"),
    [
        ("<p>412\n  <b>killed</b>,\t98 hurt<p>and 3 <i>more</i>", "412 killed, 98 hurt\n\nand 3 more"),
        ("One<br>two<br>\n<br>three", "One\ntwo\n\nthree"),
        ("<p>A</p>loose 12<div>B", "A\n\nloose 12\n\nB"),
        ("text only 12", "text only 12"),
        ("<p>1,234<sup>2</sup> and km<sup>2</sup>", "1,234² and km²"),
        ("<p>10<sup>-6</sup>, the 1<sup>st</sup>", "10⁻⁶, the 1st"),
        ('<p>412 killed<sup><a href="#c">[12]</a></sup>.', "412 killed[12]."),
        ('<p>412<a href="#fn3">3</a> were killed', "412³ were killed"),
        ("<p>CO<sub>2</sub>; 1,234<sub>2</sub>", "CO2; 1,234₂"),
        ("<p>1<sup>1</sup>&frasl;<sub>2</sub> million, <sup>3</sup>/<sub>4</sub>", "1½ million, ¾"),
        ("<p>He said <q>we <em>saw</em> 4</q>.", "He said “we saw 4”."),
        ("<p><span>412</span><span>2019</span> <b>4</b>12 <span>1</span><span>2</span>", "412 2019 412 12"),
        ("<p><span>killed</span><span>412</span><b>Hurt</b><b>98</b>", "killed 412 Hurt 98"),
        ("<p><b>87%</b><small>of all</small>", "87% of all"),
        ("<p>caf&eacute;&nbsp;5&thinsp;000 homi&shy;cides", "café\u00a05\u2009000 homi\u00adcides"),
        ("<pre>\n x   1\n   y\n\n2</pre>", "x   1\n   y\n\n2"),
        ("<ul><li>One 1<li>Two<ul><li>sub 3</ul></ul>after", "- One 1\n- Two\n- sub 3\n\nafter"),
        ("<ul><li><p>a<p>b<li>c</ul>", "- a\n\nb\n\n- c"),
        ("<ol start=3><li>x<li>y<li value=9>z</ol>", "3. x\n4. y\n9. z"),
        ("<ol reversed><li>x<li>y</ol><ol type=a><li>x</ol>", "2. x\n1. y\n\na. x"),
        ("<ul><li><h2>A title</h2>Text</ul>", "A title\n\nText"),
        ("<dl><dt>Killed<dd>412<dt>Hurt:<dd>98<dd>more</dl>", "Killed: 412\nHurt: 98\n\nmore"),
        ("<dl><dt>Alone 12</dl>", "Alone 12"),
        ("<figure><img alt='777'><figcaption>44 boats</figcaption></figure>", "44 boats"),
        ("<details><summary>How</summary>2 flights</details>", "How\n\n2 flights"),
        ("<script>var a = 99</script><style>.a{b:99}</style><!-- 99 -->12", "12"),
        ("<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>", "1/2"),
        ("<math><msup><mn>10</mn><mn>6</mn></msup></math>", "10⁶"),
        ("<input type=hidden value=99><select><option>3<option>4</select>", "3\n\n4"),
        ("\ufeff<p>12", "12"),
        (
            "<?xml version='1.0'?><!DOCTYPE html [<!ENTITY a 'b'>]><title/><script src='a'/><p>1<br/><![CDATA[< 2]]>",
            "1\n< 2",
        ),
        ("<p>a</body><p>after 5</html>6", "a\n\nafter 56"),
        ("<b><p>1</b> 2</p></i>", "1 2"),
    ],
)
def test_a_page_is_read_as_a_browser_shows_it(source: str, seen: str) -> None:
    assert text(source) == seen


@pytest.mark.parametrize(
    ("source", "reason", "numbers"),
    [
        ("<p>A<p hidden>412 of 900", "hidden", 2),
        ("<p>A<span style='display: none'>412</span>", "hidden", 1),
        ("<p>A<span aria-hidden=true>412</span>", "hidden", 1),
        ("<p>A<template><p>412<p>3</template>", "hidden", 2),
        ("<p>A<dialog>412</dialog>", "hidden", 1),
        ("<p>A <del>412</del><s>3</s>", "struck out", 2),
        ("<p>A<noscript>412</noscript>", "only for browsers that lack something", 1),
        ("<p>A<svg><text>10</text><text>20</text></svg>", "in a drawing", 2),
        ("<p>A<input value='412'>", "in the field of a form", 1),
        ("<table><tr><td>A<td>1<tr hidden><td>B<td>2<tr><td>C<td hidden>3</table>", "hidden", 2),
    ],
)
def test_what_is_not_seen_is_left_out_and_counted(source: str, reason: str, numbers: int) -> None:
    loaded = load(source)
    assert [(left.reason, left.numbers) for left in loaded.left_out] == [(reason, numbers)]
    assert "412" not in loaded.text


def test_what_a_script_would_show_is_shown_where_it_is_the_page() -> None:
    told = "<p>In 2020 the police of the port counted 412 boats, and 98 of them were burnt that night. " * 4
    assert "412 boats" in text(f"<body style='visibility:hidden'><h1>Title</h1>{told}")
    assert "412 boats" in text(f"<h1>Title</h1><noscript>{told}</noscript>")
    assert "412 boats" in text(f"<html style='display:none'><div aria-hidden=true><div hidden>{told}</div></div>")


@pytest.mark.parametrize(
    ("source", "seen"),
    [
        ("<tr><th>Year<th>Killed<tr><td>2019<td>1,234<sup>2</sup>", "| Year | Killed |\n| 2019 | 1,234² |"),
        (
            "<tr><th rowspan=2>Year<th colspan=2>Boats<tr><th>burnt<th>saved<tr><td>2020<td>1<td>2",
            "| Year | Boats | Boats |\n| Year | burnt | saved |\n| 2020 | 1 | 2 |",
        ),
        ("<tr><td rowspan=2>North<td>1<td>2<tr><td>3<td>4", "| North | 1 | 2 |\n| North | 3 | 4 |"),
        ("<tr><td rowspan=2>412<td>1<td>2<tr><td>3<td>4", "| 412 | 1 | 2 |\n|  | 3 | 4 |"),
        ("<tr><td>a<td colspan=2>12<td>b<tr><td>c<td>1<td>2<td>d", "| a | 12 |  | b |\n| c | 1 | 2 | d |"),
        ("<tr><th colspan=2>North<tr><td>a<td>1", "| North |  |\n| a | 1 |"),
        ("<caption>Fires</caption><tr><td>a<td>1", "Fires\n\n| a | 1 |"),
        ("<tfoot><tr><td>Sum<td>9</tfoot><tbody><tr><td>a<td>9", "| a | 9 |\n| Sum | 9 |"),
        ("<tr><td>a<br>b<td><p>1<p>2<td>4<b>12</b>", "| a b | 1 2 | 412 |"),
        ("<tr><td><p>Prose in a layout.</table>", "Prose in a layout."),
        ("<tr><td>Menu 1<table><tr><td>a<td>1</table><td>Text 2", "Menu 1\n\n| a | 1 |\n\nText 2"),
        ("<tr><td>lost 7</tr>found 8<tr><td>x<td>9", "found 8\n\n| lost 7 |  |\n| x | 9 |"),
        ("<tr><td rowspan=999999 colspan=999999>a<td>1<tr><td>2", None),
    ],
)
def test_a_table_keeps_its_columns(source: str, seen: str | None) -> None:
    found = text(f"<table>{source}</table>")
    assert seen is None or found == seen
    assert len({line.count("|") for line in found.splitlines() if line.startswith("|")}) <= 1


HOSTILE = {
    "nested without end": "<div>" * 100_000 + "412",
    "a list of options": "<select>" + "<option>1" * 200_000,
    "wide and high cells": "<table>" + "<tr><td colspan=1000 rowspan=1000>1<td>2" * 2000,
    "open brackets": "<" * 1_000_000,
    "open comments": "<!--" * 500_000,
    "open attributes": "<p a=1 " * 300_000,
    "many classes": "".join(f"<div class='c{n} aB-{n}'>412</div>" for n in range(30_000)),
    "deep JSON": '<script type="application/ld+json">' + '{"a":' * 500_000 + "</script><p>412",
    "mixed formats": "<a><b><i>" * 10_000 + "<p>" * 3000 + "412",
    "a long title": f"<title>{'a ' * 100_000}</title>" + "<h1>a b</h1>" * 20_000,
}


@pytest.mark.parametrize("source", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_page_is_read_or_refused_in_seconds(source: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fence, "CPU_SECONDS", 4)  # two of them never end
    began = time.monotonic()
    with suppress(DocumentUnreadable):
        read_fenced("ledger.loaders.web.page:load_html_page", Content("a.html", source.encode()))
    assert time.monotonic() - began < 30  # of a machine that may be busy; of computing, 5 at most


@pytest.mark.parametrize("tag", ["div", "b", "table><tr><td", "ul><li", "blockquote", "span", "a href=x"])
def test_nothing_is_lost_below_any_depth(tag: str) -> None:
    assert "412 killed" in text(f"<p>Top 1</p>{f'<{tag}>' * 5000}412 killed")


# Every number is in the text or counted as left out

INLINE = ["b", "i", "span", "a", "em", "sup", "sub", "small", "q", "del", "font", "x-card"]
BLOCKS = ["p", "div", "ul", "ol", "li", "table", "tr", "td", "th", "dl", "dt", "dd", "h1", "h2", "aside", "nav", "pre",
          "blockquote", "figure", "figcaption", "article", "section", "form", "details", "summary", "caption",
          "template", "noscript", "button", "select", "option", "main", "footer"]  # fmt: skip
ATTRIBUTES = ["", "", "", " hidden", ' style="display:none"', " class=comments", " class='share related'", " colspan=2"]


def elements(within: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    opened = st.tuples(st.sampled_from(INLINE + BLOCKS), st.sampled_from(ATTRIBUTES), st.lists(within, max_size=4))
    whole = opened.map(lambda made: f"<{made[0]}{made[1]}>{''.join(made[2])}</{made[0]}>")
    return whole | opened.map(lambda made: f"<{made[0]}{made[1]}>{''.join(made[2])}")


PAGES = st.recursive(st.sampled_from([" # ", "#", " word # of", "<br>", "loose text ", " \n"]), elements, max_leaves=25)
RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉", "01234567890123456789")


def numbered(page: str) -> tuple[str, int]:
    """Put a number of its own in place of each "#", so parted that none touches another."""
    count = page.count("#")
    for number in range(count):
        page = page.replace("#", f"; {1000 + number} ;", 1)
    return page, count


@settings(max_examples=300)
@given(PAGES)
def test_every_number_of_a_page_is_in_its_text_or_left_out(page: str) -> None:
    source, count = numbered(page)
    loaded = load(f"<p>text</p>{source}")
    seen = Counter(re.findall(r"\d{4}", loaded.text.translate(RAISED)))
    left = sum(left.numbers for left in loaded.left_out)
    assert len([n for n in range(count) if str(1000 + n) in seen]) + left >= count
    assert max((times for number, times in seen.items()), default=1) <= 2 or "colspan" in source


@settings(max_examples=100)
@given(st.text(alphabet="<>/=\"'&;!-pdivtablre 12\n", max_size=300))
def test_no_bytes_break_a_page(page: str) -> None:
    load(f"<p>text</p>{page}")
