"""Arrow itself, or the line that installs it."""

from ledger.errors import MissingExtra

try:
    import pyarrow as pa
    import pyarrow.parquet as pq
except ImportError as error:
    raise MissingExtra("arrow", "Reading and writing Parquet") from error

__all__ = ["pa", "pq"]
