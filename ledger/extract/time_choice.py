"""Which time a figure is about: one told in its sentence, or the one in force since a sentence before."""

from datetime import date

from ledger.extract.amounts import Amount
from ledger.extract.calendar_days import DAY, UNITS, add_time, shift_years
from ledger.extract.change_times import (
    change_window,
    end_of_range,
    is_change,
    over_months,
    over_years,
    with_year_before,
    year_of_end,
)
from ledger.extract.context import Carried, Frame, Scene, Told, Whole
from ledger.extract.drafts import Draft
from ledger.extract.episodes import of_episode
from ledger.extract.moments import year_of
from ledger.extract.nearest_time import BESIDE, FAR, nearest_time, owns
from ledger.extract.norms import is_norm
from ledger.extract.paired_times import joined_years, paired_time, year_between
from ledger.extract.running_totals import total_since, up_to_text
from ledger.extract.time_frames import frame_for, holds_always, is_known_set, lasts, main_time, report_told, window_told
from ledger.extract.time_roles import host_of, is_base, is_day_of_speech, owners_of, tells_when
from ledger.extract.time_spans import TimeSpan
from ledger.extract.times_passed import (
    has_passed,
    is_end_of_change,
    is_gone_by,
    is_over,
    is_set_against_alone,
    is_so_today,
    leads_participle,
)
from ledger.extract.tokens import Sentence
from ledger.model.figure import Basis
from ledger.model.period import UNSTATED, Mode, Period
from ledger.model.quantity import Kind

_COUNTED = (Kind.COUNT, Kind.RATIO)
_VERB = 4  # tokens before a count in which its verb stands
_CLAUSE = 9  # tokens of "since 2013, when" up to its amount
_SET_AGAINST = (*_COUNTED, Kind.MONEY, Kind.RATE, Kind.PERCENT)
_WALLS, _PARTS = frozenset(",;:"), frozenset(";:")
_ROW = 16  # tokens; a longer line is no row of a list
_BEHIND = 3  # tokens from a length of time to its ends: ", que van | de 2012 a 2015"
_LONGEST = 1000  # units of time that may lie within a told period
_MEASURED = 8  # tokens around a length of time in which it is called an average
_SHORTEST_WINDOW, _LONGEST_WINDOW = 59, 360  # days of a part of a year that is told for several years
_YEAR_DIGITS = 4
_TWO_YEARS = 700  # days, about
_MONTH = 31  # days
_NEAR = 12  # up to which a time is told with the amount itself
# From which on the time in force is as likely the figure's.
_LOOSE = {Basis.PARAGRAPH: 19.0, Basis.SECTION: 30.0}


def find_period(draft: Draft, carried: Carried) -> Told | None:
    """Return the time a figure is about: the nearest told in its sentence, else the one that goes on."""
    told = _find_period(draft, carried)
    if carried.episode is not None and (counted := of_episode(draft, carried, told)) is not None:
        return counted
    return told._replace(period=up_to_text(draft.scene, told.period)) if told is not None else None


def _find_period(draft: Draft, carried: Carried) -> Told | None:
    if (since := total_since(draft)) is not None:
        return _told(draft.scene, since, since.period, Basis.SENTENCE)
    part = _of_whole(draft, carried)
    told = part or _find_told(draft, carried) or _of_neighbour(draft, carried)
    parted = part is not None
    carried.whole = Whole(draft.scene, draft.amount, told, draft.topics, parted=parted) if told else None
    if told is not None and (run := over_months(draft, told.period)) is not None:
        return told._replace(period=run)
    if (over := over_years(draft, told.period if told else None)) is not None:
        length, years = over
        span = draft.scene.sentence.covered(length.start, length.end)
        return Told(years, Basis.SENTENCE, relative=True, span=span)
    if told is None:
        return None
    period = year_of_end(draft, told.period) or with_year_before(draft, told.period)
    return told._replace(period=period) if period else told


def _of_whole(draft: Draft, carried: Carried) -> Told | None:
    """Return the time of what an amount is told to be a part of: "343 cases, of which 18 were closed and 4 shelved"."""
    whole, scene, amount = carried.whole, draft.scene, draft.amount
    if whole is None or whole.scene is not scene or (lasts(draft) and not _is_of_today(whole.told, scene)):
        return None
    s, end = scene.sentence, whole.amount.end
    parts, joined = s.language.time.partitives, s.word(amount.start - 1) in (",", *s.language.numbers.joins)
    led = amount.start - (s.word(amount.start - 1) == ",")  # "de ellas, 13"
    parted = parts.match_before(s.words, led) or (joined and parts.match(s.words, amount.end))
    others = [time for time in scene.times_near(amount) if s.covered(time.start, time.end) != whole.told.span]
    between = any(end <= time.start < amount.start or owns(scene, amount, time) for time in others)
    if between or whole.amount.quantity.kind is Kind.MULTIPLE or not (parted or (whole.parted and joined)):
        return None
    today = is_gone_by(whole.told.period, scene.published) and is_so_today(s, amount)
    return whole.told._replace(period=UNSTATED) if today else whole.told


def _is_of_today(told: Told, scene: Scene) -> bool:
    """Tell a time that the text is written in: "it now has 80, of whom 12 are in prison"."""
    period, when = told.period, scene.published
    return (
        when is not None and period.start is not None and period.end is not None and period.start <= when < period.end
    )


def _of_neighbour(draft: Draft, carried: Carried) -> Told | None:
    """Return the time of the amount before it in the sentence where both are of one topic: "15 fell and two died"."""
    beside = carried.whole
    if beside is None or beside.scene is not draft.scene:
        return None
    if host_of(draft.scene, draft.amount) == beside.amount != draft.amount:
        return beside.told  # "210 people (33 percent)"
    if draft.quantity.kind not in _COUNTED:
        return None
    if set(beside.topics).isdisjoint(draft.topics) or lasts(draft):
        return None
    s, scene = draft.scene.sentence, draft.scene
    bases = [s.covered(time.start, time.end) for time in scene.times_near(beside.amount) if is_base(scene, time)]
    return beside.told if beside.told.span not in bases else None


def times_length(draft: Draft, told: Told) -> bool:
    """Tell whether a length of time is of the time told: measured then, or of a month or year told in its sentence.

    "In 2018 the average wait was 97 days", "a four-month hold in 2017"; not "entered his last three years". So is
    one with its first and its last day or year behind it: "eight months, from March to November".
    """
    s, amount = draft.scene.sentence, draft.amount
    if _tells_its_ends(draft, told):
        return True
    near = [*s.words[max(0, amount.start - _MEASURED) : amount.start], *s.words[amount.end : amount.end + _MEASURED]]
    if not s.language.time.measured.isdisjoint(near):
        return True
    if told.basis not in (Basis.TEXT, Basis.SENTENCE) or told.period.mode is not Mode.PERIOD:
        return False
    lengths = [time for time in draft.scene.times_near(amount) if time.counted]  # "the last three years"
    return _fits(draft, told.period) and not any(s.covered(time.start, time.end) == told.span for time in lengths)


def _tells_its_ends(draft: Draft, told: Told) -> bool:
    """Tell whether a time behind a length of time says from when to when it was: "the five years from 2015 to 2017"."""
    s, end = draft.scene.sentence, draft.amount.end
    time = next((time for time in draft.scene.times if s.covered(time.start, time.end) == told.span), None)
    if time is None or not end <= time.start <= end + _BEHIND or time.period.end is None:
        return False
    led = s.language.time.from_words.match_before(s.words, time.start)
    gap, within = s.words[end : led[0] if led else time.start], s.words[time.start : time.end]
    ends = s.language.time.to_words | s.language.numbers.joins
    linked = s.language.time.clause_words | {",", "("}
    return not ends.isdisjoint(within) and linked.issuperset(gap[:1]) and len([*filter(str.isalpha, gap)]) < _BEHIND


def _fits(draft: Draft, period: Period) -> bool:
    """Tell whether a length of time is shorter than a period, and so may be a part of it."""
    unit, start, end = draft.quantity.unit, period.start, period.end
    if unit not in UNITS or start is None or end is None or draft.quantity.value > _LONGEST:
        return False
    return add_time(start, unit, int(draft.quantity.value)) < end


def _find_told(draft: Draft, carried: Carried) -> Told | None:
    scene, amount = draft.scene, host_of(draft.scene, draft.amount)
    times = [time for time in scene.times_near(amount) if tells_when(scene, time)]
    if carried.brackets is not None and not scene.times and _fills_brackets(draft):
        time = carried.brackets.time
        told = _told(carried.brackets.scene, time, time.period, Basis.SECTION)
        return told._replace(own=True)
    for time in scene.times_near(amount):
        if time.anchor is not None and _stands_in_clause(scene, amount.start, time):
            return _told(scene, time, time.anchor, Basis.TEXT)
    if (paired := paired_time(scene, amount, times)) is not None:
        return _told(scene, paired, paired.period, Basis.TEXT)
    if (between := year_between(scene, amount)) is not None:
        return _told(scene, between[0], between[1], Basis.SENTENCE)
    frame = frame_for(draft, carried)
    if is_change(draft) and (found := _of_change(draft, times, carried)) is not None:
        return found
    main = main_time(scene)
    main = None if main is not None and is_day_of_speech(scene, main, amount) else main
    own, cost = nearest_time(scene, amount, times)
    if own is not None and _goes_on_still(scene.sentence, own.end, amount.start):
        return _told(scene, own, UNSTATED, Basis.SENTENCE)
    past = own if own is not None else main
    if past is not None and past.end <= amount.start and is_set_against_alone(scene.sentence, amount):
        return _told(scene, past, UNSTATED, Basis.SENTENCE)
    if own is not None and has_passed(scene, amount, own):
        return _told(scene, own, UNSTATED, Basis.SENTENCE)
    if own is not None and own.up_to and (beside := _beside_up_to(scene, amount, own, times)) is not None:
        own = beside
    opened, apart = nearest_time(scene, amount, _open_times(scene, amount))
    within = opened is not None and opened.yearly and own is not None and not own.now and _is_year(own.period)
    if opened is not None and apart < min(cost, FAR) and not within:
        return _told(scene, opened, UNSTATED, Basis.SENTENCE)
    reach = BESIDE + _noun_length(draft, own) if holds_always(draft) else _LOOSE[frame[1]] if frame else FAR
    if own is not None and own.end <= amount.start and (is_known_set(draft) or is_norm(scene, amount)):
        return None  # "in 2020 the four provinces had 31 fires", "in 2020 it held 900 men and was built for 350"
    if own is not None and cost < reach and not ((frame or main) and own.up_to):
        if own.up_to and own.period.start is None and (year := _running_frame(scene, carried)) is not None:
            return _told(year.scene, year.time, year.time.period, Basis.PARAGRAPH)
        if own.now and carried.frame is not None and _is_next(carried.frame.time.period, own.period):
            return _told(carried.frame.scene, carried.frame.time, carried.frame.time.period, Basis.PARAGRAPH)
        spoken = report_told(carried) if own.now else None
        if spoken is not None and year_of(spoken.time.period) != year_of(own.period):
            return _told(spoken.scene, spoken.time, spoken.time.period, Basis.SECTION)
        return _told(scene, own, _settled(draft, own, carried), Basis.TEXT if cost < _NEAR else Basis.SENTENCE)
    if main is not None and main.end <= amount.start and not lasts(draft):
        if has_passed(scene, amount, main):
            return _told(scene, main, UNSTATED, Basis.SENTENCE)
        return _told(scene, main, _settled(draft, main, carried), Basis.SENTENCE)
    if frame is None:
        return _after_base(draft, carried)
    if is_over(scene, amount, frame[0].time.period):
        return None
    return _told(frame[0].scene, frame[0].time, frame[0].time.period, frame[1])


def _running_frame(scene: Scene, carried: Carried) -> Frame | None:
    """Return the year in force that is not over, of which "to date" tells: "In 2021 it got 300. To date, 40"."""
    frame, when = carried.frame, scene.published
    if frame is None or when is None or frame.time.period.start is None or frame.time.period.end is None:
        return None
    return frame if frame.time.period.start <= when < frame.time.period.end else None


def _goes_on_still(s: Sentence, low: int, high: int) -> bool:
    """Tell what goes on behind a time of another clause: "it freed 14 on 3 June; it still holds 34"."""
    words = s.words[low:high]
    return ";" in words and not s.language.time.still.isdisjoint(words[words.index(";") :])


def _noun_length(draft: Draft, time: TimeSpan | None) -> int:
    """Return how many tokens a noun takes, with its clause, before a time: "the 96 murders of drivers | this year"."""
    noun, end, s = draft.noun, draft.amount.end, draft.scene.sentence
    if noun is None or time is None or not end <= noun[0] < noun[1] <= time.start:
        return 0
    if not _WALLS.isdisjoint(s.words[end : time.start]):
        return 0
    told_of = (
        is_known_set(draft) and s.word(noun[1]) in s.language.subjects.relatives
    )  # "the 27 bridges that were inspected in 2019"
    return (time.start if told_of else noun[1]) - end


def _beside_up_to(scene: Scene, amount: Amount, own: TimeSpan, times: list[TimeSpan]) -> TimeSpan | None:
    """Return the time right behind one that only tells when a count ends: "12 to date in March"."""
    led = scene.sentence.language.time.in_words.match(scene.sentence.words, own.end)
    begin = led[0] if led else own.end
    return next((time for time in times if amount.end <= own.start and time.start == begin and not time.up_to), None)


def _open_times(scene: Scene, amount: Amount) -> list[TimeSpan]:
    """Return the times beside an amount that are told and not known, none in another sentence that was not parted."""
    words, told = scene.sentence.words, [time for time in scene.times if time.open]
    near = scene.times_near(amount) if told else []
    return [time for time in near if time.open and "." not in words[amount.end : time.start]]


def _after_base(draft: Draft, carried: Carried) -> Told | None:
    """Return the year the section tells of for what is set against the one before: "31 died, against 26 in 2022"."""
    scene, end, section = draft.scene, draft.amount.end, carried.section
    if section is None or draft.quantity.kind not in _SET_AGAINST or lasts(draft):
        return None
    base = next((time for time in scene.times if time.start >= end and is_base(scene, time) and not time.same), None)
    if base is None or base.now or not _PARTS.isdisjoint(scene.sentence.words[end : base.start]):
        return None
    first = section.time.period.start
    if not _is_year(base.period) or not _is_year(section.time.period) or base.period.end != first:
        return None
    return _told(section.scene, section.time, section.time.period, Basis.SECTION)


def _is_next(period: Period, now: Period) -> bool:
    """Tell the year of a budget or plan that a text writes of just before it begins: it is "now" what is told next."""
    return period.start is not None and period.start == now.end


def _fills_brackets(draft: Draft) -> bool:
    s, amount = draft.scene.sentence, draft.amount
    row = len(s.words) <= _ROW and s.words[-1] == ")"
    return row and s.word(amount.start - 1) == "(" and s.word(amount.end) == ")"


def _told(scene: Scene, time: TimeSpan, period: Period, basis: Basis) -> Told:
    return Told(period, basis, time.relative, scene.sentence.covered(time.start, time.end))


def _settled(draft: Draft, time: TimeSpan, carried: Carried) -> Period:
    """Return the dates of a time for a figure beside it."""
    scene, amount = draft.scene, draft.amount
    found = (
        _year_reached(scene, amount, time)
        or end_of_range(scene, amount, time)
        or same_window(time, scene, carried)
        or _window_in_year(scene, time)
    )
    found = found or _year_so_far(draft, time) or _year_up_to(draft, time)
    return found or joined_years(scene.sentence, scene.times_near(amount), time) or time.period


def _year_reached(scene: Scene, amount: Amount, time: TimeSpan) -> Period | None:
    """Return the last of the years told for what a count came to: "over the past decade it doubled, to 16,000"."""
    first, after = time.period.start, time.period.end
    if first is None or after is None or (after - first).days < _TWO_YEARS or time.end > amount.start:
        return None
    year = (after - DAY).year
    reached = is_end_of_change(scene, amount) and owners_of(scene, time) == []
    return Period(date(year, 1, 1), date(year + 1, 1, 1), time.period.text, Mode.PERIOD) if reached else None


def _window_in_year(scene: Scene, time: TimeSpan) -> Period | None:
    """Return a window without a year, of the year told for it: "from January to May it fell from 9 in 2021"."""
    year, words, numbers = year_of(time.period), scene.sentence.words, scene.sentence.language.numbers
    led = [scene.sentence.word(owner.start - 1) for owner in owners_of(scene, time)]
    if numbers.change_frames.isdisjoint(led) and numbers.to_words.isdisjoint(led):
        return None
    if year is None or time.period.mode is not Mode.PERIOD or time.now or not _is_year(time.period):
        return None
    for other in scene.times:
        first, after = other.period.start, other.period.end
        if other is time or first is None or after is None or other.end > time.start or other.compared:
            continue
        dated = any(word.isdecimal() and len(word) == _YEAR_DIGITS for word in words[other.start : other.end])
        if not dated and not other.counted and _SHORTEST_WINDOW <= (after - first).days < _LONGEST_WINDOW:
            years = year - first.year
            return Period(shift_years(first, years), shift_years(after, years), time.period.text, Mode.PARTIAL)
    return None


def _is_year(period: Period) -> bool:
    return period.start is not None and period.end is not None and (period.end - period.start).days >= _LONGEST_WINDOW


def _year_so_far(draft: Draft, time: TimeSpan) -> Period | None:
    """Return this year up to the text's date for what it counts up to then: "has lost 61 officers this year"."""
    s, amount, when = draft.scene.sentence, draft.amount, draft.scene.published
    if draft.quantity.kind not in _COUNTED or when is None or time.now or not _is_this_year(time, draft.scene):
        return None
    before = s.words[max(0, amount.start - _VERB) : amount.start]
    if s.language.time.running.isdisjoint(before) or not _WALLS.isdisjoint(before):
        return None
    return Period(time.period.start, when + DAY, time.period.text, Mode.PARTIAL)


def _year_up_to(draft: Draft, time: TimeSpan) -> Period | None:
    """Return a year up to the end of a month for what had come together: "by the end of May 165 had been spent"."""
    scene, period = draft.scene, time.period
    s, when, words = scene.sentence, scene.published, scene.sentence.language.time
    if draft.quantity.kind not in (*_COUNTED, Kind.MONEY) or when is None or period.start is None or period.end is None:
        return None
    month = 0 < (period.end - period.start).days <= _MONTH and period.mode is Mode.PERIOD
    led = words.by_words.match_before(s.words, time.start)
    if not month or led is None or time.start - led[0] == 1 or period.end > when + DAY:
        return None
    near = range(max(0, draft.amount.start - _CLAUSE), min(draft.amount.end + _CLAUSE, len(s.words)))
    if not any(s.words[at] in words.perfects and leads_participle(s, at) for at in near):
        return None  # "a finales de mayo había 340 presos"
    return Period(date(period.start.year, 1, 1), period.end, period.text, Mode.PARTIAL)


def _stands_in_clause(scene: Scene, at: int, time: TimeSpan) -> bool:
    """Tell the 276 of "since 2013, when there were 276"."""
    s = scene.sentence
    opened = s.word(time.end) == "," and s.word(time.end + 1) in s.language.time.clause_words
    return opened and time.end < at <= time.end + _CLAUSE and _WALLS.isdisjoint(s.words[time.end + 1 : at])


# Changes


def _of_change(draft: Draft, times: list[TimeSpan], carried: Carried) -> Told | None:
    """Return the time of a change: told in its sentence, else that of the change told before it."""
    scene, amount, kind = draft.scene, draft.amount, draft.quantity.kind
    owned = [time for time in times if owns(scene, amount, time) and not time.compared]
    bases = any(is_base(scene, time) for time in times if time not in owned)
    if kind is not Kind.MULTIPLE and owned and not bases:
        return None
    current = _current(scene, amount, carried)
    going_on = current.period if current else None
    found = change_window(draft, times, going_on)
    if found is not None:
        time, period = found
        of_now = kind is Kind.MONEY and current is not None  # what a budget grew by is of the year it grew in
        carried.change = Frame(time, scene, frozenset(), going_on if of_now else period)
        return current if of_now else _told(scene, time, period, Basis.SENTENCE)
    before = carried.change if draft.change is not None and kind is not Kind.MULTIPLE else None
    if times or before is None or before.period is None or going_on is None or before.period.end != going_on.end:
        return None
    return _told(before.scene, before.time, before.period, Basis.PARAGRAPH)


def _current(scene: Scene, amount: Amount, carried: Carried) -> Told | None:
    """Return the time spoken of where an amount stands: told before it in its sentence, else the one in force."""
    main = main_time(scene)
    if main is not None and main.end <= amount.start:
        return _told(scene, main, main.period, Basis.SENTENCE)
    frame = carried.frame or carried.section
    if frame is None:
        return None
    return _told(frame.scene, frame.time, frame.time.period, Basis.PARAGRAPH if carried.frame else Basis.SECTION)


# Windows of another year


def same_window(time: TimeSpan, scene: Scene, carried: Carried) -> Period | None:
    """Return the window of another year: "the same period of 2020" after "the first five months of 2021".

    Set against such a window, "this year" is what has passed of it.
    """
    year, running = time.period.start, _running_year(scene)
    window = window_told(scene) or carried.window or running
    if year is None or window is None or window.start is None or window.end is None:
        return None
    if not time.same:
        here = (
            running is not None
            and time.relative
            and (time.period.start, time.period.mode) == (running.start, Mode.PERIOD)
        )
        return running if here else None
    years = year.year - window.start.year
    first, after = shift_years(window.start, years), shift_years(window.end, years)
    return Period(first, after, time.period.text, Mode.PARTIAL)


def _running_year(scene: Scene) -> Period | None:
    """Return the year up to the text's date, where a sentence sets it against the same time of another."""
    when = scene.published
    if when is None or not any(time.same for time in scene.times):
        return None
    this = next((time for time in scene.times if _is_this_year(time, scene)), None)
    return Period(this.period.start, when + DAY, this.period.text, Mode.PARTIAL) if this else None


def _is_this_year(time: TimeSpan, scene: Scene) -> bool:
    when = scene.published
    ends = (time.period.start, time.period.end)
    return time.relative and when is not None and ends == (date(when.year, 1, 1), date(when.year + 1, 1, 1))
