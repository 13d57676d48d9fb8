"""Documents read one after another or in several processes, always in the order of their paths."""

import gc
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import Generic, Protocol, TypeVar

from ledger.errors import LedgerError, MissingExtra
from ledger.extract.figures import read_document
from ledger.lexicon.vocabulary import load_lexicon
from ledger.loaders.content import Content
from ledger.loaders.manifest import Manifest
from ledger.loaders.registry import load_content
from ledger.model.document import Document, Metadata
from ledger.model.reading import Reading


@dataclass(frozen=True, slots=True)
class Task:
    """One document to read: its bytes, and what its folder and the user say of it."""

    content: Content
    manifest: Manifest | None = None
    overrides: Metadata | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that could not be read, and the sentence that says why; `extra` if that is not installed."""

    path: str
    message: str
    extra: str | None = None

    @classmethod
    def of(cls, path: str, error: LedgerError) -> "Failure":
        """Return what an error tells of a document."""
        return cls(path, str(error), error.extra if isinstance(error, MissingExtra) else None)


Outcome = Reading | Failure
_Given = TypeVar("_Given")
_Handed = TypeVar("_Handed", contravariant=True)
_Told = TypeVar("_Told")


def read_all(tasks: Iterable[Task], jobs: int) -> Iterator[Outcome]:
    """Yield what reading each document gave, in the order of the tasks whatever the number of processes."""
    return over_processes(read_one, tasks, jobs, lambda task: _ended(task.content.path))


def read_texts(documents: Iterable[Document], jobs: int) -> Iterator[Outcome]:
    """Yield what reading each text gave that was loaded once before, in their order."""
    return over_processes(read_text, documents, jobs, lambda document: _ended(document.path))


class Readers(Protocol[_Handed, _Told]):
    """Whoever reads, here or elsewhere: how many at a time, and what became of each that was handed over."""

    size: int

    def begin(self, one: _Handed) -> "Future[_Told]":
        """Hand one over."""

    def end(self, one: _Handed, begun: "Future[_Told]") -> _Told:
        """Wait for what reading it gave."""


def in_order(readers: Readers[_Given, _Told], given: Iterable[_Given]) -> Iterator[_Told]:
    """Yield what reading each gave, in the order given; no more are under way than keep all readers busy."""
    waiting: deque[tuple[_Given, Future[_Told]]] = deque()
    for one in given:
        waiting.append((one, readers.begin(one)))
        if len(waiting) > 2 * readers.size:  # without holding every document in memory
            yield readers.end(*waiting.popleft())
    while waiting:
        yield readers.end(*waiting.popleft())


def over_processes(
    read: Callable[[_Given], _Told], given: Iterable[_Given], jobs: int, lost: Callable[[_Given], _Told]
) -> Iterator[_Told]:
    """Yield what reading each gave, in the order given; `lost` says what stands for one that ends its process."""
    if jobs < 2:
        _set_words_aside()
        yield from map(read, given)
        return
    readers = _Processes(read, jobs, lost)
    try:
        yield from in_order(readers, given)
    finally:
        readers.stop()


class _Processes(Generic[_Given, _Told]):
    """Processes that read, begun anew where one was ended from outside: by the system for want of memory, by somebody.

    Then all that were under way are lost, and nobody knows over which it was. Each is read again, alone, and what
    ends its process twice is the one.
    """

    def __init__(self, read: Callable[[_Given], _Told], jobs: int, lost: Callable[[_Given], _Told]) -> None:
        self.read, self.size, self.lost = read, jobs, lost
        self._executor = _start(jobs)

    def begin(self, one: _Given) -> "Future[_Told]":
        """Hand one over to a process."""
        try:
            return self._executor.submit(self.read, one)
        except BrokenProcessPool as error:
            broken: Future[_Told] = Future()
            broken.set_exception(error)
            return broken

    def end(self, one: _Given, begun: "Future[_Told]") -> _Told:
        """Wait for what reading it gave, and read it again where that was lost."""
        try:
            return begun.result()
        except BrokenProcessPool:
            pass
        self._begin_anew()
        return next(self._alone(one), None) or self.lost(one)

    def _alone(self, one: _Given) -> Iterator[_Told]:
        """Yield what reading one in a process of its own gives, unless that is ended twice."""
        for _ in range(2):
            with suppress(BrokenProcessPool), processes(1) as alone:
                yield alone.submit(self.read, one).result()
                return

    def stop(self) -> None:
        """End the processes."""
        self._executor.shutdown(cancel_futures=True)

    def _begin_anew(self) -> None:
        """Have processes for what comes next; those under way are read one by one as they are asked for."""
        try:
            self._executor.submit(os.getpid)
        except BrokenProcessPool:
            self.stop()
            self._executor = _start(self.size)


def _ended(path: str) -> Failure:
    return Failure(
        path,
        f"Cannot read '{path}': the process that read it was ended twice. It may need more memory than there is: "
        "read it alone, with --jobs 1, or split it.",
    )


def read_one(task: Task) -> Outcome:
    """Load and read one document; what is wrong with it is told, not raised, so that the others go on."""
    path = task.content.path
    try:
        return read_document(
            load_content(task.content, manifest=task.manifest, overrides=task.overrides), load_lexicon()
        )
    except LedgerError as error:
        return Failure.of(path, error)
    except Exception as error:  # a fault of ours in one document must not lose the rest
        return Failure(path, f"Cannot read '{path}': the reader itself failed ({error!r}). Please report this.")


def read_text(document: Document) -> Outcome:
    """Read a text that was loaded once before; what goes wrong is told, not raised."""
    try:
        return read_document(document, load_lexicon())
    except Exception as error:  # a fault of ours in one document must not lose the rest
        return Failure(
            document.path, f"Cannot read '{document.path}': the reader itself failed ({error!r}). Please report this."
        )


@contextmanager
def processes(jobs: int) -> Iterator[Executor]:
    """Give processes that read, which end with this one; they leave Ctrl-C to it."""
    executor = _start(jobs)
    try:
        yield executor
    finally:
        executor.shutdown(cancel_futures=True)


def _start(jobs: int) -> Executor:
    # Fresh processes, not copies of this one: a copy would share its open ledger.
    return ProcessPoolExecutor(jobs, get_context("spawn"), initializer=_begin_reader)


def _begin_reader() -> None:
    """Leave Ctrl-C to the process that keeps the ledger, and end with it however it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    _set_words_aside()


@cache
def _set_words_aside() -> None:
    """Load the tables of words, and let Python's collector pass them over: it would look through them again and again.

    They stay as long as the process; a tenth of the time of reading is saved.
    """
    load_lexicon()
    gc.collect()
    gc.freeze()


def _end_with_parent() -> None:
    """Wait for the process that keeps the ledger to end: when it is killed it cannot tell its readers."""
    if parent := parent_process():
        parent.join()
        os._exit(1)
