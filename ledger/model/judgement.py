"""A reviewer's word on a figure or a finding: a row beside it, never over it."""

import hashlib
import json
from collections.abc import Iterable
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


Changes = tuple[tuple[str, str], ...]
"""Parts of a figure and how they ought to read, by part; see `ledger.model.correction`."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """One act of review: who said what of which figure or finding, when, and why.

    `changes` are how parts ought to read: those that a correction names, and those in force that an acceptance
    agrees with. `of` is the digest of what was judged: a figure's own reading, a finding's figures. `undoes` names
    the judgement that an undo takes back.
    """

    target: str
    verb: Verb
    by: str
    at: datetime
    because: str | None = None
    changes: Changes = ()
    of: str | None = None
    undoes: str | None = None

    @property
    def id(self) -> str:
        """The judgement's name, made of all it says: the same in every ledger that has it."""
        told = [
            self.target,
            str(self.verb),
            self.by,
            self.at.isoformat(timespec="microseconds"),
            self.because,
            [list(change) for change in self.changes],
            self.of,
            self.undoes,
        ]
        return "j-" + hashlib.sha256(json.dumps(told).encode()).hexdigest()[:16]


def holding(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Return the judgements that nobody took back, in the order in which they were made.

    The order is that of their times, so that it is the same in every ledger that has them.
    """
    made = sorted(judgements, key=lambda one: (one.at, one.id))
    undone = {one.undoes for one in made if one.verb is Verb.UNDO}
    return [one for one in made if one.verb is not Verb.UNDO and one.id not in undone]
