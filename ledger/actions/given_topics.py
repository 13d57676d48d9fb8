"""The files of topics named before the command, kept for the whole run; apart, so that help needs nothing else."""

from collections.abc import Iterable
from contextvars import ContextVar

_given: ContextVar[tuple[str, ...]] = ContextVar("given_topics", default=())


def use_topic_files(paths: Iterable[str]) -> None:
    """Let files and folders of topics hold for what is asked from here on."""
    _given.set(tuple(paths))


def given_topic_files() -> tuple[str, ...]:
    """Return the files and folders that hold."""
    return _given.get()
