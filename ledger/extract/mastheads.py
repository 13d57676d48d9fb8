"""Where a text is written: "Bogotá, 15 de abril de 2024", "Ministry of Health, Republic of Chile" above it."""

import re
from collections.abc import Iterator

from ledger.extract.outline import Outline
from ledger.extract.tokens import Sentence
from ledger.lexicon.places import Level, Name, Places
from ledger.model.figure import Place
from ledger.model.span import Span

_LINES = 6  # lines of title, publisher, byline and date above a text
_LONGEST = 120  # characters of such a line
_STATE = 3  # tokens of "Republic of Chile"
_LINE = re.compile(r"[^\n]*\S[^\n]*")
_STOPS = (".", ":", "?", "!")


def find_home(text: str, outline: Outline, places: Places) -> Place | None:
    """Return the place told in the lines above a text: before a date, or behind a publisher's name.

    It tells the country a text is about where the text itself hardly does, not what part of it.
    """
    lines = _head(text, outline)
    return next((place for line in lines if (place := _home(line, places)) is not None), None)


def _head(text: str, outline: Outline) -> Iterator[Sentence]:
    """Yield the lines before the running text that hold a comma."""
    start, end = outline.section.span
    for line, _ in zip(_LINE.finditer(text, start, min(end, start + _LINES * _LONGEST)), range(_LINES), strict=False):
        written = line[0].rstrip()
        if len(written) > _LONGEST or written.endswith(_STOPS):
            return
        if "," in written:
            yield Sentence(text, Span(line.start(), line.start() + len(written)), outline.language)


def _home(s: Sentence, places: Places) -> Place | None:
    end, name = _name_at(s, 0, places)
    if name is not None and s.word(end) == "," and _is_date(s, end):
        return name.place
    last = max((at for at, word in enumerate(s.words) if word == ","), default=len(s.words))
    behind = (_name_at(s, at, places) for at in range(last + 1, min(last + 1 + _STATE, len(s.words))))
    return next((name.place for end, name in behind if name is not None and end == len(s.words)), None)


def _name_at(s: Sentence, at: int, places: Places) -> tuple[int, Name | None]:
    """Return the end of a town, a subdivision or a country named at a token, and which is likeliest."""
    hit = places.names.match(s.words, at)
    if hit is None or not s.raw(at)[0].isupper():
        return at, None
    named = [name for name in hit[1] if not name.demonym and not name.acronym and name.level is not Level.AREA]
    return hit[0], min(named, key=lambda name: _unlikely(name, places), default=None)


def _unlikely(name: Name, places: Places) -> tuple[bool, bool, int]:
    """Put capitals before other towns, and towns before subdivisions: texts are written in towns."""
    capital = name.level is Level.CITY and name.place.name in places.countries
    return not capital, name.level is Level.REGION, name.rank


def _is_date(s: Sentence, start: int) -> bool:
    """Tell whether a line goes on with the day it was written."""
    months = s.language.time.months
    return bool(s.in_digits) and any(word in months or word == "/" for word in s.words[start:])
