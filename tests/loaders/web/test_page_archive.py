"""The page in an archive is read, with the address it was saved from."""

from email.message import EmailMessage

import pytest

from ledger.errors import DocumentUnreadable
from ledger.loaders.content import Content
from ledger.loaders.web.page_archive import load_page_archive

PAGE = "<html><head><title>Fire</title></head><body><p>412 policías, 98 heridos.</p></body></html>"


def archive(page: str, charset: str = "utf-8", kind: str = "html") -> bytes:
    message = EmailMessage()
    message["Snapshot-Content-Location"] = "https://x.example/fire"
    message.set_content("")
    message.make_related()
    message.add_related(page, subtype=kind, charset=charset, cte="quoted-printable")
    message.add_related(b"\x89PNG 777", maintype="image", subtype="png")
    return bytes(message)


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1"])
def test_the_page_of_an_archive_is_read(charset: str) -> None:
    loaded = load_page_archive(Content("a.mhtml", archive(PAGE, charset)))
    assert loaded.text == "412 policías, 98 heridos.\n"
    assert (loaded.metadata.title, loaded.metadata.url) == ("Fire", "https://x.example/fire")


@pytest.mark.parametrize("data", [b"", b"no mail", archive("x", kind="plain"), b"\x00" * 500, archive("")])
def test_an_archive_without_a_page_is_refused_by_name(data: bytes) -> None:
    with pytest.raises(DocumentUnreadable, match="no page is in it"):
        load_page_archive(Content("a.mhtml", data))
