"""What came of taking another ledger into this one."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class KnownOtherwise:
    """A value known of a document, or of one of its sections, that the other ledger has otherwise.

    `was` is what this ledger held, `there` what the other holds and `now` what holds from now on; None is unknown.
    """

    path: str
    section: int | None
    field: str
    was: str | None
    there: str | None
    now: str | None


@dataclass(slots=True)
class Merged:
    """What another ledger brought.

    `figures` are new here, `otherwise` were here and come in as another reading has them. `other_texts` are the paths
    of documents of which this ledger has another text, so that nothing said of the one holds for the other;
    `outdated` are those of documents that are known otherwise now than when they were read as they count.
    `disputed` and `disputed_findings` are the ids of what reviewers are of two minds on now and were not before.
    """

    documents: int = 0
    known: int = 0
    figures: int = 0
    otherwise: int = 0
    judgements: int = 0
    entries: int = 0
    other_texts: list[str] = field(default_factory=list)
    known_otherwise: list[KnownOtherwise] = field(default_factory=list)
    outdated: list[str] = field(default_factory=list)
    disputed: list[str] = field(default_factory=list)
    disputed_findings: list[str] = field(default_factory=list)
