"""What a listing of each thing shows: which columns, in which order, of which shape."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from ledger.exports.judged import history_lines
from ledger.exports.quotes import teller
from ledger.exports.screens import (
    CLIP,
    DOCUMENT_SHOWN,
    FIGURE_SHOWN,
    ShownRecord,
    document_screen,
    figure_screen,
    pair_screen,
    topic_screen,
)
from ledger.exports.table import Cell, Column, Shape, Table
from ledger.model.figure import Figure, Place, plain_number
from ledger.model.finding import Finding, Group, Pair, Verdict

FIGURE_COLUMNS = (
    Column("id", "id", Shape.CODE, clip=CLIP),
    Column("path", "path", Shape.FILE, weight=4),
    Column("document", "document", Shape.CODE, clip=12),
    Column("section", "section", Shape.NUMBER),
    Column("title", "title", weight=2),
    Column("publisher", "publisher"),
    Column("author", "author"),
    Column("published", "published", Shape.CODE),
    Column("url", "url"),
    Column("start", "start", Shape.NUMBER),
    Column("end", "end", Shape.NUMBER),
    Column("line", "line", Shape.NUMBER),
    Column("page", "page", Shape.NUMBER),
    Column("paragraph", "paragraph", Shape.NUMBER),
    Column("surface", "surface", weight=2),
    Column("quote", "quote", weight=6),
    Column("kind", "kind", Shape.CODE),
    Column("value", "value", Shape.AMOUNT),
    Column("low", "low", Shape.AMOUNT),
    Column("high", "high", Shape.AMOUNT),
    Column("bound", "bound", Shape.CODE),
    Column("unit", "unit", Shape.CODE),
    Column("per", "per", Shape.CODE),
    Column("noun", "noun"),
    Column("topics", "topics"),
    Column("measure", "measure", Shape.CODE),
    Column("population", "population"),
    Column("change", "change", Shape.CODE),
    Column("place", "place"),
    Column("place_code", "place_code", Shape.CODE),
    Column("period_start", "period_start", Shape.CODE),
    Column("period_end", "period_end", Shape.CODE),
    Column("period_text", "period_text"),
    Column("mode", "mode", Shape.CODE),
    Column("as_of", "as_of", Shape.CODE),
    Column("attribution", "attribution"),
    Column("modality", "modality", Shape.CODE),
    Column("basis", "basis"),
    Column("status", "status", Shape.VERDICT),
    Column("rule", "rule", Shape.CODE),
    Column("as_read", "as read", weight=2),
)
FIGURES_SHORT = ("id", "surface", "value", "unit", "place", "period_text", "quote", "path", "line")
FIGURES_PAGE = (*FIGURES_SHORT[:4], "noun", "place", "period_text", "attribution", "quote", "path", "line")

DOCUMENT_COLUMNS = (
    Column("path", "path", Shape.FILE, weight=4),
    Column("document", "document", Shape.CODE, clip=12),
    Column("section", "section", Shape.NUMBER),
    Column("voice", "voice", Shape.CODE),
    Column("title", "title", weight=4),
    Column("author", "author", weight=2),
    Column("publisher", "publisher", weight=2),
    Column("published", "published", Shape.CODE),
    Column("url", "url"),
    Column("language", "language", Shape.CODE),
    Column("start", "start", Shape.NUMBER),
    Column("end", "end", Shape.NUMBER),
    Column("size", "size", Shape.NUMBER),
    Column("figures", "figures", Shape.NUMBER),
    Column("omissions", "omissions", Shape.NUMBER),
    Column("problems", "problems", Shape.NUMBER),
    Column("format", "format", Shape.CODE),
    Column("encoding", "encoding", Shape.CODE),
    Column("decoded_by", "decoded by", Shape.CODE),
    Column("numbers_left_out", "numbers left out", Shape.NUMBER),
    Column("left_out", "left out", weight=2),
    Column("origins", "origins", weight=2),
    Column("copy_of", "copy of", Shape.FILE, weight=2),
)
DOCUMENTS_SHORT = ("path", "section", "voice", "title", "publisher", "published", "language", "figures")

TOPIC_COLUMNS = (
    Column("topic", "topic", Shape.CODE),
    Column("title", "title"),
    Column("measure", "measure", Shape.CODE),
    Column("definition", "definition"),
    Column("unit", "unit", Shape.CODE),
    Column("figures", "figures", Shape.NUMBER, optional=True),
)
TOPICS_SHORT = ("topic", "measure", "unit", "figures", "definition")

GROUP_COLUMNS = (
    Column("key", "key"),
    Column("title", "title", weight=2),
    Column("low", "low", Shape.AMOUNT),
    Column("best", "best", Shape.AMOUNT),
    Column("high", "high", Shape.AMOUNT),
    Column("unit", "unit", Shape.CODE),
    Column("measure", "measure", Shape.CODE),
    Column("place", "place"),
    Column("sources", "sources", weight=2),
    Column("figures", "figures"),
    Column("agree", "agree", weight=2),
    Column("disagree", "disagree", weight=3),
)
GROUPS_SHORT = ("title", "low", "best", "high", "unit", "sources", "agree", "disagree")

PAIR_COLUMNS = (
    Column("a", "a", Shape.CODE, clip=CLIP),
    Column("b", "b", Shape.CODE, clip=CLIP),
    Column("relation", "relation", Shape.VERDICT),
    Column("reason", "reason"),
    Column("gate", "gate", Shape.CODE),
    Column("assumed", "assumed"),
)
PAIRS_SHORT = ("a", "b", "relation", "reason")

FINDING_COLUMNS = (
    Column("id", "id", Shape.CODE, clip=CLIP),
    Column("kind", "kind", Shape.VERDICT),
    Column("check", "check", Shape.CODE),
    Column("severity", "severity", Shape.AMOUNT),
    Column("figures", "figures"),
    Column("reason", "reason"),
    Column("status", "status", Shape.VERDICT),
    Column("judged", "judged", weight=2),
)
FINDINGS_SHORT = ("id", "severity", "kind", "check", "reason")

Comparison = tuple[Group, Sequence[Pair]]
"""A group with the relations among its figures."""


def figure_table(figures: Iterable[Figure]) -> Table:
    """List figures with all their fields."""
    records = (ShownRecord(figure, figure.to_record()) for figure in figures)
    screen = partial(figure_screen, figures)
    return Table.of(FIGURE_COLUMNS, records, FIGURES_SHORT, screen, FIGURE_SHOWN, page=FIGURES_PAGE)


def document_table(records: Sequence[Mapping[str, Cell]]) -> Table:
    """List documents and their sections."""
    rows = ({**record, "who": record["publisher"] or record["author"]} for record in records)
    screen = partial(document_screen, records)
    return Table.of(DOCUMENT_COLUMNS, rows, DOCUMENTS_SHORT, screen, DOCUMENT_SHOWN, title="Documents")


def topic_table(records: Sequence[Mapping[str, Cell]]) -> Table:
    """List topics and their measures."""
    return Table.of(TOPIC_COLUMNS, records, TOPICS_SHORT, partial(topic_screen, records), title="Topics and measures")


def group_table(comparisons: Iterable[Comparison]) -> Table:
    """List groups, each with its low, best and high, its sources, and what they say of each other."""
    records = (_group_record(group, pairs) for group, pairs in comparisons)
    return Table.of(GROUP_COLUMNS, records, GROUPS_SHORT, title="Figures of the same thing")


def pair_table(pairs: Iterable[Pair]) -> Table:
    """List pairs with verdict and reason, as a stream."""
    records = map(_pair_record, pairs)
    return Table.of(PAIR_COLUMNS, records, PAIRS_SHORT, partial(pair_screen, pairs), title="Pairs of figures")


def finding_table(findings: Iterable[Finding]) -> Table:
    """List findings with the ids of their figures, and what was said of them."""
    records = (finding.to_record() | {"judged": list(history_lines(finding.said))} for finding in findings)
    return Table.of(FINDING_COLUMNS, records, FINDINGS_SHORT, title="Findings")


def _group_record(group: Group, pairs: Sequence[Pair]) -> dict[str, object]:
    first = group.figures[0]
    return {
        "key": group.key,
        "title": group.title,
        "low": plain_number(group.low),
        "best": plain_number(group.best),
        "high": plain_number(group.high),
        "unit": first.quantity.unit,
        "measure": first.measure,
        "place": _name(first.place),
        "sources": list(dict.fromkeys(map(teller, group.figures))),
        "figures": [figure.id for figure in group.figures],
        "agree": [pair.relation.reason for pair in pairs if pair.relation.verdict is Verdict.AGREE],
        "disagree": [pair.relation.reason for pair in pairs if pair.relation.verdict is Verdict.CONFLICT],
    }


def _pair_record(pair: Pair) -> dict[str, object]:
    relation = pair.relation
    return {
        "a": pair.one.id,
        "b": pair.other.id,
        "relation": str(relation.verdict),
        "reason": relation.reason,
        "gate": str(relation.gate) if relation.gate else None,
        "assumed": [str(gate) for gate in relation.assumed],
    }


def _name(place: Place | None) -> str | None:
    return place.name if place else None
