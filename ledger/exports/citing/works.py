"""The texts that are cited, each once, in the order of their first citation."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from ledger.exports.citing.links import is_of_the_web
from ledger.exports.plain import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from ledger.exports.citing.citation import Citation
    from ledger.exports.citing.names import Name
    from ledger.model.figure import Source

_NOT_OF_KEYS = re.compile(r"[^A-Za-z0-9_:.+-]+")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)  # whatever the locale


class Sort(StrEnum):
    """What sort of text a reference manager takes it for, by what is known of it."""

    ONLINE = "online"  # it has an address
    PART = "part"  # a post or a section with a title of its own
    REPORT = "report"  # pages, and somebody who published them
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class CitedWork:
    """A text with the citations from it."""

    key: str
    citations: "tuple[Citation, ...]"

    @property
    def source(self) -> "Source":
        """What is known of the text."""
        return self.citations[0].figure.source

    @property
    def authors(self) -> "list[Name]":
        """Who wrote it."""
        return [name for name in self.citations[0].authors if name.whole.strip()]

    @property
    def title(self) -> str:
        """Its title, else its file's name."""
        return self.source.title or self.source.path.rpartition("/")[2] or self.source.path

    @property
    def container(self) -> str | None:
        """The title of the document it is a part of."""
        return self.citations[0].container

    @property
    def url(self) -> str | None:
        """Its address, where a browser can open it."""
        return self.source.url if self.source.url and is_of_the_web(self.source.url) else None

    @property
    def sort(self) -> Sort:
        """What sort of text it is."""
        if self.url:
            return Sort.ONLINE
        if self.container:
            return Sort.PART
        paged = any(one.figure.page is not None for one in self.citations)
        return Sort.REPORT if paged and self.source.publisher else Sort.OTHER


def cited_works(cited: "Iterable[Citation]") -> list[CitedWork]:
    """Return the texts that are cited."""
    by_key: dict[str, list[Citation]] = {}
    for one in cited:
        by_key.setdefault(one.work, []).append(one)
    return [CitedWork(plain_key(key), tuple(several)) for key, several in by_key.items()]


def plain_key(key: str) -> str:
    """Return a key without any character that would end it."""
    return _NOT_OF_KEYS.sub("", key) or "text"


def day_words(day: "date") -> str:
    """Return a date as a footnote has it: "August 8, 2021"."""
    return f"{_MONTHS[day.month - 1]} {day.day}, {day.year}"


def month_macro(day: "date") -> str:
    """Return a month as BibTeX calls it: "aug"."""
    return _MONTHS[day.month - 1][:3].lower()


def flat(text: str | None) -> str:
    """Return a text on one line with nothing in it that steers a screen; nothing where it is unknown."""
    return one_line(text) if text else ""
