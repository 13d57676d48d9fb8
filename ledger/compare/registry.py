"""The checks, in one explicit tuple, and the run of them all."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial

from ledger.compare.checks.corroboration import check_corroboration
from ledger.compare.checks.currency_mixup import check_currency_mixup
from ledger.compare.checks.direction import check_direction
from ledger.compare.checks.dispute import check_dispute
from ledger.compare.checks.implied_exchange_rate import check_implied_exchange_rate
from ledger.compare.checks.magnitude_slip import check_magnitude_slip
from ledger.compare.checks.moved_number import check_moved_number
from ledger.compare.checks.multiple import check_multiple
from ledger.compare.checks.near_copies import check_near_copies
from ledger.compare.checks.over_capacity import check_over_capacity
from ledger.compare.checks.part_and_whole import check_part_and_whole
from ledger.compare.checks.percent_change import check_percent_change
from ledger.compare.checks.rank_difference import check_rank_difference
from ledger.compare.checks.rate_of_population import check_rate_of_population
from ledger.compare.checks.rate_over_time import check_rate_over_time
from ledger.compare.checks.roll_call import check_roll_call
from ledger.compare.checks.running_total import check_running_total
from ledger.compare.checks.same_base import check_same_base
from ledger.compare.checks.share_of_whole import check_share_of_whole
from ledger.compare.checks.single_source import check_single_source
from ledger.compare.checks.span_of_time import check_span_of_time
from ledger.compare.checks.stale_figure import check_stale_figure
from ledger.compare.checks.sum_of_parts import check_sum_of_parts
from ledger.compare.checks.superseded import check_superseded
from ledger.compare.checks.table_columns import check_table_columns
from ledger.compare.checks.table_shares import check_table_shares
from ledger.compare.checks.table_total import check_table_total
from ledger.compare.checks.transposed_digits import check_transposed_digits
from ledger.compare.checks.uneven_windows import check_uneven_windows
from ledger.compare.checks.unit_conversion import check_unit_conversion
from ledger.compare.checks.unit_mixup import check_unit_mixup
from ledger.compare.checks.unit_price import check_unit_price
from ledger.compare.collation import Collation
from ledger.compare.memory import Memory
from ledger.compare.substitution import find_misfits
from ledger.compare.told_again import with_tellings
from ledger.compare.told_right import with_right_sums, with_same_sums
from ledger.model.figure import Figure
from ledger.model.finding import Finding, FindingKind
from ledger.model.kept import Kept

Check = Callable[[Collation], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    check_dispute,
    check_transposed_digits,
    check_magnitude_slip,
    check_currency_mixup,
    check_unit_mixup,
    check_part_and_whole,
    check_implied_exchange_rate,
    check_unit_conversion,
    check_sum_of_parts,
    check_roll_call,
    check_table_total,
    check_table_columns,
    check_table_shares,
    check_percent_change,
    check_multiple,
    check_direction,
    check_share_of_whole,
    check_over_capacity,
    check_rate_over_time,
    check_rate_of_population,
    check_unit_price,
    check_rank_difference,
    check_same_base,
    check_running_total,
    check_span_of_time,
    check_superseded,
    check_stale_figure,
    check_corroboration,
    check_near_copies,
    check_single_source,
    check_uneven_windows,
    check_moved_number,
)


# These look at nothing but the sentences of one document: what they find holds as long as that reads as it did.
_OF_ONE_DOCUMENT: tuple[Check, ...] = (
    check_unit_conversion,
    check_sum_of_parts,
    check_table_total,
    check_table_columns,
    check_table_shares,
    check_direction,
    check_over_capacity,
    check_rate_of_population,
    check_unit_price,
    check_same_base,
    check_uneven_windows,
)


def _run(name: str, collation: Collation) -> Iterator[Finding]:
    """Run one check by its name."""
    return _NAMED[f"check_{name}"](collation)


_NAMED = {run.__name__: run for run in CHECKS}


def _ids(finding: Finding) -> set[str]:
    return {figure.id for figure in finding.figures}


def check(figures: Iterable[Figure]) -> list[Finding]:
    """Run every check; the most certain and largest findings come first, whatever the order of the figures."""
    return _check(Collation.of(figures))


def check_again(figures: Iterable[Figure], before: Kept | None = None) -> tuple[list[Finding], Kept]:
    """Do what `check` does, and no more of it than has changed since an earlier check; return what this one leaves.

    The findings are those of a check that knows of no other, to the letter.
    """
    collation = Collation.of(figures)
    memory = Memory(collation.figures, before)
    found = memory.known()
    if found is None:
        found = _check(replace(collation, memory=memory))
    elif before is not None:
        return found, before
    return found, memory.kept(found)


def _check(collation: Collation) -> list[Finding]:
    """Run the checks, then hold the findings against each other.

    A clash of which a sum shows the wrong amount names nobody else.
    """
    told = {finding.id: finding for finding in _run_all(collation)}
    misfits = {finding.id: finding for finding in find_misfits(told.values(), collation, _run)}
    shown = {finding.figures[0].id for finding in misfits.values()}
    found = misfits | {name: _with_others(finding, collation, shown) for name, finding in told.items()}
    every = with_right_sums(with_same_sums(found.values(), collation))
    return sorted(every, key=lambda finding: (-finding.severity, finding.id))


def _run_all(collation: Collation) -> Iterator[Finding]:
    """Run every check in its order, those of one document for each document by itself."""
    found: dict[str, list[Finding]] = defaultdict(list)
    for document in collation.apart():
        for name, finding in _found_in(document, collation.memory):
            found[name].append(finding)
    for run in CHECKS:
        yield from found[run.__name__] if run in _OF_ONE_DOCUMENT else run(collation)


def _found_in(document: Collation, memory: Memory | None) -> Iterable[tuple[str, Finding]]:
    look = partial(_look_in, document)
    return look() if memory is None else memory.find(document.figures, look)


def _look_in(document: Collation) -> Iterator[tuple[str, Finding]]:
    return ((run.__name__, finding) for run in _OF_ONE_DOCUMENT for finding in run(document))


def _with_others(finding: Finding, collation: Collation, shown: set[str]) -> Finding:
    clash = finding.kind is FindingKind.CONFLICT
    return finding if clash and shown & _ids(finding) else with_tellings(finding, collation)
