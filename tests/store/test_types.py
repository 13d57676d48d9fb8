from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from sqlalchemy import Column, Integer, MetaData, Table, create_engine, insert, select
from sqlalchemy.exc import StatementError

from ledger.store.types import Amount, Moment
from tests.store.samples import AMOUNTS

ENGINE = create_engine("sqlite://")
KEPT = Table("kept", MetaData(), Column("id", Integer, primary_key=True), Column("a", Amount), Column("m", Moment))


def keep(amount: Decimal | None, moment: datetime | None = None) -> tuple[Decimal | None, datetime | None]:
    with ENGINE.begin() as connection:
        KEPT.drop(connection, checkfirst=True)
        KEPT.create(connection)
        connection.execute(insert(KEPT).values(a=amount, m=moment))
        row = connection.execute(select(KEPT.c.a, KEPT.c.m)).one()
        return row.a, row.m


@given(AMOUNTS)
def test_an_amount_comes_back_with_every_digit(amount: Decimal) -> None:
    back, _ = keep(amount)
    assert back == amount
    assert back is not None
    assert back.is_signed() == amount.is_signed()


@pytest.mark.parametrize(
    "text",
    ["0.1", "1.50", "-0", "12345678901234567.89", "1234567890123456789012345678901234.5678", "9223372036854775808"],
)
def test_an_amount_is_kept_as_it_is_written(text: str) -> None:
    assert str(keep(Decimal(text))[0]) == text


def test_an_exponent_is_written_out() -> None:
    assert str(keep(Decimal("3E+9"))[0]) == "3000000000"


@pytest.mark.parametrize("text", ["1E+300", "1E-300", "1E+5000", "7.25E-5000", "1E+999999"])
def test_a_huge_amount_survives(text: str) -> None:
    assert keep(Decimal(text))[0] == Decimal(text)


@pytest.mark.parametrize("text", ["NaN", "Infinity", "-Infinity", "sNaN"])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(StatementError, match="is not an amount"):
        keep(Decimal(text))


def test_no_amount_stays_none() -> None:
    assert keep(None) == (None, None)


def test_a_moment_is_kept_in_utc() -> None:
    noon = datetime(2021, 4, 1, 12, 0, tzinfo=timezone(timedelta(hours=-6)))
    assert keep(None, noon)[1] == datetime(2021, 4, 1, 18, 0, tzinfo=UTC)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(StatementError, match="has no time zone"):
        keep(None, datetime(2021, 4, 1, 12, 0))  # noqa: DTZ001
