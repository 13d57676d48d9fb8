"""The parts of a mail: the message as its reader sees it, and what is attached; headers however broken."""

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.policy import compat32

from ledger.errors import DocumentUnreadable
from ledger.loaders.content import Content
from ledger.loaders.decoding import decode
from ledger.loaders.loaded import Loaded
from ledger.loaders.web.parts import read_html

DEEPEST = 40  # multiparts within multiparts; Outlook makes 4
_REMEDY = "Open it in a mail program and save it anew."
_HEADER = re.compile(rb"[A-Za-z][A-Za-z0-9-]{0,75}:")
_FEW = 0.5  # of the letters of a page; a plain text with fewer is only a hint to open the page
_DIGITS = re.compile(r"\d+")
_TEXTS = ("text/plain", "text/html")


def parse_mail(content: Content) -> Message:
    """Parse a mail.

    Raises:
        DocumentUnreadable: it has no headers, or is nested without end.

    """
    data = content.data.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    if data.startswith(b"From "):  # the line before each mail in a box of many
        data = data.partition(b"\n")[2]
    if not _HEADER.match(data):
        raise DocumentUnreadable(content.path, "it is no mail: it begins without a header", _REMEDY)
    try:
        mail = message_from_bytes(data, policy=compat32)
    except (RecursionError, MessageError, ValueError, LookupError, IndexError, TypeError, AttributeError) as error:
        raise DocumentUnreadable(content.path, "its parts are broken or nested too deep", _REMEDY) from error
    if _levels(mail) > DEEPEST:
        raise DocumentUnreadable(content.path, f"its parts are nested more than {DEEPEST} deep", _REMEDY)
    return mail


def _levels(mail: Message) -> int:
    """Return how many levels of parts there are."""
    level, levels = [mail], 0
    while level:
        level = [part for whole in level if whole.is_multipart() for part in _inner(whole)]
        levels += 1
    return levels


def _inner(mail: Message) -> list[Message]:
    payload = mail.get_payload()
    return [part for part in payload if isinstance(part, Message)] if isinstance(payload, list) else []


def header(mail: Message, name: str) -> str:
    """Return a header as it is shown, empty where it is not there."""
    told = next((str(value) for key, value in mail.raw_items() if key.lower() == name), "")
    raw = told.encode("utf-8", "surrogateescape")
    text = told if told.isascii() else decode(Content("header", raw)).text if raw.count(0) == 0 else ""
    try:
        pieces = decode_header(text)
    except (MessageError, ValueError):  # half an encoded word
        pieces = [(text, None)]
    return " ".join("".join(_shown(*piece) for piece in pieces).split())


def _shown(piece: str | bytes, charset: str | None) -> str:
    if isinstance(piece, str):
        return piece
    return _decoded(piece, charset if charset not in (None, "unknown-8bit") else None)


def attachments(mail: Message) -> Iterator[Message]:
    """Yield the parts that are no text of the message, in order."""
    if _is_leaf(mail):
        if not _is_text(mail):
            yield mail
        return
    for part in _inner(mail):
        yield from attachments(part)


def texts(mail: Message) -> list[Loaded]:
    """Return the parts of the message that its reader sees, in order.

    Of several forms of the same the plain text is read, unless it only hints that there is a page, or lacks numbers
    that the page has: those of a table, mostly.
    """
    if _is_leaf(mail):
        return [_read_text(mail)] if _is_text(mail) else []
    forms = [texts(part) for part in _inner(mail)]
    if mail.get_content_type() != "multipart/alternative":
        return [text for form in forms for text in form]
    told = ["\n".join(text.text for text in form) for form in forms]
    most = max(map(_letters, told), default=0)
    numbers = {number for text in told[1:] for number in _DIGITS.findall(text)}
    is_whole = bool(told) and _letters(told[0]) > _FEW * most and numbers <= {*_DIGITS.findall(told[0])}
    return (
        forms[0]
        if is_whole
        else max(forms, key=lambda form: _letters("\n".join(text.text for text in form)), default=[])
    )


def _is_leaf(mail: Message) -> bool:
    return not mail.is_multipart() or mail.get_content_type() == "message/rfc822"


def _is_text(mail: Message) -> bool:
    is_text = mail.get_content_type() in _TEXTS and mail.get_content_disposition() != "attachment"
    return is_text and not file_name(mail)


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def _read_text(part: Message) -> Loaded:
    """Read the text of a part, plain or a page."""
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    text = _decoded(data, part.get_content_charset())
    if part.get_content_type() != "text/html":
        return Loaded(text)
    return read_html("mail", text)


def file_name(part: Message) -> str:
    """Return the name of an attachment without folders, empty where it has none."""
    try:
        told = part.get_filename() or ""
        shown = "".join(_shown(*piece) for piece in decode_header(told))
    except (MessageError, ValueError, LookupError, TypeError, AttributeError):
        return ""
    name = shown.replace("\\", "/").rpartition("/")[2]
    return "".join(sign for sign in name if sign.isprintable()).strip(". ")


def _decoded(data: bytes, charset: str | None) -> str:
    """Decode bytes of a mail; what is no text in any encoding is shown as what it lacks."""
    try:
        return decode(Content("mail", data), charset).text
    except DocumentUnreadable:
        return data.decode("utf-8", "replace").replace("\0", "\ufffd")
