"""The encoding that a page says it is saved in."""

import re

_HEAD = 4096  # bytes; browsers look no further than the first 1024
_META = re.compile(rb"<meta[^>]{0,200}?charset\s{0,5}=\s{0,5}[\"']?\s{0,5}([A-Za-z0-9_:.-]{2,40})", re.I)
_XML = re.compile(rb"<\?xml[^>]{0,100}?encoding\s{0,5}=\s{0,5}[\"']([A-Za-z0-9_:.-]{2,40})", re.I)


def declared_charset(data: bytes) -> str | None:
    """Return the encoding that the head of a page names.

    >>> declared_charset(b'<html><meta charset="iso-8859-1">')
    'iso-8859-1'
    """
    found = _META.search(data[:_HEAD]) or _XML.search(data[:_HEAD])
    return found[1].decode("ascii") if found else None
