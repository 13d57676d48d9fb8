"""Every output format in one table, and the one way to text."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from types import MappingProxyType

from ledger.errors import UnknownRendering
from ledger.exports.csv_table import render_csv, render_tsv
from ledger.exports.json_lines import render_json, render_json_lines
from ledger.exports.markdown_table import render_markdown
from ledger.exports.table import Table
from ledger.exports.terminal_table import render_terminal_table

TERMINAL = "table"


@dataclass(frozen=True, slots=True)
class Export:
    """One format: how it is rendered, piece by piece, and the file endings that ask for it."""

    render: Callable[[Table], Iterator[str]]
    endings: tuple[str, ...] = ()


EXPORTS: Mapping[str, Export] = MappingProxyType(
    {
        TERMINAL: Export(render_terminal_table),
        "csv": Export(render_csv, (".csv",)),
        "tsv": Export(render_tsv, (".tsv",)),
        "json": Export(render_json, (".json",)),
        "jsonl": Export(render_json_lines, (".jsonl",)),
        "markdown": Export(render_markdown, (".md",)),
    }
)


def render(table: Table, name: str) -> str:
    """Return the whole table as text in a format."""
    return "".join(render_pieces(table, name))


def render_pieces(table: Table, name: str) -> Iterator[str]:
    """Yield the table as text while its rows come in; the pieces joined are the whole."""
    require_format(name)
    return EXPORTS[name].render(table)


def require_format(name: str) -> None:
    """Refuse a name that no format has."""
    if name not in EXPORTS:
        raise UnknownRendering(name, EXPORTS)


def format_of(path: str) -> str:
    """Return the format a file's ending asks for."""
    ending = PurePath(path).suffix.lower()
    for name, export in EXPORTS.items():
        if ending in export.endings:
            return name
    raise UnknownRendering(ending or path, [ending for export in EXPORTS.values() for ending in export.endings])
