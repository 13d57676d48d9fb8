"""Bytes become text unchanged, or an error that says what to do."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.errors import BadValue, DocumentUnreadable, FileMissing, UnknownFormat
from ledger.loaders import content as content_module
from ledger.loaders.content import Content, content_hash, read_content
from ledger.loaders.plain_text import load_plain_text
from ledger.loaders.registry import load_content, load_document


def load(data: bytes, encoding: str | None = None) -> str:
    return load_plain_text(Content("a.txt", data, encoding)).text


@pytest.mark.parametrize(
    "text",
    [
        "one\r\ntwo\r\n",
        "one\rtwo",
        "\ufeffOne",
        "a\u2028b\u2029c\u0085d",
        "412 👮\u200d♀️ officers",
        "e\u0301 \u202e١٢٣",
        "form\ffeed\x1b[0m and text enough around it",
    ],
)
def test_the_text_is_the_bytes_decoded_and_nothing_else(text: str) -> None:
    assert load(text.encode()) == text


@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(
        lambda text: text.strip("\ufeff").strip()
    )
)
def test_any_text_comes_back_as_it_was_written(text: str) -> None:
    document = load_content(Content("a.txt", text.encode()))
    assert document.text == text.encode().decode()
    assert document.size == len(text.encode())


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_a_file_that_bears_the_mark_of_its_encoding_is_decoded_by_it(encoding: str) -> None:
    assert load("412 policías".encode(encoding)) == "412 policías"


def test_a_named_encoding_is_used() -> None:
    assert load("412 policías".encode("cp1252"), "cp1252") == "412 policías"
    assert load("412 policías".encode("utf-16-le"), "utf-16-le") == "412 policías"


def test_a_wrong_encoding_names_the_byte_and_the_option() -> None:
    with pytest.raises(DocumentUnreadable, match=r"not utf-8 text \(byte 9 does not fit\).*--encoding cp1252"):
        load("412 polic\xedas".encode("cp1252"), "utf-8")


@pytest.mark.parametrize("encoding", ["utf-99", "rot13", "undefined", "", "a\0b"])
def test_an_unknown_encoding_is_a_usage_error(encoding: str) -> None:
    if encoding:
        with pytest.raises(BadValue):
            load(b"text", encoding)


@pytest.mark.parametrize(
    "data", [b"a\x00b\x00", b"\x00\x00", bytes(range(256)) * 4, b"\x7fELF\x01\x01\x02\x03", b"\x01\x02\x03text"]
)
def test_binary_is_named_as_such(data: bytes) -> None:
    with pytest.raises(DocumentUnreadable, match="is binary, not text"):
        load(data)


@pytest.mark.parametrize("place", [0, 1, 40, 297])
def test_a_nul_never_enters_the_text_and_is_told(place: int) -> None:
    words = "412 police officers were killed. " * 9
    text = words[:place] + "\x00" + words[place:]
    for encoding in (None, "utf-16-le", "cp1252"):
        loaded = load_plain_text(Content("a.txt", text.encode(encoding or "utf-8"), encoding))
        assert loaded.text == text.replace("\x00", "\ufffd")
        assert [left.reason for left in loaded.left_out] == ["one character that no text has, shown as \ufffd"]


def test_a_lone_surrogate_never_enters_the_text() -> None:
    assert load(b"A police +2AA-", "utf-7") == "A police \ufffd"
    with pytest.raises(DocumentUnreadable):
        load("\ud800".encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize("data", [b"", b" \r\n\t", b"\xef\xbb\xbf", b"\xef\xbb\xbf \n", "\u00a0\u2028".encode()])
def test_an_empty_file_is_named_as_such(data: bytes) -> None:
    with pytest.raises(DocumentUnreadable, match="is empty"):
        load_content(Content("a.txt", data))


def test_a_file_over_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(content_module, "LARGEST", 10)
    file = tmp_path / "a.txt"
    file.write_bytes(b"12345678901")
    with pytest.raises(DocumentUnreadable, match="larger than"):
        load_document(file)
    file.write_bytes(b"1234567890")
    assert load_document(file).text == "1234567890"


def test_one_line_of_many_megabytes_is_read(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"Many officers were killed. " * 400_000)
    assert len(load_document(file).sections) == 1


def test_what_cannot_be_opened_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileMissing, match="There is no file"):
        load_document(tmp_path / "none.txt")
    with pytest.raises(DocumentUnreadable, match="directory"):
        read_content(tmp_path)
    (tmp_path / "a.xyz").write_text("text")
    with pytest.raises(UnknownFormat):
        load_document(tmp_path / "a.xyz")


def test_the_hash_is_of_the_bytes(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"One\r\n")
    assert content_hash(file) == load_document(file).sha256 == read_content(file).sha256
