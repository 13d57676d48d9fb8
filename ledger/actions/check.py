"""What disagrees, within and across documents."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from ledger.actions.figures import Wanted, list_figures
from ledger.compare.registry import check
from ledger.errors import BadValue
from ledger.model.finding import Finding, FindingKind, FindingStatus
from ledger.store.engine import open_ledger
from ledger.store.reads import fetch_finding_status

ALARMING = (FindingKind.CONFLICT, FindingKind.ARITHMETIC)


def check_figures(target: str, topic: str | None, kinds: Sequence[str] = (), min_severity: float = 0) -> list[Finding]:
    """Return the findings on a topic, or on all figures, most severe first, each with its reviewers' word."""
    wanted = _kinds(kinds)
    findings = check(list_figures(target, Wanted(topic)))
    with open_ledger(target, write=False) as ledger:
        judged = fetch_finding_status(ledger)
    return [
        replace(finding, status=judged.get(finding.id, FindingStatus.OPEN))
        for finding in findings
        if finding.kind in wanted and finding.severity >= min_severity
    ]


def is_alarming(findings: Sequence[Finding], kinds: Sequence[str]) -> bool:
    """Tell whether a script should stop: on a conflict or a wrong sum, or on any of the kinds it asked for.

    What a reviewer has dismissed stops nothing.
    """
    stopping = _kinds(kinds) if kinds else ALARMING
    return any(finding.kind in stopping and finding.status != FindingStatus.DISMISSED for finding in findings)


def _kinds(names: Sequence[str]) -> Collection[FindingKind]:
    words = [word.strip() for name in names for word in name.split(",")]
    try:
        return [FindingKind(word) for word in words] or list(FindingKind)
    except ValueError as error:
        raise BadValue("--kind", ", ".join(words), f"one of {', '.join(FindingKind)}") from error
