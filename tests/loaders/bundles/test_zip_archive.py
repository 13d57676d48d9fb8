"""An archive yields its documents under their paths, and says of the others why they are none."""

import struct
import time
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

from ledger.actions.documents import list_documents
from ledger.actions.ingest import ingest
from ledger.errors import DocumentUnreadable, LedgerError, ManifestError
from ledger.loaders.bundles.zip_archive import MOST_BYTES
from ledger.loaders.content import Content
from ledger.loaders.folders import PassedOver
from ledger.loaders.registry import load_content, open_content
from ledger.model.document import Origin
from tests.loaders.word_files import p, packed, word_file


def archive(files: dict[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as held:
        for name, data in files.items():
            held.writestr(name, data)
    return buffer.getvalue()


def opened(data: bytes, path: str = "b.zip") -> tuple[dict[str, bytes], dict[str, str]]:
    """Return the documents by their paths, and the reasons for the others."""
    held = list(open_content(Content(path, data)))
    documents = {one.path: one.data for one in held if isinstance(one, Content)}
    return documents, {one.path: one.reason for one in held if isinstance(one, PassedOver | DocumentUnreadable)}


def test_members_come_in_the_order_of_their_names_and_others_are_told() -> None:
    hidden = {".git/a.txt": "", "__MACOSX/._a.txt": ""}
    documents, passed = opened(archive({"z/b.txt": "Two", "a.txt": "One", "z/a.MD": "x", "c.exe": "no", **hidden}))
    assert list(documents) == ["b.zip/a.txt", "b.zip/z/a.MD", "b.zip/z/b.txt"]
    assert passed == {
        "b.zip/.git": "hidden",
        "b.zip/__MACOSX": "hidden",
        "b.zip/c.exe": "not of a kind the ledger reads",
    }


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("../../etc/a.txt", "etc/a.txt"),
        ("/etc/a.txt", "etc/a.txt"),
        ("C:\\new\\a.txt", "new/a.txt"),
        ("./a//b.txt", "a/b.txt"),
    ],
)
def test_no_name_leads_out_of_the_archive(name: str, path: str) -> None:
    assert list(opened(archive({name: "x"}))[0]) == [f"b.zip/{path}"]


def test_names_are_read_as_they_were_meant() -> None:
    data = archive({"policía.txt": "x"})
    assert list(opened(data)[0]) == ["b.zip/policía.txt"]
    plain = archive({"polic__a.txt": "x"})
    assert list(opened(plain.replace(b"polic__a", "policía".encode()))[0]) == ["b.zip/policía.txt"]
    old = archive({"polic_a.txt": "x"}).replace(b"polic_a", "policía".encode("cp437"))
    assert list(opened(old)[0]) == ["b.zip/policía.txt"]


def test_archives_within_archives_are_opened_three_deep() -> None:
    data = archive({"a.txt": "x"})
    for name in ("3.zip", "2.zip"):
        data = archive({name: data})
    assert list(opened(data)[0]) == ["b.zip/2.zip/3.zip/a.txt"]
    documents, passed = opened(archive({"1.zip": data, "b.txt": "y"}))
    assert (list(documents), list(passed)) == (["b.zip/b.txt"], ["b.zip/1.zip/2.zip/3.zip"])


def encrypted(data: bytes) -> bytes:
    at = data.find(b"PK\x01\x02") + 8
    return data[:at] + struct.pack("<H", 1) + data[at + 2 :]


def test_a_member_that_cannot_be_read_does_not_stop_the_others() -> None:
    good = archive({"b.txt": "Two"})
    broken = archive({"a.txt": "One" * 50, "b.txt": "Two"})
    at = broken.find(b"PK\x01\x02") + 16
    documents, passed = opened(broken[:at] + b"\0\0\0\0" + broken[at + 4 :])
    assert (documents, passed) == ({"b.zip/b.txt": b"Two"}, {"b.zip/a.txt": "'a.txt' in it is damaged"})
    documents, passed = opened(encrypted(archive({"a.txt": "One", "b.txt": "Two"})))
    assert (list(documents), passed["b.zip/a.txt"][:15]) == (["b.zip/b.txt"], "it is encrypted")
    documents, passed = opened(archive({"a.zip": good[:40], "b.txt": "Two"}))
    assert (list(documents), passed) == (["b.zip/b.txt"], {"b.zip/a.zip": "it is no whole archive"})
    documents, passed = opened(archive({"a.txt": "One"}, zipfile.ZIP_LZMA))
    assert (documents, passed) == ({}, {"b.zip/a.txt": "it is packed by a method that is not read; pack it anew"})
    documents, passed = opened(archive({"a.txt": "0" * 50_000_000, "b.txt": "Two"}))
    assert "more than 100 times" in passed["b.zip/a.txt"]
    assert list(documents) == ["b.zip/b.txt"]


def test_an_archive_that_would_fill_the_machine_is_refused_at_once() -> None:
    data = bytearray(archive({f"{number}.txt": "x" for number in range(20)}))
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 24 : at + 28] = struct.pack("<I", MOST_BYTES // 10)
        at = data.find(b"PK\x01\x02", at + 4)
    began = time.perf_counter()
    with pytest.raises(DocumentUnreadable, match="unpack to more than 1000 MB"):
        opened(bytes(data))
    with pytest.raises(DocumentUnreadable, match="more than 50000 members"):
        opened(b"PK\x01\x02" * 60_000)
    with pytest.raises(DocumentUnreadable, match="no whole archive"):
        opened(bytes(data)[:-30])
    assert time.perf_counter() - began < 1


MANIFEST = '[[documents]]\nfile = "a.txt"\npublisher = "El Faro"\npublished = 2020-01-02\n'


def test_a_manifest_in_a_folder_of_the_archive_declares() -> None:
    data = archive({"z/manifest.toml": MANIFEST, "z/a.txt": "Twelve dead.", "z/README.md": "Read me.", "a.txt": "Ten."})
    held = {one.path: one for one in open_content(Content("b.zip", data)) if not isinstance(one, LedgerError)}
    assert list(held) == ["b.zip/a.txt", "b.zip/z/README.md", "b.zip/z/a.txt"]
    assert isinstance(held["b.zip/z/README.md"], PassedOver)
    one = held["b.zip/z/a.txt"]
    assert isinstance(one, Content)
    document = load_content(one)
    assert (document.metadata.publisher, document.metadata.published) == ("El Faro", date(2020, 1, 2))
    assert dict(document.origins)["publisher"] is Origin.DECLARED
    with pytest.raises(ManifestError, match=r"b\.zip/manifest\.toml: .*no file"):
        opened(archive({"manifest.toml": MANIFEST, "b.txt": "x"}))


def test_a_manifest_beside_the_archive_says_nothing_of_its_members(tmp_path: Path) -> None:
    (tmp_path / "manifest.toml").write_text(MANIFEST)
    (tmp_path / "a.txt").write_text("Ten.")
    (tmp_path / "b.zip").write_bytes(archive({"a.txt": "Police killed 12 people in 2019."}))
    summary = ingest(str(tmp_path / "x.db"), [str(tmp_path / "b.zip")])
    assert summary.new == [f"{tmp_path.as_posix()}/b.zip/a.txt"]
    documents = list_documents(str(tmp_path / "x.db"))
    assert "El Faro" not in str(documents)


def test_a_word_file_without_a_name_is_known_by_its_parts() -> None:
    data = word_file(p("Police killed 12."))
    (held,) = open_content(Content("-", data, ending=".zip"))
    assert isinstance(held, Content)
    assert load_content(held).text == "Police killed 12.\n"
    assert opened(packed({"xl/workbook.xml": "x"}))[0] == {}
