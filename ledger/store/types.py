"""Column types that give back exactly what was put in."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Dialect, Text
from sqlalchemy.types import TypeDecorator

from ledger.model.quantity import amount_text


class Illegible(ValueError):
    """A row holds what the program never wrote."""


class Amount(TypeDecorator[Decimal]):
    """A decimal number as text, every digit kept: `Numeric` goes through float on SQLite."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Write the number out, or refuse what is not one."""
        return None if value is None else amount_text(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Decimal | None:  # noqa: ARG002
        """Read the number back; what the program never wrote is none."""
        if value is None:
            return None
        try:
            number = Decimal(value)
        except (ArithmeticError, TypeError, ValueError) as error:
            raise Illegible(f"{value!r} is not an amount") from error
        if not number.is_finite():
            raise Illegible(f"{value!r} is not an amount")
        return number


class Moment(TypeDecorator[datetime]):
    """A point in time as ISO text in UTC, which sorts by itself; a time without a zone is refused."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Write the time in UTC, always to the microsecond so that texts compare as times do."""
        return None if value is None else moment_text(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Read the time back, in UTC."""
        try:
            return None if value is None else datetime.fromisoformat(value)
        except (TypeError, ValueError) as error:
            raise Illegible(str(error)) from error


def moment_text(moment: datetime) -> str:
    """Return the one text a point in time is kept as."""
    if moment.tzinfo is None:
        raise ValueError(f"{moment} has no time zone")
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
