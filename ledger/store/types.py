"""Column types that give back exactly what was put in."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Dialect, Text
from sqlalchemy.types import TypeDecorator

# Beyond this many places an amount is kept with its exponent: 1E+999999 would be a megabyte of zeros.
_PLACES_WRITTEN_OUT = 400


class Amount(TypeDecorator[Decimal]):
    """A decimal number as text, every digit kept: `Numeric` goes through float on SQLite."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Write the number out, or refuse what is not one."""
        return None if value is None else amount_text(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Decimal | None:  # noqa: ARG002
        """Read the number back."""
        return None if value is None else Decimal(value)


class Moment(TypeDecorator[datetime]):
    """A point in time as ISO text in UTC, which sorts by itself; a time without a zone is refused."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Write the time in UTC, always to the microsecond so that texts compare as times do."""
        return None if value is None else moment_text(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Read the time back, in UTC."""
        return None if value is None else datetime.fromisoformat(value)


def amount_text(amount: Decimal) -> str:
    """Return the one text an amount is kept as.

    >>> amount_text(Decimal("3E+9")), amount_text(Decimal("1.50"))
    ('3000000000', '1.50')
    """
    if not amount.is_finite():
        raise ValueError(f"{amount} is not an amount")
    return format(amount, "f") if abs(amount.adjusted()) < _PLACES_WRITTEN_OUT else str(amount)


def moment_text(moment: datetime) -> str:
    """Return the one text a point in time is kept as."""
    if moment.tzinfo is None:
        raise ValueError(f"{moment} has no time zone")
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
