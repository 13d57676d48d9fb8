"""Documents that come over the review page: kept in a folder beside the ledger, to be verified, and added."""

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath, PureWindowsPath

from ledger.actions.ingest import NOTHING_TYPED, ingest
from ledger.actions.summary import Summary
from ledger.errors import OutputUnwritable
from ledger.loaders.manifest import MANIFEST
from ledger.model.document import Metadata
from ledger.store.homes import home_of

FOLDER_ENDING = ".uploads"  # what comes to figures.db is kept in figures.uploads/
_LONGEST = 120  # characters of a name, its ending among them
_UNSAFE = re.compile(r"[^\w .,()+-]")
_NAMELESS = "document"
_MOST = 1000  # files of one name
_APART = 300_000  # bytes from which reading takes so long that it goes into a process of its own


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as a browser sends it."""

    name: str
    content: bytes


def add_uploads(target: str, uploads: Sequence[Upload], overrides: Metadata = NOTHING_TYPED) -> Summary:
    """Keep files beside the ledger and add them to it; those that bring nothing new are not kept."""
    folder = _folder(target)
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        paths = [_keep(folder, upload) for upload in uploads]
    except OSError as error:
        raise OutputUnwritable(folder.as_posix(), (error.strerror or "the system refused").lower()) from error
    jobs = 2 if sum(len(upload.content) for upload in uploads) > _APART else 1
    try:
        summary = ingest(target, [path.as_posix() for path in paths], overrides=overrides, jobs=jobs)
    except BaseException:
        _forget(folder, paths)
        raise
    _forget(folder, [path for path in paths if not any(_is_of(new, path) for new in summary.new)])
    return summary


def safe_name(name: str) -> str:
    r"""Return a file's name that leads nowhere: without folders, signs of a system's own, or a dot at its beginning.

    >>> safe_name("../../etc/passwd"), safe_name("C:\\\\x\\\\Informe final.pdf"), safe_name("..")
    ('passwd', 'Informe final.pdf', 'document')
    """
    last = PureWindowsPath(PurePath(name.replace("\0", "")).name).name
    plain = _UNSAFE.sub("_", last).strip(" .")
    ending = PurePath(plain).suffix
    if not plain or len(ending) >= _LONGEST or plain.lower() == MANIFEST:  # a manifest would tell of other files
        return _NAMELESS
    return plain[: -len(ending) or None][: _LONGEST - len(ending)] + ending


def _folder(target: str) -> Path:
    path = Path(target) if "://" not in target else home_of(target).place
    return path.with_suffix(FOLDER_ENDING)


def _keep(folder: Path, upload: Upload) -> Path:
    """Write a file under its own name, or a free one beside it; nothing is ever written over."""
    name = PurePath(safe_name(upload.name))
    for number in range(1, _MOST):
        path = folder / (name.name if number == 1 else f"{name.stem}-{number}{name.suffix}")
        try:
            handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        except FileExistsError:
            continue
        with os.fdopen(handle, "wb") as file:
            file.write(upload.content)
        return path
    raise OutputUnwritable((folder / name).as_posix(), "there are too many files of this name")


def _is_of(document: str, path: Path) -> bool:
    """Tell whether a document is this file, or a part of it."""
    return document == path.as_posix() or document.startswith((f"{path.as_posix()}/", f"{path.as_posix()}#"))


def _forget(folder: Path, paths: Sequence[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)
    if not any(folder.iterdir()):
        folder.rmdir()
