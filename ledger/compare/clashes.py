"""Conflicts of pairs gathered into one finding for each two amounts that clash."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from ledger.compare.collation import Collation
from ledger.compare.intervals import amount, difference, family
from ledger.compare.keys import country
from ledger.compare.relate import clash
from ledger.model.figure import Figure
from ledger.model.finding import Finding, FindingKind, Gate, Pair, Slip, Verdict
from ledger.model.quantity import Kind


def clashes(collation: Collation, slip: Slip) -> Iterator[Sequence[Pair]]:
    """Yield the conflicts of one kind, those between the same two amounts in one country together."""
    found: dict[tuple[object, ...], list[Pair]] = defaultdict(list)
    for pair in collation.pairs_of(Verdict.CONFLICT):
        if pair.relation.slip is slip:
            amounts = frozenset(_told(figure) for figure in (pair.one, pair.other))
            found[amounts, country(pair.one) or country(pair.other)].append(pair)
    yield from found.values()


def _told(figure: Figure) -> tuple[str, str | None, Decimal]:
    quantity = figure.quantity
    return family(quantity), quantity.unit if quantity.kind is Kind.MONEY else None, amount(quantity)


def conflict(check: str, pairs: Sequence[Pair], severity: float, kind: FindingKind = FindingKind.CONFLICT) -> Finding:
    """Make one finding of conflicts between two amounts, the doubtful side first."""
    doubtful, trusted = sides(pairs)
    assumed = _assumed(pairs)
    told_alone = kind is FindingKind.ARITHMETIC or pairs[0].relation.slip is Slip.CURRENCY
    reason = pairs[0].relation.reason if told_alone else clash(doubtful, _of_one_amount(trusted))
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
            told[_told(figure)][figure.id] = figure
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
