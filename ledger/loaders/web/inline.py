"""A line of a page while it is written: spaces as a browser shows them, raised digits, parts that style holds apart."""

import re
from unicodedata import normalize

from ledger.loaders.web.tree import Element

BREAK = "\x00"  # a line end; no page has this character in its text
_SPACES = re.compile(r"[ \t\r\n\f]+")
_AROUND_BREAK = re.compile(r" ?\x00 ?")
_PARAGRAPH = re.compile(r"\x00{2,}")
_RAISED = str.maketrans("0123456789+-−=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_LONGEST_NOTE = 12  # characters of a raised text that can be a power or the number of a note
_MOST_PARTS = 8  # elements and spaces in a fraction or power
_NUMBER_END = re.compile(r"(?:\d|[⁰¹²³⁴-⁹][⁄/])$")  # "1,234", "1¹⁄"
_FRACTION = re.compile(r"([¹²³⁴⁵⁷])[⁄/]([₂₃₄₅₆₈])")
_FRACTIONS = {normalize("NFKC", sign): sign for sign in "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"}
_RUN_END, _RUN_START = re.compile(r"\w+%?$"), re.compile(r"\w+")
_NOTE = re.compile(r"\s*[\d,;–-]{1,8}\s*")


class Line:
    """The text between two ends of a block, with its line breaks, and how many of its characters are links."""

    def __init__(self) -> None:
        self.linked = 0
        self._pieces: list[str] = []
        self._last = ""  # the last characters written
        self._links = 0
        self._raised: list[Element] = []
        self._lowered = 0
        self._left = self._seam = False

    def enter(self, element: Element) -> None:
        """Begin an element within the line."""
        if self._left:
            self._seam = True
        if element.tag == "a":
            self._links += 1
        if element.tag == "q":
            self.write("“", kept=False)
        if _is_below(element):
            self.write("/", kept=False)
        if element.tag == "sup" or _is_power(element) or self._is_note(element):
            self._raised.append(element)
        self._lowered += element.tag == "sub"

    def leave(self, element: Element) -> None:
        """End an element within the line."""
        self._left = True
        if element.tag == "a":
            self._links -= 1
        if element.tag == "q":
            self.write("”", kept=False)
        if self._raised and self._raised[-1] is element:
            self._raised.pop()
        self._lowered -= element.tag == "sub"

    def write(self, text: str, *, kept: bool) -> None:
        """Add text; white space in it is collapsed later, but where it is kept."""
        if not text:
            return
        if kept:
            text = text.replace("\n", BREAK) if text != BREAK else text
        text = self._shifted(text)
        if self._seam and self._runs_on(text):
            self._pieces.append(" ")
        self._left = self._seam = False
        self._pieces.append(text)
        self._last = (self._last + text[-40:])[-40:]
        self.linked += len(text.strip()) if self._links else 0

    def end(self, *, kept: bool) -> list[str]:
        """Return what was written, as its paragraphs, and begin anew."""
        text = _FRACTION.sub(_fraction, "".join(self._pieces))
        self._pieces, self._last, self.linked = [], "", 0
        self._left = self._seam = False
        if kept:
            lines = text.replace(BREAK, "\n").strip("\n")
            return [lines] if lines.strip() else []
        text = _AROUND_BREAK.sub(BREAK, _SPACES.sub(" ", text)).strip(f" {BREAK}")
        return [part.replace(BREAK, "\n") for part in _PARAGRAPH.split(text) if part.strip()]

    def _is_note(self, element: Element) -> bool:
        """Tell whether a link is the number of a note, set right behind a word: style raises it, not its element."""
        return (
            element.tag == "a"
            and not self._raised
            and element.get("href").startswith("#")
            and self._last[-1:].strip() != ""
            and _NOTE.fullmatch(element.text()) is not None
        )

    def _shifted(self, text: str) -> str:
        if self._raised and len(text) <= _LONGEST_NOTE and "[" not in self._raised[-1].text():
            return text.translate(_RAISED) if any(map(str.isdigit, text)) else text
        if self._lowered and _NUMBER_END.search(self._last):
            return text.translate(_LOWERED)
        return text

    def _runs_on(self, text: str) -> bool:
        """Tell whether two elements side by side would make a number or word that nobody sees.

        "<span>412</span><span>2019</span>" stands apart on the page; "<b>H</b><i>urt</i>" is one word.
        """
        before, behind = _RUN_END.search(self._last), _RUN_START.match(text)
        if before is None or behind is None:
            return False
        one, two = before[0].replace("%", "0"), behind[0]
        if one[-1].isdigit() and two[0].isdigit():
            return len(one) > 1 and len(two) > 1
        return one[-1].isdigit() != two[0].isdigit() or (one[-1].islower() and two[0].isupper())


def _fraction(found: re.Match[str]) -> str:
    """Return a fraction set in raised and lowered digits as the one character for it, if there is one."""
    return _FRACTIONS.get(f"{normalize('NFKC', found[1])}⁄{normalize('NFKC', found[2])}", found[0])


def _is_below(element: Element) -> bool:
    """Tell whether an element is what a fraction is divided by."""
    return _is_second(element, "mfrac")


def _is_power(element: Element) -> bool:
    return _is_second(element, "msup")


def _is_second(element: Element, tag: str) -> bool:
    above = element.parent
    if above is None or above.tag != tag or len(above.children) > _MOST_PARTS:
        return False
    return [child for child in above.children if isinstance(child, Element)][1:] == [element]
