"""What a report tells: findings, measures with their figures and charts, sources, and how it was made."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ledger.exports.charts.marks import Chart
from ledger.exports.colours import Tone
from ledger.exports.report.passages import Excerpts
from ledger.model.document import Metadata
from ledger.model.figure import Figure
from ledger.model.finding import Finding
from ledger.model.judgement import Judgement


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure of the report, with what the findings make of it, what reviewers said, and the page it is from."""

    figure: Figure
    findings: tuple[Finding, ...] = ()
    tone: Tone | None = None
    said: tuple[Judgement, ...] = ()
    link: str | None = None
    has_row: bool = True


@dataclass(frozen=True, slots=True)
class Rows:
    """Figures that count the same, with the ends and the best of what they say; without a title one after the other."""

    figures: tuple[Shown, ...]
    title: str | None = None
    low: Decimal | None = None
    best: Decimal | None = None
    high: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Measured:
    """One measure: its figures in rows, and the chart of them where there is something to draw."""

    key: str
    title: str
    rows: tuple[Rows, ...]
    chart: Chart | None
    disagreeing: int = 0

    @property
    def number(self) -> int:
        """How many figures it has."""
        return sum(len(rows.figures) for rows in self.rows)


@dataclass(frozen=True, slots=True)
class FindingShown:
    """A finding with the last word of each reviewer on it."""

    finding: Finding
    said: tuple[Judgement, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceShown:
    """A document of the report: what is known about it, and the passages with figures of the report in them."""

    sha256: str
    path: str
    metadata: Metadata
    excerpts: Excerpts
    figures: int


@dataclass(frozen=True, slots=True)
class Making:
    """How a report was made: the program, what read the texts, the history of the ledger, and the command."""

    program: str
    readers: tuple[str, ...]
    lexicons: tuple[str, ...]
    entries: int
    head: str
    command: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What a page has no room for: figures in all, and of each measure by its title, and findings."""

    figures: int = 0
    findings: int = 0
    measures: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """All that the page tells, in the order in which it does.

    `alone` counts the figures that no second source tells, `newest` is the date of the newest document.
    """

    title: str
    topic: str | None
    figures: Mapping[str, Shown]
    findings: tuple[FindingShown, ...]
    alone: int
    measures: tuple[Measured, ...]
    single: tuple[Rows, ...]
    sources: tuple[SourceShown, ...]
    newest: date | None
    making: Making
    left_out: LeftOut = LeftOut()

    @property
    def number(self) -> int:
        """How many figures stand in its tables."""
        return sum(measured.number for measured in self.measures) + sum(len(rows.figures) for rows in self.single)
