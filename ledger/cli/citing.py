"""The formats that only `cite` has: which is asked for, by which options, and how it is shown."""

from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from ledger.cli.messages import say, say_wrapped
from ledger.cli.options import STDOUT, Output, read_output
from ledger.cli.output import write
from ledger.errors import BadValue, FormatOfCitations, NotOfStyle, UnknownRendering
from ledger.exports.citing.styles import MARKDOWN_NOTES, NOTE, REVIEW, STYLES, Style, style_of
from ledger.exports.plain import counted
from ledger.exports.registry import EXPORTS, format_of, require_format

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.exports.citing.citation import Citation

_MARKDOWN = "markdown"
_TEXT = ".txt"  # the ending of a file of notes
_TABLES = "it is for tables; leave it out, or choose csv, json or markdown"


class CitedAs(NamedTuple):
    """A format of citations, and the options that are its own."""

    name: str
    style: Style
    options: dict[str, str]


def read_cited(
    name: str | None,
    style: str | None,
    columns: str | None,
    limit: int | None,
    path: str | None,
    *,
    quiet: bool,
    short: bool,
    by: str | None,
    page: str | None,
) -> tuple[Output, CitedAs | None]:
    """Return the output asked for, and the format of citations if it is one."""
    chosen, made_by = _style(name, style, None if path == STDOUT else path)
    own = {key: value for key, value in (("by", by), ("page", page)) if value is not None}
    if page is not None:
        _require_address(page)
    for key in own:
        if made_by is None or key not in made_by.options:
            raise NotOfStyle(f"--{key}", chosen or "of tables", f"it is for --format {REVIEW}")
    if made_by is None:
        return read_output(name, columns, limit, path, quiet=quiet), None
    for option, given in (("--columns", columns), ("--short", short)):
        if given:
            raise NotOfStyle(option, chosen, _TABLES)
    return Output(chosen, (), limit, path, quiet), CitedAs(chosen, made_by, own)


def _require_address(page: str) -> None:
    from ledger.exports.citing.links import is_of_the_web

    if not is_of_the_web(page):
        raise BadValue("--page", page, "an address such as https://example.org/checks")


def _style(name: str | None, style: str | None, path: str | None) -> tuple[str, Style | None]:
    """Return the format by its name, else by the file's ending; --style says that notes are wanted."""
    if style is not None:
        return _notes(name, style, path)
    if name is not None:
        if name in STYLES:
            return name, STYLES[name]
        if name not in EXPORTS:
            raise UnknownRendering(name, [*EXPORTS, *STYLES])
        return name, None
    if path and (found := style_of(path)):
        return found, STYLES[found]
    if path:
        _require_ending(path)
    return "", None


def _require_ending(path: str) -> None:
    try:
        format_of(path)
    except UnknownRendering:
        endings = [ending for table in (EXPORTS, STYLES) for known in table.values() for ending in known.endings]
        raise UnknownRendering(PurePath(path).suffix.lower() or path, endings) from None


def _notes(name: str | None, style: str, path: str | None) -> tuple[str, Style]:
    """Return the footnotes, in plain text or in Markdown."""
    if style != NOTE:
        raise BadValue("--style", style, f"a style; there is one, {NOTE}")
    try:
        if name is not None and name not in STYLES:
            require_format(name)
        if name is None and path and PurePath(path).suffix.lower() != _TEXT:
            name = format_of(path)
    except FormatOfCitations:
        name = style_of(str(path))
    if name == _MARKDOWN:
        return NOTE, MARKDOWN_NOTES
    if name in (None, NOTE):
        return NOTE, STYLES[NOTE]
    raise NotOfStyle("--style", str(name), f"notes come as --format {NOTE} or {_MARKDOWN}")


def show_citations(cited: "Sequence[Citation]", chosen: CitedAs, output: Output, *, db: str, nothing: str) -> None:
    """Show citations in a format of their own; `nothing` is said where there are none."""
    those = cited[: output.limit]
    if not those and output.limit != 0:
        say(nothing)
    number, noun = len(those), "figure"
    if chosen.name == REVIEW:
        from ledger.exports.citing.claim_review import remarks, reviewed

        number, noun = len(reviewed(those)), "review"
        for line in remarks(those, chosen.options.get("page")):
            say_wrapped(line)
    write(chosen.style.render(those, chosen.options), output.path, db)
    if output.path not in (None, STDOUT) and not output.quiet:
        say(f"Wrote {counted(number, noun)} to '{output.path}'.")
