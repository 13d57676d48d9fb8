"""How judged figures stand, as the last judgement on each left it; see `ledger.store.settling`."""

from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, Connection, select

from ledger.model.standing import Standing
from ledger.store.rows import AnyRow, standing_from_row
from ledger.store.tables import standings

if TYPE_CHECKING:
    from collections.abc import Iterable


def fetch_standings(connection: Connection, of: ColumnElement[bool] | None = None) -> dict[str, Standing]:
    """Return how each judged figure stands, or those asked for by a condition on `standings`."""
    wanted = select(standings.c.target, standings.c.status, standings.c.changes, standings.c.of)
    rows: Iterable[AnyRow] = connection.execute(wanted if of is None else wanted.where(of))
    return {row.target: standing_from_row(row) for row in rows}
