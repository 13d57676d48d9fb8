"""Tables as Parquet, gone through once, some rows at a time; whoever imports this needs the extra `arrow`."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from io import RawIOBase
from typing import Any, TypeVar

from ledger.errors import DocumentUnreadable
from ledger.tables.arrow import pa, pq
from ledger.tables.arrow_rows import SCHEMA, fault_of, rows_of_batch
from ledger.tables.arrow_texts import holds_texts, require_texts, values_of, wanted_columns
from ledger.tables.layout import COLUMNS, FigureTable
from ledger.tables.text_rows import TEXT, TextTable

_Row = TypeVar("_Row")
_BATCH = 64  # rows decoded together: each may be a long text
_GROUP = 16_000_000  # bytes in memory of the rows that are written together
_WHOLE = "Check that it was saved whole."
_WRITTEN = "Such tables are written by: ledger read TEXTS.parquet -o FIGURES.parquet"


def open_texts(path: str, text_column: str) -> TextTable:
    """Open a table of texts.

    Raises:
        DocumentUnreadable: it is no Parquet, or has no such column, or no text in it.

    """
    file = _opened(path)
    require_texts(path, file.schema_arrow, text_column)
    names: list[str] = file.schema_arrow.names
    columns = [name for name in wanted_columns(text_column) if names.count(name) == 1]
    batches = _batches(path, file, columns)
    rows = (values for batch in batches for values in values_of(batch, text_column))
    return TextTable(file.metadata.num_rows, enumerate(rows, 1))


def words_of_rows(path: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the number of each row with all texts in it."""
    file = _opened(path)
    columns = [field.name for field in file.schema_arrow if holds_texts(field.type)]
    rows = _rows(path, file, columns, lambda batch: batch.to_pylist())
    for number, row in enumerate(rows, 1):
        yield number, [value for value in row.values() if value is not None]


def open_figures(path: str) -> FigureTable:
    """Open a table of figures; where it is damaged it ends in a `DocumentUnreadable`, and what was yielded holds.

    Raises:
        DocumentUnreadable: it is none.

    """
    file = _opened(path)
    if fault := fault_of(file.schema_arrow):
        remedy = _WRITTEN
        if TEXT in file.schema_arrow.names and "reading" not in file.schema_arrow.names:
            remedy = f"It holds texts. Read them first: ledger read {path} -o figures.parquet"
        raise DocumentUnreadable(path, f"it is no table of figures: {fault}", remedy)
    return FigureTable(file.metadata.num_rows, _rows(path, file, COLUMNS, rows_of_batch))


def written(batches: Iterable[pa.RecordBatch]) -> Iterator[bytes]:
    """Yield the bytes of a Parquet file of such batches, of which no more are held than are written together."""
    sink = _Sink()
    with pq.ParquetWriter(pa.PythonFile(sink, mode="w"), SCHEMA, compression="zstd") as writer:
        held: list[pa.RecordBatch] = []
        for batch in batches:
            held.append(batch)
            if sum(one.nbytes for one in held) >= _GROUP:
                writer.write_table(pa.Table.from_batches(held))
                held.clear()
                yield sink.taken()
        if held:
            writer.write_table(pa.Table.from_batches(held))
    yield sink.taken()


class _Sink(RawIOBase):
    """A file that is handed on as it is written."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self._length = 0

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        piece = bytes(data)
        self._pieces.append(piece)
        self._length += len(piece)
        return len(piece)

    def tell(self) -> int:
        return self._length

    def taken(self) -> bytes:
        """Return what was written since this was last asked."""
        data = b"".join(self._pieces)
        self._pieces.clear()
        return data


def _opened(path: str) -> pq.ParquetFile:
    try:
        return pq.ParquetFile(path)
    except (pa.ArrowException, OSError) as error:
        raise DocumentUnreadable(path, "it is no Parquet table, or was cut short", _WHOLE) from error


def _rows(
    path: str, file: pq.ParquetFile, columns: Sequence[str], rows_of: Callable[[pa.RecordBatch], Iterable[_Row]]
) -> Iterator[_Row]:
    """Yield the rows of batches whose texts all have to be texts."""
    done = 0
    for batch in _batches(path, file, columns):
        try:
            yield from rows_of(batch)
        except UnicodeDecodeError as error:
            raise _damaged(path, done) from error
        done += batch.num_rows


def _batches(path: str, file: pq.ParquetFile, columns: Sequence[str]) -> Iterator[pa.RecordBatch]:
    done = 0
    try:
        for batch in file.iter_batches(batch_size=_BATCH, columns=list(columns)):
            yield batch
            done += batch.num_rows
    except (pa.ArrowException, OSError) as error:
        raise _damaged(path, done) from error


def _damaged(path: str, done: int) -> DocumentUnreadable:
    return DocumentUnreadable(path, f"it is damaged from row {done + 1:,} on", _WHOLE)
