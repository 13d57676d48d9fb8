"""Files, folders and globs turned into a list of documents, with what was passed over and why."""

import os
import re
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ledger.errors import AddressGiven, FileMissing, LedgerError, NoDocuments, UnknownFormat
from ledger.loaders.content import STDIN, Content
from ledger.loaders.manifest import MANIFEST, Manifest, find_manifest

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,20}://")  # "https://…"
_Note = Callable[[Path, str], None]


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A file or folder that is not read as a document, and the reason."""

    path: str
    reason: str


# What a file of several holds: a document, what is none, or one that cannot be read.
Held = Content | PassedOver | LedgerError


@dataclass(frozen=True, slots=True)
class Found:
    """What a list of paths holds; `manifests` are those of the folders met, each read once."""

    paths: tuple[str, ...]
    passed_over: tuple[PassedOver, ...] = ()
    manifests: tuple[Manifest, ...] = ()

    def manifest_for(self, path: str) -> Manifest | None:
        """Return the manifest that lies beside a path, None where there is none."""
        folder = Path(path).parent
        return next((manifest for manifest in self.manifests if manifest.folder == folder), None)


def files_of(path: str) -> list[str]:
    """Return the files that a document's path may lead to: its own, then those it may be a part of, the nearest first.

    >>> files_of("news/b.zip/in/c.jsonl#2")
    ['news/b.zip/in/c.jsonl#2', 'news/b.zip/in/c.jsonl', 'news/b.zip/in', 'news/b.zip', 'news']
    """
    files = []
    for whole in (PurePosixPath(path), *PurePosixPath(path).parents):
        stem, mark, number = str(whole).rpartition("#")
        files += [str(whole), stem] if mark and number.isdecimal() else [str(whole)]
    return [file for file in files if file not in (".", "/")]


class _Search:
    """One search: gathers paths in order, each once, and reads each folder's manifest once."""

    def __init__(self, endings: Sequence[str]) -> None:
        self.endings = endings
        self.paths: dict[str, str] = {}
        self.passed_over: list[PassedOver] = []
        self.manifests: dict[Path, Manifest | None] = {}

    def add_named(self, name: str) -> None:
        """Take what the user named: a file as it is, a folder with all in it, a glob with all it matches."""
        path = Path(name)
        if name == STDIN:
            self.paths[STDIN] = STDIN
        elif path.is_dir():
            self._add_all(name, _walk(path, self._pass))
        elif path.exists():
            self._add_file(path)
        elif _has_magic(name) and not path.is_symlink():
            self._add_all(name, self._matches(path))
        elif _ADDRESS.match(name):
            raise AddressGiven(name)
        else:
            raise FileMissing(path.as_posix())

    def _add_all(self, name: str, files: Iterator[Path]) -> None:
        taken = sum([self._add_file(path) for path in files if not self._is_notice(path)])
        if not taken:
            raise NoDocuments(name, self.endings)

    def _matches(self, pattern: Path) -> Iterator[Path]:
        fixed = next(at for at, part in enumerate(pattern.parts) if _has_magic(part))
        root, rest = Path(*pattern.parts[:fixed]), "/".join(pattern.parts[fixed:])
        try:
            matches = sorted(root.glob(rest))
        except ValueError:  # "**.txt": two stars must stand alone between slashes
            matches = []
        for path in matches:
            if reason := _why_not(path, path.relative_to(root).parts):
                self._pass(path, reason)
            elif path.is_dir():
                yield from _walk(path, self._pass)
            else:
                yield path

    def _add_file(self, path: Path) -> bool:
        reason = self._unreadable(path)
        if reason:
            self._pass(path, reason)
            return False
        self._manifest(path.parent)
        self.paths.setdefault(os.path.realpath(path), path.as_posix())
        return True

    def _unreadable(self, path: Path) -> str | None:
        if not stat.S_ISREG(path.stat().st_mode):
            return "not a regular file"
        if not _is_text(path.as_posix()):
            return "its name is not valid text; rename it"
        return None if path.suffix.lower() in self.endings else "not of a kind the ledger reads"

    def _is_notice(self, path: Path) -> bool:
        if path.name == MANIFEST:
            return True
        if path.stem.upper() not in {"README", "LICENSE", "LICENCE"}:
            return False
        manifest = self._manifest(path.parent)
        if manifest is None or manifest.metadata_of(path.name) is not None:
            return False
        self._pass(path, "speaks about the folder, and its manifest does not list it")
        return True

    def _manifest(self, folder: Path) -> Manifest | None:
        if folder not in self.manifests:
            self.manifests[folder] = find_manifest(folder)
        return self.manifests[folder]

    def _pass(self, path: Path, reason: str) -> None:
        shown = path.as_posix().encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        self.passed_over.append(PassedOver(shown, reason))


def find_files(paths: Sequence[str], endings: Sequence[str]) -> Found:
    """Find the documents that paths lead to, in sorted order within a folder, each once.

    In folders and globs, hidden files, links, devices and files of other kinds are passed over; a file
    the user names is taken even when it is hidden or a link. A path that leads nowhere is an error,
    and so is a folder or glob without documents: a misspelt name must not look like an empty result.
    """
    search = _Search(endings)
    for name in paths:
        search.add_named(name)
    if not search.paths:
        first = search.passed_over[0].path if search.passed_over else ""
        raise UnknownFormat(first, endings)
    manifests = tuple(manifest for manifest in search.manifests.values() if manifest is not None)
    return Found(tuple(search.paths.values()), tuple(search.passed_over), manifests)


def _walk(folder: Path, pass_over: _Note) -> Iterator[Path]:
    """Walk a folder in sorted order, without recursion: folders may lie deeper than Python's stack."""
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        if path is folder or (path.is_dir() and not path.is_symlink()):
            waiting.extend(reversed(list(_inside(path, pass_over))))
        else:
            yield path


def _inside(folder: Path, pass_over: _Note) -> Iterator[Path]:
    try:
        children = sorted(folder.iterdir())
    except OSError:
        pass_over(folder, "the folder cannot be opened")
        return
    for path in children:
        if reason := _why_not(path, (path.name,)):
            pass_over(path, reason)
        else:
            yield path


def _why_not(path: Path, parts: tuple[str, ...]) -> str | None:
    if any(part.startswith(".") for part in parts):
        return "hidden"
    return "a link, which is not followed" if path.is_symlink() else None


def _has_magic(name: str) -> bool:
    return any(sign in name for sign in "*?[")


def _is_text(name: str) -> bool:
    return name.isascii() or not any("\ud800" <= sign <= "\udfff" for sign in name)
