"""PDFs for the tests, made by reportlab or written byte by byte."""

import io
import zlib
from collections.abc import Sequence
from importlib import import_module
from typing import Any

WIDTH, HEIGHT = 595, 842


class Pdf:
    """A PDF drawn line by line; `y` goes down from the upper edge."""

    def __init__(self, **options: Any) -> None:
        self._file = io.BytesIO()
        self.canvas: Any = import_module("reportlab.pdfgen.canvas").Canvas(
            self._file, pagesize=(WIDTH, HEIGHT), **options
        )

    def line(self, y: float, text: str, x: float = 72, size: float = 11, font: str = "Times-Roman") -> float:
        """Draw a line, and return where it ends."""
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, HEIGHT - y, text)
        return x + float(self.canvas.stringWidth(text, font, size))

    def lines(self, y: float, *texts: str, x: float = 72, size: float = 11, font: str = "Times-Roman") -> float:
        """Draw lines, and return where the next would stand."""
        for text in texts:
            self.line(y, text, x, size, font)
            y += 1.22 * size
        return y

    def row(self, y: float, label: str, *amounts: str, at: float = 250, step: float = 60) -> None:
        """Draw a row of a table, its amounts flush right."""
        self.line(y, label)
        for number, amount in enumerate(amounts):
            self.canvas.drawRightString(at + number * step, HEIGHT - y, amount)

    def grid(self, xs: Sequence[float], ys: Sequence[float]) -> None:
        """Draw the lines of a table."""
        self.canvas.setLineWidth(0.5)
        self.canvas.grid(list(xs), [HEIGHT - y for y in ys])

    def page(self) -> None:
        self.canvas.showPage()

    def data(self) -> bytes:
        self.canvas.save()
        return self._file.getvalue()


def raw_pdf(content: bytes, filters: bytes = b"/FlateDecode") -> bytes:
    """Return a PDF of one page with these drawing commands, packed already."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d/Filter%s>>stream\n" % (len(content), filters) + content + b"\nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out, places = b"%PDF-1.5\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 6\n0000000000 65535 f \n" + table
    return out + head + b"trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(out)


def bombs() -> dict[str, bytes]:
    """Return small PDFs that unpack to much."""
    blank = zlib.compress(b" " * 300_000_000, 9)
    return {
        "a stream of 300 MB": raw_pdf(blank),
        "a stream of 300 MB, packed three times": raw_pdf(
            zlib.compress(zlib.compress(blank, 9), 9), b"[/FlateDecode/FlateDecode/FlateDecode]"
        ),
        "3 million strokes": raw_pdf(zlib.compress(b"0 0 m 1 1 l S\n" * 1_000_000, 9)),
        "a million words": raw_pdf(
            zlib.compress(b"BT /F 10 Tf\n" + b"1 0 0 1 9 9 Tm (12) Tj\n" * 1_000_000 + b"ET", 9)
        ),
        "states saved two million deep": raw_pdf(zlib.compress(b"q " * 2_000_000, 9)),
    }
