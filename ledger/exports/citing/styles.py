"""The formats that only citations have, in one table; each is loaded when it is asked for."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePath
from types import MappingProxyType
from typing import TYPE_CHECKING

from ledger.errors import UnknownRendering

if TYPE_CHECKING:
    from ledger.exports.citing.citation import Citation

_HERE = "ledger.exports.citing"
NOTE = "note"
REVIEW = "claimreview"


@dataclass(frozen=True, slots=True)
class Style:
    """One format: `home` is the function that makes it, as "module:function", `endings` the files' that ask for it.

    The function takes the citations, and the `options` by their names, and yields the text piece by piece.
    """

    home: str
    endings: tuple[str, ...] = ()
    options: tuple[str, ...] = ()

    def render(self, cited: "Sequence[Citation]", options: Mapping[str, str]) -> Iterator[str]:
        """Yield the citations as text; the pieces joined are the whole."""
        module, name = self.home.split(":")
        render: Callable[..., Iterator[str]] = getattr(import_module(module), name)
        return render(cited, **options)


STYLES: Mapping[str, Style] = MappingProxyType(
    {
        "bibtex": Style(f"{_HERE}.bibtex:render_bibtex", (".bib",)),
        "ris": Style(f"{_HERE}.ris:render_ris", (".ris",)),
        "csl-json": Style(f"{_HERE}.csl_json:render_csl_json"),
        "webannotation": Style(f"{_HERE}.web_annotation:render_web_annotation", (".jsonld",)),
        REVIEW: Style(f"{_HERE}.claim_review:render_claim_review", options=("by", "page")),
        NOTE: Style(f"{_HERE}.notes:render_notes"),
    }
)
MARKDOWN_NOTES = Style(f"{_HERE}.markdown_notes:render_markdown_notes")
"""The footnotes as Markdown has them: --style note with --format markdown."""


def style_of(path: str) -> str | None:
    """Return the format of citations that a file's ending asks for."""
    ending = PurePath(path).suffix.lower()
    return next((name for name, style in STYLES.items() if ending in style.endings), None)


def told_as(cited: "Sequence[Citation]", name: str, **options: str) -> str:
    """Return all citations as text in a format."""
    if name not in STYLES:
        raise UnknownRendering(name, STYLES)
    return "".join(STYLES[name].render(cited, options))
