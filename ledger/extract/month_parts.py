"""Parts of a month: "the first half of September", "la segunda quincena de agosto", "the last week of June"."""

from datetime import date, timedelta

from ledger.extract.calendar_days import add_time
from ledger.extract.dates import find_moment
from ledger.extract.moments import Moment, Setting
from ledger.extract.time_spans import TimeSpan, make_span
from ledger.model.period import Mode

_LONGEST = 31  # days of a month
_HALF, _WEEK = 15, 7
_LAST = 5  # the number of the last week


def find_part_of_month(c: Setting, at: int, begin: int) -> TimeSpan | None:
    """Return the half, fortnight or week told by its number at `begin`, where a month stands behind it."""
    tables = ((c.time.halves, _HALF), (c.time.fortnights, _HALF), (c.time.weeks, _WEEK))
    hit, days = next(((hit, days) for table, days in tables if (hit := table.match(c.s.words, begin))), (None, 0))
    if hit is None or c.s.word(hit[0]) not in c.time.part_links:
        return None
    month = find_moment(c._replace(ranged=True), hit[0] + 1)
    if month is None or month.first is None or month.after is None or month.mode is not Mode.PERIOD:
        return None
    if (month.after - month.first).days > _LONGEST or month.first.day != 1:
        return None
    first, after = _days(month.first, hit[1], days)
    return make_span(c, at, Moment(month.end, first, after, Mode.PARTIAL, relative=month.relative))


def _days(first: date, which: int, days: int) -> tuple[date, date]:
    after = add_time(first, "month", 1)
    begin = first + timedelta(days=(which - 1) * days)
    if days == _HALF:
        return begin, after if which > 1 else begin + timedelta(days=days)
    return (after - timedelta(days=days), after) if which == _LAST else (begin, begin + timedelta(days=days))
