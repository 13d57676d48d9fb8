"""The time of a change: from the year it is counted from to the year it led to."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from ledger.extract.amounts import Amount
from ledger.extract.calendar_days import DAY, MONTHS_IN, add_time
from ledger.extract.context import Scene, leads_to_end, tells_base
from ledger.extract.drafts import Draft
from ledger.extract.nearest_time import BESIDE, FAR, nearest_time
from ledger.extract.time_roles import is_aside, is_base, is_set_against, owners_of
from ledger.extract.time_spans import TimeSpan
from ledger.extract.tokens import Sentence
from ledger.extract.years import is_year
from ledger.model.figure import Change
from ledger.model.period import UNSTATED, Mode, Period
from ledger.model.quantity import Kind

_MOVED = 8  # tokens from "rose" to where it rose
_CLAUSE = 12  # tokens behind a change within which the time it is counted from is told
_MOST_YEARS = 100
_MONTH = 31  # days
_EARLY = 4  # months in which a text tells of the year before
_JOINED = 4  # tokens between the two ends of "from 120 to 180"
_STEPS = (Kind.PERCENT, Kind.RATIO, Kind.OTHER)
_SHARES = (Kind.PERCENT, Kind.RATIO, Kind.MULTIPLE, Kind.OTHER)


def is_change(draft: Draft) -> bool:
    """Tell a figure that sets one time against another: a rise, a multiple, "half as many as in 2016"."""
    s, amount, kind = draft.scene.sentence, draft.amount, draft.quantity.kind
    if kind is Kind.MULTIPLE:
        return True
    if kind is Kind.COUNT and s.word(amount.end) in s.language.ranks.steps and _is_moved(s, amount):
        return True
    numbers = s.language.numbers
    directions = numbers.changes
    if draft.change is not None and (kind in _SHARES or tells_base(s, amount.end)) and not _is_reached(draft):
        return True
    reach = BESIDE if kind is Kind.RATIO else 1 + s.is_word(amount.end)
    behind, compared = range(amount.end, min(amount.end + reach, len(s.words))), s.language.time.compared
    told = not compared.first_words.isdisjoint(s.words[amount.end : amount.end + reach])
    if told and any(_is_set_beside(s, compared.match(s.words, at)) for at in behind):
        return True
    moves = s.word(amount.end) in directions or (s.is_word(amount.end) and s.word(amount.end + 1) in directions)
    return moves or (draft.change is not None and s.word(amount.start - 1) in numbers.change_steps)


def _is_set_beside(s: Sentence, compared: tuple[int, bool] | None) -> bool:
    """Tell "150 cases compared with 2020" from "150 cases compared with the 120 of 2020", which is no change."""
    if compared is None:
        return False
    at = compared[0] + (s.word(compared[0]) in s.language.nouns.articles)
    return not s.is_number(at) or is_year(s.word(at))


def _is_moved(s: Sentence, amount: Amount) -> bool:
    """Tell places won or lost in an order: "down two places", "fell two places", "two places below"."""
    near, numbers = (s.word(amount.start - 1), s.word(amount.end + 1)), s.language.numbers
    return not (numbers.change_verbs.isdisjoint(near) and numbers.changes.isdisjoint(near))


def change_window(draft: Draft, times: Sequence[TimeSpan], going_on: Period | None) -> tuple[TimeSpan, Period] | None:
    """Return the time of a change, and the words that told its base, where they stand in the sentence.

    Where both ends are parts of a year it is of the time it led to. `going_on` is the time in force.
    """
    scene, amount = draft.scene, draft.amount
    if (found := _between_ends(scene, amount, times)) is not None:
        return found
    bases = [time for time in times if _is_base_of(scene, amount, time)]
    others = [time for time in times if time not in bases and not is_base(scene, time) and not is_aside(scene, time)]
    if not bases:
        return _between_years(scene, amount, others)
    base = min(bases, key=lambda time: _distance(amount, time))
    if not is_base(scene, base) and base.period.mode is Mode.PERIOD and _is_window(base.period):
        return base, base.period  # "doubled between 2016 and 2020", "between October and January"
    target, cost = nearest_time(scene, amount, others)
    near = target is not None and cost < (FAR if target.end <= amount.start else _CLAUSE)
    led_to = target.period if target is not None and near else going_on
    if not others and (led_to is None or not _begins_later(led_to, base.period)):
        led_to = _year_of_text(scene, base) or led_to
    if led_to is None:
        return None if base.compared else (base, base.period)
    if (joined := join_years(base.period, led_to if base.same else _years_of(led_to))) is not None:
        return base, joined
    return base, base.period if base.period.mode is Mode.CUMULATIVE else led_to


def _begins_later(base: Period, led_to: Period) -> bool:
    return base.start is not None and led_to.start is not None and base.start > led_to.start


def _year_of_text(scene: Scene, base: TimeSpan) -> Period | None:
    """Return the year of the text for what is "five times more often than two years ago"."""
    when, start = scene.published, base.period.start
    if when is None or start is None or start.year >= when.year or not _is_whole(base.period):
        return None
    year = when.year - (when.month <= _EARLY and start.year < when.year - 1)  # in spring, of the year gone by
    return Period(date(year, 1, 1), date(year + 1, 1, 1), base.period.text, Mode.PERIOD)


def _is_base_of(scene: Scene, amount: Amount, time: TimeSpan) -> bool:
    """Tell whether a change is counted from a time: set against, "since" then, or told right behind a multiple."""
    if is_base(scene, time):
        return True
    s = scene.sentence
    if not amount.end <= time.start <= amount.end + 2 * BESIDE or "," in s.words[amount.end : time.start]:
        return False
    if is_set_against(s, time.start):  # "a 17.5% decrease from FY2019"
        return True
    if s.language.time.by_words.match_before(s.words, time.start) is not None:
        return False  # "could double by June"
    apart = scene.amounts_between(amount.end, time.start)
    return not apart and (time.period.mode is Mode.CUMULATIVE or amount.quantity.kind is Kind.MULTIPLE)


def _distance(amount: Amount, time: TimeSpan) -> tuple[bool, int]:
    """Order bases: those told behind a change in its clause first, then the nearest."""
    gap = time.start - amount.end if time.start >= amount.end else amount.start - time.end
    return not (time.start >= amount.end and gap <= _CLAUSE), gap


def join_years(base: Period, led_to: Period) -> Period | None:
    """Return the years from a base to what it led to, None where one of them is no whole year."""
    first, after = base.start, led_to.end
    if first is None or after is None or led_to.start is None or first >= led_to.start:
        return None
    if not _is_whole(led_to) or not (base.mode is Mode.CUMULATIVE or _is_whole(base)):
        return None
    return Period(first, after, base.text, Mode.PERIOD)


def _years_of(period: Period) -> Period:
    """Return the years a time lies in: a poll of May 2022 set against all of 2019 is told of 2019 to 2022."""
    if period.start is None or period.end is None:
        return period
    after = date((period.end - DAY).year + 1, 1, 1)
    return Period(date(period.start.year, 1, 1), after, period.text, Mode.PERIOD)


def _years(period: Period) -> int:
    return (period.end - period.start).days // 365 if period.start and period.end else 0


def _is_window(period: Period) -> bool:
    """Tell a time from one year or month to another."""
    months = period.start is not None and period.end is not None and (period.end - period.start).days > _MONTH
    return months and not _is_single_year(period)


def _is_whole(period: Period) -> bool:
    return all(end is not None and (end.month, end.day) == (1, 1) for end in (period.start, period.end))


def _between_years(scene: Scene, amount: Amount, times: Sequence[TimeSpan]) -> tuple[TimeSpan, Period] | None:
    """Return the years of a change told behind its ends: "61.4% in 2009 to 58.9% in 2015, or 2.5 points less"."""
    owned = [time for time in times if time.end <= amount.start and owners_of(scene, time)]
    period = join_years(owned[-2].period, owned[-1].period) if len(owned) > 1 else None
    return (owned[-2], period) if period else None


def _between_ends(scene: Scene, amount: Amount, times: Sequence[TimeSpan]) -> tuple[TimeSpan, Period] | None:
    """Return the years of a change told before its ends: "up 137.5%, from 411 in 2015 to 976 in 2020"."""
    owned = [time for time in times if time.start >= amount.end and owners_of(scene, time)][:2]
    if len(owned) < 2 or any(time.end <= amount.start and owners_of(scene, time) for time in times):
        return None
    first, last = (owners_of(scene, time)[-1] for time in owned)
    s, numbers = scene.sentence, scene.sentence.language.numbers
    led_to = s.word(last.start - 1)
    if s.word(first.start - 1) not in numbers.change_frames:
        return None
    if led_to not in numbers.to_words and led_to not in s.language.ranks.changes:
        return None
    period = join_years(owned[0].period, owned[1].period)
    return (owned[0], period) if period else None


def end_of_range(scene: Scene, amount: Amount, time: TimeSpan) -> Period | None:
    """Return the first or last year for an end of "from 120 to 180 between 2016 and 2020"."""
    period = time.period
    if period.start is None or period.end is None or (period.end - period.start).days < 700:
        return None
    found = scene.amounts.found
    at = next((at for at, other in enumerate(found) if other.start == amount.start), len(found))
    for first, last in ((at, at + 1), (at - 1, at)):
        if first >= 0 and last < len(found) and _leads(scene, found[first], found[last]):
            year = period.start.year if first == at else (period.end - DAY).year
            return Period(date(year, 1, 1), date(year + 1, 1, 1), period.text, Mode.PERIOD)
    return None


def year_of_end(draft: Draft, period: Period) -> Period | None:
    """Return the year before for the 43,900 of "In 2020 it rose from 43,900 to 61,777", "up 41% from 43,900".

    Before another window or month it is of a time not told. Of a time since a year it is that year, and what the
    count has come to is of no told time.
    """
    found, start, at = draft.scene.amounts.found, draft.amount.start, 0
    since = period.mode is Mode.CUMULATIVE and period.start is not None and period.end is None
    times = draft.scene.times_near(draft.amount)
    told = not times or any(time.period == period and time.end <= start for time in times)
    if not since and not told:
        return None
    at = next((at for at, other in enumerate(found) if other.start == start), len(found))
    if not since and not _is_single_year(period):
        return UNSTATED if at < len(found) and _is_risen_from(draft.scene, found[: at + 1]) else None
    leads = at + 1 < len(found) and _leads(draft.scene, found[at], found[at + 1])
    base = leads or (not since and at < len(found) and _is_risen_from(draft.scene, found[: at + 1]))
    if base and since and period.start is not None and (period.start.month, period.start.day) != (1, 1):
        month = period.start.replace(day=1)  # "since March it rose from 20 to 45"
        return Period(month, add_time(month, "month", 1), period.text, Mode.PERIOD)
    if base and period.start is not None:
        year = period.start.year - (not since)
        return Period(date(year, 1, 1), date(year + 1, 1, 1), period.text, Mode.PERIOD)
    return UNSTATED if since and 0 < at < len(found) and _leads(draft.scene, found[at - 1], found[at]) else None


def with_year_before(draft: Draft, period: Period) -> Period | None:
    """Return both years for "fell 9 percent in 2020"; what an economy grows by is told of the year alone."""
    one_way = draft.change in (Change.INCREASE, Change.DECREASE) and draft.quantity.kind in _STEPS
    if not one_way or not _is_single_year(period) or period.start is None:
        return None
    if draft.scene.published is not None and period.start.year > draft.scene.published.year + 1:
        return None
    if _is_reached(draft):
        return None
    s, at = draft.scene.sentence, draft.amount
    around = s.words[max(0, at.start - _CLAUSE) : at.end + _CLAUSE]
    if not s.language.time.yearly_rates.isdisjoint(around):
        return None
    return Period(date(period.start.year - 1, 1, 1), period.end, period.text, Mode.PERIOD)


def _is_reached(draft: Draft) -> bool:
    """Tell the 41 of "fell to 41 percent", which is where it stood and not by how much it fell."""
    s, at = draft.scene.sentence, draft.amount.start - 1
    return s.word(at - (s.word(at) in s.language.numbers.end_articles)) in s.language.numbers.to_words


def over_years(draft: Draft, led_to: Period | None) -> tuple[Amount, Period] | None:
    """Return the years of a change told with its length: "tripled in two years", up to the year told or the text's."""
    scene, amount = draft.scene, draft.amount
    s, when = scene.sentence, scene.published
    length = next(iter(scene.amounts_between(amount.end, amount.end + BESIDE)), None)
    years = _years_long(length) if length is not None else None
    if length is None or years is None or s.language.time.in_words.match_before(s.words, length.start) is None:
        return None
    if not is_change(draft):
        return None
    after = led_to.end if led_to is not None and led_to.start and _is_whole(led_to) else None
    last = (after - DAY).year if after else when.year if when else None
    if last is None:
        return None
    text = s.covered(length.start, length.end).of(s.text)
    return length, Period(date(last - years, 1, 1), date(last + 1, 1, 1), text, Mode.PERIOD)


def over_months(draft: Draft, led_to: Period) -> Period | None:
    """Return the months up to the one told: "0.4 percent in May and 4.2 percent over twelve months"."""
    scene, amount = draft.scene, draft.amount
    length = next(iter(scene.amounts_between(amount.end, amount.end + BESIDE)), None)
    if length is None or draft.quantity.kind not in _STEPS or length.quantity.kind is not Kind.DURATION:
        return None
    if led_to.mode is not Mode.PERIOD or led_to.start is None or led_to.end is None:
        return None
    s, months = scene.sentence, length.quantity.value
    alone = length.quantity.unit == "month" and 1 < months <= _MOST_YEARS and not months % 1
    if not alone or (led_to.end - led_to.start).days > _MONTH or led_to.start.day != 1:
        return None
    if s.language.time.in_words.match_before(s.words, length.start) is None:
        return None
    return Period(add_time(led_to.end, "month", -int(months)), led_to.end, led_to.text, Mode.PERIOD)


def _years_long(length: Amount) -> int | None:
    """Return how many years a length of time has, None where they are not whole."""
    if length.quantity.kind is not Kind.DURATION:
        return None
    years = Decimal(MONTHS_IN.get(length.quantity.unit or "", 0)) * length.quantity.value / 12
    return int(years) if 1 <= years <= _MOST_YEARS and not years % 1 else None


def _is_single_year(period: Period) -> bool:
    return period.mode is Mode.PERIOD and _is_whole(period) and _years(period) == 1


def _is_risen_from(scene: Scene, found: Sequence[Amount]) -> bool:
    """Tell the base of "reached 61,777, up 41% from | 43,900", "up from | 43,900", "rose to 61,777 from | 43,900"."""
    s, numbers, base = scene.sentence, scene.sentence.language.numbers, found[-1]
    if s.word(base.start - 1) not in numbers.change_frames:
        return False
    if s.word(base.start - 2) in s.language.ranks.turns:
        return True
    last = found[-2] if len(found) > 1 and found[-2].end == base.start - 1 else None
    if last is None:
        return False
    if last.quantity.kind is Kind.PERCENT:
        before = s.word(last.start - 1)
        return before in s.language.ranks.turns or before in numbers.change_verbs
    moved = not numbers.change_verbs.isdisjoint(s.words[max(0, last.start - _MOVED) : last.start])
    return moved and s.word(last.start - 1) in numbers.to_words


def _leads(scene: Scene, one: Amount, other: Amount) -> bool:
    """Tell the two ends of a change: "from 120 to 180", "de 43 900 a 61 777", "del puesto 14 al 17"."""
    s, numbers, ranks = scene.sentence, scene.sentence.language.numbers, scene.sentence.language.ranks
    to = other.start - 1 - (s.word(other.start - 1) in numbers.end_articles)
    place = ranks.before.match_before(s.words, one.start) if one.quantity.kind is Kind.RANK else None
    begun = (place[0] if place is not None else one.start) - 1
    begun -= s.word(begun) in numbers.end_articles
    joined = leads_to_end(s, to) and other.start - one.end <= _JOINED and "," not in s.words[one.end : to]
    return joined and s.word(begun) in numbers.change_frames
