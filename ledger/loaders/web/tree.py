"""A web page as a tree of elements and texts, built as a browser builds it, however deep and broken it is."""

from collections.abc import Iterator
from typing import Any

from ledger.loaders.homes import require

EXTRA = "html"
PURPOSE = "Reading saved web pages"
_NO_ATTRIBUTES: dict[str, str] = {}  # shared, so that a page of a million elements takes less room


class Element:
    """An element of a page: its name, attributes, and the elements and texts in it.

    `has_table` tells whether a table stands somewhere within it.
    """

    __slots__ = ("attributes", "children", "has_table", "parent", "tag")

    def __init__(self, tag: str, attributes: dict[str, str], parent: "Element | None" = None) -> None:
        self.tag = tag
        self.attributes = attributes
        self.parent = parent
        self.children: list[Element | str] = []
        self.has_table = False

    def get(self, name: str) -> str:
        """Return an attribute, empty where it has none."""
        return self.attributes.get(name, "")

    def walk(self) -> Iterator["Element"]:
        """Yield this element and all within it, in the order of the page."""
        stack = [self]
        while stack:
            element = stack.pop()
            yield element
            stack += [child for child in reversed(element.children) if isinstance(child, Element)]

    def find(self, *tags: str) -> Iterator["Element"]:
        """Yield the elements of these names within this one, in the order of the page."""
        return (element for element in self.walk() if element.tag in tags)

    def text(self, joint: str = "") -> str:
        """Return all text within, as it stands in the file; `joint` is put between its pieces."""
        pieces: list[str] = []
        stack: list[Element | str] = [self]
        while stack:
            item = stack.pop()
            if isinstance(item, str):
                pieces.append(item)
            else:
                stack += reversed(item.children)
        return joint.join(pieces)


def parse_page(source: str) -> Element:
    """Parse a page; what is missing or out of place is mended by the rules that browsers follow.

    >>> [child.text() for child in parse_page("<p>412 <b>killed<p>98 hurt").find("p")]
    ['412 killed', '98 hurt']
    """
    lexbor = require("selectolax.lexbor", EXTRA, PURPOSE)
    try:
        # Without events, which make a list of many options take hours.
        parser = lexbor.LexborHTMLParser(source, options=lexbor.LexborDocumentOptions.WO_EVENTS)
    except lexbor.SelectolaxError as error:  # it refuses no page but for want of memory
        raise MemoryError from error
    top = Element("html", {})
    stack: list[tuple[Any, Element]] = [(parser.root, top)] if parser.root is not None else []
    while stack:
        node, parent = stack.pop()
        if node.next is not None:
            stack.append((node.next, parent))
        if node.is_text_node:
            parent.children.append(node.text_content or "")
        elif node.is_element_node:
            element = _element(node, parent)
            stack += [(child, element) for child in _first_children(node, element)]
    return top


def _element(node: Any, parent: Element) -> Element:
    attributes = {name.lower(): value or "" for name, value in node.attributes.items()} or _NO_ATTRIBUTES
    element = Element(node.tag, attributes, parent)
    parent.children.append(element)
    above: Element | None = parent if element.tag == "table" else None
    while above is not None and not above.has_table:
        above.has_table, above = True, above.parent
    return element


def _first_children(node: Any, element: Element) -> list[Any]:
    """Return the first node within another, where there is one; what a template holds stands apart from the tree."""
    above = node.template_fragments() if element.tag == "template" else [node]
    return [one.first_child for one in above if one.first_child is not None]
