"""What takes long in a large ledger, worked out at once: its findings, and the queue of what waits for a review."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ledger.actions.check import judged_findings, judged_now
from ledger.actions.figures import Wanted, list_figures
from ledger.actions.known_findings import known_findings
from ledger.actions.review import WAITING, by_doubt, figures_of
from ledger.errors import LedgerMissing
from ledger.model.finding import Finding
from ledger.store.engine import open_ledger
from ledger.store.made import fetch_head


@dataclass(frozen=True, slots=True)
class WorkedOut:
    """All findings of a ledger and the ids of the figures that wait, the most doubtful first.

    `head` names the entry of the history with which the ledger ended before. `ids` are those of the findings, whose
    making takes longer than a page may; `parts` tells of each figure the places of the findings it is in.
    """

    head: str
    findings: tuple[Finding, ...] = ()
    queue: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    parts: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


def head_of(target: str) -> str:
    """Return the name of the last entry of the ledger's history; empty where there is no ledger yet."""
    try:
        with open_ledger(target, write=False) as ledger:
            return fetch_head(ledger)[0]
    except LedgerMissing:
        return ""


def work_out(target: str) -> WorkedOut:
    """Return the findings of a ledger and its queue; what is written meanwhile may be in them or not."""
    head = head_of(target)
    if not head:
        return WorkedOut(head)
    figures = list(list_figures(target, Wanted()))
    findings = judged_now(target, known_findings(target, figures))
    waiting = [figure for figure in figures if figure.status in WAITING.split(",")]
    parts: dict[str, tuple[int, ...]] = {}
    for place, finding in enumerate(findings):
        for figure in figures_of(finding):
            parts[figure.id] = (*parts.get(figure.id, ()), place)
    return WorkedOut(
        head,
        tuple(findings),
        tuple(queued.figure.id for queued in by_doubt(waiting, findings)),
        tuple(finding.id for finding in findings),
        parts,
    )


def with_words(target: str, worked: WorkedOut) -> tuple[Finding, ...]:
    """Return the findings with what reviewers have said of them since."""
    judged = judged_findings(target)
    spoken = [place for place, name in enumerate(worked.ids) if name in judged]
    now = dict(zip(spoken, judged_now(target, [worked.findings[place] for place in spoken]), strict=True))
    if not now:
        return worked.findings
    return tuple(now.get(place, finding) for place, finding in enumerate(worked.findings))
