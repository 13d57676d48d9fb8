"""What came without a name is told by how it begins."""

from email.message import EmailMessage
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from ledger.loaders.content import STDIN, read_content
from ledger.loaders.registry import open_content

FILES = Path(__file__).parent / "files"
MAIL = EmailMessage()
MAIL["Received"] = f"from a.example by b.example {'with a long name ' * 5}; Thu, 1 Apr 2021 08:00:00 +0000"
MAIL["From"], MAIL["Subject"], MAIL["Message-ID"] = "Ana <ana@example.org>", "Police killed", "<1@example.org>"
MAIL.set_content("In 2020, 31 police officers were killed in Mexico.")
LETTER = b"From: the embassy\nTo: the department\nSubject: police\nDate: 2009-10-05\n\nPolice killed 12."
RECORD = b'{"title": "One", "text": "Police killed 12."}'
PAGE = b"MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=x\r\n\r\n--x\r\n"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        ((FILES / "report.pdf").read_bytes(), ".pdf"),
        ((FILES / "report.docx").read_bytes(), ".docx"),
        ((FILES / "report.odt").read_bytes(), ".odt"),
        ((FILES / "river-post.html").read_bytes(), ".html"),
        (b"\xef\xbb\xbf\n<HTML>", ".html"),
        (bytes(MAIL), ".message"),
        (b"From ana@example.org Thu Apr  1 08:00:00 2021\n" + bytes(MAIL), ".message"),
        (PAGE, ".mhtml"),
        (RECORD + b"\n" + RECORD, ".article"),
        (RECORD, ".article"),
        (b"[\n" + RECORD + b"]", ".article"),
        (b'{"articles": [' + RECORD + b"]}", ".article"),
        (LETTER, ".txt"),
        (b"From the start of 2020\n\nMessage-ID: 12", ".txt"),
        (b"[1] Police killed 12.", ".txt"),
        (b"{unclear} Police killed 12.", ".txt"),
        (b"Police killed 12.", ".txt"),
        (b"", ".txt"),
    ],
    ids=lambda told: told[:20] if isinstance(told, bytes) else told,
)
def test_what_comes_by_standard_input_is_read_by_its_kind(
    data: bytes, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(data)))
    assert [getattr(held, "kind", held) for held in open_content(read_content(STDIN))][:1] == [kind]
