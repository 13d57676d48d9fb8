"""RIS, for Zotero, EndNote and Mendeley: an entry a text, an `N1` line a figure."""

from typing import TYPE_CHECKING

from ledger.exports.citing.telling import file_told, told
from ledger.exports.citing.works import Sort, cited_works, flat

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ledger.exports.citing.citation import Citation
    from ledger.exports.citing.works import CitedWork

_TYPES = {Sort.ONLINE: "ELEC", Sort.PART: "CHAP", Sort.REPORT: "RPRT", Sort.OTHER: "GEN"}
_END = "\r\n"  # as the format asks for


def render_ris(cited: "Iterable[Citation]") -> "Iterator[str]":
    """Yield an entry for each text, a blank line between them.

    Every value is one line, so that no words of a text stand where a tag would.
    """
    for number, work in enumerate(cited_works(cited)):
        lines = [f"{tag}  - {value}" for tag, text in _tags(work) if (value := flat(text))]
        yield (_END if number else "") + "".join(f"{line}{_END}" for line in (*lines, "ER  - "))


def _tags(work: "CitedWork") -> "Iterator[tuple[str, str | None]]":
    source = work.source
    yield "TY", _TYPES[work.sort]
    yield "ID", work.key
    yield from (("AU", name.turned) for name in work.authors)
    yield "TI", work.title
    yield "T2", work.container
    yield "PB", source.publisher
    if day := source.published:
        yield "PY", f"{day.year:04}"
        yield "DA", f"{day.year:04}/{day.month:02}/{day.day:02}"
    yield "UR", work.url
    yield "LA", source.language
    yield "N1", file_told(work)
    yield from (("N1", told(one)) for one in work.citations)
