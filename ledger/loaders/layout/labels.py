"""The lines with which a text says what it is, each with its label: "Publisher: River Monitor"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ledger.lexicon.sections import fold
from ledger.lexicon.toml_tables import read_data
from ledger.loaders.layout.dates import DateReader
from ledger.loaders.layout.lines import Line, Page
from ledger.model.document import Metadata

_ROLES = ("title", "author", "publisher", "source", "published", "url", "language")
_FEWEST = 2  # of different labels; one alone may be a caption: "Source: El Economista"
_MOST = 20  # lines
_LABEL = re.compile(r"[*_\s]*(?P<label>[^\W\d_][^:\d]{0,30}?)[*_\s]*:[*_\s]*(?P<value>.*\S)")  # "**Title:** One"
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_RULE = re.compile(r"[-=*_]{3,}")  # "---", which some write over and under such lines
_AROUND = " \t\u00a0\"'*_<>“”"


@dataclass(frozen=True, slots=True)
class Labels:
    """What the labelled lines at the head of a text state, by role; `lines` are theirs, `title` that of the title."""

    values: tuple[tuple[str, str], ...] = ()
    lines: frozenset[int] = frozenset()
    title: int | None = None

    @property
    def language(self) -> str | None:
        """The code of the language that is named, if it is one that the ledger reads."""
        return _languages().get(fold(dict(self.values).get("language", "")))

    def metadata(self, dates: DateReader) -> Metadata:
        """Return the values as metadata; a source is an address, or else who publishes."""
        stated = dict(self.values)
        source = stated.get("source")
        address = source if source and _ADDRESS.fullmatch(source) else None
        day = stated.get("published")
        return Metadata(
            title=stated.get("title"),
            author=stated.get("author"),
            publisher=stated.get("publisher") or (None if address else source),
            published=(dates.alone(day) or dates.after_place(day) or dates.within(day)) if day else None,
            url=stated.get("url") or address,
            language=self.language,
        )


NO_LABELS = Labels()


def read_labels(page: Page) -> Labels:
    """Read the labelled lines a text begins with, if there are two of different kinds.

    Lines with other labels may stand between them: "Section: Politics".
    """
    values: dict[str, str] = {}
    last, title = -1, None
    for number, line in enumerate(page.lines[:_MOST]):
        if _RULE.fullmatch(line.text):
            continue
        found = _LABEL.fullmatch(line.text) if line.is_short else None
        if found is None:
            break
        role = _role(found["label"])
        value = found["value"].strip(_AROUND)
        if role is None or not value:
            continue
        title = number if role == "title" and title is None else title
        values.setdefault(role, value)
        last = number
    if len(values) < _FEWEST:
        return NO_LABELS
    return Labels(tuple(values.items()), frozenset(_with_rule(page.lines, last)), title)


def _with_rule(lines: list[Line], last: int) -> Iterator[int]:
    """Yield the lines up to the last label, and the rule under it."""
    yield from range(last + 1)
    if last + 1 < len(lines) and _RULE.fullmatch(lines[last + 1].text):
        yield last + 1


def _role(label: str) -> str | None:
    return _labels().get(" ".join(fold(label).split()))


@cache
def _labels() -> dict[str, str]:
    """Return the role of each label of all languages; a text often mixes its own with its host's."""
    table = read_data("front_matter.toml")
    return {
        fold(word): role
        for code in table
        for role in _ROLES
        for word in table.table(code).only("names", *_ROLES).texts(role)
    }


@cache
def _languages() -> dict[str, str]:
    table = read_data("front_matter.toml")
    return {fold(word): code for code in table for word in table.table(code).texts("names")}
