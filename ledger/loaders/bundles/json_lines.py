"""Articles in JSON: a record on each line, or in a list; each is a document of its own, read one at a time."""

import codecs
import json
import re
from collections.abc import Iterator
from io import BytesIO

from ledger.errors import DocumentUnreadable
from ledger.lexicon.article_fields import load_article_fields, plain_name
from ledger.loaders.bundles.article_record import find_record, holds_text
from ledger.loaders.content import Content
from ledger.loaders.decoding import decode
from ledger.loaders.folders import Held, PassedOver

ARTICLE = ".article"
_SPACE = re.compile(r"[ \t\r\n]*")
_DECODER = json.JSONDecoder()
_DEEPEST = 4  # objects around a list of articles
_OF_FIGURES = frozenset(("value_text", "evidence", "reading"))  # which `ledger read` writes, and no service
_REMEDY = "Check that it was saved whole."
_FAULTS = (ValueError, RecursionError)  # no JSON; a number beyond what is read; nested without end
_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def open_json_lines(content: Content) -> Iterator[Held]:
    """Yield the articles of a file with one on each line, by their lines; what is none is told with its line."""
    for number, line in enumerate(BytesIO(_in_utf8(content)), 1):
        if bare := line.strip():
            yield _article(content, number, bare, f"line {number}")


def open_json_list(content: Content) -> Iterator[Held]:
    """Yield the articles of a file that is a list of them, holds one, or is one article; counted from 1.

    Raises:
        DocumentUnreadable: it is no JSON, which may turn out after some articles.

    """
    text = decode(content).text.lstrip("\ufeff")
    try:
        records = list(_lists(text, _skip(text, 0), _DEEPEST))
    except _FAULTS as error:
        raise DocumentUnreadable(content.path, _fault(error), _REMEDY) from error
    if not records:
        yield _article(content, 1, text.strip().encode(), "it")
    for at in records:
        yield from _elements(content, text, at)


def _elements(content: Content, text: str, at: int) -> Iterator[Held]:
    """Yield the articles of the list that begins at a bracket."""
    at = _skip(text, at + 1)
    number = 0
    while text[at : at + 1] not in ("]", ""):
        number += 1
        try:
            _, end = _DECODER.raw_decode(text, at)
        except _FAULTS as error:
            reason = f"{_fault(error)} from record {number} on"
            raise DocumentUnreadable(content.path, reason, _REMEDY) from error
        yield _article(content, number, text[at:end].encode("utf-8", "surrogatepass"), f"record {number}")
        at = _skip(text, end)
        at = _skip(text, at + 1) if text[at : at + 1] == "," else at
    if text[at : at + 1] != "]":
        reason = f"it is no JSON from record {number + 1} on"
        raise DocumentUnreadable(content.path, reason, _REMEDY)


def _article(content: Content, number: int, data: bytes, where: str) -> Held:
    """Return a record as a document, or why it is none."""
    path = f"{content.path}#{number}"
    try:
        told = json.loads(data)
    except _FAULTS as error:
        return DocumentUnreadable(path, _fault(error), _REMEDY)
    if isinstance(told, dict) and told.keys() >= _OF_FIGURES:
        raise DocumentUnreadable(content.path, "it is a table of figures", "Add it as a file of its own, by its name.")
    record = find_record(told)
    if record is None:
        return PassedOver(path, f"{where} is no record of an article")
    if not holds_text(record):
        return PassedOver(path, f"{where} is a record without text")
    return Content(path, data, ending=ARTICLE, trusted=content.trusted)


def _lists(text: str, at: int, depth: int) -> Iterator[int]:
    """Yield where the lists of articles begin in a value, without keeping what they hold."""
    if text[at : at + 1] == "[":
        yield at
    elif text[at : at + 1] == "{" and depth:
        fields = load_article_fields()
        told = [(plain_name(key), start) for key, start in _fields(text, at)]
        if any(name in fields.names["text"] and text[start : start + 1] == '"' for name, start in told):
            return  # it is an article, and its lists are of other things
        for name, start in told:
            inner = _skip(text, start + 1)
            is_list = text[start : start + 1] == "[" and text[inner : inner + 1] in ("{", "]")
            if name in fields.lists and is_list:
                yield start
            elif name in fields.wrappers:
                yield from _lists(text, start, depth - 1)


def _fields(text: str, at: int) -> Iterator[tuple[str, int]]:
    """Yield the names of an object's fields, and where the value of each begins."""
    at = _skip(text, at + 1)
    while text[at : at + 1] == '"':
        key, at = _DECODER.raw_decode(text, at)
        start = _skip(text, _skip(text, at) + 1)
        yield key, start
        _, at = _DECODER.raw_decode(text, start)
        at = _skip(text, at)
        at = _skip(text, at + 1) if text[at : at + 1] == "," else at


def _skip(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at


def _in_utf8(content: Content) -> bytes:
    """Return the lines in UTF-8; what is nearly always so already is not decoded twice."""
    if content.encoding or content.data.startswith(_MARKS):
        return decode(content).text.encode()
    return content.data.removeprefix(codecs.BOM_UTF8)


def _fault(error: BaseException) -> str:
    if isinstance(error, RecursionError):
        return "it is nested too deep"
    where = f" (column {error.colno})" if isinstance(error, json.JSONDecodeError) else ""
    return f"it is no JSON{where}"
