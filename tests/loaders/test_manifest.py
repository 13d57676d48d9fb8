"""A manifest declares; its mistakes are named by file and key."""

from datetime import date
from pathlib import Path

import pytest

from ledger.errors import ManifestError
from ledger.loaders.manifest import find_manifest
from ledger.loaders.registry import find_documents, load_document
from ledger.model.document import Metadata, Origin


def write(folder: Path, manifest: str) -> None:
    (folder / "a.txt").write_text(
        "8 August 2021\n\nA Title Here\n\nBy Ana Ruiz\n\n" + "Forty officers were killed. " * 20
    )
    (folder / "manifest.toml").write_text(manifest)


def test_each_value_says_where_it_comes_from(tmp_path: Path) -> None:
    write(tmp_path, '[[documents]]\nfile = "a.txt"\ntitle = "Declared"\npublished = 2020-01-02\nlanguage = "en"\n')
    document = load_document(tmp_path / "a.txt", overrides=Metadata(publisher="Typed", title="Typed title"))
    assert document.metadata == Metadata("Typed title", "Ana Ruiz", "Typed", date(2020, 1, 2), None, "en")
    assert dict(document.origins) == {
        "title": Origin.TYPED,
        "author": Origin.EXTRACTED,
        "publisher": Origin.TYPED,
        "published": Origin.DECLARED,
        "language": Origin.DECLARED,
    }


def test_a_manifest_read_once_serves_all_files_beside_it(tmp_path: Path) -> None:
    write(tmp_path, '[[documents]]\nfile = "a.txt"\npublisher = "El Faro"\n')
    found = find_documents([str(tmp_path)])
    assert found.manifest_for(found.paths[0]) == find_manifest(tmp_path)
    assert load_document(found.paths[0], manifest=found.manifest_for(found.paths[0])).metadata.publisher == "El Faro"


@pytest.mark.parametrize(
    ("manifest", "message"),
    [
        ('[[documents]]\nfile = "b.txt"\n', r'documents\[1\]\.file.*no file "b\.txt"'),
        ('[[documents]]\ntitle = "A"\n', r"documents\[1\]\.file"),
        ('[[documents]]\nfile = "a.txt"\ntitle = 3\n', r'documents\[1\]\.title.*"title" must be a text'),
        ('[[documents]]\nfile = "a.txt"\npublished = "2021"\n', r"documents\[1\]\.published.*must be a date"),
        ('[[documents]]\nfile = "a.txt"\nautor = "X"\n', r'"autor" is not known here'),
        ('[[documents]]\nfile = "../a.txt"\n', "must name a file beside the manifest"),
        ('[[documents]]\nfile = "a.txt"\n[[documents]]\nfile = "a.txt"\n', '"a.txt" is listed twice'),
        ("documents = 3\n", "must be a list of tables"),
        ("[[documents\n", "not valid TOML"),
    ],
)
def test_a_mistake_is_named_by_file_and_key(tmp_path: Path, manifest: str, message: str) -> None:
    write(tmp_path, manifest)
    with pytest.raises(ManifestError, match=f"(?s)manifest.toml: .*{message}"):
        find_documents([str(tmp_path)])


def test_a_manifest_in_another_encoding_is_named(tmp_path: Path) -> None:
    write(tmp_path, "")
    (tmp_path / "manifest.toml").write_bytes(b'title = "\xed"')
    with pytest.raises(ManifestError, match="not UTF-8"):
        find_manifest(tmp_path)
