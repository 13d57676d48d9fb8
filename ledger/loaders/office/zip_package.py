"""Zip files, as archives and as what Word and Writer save: opened within limits, never unpacked to disk."""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from ledger.errors import DocumentUnreadable
from ledger.loaders.content import Content

MOST_MEMBERS = 50_000
MOST_BYTES = 100_000_000  # of one part unpacked
MOST_RATIO = 100  # of unpacked to packed bytes; text that people wrote comes to 30
SMALL = 10_000_000  # bytes to which any part may unpack
_CHUNK = 65_536
_ENTRY = b"PK\x01\x02"  # with which each entry of a directory begins
_BROKEN = "Open it and save it anew, or fetch it again."
_TRUST = "If you trust the file, read it without limits: --trust"
_READ = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})  # others unpack without a limit
_ENCRYPTED = 0x1


class Package:
    """The members of a zip file by name; none is read beyond its limits."""

    def __init__(self, content: Content, archive: zipfile.ZipFile) -> None:
        self.content = content
        self._archive = archive
        self._members = {info.filename.replace("\\", "/").lstrip("/").lower(): info for info in archive.infolist()}

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._members

    @property
    def names(self) -> list[str]:
        """The names of the members in small letters, in order."""
        return sorted(self._members)

    def chunks(self, name: str) -> Iterator[bytes]:
        """Yield the bytes of a member, piece by piece.

        Raises:
            DocumentUnreadable: it is encrypted or damaged, or unpacks to more than anybody wrote.

        """
        info = self._members[name.lower()]
        if fault := why_not(info, trusted=self.content.trusted):
            raise DocumentUnreadable(self.content.path, fault, _TRUST if "unpack" in fault else _BROKEN)
        yield from unpack(self.content, self._archive, info)

    def read(self, name: str) -> bytes:
        """Return the bytes of a member, none where it is not there."""
        return b"".join(self.chunks(name)) if name in self else b""


def read_package(content: Content, what: str) -> Package:
    """Open a zip file by its directory.

    Raises:
        DocumentUnreadable: it is no whole zip file, or one of more members than anybody packs.

    """
    return Package(content, read_directory(content, what))


def read_directory(content: Content, what: str) -> zipfile.ZipFile:
    """Read the directory of a zip file; see `read_package`."""
    if content.data.count(_ENTRY) > MOST_MEMBERS and not content.trusted:
        raise DocumentUnreadable(content.path, f"it lists more than {MOST_MEMBERS} members", _TRUST)
    try:
        return zipfile.ZipFile(BytesIO(content.data))
    except (zipfile.BadZipFile, struct.error, NotImplementedError, ValueError, OverflowError, OSError) as error:
        raise DocumentUnreadable(content.path, f"it is no whole {what}", _BROKEN) from error


def why_not(info: zipfile.ZipInfo, *, trusted: bool = False) -> str | None:
    """Return why a member is not to be unpacked, as far as the directory tells."""
    if info.flag_bits & _ENCRYPTED:
        return "it is encrypted; save it without the password"
    if info.compress_type not in _READ:
        return "it is packed by a method that is not read; pack it anew"
    if trusted:
        return None
    if info.file_size > MOST_BYTES:
        return f"it would unpack to {info.file_size // 1_000_000} MB, more than {MOST_BYTES // 1_000_000}"
    if info.file_size > max(SMALL, MOST_RATIO * info.compress_size):
        return f"it would unpack to more than {MOST_RATIO} times its size"
    return None


def unpack(content: Content, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield a member's bytes, and stop where there are more than the directory declares."""
    size = 0
    try:
        with archive.open(info) as member:
            while chunk := member.read(_CHUNK):
                size += len(chunk)
                if size > info.file_size:
                    raise DocumentUnreadable(content.path, "it unpacks to more than it declares", _BROKEN)
                yield chunk
    except (zipfile.BadZipFile, zlib.error, EOFError, struct.error, OSError, RuntimeError, ValueError) as error:
        raise DocumentUnreadable(content.path, f"'{_shown(info)}' in it is damaged", _BROKEN) from error


def _shown(info: zipfile.ZipInfo) -> str:
    return info.filename[-80:]
