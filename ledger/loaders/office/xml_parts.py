"""XML of office files, read as a stream of small trees: no document types, no entities, no endless nesting."""

from collections.abc import Iterable, Iterator, Set
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers.expat import ExpatError, ParserCreate

from ledger.errors import DocumentUnreadable

DEEPEST = 250  # elements; a table in a table in a table takes 12
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:"
_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
    "http://purl.oclc.org/ooxml/drawingml/main": "a",
    "http://schemas.openxmlformats.org/drawingml/2006/chart": "c",
    "http://purl.oclc.org/ooxml/drawingml/chart": "c",
    "http://schemas.openxmlformats.org/package/2006/relationships": "rel",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties": "app",
    "http://purl.oclc.org/ooxml/officeDocument/extendedProperties": "app",
    "http://www.w3.org/1998/Math/MathML": "math",
    **{f"{_OFFICE}{name}:1.0": name for name in ("text", "table", "office", "style", "meta")},
    f"{_OFFICE}drawing:1.0": "draw",
    f"{_OFFICE}xsl-fo-compatible:1.0": "fo",
}
_REMEDY = "Open it and save it anew, or fetch it again."


def read_xml(
    path: str, chunks: Iterable[bytes], wanted: Set[str], skipped: Set[str] = frozenset()
) -> Iterator[Element]:
    """Yield the outermost elements with the wanted names, in order, each with all that is in it.

    Names are as in "w:p", the prefix being ours whatever the file's; attributes have no prefix. Elements with a
    `skipped` name that hold wanted ones are passed over with these.

    Raises:
        DocumentUnreadable: it is no XML, has a document type, or is nested too deep.

    """
    stream = _Stream(path, wanted, skipped)
    try:
        for chunk in chunks:
            stream.parser.Parse(chunk)
            yield from stream.taken()
        stream.parser.Parse(b"", True)  # noqa: FBT003  (the parser takes no names)
    except (ExpatError, LookupError, UnicodeError, ValueError) as error:
        fault = f"its XML is broken ({str(error)[:80]})"
        raise DocumentUnreadable(path, fault, _REMEDY) from error
    yield from stream.taken()


class _Stream:
    """The parser with the tree it is building, if it is within a wanted element."""

    def __init__(self, path: str, wanted: Set[str], skipped: Set[str]) -> None:
        self.path, self.wanted, self.skipped = path, wanted, skipped
        self.parser = ParserCreate(namespace_separator="}")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._data
        self.parser.StartDoctypeDeclHandler = self._doctype
        self._names: dict[str, str] = {}
        self._builder: TreeBuilder | None = None
        self._depth = self._opened = self._passed = 0  # levels: now, of the tree's root, of what is passed over
        self._done: list[Element] = []

    def taken(self) -> list[Element]:
        """Return the trees built since it was last asked."""
        done, self._done = self._done, []
        return done

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise DocumentUnreadable(self.path, f"its parts are nested more than {DEEPEST} deep", _REMEDY)
        if self._passed:
            return
        short = self._names.get(name) or self._short(name)
        if self._builder is None:
            if short in self.skipped:
                self._passed = self._depth
            if short not in self.wanted:
                return
            self._builder, self._opened = TreeBuilder(), self._depth
        self._builder.start(short, {key.rpartition("}")[2]: value for key, value in attributes.items()})

    def _end(self, name: str) -> None:
        if self._builder is not None:
            self._builder.end(self._names[name])
            if self._depth == self._opened:
                self._done.append(self._builder.close())
                self._builder = None
        if self._passed == self._depth:
            self._passed = 0
        self._depth -= 1

    def _data(self, text: str) -> None:
        if self._builder is not None:
            self._builder.data(text)

    def _doctype(self, *_: object) -> None:
        raise DocumentUnreadable(self.path, "its XML declares a document type, which no office file has", _REMEDY)

    def _short(self, name: str) -> str:
        space, _, local = name.rpartition("}")
        return self._names.setdefault(name, f"{_PREFIXES.get(space, 'x')}:{local}")
