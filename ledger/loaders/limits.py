"""How much text one document may have: what reading it costs grows with its lines and numbers."""

import re

from ledger.errors import DocumentUnreadable

MOST_CHARACTERS = 20_000_000  # a year of a daily paper
MOST_LINES = 200_000
MOST_NUMBERS = 30_000  # the tables of 500 pages; as many take ten seconds
BYTES_OF_A_NUMBER = 50  # a large file may have more: prose has a number in 100 to 300 bytes
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_REMEDY = "Split it, one document to a file, and add the parts; or read it without limits: --trust"


def refuse_endless(path: str, text: str, size: int) -> None:
    """Refuse a text longer than anybody reads, or with more numbers than a file of `size` bytes honestly has.

    A small file that unfolds into numbers without end would take minutes; a large one takes time as it grows.

    Raises:
        DocumentUnreadable: it has too many characters, lines or numbers.

    """
    numbers = max(MOST_NUMBERS, size // BYTES_OF_A_NUMBER)
    for what, most, count in (
        ("characters", MOST_CHARACTERS, len(text)),
        ("lines", MOST_LINES, text.count("\n")),
        ("numbers", numbers, _count(text, numbers)),
    ):
        if count > most:
            raise DocumentUnreadable(path, f"its text has more than {most:,} {what}", _REMEDY)


def _count(text: str, most: int) -> int:
    """Count numbers, and stop where there are too many."""
    return next((count for count, _ in enumerate(_NUMBER.finditer(text), 1) if count > most), 0)
