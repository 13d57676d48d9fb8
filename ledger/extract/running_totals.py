"""Totals told since one date up to another: "by December 2020, 61,400 people had vanished since 2006"."""

from dataclasses import replace
from datetime import date

from ledger.extract.calendar_days import DAY
from ledger.extract.context import Scene
from ledger.extract.drafts import Draft
from ledger.extract.time_spans import TimeSpan
from ledger.model.period import Mode, Period
from ledger.model.quantity import Kind

_TOTALS = (Kind.COUNT, Kind.MONEY)


def total_since(draft: Draft) -> TimeSpan | None:
    """Return the time since which an amount was counted, where its sentence also tells up to when.

    Since the beginning of this year it is the year up to then: "as of 31 July, 91 dead since the start of the year".
    """
    ends = _ends(draft)
    if ends is None or ends[0].period.end is None:
        return ends[0] if ends else None
    return ends[0]._replace(period=replace(ends[0].period, end=ends[1].period.end))


def counted_until(draft: Draft) -> date | None:
    """Return the last day of a running total: the end of the time its sentence tells up to which it was counted."""
    ends = _ends(draft)
    after = ends[1].period.end if ends and not ends[1].now else None
    return after - DAY if after else None


def up_to_text(scene: Scene, period: Period) -> Period:
    """Return what a count since a day or month has come to: up to the text's date; a total since a year is left open.

    "Since 12 February 2,190 cases"; of this year also since its first month.
    """
    first, when = period.start, scene.published
    if period.mode is not Mode.CUMULATIVE or period.end is not None or first is None or when is None or first > when:
        return period
    whole_years = (first.month, first.day) == (1, 1) and first.year < when.year
    return period if whole_years else replace(period, end=when + DAY)


def _ends(draft: Draft) -> tuple[TimeSpan, TimeSpan] | None:
    """Return the only two times of a sentence where one says since when, and the other up to when."""
    scene = draft.scene
    if draft.quantity.kind not in _TOTALS or draft.change is not None or len(scene.times) != 2:
        return None
    since = [time for time in scene.times if _is_open(time) or _is_year_so_far(scene, time)]
    until = [time for time in scene.times if time.period.end and time not in since and _closes(scene, time)]
    if any(time.now for time in until) and len(scene.amounts.found) > 1:
        return None  # "since May 30 have died, and 12 are now in hospital"
    return (since[0], until[0]) if len(since) == len(until) == 1 else None


def _is_open(time: TimeSpan) -> bool:
    return time.period.mode is Mode.CUMULATIVE and time.period.end is None


def _is_year_so_far(scene: Scene, time: TimeSpan) -> bool:
    """Tell "so far this year", "since the beginning of the year"."""
    first, when = time.period.start, scene.published
    if not time.relative or time.period.mode is not Mode.PARTIAL or first is None or when is None:
        return False
    return (first.month, first.day) == (1, 1) and time.period.end == when + DAY


def _closes(scene: Scene, time: TimeSpan) -> bool:
    """Tell "by December 2020", "until June", "as of 31 March", "now" from a time in which something happened."""
    s, words = scene.sentence, scene.sentence.language.time
    if time.up_to or time.now or words.until.match(s.words, time.start) is not None:
        return True
    return words.by_words.match_before(s.words, time.start) is not None
