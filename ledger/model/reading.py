"""What reading a document yields: figures, numbers passed over, and what could not be read."""

from dataclasses import dataclass

from ledger.model.document import Document
from ledger.model.figure import Figure
from ledger.model.span import Span


@dataclass(frozen=True, slots=True)
class Omission:
    """A number seen and, for a stated reason, not read as a figure."""

    span: Span
    surface: str
    reason: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a document that could not be read; kept and shown, never dropped."""

    span: Span
    surface: str
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One pass of the reader over one document: every number of the text is in one of the three."""

    document: Document
    figures: tuple[Figure, ...]
    omissions: tuple[Omission, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Reread:
    """What a new reading of a text changed.

    `otherwise` are the figures that read otherwise now, each as it was and as it is; `kept` those that stay as they
    are because somebody vouched for them, or spoke of them, although the reader now has them otherwise (as it has
    them) or not at all (None).
    """

    document: str
    path: str
    same: int = 0
    new: tuple[Figure, ...] = ()
    gone: tuple[Figure, ...] = ()
    otherwise: tuple[tuple[Figure, Figure], ...] = ()
    kept: tuple[tuple[Figure, Figure | None], ...] = ()
