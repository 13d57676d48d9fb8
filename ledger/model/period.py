"""The time a figure is about: half-open dates and the way it covers them."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Mode(StrEnum):
    """How a figure covers its period."""

    POINT = "point"  # an event, or a state on a day
    PERIOD = "period"  # the whole of a period: "in 2019"
    CUMULATIVE = "cumulative"  # a running total: "since 2007"
    PARTIAL = "partial"  # a part told as such: "so far this year", "the first five months of 2020"


@dataclass(frozen=True, slots=True)
class Period:
    """Half-open dates; a missing end is open, both missing means that none is stated.

    `text` are the words that gave the dates.
    """

    start: date | None = None
    end: date | None = None
    text: str | None = None
    mode: Mode | None = None

    @property
    def stated(self) -> bool:
        """Tell whether any date is known."""
        return self.start is not None or self.end is not None

    @property
    def running(self) -> bool:
        """Tell a total since a day or year, be it open or known up to when: it goes on after the text."""
        return self.start is not None and (self.end is None or self.mode is Mode.CUMULATIVE)


def mode_of(start: date | None, end: date | None) -> Mode:
    """Return how a figure covers dates of which nothing more is told: a day, an open time, a whole one."""
    if start is None or end is None:
        return Mode.CUMULATIVE
    return Mode.POINT if end - start == timedelta(days=1) else Mode.PERIOD


UNSTATED = Period()
