"""Sources set below or above a table or a list: "Source: Ministry of Health", "Fuente: INEGI"."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ledger.extract.outline import Part
from ledger.extract.plain_tables import Row
from ledger.extract.source_names import SourceNames
from ledger.extract.tokens import BULLETS, DASHES, Sentence
from ledger.extract.voices import Attribution
from ledger.lexicon.phrases import fold, where

_LONGEST = 14  # tokens of a source's name
_APART = 2  # parts between a table and its source: a note, a rule
_BULLETS = DASHES | BULLETS
_STOPS = frozenset(".;([|")
_MARKS = frozenset("*†‡")
_ENDS = frozenset(".,;()")
_SEMICOLON, _LABEL_ENDS, _OPENING = frozenset(";"), frozenset(",:"), frozenset("(")
_STEM = 5  # letters by which "homicide victims" are the column "Homicides"

Caption = tuple[Attribution, Sentence]


class Cited(NamedTuple):
    """One of the sources of a table; where there are several, with the words by which its rows and columns are known.

    `mark` is the sign that its columns bear; the document's own work is told by nobody.
    """

    told: Caption | None
    words: frozenset[str] = frozenset()
    mark: str = ""


def caption_sources(parts: Sequence[Part], publisher: str | None) -> dict[int, tuple[Cited, ...]]:
    """Return the sources of each row and list item that has some set below it, else above, by the part's number.

    What the document's publisher counted is its own: "Source: FPRO analysis of survey data" in a report of FPRO.
    """
    found: dict[int, tuple[Cited, ...]] = {}
    for at, part in enumerate(parts):
        cited = () if part.row else _read_caption(part.sentences[0]) or _bracketed(part.sentences[-1])
        own = len(cited) == 1 and cited[0].told is not None and _is_publisher(cited[0].told[0].name, publisher)
        if cited and not own:
            lines = _lines(parts, at, -1) or _lines(parts, at, 1)
            found.update({number: cited for number in lines if number not in found})
    return found


def source_of(cited: Sequence[Cited], row: Row | None, start: int) -> Caption | None:
    """Return which of several sources is that of a figure, by the words of its row and column, or by their mark."""
    if len(cited) == 1 and not cited[0].mark:
        return cited[0].told
    heading = row.heading_at(start) if row is not None else ""
    marked = [one for one in cited if one.mark and one.mark in heading]
    if marked:
        return marked[0].told
    words = _stems(f"{heading} {row.label if row is not None else ''}".split())
    best = max(cited, key=lambda one: len(one.words & words))
    return best.told if best.words & words else None


def _stems(words: Iterable[str]) -> frozenset[str]:
    return frozenset(fold(word)[:_STEM] for word in words if len(word) >= _STEM)


def _is_publisher(name: str, publisher: str | None) -> bool:
    names = [word for word in (publisher or "").split() if word[:1].isupper()]
    initials = "".join(word[0] for word in names)
    first = name.split()[0]
    return bool(names) and ((first.isupper() and first in (initials, names[0])) or name.startswith(publisher or " "))


def _lines(parts: Sequence[Part], at: int, step: int) -> list[int]:
    """Return the numbers of the rows, else list items, next to a caption on one side."""
    for is_line in (_is_row, _is_item):
        far = _APART + 1 if is_line is _is_row else 1
        first = next(
            (i for i in range(1, far + 1) if 0 <= at + i * step < len(parts) and is_line(parts[at + i * step])), 0
        )
        lines, here = [], at + first * step
        while first and 0 <= here < len(parts) and is_line(parts[here]):
            lines.append(parts[here].number)
            here += step
        if lines:
            return lines
    return []


def _is_row(part: Part) -> bool:
    return part.row is not None or part.is_heading_row


def _is_item(part: Part) -> bool:
    return part.sentences[0].words[0] in _BULLETS


def _read_caption(s: Sentence) -> tuple[Cited, ...]:
    """Read "Source: X", "Fuente: elaboración propia con datos de X", "Sources: own register; homicides, Y", "* Y"."""
    if s.words[0] in _MARKS and (name := _named(s, 1)) is not None:
        known = SourceNames(s, (), ()).after(1)  # "* The Authority closed in May" is none
        alone = known is not None and (s.word(known[1]) in _ENDS or known[1] == len(s.words))
        return (Cited(_caption(s, name), mark=s.words[0]),) if alone else ()
    start = next((at for at in range(min(3, len(s.words))) if s.is_word(at)), 0)
    label = s.language.attribution.captions.match(s.words, start)
    if label is None or s.word(label[0]) not in (":", ".", *DASHES):
        return ()
    begins = [label[0] + 1, *(at + 1 for at in where(s.words[label[0] :], _SEMICOLON, label[0]))]
    ends = [*(at - 1 for at in begins[1:]), len(s.words)]
    if len(begins) == 1:
        name = _named(s, begins[0])
        return (Cited(_caption(s, name)),) if name is not None else ()
    return tuple(_part_of(s, begin, end) for begin, end in zip(begins, ends, strict=True))


def _part_of(s: Sentence, begin: int, end: int) -> Cited:
    """Read one of several sources: "own register", "homicides, Security Secretariat", "registry of families"."""
    words = _stems(s.words[begin:end])
    comma = next(where(s.words[begin:end], _LABEL_ENDS, begin), None)
    name = _named(s, begin)
    if comma is not None and s.is_capital(comma + 1) and not s.is_capital(begin):
        name, words = _named(s, comma + 1), _stems(s.words[begin:comma])
    if name is None or s.language.attribution.own_work.match(s.words, begin) is not None:
        return Cited(None, words)
    return Cited(_caption(s, (name[0], min(name[1], end))), words)


def _bracketed(s: Sentence) -> tuple[Cited, ...]:
    """Read "Table 1. Homicides (SNEC), missing (RUPA)": several sources, each in brackets behind what it counts."""
    found: list[Cited] = []
    begin = 0
    for opening in where(s.words, _OPENING):
        closing = next((at for at in range(opening + 1, len(s.words)) if s.words[at] == ")"), None)
        inside = range(opening + 1, closing if closing is not None else opening + 1)
        if not inside or not all(s.is_capital(at) and s.is_word(at) for at in inside):
            return ()
        found.append(Cited(_caption(s, (inside.start, inside.stop)), _stems(s.words[begin:opening])))
        begin = inside.stop + 1
    return tuple(found) if len(found) > 1 else ()


def _caption(s: Sentence, name: tuple[int, int]) -> Caption:
    return Attribution(*name, s.told(*name), "source of a table"), s


def _named(s: Sentence, start: int) -> tuple[int, int] | None:
    cues = s.language.attribution
    while start < len(s.words) and not s.is_word(start):
        start += 1
    end = start
    while end < len(s.words) and end - start < _LONGEST and s.words[end] not in _STOPS and not s.is_number(end):
        end += 1
    while end > start and not s.is_word(end - 1):
        end -= 1
    own = cues.own_work.match(s.words, start) is not None
    for _, behind, _ in cues.before.find(s.words, start):
        if (name := SourceNames(s, (), ()).after(behind, strong=True)) is not None:
            return name
    return (start, end) if end > start and not own else None
