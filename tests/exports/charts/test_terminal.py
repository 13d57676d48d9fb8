"""Charts of text: rows in the order of time, bars from zero, ends of scales told, nothing wider than the terminal."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.exports.charts.marks import Chart, Fate, Mark, Panel
from ledger.exports.charts.scales import amount_scale
from ledger.exports.charts.strokes import ASCII, BLOCKS, stroke
from ledger.exports.charts.terminal import Look, text_charts
from ledger.exports.colours import Tone
from ledger.exports.terminal_table import display_width


def mark(name: str, value: str, year: int | None = 2019, **told: Any) -> Mark:
    amount = Decimal(value)
    dates = {"start": year and date(year, 1, 1), "end": year and date(year + 1, 1, 1), "when": str(year or "")}
    ends = {"low": amount, "high": amount}
    return Mark(name, amount, **({"label": value, "who": f"Source {name}"} | dates | ends | told))


def chart(*panels: Panel) -> Chart:
    return Chart("m0", "Homicides", "person", panels, ("Source",))


def drawn(*marks: Mark, width: int = 80, clashes: tuple[tuple[str, str], ...] = (), **look: Any) -> str:
    return "".join(text_charts([chart(Panel("Peru", marks, clashes))], Look(width, **look)))


def rows(text: str) -> list[str]:
    return [line for line in text.splitlines() if "Source" in line and "against" not in line]


def test_figures_stand_in_the_order_of_time_and_a_time_is_told_once() -> None:
    told = drawn(mark("c", "5", None), mark("b", "30", 2020), mark("a", "10"), mark("d", "20"))
    assert [re.findall(r"Source (\w)", row)[0] for row in rows(told)] == ["a", "d", "b", "c"]
    assert [told.count(when) for when in ("2019", "2020", "no period")] == [1, 1, 1]


def test_bars_are_as_long_as_their_amounts_and_begin_at_zero() -> None:
    short, long = rows(drawn(mark("a", "10"), mark("b", "20", 2020), strokes=ASCII))
    assert short.count("#") * 2 == long.count("#") > 10
    assert re.search(r" 0 +10 +20\n", drawn(mark("a", "10"), mark("b", "20", 2020)))


@pytest.mark.parametrize(
    ("amounts", "said", "ends"),
    [(("9000", "9001"), "not from 0", ("9,000", "9,001")), (("2", "5000"), "log scale", ("1", "10,000"))],
)
def test_without_a_zero_there_are_dots_and_both_ends_are_told(
    amounts: tuple[str, str], said: str, ends: tuple[str, str]
) -> None:
    told = drawn(*(mark(name, amount) for name, amount in zip("ab", amounts, strict=True)))
    assert "█" not in told
    assert [row.count("●") for row in rows(told)] == [1, 1]
    axis = told.splitlines()[1]
    assert said in axis
    assert re.search(rf" {ends[0]} .* {ends[1]}$", axis)


@pytest.mark.parametrize(
    ("low", "high", "bar"),
    [("6", "6", "######"), ("6", "8", "######=="), ("6", None, "######=>"), (None, "6", "<======")],
)
def test_what_an_amount_may_reach_to_is_no_part_of_the_bar(low: str | None, high: str | None, bar: str) -> None:
    least, most = (None if end is None else Decimal(end) for end in (low, high))
    scale = amount_scale([Decimal(0), Decimal(10)], 0.0, 10.0)
    assert stroke(mark("a", "6", low=least, high=most), scale, 10, ASCII) == bar


@pytest.mark.parametrize("width", range(20, 60))
def test_no_amount_runs_into_the_first_of_a_scale(width: int) -> None:
    _, axis = drawn(mark("a", "98"), mark("b", "120"), width=width).split("not from 0")
    assert axis.split()[0] in ("90", "95")


def test_what_a_source_has_hides_no_dot() -> None:
    scale = amount_scale([Decimal(900), Decimal(1000)], 0.0, 10.0)
    told = stroke(mark("a", "950", fate=Fate.CORRECTED, was=Decimal(951)), scale, 10, ASCII)
    assert told == ".....o...."


def test_a_small_amount_has_a_sign_and_none_has_none() -> None:
    scale = amount_scale([Decimal(0), Decimal(1000)], 0.0, 10.0)
    assert [stroke(mark("a", value), scale, 10, BLOCKS) for value in ("0", "1", "1000")] == ["", "▏", "█" * 10]


def test_what_reviewers_did_is_told_by_a_sign_and_what_it_was_stays_in_sight() -> None:
    told = drawn(
        mark("a", "10", fate=Fate.REJECTED), mark("b", "20", fate=Fate.CORRECTED, was=Decimal(5)), mark("c", "15")
    )
    assert [row.split("Source")[0].strip()[-1:] for row in rows(told)] == ["×", "~", ""]
    assert "█" not in rows(told)[0]
    assert "○" in rows(told)[1]
    assert "~ corrected by a reviewer" in told
    assert "× rejected by a reviewer" in told


def test_where_sources_part_is_told_in_words() -> None:
    told = drawn(mark("a", "10", tone=Tone.WRONG), mark("b", "20", tone=Tone.WRONG), clashes=(("a", "b"),))
    assert "! 10 (Source a) against 20 (Source b), 2019" in told
    assert "! cannot be right" in told


def test_colours_are_in_the_rows_of_what_cannot_be_right_and_only_where_asked_for() -> None:
    marks = (mark("a", "10", tone=Tone.WRONG), mark("b", "20"))
    assert "\x1b" not in drawn(*marks)
    wrong, plain = rows(drawn(*marks, colour=True))
    assert f"\x1b[{Tone.WRONG}m" in wrong
    assert "\x1b" not in plain


def test_panels_share_a_scale_unless_one_would_show_nothing_on_it() -> None:
    near = chart(Panel("Peru", (mark("a", "10"),)), Panel("Chile", (mark("b", "20"),)))
    far = chart(Panel("Peru", (mark("a", "10"),)), Panel("Chile", (mark("b", "20000"),)))
    told = "".join(text_charts([near], Look(80)))
    assert [axis.split()[-1] for axis in told.splitlines() if axis.startswith(("Peru", "Chile"))] == ["20", "20"]
    told = "".join(text_charts([far], Look(80)))
    assert [axis.split()[-1] for axis in told.splitlines() if axis.startswith(("Peru", "Chile"))] == ["10", "20,000"]
    assert "each place on a scale of its own" in told


def test_of_many_figures_those_that_cannot_be_right_are_kept_and_the_rest_is_counted() -> None:
    many = [mark(f"m{at}", "10", 1900 + at) for at in range(120)]
    old = mark("old", "10", 1800, tone=Tone.WRONG)
    told = drawn(old, *many)
    assert "Source old" in told
    assert len(rows(told)) == 20
    assert "20 of 121 figures" in told
    assert "Left out: 101 figures of these measures." in " ".join(told.split())
    most = re.findall(r"--limit\s+(\d+)", told)[0]
    assert len(rows(drawn(old, *many, most=int(most)))) == 121


def test_charts_beyond_the_last_row_are_counted() -> None:
    charts = [chart(Panel("Peru", tuple(mark(f"{at}{one}", "10") for one in range(20)))) for at in range(9)]
    told = "".join(text_charts(charts, Look(80)))
    assert told.count("Homicides") == 4
    assert "5 further measures of 100 figures" in " ".join(told.split())


def test_in_ascii_no_other_sign_is_used() -> None:
    marks = (
        mark("a", "10", label="≥10", high=None, tone=Tone.WRONG),
        mark("b", "20", label="≈20", fate=Fate.REJECTED),
        mark("c", "15", fate=Fate.CORRECTED, was=Decimal(2), when="2019 – 2021"),
    )
    assert drawn(*marks, strokes=ASCII, clashes=(("a", "b"),)).isascii()


@st.composite
def marks(draw: st.DrawFn) -> Mark:
    value = draw(st.decimals(-(10**6), 10**12, places=1))
    ends = st.sampled_from([value, None])
    return mark(
        draw(st.text("abcdef", min_size=3, max_size=9)),
        str(value),
        draw(st.none() | st.integers(1900, 2100)),
        low=draw(ends),
        high=draw(st.sampled_from([value, None, abs(value) * 2])),
        label=draw(st.sampled_from(["13", "≥65.33 bn"])),
        who=draw(st.sampled_from(["Reuters", "Observatorio Memoria y Territorio de la región", "新华社新华社"])),
        place=draw(st.sampled_from(["", "Estado de México"])),
        tone=draw(st.sampled_from([None, *Tone])),
        fate=draw(st.sampled_from(Fate)),
        was=draw(st.sampled_from([None, value + 1])),
    )


@given(
    st.lists(marks(), min_size=1, max_size=12, unique_by=lambda one: one.name),
    st.sampled_from([40, 52, 80, 120, 300]),
    st.sampled_from([BLOCKS, ASCII]),
)
def test_no_line_is_wider_than_the_terminal_and_no_figure_is_lost(marks: list[Mark], width: int, strokes: Any) -> None:
    told = drawn(*marks, width=width, strokes=strokes)
    assert max(map(display_width, told.splitlines())) <= width
    assert sum("13" in line or "65.33 bn" in line for line in told.splitlines()[2:]) >= len(marks)
