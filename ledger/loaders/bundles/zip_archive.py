"""Zip files of documents: their members in order, each under a path that tells where it lies; nothing is unpacked."""

import re
import stat
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from zipfile import ZipFile, ZipInfo

from ledger.errors import DocumentUnreadable, LedgerError
from ledger.loaders.content import LARGEST, Content
from ledger.loaders.folders import Held, PassedOver
from ledger.loaders.manifest import MANIFEST, Manifest, parse_manifest
from ledger.loaders.office.zip_package import read_directory, unpack, why_not
from ledger.loaders.registry import LOADERS, OPENERS, open_content
from ledger.model.document import NOTHING_KNOWN, Metadata

DEEPEST = 3  # archives and mails within each other
MOST_BYTES = 1_000_000_000  # of all members unpacked
_UTF8 = 0x800  # says that a name is UTF-8; else it is of an old code page, or of a program that does not say
_MAC = "__MACOSX"
_OFFICE = {"word/document.xml": ".docx", "content.xml": ".odt"}
_DRIVE = re.compile(r"[A-Za-z]:")
_NOTICES = frozenset({"README", "LICENSE", "LICENCE"})
_UNPACK = "Unpack it yourself, and add what is in it."
_TRUST = "If you trust the file, read it without limits: --trust"


def open_zip_archive(content: Content) -> Iterator[Held]:
    """Yield the documents of an archive in the order of their names, and what in it is none; see `open_content`.

    A damaged or encrypted member is yielded as the error that says so. A manifest in a folder of the archive declares
    what it tells of the files beside it.

    Raises:
        LedgerError: it is no archive or would unpack to more than anybody keeps, or a manifest is wrong.

    """
    yield from _opened(content, _Allowance(MOST_BYTES))


@dataclass(slots=True)
class _Allowance:
    """How many bytes an archive and those within it may still unpack to."""

    left: int

    def spend(self, content: Content, size: int) -> None:
        self.left -= size
        if self.left < 0 and not content.trusted:
            limit = f"it would unpack to more than {MOST_BYTES // 1_000_000} MB"
            raise DocumentUnreadable(content.path, limit, _TRUST)


def _opened(content: Content, allowance: _Allowance) -> Iterator[Held]:
    with read_directory(content, "archive") as archive:
        members = {_path(info): info for info in archive.infolist() if not info.is_dir()}
        kind = next((ending for name, ending in _OFFICE.items() if name in members and ending in LOADERS), None)
        if kind:  # what came by standard input, where only its bytes tell the kind
            yield replace(content, ending=kind)
            return
        allowance.spend(content, sum(info.file_size for info in members.values()))
        yield from _Archive(content, archive, members, allowance).documents()


class _Archive:
    """An open archive with its members by their paths in it."""

    def __init__(
        self, content: Content, archive: ZipFile, members: Mapping[str, ZipInfo], allowance: _Allowance
    ) -> None:
        self.content, self.archive, self.members, self.allowance = content, archive, members, allowance
        self._manifests: dict[str, Manifest | None] = {}
        self._told: set[str] = set()

    def documents(self) -> Iterator[Held]:
        """Yield the members that are documents, and why the others are none."""
        for path in sorted(self.members):
            if hidden := _hidden(path):
                if hidden not in self._told:
                    self._told.add(hidden)
                    yield self._pass(hidden, "hidden")
            elif PurePosixPath(path).name != MANIFEST:
                yield from self._member(path)

    def _member(self, path: str) -> Iterator[Held]:
        if reason := self._why_none(path):
            yield self._pass(path, reason)
            return
        if fault := self._why_not(path):
            yield DocumentUnreadable(f"{self.content.path}/{path}", *fault)
            return
        manifest = self._manifest(path)
        declared = (manifest and manifest.metadata_of(_name(path))) or NOTHING_KNOWN
        try:
            data = b"".join(unpack(self.content, self.archive, self.members[path]))
            held = self._held(path, data, declared)
            yield from _opened(held, self.allowance) if held.kind == ".zip" else open_content(held)
        except LedgerError as error:
            yield self._told_with(path, error)

    def _told_with(self, path: str, error: LedgerError) -> LedgerError:
        """Return an error of a member under the member's path."""
        if isinstance(error, DocumentUnreadable) and error.path == self.content.path:
            return DocumentUnreadable(f"{self.content.path}/{path}", error.reason, error.remedy)
        return error

    def _why_none(self, path: str) -> str | None:
        """Return why a member is no document."""
        info = self.members[path]
        kind = PurePosixPath(path).suffix.lower()
        if stat.S_ISLNK(info.external_attr >> 16):
            return "a link, which is not followed"
        if kind not in LOADERS and kind not in OPENERS:
            return "not of a kind the ledger reads"
        if _is_notice(path) and (manifest := self._manifest(path)) and not manifest.metadata_of(_name(path)):
            return "speaks about the folder, and its manifest does not list it"
        return None

    def _why_not(self, path: str) -> tuple[str, str] | None:
        """Return why a document cannot be read, as far as the directory tells, and what to do."""
        info, trusted = self.members[path], self.content.trusted
        if PurePosixPath(path).suffix.lower() in OPENERS and _depth(self.content.path) + 1 >= DEEPEST:
            return f"it is in more than {DEEPEST} archives or mails within each other", _UNPACK
        if info.file_size > LARGEST and not trusted:
            return f"it is larger than {LARGEST // 1_000_000} MB", _TRUST
        if fault := why_not(info, trusted=trusted):
            return fault, _TRUST if "unpack" in fault else _UNPACK
        return None

    def _held(self, path: str, data: bytes, declared: Metadata) -> Content:
        whole = self.content
        return Content(f"{whole.path}/{path}", data, whole.encoding, trusted=whole.trusted, declared=declared)

    def _manifest(self, path: str) -> Manifest | None:
        """Return the manifest in the same folder of the archive."""
        folder = PurePosixPath(path).parent
        name = (folder / MANIFEST).as_posix()
        if name not in self._manifests:
            self._manifests[name] = self._read_manifest(name, folder) if name in self.members else None
        return self._manifests[name]

    def _read_manifest(self, name: str, folder: PurePosixPath) -> Manifest:
        info = self.members[name]
        if reason := why_not(info):
            raise DocumentUnreadable(f"{self.content.path}/{name}", reason, _TRUST)
        data = b"".join(unpack(self.content, self.archive, info))
        return parse_manifest(
            f"{self.content.path}/{name}", data, lambda file: (folder / file).as_posix() in self.members
        )

    def _pass(self, path: str, reason: str) -> PassedOver:
        return PassedOver(f"{self.content.path}/{path}", reason)


def _path(info: ZipInfo) -> str:
    """Return where a member lies in its archive, in the archive alone: no way leads out of it."""
    name = info.orig_filename
    if not info.flag_bits & _UTF8:
        with suppress(UnicodeError):  # most programs of today write UTF-8 without saying so
            name = name.encode("cp437").decode("utf-8")
    parts = name.replace("\\", "/").replace("\0", "").split("/")
    return "/".join(part for part in parts if part not in ("", ".", "..") and not _DRIVE.fullmatch(part)) or "unnamed"


def _hidden(path: str) -> str | None:
    """Return the path up to what hides it, None where nothing does."""
    parts = path.split("/")
    at = next((at for at, part in enumerate(parts) if part.startswith(".") or part == _MAC), None)
    return None if at is None else "/".join(parts[: at + 1])


def _is_notice(path: str) -> bool:
    return PurePosixPath(path).stem.upper() in _NOTICES


def _name(path: str) -> str:
    return PurePosixPath(path).name


def _depth(path: str) -> int:
    """Return in how many archives and mails a path lies."""
    return sum(PurePosixPath(part).suffix.lower() in OPENERS for part in path.split("/")[:-1])
