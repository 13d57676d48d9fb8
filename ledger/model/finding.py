"""What comparing yields: the relation of two figures, groups of like figures, findings."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from ledger.model.figure import Figure
from ledger.model.judgement import Judgement


class Verdict(StrEnum):
    """How two figures stand to each other."""

    AGREE = "agree"  # the same amount, or one is the other rounded as written
    COMPATIBLE = "compatible"  # both can be right, neither says the other
    CONFLICT = "conflict"  # comparable, and they cannot both be right
    SUPERSEDED = "superseded"  # the second replaces the first
    NOT_COMPARABLE = "not_comparable"  # a gate failed: they count different things


class Gate(StrEnum):
    """What two figures must share to be compared, in the order of asking."""

    MEASURE = "measure"
    UNIT = "unit"
    PLACE = "place"
    PERIOD = "period"
    POPULATION = "population"
    AS_OF = "as_of"
    MODALITY = "modality"


class Slip(StrEnum):
    """What kind of clash two amounts make; each is a check of its own."""

    DISPUTE = "dispute"
    MAGNITUDE = "magnitude_slip"  # thousands lost or gained
    TRANSPOSED = "transposed_digits"
    CURRENCY = "currency_mixup"  # one number in two currencies
    PART = "part_and_whole"  # a part more than its whole


@dataclass(frozen=True, slots=True)
class Relation:
    """The verdict on two figures, with its reason in one sentence.

    `gate` is the one that failed, None where all passed. `assumed` are the gates passed although a
    part was unknown on one side. `slip` is the kind of a conflict, None of other verdicts.
    """

    verdict: Verdict
    reason: str
    gate: Gate | None = None
    assumed: tuple[Gate, ...] = ()
    slip: Slip | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two figures and their relation; of a superseded pair `other` replaces `one`."""

    one: Figure
    other: Figure
    relation: Relation


@dataclass(frozen=True, slots=True)
class Group:
    """Figures that count the same thing: one measure, unit, place, period and population.

    `low` and `high` are the ends of what its sources say, `best` the figure chosen by the declared
    rule; never a sum or an average.
    """

    key: str
    title: str
    figures: tuple[Figure, ...]
    low: Decimal | None
    best: Decimal | None
    high: Decimal | None


class FindingKind(StrEnum):
    """What sort of thing a finding is; the first two say that something is wrong."""

    CONFLICT = "conflict"
    ARITHMETIC = "arithmetic"  # a sum, share or rate that does not come out
    SUPERSEDED = "superseded"
    CORROBORATION = "corroboration"  # independent sources agree, or a sum comes out
    CIRCULAR = "circular"  # agreeing sources share one origin
    SINGLE_SOURCE = "single_source"
    WARNING = "warning"


ALARMING = (FindingKind.CONFLICT, FindingKind.ARITHMETIC)


class FindingStatus(StrEnum):
    """What reviewers have said of a finding."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that sources disagree or agree on.

    `check` is the name of the check that found it. `figures` are the figures it rests on, the
    doubtful first. `severity` is 0 to 1: how sure and how large. `assumed` names the gates that
    passed on an assumption. `also` are the figures of other documents that tell the same amounts again: what
    is said of the figures is said of them, and a finding keeps its name when there come to be more of them. `said` are
    the judgements on it as it reads now.
    """

    kind: FindingKind
    check: str
    severity: float
    figures: tuple[Figure, ...]
    reason: str
    assumed: tuple[Gate, ...] = ()
    status: FindingStatus = FindingStatus.OPEN
    also: tuple[Figure, ...] = ()
    said: tuple[Judgement, ...] = ()

    @property
    def id(self) -> str:
        """The finding's name: the same for the same check on the same figures, whatever their order."""
        return finding_id(self.check, (figure.id for figure in self.figures))

    def to_record(self) -> dict[str, object]:
        """Return the finding as a flat mapping of plain values, in the promised order of fields."""
        return {
            "id": self.id,
            "kind": str(self.kind),
            "check": self.check,
            "severity": round(self.severity, 3),
            "figures": [figure.id for figure in (*self.figures, *self.also)],
            "reason": self.reason,
            "status": str(self.status),
        }


def finding_id(check: str, figures: Iterable[str]) -> str:
    """Return the name of a finding of this check on these figures."""
    name = ":".join([check, *sorted(figures)])
    return "c-" + hashlib.sha256(name.encode()).hexdigest()[:16]
