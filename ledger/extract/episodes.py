"""What a text tells of that went on for days: a storm, a strike, an outbreak, and since which day its toll is counted.

Its dead, its wounded and its arrests are counted from that day on: up to its end where that is told, else up to the
day a count is told for, else up to the text's date.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from ledger.extract.calendar_days import DAY, add_time
from ledger.extract.context import Carried, Scene, Told, clause_of
from ledger.extract.drafts import Draft
from ledger.extract.modality import find_modality
from ledger.extract.time_frames import holds_always, lasts
from ledger.extract.time_roles import tells_when
from ledger.extract.time_spans import TimeSpan
from ledger.lexicon.phrases import split_words
from ledger.model.figure import Basis
from ledger.model.period import Mode, Period
from ledger.model.quantity import Kind

_VERB = 12  # tokens from "began" to its day: "came ashore in the north of the province on Feb. 3"
_SUBJECT = 16  # tokens from "protests" to "began"
_LEAD = 4  # amounts of a section that it opens with
_SHORTEST, _LONGEST = 2, 250  # days
_NAMED = 6  # tokens from "after" to the storm
_BESIDE = 6  # tokens
_SHARES = (Kind.PERCENT, Kind.RATIO)
_WALLS = frozenset(";:.()")


class Episode(NamedTuple):
    """From which day to which it went on, the latter where that is told, and the words that tell the first."""

    start: date
    after: date | None
    time: TimeSpan
    scene: Scene


def find_episode(scenes: Iterable[Scene]) -> Episode | None:
    """Return the first that the sentences of a section date: "the storm came ashore on Feb. 3"."""
    found: Episode | None = None
    counted = 0
    for scene in scenes:
        if scene.row is not None or not (scene.times or scene.amounts.found):
            continue
        if found is None:
            begun = (_begun(scene, time, opens=counted < _LEAD) for time in scene.times)
            found = next(filter(None, begun), None) or _counted_back(scene)
        if found is not None and found.after is None:
            found = found._replace(after=_ended(scene, found))
        counted += len(scene.amounts.found)
    return found


def _begun(scene: Scene, time: TimeSpan, *, opens: bool) -> Episode | None:
    """Read when something set in that went on; where a text `opens` with a count over days, these are what it is of."""
    s, words = scene.sentence, scene.sentence.language.time
    first, after, when = time.period.start, time.period.end, scene.published
    if first is None or time.compared or time.clock or time.coded or when is None or first > when:
        return None
    if (when - first).days > _LONGEST and (after is None or (after - first).days > _LONGEST):
        return None
    counts = opens and any(amount.quantity.kind is Kind.COUNT for amount in scene.amounts.found)
    if time.period.mode is Mode.CUMULATIVE and after is None:  # "since the strike began on 4 May"
        dated = time.anchor is not None and time.anchor.mode is Mode.POINT and (first.month, first.day) != (1, 1)
        named = not words.lasting_events.isdisjoint(s.words[time.start : time.end])
        return Episode(first, None, time, scene) if dated and (named or counts) else None
    if time.period.mode is Mode.PERIOD and after is not None and not time.counted:
        near = s.words[max(0, time.start - _SUBJECT) : time.start]
        told = first.day != 1 and after <= when + DAY and _SHORTEST < (after - first).days <= _LONGEST
        told = told and sum(s.is_number(at) for at in range(time.start, time.end)) > 1  # not "last week"
        named = counts or not words.lasting_events.isdisjoint(near)
        return Episode(first, after, time, scene) if told and named else None
    return _set_in(scene, time) if time.period.mode is Mode.POINT else None


def _set_in(scene: Scene, time: TimeSpan) -> Episode | None:
    """Read "the storm came ashore in the north on | Feb. 3", "las protestas, que empezaron | el 11 de abril"."""
    s, words, first = scene.sentence, scene.sentence.language.time, time.period.start
    others = (one.end for one in scene.times if one.end <= time.start)
    walls = (
        at + 1 for at in range(max(0, time.start - _VERB), time.start) if s.words[at] in _WALLS | words.clause_words
    )
    low = max((*others, *walls, time.start - _VERB, 0))
    begun = next(words.began.find(s.words, low, time.start), None)
    named = begun and not words.lasting_events.isdisjoint(s.words[max(0, begun[0] - _SUBJECT) : begun[0]])
    sure = next(words.set_in.find(s.words, low, time.start), None) is not None
    return Episode(first, None, time, scene) if first is not None and (sure or named) else None


def _counted_back(scene: Scene) -> Episode | None:
    """Read "sixteen days after landfall", "last Friday, two days after the storm came ashore": so long before then.

    One that opens its sentence is counted from the text's date.
    """
    s, words = scene.sentence, scene.sentence.language.time
    for amount in scene.amounts.found:
        unit, number = amount.quantity.unit, amount.quantity.value
        if unit not in ("day", "week") or number is None or not 0 < number < _LONGEST or number != int(number):
            continue
        led = words.lapsed.match(s.words, amount.end)
        if led is None:
            continue
        named = {*s.words[led[0] : led[0] + _NAMED]}
        if (
            words.lasting_events.isdisjoint(named)
            and next(words.set_in.find(s.words, led[0], led[0] + _NAMED), None) is None
        ):
            continue
        before = [time for time in scene.times if time.end in (amount.start, amount.start - 1)]
        day = before[0].period.start if before and before[0].period.mode is Mode.POINT else None
        day = scene.published if amount.start <= 1 else day
        if day is not None:
            time = TimeSpan(amount.start, led[0], Period(), range(0), relative=True)
            return Episode(add_time(day, unit, -int(number)), None, time, scene)
    return None


def _ended(scene: Scene, episode: Episode) -> date | None:
    """Return the day after the one that is told as its end: "the strike ended on 8 May"."""
    s, words = scene.sentence, scene.sentence.language.time
    for time in scene.times:
        day = time.period.start
        if time.period.mode is not Mode.POINT or day is None or day <= episode.start or time.compared:
            continue
        low = max(0, time.start - _VERB // 2)
        ended = next(words.ended.find(s.words, low, time.start), None)
        if ended is None:
            continue
        same = scene is episode.scene
        if same or not words.lasting_events.isdisjoint(s.words[max(0, ended[0] - _SUBJECT) : ended[0]]):
            return day + DAY
    return None


def of_episode(draft: Draft, carried: Carried, told: Told | None) -> Told | None:
    """Return the time of what an episode's toll counts: from its first day to the one told, else as far as it is told.

    Who is still in its shelters is told of a day.
    """
    episode, when, kind = carried.episode, draft.scene.published, draft.quantity.kind
    if episode is None or when is None or when < episode.start or holds_always(draft):
        return None
    if told is not None:
        return _up_to_told(draft, carried, episode, told)
    if kind in _SHARES and carried.toll is not None and draft.change is None:
        return carried.toll
    if (
        kind is not Kind.COUNT
        or draft.change is not None
        or any(_tells(draft.scene, time) for time in draft.scene.times)
    ):
        return None
    if find_modality(draft.scene.sentence, draft.amount, _clause(draft), draft.scene.amounts.found) is not None:
        return None
    last = (episode.after or carried.until or when + DAY) - DAY
    if _is_state(draft):
        last = carried.until - DAY if carried.until else when
        return _told(episode, last, last)
    if not _is_toll(draft) and (lasts(draft) or (draft.quantity.in_words and not draft.of_persons)):
        return None
    return _counted(carried, episode, last)


def _tells(scene: Scene, time: TimeSpan) -> bool:
    """Tell a time that something else of the sentence is of, or one that is not known."""
    return time.open or (tells_when(scene, time) and not time.compared and not time.counted)


def _counted(carried: Carried, episode: Episode, last: date) -> Told | None:
    if last < episode.start:
        return None
    carried.toll = _told(episode, episode.start, last)
    return carried.toll


def _told(episode: Episode, first: date, last: date) -> Told:
    mode = Mode.POINT if first == last and first != episode.start else Mode.CUMULATIVE
    s, time = episode.scene.sentence, episode.time
    span = s.covered(time.start, time.end)
    return Told(Period(first, last + DAY, span.of(s.text), mode), Basis.SECTION, time.relative, span)


def _up_to_told(draft: Draft, carried: Carried, episode: Episode, told: Told) -> Told | None:
    """Return the time of a toll told for a day, which it was counted up to: "68 on 27 October, 87 on 3 November".

    What goes on with the toll of such a day is of it too.
    """
    day, after, kind = told.period.start, told.period.end, draft.quantity.kind
    if day is None or after is None or not episode.start < after or _is_state(draft):
        return None
    if told.period.mode is Mode.PARTIAL and (day.month, day.day) == (1, 1) and day < episode.start:
        since = kind is Kind.COUNT and _befell(draft) and told.basis in (Basis.TEXT, Basis.SENTENCE)
        return told._replace(period=replace(told.period, start=episode.start)) if since else None
    if told.period.mode is not Mode.POINT:
        return None
    if day == episode.start:
        return _since_first_day(draft, carried, episode, told)
    if told.basis not in (Basis.TEXT, Basis.SENTENCE):
        if episode.after is not None and day >= episode.after:
            return None
        goes_on = kind in (Kind.COUNT, *_SHARES) and draft.change is None and (draft.measured or _befell(draft))
        return _counted(carried, episode, (episode.after or after) - DAY) if goes_on else None
    if kind is not Kind.COUNT or not _is_toll(draft) or not _closes(draft, told):
        return None
    carried.until = max(carried.until or after, after)
    found = _counted(carried, episode, after - DAY)
    return found._replace(basis=told.basis, relative=told.relative, span=told.span) if found else None


def _since_first_day(draft: Draft, carried: Carried, episode: Episode, told: Told) -> Told | None:
    """Return the time of the toll told with the day it began: "the storm that set in on 22 June left 23 dead"."""
    s, time = episode.scene.sentence, episode.time
    own = told.span == s.covered(time.start, time.end)
    of_day = s.word(time.end + (s.word(time.end) == ",")) in s.language.time.clause_words  # "on 8 May, when two died"
    carried_on = told.basis not in (Basis.TEXT, Basis.SENTENCE) and draft.measured is not None
    if not own or of_day or draft.quantity.kind is not Kind.COUNT or not (carried_on or _befell(draft)):
        return None
    when = draft.scene.published
    after = episode.after or carried.until or (when + DAY if when else None)
    return _counted(carried, episode, after - DAY) if after else None


def _closes(draft: Draft, told: Told) -> bool:
    """Tell the day up to which was counted: "by Saturday", "as of 3 May"; beside a toll it is any."""
    s, words = draft.scene.sentence, draft.scene.sentence.language.time
    time = next((one for one in draft.scene.times if s.covered(one.start, one.end) == told.span), None)
    low, high = _clause(draft)
    led = time is not None and (time.up_to or words.by_words.match_before(s.words, time.start) is not None)
    return led or not words.toll_words.isdisjoint(s.words[low:high])


def _befell(draft: Draft) -> bool:
    s = draft.scene.sentence
    return not s.language.subjects.fates.isdisjoint(s.words)


def _clause(draft: Draft) -> tuple[int, int]:
    return clause_of(draft.scene.sentence, draft.amount.start)


def _is_toll(draft: Draft) -> bool:
    """Tell those whom something befell, and what is called a toll or a count."""
    s, amount = draft.scene.sentence, draft.amount
    low, high = _clause(draft)
    near = s.words[max(low, amount.start - _BESIDE) : min(high, amount.end + _BESIDE)]
    fates, words = s.language.subjects.fates, s.language.time
    return not fates.isdisjoint(near) or not words.toll_words.isdisjoint(near)


def _is_state(draft: Draft) -> bool:
    """Tell who still is somewhere, or goes missing: "11,000 people are in 16 shelters"."""
    s, amount, words = draft.scene.sentence, draft.amount, draft.scene.sentence.language.time
    high = min(len(s.words), amount.end + _BESIDE)
    ends = _WALLS | {","} | s.language.attribution.coordinators | words.clause_words
    high = next((at for at in range(amount.end, high) if s.words[at] in ends), high)
    behind, before = s.words[amount.end : high], s.words[max(0, amount.start - 2) : amount.start]
    named = split_words(draft.noun_text or "")
    return any(not words.sheltered.isdisjoint(near) for near in (behind, named)) or not words.still.isdisjoint(before)
