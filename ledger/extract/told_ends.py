"""The two times that a length of time lies between, told with what happened then: "seized on 3 May, freed on 17 May".

The length stands behind both, "after two weeks". One that is told of a state, "he spent six years in prison, from 2005
to 2011", has its ends behind a comma.
"""

from collections.abc import Sequence
from datetime import date

from ledger.extract.amounts import Amount
from ledger.extract.calendar_days import DAY, shift_years
from ledger.extract.context import Scene
from ledger.extract.time_spans import TimeSpan
from ledger.extract.tokens import Sentence
from ledger.model.period import Period
from ledger.model.quantity import Kind

_ENDS = frozenset((",", ".", ";", ":", ")", "–", "—", "-", "", "”", '"'))
_BESIDE = frozenset((",", "–", "—"))
_GAP = 4  # tokens between the later time and the length behind it: ", after only"
_VERB = 3  # tokens from "lasted" to a length
_STATE = 12  # tokens from a length to the ends of its state: "in prison, from 2005 to 2011"
_TWO = 2
_MONTH = 31  # days


def told_ends(scene: Scene, amount: Amount) -> tuple[TimeSpan, date, date] | None:
    """Return the first day and the day after the last of the length that an amount tells, and the later time."""
    s = scene.sentence
    lengths = [other for other in scene.amounts.found if other.quantity.kind is Kind.DURATION]
    if len(lengths) != 1 or not s.language.time.measured.isdisjoint(s.words):
        return None
    times = [time for time in scene.times if _is_dated(time) and not _is_in(amount, time)]
    if len(times) == 1 and _is_from_to(s, times[0]):
        ends = times[0].period
        found = (times[0], ends.start, ends.end) if ends.start is not None and ends.end is not None else None
        sure = _is_state(s, amount, times[0]) or (times[0].end <= amount.start and _sums_up(s, amount, times[0]))
    elif len(times) == _TWO and _alike(*times):
        found, last = _between(times), times[1]
        sure = last.end <= amount.start and _sums_up(s, amount, last) and not _tells_of_two(s)
    else:
        return None
    return found if sure else None


def _is_from_to(s: Sentence, time: TimeSpan) -> bool:
    """Tell "from 2005 to 2011" from one day, month or year."""
    return s.word(time.start) in s.language.time.from_words.first_words and not _grain(time.period)


def _tells_of_two(s: Sentence) -> bool:
    """Tell whether a sentence counts events: "the first blockade began on 4 March and the second ended on 29 April"."""
    numbers = s.language.numbers
    return any(word in numbers.ordinals or word in numbers.other_words for word in s.words)


def _is_dated(time: TimeSpan) -> bool:
    """Tell a day, a month or a year, or one from another, which has both ends; nothing it is set against."""
    ended = time.period.start is not None and time.period.end is not None
    return ended and not (time.compared or time.clock or time.same or time.coded)


def _is_in(amount: Amount, time: TimeSpan) -> bool:
    """Tell a time that the length itself tells: "61 days later"."""
    return time.start <= amount.start < time.end


def _alike(one: TimeSpan, other: TimeSpan) -> bool:
    """Tell whether two times are both days, both months or both years."""
    return _grain(one.period) == _grain(other.period) != ""


def _grain(period: Period) -> str:
    days = (period.end - period.start).days if period.start and period.end else 0
    if days == 1:
        return "day"
    if period.start is None or period.start.day != 1:
        return ""
    return "month" if _MONTH - 3 <= days <= _MONTH else ("year" if days >= 12 * _MONTH - 7 and days <= 366 else "")


def _between(times: Sequence[TimeSpan]) -> tuple[TimeSpan, date, date] | None:
    first, last = times[0].period.start, times[1].period.start
    end = times[1].period.end
    if first is None or last is None or end is None:
        return None
    if first >= last and _grain(times[0].period) == "day" and times[0].period.text != times[1].period.text:
        first = shift_years(first, -1)  # each day told without its year
    return (times[1], first, end) if first < last and end > first + DAY else None


def _sums_up(s: Sentence, amount: Amount, last: TimeSpan) -> bool:
    """Tell "… lifted on 18 February | after 61 days |", "… | , 61 days later": nothing more is said of the length."""
    gap = s.words[last.end : amount.start]
    words, later = s.language.time, s.language.time.later.match(s.words, amount.end)
    summed = words.sums_of_time.match_before(s.words, amount.start)
    if summed is not None and s.word(summed[0] - 1) in _BESIDE:
        return _closes(s, amount.end)  # "From 3 March to 10 December the road was closed | , a span of | nine months"
    if len(gap) > _GAP or (later is not None and s.is_word(later[0])):
        return False
    led = words.after_length.match_before(s.words, amount.start)
    if led is not None:
        return _closes(s, amount.end)
    return later is not None and list(gap) in ([","], ["–"], ["—"])


def _closes(s: Sentence, end: int) -> bool:
    """Tell whether a clause ends behind a length, or behind the state that it lasted: "two weeks | in captivity"."""
    if s.word(end) in _ENDS:
        return True
    state = s.language.time.spells.match(s.words, end)
    return state is not None and not s.is_word(state[0])


def _is_state(s: Sentence, amount: Amount, time: TimeSpan) -> bool:
    """Tell "he spent six years in prison, | from 2005 to 2011", which ends its clause."""
    between = s.words[amount.end : time.start]
    if not amount.end < time.start <= amount.end + _STATE or s.word(time.end) not in _ENDS or between[-1] != ",":
        return False
    lasted = not s.language.time.ran_for.isdisjoint(s.words[max(0, amount.start - _VERB) : amount.start])
    return lasted and not any(word in _ENDS for word in between[:-1])
