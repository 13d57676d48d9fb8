"""What programs stamp on a PDF: title, author, date and language, each only where it may be what readers see."""

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import date

from ledger.model.document import Metadata

_DATE = re.compile(r"D?:?(\d{4})-?(\d{2})-?(\d{2})")
_FILE = re.compile(r"\.[a-z]{2,5}\d?$|^\w+ (?:Word|PowerPoint|Excel) - |[/\\]|^\S*_\S*$|^\W*\w*\W*$", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_][^\d_@]*[^\W\d_.]\.?(?: [^\W\d_][^\d_@]*)+")
_LONGEST = 300
_XMP = 100_000  # characters of metadata that are looked at
_PACKET = re.compile(rb"<x:xmpmeta[^>]{0,300}>.{0,%d}?</x:xmpmeta>" % _XMP, re.DOTALL)
_XMP_TITLE = re.compile(r"<dc:title>\s*<rdf:Alt>\s*<rdf:li[^>]{0,80}>([^<]{1,300})<")
_XMP_AUTHOR = re.compile(r"<dc:creator>\s*<rdf:Seq>\s*<rdf:li[^>]{0,80}>([^<]{1,300})<")
_XMP_DATE = re.compile(r"xmp:CreateDate(?:>|=\")([^<\"]{8,40})")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?=$|[-_])")


def read_stamps(known: Mapping[str, str], packet: str, language: str) -> Metadata:
    """Return what the document information and the metadata packet tell, the former first.

    >>> read_stamps({"Title": "Microsoft Word - draft3.docx", "Author": "jdoe"}, "", "es-HN")
    Metadata(title=None, author=None, publisher=None, published=None, url=None, language='es')
    """
    title = known.get("Title", "").strip() or _first(_XMP_TITLE, packet)
    author = known.get("Author", "").strip() or _first(_XMP_AUTHOR, packet)
    spoken = _LANGUAGE.match(language)
    return Metadata(
        title=title if title and len(title) <= _LONGEST and not _FILE.search(title) else None,
        author=author if author and len(author) <= _LONGEST and _NAME.fullmatch(author) else None,
        published=_read_date(known.get("CreationDate", "") or _first(_XMP_DATE, packet)),
        language=spoken[0].lower() if spoken else None,
    )


def find_packet(data: bytes) -> str:
    """Return the last metadata packet that stands in a file as plain bytes, empty where there is none."""
    start = data.rfind(b"<x:xmpmeta")
    packet = _PACKET.match(data, start) if start >= 0 else None
    return packet[0].decode("utf-8", "replace") if packet else ""


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[1].strip() if found else ""


def _read_date(stamp: str) -> date | None:
    """Read "D:20210401093000-06'00'" and "2021-04-01T09:30:00".

    >>> _read_date("D:20210401093000-06'00'")
    datetime.date(2021, 4, 1)
    """
    if (found := _DATE.match(stamp)) is not None:
        with suppress(ValueError):
            day = date(*map(int, found.groups()))
            return day if 1980 < day.year < 2100 else None
    return None
