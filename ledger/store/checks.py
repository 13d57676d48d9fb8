"""Checks that were saved: what each found, in its order. What several checks tell in the same words is kept once.

add_check(ledger, findings, *, figures, program) -> int
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import count

from sqlalchemy import Connection, select

from ledger.model.correction import finding_digest
from ledger.model.finding import Finding
from ledger.store import rows
from ledger.store.engine import Ledger
from ledger.store.inserts import insert_numbered, insert_rows, next_number
from ledger.store.tables import check_findings, checks, saved_finding_figures, saved_findings

_Told = tuple[object, ...]
"""All that a check tells of a finding, its figures last."""

_TOLD = ("id", "kind", "check_name", "severity", "reason", "assumed", "of")


def add_check(ledger: Ledger, findings: Iterable[Finding], *, figures: int, program: str) -> int:
    """Keep what a check of the whole ledger found, when it had so many figures.

    Return how many of the findings no check told so before. Of two findings with one id the first is kept.
    """
    with ledger.writing() as connection:
        known = _told_before(connection)
        at = datetime.now(UTC)
        run = insert_numbered(connection, checks, {"at": at, "program": program, "figures": figures})
        numbers = count(next_number(connection, saved_findings))
        found: dict[str, int] = {}
        new: list[tuple[int, Finding]] = []
        for finding in findings:
            if finding.id in found:
                continue
            number = known.get(_told(finding))
            if number is None:
                number = next(numbers)
                new.append((number, finding))
            found[finding.id] = number
        insert_rows(connection, saved_findings, [{"number": one, **_values(finding)} for one, finding in new])
        named = [row for one, finding in new for row in _figure_rows(one, finding)]
        insert_rows(connection, saved_finding_figures, named)
        listed = [{"run": run, "position": position, "finding": one} for position, one in enumerate(found.values())]
        insert_rows(connection, check_findings, listed)
    return len(new)


def _told_before(connection: Connection) -> dict[_Told, int]:
    """Return the number of everything that was ever told of a finding."""
    told_of = saved_finding_figures.c
    figures: dict[int, list[tuple[str, bool]]] = {}
    for row in connection.execute(select(saved_finding_figures).order_by(told_of.finding, told_of.position)):
        figures.setdefault(row.finding, []).append((row.figure, row.also))
    columns = [saved_findings.c[name] for name in _TOLD]
    return {
        (*told, tuple(figures.get(number, ()))): number
        for number, *told in connection.execute(select(saved_findings.c.number, *columns))
    }


def _told(finding: Finding) -> _Told:
    values = _values(finding)
    figures = tuple((row["figure"], row["also"]) for row in _figure_rows(0, finding))
    return (*(values[name] for name in _TOLD), figures)


def _values(finding: Finding) -> rows.Values:
    return {**rows.finding_values(finding), "of": finding_digest(finding)}


def _figure_rows(number: int, finding: Finding) -> list[rows.Values]:
    named = [(figure.id, False) for figure in finding.figures] + [(figure.id, True) for figure in finding.also]
    return [
        {"finding": number, "position": position, "figure": name, "also": also}
        for position, (name, also) in enumerate(named)
    ]
