"""The total line or column of a table held against the lines or columns it adds up."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from ledger.compare import wording
from ledger.compare.collation import Collation
from ledger.compare.intervals import amount
from ledger.compare.sums import added_up, alike_in_kind, comes_out, goes_wrong, is_level, may_add_up, plain_sum
from ledger.compare.tables import Line, label_of, tables_of, uneven_tables
from ledger.compare.words import any_word
from ledger.model.figure import Figure
from ledger.model.finding import Finding

_NAME = "table_total"
_FEWEST = 2  # lines or columns that a total adds up
_MOST = Decimal("1.5")  # lines that make so much more than their total are no parts of it
_LONGEST_SHOWN = 8  # amounts of a sum told one by one


def check_table_total(collation: Collation) -> Iterator[Finding]:
    """Report totals of a table that its lines, or its columns, add up to or do not.

    Only tables whose lines follow each other, all with as many amounts, bear a sum out or deny it. A total column
    is wrong in a line only where it is right in others: in one where its heading says that it is one, else in two.
    """
    for sentences in collation.documents.values():
        for table in tables_of(sentences):
            found = [*_check_last_line(table)]
            yield from found or _check_inner_lines(table)
            yield from _check_total_column(table)
        for table in uneven_tables(sentences):
            yield from _check_uneven(table)


def _check_last_line(table: Sequence[Line]) -> Iterator[Finding]:
    """Hold each amount of a total line that ends a table against the amounts above it."""
    at = next((at for at, line in enumerate(table) if any_word(label_of(line)[:20], "total_line")), 0)
    if at < _FEWEST or at != len(table) - 1 or any(any_word(label_of(line), "part") for line in table[:at]):
        return
    if any_word(label_of(table[at]), "open_list"):
        return  # "Total (includes votes from abroad)"
    columns = [(whole, [line[column] for line in table[:at]]) for column, whole in enumerate(table[at])]
    yield from _test_all(columns, complete=any(plain_sum(parts) == amount(whole.quantity) for whole, parts in columns))


def _check_uneven(table: Sequence[Line]) -> Iterator[Finding]:
    """Hold the total line of a table with empty cells against the amounts above it under the same heading."""
    total, lines = table[-1], table[:-1]
    headings = [cell.noun for cell in total]
    if len(lines) < _FEWEST or not any_word(label_of(total)[:20], "total_line") or len({*headings}) < len(headings):
        return
    if any(len(line) > len(total) or any_word(label_of(line), "part") for line in lines):
        return
    columns = [(whole, [cell for line in lines for cell in line if cell.noun == whole.noun]) for whole in total]
    if sum(len(parts) for _, parts in columns) < sum(map(len, lines)):
        return  # some cells are under no heading of the total line
    columns = [(whole, parts) for whole, parts in columns if len(parts) >= _FEWEST]
    yield from _test_all(columns, complete=any(plain_sum(parts) == amount(whole.quantity) for whole, parts in columns))


def _check_inner_lines(table: Sequence[Line]) -> Iterator[Finding]:
    """Report each line that adds up the lines right above it in every column, whatever its label."""
    for at, line in enumerate(table):
        for first in range(at - _FEWEST, -1, -1):
            columns = [(whole, [above[column] for above in table[first:at]]) for column, whole in enumerate(line)]
            right = [column for column in columns if _adds_up(*column)]
            if len(right) == len(columns) and len(right) >= _FEWEST:
                for whole, parts in right:
                    yield comes_out(_NAME, (*parts, whole), f"{_sum(parts)} = {wording.named(whole)}.")
                break


def _adds_up(whole: Figure, parts: Sequence[Figure]) -> bool:
    alike = all(is_level(cell) and alike_in_kind(cell, whole) for cell in (whole, *parts))
    return alike and plain_sum(parts) == amount(whole.quantity) > 0


def _check_total_column(table: Sequence[Line]) -> Iterator[Finding]:
    """Hold the amount of each line's total column against the others of its line.

    What a column adds up is told by its lines as well as by its heading: no two make their last amount by chance.
    """
    if len(table[0]) <= _FEWEST:
        return
    named = [at for at, cell in enumerate(table[0]) if any_word(cell.noun or "", "total_line")]
    at = named[0] if len(named) == 1 else len(table[0]) - 1
    told = [(line[at], [*line[:at]] or [*line[at + 1 :]]) for line in table]
    findings = [*_test_all(told, complete=True)]
    right = sum(finding.severity == 0 for finding in findings)
    if right >= (1 if len(named) == 1 else _FEWEST) and 2 * right >= len(findings):
        yield from findings


def _test_all(sums: Sequence[tuple[Figure, Sequence[Figure]]], *, complete: bool) -> Iterator[Finding]:
    """Hold each total against its parts; a table has totals within where each of its sums has them at hand."""
    nested = all(_is_nested(parts) for _, parts in sums)
    for whole, parts in sums:
        yield from _test(whole, parts, complete=complete, nested=nested)


def _test(whole: Figure, parts: Sequence[Figure], *, complete: bool, nested: bool) -> Iterator[Finding]:
    if not all(is_level(cell) and alike_in_kind(cell, whole) for cell in (whole, *parts)):
        return
    added, told = plain_sum(parts), amount(whole.quantity)
    if added == told:
        yield comes_out(_NAME, (*parts, whole), f"{_sum(parts)} = {wording.named(whole)}.")
    elif told and not nested and not may_add_up(whole, parts) and not _is_partial(whole, parts, complete):
        reason = f"{_sum(parts)} = {wording.plain(added)}, not {wording.named(whole)}."
        yield goes_wrong(_NAME, (whole, *parts), reason, 0.85)


def _is_partial(whole: Figure, parts: Sequence[Figure], complete: bool) -> bool:  # noqa: FBT001
    """Tell whether a table may leave lines out that its total counts, or adds up something else altogether.

    One with another column that comes out is complete.
    """
    added, told = plain_sum(parts), amount(whole.quantity)
    short = told - added >= min(amount(part.quantity) for part in parts) and not complete
    return short or added > told * _MOST or added * _MOST < told


def _is_nested(parts: Sequence[Figure]) -> bool:
    """Tell whether an amount adds up those that follow or precede it."""
    amounts = [amount(part.quantity) for part in parts]
    ends = range(len(amounts) + 1)
    runs = ((start, end) for start in ends for end in ends if end - start >= _FEWEST)
    return any(
        sum(amounts[start:end]) in (amounts[start - 1] if start else None, amounts[end] if end < len(parts) else None)
        for start, end in runs
    )


def _sum(parts: Sequence[Figure]) -> str:
    if len(parts) <= _LONGEST_SHOWN:
        return added_up(parts)
    return f"{added_up(parts[:2])} + … + {added_up(parts[-1:])} ({len(parts)} lines)"
