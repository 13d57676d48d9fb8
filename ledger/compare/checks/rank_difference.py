"""Places won or lost held against two ranks: 97 to 99 is down two places."""

from collections.abc import Iterator, Sequence

from ledger.compare import wording
from ledger.compare.collation import Collation
from ledger.compare.intervals import amount
from ledger.compare.sums import comes_out, goes_wrong
from ledger.model.figure import Figure
from ledger.model.finding import Finding
from ledger.model.quantity import Kind

_NAME = "rank_difference"


def check_rank_difference(collation: Collation) -> Iterator[Finding]:
    """Report places won or lost that the ranks told with them bear out or do not.

    Where the field itself grew (126 countries, then 128) nothing is said: the official change may differ.
    """
    for sentence in collation.sentences.values():
        for places in (figure for figure in sentence if _is_places(figure)):
            earlier = collation.before(sentence, 2)
            yield from _test(places, [f for f in sentence if _is_rank(f)], [f for f in earlier if _is_rank(f)])


def _is_places(figure: Figure) -> bool:
    return figure.quantity.kind is Kind.COUNT and (figure.change is not None or figure.quantity.unit == "place")


def _is_rank(figure: Figure) -> bool:
    return figure.quantity.kind is Kind.RANK


def _test(places: Figure, beside: Sequence[Figure], earlier: Sequence[Figure]) -> Iterator[Finding]:
    ranks = [*earlier, *beside]
    for at, one in enumerate(ranks):
        for other in ranks[at + 1 :]:
            if one.place == other.place and abs(_rank(one) - _rank(other)) == amount(places.quantity):
                yield comes_out(_NAME, (places, one, other), f"{_sum(one, other)}: {wording.quoted(places)}.")
                return
    if len(beside) == 2 and _one_field(*beside) and places.change is not None:
        yield goes_wrong(_NAME, (places, *beside), f"{_sum(*beside)}, not {wording.quoted(places)}.", 0.7)


def _one_field(one: Figure, other: Figure) -> bool:
    totals = {one.quantity.total, other.quantity.total} - {None}
    return one.place == other.place and len(totals) <= 1 and one.period != other.period


def _rank(figure: Figure) -> int:
    return int(amount(figure.quantity))


def _sum(one: Figure, other: Figure) -> str:
    return f"From place {_rank(one)} to place {_rank(other)} is {abs(_rank(one) - _rank(other))} places"
