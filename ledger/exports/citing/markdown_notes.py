"""Running footnotes in Markdown: a list of the figures, each with its mark, and the notes below it."""

import re
from collections import Counter
from typing import TYPE_CHECKING

from ledger.exports.citing.links import is_of_the_web
from ledger.exports.citing.notes import Manner, note_texts
from ledger.exports.citing.works import flat, plain_key
from ledger.exports.markdown_table import markdown_text
from ledger.exports.quotes import period_words, printed, subject

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.exports.citing.citation import Citation
    from ledger.model.figure import Figure

# Of what pandoc and others read as more than a letter, the table's escapes leave these.
_MEANT = re.compile(
    r"(?<!\\)@|\{"  # a citation, attributes
    r"|(?<=-)-|(?<=\.)\.(?=\.)"  # a dash, an ellipsis
)
_LEADING = re.compile(
    r"(?=[-+=#:%(])"  # a list, a heading, a definition, an item such as "(1)"
    r"|\w{1,9}(?=[.)](?:\s|$))"  # an item: "1.", "a)"
)
_NO_ADDRESS = re.compile(r"[<>`\\\"{}|^]")


def render_markdown_notes(cited: "Sequence[Citation]") -> "Iterator[str]":
    """Yield a line for each figure with the mark of its note, then the notes; either may be pasted by itself."""
    names = _names(cited)
    for one in cited:
        yield f"- {led(words(_heading(one.figure)))}[^{names[one.figure.id]}]\n"
    manner = Manner(words, lambda text: f"*{words(text)}*" if flat(text) else "", address)
    for one, text in zip(cited, note_texts(cited, names, manner), strict=True):
        yield f"\n[^{names[one.figure.id]}]: {led(text)}\n"


def _heading(figure: "Figure") -> str:
    """Return what a figure counts, in its own words: "over 2000 — complaints, Mexico, 2008-01 – 2009-06"."""
    counted = [subject(figure), figure.place and figure.place.name, period_words(figure)]
    return " — ".join(part for part in (printed(figure), ", ".join(part for part in counted if part)) if part)


def _names(cited: "Sequence[Citation]") -> dict[str, str]:
    """Return the name of each note: the key of its text and a number."""
    times: Counter[str] = Counter()
    names = {}
    for one in cited:
        key = re.sub(r"[^A-Za-z0-9]", "", plain_key(one.work)) or "text"
        times[key] += 1
        names[one.figure.id] = f"{key}-{times[key]}"
    return names


def words(text: str) -> str:
    r"""Return a text on one line as words that nothing takes for markup, wherever they stand in a line.

    >>> print(words("a -- @misc [x](y) <b>"))
    a -\- \@misc \[x\](y) &lt;b&gt;
    """
    return _MEANT.sub(lambda found: f"\\{found[0]}", markdown_text(flat(text)))


def led(text: str) -> str:
    """Return words that may begin a line without making a list or a heading of it."""
    found = _LEADING.match(text)
    return f"{found[0]}\\{text[found.end() :]}" if found else text


def address(url: str) -> str:
    """Return an address of the web as a link, any other as words."""
    plain = is_of_the_web(url) and url == flat(url) and not _NO_ADDRESS.search(url)
    return f"<{url}>" if plain else words(url)
