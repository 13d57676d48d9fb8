"""One article of a file of many: its record in JSON as title and text, with what the record declares."""

import html
import json
import re
from dataclasses import replace

from ledger.errors import DocumentUnreadable
from ledger.loaders.bundles.article_record import Record, day_of, find_record, first_of, language_of, texts_of, url_of
from ledger.loaders.content import Content
from ledger.loaders.decoding import decode
from ledger.loaders.loaded import Loaded, TextWriter
from ledger.loaders.web.parts import is_html, read_html
from ledger.model.document import Metadata

_REMEDY = "Check that it was saved whole."
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{2,6}|#x[0-9a-fA-F]{2,5});")
_CUT = re.compile(r"\[\+\d+ chars\]\s*$")  # with which a service ends what it gives only the beginning of


def load_article(content: Content) -> Loaded:
    """Read the record of an article; of several fields with text the fullest name counts, others are told."""
    decoded = decode(content)
    try:
        record = find_record(json.loads(decoded.text.lstrip("\ufeff")))
    except (ValueError, RecursionError) as error:
        raise DocumentUnreadable(content.path, "it is no JSON", _REMEDY) from error
    if record is None:
        raise DocumentUnreadable(content.path, "it is no record of an article", _REMEDY)
    writer = TextWriter()
    metadata = _metadata(record)
    _write(content.path, record, metadata, writer)
    return replace(writer.loaded("article", metadata), encoding=decoded.encoding, decoded_by=decoded.by)


def _write(path: str, record: Record, metadata: Metadata, writer: TextWriter) -> None:
    texts = [*texts_of(record, "text"), *texts_of(record, "lead")]
    if not texts:
        return
    body = _read(path, _CUT.sub("", texts[0][1]))
    if metadata.title and not _begins(body.text, metadata.title):
        writer.paragraph(metadata.title)
    writer.take(body)
    told = _bare(f"{metadata.title or ''} {body.text}")
    for name, text in texts[1:]:
        other = _read(path, text).text
        if _bare(other) not in told:
            writer.leave_out(other, f'in the field "{name}"')
    if cut := _CUT.search(texts[0][1]):
        writer.leave_out(cut[0], "the service gives only the beginning of the text")


def _read(path: str, text: str) -> Loaded:
    """Read the words of a field, which may be a piece of a page."""
    if is_html(text):
        return read_html(path, text)
    writer = TextWriter()
    writer.paragraph(html.unescape(text) if _ENTITY.search(text) else text)
    return writer.loaded("text")


def _metadata(record: Record) -> Metadata:
    title = first_of(record, "title")
    return Metadata(
        title=html.unescape(title) if title else None,
        author=first_of(record, "author"),
        publisher=_publisher(record),
        published=day_of(record),
        url=url_of(record),
        language=language_of(record),
    )


def _publisher(record: Record) -> str | None:
    told = first_of(record, "publisher")
    return None if told and told.startswith("http") else told


def _begins(text: str, title: str) -> bool:
    return _bare(text[: len(title) * 2 + 40]).startswith(_bare(title))


def _bare(text: str) -> str:
    return "".join(filter(str.isalnum, text.lower()))
