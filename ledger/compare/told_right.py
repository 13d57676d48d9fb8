"""A sum that another text tells as well: rightly where it does not come out, or once more where it does."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from ledger.compare.collation import Collation
from ledger.compare.intervals import amount, family, is_one_amount, significant_digits
from ledger.compare.told_again import SUMS
from ledger.model.figure import Figure
from ledger.model.finding import Finding, FindingKind
from ledger.model.quantity import Kind

_DOUBTS = (FindingKind.CONFLICT, FindingKind.ARITHMETIC)
_SHORT = 3  # amounts of a sum
_PECULIAR = 3  # digits of an amount that alone tells which sum is meant
_CROWD = 400  # figures: what more of them tell, round numbers of all sorts, tells no sum
_Amount = tuple[str, str, Decimal]
_Beside = tuple[Figure, Sequence[Figure]]
"""A figure with those of its sentence."""


def with_same_sums(found: Iterable[Finding], collation: Collation) -> Iterator[Finding]:
    """Yield findings; a sum that comes out with the sentences of other documents that tell two of its amounts.

    "1,181 million of 1,312 million is 90 percent" is told again where another text has "1,181 million, nine tenths of
    what Congress had approved".
    """
    told: dict[_Amount, list[_Beside]] = defaultdict(list)
    for figure in collation.figures:
        if _is_telling([figure]):
            told[_amount(figure)].append((figure, collation.sentences[figure.source.document, figure.quote_span]))
    for finding in found:
        if finding.kind is FindingKind.CORROBORATION and finding.check in SUMS and 1 < len(finding.figures) <= _SHORT:
            known = {figure.id for figure in (*finding.figures, *finding.also)}
            again = {figure.id: figure for figure in _told_again(finding, told)}
            also = tuple(figure for name, figure in again.items() if name not in known)
            yield replace(finding, also=(*finding.also, *also))
        else:
            yield finding


def _told_again(finding: Finding, told: Mapping[_Amount, Sequence[_Beside]]) -> Iterator[Figure]:
    here = {figure.source.document for figure in finding.figures}
    for operand in finding.figures:
        same = told.get(_amount(operand), ()) if _is_telling([operand]) else ()
        rest = [figure for figure in finding.figures if figure is not operand]
        for again, sentence in same if len(same) <= _CROWD else ():
            if len(sentence) > 1 and again.source.document not in here:
                said = [figure for figure in sentence if figure is not again and any(_says(figure, o) for o in rest)]
                yield from (again, *said) if said else ()


def _says(figure: Figure, other: Figure) -> bool:
    """Tell whether a figure says the same as one of a sum, rounded or in words: "nine tenths" of 90 percent."""
    one, told = figure.quantity, other.quantity
    alike = family(one) == family(told) and (one.unit == told.unit or one.kind is not Kind.MONEY)
    return alike and figure.change == other.change and is_one_amount(one, told)


def with_right_sums(found: Iterable[Finding]) -> Iterator[Finding]:
    """Yield findings; a sum that does not come out with the figures of texts in which it does.

    One text says that from place 112 to 117 it is three places, another that it is five: who reads the first finding
    wants to see the second text. What is said to be wrong names no more other tellings than figures of its own: a
    reader wants to see some of them, not to lose the doubtful one among all.
    """
    every = [*found]
    right = _right_sums(every)
    for finding in every:
        if finding.kind not in _DOUBTS:
            yield finding
            continue
        known = {figure.id for figure in (*finding.figures, *finding.also)}
        short = finding.check in SUMS and len(finding.figures) <= _SHORT
        sums = _told_right(finding, right) if short else ()
        told = {figure.id: figure for sum_ in sums for figure in sum_.figures if figure.id not in known}
        yield replace(finding, also=(*finding.also, *told.values())[: len(finding.figures)])


def _right_sums(found: Iterable[Finding]) -> dict[tuple[str, _Amount], list[Finding]]:
    sums: dict[tuple[str, _Amount], list[Finding]] = defaultdict(list)
    for finding in found:
        if finding.kind is FindingKind.CORROBORATION and finding.check in SUMS:
            for told in {_amount(figure) for figure in finding.figures}:
                sums[finding.check, told].append(finding)
    return sums


def _told_right(finding: Finding, right: dict[tuple[str, _Amount], list[Finding]]) -> Iterator[Finding]:
    """Yield the sums of other documents that hold all amounts of a broken one but one."""
    here = {figure.source.document for figure in finding.figures}
    for doubtful in finding.figures:
        rest = [figure for figure in finding.figures if figure is not doubtful]
        operands = {_amount(figure) for figure in rest}
        for sum_ in right.get((finding.check, _amount(rest[0])), ()) if rest and _is_telling(rest) else ():
            elsewhere = all(figure.source.document not in here for figure in sum_.figures)
            if elsewhere and operands <= {_amount(figure) for figure in sum_.figures}:
                yield sum_


def _is_telling(figures: Sequence[Figure]) -> bool:
    """Tell whether amounts are hardly found together by chance: two of them, or one of several digits."""
    return len(figures) > 1 or any(len(significant_digits(amount(figure.quantity))) >= _PECULIAR for figure in figures)


def _amount(figure: Figure) -> _Amount:
    unit = figure.quantity.unit if figure.quantity.kind is Kind.MONEY else None
    return family(figure.quantity), unit or "", amount(figure.quantity).normalize()
