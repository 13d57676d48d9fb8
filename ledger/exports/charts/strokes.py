"""The bar or dot of one figure in a line of text, in block signs, or in ASCII where a terminal has no others."""

from dataclasses import dataclass

from ledger.exports.charts.marks import Fate, Mark
from ledger.exports.charts.scales import AmountScale


@dataclass(frozen=True, slots=True)
class Strokes:
    """The signs that a bar is made of.

    `parts` are those for a share of a cell, from the least up. `maybe` fills what an amount may reach to, `up` and
    `down` tell that it has no end there, `leader` leads the eye to a dot.
    """

    full: str
    parts: str
    maybe: str
    dot: str
    was: str
    cross: str
    down: str
    up: str
    leader: str


BLOCKS = Strokes("█", "▏▎▍▌▋▊▉", "░", "●", "○", "×", "◀", "▶", "·")
ASCII = Strokes("#", "", "=", "o", "c", "x", "<", ">", ".")
_OPEN = 2  # cells that an open end goes on for


def stroke(mark: Mark, scale: AmountScale, width: int, signs: Strokes = BLOCKS) -> str:
    """Return the drawing of a figure: a bar where the scale begins at zero, else a dot on a line over the scale.

    >>> from decimal import Decimal
    >>> scale = AmountScale(Decimal(0), Decimal(8), 0.0, 8.0)
    >>> stroke(Mark("a", Decimal(4), Decimal(4), Decimal(6)), scale, 8, ASCII)
    '####=='
    >>> stroke(Mark("a", Decimal(4), Decimal(4), None), scale, 8, ASCII)
    '####=>'
    """
    if mark.fate is Fate.REJECTED or scale.powers or scale.low != 0:
        cells = _dotted(mark, scale, width, signs)
    else:
        cells = _bar(mark, scale, width, signs)
    if mark.was is not None:
        at = _cell(scale.at(mark.was), width)
        cells += [" "] * (at + 1 - len(cells))
        cells[at] = signs.was if cells[at] != signs.dot else signs.dot
    return "".join(cells).rstrip()


def _bar(mark: Mark, scale: AmountScale, width: int, signs: Strokes) -> list[str]:
    """Return the cells of a bar: what is sure of the amount is full, what it may reach to is not."""
    if mark.low is None:
        end = max(_cell(scale.at(mark.value if mark.high is None else mark.high), width), 1)
        return [signs.down, *[signs.maybe] * end][:width]
    cells = _full(scale.at(mark.low), width, signs)
    if mark.high is None:
        return [*cells[: width - _OPEN], *[signs.maybe] * (_OPEN - 1), signs.up]
    reach = round(scale.at(mark.high))
    return [*cells, *[signs.maybe] * (min(reach, width) - len(cells))]


def _full(length: float, width: int, signs: Strokes) -> list[str]:
    """Return full cells up to a length, the last one in part; an amount above zero is never without a sign."""
    if not signs.parts:
        return [signs.full] * min(max(round(length), length > 0), width)
    eighths = max(round(length * 8), length > 0)
    whole, rest = divmod(eighths, 8)
    return [*[signs.full] * whole, *signs.parts[rest - 1 : rest]][:width] if rest else [signs.full] * whole


def _dotted(mark: Mark, scale: AmountScale, width: int, signs: Strokes) -> list[str]:
    """Return a line over all of the scale with a dot on it, and what the amount may reach to on either side."""
    cells = [signs.leader] * width
    at = _cell(scale.at(mark.value), width)
    low = max(at - _OPEN, 0) if mark.low is None else _cell(scale.at(mark.low), width)
    high = min(at + _OPEN, width - 1) if mark.high is None else _cell(scale.at(mark.high), width)
    cells[low : high + 1] = [signs.maybe] * (high + 1 - low)
    if mark.low is None and low < at:
        cells[low] = signs.down
    if mark.high is None and high > at:
        cells[high] = signs.up
    cells[at] = signs.cross if mark.fate is Fate.REJECTED else signs.dot
    return cells


def _cell(at: float, width: int) -> int:
    return min(max(int(at), 0), width - 1)
