"""The hours between the two hours of the day that a text tells with a length of time.

They stand right behind it, "four hours, from 7 p.m. to 11 p.m.", or before it, "at 9.40 …, at 10.25, 45 minutes later".
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from ledger.compare.words import any_word, before, ends_with_word, rest_of, split_at
from ledger.model.figure import Figure

_HOUR = r"(?:[^\W\d]{2,3}\s+)?(?P<hour%d>\d{1,2})(?:[:.](?P<minute%d>\d\d))?\s*"  # "7", "las 19:30"
_ENDS = re.compile(
    r"[\s,(–—]*(?P<from>[^\W\d]+)\s+" + _HOUR % (1, 1) + r"(?P<half1>[^\d,;()]{0,20}?)\s*"
    r"(?<!\w)(?P<to>[^\W\d]+)\s+" + _HOUR % (2, 2) + r"(?P<half2>[^\d,;()]{0,20})"
)
_TOLD = re.compile(  # "at | 4 p.m. | on", "a las | 9.40"
    r"(?<![\w.,:$])(?P<hour>\d{1,2})(?:[:.](?P<minute>[0-5]\d))?(?![\d%]|[.,]\d)(?P<half>[^\d,;()]{0,20})"
)
_AHEAD, _BEHIND = 14, 12  # characters beside a length: "lasted only", " later,"
_CLOSES = re.compile(r"\.?\s*$")
_HALVES = (("before_noon", 0), ("after_noon", 12))
_MARK, _COMMAS = re.compile(r"\s*(?:[.,;:)]|$)"), (",", "–", "—")
_DAY = 24
_ENDS_TOLD = 2


def hours_behind(figure: Figure) -> frozenset[Decimal]:
    """Return how many hours may lie between the hours right behind a length; none where the text leaves it open."""
    found = _ENDS.match(rest_of(figure))
    if found is None or not any_word(found["from"], "moves_from") or not any_word(found["to"], "moves_to"):
        return frozenset()
    minutes = found["minute1"] is not None and found["minute2"] is not None
    lasts = [*_of_day(found["hour2"], found["minute2"], found["half2"], bare=minutes)]
    firsts = [*_of_day(found["hour1"], found["minute1"], found["half1"], bare=minutes)]
    if not firsts and not found["half1"].strip():  # "from 7 to 11 p.m."
        firsts = [last for name in _HALVES for last in _in_half(found["hour1"], found["minute1"], name[1])]
    return frozenset((last - first + _DAY) % _DAY or Decimal(_DAY) for first in firsts for last in lasts)


def hours_before(figure: Figure) -> frozenset[Decimal]:
    """Return how many hours, whole days aside, lie between the two hours that a sentence tells before a length."""
    if not _is_between(figure):
        return frozenset()
    ahead = figure.quote[: figure.span.start - figure.quote_span.start]
    told = [[*_told_hour(found)] for found in _TOLD.finditer(ahead)]
    hours = [of_day for of_day in told if of_day]
    if len(hours) != _ENDS_TOLD:
        return frozenset()
    return frozenset((last - first + _DAY) % _DAY for first in hours[0] for last in hours[1])


def _is_between(figure: Figure) -> bool:
    """Tell ", 45 minutes later," and "after five hours." from "and 15 minutes later the lights went out"."""
    parted = split_at(rest_of(figure)[:_BEHIND], "later_by")
    if parted is not None and not parted[0].strip():
        return before(figure).rstrip().endswith(_COMMAS) and _MARK.match(parted[1]) is not None
    return ends_with_word(before(figure, _AHEAD), "took_so_long") and _MARK.match(rest_of(figure)) is not None


def _told_hour(found: re.Match[str]) -> Iterator[Decimal]:
    """Yield the hour of the day that digits tell with their minutes, or the words behind them."""
    half = next((half for half in _starts(found["half"])), "")
    yield from _of_day(found["hour"], found["minute"], half, bare=found["minute"] is not None and not half)


def _starts(words: str) -> Iterator[str]:
    """Yield the beginning of some words that says which half of a day an hour is in: "p.m. | on Saturday"."""
    for name, _ in _HALVES:
        parted = split_at(words, name)
        if parted is not None and not parted[0].strip():
            yield words[: len(words) - len(parted[1])]


def _of_day(hour: str, minute: str | None, half: str, *, bare: bool) -> Iterator[Decimal]:
    """Yield the hour of the day that is told, where the words behind it say which half, or it counts to 24."""
    for name, hours in _HALVES:
        parted = split_at(half, name)
        if parted is not None and not parted[0].strip() and _CLOSES.fullmatch(parted[1]):
            yield from _in_half(hour, minute, hours)
    if bare and (not half.strip(" .") or any_word(half, "of_the_clock")):
        yield Decimal(hour) + Decimal(minute or 0) / 60


def _in_half(hour: str, minute: str | None, hours: int) -> Iterator[Decimal]:
    if 1 <= int(hour) <= _DAY // 2:
        yield int(hour) % (_DAY // 2) + hours + Decimal(minute or 0) / 60
