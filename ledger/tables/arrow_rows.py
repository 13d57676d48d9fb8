"""Rows of a table of figures as Arrow keeps them, and back; whoever imports this needs the extra `arrow`."""

from collections.abc import Iterable, Iterator
from types import NoneType, UnionType
from typing import Any, Union, cast, get_args, get_origin, get_type_hints, is_typeddict

from ledger.tables.arrow import pa
from ledger.tables.layout import COLUMNS, NUMBERS, Day, FigureRow, Number

_PLAIN = {str: pa.string(), int: pa.int64(), bool: pa.bool_()}


def _schema(day: pa.DataType) -> pa.Schema:
    """Return the columns of a table of figures, with days as this type."""
    hints = get_type_hints(FigureRow)
    return pa.schema([pa.field(name, _type(hints[name], day)) for name in COLUMNS])


def _type(hint: Any, day: pa.DataType) -> pa.DataType:
    """Return the type of Arrow for what a column or a field may hold; any may be null."""
    if get_origin(hint) in (Union, UnionType):
        kinds = [kind for kind in get_args(hint) if kind is not NoneType]
        return pa.float64() if set(kinds) == set(get_args(Number)) else _type(kinds[0], day)
    if hint is Day:
        return day
    if is_typeddict(hint):
        return pa.struct([pa.field(name, _type(inner, day)) for name, inner in get_type_hints(hint).items()])
    if get_origin(hint) is list:
        return pa.list_(_type(get_args(hint)[0], day))
    if get_origin(hint) is dict:
        return pa.map_(pa.string(), pa.string())
    return _PLAIN[hint]


SCHEMA: pa.Schema = _schema(pa.date32())
_OF_ROWS: pa.Schema = _schema(pa.string())
_READ = [field for field in _OF_ROWS if field.name != "basis"]  # which follows from the evidence


def batch_of(rows: Iterable[FigureRow]) -> pa.RecordBatch:
    """Return rows as a batch of `SCHEMA`; a number becomes the nearest float, beside the text with every digit."""
    plain = [row | {name: _near(row[f"{name}_text"]) for name in NUMBERS} for row in rows]  # type: ignore[literal-required]
    return pa.RecordBatch.from_pylist(plain, schema=_OF_ROWS).cast(SCHEMA)


def rows_of_batch(batch: pa.RecordBatch) -> Iterator[FigureRow]:
    """Yield the rows of a batch with the columns of `SCHEMA`, in its types or in those of `fault_of`."""
    columns = [batch.column(field.name).cast(field.type) for field in _READ]
    told = pa.RecordBatch.from_arrays(columns, names=[field.name for field in _READ])
    for row in told.to_pylist():
        yield cast("FigureRow", row | {"basis": None})


def fault_of(schema: pa.Schema) -> str | None:
    """Return why columns are not those of a table of figures, None where they are, whatever wrote them meanwhile."""
    for field in _READ:
        if schema.names.count(field.name) != 1:
            return f"it has no column '{field.name}'"
        try:
            pa.array([], schema.field(field.name).type).cast(field.type)
        except pa.ArrowException:
            return f"its column '{field.name}' holds {schema.field(field.name).type}, not {field.type}"
    return None


def _near(text: str | None) -> float | None:
    return None if text is None else float(text)
