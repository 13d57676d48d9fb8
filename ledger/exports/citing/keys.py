"""The key under which a text is cited: who wrote it and when, in letters that every program takes."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import replace

from ledger.exports.citing.names import read_names
from ledger.lexicon.bylines import load_byline_words
from ledger.model.document import Metadata, Work
from ledger.model.figure import Figure

Standing = tuple[str, int | None]
"""A document by its hash, and a section of it; None is the document itself."""
UNDATED = "nd"
_LONGEST = 24  # letters of a name in a key
_WORDS = 3  # of a title or a body's name
_SIGNS = 8  # of a figure's id
_NOT_PLAIN = re.compile(r"[^a-z0-9]+")
_SPELLED = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "œ": "oe", "þ": "th", "ð": "d"})


def work_keys(works: Iterable[Work]) -> Mapping[Standing, str]:
    """Return a key for each text, in the order they were added: "ruiz2021", then "ruiz2021b".

    Sections of a document that share all that is known of them are one text. A key is made of what was known
    when the text was added, so that no later text and no correction changes it.
    """
    keys: dict[Standing, str] = {}
    taken: set[str] = set()
    known: dict[tuple[str, Metadata], str] = {}
    for work in works:
        same = (work.document, replace(work.metadata, language=None))
        if same not in known:
            known[same] = _free(_stem(work), taken)
            taken.add(known[same])
        keys[work.document, work.section] = known[same]
    return keys


def figure_key(work: str, figure: Figure) -> str:
    """Return the key of a figure within its text: "ruiz2021:10fc76ac"."""
    return f"{work}:{figure.id[2 : 2 + _SIGNS]}"


def _stem(work: Work) -> str:
    known = work.metadata
    year = str(known.published.year) if known.published else UNDATED
    return f"{_whose(work) or 'text'}{year}"


def _whose(work: Work) -> str:
    """Return the family name of the first author, else the words of a body, of the title or of the file's name."""
    known = work.metadata
    names = read_names(known.author, known.language)
    if names and names[0].is_person and (family := _joined([names[0].family])):
        return family
    said = names[0].family if names else known.publisher or known.title or ""
    return _joined(_telling(said)) or _joined(_telling(work.path.rpartition("/")[2].rpartition(".")[0]))


def _telling(text: str) -> list[str]:
    """Return the first words that a text may be known by."""
    plain = load_byline_words().plain_words
    words = [word for word in re.findall(r"\w+", text) if word.lower() not in plain]
    return words[:_WORDS]


def _joined(words: Iterable[str]) -> str:
    spelled = unicodedata.normalize("NFKD", "".join(words).casefold().translate(_SPELLED))
    return _NOT_PLAIN.sub("", spelled)[:_LONGEST]


def _free(stem: str, taken: set[str]) -> str:
    """Return the stem, with the next letters behind it where it is taken: b to z, then aa."""
    if stem not in taken:
        return stem
    number = 2
    while (key := f"{stem}{_letters(number)}") in taken:
        number += 1
    return key


def _letters(number: int) -> str:
    text = ""
    while number:
        number, last = divmod(number - 1, 26)
        text = chr(ord("a") + last) + text
    return text
