"""What a check leaves for the next one: its findings, and the verdicts they came from."""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ledger.model.figure import Figure
from ledger.model.finding import Finding, FindingKind, Gate, Relation

_SHELVES, _SHELF = 64, 58  # of a name the first six bits tell its shelf


class KeptFinding(NamedTuple):
    """A finding by the ids of its figures."""

    kind: str
    check: str
    severity: float
    reason: str
    assumed: tuple[str, ...]
    figures: tuple[str, ...]
    also: tuple[str, ...] = ()

    @classmethod
    def of(cls, finding: Finding) -> "KeptFinding":
        """Return a finding as it is kept, without what reviewers say of it."""
        figures, also = (tuple(figure.id for figure in some) for some in (finding.figures, finding.also))
        kind, assumed = str(finding.kind), tuple(map(str, finding.assumed))
        return cls(kind, finding.check, finding.severity, finding.reason, assumed, figures, also)

    def with_figures(self, figures: Mapping[str, Figure]) -> Finding:
        """Return the finding as it was."""
        return Finding(
            FindingKind(self.kind),
            self.check,
            self.severity,
            tuple(map(figures.__getitem__, self.figures)),
            self.reason,
            tuple(map(Gate, self.assumed)),
            also=tuple(map(figures.__getitem__, self.also)),
        )


class Told(NamedTuple):
    """A verdict on a pair, with what it rests on besides the two documents.

    `relation` is None where the two have nothing to do with each other; `turned` says that the second is the older.
    `closest` are the shares that were asked about, by name, and the answers; `elsewhere` is the mark of what other
    documents tell of the two amounts, empty where that was not asked.
    """

    relation: Relation | None
    turned: bool = False
    closest: tuple[tuple[int, int, bool], ...] = ()
    elsewhere: str = ""


class Names:
    """Names of 64 bits, eight bytes each: there are several times as many as figures."""

    def __init__(self, names: Iterable[int] = ()) -> None:
        """Take names in any order."""
        self._shelves = [array("Q") for _ in range(_SHELVES)]
        for name in names:
            self._shelves[name >> _SHELF].append(name)
        self.put_in_order()

    def add(self, name: int) -> None:
        """Take one name more, which is found when all are put in order again."""
        self._shelves[name >> _SHELF].append(name)

    def put_in_order(self) -> None:
        """Let every name be found."""
        self._shelves = [array("Q", sorted(shelf)) for shelf in self._shelves]

    def __contains__(self, name: int) -> bool:
        shelf = self._shelves[name >> _SHELF]
        at = bisect_left(shelf, name)
        return at < len(shelf) and shelf[at] == name

    def __iter__(self) -> Iterator[int]:
        for shelf in self._shelves:
            yield from shelf

    def __len__(self) -> int:
        return sum(map(len, self._shelves))


@dataclass(frozen=True, slots=True)
class Kept:
    """What a check leaves. All of it may be lost, and none of it is told of figures that read otherwise.

    `silent` are the pairs that were asked and have nothing to do with each other, `told` the verdicts on the others.
    `found` is what the checks of one document found, each by its name, by the document's mark. `mark` is that of all
    figures together, and `findings` what was found in them in the end. Marks and names are made with the `salt`.
    """

    salt: bytes
    silent: Names = field(default_factory=Names)
    told: Mapping[int, Told] = field(default_factory=dict)
    found: Mapping[str, Sequence[tuple[str, KeptFinding]]] = field(default_factory=dict)
    mark: str = ""
    findings: Sequence[KeptFinding] = ()
