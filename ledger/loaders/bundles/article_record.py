"""The fields of an article's record in JSON, whatever the service that wrote it calls them."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from ledger.lexicon.article_fields import load_article_fields, plain_name
from ledger.loaders.stamps import read_stamp

_DEEPEST = 6  # lists and objects within a field
_WORD = re.compile(r"[^\W\d_]{2}")
_CODE = re.compile(r"([a-z]{2})(?:[-_].*)?", re.IGNORECASE)

Record = Mapping[str, object]


def find_record(value: object) -> Record | None:
    """Return the fields of a record by their plain names, with those of what wraps it; None for what is no record."""
    if not isinstance(value, dict):
        return None
    fields = load_article_fields()
    record = {plain_name(str(key)): inner for key, inner in value.items()}
    for name in fields.wrappers & record.keys():
        inner = find_record(record[name])
        if inner is not None and holds_text(inner):  # a source may be the publisher, or hold the article
            record = {**inner, **{key: part for key, part in record.items() if key != name}}
    return record


def holds_text(record: Record) -> bool:
    """Tell whether a record has words to read."""
    return bool(texts_of(record, "text") or texts_of(record, "lead"))


def texts_of(record: Record, field: str) -> list[tuple[str, str]]:
    """Return the names under which a record tells a field, with what it says, the likeliest first."""
    names = load_article_fields().names[field]
    told = ((name, "\n\n".join(_texts(record.get(name), field, _DEEPEST))) for name in names)
    return [(name, text) for name, text in told if _WORD.search(text)]


def first_of(record: Record, field: str) -> str | None:
    """Return what a record says of itself in a field: one line."""
    names = load_article_fields().names[field]
    told = ("; ".join(_texts(record.get(name), "name", _DEEPEST)) for name in names)
    return next((" ".join(text.split()) for text in told if text.strip()), None)


def url_of(record: Record) -> str | None:
    """Return the address of an article."""
    told = (record.get(name) for name in load_article_fields().names["url"])
    return next((url.strip() for url in told if isinstance(url, str) and url.strip().startswith("http")), None)


def language_of(record: Record) -> str | None:
    """Return the code of the language, None where it is told otherwise."""
    code = _CODE.fullmatch(first_of(record, "language") or "")
    return code[1].lower() if code else None


def day_of(record: Record) -> date | None:
    """Return the day an article came out, as its record writes it; what could be two days is none."""
    told = (record.get(name) for name in load_article_fields().names["published"])
    return next((day for value in told if (day := read_stamp(value))), None)


def _texts(value: object, field: str, depth: int) -> Iterator[str]:
    """Yield the texts in a value: its own, those of a list, and of objects the field that holds the words."""
    if isinstance(value, str) and value.strip():
        yield value
    elif isinstance(value, list) and depth:
        for inner in value:
            yield from _texts(inner, field, depth - 1)
    elif isinstance(value, dict) and depth:
        fields = load_article_fields().names
        record = {plain_name(str(key)): inner for key, inner in value.items()}
        for name in (*(fields["text"] if field == "text" else ()), *fields["name"]):
            found = list(_texts(record.get(name), field, depth - 1))
            if found:
                yield from found
                return
