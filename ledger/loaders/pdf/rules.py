"""The straight lines that are drawn on a PDF's page: strokes, thin boxes that are filled, the edges of frames."""

import ctypes
import math
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any, NamedTuple

_THIN = 4.0  # points; a box no wider is a line
_SHORTEST = 5.0  # points
_MOST_OBJECTS = 20_000
_MOST_PATHS = 6_000  # of a page; more are a drawing
_MOST_SEGMENTS = 12_000  # of all paths together
_DEEPEST = 3  # forms within forms

Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]
_AS_IT_IS: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Rule(NamedTuple):
    """A line that runs level or upright: at `at` across its way, from `start` to `end` along it."""

    at: float
    start: float
    end: float


class Rules(NamedTuple):
    """The lines of a page; `level` and `upright` as its words see them, whose `y` goes down."""

    level: list[Rule]
    upright: list[Rule]


def find_rules(raw: Any, page: Any) -> list[tuple[Point, Point]]:
    """Return the lines of a page in its own points, none where they are too many to be those of tables."""
    reader = _PathReader(raw)
    many = min(raw.FPDFPage_CountObjects(page), _MOST_OBJECTS)
    found = list(reader.lines((raw.FPDFPage_GetObject(page, at) for at in range(many)), _AS_IT_IS, 0))
    return found if reader.paths <= _MOST_PATHS and reader.segments <= _MOST_SEGMENTS else []


def turn_rules(lines: Iterable[tuple[Point, Point]], angle: float = 0.0) -> Rules:
    """Return the lines that run along or across a way of writing."""
    cos, sin = math.cos(angle), math.sin(angle)
    found = Rules([], [])
    for one, two in lines:
        (x0, y0), (x1, y1) = ((cos * x + sin * y, sin * x - cos * y) for x, y in (one, two))
        if abs(y1 - y0) <= 1 < _SHORTEST <= abs(x1 - x0):
            found.level.append(Rule((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
        elif abs(x1 - x0) <= 1 < _SHORTEST <= abs(y1 - y0):
            found.upright.append(Rule((x0 + x1) / 2, min(y0, y1), max(y0, y1)))
    return found


class _PathReader:
    """Reads paths, and counts what it has seen."""

    def __init__(self, raw: Any) -> None:
        self.raw = raw
        self.paths = self.segments = 0

    def lines(self, objects: Iterable[Any], matrix: Matrix, depth: int) -> Iterator[tuple[Point, Point]]:
        """Yield the lines of what is drawn, also within forms."""
        raw = self.raw
        for one in objects:
            kind = raw.FPDFPageObj_GetType(one)
            if kind == raw.FPDF_PAGEOBJ_PATH:
                self.paths += 1
                if self.paths > _MOST_PATHS or self.segments > _MOST_SEGMENTS:
                    return
                yield from self._path(one, matrix)
            elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
                many = min(raw.FPDFFormObj_CountObjects(one), _MOST_OBJECTS)
                within = (raw.FPDFFormObj_GetObject(one, at) for at in range(many))
                yield from self.lines(within, _times(self._matrix(one), matrix), depth + 1)

    def _path(self, path: Any, matrix: Matrix) -> Iterator[tuple[Point, Point]]:
        count = self.raw.FPDFPath_CountSegments(path)
        self.segments += max(count, 0)
        if not 2 <= count <= _MOST_SEGMENTS:
            return
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        self.raw.FPDFPath_GetDrawMode(path, ctypes.byref(fill), ctypes.byref(stroke))
        if not (fill.value or stroke.value):
            return
        placed = _times(self._matrix(path), matrix)
        for shape in self._shapes(path, count):
            points = [_place(point, placed) for point in shape]
            if (line := _thin(points)) is not None:
                yield line
            elif stroke.value:
                yield from pairwise(points)

    def _shapes(self, path: Any, count: int) -> Iterator[list[Point]]:
        """Yield the corners of each shape of a path; one with curves is none."""
        raw, x, y = self.raw, ctypes.c_float(), ctypes.c_float()
        shape: list[Point] = []
        for at in range(count):
            segment = raw.FPDFPath_GetPathSegment(path, at)
            kind = raw.FPDFPathSegment_GetType(segment)
            if kind == raw.FPDF_SEGMENT_MOVETO:
                yield shape
                shape = []
            elif kind != raw.FPDF_SEGMENT_LINETO:
                return
            raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
            shape.append((x.value, y.value))
            if raw.FPDFPathSegment_GetClose(segment):
                shape.append(shape[0])
        yield shape

    def _matrix(self, one: Any) -> Matrix:
        found = self.raw.FS_MATRIX()
        if not self.raw.FPDFPageObj_GetMatrix(one, ctypes.byref(found)):
            return _AS_IT_IS
        return found.a, found.b, found.c, found.d, found.e, found.f


def _thin(points: list[Point]) -> tuple[Point, Point] | None:
    """Return the line that a shape is, if it is so thin in one way."""
    if len(points) < 2:
        return None
    xs, ys = [x for x, _ in points], [y for _, y in points]
    left, right, bottom, top = min(xs), max(xs), min(ys), max(ys)
    if top - bottom <= min(_THIN, (right - left) / 2):
        return (left, (bottom + top) / 2), (right, (bottom + top) / 2)
    if right - left <= min(_THIN, (top - bottom) / 2):
        return ((left + right) / 2, bottom), ((left + right) / 2, top)
    return None


def _place(point: Point, matrix: Matrix) -> Point:
    (x, y), (a, b, c, d, e, f) = point, matrix
    return a * x + c * y + e, b * x + d * y + f


def _times(one: Matrix, two: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    (e, f) = _place((e, f), two)
    g, h, i, j, _, _ = two
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e, f
