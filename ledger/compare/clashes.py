"""Conflicts of pairs gathered into one finding for each two amounts that clash."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import Enum

from ledger.compare import wording
from ledger.compare.collation import Collation
from ledger.compare.intervals import amount, difference, magnitude_slip, swapped_digits, widened
from ledger.compare.relate import clash
from ledger.compare.words import noun_head
from ledger.model.figure import Figure
from ledger.model.finding import Finding, FindingKind, Gate, Pair, Verdict


class Slip(Enum):
    """What kind of clash two amounts make."""

    SWAPPED = "swapped digits"
    MAGNITUDE = "thousands lost or gained"
    PART = "a part more than its whole"
    PLAIN = "two amounts"


def clashes(collation: Collation, slip: Slip) -> Iterator[Sequence[Pair]]:
    """Yield the conflicts of one kind, those between the same two amounts of one thing together."""
    found: dict[tuple[object, ...], list[Pair]] = defaultdict(list)
    for pair in collation.pairs_of(Verdict.CONFLICT):
        if slip_of(pair) is slip:
            amounts = frozenset((amount(pair.one.quantity), amount(pair.other.quantity)))
            found[pair.one.measure or noun_head(pair.one), amounts, pair.one.quantity.unit].append(pair)
    yield from found.values()


def slip_of(pair: Pair) -> Slip:
    """Return what kind of clash a conflict is."""
    if "more than the whole" in pair.relation.reason:
        return Slip.PART
    if magnitude_slip(pair.one.quantity, pair.other.quantity) is not None:
        return Slip.MAGNITUDE
    return Slip.SWAPPED if swapped_digits(pair.one.quantity, pair.other.quantity) else Slip.PLAIN


def conflict(check: str, pairs: Sequence[Pair], severity: float, kind: FindingKind = FindingKind.CONFLICT) -> Finding:
    """Make one finding of conflicts between two amounts, the doubtful side first."""
    doubtful, trusted = sides(pairs)
    assumed = _assumed(pairs)
    reason = pairs[0].relation.reason if kind is FindingKind.ARITHMETIC else clash(doubtful, _of_one_amount(trusted))
    weight = severity - 0.05 * len(assumed)
    return Finding(kind, check, weight, (*doubtful, *trusted), reason, assumed)


def _of_one_amount(figures: Sequence[Figure]) -> list[Figure]:
    return [figure for figure in figures if amount(figure.quantity) == amount(figures[0].quantity)]


def sides(pairs: Iterable[Pair]) -> tuple[list[Figure], list[Figure]]:
    """Return the figures of each amount, the doubtful side first.

    Doubtful is who stands alone against several documents; else who tells at second hand what the other
    tells for itself; else who came later.
    """
    told: dict[object, dict[str, Figure]] = defaultdict(dict)
    for pair in pairs:
        for figure in (pair.one, pair.other):
            told[amount(figure.quantity)][figure.id] = figure
    sided = sorted(([*side.values()] for side in told.values()), key=_trust)
    return sided[0], [figure for side in sided[1:] for figure in side]


def _trust(side: Sequence[Figure]) -> tuple[int, bool, int, str]:
    documents = {figure.source.document for figure in side}
    own_voice = any(figure.attribution is None for figure in side)
    earliest = min(figure.source.published or date.max for figure in side)
    return len(documents), own_voice, -earliest.toordinal(), _reversed(min(figure.source.path for figure in side))


def _reversed(path: str) -> str:
    """Return a text that sorts the other way round: of two alike the later path is the doubtful one."""
    return "".join(chr(0x10FFFF - ord(letter)) for letter in path)


def _assumed(pairs: Iterable[Pair]) -> tuple[Gate, ...]:
    every = [set(pair.relation.assumed) for pair in pairs]
    return tuple(gate for gate in Gate if all(gate in assumed for assumed in every))


def size(pair: Pair) -> float:
    """Return how far the amounts of a conflict lie apart, 0 to 1."""
    return float(difference(pair.one.quantity, pair.other.quantity))


def gap(part: Figure, whole: Figure) -> str:
    """Return by how much a part exceeds its whole, in words."""
    least, most = widened(part.quantity).low, widened(whole.quantity).high
    return "" if least is None or most is None else f"{wording.plain(least - most)} more than the whole"
