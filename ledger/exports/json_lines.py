"""JSON, as one array or one object a line: nothing is lost, numbers keep every digit."""

import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from ledger.exports.plain import number_text
from ledger.exports.table import Cell, Table

# JSON writes C0 controls as escapes by itself. These are as harmful on a screen, and an escape loses nothing.
_HARMFUL = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029\ud800-\udfff]")


def render_json(table: Table) -> Iterator[str]:
    """Yield one array of objects, a field a line."""
    opening = "[\n"
    for record in table.records():
        fields = ",\n".join(f"    {json_text(key)}: {json_text(value)}" for key, value in record.items())
        yield f"{opening}  {{\n{fields}\n  }}"
        opening = ",\n"
    yield "[]\n" if opening == "[\n" else "\n]\n"


def render_json_lines(table: Table) -> Iterator[str]:
    """Yield one object a line."""
    for record in table.records():
        yield json_text(record) + "\n"


def json_text(value: Cell) -> str:
    """Return a plain value as JSON; the standard encoder knows no exact decimals.

    >>> json_text({"value": Decimal("1234567890123456.789"), "topics": ["aid"], "page": None})
    '{"value": 1234567890123456.789, "topics": ["aid"], "page": null}'
    """
    match value:
        case None | bool():
            return json.dumps(value)
        case int() | float() | Decimal():
            return number_text(value)
        case Mapping():
            return "{" + ", ".join(f"{json_text(str(key))}: {json_text(item)}" for key, item in value.items()) + "}"
        case list() | tuple():
            return "[" + ", ".join(json_text(item) for item in value) + "]"
        case _:
            return _HARMFUL.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(str(value), ensure_ascii=False))
