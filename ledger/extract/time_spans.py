"""The record of a time told in a sentence, and what the words before it make of it."""

from typing import NamedTuple

from ledger.extract.moments import Moment, Setting
from ledger.model.period import UNSTATED, Period

_COMPARING = 12  # tokens from "más" to the "que en" that it is set against
_REACH = 6  # tokens before a time within which it may be set against another


class TimeSpan(NamedTuple):
    """Words at tokens `start` to `end` that tell a time.

    `compared` times are only what a figure is set against ("than in 2019"). `numbers` are the tokens
    of numbers that belong to the date and are no figures. `clock` tells a time of day. `same` is "the
    same period" of another year. `anchor` is the date that an open time is counted from. `up_to` times
    tell when a count ends and not what it is of: "as of 31 March", "to date". `now` is the time that a
    text writes in, by its year: "now", "hoy en día". `coded` years are part of a code, and tell no time.
    `counted` are those told by a length of time: "the last three years", "five years ago". `open` times are
    told and not known, "the latest count": what stands with them is of no other time. `yearly` ones are of any
    year, "before Christmas", and may be of one that is told.
    """

    start: int
    end: int
    period: Period
    numbers: range
    clock: bool = False
    relative: bool = False
    compared: bool = False
    same: bool = False
    anchor: Period | None = None
    up_to: bool = False
    now: bool = False
    coded: bool = False
    counted: bool = False
    open: bool = False
    yearly: bool = False


def make_span(c: Setting, start: int, moment: Moment, numbers: range | None = None) -> TimeSpan:
    """Return the time that the words from `start` to the end of the moment tell.

    All numbers among them belong to the date, unless `numbers` says which do.
    """
    s, first, after = c.s, moment.first, moment.after
    stated = first is not None or after is not None
    text = s.covered(start, moment.end).of(s.text)
    return TimeSpan(
        start=start,
        end=moment.end,
        period=UNSTATED if moment.clock else Period(first, after, text, moment.mode if stated else None),
        numbers=range(start, moment.end) if numbers is None else numbers,
        clock=moment.clock,
        relative=moment.relative,
        compared=_is_compared(c, start),
        same=_is_same(c, start),
        counted=numbers == range(0),
    )


def _is_same(c: Setting, start: int) -> bool:
    """Tell the year of "the same months of 2021", "los mismos meses de este año"."""
    same, words = c.time.same_period, c.s.words
    linked = start < len(words) and words[start] in c.time.part_links
    return same.match_before(words, start) is not None or (linked and same.match_before(words, start + 1) is not None)


def _follows_change(c: Setting, start: int) -> bool:
    """Tell whether "15 percent from" stands before a time, which is then the base of a change."""
    numbers = c.s.language.numbers
    framed = start > 2 and c.s.words[start - 1] in numbers.change_frames
    return framed and (c.s.words[start - 2] == "%" or numbers.percent.match_before(c.s.words, start - 1) is not None)


def _sets_against(c: Setting, start: int, end: int) -> bool:
    """Tell "12 % más que en 2022" from "informó que en 2022", where the words are as often those of a clause."""
    if c.time.compared_loose.match_before(c.s.words, end) is None:
        return True
    return not c.time.comparers.isdisjoint(c.s.words[max(0, start - _COMPARING) : start])


def _is_compared(c: Setting, start: int) -> bool:
    """Tell whether a time stands behind "compared to" or "than in", an article aside."""
    if _follows_change(c, start):
        return True
    if not c.time.compared.may_end(c.s.words[max(0, start - _REACH) : start]):
        return False
    for at in range(start, max(0, start - _REACH), -1):
        if (hit := c.time.compared.match_before(c.s.words, at)) is not None:
            return _sets_against(c, hit[0], at)
        if not c.s.is_word(at - 1):
            return False
    return False
