"""BibTeX, for BibTeX, biber, JabRef and Zotero: an entry a text, what is told of its figures in `annote`.

The file is UTF-8 and its letters stay as they are. `annote` is what bibliographies do not print and Zotero makes a
note of; `note`, which they print, is left to the user.
"""

import re
from typing import TYPE_CHECKING

from ledger.exports.citing.telling import file_told, told
from ledger.exports.citing.works import Sort, cited_works, flat, month_macro

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ledger.exports.citing.citation import Citation
    from ledger.exports.citing.names import Name
    from ledger.exports.citing.works import CitedWork

_TYPES = {Sort.ONLINE: "online", Sort.PART: "incollection", Sort.REPORT: "techreport", Sort.OTHER: "misc"}
_PUBLISHERS = {Sort.PART: "publisher", Sort.REPORT: "institution"}  # `organization` of the rest
_CONTAINERS = {Sort.ONLINE: "booktitle", Sort.PART: "booktitle"}
_LANGUAGES = {"en": "english", "es": "spanish"}  # as babel and polyglossia call them
# BibTeX counts braces even behind a backslash, so that each is written with an invisible one that closes or opens it;
# Zotero writes them so, and what reads LaTeX knows it. A bar stays: the command for it is one that pandoc drops.
_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{\vphantom{\}}",
    "}": r"\vphantom{\{}\}",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    **{sign: f"\\{sign}" for sign in "#$%&_"},
}
_SIGNS = re.compile(r"[\\{}^~<>#$%&_]")
_LIGATURE = re.compile(r"(?<=[-'`,!?])(?=[-'`,])")  # LaTeX prints -- as a dash, '' as a quotation mark
_ENTRY = re.compile(r"@(?=\s*\w*\s*[({\\])")  # what careless readers take for the beginning of an entry
_PLAIN_NAME = re.compile(r"[^\W\d_]+\.?(?:[-'’ ][^\W\d_]+\.?)*")
_ADDRESS = re.compile(r"[^A-Za-z0-9:/?#@!$&'()*+,;=._~-]")


def render_bibtex(cited: "Iterable[Citation]") -> "Iterator[str]":
    """Yield an entry for each text, a blank line between them."""
    for number, work in enumerate(cited_works(cited)):
        fields = "".join(f"  {name} = {value},\n" for name, value in _fields(work))
        yield f"{chr(10) if number else ''}@{_TYPES[work.sort]}{{{work.key},\n{fields}}}\n"


def _fields(work: "CitedWork") -> "Iterator[tuple[str, str]]":
    source = work.source
    if work.authors:
        yield "author", f"{{{' and '.join(map(_author, work.authors))}}}"
    yield "title", f"{{{{{latex(work.title)}}}}}"
    if work.container and (name := _CONTAINERS.get(work.sort)):
        yield name, f"{{{{{latex(work.container)}}}}}"
    if source.publisher and flat(source.publisher):
        yield _PUBLISHERS.get(work.sort, "organization"), f"{{{{{latex(source.publisher)}}}}}"
    if work.sort is Sort.REPORT:
        yield "type", "{Report}"
    if day := source.published:
        yield from (("year", f"{{{day.year:04}}}"), ("month", month_macro(day)), ("day", f"{{{day.day}}}"))
        yield "date", f"{{{day.isoformat()}}}"  # behind the others, for biblatex
    if work.url:
        yield "url", f"{{{address(work.url)}}}"
    if source.language:
        yield "langid", f"{{{latex(_LANGUAGES.get(source.language, source.language))}}}"
    yield "annote", f"{{{_annotation(work)}}}"


def _annotation(work: "CitedWork") -> str:
    """Return a line for the file and for each figure; each ends in a full stop, since most programs join them.

    Blank lines between them would make paragraphs, in which pandoc tells some words twice.
    """
    return "\n    ".join(latex(line) for line in (file_told(work), *map(told, work.citations)))


def _author(name: "Name") -> str:
    if not name.is_person:
        return f"{{{latex(name.family)}}}"
    return f"{_part(name.family)}, {_part(name.given)}"


def _part(name: str) -> str:
    """Return a part of a name, in braces where BibTeX would take it apart."""
    words = flat(name)
    plain = _PLAIN_NAME.fullmatch(words) and "and" not in words.lower().split()
    return latex(words) if plain else f"{{{latex(words)}}}"


def latex(text: str) -> str:
    r"""Return a text on one line as LaTeX prints it letter by letter.

    >>> print(latex("50% of {A -- \\input"))
    50\% of \{\vphantom{\}}A -{}- \textbackslash{}input
    """
    parted = _LIGATURE.sub("\x00", flat(text))  # no control character is left in it
    escaped = _SIGNS.sub(lambda found: _SPECIAL[found[0]], parted).replace("\x00", "{}")
    return _ENTRY.sub("{@}", escaped)


def address(url: str) -> str:
    """Return an address with what is no sign of addresses percent-encoded, so that it has neither brace nor backslash.

    Percent signs stay, as readers of BibTeX files expect.
    """
    return _ADDRESS.sub(lambda found: found[0] if found[0] == "%" else _percent(found[0]), url)


def _percent(sign: str) -> str:
    return "".join(f"%{byte:02X}" for byte in sign.encode("utf-8", "replace"))
