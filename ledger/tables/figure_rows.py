"""Rows of a table of figures made of what was read in a text, and made into that again."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple, TypeVar, cast

from ledger.model.document import METADATA_FIELDS, Decoding, Document, LeftOut, Metadata, Origin, Section, SectionKind
from ledger.model.figure import Basis, Change, Evidence, Figure, Modality, Place, Source
from ledger.model.period import Mode, Period
from ledger.model.quantity import Bound, Kind, Quantity, amount_text
from ledger.model.reading import Omission, Problem, Reading
from ledger.model.span import Span
from ledger.tables.layout import COLUMNS, LAYOUT, TOLD_TWICE, FigureRow, KnownRow, PassageRow, ReadingRow

_Value = TypeVar("_Value")
_Passage = TypeVar("_Passage", Omission, Problem)
_FAULTS = (KeyError, TypeError, ValueError, ArithmeticError, AttributeError)
_KEPT = tuple(name for name in COLUMNS if name not in TOLD_TWICE)


class Reader(NamedTuple):
    """Who read: the version of the program, and that of its tables of words."""

    version: str
    lexicon: str


@dataclass(frozen=True, slots=True)
class Taken:
    """A text of a table with all that was read in it, and by which reader."""

    reading: Reading
    reader: Reader


@dataclass(frozen=True, slots=True)
class Unread:
    """A text that could not be read: its row in the table of texts, its name, and why with what to do."""

    row: int
    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Broken:
    """Rows that are not as they were written, from `row` of the table of figures on."""

    row: int
    reason: str


# Into rows


def rows_of(reading: Reading, row: int, reader: Reader) -> list[FigureRow]:
    """Return the rows of a text, the first of which holds the text itself; `row` is its own in the table of texts."""
    document = reading.document
    rows = [_figure_row(figure, row) for figure in reading.figures] or [_bare_row(document, row)]
    told = _reading_row(reading, reader)
    rows[0]["text"], rows[0]["reading"] = document.text, told
    told["digest"] = _digest(rows)
    return rows


def row_of(unread: Unread) -> FigureRow:
    """Return the row of a text that could not be read."""
    return _row(path=unread.path, row=unread.row, failure=unread.reason)


def _row(**values: object) -> FigureRow:
    return cast("FigureRow", {name: values.get(name) for name in COLUMNS})


def _bare_row(document: Document, row: int) -> FigureRow:
    known = _known(document.metadata)
    return _row(path=document.path, document=document.sha256, row=row, **known)


def _figure_row(figure: Figure, row: int) -> FigureRow:
    quantity, place = figure.quantity, figure.place
    return _row(
        **figure.to_record(),
        value_text=amount_text(quantity.value),
        low_text=_amount(quantity.low),
        high_text=_amount(quantity.high),
        step_text=amount_text(quantity.step),
        total_text=_amount(quantity.total),
        vague=quantity.vague,
        in_words=quantity.in_words,
        place_within=list(place.within) if place else None,
        language=figure.source.language,
        voice=figure.source.voice.value,
        quote_start=figure.quote_span.start,
        quote_end=figure.quote_span.end,
        evidence=[_evidence_row(evidence) for evidence in figure.evidence],
        row=row,
    )


def _evidence_row(evidence: Evidence) -> dict[str, object]:
    start, end = evidence.span or (None, None)
    return {"part": evidence.part, "basis": evidence.basis.value, "rule": evidence.rule, "start": start, "end": end}


def _reading_row(reading: Reading, reader: Reader) -> ReadingRow:
    document = reading.document
    return {
        "layout": LAYOUT,
        "reader": reader.version,
        "lexicon": reader.lexicon,
        "digest": "",
        "figures": len(reading.figures),
        "size": document.size,
        "format": document.format,
        "encoding": document.encoding,
        "decoded_by": document.decoded_by.value if document.decoded_by else None,
        "origins": [{"field": field, "origin": origin.value} for field, origin in document.origins],
        "pages": list(document.pages),
        "sections": [
            {
                "number": one.number,
                "start": one.span.start,
                "end": one.span.end,
                "kind": one.kind.value,
                **_known(one.metadata),
            }
            for one in document.sections
        ],
        "left_out": [
            {"reason": left.reason, "numbers": left.numbers, "sample": left.sample} for left in document.left_out
        ],
        "omissions": [_passage_row(one) for one in reading.omissions],
        "problems": [_passage_row(one) for one in reading.problems],
        **_known(document.metadata),
    }


def _passage_row(one: Omission | Problem) -> PassageRow:
    return {"start": one.span.start, "end": one.span.end, "surface": one.surface, "reason": one.reason}


def _known(metadata: Metadata) -> KnownRow:
    return {
        "title": metadata.title,
        "author": metadata.author,
        "publisher": metadata.publisher,
        "published": metadata.published.isoformat() if metadata.published else None,
        "url": metadata.url,
        "language": metadata.language,
    }


def _amount(amount: Decimal | None) -> str | None:
    return None if amount is None else amount_text(amount)


def _digest(rows: Sequence[FigureRow]) -> str:
    """Return a hash of the rows of one text, the same whatever kept them meanwhile."""
    digest = hashlib.sha256()
    for row in rows:
        kept = {name: value for name, value in row.items() if name in _KEPT}
        if row["reading"] is not None:
            kept["reading"] = {name: value for name, value in row["reading"].items() if name != "digest"}
        digest.update(json.dumps(kept, sort_keys=True).encode() + b"\n")
    return digest.hexdigest()


# Out of rows


def readings_of(rows: Iterable[FigureRow]) -> Iterator[Taken | Unread | Broken]:
    """Yield what was read in each text of a table of figures, whose rows come as they were written.

    What is not as it was written is told, and costs its own text alone.
    """
    for number, together in _texts(rows):
        first = together[0]
        if first["failure"] is not None:
            yield Unread(first["row"] or number, first["path"], first["failure"])
        elif first["reading"] is None:
            yield Broken(number, "it belongs to a text whose first row does not stand before it")
        else:
            yield _taken(number, together)


def _texts(rows: Iterable[FigureRow]) -> Iterator[tuple[int, list[FigureRow]]]:
    """Part rows into those of one text each, with the number of the first."""
    together: list[FigureRow] = []
    begun = 1
    for number, row in enumerate(rows, 1):
        if together and not _goes_on(together[0], row):
            yield begun, together
            together = []
        if not together:
            begun = number
        together.append(row)
    if together:
        yield begun, together


def _goes_on(first: FigureRow, row: FigureRow) -> bool:
    begins = row["reading"] is not None or row["failure"] is not None
    return not begins and row["document"] == first["document"] and first["failure"] is None


def _taken(number: int, rows: list[FigureRow]) -> Taken | Broken:
    told = rows[0]["reading"]
    try:
        if told is None or told["layout"] != LAYOUT:
            return Broken(number, "it was written by another version of the ledger, which lays tables out otherwise")
        there = sum(row["id"] is not None for row in rows)
        if there != told["figures"]:
            return Broken(number, f"of the {told['figures']} figures of '{rows[0]['path']}' {there} stand behind it")
        if _digest(rows) != told["digest"]:
            return Broken(number, f"what it tells of '{rows[0]['path']}' was changed since it was read")
        document = _document(rows[0], told)
        figures = tuple(_figure(row, document.text) for row in rows if row["id"] is not None)
        left, doubtful = _passages(told["omissions"], Omission), _passages(told["problems"], Problem)
    except _FAULTS as error:
        return Broken(number, f"it holds what no reading writes ({type(error).__name__}: {error})")
    return Taken(Reading(document, figures, left, doubtful), Reader(told["reader"], told["lexicon"]))


def _document(row: FigureRow, told: ReadingRow) -> Document:
    return Document(
        text=_sure(row["text"]),
        sha256=_sure(row["document"]),
        path=row["path"],
        metadata=_metadata(told),
        sections=tuple(
            Section(one["number"], Span(one["start"], one["end"]), SectionKind(one["kind"]), _metadata(one))
            for one in told["sections"]
        ),
        origins=tuple((one["field"], Origin(one["origin"])) for one in told["origins"]),
        pages=tuple(told["pages"]),
        size=told["size"],
        format=told["format"],
        encoding=told["encoding"],
        decoded_by=Decoding(told["decoded_by"]) if told["decoded_by"] else None,
        left_out=tuple(LeftOut(one["reason"], one["numbers"], one["sample"]) for one in told["left_out"]),
    )


def _figure(row: FigureRow, text: str) -> Figure:
    """Make a figure of its row; its words are those of the text, so that they are where they are said to be."""
    span = Span(_sure(row["start"]), _sure(row["end"]))
    quote = Span(_sure(row["quote_start"]), _sure(row["quote_end"]))
    figure = Figure(
        source=_source(row),
        span=span,
        surface=span.of(text),
        quote_span=quote,
        quote=quote.of(text),
        quantity=_quantity(row),
        line=_sure(row["line"]),
        paragraph=row["paragraph"],
        page=row["page"],
        noun=row["noun"],
        topics=tuple(row["topics"] or ()),
        measure=row["measure"],
        population=row["population"],
        change=Change(row["change"]) if row["change"] else None,
        place=_place(row),
        period=Period(
            _day(row["period_start"]),
            _day(row["period_end"]),
            row["period_text"],
            Mode(row["mode"]) if row["mode"] else None,
        ),
        as_of=_day(row["as_of"]),
        attribution=row["attribution"],
        modality=Modality(_sure(row["modality"])),
        rule=_sure(row["rule"]),
        evidence=tuple(_evidence(one) for one in row["evidence"] or ()),
    )
    if (figure.id, figure.surface) != (row["id"], row["surface"]):
        raise ValueError(f"the text does not say {row['id']} where it is said to")
    return figure


def _source(row: FigureRow) -> Source:
    return Source(
        path=row["path"],
        document=_sure(row["document"]),
        section=row["section"],
        title=row["title"],
        publisher=row["publisher"],
        author=row["author"],
        published=_day(row["published"]),
        url=row["url"],
        language=row["language"],
        voice=SectionKind(_sure(row["voice"])),
    )


def _quantity(row: FigureRow) -> Quantity:
    return Quantity(
        kind=Kind(_sure(row["kind"])),
        value=Decimal(_sure(row["value_text"])),
        low=_decimal(row["low_text"]),
        high=_decimal(row["high_text"]),
        bound=Bound(_sure(row["bound"])),
        unit=row["unit"],
        per=row["per"],
        step=Decimal(_sure(row["step_text"])),
        total=_decimal(row["total_text"]),
        vague=bool(row["vague"]),
        in_words=bool(row["in_words"]),
    )


def _place(row: FigureRow) -> Place | None:
    return None if row["place"] is None else Place(row["place"], row["place_code"], tuple(row["place_within"] or ()))


def _evidence(row: Mapping[str, Any]) -> Evidence:
    span = None if row["start"] is None else Span(row["start"], row["end"])
    return Evidence(row["part"], Basis(row["basis"]), row["rule"], span)


def _passages(rows: Iterable[PassageRow], kind: type[_Passage]) -> tuple[_Passage, ...]:
    return tuple(kind(Span(one["start"], one["end"]), one["surface"], one["reason"]) for one in rows)


def _metadata(row: Mapping[str, Any]) -> Metadata:
    values = {name: row[name] for name in METADATA_FIELDS}
    return Metadata(**values | {"published": _day(row["published"])})


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _sure(value: _Value | None) -> _Value:
    """Return what a row of its kind always has."""
    if value is None:
        raise ValueError("a value is missing")
    return value
