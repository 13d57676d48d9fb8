"""A workbook that runs nothing: text is text, whatever it begins with, and numbers are numbers."""

import re
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from importlib import import_module
from tempfile import SpooledTemporaryFile, TemporaryDirectory
from typing import IO, Any

from ledger.errors import MissingExtra, TooManyRows
from ledger.exports.plain import cell_text, is_number, number_text, visible
from ledger.exports.table import Cell, Column, Shape, Table

_MOST_ROWS = 1_048_575  # of a sheet, below its headings
_LONGEST = 32_767  # characters of a cell, counted in UTF-16
_DIGITS = 15  # that a spreadsheet's number holds for certain
_LARGEST = 300  # its power of ten, with room
_MOST_DECIMALS = 30  # of a number format
_MADE = datetime(2000, 1, 1)  # noqa: DTZ001  # the same in every file, so that the same table is the same bytes
_IN_MEMORY = 8_000_000  # bytes; a larger file is kept on the disk until it is handed on
_PIECE = 1 << 16
_WIDEST = {Shape.WORDS: 14, Shape.FILE: 36, Shape.BELOW: 70, Shape.CODE: 40}  # characters, of words for each weight
_WIDEST_WORDS = 70
_NARROWEST = 6


def render_xlsx(table: Table) -> Iterator[bytes]:
    """Yield the bytes of a workbook with one sheet, headings above the rows."""
    try:
        xlsxwriter = import_module("xlsxwriter")
    except ImportError as error:
        raise MissingExtra("xlsx", "Writing a spreadsheet") from error

    # Rows are kept on the disk while they come in, in a folder that goes whatever happens.
    with TemporaryDirectory(prefix="ledger-") as folder, SpooledTemporaryFile(_IN_MEMORY) as file:
        book = xlsxwriter.Workbook(file, {"constant_memory": True, "tmpdir": folder})
        book.set_properties({"created": _MADE})
        _fill(book, book.add_worksheet(_sheet_name(table.title)), table)
        book.close()
        yield from _read(file)


def _fill(book: Any, sheet: Any, table: Table) -> None:
    formats = _Formats(book)
    widths = [len(column.heading) + 3 for column in table.columns]  # beside the arrow of the filter
    for place, column in enumerate(table.columns):
        sheet.write_string(0, place, visible(column.heading), formats.heading(column))
    number = 0
    for number, row in enumerate(table.rows, 1):
        if number > _MOST_ROWS:
            raise TooManyRows("xlsx", _MOST_ROWS, "csv")
        for place, (column, cell) in enumerate(zip(table.columns, row, strict=True)):
            widths[place] = max(widths[place], _write(sheet, (number, place), column, cell, formats))
    last = max(len(table.columns) - 1, 0)
    for place, (column, width) in enumerate(zip(table.columns, widths, strict=True)):
        sheet.set_column(place, place, max(_NARROWEST, min(width, _widest(column))))
    sheet.freeze_panes(1, 0)
    if table.columns:
        sheet.autofilter(0, 0, number, last)
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{_MOST_ROWS + 1}"})
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _write(sheet: Any, place: tuple[int, int], column: Column, cell: Cell, formats: "_Formats") -> int:
    """Write a cell and return how many characters it is wide."""
    if is_number(cell) and (number := _float(cell)) is not None:
        sheet.write_number(*place, number, formats.number(column, cell))
        text = number_text(cell)
        return len(text) + (len(text) // 3 if column.shape is Shape.AMOUNT else 0) + 2
    if text := _fitting(visible(cell_text(cell))):
        sheet.write_string(*place, text, formats.text(column))
    return max((len(line) for line in text.split("\n")), default=0) + 2


def _float(number: int | float | Decimal) -> float | None:
    """Return a number as a spreadsheet keeps it; None where that would lose a digit."""
    exact = Decimal(number_text(number)) if isinstance(number, float) else Decimal(number)
    digits = exact.normalize().as_tuple().digits if exact.is_finite() else ()
    if not digits or len(digits) > _DIGITS or abs(exact.adjusted()) > _LARGEST:
        return None
    return float(exact)


def _fitting(text: str) -> str:
    """Return a text that a cell can hold; one that is cut says so."""
    if len(text) * 2 > _LONGEST and len(text.encode("utf-16-le")) // 2 > _LONGEST:
        note = f" … [cut here: {len(text):,} characters are too many for a cell; csv and json have them all]"
        kept = text.encode("utf-16-le")[: 2 * (_LONGEST - len(note))].decode("utf-16-le", errors="ignore")
        text = kept + note
    # The library takes what begins and ends so for markup of its own and writes it as it is.
    return f"{text} " if text.startswith("<r>") and text.endswith("</r>") else text


def _sheet_name(title: str) -> str:
    return re.sub(r"[\[\]:*?/\\']", " ", visible(title))[:31].strip() or "Table"


def _widest(column: Column) -> int:
    if column.numeric:
        return 40
    return min(_WIDEST[column.shape] * (column.weight if column.shape is Shape.WORDS else 1), _WIDEST_WORDS)


def _read(file: IO[bytes]) -> Iterator[bytes]:
    file.seek(0)
    while piece := file.read(_PIECE):
        yield piece


class _Formats:
    """The formats of a workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.made: dict[tuple[object, ...], Any] = {}

    def heading(self, column: Column) -> Any:
        side = "right" if column.numeric else "left"
        look = {"bold": True, "bottom": 1, "bg_color": "#F1EEE8", "valign": "top", "align": side}
        return self._format(("heading", side), look)

    def text(self, column: Column) -> Any:
        wrapped = column.shape in (Shape.WORDS, Shape.FILE, Shape.BELOW)
        look = {"valign": "top", "text_wrap": wrapped, "align": "right" if column.numeric else "left"}
        return self._format(("text", wrapped, column.numeric), look)

    def number(self, column: Column, number: int | float | Decimal) -> Any:
        _, _, decimals = number_text(number).partition(".")
        shown = min(len(decimals), _MOST_DECIMALS)
        point = f".{'0' * shown}" if shown else ""
        pattern = f"#,##0{point}" if column.shape is Shape.AMOUNT else f"0{point}"
        return self._format(("number", pattern), {"valign": "top", "num_format": pattern})

    def _format(self, key: tuple[object, ...], look: dict[str, object]) -> Any:
        if key not in self.made:
            self.made[key] = self.book.add_format(look)
        return self.made[key]
