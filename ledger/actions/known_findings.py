"""All findings of a ledger, worked out again only as far as it has changed since the last check.

What a check leaves is kept beside the ledger (`ledger.store.kept_checks`), of ledgers that take a while to check.
Where nothing was kept, or nothing that can be used, a check from nothing finds the same.
"""

import hashlib
import os
import sys
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from ledger.actions.figures import Wanted, list_figures
from ledger.actions.given_topics import given_topic_files
from ledger.actions.own_topics import folder_beside
from ledger.compare.registry import check_again
from ledger.model.figure import Figure
from ledger.model.finding import Finding
from ledger.model.kept import Kept, KeptFinding
from ledger.store.engine import open_ledger
from ledger.store.kept_checks import kept_file, read_kept, write_kept
from ledger.store.made import fetch_head

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

_FEWEST = 1000  # figures: fewer are checked in a second, and leave no file anywhere
_PROGRAM = "figure-ledger"
_READ = (".py", ".toml")  # what a verdict comes from
# What is raised over kept things that no check has left: they are put aside, and all is worked out from nothing.
_UNUSABLE = (LookupError, TypeError, ValueError, AttributeError, ArithmeticError, RecursionError)


def known_findings(target: str, figures: Sequence[Figure] | None = None) -> list[Finding]:
    """Return all findings of a ledger, most severe first, without what reviewers say of them.

    `figures` are all that count, where they are at hand.
    """
    state, path = _state_of(target), kept_file(target)
    file = read_kept(path, program_mark()) if path else None
    if file is not None and state and file.of == state and (findings := file.findings()) is not None:
        try:
            return _with_figures(findings, list_figures(target, Wanted()) if figures is None else figures)
        except _UNUSABLE:
            file = None
    every = [*list_figures(target, Wanted())] if figures is None else figures
    found, kept = _check(every, file.kept() if file else None)
    if path is not None and len(every) >= _FEWEST:
        unchanged = state == _state_of(target)  # while it was checked nothing was added, or the next check sees it
        write_kept(path, kept, program=program_mark(), of=state if unchanged else "")
    return found


def _with_figures(findings: Iterable[KeptFinding], figures: Iterable[Figure]) -> list[Finding]:
    by_id = {figure.id: figure for figure in figures}
    return [finding.with_figures(by_id) for finding in findings]


def _check(figures: Sequence[Figure], before: Kept | None) -> tuple[list[Finding], Kept]:
    if before is not None:
        try:
            return check_again(figures, before)
        except _UNUSABLE:
            pass
    return check_again(figures)


def _state_of(target: str) -> str:
    """Return a mark that no other state of the ledger has, nor of the topics told of its figures; empty where unknown.

    It is the head of the history; of a file also when it was last written, by whomever.
    """
    with open_ledger(target, write=False) as ledger:
        told, file = [*map(str, fetch_head(ledger))], ledger.home.file
    written = [file, file.with_name(f"{file.name}-wal")] if file else []
    beside = folder_beside(target)
    try:
        told += [f"{seen.st_ino}:{seen.st_size}:{seen.st_mtime_ns}" for path in written if (seen := _stat(path))]
        digest = hashlib.sha256("\n".join(told).encode())
        for topics in map(Path, [*given_topic_files(), *([beside] if beside else [])]):
            for words in sorted(topics.iterdir()) if topics.is_dir() else [topics]:
                digest.update(b"\0".join([words.as_posix().encode("utf-8", "surrogatepass"), words.read_bytes(), b""]))
    except OSError:
        return ""
    return digest.hexdigest()


def _stat(path: Path) -> os.stat_result | None:
    """Return what is known of a file, None of one that is not there or holds nothing."""
    try:
        seen = path.stat()
    except FileNotFoundError:
        return None
    return seen if seen.st_size else None


@cache
def program_mark() -> str:
    """Return a mark of all that findings come from: the program's version, its rules and its tables of words."""
    digest = hashlib.sha256(f"{version(_PROGRAM)} {sys.version}".encode())
    folders: list[Traversable] = [files("ledger")]
    while folders:
        for entry in sorted(folders.pop().iterdir(), key=lambda entry: entry.name):
            if entry.is_dir():
                folders.append(entry)
            elif entry.name.endswith(_READ):
                digest.update(b"\0".join([entry.name.encode(), entry.read_bytes(), b""]))
    return digest.hexdigest()
