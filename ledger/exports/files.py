"""A result written to a file: whole or not at all."""

import os
import stat
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from ledger.errors import OutputUnwritable


def write_whole(path: str, pieces: Iterable[str] | Iterable[bytes]) -> None:
    """Write text or bytes to a file beside the target and move it there once it is complete.

    Whatever stops the work, the target holds either what it held before or all of the new one. Of a
    link the file behind it is replaced; a device or pipe is written to as it is.
    """
    target = Path(path).resolve()
    try:
        with _opened(target) as file:
            file.writelines(piece.encode() if isinstance(piece, str) else piece for piece in pieces)
    except OSError as error:
        raise OutputUnwritable(path, _reason(target, error)) from error


@contextmanager
def _opened(target: Path) -> Iterator[BinaryIO]:
    if target.exists() and not stat.S_ISREG(target.stat().st_mode):
        with target.open("wb") as file:
            yield file
        return
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:40]}.", suffix=".part", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(_mode(target))
        Path(name).replace(target)
    except BaseException:
        with suppress(FileNotFoundError):
            Path(name).unlink()
        raise


def _mode(target: Path) -> int:
    if target.exists():
        return stat.S_IMODE(target.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _reason(target: Path, error: OSError) -> str:
    if not target.parent.is_dir():
        return "the folder is not there"
    return (error.strerror or "the system refused").lower()
