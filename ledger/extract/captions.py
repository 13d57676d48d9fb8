"""Sources set below or above a table or a list: "Source: Ministry of Health", "Fuente: INEGI"."""

from collections.abc import Sequence

from ledger.extract.outline import Part
from ledger.extract.source_names import SourceNames
from ledger.extract.tokens import BULLETS, DASHES, Sentence
from ledger.extract.voices import Attribution

_LONGEST = 14  # tokens of a source's name
_APART = 2  # parts between a table and its source: a note, a rule
_BULLETS = DASHES | BULLETS
_STOPS = frozenset(".;([|")

Caption = tuple[Attribution, Sentence]


def caption_sources(parts: Sequence[Part], publisher: str | None) -> dict[int, Caption]:
    """Return the source of each row and list item that has one set below it, else above, by the part's number.

    What the document's publisher counted is its own: "Source: FPRO analysis of survey data" in a report of FPRO.
    """
    found: dict[int, Caption] = {}
    for at, part in enumerate(parts):
        caption = None if part.row else _read_caption(part.sentences[0])
        if caption is not None and not _is_publisher(caption[0].name, publisher):
            lines = _lines(parts, at, -1) or _lines(parts, at, 1)
            found.update({number: caption for number in lines if number not in found})
    return found


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


def _read_caption(s: Sentence) -> Caption | None:
    """Read "Source: X", "Fuente: elaboración propia con datos de X"; the document's own work is no source."""
    start = next((at for at in range(min(3, len(s.words))) if s.is_word(at)), 0)
    label = s.language.attribution.captions.match(s.words, start)
    if label is None or s.word(label[0]) not in (":", ".", *DASHES):
        return None
    name = _named(s, label[0] + 1)
    if name is None:
        return None
    text = s.told(*name)
    return Attribution(*name, text, "source of a table"), s


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
