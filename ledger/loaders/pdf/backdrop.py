"""What lies behind the words of a PDF's page, which tells whether they can be seen: its edges, paint and pictures."""

import ctypes
from functools import cached_property
from typing import Any, NamedTuple

_WHITE = 250
_MOST = 0.5  # of the page; a picture so large is a scan of it
_MOST_OBJECTS = 20_000  # behind which nobody looks
_INSIDE = 2.0  # points by which a word may stand over the page's edge


class Box(NamedTuple):
    """A place on a page, in points from its lower left corner."""

    left: float
    bottom: float
    right: float
    top: float

    def holds(self, x: float, y: float) -> bool:
        """Tell whether a point is in it."""
        return self.left <= x <= self.right and self.bottom <= y <= self.top


class Backdrop:
    """The page behind the words; its drawings are looked at when a word asks for them."""

    def __init__(self, raw: Any, page: Any) -> None:
        self.raw, self.page = raw, page
        self.box = Box(*page.get_bbox())

    def shows(self, box: Box) -> bool:
        """Tell whether something there is on the page."""
        page = self.box
        return (
            box.right > page.left + _INSIDE
            and box.left < page.right - _INSIDE
            and box.top > page.bottom + _INSIDE
            and box.bottom < page.top - _INSIDE
        )

    def is_painted(self, box: Box) -> bool:
        """Tell whether white letters can be seen there."""
        x, y = (box.left + box.right) / 2, (box.bottom + box.top) / 2
        return any(painted.holds(x, y) for painted in self._painted)

    @cached_property
    def is_picture(self) -> bool:
        """Tell whether a picture is most of the page."""
        page = self.box
        least = _MOST * (page.right - page.left) * (page.top - page.bottom)
        return any((box.right - box.left) * (box.top - box.bottom) >= least for box in self._pictures)

    @cached_property
    def has_pictures(self) -> bool:
        """Tell whether there is any picture on the page."""
        return bool(self._pictures)

    @cached_property
    def _drawn(self) -> list[tuple[int, Any, Box]]:
        many = min(self.raw.FPDFPage_CountObjects(self.page.raw), _MOST_OBJECTS)
        drawn = (self.raw.FPDFPage_GetObject(self.page.raw, at) for at in range(many))
        return [(self.raw.FPDFPageObj_GetType(one), one, box) for one in drawn if (box := self._bounds(one))]

    @cached_property
    def _pictures(self) -> list[Box]:
        within = (self.raw.FPDF_PAGEOBJ_IMAGE, self.raw.FPDF_PAGEOBJ_FORM)  # a form may hold pictures
        return [box for kind, _, box in self._drawn if kind in within]

    @cached_property
    def _painted(self) -> list[Box]:
        """Return where something is drawn that is not white: pictures, shades, and shapes that are filled."""
        text, path = self.raw.FPDF_PAGEOBJ_TEXT, self.raw.FPDF_PAGEOBJ_PATH
        return [box for kind, one, box in self._drawn if kind != text and (kind != path or self._is_dark(one))]

    def _bounds(self, one: Any) -> Box | None:
        edges = [ctypes.c_float() for _ in range(4)]
        found = self.raw.FPDFPageObj_GetBounds(one, *edges)
        return Box(*(edge.value for edge in edges)) if found else None

    def _is_dark(self, path: Any) -> bool:
        parts = [ctypes.c_uint() for _ in range(4)]
        known = self.raw.FPDFPageObj_GetFillColor(path, *parts)
        return bool(known) and parts[3].value > 0 and any(part.value < _WHITE for part in parts[:3])
