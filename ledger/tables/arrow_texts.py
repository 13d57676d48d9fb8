"""Rows of a table of texts as Arrow hands them over; whoever imports this needs the extra `arrow`."""

from collections.abc import Iterator, Mapping

from ledger.errors import DocumentUnreadable
from ledger.model.document import METADATA_FIELDS
from ledger.tables.arrow import pa
from ledger.tables.text_rows import NAMES, missing_texts


def require_texts(name: str, schema: pa.Schema, text_column: str) -> None:
    """Refuse a table that has no such column, or two, or no text in it.

    Raises:
        DocumentUnreadable: it is so.

    """
    names: list[str] = schema.names
    if names.count(text_column) > 1:
        raise DocumentUnreadable(name, f"it has two columns '{text_column}'", "Name one of them otherwise.")
    if text_column not in names:
        raise missing_texts(name, text_column, names)
    kind = schema.field(text_column).type
    if not holds_texts(kind):
        reason = f"its column '{text_column}' holds no text ({kind})"
        raise DocumentUnreadable(name, reason, "Name the one with the texts: --text-column NAME")


def wanted_columns(text_column: str) -> list[str]:
    """Return the columns that tell something of a text, if they are there."""
    return list(dict.fromkeys((text_column, *NAMES, *METADATA_FIELDS)))


def holds_texts(kind: pa.DataType) -> bool:
    """Tell whether a column of this type holds texts, or nothing at all."""
    if pa.types.is_dictionary(kind):
        return holds_texts(kind.value_type)
    of_texts = pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind)
    return bool(of_texts or pa.types.is_null(kind))


def values_of(batch: pa.RecordBatch, text_column: str) -> Iterator[Mapping[str, object]]:
    """Yield what each row of a batch tells of its text; a value that is no text in UTF-8 is told as what it is."""
    names = batch.schema.names
    columns = {name: _plain(batch.column(name)) for name in wanted_columns(text_column) if names.count(name) == 1}
    for at in range(batch.num_rows):
        yield {name: _value(column[at]) for name, column in columns.items()}


def _plain(column: pa.Array) -> pa.Array:
    """Return moments as days: their hours say nothing here, and Arrow would ask for other packages to tell them."""
    return column.cast(pa.date32(), safe=False) if pa.types.is_timestamp(column.type) else column


def _value(scalar: pa.Scalar) -> object:
    try:
        return scalar.as_py()
    except UnicodeDecodeError:
        return "\ud800"  # half of a character, as which it is told
