"""A `manifest.toml` beside documents: what their publishers say of them, by file name."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ledger.errors import LexiconError, ManifestError
from ledger.lexicon.toml_tables import Table, parse_toml
from ledger.model.document import METADATA_FIELDS, Metadata

MANIFEST = "manifest.toml"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What one folder's manifest declares of the files beside it."""

    path: str
    entries: tuple[tuple[str, Metadata], ...]

    @property
    def folder(self) -> Path:
        """The folder whose files are meant."""
        return Path(self.path).parent

    def metadata_of(self, name: str) -> Metadata | None:
        """Return what is declared of a file, None where it is not listed."""
        return dict(self.entries).get(name)


def find_manifest(folder: Path) -> Manifest | None:
    """Read the manifest of a folder, None where there is none."""
    path = folder / MANIFEST
    return read_manifest(path) if path.is_file() else None


def read_manifest(path: Path) -> Manifest:
    """Read a manifest, every mistake named by its key; each file it lists must be there."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ManifestError(path.as_posix(), (error.strerror or "it cannot be read").lower()) from error
    return parse_manifest(path.as_posix(), data, lambda file: (path.parent / file).is_file())


def parse_manifest(name: str, data: bytes, has_file: Callable[[str], bool]) -> Manifest:
    """Read the bytes of a manifest, which may lie in an archive; `has_file` tells whether a file is beside it."""
    try:
        top = parse_toml(data.decode("utf-8").replace("\r\n", "\n"), name).only("documents")
        entries = tuple(_read_entry(table, has_file) for table in top.tables("documents"))
    except UnicodeDecodeError as error:
        raise ManifestError(name, f"it is not UTF-8 text (byte {error.start})") from error
    except LexiconError as error:
        raise ManifestError(name, str(error).removeprefix(f"{name}, ").rstrip(".")) from error
    _refuse_repeats(name, entries)
    return Manifest(name, entries)


def _read_entry(table: Table, has_file: Callable[[str], bool]) -> tuple[str, Metadata]:
    table.only("file", *METADATA_FIELDS)
    file = table.text("file")
    if "/" in file or "\\" in file:
        raise table.fail("file", f'"file" must name a file beside the manifest, found "{file}"')
    if not has_file(file):
        raise table.fail("file", f'there is no file "{file}" beside the manifest')
    return file, Metadata(
        title=_text(table, "title"),
        author=_text(table, "author"),
        publisher=_text(table, "publisher"),
        published=table.day("published"),
        url=_text(table, "url"),
        language=_text(table, "language"),
    )


def _text(table: Table, key: str) -> str | None:
    return table.text(key) if key in table else None


def _refuse_repeats(path: str, entries: tuple[tuple[str, Metadata], ...]) -> None:
    seen: set[str] = set()
    for file, _ in entries:
        if file in seen:
            raise ManifestError(path, f'"{file}" is listed twice')
        seen.add(file)
