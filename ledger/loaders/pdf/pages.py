"""PDF: the text of its pages as they are read, by where each word stands; nothing of a page is lost in silence."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from statistics import median
from typing import Any, NamedTuple

from ledger.errors import DocumentUnreadable
from ledger.loaders.content import Content
from ledger.loaders.homes import require
from ledger.loaders.loaded import Loaded, TextWriter
from ledger.loaders.pdf.annotations import Annotation, find_annotations
from ledger.loaders.pdf.backdrop import Backdrop
from ledger.loaders.pdf.drawn import draw_together
from ledger.loaders.pdf.flow import Flow, Item
from ledger.loaders.pdf.furniture import find_furniture
from ledger.loaders.pdf.grids import find_grids
from ledger.loaders.pdf.lines import Region, make_rows
from ledger.loaders.pdf.notes import mark_notes
from ledger.loaders.pdf.paragraphs import find_blocks, find_leading
from ledger.loaders.pdf.regions import find_regions
from ledger.loaders.pdf.rules import Point, find_rules, turn_rules
from ledger.loaders.pdf.stamps import find_packet, read_stamps
from ledger.loaders.pdf.titles import find_title
from ledger.loaders.pdf.words import Word, WordReader
from ledger.model.document import Metadata, SectionKind

_HEAD = 1024  # bytes in which a PDF says that it is one
_TAIL = 4096  # bytes in which it says that it ends
_SAMPLE = 6  # pages by which the distance of lines is told
_FULL = 60  # words of a page by which the height of its text is told; a cover has fewer
_SPACES = re.compile(r"\s+")
_ANEW = "Open it in a PDF reader and save it anew, or fetch it once more."
_UNLOCK = "Open it in a PDF reader with its password and print it to a new PDF."
_REDO = "Run it through OCR anew (for instance: ocrmypdf --force-ocr in.pdf out.pdf) and add the result."
_SCAN = "Run it through OCR (for instance: ocrmypdf in.pdf out.pdf) and add the result."


class _Page(NamedTuple):
    """What was found on a page: the rows that are written upright, and those that are turned, by their angle."""

    rows: Region
    turned: tuple[Region, ...]
    annotations: list[Annotation]
    hidden: list[str]
    top: float
    is_picture: bool
    is_garbled: bool = False


def load_pdf(content: Content) -> Loaded:
    """Read a PDF page by page.

    Raises:
        DocumentUnreadable: it is broken, cut off, locked, or has no text.

    """
    pdfium = require("pypdfium2", "pdf", "Reading PDF")
    document = _open(pdfium, content)
    try:
        pages, failed = _read_pages(pdfium, document)
        stamped = read_stamps(_information(document), find_packet(content.data), _language(pdfium.raw, document))
    finally:
        document.close()
    if not any(page.rows or page.annotations for page in pages):
        raise DocumentUnreadable(content.path, *_why_empty(pages))
    writer = TextWriter()
    furniture = _write_pages(writer, pages)
    title = find_title([page.rows for page in pages], furniture, stamped.title)
    _note_missing(writer, pages, failed)
    return writer.loaded("pdf", Metadata(title=title), stamped)


def _why_empty(pages: list[_Page]) -> tuple[str, str]:
    if any(page.is_garbled for page in pages):
        return "its fonts do not tell which letters they draw", _REDO
    return "its text is hidden" if any(page.hidden for page in pages) else "it has no text, maybe it is scanned", _SCAN


def _open(pdfium: Any, content: Content) -> Any:
    """Open a document, or say what is wrong with it."""
    if b"%PDF-" not in content.data[:_HEAD]:
        raise DocumentUnreadable(content.path, "it is no PDF, whatever its name says", "Give it its right ending.")
    try:
        document = pdfium.PdfDocument(content.data)
    except pdfium.PdfiumError as error:
        raise DocumentUnreadable(content.path, *_reason(pdfium.raw, error, content.data)) from error
    if b"%%EOF" not in content.data[-_TAIL:]:
        document.close()
        raise DocumentUnreadable(content.path, "it is cut off: its end is missing", _ANEW)
    return document


def _reason(raw: Any, error: Any, data: bytes) -> tuple[str, str]:
    if error.err_code == raw.FPDF_ERR_PASSWORD:
        return "it is locked with a password", _UNLOCK
    if error.err_code == raw.FPDF_ERR_SECURITY:
        return "it is locked in a way that is not known", _UNLOCK
    return ("it is cut off: its end is missing" if b"%%EOF" not in data[-_TAIL:] else "it is a broken PDF"), _ANEW


def _information(document: Any) -> dict[str, str]:
    """Return what the file's information says, but for values that are damaged."""
    told: dict[str, str] = {}
    for key in document.METADATA_KEYS:
        with suppress(UnicodeDecodeError):
            told[key] = document.get_metadata_value(key)
    return told


def _language(raw: Any, document: Any) -> str:
    size = raw.FPDFCatalog_GetLanguage(document.raw, None, 0)
    if not 2 < size < _HEAD:
        return ""
    buffer = (raw.FPDF_WCHAR * (size // 2))()
    raw.FPDFCatalog_GetLanguage(document.raw, buffer, size)
    return bytes(buffer)[: size - 2].decode("utf-16-le", "replace")


def _read_pages(pdfium: Any, document: Any) -> tuple[list[_Page], list[int]]:
    """Return the pages, with the numbers of those that cannot be read."""
    pages, failed = [], []
    for at in range(len(document)):
        try:
            pages.append(_read_page(pdfium.raw, document, at))
        except pdfium.PdfiumError:
            pages.append(_Page([], (), [], [], 0.0, is_picture=False))
            failed.append(at + 1)
    return pages, failed


def _read_page(raw: Any, document: Any, at: int) -> _Page:
    page = document[at]
    annotations = find_annotations(raw, page)
    if annotations and raw.FPDFPage_Flatten(page.raw, raw.FLAT_NORMALDISPLAY) == raw.FLATTEN_SUCCESS:
        page.close()
        page = document[at]
    backdrop, text = Backdrop(raw, page), page.get_textpage()
    rules = find_rules(raw, page.raw)
    parting = [rule for grid in find_grids(turn_rules(rules)) for rule in grid.upright]
    reader = WordReader(raw, text.raw, backdrop, parting)
    upright, *turned = _by_angle(list(reader.read()), rules)
    is_picture = not upright and not reader.is_garbled and backdrop.has_pictures
    found = _Page(upright, tuple(turned), annotations, reader.hidden, -backdrop.box.top, is_picture, reader.is_garbled)
    text.close()
    page.close()
    return found


def _by_angle(words: Sequence[Word], rules: Sequence[tuple[Point, Point]]) -> list[Region]:
    """Return the rows of the page in the way most of it is written, then those of each other way."""
    ways: dict[float, list[Word]] = defaultdict(list)
    for word in words:
        ways[round(word.look.angle, 2)].append(word)
    angles = sorted(ways, key=lambda angle: -len(ways[angle]))
    if angles:
        grids = find_grids(turn_rules(rules, ways[angles[0]][0].look.angle))
        ways[angles[0]] = draw_together(ways[angles[0]], grids)
    return [make_rows(ways[angle]) for angle in angles] or [[]]


def _write_pages(writer: TextWriter, pages: list[_Page]) -> list[frozenset[int]]:
    """Write all pages, and return the rows of each that stand around the text."""
    leading = find_leading(region for page in pages[:_SAMPLE] for region in find_regions(_words(page.rows)))
    furniture = find_furniture([page.rows for page in pages], [page.top for page in pages], leading)
    flow = Flow(writer)
    repeated = _repeated_turned(pages)
    heights = [[word.h for row in page.rows for word in row.words] for page in pages]
    usual = median([h for page in heights for h in page] or [0.0])
    for at, (page, marked) in enumerate(zip(pages, furniture, strict=True)):
        flow.begin(at, median(heights[at]) if len(heights[at]) >= _FULL else min(usual, median(heights[at] or [usual])))
        flow.write(_items(page, at, marked, leading))
        for rows in page.turned:
            kind = SectionKind.FURNITURE if _told(rows) in repeated else SectionKind.BODY
            for block in (block for region in find_regions(_words(rows)) for block in find_blocks(region, at, leading)):
                flow.beside(block, kind)
        _write_annotations(flow, page)
    flow.finish()
    return furniture


def _items(page: _Page, at: int, marked: frozenset[int], leading: float) -> Iterator[Item]:
    """Yield the head of a page, its text, and its foot."""
    rows = page.rows
    half = len(rows) / 2
    around = [[row for n, row in enumerate(rows) if n in marked and (n < half) is top] for top in (True, False)]
    head, foot = ([block for row in side for block in find_blocks([row], at, leading)] for side in around)
    yield from (Item(block, SectionKind.FURNITURE) for block in head)
    inner = mark_notes([row for n, row in enumerate(rows) if n not in marked])
    for region in find_regions(_words(inner)):
        yield from map(Item, find_blocks(region, at, leading))
    yield from (Item(block, SectionKind.FURNITURE) for block in foot)


def _words(rows: Region) -> list[Word]:
    return [word for row in rows for word in row.words]


def _told(rows: Region) -> str:
    return " ".join(row.text for row in rows)


def _repeated_turned(pages: list[_Page]) -> frozenset[str]:
    """Return what is written across or along half of the pages: "Draft"."""
    counts = Counter(_told(rows) for page in pages for rows in page.turned)
    return frozenset(text for text, many in counts.items() if many > 1 and 2 * many >= len(pages))


def _write_annotations(flow: Flow, page: _Page) -> None:
    """Write what lies over a page and is not drawn on it, and the notes of its readers as theirs."""
    drawn = "".join(_told(rows) for rows in (page.rows, *page.turned)).replace(" ", "")
    for annotation in page.annotations:
        if annotation.is_hidden:
            flow.writer.leave_out(annotation.text, "in hidden notes or fields")
        elif annotation.is_note:
            flow.aside(annotation.text, SectionKind.COMMENTS, Metadata(author=annotation.author or None))
        elif _SPACES.sub("", annotation.text) not in drawn:
            flow.aside(annotation.text, SectionKind.BODY, Metadata())


def _note_missing(writer: TextWriter, pages: list[_Page], failed: list[int]) -> None:
    for page in pages:
        writer.leave_out(" ".join(page.hidden), "hidden on the page")
    scanned = [at for at, page in enumerate(pages, 1) if page.is_picture]
    if scanned:
        writer.miss(f"pages without text, maybe scanned: {_listed(scanned)}")
    garbled = [at for at, page in enumerate(pages, 1) if page.is_garbled]
    if garbled:
        writer.miss(f"pages whose fonts do not tell which letters they draw: {_listed(garbled)}")
    if failed:
        writer.miss(f"pages that cannot be read: {_listed(failed)}")


def _listed(numbers: list[int]) -> str:
    """Return the numbers of pages, runs of them as one.

    >>> _listed([3, 7, 8, 9])
    '3, 7-9'
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)
