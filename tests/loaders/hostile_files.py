"""Files made to break a reader: what `test_hostile.py` adds, and what `benchmarks/hostile_files.py` measures."""

import base64
import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from random import Random

from tests.loaders.word_files import W, packed, word_file

ENDINGS = (".txt", ".md", ".html", ".mhtml", ".pdf", ".docx", ".odt", ".eml", ".mbox", ".zip", ".jsonl", ".json")
FACT = "In 2019 police killed 412 people in Lima."


@dataclass(frozen=True, slots=True)
class Case:
    """A file with its name, and words of what must be said of it; none where it may be read.

    `heavy` ones take seconds, and are left to the slow tests; `endless` ones are stopped for the time they take,
    however much they are given. `smaller` is as hostile and takes less, where time grows as the length does: what is
    read where nothing is measured.
    """

    name: str
    make: Callable[[], bytes]
    said: str = ""
    heavy: bool = False
    endless: bool = False
    smaller: Callable[[], bytes] | None = None


def zipped(files: dict[str, bytes]) -> bytes:
    """Return an archive of these files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def mail(body: bytes, *headers: str, kind: str = "text/plain; charset=utf-8") -> bytes:
    """Return a mail with a body."""
    head = ["From: Ana <ana@example.org>", "Subject: 412", f"Content-Type: {kind}", *headers]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + body


def with_attachment(name: str, data: bytes) -> bytes:
    """Return a mail with a file attached."""
    part = f'--x\r\nContent-Type: application/octet-stream; name="{name}"\r\nContent-Transfer-Encoding: base64\r\n'
    part += f'Content-Disposition: attachment; filename="{name}"\r\n\r\n'
    body = f"--x\r\nContent-Type: text/plain\r\n\r\n{FACT}\r\n{part}".encode() + base64.encodebytes(data) + b"--x--\r\n"
    return mail(body, "MIME-Version: 1.0", kind="multipart/mixed; boundary=x")


def pdf(content: bytes, *, compressed: bool = True) -> bytes:
    """Return a PDF of one page with these drawing operators."""
    stream = zlib.compress(content) if compressed else content
    way = b"/Filter /FlateDecode " if compressed else b""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources <</Font <</F1 5 0 R>>>>>>",
        b"<< " + way + b"/Length %d >>\nstream\n" % len(stream) + stream + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    return joined(objects)


def joined(objects: list[bytes]) -> bytes:
    """Return a PDF of numbered objects, the first its catalogue."""
    data, starts = b"%PDF-1.5\n", []
    for number, one in enumerate(objects, 1):
        starts.append(len(data))
        data += b"%d 0 obj\n" % number + one + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    end = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(data))
    return data + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + end


def page(body: str) -> bytes:
    """Return a web page."""
    return f"<!DOCTYPE html><html><head><title>412</title></head><body>{body}</body></html>".encode()


def writer_file(body: str) -> bytes:
    """Return an ODT with this text."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "table")
    )
    held = f"<office:body><office:text>{body}</office:text></office:body>"
    text = f"<office:document-content {spaces}>{held}</office:document-content>"
    return packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": text})


def nested(opened: str, closed: str, depth: int) -> str:
    """Return the fact within so many elements."""
    return opened * depth + FACT + closed * depth


def boxed(body: str) -> str:
    head = f'<?xml version="1.0"?><!DOCTYPE w:document [{LAUGHS}]>'
    return f'{head}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'


def laughing_page() -> bytes:
    page = f'<html xmlns="http://www.w3.org/1999/xhtml"><body><p>{FACT} &a9;</p></body></html>'
    return f'<?xml version="1.0"?><!DOCTYPE html [{LAUGHS}]>{page}'.encode()


def repeated_cells() -> str:
    cell = '<table:table-cell table:number-columns-repeated="16384"><text:p>12</text:p></table:table-cell>'
    row = f'<table:table-row table:number-rows-repeated="1000000">{cell}</table:table-row>'
    return f"<table:table>{row}</table:table><text:p>{FACT}</text:p>"


LAUGHS = '<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))


def zip_in_zip(depth: int) -> bytes:
    """Return archives within archives."""
    data = zipped({"a.txt": FACT.encode()})
    for number in range(depth):
        data = zipped({f"{number}.zip": data})
    return data


@cache
def bomb(size: int = 300_000_000) -> bytes:
    """Return an archive whose one text unpacks to so many bytes."""
    return zipped({"a.txt": b"0" * size})


@cache
def docx_bomb() -> bytes:
    """Return a Word file whose one part unpacks to 150 MB."""
    return word_file("<w:p><w:r><w:t>" + "1 " * 75_000_000 + "</w:t></w:r></w:p>")


def self_zip() -> bytes:
    """Return a zip file whose member is again the file, as far as its directory tells: its bytes are its own."""
    inner = zipped({"a.zip": b"PK\x03\x04" * 20})
    return zipped({"a.zip": inner[:60] + inner, "b.txt": FACT.encode()})


def overlapping(members: int = 2000) -> bytes:
    """Return an archive whose members all share one packed text: small, and without end when unpacked."""
    data = zipped({"a0000.txt": b"12 " * 3_000_000})
    directory_at = data.find(b"PK\x01\x02")
    entry = data[directory_at : data.find(b"PK\x05\x06")]
    entries = b"".join(entry.replace(b"a0000", b"a%04d" % number) for number in range(members))
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, members, members, len(entries), directory_at, 0)
    return data[:directory_at] + entries + end


def loop_of_pages() -> bytes:
    return joined(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 /Parent 2 0 R >>",
        ]
    )


def loop_of_forms() -> bytes:
    return pdf(b"").replace(b"/Font <</F1 5 0 R>>", b"/Font <</F1 5 0 R>> /XObject << /X 4 0 R >>")


def chained(times: int, size: int) -> bytes:
    """Return a PDF whose stream is packed several times over."""
    stream = b"0 " * (size // 2)
    for _ in range(times):
        stream = zlib.compress(stream, 9)
    whole = pdf(stream, compressed=False)
    return whole.replace(b"<< /Length", b"<< /Filter [" + b"/FlateDecode " * times + b"] /Length")


def junk(size: int, seed: int = 1) -> bytes:
    return Random(seed).randbytes(size)


def many_parts(number: int) -> bytes:
    part = f"--x\r\nContent-Type: text/plain\r\n\r\n{FACT}\r\n".encode()
    return mail(part * number + b"--x--\r\n", kind="multipart/mixed; boundary=x")


def nested_parts(depth: int) -> bytes:
    body = b""
    for number in range(depth):
        body += f'--b{number}\r\nContent-Type: multipart/mixed; boundary="b{number + 1}"\r\n\r\n'.encode()
    return mail(body + FACT.encode(), kind='multipart/mixed; boundary="b0"')


def nested_mails(depth: int) -> bytes:
    data = mail(FACT.encode())
    for _ in range(depth):
        data = mail(data, kind="message/rfc822")
    return data


def cells(number: int) -> str:
    return "".join(f"<tr><td>Lima {n}</td><td>{n}</td></tr>" for n in range(number))


def rows_of_word(number: int) -> str:
    cell = "<w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc>"
    return f"<w:tbl>{f'<w:tr>{cell * 10}</w:tr>' * number}</w:tbl>"


def many_pages(number: int) -> bytes:
    kids = b"3 0 R " * number
    return pdf(b"BT /F1 12 Tf 72 720 Td (412 killed) Tj ET").replace(
        b"/Kids [3 0 R] /Count 1", b"/Kids [" + kids + b"] /Count %d" % number
    )


def shown(number: int) -> bytes:
    return b"BT /F1 8 Tf 72 720 Td " + b"(412) Tj 1 -1 Td " * number + b"ET"


CASES: tuple[Case, ...] = (
    # Bombs
    Case("zip-bomb.zip", bomb, "larger than 64 MB", heavy=True),
    Case("zip-bomb-in-mail.eml", lambda: with_attachment("b.zip", bomb()), "larger than 64 MB", heavy=True),
    Case("zip-in-zip.zip", lambda: zip_in_zip(6), "within each other"),
    Case(
        "docx-in-zip-in-mail.eml",
        lambda: with_attachment("b.zip", zipped({"c.zip": zipped({"d.docx": docx_bomb()})})),
        "times its size|would unpack",
        heavy=True,
    ),
    Case("overlapping-members.zip", overlapping, "would unpack to"),
    Case("holds-itself.zip", self_zip),
    Case("docx-bomb.docx", lambda: docx_bomb(), "times its size|would unpack", heavy=True),
    Case(
        "odt-bomb.odt",
        lambda: writer_file("<text:p>" + "a" * 150_000_000 + "</text:p>"),
        "times its size|would unpack",
        heavy=True,
    ),
    Case("pdf-stream.pdf", lambda: pdf(b"0 " * 150_000_000), "", heavy=True),
    Case("pdf-chained.pdf", lambda: chained(3, 300_000_000), "", heavy=True),
    Case("pdf-operators.pdf", lambda: pdf(b"1 0 0 1 0 0 cm " * 3_000_000), "", heavy=True),
    Case("pdf-text.pdf", lambda: pdf(shown(500_000)), "", heavy=True),
    Case("pdf-pages.pdf", lambda: many_pages(100_000), "", heavy=True, endless=True),
    Case("pdf-saves.pdf", lambda: pdf(b"q " * 1_000_000 + b"BT /F1 12 Tf (412) Tj ET"), "", heavy=True),
    Case("pdf-lines.pdf", lambda: pdf(b"1 2 m 3 4 l S " * 500_000 + shown(10)), "", heavy=True),
    Case(
        "pdf-boxes.pdf",
        lambda: pdf(b"".join(b"%d %d 9 9 re S " % (n % 500, n // 500) for n in range(200_000)) + shown(3000)),
        "",
        heavy=True,
    ),
    Case("pdf-loop-of-pages.pdf", loop_of_pages, "Cannot read"),
    Case("pdf-loop-of-forms.pdf", loop_of_forms, "Cannot read"),
    # Entities
    Case(
        "laughs.docx",
        lambda: packed({"word/document.xml": boxed("<w:p><w:r><w:t>&a9;</w:t></w:r></w:p>")}),
        "document type",
    ),
    Case(
        "laughs.odt",
        lambda: packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": boxed("&a9;")}),
        "document type",
    ),
    Case(
        "outside.docx",
        lambda: packed({"word/document.xml": boxed("&x;").replace(LAUGHS, '<!ENTITY x SYSTEM "file:///etc/passwd">')}),
        "document type",
    ),
    Case(
        "laughs.xhtml",
        lambda: laughing_page(),
    ),
    # Depth
    Case("deep.html", lambda: page(nested("<div>", "</div>", 100_000)), heavy=True, endless=True),
    Case("deep-inline.html", lambda: page(nested("<b>", "</b>", 20_000)), heavy=True),
    Case("deep-tables.html", lambda: page(nested("<table><tr><td>", "</td></tr></table>", 5_000)), heavy=True),
    Case("deep-lists.html", lambda: page(nested("<ul><li>", "</li></ul>", 20_000)), heavy=True),
    Case("deep-quotes.html", lambda: page(nested("<blockquote>", "</blockquote>", 20_000)), heavy=True),
    Case("deep-links.html", lambda: page(nested("<a href='#1'><sup>", "</sup></a>", 10_000)), heavy=True),
    Case("deep.docx", lambda: word_file(nested("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>", 5_000)), "nested"),
    Case(
        "deep-tables.docx",
        lambda: word_file(
            nested("<w:tbl><w:tr><w:tc><w:p/>", "</w:tc></w:tr></w:tbl>", 60).replace(
                FACT, f"<w:p><w:r><w:t>{FACT}</w:t></w:r></w:p>"
            )
        ),
    ),
    Case("deep.odt", lambda: writer_file(nested("<text:section>", "</text:section>", 5_000)), "nested"),
    Case("deep.json", lambda: b"[" * 200_000, "nested too deep"),
    Case("deep.jsonl", lambda: b'{"text":' * 100_000 + b"\n", "nested too deep"),
    Case("deep-braces.json", lambda: b'{"articles":' * 100_000, "nested too deep|no JSON"),
    Case("deep-quotes.txt", lambda: (">" * 5_000 + FACT + "\n").encode() * 20),
    Case("deep-quotes.eml", lambda: mail((">" * 5_000 + FACT + "\r\n").encode() * 20)),
    Case("deep-parts.eml", lambda: nested_parts(500), "nested"),
    Case("deep-mails.eml", lambda: nested_mails(30), "within each other"),
    Case("deeper-mails.eml", lambda: nested_mails(500), "nested|within each other"),
    Case("deep-arrays.pdf", lambda: pdf(b"[" * 100_000 + b" TJ")),
    Case(
        "deep-dictionary.pdf",
        lambda: joined([b"<< /Type /Catalog /Pages " + b"<< /A " * 100_000 + b">>"]),
        "Cannot read",
    ),
    # Length
    Case("one-line.txt", lambda: b"word " * 12_000_000, "more than 20,000,000 characters", heavy=True),
    Case("one-line-of-numbers.txt", lambda: b"12 " * 20_000_000, "more than", heavy=True),
    Case("one-word.txt", lambda: b"a" * 19_000_000, heavy=True),
    Case("one-number.txt", lambda: b"9" * 19_000_000, heavy=True, smaller=lambda: b"9" * 4_000_000),
    Case("too-large.txt", lambda: b"a" * 64_000_001, "larger than 64 MB", heavy=True),
    Case("line-ends.txt", lambda: b"\n" * 19_000_000 + FACT.encode(), "lines", heavy=True),
    Case("returns.txt", lambda: b"\r" * 10_000_000 + FACT.encode(), heavy=True),
    Case("short-lines.txt", lambda: b"ab\n" * 190_000, heavy=True, smaller=lambda: b"ab\n" * 40_000),
    Case("numbers.txt", lambda: b"12 died.\n" * 20_000, heavy=True, smaller=lambda: b"12 died.\n" * 4_000),
    Case(
        "cells.txt",
        lambda: b"| Lima | 12 | 13 |\n" * 5_000,
        heavy=True,
        smaller=lambda: b"| Lima | 12 | 13 |\n" * 2_000,
    ),
    Case(
        "paragraphs.html",
        lambda: page("".join(f"<p>Paragraph {n} tells of nothing.</p>" for n in range(300_000))),
        "lines|computing",
        heavy=True,
        endless=True,
    ),
    Case(
        "classes.html",
        lambda: page("".join(f'<p class="c{n} d{n}">Twelve died here.</p>' for n in range(200_000))),
        "",
        heavy=True,
        endless=True,
    ),
    Case(
        "attributes.html",
        lambda: page("<p " + " ".join(f'a{n}="{n}"' for n in range(100_000)) + f">{FACT}</p>"),
        "",
        heavy=True,
        endless=True,
    ),
    Case("cells.html", lambda: page(f"<table>{cells(100_000)}</table>"), "", heavy=True, endless=True),
    Case(
        "spans.html",
        lambda: page(f'<table><tr><td colspan="100000" rowspan="100000">{FACT}</td></tr>{cells(1000)}</table>'),
    ),
    Case(
        "many-spans.html",
        lambda: page("<table>" + '<tr><td rowspan="65534" colspan="1000">12</td></tr>' * 1000 + "</table>"),
        heavy=True,
    ),
    Case(
        "options.html",
        lambda: page(f"<select>{'<option>12' * 200_000}</select><p>{FACT}</p>"),
        heavy=True,
        endless=True,
    ),
    Case("unclosed.html", lambda: page("<b><i><a>" * 50_000 + FACT), heavy=True, endless=True),
    Case("misnested.html", lambda: page("<b><p>x</b>" * 20_000 + FACT), heavy=True),
    Case("comments.html", lambda: page("<!--" * 200_000 + FACT)),
    Case("brackets.html", lambda: page("<" * 1_000_000 + FACT), heavy=True),
    Case("entities.html", lambda: page("&amp;" * 1_000_000 + "&#x110000;&#55296;&#0;" + FACT), heavy=True),
    Case("style.html", lambda: page(f"<style>{'.a{display:none}' * 100_000}</style><p>{FACT}</p>"), heavy=True),
    Case("json-ld.html", lambda: page(f'<script type="application/ld+json">{"[" * 100_000}</script><p>{FACT}</p>')),
    Case("charset.html", lambda: b"<meta charset='utf-7'><p>+ADw-script+AD4- " + FACT.encode()),
    Case("charset-bomb.html", lambda: b"<meta charset='zlib'><p>" + FACT.encode()),
    Case("charset-idna.html", lambda: b"<meta charset='idna'><p>" + b"a" * 300_000 + FACT.encode()),
    Case(
        "charset-punycode.html",
        lambda: b"<meta charset='punycode'><p>" + b"a-" * 100_000 + b"99999999 " * 20_000,
        heavy=True,
        smaller=lambda: b"<meta charset='punycode'><p>" + b"a-" * 100_000 + b"99999999 " * 2_000,
    ),
    Case("charset-escape.html", lambda: b"<meta charset='unicode_escape'><p>\\ud800 412 killed in 2019"),
    Case(
        "charset-punycode.eml",
        lambda: mail(b"a" * 300_000 + b"-" + b"b9" * 100_000, kind="text/plain; charset=punycode"),
        heavy=True,
    ),
    Case("charset-idna.eml", lambda: mail(b"a" * 300_000, kind="text/plain; charset=idna")),
    Case("table.docx", lambda: word_file(rows_of_word(5_000)), "numbers", heavy=True),
    Case(
        "paragraphs.docx", lambda: word_file("<w:p><w:r><w:t>Twelve died.</w:t></w:r></w:p>" * 250_000), "", heavy=True
    ),
    Case("runs.docx", lambda: word_file("<w:p>" + "<w:r><w:t>1</w:t></w:r>" * 200_000 + "</w:p>"), "", heavy=True),
    Case(
        "footnotes.docx",
        lambda: word_file(
            "<w:p>" + '<w:r><w:footnoteReference w:id="1"/></w:r>' * 100_000 + "</w:p>",
            footnotes=f'<w:footnote w:id="1"><w:p><w:r><w:t>{FACT * 20}</w:t></w:r></w:p></w:footnote>',
        ),
        "",
        heavy=True,
    ),
    Case(
        "repeated.odt",
        lambda: writer_file(repeated_cells()),
        "",
        heavy=True,
    ),
    Case("spaces.odt", lambda: writer_file(f'<text:p>{FACT}<text:s text:c="2000000000"/>12</text:p>'), "", heavy=True),
    Case("parts.eml", lambda: many_parts(20_000), "", heavy=True),
    Case("headers.eml", lambda: mail(FACT.encode(), *["X-A: b"] * 300_000), "", heavy=True),
    Case("subject.eml", lambda: mail(FACT.encode(), "Subject: " + "=?utf-8?q?=41?= " * 100_000), "", heavy=True),
    Case("from.eml", lambda: mail(FACT.encode()).replace(b"Ana <", b"(" * 100_000)),
    Case("from-quotes.eml", lambda: mail(FACT.encode()).replace(b"Ana <", b'"a\\' * 100_000)),
    Case("type.eml", lambda: mail(FACT.encode(), kind="text/plain; " + "a*0*=b; " * 50_000), "", heavy=True),
    Case(
        "boundary.eml",
        lambda: mail(b"--" + b"x" * 100_000 + FACT.encode(), kind="multipart/mixed; boundary=" + "x" * 100_000),
    ),
    Case(
        "quoted.eml",
        lambda: mail(
            b"=41=\r\n" * 200_000 + b"=ZZ=0=\xff 412 killed in 2019", "Content-Transfer-Encoding: quoted-printable"
        ),
        heavy=True,
    ),
    Case("base64.eml", lambda: mail(b"!@#$" * 100_000, "Content-Transfer-Encoding: base64")),
    Case(
        "uuencoded.eml",
        lambda: mail(b"begin 644 a\n" + b"M" * 100_000 + b"\nend", "Content-Transfer-Encoding: x-uuencode"),
    ),
    Case(
        "quotations.eml",
        lambda: mail(("On Mon, 4 Jan 2020, Ana Ruiz wrote:\r\n> " + FACT + "\r\n\r\n").encode() * 10_000),
        "",
        heavy=True,
    ),
    Case("blank-lines.eml", lambda: mail(b">\r\n\r\n" * 100_000 + FACT.encode()), "", heavy=True),
    Case("labels.eml", lambda: mail(b"From: a\r\nTo: b\r\n\r\n" * 50_000), "", heavy=True, endless=True),
    Case(
        "mails.mbox",
        lambda: (b"From a@b Mon Jan  4 17:00:00 2021\n" + mail(FACT.encode()).replace(b"\r", b"") + b"\n\n") * 5_000,
        "",
        heavy=True,
    ),
    Case("lines.jsonl", lambda: b"x\n" * 200_000, "no JSON", heavy=True),
    Case("records.json", lambda: b"[" + b"1," * 200_000 + b"1]", "no record", heavy=True),
    Case("number.json", lambda: b'{"text": "' + FACT.encode() + b'", "id": ' + b"9" * 5_000_000 + b"}", "", heavy=True),
    Case(
        "keys.json", lambda: b"{" + b",".join(b'"k%d":1' % n for n in range(500_000)) + b"}", "without text", heavy=True
    ),
    Case("members.zip", lambda: zipped({f"{n}.txt": b"" for n in range(3_000)}), "empty", heavy=True),
    Case(
        "strange-names.zip",
        lambda: zipped(
            {
                "../../a.txt": b"One",
                "/etc/passwd.txt": b"Two",
                "b\n\x1b[31mc.txt": b"Three",
                "C:\\d.txt": b"Four",
                "\u202ee.txt": b"Five",
                "x" * 60_000 + ".txt": b"Six",
            }
        ),
    ),
    Case("strange-names.eml", lambda: with_attachment("../../../etc/cron.d/a\x1b[31m.txt", FACT.encode())),
    # Nothing, or no text
    Case("half-a-pair.json", lambda: b'{"text": "In 2019 police killed 412 \\ud800 people"}'),
    Case("half-a-pair.jsonl", lambda: b'{"text": "In 2019 police killed 412 \\ud83d people", "title": "\\udc00"}'),
    Case("nul.html", lambda: page("In 2019\0 police killed 412\0 people &#0; &#xD800;")),
    Case("nul.eml", lambda: mail(b"In 2019\0 police killed 412 people")),
    Case("controls.md", lambda: b"In 2019 \x1b[31mpolice\x07 killed 412\x9b people"),
    Case(
        "numeral.txt", lambda: ("Police killed " + "9" * 5_000 + " people and 1e999999999 more, 10^99999 too.").encode()
    ),
    Case(
        "powers.txt",
        lambda: ("Police killed 1" + "0" * 4_299 + " million billion trillion people. " + "million " * 3_000).encode(),
    ),
    Case(
        "numeral.json",
        lambda: b'[{"text": "Police killed 12."}, {"text": "x y", "date": 1e400, "id": -' + b"9" * 5_000 + b"}]",
    ),
    Case(
        "dates.jsonl",
        lambda: b'{"text": "Police killed 12.", "date": "99999-99-99", "published": 1e30, "timestamp": -1e18}',
    ),
)


def cut_short(data: bytes, pieces: int = 50) -> Iterator[bytes]:
    """Yield a file as it is when it was cut short, at every so-manieth of it."""
    yield from (data[: len(data) * part // pieces] for part in range(pieces))


def flipped(data: bytes, times: int, seed: int = 1) -> Iterator[bytes]:
    """Yield a file with a few of its bits turned, each time others."""
    dice = Random(seed)
    for _ in range(times):
        changed = bytearray(data)
        for _ in range(dice.choice((1, 3, 10, 100))):
            changed[dice.randrange(len(changed))] ^= 1 << dice.randrange(8)
        yield bytes(changed)
