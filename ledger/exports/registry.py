"""Every output format in one table, and the one way to text."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePath
from types import MappingProxyType
from typing import Any

from ledger.errors import FormatOfCitations, UnknownRendering
from ledger.exports.citing.styles import STYLES, style_of
from ledger.exports.table import Table

TERMINAL = "table"


@dataclass(frozen=True, slots=True)
class Export:
    """One format: how it is rendered, piece by piece, and the file endings that ask for it.

    `home` names the function as "module:function" in this room, imported when it is first called. A `binary`
    format yields bytes; a `paged` one is read on a page, and has the columns that fit there.
    """

    home: str
    endings: tuple[str, ...] = ()
    binary: bool = False
    paged: bool = False

    @property
    def render(self) -> Callable[[Table], Iterator[Any]]:
        """Return the function from a table to pieces of text, or of bytes."""
        module, name = self.home.split(":")
        found: Callable[[Table], Iterator[Any]] = getattr(import_module(f"ledger.exports.{module}"), name)
        return found


EXPORTS: Mapping[str, Export] = MappingProxyType(
    {
        TERMINAL: Export("terminal_table:render_terminal_table"),
        "csv": Export("csv_table:render_csv", (".csv",)),
        "tsv": Export("csv_table:render_tsv", (".tsv",)),
        "json": Export("json_lines:render_json", (".json",)),
        "jsonl": Export("json_lines:render_json_lines", (".jsonl",)),
        "markdown": Export("markdown_table:render_markdown", (".md",)),
        "html": Export("html_table:render_html", (".html", ".htm"), paged=True),
        "latex": Export("latex_table:render_latex", (".tex",), paged=True),
        "xlsx": Export("xlsx_table:render_xlsx", (".xlsx",), binary=True),
    }
)


def render(table: Table, name: str) -> str:
    """Return the whole table as text in a format that is text."""
    return "".join(render_pieces(table, name))


def render_pieces(table: Table, name: str) -> Iterator[str]:
    """Yield the table as text while its rows come in; the pieces joined are the whole."""
    require_format(name)
    if EXPORTS[name].binary:
        raise UnknownRendering(name, (name for name, export in EXPORTS.items() if not export.binary))
    return EXPORTS[name].render(table)


def render_whole(table: Table, name: str) -> bytes:
    """Return the whole table in any format, as the bytes of its file."""
    return b"".join(_encoded(piece) for piece in render_any(table, name))


def render_any(table: Table, name: str) -> Iterator[str] | Iterator[bytes]:
    """Yield the table in any format: pieces of text, of bytes where the format is binary."""
    require_format(name)
    return EXPORTS[name].render(table)


def require_format(name: str) -> None:
    """Refuse a name that no format has, or only one of citations."""
    if name in STYLES:
        raise FormatOfCitations(name)
    if name not in EXPORTS:
        raise UnknownRendering(name, EXPORTS)


def format_of(path: str) -> str:
    """Return the format a file's ending asks for."""
    ending = PurePath(path).suffix.lower()
    for name, export in EXPORTS.items():
        if ending in export.endings:
            return name
    if style_of(path):
        raise FormatOfCitations(ending)
    raise UnknownRendering(ending or path, [ending for export in EXPORTS.values() for ending in export.endings])


def _encoded(piece: str | bytes) -> bytes:
    return piece.encode() if isinstance(piece, str) else piece
