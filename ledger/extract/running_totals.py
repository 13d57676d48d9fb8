"""Totals told since one date up to another: "by December 2020, 61,400 people had vanished since 2006"."""

from datetime import date

from ledger.extract.calendar_days import DAY
from ledger.extract.context import Scene
from ledger.extract.drafts import Draft
from ledger.extract.time_spans import TimeSpan
from ledger.model.period import Mode
from ledger.model.quantity import Kind

_TOTALS = (Kind.COUNT, Kind.MONEY)


def total_since(draft: Draft) -> TimeSpan | None:
    """Return the time since which an amount was counted, where its sentence also tells up to when."""
    ends = _ends(draft)
    return ends[0] if ends else None


def counted_until(draft: Draft) -> date | None:
    """Return the last day of a running total: the end of the time its sentence tells up to which it was counted."""
    ends = _ends(draft)
    after = ends[1].period.end if ends and not ends[1].now else None
    return after - DAY if after else None


def _ends(draft: Draft) -> tuple[TimeSpan, TimeSpan] | None:
    """Return the only two times of a sentence where one says since when, and the other up to when."""
    scene = draft.scene
    if draft.quantity.kind not in _TOTALS or draft.change is not None or len(scene.times) != 2:
        return None
    since = [time for time in scene.times if time.period.mode is Mode.CUMULATIVE and time.period.end is None]
    until = [time for time in scene.times if time.period.end is not None and _closes(scene, time)]
    if any(time.now for time in until) and len(scene.amounts.found) > 1:
        return None  # "since May 30 have died, and 12 are now in hospital"
    return (since[0], until[0]) if len(since) == len(until) == 1 else None


def _closes(scene: Scene, time: TimeSpan) -> bool:
    """Tell "by December 2020", "until June", "as of 31 March", "now" from a time in which something happened."""
    s, words = scene.sentence, scene.sentence.language.time
    if time.up_to or time.now or words.until.match(s.words, time.start) is not None:
        return True
    return words.by_words.match_before(s.words, time.start) is not None
