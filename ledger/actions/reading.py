"""Documents read one after another or in several processes, always in the order of their paths."""

import gc
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import TypeVar

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


def read_all(tasks: Iterable[Task], jobs: int) -> Iterator[Outcome]:
    """Yield what reading each document gave, in the order of the tasks whatever the number of processes."""
    return _in_order(read_one, tasks, jobs)


def read_texts(documents: Iterable[Document], jobs: int) -> Iterator[Outcome]:
    """Yield what reading each text gave that was loaded once before, in their order."""
    return _in_order(read_text, documents, jobs)


def _in_order(read: Callable[[_Given], Outcome], given: Iterable[_Given], jobs: int) -> Iterator[Outcome]:
    if jobs < 2:
        _set_words_aside()
        yield from map(read, given)
        return
    with processes(jobs) as executor:
        waiting: deque[Future[Outcome]] = deque()
        for one in given:
            waiting.append(executor.submit(read, one))
            if len(waiting) > 2 * jobs:  # enough to keep all busy, without holding every document in memory
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


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
    # Fresh processes, not copies of this one: a copy would share its open ledger.
    executor = ProcessPoolExecutor(jobs, get_context("spawn"), initializer=_begin_reader)
    try:
        yield executor
    finally:
        executor.shutdown(cancel_futures=True)


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
