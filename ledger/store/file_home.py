"""A ledger in one SQLite file: made aside and moved into place, migrated with foreign keys off, copied before."""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, Engine, text

from ledger.errors import FileMissing, LedgerDamaged, LedgerReadOnly
from ledger.store.faults import translated
from ledger.store.sqlite_file import (
    APPLICATION_ID,
    connect_frozen,
    connect_to_migrate,
    connect_to_read,
    connect_to_write,
    copy_into,
    is_empty,
    make_engine,
    publish,
    require_ledger,
)

BACKUPS_KEPT = 3


@dataclass(frozen=True, slots=True)
class FileHome:
    """The file of a ledger, links followed, and what the user called it."""

    path: Path
    name: str

    @property
    def place(self) -> Path:
        """Return the path beside which files that belong to the ledger are kept."""
        return self.path

    @property
    def file(self) -> Path | None:
        """Return the file itself."""
        return self.path

    def is_vacant(self) -> bool:
        """Tell whether there is no file, or one that holds nothing."""
        return not self.path.exists() or is_empty(self.path)

    def require_ledger(self) -> None:
        """Make sure that the file is a ledger."""
        require_ledger(self.path, self.name)

    def open(self, *, write: bool) -> tuple[Engine, bool]:
        """Open the file; in a read-only place reading works, and what another program is just adding is not seen."""
        if write:
            if not (os.access(self.path, os.W_OK) and os.access(self.path.parent, os.W_OK)):
                raise LedgerReadOnly(self.name)
            return make_engine(partial(connect_to_write, self.path)), False
        try:
            with translated(self.name):
                probe = connect_to_read(self.path)
                try:
                    probe.execute("SELECT count(*) FROM sqlite_master").fetchone()
                finally:
                    probe.close()
        except LedgerReadOnly:
            return make_engine(partial(connect_frozen, self.path)), True
        return make_engine(partial(connect_to_read, self.path)), False

    def make(self, fill: Callable[[Connection], None]) -> None:
        """Make a new ledger in a folder of its own, and move it into place when whole.

        A program killed half way leaves no half-made ledger, and of two that begin at once the second finds the first
        one's.
        """
        if not self.path.parent.is_dir():
            raise FileMissing(self.path.parent.as_posix())
        with translated(self.name), self._workshop() as made:
            with FileHome(made, self.name).migration() as connection:
                fill(connection)
            # Its journal is set while nobody else can have it open: later the change may meet another's lock.
            connect_to_write(made).close()
            made.chmod(0o600)
            publish(made, self.path)

    @contextmanager
    def _workshop(self) -> Iterator[Path]:
        """Give the path of a file to make beside the ledger's, on the same disk."""
        path = self.path
        try:
            folder = tempfile.TemporaryDirectory(prefix=f".{path.name}-", dir=path.parent, ignore_cleanup_errors=True)
        except PermissionError as error:
            raise LedgerReadOnly(self.name) from error
        with folder as inside:
            yield Path(inside) / path.name

    @contextmanager
    def migration(self) -> Iterator[Connection]:
        """Give a connection on which the tables may be changed, all of it kept at the end or nothing.

        Foreign keys are off meanwhile, and looked after before anything is kept. A file that is missing or
        empty becomes a ledger; one that is something else is refused.
        """
        if not self.is_vacant():
            self.require_ledger()
        engine = make_engine(partial(connect_to_migrate, self.path))
        try:
            with (
                translated(self.name),
                engine.connect().execution_options(ledger_writes=True) as connection,
                connection.begin(),
            ):
                if not connection.scalar(text("PRAGMA application_id")):
                    connection.execute(text(f"PRAGMA application_id = {APPLICATION_ID}"))
                yield connection
                self._require_references(connection)
        finally:
            engine.dispose()

    def _require_references(self, connection: Connection) -> None:
        broken = connection.execute(text("PRAGMA foreign_key_check")).first()
        if broken is not None:
            raise LedgerDamaged(self.name, f"a row of {broken[0]} refers to a row of {broken[2]} that is gone")

    def back_up(self, revision: str) -> Path | None:
        """Copy the file beside itself, and let go of all but the last few such copies."""
        path = self.path
        numbers = {number: old for old in path.parent.glob(f"{path.name}.backup-*") if (number := _number(old))}
        backup = path.with_name(f"{path.name}.backup-{revision}-{max(numbers, default=0) + 1}")
        copy_into(path, backup)
        for number in sorted(numbers, reverse=True)[BACKUPS_KEPT - 1 :]:
            numbers[number].unlink()
        return backup

    def copy_into(self, copy: Path, *, frozen: bool) -> bool:
        """Copy the ledger into a new file; False where that is there already."""
        return copy_into(self.path, copy, frozen=frozen)


def _number(backup: Path) -> int:
    last = backup.name.rpartition("-")[2]
    return int(last) if last.isdecimal() else 0
