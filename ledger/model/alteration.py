"""What in a ledger is not as its history says."""

from dataclasses import dataclass
from enum import StrEnum


class How(StrEnum):
    """In what way something is not as it was."""

    CHANGED = "changed"
    ADDED = "added"  # by nobody that the history knows of
    GONE = "gone"
    BROKEN = "broken"  # it does not follow what stands before it


@dataclass(frozen=True, slots=True)
class Alteration:
    """Something that is not as it was kept, in one sentence.

    `about` is the path of the document, or the id of the figure or finding, that it belongs to; None where it is of
    the whole ledger. `what` says what sort of thing it is: figure, judgement, entry …
    """

    about: str | None
    what: str
    how: How
    words: str
