"""The title of a PDF: what stands in the biggest type on its first page, which is no running head."""

import re
from collections.abc import Collection, Iterator, Sequence
from statistics import median

from ledger.loaders.pdf.lines import Region

_BIG = 1.25  # of the height of most words
_SAME_SIZE = 0.06
_STEP = 1.8  # heights between two lines of a title
_LONGEST = 200  # characters
_WORDS = 2  # a single big word may be a logo, or the first of a chapter
_SAMPLE = 12  # pages
_LABEL = re.compile(r"[^\W\d_][\w.]*(?: [\w.]+)?:(?:\s|$)")
_LABELS = 3  # lines of "To:", "From:", "Subject:" by which a letter says itself what it is about


def find_title(pages: Sequence[Region], furniture: Sequence[Collection[int]], stamped: str | None) -> str | None:
    """Return the title that a file is stamped with if its first page says it, else what is biggest there."""
    at = next((at for at, rows in enumerate(pages) if rows), None)
    if at is None:
        return None
    rows = [
        row for n, row in enumerate(pages[at]) if n not in furniture[at] and not any(word.rows for word in row.words)
    ]
    if stamped and _folded(stamped) in _folded(" ".join(row.text for row in rows)):
        return stamped
    if sum(_LABEL.match(row.text) is not None for row in rows) >= _LABELS:
        return None
    body = median(word.h for page in pages[:_SAMPLE] for row in page for word in row.words)
    found = max(_big(rows, _BIG * body), key=lambda one: one[0], default=None)
    return found[1] if found else None


def _big(rows: Region, least: float) -> Iterator[tuple[float, str]]:
    """Yield each text that is so high, its lines put together."""
    lines: Region = []
    for row in [*rows, None]:
        if lines and (
            row is None or abs(row.h - lines[-1].h) > _SAME_SIZE * row.h or row.y - lines[-1].y > _STEP * row.h
        ):
            text = " ".join(line.text for line in lines)
            words = [word for word in text.split() if word[0].isalpha()]
            if lines[0].h >= least and len(words) >= _WORDS and len(text) <= _LONGEST:
                yield lines[0].h, text
            lines = []
        if row is not None:
            lines.append(row)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
