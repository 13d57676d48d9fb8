"""The mark of a figure in its sentence, found again in the text of a cell."""

from ledger.exports.plain import CLOSING, OPENING, cell_text, visible
from ledger.exports.table import Cell, Column, Row

_MARKED = "quote"
_FIGURE = "surface"


def words_of(columns: tuple[Column, ...], row: Row) -> str | None:
    """Return the words of the figure that a row is about; None where no column tells them."""
    for column, cell in zip(columns, row, strict=True):
        if column.key == _FIGURE:
            return visible(cell_text(cell))
    return None


def split_at_mark(column: Column, cell: Cell, words: str | None) -> tuple[str, str, str]:
    """Return the visible text of a cell before its figure, the figure with the signs around it, and the text behind.

    The signs are quotation marks of many texts too, so what stands between them must be the figure's words, or,
    where no column tells these, the only such pair. A sentence without signs has its figure where the words
    stand in it once.
    """
    text = visible(cell_text(cell))
    if column.key != _MARKED:
        return text, "", ""
    if words is None:
        start, end = text.find(OPENING), text.find(CLOSING) + 1
        alone = text.count(OPENING) == text.count(CLOSING) == 1 and start < end
        return (text[:start], text[start:end], text[end:]) if alone else (text, "", "")
    if f"{OPENING}{words}{CLOSING}" in text:
        return text.partition(f"{OPENING}{words}{CLOSING}")
    return text.partition(words) if words and text.count(words) == 1 else (text, "", "")
