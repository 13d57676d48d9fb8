"""The line of credits under a title: who wrote or published the text, where and when, in any order."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ledger.lexicon.phrases import split_words
from ledger.lexicon.sections import fold
from ledger.lexicon.vocabulary import load_lexicon
from ledger.loaders.layout.bylines import is_name, read_byline
from ledger.loaders.layout.dates import DateReader, find_time_group

CELLS = re.compile(r"[|•·]")
_LONGEST = 120  # characters of a cell
# Where one credit ends and the next begins: "Ana Ruiz, The Post", "Red Norte. Lima", "Lima - 4 May".
# A stop after up to three letters is that of an abbreviation: "Gto., 5 de julio", "A. C."
_JOINTS = re.compile(r"(?<=[^\W\d_]{4})\.\s+|(?<=\))\.\s+|[,;]\s+|\s+[–—-]\s+|\s?[()]\.?\s?|:\s+|\.\s*$")
_ENDS = frozenset(",.;:(-–—")
_WORDS, _SMALL_WORDS = 10, 4  # of a name, and of a note in small letters: "página de monitoreo"
_SENTENCE = re.compile(r"[^\W\d_]{4}\)?\.\s+$")
_IN_BRACKETS = re.compile(r"\(([^()]{2,60})\)$")
# What may stand behind the date of such a line: nothing, another sentence, a bracket, a dash, a time of day.
_BEHIND = re.compile(
    r"\s*(?:$|[.;)(|–—-]|,?\s*(?:[^\W\d_]{1,3}\s)?\d{1,2}[:.h]\d{2}|,?\s*\d{4}\s?(?:hrs|gmt|z)\b)", re.I
)


@dataclass(frozen=True, slots=True)
class Credits:
    """What one line states of the text; a `sure` publisher stands apart from the names of places."""

    published: date | None = None
    author: str | None = None
    publisher: str | None = None
    sure: bool = False


def read_names(line: str, dates: DateReader) -> Credits:
    """Read who wrote and who published a text from a line that states no more than names.

    >>> from ledger.lexicon.sections import load_section_words
    >>> read_names("Red Norte, Bogotá", DateReader(load_section_words())).publisher
    'Red Norte'
    """
    return _names(line, dates) or Credits()


def read_credits(line: str, dates: DateReader, *, first: bool) -> Credits | None:
    """Read a line that is nothing but credits, its cells parted by bars; None where it is anything else.

    The `first` line of a text is a title where it is more than a date, a place and a date, or a byline.

    >>> from ledger.lexicon.sections import load_section_words
    >>> found = read_credits("By Ana Ruiz, The Post. LIMA, May 3, 2021", DateReader(load_section_words()), first=False)
    >>> found.author, found.publisher, found.published.isoformat()
    ('Ana Ruiz', 'The Post', '2021-05-03')
    """
    cells = [_cell(cell.strip(), dates, first=first) for cell in CELLS.split(line)]
    found = [cell for cell in cells if cell]
    if not found:
        return None
    publisher = next((cell for cell in found if cell.publisher), None)
    return Credits(
        next((cell.published for cell in found if cell.published), None),
        next((cell.author for cell in found if cell.author), None),
        publisher.publisher if publisher else None,
        publisher.sure if publisher else False,
    )


def _cell(cell: str, dates: DateReader, *, first: bool) -> Credits | None:
    if day := dates.alone(cell) or find_time_group(cell, dates.words.months):
        return Credits(day)
    if first:
        day = dates.after_place(cell)
        name = None if day else read_byline(cell, dates.words)
        return Credits(day, name) if day or name else None
    stated = dates.find(cell) if len(cell) <= _LONGEST else None
    if stated is None:
        return _names(cell, dates) if _opens_byline(cell, dates) or _is_writer(cell, dates) else None
    before = cell[: stated.start].rstrip()
    if not _BEHIND.match(cell, stated.end) or not _is_introduced(before, dates):
        return None
    found = _names(_without_label(before, dates), dates) or Credits()
    agency = _IN_BRACKETS.search(cell, stated.end)
    if agency and not found.publisher and is_name(agency[1], least=1):
        return Credits(stated.day, found.author, agency[1], sure=True)
    return Credits(stated.day, found.author, found.publisher, found.sure)


def _is_introduced(before: str, dates: DateReader) -> bool:
    """Tell whether what stands before a date are names and labels, the last of them ended."""
    label = _label_of(before, dates)
    if label is None and before and before[-1] not in _ENDS:
        return False
    rest = before if label is None else before[:label]
    parts = [part for part, _ in _parts(rest)]
    return all(len(part.split()) <= (_WORDS if part[0].isupper() else _SMALL_WORDS) for part in parts)


def _without_label(before: str, dates: DateReader) -> str:
    """Return the names before a date, without its label and the words that go with that: "Page last updated"."""
    label = _label_of(before, dates)
    rest = before if label is None else before[:label].rstrip()
    ended = label is None or not rest or rest[-1] in _ENDS
    return rest if ended else rest[: max((joint.end() for joint in _JOINTS.finditer(rest)), default=0)]


def _label_of(before: str, dates: DateReader) -> int | None:
    """Return where a label begins that ends some words, with what leads to the date: "Compiled on"."""
    bare = fold(before).rstrip(" :")
    head, _, lead = bare.rpartition(" ")
    bare = head.rstrip() if lead in dates.words.date_leads else bare
    for label in dates.words.date_labels:
        at = len(bare) - len(label)
        if bare.endswith(label) and not bare[max(0, at - 1) : at].isalnum():
            return at
    return len(bare) if bare.endswith(",") and len(bare) < len(before) else None


def _names(words: str, dates: DateReader) -> Credits | None:
    """Tell the author and the publisher among the names of a line; what is left are places, reports and offices.

    Behind a place come only wider places, up to the next full stop: "Guanajuato, Gto.", "El Paso, Texas".
    """
    author: str | None = None
    publisher: str | None = None
    sure = placed = False
    for order, (part, apart) in enumerate(_parts(words)):
        name = read_byline(part, dates.words)
        named = (author and _without(part, dates.words.written_for)) or part
        if name or (order == 0 and is_name(part) and _is_writer(words, dates)):
            author = author or name or part
        elif _is_place(named):
            placed = True
        elif not (publisher or placed) and _may_publish(named, sure=apart or named is not part):
            publisher, sure = named, apart or author is not None
        placed = placed and not apart
    return Credits(None, author, publisher, sure) if author or publisher else None


def _may_publish(name: str, *, sure: bool) -> bool:
    """Tell whether a name can be a publisher's; one of a single word may as well be an unknown place."""
    size = len(name.split())
    return name[0].isupper() and not any(map(str.isdigit, name)) and (sure or size > 1) and size <= _WORDS


def _parts(words: str) -> Iterator[tuple[str, bool]]:
    """Yield the parts of a line of credits, and whether a full stop ends them."""
    at = 0
    for joint in [*_JOINTS.finditer(words), None]:
        stop = joint.start() if joint else len(words)
        if part := words[at:stop].strip(" .,;:"):
            yield part, bool(joint and _SENTENCE.search(words[: joint.end()]))
        at = joint.end() if joint else stop


def _opens_byline(cell: str, dates: DateReader) -> bool:
    part = next(_parts(cell), ("", False))[0]
    return read_byline(part, dates.words) is not None and all(
        is_name(_without(other, dates.words.written_for) or other, least=1) for other, _ in list(_parts(cell))[1:]
    )


def _is_writer(cell: str, dates: DateReader) -> bool:
    """Tell whether a line is a name and for whom it writes: "Ana Ruiz, for The Post"."""
    parts = [part for part, _ in _parts(cell)]
    return len(parts) > 1 and is_name(parts[0]) and _without(parts[1], dates.words.written_for) is not None


def _without(part: str, openings: frozenset[str]) -> str | None:
    head, _, rest = part.partition(" ")
    return rest if head.lower() in openings and is_name(rest) else None


def _is_place(name: str) -> bool:
    words = split_words(name)
    found = load_lexicon().places.names.match(words, 0)
    return found is not None and (found[0] == len(words) or words[found[0]] in {"y", "and", "e"})
