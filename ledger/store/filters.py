"""Which figures are wanted: what the database can answer goes into the query, the rest is asked of each row."""

import unicodedata
from dataclasses import dataclass, replace
from decimal import Decimal

from sqlalchemy import ColumnElement, Select, and_, false, func, literal, literal_column, or_, select, true

from ledger.model.document import Metadata
from ledger.model.figure import Figure, Source, Status
from ledger.model.period import Period
from ledger.model.quantity import Kind
from ledger.model.span import Span
from ledger.store.rows import AnyRow
from ledger.store.tables import documents, figure_topics, figures, retired, standings

_EVERY_STATUS = tuple(Status)
BUT_REJECTED = tuple(status for status in Status if status is not Status.REJECTED)
_ID_START = "f-"
_ID_LENGTH = 18
_HASH_LENGTH = 64
_AFTER_ANY_DIGIT = "g"  # ids go on in hexadecimal


@dataclass(frozen=True, slots=True)
class FigureFilter:
    """What to ask of figures; all that is given must hold, and nothing given asks nothing.

    `places` are names as they are kept and codes, one of which must be the figure's place or around it. `period` must
    share a day with the figure's. `source` is looked for in publisher, author and title, `search` in the
    quote and the noun, both whatever the case, accents and line breaks. `document` is a path, the end of
    one, or the beginning of a content hash. `ids` may be beginnings of ids. `gone` asks for the figures that the newest
    reading of their text no longer has, in place of those that count. `within` must hold the beginning of the figure.
    """

    topic: str | None = None
    measure: str | None = None
    places: tuple[str, ...] = ()
    period: Period | None = None
    kinds: tuple[Kind, ...] = ()
    unit: str | None = None
    source: str | None = None
    document: str | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    statuses: tuple[Status, ...] = BUT_REJECTED
    search: str | None = None
    ids: tuple[str, ...] = ()
    gone: bool = False
    within: Span | None = None

    @classmethod
    def of_ids(cls, *names: str) -> "FigureFilter":
        """Ask for figures by id, or its beginning, rejected ones too."""
        return cls(ids=names, statuses=_EVERY_STATUS)


_ALL = FigureFilter(statuses=())


def figures_query(wanted: FigureFilter, *, or_corrected: bool = False) -> Select[tuple[object, ...]]:
    """Return the query for the rows that may be wanted, by path and start; see `row_passes`.

    With `or_corrected` it brings the corrected figures whatever they read: `figure_passes` is asked of these.
    """
    query = select(figures, documents.c.path).join(documents, documents.c.sha256 == figures.c.document)
    ordered = query.order_by(documents.c.path, documents.c.sha256, figures.c.start, figures.c.end)
    gone = figures.c.number.in_(select(retired.c.figure).where(retired.c.gone))
    counting = ordered.where(gone if wanted.gone else figures.c.number.not_in(select(retired.c.figure)))
    reads = and_(true(), *_readings(wanted))
    if or_corrected:
        corrected = select(standings.c.target).where(standings.c.status == Status.CORRECTED.value)
        reads = or_(reads, figures.c.id.in_(corrected))
    return counting.where(*_conditions(wanted), reads)


def _conditions(wanted: FigureFilter) -> list[ColumnElement[bool]]:
    """Return what is asked whatever a figure reads."""
    asked: list[tuple[object, ColumnElement[bool]]] = [
        (wanted.ids, named(figures.c.id, wanted.ids)),
        (wanted.document, from_document(wanted.document or "")),
        (wanted.within is not None, _begins_within(wanted.within or Span(0, 0))),
        (Status.UNREVIEWED not in wanted.statuses, figures.c.id.in_(_standing_so(wanted.statuses))),
    ]
    return [condition for value, condition in asked if value]


def _standing_so(statuses: tuple[Status, ...]) -> Select[tuple[str]]:
    return select(standings.c.target).where(standings.c.status.in_([status.value for status in statuses]))


def asks_of_reading(wanted: FigureFilter) -> bool:
    """Tell whether it is asked how a figure reads, which a correction may change."""
    return bool(_readings(wanted))


def leads_to_rows(wanted: FigureFilter) -> bool:
    """Tell whether anything is asked that an index leads to; words and sources are asked of each row."""
    return replace(wanted, search=None, source=None, statuses=()) != _ALL or Status.UNREVIEWED not in wanted.statuses


def _begins_within(span: Span) -> ColumnElement[bool]:
    return and_(figures.c.start >= span.start, figures.c.start < span.end)


def _readings(wanted: FigureFilter) -> list[ColumnElement[bool]]:
    """Return what is asked of how a figure reads."""
    columns = figures.c
    asked: list[tuple[object, ColumnElement[bool]]] = [
        (wanted.topic, columns.number.in_(select(figure_topics.c.figure).where(figure_topics.c.topic == wanted.topic))),
        (wanted.measure, columns.measure == wanted.measure),
        (wanted.places, or_(false(), *map(_in_place, wanted.places))),
        (wanted.kinds, columns.kind.in_([kind.value for kind in wanted.kinds])),
        (wanted.unit, columns.unit == wanted.unit),
    ]
    given = [condition for value, condition in asked if value]
    return given + _amounts(wanted) + (_overlap(wanted.period) if wanted.period else [])


def _amounts(wanted: FigureFilter) -> list[ColumnElement[bool]]:
    # Rounding to a float keeps order, so this lets through a little too much and never too little.
    value = figures.c.value_real
    least = [] if wanted.minimum is None else [value >= float(wanted.minimum)]
    most = [] if wanted.maximum is None else [value <= float(wanted.maximum)]
    return [*least, *most]


def _overlap(period: Period) -> list[ColumnElement[bool]]:
    """Ask that the figure's half-open period shares a day with this one; an open end reaches for ever."""
    start, end = figures.c.period_start, figures.c.period_end
    conditions = [or_(start.is_not(None), end.is_not(None))]
    if period.end is not None:
        conditions.append(or_(start.is_(None), start < period.end))
    if period.start is not None:
        conditions.append(or_(end.is_(None), end > period.start))
    return conditions


def _in_place(place: str) -> ColumnElement[bool]:
    columns = figures.c
    around = (literal(" ") + columns.place_within + " ").icontains(f" {place} ", autoescape=True)
    return or_(columns.place_name == place, columns.place_code == place, around)


def named(column: ColumnElement[str], names: tuple[str, ...]) -> ColumnElement[bool]:
    """Ask that a column of ids has one of these, or begins like one."""
    whole = [name for name in names if len(name) == _ID_LENGTH]
    return or_(column.in_(whole), *(_begins_with(column, name) for name in names if len(name) < _ID_LENGTH))


def _begins_with(column: ColumnElement[str], name: str) -> ColumnElement[bool]:
    begin = name if name.startswith(_ID_START) else _ID_START + name
    return and_(column >= begin, column < begin + _AFTER_ANY_DIGIT)


def from_document(name: str) -> ColumnElement[bool]:
    """Ask for a document by its path, the end of it, or the beginning of its hash."""
    if len(name) == _HASH_LENGTH:
        return figures.c.document == name
    path, sha256 = documents.c.path, documents.c.sha256
    ending = func.substr(path, func.length(path) - literal_column(str(len(name)))) == f"/{name}"
    named = select(sha256).where(or_(path == name, ending, sha256.istartswith(name, autoescape=True)))
    return figures.c.document.in_(named)  # found first, so that an index leads to their figures


def row_passes(row: AnyRow, wanted: FigureFilter, status: Status) -> bool:
    """Tell whether a row of the query is wanted as far as its own columns say; of a corrected one only its status."""
    if status not in wanted.statuses:
        return False
    return status is Status.CORRECTED or _amount_passes(row.value, wanted)


def figure_passes(figure: Figure, wanted: FigureFilter) -> bool:
    """Tell whether a corrected figure reads as is asked."""
    quantity, place = figure.quantity, figure.place
    around = {place.name, place.code, *place.within} if place else set()
    return all(
        [
            wanted.topic is None or wanted.topic in figure.topics,
            wanted.measure is None or wanted.measure == figure.measure,
            not wanted.places or not around.isdisjoint(wanted.places),
            not wanted.kinds or quantity.kind in wanted.kinds,
            wanted.unit is None or wanted.unit == quantity.unit,
            wanted.period is None or _shares_a_day(figure.period, wanted.period),
            _amount_passes(quantity.value, wanted),
            words_pass((figure.quote, figure.noun), wanted),
        ]
    )


def _amount_passes(value: Decimal, wanted: FigureFilter) -> bool:
    above = wanted.minimum is None or value >= wanted.minimum
    return above and (wanted.maximum is None or value <= wanted.maximum)


def _shares_a_day(period: Period, wanted: Period) -> bool:
    if not period.stated:
        return False
    begins = wanted.end is None or period.start is None or period.start < wanted.end
    return begins and (wanted.start is None or period.end is None or period.end > wanted.start)


def source_passes(source: Source | Metadata, wanted: FigureFilter) -> bool:
    """Tell whether the figure's source is one asked for."""
    return wanted.source is None or _any_holds((source.publisher, source.author, source.title), wanted.source)


def words_pass(texts: tuple[str | None, ...], wanted: FigureFilter) -> bool:
    """Tell whether the words searched for are in one of the texts: the quote, the noun."""
    return wanted.search is None or _any_holds(texts, wanted.search)


def _any_holds(texts: tuple[str | None, ...], words: str) -> bool:
    wanted = folded(words)
    return any(text is not None and wanted in folded(text) for text in texts)


def folded(text: str) -> str:
    r"""Return the text without case and accents, every run of white space as one space.

    >>> folded("Policías\nASESINADOS")
    'policias asesinados'
    """
    if text.isascii():
        return " ".join(text.lower().split())
    apart = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(sign for sign in apart if not unicodedata.combining(sign)).split())
