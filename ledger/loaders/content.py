"""The bytes of a document with their name and hash, read once and within a limit."""

import hashlib
import sys
from dataclasses import dataclass
from pathlib import Path

from ledger.errors import DocumentUnreadable, FileMissing

STDIN = "-"
LARGEST = 64_000_000  # bytes; a year of a daily paper is about 20 million


@dataclass(frozen=True, slots=True)
class Content:
    """A document as it came: its bytes, and the encoding where the user named one."""

    path: str
    data: bytes
    encoding: str | None = None

    @property
    def sha256(self) -> str:
        """The document's name in every ledger."""
        return hashlib.sha256(self.data).hexdigest()


def read_content(path: str | Path, *, encoding: str | None = None) -> Content:
    """Read a file, or standard input for "-", refusing what is larger than `LARGEST`.

    Whoever hashes and loads should do both from one `Content`: the file may change in between.
    """
    name = Path(path).as_posix()
    try:
        data = _read_stdin() if name == STDIN else _read_file(Path(path))
    except FileNotFoundError as error:
        raise FileMissing(name) from error
    except OSError as error:
        reason = (error.strerror or "the system refused").lower()
        raise DocumentUnreadable(name, reason, "Check that it is a file and that you may read it.") from error
    if len(data) > LARGEST:
        limit = f"it is larger than {LARGEST // 1_000_000} MB"
        raise DocumentUnreadable(name, limit, "Split it, one document to a file, and add the parts.")
    return Content(name, data, encoding)


def content_hash(path: str | Path) -> str:
    """Return the sha256 of a file's bytes, without decoding them."""
    return read_content(path).sha256


def _read_file(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(LARGEST + 1)


def _read_stdin() -> bytes:
    return sys.stdin.buffer.read(LARGEST + 1)
