"""A mail is its message, with each quoted one as its writer's, and the documents attached to it."""

import mailbox
import time
from dataclasses import replace
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest

import ledger
from ledger.errors import DocumentUnreadable
from ledger.loaders.content import Content
from ledger.loaders.folders import PassedOver
from ledger.loaders.mail.message import load_message
from ledger.loaders.registry import load_content, open_content
from ledger.model.document import Metadata, SectionKind
from tests.loaders.bundles.test_zip_archive import archive
from tests.loaders.word_files import p, word_file

FILES = Path(__file__).parents[1] / "files"
HEAD = (
    "From: Luis Paz <luis@example.org>\nTo: ana@example.org\nSubject: Re: Deaths in Honduras\n"
    "Date: Tue, 5 Jan 2021 23:30:00 -0600\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n"
)
OWN = "We count 412 officers killed last year."
QUOTED = "The police told us of 389 officers."
Told = tuple[str, str | None, date | None]
OURS: Told = (OWN, None, None)
HERS: Told = (QUOTED, "Ana Ruiz", date(2021, 1, 4))


def sections(text: str) -> list[Told]:
    """Return the sections of a message's text in which somebody speaks, with who that is where it is not its sender."""
    document = load_content(Content("a.eml", (HEAD + text).encode(), ending=".message"))
    metadata = replace(document.metadata, language=None)
    assert metadata == Metadata("Deaths in Honduras", "Luis Paz", None, date(2021, 1, 5))
    told = [section for section in document.sections if section.kind is SectionKind.BODY]
    texts = [section.span.of(document.text).removeprefix("Re: Deaths in Honduras").strip() for section in told]
    return [(text, one.metadata.author, one.metadata.published) for text, one in zip(texts, told, strict=True) if text]


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("text", (FILES / "quotations.txt").read_text(encoding="utf-8").split("=====\n"))
def test_what_is_quoted_is_of_its_writer_and_day(text: str, ends: str) -> None:
    assert sections(text.replace("\n", ends)) == [OURS, HERS]


def test_quotations_lie_within_each_other_and_between_answers() -> None:
    said = "On Mon, Jan 4, 2021 at 5:00 PM Ana Ruiz <ana@example.org> wrote:\n"
    asked = "On Sun, Jan 3, 2021 at 9:00 AM Luis Paz <luis@example.org> wrote:\n"
    assert sections(f"{OWN}\n\n{said}> {QUOTED}\n>\n> {asked}>> How many?\n\nNo.\n\n> Or 400.\n\nYes, 390.\n") == [
        OURS,
        HERS,
        ("How many?", "Luis Paz", date(2021, 1, 3)),
        ("No.", None, None),
        ("Or 400.", "Ana Ruiz", date(2021, 1, 4)),
        ("Yes, 390.", None, None),
    ]


@pytest.mark.parametrize(
    "around",
    [
        "-- \nLuis Paz\nCalle 12, 3rd floor",
        "Enviado desde mi iPhone 12",
        "CONFIDENTIALITY NOTICE: It is for the 1 person named\nabove.",
        "Este mensaje y sus archivos son para 1 persona.",
        "You are receiving this because you signed up at 1 of our 14 sites.",
        "Unsubscribe · 123 Main St, Suite 400",
        "The 412 Club | 123 Main St, Suite 400 | Unsubscribe",
        "Le llega este correo porque se suscribió en 2 de nuestras 14 páginas.",
        "© 2021 River Monitor, 12 Quay Street",
    ],
)
def test_signatures_and_disclaimers_are_around_the_text(around: str) -> None:
    assert sections(f"{OWN}\n\n{around}\n") == [OURS]


@pytest.mark.parametrize(
    "text",
    [
        "The minister wrote:\nWe counted 12.",
        "From: where they came, 12 fled.\n\nTo: where they went, 7.",
        "On 4 January 2021 the list was this:\n- 12 dead",
        "He said > 12 died.",
        "Sent from my office were 12 letters, of which 7 came back and were read by the police of the town at once.",
    ],
)
def test_what_only_looks_like_a_quotation_is_the_writers(text: str) -> None:
    assert sections(text) == [(text, None, None)]


def message(subject: str = "12 dead") -> EmailMessage:
    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["Date"] = subject, "Redacción <r@example.org>", "Mon, 4 Jan 2021 10:00:00 +0000"
    return mail


def opened(mail: EmailMessage | bytes) -> tuple[str, list[str], dict[str, str]]:
    """Return the text of a message, the paths of what is attached, and why other parts are no documents."""
    held = list(open_content(Content("a.eml", mail if isinstance(mail, bytes) else mail.as_bytes())))
    first = held[0]
    assert isinstance(first, Content)
    documents = [one.path for one in held[1:] if isinstance(one, Content)]
    return (
        load_message(first).text,
        documents,
        {one.path: one.reason for one in held if isinstance(one, PassedOver | DocumentUnreadable)},
    )


def test_of_a_plain_text_and_a_page_the_plain_text_is_read_unless_it_lacks_numbers() -> None:
    mail = message()
    mail.set_content("There were 12 dead.")
    mail.add_alternative("<p>There were <b>12</b> dead, they say.</p>", subtype="html")
    assert opened(mail)[0] == "12 dead\n\nThere were 12 dead.\n"
    mail = message()
    mail.set_content("There were 12 dead.")
    mail.add_alternative("<p>There were 12 dead.</p><table><tr><th>Lima</th><td>7</td></tr></table>", subtype="html")
    assert "7" in opened(mail)[0]
    mail = message()
    mail.set_content("Open it in a browser.")
    mail.add_alternative(f"<p>There were twelve dead. {OWN}</p>", subtype="html")
    assert OWN in opened(mail)[0]


def test_documents_attached_are_documents_and_others_are_named() -> None:
    mail = message()
    mail.set_content("See the report.")
    word = word_file(p("Seven dead."))
    mail.add_attachment(word, maintype="application", subtype="octet-stream", filename="../informe ñ.docx")
    mail.add_attachment(archive({"a.txt": "x"}), maintype="application", subtype="zip", filename="b.zip")
    mail.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png")
    mail.add_attachment(b"12 dead", maintype="text", subtype="plain", filename="note")
    mail.add_attachment(message("Inner"))
    text, documents, passed = opened(mail)
    assert text == "12 dead\n\nSee the report.\n"
    assert documents == ["a.eml/informe ñ.docx", "a.eml/b.zip/a.txt", "a.eml/note.txt", "a.eml/part-5.eml"]
    assert passed == {"a.eml/logo.png": "not of a kind the ledger reads"}


def test_broken_headers_and_encodings_are_read_as_far_as_they_go() -> None:
    body = "\nMurieron 12 policías en 2019, según la policía.\n"
    head = "From: =?no-such?q?Ana?= <a@example.org>\nSubject: =?utf-8?b?w\nDate: never\n"
    head += "Content-Type: text/plain; charset=x-no\n"
    for encoding in ("utf-8", "cp1252"):
        document = load_content(Content("a.eml", (head + body).encode(encoding), ending=".message"))
        assert "Murieron 12 policías" in document.text
        assert (document.metadata.author, document.metadata.published) == ("Ana", None)
    assert opened("Subject: Año 12\n\nSí\n".encode("cp1252"))[0] == "Año 12\n\nSí\n"
    assert opened(b"Subject: =?iso-8859-1?q?A=F1o_12?=\n =?utf-8?q?_m=C3=A1s?=\n\nx\n")[0] == "Año 12 más\n\nx\n"


def nested(levels: int) -> bytes:
    return b"Subject: x\n" + b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (level, level) for level in range(levels)
    )


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "begins without a header"),
        (bytes(range(256)), "begins without a header"),
        (nested(50), "nested more than 40 deep"),
        (nested(1000), "nested"),
    ],
)
def test_what_is_no_mail_is_refused_at_once(data: bytes, said: str) -> None:
    began = time.perf_counter()
    with pytest.raises(DocumentUnreadable, match=said):
        opened(data)
    assert time.perf_counter() - began < 3


def test_headers_and_quotations_without_end_are_read_in_time() -> None:
    began = time.perf_counter()
    mail = (
        b"From: "
        + b"(" * 50_000
        + b"\nDate: "
        + b"(" * 50_000
        + b"\nSubject: x\n\n"
        + b">" * 300_000
        + b"\n> a\n\n" * 30_000
    )
    assert opened(mail)[0].startswith("x\n\n")
    assert time.perf_counter() - began < 5


def test_every_document_of_a_file_is_loaded(tmp_path: Path) -> None:
    mail = message()
    mail.set_content("See the report.")
    mail.add_attachment(word_file(p("Seven dead.")), maintype="a", subtype="b", filename="a.docx")
    path = tmp_path / "a.eml"
    path.write_bytes(mail.as_bytes())
    assert [document.text for document in ledger.load_documents(path)] == [
        "12 dead\n\nSee the report.\n",
        "Seven dead.\n",
    ]
    with pytest.raises(DocumentUnreadable, match="may hold several documents"):
        ledger.load_document(path)


def test_a_box_is_its_mails_each_with_what_is_attached(tmp_path: Path) -> None:
    mail = message()
    mail.set_content("See.\n\nFrom here on, 7 at 10:00.")
    mail.add_attachment(b"Seven dead.", maintype="text", subtype="plain", filename="a.txt")
    box = mailbox.mbox(tmp_path / "a.mbox")
    box.add(mail)
    box.add(message("Second"))
    box.add(b"Subject: Third\n" + nested(50))
    box.close()
    held = list(open_content(Content("a.mbox", (tmp_path / "a.mbox").read_bytes())))
    assert [one.path for one in held if isinstance(one, Content | DocumentUnreadable)] == [
        "a.mbox#1",
        "a.mbox#1/a.txt",
        "a.mbox#2",
        "a.mbox#3",
    ]
    assert isinstance(held[3], DocumentUnreadable)
    assert isinstance(held[0], Content)
    assert load_content(held[0]).text == "12 dead\n\nSee.\n\nFrom here on, 7 at 10:00.\n"
    with pytest.raises(DocumentUnreadable, match="box of mails"):
        list(open_content(Content("a.mbox", b"12 dead")))
