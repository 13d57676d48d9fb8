"""What is known about documents and their sections, of all that was found, declared and typed.

known_of(connection, documents) -> dict of (document, section) to Known
fields_known(connection, document) -> dict of (section, field) to text
"""

from collections.abc import Collection

from sqlalchemy import Connection, select

from ledger.model.document import METADATA_FIELDS
from ledger.store.rows import Known, effective_metadata
from ledger.store.tables import IN_ORDER, metadata_values


def known_of(connection: Connection, documents: Collection[str] | None = None) -> dict[tuple[str, int | None], Known]:
    """Return what holds for each of the documents, None for all, and for each of their sections."""
    query = select(metadata_values).order_by(*IN_ORDER)
    wanted = query if documents is None else query.where(metadata_values.c.document.in_(documents))
    return effective_metadata(connection.execute(wanted))


def fields_known(connection: Connection, document: str) -> dict[tuple[int | None, str], str]:
    """Return each value that holds for a document or one of its sections."""
    return {
        (section, field): str(value)
        for (_, section), (metadata, _) in known_of(connection, [document]).items()
        for field in METADATA_FIELDS
        if (value := getattr(metadata, field)) is not None
    }
