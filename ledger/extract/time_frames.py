"""The time in force: what figures without a time of their own go on with, within a paragraph and a section."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from ledger.extract.age_limits import AGE_LIMIT
from ledger.extract.calendar_days import DAY, UNITS
from ledger.extract.context import Carried, Frame, Scene, clause_of
from ledger.extract.drafts import Draft
from ledger.extract.moments import Dated, year_of
from ledger.extract.norms import is_norm
from ledger.extract.paired_times import joined_years
from ledger.extract.time_roles import dates_report, owners_of, sets_frame, tells_brackets
from ledger.extract.time_spans import TimeSpan
from ledger.extract.tokens import Sentence
from ledger.lexicon.phrases import where
from ledger.model.figure import Basis
from ledger.model.period import Mode, Period
from ledger.model.quantity import Kind

_OPENING = 2  # tokens before a time that opens its sentence
_STATE_BEFORE, _STATE_BEHIND = 8, 4  # tokens within which a verb of state is that of the amount
_SHORTEST_REPORT = 80  # days of a time that a whole text may be about
_SHORTEST_YEAR = 360
_PARTICIPLE = 2  # tokens from "had" to its participle: "had already been"
_EVENT = 3  # days
_MONTH = 31
STORY = 3  # paragraphs that go on with the event which the first tells
_REPORTED = 3  # years a report may be behind the time it is about
_SHARES = (Kind.PERCENT, Kind.RATIO, Kind.MULTIPLE)
_NO_TITLE = frozenset("/(")  # before the year of a bulletin's number, or of a remark
_SMALL_SET = 100


def main_time(scene: Scene) -> TimeSpan | None:
    """Return the time that a sentence as a whole is about: the first told, of amounts year by year the last."""
    if scene.framing is None:
        scene.framing = [time for time in scene.times if sets_frame(scene, time)]
    told = scene.framing
    if not told:
        return None
    by_year = len(told) > 1 and _is_older(told[0], told[-1]) and all(owners_of(scene, time) for time in told)
    return told[-1] if by_year else told[0]


def note_time(scene: Scene, carried: Carried, topics: Collection[str]) -> None:
    """Keep the time that figures of the next sentences without one of their own go on with."""
    if not scene.times:
        return
    carried.window = window_told(scene) or carried.window
    carried.days += [time.period.start for time in scene.times if time.period.start and is_day(time)]
    dated = next((time for time in scene.times if dates_report(scene.sentence, time)), None)
    carried.report = Frame(dated, scene, frozenset()) if dated is not None else carried.report
    time = main_time(scene)
    carried.latest = time.period if time is not None else carried.latest
    carried.year = _year_told(scene, time) or carried.year
    carried.dated = next((Dated(t.period) for t in reversed(scene.times) if _is_dated(t)), carried.dated)
    if (
        time is None
        or _looks_back(scene, time, carried)
        or (time.start > _OPENING and _is_background(scene, time, carried))
    ):
        carried.aside = Frame(time, scene, frozenset(topics)) if time is not None and _spans_report(time) else None
        return
    if (years := joined_years(scene.sentence, scene.times, time)) is not None:
        time = time._replace(period=years)  # "In 2018 and 2019 it had 400. It closed 12."
    back = carried.frame is not None and not carried.frame.back and _is_older(time, carried.frame.time)
    carried.frame = Frame(time, scene, frozenset(topics), back=back)
    opens = carried.opening and carried.event is None and carried.section is None
    if opens and topics and is_event(time) and not _is_to_come(scene, time):
        carried.event = carried.frame
    if carried.opening and scene.amounts.found and _spans_report(time) and _is_recent(time.period, scene):
        stays = carried.section is not None and (carried.section.headed or not _is_older(carried.section.time, time))
        carried.section = carried.section if stays else carried.frame


def _is_dated(time: TimeSpan) -> bool:
    """Tell a day or month that names its year, and is not only set against another."""
    start, end = time.period.start, time.period.end
    named = not (time.relative or time.clock or time.compared or time.same or time.coded)
    return named and start is not None and end is not None and (end - start).days <= _MONTH


def _year_told(scene: Scene, main: TimeSpan | None) -> int | None:
    """Return what "that year" means behind a sentence: the year it is about, else the last it tells but this one."""
    for time in ((main,) if main else ()) + tuple(reversed(scene.times)):
        if not time.relative and time.period.start != scene.published and (year := year_of(time.period)):
            return year
    return year_gone_by(main.period, scene.published) if main is not None else None  # "last year"


def year_gone_by(period: Period, published: date | None) -> int | None:
    """Return the year that a time names, where it is over when the text is written."""
    year = year_of(period)
    return year if year is not None and published is not None and year < published.year else None


def note_heading(scene: Scene, carried: Carried) -> None:
    """Keep the year, half or quarter that a headline without amounts names: "Resultados de 2022"."""
    words = scene.sentence.words
    told = [time for time in scene.times if sets_frame(scene, time) and _spans_report(time)]
    told = [time for time in told if words[max(0, time.start - 1)] not in _NO_TITLE]
    told = [time for time in told if _is_recent(time.period, scene)]
    if told and not scene.amounts.found:
        carried.section = Frame(told[-1], scene, frozenset(), headed=True)


def note_brackets(scene: Scene, carried: Carried) -> None:
    """Keep the time that a line tells for all amounts in brackets below it: "By state (2022 in brackets)"."""
    for time in scene.times if not scene.amounts.found else ():
        if time.period.stated and tells_brackets(scene.sentence, time):
            carried.brackets = Frame(time, scene, frozenset())


def report_told(carried: Carried) -> Frame | None:
    """Return the year, half or quarter that a text reports on, which is its "now".

    A year told in the same paragraph is what its "now" is set against.
    """
    frame, here = carried.section, carried.frame
    if frame is None or (here is not None and here.scene is frame.scene and not frame.headed):
        return None
    told = _spans_report(frame.time) and _is_recent(frame.time.period, frame.scene)
    told = told and _years(frame.time.period) <= 1
    return frame if told and not _is_to_come(frame.scene, frame.time) else None


def _is_recent(period: Period, scene: Scene) -> bool:
    """Tell a time within a few years of the text's date, which a report may be about."""
    when = scene.published
    if when is None or period.start is None or period.end is None:
        return True
    return when.year - _REPORTED <= (period.end - DAY).year and period.start.year <= when.year + 1


def window_told(scene: Scene) -> Period | None:
    """Return the part of a year that a sentence tells last; "since January" runs up to the text's date."""
    if scene.windows is None:
        told = (_up_to_text(scene, time.period) for time in scene.times if not time.compared)
        windows = [one for one in told if one.start and one.end and (one.end - one.start).days < _SHORTEST_YEAR]
        scene.windows = [one for one in windows if one.mode is not Mode.POINT]
    return scene.windows[-1] if scene.windows else None


def _looks_back(scene: Scene, time: TimeSpan, carried: Carried) -> bool:
    """Tell what was so before the time spoken of: "a year earlier it was 60", behind one "there had been 60"."""
    s, words = scene.sentence, scene.sentence.language.time
    if scene.published is None or time.period.start is None or time.period.start.year >= scene.published.year:
        return False
    if not words.looked_back.isdisjoint(s.words[time.start : time.end]):
        return True
    return (carried.frame or carried.section) is not None and any(
        any(word.endswith(words.pluperfect_endings) for word in s.words[at + 1 : at + 1 + _PARTICIPLE])
        for at in where(s.words, words.pluperfects)
    )


def _up_to_text(scene: Scene, period: Period) -> Period:
    running = period.mode is Mode.CUMULATIVE and period.end is None and scene.published is not None
    return replace(period, end=scene.published + DAY) if running and scene.published else period


def _is_background(scene: Scene, time: TimeSpan, carried: Carried) -> bool:
    """Tell a time that a text only looks back to, or a day within the time that its section is about."""
    if carried.frame is not None and _is_older(time, carried.frame.time):
        return True
    if (carried.frame or carried.section) and _is_to_come(scene, time):
        return True
    if carried.section is not None and time.relative and _is_older(time, carried.section.time):
        return True
    section = carried.section.time.period if carried.section else None
    if section is not None and time.period.mode is Mode.CUMULATIVE:
        return True
    day = time.period.start
    if section is None or day is None or time.period.mode is not Mode.POINT or _years(section) > 1:
        return False
    return section.start is not None and section.end is not None and section.start <= day < section.end


def _is_to_come(scene: Scene, time: TimeSpan) -> bool:
    start, when = time.period.start, scene.published
    return start is not None and when is not None and start > when


def _is_older(time: TimeSpan, other: TimeSpan) -> bool:
    one, two = time.period.end, other.period.start
    return one is not None and two is not None and one <= two


def _years(period: Period) -> int:
    return (period.end - period.start).days // _SHORTEST_YEAR if period.start and period.end else 0


def is_day(time: TimeSpan) -> bool:
    """Tell a day told by its date: "on Nov. 25, 2009"."""
    return time.period.mode is Mode.POINT and not time.relative and not time.clock


def is_event(time: TimeSpan) -> bool:
    """Tell a day or a few that a story may be about."""
    start, end = time.period.start, time.period.end
    return start is not None and end is not None and (end - start).days <= _EVENT


def _spans_report(time: TimeSpan) -> bool:
    """Tell a quarter, half or year that a whole text may report on; not the past decade or five years."""
    period = time.period
    if period.start is None or period.end is None or time.counted:
        return False
    return period.mode in (Mode.PERIOD, Mode.PARTIAL) and (period.end - period.start).days >= _SHORTEST_REPORT


def frame_for(draft: Draft, carried: Carried) -> tuple[Frame, Basis] | None:
    """Return the time in force for a figure: the paragraph's, the section's, the event's; what lasts has none."""
    topic = draft.match.measure.topic if draft.match else None
    if (whole := _last_told(draft, carried)) is not None and _is_part_of_last(draft):
        return whole, Basis.PARAGRAPH
    if carried.aside is not None and _continues(draft, carried.aside, carried.frame):
        return carried.aside, Basis.PARAGRAPH
    timeless = holds_always(draft) or _describes(draft)
    for frame, basis in ((carried.frame, Basis.PARAGRAPH), (carried.section, Basis.SECTION)):
        if frame is None or timeless:
            continue
        same = topic is not None and topic in frame.topics
        same = same or (basis is Basis.PARAGRAPH and not is_event(frame.time) and _adds(draft))
        if basis is Basis.SECTION and not (same or _reports_all(draft, frame) or _goes_on(draft, frame)):
            continue
        if is_event(frame.time) and not same and not _is_of_event(draft):
            continue
        if basis is Basis.PARAGRAPH and not same and not _may_go_on(draft, frame):
            continue
        if frame.back and not same and not _goes_on(draft, frame):
            continue
        running = frame.time.period.mode is Mode.CUMULATIVE
        if running and _is_yearly(draft):
            continue
        if same or not (running or lasts(draft) or _is_past(draft, frame)):
            here = frame.scene.paragraph == draft.scene.paragraph
            return frame, basis if here else Basis.SECTION
    event = carried.event if carried.section is None else None
    if event is None or draft.scene.paragraph - event.scene.paragraph > STORY:
        return None
    goes_on = (not draft.topics or not event.topics.isdisjoint(draft.topics)) and _is_of_event(draft)
    return (event, Basis.SECTION) if goes_on else None


def _adds(draft: Draft) -> bool:
    """Tell what a sentence opens with and adds to what was told: "Another 300 were hurt", "Otras 12 siguen"."""
    s, start = draft.scene.sentence, draft.amount.start
    added = s.language.time.adding.match_before(s.words, start)
    return draft.quantity.kind is Kind.COUNT and added is not None and added[0] == 0


def _last_told(draft: Draft, carried: Carried) -> Frame | None:
    """Return the time that the sentence before tells of, be it only looked back to, else the one in force."""
    aside = carried.aside
    return aside if aside is not None and draft.scene.order - aside.scene.order == 1 else carried.frame


def _describes(draft: Draft) -> bool:
    """Tell "three of the most noteworthy programs", "dos de los más antiguos", which say what some things are like."""
    s, end, ranks = draft.scene.sentence, draft.amount.end, draft.scene.sentence.language.ranks
    if draft.quantity.kind is not Kind.COUNT or s.word(end) not in s.language.nouns.link:
        return False
    best = s.words[end + 2 : end + 4] if s.word(end + 1) in s.language.nouns.articles else []
    return any(word in ranks.superlatives or word.endswith(ranks.superlative_endings or ("\0",)) for word in best)


def _is_yearly(draft: Draft) -> bool:
    """Tell what comes year by year, "$100 million in annual aid", which is no total since a year."""
    s, amount = draft.scene.sentence, draft.amount
    near = s.words[max(0, amount.start - _STATE_BEHIND) : amount.end + _STATE_BEHIND]
    return draft.quantity.per == "year" or not s.language.time.yearly.isdisjoint(near)


def _continues(draft: Draft, aside: Frame, frame: Frame | None) -> bool:
    """Tell a count without a noun behind a sentence on its topic: "… 34,515 homicides in 2020. Colima had 635"."""
    told = draft.measured.measure.topic if draft.measured is not None else None
    if draft.noun is not None or told not in aside.topics or draft.scene.order - aside.scene.order != 1:
        return False
    return frame is None or told not in frame.topics


def _may_go_on(draft: Draft, frame: Frame) -> bool:
    """Tell a figure not of its frame's topic that may go on with its time: no score, nor one behind a day or month."""
    if draft.quantity.kind in (Kind.OTHER, Kind.SCORE):
        return False
    if draft.quantity.per in UNITS and _is_short(frame.time.period):
        return False  # "three a day"
    return bool(draft.topics) or not _is_short(frame.time.period)


def _is_short(period: Period) -> bool:
    """Tell a day, a week or a month."""
    start, end = period.start, period.end
    return start is not None and end is not None and (end - start).days < _SHORTEST_REPORT


def _is_part_of_last(draft: Draft) -> bool:
    """Tell the first amount of "Of that, $40 million went to …", which is a part of what was told before."""
    s = draft.scene.sentence
    opened = s.language.time.partitives.match(s.words, 0)
    return opened is not None and draft.amount.start == draft.scene.amounts.found[0].start


def _reports_all(draft: Draft, frame: Frame) -> bool:
    """Tell a time of which all below it is told: a headline's, or that of a report in numbered paragraphs."""
    return frame.headed or (draft.scene.listed and (draft.match is None or not draft.amount.is_money))


def _is_of_event(draft: Draft) -> bool:
    """Tell a count that goes on with those of a story's event: "Six were children", "44 people were killed"."""
    persons = draft.noun is None or draft.of_persons or draft.noun[0] > draft.amount.end
    told = any(time.period.stated for time in draft.scene.times)
    return draft.quantity.kind is Kind.COUNT and persons and not told and not lasts(draft)


def _goes_on(draft: Draft, frame: Frame) -> bool:
    """Tell a figure that goes on with what its section counts: one without a noun, or with "cases", "victims"."""
    s, nouns = draft.scene.sentence, draft.scene.sentence.language.nouns
    if draft.amount.currencies:
        return any(other.currencies for other in frame.scene.amounts.found)
    alone = draft.noun is None and draft.quantity.kind not in _SHARES
    if (alone or s.word(draft.amount.start - 1) == "(") and _years(frame.time.period) <= 1:
        return True
    return draft.noun is not None and any(word in nouns.generic for word in s.words[draft.noun[0] : draft.noun[1]])


def _is_past(draft: Draft, frame: Frame) -> bool:
    """Tell a time that is no more spoken of: it lasts to the next sentence, and for what goes on with its count.

    A day or month is not the time of money behind it, which is told of longer times.
    """
    period, money = frame.time.period, bool(draft.amount.currencies)
    if period.start is None or period.end is None or (draft.noun is None and not money):
        return False
    far = draft.scene.order - frame.scene.order > 1
    short = (period.end - period.start).days < _SHORTEST_REPORT
    return (far or money) if short else (far and not draft.scene.listed and not _goes_on(draft, frame))


def lasts(draft: Draft) -> bool:
    """Tell what holds at any time: "the two countries", "earns 9,250 pesos a month", "has 34 detectives"."""
    if draft.lasting is None:
        draft.lasting = holds_always(draft) or _is_in_state(draft)
    return draft.lasting


def _is_in_state(draft: Draft) -> bool:
    """Tell whether a verb of state stands beside an amount in its clause."""
    s, amount = draft.scene.sentence, draft.amount
    low, high = clause_of(s, amount.start)
    low, high = max(low, amount.start - _STATE_BEFORE), min(high, amount.end + _STATE_BEHIND)
    time = s.language.time
    if time.states.isdisjoint(s.words[low:high]):
        return False
    said = {at for start, end, _ in time.not_states.find(s.words, low, high) for at in range(start, end)}
    return any(s.words[at] in time.states for at in range(low, high) if at not in said)


def holds_always(draft: Draft) -> bool:
    """Tell what has no time of its own: pay by time, ages, norms, a set that all know, "a town of 50,000"."""
    if draft.timeless is None:
        draft.timeless = _has_no_time(draft)
    return draft.timeless


def _has_no_time(draft: Draft) -> bool:
    s, amount = draft.scene.sentence, draft.amount
    if draft.quantity.kind is Kind.RATE and amount.currencies and not _was_paid(s, amount.start):
        return True
    if amount.rule == AGE_LIMIT:
        return True
    if s.language.time.size_of.match_before(s.words, amount.start) is not None or is_norm(draft.scene, amount):
        return True
    return is_known_set(draft) or s.language.exclude.age_before.match_before(s.words, amount.start) is not None


def _was_paid(s: Sentence, at: int) -> bool:
    """Tell pay or a price of the past by the verb before it: "paid 50,000 dollars a month"."""
    return s.word(at - 1) in s.language.time.paid


def is_known_set(draft: Draft) -> bool:
    """Tell a small number that the reader is taken to know: "the two countries", "las 32 fiscalías"."""
    s, quantity = draft.scene.sentence, draft.quantity
    if quantity.kind is not Kind.COUNT or s.word(draft.amount.start - 1) not in s.language.attribution.definite:
        return False
    noun = s.words[slice(*draft.noun)] if draft.noun is not None else []
    generic = not noun or noun[0] in s.language.nouns.generic or any(word in s.language.time.units for word in noun)
    return quantity.value < _SMALL_SET and not generic
