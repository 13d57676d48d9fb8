"""A chart as PDF or as a picture: the same drawing as the SVG, on white, its letters those every PDF reader has.

PDFium, which reads PDF files for the ledger, writes them too, and makes pictures of them with letters of its own where
a computer has no fonts.
"""

import ctypes
import hashlib
import io
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from itertools import groupby
from typing import Any
from xml.etree import ElementTree as ET

from ledger.errors import MissingExtra
from ledger.exports.charts.letters import STANDARD, Letters
from ledger.exports.charts.marks import Chart
from ledger.exports.charts.outline import outline
from ledger.exports.charts.sheet import chart_sheet, sheet_rules
from ledger.exports.charts.style import Rule, read_rules, written_out

_POINTS = 0.75  # of a pixel
_DENSITY = 2  # pixels of a picture for each of the drawing
_PIXELS_PER_METRE = round(96 * _DENSITY / 0.0254)
_INHERITED = ("color", "fill", "stroke", "font-size", "font-weight", "text-anchor")
_BOLD = 600
_INSTEAD = {"≲": "<∼"}  # what no such font has
_SVG = "{http://www.w3.org/2000/svg}"
_MADE, _DAY = re.compile(rb"(?<=/CreationDate\(D:)\d{14}"), b"20000101000000"
_NAME = re.compile(rb"(?<=/ID\[)<[0-9A-F]{32}><[0-9A-F]{32}>(?=\])")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def chart_pdf(chart: Chart) -> Iterator[bytes]:
    """Yield the chart as a PDF of one page as large as it is."""
    yield _Press(chart).pdf()


def chart_png(chart: Chart) -> Iterator[bytes]:
    """Yield the chart as a picture."""
    yield _Press(chart).png()


def require_press() -> Any:
    """Return PDFium, or say how to install it."""
    try:
        return import_module("pypdfium2")
    except ImportError as error:
        raise MissingExtra("pdf", "Writing a chart as PDF or PNG") from error


class _Press:
    """A page on which a chart is drawn."""

    def __init__(self, chart: Chart) -> None:
        pdfium = require_press()
        root = ET.fromstring("".join(chart_sheet(chart)))  # noqa: S314  # drawn above
        self.raw: Any = pdfium.raw
        self.rules: Sequence[Rule] = read_rules(written_out(sheet_rules()))
        self.width, self.height = float(root.attrib["width"]), float(root.attrib["height"])
        self.document: Any = pdfium.PdfDocument.new()
        self.page: Any = self.document.new_page(self.width * _POINTS, self.height * _POINTS)
        self.letters = Letters(self.raw, self.document.raw)
        self._draw(root, [], {"color": "#000000", "fill": "#000000", "font-size": "11"}, 0.0, 0.0)
        self.raw.FPDFPage_GenerateContent(self.page.raw)

    def pdf(self) -> bytes:
        """Return the page as a file."""
        kept = io.BytesIO()
        self.document.save(kept)
        return _of_no_day(kept.getvalue())

    def png(self) -> bytes:
        """Return the page as a picture of its pixels."""
        bitmap = self.page.render(scale=_DENSITY / _POINTS, rev_byteorder=True)
        data, wide = bytes(bitmap.buffer), bitmap.width * 3
        rows = (data[at * bitmap.stride : at * bitmap.stride + wide] for at in range(bitmap.height))
        return b"".join(_png(bitmap.width, bitmap.height, b"".join(b"\0" + row for row in rows)))

    # Drawing

    def _draw(
        self, node: ET.Element, around: list[frozenset[str]], look: Mapping[str, str], x: float, y: float
    ) -> None:
        """Draw an element and what is in it, moved as the groups around it are."""
        tag = node.tag.removeprefix(_SVG)
        here = [*around, frozenset([tag, *(f".{name}" for name in node.attrib.get("class", "").split())])]
        own = {name: value for name, value in look.items() if name in _INHERITED}
        for rule in self.rules:
            if rule.fits(here):
                own |= rule.declared
        if moved := node.attrib.get("transform"):
            dx, dy = map(float, _NUMBER.findall(moved))
            x, y = x + dx, y + dy
        if tag == "path":
            self._path(outline(node.attrib["d"]), own, x, y)
        elif tag == "rect":
            self._path(outline(f"M0 0h{self.width}v{self.height}h{-self.width}z"), own, x, y)
        elif tag == "circle":
            cx, cy, radius = (float(node.attrib[name]) for name in ("cx", "cy", "r"))
            turn = f"a{radius} {radius} 0 1 0"
            self._path(outline(f"M{cx - radius} {cy}{turn} {2 * radius} 0{turn} {-2 * radius} 0z"), own, x, y)
        elif tag == "text" and node.text:
            self._text(node.text, own, x + float(node.attrib["x"]), y + float(node.attrib["y"]))
        for child in node:
            self._draw(child, here, own, x, y)

    def _at(self, x: float, y: float) -> tuple[Any, Any]:
        """Return a place of the drawing on the page, which is measured from below."""
        return ctypes.c_float(x * _POINTS), ctypes.c_float((self.height - y) * _POINTS)

    def _path(self, steps: Iterator[tuple[str, Any]], look: Mapping[str, str], x: float, y: float) -> None:
        raw = self.raw
        path = raw.FPDFPageObj_CreateNewPath(*self._at(0, 0))
        calls = {"move": raw.FPDFPath_MoveTo, "line": raw.FPDFPath_LineTo, "curve": raw.FPDFPath_BezierTo}
        for name, points in steps:
            if name == "close":
                raw.FPDFPath_Close(path)
            else:
                calls[name](path, *(part for px, py in points for part in self._at(x + px, y + py)))
        fill, stroke = self._colour("fill", look), self._colour("stroke", look)
        if fill:
            raw.FPDFPageObj_SetFillColor(path, *fill)
        if stroke:
            raw.FPDFPageObj_SetStrokeColor(path, *stroke)
            raw.FPDFPageObj_SetStrokeWidth(path, float(look.get("stroke-width", "1")) * _POINTS)
            if dashes := look.get("stroke-dasharray"):
                lengths = [float(length) * _POINTS for length in dashes.split()]
                raw.FPDFPageObj_SetDashArray(path, (ctypes.c_float * len(lengths))(*lengths), len(lengths), 0.0)
            if look.get("stroke-linecap") == "round":
                raw.FPDFPageObj_SetLineCap(path, raw.FPDF_LINECAP_ROUND)
        filled = raw.FPDF_FILLMODE_WINDING if fill else raw.FPDF_FILLMODE_NONE
        raw.FPDFPath_SetDrawMode(path, filled, bool(stroke))
        raw.FPDFPage_InsertObject(self.page.raw, path)

    def _colour(self, name: str, look: Mapping[str, str]) -> tuple[int, int, int, int] | None:
        value = look.get(name, "none")
        value = look["color"] if value == "currentColor" else value
        if value == "none":
            return None
        red, green, blue = (int(value[at : at + 2], 16) for at in (1, 3, 5))
        return red, green, blue, round(float(look.get("opacity", "1")) * 255)

    # Letters

    def _text(self, text: str, look: Mapping[str, str], x: float, y: float) -> None:
        size = float(look["font-size"]) * _POINTS
        runs = list(self._runs(text, bold=float(look.get("font-weight", "400")) >= _BOLD))
        widths = [sum(self.letters.width(font, letter, size) for letter in words) / _POINTS for font, words in runs]
        at = x - sum(widths) * {"middle": 0.5, "end": 1.0}.get(look.get("text-anchor", ""), 0.0)
        fill = self._colour("fill", look) or (0, 0, 0, 255)
        for (font, words), width in zip(runs, widths, strict=True):
            self._run(words, font, size, fill, at, y)
            at += width

    def _runs(self, text: str, *, bold: bool) -> Iterator[tuple[str, str]]:
        """Yield the parts of a text with the font that has their letters, but for signs one font where one has all."""
        plain = "Helvetica-Bold" if bold else "Helvetica"
        text = "".join(_INSTEAD.get(letter, letter) for letter in text)
        fonts = [self.letters.font_of(letter, plain) for letter in text]
        other = next((font for font in fonts if font not in STANDARD), plain)
        told = zip(text, (other if font == plain else font for font in fonts), strict=True)
        for font, part in groupby(told, lambda one: one[1]):
            yield font, "".join(letter for letter, _ in part)

    def _run(self, words: str, font: str, size: float, fill: tuple[int, ...], x: float, y: float) -> None:
        raw = self.raw
        placed = raw.FPDFPageObj_CreateTextObj(self.document.raw, self.letters.handle(font), size)
        letters = (words + "\0").encode("utf-16-le")
        raw.FPDFText_SetText(placed, ctypes.cast(ctypes.c_char_p(letters), ctypes.POINTER(ctypes.c_ushort)))
        raw.FPDFPageObj_SetFillColor(placed, *fill)
        left, bottom = self._at(x, y)
        raw.FPDFPageObj_Transform(placed, 1, 0, 0, 1, left.value, bottom.value)
        raw.FPDFPage_InsertObject(self.page.raw, placed)


def _of_no_day(file: bytes) -> bytes:
    """Return a PDF that is named after what is in it, not after when it was made: the same chart is the same bytes."""
    plain = _NAME.sub(b"", _MADE.sub(_DAY, file))
    name = hashlib.sha256(plain).hexdigest()[:32].upper().encode()
    return _NAME.sub(b"<%b><%b>" % (name, name), _MADE.sub(_DAY, file))


def _png(width: int, height: int, rows: bytes) -> Iterator[bytes]:
    """Yield a picture as its file: red, green and blue of each pixel, each row behind a byte that says it is plain."""
    yield b"\x89PNG\r\n\x1a\n"
    yield _chunk(b"IHDR", width.to_bytes(4) + height.to_bytes(4) + b"\x08\x02\x00\x00\x00")
    yield _chunk(b"pHYs", _PIXELS_PER_METRE.to_bytes(4) * 2 + b"\x01")
    yield _chunk(b"IDAT", zlib.compress(rows, 9))
    yield _chunk(b"IEND", b"")


def _chunk(name: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4) + name + data + zlib.crc32(name + data).to_bytes(4)
