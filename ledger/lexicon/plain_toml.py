"""The TOML that tables of words are written in, read in a tenth of the time that a parser of all TOML takes.

Nothing is kept from one start of the program to the next, so no table can be read as it was before it was changed.
"""

import json
import re
import tomllib
from decimal import Decimal
from typing import Any

_KEY = r"[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*"
_TEXT = r"\"[^\"\\\n]*\""
_VALUE = rf"(\[(?:[ \n,]|{_TEXT}|\#[^\n]*)*\])|({_TEXT})|(0|[1-9]\d*)|(true|false)"
# What stands in a table of words: "[[units]]", "words.en = ["litre"]", a country with all its names, or nothing.
_STATEMENT = re.compile(
    rf"(?:\[({_KEY})\]|\[\[({_KEY})\]\]|({_KEY}|{_TEXT}) = (?:{_VALUE}|\{{ ([^\n]*) \}}|([^\n#]+?)))?"
    r"[ \t]*(?:#[^\n]*)?(?:\n|\Z)"
)
_PAIR = re.compile(rf"({_KEY}) = (?:{_VALUE})(?:, |\Z)")
_COMMENT = re.compile(rf"({_TEXT})|\#[^\n]*|,\s*(?=\]\Z)")
_Values = dict[str, Any]


class UnusualError(ValueError):
    """Something that is left to the parser of TOML: it is written in another way, or a mistake."""


def parse_plain(text: str) -> _Values:
    """Read a table written as all are that ship, in a tenth of the time that the parser of TOML takes.

    Raises:
        UnusualError: something in it is written in another way, or is a mistake.
    """
    values: _Values = {}
    here, at = values, 0
    while at < len(text):
        found = _STATEMENT.match(text, at)
        if found is None:
            raise UnusualError
        table, row, key, *value, inline, other = found.groups()
        if table is not None:
            here = _add(values, table, {})
        elif row is not None:
            here = _add_row(values, row)
        elif inline is not None:
            _read_pairs(inline, _add(here, key, {}))
        elif other is not None:
            _add(here, key, _other_value(other))
        elif key is not None:
            _add(here, key, _plain_value(*value))
        at = found.end()
    return values


def _read_pairs(text: str, values: _Values) -> None:
    """Read "name = "Chad", en = ["Chad"], capital = "N'Djamena""."""
    at = 0
    while at < len(text):
        found = _PAIR.match(text, at)
        if found is None:
            raise UnusualError
        key, *value = found.groups()
        _add(values, key, _plain_value(*value))
        at = found.end()


def _plain_value(texts: str | None, text: str | None, number: str | None, flag: str | None) -> Any:
    if texts is not None:
        if "\n" in texts:
            texts = _COMMENT.sub(r"\1", texts)
        try:
            return tuple(json.loads(texts)) or []
        except json.JSONDecodeError as error:
            raise UnusualError from error
    if text is not None:
        return text[1:-1]
    return int(number) if number is not None else flag == "true"


def _other_value(text: str) -> Any:
    """Read a value that is rare: a number with decimals, a date, a list of lists."""
    try:
        return tomllib.loads(f"value = {text}", parse_float=Decimal)["value"]
    except tomllib.TOMLDecodeError as error:
        raise UnusualError from error


def _add(values: _Values, key: str, value: Any) -> Any:
    """Set what a key or the heading of a table names, which is not there yet, and return it."""
    name = key[1:-1] if key[0] == '"' else key
    if name is key and "." in key:
        *outer, name = key.split(".")
        values = _inside(values, outer)
    if name in values:
        raise UnusualError
    values[name] = value
    return value


def _add_row(values: _Values, key: str) -> _Values:
    """Return the next table of a list of tables."""
    *outer, name = key.split(".")
    rows = _inside(values, outer).setdefault(name, [])
    if not isinstance(rows, list):
        raise UnusualError
    rows.append({})
    return rows[-1]  # type: ignore[no-any-return]


def _inside(values: _Values, names: list[str]) -> _Values:
    """Return the table that a dotted name leads to, the last of a list of them."""
    for name in names:
        inner = values.setdefault(name, {})
        values = inner[-1] if isinstance(inner, list) else inner
        if not isinstance(values, dict):
            raise UnusualError
    return values
