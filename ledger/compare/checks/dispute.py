"""Two sources, or two places of one text, tell amounts that cannot both be right."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from ledger.compare.accounts import other_account
from ledger.compare.clashes import clashes, conflict, size
from ledger.compare.collation import Collation
from ledger.compare.intervals import amount, can_meet
from ledger.compare.relate import clash
from ledger.compare.sums import is_level
from ledger.compare.words import after, concepts, split_at
from ledger.model.figure import Figure
from ledger.model.finding import Finding, FindingKind, Slip, Verdict
from ledger.model.quantity import Kind

_WORD = re.compile(r"[^\W\d_]+")
_REACH = 70  # characters behind an amount in which its account is named
_LONGEST_NOUN = 4  # words between an amount and "according to"


def check_dispute(collation: Collation) -> Iterator[Finding]:
    """Report amounts of one thing that do not meet; one finding for each two amounts.

    The further apart, the graver: 34,515 beside 34,588 weighs less than 121 beside 211. So are two accounts of one
    count in one sentence.
    """
    for pairs in clashes(collation, Slip.DISPUTE):
        yield conflict("dispute", pairs, 0.65 + 0.2 * min(1.0, 2 * size(pairs[0])))
    known = {_amounts(pair.one, pair.other) for pair in collation.pairs_of(Verdict.CONFLICT)}
    for sentence in collation.sentences.values():
        for figure in sentence:
            told = other_account(figure, [*collation.before(sentence, 1), *sentence])
            if told is not None and _amounts(told, figure) not in known:
                yield Finding(FindingKind.CONFLICT, "dispute", 0.65, (told, figure), clash([told], [figure]))
        for one, other in pairwise(sentence):
            if _are_two_accounts(one, other):
                reason = clash([one], [other])
                yield Finding(FindingKind.CONFLICT, "dispute", 0.6, (one, other), reason)


def _amounts(one: Figure, other: Figure) -> frozenset[tuple[Kind, Decimal]]:
    return frozenset((figure.quantity.kind, amount(figure.quantity)) for figure in (one, other))


def _are_two_accounts(one: Figure, other: Figure) -> bool:
    """Tell whether a sentence tells one count by two accounts: "900 marchers according to A; 300 according to B".

    The second names nothing of its own, so it counts what the first does.
    """
    if not (is_level(one) and is_level(other)) or not one.quantity.kind is other.quantity.kind is Kind.COUNT:
        return False
    first, second = _account(one), _account(other)
    if first is None or second is None or can_meet(one.quantity, other.quantity):
        return False
    bare = not second.noun and len(_WORD.findall(first.noun)) <= _LONGEST_NOUN
    return bare and bool(first.speaker and second.speaker) and not first.speaker & second.speaker


class _Account(NamedTuple):
    """What stands between an amount and "according to", and who is named behind it."""

    noun: str
    speaker: frozenset[str]


def _account(figure: Figure) -> _Account | None:
    """Return whose count an amount is, where that stands right behind it."""
    parted = split_at(after(figure, _REACH), "by_account")
    return None if parted is None else _Account(parted[0].strip(), concepts(parted[1]))
