"""Cells as harmless plain text: numbers with every digit, control characters in sight."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TypeGuard

from ledger.exports.table import Cell

OPENING, CLOSING = "»", "«"  # around the figure in its sentence; seldom in English and Spanish text

# A document is someone else's text: its characters must not move the cursor, clear the screen or turn
# the reading direction of the line they are printed in.
_HARMFUL = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f"  # C0 without tab and line feed; ESC, backspace and carriage return among them
    "\x80-\x9f"  # C1, which some terminals obey as they do ESC
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # marks that turn the reading direction
    "\u2028\u2029"  # line ends to some programs only
    "\ud800-\udfff"  # halves of characters, which no file can hold
    "]"
)
_SPACES = re.compile(r"\s+")


def visible(text: str) -> str:
    r"""Return the text with control characters written out; tabs and line ends stay.

    >>> print(visible("a\x1b[2Jb\u202ec"))
    a\x1b[2Jb\u202ec
    """
    return _HARMFUL.sub(_escape, text.replace("\r\n", "\n"))


def one_line(text: str) -> str:
    """Return the visible text on one line, each run of spaces and line ends as one space."""
    return _SPACES.sub(" ", visible(text)).strip()


def number_text(number: int | float | Decimal) -> str:
    """Return every digit of a number, without an exponent.

    >>> number_text(Decimal("3E+9")), number_text(Decimal("1.60")), number_text(0.0000001)
    ('3000000000', '1.60', '0.0000001')
    """
    return format(Decimal(str(number)) if isinstance(number, float) else Decimal(number), "f")


def grouped(number: int | float | Decimal) -> str:
    """Return every digit of a number, in groups of three whatever the locale."""
    return format(Decimal(str(number)) if isinstance(number, float) else Decimal(number), ",f")


def listed(names: Iterable[str], most: int = 4) -> str:
    """Return names as a list in prose, each once; of a long list the rest is counted.

    >>> listed(["Reuters", "Milenio", "Reuters"]), listed("ABCDEF")
    ('Reuters and Milenio', 'A, B, C and 3 others')
    """
    every = list(dict.fromkeys(names))
    if len(every) > most:
        every = [*every[: most - 1], f"{len(every) - most + 1} others"]
    return " and ".join(", ".join(every).rsplit(", ", 1)) if len(every) > 1 else "".join(every)


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: "1 figure", "2 figures"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def is_number(cell: Cell) -> TypeGuard[int | float | Decimal]:
    """Tell numbers from truth values, which Python counts among them."""
    return isinstance(cell, int | float | Decimal) and not isinstance(cell, bool)


def cell_text(cell: Cell) -> str:
    """Return a cell as text, not yet made visible; a list as its members, a mapping as pairs."""
    match cell:
        case None:
            return ""
        case bool():
            return "yes" if cell else "no"
        case int() | float() | Decimal():
            return number_text(cell)
        case Mapping():
            return "; ".join(f"{key}: {cell_text(value)}" for key, value in cell.items())
        case list() | tuple():
            return "; ".join(cell_text(item) for item in cell)
        case _:
            return str(cell)


def _escape(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"
