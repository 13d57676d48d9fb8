"""Times told of amounts by their order: "In 2015, 2016 and 2017 it had 40, 60 and 75 cases", "40 in 2015, then 60"."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import TypeVar

from ledger.extract.amounts import Amount
from ledger.extract.calendar_days import add_time
from ledger.extract.context import Scene
from ledger.extract.nearest_time import owns
from ledger.extract.time_spans import TimeSpan
from ledger.extract.tokens import Sentence
from ledger.model.period import Mode, Period

_APART = 14  # tokens between the two lists
_WIDEST = 40  # tokens on either side of an amount in which its list is looked for
_FEWEST = 2
_MOST = 8  # amounts told between two years
_STOPS = frozenset(";:()")
_YEAR = timedelta(366)
Item = TypeVar("Item", Amount, TimeSpan)


def paired_time(scene: Scene, amount: Amount, times: Sequence[TimeSpan]) -> TimeSpan | None:
    """Return the time that has the place of an amount in a list of as many times."""
    s = scene.sentence
    times = [month for time in times for month in _months_of(s, time)]
    if len(times) < _FEWEST:
        return None
    amounts = _list_around(s, scene.amounts_between(amount.start - _WIDEST, amount.end + _WIDEST), amount.start)
    if len(amounts) < _FEWEST:
        return None
    for time in times:
        listed = _list_around(s, times, time.start)
        low, high = sorted(((listed[0].start, listed[-1].end), (amounts[0].start, amounts[-1].end)))
        if len(listed) == len(amounts) and 0 <= high[0] - low[1] <= _APART and ";" not in s.words[low[1] : high[0]]:
            return listed[[one.start for one in amounts].index(amount.start)]
    return None


def _months_of(s: Sentence, time: TimeSpan) -> list[TimeSpan]:
    """Return the months of "January, February and March", each with its place in the list; any other time alone."""
    at = [at for at in range(time.start, time.end) if s.words[at] in s.language.time.months]
    start, end = time.period.start, time.period.end
    joined = all(_are_joined(s, one + 1, other) for one, other in pairwise(at))
    if len(at) < _FEWEST or not joined or start is None or end is None or add_time(start, "month", len(at)) != end:
        return [time]
    firsts = [add_time(start, "month", nth) for nth in range(len(at))]
    parts = [Period(first, add_time(first, "month", 1), time.period.text, Mode.PERIOD) for first in firsts]
    return [time._replace(start=one, end=one + 1, period=part) for one, part in zip(at, parts, strict=True)]


def year_between(scene: Scene, amount: Amount) -> tuple[TimeSpan, Period] | None:
    """Return the year of an amount told between those of other years: the 26 of "34 in 2019, then 26, 22 in 2021"."""
    s, behind = scene.sentence, scene.sentence.word(amount.end)
    if len(scene.amounts.found) <= _FEWEST or not (behind in (",", ".") or behind in s.language.numbers.joins):
        return None
    found = scene.amounts_between(amount.start - _WIDEST, amount.end + _WIDEST)
    at = next((at for at, other in enumerate(found) if other.start == amount.start), None)
    if at is None or _year_beside(scene, amount) is not None:
        return None
    first, last = _dated(scene, found[:at][::-1]), _dated(scene, found[at + 1 :])
    if first is None or last is None or last[1] - first[1] != first[0] + last[0]:
        return None
    low, high = found[at - first[0]].end, found[at + last[0]].start
    alike = {other.quantity.kind for other in found[at - first[0] : at + last[0] + 1]}
    if len(alike) > 1 or not _STOPS.isdisjoint(s.words[low:high]):
        return None
    year = first[1] + first[0]
    period = Period(date(year, 1, 1), date(year + 1, 1, 1), first[2].period.text, Mode.PERIOD)
    return first[2], period


def _dated(scene: Scene, amounts: Sequence[Amount]) -> tuple[int, int, TimeSpan] | None:
    """Return how many amounts on the next that tells a year stands, its year, and the words."""
    for steps, amount in enumerate(amounts[:_MOST], 1):
        if (told := _year_beside(scene, amount)) is not None:
            return steps, told[0], told[1]
    return None


def _year_beside(scene: Scene, amount: Amount) -> tuple[int, TimeSpan] | None:
    """Return the year that an amount is told with: right behind it, or at the beginning of its clause."""
    for time in scene.times_near(amount):
        start = time.period.start
        if start is not None and _is_year(time.period) and owns(scene, amount, time):
            return start.year, time
    return None


def joined_years(s: Sentence, times: Sequence[TimeSpan], time: TimeSpan) -> Period | None:
    """Return the years told as one: "the 96 killings of 2020 and 2021", None of one alone."""
    listed = _list_around(s, times, time.start)
    if len(listed) < _FEWEST or any(other.period.mode is not Mode.PERIOD for other in listed):
        return None
    periods = [other.period for other in listed]
    for one, other in pairwise(periods):
        if one.end is None or one.end != other.start or not _is_year(one) or not _is_year(other):
            return None
    return Period(periods[0].start, periods[-1].end, periods[0].text, Mode.PERIOD)


def _is_year(period: Period) -> bool:
    return period.start is not None and period.end is not None and period.end - period.start <= _YEAR


def _list_around(s: Sentence, items: Sequence[Item], start: int) -> list[Item]:
    """Return the items with nothing but commas and "and" between them, among which one begins at a token."""
    run: list[Item] = []
    for item in items:
        if run and not _are_joined(s, run[-1].end, item.start):
            if run[0].start <= start <= run[-1].start:
                break
            run = []
        run.append(item)
    return run if run and run[0].start <= start <= run[-1].start else []


def _are_joined(s: Sentence, low: int, high: int) -> bool:
    between = s.words[low:high]
    return 0 < len(between) <= _FEWEST and all(word == "," or word in s.language.numbers.joins for word in between)
