"""Make a ledger's tables and bring them up to date, backed up before and in one transaction."""

from dataclasses import dataclass
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from ledger.store.dialects.dialect import dialect_of
from ledger.store.homes import Home, home_of
from ledger.store.revisions import HEAD, find_revision, require_known, require_sound
from ledger.store.settling import settle_judged


def migrations_folder() -> Path:
    """Return the folder of revisions: the one inside an installed package, else the checkout's."""
    store = Path(__file__).parent
    packaged = store / "migrations"
    return packaged if packaged.is_dir() else store.parents[1] / "alembic"


def known_revisions() -> tuple[str, ...]:
    """Return every revision in the folder, oldest first."""
    scripts = ScriptDirectory.from_config(_config())
    return tuple(script.revision for script in scripts.walk_revisions())[::-1]


def create(home: Home) -> None:
    """Make a new ledger where there is nothing yet, whole or not at all."""
    home.make(lambda connection: command.upgrade(_config(connection), "head"))


@dataclass(frozen=True, slots=True)
class Upgraded:
    """An older ledger was brought up to date; where it is as it was before, but for one on a server, which has none."""

    backup: Path | None


def upgrade(target: str) -> Upgraded | None:
    """Bring an older ledger up to date, backed up before; None where it is up to date.

    Raises:
        LedgerNewer: it was made by a version that knows more than this one.
        LedgerDamaged: the ledger is damaged, or rows would lose what they refer to; nothing was changed.

    """
    home = home_of(target)
    home.require_ledger()
    with home.migration() as connection:
        dialect_of(connection).require_ledger(connection, home.name, write=True)
        found = find_revision(connection)
        require_known(found, home.name)
        if found == HEAD:
            return None
        require_sound(connection, home.name)
        # Others may read meanwhile but not write, so the backup is what the migration starts from.
        backup = home.back_up(found or "none")
        command.upgrade(_config(connection), "head")
        settle_judged(connection)
    return Upgraded(backup)


def _config(connection: Connection | None = None) -> Config:
    config = Config(attributes={"connection": connection})
    # A percent sign in the folder's name would be taken for a reference.
    config.set_main_option("script_location", str(migrations_folder()).replace("%", "%%"))
    return config
