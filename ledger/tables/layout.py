"""The columns of a table of figures, each with its type; `figure_rows` fills them and reads them.

A row is one figure, or a text in which none was found, or one that could not be read. Two columns, `text` and
`reading`, are filled on the first row of each text alone: what a ledger needs beside the figures, so that it need not
read the text again. Rows hold what JSON can say: a day is its ISO text.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple, NewType, TypedDict

LAYOUT = 1  # another number is another meaning of the columns
Day = NewType("Day", str)
Number = int | float | Decimal


class EvidenceRow(TypedDict):
    """Why a part of a figure reads as it does; no span where the words are not in the text."""

    part: str
    basis: str
    rule: str
    start: int | None
    end: int | None


class PassageRow(TypedDict):
    """A number that is no figure, or that could not be read."""

    start: int
    end: int
    surface: str
    reason: str


class LeftOutRow(TypedDict):
    """What the text does not have."""

    reason: str
    numbers: int
    sample: str


class OriginRow(TypedDict):
    """Where a value about the text comes from."""

    field: str
    origin: str


class KnownRow(TypedDict):
    """What is known about a text or a part of it; the date is ISO text, as all in `reading` is for ledgers."""

    title: str | None
    author: str | None
    publisher: str | None
    published: str | None
    url: str | None
    language: str | None


class SectionRow(KnownRow):
    """A part of a text, with what is known of it alone."""

    number: int
    start: int
    end: int
    kind: str


class ReadingRow(KnownRow):
    """All of a reading but its figures; `digest` is of everything that a ledger is made of."""

    layout: int
    reader: str
    lexicon: str
    digest: str
    figures: int
    size: int
    format: str
    encoding: str | None
    decoded_by: str | None
    origins: list[OriginRow]
    pages: list[int]
    sections: list[SectionRow]
    left_out: list[LeftOutRow]
    omissions: list[PassageRow]
    problems: list[PassageRow]


class FigureRow(TypedDict):
    """One row. The fields up to `rule` are those of a figure as JSON; its parts behind them are for ledgers."""

    id: str | None
    path: str
    document: str | None
    section: int | None
    title: str | None
    publisher: str | None
    author: str | None
    published: Day | None
    url: str | None
    start: int | None
    end: int | None
    line: int | None
    page: int | None
    paragraph: int | None
    surface: str | None
    quote: str | None
    kind: str | None
    value: Number | None
    low: Number | None
    high: Number | None
    bound: str | None
    unit: str | None
    per: str | None
    noun: str | None
    topics: list[str] | None
    measure: str | None
    population: str | None
    change: str | None
    place: str | None
    place_code: str | None
    period_start: Day | None
    period_end: Day | None
    period_text: str | None
    mode: str | None
    as_of: Day | None
    attribution: str | None
    modality: str | None
    basis: dict[str, str] | None
    status: str | None
    rule: str | None
    value_text: str | None
    low_text: str | None
    high_text: str | None
    step_text: str | None
    total_text: str | None
    vague: bool | None
    in_words: bool | None
    place_within: list[str] | None
    language: str | None
    voice: str | None
    quote_start: int | None
    quote_end: int | None
    evidence: list[EvidenceRow] | None
    row: int
    failure: str | None
    text: str | None
    reading: ReadingRow | None


class FigureTable(NamedTuple):
    """A table of figures that is open: how many rows it has, at most, and each, told once."""

    length: int
    rows: Iterator[FigureRow]


COLUMNS = tuple(FigureRow.__annotations__)
NUMBERS = ("value", "low", "high")  # of which Arrow has the nearest float, and `value_text` every digit
# What follows from other columns, or only says where the row stood.
TOLD_TWICE = frozenset((*NUMBERS, "id", "surface", "quote", "basis", "row", "failure"))
