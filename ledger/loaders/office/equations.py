"""Equations of office files as a line of text, in which no two numbers run into each other."""

import re
from xml.etree.ElementTree import Element

from ledger.loaders.superscripts import raise_digits

_RAISABLE = re.compile(r"[-+−]?\d+|n")
_ARGUMENTS = frozenset({"m:e", "m:sub", "m:sup", "m:lim", "m:fName"})
_SIMPLE = re.compile(r"\w*")


def equation_text(element: Element) -> str:
    """Return an equation as it would be typed: "1/2", "x²", "√(a+b)"."""
    tag = element.tag
    if tag == "m:t":
        return element.text or ""
    if tag in _READERS:
        return _READERS[tag](element)
    texts = ((child.tag in _ARGUMENTS, equation_text(child)) for child in element)
    return "".join(f"{text} " if is_argument else text for is_argument, text in texts).rstrip()


def _part(element: Element, name: str) -> str:
    found = element.find(f"m:{name}")
    return "" if found is None else equation_text(found)


def _fraction(element: Element) -> str:
    return f"{_held(_part(element, 'num'))}/{_held(_part(element, 'den'))}"


def _power(element: Element) -> str:
    base, power = _part(element, "e"), _part(element, "sup")
    return f"{base}{raise_digits(power)}" if _RAISABLE.fullmatch(power) else f"{base}^{_held(power)}"


def _index(element: Element) -> str:
    return f"{_part(element, 'e')}_{_held(_part(element, 'sub'))}"


def _both(element: Element) -> str:
    return f"{_index(element)}^{_held(_part(element, 'sup'))}"


def _root(element: Element) -> str:
    return f"{raise_digits(_part(element, 'deg'))}√{_held(_part(element, 'e'))}"


def _bracketed(element: Element) -> str:
    return f"({', '.join(equation_text(part) for part in element.findall('m:e'))})"


def _grid(element: Element) -> str:
    rows = [", ".join(equation_text(cell) for cell in row.findall("m:e")) for row in element.findall("m:mr")]
    return f"[{'; '.join(rows)}]"


def _held(text: str) -> str:
    return text if _SIMPLE.fullmatch(text) else f"({text})"


_READERS = {
    "m:f": _fraction,
    "m:sSup": _power,
    "m:sSub": _index,
    "m:sSubSup": _both,
    "m:rad": _root,
    "m:d": _bracketed,
    "m:m": _grid,
}
