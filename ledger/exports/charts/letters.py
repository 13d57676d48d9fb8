"""Which font has a letter: those every PDF reader has, for western languages; for others one that the computer has."""

import ctypes
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ledger.errors import LettersMissing

SYMBOL = "Symbol"
STANDARD = ("Helvetica", "Helvetica-Bold", SYMBOL)
_SYMBOLS = "≥≤≈∼"  # letters that stand in the font of symbols
_FILES = ("DejaVuSans.ttf", "NotoSans-Regular.ttf", "Arial Unicode.ttf", "segoeui.ttf", "arial.ttf", "Arial.ttf")
_FOLDERS = (
    *("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts"),
    *("/System/Library/Fonts", "/Library/Fonts", "~/Library/Fonts", "C:/Windows/Fonts"),
)
_TURNED = ("R", "AL", "AN", "NSM")  # letters from right to left, and marks on letters, are not set side by side
_NO_LETTER = "\ufffe"
_SIZE = ctypes.c_float(10)


class Letters:
    """The fonts of one PDF, each loaded when a letter asks for it."""

    def __init__(self, raw: Any, document: Any) -> None:
        self._raw, self._document = raw, document
        self._fonts = {name: raw.FPDFText_LoadStandardFont(document, name.encode()) for name in STANDARD}
        self._files: Iterator[Path] | None = None
        self._others: dict[str, Any] = {}

    def font_of(self, letter: str, plain: str) -> str:
        """Return the name of the font that has a letter: `plain` where that has it.

        Raises:
            LettersMissing: there is none, or its script is more than letters side by side.

        """
        if letter in _SYMBOLS:
            return SYMBOL
        if _is_western(letter):
            return plain
        found = next((name for name in self._loaded() if self._has(name, letter)), None)
        if found is None or unicodedata.bidirectional(letter) in _TURNED:
            raise LettersMissing(letter)
        return found

    def handle(self, name: str) -> Any:
        """Return a font by its name as PDFium knows it."""
        return self._fonts[name]

    def width(self, name: str, letter: str, size: float) -> float:
        """Return how wide a letter of a font is."""
        width = ctypes.c_float()
        self._raw.FPDFFont_GetGlyphWidth(self._fonts[name], ord(letter), size, width)
        return width.value

    def _loaded(self) -> Iterator[str]:
        """Yield the names of further fonts, those loaded before first."""
        yield from list(self._others)
        self._files = self._files or _font_files()
        for path in self._files:
            data = path.read_bytes()
            kept = (ctypes.c_ubyte * len(data)).from_buffer_copy(data)
            raw = self._raw
            if font := raw.FPDFText_LoadFont(self._document, kept, len(data), raw.FPDF_FONT_TRUETYPE, True):  # noqa: FBT003
                self._fonts[path.name], self._others[path.name] = font, kept
                yield path.name

    def _has(self, name: str, letter: str) -> bool:
        """Tell whether a font has a letter: what it draws for it is not what it draws for no letter at all."""
        return self._drawn(name, letter) != self._drawn(name, _NO_LETTER)

    def _drawn(self, name: str, letter: str) -> tuple[int, float]:
        path = self._raw.FPDFFont_GetGlyphPath(self._fonts[name], ord(letter), _SIZE)
        return self._raw.FPDFGlyphPath_CountGlyphSegments(path) if path else 0, self.width(name, letter, 10)


def _is_western(letter: str) -> bool:
    try:
        letter.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


def _font_files() -> Iterator[Path]:
    """Yield files of fonts with many letters that are on this computer."""
    for folder in (Path(folder).expanduser() for folder in _FOLDERS):
        for name in _FILES if folder.is_dir() else ():
            yield from sorted(folder.rglob(name))[:1]
