"""Mails: the message with who wrote what in it, and the documents attached to it."""

from collections.abc import Iterator
from dataclasses import replace
from email.message import Message
from pathlib import PurePosixPath

from ledger.errors import DocumentUnreadable, LedgerError
from ledger.loaders.content import Content
from ledger.loaders.cut_short import mail_cut_short
from ledger.loaders.folders import Held, PassedOver
from ledger.loaders.loaded import Loaded, TextWriter
from ledger.loaders.mail.parts import attachments, file_name, header, parse_mail, texts
from ledger.loaders.mail.voices import bare_subject, part_voices, sender_of
from ledger.loaders.registry import LOADERS, OPENERS, open_content
from ledger.loaders.stamps import read_stamp
from ledger.model.document import Metadata, SectionKind

MESSAGE = ".message"
DEEPEST = 3  # mails and archives within each other
_FIRST_YEAR = 1980  # an earlier one is that of a clock that was never set
_KINDS = {
    "application/pdf": ".pdf",
    "application/zip": ".zip",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "message/rfc822": ".eml",
    "text/html": ".html",
    "text/plain": ".txt",
}
_ENCRYPTED = frozenset({"application/pgp-encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"})


def open_mail(content: Content) -> Iterator[Held]:
    """Yield the message of a mail, then what is attached to it: documents, what is none, and what cannot be read.

    Raises:
        DocumentUnreadable: it is no mail.

    """
    mail = parse_mail(content)
    yield replace(content, ending=MESSAGE)
    met: set[str] = set()
    for number, part in enumerate(attachments(mail), 1):
        yield from _attached(content, part, _path(content, part, number, met))


def load_message(content: Content) -> Loaded:
    """Read the message of a mail: its subject, then its text with each quoted message marked as its writer's."""
    mail = parse_mail(content)
    writer = TextWriter()
    metadata = _metadata(mail)
    writer.paragraph(header(mail, "subject"))
    for part in texts(mail):
        _write(writer, part, metadata)
    writer.take(Loaded("", left_out=mail_cut_short(mail)))
    return writer.loaded("mail", metadata)


def _write(writer: TextWriter, part: Loaded, metadata: Metadata) -> None:
    """Write a part of the message, each voice in it marked; what is around the text of a page stays so."""
    around = [mark.span for mark in part.marks if mark.kind is SectionKind.FURNITURE]
    at = 0
    for voice in part_voices(part.text):
        at = max(part.text.find(voice.text, at), at)
        told = voice.metadata
        if told.title == metadata.title:
            told = replace(told, title=None)
        is_around = any(span.start <= at < span.end for span in around)
        writer.paragraph(voice.text, SectionKind.FURNITURE if is_around else voice.kind, told)
    writer.take(Loaded("", left_out=part.left_out))


def _metadata(mail: Message) -> Metadata:
    day = read_stamp(header(mail, "date"))
    return Metadata(
        title=bare_subject(header(mail, "subject")) or None,
        author=sender_of(header(mail, "from")),
        published=day if day and day.year >= _FIRST_YEAR else None,
    )


def _path(content: Content, part: Message, number: int, met: set[str]) -> str:
    """Return the path of an attachment in its mail, no two the same."""
    kind = _KINDS.get(part.get_content_type(), "")
    name = file_name(part) or f"part-{number}{kind}"
    if not PurePosixPath(name).suffix and kind:
        name = f"{name}{kind}"
    if name in met:
        name = f"{number}-{name}"
    met.add(name)
    return f"{content.path}/{name}"


def _attached(content: Content, part: Message, path: str) -> Iterator[Held]:
    if part.get_content_type() in _ENCRYPTED:
        yield DocumentUnreadable(path, "it is encrypted", "Decrypt it in the mail program, and save it anew.")
        return
    kind = PurePosixPath(path).suffix.lower()
    if part.get_content_type() == "message/rfc822":
        kind = ".eml"
    if kind not in LOADERS and kind not in OPENERS:
        yield PassedOver(path, "not of a kind the ledger reads")
        return
    held = Content(path, _bytes(part), content.encoding, kind, content.trusted)
    if kind in OPENERS and _depth(path) >= DEEPEST:
        deep = f"it is in more than {DEEPEST} archives or mails within each other"
        yield DocumentUnreadable(path, deep, "Save it on its own, and add it.")
        return
    try:
        yield from open_content(held)
    except LedgerError as error:
        yield error


def _bytes(part: Message) -> bytes:
    """Return what a part holds; a mail within a mail as it was sent."""
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload()
        inner = inner[0] if isinstance(inner, list) and inner else part
        try:
            return inner.as_bytes() if isinstance(inner, Message) else b""
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
            return b""
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _depth(path: str) -> int:
    """Return in how many archives and mails a path lies."""
    return sum(PurePosixPath(part).suffix.lower() in OPENERS for part in path.split("/")[:-1])
