"""The outline of a drawn path as moves, lines and curves with every place written out."""

import re
from collections.abc import Iterator

_STEP = re.compile(r"([MLHVlhvmaz])([^A-Za-z]*)")
_NUMBER = re.compile(r"-?\d*\.?\d+")
_QUARTER = 0.5523  # how far the handles of a curve stand out that is a quarter of a circle, in radii

Point = tuple[float, float]
Step = tuple[Point, ...]
"""A move (one point that begins a part), a line (its ends), a curve (its ends and handles); empty closes a part."""


def outline(path: str) -> Iterator[tuple[str, Step]]:
    """Yield the steps of a path that a chart is drawn with: "move", "line", "curve", "close".

    >>> list(outline("M1 2h3"))
    [('move', ((1.0, 2.0),)), ('line', ((4.0, 2.0),))]
    """
    at: Point = (0.0, 0.0)
    for letter, text in _STEP.findall(path):
        numbers = [float(number) for number in _NUMBER.findall(text)]
        if letter == "z":
            yield "close", ()
            continue
        if letter == "a":
            yield from _half_circle(at, numbers[0], numbers[5])
            at = (at[0] + numbers[5], at[1] + numbers[6])
            continue
        is_first = letter in "Mm"
        for target in _targets(letter, numbers, at):
            yield "move" if is_first else "line", (target,)
            at, is_first = target, False


def _targets(letter: str, numbers: list[float], at: Point) -> Iterator[Point]:
    """Yield the places that a step goes to, one after the other; small letters count from the place before."""
    x, y = at
    across, up = letter in "Hh", letter in "Vv"
    pairs = [(number, 0.0) for number in numbers] if across else [(0.0, number) for number in numbers]
    if not across and not up:
        pairs = list(zip(numbers[::2], numbers[1::2], strict=True))
    for dx, dy in pairs:
        if letter.islower():
            x, y = x + dx, y + dy
        else:
            x, y = (x if up else dx), (y if across else dy)
        yield x, y


def _half_circle(at: Point, radius: float, width: float) -> Iterator[tuple[str, Step]]:
    """Yield half a circle that ends beside where it began, as the two halves of a round mark do."""
    x, y = at
    way = 1 if width > 0 else -1
    handle, down = radius * _QUARTER, y + way * radius
    middle = x + width / 2
    yield "curve", ((x, y + way * handle), (middle - way * handle, down), (middle, down))
    yield "curve", ((middle + way * handle, down), (x + width, y + way * handle), (x + width, y))
