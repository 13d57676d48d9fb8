"""Rows made of records, and records made of rows again."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Row

from ledger.model.document import METADATA_FIELDS, Document, Metadata, Origin, Section, SectionKind
from ledger.model.event import Act, Event, detail_text
from ledger.model.figure import Basis, Change, Evidence, Figure, Modality, Place, Source, Status
from ledger.model.finding import Finding
from ledger.model.judgement import Changes, Judgement, Verb
from ledger.model.period import Mode, Period
from ledger.model.quantity import Bound, Kind, Quantity
from ledger.model.reading import Omission, Problem
from ledger.model.span import Span
from ledger.model.standing import Standing
from ledger.store.tables import READING
from ledger.store.types import Illegible, moment_text

AnyRow = Row[Any]
Values = dict[str, Any]  # one row, by column

_BASES = {basis.value: basis for basis in Basis}
_REMEMBERED = 8192
_STRENGTH = {origin: strength for strength, origin in enumerate(Origin)}


def storable(text: str) -> str:
    r"""Return the text with what no database keeps written out: half a surrogate pair, a NUL.

    File names may hold such halves where their bytes are no UTF-8.

    >>> storable("caf\udce9.txt")
    'caf\\udce9.txt'
    """
    return text.encode("utf-8", "backslashreplace").decode("utf-8").replace("\0", "\ufffd")


# Documents


def document_values(document: Document, run: int) -> Values:
    """Return the row of a document."""
    return {
        "sha256": document.sha256,
        "path": storable(document.path),
        "size": document.size,
        "pages": list(document.pages),
        "added_run": run,
        "text": document.text,
    }


def loading_values(document: Document) -> Values:
    """Return the row of how a document's bytes became text."""
    return {
        "document": document.sha256,
        "format": document.format,
        "encoding": document.encoding,
        "decoded_by": document.decoded_by.value if document.decoded_by else None,
    }


def left_out_values(document: Document) -> list[Values]:
    """Return the rows of what a document's text does not have."""
    return [
        {
            "document": document.sha256,
            "position": position,
            "reason": storable(left.reason),
            "numbers": left.numbers,
            "sample": storable(left.sample),
        }
        for position, left in enumerate(document.left_out)
    ]


def section_values(document: Document) -> list[Values]:
    """Return the rows of a document's sections."""
    return [
        {
            "document": document.sha256,
            "number": section.number,
            "start": section.span.start,
            "end": section.span.end,
            "kind": str(section.kind),
        }
        for section in document.sections
    ]


def all_metadata_values(document: Document) -> list[Values]:
    """Return the rows of what is known about a document and each of its sections."""
    origins = dict(document.origins)
    rows = list(metadata_rows(document.sha256, None, document.metadata, origins))
    for section in document.sections:
        rows += metadata_rows(document.sha256, section.number, section.metadata, {})
    return rows


def metadata_rows(
    document: str, section: int | None, known: Metadata, origins: Mapping[str, Origin]
) -> Iterator[Values]:
    """Yield a row for each known field; where no origin is told the value was found in the text."""
    for field in METADATA_FIELDS:
        value = getattr(known, field)
        if value is not None:
            yield {
                "document": document,
                "section": section,
                "field": field,
                "value": value.isoformat() if isinstance(value, date) else storable(value),
                "origin": str(origins.get(field, Origin.EXTRACTED)),
            }


Known = tuple[Metadata, tuple[tuple[str, Origin], ...]]
NOTHING_KNOWN: Known = (Metadata(), ())


def effective_metadata(rows: Iterable[AnyRow]) -> dict[tuple[str, int | None], Known]:
    """Return what holds for each document and section, with the origin of each value.

    `rows` come in the order they were added: of a field the strongest origin wins, then the latest row.
    """
    best: dict[tuple[str, int | None], dict[str, tuple[Origin, str]]] = {}
    for row in rows:
        fields = best.setdefault((row.document, row.section), {})
        origin = Origin(row.origin)
        if row.field not in fields or _STRENGTH[origin] >= _STRENGTH[fields[row.field][0]]:
            fields[row.field] = (origin, row.value)
    return {key: _known(fields) for key, fields in best.items()}


def _known(fields: Mapping[str, tuple[Origin, str]]) -> Known:
    values: dict[str, Any] = {name: fields[name][1] for name in METADATA_FIELDS if name in fields}
    if "published" in values:
        values["published"] = date.fromisoformat(values["published"])
    return Metadata(**values), tuple((name, fields[name][0]) for name in METADATA_FIELDS if name in fields)


def section_from_row(row: AnyRow, known: Metadata) -> Section:
    """Make a section of its row."""
    return Section(row.number, Span(row.start, row.end), SectionKind(row.kind), known)


# Figures


def figure_values(number: int, figure: Figure, run: int) -> Values:
    """Return the row of a figure; its topics and evidence are rows of their own, which know it by its number."""
    quantity, place, period = figure.quantity, figure.place, figure.period
    return {
        "number": number,
        "id": figure.id,
        "document": figure.source.document,
        "section": figure.source.section,
        "voice": figure.source.voice.value,
        "start": figure.span.start,
        "end": figure.span.end,
        "surface": figure.surface,
        "quote_start": figure.quote_span.start,
        "quote_end": figure.quote_span.end,
        "line": figure.line,
        "paragraph": figure.paragraph,
        "page": figure.page,
        **_quantity_values(quantity),
        "noun": figure.noun,
        "measure": figure.measure,
        "population": figure.population,
        "change": figure.change.value if figure.change else None,
        "place_name": place.name if place else None,
        "place_code": place.code if place else None,
        "place_within": " ".join(place.within) if place else None,
        "period_start": period.start,
        "period_end": period.end,
        "period_text": period.text,
        "period_mode": period.mode.value if period.mode else None,
        "as_of": figure.as_of,
        "attribution": figure.attribution,
        "modality": figure.modality.value,
        "rule": figure.rule,
        "run": run,
    }


def _quantity_values(quantity: Quantity) -> Values:
    return {
        "kind": quantity.kind.value,
        "value": quantity.value,
        "low": quantity.low,
        "high": quantity.high,
        "value_real": float(quantity.value),
        "low_real": None if quantity.low is None else float(quantity.low),
        "high_real": None if quantity.high is None else float(quantity.high),
        "bound": quantity.bound.value,
        "unit": quantity.unit,
        "per": quantity.per,
        "step": quantity.step,
        "total": quantity.total,
        "vague": quantity.vague,
        "in_words": quantity.in_words,
    }


def topic_values(figures: Iterable[tuple[int, Figure]]) -> list[Values]:
    """Return the rows of the numbered figures' topics."""
    return [
        {"figure": number, "position": position, "topic": topic}
        for number, figure in figures
        for position, topic in enumerate(figure.topics)
    ]


def evidence_values(figures: Iterable[tuple[int, Figure]]) -> list[Values]:
    """Return the rows of the numbered figures' evidence."""
    return [
        {
            "figure": number,
            "position": position,
            "part": item.part,
            "basis": item.basis.value,
            "rule": item.rule,
            "start": item.span.start if item.span else None,
            "end": item.span.end if item.span else None,
        }
        for number, figure in figures
        for position, item in enumerate(figure.evidence)
    ]


def figure_from_row(
    row: AnyRow,
    source: Source,
    quote: str,
    topics: Sequence[str],
    evidence: Sequence[Evidence],
    status: Status,
) -> Figure:
    """Make a figure of its row and of what is kept beside it."""
    return Figure(
        source=source,
        span=Span(row.start, row.end),
        surface=row.surface,
        quote_span=Span(row.quote_start, row.quote_end),
        quote=quote,
        quantity=_quantity_from_row(row),
        line=row.line,
        paragraph=row.paragraph,
        page=row.page,
        noun=row.noun,
        topics=tuple(topics),
        measure=row.measure,
        population=row.population,
        change=Change(row.change) if row.change else None,
        place=_place_from_row(row),
        period=_period(row.period_start, row.period_end, row.period_text, row.period_mode),
        as_of=row.as_of,
        attribution=row.attribution,
        modality=Modality(row.modality),
        status=status,
        rule=row.rule,
        evidence=tuple(evidence),
    )


def _quantity_from_row(row: AnyRow) -> Quantity:
    return Quantity(
        kind=Kind(row.kind),
        value=row.value,
        low=row.value if row.low == row.value else row.low,  # of most figures the three are one number, kept once
        high=row.value if row.high == row.value else row.high,
        bound=Bound(row.bound),
        unit=row.unit,
        per=row.per,
        step=row.step,
        total=row.total,
        vague=row.vague,
        in_words=row.in_words,
    )


def _place_from_row(row: AnyRow) -> Place | None:
    if row.place_name is None:
        return None
    return _place(row.place_name, row.place_code, row.place_within)


# The figures of a ledger are about the same few thousand places and times: each is made once.


@lru_cache(_REMEMBERED)
def _place(name: str, code: str | None, within: str) -> Place:
    return Place(name, code, tuple(within.split()))


@lru_cache(_REMEMBERED)
def _period(start: date | None, end: date | None, text: str | None, mode: str | None) -> Period:
    return Period(start, end, text, Mode(mode) if mode else None)


@lru_cache(_REMEMBERED)
def make_evidence(part: str, basis: str, rule: str, start: int | None, end: int | None) -> Evidence:
    """Make a piece of evidence of its columns: there are several to a figure, so this one has to be quick."""
    return Evidence(part, _BASES[basis], rule, None if start is None or end is None else Span(start, end))


def source_of(document: str, path: str, section: int | None, voice: str, known: Metadata) -> Source:
    """Make the source of a figure, `known` being the section's values over the document's."""
    return Source(
        path=path,
        document=document,
        section=section,
        title=known.title,
        publisher=known.publisher,
        author=known.author,
        published=known.published,
        url=known.url,
        language=known.language,
        voice=SectionKind(voice),
    )


# What is kept beside figures


def passage_values(document: str, run: int, passages: Iterable[Omission | Problem]) -> list[Values]:
    """Return the rows of omissions or problems."""
    return [
        {
            "document": document,
            "run": run,
            "start": passage.span.start,
            "end": passage.span.end,
            "surface": storable(passage.surface),
            "reason": storable(passage.reason),
        }
        for passage in passages
    ]


def finding_values(finding: Finding) -> Values:
    """Return the row of a finding; the figures it rests on are rows of their own."""
    return {
        "id": finding.id,
        "kind": finding.kind.value,
        "check_name": finding.check,
        "severity": finding.severity,
        "reason": storable(finding.reason),
        "assumed": " ".join(finding.assumed),
    }


def storable_judgement(judgement: Judgement) -> Judgement:
    """Return a judgement as the database keeps it, which is what its id is made of."""
    because = None if judgement.because is None else storable(judgement.because)
    at = datetime.fromisoformat(moment_text(judgement.at))
    changes = changes_from_text(changes_text(judgement.changes))
    return replace(judgement, by=storable(judgement.by), at=at, because=because, changes=changes)


def judgement_values(judgement: Judgement) -> Values:
    """Return the row of a judgement that can be kept as it is."""
    return {
        "id": judgement.id,
        "target": judgement.target,
        "verb": judgement.verb.value,
        "by": judgement.by,
        "at": judgement.at,
        "because": judgement.because,
        "changes": changes_text(judgement.changes),
        "of": judgement.of,
        "undoes": judgement.undoes,
    }


def judgement_from_row(row: AnyRow) -> Judgement:
    """Make a judgement of its row."""
    changes = changes_from_text(row.changes)
    return Judgement(row.target, Verb(row.verb), row.by, row.at, row.because, changes, row.of, row.undoes)


def changes_text(changes: Changes) -> str:
    """Return the one text that changes are kept as."""
    return json.dumps(dict(changes), sort_keys=True)


def changes_from_text(text: str) -> Changes:
    """Return the changes kept as a text."""
    return tuple(sorted(json.loads(text).items()))


def standing_values(target: str, standing: Standing) -> Values:
    """Return the row of how a figure stands, without how it reads."""
    return {
        "target": target,
        "status": standing.status.value,
        "changes": changes_text(standing.changes),
        "of": standing.of,
        **dict.fromkeys(("as_read", "topics", *READING)),
    }


def reading_values(figure: Figure) -> Values:
    """Return the columns that tell how a figure reads, of one that was corrected with how its source reads."""
    row, record = figure_values(0, figure, 0), figure.to_record()
    told = {name: row[name] for name in READING if name != "basis"}
    beside = {name: _json(record[name]) for name in ("basis", "topics", "as_read")}
    return told | beside


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)


def standing_from_row(row: AnyRow) -> Standing:
    """Make of its row how a figure stands."""
    return Standing(Status(row.status), changes_from_text(row.changes), row.of)


def event_values(event: Event) -> Values:
    """Return the row of an entry of the history."""
    return {
        "chain": event.chain,
        "position": event.position,
        "at": event.at,
        "by": event.by,
        "act": event.act.value,
        "about": event.about,
        "detail": detail_text(event.detail),
        "rows": event.rows,
        "before": event.before,
        "hash": event.hash,
    }


def event_from_row(row: AnyRow) -> Event:
    """Make an entry of the history of its row."""
    try:
        told = json.loads(row.detail)
    except (TypeError, ValueError) as error:
        raise Illegible(str(error)) from error
    return Event(row.chain, row.position, row.at, row.by, Act(row.act), row.about, told, row.rows, row.before)


def finding_figure_values(findings: Iterable[Finding]) -> list[Values]:
    """Return the rows of the figures that findings rest on."""
    return [
        {"finding": finding.id, "position": position, "figure": figure.id}
        for finding in findings
        for position, figure in enumerate(finding.figures)
    ]
