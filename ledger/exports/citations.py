"""The citation table: one row a figure, with all that a fact-checker's sheet asks for."""

from functools import partial
from typing import TYPE_CHECKING

from ledger.exports.quotes import claim, marked_quote, period_words
from ledger.exports.screens import CITATION_SHOWN, CLIP, ShownRecord, citation_screen
from ledger.exports.table import Column, Shape, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.exports.citing.citation import Citation

# The columns newsroom sheets use, in reading order; keys are the promised field names where a figure has
# the field. The empty ones (archive_url, source_type, accessed) are the reviewer's to fill.
CITATION_COLUMNS = (
    Column("id", "id", Shape.CODE, clip=CLIP),
    Column("topics", "topic"),
    Column("claim", "claim", weight=3),
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
    Column("key", "key", Shape.CODE),
    Column("title", "source", weight=3),
    Column("publisher", "publisher"),
    Column("author", "author"),
    Column("published", "published", Shape.CODE),
    Column("page", "page", Shape.NUMBER),
    Column("paragraph", "paragraph", Shape.NUMBER),
    Column("url", "url"),
    Column("link", "link"),
    Column("archive_url", "archive_url"),
    Column("source_type", "source_type"),
    Column("accessed", "accessed", Shape.CODE),
    Column("status", "status", Shape.VERDICT),
    Column("checked_by", "checked_by"),
    Column("checked_on", "checked_on", Shape.CODE),
    Column("note", "note"),
    Column("group", "group", weight=2),
    Column("conflict_group", "conflict_group"),
    Column("verdict", "verdict", weight=3),
    Column("rule", "rule", Shape.CODE),
    Column("sha256", "sha256", Shape.CODE),
    Column("span", "span", Shape.CODE),
)
CITATIONS_PAGE = ("id", "surface", "claim", "quote", "verdict", "says", "title", "published", "where", "status", "link")
CITATIONS_SHORT = ("id", "topics", "surface", "period", "place", "title", "published", "page", "status")
_REVIEWERS = ("archive_url", "source_type", "accessed")


def citation_table(cited: "Sequence[Citation]") -> Table:
    """List figures as citations, in their order."""
    return Table.of(
        CITATION_COLUMNS,
        map(_record, cited),
        CITATIONS_SHORT,
        partial(citation_screen, cited),
        CITATION_SHOWN,
        title="Citations",
        page=CITATIONS_PAGE,
    )


def _record(cited: "Citation") -> dict[str, object]:
    figure, judgement = cited.figure, cited.judgement
    fields = {
        **figure.to_record(),
        **dict.fromkeys(_REVIEWERS),
        "key": cited.key,
        "claim": claim(figure),
        "period": period_words(figure) or None,
        "quote": marked_quote(figure),
        "title": figure.source.title or figure.source.path,
        "link": cited.link,
        "checked_by": ", ".join(one.by for one in cited.said) or (judgement.by if judgement else None),
        "checked_on": judgement.at.date().isoformat() if judgement else None,
        "note": judgement.because if judgement else None,
        "group": cited.group,
        "conflict_group": cited.doubts,
        "verdict": cited.verdicts,
        "sha256": figure.source.document[:12],
        "span": f"{figure.span.start}:{figure.span.end}",
    }
    return ShownRecord(figure, fields, cited.doubts)
