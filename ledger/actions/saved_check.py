"""A check of the whole ledger that is kept in it, for programs that read the file itself."""

from dataclasses import dataclass
from importlib.metadata import version

from ledger.actions.check import Asked, check_figures
from ledger.actions.ingest import PROGRAM
from ledger.model.finding import Finding
from ledger.store.checks import add_check
from ledger.store.engine import open_ledger
from ledger.store.reads import count_figures


@dataclass(frozen=True, slots=True)
class SavedCheck:
    """What a check found, and how much of it no saved check told so before."""

    findings: list[Finding]
    new: int

    def line(self) -> str:
        """Say what was kept, and where it is shown.

        >>> SavedCheck([], 0).line()
        'Saved this check: no finding. It is what findings_view shows; see docs/sql.md.'
        """
        number = len(self.findings)
        told = f"{number:,} finding{'s' * (number != 1)}, {self.new:,} of them new" if number else "no finding"
        return f"Saved this check: {told}. It is what findings_view shows; see docs/sql.md."


def save_check(target: str) -> SavedCheck:
    """Check the whole ledger and keep what was found.

    The figures are counted first: one that is added meanwhile counts as added since. That the ledger can be written
    to is known before the work is done.
    """
    with open_ledger(target, write=True) as ledger:
        figures = count_figures(ledger)
    findings = check_figures(target, Asked())
    with open_ledger(target, write=True) as ledger:
        return SavedCheck(findings, add_check(ledger, findings, figures=figures, program=version(PROGRAM)))
