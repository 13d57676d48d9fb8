"""What a paragraph of a Word file shows: its runs, fields, changes, notes and the boxes anchored in it."""

from typing import Protocol
from xml.etree.ElementTree import Element

from ledger.loaders.loaded import TextWriter
from ledger.loaders.office.equations import equation_text
from ledger.loaders.office.word_parts import Style, Styles, is_on, is_raised, value
from ledger.loaders.superscripts import raise_digits

DELETED = "deleted in the tracked changes"
HIDDEN = "hidden"
STRUCK = "struck out"
MOVED = "moved elsewhere"
INSTRUCTION = "within the instruction of a field"
_SPACE = str.maketrans("\r\n\t", "   ")
_SILENT = frozenset({
    "w:pPr", "w:rPr", "w:sdtPr", "w:sdtEndPr", "w:instrText", "w:delInstrText", "w:ffData", "w:fldData", "w:rt",
    "w:footnoteRef", "w:endnoteRef", "w:annotationRef",
})  # fmt: skip
_SIGNS = {"w:tab": "\t", "w:ptab": "\t", "w:cr": "\n", "w:noBreakHyphen": "\u2011", "w:softHyphen": "\u00ad"}
_SYMBOLS = {
    0xB0: "°", 0xB1: "±", 0xA3: "≤", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0x2D: "−",
}  # fmt: skip
_BOXES = frozenset({"w:txbxContent", "a:p"})
_YES = frozenset({"1", "true", "on"})
_FONTS = range(0xF000, 0xF100)  # where fonts of symbols keep their signs


class MarkOf(Protocol):
    """Gives the mark of a note that the text refers to; `is_own` tells one with a mark that is no number."""

    def __call__(self, kind: str, name: str, *, is_own: bool) -> str:
        """Return the mark as it stands in the text."""


class Shown:
    """What has been read of a paragraph: its text, the pages that begin in it and the boxes that hang on it."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.pages: list[int] = []
        self.boxes: list[Element] = []

    def add(self, text: str) -> None:
        """Go on with these words."""
        self.pieces.append(text)
        self.length += len(text)

    @property
    def text(self) -> str:
        """All that was read."""
        return "".join(self.pieces)


class RunReader:
    """Reads paragraphs one after the other: fields, notes and pages go on from one to the next.

    `mark_of` gives the number or mark that a reference to a note is shown with.
    """

    def __init__(self, styles: Styles, writer: TextWriter, mark_of: MarkOf) -> None:
        self._styles = styles
        self._writer = writer
        self._mark_of = mark_of
        self._fields: list[bool] = []  # of each field that is open: whether its result has begun
        self._lost: dict[str, list[str]] = {}
        self._is_fresh = True  # no text since the page began
        self.pages = 1
        self.is_laid_out = False
        self.moved_from: list[str] = []
        self.moved_to: list[str] = []

    def read(self, paragraph: Element, shown: Shown, style: Style) -> None:
        """Read a paragraph behind what is shown already."""
        if is_on(paragraph.find("w:pPr"), "w:pageBreakBefore"):
            self._page(shown)
        for child in paragraph:
            self._read(child, shown, None, style)
        self._fields = [begun for begun in self._fields if begun]
        self._tell_lost()

    def lose(self, element: Element, reason: str) -> None:
        """Leave out all the text in an element."""
        self._writer.leave_out(all_text(element), reason)

    def _read(self, element: Element, shown: Shown, fate: str | None, style: Style) -> None:
        tag = element.tag
        if tag == "w:r":
            self._run(element, shown, fate, style)
        elif tag == "w:del":
            self._all(element, shown, DELETED, style)
        elif tag == "w:moveFrom":
            self.moved_from.append(all_text(element))
            self._all(element, shown, MOVED, style)
        elif tag == "w:moveTo":
            self.moved_to.append(all_text(element))
            self._all(element, shown, fate, style)
        elif tag == "m:oMath":
            self._say(equation_text(element), shown, fate)
        elif tag == "mc:AlternateContent":
            self._all(_chosen(element), shown, fate, style)
        elif tag not in _SILENT:
            self._all(element, shown, fate, style)

    def _all(self, element: Element, shown: Shown, fate: str | None, style: Style) -> None:
        for child in element:
            self._read(child, shown, fate, style)

    def _run(self, run: Element, shown: Shown, fate: str | None, style: Style) -> None:
        properties = run.find("w:rPr")
        own = self._styles.get(value(properties, "w:rStyle"))
        fate = fate or self._fate(properties, own, style)
        raised = next((told for told in (is_raised(properties), own.raised, style.raised) if told is not None), False)
        words = Shown()
        for part in run:
            self._part(part, words, shown, fate, style)
        if fate is None:
            shown.add(raise_digits(words.text) if raised else words.text)
        else:
            self._lost.setdefault(fate, []).append(words.text)

    def _fate(self, properties: Element | None, own: Style, style: Style) -> str | None:
        hidden = next(
            (told for told in (is_on(properties, "w:vanish"), own.hidden, style.hidden) if told is not None), 0
        )
        if hidden:
            return HIDDEN
        return STRUCK if is_on(properties, "w:strike") or is_on(properties, "w:dstrike") else None

    def _part(self, part: Element, words: Shown, shown: Shown, fate: str | None, style: Style) -> None:
        """Read what stands in a run; pages and boxes are the paragraph's."""
        tag = part.tag
        if tag == "w:t":
            self._say((part.text or "").translate(_SPACE), words, fate)
        elif tag == "w:delText":
            self._lost.setdefault(fate or DELETED, []).append(part.text or "")
        elif tag in _SIGNS:
            self._say(_SIGNS[tag], words, fate)
        elif tag == "w:br":
            self._say("\n", words, fate)
            if part.get("type") == "page":
                self._page(shown, words.length)
        elif tag == "w:lastRenderedPageBreak":
            self.is_laid_out = True
            self._page(shown, words.length)
        elif tag == "w:fldChar":
            self._field(part.get("fldCharType", ""))
        elif tag == "w:sym":
            self._say(_symbol(part), words, fate)
        elif tag in ("w:footnoteReference", "w:endnoteReference") and fate is None:
            is_own = part.get("customMarkFollows", "0") in _YES
            words.add(self._mark_of(tag[2:].removesuffix("Reference"), part.get("id", ""), is_own=is_own))
        elif tag in _BOXES and fate is None:
            shown.boxes.append(part)
        elif tag in _BOXES:
            self._lost.setdefault(fate or HIDDEN, []).append(all_text(part))
        elif tag == "m:oMath":
            self._say(equation_text(part), words, fate)
        elif tag not in _SILENT:
            for child in _chosen(part) if tag == "mc:AlternateContent" else part:
                if child.tag == "w:r":
                    self._run(child, words, fate, style)
                else:
                    self._part(child, words, shown, fate, style)

    def _say(self, text: str, shown: Shown, fate: str | None) -> None:
        if not all(self._fields):
            self._lost.setdefault(INSTRUCTION, []).append(text)
            return
        shown.add(text)
        self._is_fresh = self._is_fresh and (fate is not None or not text.strip())

    def _page(self, shown: Shown, behind: int = 0) -> None:
        """Begin a page; what Word tells of one that a break has begun already tells nothing new."""
        if not self._is_fresh:
            shown.pages.append(shown.length + behind)
            self.pages += 1
        self._is_fresh = True

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _tell_lost(self) -> None:
        for reason, pieces in self._lost.items():
            if reason != MOVED:
                self._writer.leave_out("".join(pieces), reason)
        self._lost.clear()


def all_text(element: Element) -> str:
    """Return the text of all runs in an element, its paragraphs parted by spaces."""
    pieces = []
    for part in element.iter():
        if part.tag in ("w:t", "w:delText", "a:t", "m:t"):
            pieces.append(part.text or "")
        elif part.tag in ("w:p", "a:p", "w:tab", "w:br"):
            pieces.append(" ")
    return "".join(pieces)


def _chosen(alternatives: Element) -> Element:
    """Return the one of several forms of the same that is read: the first with text."""
    return next(
        (form for form in alternatives if all_text(form).strip()),
        alternatives[0] if len(alternatives) else alternatives,
    )


def _symbol(part: Element) -> str:
    try:
        code = int(part.get("char", ""), 16)
    except ValueError:
        return "\ufffd"
    if code in _FONTS:
        is_known = part.get("font", "").lower() == "symbol"
        return _SYMBOLS.get(code - _FONTS.start, "\ufffd") if is_known else "\ufffd"
    return chr(code) if 31 < code < 0xD800 or 0xDFFF < code < 0x110000 else "\ufffd"
