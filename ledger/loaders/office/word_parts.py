"""The parts of a Word file beside its text: where they lie, its styles, and the numbers of its lists."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from ledger.loaders.office.counting_marks import counting_mark
from ledger.loaders.office.xml_parts import read_xml
from ledger.loaders.office.zip_package import Package

_OFF = frozenset({"0", "false", "off", "none"})
_LEVELS = 9
BULLET = "-"


class WordPackage:
    """The parts of a Word file, found by their relations to its main part, whatever their names are."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.roots = dict(self._related(""))
        self.main = self.roots.get("officedocument", "word/document.xml")
        self.related = list(self._related(self.main))

    def parts(self, kind: str) -> list[str]:
        """Return the names of the parts of a kind, such as "footnotes"."""
        return [part for known, part in self.related if known == kind and part in self.package]

    def elements(self, part: str, *wanted: str) -> Iterator[Element]:
        """Yield the elements of a part with these names; see `read_xml`."""
        if part in self.package:
            path = self.package.content.path
            yield from read_xml(path, self.package.chunks(part), frozenset(wanted), frozenset({"mc:Fallback"}))

    def _related(self, part: str) -> Iterator[tuple[str, str]]:
        folder, name = posixpath.split(part)
        for relation in self.elements(posixpath.join(folder, "_rels", f"{name}.rels"), "rel:Relationship"):
            kind = relation.get("Type", "").rpartition("/")[2].lower()
            if relation.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))
                yield kind, target.lstrip("/").lower()


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says that matters to a text; None is unsaid."""

    name: str = ""
    parent: str = ""
    hidden: bool | None = None
    raised: bool | None = None
    list_id: str | None = None
    level: int | None = None


_PLAIN = Style()


class Styles:
    """The styles of a Word file, each with what it takes from those it is based on."""

    def __init__(self, word: WordPackage) -> None:
        self._styles: dict[str, Style] = {}
        for part in word.parts("styles"):
            for element in word.elements(part, "w:style"):
                self._styles[element.get("styleId", "")] = _read_style(element)
        self._resolved: dict[str, Style] = {}

    def get(self, style_id: str | None) -> Style:
        """Return a style by its id; an unknown one says nothing."""
        if not style_id:
            return _PLAIN
        if style_id not in self._resolved:
            self._resolved[style_id] = self._resolve(style_id)
        return self._resolved[style_id]

    def _resolve(self, style_id: str) -> Style:
        own = found = self._styles.get(style_id, _PLAIN)
        met = {style_id}
        while own.parent and own.parent not in met:  # a damaged file may go round in a circle
            met.add(own.parent)
            own = self._styles.get(own.parent, _PLAIN)
            found = Style(
                found.name,
                "",
                own.hidden if found.hidden is None else found.hidden,
                own.raised if found.raised is None else found.raised,
                own.list_id if found.list_id is None else found.list_id,
                own.level if found.level is None else found.level,
            )
        return found


def _read_style(element: Element) -> Style:
    list_id, level = list_of(element.find("w:pPr"))
    properties = element.find("w:rPr")
    return Style(
        (value(element, "w:name") or "").lower(),
        value(element, "w:basedOn") or "",
        is_on(properties, "w:vanish"),
        is_raised(properties),
        list_id,
        level,
    )


def value(element: Element | None, name: str) -> str | None:
    """Return the value of a property, None where it is not told."""
    found = element.find(name) if element is not None else None
    return found.get("val") if found is not None else None


def is_on(properties: Element | None, name: str) -> bool | None:
    """Tell whether a property is on, None where it is not told."""
    found = properties.find(name) if properties is not None else None
    return None if found is None else found.get("val", "1") not in _OFF


def is_raised(properties: Element | None) -> bool | None:
    """Tell whether text stands above the line, None where it is not told."""
    if told := value(properties, "w:vertAlign"):
        return told == "superscript"
    height = value(properties, "w:position")
    return True if height and height.isdecimal() and int(height) > 3 else None  # half points


def list_of(properties: Element | None) -> tuple[str | None, int | None]:
    """Return the list that a paragraph is an item of and its level in it, each None where it is not told."""
    numbering = properties.find("w:numPr") if properties is not None else None
    level = value(numbering, "w:ilvl")
    return value(numbering, "w:numId"), int(level) if level and level.isdecimal() else None


@dataclass(frozen=True, slots=True)
class _Level:
    """How the items of one level of a list are numbered."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    style: str | None = None


class Numbering:
    """Counts the items of lists, and says with which number or mark each is shown."""

    def __init__(self, word: WordPackage) -> None:
        self._lists: dict[str, dict[int, _Level]] = {}
        self._kind_of: dict[str, str] = {}
        self._starts: dict[str, dict[int, int]] = {}
        self._counts: dict[str, list[int | None]] = {}
        linked: dict[str, str] = {}
        styled: dict[str, str] = {}
        for part in word.parts("numbering"):
            for element in word.elements(part, "w:abstractNum", "w:num"):
                if element.tag == "w:num":
                    self._read_use(element)
                    continue
                name = element.get("abstractNumId", "")
                self._lists[name] = dict(map(_read_level, element.findall("w:lvl")))
                linked[name], styled[value(element, "w:styleLink") or ""] = value(element, "w:numStyleLink") or "", name
        for name, link in linked.items():
            if link and not self._lists[name]:
                self._lists[name] = self._lists.get(styled.get(link, ""), {})

    def label(self, list_id: str, level: int | None, style: str | None) -> str | None:
        """Count an item and return its number or mark, None where it has none."""
        kind = self._kind_of.get(list_id, "")
        levels = self._lists.get(kind, {})
        if level is None:
            level = next((at for at, known in levels.items() if known.style and known.style == style), 0)
        if level not in levels:
            return None
        self._count(list_id, kind, level, levels)
        known = levels[level]
        if known.format == "none":
            return None
        if known.format == "bullet":
            return BULLET
        text = known.text
        for at in range(level + 1):
            shown = levels.get(at, known)
            text = text.replace(f"%{at + 1}", counting_mark(self._counts[kind][at] or shown.start, shown.format))
        text = text.strip()
        return f"{text}." if text[-1:].isalnum() else text or None  # "12 officers" would count them

    def _count(self, list_id: str, kind: str, level: int, levels: dict[int, _Level]) -> None:
        counts = self._counts.setdefault(kind, [None] * _LEVELS)
        for at, start in self._starts.pop(list_id, {}).items():  # where this use of the list begins
            counts[at] = start - 1
        for at in range(level):
            counts[at] = levels[at].start if counts[at] is None and at in levels else counts[at]
        before = counts[level]
        counts[level] = levels[level].start if before is None else before + 1
        counts[level + 1 :] = [None] * (_LEVELS - level - 1)

    def _read_use(self, element: Element) -> None:
        name = element.get("numId", "")
        self._kind_of[name] = value(element, "w:abstractNumId") or ""
        for override in element.findall("w:lvlOverride"):
            level, start = override.get("ilvl", ""), value(override, "w:startOverride")
            if start and start.isdecimal() and level.isdecimal() and int(level) < _LEVELS:
                self._starts.setdefault(name, {})[int(level)] = int(start)


def _read_level(element: Element) -> tuple[int, _Level]:
    start = value(element, "w:start") or ""
    kind = "decimal" if is_on(element, "w:isLgl") else value(element, "w:numFmt")
    number = element.get("ilvl", "0")
    return min(int(number), _LEVELS - 1) if number.isdecimal() else 0, _Level(
        int(start) if start.isdecimal() else 1,
        kind or "decimal",
        value(element, "w:lvlText") or "",
        value(element, "w:pStyle"),
    )
