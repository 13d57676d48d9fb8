"""CSL-JSON, for pandoc, Zotero and every citation processor: an item a text.

What is told of the figures stands in `note` to be read, and in `custom` as it is, every field of it.
"""

from typing import TYPE_CHECKING

from ledger.exports.citing.json_layout import laid_out
from ledger.exports.citing.telling import all_told, told
from ledger.exports.citing.works import Sort, cited_works

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ledger.exports.citing.citation import Citation
    from ledger.exports.citing.names import Name
    from ledger.exports.citing.works import CitedWork

_TYPES = {Sort.ONLINE: "webpage", Sort.PART: "chapter", Sort.REPORT: "report", Sort.OTHER: "document"}


def render_csl_json(cited: "Iterable[Citation]") -> "Iterator[str]":
    """Yield an array of items, one a text."""
    opening = "[\n  "
    for work in cited_works(cited):
        yield opening + laid_out({key: value for key, value in _item(work).items() if value}, 1)
        opening = ",\n  "
    yield "[]\n" if opening == "[\n  " else "\n]\n"


def _item(work: "CitedWork") -> dict[str, object]:
    source, day = work.source, work.source.published
    return {
        "id": work.key,
        "type": _TYPES[work.sort],
        "title": work.title,
        "author": [_name(name) for name in work.authors],
        "container-title": work.container,
        "publisher": source.publisher,
        "issued": day and {"date-parts": [[day.year, day.month, day.day]]},
        "URL": work.url,
        "language": source.language,
        "note": "\n".join(_no_field(told(one)) for one in work.citations),
        "custom": {
            "path": source.path,
            "sha256": source.document,
            "url": source.url,
            "figures": [all_told(one) for one in work.citations],
        },
    }


def _name(name: "Name") -> dict[str, str]:
    return {"family": name.family, "given": name.given} if name.is_person else {"literal": name.family}


def _no_field(line: str) -> str:
    """Part what citation processors take for a field within a note, as in {:title: …}."""
    return line.replace("{:", "{ :")
