"""One number in two currencies: 40 million quetzales told for 40 million dollars."""

from collections.abc import Iterator

from ledger.compare.clashes import clashes, conflict
from ledger.compare.collation import Collation
from ledger.model.finding import Finding, Slip


def check_currency_mixup(collation: Collation) -> Iterator[Finding]:
    """Report one number told of one thing in two currencies that are far from worth the same."""
    for pairs in clashes(collation, Slip.CURRENCY):
        yield conflict("currency_mixup", pairs, 0.8)
