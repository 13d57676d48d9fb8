"""Two people's ledgers into one."""

from pathlib import Path

from ledger.actions.naming import ledger_name
from ledger.actions.reviewer import reviewer
from ledger.actions.verify_history import verify_history
from ledger.errors import MergeRefused
from ledger.exports.merged import Merging
from ledger.store.engine import open_ledger
from ledger.store.filters import FigureFilter
from ledger.store.homes import Home, home_of
from ledger.store.merging import add_other
from ledger.store.queries import fetch_figures
from ledger.store.reads import fetch_finding, fetch_judgements
from ledger.store.told import fetch_readings


def require_true(other: str) -> None:
    """Refuse a ledger that is not as its history says: what was altered there would count here.

    Raises:
        MergeRefused: something was altered; what, is told of the first.

    """
    told = verify_history(other)
    if told.alterations:
        name = ledger_name(other)
        raise MergeRefused(name, told.alterations[0].words, f"See all of it: ledger --db '{name}' verify --history")


def merge_ledger(target: str, other: str, *, by: str | None = None) -> Merging:
    """Take what another ledger has into this one, which is made on first use; the other stays as it is.

    Raises:
        MergeRefused: the other is this very file, or its history does not hold.
        LedgerError: one of the two is missing, damaged or of another version.

    """
    mine, theirs = home_of(target), home_of(other)
    if _is_same(mine, theirs):
        raise MergeRefused(theirs.name, "it is this very ledger", "Name the other one.")
    require_true(other)
    with open_ledger(other, write=False) as source, open_ledger(target, write=True, create=True) as ledger:
        merged = add_other(ledger, source, theirs.place.name, by=reviewer(by))
        disputed = []
        if merged.disputed:
            disputed = list(fetch_figures(ledger, FigureFilter.of_ids(*merged.disputed)))
        findings = [fetch_finding(ledger, name) for name in merged.disputed_findings]
        return Merging(
            merged,
            tuple((figure, tuple(fetch_judgements(ledger, figure.id))) for figure in disputed),
            tuple((finding, tuple(fetch_judgements(ledger, finding.id))) for finding in findings),
            fetch_readings(ledger, merged.disputed),
        )


def _is_same(one: Home, other: Home) -> bool:
    if one.file is None or other.file is None:
        return one == other
    return one.file.exists() and other.file.exists() and Path.samefile(one.file, other.file)
