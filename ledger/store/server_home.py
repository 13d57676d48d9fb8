"""A ledger on a PostgreSQL server, shared by a team.

Writers take turns by one lock for the whole ledger, as SQLite has them do it: who holds it sees all that was added
before and nothing comes in between, so that entries and numbers follow each other. Who reads waits for nobody, and sees
the ledger as it was at the first question.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.dialects import registry
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from ledger.errors import BadValue, DatabaseUnsuited, MissingExtra, NotALedgerThere
from ledger.store.faults import translated
from ledger.store.sqlite_file import APPLICATION_ID

try:
    import psycopg

    from ledger.store.dialects.postgres import MARK
    from ledger.store.dialects.postgres_faults import unreachable
except ImportError as error:
    raise MissingExtra("postgres", "A ledger on a server") from error

_WAIT = 10  # seconds to wait for another writer, and for a server to answer
_DRIVERS = ("postgres", "postgresql", "postgresql+psycopg")
_DIALECT = "postgresql.ledger"
_SECRET = ("password", "sslpassword")
_HIDDEN = "***"
_EXPECTED = "a URL such as postgresql+psycopg://NAME@HOST/DATABASE"
_WRITTEN = f"{_EXPECTED}; in a password @ is written %40, : is %3A and / is %2F"
_NAMELESS = "shared"  # the database is then told by the user's settings
_TURN = f"SELECT pg_advisory_xact_lock({APPLICATION_ID}, hashtext(current_schema()::text))"
_READ = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"

registry.register(_DIALECT, "ledger.store.dialects.postgres_types", "LedgerPostgres")


def server_home(target: str) -> "ServerHome":
    """Return the ledger that a URL leads to.

    Raises:
        BadValue: it is no URL, or the password in it has to be written otherwise; it is not shown.

    """
    scheme = target.partition("://")[0]
    try:
        url = make_url(target)
    except (ArgumentError, ValueError) as error:
        raise BadValue("--db", f"{scheme}://…", _WRITTEN) from error
    if url.drivername not in _DRIVERS:
        raise BadValue("--db", shown(url), _EXPECTED)
    if "@" in (url.host or "") or "@" in (url.database or ""):
        raise BadValue("--db", f"{scheme}://…", _WRITTEN)
    return ServerHome(url.set(drivername=_DIALECT.replace(".", "+")), shown(url))


def shown(url: URL) -> str:
    """Return a URL without the passwords in it."""
    secrets = {name: _HIDDEN for name in _SECRET if name in url.query}
    told = url.update_query_dict(secrets).render_as_string(hide_password=True)
    return told.replace(quote(_HIDDEN), _HIDDEN).replace("%2F", "/")  # the folder of a socket, as it was typed


@dataclass(frozen=True, slots=True)
class ServerHome:
    """The database of a ledger, and what to call it: its URL without passwords."""

    url: URL
    name: str

    @property
    def place(self) -> Path:
        """Return a path in the current folder: beside it is kept what belongs to the ledger and is no part of it."""
        return Path((self.url.database or _NAMELESS).replace("/", "_")).resolve()

    @property
    def file(self) -> Path | None:
        """Return none: the ledger is no file here."""
        return None

    def is_vacant(self) -> bool:
        """Tell whether the database has no tables of a ledger, nor others of that name."""
        with self._connected() as connection:
            return _is_vacant(connection)

    def require_ledger(self) -> None:
        """Ask nothing: what is there is looked at by the first question to it."""

    def open(self, *, write: bool) -> tuple[Engine, bool]:  # noqa: ARG002  # rights are asked for with the tables
        """Make an engine on the server."""
        return self._engine(), False

    def make(self, fill: Callable[[Connection], None]) -> None:
        """Make the tables in one transaction; of two that begin at once the second finds the first's."""
        with self._changing() as connection:
            if _is_vacant(connection):
                _require_suited(connection, self.name)
                fill(connection)
                _mark(connection)

    @contextmanager
    def migration(self) -> Iterator[Connection]:
        """Give a connection on which the tables may be changed, all of it kept at the end or nothing."""
        with self._changing() as connection:
            was_vacant = _is_vacant(connection)
            if not was_vacant:
                _require_marked(connection, self.name)
            yield connection
            if was_vacant:
                _mark(connection)

    def back_up(self, revision: str) -> Path | None:  # noqa: ARG002  # of a server every revision is its own to copy
        """Make no copy: the change is kept whole or not at all, and the server's own tools copy what is on it."""
        return None

    def copy_into(self, copy: Path, *, frozen: bool) -> bool:  # noqa: ARG002  # a server is never frozen
        """Copy the ledger into a new file, as one SQLite file; False where that is there already."""
        from ledger.store.copying import copy_to_file  # brings in alembic, a third of a second, for this once

        with self._connected() as connection:
            return copy_to_file(connection, copy)

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        engine = self._engine()
        try:
            with translated(self.name), engine.connect() as connection, connection.begin():
                yield connection
        finally:
            engine.dispose()

    @contextmanager
    def _changing(self) -> Iterator[Connection]:
        engine = self._engine()
        try:
            with (
                translated(self.name),
                engine.connect().execution_options(ledger_writes=True) as connection,
                connection.begin(),
            ):
                yield connection
        finally:
            engine.dispose()

    def _engine(self) -> Engine:
        """Make an engine that takes the writers' lock where it will write, and else promises only to read."""
        settings = {"connect_timeout": _WAIT, "application_name": "figure-ledger", "client_encoding": "utf8"}
        given = {name: value for name, value in settings.items() if name not in self.url.query}
        engine = create_engine(self.url, use_native_hstore=False, connect_args=given)

        @event.listens_for(engine, "begin")
        def begin(connection: Connection) -> None:
            writes = connection.get_execution_options().get("ledger_writes", False)
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{_WAIT}s'; {_TURN}" if writes else _READ)

        @event.listens_for(engine, "do_connect")
        def connect(_: object, __: object, words: list[str], named: dict[str, object]) -> psycopg.Connection:
            try:
                return psycopg.connect(*words, **named)  # type: ignore[arg-type]
            except psycopg.Error as error:
                raise unreachable(self.name, error) from error

        return engine


def _is_vacant(connection: Connection) -> bool:
    return not connection.exec_driver_sql("SELECT to_regclass('alembic_version') IS NOT NULL").scalar()


def _mark(connection: Connection) -> None:
    connection.exec_driver_sql(f"COMMENT ON TABLE alembic_version IS '{MARK}'")


def _require_marked(connection: Connection, name: str) -> None:
    """Refuse tables that are not a ledger's."""
    told = "SELECT obj_description(to_regclass('alembic_version'), 'pg_class')"
    if connection.exec_driver_sql(told).scalar() != MARK:
        raise NotALedgerThere(name)


def _require_suited(connection: Connection, name: str) -> None:
    encoding = str(connection.exec_driver_sql("SHOW server_encoding").scalar())
    if encoding != "UTF8":
        raise DatabaseUnsuited(name, encoding)
