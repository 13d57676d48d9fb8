"""The history of a ledger: what was done to it, by whom and when, each entry naming the one before by its hash."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

DIGEST = 16  # bytes that a row is known by
FIRST = "0" * 64  # what the first entry of a chain has before it


class Act(StrEnum):
    """What was done."""

    BEGIN = "begin"  # the ledger was made
    ADD = "add"  # a document came in and was read
    REREAD = "reread"  # a document that was in was read again
    EDIT = "edit"  # what is known about a document was put right
    FIND = "find"  # a finding was kept, to be judged
    JUDGE = "judge"  # a reviewer said something of a figure or a finding
    MERGE = "merge"  # what another ledger had came in


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of a chain.

    `chain` is the name of the ledger in which it happened, `position` its place there, from 0. `about` is the document,
    figure or finding it is of, or the other ledger's name; `detail` what else there is to say of it. `rows` are the
    digests of all that it brought in, one after the other.
    """

    chain: str
    position: int
    at: datetime
    by: str | None
    act: Act
    about: str | None = None
    detail: Mapping[str, object] = field(default_factory=dict)
    rows: bytes = b""
    before: str = FIRST

    @property
    def hash(self) -> str:
        """The name of the entry, made of all it says and of the entry before."""
        told = [
            self.chain,
            self.position,
            self.at.isoformat(timespec="microseconds"),
            self.by,
            str(self.act),
            self.about,
            detail_text(self.detail),
            hashlib.sha256(self.rows).hexdigest(),
            self.before,
        ]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()

    @property
    def digests(self) -> tuple[bytes, ...]:
        """The digest of each row that it brought in."""
        return tuple(self.rows[at : at + DIGEST] for at in range(0, len(self.rows), DIGEST))


def detail_text(detail: Mapping[str, object]) -> str:
    """Return the one text that the details of an entry are kept as."""
    return json.dumps(detail, sort_keys=True, ensure_ascii=False)
