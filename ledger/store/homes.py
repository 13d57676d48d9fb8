"""Where a ledger is kept: in a file of its own, or on a server that a team shares.

home_of(target) -> Home, of what was given as `--db`
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, Engine
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from ledger.errors import BadValue
from ledger.store.file_home import FileHome

_EXPECTED = "a file, an sqlite:/// URL of one, or a URL such as postgresql+psycopg://NAME@HOST/DATABASE"
_SERVERS = ("postgres", "postgresql")


class Home(Protocol):
    """The place of one ledger, whether there is one already or not."""

    @property
    def name(self) -> str:
        """Return what to call it in messages, without a password."""

    @property
    def place(self) -> Path:
        """Return the path beside which files are kept that belong to the ledger and are no part of it."""

    @property
    def file(self) -> Path | None:
        """Return its own file, None where it is on a server."""

    def is_vacant(self) -> bool:
        """Tell whether nothing is there, so that a ledger can be made."""

    def require_ledger(self) -> None:
        """Make sure, as far as can be told without opening it, that a ledger is there and nothing else."""

    def open(self, *, write: bool) -> tuple[Engine, bool]:
        """Open what is there, and tell whether nothing can be written beside it either."""

    def make(self, fill: Callable[[Connection], None]) -> None:
        """Make a ledger where nothing is, whole or not at all; of two that begin at once one finds the other's."""

    def migration(self) -> AbstractContextManager[Connection]:
        """Give a connection on which the tables may be changed, all of it kept at the end or nothing."""

    def back_up(self, revision: str) -> Path | None:
        """Copy the ledger before its tables are changed from this revision; None where the server is to be asked."""

    def copy_into(self, copy: Path, *, frozen: bool) -> bool:
        """Copy the ledger into a new file; False where that is there already."""


def home_of(target: str) -> Home:
    """Return where a path or URL leads to.

    Raises:
        BadValue: it is a URL of something else.
        MissingExtra: it is one of a server, and what speaks to servers is not installed.

    """
    if "://" not in target:
        return FileHome(Path(target).resolve(), target)
    scheme = target.partition("://")[0]
    if scheme.partition("+")[0] in _SERVERS:
        from ledger.store.server_home import server_home  # a ledger in a file needs no driver of a server

        return server_home(target)
    try:
        url = make_url(target)
    except (ArgumentError, ValueError) as error:
        raise BadValue("--db", f"{scheme}://…", _EXPECTED) from error
    if url.get_backend_name() != "sqlite" or not url.database:
        raise BadValue("--db", url.render_as_string(hide_password=True), _EXPECTED)
    return FileHome(Path(url.database).resolve(), target)
