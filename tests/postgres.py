"""A PostgreSQL server of the tests' own, from the packages of this system: started for a run, gone behind it."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import psycopg
from psycopg import sql

from ledger.store.engine import open_ledger
from tests.programs import require_program

_DEBIAN = Path("/usr/lib/postgresql")
_OWNER = "owner"
_TEMPLATE = "made"  # a ledger with nothing in it, to be copied: making one takes longer than most tests
# A language whose order of letters is not that of their code points.
_TEXTS = ("--encoding=UTF8", "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=es")
_QUICK = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "shared_buffers": "32MB"}
# Its owner comes in without a password, everybody else with one.
_DOORS = "local all owner trust\nlocal all all scram-sha-256\nhost all all 127.0.0.1/32 scram-sha-256\n"


@dataclass
class Server:
    """A server that listens in its own folder and at a port of this computer."""

    folder: Path
    programs: Path
    port: int
    _names: Iterator[int] = field(default_factory=count)

    def url(self, database: str, user: str = _OWNER, password: str = "") -> str:
        """Return what is given as --db."""
        secret = f":{password}" if password else ""
        return f"postgresql+psycopg://{user}{secret}@/{database}?host={self.folder}&port={self.port}"

    def run(self, statement: str, *names: str, database: str = "postgres") -> None:
        """Run a statement with `{}` for each name."""
        with self.connected(database) as connection:
            connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))

    @contextmanager
    def connected(self, database: str) -> Iterator["psycopg.Connection[tuple[object, ...]]"]:
        """Give a connection of the owner's."""
        place = {"host": str(self.folder), "port": str(self.port), "user": _OWNER, "dbname": database}
        with psycopg.connect(**place, autocommit=True) as connection:  # type: ignore[arg-type]
            yield connection

    def vacant(self) -> str:
        """Return the name of a new database with nothing in it."""
        name = f"vacant_{next(self._names)}"
        self.run("CREATE DATABASE {}", name)
        return name

    def made(self) -> str:
        """Return the name of a new database with a ledger in it that holds nothing yet."""
        name = f"ledger_{next(self._names)}"
        self.run("CREATE DATABASE {} TEMPLATE {}", name, _TEMPLATE)
        return name

    @contextmanager
    def role(self, name: str, password: str) -> Iterator[None]:
        """Let someone else come in meanwhile, who has no right to anything."""
        self.run(f"CREATE ROLE {{}} LOGIN PASSWORD '{password}'", name)
        try:
            yield
        finally:
            self.run("DROP ROLE {}", name)

    def drop(self, name: str) -> None:
        """Let go of a database."""
        self.run("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)

    def start(self) -> None:
        """Start the server, and wait until it answers."""
        settings = {
            **_QUICK,
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": self.folder,
            "port": self.port,
        }
        told = " ".join(f"-c {name}={value}" for name, value in settings.items())
        self._call("pg_ctl", "-D", "data", "-l", "log", "-o", told, "-w", "start")

    def stop(self) -> None:
        """Stop the server at once."""
        self._call("pg_ctl", "-D", "data", "-m", "immediate", "-w", "stop")

    def _call(self, program: str, *words: str) -> None:
        # No server runs as root; there it is the user that Debian makes for it, else who runs the tests.
        user = "postgres" if os.geteuid() == 0 else None
        groups = {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []} if user else {}
        command = [str(self.programs / program), *words]
        done = subprocess.run(command, cwd=self.folder, capture_output=True, text=True, check=False, **groups)  # type: ignore[call-overload]
        assert done.returncode == 0, done.stdout + done.stderr


def find_programs() -> Path | None:
    """Return the folder of the server's programs, the newest there is."""
    found = shutil.which("pg_ctl")
    folders = sorted(_DEBIAN.glob("*/bin/pg_ctl"), key=lambda path: int(path.parts[-3]))
    return Path(found).parent if found else folders[-1].parent if folders else None


@contextmanager
def running_server() -> Iterator[Server]:
    """Give a server with a ledger to be copied."""
    programs = find_programs() or Path(require_program(("pg_ctl",))).parent
    folder = Path(tempfile.mkdtemp(prefix="pg-"))  # short: the path of a socket has a hundred characters
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    server = Server(folder, programs, _free_port())
    server._call("initdb", "-D", "data", "-U", _OWNER, "--no-sync", "--auth=trust", *_TEXTS)
    (folder / "data/pg_hba.conf").write_text(_DOORS)
    server.start()
    try:
        server.run("CREATE DATABASE {}", _TEMPLATE)
        open_ledger(server.url(_TEMPLATE), write=True, create=True).close()
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder)


def _free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])
