"""The words of a PDF's page with their places, from few calls to pdfium: one for the text, four for each word.

Only words that hold a digit, or two sizes of letters, are looked at letter by letter: there a note's mark stands
behind an amount, or one amount touches the next.
"""

import ctypes
import math
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from ledger.loaders.pdf.backdrop import Backdrop, Box
from ledger.loaders.pdf.rules import Rule

_WORD = re.compile(r"[^\s\x02\ufffe]+[\x02\ufffe]?")  # pdfium tells the hyphen at a line's end by a sign of its own
_BROKEN = str.maketrans({"\x02": "-", "\ufffe": "-", "\x00": "\ufffd"})
_NO_LETTERS = re.compile(r"[\x00\x01\x03-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ue000-\uf8ff\ufffd]+")
_BLANK = re.compile(r"[ \t\r\n\u00a0]")
_FEWEST_BAD, _BAD = 8, 0.12  # of the letters of a page
_DIGIT = re.compile(r"\d")
_RAISED = 0.15  # of a letter's height above the line
_SMALLER = 0.85
_A_LITTLE_SMALLER = 0.95  # of what stands beside it; a note's mark is higher, too
_APART = 0.3  # of a letter's height between two digits: two amounts
_OFF_LINE = 0.6
_UPRIGHT = math.radians(3)
_INVISIBLE = 3  # the way of drawing that draws nothing: the text under the picture of a scanned page
_BOLD = 600
_SLANTED = 0.05
_LONGEST_NAME = 100  # of a font
_WHITE = 250
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class Look(NamedTuple):
    """How a run of letters is drawn: turned by `angle`, in white, not at all."""

    angle: float
    is_white: bool
    is_invisible: bool
    is_bold: bool


class Word(NamedTuple):
    """A word in the frame of its writing: from `x0` to `x1` along the line, which is `y` down, letters `h` high.

    A table that is drawn with lines is one word too, on the line of its first, with its rows down to its `end`.
    """

    text: str
    x0: float
    x1: float
    y: float
    h: float
    look: Look
    rows: tuple[tuple["DrawnCell", ...], ...] = ()
    end: float = 0.0

    @property
    def foot(self) -> float:
        """Its line, or the last one of a drawn table."""
        return self.end if self.rows else self.y

    def within(self) -> Iterator["Word"]:
        """Yield the words of a drawn table, else the word itself."""
        if not self.rows:
            yield self
        yield from (word for row in self.rows for cell in row for word in cell.words)


class DrawnCell(NamedTuple):
    """A cell of a drawn table, over several `columns`; `goes_on` tells one that is part of the cell above it."""

    words: tuple[Word, ...]
    columns: int
    goes_on: bool


class WordReader:
    """Reads the words of a page; `hidden` are those that its readers do not see.

    A page whose fonts do not tell what letters they draw is garbled, and has no words.
    """

    def __init__(self, raw: Any, textpage: Any, backdrop: Backdrop, parting: Iterable[Rule] = ()) -> None:
        self.raw, self.textpage, self.backdrop = raw, textpage, backdrop
        self.parting = sorted(parting)
        self.hidden: list[str] = []
        self.is_garbled = False
        self._looks: dict[int | None, Look] = {}
        self._box, self._x, self._y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
        self._box_ref, self._x_ref, self._y_ref = map(ctypes.byref, (self._box, self._x, self._y))

    def read(self) -> Iterator[Word]:
        """Yield the words in the order in which they are drawn."""
        told = self._text()
        self.is_garbled = is_garbled(told)
        for match in _WORD.finditer("" if self.is_garbled else told):
            at, end = match.span()
            first = whole = self._place(at)
            mixed = False
            if end > at + 1:
                last = self._place(end - 1)
                whole = _around(first, last)
                mixed = _differ(first, last) or _DIGIT.search(match[0]) is not None or self._is_parted(first, last)
            look = self._look(at)
            text = match[0].translate(_BROKEN)
            if self._is_hidden(whole, look):
                self.hidden.append(text)
            elif mixed:
                yield from self._letters(text, at, look)
            else:
                yield self._word(text, at, first, whole, look)

    def _is_parted(self, one: Box, other: Box) -> bool:
        """Tell whether a line that parts the columns of a table runs between two letters, which are of two cells."""
        if not self.parting:
            return False
        left, right, y = (one.left + one.right) / 2, (other.left + other.right) / 2, -(one.bottom + one.top) / 2
        near = self.parting[bisect_right(self.parting, (left,)) : bisect_right(self.parting, (right,))]
        return any(rule.start < y < rule.end for rule in near)

    def _is_hidden(self, box: Box, look: Look) -> bool:
        """Tell what is drawn outside the page, in white on white, or not at all, though no picture shows it."""
        return (
            not self.backdrop.shows(box)
            or (look.is_white and not self.backdrop.is_painted(box))
            or (look.is_invisible and not self.backdrop.is_picture)
        )

    def _text(self) -> str:
        """Return the page's text, in which each character has the number that pdfium knows it by."""
        count = self.raw.FPDFText_CountChars(self.textpage)
        if count <= 0:
            return ""
        buffer = (ctypes.c_ushort * (count + 1))()
        written = self.raw.FPDFText_GetText(self.textpage, 0, count, buffer)
        text = bytes(buffer)[: 2 * (written - 1)].decode("utf-16-le", "replace")
        if written - 1 == count and len(text) == count:
            return text
        codes = (self.raw.FPDFText_GetUnicode(self.textpage, at) for at in range(count))
        return "".join(chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd" for code in codes)

    def _place(self, at: int) -> Box:
        self.raw.FPDFText_GetLooseCharBox(self.textpage, at, self._box_ref)
        box = self._box
        return Box(box.left, box.bottom, box.right, box.top)

    def _word(self, text: str, at: int, first: Box, whole: Box, look: Look) -> Word:
        """Return a word whose first letter is the one at `at`, measured along the way it is written."""
        self.raw.FPDFText_GetCharOrigin(self.textpage, at, self._x_ref, self._y_ref)
        tall = first.top - first.bottom
        if look.angle == 0.0:
            return Word(text, whole.left, whole.right, -self._y.value, tall, look)
        cos, sin = _turn(look.angle)
        x = [cos * px + sin * py for px in (whole.left, whole.right) for py in (whole.bottom, whole.top)]
        wide = first.right - first.left
        height = wide * abs(sin) + tall * abs(cos) if abs(sin * cos) < _SLANTED else min(wide, tall)
        return Word(text, min(x), max(x), sin * self._x.value - cos * self._y.value, height, look)

    def _look(self, at: int) -> Look:
        """Return how a letter is drawn, which is asked for once for all that is drawn with it."""
        drawn = self.raw.FPDFText_GetTextObject(self.textpage, at)
        key = ctypes.cast(drawn, ctypes.c_void_p).value
        if (look := self._looks.get(key)) is None:
            angle = -self.raw.FPDFText_GetCharAngle(self.textpage, at)  # it turns with the clock
            hidden = bool(drawn) and self.raw.FPDFTextObj_GetTextRenderMode(drawn) == _INVISIBLE
            look = self._looks[key] = Look(_settled(angle), self._is_white(at), hidden, self._is_bold(at))
        return look

    def _is_white(self, at: int) -> bool:
        colours = [ctypes.c_uint() for _ in range(4)]
        known = self.raw.FPDFText_GetFillColor(self.textpage, at, *map(ctypes.byref, colours))
        return bool(known) and (all(part.value >= _WHITE for part in colours[:3]) or colours[3].value == 0)

    def _is_bold(self, at: int) -> bool:
        name = ctypes.create_string_buffer(_LONGEST_NAME)
        self.raw.FPDFText_GetFontInfo(self.textpage, at, name, _LONGEST_NAME, None)
        heavy: bool = self.raw.FPDFText_GetFontWeight(self.textpage, at) >= _BOLD
        return heavy or b"bold" in name.value.lower()

    def _letters(self, text: str, first: int, look: Look) -> Iterator[Word]:
        """Yield a word letter by letter put together again: raised digits as such, what stands apart as two words."""
        places = [self._place(at) for at in range(first, first + len(text))]
        singles = [
            self._word(letter, at, box, box, look)
            for at, (letter, box) in enumerate(zip(text, places, strict=True), first)
        ]
        tallest = max(singles, key=lambda single: single.h)
        whole = before = singles[0]
        for at, single in enumerate(singles[1:], 1):
            raised = is_raised(single, tallest)
            told = single._replace(text=raise_digits(single.text)) if raised else single
            apart = single.x0 - before.x1 > _APART * tallest.h and (before.text + single.text).isdecimal()
            parted = self._is_parted(places[at - 1], places[at])
            if apart or parted or (not raised and abs(single.y - whole.y) > _OFF_LINE * tallest.h):
                yield whole
                whole = told
            else:
                whole = join_words(whole, told)
            before = single
        yield whole


def is_garbled(text: str) -> bool:
    r"""Tell numbers of glyphs from text: many are no letters at all, but signs that steer, or have no meaning.

    >>> is_garbled("\x13\x14 \x01\x07\x03 $%& \x0f\x10 \x03\x04"), is_garbled("The force had 45 officers.")
    (True, False)
    """
    bad = sum(map(len, _NO_LETTERS.findall(text)))
    return bad >= _FEWEST_BAD and bad >= _BAD * (len(text) - len(_BLANK.findall(text)))


def is_raised(word: Word, beside: Word) -> bool:
    """Tell a note's mark: smaller than what it stands beside, and above its line."""
    return word.h < _A_LITTLE_SMALLER * beside.h and _RAISED * beside.h < beside.y - word.y < beside.h


def raise_digits(text: str) -> str:
    """Return digits as the raised ones that they are drawn as.

    >>> raise_digits("2,14")
    '²,¹⁴'
    """
    return text.translate(_SUPERSCRIPTS)


def join_words(one: Word, other: Word, between: str = "") -> Word:
    """Return two words of a line as one."""
    bigger = one if one.h >= other.h else other
    return Word(
        one.text + between + other.text,
        min(one.x0, other.x0),
        max(one.x1, other.x1),
        bigger.y,
        bigger.h,
        one.look,
    )


def _settled(angle: float) -> float:
    """Return the angle of writing, that of the nearest quarter turn where it is nearly one."""
    quarter = round(angle / (math.pi / 2)) * math.pi / 2
    return quarter % (2 * math.pi) if abs(angle - quarter) < _UPRIGHT else angle


@lru_cache(maxsize=64)
def _turn(angle: float) -> tuple[float, float]:
    return math.cos(angle), math.sin(angle)


def _around(one: Box, other: Box) -> Box:
    left, bottom, right, top = one
    left2, bottom2, right2, top2 = other
    return Box(
        left if left < left2 else left2,
        bottom if bottom < bottom2 else bottom2,
        right if right > right2 else right2,
        top if top > top2 else top2,
    )


def _differ(one: Box, other: Box) -> bool:
    """Tell whether two letters of an upright word differ in size, or stand on two lines."""
    size, other_size = one.top - one.bottom, other.top - other.bottom
    return not (
        _SMALLER * size <= other_size
        and _SMALLER * other_size <= size
        and abs(one.bottom - other.bottom) <= _RAISED * size
    )
