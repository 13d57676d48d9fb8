"""What a chart shows: figures as marks, and the panels they stand in."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from ledger.exports.colours import Tone

SHAPES = 7  # sources with a shape of their own
OTHERS = SHAPES  # the number of the shape that all further sources share


class Fate(StrEnum):
    """What reviewers made of a figure, as far as a chart shows it."""

    KEPT = "kept"
    CORRECTED = "corrected"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Mark:
    """One figure in a chart.

    `low` and `high` are the ends of what its words allow, None where they leave one open. `start` and `end` are the
    half-open dates it is about. `source` is the number of its source's shape. `was` is the amount that the source
    tells of a figure that was corrected. `told` says it all in a sentence, for who cannot see the chart; `when` and
    `who` are the time and the speaker in it. `place` is told where a panel has figures of several.
    """

    name: str
    value: Decimal
    low: Decimal | None
    high: Decimal | None
    start: date | None = None
    end: date | None = None
    source: int = 0
    told: str = ""
    label: str = ""
    href: str | None = None
    tone: Tone | None = None
    fate: Fate = Fate.KEPT
    was: Decimal | None = None
    when: str = ""
    who: str = ""
    place: str = ""

    @property
    def words(self) -> str:
        """What stands beside the mark: its amount, and its place where that is not the panel's."""
        return f"{self.label} {self.place}" if self.place else self.label

    @property
    def is_dated(self) -> bool:
        """Tell whether any date of it is known."""
        return self.start is not None or self.end is not None

    @property
    def amounts(self) -> list[Decimal]:
        """Every amount that the chart shows of it."""
        return [amount for amount in (self.value, self.low, self.high, self.was) if amount is not None]


@dataclass(frozen=True, slots=True)
class Panel:
    """Figures in one pair of axes; `clashes` are the names of each two that cannot both be right."""

    title: str
    marks: tuple[Mark, ...]
    clashes: tuple[tuple[str, str], ...] = ()

    @property
    def amounts(self) -> list[Decimal]:
        """Every amount that it shows."""
        return [amount for mark in self.marks for amount in mark.amounts]


@dataclass(frozen=True, slots=True)
class Chart:
    """The panels of one measure, the sources by their shapes, and the unit of the amounts."""

    name: str
    title: str
    unit: str
    panels: tuple[Panel, ...]
    sources: tuple[str, ...]
    left_out: int = 0
    frame: tuple[int, int] = (760, 330)

    @property
    def amounts(self) -> list[Decimal]:
        """Every amount that its panels show."""
        return [amount for panel in self.panels for amount in panel.amounts]
