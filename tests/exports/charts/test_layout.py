"""Where marks and their labels stand: inside the plot, apart from each other, open ends pointing the right way."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations, pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.exports.charts.drawing import draw_panel
from ledger.exports.charts.layout import RADIUS, Box, Layout, Placed, lay_out
from ledger.exports.charts.marks import Fate, Mark, Panel
from ledger.exports.colours import Tone

FRAMES = [(352, 250), (760, 330), (760, 230)]


def mark(name: str, value: str | Decimal, **given_: Any) -> Mark:
    amount = Decimal(value)
    told = {"low": amount, "high": amount, "start": date(2019, 1, 1), "end": date(2020, 1, 1), "label": str(value)}
    return Mark(name, amount, **(told | given_))  # type: ignore[arg-type]


def laid(*marks: Mark, frame: tuple[int, int] = FRAMES[0]) -> Layout:
    return lay_out(Panel("Mexico", marks), *frame)


def only(layout: Layout) -> Placed:
    (placed,) = layout.placed
    return placed


@st.composite
def marks(draw: st.DrawFn) -> Mark:
    value = draw(st.decimals(0, 10**9, places=1))
    start = draw(st.none() | st.dates(date(1900, 1, 1), date(2100, 1, 1)))
    length = draw(st.sampled_from([1, 31, 365, 4000]))
    return Mark(
        name=draw(st.text("abcdef", min_size=3, max_size=9)),
        value=value,
        low=draw(st.sampled_from([value, None, value / 2])),
        high=draw(st.sampled_from([value, None, value * 2])),
        start=start,
        end=draw(st.sampled_from([None, start and start + timedelta(length)])),
        source=draw(st.integers(0, 7)),
        label=draw(st.sampled_from(["", "13", "1,695", "65.33 bn", "≥412 Estado de México"])),
        tone=draw(st.sampled_from([None, *Tone])),
        fate=draw(st.sampled_from(Fate)),
        was=draw(st.sampled_from([None, value + 1])),
    )


@given(st.lists(marks(), min_size=1, max_size=30, unique_by=lambda one: one.name), st.sampled_from(FRAMES))
def test_everything_stands_inside_and_no_label_on_another(marks: list[Mark], frame: tuple[int, int]) -> None:
    layout = laid(*marks, frame=frame)
    plot = layout.plot
    assert Box(0, 0, *frame).holds(plot)
    for one in layout.placed:
        assert plot.left <= one.x <= plot.right
        heights = [one.y, one.low, one.high, *([] if one.was is None else [one.was])]
        assert all(plot.top - 0.01 <= height <= plot.bottom + 0.01 for height in heights)
        assert one.bar is None or plot.left <= one.bar[0] <= one.bar[1] <= plot.right
    for label in layout.labels:
        assert plot.holds(label.box)
        assert not any(label.box.meets(one.box) for one in layout.placed)
    assert not [pair for pair in combinations(layout.labels, 2) if pair[0].box.meets(pair[1].box)]


@given(st.lists(marks(), min_size=1, max_size=30, unique_by=lambda one: one.name), st.sampled_from(FRAMES))
def test_an_open_end_points_where_the_amount_is_open(marks: list[Mark], frame: tuple[int, int]) -> None:
    for one in laid(*marks, frame=frame).placed:
        if one.mark.high is None:
            assert one.high < one.y - RADIUS
        if one.mark.low is None:
            assert one.low > one.y + RADIUS
        if one.mark.low is not None and one.mark.high is not None:
            assert one.high <= one.y + 0.01
            assert one.low >= one.y - 0.01


@pytest.mark.parametrize("frame", FRAMES)
def test_what_is_written_at_an_axis_does_not_overlap(frame: tuple[int, int]) -> None:
    for years in (1, 3, 7, 20, 80, 300):
        layout = laid(mark("a", "1", end=date(1700 + years, 1, 1), start=date(1700, 1, 1)), mark("b", "9"), frame=frame)
        places = [(tick.at, len(tick.text) * 7.1) for tick in layout.columns]
        assert all(one[0] + one[1] / 2 < other[0] - other[1] / 2 for one, other in pairwise(places))
        heights = [tick.at for tick in layout.rows]
        assert all(one - other >= 12 for one, other in pairwise(heights))


def test_the_larger_amount_stands_higher_and_the_later_one_further_right() -> None:
    low, high = laid(mark("a", "13"), mark("b", "39", start=date(2021, 1, 1), end=date(2022, 1, 1))).placed
    assert low.y > high.y
    assert low.x < high.x


def test_a_period_is_a_bar_and_a_day_is_none() -> None:
    day = {"start": date(2021, 3, 18), "end": date(2021, 3, 19)}
    year, point = laid(mark("a", "13"), mark("b", "14", **day)).placed
    assert year.bar is not None
    assert year.bar[0] < year.x < year.bar[1]
    assert point.bar is None


@pytest.mark.parametrize(
    ("start", "end", "opens"), [(None, date(2020, 1, 1), (True, False)), (date(2007, 1, 1), None, (False, True))]
)
def test_a_time_with_an_open_end_goes_on_to_the_end_of_the_axis(
    start: date | None, end: date | None, opens: tuple[bool, bool]
) -> None:
    one, _ = laid(mark("a", "13", start=start, end=end), mark("b", "14")).placed
    assert one.opens == opens
    assert one.bar is not None
    assert one.x == pytest.approx(one.bar[1 - opens[1]] if opens[1] else one.bar[1])


def test_figures_without_a_time_have_a_lane_of_their_own() -> None:
    dated, undated = laid(mark("a", "13"), mark("b", "14", start=None, end=None)).placed
    layout = laid(mark("a", "13"), mark("b", "14", start=None, end=None))
    assert layout.lane is not None
    assert dated.x < layout.lane < undated.x


def test_where_no_figure_has_a_time_they_are_spread_over_the_plot() -> None:
    layout = laid(*(mark(name, str(at), start=None, end=None) for at, name in enumerate("abcde", 10)))
    assert layout.columns == ()
    assert layout.lane == layout.plot.left
    assert len({one.x for one in layout.placed}) == 5


def test_figures_on_one_spot_stand_side_by_side() -> None:
    placed = laid(*(mark(name, "13") for name in "abcde")).placed
    assert not [pair for pair in combinations(placed, 2) if pair[0].box.meets(pair[1].box)]


def test_marks_of_one_amount_in_a_row_are_told_once() -> None:
    assert len(laid(*(mark(name, "13") for name in "abcde")).labels) == 1


def test_what_cannot_be_right_is_labelled_before_the_rest() -> None:
    days = [(date(2019, month, 1), date(2019, month, 2)) for month in range(1, 13)] * 5
    many = [mark(f"m{at}", str(40 + at % 3), start=day, end=after) for at, (day, after) in enumerate(days)]
    wrong = mark("w", "41", tone=Tone.WRONG, label="41!")
    assert "41!" in {label.text for label in laid(*many, wrong).labels}


def test_panels_side_by_side_stand_at_one_scale() -> None:
    one, other = Panel("Peru", (mark("a", "10"),)), Panel("Chile", (mark("b", "40"),))
    every = [Decimal(10), Decimal(40)]
    scales = [lay_out(panel, 352, 250, every).amounts for panel in (one, other)]
    assert {f"{scale.low} to {scale.high}" for scale in scales} == {"0 to 40"}
    assert not lay_out(one, 352, 250, every).is_apart


@pytest.mark.parametrize("far", ["60", "5000"])
def test_a_panel_that_would_show_nothing_at_the_scale_of_all_has_its_own_and_says_so(far: str) -> None:
    small, every = Panel("Peru", (mark("a", "10"),)), [Decimal(10), Decimal(far)]
    layout = lay_out(small, 352, 250, every)
    assert layout.is_apart
    assert layout.amounts.high == 10
    assert "scale of its own" in "".join(draw_panel(layout, "m", "told"))
    assert "scale of its own" not in "".join(draw_panel(lay_out(small, 352, 250), "m", "told"))


@pytest.mark.parametrize("amounts", ["3 1000", "1 101", "20 99000", "0.5 70"])
def test_a_scale_by_powers_of_ten_ends_at_whole_ones(amounts: str) -> None:
    scale = lay_out(Panel("Peru", tuple(mark(text, text) for text in amounts.split())), 352, 250).amounts
    assert scale.powers
    assert [end.normalize().as_tuple().digits for end in (scale.low, scale.high)] == [(1,), (1,)]


def test_a_mark_at_the_end_of_the_plot_is_labelled_inside_it() -> None:
    first = mark("a", "12000", label=">12,000", high=None, start=date(2007, 1, 1), end=None)
    layout = laid(first, mark("b", "40", start=date(2020, 1, 1), end=date(2021, 1, 1)))
    assert ">12,000" in {label.text for label in layout.labels}


def test_marks_on_one_spot_at_the_end_of_the_plot_are_all_seen() -> None:
    last = {"start": date(2019, 12, 31), "end": date(2020, 1, 1)}
    first = mark("z", "40", start=date(2010, 1, 1), end=date(2010, 1, 2))
    placed = laid(*(mark(name, "13", **last) for name in "abcdefgh"), first).placed
    assert not [pair for pair in combinations(placed, 2) if pair[0].box.meets(pair[1].box)]
