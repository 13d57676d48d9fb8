"""Pages written as XML, put so that a browser's rules for HTML read the same in them."""

import re
from html import escape

_EMPTY = re.compile(
    r"<([A-Za-z][\w:-]{0,40})((?:\s[^<>]{0,2000})?)/>"
)  # "<script src='a.js'/>", which HTML would leave open
_CDATA = re.compile(r"<!\[CDATA\[((?:[^\]]|\](?!\]>))*)\]\]>")
_SUBSET = re.compile(r"(<!DOCTYPE[^<>\[\]]{0,300})\[[^\]]{0,20000}\]\s{0,20}>", re.I)
_HEAD = 1_000  # characters in which a page says that it is XML


def is_xhtml(source: str) -> bool:
    """Tell whether a page begins as XML does."""
    return source[:_HEAD].lstrip().startswith("<?xml")


def as_html(source: str) -> str:
    """Return a page written as XML as one in HTML.

    >>> as_html("<title/><p>a<br/><![CDATA[1 < 2]]></p>")
    '<title></title><p>a<br>1 &lt; 2</p>'
    """
    source = _SUBSET.sub(r"\1>", source, count=1)
    source = _CDATA.sub(lambda found: escape(found[1], quote=False), source)
    return _EMPTY.sub(lambda found: f"<{found[1]}{found[2]}>{_end(found[1])}", source)


def _end(name: str) -> str:
    return (
        ""
        if name.lower() in ("br", "hr", "img", "input", "meta", "link", "col", "area", "base", "wbr")
        else f"</{name}>"
    )
