"""A figure: an amount stated in a document, with what makes it comparable."""

import hashlib
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from ledger.model.document import SectionKind
from ledger.model.period import UNSTATED, Period
from ledger.model.quantity import Quantity
from ledger.model.span import Span


class Modality(StrEnum):
    """Whether the amount is told as a fact."""

    STATED = "stated"
    PLANNED = "planned"  # promised, proposed, committed
    PROJECTED = "projected"  # expected, forecast
    HYPOTHETICAL = "hypothetical"  # "if", "could", rhetorical
    DENIED = "denied"  # "did not reach"


class Change(StrEnum):
    """The direction of an amount that is a change and not a level."""

    INCREASE = "increase"
    DECREASE = "decrease"
    DIFFERENCE = "difference"  # direction not told: "a gap of 73"


ENDS_OF_LENGTH = "ends of a length"  # the rule of a period whose ends a sentence tells beside a length of time
FISCAL_YEAR = "fiscal_year"  # the part of a figure whose rule tells from when to when its fiscal year runs


class Basis(StrEnum):
    """How near to the figure a part of it was found, nearest first."""

    TEXT = "text"  # in the words next to the amount
    SENTENCE = "sentence"  # elsewhere in the sentence, or carried along a list in it
    PARAGRAPH = "paragraph"  # an earlier sentence of the paragraph
    SECTION = "section"  # the section's title, date, or an earlier paragraph
    DOCUMENT = "document"  # the document's title, metadata, or the place it mostly speaks of


class Status(StrEnum):
    """What reviewers have said of a figure."""

    UNREVIEWED = "unreviewed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    CORRECTED = "corrected"
    DISPUTED = "disputed"


_CORRECTABLE = (
    *("kind", "value", "low", "high", "bound", "unit", "per", "noun", "topics", "measure", "population", "change"),
    *("place", "place_code", "period_start", "period_end", "period_text", "mode", "as_of", "attribution", "modality"),
)
_BESIDE = ", "  # between the names of places that are meant together


@dataclass(frozen=True, slots=True)
class Place:
    """A place, with the codes of the places around it.

    `name` is the narrowest place alone: countries in English, the rest by their local name. `code` is
    ISO 3166 where there is one. `within` holds the codes of all that contain it, narrowest first, its
    own left out: Ecatepec is within ("MX-MEX", "MX"). Several places together have no code: "Cusco, Puno".
    """

    name: str
    code: str | None = None
    within: tuple[str, ...] = ()

    @property
    def parts(self) -> tuple[str, ...]:
        """The names of the places that are meant together, none where it is one."""
        return tuple(self.name.split(_BESIDE)) if self.code is None and _BESIDE in self.name else ()


@dataclass(frozen=True, slots=True)
class Source:
    """Where a figure stands: the document, and the section's own title, author and date where it has them."""

    path: str
    document: str
    section: int | None = None
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: date | None = None
    url: str | None = None
    language: str | None = None
    voice: SectionKind = SectionKind.BODY

    @property
    def name(self) -> str:
        """Who speaks here, as far as is known: publisher, author, title, else the file's name."""
        return self.publisher or self.author or self.title or self.path.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a part of a figure reads as it does: the words and the rule.

    `part` is a field's name ("value", "bound", "unit", "noun", "measure", "period", "place", …).
    `span` is None where the words are not in the text (a file's metadata).
    """

    part: str
    basis: Basis
    rule: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """One amount stated in a document; see `Quantity` for the amount itself.

    The span law: `document.text[figure.span.start:figure.span.end] == figure.surface`, and the same
    for `quote_span` and `quote`, from first reading to last export.
    """

    source: Source
    span: Span
    surface: str
    quote_span: Span
    quote: str
    quantity: Quantity
    line: int
    paragraph: int | None = None
    page: int | None = None
    noun: str | None = None
    topics: tuple[str, ...] = ()
    measure: str | None = None
    population: str | None = None
    change: Change | None = None
    place: Place | None = None
    period: Period = UNSTATED
    as_of: date | None = None
    attribution: str | None = None
    modality: Modality = Modality.STATED
    status: Status = Status.UNREVIEWED
    rule: str = "number"
    evidence: tuple[Evidence, ...] = ()
    as_read: "Figure | None" = None  # of a corrected figure the one its source tells

    @property
    def id(self) -> str:
        """The figure's name, the same in every ledger."""
        return figure_id(self.source.document, self.span)

    @property
    def amount_is_corrected(self) -> bool:
        """Tell whether a reviewer has put another amount in place of the one that the words tell."""
        return self.as_read is not None and self.as_read.quantity != self.quantity

    @property
    def basis(self) -> dict[str, Basis]:
        """How near each inferred part was found; parts stated in the figure's own words are left out."""
        return {e.part: e.basis for e in self.evidence if e.basis is not Basis.TEXT}

    def basis_of(self, part: str) -> Basis:
        """Return how near a part was found; the figure's own words where nothing else is known."""
        found = Basis.TEXT
        for e in self.evidence:
            if e.part == part and e.basis is not Basis.TEXT:
                found = e.basis
        return found

    @property
    def window(self) -> tuple[date | None, date | None]:
        """The half-open dates the amount covers: those of its fiscal year where that is known, else its period's.

        A fiscal year keeps the year it is named by as its period, so that it is found by that.
        """
        for e in self.evidence:
            if e.part == FISCAL_YEAR:
                first, _, after = e.rule.partition("/")
                return date.fromisoformat(first), date.fromisoformat(after)
        return self.period.start, self.period.end

    def to_record(self) -> dict[str, object]:
        """Return the figure as a flat mapping of plain values, in the promised order of fields.

        Amounts are `int` or `float` where those hold every digit, else `Decimal`.
        """
        source, quantity, period, place = self.source, self.quantity, self.period, self.place
        return {
            "id": self.id,
            "path": source.path,
            "document": source.document,
            "section": source.section,
            "title": source.title,
            "publisher": source.publisher,
            "author": source.author,
            "published": _iso(source.published),
            "url": source.url,
            "start": self.span.start,
            "end": self.span.end,
            "line": self.line,
            "page": self.page,
            "paragraph": self.paragraph,
            "surface": self.surface,
            "quote": self.quote,
            "kind": str(quantity.kind),
            "value": plain_number(quantity.value),
            "low": plain_number(quantity.low),
            "high": plain_number(quantity.high),
            "bound": str(quantity.bound),
            "unit": quantity.unit,
            "per": quantity.per,
            "noun": self.noun,
            "topics": list(self.topics),
            "measure": self.measure,
            "population": self.population,
            "change": str(self.change) if self.change else None,
            "place": place.name if place else None,
            "place_code": place.code if place else None,
            "period_start": _iso(period.start),
            "period_end": _iso(period.end),
            "period_text": period.text,
            "mode": str(period.mode) if period.mode else None,
            "as_of": _iso(self.as_of),
            "attribution": self.attribution,
            "modality": str(self.modality),
            "basis": {part: str(basis) for part, basis in self.basis.items()},
            "status": str(self.status),
            "rule": self.rule,
            "as_read": self._read_otherwise(),
        }

    def _read_otherwise(self) -> dict[str, object]:
        """Return the fields that a reviewer has corrected as the source reads them."""
        if self.as_read is None:
            return {}
        now, read = replace(self, as_read=None).to_record(), self.as_read.to_record()
        return {name: read[name] for name in _CORRECTABLE if read[name] != now[name]}


def figure_id(document: str, span: Span) -> str:
    """Return the name of the figure at `span` of the document with this content hash.

    >>> figure_id("edfb845f5843586b0dc65a541ddc075ed116282da1b25ba0525d4d6f61dbe6c9", Span(18, 23))
    'f-a95c314626a9976a'
    """
    name = f"{document}:{span.start}:{span.end}"
    return "f-" + hashlib.sha256(name.encode()).hexdigest()[:16]


def plain_number(amount: Decimal | None) -> int | float | Decimal | None:
    """Return the amount as `int` or `float` where no digit is lost, else as it is.

    >>> plain_number(Decimal("3E+9")), plain_number(Decimal("1.6"))
    (3000000000, 1.6)
    """
    if amount is None or not amount.is_finite():
        return None
    if amount == amount.to_integral_value():
        return int(amount)
    near = float(amount)
    return near if Decimal(repr(near)) == amount else amount


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
