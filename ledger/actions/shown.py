"""What pages ask for that are shown first and judged later: by what mark a figure or finding was seen, what waits."""

from collections.abc import Iterable, Iterator

from ledger.actions.ids import FINDING
from ledger.exports.judged import Judged
from ledger.model.figure import Status
from ledger.model.finding import Finding
from ledger.model.judgement import Judgement
from ledger.store.engine import open_ledger
from ledger.store.filters import FigureFilter
from ledger.store.queries import fetch_figure, fetch_figures
from ledger.store.reads import fetch_finding, fetch_judgements
from ledger.store.seen import fetch_findings_seen, fetch_seen

_AT_ONCE = 50


def mark_of(target: str, name: str) -> str:
    """Return a name for a figure as it stands; it is to be asked for before the figure is shown."""
    with open_ledger(target, write=False) as ledger:
        return fetch_seen(ledger, name, ())[name]


def marks_of(target: str, findings: Iterable[Finding]) -> dict[str, str]:
    """Return a name for each finding as it stands; to be asked for before they are shown."""
    with open_ledger(target, write=False) as ledger:
        return fetch_findings_seen(ledger, findings)


def find_judgement(target: str, name: str, judgement: str) -> Judgement | None:
    """Return a judgement on a figure or finding by its own id."""
    with open_ledger(target, write=False) as ledger:
        return next((one for one in fetch_judgements(ledger, name) if one.id == judgement), None)


def first_waiting(target: str, names: Iterable[str], statuses: Iterable[str]) -> str | None:
    """Return the first of these figures that still waits."""
    wanted = {Status(status) for status in statuses}
    for some in _in_parts(names):
        with open_ledger(target, write=False) as ledger:
            now = {figure.id: figure for figure in fetch_figures(ledger, FigureFilter.of_ids(*some))}
        waiting = (name for name in some if name in now and now[name].status in wanted)
        if found := next(waiting, None):
            return found
    return None


def _in_parts(names: Iterable[str]) -> Iterator[list[str]]:
    part: list[str] = []
    for name in names:
        part.append(name)
        if len(part) == _AT_ONCE:
            yield part
            part = []
    if part:
        yield part


def last_judged(target: str, name: str) -> Judged | None:
    """Return what was done last to a figure or a finding, and how it stands since; None where nothing was."""
    with open_ledger(target, write=False) as ledger:
        said = fetch_judgements(ledger, name)
        if not said:
            return None
        one = said[-1]
        undone = next((before for before in said if before.id == one.undoes), None)
        if name.startswith(FINDING):
            return Judged(one, finding=fetch_finding(ledger, name), undone=undone, history=tuple(said))
        return Judged(one, figure=fetch_figure(ledger, name), undone=undone, history=tuple(said))
