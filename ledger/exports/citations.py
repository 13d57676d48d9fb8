"""The citation table: one row a figure, with all that a fact-checker's sheet asks for."""

from collections.abc import Mapping, Sequence
from functools import partial

from ledger.exports.quotes import claim, marked_quote, period_words
from ledger.exports.screens import CITATION_SHOWN, CLIP, ShownRecord, citation_screen
from ledger.exports.table import Column, Shape, Table
from ledger.model.figure import Figure

# The columns newsroom sheets use, in reading order; keys are the promised field names where a figure has
# the field. The empty ones (archive_url, source_type, accessed and the checker's) are the reviewer's to fill.
CITATION_COLUMNS = (
    Column("id", "id", Shape.CODE, clip=CLIP),
    Column("topics", "topic"),
    Column("claim", "claim", weight=4),
    Column("surface", "figure", weight=2),
    Column("value", "value", Shape.AMOUNT),
    Column("low", "low", Shape.AMOUNT),
    Column("high", "high", Shape.AMOUNT),
    Column("unit", "unit", Shape.CODE),
    Column("bound", "qualifier", Shape.CODE),
    Column("period", "period"),
    Column("place", "place"),
    Column("attribution", "speaker"),
    Column("quote", "quote", weight=6),
    Column("title", "source", weight=3),
    Column("publisher", "publisher"),
    Column("author", "author"),
    Column("published", "published", Shape.CODE),
    Column("page", "page", Shape.NUMBER),
    Column("paragraph", "paragraph", Shape.NUMBER),
    Column("url", "url"),
    Column("archive_url", "archive_url"),
    Column("source_type", "source_type"),
    Column("accessed", "accessed", Shape.CODE),
    Column("status", "status", Shape.CODE),
    Column("checked_by", "checked_by"),
    Column("checked_on", "checked_on", Shape.CODE),
    Column("note", "note"),
    Column("conflict_group", "conflict_group"),
    Column("rule", "rule", Shape.CODE),
    Column("sha256", "sha256", Shape.CODE),
    Column("span", "span", Shape.CODE),
)
CITATIONS_SHORT = ("id", "topics", "surface", "period", "place", "title", "published", "page", "status")
_REVIEWERS = ("archive_url", "source_type", "accessed", "checked_by", "checked_on", "note")


def citation_table(figures: Sequence[Figure], conflicts: Mapping[str, list[str]]) -> Table:
    """List figures as citations; `conflicts` holds the ids of the findings that doubt a figure, by its id."""
    records = (_citation(figure, conflicts.get(figure.id, [])) for figure in figures)
    screen = partial(citation_screen, figures, conflicts)
    return Table.of(CITATION_COLUMNS, records, CITATIONS_SHORT, screen, CITATION_SHOWN)


def _citation(figure: Figure, conflicts: list[str]) -> dict[str, object]:
    fields = {
        **figure.to_record(),
        **dict.fromkeys(_REVIEWERS),
        "claim": claim(figure),
        "period": period_words(figure) or None,
        "quote": marked_quote(figure),
        "title": figure.source.title or figure.source.path,
        "conflict_group": conflicts,
        "sha256": figure.source.document[:12],
        "span": f"{figure.span.start}:{figure.span.end}",
    }
    return ShownRecord(figure, fields, conflicts)
