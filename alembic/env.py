"""Run the revisions: on the connection handed over by the program, or on the ledger named on the command line."""

import os

from alembic import context
from sqlalchemy import Connection

from ledger.store.homes import home_of
from ledger.store.search import TABLE as SEARCH
from ledger.store.tables import metadata


def run(connection: Connection) -> None:
    """Bring the tables behind this connection to where they are wanted, in the caller's transaction."""
    context.configure(
        connection=connection,
        target_metadata=metadata,
        transactional_ddl=True,
        compare_type=True,
        render_as_batch=True,  # SQLite changes a column by copying its table
        include_name=lambda name, kind, _: not (kind == "table" and str(name).startswith(SEARCH)),
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    target = context.get_x_argument(as_dictionary=True).get("db") or os.environ.get("LEDGER_DB", "figures.db")
    with home_of(target).migration() as connection:
        run(connection)
