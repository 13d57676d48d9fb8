"""What became of the sources since they were read: of each file, and of each quote in it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from ledger.model.figure import Figure
from ledger.model.span import Span


class State(StrEnum):
    """How a source stands to what was read of it."""

    UNCHANGED = "unchanged"  # the same bytes under the same name, whatever its date
    MOVED = "moved"  # the same bytes under another name
    CHANGED = "changed"  # other bytes
    MISSING = "missing"  # nowhere that was looked
    UNREADABLE = "unreadable"  # there, and cannot be read now
    ALTERED = "altered"  # what the ledger keeps of it is not what was kept


class Stand(StrEnum):
    """How a quote stands in the text as it is now."""

    SAME = "same"  # its words are there, wherever lines break, beside the words that stood beside them
    CONTEXT = "context"  # its words are there once and where they were, with other words before and behind
    MOVED = "moved"  # its words are there once, but elsewhere
    CHANGED = "changed"  # what stood on either side is there, with other words between
    GONE = "gone"  # neither its words are there nor what stood beside them
    UNSURE = "unsure"  # its words stand there more than once, and which of them it was cannot be told


FINE = (State.UNCHANGED, State.MOVED)


@dataclass(frozen=True, slots=True)
class Drift:
    """How a quote stands now, and where; of a changed one `span` is what stands in its place."""

    stand: Stand
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """What became of a source and, where its text is another now, of each figure's quote.

    `path` is the name under which it was read, `found` the one under which it is now. `now` is the text of a changed
    source, in which the drifts tell their places.
    """

    path: str
    document: str
    state: State
    figures: int
    reason: str | None = None
    found: str | None = None
    now: str = ""
    drifts: tuple[tuple[Figure, Drift], ...] = field(default=(), repr=False)

    @property
    def stands(self) -> Mapping[Stand, int]:
        """How many figures' quotes stand how; all as they were where the source is the same."""
        if self.state in FINE:
            return Counter({Stand.SAME: self.figures})
        return Counter(drift.stand for _, drift in self.drifts)
