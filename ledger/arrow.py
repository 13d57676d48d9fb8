"""Reading for engines that hand over Arrow: texts in, figures out, the same on any machine.

>>> import pyarrow
>>> texts = pyarrow.table({"id": ["note"], "text": ["In 2020, 412 police officers were killed in Mexico."]})
>>> read_table(texts).select(["surface", "value", "unit"]).to_pylist()
[{'surface': '412', 'value': 412.0, 'unit': 'person'}]
"""

from collections.abc import Iterable, Iterator

from ledger.actions.read_rows import figure_rows
from ledger.tables.arrow import pa
from ledger.tables.arrow_rows import SCHEMA, batch_of
from ledger.tables.arrow_texts import require_texts, values_of
from ledger.tables.text_rows import TEXT, TextRow, in_parts, text_row

__all__ = ["SCHEMA", "read_batches", "read_table"]


def read_batches(batches: Iterable[pa.RecordBatch], text_column: str = TEXT) -> Iterator[pa.RecordBatch]:
    """Yield the figures of batches of texts as batches of `SCHEMA`; see `ledger read` for the columns of both.

    A text that cannot be read is a row with the reason in `failure`. Rows are counted from the first batch.

    Raises:
        DocumentUnreadable: there is no such column, or no text in it.

    """
    for part in in_parts(_texts(batches, text_column)):
        yield batch_of(figure_rows(part))


def read_table(texts: pa.Table | pa.RecordBatch, text_column: str = TEXT) -> pa.Table:
    """Return the figures of a table of texts, or of one batch; see `read_batches`."""
    batches = texts.to_batches() if isinstance(texts, pa.Table) else [texts]
    return pa.Table.from_batches(read_batches(batches, text_column), SCHEMA)


def _texts(batches: Iterable[pa.RecordBatch], text_column: str) -> Iterator[TextRow]:
    number = 0
    for batch in batches:
        require_texts("the table", batch.schema, text_column)
        for values in values_of(batch, text_column):
            number += 1
            yield text_row(number, values, table=None, text_column=text_column)
