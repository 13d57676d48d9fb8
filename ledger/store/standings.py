"""How judged figures stand, as the last judgement on each left it; see `ledger.store.settling`."""

from collections.abc import Collection, Iterable

from sqlalchemy import Connection, exists, select

from ledger.model.figure import Status
from ledger.model.standing import Standing
from ledger.store.rows import AnyRow, standing_from_row
from ledger.store.tables import standings


def fetch_standings(connection: Connection, names: Collection[str]) -> dict[str, Standing]:
    """Return how each of these figures stands that was judged: a few hundred names at most."""
    table = standings.c
    wanted = select(table.target, table.status, table.changes, table.of).where(table.target.in_(names))
    rows: Iterable[AnyRow] = connection.execute(wanted)
    return {row.target: standing_from_row(row) for row in rows}


def any_corrected(connection: Connection) -> bool:
    """Tell whether any figure reads otherwise than its source."""
    corrected = exists().where(standings.c.status == Status.CORRECTED.value)
    return bool(connection.scalar(select(corrected)))
