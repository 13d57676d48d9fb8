"""Where amounts and days stand at an axis, and which round numbers and dates are written there."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.exports.charts.scales import (
    amount_scale,
    powers_of_ten,
    round_amounts,
    short_number,
    time_scale,
)

AMOUNTS = st.integers(-(10**15), 10**15).map(lambda number: Decimal(number).scaleb(-2))
DAYS = st.dates()


@pytest.mark.parametrize(
    ("low", "high", "most", "expected"),
    [
        ("0", "1000", 5, "0 250 500 750 1000"),
        ("0", "414", 5, "0 200 400"),
        ("0", "7", 4, "0 2.5 5"),
        ("0", "1", 5, "0 0.25 0.50 0.75 1.00"),
        ("97", "103", 4, "98 100 102"),
        ("-30", "50", 5, "-20 0 20 40"),
        ("0", "65333000000", 4, "0 25000000000 50000000000"),
        ("0.0012", "0.0031", 4, "0.0020 0.0030"),
    ],
)
def test_ticks_are_round_amounts(low: str, high: str, most: int, expected: str) -> None:
    found = round_amounts(Decimal(low), Decimal(high), most)
    assert found == [Decimal(text) for text in expected.split()]


@pytest.mark.parametrize(
    ("low", "high", "most", "expected"),
    [("1", "1000", 6, "1 10 100 1000"), ("3", "90000", 6, "10 100 1000 10000"), ("1", "1E+9", 4, "1 1E+3 1E+6 1E+9")],
)
def test_powers_of_ten_are_left_out_evenly(low: str, high: str, most: int, expected: str) -> None:
    assert powers_of_ten(Decimal(low), Decimal(high), most) == [Decimal(text) for text in expected.split()]


@pytest.mark.parametrize(
    ("amounts", "starts", "powers"),
    [
        ("13 39", 0, False),
        ("409 414 446", 400, False),  # so near to each other that from zero they would be one
        ("1 100", 0, False),
        ("1 101", 1, True),  # more than two decades
        ("0 1000000", 0, False),  # no power of ten is zero
        ("-5 1000000", None, False),
        ("12 12", 0, False),
        ("0 0", 0, False),
    ],
)
def test_a_scale_starts_where_the_amounts_ask_for_it(amounts: str, starts: int | None, powers: bool) -> None:
    scale = amount_scale([Decimal(text) for text in amounts.split()], 200, 0)
    assert scale.powers is powers
    assert starts is None or scale.low == starts


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("0", "0"),
        ("-0", "0"),
        ("7", "7"),
        ("1695", "1,695"),
        ("999999", "999,999"),
        ("1000000", "1 m"),
        ("147900000", "147.9 m"),
        ("65333000000", "65.33 bn"),
        ("4.5E+12", "4.5 tn"),
        ("17.50", "17.5"),
        ("0.333333333", "0.3333"),
        ("0.00000001", "1.00E-8"),
        ("1E+400", "1.00E+400"),
        ("-2500000", "-2.5 m"),
    ],
)
def test_numbers_are_short(amount: str, text: str) -> None:
    assert short_number(Decimal(amount)) == text


@given(st.lists(AMOUNTS, min_size=1, max_size=20))
def test_every_amount_stands_between_the_ends_and_in_order(amounts: list[Decimal]) -> None:
    scale = amount_scale(amounts, 200, 10)
    heights = [scale.at(amount) for amount in sorted(amounts)]
    assert all(9.999 <= height <= 200.001 for height in heights)
    assert heights == sorted(heights, reverse=True)


@given(st.lists(AMOUNTS, min_size=1, max_size=20), st.integers(3, 9))
def test_ticks_rise_and_are_no_more_than_asked(amounts: list[Decimal], most: int) -> None:
    ticks = amount_scale(amounts, 200, 10).ticks(most)
    assert len(ticks) <= most + 1
    assert [tick.at for tick in ticks] == sorted({tick.at for tick in ticks}, reverse=True)


@pytest.mark.parametrize("amounts", [("1E+400", "1"), ("1E+400", "1E-400"), ("1E+30", "1.0000000000000000000001E+30")])
def test_amounts_that_no_float_holds_have_a_place(amounts: tuple[str, str]) -> None:
    scale = amount_scale([Decimal(text) for text in amounts], 200, 10)
    assert all(10 <= scale.at(Decimal(text)) <= 200 for text in amounts)
    assert scale.ticks(5) is not None


@pytest.mark.parametrize(
    ("first", "last", "most", "expected"),
    [
        ("2011-01-01", "2012-01-01", 4, "2011-01 2011-07 2012-01"),
        ("2015-01-01", "2021-01-01", 8, "2015 2016 2017 2018 2019 2020 2021"),
        ("2015-01-01", "2021-01-01", 4, "2016 2018 2020"),
        ("1821-01-01", "2021-01-01", 5, "1850 1900 1950 2000"),
        ("2021-03-18", "2021-03-19", 5, "2021-03 2021-04"),
    ],
)
def test_dates_at_the_axis_are_first_days(first: str, last: str, most: int, expected: str) -> None:
    scale = time_scale([date.fromisoformat(first), date.fromisoformat(last)], 0, 300)
    assert [tick.text for tick in scale.ticks(most)] == expected.split()


def test_single_days_are_told_where_there_is_room() -> None:
    scale = time_scale([date(2021, 3, 18), date(2021, 3, 20)], 0, 600, least=5)
    assert next(tick.text for tick in scale.ticks(9)) == "2021-03-17"


@given(st.lists(DAYS, min_size=1, max_size=10), st.integers(1, 12))
def test_every_day_stands_between_the_ends(days: list[date], most: int) -> None:
    scale = time_scale(days, 40, 300)
    assert all(40 <= scale.at(day) <= 300 for day in days)
    ticks = scale.ticks(most)
    assert [tick.at for tick in ticks] == sorted(tick.at for tick in ticks)
    assert all(40 <= tick.at <= 300 for tick in ticks)
