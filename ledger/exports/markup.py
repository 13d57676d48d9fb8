"""What every page and drawing is made with: texts in which nothing is markup, addresses that can be followed."""

import re
from urllib.parse import quote

from ledger.exports.citing.links import is_of_the_web
from ledger.exports.plain import visible

_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})
_OF_ADDRESSES = ":/?#[]@!$&'()*+,;=%"  # signs that an address has as they are
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3}", re.IGNORECASE)
_NO_SIGN = re.compile("[\x0c\ufffe\uffff]")  # what XML has no way to write, however it is escaped


def escaped(text: str) -> str:
    """Return a text with nothing in it that markup is made of, control characters in sight.

    >>> escaped("<b id='x'>")
    '&lt;b id=&#39;x&#39;&gt;'
    """
    return visible(text).translate(_ESCAPES)


def escaped_xml(text: str) -> str:
    """Return a text for a drawing on its own, which may hold fewer signs than a page."""
    return _NO_SIGN.sub("\ufffd", escaped(text))


def address(url: str | None) -> str | None:
    """Return an address of the web as the value of an attribute; None for any other text."""
    return escaped(quote(url, safe=_OF_ADDRESSES)) if url and is_of_the_web(url) else None


def language(code: str | None) -> str:
    """Return the code of a language; empty, which says that it is not known, where it is no code.

    >>> language("es"), language("es-MX"), language('x" onclick="'), language(None)
    ('es', 'es-MX', '', '')
    """
    return code if code and _LANGUAGE.fullmatch(code) else ""
