"""The fields of an article's record in JSON, whatever the service that wrote it calls them."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

from ledger.lexicon.article_fields import load_article_fields, plain_name
from ledger.lexicon.sections import load_section_words
from ledger.loaders.dates import DateReader

_DEEPEST = 6  # lists and objects within a field
_WORD = re.compile(r"[^\W\d_]{2}")
_ISO = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?=$|[T\s])")
_CODE = re.compile(r"([a-z]{2})(?:[-_].*)?", re.IGNORECASE)
_LAST_DAY = 4_102_444_800  # seconds up to the year 2100
_FIRST_DAY = 100_000_000  # a smaller number is none of seconds

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
    told = (", ".join(_texts(record.get(name), "name", _DEEPEST)) for name in names)
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
    return next((day for value in told if (day := _day(value))), None)


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


def _day(value: object) -> date | None:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _day_of_clock(float(value))
    if isinstance(value, dict):
        return next((day for inner in value.values() if (day := _day(inner))), None)
    text = value.strip()[:80] if isinstance(value, str) else ""
    if match := _ISO.match(text):
        return _made(*map(int, match.groups()))
    if text.isdecimal():
        return _day_of_clock(float(text))
    try:
        return parsedate_to_datetime(text).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return _day_in_words(text)


def _day_of_clock(count: float) -> date | None:
    """Return the day of so many seconds, or milliseconds, since 1970."""
    seconds = count / 1000 if count > _LAST_DAY else count
    return datetime.fromtimestamp(seconds, UTC).date() if _FIRST_DAY < seconds < _LAST_DAY else None


def _day_in_words(text: str) -> date | None:
    """Read a day in words or figures; "04/03/2021", which is two days, is none."""
    days = {DateReader(load_section_words(), day_first=first).within(text) for first in (True, False)}
    return days.pop() if len(days) == 1 else None


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
