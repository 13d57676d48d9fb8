"""Sums with dates: so many units of time later, the same day of another year, dates written in digits."""

import calendar
from datetime import date, timedelta

DAY = timedelta(days=1)
FIRST_YEAR, LAST_YEAR = 1500, 2099  # what four digits may mean as a year
MONTHS_IN = {
    "month": 1, "bimester": 2, "quarter": 3, "cuatrimester": 4, "semester": 6, "year": 12,
    "lustrum": 60, "sexennium": 72, "decade": 120, "century": 1200,
}  # fmt: skip
_DAYS_IN = {"day": 1, "night": 1, "week": 7, "fortnight": 14, "weekend": 2}
_HOURS_IN = {"hour": 1.0, "minute": 1 / 60}
UNITS = MONTHS_IN.keys() | _DAYS_IN.keys() | _HOURS_IN.keys()


def add_time(day: date, unit: str, count: int) -> date:
    """Return the date so many units later, kept within the month and within what dates can say.

    >>> add_time(date(2021, 1, 31), "month", 1)
    datetime.date(2021, 2, 28)
    """
    if unit in _HOURS_IN:
        unit, count = "day", int(count * _HOURS_IN[unit] / 24)
    if unit in _DAYS_IN:
        return _clamped(day.toordinal() + _DAYS_IN[unit] * count)
    year, month = divmod(day.year * 12 + day.month - 1 + MONTHS_IN[unit] * count, 12)
    if not date.min.year <= year <= date.max.year:
        return date.min if year < 1 else date.max
    return date(year, month + 1, min(day.day, month_length(year, month + 1)))


def _clamped(ordinal: int) -> date:
    return date.fromordinal(max(date.min.toordinal(), min(date.max.toordinal(), ordinal)))


def shift_years(day: date, years: int) -> date:
    """Return the same day so many years later."""
    return move_to_year(day, day.year + years)


def move_to_year(day: date, year: int) -> date:
    """Return the same day of another year."""
    return date(year, day.month, min(day.day, month_length(year, day.month)))


def month_length(year: int, month: int) -> int:
    """Return how many days a month has."""
    return calendar.monthrange(year, month)[1]


def full_year(year: int) -> int:
    """Return the year that two digits mean: 21 is 2021, 90 is 1990."""
    return year + (2000 if year < 50 else 1900)


def read_date(parts: list[str], *, month_first: bool) -> date | None:
    """Return the date of three numbers: year first where it has four digits, else as the language has it.

    >>> read_date(["04", "01", "21"], month_first=True)
    datetime.date(2021, 4, 1)
    """
    one, two, three = (int(part) for part in parts)
    if len(parts[0]) == 4:
        orders = [(one, two, three)]
    else:
        year = three if len(parts[2]) == 4 else full_year(three)
        orders = [(year, one, two), (year, two, one)] if month_first else [(year, two, one), (year, one, two)]
    return next((date(*order) for order in orders if _is_date(*order)), None)


def _is_date(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and FIRST_YEAR <= year <= LAST_YEAR and 1 <= day <= month_length(year, month)
