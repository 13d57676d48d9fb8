"""The bytes of a document with their name and hash, read once and within a limit."""

import hashlib
import re
import sys
from dataclasses import dataclass
from pathlib import Path

from ledger.errors import DocumentUnreadable, FileMissing
from ledger.model.document import NOTHING_KNOWN, Metadata

STDIN = "-"
_HEAD = 4096  # bytes by which the kind of nameless content is told
_FIELDS = rb"(?:[\w-]+:[^\n]*\n|[ \t][^\n]*\n)*?"
_STARTS = (
    (re.compile(rb"%pdf-"), ".pdf"),
    (re.compile(rb"<!doctype html|<html"), ".html"),
    (re.compile(rb"pk\x03\x04"), ".zip"),
    (re.compile(rb'\{\s*"|\[\s*\{'), ".json"),
    # What every mail that was sent has in its head, and no letter; a page saved as a mail has only the last two.
    (re.compile(rb"from [^\n]+\n(?:[^\n]+\n)*?(?:message-id|received|mime-version):"), ".mbox"),
    (re.compile(_FIELDS + rb"(?:message-id|received):"), ".eml"),
    (re.compile(_FIELDS + rb"content-type:\s*multipart/related"), ".mhtml"),
    (re.compile(_FIELDS + rb"mime-version:"), ".eml"),
)
LARGEST = 64_000_000  # bytes; a year of a daily paper is about 20 million


@dataclass(frozen=True, slots=True)
class Content:
    """A document as it came: its bytes, and what the user said of reading them.

    `ending` tells its kind where the path does not: an article of a file of many, what came by standard input.
    What is `trusted` is read without limits on time and memory. `declared` is what the file that it was in says of
    it: an archive's manifest.
    """

    path: str
    data: bytes
    encoding: str | None = None
    ending: str = ""
    trusted: bool = False
    declared: Metadata = NOTHING_KNOWN

    @property
    def kind(self) -> str:
        """The ending by which its format is known, in small letters."""
        return self.ending or Path(self.path).suffix.lower()

    @property
    def sha256(self) -> str:
        """The document's name in every ledger."""
        return hashlib.sha256(self.data).hexdigest()


def read_content(path: str | Path, *, encoding: str | None = None, trusted: bool = False) -> Content:
    """Read a file, or standard input for "-", refusing what is larger than `LARGEST` and not trusted.

    Whoever hashes and loads should do both from one `Content`: the file may change in between.
    """
    name = Path(path).as_posix()
    try:
        data = _read_stdin() if name == STDIN else _read_file(Path(path), None if trusted else LARGEST)
    except FileNotFoundError as error:
        raise FileMissing(name) from error
    except OSError as error:
        reason = (error.strerror or "the system refused").lower()
        raise DocumentUnreadable(name, reason, "Check that it is a file and that you may read it.") from error
    if len(data) > LARGEST and (not trusted or name == STDIN):
        limit = f"it is larger than {LARGEST // 1_000_000} MB"
        raise DocumentUnreadable(name, limit, "Split it, one document to a file, and add the parts.")
    return Content(name, data, encoding, _sniffed(data) if name == STDIN else "", trusted)


def content_hash(path: str | Path) -> str:
    """Return the sha256 of a file's bytes, without decoding them."""
    return read_content(path).sha256


def _sniffed(data: bytes) -> str:
    r"""Tell the kind of what came without a name by how it begins; what is nothing else is plain text.

    >>> _sniffed(b'{"text": "One"}\n{"text": "Two"}\n'), _sniffed(b"Subject: a cable\n\nSUMMARY")
    ('.jsonl', '.txt')
    """
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    kind = next((ending for start, ending in _STARTS if start.match(head)), ".txt")
    return ".jsonl" if kind == ".json" and _is_lines(data) else kind


def _is_lines(data: bytes) -> bool:
    """Tell one record a line from one value over many."""
    first, _, rest = data.strip().partition(b"\n")
    return first.startswith(b"{") and rest.lstrip().startswith(b"{")


def _read_file(path: Path, most: int | None) -> bytes:
    with path.open("rb") as file:
        return file.read() if most is None else file.read(most + 1)


def _read_stdin() -> bytes:
    return sys.stdin.buffer.read(LARGEST + 1)
