"""A length of time held against its first and last day, month or year: from 2015 to 2017 are no five years."""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from ledger.compare import wording
from ledger.compare.clock import hours_before, hours_behind
from ledger.compare.collation import Collation
from ledger.compare.gates import Standing, ask_place
from ledger.compare.intervals import widened
from ledger.compare.sums import comes_out, goes_wrong
from ledger.compare.unit_sizes import DAYS
from ledger.compare.words import after, any_word, before, concepts, rest_of
from ledger.model.figure import ENDS_OF_LENGTH, Figure
from ledger.model.finding import Finding
from ledger.model.quantity import Bound, Interval, Kind

_NAME = "span_of_time"
_BEHIND = 12  # characters from a length of time to its ends: ", from "
_MARKS = re.compile(r"[\s,(–—]*")
_LATE = 24  # characters around a delay that tell it as one: "de retraso", "behind schedule"
_HOURS = {"hour": Decimal(1), "minute": Decimal(1) / 60}
_ONE_DAY = 24  # hours: what lasts longer may end on another day
_BREAK = 1  # hours that a working day may leave out
_LONGEST = 1000  # a bare number above is no length of time
_FROM_TO = re.compile(  # "six years | from 2015 to 2020", "los cuatro años, | de 2019 a 2022"
    r"[\s,(]*(?P<from>[^\W\d]+)\s+(?P<first>(?:19|20)\d\d)\s+(?P<to>[^\W\d]+)\s+(?P<last>(?:19|20)\d\d)"
)
_SHARED = 2  # words of two sentences about one length of time
_CROWD = 400  # sentences: a word that stands in more of them tells no time
_CLOSES = re.compile(r"\s*[,.;:)–—]")
_ROUNDED = Decimal("0.5")  # of a unit: "three months" from 12 March to 25 June


def check_span_of_time(collation: Collation) -> Iterator[Finding]:
    """Report lengths of time that their own first and last day, month or year make, or do not.

    Both ways of counting hold: from 2015 to 2018 are three years, and four with the first. A length told between
    years may also be any time within them. Hours are held against two hours of the day right behind them.
    """
    told = [f for f in collation.figures if f.quantity.kind is Kind.DURATION and not f.quantity.vague]
    known = _Lengths(told)
    for figure in filter(_tells_its_ends, told):
        yield from _test(figure, known)
    for figure in told:
        if figure.quantity.unit == "hour" and figure.quantity.value < _ONE_DAY and (hours := hours_behind(figure)):
            yield from _test_hours(figure, sorted(hours))
        elif figure.quantity.unit in _HOURS and (hours := hours_before(figure)):
            yield from _test_hours_before(figure, sorted(hours))
    for sentence in collation.sentences.values():
        for delay in filter(_is_delay, sentence):
            yield from _test_delay(delay, [figure for figure in sentence if figure.span < delay.span])


def _test_hours(figure: Figure, hours: Sequence[Decimal]) -> Iterator[Finding]:
    """Hold hours against the two hours of the day behind them: "four hours, from 7 p.m. to 11 p.m."."""
    made = " or ".join(wording.plain(round(number, 1).normalize()) for number in hours)
    sum_told, told = f"The hours told are {made} apart", widened(figure.quantity)
    if any(told.meets(Interval(number - _ROUNDED, number + _ROUNDED)) for number in hours):
        yield comes_out(_NAME, (figure,), f"{sum_told}: {_said(figure)}.")
    elif not any(told.meets(Interval(number - _BREAK, number)) for number in hours):
        yield goes_wrong(_NAME, (figure,), f"{sum_told}, not {_said(figure)}.", 0.7)


def _test_hours_before(figure: Figure, hours: Sequence[Decimal]) -> Iterator[Finding]:
    """Hold hours or minutes against the two hours of the day before them, however many days lie between."""
    unit = _HOURS[figure.quantity.unit or "hour"]
    long = figure.quantity.value * unit
    rest = long % _ONE_DAY
    off, days = min(min(abs(rest - apart), _ONE_DAY - abs(rest - apart)) for apart in hours), long - rest
    made = " or ".join(wording.plain(round((apart + days) / unit, 1).normalize()) for apart in hours)
    sum_told = f"The hours told are {made} {figure.quantity.unit}s apart"
    if off <= unit * _ROUNDED * figure.quantity.step:
        yield comes_out(_NAME, (figure,), f"{sum_told}: {_said(figure)}.")


def _is_delay(figure: Figure) -> bool:
    """Tell whether a length of time is that by which something is late: "18 months behind schedule"."""
    length = figure.quantity.kind is Kind.DURATION and not figure.quantity.vague and figure.quantity.unit in DAYS
    return length and (any_word(after(figure, _LATE), "late_by") or any_word(before(figure, _LATE)[-_LATE:], "late_by"))


def _test_delay(delay: Figure, ahead: Sequence[Figure]) -> Iterator[Finding]:
    """Hold a delay against the two lengths before it, the term and the time taken: "due in 24 months, now 42"."""
    if len(ahead) != 2 or ahead[0].quantity.unit not in DAYS or not _is_length(ahead[1]):
        return
    term, taken = (_in_days(figure, ahead[0]) for figure in ahead)
    late, grain = _in_days(delay, delay), DAYS[delay.quantity.unit or "day"] * min(delay.quantity.step, Decimal(1))
    sum_told = f"From {_said(ahead[0])} to {_said(ahead[1])} is {_days(taken - term, delay.quantity.unit)}"
    if abs(taken - term - late) <= grain / 2:
        yield comes_out(_NAME, (delay, *ahead), f"{sum_told}: {_said(delay)}.")
    elif taken > term and delay.quantity.bound is Bound.EXACT:
        yield goes_wrong(_NAME, (delay, *ahead), f"{sum_told}, not {_said(delay)}.", 0.7)


def _is_length(figure: Figure) -> bool:
    """Tell whether a figure is a length of time, or a number that leaves out its unit: "in 24 months, now | 42:"."""
    rest = rest_of(figure)
    bare = figure.quantity.kind is Kind.COUNT and figure.quantity.value < _LONGEST and _CLOSES.match(rest) is not None
    return bare or figure.quantity.unit in DAYS


def _in_days(figure: Figure, first: Figure) -> Decimal:
    unit = figure.quantity.unit if figure.quantity.unit in DAYS else first.quantity.unit
    return figure.quantity.value * DAYS[unit or "day"]


def _days(days: Decimal, unit: str | None) -> str:
    """Say so many days in a unit: "1.5 years"."""
    length = round(days / DAYS[unit or "day"], 1)
    return f"{wording.plain(length.normalize())} {unit}" + ("" if length == 1 else "s")


class _Lengths:
    """The lengths of time of a ledger by their ends, and by the words of their sentences."""

    def __init__(self, told: Sequence[Figure]) -> None:
        self._told = told

    def of_one_time(self, figure: Figure) -> Iterator[Figure]:
        """Yield the other lengths of the time that one is of, in their order."""
        same = self._by_ends.get((figure.quantity.unit, *_ends(figure)), ())
        alike = (self._by_word.get((figure.quantity.unit, word), ()) for word in _words(figure))
        near = {*same, *(at for found in alike if len(found) <= _CROWD for at in found)}
        return (self._told[at] for at in sorted(near) if _is_of_one_time(figure, self._told[at]))

    @cached_property
    def _by_ends(self) -> Mapping[Hashable, Sequence[int]]:
        ended = ((at, figure) for at, figure in enumerate(self._told) if _tells_its_ends(figure))
        return _gathered(((figure.quantity.unit, *_ends(figure)), at) for at, figure in ended)

    @cached_property
    def _by_word(self) -> Mapping[Hashable, Sequence[int]]:
        told = ((at, figure.quantity.unit, _words(figure)) for at, figure in enumerate(self._told))
        return _gathered(((unit, word), at) for at, unit, words in told for word in words)


def _gathered(places: Iterable[tuple[Hashable, int]]) -> Mapping[Hashable, Sequence[int]]:
    found: dict[Hashable, list[int]] = defaultdict(list)
    for key, at in places:
        found[key].append(at)
    return found


def _words(figure: Figure) -> frozenset[str]:
    return concepts(figure.quote) - concepts(" ".join(DAYS))


def _is_of_one_time(figure: Figure, other: Figure) -> bool:
    """Tell whether another length is that from the same first to the same last day, month or year."""
    if other is figure or figure.quantity.unit != other.quantity.unit:
        return False
    return (_tells_its_ends(other) and _ends(other) == _ends(figure)) or _tells_of_it(figure, other)


def _tells_of_it(figure: Figure, other: Figure) -> bool:
    """Tell whether a length in another document that leaves its ends out is told in much the same words."""
    if other.source.document == figure.source.document or ask_place(figure, other).standing is Standing.APART:
        return False
    return len(_words(figure) & _words(other)) >= _SHARED


def _tells_its_ends(figure: Figure) -> bool:
    """Tell whether a length's ends are told: right behind it, "eight months, from March to November", or apart."""
    if figure.quantity.unit in DAYS and _years_behind(figure) is not None:
        return True
    start, end = figure.period.start, figure.period.end
    found = next((evidence for evidence in figure.evidence if evidence.part == "period"), None)
    told = found.span if found is not None else None
    if start is None or end is None or found is None or told is None or figure.quantity.unit not in DAYS:
        return False
    if found.rule == ENDS_OF_LENGTH:
        return True
    gap = figure.quote[figure.span.end - figure.quote_span.start : told.start - figure.quote_span.start]
    near = 0 <= told.start - figure.span.end <= _BEHIND and (end - start).days > 1
    return near and (_MARKS.fullmatch(gap) is not None or any_word(gap, "that_ran") or any_word(gap, "moves_from"))


def _ends(figure: Figure) -> tuple[date | None, date | None]:
    years = _years_behind(figure)
    if years is not None and not figure.period.stated:
        return date(years[0], 1, 1), date(years[1] + 1, 1, 1)
    return figure.period.start, figure.period.end


def _years_behind(figure: Figure) -> tuple[int, int] | None:
    """Return the two years that a length is told to run between: "the four years | from 2019 through 2022"."""
    found = _FROM_TO.match(rest_of(figure))
    if found is None or not any_word(found["from"], "moves_from") or not any_word(found["to"], "moves_to"):
        return None
    first, last = int(found["first"]), int(found["last"])
    return (first, last) if first < last else None


def _test(figure: Figure, lengths: _Lengths) -> Iterator[Finding]:
    made, told = _length(figure), widened(figure.quantity)
    start, end = _ends(figure)
    period, unit = wording.in_period(replace(figure.period, start=start, end=end)), figure.quantity.unit
    least, most = made.low or Decimal(0), made.high or Decimal(0)
    if made.meets(told) or _cuts_off(made, figure):
        yield comes_out(_NAME, (figure,), f"{_capital(period)} are {_number(least, most, unit)}: {_said(figure)}.")
    elif not _is_within(made, figure):
        right = [other for other in lengths.of_one_time(figure) if made.meets(widened(other.quantity))]
        reason = f"{_capital(period)} are {_number(least, most, unit)}, not {_said(figure)}."
        yield goes_wrong(_NAME, (figure, *right), reason, 0.7)


def _cuts_off(made: Interval, figure: Figure) -> bool:
    """Tell whether years leave out the rest of a time told by its days: "at 78 years" he may have been nearly 79."""
    by_days = figure.quantity.unit == "year" and made.low is not None and _step(*_firm_ends(figure)) == "day"
    return by_days and Interval((made.low or Decimal(0)) - _ROUNDED, made.high).meets(widened(figure.quantity))


def _firm_ends(figure: Figure) -> tuple[date, date]:
    first, last = _ends(figure)
    return first or date.min, last or date.max


def _is_within(made: Interval, figure: Figure) -> bool:
    """Tell whether a length is one less than ends told with their own words allow: late in 1998 to early in 2006."""
    one_less = ENDS_OF_LENGTH in {evidence.rule for evidence in figure.evidence}
    return one_less and made.low is not None and Interval(made.low - 1, made.high).meets(widened(figure.quantity))


def _length(figure: Figure) -> Interval:
    """Return how many units of the length lie between its ends, the last one counted or not."""
    start, end = _firm_ends(figure)
    unit, step = figure.quantity.unit or "day", _step(start, end)
    ratio = DAYS[step] / DAYS[unit]
    steps = _steps(start, end, step)
    if ratio > 1:  # months between two years
        return Interval(max(steps - 2, Decimal(0)) * ratio, steps * ratio)
    reach = _ROUNDED if ratio < 1 else Decimal(0)
    return Interval((steps - 1) * ratio - reach, steps * ratio + reach)


def _step(start: date, end: date) -> str:
    """Return what the ends are told in: years, months or days."""
    if start.day != 1 or end.day != 1:
        return "day"
    return "year" if start.month == end.month == 1 else "month"


def _steps(start: date, end: date, step: str) -> Decimal:
    months = (end.year - start.year) * 12 + end.month - start.month
    return Decimal({"day": (end - start).days, "month": months, "year": months // 12}[step])


def _number(least: Decimal, most: Decimal, unit: str | None) -> str:
    """Say how long it is: "8 or 9 months", "3 years"."""
    low, high = (wording.plain(Decimal(round(number))) for number in (max(least, Decimal(1)), most))
    return f"{low} {unit}s" if low == high else f"{low} or {high} {unit}s"


def _capital(phrase: str) -> str:
    return phrase[:1].upper() + phrase[1:]


def _said(figure: Figure) -> str:
    return wording.inside(wording.printed(figure), figure)
