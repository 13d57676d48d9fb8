"""A `manifest.toml` beside documents: what their publishers say of them, by file name."""

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
    name = path.as_posix()
    try:
        top = parse_toml(path.read_text(encoding="utf-8"), name).only("documents")
        entries = tuple(_read_entry(table, path.parent) for table in top.tables("documents"))
    except UnicodeDecodeError as error:
        raise ManifestError(name, f"it is not UTF-8 text (byte {error.start})") from error
    except OSError as error:
        raise ManifestError(name, (error.strerror or "it cannot be read").lower()) from error
    except LexiconError as error:
        raise ManifestError(name, str(error).removeprefix(f"{name}, ").rstrip(".")) from error
    _refuse_repeats(name, entries)
    return Manifest(name, entries)


def _read_entry(table: Table, folder: Path) -> tuple[str, Metadata]:
    table.only("file", *METADATA_FIELDS)
    file = table.text("file")
    if "/" in file or "\\" in file:
        raise table.fail("file", f'"file" must name a file beside the manifest, found "{file}"')
    if not (folder / file).is_file():
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
