"""One finding with all that was said of it."""

from collections.abc import Sequence
from dataclasses import replace

from ledger.actions.check import Asked, check_figures, find_finding
from ledger.errors import UnknownId
from ledger.model.finding import Finding
from ledger.model.judgement import Judgement
from ledger.store.engine import open_ledger
from ledger.store.reads import fetch_finding, fetch_judgements


def show_finding(target: str, name: str) -> tuple[Finding, Sequence[Judgement]]:
    """Return the finding with this id, or the only one whose id begins so, with all that was said of it.

    One that was judged and is found no more is shown as it is kept.

    Raises:
        UnknownId, AmbiguousId: none, or several, begin so.

    """
    try:
        finding = find_finding(check_figures(target, Asked()), name)
    except UnknownId:
        with open_ledger(target, write=False) as ledger:
            finding = fetch_finding(ledger, name)
        finding = replace(finding, reason=f"{finding.reason} This was judged, and is found no more.")
    with open_ledger(target, write=False) as ledger:
        return finding, fetch_judgements(ledger, finding.id)
