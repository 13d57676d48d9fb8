"""The figures on a topic, or all of them, as filters ask."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import TypeVar

from ledger.actions.own_topics import load_own_topics, require_topic
from ledger.errors import BadValue
from ledger.model.figure import Figure, Place, Status
from ledger.model.period import Period
from ledger.model.quantity import Kind
from ledger.store.engine import Ledger, open_ledger
from ledger.store.filters import BUT_REJECTED, FigureFilter
from ledger.store.queries import fetch_figures
from ledger.store.reads import fetch_places

_Word = TypeVar("_Word", bound=StrEnum)
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")  # 2019  2019-05  2019-05-31


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the user asks of figures, as typed."""

    topic: str | None = None
    place: str | None = None
    period: str | None = None
    kind: str | None = None
    unit: str | None = None
    source: str | None = None
    document: str | None = None
    minimum: str | None = None
    maximum: str | None = None
    status: str | None = None
    search: str | None = None
    gone: bool = False


def list_figures(target: str, wanted: Wanted) -> Iterator[Figure]:
    """Return the figures wanted, by path and place in it, as a stream; what cannot be understood is refused first."""
    own = load_own_topics(target)
    require_topic(wanted.topic, own)
    asked = read_filter(wanted, own_topics=own is not None)
    found = _stream(target, asked, wanted.place)
    if own is None:
        return found
    told = map(own.tell, found)
    return told if wanted.topic is None else (figure for figure in told if wanted.topic in figure.topics)


def read_filter(wanted: Wanted, *, own_topics: bool = False) -> FigureFilter:
    """Return what was typed as what is asked of figures, but for the place, which only the ledger knows.

    With topics of the user's the topic is left out too: these are told of figures only when they are listed.
    """
    return FigureFilter(
        topic=None if own_topics else wanted.topic,
        period=read_period(wanted.period),
        kinds=_words("--kind", wanted.kind, Kind),
        unit=wanted.unit,
        source=wanted.source,
        document=wanted.document,
        minimum=_amount("--min", wanted.minimum),
        maximum=_amount("--max", wanted.maximum),
        statuses=_words("--status", wanted.status, Status) or BUT_REJECTED,
        search=wanted.search,
        gone=wanted.gone,
    )


def read_period(text: str | None) -> Period | None:
    """Return the dates meant by a day, month or year, or by two of these with ".." between; an end may be left out.

    >>> read_period("2018..2019-05")
    Period(start=datetime.date(2018, 1, 1), end=datetime.date(2019, 6, 1), text=None, mode=None)
    """
    if text is None:
        return None
    first, dots, last = text.partition("..")
    try:
        start = _bounds(first)[0] if first else None
        end = _bounds(last if dots else first)[1] if last or not dots else None
    except (ValueError, OverflowError) as error:  # no day comes after the last one there is
        raise _bad_period(text) from error
    if (start is None and end is None) or (start and end and end <= start):
        raise _bad_period(text)
    return Period(start, end)


def _stream(target: str, asked: FigureFilter, place: str | None) -> Iterator[Figure]:
    with open_ledger(target, write=False) as ledger:
        if place is not None:
            asked = replace(asked, places=find_place(ledger, place))
        yield from fetch_figures(ledger, asked)


def find_place(ledger: Ledger, name: str, known: Sequence[Place] | None = None) -> tuple[str, ...]:
    """Return what figures are kept under that are about a place: its name or code in any case, and its codes.

    `known` are the places of the ledger, where they are at hand.
    """
    from ledger.lexicon.phrases import split_words  # late: most listings ask for no place

    words = split_words(name)
    known = fetch_places(ledger) if known is None else known
    named = [place for place in known if words in (split_words(place.name), split_words(place.code or ""))]
    codes = [place.code for place in named if place.code] or [name.upper()]
    return tuple(dict.fromkeys([*(place.name for place in named), *codes]))


def _bounds(text: str) -> tuple[date, date]:
    """Return the first day of a day, month or year, and the first after it."""
    found = _DATE.fullmatch(text)
    if found is None:
        raise ValueError(text)
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None  # noqa: S101  # the pattern asks for it
    if month is None:
        return date(year, 1, 1), date(year + 1, 1, 1)
    if day is None:
        return date(year, month, 1), date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, day), date(year, month, day) + timedelta(days=1)


def _bad_period(text: str) -> BadValue:
    return BadValue("--period", text, "a day, month, year or two of them: 2019, 2019-05, 2018-01-01..2019-06-30")


def _words(option: str, text: str | None, kinds: type[_Word]) -> tuple[_Word, ...]:
    if text is None:
        return ()
    try:
        return tuple(kinds(word.strip()) for word in text.split(","))
    except ValueError as error:
        raise BadValue(option, text, f"one of {', '.join(kinds)}") from error


def _amount(option: str, text: str | None) -> Decimal | None:
    if text is None:
        return None
    try:
        amount = Decimal(text.replace(",", ""))
    except InvalidOperation as error:
        raise BadValue(option, text, "a number such as 1695 or 65,300,000") from error
    if not amount.is_finite():
        raise BadValue(option, text, "a number such as 1695 or 65,300,000")
    return amount
