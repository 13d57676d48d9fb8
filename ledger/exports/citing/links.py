"""Links that open a page at a quote, by a text fragment that browsers look for (WICG Scroll to Text Fragment)."""

import re
from urllib.parse import quote as percent_encoded
from urllib.parse import urlsplit

from ledger.model.figure import Figure

_LONGEST = 200  # characters of a quote that a link holds whole
_ENDS = 5  # words of either end of a longer one
_BESIDE = 4  # words before a quote that stands several times
_WORD = re.compile(r"\S+")
_CELLS = re.compile(r"\s*(?:\n|\t|\|)\s*")  # where a quote runs over the ends of blocks: no browser finds it as one
_SCHEMES = ("http", "https")


def quote_link(url: str | None, text: str, figure: Figure) -> str | None:
    """Return the address with the figure's sentence as its fragment; None where the address is none of the web.

    `text` is the text of the figure's document. Where the words stand more than once in it, those before them are
    told too.
    """
    if not url or not _is_of_the_web(url):
        return None
    return f"{url}{'' if '#' in url else '#'}:~:text={_directive(text, figure)}"


def _is_of_the_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme.lower() in _SCHEMES and bool(parts.netloc) and not re.search(r"[\s\x00-\x1f\x7f]", url)


def _directive(text: str, figure: Figure) -> str:
    start, end = figure.quote_span
    start, end = _trimmed(text, start, end)
    first, last = _ends(text, start, end)
    shown = _encoded(first) if last is None else f"{_encoded(first)},{_encoded(last)}"
    if _count(first, text) > 1 and (before := _before(text, start)):
        return f"{_encoded(before)}-,{shown}"
    return shown


def _ends(text: str, start: int, end: int) -> tuple[str, str | None]:
    """Return what to look for: the sentence, or the words at its beginning and at its end where it is long."""
    sentence = text[start:end]
    if end - start <= _LONGEST and not _CELLS.search(sentence):
        return sentence, None
    blocks = [block for block in _CELLS.split(sentence) if block]
    first, last = _WORD.findall(blocks[0])[:_ENDS], _WORD.findall(blocks[-1])[-_ENDS:]
    return " ".join(first), " ".join(last)


def _before(text: str, start: int) -> str:
    """Return the words before a place, as far as they stand in the same line."""
    line = re.split(r"[\n|\t]", text[max(0, start - 200) : start])[-1]
    return " ".join(_WORD.findall(line)[-_BESIDE:])


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start].isspace() or text[start] in "|•*"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] == "|"):
        end -= 1
    return start, end


def _count(words: str, text: str) -> int:
    """Count where the words stand, as a browser looks for them: in any case, with any white space."""
    pattern = r"\s+".join(map(re.escape, words.split()))
    return sum(1 for _ in re.finditer(pattern, text, re.I))


def _encoded(words: str) -> str:
    """Return words for a fragment, in which a comma, a hyphen and an ampersand mean something."""
    flat = " ".join(words.split()).encode("utf-8", "replace").decode()
    return percent_encoded(flat, safe="").replace("-", "%2D")
