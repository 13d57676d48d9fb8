"""Tables read over an engine that runs already: parts go out to its workers, and come back in order."""

import logging
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError, Future
from contextlib import closing, contextmanager, suppress
from importlib import metadata
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

from ledger.actions.ingest import PROGRAM
from ledger.actions.read_rows import Part, PartRead, read_part, this_reader
from ledger.actions.reading import in_order
from ledger.errors import BadValue, EngineFailed, MissingExtra

_DASK = "dask"
_WAIT = 10  # seconds for the scheduler to answer
_RETRIES = 3  # of a part that failed on a worker; those of workers that were ended are counted by the scheduler
_AGAIN = "See in its log why, and run the command again."
_SAME = "Install the same version on every worker."


def over_engine(address: str) -> Callable[[Iterable[Part]], Iterator[PartRead]]:
    """Return what reads parts over the engine at an address such as dask://HOST:PORT.

    Raises:
        BadValue: there is no such kind of engine.
        EngineFailed: nobody answers there, or the workers are not as they have to be.

    """
    client = _connected(address, _place(address))
    return lambda parts: _over_workers(address, client, parts)


def _place(address: str) -> str:
    with suppress(ValueError):
        told = urlsplit(address)
        if told.scheme == _DASK and told.hostname and told.port and told.path in ("", "/"):
            return told.netloc
    raise BadValue("--engine", address, "the address of a Dask scheduler, such as dask://127.0.0.1:8786")


def _over_workers(address: str, client: Any, parts: Iterable[Part]) -> Iterator[PartRead]:
    with _unlogged(), closing(client):
        yield from in_order(_Workers(address, client), parts)


class _Workers:
    """The workers of a scheduler; a part whose worker is gone is given to another by the scheduler."""

    def __init__(self, address: str, client: Any) -> None:
        self.address, self.reader = address, this_reader()
        self.size: int = max(1, sum(client.nthreads().values()))
        self._executor = client.get_executor(pure=False, retries=_RETRIES)

    def begin(self, one: Part) -> "Future[PartRead]":
        """Hand a part over to the scheduler."""
        begun: Future[PartRead] = self._executor.submit(read_part, one)
        return begun

    def end(self, one: Part, begun: "Future[PartRead]") -> PartRead:
        """Wait for what reading it gave, and refuse what another reader read."""
        try:
            told = begun.result()
        except CancelledError as error:  # as all are that a scheduler had when it went
            raise EngineFailed(self.address, "the scheduler went away", _AGAIN) from error
        except Exception as error:
            rows = f"rows {one.rows[0].row:,} to {one.rows[-1].row:,}"
            raise EngineFailed(self.address, f"{rows} did not come back ({_reason(error)})", _AGAIN) from error
        if told.reader != self.reader:
            ours, theirs = self.reader, told.reader
            reason = (
                f"a worker reads by version {theirs.version} with words {theirs.lexicon}, "
                f"and this program by version {ours.version} with words {ours.lexicon}"
            )
            raise EngineFailed(self.address, reason, _SAME)
        return told


@contextmanager
def _unlogged() -> Iterator[None]:
    """Keep the engine's own log from the person: what went wrong is told once."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(before)


def _connected(address: str, place: str) -> Any:
    try:
        import distributed
    except ImportError as error:
        raise MissingExtra("dask", "Reading over Dask") from error
    connect: Any = distributed.Client
    with _unlogged():
        try:
            client = _within(2 * _WAIT, lambda: connect(f"tcp://{place}", timeout=_WAIT, set_as_default=False))
        except TimeoutError as error:
            raise EngineFailed(address, "what listens there is no scheduler", "Check the address.") from error
        except (OSError, ValueError, RuntimeError) as error:
            raise EngineFailed(address, "no scheduler answers there", "Check the address, and that it runs.") from error
        try:
            _require_readers(address, client)
        except BaseException:
            client.close()
            raise
    return client


def _within(seconds: float, call: Callable[[], Any]) -> Any:
    """Return what a call gives, which may wait for ever: for an answer of what is no scheduler."""
    told: Future[Any] = Future()

    def run() -> None:
        try:
            told.set_result(call())
        except Exception as error:
            told.set_exception(error)

    Thread(target=run, daemon=True).start()
    return told.result(seconds)


def _require_readers(address: str, client: Any) -> None:
    """Refuse an engine without workers, and one whose workers would read otherwise."""
    if not client.nthreads():
        raise EngineFailed(address, "it has no workers", "Start some with: dask worker HOST:PORT")
    try:
        versions = set(client.run(metadata.version, PROGRAM).values())
    except metadata.PackageNotFoundError as error:
        raise EngineFailed(address, "the ledger is not installed on its workers", _SAME) from error
    ours = this_reader().version
    if versions != {ours}:
        there = ", ".join(sorted(versions))
        raise EngineFailed(address, f"its workers have version {there} of the ledger, and this is {ours}", _SAME)


def _reason(error: Exception) -> str:
    told = " ".join(str(error).split())
    return f"{type(error).__name__}: {told}"[:300] if told else type(error).__name__
