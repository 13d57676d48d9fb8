"""The styles of a Writer file (.odt) as far as they matter to a text, and how the items of its lists are numbered."""

from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from ledger.loaders.office.counting_marks import counting_mark

_LEVELS = 10
_SHAPES = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_OUTLINE = "outline"


@dataclass(frozen=True, slots=True)
class WriterStyle:
    """What a style says; None is unsaid."""

    name: str = ""
    parent: str = ""
    hidden: bool | None = None
    struck: bool | None = None
    raised: bool | None = None
    breaks: bool | None = None  # a page begins before it


_PLAIN = WriterStyle()


class WriterStyles:
    """Styles by their names, each with what it takes from its parents, and the counts of lists."""

    def __init__(self, elements: Iterable[Element]) -> None:
        self._styles: dict[str, WriterStyle] = {}
        self._levels: dict[str, dict[int, Element]] = {}
        self._counts: dict[str, list[int]] = {}
        for element in elements:
            name = element.get("name", "")
            if element.tag == "style:style":
                self._styles[name] = _read_style(element)
            else:
                style = _OUTLINE if element.tag == "text:outline-style" else name
                self._levels[style] = {int(level.get("level", "1")): level for level in element}

    def get(self, name: str | None) -> WriterStyle:
        """Return a style, with what it takes from its parents."""
        found = own = self._styles.get(name or "", _PLAIN)
        met = {name}
        while own.parent and own.parent not in met:
            met.add(own.parent)
            own = self._styles.get(own.parent, _PLAIN)
            found = WriterStyle(
                own.name or found.name,
                "",
                own.hidden if found.hidden is None else found.hidden,
                own.struck if found.struck is None else found.struck,
                own.raised if found.raised is None else found.raised,
                found.breaks,
            )
        return found

    def begin_list(self, style: str) -> None:
        """Count the items of a list anew."""
        self._counts.pop(style, None)

    def label(self, style: str, level: int, start: int | None = None) -> str | None:
        """Count an item of a list, and return its number or mark; None where it has none."""
        known = self._levels.get(style, {}).get(level)
        if known is None or not 0 < level < _LEVELS:
            return None
        if known.tag == "text:list-level-style-bullet":
            return "-"
        counts = self._counts.setdefault(style, [0] * _LEVELS)
        first = _number(known.get("start-value"), 1)
        counts[level] = start if start is not None else counts[level] + 1 if counts[level] else first
        counts[level + 1 :] = [0] * (_LEVELS - level - 1)
        shape = _SHAPES.get(known.get("num-format", ""))
        if shape is None:
            return None
        shown = range(max(1, level + 1 - _number(known.get("display-levels"), 1)), level + 1)
        number = ".".join(counting_mark(counts[at] or 1, shape) for at in shown)
        text = f"{known.get('num-prefix', '')}{number}{known.get('num-suffix', '')}".strip()
        return f"{text}." if text[-1:].isalnum() else text

    def heading_label(self, level: int) -> str | None:
        """Count a heading, and return its number; None where headings have none."""
        return self.label(_OUTLINE, level)


def _read_style(element: Element) -> WriterStyle:
    text, paragraph = element.find("style:text-properties"), element.find("style:paragraph-properties")
    told = {} if text is None else text.attrib
    line = told.get("text-line-through-style") or told.get("text-line-through-type")
    return WriterStyle(
        element.get("name", "").lower(),
        element.get("parent-style-name", ""),
        told["display"] == "none" if "display" in told else None,
        line != "none" if line else None,
        _is_raised(told["text-position"]) if "text-position" in told else None,
        paragraph is not None and paragraph.get("break-before") == "page",
    )


def _is_raised(position: str) -> bool:
    height = position.split(" ")[0]
    return height == "super" or (height.endswith("%") and not height.startswith(("-", "0")))


def _number(told: str | None, default: int) -> int:
    return int(told) if told and told.isdecimal() and len(told) < 9 else default
