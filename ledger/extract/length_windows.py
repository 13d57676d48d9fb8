"""From when to when a length of time ran: "two years since he took office in 2018", "fifteen months later, in June".

Only where its words or a date beside it tell both ends; a length by itself is of no time.
"""

from datetime import date

from ledger.extract.amounts import Amount
from ledger.extract.calendar_days import DAY, UNITS, add_time, month_length, shift_years
from ledger.extract.context import Carried
from ledger.extract.drafts import Draft
from ledger.extract.time_roles import OPENING, tells_when
from ledger.extract.time_spans import TimeSpan
from ledger.extract.tokens import Sentence
from ledger.extract.told_ends import told_ends
from ledger.model.period import Mode, Period
from ledger.model.quantity import Kind

_CLAUSE = 20  # tokens of the clause behind "since" that may hold its date
_CLAUSE_ENDS = frozenset(";:")
_VERB = 3  # tokens from "took", "after" to a length
_BEFORE = 3  # tokens between "se cumplieron" and the length
_LONGEST = 1000  # units of time
_MONTH = 31  # days
_LOOSE = 2  # times as long, or as short, as the length says: farther apart the ends are of something else


def find_ends(draft: Draft) -> tuple[TimeSpan, Period] | None:
    """Return from when to when a length of time ran, where its sentence tells both ends, and the words that do."""
    if draft.quantity.unit not in UNITS or not 0 < draft.quantity.value < _LONGEST:
        return None
    return _ran(draft) or _came_later(draft) or _told(draft)


def find_window(draft: Draft, carried: Carried) -> tuple[TimeSpan, Period] | None:
    """Return from when to when a length of time ran of which one end is told, and the words that tell its date."""
    if draft.quantity.unit not in UNITS or not 0 < draft.quantity.value < _LONGEST:
        return None
    return _between_days(draft, carried) or _moved(draft) or _since(draft) or _up_to_day(draft)


def _moved(draft: Draft) -> tuple[TimeSpan, Period] | None:
    """Read "fifteen months later", from the time told before; "three years earlier" only as it opens a sentence."""
    s, amount = draft.scene.sentence, draft.amount
    for time in draft.scene.times_near(amount):
        if not time.counted or not time.start <= amount.start < amount.end <= time.end:
            continue
        start, after = time.period.start, time.period.end
        if start is None or after is None:
            return None
        if s.language.time.later.match(s.words, amount.end) is not None:
            return time, _period(_moved_by(draft, start, -1), after, time)
        if time.start <= OPENING and s.language.time.earlier.match(s.words, amount.end) is not None:
            last = _moved_by(draft, after - DAY, 1)
            whole_month = (after - start).days >= _MONTH - 3
            last = last.replace(day=month_length(last.year, last.month)) if whole_month else last
            return time, _period(start, last + DAY, time)
    return None


def _since(draft: Draft) -> tuple[TimeSpan, Period] | None:
    """Read "52 days since the storm made landfall on Feb. 3": from that day to the text's date, or the one told."""
    s, amount, published = draft.scene.sentence, draft.amount, draft.scene.published
    if (led := s.language.time.since.match(s.words, amount.end)) is None:
        return None
    far = min(len(s.words), amount.end + _CLAUSE)
    close = next((at for at in range(led[0], far) if s.words[at] in _CLAUSE_ENDS), far)
    behind = draft.scene.times_between(amount.end, close)
    began = next((time for time in behind if time.period.start is not None), None)
    if began is None:
        return None
    first = began.anchor or began.period
    if first.start is None or first.end is None:
        return None
    if (until := _day_before(draft)) is not None and until.period.end is not None:
        return _fitting(draft, began, first.start, until.period.end)
    if published is None:
        return None
    short = (first.end - first.start).days <= 1
    after = published + DAY if short else published.replace(day=month_length(published.year, published.month)) + DAY
    return _fitting(draft, began, first.start, after)


def _up_to_day(draft: Draft) -> tuple[TimeSpan, Period] | None:
    """Read "on December 1 he marked two years since …", "ayer se cumplieron tres años de …", which end that day."""
    s, amount, words = draft.scene.sentence, draft.amount, draft.scene.sentence.language.time
    completed = not words.completed.isdisjoint(s.words[max(0, amount.start - _BEFORE) : amount.start])
    if not completed and words.since.match(s.words, amount.end) is None:
        return None
    day = _day_before(draft)
    if day is None or day.period.start is None or day.period.end is None:
        return None
    return day, _period(_moved_by(draft, day.period.start, -1), day.period.end, day)


def _between_days(draft: Draft, carried: Carried) -> tuple[TimeSpan, Period] | None:
    """Read "eight months later, on Nov. 25, 2009": from the day told before that is about so long ago."""
    s, amount = draft.scene.sentence, draft.amount
    if (led := s.language.time.later.match(s.words, amount.end)) is None:
        return None
    behind = draft.scene.times_between(led[0], led[0] + _BEFORE + 1)
    last = next((time for time in behind if time.period.mode is Mode.POINT), None)
    if last is None or last.period.start is None or last.period.end is None:
        return None
    earliest, latest = (_moved_by(draft, last.period.start, -1, off) for off in (1, -1))
    days = (day for day in reversed(carried.days) if earliest <= day <= latest and day < last.period.start)
    began = next(days, None)
    return (last, _period(began, last.period.end, last)) if began else None


def _ran(draft: Draft) -> tuple[TimeSpan, Period] | None:
    """Read "shut from 19 to 26 April, it reopened after ten days", "it took four years, from … in 2019 to … in 2023".

    The ends stand elsewhere in the sentence of a length that something lasted, the only one there.
    """
    s, amount = draft.scene.sentence, draft.amount
    numbers, times = s.language.numbers, draft.scene.times
    lengths = [other for other in draft.scene.amounts.found if other.quantity.kind is Kind.DURATION]
    whole = [time for time in times if time.period.mode is Mode.PERIOD and _is_from_to(s, time.start, time.end)]
    if len(lengths) != 1 or not s.language.time.measured.isdisjoint(s.words):
        return None  # "From January to March patients waited 40 days on average"
    if len(whole) == 1 and _is_of_length(s, amount, whole[0]):
        first, after = whole[0].period.start, whole[0].period.end
        return _fitting(draft, whole[0], first, after) if first is not None and after is not None else None
    if numbers.length_verbs.isdisjoint(s.words[max(0, amount.start - _VERB) : amount.start]):
        return None
    ends = [time for time in times if time.start >= amount.end and time.period.stated and not time.compared]
    if len(ends) != 2 or not _is_from_to(s, amount.end, ends[1].end):
        return None
    first, last = ends[0].period.start, ends[1].period.end
    return _fitting(draft, ends[1], first, last) if first is not None and last is not None else None


def _is_of_length(s: Sentence, amount: Amount, time: TimeSpan) -> bool:
    """Tell a time that a length behind it sums up: "from 6 May to 2 June, a month", "shut from … to …, … after".

    One that opens its sentence or clause is when something happened, however long that took.
    """
    if time.end >= amount.start or time.start < 1 or not s.is_word(time.start - 1):
        return False
    if list(s.words[time.end : amount.start]) == [","]:
        return not s.is_word(amount.end)  # "from 3 to 9 April, two weeks later than planned"
    between = s.words[time.end : amount.start]
    turned = not s.language.attribution.coordinators.isdisjoint(
        between
    )  # "worked from … to …, and died after five years"
    caused = s.word(amount.end) in s.language.attribution.links_of  # "closed from … to …, after ten days of rain"
    return not (turned or caused) and not s.language.time.lasted.isdisjoint(between[-_VERB:])


def _came_later(draft: Draft) -> tuple[TimeSpan, Period] | None:
    """Read "it began on 6 December, and on 6 March, four months later": up to the day right before the length."""
    s, amount = draft.scene.sentence, draft.amount
    days = [time for time in draft.scene.times if time.end < amount.start and time.period.mode is Mode.POINT]
    later = s.language.time.later.match(s.words, amount.end)
    if len(days) != 2 or later is None or s.is_word(later[0]):
        return None  # "and on 6 March, six weeks after the vote"
    first, last = days[0].period.start, days[1].period.start
    if first is None or last is None or list(s.words[days[1].end : amount.start]) != [","]:
        return None
    first = first if first < last else shift_years(first, -1)  # each day told without its year
    return _fitting(draft, days[1], first, last + DAY)


def _told(draft: Draft) -> tuple[TimeSpan, Period] | None:
    """Read the ends that are told with what happened then: "seized on 3 May, freed on 17 May after two weeks"."""
    ends = told_ends(draft.scene, draft.amount)
    return None if ends is None else _fitting(draft, *ends)


def _is_from_to(s: Sentence, start: int, end: int) -> bool:
    """Tell whether tokens go from one time to another, by a word each."""
    words = s.words[start:end]
    froms, tos = s.language.time.from_words.first_words, s.language.time.to_words
    opened = next((at for at, word in enumerate(words) if word in froms), None)
    return opened is not None and any(word in tos for word in words[opened + 1 :])


def _day_before(draft: Draft) -> TimeSpan | None:
    """Return the day with which the sentence of a length opens."""
    scene = draft.scene
    days = (time for time in scene.times if time.start <= OPENING and time.end <= draft.amount.start)
    return next((day for day in days if day.period.mode is Mode.POINT and tells_when(scene, day)), None)


def _moved_by(draft: Draft, day: date, way: int, off: int = 0) -> date:
    """Return the day as long before or after as the length says, `off` units of it more or less."""
    quantity = draft.quantity
    return add_time(day, quantity.unit or "day", way * (int(quantity.value) + off))


def _fitting(draft: Draft, time: TimeSpan, start: date, after: date) -> tuple[TimeSpan, Period] | None:
    """Return a window that is about as long as the length says."""
    told = (_moved_by(draft, start, 1) - start).days
    if start < after and told <= _LOOSE * (after - start).days and (after - start).days <= _LOOSE * told + 2 * _MONTH:
        return time, _period(start, after, time)
    return None


def _period(start: date, after: date, time: TimeSpan) -> Period:
    return Period(start, after, time.period.text, Mode.PERIOD)
