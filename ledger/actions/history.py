"""Who did what in a ledger, and when: its history, or the part of it that concerns one thing."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from ledger.actions.documents import find_document
from ledger.actions.ids import FIGURE, FINDING
from ledger.errors import AmbiguousId, NothingOfThatName, UnknownDocument, UnknownId
from ledger.exports.told_history import Told
from ledger.model.event import Act
from ledger.store.chains import Entry
from ledger.store.engine import Ledger, open_ledger
from ledger.store.history import Concern, fetch_authors, fetch_entries, fetch_head
from ledger.store.reads import fetch_finding
from ledger.store.told import fetch_paths, fetch_readings, fetch_reasons, fetch_told_judgements, find_figures


@dataclass(frozen=True, slots=True)
class History:
    """Entries of the history, and how all of it ends: the name of the last, and how many there are.

    Where those of one person are asked for, `authors` are all who did anything.
    """

    told: tuple[Told, ...]
    head: str
    entries: int
    authors: tuple[str, ...] = ()


def read_history(
    target: str, name: str | None = None, *, by: str | None = None, limit: int | None = None, newest: bool = False
) -> History:
    """Return the history of a ledger, or of one figure, finding or document in it; of one person's doings with `by`.

    With a limit no more entries than that, the oldest, or with `newest` the newest first.

    A figure or finding is named by its id, a document by its path, the end of it, or its hash; beginnings will do. Of a
    figure it is told too when its document was added and read, of a document what was said of its figures.

    Raises:
        UnknownId, UnknownDocument, NothingOfThatName: the name fits nothing.
        AmbiguousId, AmbiguousDocument: it fits several.

    """
    with open_ledger(target, write=False) as ledger:
        wanted = None if name is None else _wanted(ledger, name)
        entries = fetch_entries(ledger, wanted, by=by, limit=limit, newest=newest)
        authors = () if by is None else tuple(fetch_authors(ledger, wanted))
        head, number = fetch_head(ledger)
        return History(tuple(_tell(ledger, entries)), head, number, authors)


# What is asked for


def _wanted(ledger: Ledger, name: str) -> Concern:
    if name.startswith(FINDING):
        return _of_finding(ledger, name)
    if name.startswith(FIGURE):
        return _of_figure(ledger, name)
    try:
        document = find_document(ledger, name).sha256
    except UnknownDocument:
        for find in (_of_figure, _of_finding):
            with suppress(UnknownId):
                return find(ledger, name)
        raise NothingOfThatName(name) from None
    return Concern(document, figures=True)


def _of_figure(ledger: Ledger, name: str) -> Concern:
    found = find_figures(ledger, name)
    if not found:
        raise UnknownId("figure", name)
    if len(found) > 1:
        raise AmbiguousId("figure", name, found)
    ((figure, document),) = found.items()
    return Concern(figure, read=document)


def _of_finding(ledger: Ledger, name: str) -> Concern:
    return Concern(fetch_finding(ledger, name).id)


# What is told


def _tell(ledger: Ledger, entries: Sequence[Entry]) -> Iterator[Told]:
    abouts = [event.about for event, _ in entries if event.about]
    judged = [event.about for event, _ in entries if event.about and event.act is Act.JUDGE]
    judgements = fetch_told_judgements(ledger, judged)
    made = {one.id: one for one in judgements.values()}
    figures = fetch_readings(ledger, judged)
    paths = fetch_paths(ledger, abouts)
    reasons = fetch_reasons(ledger, abouts)
    for event, own in entries:
        about = event.about or ""
        one = next((judgements[digest] for digest in event.digests if digest in judgements), None)
        undone = None if one is None else made.get(one.undoes or "")
        read = tuple(figures.get(about, ()))
        yield Told(event, one, undone, read, paths.get(about), reasons.get(about), own=own)
