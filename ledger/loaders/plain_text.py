"""Plain text and Markdown: the text is the bytes decoded, and nothing else is done to it."""

import codecs
import re

from ledger.errors import BadValue, DocumentUnreadable
from ledger.loaders.content import Content
from ledger.model.document import Document

# The longer marks first: the mark of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MOST_CONTROLS = 0.1  # a share no text in any language comes near
_CONTROLS = bytes({*range(32), 127} - set(b"\t\n\v\f\r\x1b"))
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def load_plain_text(content: Content) -> Document:
    r"""Decode the bytes: by the encoding the user named, by the mark of UTF-16 or UTF-32, else as UTF-8.

    Line ends stay as they are, and so does the mark a UTF-8 file may begin with: it is the text's first
    character, U+FEFF, so that a span counts the same whoever decodes the bytes.

    >>> load_plain_text(Content("a.txt", b"\xef\xbb\xbfOne\r\n")).text
    '\ufeffOne\r\n'
    """
    text = _decode(content)
    if not text.strip("\ufeff").strip():
        raise DocumentUnreadable(content.path, "it is empty", "Check that it was saved, or leave it out.")
    return Document(text=text, sha256=content.sha256, path=content.path, size=len(content.data))


def _decode(content: Content) -> str:
    encoding = _known(content.encoding) if content.encoding else _marked(content.data)
    if encoding == "utf-8" and _is_binary(content.data):
        raise _binary(content.path)
    try:
        text = content.data.decode(encoding)
    except UnicodeError as error:
        where = f" (byte {error.start} does not fit)" if isinstance(error, UnicodeDecodeError) else ""
        remedy = "Name the encoding it was saved in, for example: --encoding cp1252"
        raise DocumentUnreadable(content.path, f"it is not {encoding} text{where}", remedy) from error
    if _UNSTORABLE.search(text):
        raise _binary(content.path)
    return text


def _known(encoding: str) -> str:
    try:
        "x".encode(encoding)  # refuses what is a codec and no encoding, such as rot13
        return codecs.lookup(encoding).name
    except (LookupError, ValueError) as error:
        raise BadValue("--encoding", encoding, "an encoding known here, such as utf-8, cp1252 or utf-16") from error


def _marked(data: bytes) -> str:
    return next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")


def _is_binary(data: bytes) -> bool:
    kept = data.translate(None, _CONTROLS)
    return b"\x00" in data or len(data) - len(kept) > _MOST_CONTROLS * len(data)


def _binary(path: str) -> DocumentUnreadable:
    remedy = "Save it as plain text; if it is UTF-16 without its mark, add: --encoding utf-16-le"
    return DocumentUnreadable(path, "it is binary, not text", remedy)
