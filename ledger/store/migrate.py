"""Make a ledger's tables and bring them up to date, on a backed-up file and in one transaction."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from ledger.errors import LedgerDamaged, LedgerReadOnly
from ledger.store.faults import translated
from ledger.store.revisions import HEAD, find_revision, require_known, require_sound
from ledger.store.settling import settle_judged
from ledger.store.sqlite_file import (
    APPLICATION_ID,
    connect_to_migrate,
    connect_to_write,
    copy_into,
    is_empty,
    ledger_path,
    make_engine,
    publish,
    require_ledger,
)

BACKUPS_KEPT = 3


def migrations_folder() -> Path:
    """Return the folder of revisions: the one inside an installed package, else the checkout's."""
    store = Path(__file__).parent
    packaged = store / "migrations"
    return packaged if packaged.is_dir() else store.parents[1] / "alembic"


def known_revisions() -> tuple[str, ...]:
    """Return every revision in the folder, oldest first."""
    scripts = ScriptDirectory.from_config(_config())
    return tuple(script.revision for script in scripts.walk_revisions())[::-1]


def create(path: Path, name: str) -> None:
    """Make a new ledger where there is nothing yet, or an empty file.

    It is made in a folder of its own and moved into place when whole: a program killed half way leaves
    no half-made ledger, and of two that begin at once the second finds the first one's.
    """
    with translated(name), _workshop(path, name) as made:
        with migration(made, name) as connection:
            command.upgrade(_config(connection), "head")
        # Its journal is set while nobody else can have it open: later the change may meet another's lock.
        connect_to_write(made).close()
        made.chmod(0o600)
        publish(made, path)


def upgrade(target: str) -> Path | None:
    """Bring an older ledger up to date and return the backup made before; None where it is up to date.

    Raises:
        LedgerNewer: it was made by a version that knows more than this one.
        LedgerDamaged: the file is damaged, or rows would lose what they refer to; nothing was changed.

    """
    path = ledger_path(target)
    require_ledger(path, target)
    with migration(path, target) as connection:
        found = find_revision(connection)
        require_known(found, target)
        if found == HEAD:
            return None
        require_sound(connection, target)
        # Others may read meanwhile but not write, so the backup is what the migration starts from.
        backup = _back_up(path, found or "none")
        command.upgrade(_config(connection), "head")
        settle_judged(connection)
    return backup


@contextmanager
def migration(path: Path, name: str) -> Iterator[Connection]:
    """Give a connection on which the tables may be changed, all of it kept at the end or nothing.

    Foreign keys are off meanwhile, and looked after before anything is kept. A file that is missing or
    empty becomes a ledger; one that is something else is refused.
    """
    if path.exists() and not is_empty(path):
        require_ledger(path, name)
    engine = make_engine(partial(connect_to_migrate, path))
    try:
        with (
            translated(name),
            engine.connect().execution_options(ledger_writes=True) as connection,
            connection.begin(),
        ):
            if not connection.scalar(text("PRAGMA application_id")):
                connection.execute(text(f"PRAGMA application_id = {APPLICATION_ID}"))
            yield connection
            _require_references(connection, name)
    finally:
        engine.dispose()


def _require_references(connection: Connection, name: str) -> None:
    broken = connection.execute(text("PRAGMA foreign_key_check")).first()
    if broken is not None:
        raise LedgerDamaged(name, f"a row of {broken[0]} refers to a row of {broken[2]} that is gone")


def _config(connection: Connection | None = None) -> Config:
    config = Config(attributes={"connection": connection})
    # A percent sign in the folder's name would be taken for a reference.
    config.set_main_option("script_location", str(migrations_folder()).replace("%", "%%"))
    return config


@contextmanager
def _workshop(path: Path, name: str) -> Iterator[Path]:
    """Give the path of a file to make beside `path`, on the same disk."""
    try:
        folder = tempfile.TemporaryDirectory(prefix=f".{path.name}-", dir=path.parent, ignore_cleanup_errors=True)
    except PermissionError as error:
        raise LedgerReadOnly(name) from error
    with folder as inside:
        yield Path(inside) / path.name


def _back_up(path: Path, revision: str) -> Path:
    numbers = {number: old for old in path.parent.glob(f"{path.name}.backup-*") if (number := _number(old))}
    backup = path.with_name(f"{path.name}.backup-{revision}-{max(numbers, default=0) + 1}")
    copy_into(path, backup)
    for number in sorted(numbers, reverse=True)[BACKUPS_KEPT - 1 :]:
        numbers[number].unlink()
    return backup


def _number(backup: Path) -> int:
    last = backup.name.rpartition("-")[2]
    return int(last) if last.isdecimal() else 0
