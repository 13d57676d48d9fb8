"""Start the review page, tell its address, and end it cleanly."""

import socket
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import AbstractContextManager, ExitStack, closing, suppress
from dataclasses import dataclass
from ipaddress import ip_address
from threading import Event, Lock, Thread
from typing import Any

import uvicorn

from ledger.actions.reading import processes
from ledger.actions.reviewer import reviewer
from ledger.actions.working_out import head_of
from ledger.errors import HostRefused, PortTaken
from ledger.web.app import make_app
from ledger.web.desk import Desk
from ledger.web.overview import prepare
from ledger.web.safety import TOKEN, Door, Pass, loopback_hosts

_TAKEN = (48, 98, 10048)  # EADDRINUSE of the common systems
_WAIT = 3  # seconds that a request may go on when the server ends


@dataclass(frozen=True, slots=True)
class Place:
    """Where to listen; `open_to_others` allows more than this machine."""

    host: str = "127.0.0.1"
    port: int = 8000
    open_to_others: bool = False


def serve(target: str, place: Place, by: str | None, started: Callable[[str], None]) -> None:
    """Serve the review page of a ledger until Ctrl-C; `started` is told its address.

    Raises:
        LedgerError: the ledger cannot be read, or nothing can be listened to there.

    """
    head_of(target)  # a file that is no ledger is refused before anything is opened
    with closing(_listen(place)) as listening, Worker() as executor:
        port = listening.getsockname()[1]
        secret = Pass()
        door = Door(secret, _hosts(place), port)
        desk = Desk(target, reviewer(by), executor)
        server = uvicorn.Server(_config(make_app(desk, door)))
        ending = Event()
        preparing = Thread(target=get_ready, args=(desk, ending), daemon=True)
        preparing.start()
        try:
            with suppress(KeyboardInterrupt):
                started(f"http://{_in_address(place.host)}:{port}/?{TOKEN}={secret.token}")
                server.run(sockets=[listening])
        finally:
            ending.set()
    preparing.join(_WAIT)


def get_ready(desk: Desk, ending: Event) -> None:
    """Have the first pages ready; what fails then because the server is ending need be told to nobody."""
    try:
        prepare(desk)
    except Exception:
        if not ending.is_set():
            raise


def is_of_this_machine(host: str) -> bool:
    """Tell whether a name leads to this machine alone.

    >>> is_of_this_machine("127.0.0.1"), is_of_this_machine("::1"), is_of_this_machine("0.0.0.0")
    (True, True, False)
    """
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _config(app: object) -> uvicorn.Config:
    return uvicorn.Config(
        app,  # type: ignore[arg-type]
        log_level="error",
        access_log=False,  # the token would be in it
        server_header=False,
        date_header=False,
        ws="none",
        timeout_graceful_shutdown=_WAIT,
    )


def _listen(place: Place) -> socket.socket:
    if not place.open_to_others and not is_of_this_machine(place.host):
        raise HostRefused(place.host, "others could reach the ledger there. If that is meant, add --open-to-others.")
    listening = socket.socket(socket.AF_INET6 if ":" in place.host else socket.AF_INET, socket.SOCK_STREAM)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((place.host, place.port))
    except OSError as error:
        listening.close()
        if error.errno in _TAKEN:
            raise PortTaken(place.host, place.port) from error
        reason = (error.strerror or "the system refused").lower()
        raise HostRefused(place.host, f"the program cannot listen there ({reason}). Leave --host out.") from error
    return listening


def _hosts(place: Place) -> frozenset[str]:
    """Return the names that a browser may ask for the server by: a name of somebody else's could lead here too."""
    if not place.open_to_others:
        return loopback_hosts() | {_in_address(place.host).lower()}
    named = {place.host.lower(), socket.gethostname().lower(), socket.getfqdn().lower()}
    with suppress(OSError):
        named |= set(socket.gethostbyname_ex(socket.gethostname())[2])
    return loopback_hosts() | named


def _in_address(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _one_process() -> AbstractContextManager[Executor]:
    return processes(1)


class Worker(Executor):
    """The process that works findings out: started when it is first needed, and anew where it has ended."""

    def __init__(self, start: Callable[[], AbstractContextManager[Executor]] = _one_process) -> None:
        self._start, self._lock, self._stack = start, Lock(), ExitStack()
        self._made: Executor | None = None

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Have something done there."""
        with self._lock:
            if self._made is not None:
                with suppress(BrokenExecutor):  # as where the system ended it for want of memory
                    return self._made.submit(fn, *args, **kwargs)
            self._made = self._stack.enter_context(self._start())
            return self._made.submit(fn, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002
        """End it."""
        self._stack.close()
