"""Readings made up for the tests of the store: simple ones by number, and strange ones by Hypothesis."""

import string
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import strategies as st

from ledger.model.correction import Field, field_text
from ledger.model.document import Decoding, Document, LeftOut, Metadata, Origin, Section, SectionKind
from ledger.model.figure import Basis, Change, Evidence, Figure, Modality, Place, Source
from ledger.model.finding import Finding, FindingKind, Gate
from ledger.model.judgement import Changes, Judgement, Verb
from ledger.model.period import Mode, Period
from ledger.model.quantity import Bound, Kind, Quantity
from ledger.model.reading import Omission, Problem, Reading
from ledger.model.span import Span
from ledger.store.checks import add_check
from ledger.store.engine import Ledger, open_ledger
from ledger.store.writes import add_findings, add_judgement, add_reading, add_readings, start_run

SENTENCE = "In 2019 at least {} people were killed in México. "
MEXICO = Place("México", "MX", ())
ECATEPEC = Place("Ecatepec de Morelos", None, ("MX-MEX", "MX"))
IN_2019 = Period(date(2019, 1, 1), date(2020, 1, 1), "2019", Mode.PERIOD)


ON_BOTH = pytest.mark.parametrize("kind", ["file", "server"])
"""What a test is marked by that is asked of a ledger in a file and of one on a server."""


def make_reading(number: int, figures: int = 3, **parts: Any) -> Reading:
    """Make a reading of a document of its own for each number; `parts` change what its figures say."""
    amounts = [f"{1000 + 7 * number + index:,}" for index in range(figures)]
    text = f"Report {number}. " + "".join(SENTENCE.format(amount) for amount in amounts)
    known = Document.from_text(text, path=f"reports/{number:05}.txt", publisher="Fiscalía", title=f"Report {number}")
    document = replace(known, left_out=(LeftOut("hidden on the page", number + 1, f"{number} hidden"),))
    omission = Omission(Span(7, 7 + len(str(number))), str(number), "a number in a title")
    return Reading(document, tuple(make_figure(document, amount, **parts) for amount in amounts), (omission,))


def make_figure(document: Document, surface: str, **parts: Any) -> Figure:
    """Make the figure that stands at these words of a document."""
    start = document.text.index(f" {surface} ") + 1
    quote = Span(document.text.rindex("In ", 0, start), document.text.index(".", start) + 1)
    value = Decimal(surface.replace(",", ""))
    found = Span(start, start + len(surface))
    told: dict[str, Any] = {
        "noun": "people",
        "topics": ("homicides", "aid"),
        "measure": "killed",
        "place": MEXICO,
        "period": IN_2019,
        "evidence": (Evidence("value", Basis.TEXT, "digits", found), Evidence("place", Basis.SENTENCE, "in", None)),
    }
    return Figure(
        source=source_of(document, document.sections[0]),
        span=found,
        surface=surface,
        quote_span=quote,
        quote=quote.of(document.text),
        quantity=parts.pop("quantity", Quantity(Kind.COUNT, value, value, None, Bound.AT_LEAST, "person")),
        line=1,
        **(told | parts),
    )


def source_of(document: Document, section: Section | None) -> Source:
    """Return where figures of this section stand."""
    known = section.metadata.over(document.metadata) if section else document.metadata
    return Source(
        path=document.path,
        document=document.sha256,
        section=section.number if section else None,
        title=known.title,
        publisher=known.publisher,
        author=known.author,
        published=known.published,
        url=known.url,
        language=known.language,
        voice=section.kind if section else SectionKind.BODY,
    )


def changes_to(figure: Figure, **parts: Any) -> Changes:
    """Return the changes by which a figure reads as these parts of it say."""
    wanted = replace(figure, **parts)
    told = {field: field_text(wanted, field) for field in sorted(Field)}
    return tuple((str(field), text) for field, text in told.items() if text != field_text(figure, field))


def make_ledger(path: Path | str, *readings: Reading) -> Ledger:
    """Open a ledger that holds these readings."""
    ledger = open_ledger(str(path), write=True, create=True)
    run = start_run(ledger, reader="1", lexicon="words", program="0.1.0")
    list(add_readings(ledger, readings, run))
    return ledger


def a_finding(*figures: Figure, check: str = "total") -> Finding:
    """Make a finding of these figures."""
    return Finding(FindingKind.ARITHMETIC, check, 0.75, figures, "They do not add up.", (Gate.PLACE, Gate.PERIOD))


def fill_every_table(ledger: Ledger) -> None:
    """Put a row into every table but those that are worked out."""
    reading = make_reading(50)
    add_reading(ledger, replace(reading, problems=tuple(make_reading(51).omissions)), 1)  # type: ignore[arg-type]
    add_findings(ledger, [a_finding(*reading.figures)])
    noon = datetime(2024, 5, 1, 12, 0, tzinfo=UTC)
    add_judgement(ledger, Judgement(reading.figures[0].id, Verb.NOTE, "ana", noon))
    add_check(ledger, [a_finding(*reading.figures)], figures=18, program="0.1.0")


# Strange readings

_CLEAN = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
_WORDS = st.text(_CLEAN, max_size=12)
_MAYBE_WORDS = st.none() | _WORDS
_KEYS = st.text(string.ascii_lowercase + "-_%", min_size=1, max_size=8)
_DAYS = st.none() | st.dates()
_COUNTS = st.none() | st.integers(1, 10**9)
AMOUNTS = st.decimals(allow_nan=False, allow_infinity=False)
_MAYBE_AMOUNTS = st.none() | AMOUNTS

_METADATA = st.builds(
    Metadata, _MAYBE_WORDS, _MAYBE_WORDS, _MAYBE_WORDS, _DAYS, _MAYBE_WORDS, st.none() | st.sampled_from(["en", "es"])
)
_QUANTITIES = st.builds(
    Quantity,
    kind=st.sampled_from(Kind),
    value=AMOUNTS,
    low=_MAYBE_AMOUNTS,
    high=_MAYBE_AMOUNTS,
    bound=st.sampled_from(Bound),
    unit=_MAYBE_WORDS,
    per=_MAYBE_WORDS,
    step=AMOUNTS,
    total=_MAYBE_AMOUNTS,
    vague=st.booleans(),
    in_words=st.booleans(),
)
_PLACES = st.builds(Place, _WORDS, _MAYBE_WORDS, st.lists(_KEYS, max_size=3).map(tuple))
_PERIODS = st.builds(Period, _DAYS, _DAYS, _MAYBE_WORDS, st.none() | st.sampled_from(Mode))


@st.composite
def spans(draw: st.DrawFn, length: int) -> Span:
    """Draw a span of a text of this length, maybe an empty one."""
    start = draw(st.integers(0, length))
    return Span(start, draw(st.integers(start, length)))


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Draw a document of one to three sections, each with metadata of its own."""
    text = draw(st.text(_CLEAN, min_size=1, max_size=60))
    edges = [0, *sorted(draw(st.lists(st.integers(0, len(text)), max_size=2))), len(text)]
    kinds = st.sampled_from(SectionKind)
    sections = tuple(
        Section(number, Span(edges[number - 1], edges[number]), draw(kinds), draw(_METADATA))
        for number in range(1, len(edges))
    )
    known = draw(_METADATA)
    plain = Document.from_text(text, path=draw(_WORDS))
    named = [name for name in Metadata.__dataclass_fields__ if getattr(known, name) is not None]
    return Document(
        text=text,
        sha256=plain.sha256,
        path=plain.path,
        metadata=known,
        sections=sections,
        origins=tuple((name, draw(st.sampled_from(Origin))) for name in named),
        pages=tuple(draw(st.lists(st.integers(0, len(text)), max_size=3))),
        size=plain.size,
        format=draw(_KEYS),
        encoding=draw(st.none() | _KEYS),
        decoded_by=draw(st.none() | st.sampled_from(Decoding)),
        left_out=tuple(draw(st.lists(st.builds(LeftOut, _WORDS, st.integers(0, 2**40), _WORDS), max_size=2))),
    )


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """Draw a reading in which every field of a figure takes every kind of value."""
    document = draw(documents())
    length = len(document.text)
    places = draw(st.lists(spans(length), max_size=4, unique=True))
    passages = [(span, span.of(document.text), draw(_WORDS)) for span in draw(st.lists(spans(length), max_size=3))]
    return Reading(
        document,
        tuple(draw(_figures(document, span)) for span in sorted(places)),
        tuple(Omission(*passage) for passage in passages),
        tuple(Problem(*passage) for passage in passages),
    )


@st.composite
def figures(draw: st.DrawFn) -> Figure:
    """Draw a figure of a document of its own."""
    document = draw(documents())
    return draw(_figures(document, draw(spans(len(document.text)))))


@st.composite
def _figures(draw: st.DrawFn, document: Document, span: Span) -> Figure:
    length = len(document.text)
    quote = draw(spans(length))
    grounds = st.builds(Evidence, _KEYS, st.sampled_from(Basis), _WORDS, st.none() | spans(length))
    return Figure(
        source=source_of(document, draw(st.none() | st.sampled_from(document.sections))),
        span=span,
        surface=span.of(document.text),
        quote_span=quote,
        quote=quote.of(document.text),
        quantity=draw(_QUANTITIES),
        line=draw(st.integers(1, 10**6)),
        paragraph=draw(_COUNTS),
        page=draw(_COUNTS),
        noun=draw(_MAYBE_WORDS),
        topics=tuple(draw(st.lists(_KEYS, max_size=3, unique=True))),
        measure=draw(_MAYBE_WORDS),
        population=draw(_MAYBE_WORDS),
        change=draw(st.none() | st.sampled_from(Change)),
        place=draw(st.none() | _PLACES),
        period=draw(_PERIODS),
        as_of=draw(_DAYS),
        attribution=draw(_MAYBE_WORDS),
        modality=draw(st.sampled_from(Modality)),
        rule=draw(_WORDS),
        evidence=tuple(draw(st.lists(grounds, max_size=3))),
    )
