"""Bytes become the characters they were saved as, or it is said that this was guessed or cannot be told."""

import pytest

from ledger.errors import BadValue, DocumentUnreadable
from ledger.loaders.content import Content
from ledger.loaders.decoding import Decoded, decode
from ledger.model.document import Decoding

TEXTS = (
    "Más de 300 policías murieron — dijo «él» en Ñuñoa: ¿cuántos serán en 2021?",
    "“Police killed 412 people – a third of them in 2020…” It’s €4 million, the ministry said.",
    "São Paulo teve 412 mortos; Bogotá, 12; Zürich none.",
)


def read(data: bytes, encoding: str | None = None, declared: str | None = None) -> Decoded:
    return decode(Content("a.txt", data, encoding), declared)


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman"])
@pytest.mark.parametrize("text", TEXTS)
def test_an_old_encoding_is_guessed_and_said_to_be(text: str, encoding: str) -> None:
    assert read(text.encode(encoding)) == (text, encoding, Decoding.GUESSED, ())


def test_the_encoding_of_old_terminals_is_guessed() -> None:
    text = "Más de 300 policías murieron en Ñuñoa: ¿cuántos serán en 2021?"
    assert read(text.encode("cp850"))[:3] == (text, "cp850", Decoding.GUESSED)


@pytest.mark.parametrize("encoding", ["shift_jis", "cp1251", "gb18030", "utf-16-be"])
def test_what_is_of_no_language_here_is_refused_by_name(encoding: str) -> None:
    text = {"cp1251": "Полиция убила двенадцать человек"}.get(encoding, "警察官が三百人")
    with pytest.raises(DocumentUnreadable, match="--encoding"):
        read(text.encode(encoding))


def test_utf_8_with_a_few_broken_bytes_stays_utf_8() -> None:
    text = "Más de 300 policías murieron, según la policía. " * 20
    data = text.encode() + "No más.".encode("cp1252")
    assert read(data)[:3] == (text + "No más.", "utf-8", Decoding.GUESSED)


def test_what_the_file_declares_is_believed_where_it_fits() -> None:
    data = "Más de 300 policías".encode("cp1252")
    assert read(data, declared="ISO-8859-1")[1:3] == ("iso8859-1", Decoding.DECLARED)
    assert read(data, declared="utf-8").by is Decoding.GUESSED
    assert read(data, declared="no-such").by is Decoding.GUESSED
    assert read("Más".encode(), declared="ascii").text != "M"


def test_the_user_and_the_mark_stand_over_what_is_declared() -> None:
    assert read("Más".encode("utf-16"), declared="cp1252")[1:3] == ("utf-16", Decoding.MARK)
    assert read("Más".encode("cp850"), "cp850", declared="cp1252")[:3] == ("Más", "cp850", Decoding.TYPED)
    assert read(b"\xef\xbb\xbfOne").by is Decoding.MARK
    assert read(b"One").by is Decoding.UTF8


def test_what_is_no_encoding_of_texts_is_not_believed() -> None:
    assert read(b"Police killed 12 people.", declared="punycode").by is Decoding.UTF8
    with pytest.raises(BadValue):
        read(b"Police killed 12 people.", "punycode")
