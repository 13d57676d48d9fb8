"""A reviewer's word on a figure or a finding: a row beside it, never over it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Verb(StrEnum):
    """What a reviewer did."""

    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"
    NOTE = "note"
    CONFIRM = "confirm"
    DISMISS = "dismiss"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Judgement:
    """One act of review: who said what of which figure or finding, when, and why."""

    target: str
    verb: Verb
    by: str
    at: datetime
    because: str | None = None
    field: str | None = None
    value: str | None = None
