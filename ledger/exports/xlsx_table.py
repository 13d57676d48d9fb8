"""A workbook that runs nothing: text is text, whatever it begins with, and numbers are numbers."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from importlib import import_module
from itertools import chain, islice
from tempfile import SpooledTemporaryFile, TemporaryDirectory
from typing import IO, Any

from ledger.errors import MissingExtra, TooManyRows
from ledger.exports.plain import cell_text, grouped, is_number, number_text, visible
from ledger.exports.table import Cell, Column, Row, Shape, Table

_MOST_ROWS = 1_048_575  # of a sheet, below its headings
_LONGEST = 32_767  # characters of a cell, counted in UTF-16
_DIGITS = 15  # that a spreadsheet's number holds for certain
_LARGEST = 300  # its power of ten, with room
_MOST_DECIMALS = 30  # of a number format
_MADE = datetime(2000, 1, 1)  # noqa: DTZ001  # the same in every file, so that the same table is the same bytes
_IN_MEMORY = 8_000_000  # bytes; a larger file is kept on the disk until it is handed on
_PIECE = 1 << 16
_MEASURED = 1000  # rows that tell how wide the columns are
_WIDEST = {
    Shape.WORDS: 16,  # characters for each weight
    Shape.FILE: 36,
    Shape.BELOW: 70,
    Shape.CODE: 40,
    Shape.VERDICT: 40,
    Shape.NUMBER: 40,
    Shape.AMOUNT: 40,
}
_WIDEST_OF_ALL = 70
_WIDEST_COLUMN = 255  # that a spreadsheet can have
_WRAPPED = (Shape.WORDS, Shape.FILE, Shape.BELOW)
_FILLED = 0.9  # of a line, before a word goes to the next
_LINE, _HIGHEST = 15, 409  # points of a line, and of a row at most


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
        sheet = book.add_worksheet(_sheet_name(table.title))
        try:
            _fill(book, sheet, table)
        except BaseException:
            sheet.row_data_fh.close()  # the rows so far; else the library does it only with a whole book
            raise
        book.close()
        yield from _read(file)


def _fill(book: Any, sheet: Any, table: Table) -> None:
    columns, formats, rows = table.columns, _Formats(book), iter(table.rows)
    first = list(islice(rows, _MEASURED))
    widths = [_width(column, (row[place] for row in first)) for place, column in enumerate(columns)]
    for place, column in enumerate(columns):
        sheet.write_string(0, place, visible(column.heading), formats.heading(column))
    number = 0
    for number, row in enumerate(chain(first, rows), 1):
        if number > _MOST_ROWS:
            raise TooManyRows("xlsx", _MOST_ROWS, "csv")
        _fill_row(sheet, number, columns, row, widths, formats)
    for place, width in enumerate(widths):
        sheet.set_column(place, place, min(width, _WIDEST_COLUMN))
    sheet.freeze_panes(1, 0)
    if columns:
        sheet.autofilter(0, 0, number, len(columns) - 1)
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{_MOST_ROWS + 1}"})
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _fill_row(
    sheet: Any, number: int, columns: Sequence[Column], row: Row, widths: list[int], formats: "_Formats"
) -> None:
    """Write the cells of a row, which is as high as the longest of them needs: not every program finds that out."""
    texts = [_fitting(visible(cell_text(cell))) for cell in row]
    wrapped = zip(columns, texts, widths, strict=True)
    lines = max((_lines(text, width) for column, text, width in wrapped if column.shape in _WRAPPED), default=1)
    if lines > 1:
        sheet.set_row(number, min(lines * _LINE, _HIGHEST))
    for place, (column, cell, text) in enumerate(zip(columns, row, texts, strict=True)):
        if is_number(cell) and (value := _float(cell)) is not None:
            sheet.write_number(number, place, value, formats.number(column, cell))
            widths[place] = max(widths[place], _needed(column, cell))
        elif text:
            sheet.write_string(number, place, text, formats.text(column))


def _width(column: Column, cells: Iterable[Cell]) -> int:
    """Return how many characters wide a column is: as its first rows need, words no wider than is good to read."""
    needed = max((_needed(column, cell) for cell in cells), default=0)
    most = min(_WIDEST[column.shape] * (column.weight if column.shape is Shape.WORDS else 1), _WIDEST_OF_ALL)
    return max(min(needed, most), len(column.heading) + 4)  # beside the arrow of the filter


def _needed(column: Column, cell: Cell) -> int:
    text = grouped(cell) if is_number(cell) and column.shape is Shape.AMOUNT else cell_text(cell)
    return max(map(len, text.split("\n"))) + 3


def _lines(text: str, width: int) -> int:
    return sum(1 + int(len(line) / (width * _FILLED)) for line in text.split("\n"))


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
        look = {"bold": True, "bottom": 1, "bg_color": "#F1EEE8", "valign": "vcenter", "align": side}
        return self._format(("heading", side), look)

    def text(self, column: Column) -> Any:
        wrapped = column.shape in _WRAPPED
        look = {"valign": "top", "text_wrap": wrapped, "align": "right" if column.numeric else "left"}
        return self._format(("text", wrapped, column.numeric), look)

    def number(self, column: Column, number: int | float | Decimal) -> Any:
        _, _, decimals = number_text(number).partition(".")
        shown = min(len(decimals), _MOST_DECIMALS)
        point = f".{'0' * shown}" if shown else ""
        pattern = f"#,##0{point}" if column.shape is Shape.AMOUNT else f"0{point}"
        return self._format(
            ("number", pattern), {"valign": "top", "align": "right", "indent": 1, "num_format": pattern}
        )

    def _format(self, key: tuple[object, ...], look: dict[str, object]) -> Any:
        if key not in self.made:
            self.made[key] = self.book.add_format(look)
        return self.made[key]
