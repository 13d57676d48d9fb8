"""What a person reads first on a terminal: few columns, each cell in words, the quote under its row."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ledger.exports.plain import cell_text
from ledger.exports.quotes import (
    credit,
    excerpt,
    file_and_line,
    marked_quote,
    number_beside,
    period_words,
    printed,
    subject,
    teller,
)
from ledger.exports.table import Cell, Column, Shape, Table
from ledger.model.figure import Figure
from ledger.model.finding import Pair

if TYPE_CHECKING:  # a listing of documents needs no names of authors
    from ledger.exports.citing.citation import Citation

CLIP = 10  # characters of an id on a terminal: enough to be the only one in a ledger of thousands
WIDE = 100  # columns from which sources and places in them stand apart
ROOMY = 120  # columns from which quotes are shown
_QUOTE = 220  # characters of a quote under a row

_ID = Column("id", "id", Shape.CODE, clip=CLIP)
_FIGURE = Column("figure", "figure", weight=2)
_NUMBER = Column("value", "value", Shape.AMOUNT, optional=True)
_WHAT = Column("what", "what", weight=3)
_PLACE = Column("place", "place", weight=2)
_PERIOD = Column("period", "period", weight=2)
_SAYS = Column("says", "who says so", weight=2)
_SOURCE = Column("source", "source", Shape.BELOW)
_CREDIT = Column("credit", "source", weight=3)
_WHERE = Column("where", "where", Shape.FILE, weight=4)
_QUOTED = Column("quote", "quote", Shape.BELOW)
FIGURE_SHOWN = (_FIGURE, _WHAT, _PERIOD, _SAYS, replace(_SOURCE, shape=Shape.WORDS, weight=3), _WHERE)
CITATION_SHOWN = (_WHAT, _SAYS, _WHERE, Column("doubts", "doubted by"))
DOCUMENT_SHOWN = (Column("who", "publisher or author", weight=2), Column("omissions", "passed over", Shape.NUMBER))


class ShownRecord(dict[str, Cell]):
    """A figure's fields, and any cell that a screen shows of it, made only when it is asked for."""

    def __init__(self, figure: Figure, fields: Mapping[str, Cell], doubts: Sequence[str] = ()) -> None:
        super().__init__(fields)
        self.figure, self.doubts = figure, doubts

    def __missing__(self, key: str) -> Cell:
        """Return a cell of the screen."""
        return (_figure_record(self.figure) | _citation_record(self.figure, self.doubts))[key]


def figure_screen(figures: Iterable[Figure], width: int) -> Table:
    """Show figures: the amount as printed, what it counts, where and when, who says so, and where that stands."""
    records = map(_figure_record, figures)
    if width < WIDE:
        return Table.of((_ID, _FIGURE, _WHAT, _PLACE, _PERIOD, _SOURCE), records)
    columns = (_ID, _FIGURE, _NUMBER, _WHAT, _PLACE, _PERIOD, _SAYS, _WHERE)
    return Table.of((*columns, _QUOTED) if width >= ROOMY else columns, records)


def citation_screen(cited: "Iterable[Citation]", width: int) -> Table:
    """Show figures as citations: with publisher and date, status, and what the findings say of each."""
    records = (_shown(one) for one in cited)
    status = Column("status", "status", Shape.VERDICT)
    said = Column("verdict", "verdict", Shape.BELOW)
    if width < ROOMY:
        return Table.of((_ID, _FIGURE, _WHAT, _PLACE, _PERIOD, replace(_SOURCE, key="cited"), said), records)
    columns = (_ID, _FIGURE, _WHAT, _PLACE, _PERIOD, _CREDIT, _WHERE, status, _QUOTED, said)
    return Table.of(columns, records)


def _shown(cited: "Citation") -> dict[str, Cell]:
    said = " · ".join(f"{words(one.kind)}: {one.reason} ({one.id[:CLIP]})" for one in cited.findings)
    return _figure_record(cited.figure) | _citation_record(cited.figure, cited.doubts) | {"verdict": said}


def _figure_record(figure: Figure) -> dict[str, Cell]:
    says, where = teller(figure), file_and_line(figure)
    return {
        "id": figure.id,
        "figure": printed(figure),
        "value": number_beside(figure),
        "what": subject(figure),
        "place": figure.place.name if figure.place else None,
        "period": period_words(figure),
        "says": says,
        "source": f"{says} · {where}",
        "where": where,
        "quote": excerpt(marked_quote(figure), _QUOTE),
    }


def _citation_record(figure: Figure, doubts: Sequence[str]) -> dict[str, Cell]:
    said = f"{figure.attribution}, in {credit(figure.source)}" if figure.attribution else credit(figure.source)
    doubted = " ".join(doubt[:CLIP] for doubt in doubts)
    return {
        "credit": said,
        "cited": " · ".join([said, file_and_line(figure), str(figure.status)]),
        "status": str(figure.status),
        "doubts": doubted,
    }


def document_screen(records: Iterable[Mapping[str, Cell]], width: int) -> Table:
    """Show documents with their figures counted, and under each the sections that have a voice of their own."""
    columns = (
        Column("file", "document", Shape.FILE, weight=8),
        Column("title", "title", weight=5),
        Column("who", "publisher or author", weight=2),
        Column("published", "published", Shape.CODE, optional=True),
        Column("language", "language", Shape.CODE, optional=True),
        Column("figures", "figures", Shape.NUMBER),
        Column("omissions", "passed over", Shape.NUMBER),
        Column("problems", "problems", Shape.NUMBER, optional=True),
        Column("lost", "left out", Shape.NUMBER, optional=True),
        Column("guess", "encoding", Shape.CODE, optional=True),
        Column("copy_of", "copy of", Shape.FILE, weight=4, optional=True),
    )
    kept = (
        columns if width >= WIDE else tuple(column for column in columns if column.key not in ("language", "omissions"))
    )
    return Table.of(kept, _document_records(records))


def _document_records(records: Iterable[Mapping[str, Cell]]) -> Iterator[dict[str, Cell]]:
    """Yield documents, and their sections that someone else speaks in or that have a title or date of their own.

    What a section shares with the row before is not said again.
    """
    before: Mapping[str, Cell] = {}
    for record in records:
        own = [record[key] for key in ("title", "author", "published")]
        if record["section"] is None or any(own) or record["voice"] in ("comments", "sources"):
            same = record["section"] is not None and own == [
                before.get(key) for key in ("title", "author", "published")
            ]
            shown = {**record, **dict.fromkeys(("title", "author", "publisher", "published"))} if same else record
            yield {
                **shown,
                "file": f"– {record['section']} {record['voice']}" if record["section"] else record["path"],
                "who": shown["publisher"] or shown["author"],
                "published": _dated(shown),
                "problems": record["problems"] or None,
                "lost": record["numbers_left_out"] or None,
                "guess": f"{record['encoding']}?" if record["decoded_by"] == "guessed" else None,
            }
            before = record


def _dated(record: Mapping[str, Cell]) -> Cell:
    """Return when a document was published, with a question mark where only a program stamped the date on the file."""
    origins = record.get("origins")
    stamped = isinstance(origins, list) and "published: stamped" in origins
    return f"{record['published']}?" if stamped and record["published"] else record["published"]


def topic_screen(records: Iterable[Mapping[str, Cell]], width: int) -> Table:
    """Show topics: measures, how many figures each has, and what each is."""
    columns = (
        Column("topic", "topic", Shape.CODE),
        Column("measure", "measure", Shape.CODE),
        Column("figures", "figures", Shape.NUMBER, optional=True),
        Column("definition", "definition"),
    )
    del width  # the definition takes what is left
    return Table.of(columns, (record | {"topic": record["topic"] or "(none)"} for record in map(dict, records)))


def pair_screen(pairs: Iterable[Pair], width: int) -> Table:
    """Show pairs: the two ids, how they stand, and why, with what was assumed."""
    columns = (
        Column("a", "a", Shape.CODE, clip=CLIP),
        Column("b", "b", Shape.CODE, clip=CLIP),
        Column("relation", "relation", Shape.VERDICT),
        Column("reason", "reason", weight=6),
    )
    del width  # the reason takes what is left
    return Table.of(columns, map(_pair_record, pairs))


def _pair_record(pair: Pair) -> dict[str, Cell]:
    assumed = ", ".join(words(gate) for gate in pair.relation.assumed)
    return {
        "a": pair.one.id,
        "b": pair.other.id,
        "relation": words(pair.relation.verdict),
        "reason": f"{pair.relation.reason} (Assumed the same: {assumed}.)" if assumed else pair.relation.reason,
    }


def words(key: Cell) -> str:
    """Return a key as the words it is made of: "not_comparable" is "not comparable"."""
    return cell_text(key).replace("_", " ")
