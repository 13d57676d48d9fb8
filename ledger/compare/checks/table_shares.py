"""A column of percentages held against the amounts beside it and their total: 546 of 780 weapons is 70%."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import product

from ledger.compare import wording
from ledger.compare.collation import Collation
from ledger.compare.intervals import amount
from ledger.compare.sums import (
    added_up,
    alike_in_kind,
    as_written,
    comes_out,
    goes_wrong,
    is_level,
    plain_sum,
    quotient,
    share_excused,
    share_told,
)
from ledger.compare.tables import Line, tables_of
from ledger.compare.words import any_word
from ledger.model.figure import Figure
from ledger.model.finding import Finding
from ledger.model.quantity import Interval, Kind

_NAME = "table_shares"
_HUNDRED = Decimal(100)
_FEWEST, _RIGHT = 3, 2  # lines of a table; so many times more are right than wrong, or the column is of something else
_MOST_COLUMNS = 10
_HEADING = 1  # words of a heading that names no thing of its own
_AROUND = 2  # sentences before and behind a table that may tell its total
Row = tuple[Figure, Figure]


def check_table_shares(collation: Collation) -> Iterator[Finding]:
    """Report the lines of a table whose percentage is the share of their amount in the total, and those where not.

    The total is told in a line of its own, in the title, or is what the lines add up to. The column is one of shares
    only where most lines bear it out; the few that do not are wrong, where its heading says "share".
    """
    for sentences in collation.documents.values():
        for table in tables_of(sentences):
            if len(table) >= _FEWEST and len(table[0]) <= _MOST_COLUMNS:
                yield from _check(table, sentences)


def _check(table: Sequence[Line], sentences: Sequence[Line]) -> Iterator[Finding]:
    around = _around(table, sentences)
    for level, share in product(range(len(table[0])), repeat=2):
        rows = [(line[level], line[share]) for line in table]
        if level != share and all(is_level(part) and _is_share(told) for part, told in rows):
            found = max((_hold(rows, whole) for whole in _wholes(rows, around)), key=len, default=[])
            yield from found


def _around(table: Sequence[Line], sentences: Sequence[Line]) -> list[Figure]:
    """Return the amounts told just before and behind a table."""
    at = next(at for at, sentence in enumerate(sentences) if sentence[-1] is table[0][-1])
    before, behind = sentences[max(0, at - _AROUND) : at], sentences[at + len(table) : at + len(table) + _AROUND]
    return [figure for sentence in (*before, *behind) for figure in sentence if is_level(figure)]


def _is_share(figure: Figure) -> bool:
    return figure.quantity.kind is Kind.PERCENT and figure.change is None and not figure.quantity.vague


def _wholes(rows: Sequence[Row], around: Sequence[Figure]) -> Iterator[tuple[Figure, ...]]:
    """Yield what may be the total: an amount told around a table and more than each of its lines, or all lines."""
    parts = [part for part, _ in rows]
    if not all(alike_in_kind(part, parts[0]) and amount(part.quantity) > 0 for part in parts):
        return
    most = max(amount(part.quantity) for part in parts)
    yield from ((whole,) for whole in around if alike_in_kind(whole, parts[0]) and amount(whole.quantity) > most)
    if not any(2 * amount(part.quantity) == plain_sum(parts) for part in parts):  # one of them is the total
        yield tuple(parts)


def _hold(rows: Sequence[Row], whole: tuple[Figure, ...]) -> list[Finding]:
    """Return what a total makes of the lines, nothing where it is not theirs."""
    right = [row for row in rows if _made(row[0], whole).meets(share_told(row[1]))]
    wrong = [row for row in rows if not _made(row[0], whole).meets(share_excused(row[1]))]
    if len(right) < max(_RIGHT, _RIGHT * len(wrong)):
        return []
    if len(whole) > 1 and not all(any_word(share.noun or "", "share_column") for _, share in rows):
        return []  # rates of poverty, by chance
    wrong = [row for row in wrong if _is_bare(row[1])]  # not of those "loaded when found", not "share of the vote"
    told = [comes_out(_NAME, _named(row, whole), f"{_sum(row[0], whole)}: {wording.quoted(row[1])}.") for row in right]
    doubts = (f"{_sum(part, whole)}, not {wording.quoted(share)}." for part, share in wrong)
    return told + [goes_wrong(_NAME, _named(row, whole), why, 0.8) for row, why in zip(wrong, doubts, strict=True)]


def _is_bare(share: Figure) -> bool:
    """Tell whether the heading of a column says "share" and nothing else."""
    words = (share.noun or "").split()
    return any_word(share.noun or "", "share_column") and len(words) <= _HEADING


def _named(row: Row, whole: tuple[Figure, ...]) -> tuple[Figure, ...]:
    part, share = row
    return (share, part, *(figure for figure in whole if figure is not part))


def _made(part: Figure, whole: tuple[Figure, ...]) -> Interval:
    if len(whole) == 1:
        made = quotient(part, whole[0], as_written)
        low, high = (None if end is None else end * _HUNDRED for end in (made.low, made.high))
        return Interval(low, high)
    share = amount(part.quantity) / plain_sum(whole) * _HUNDRED
    return Interval(share, share)


def _sum(part: Figure, whole: tuple[Figure, ...]) -> str:
    total = plain_sum(whole)
    said = wording.printed(whole[0]) if len(whole) == 1 else f"{wording.plain(total)} ({added_up(whole)})"
    return f"{wording.printed(part)} of {said} is {amount(part.quantity) / total * _HUNDRED:.1f}%"
