"""Who did what in a ledger, and when: its history, or the part of it that concerns one thing."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from ledger.actions.documents import find_document
from ledger.actions.ids import FIGURE, FINDING
from ledger.errors import AmbiguousId, NothingOfThatName, UnknownDocument, UnknownId
from ledger.exports.told_history import Told
from ledger.model.event import Act, Event
from ledger.store.engine import Ledger, open_ledger
from ledger.store.history import fetch_events
from ledger.store.reads import fetch_finding
from ledger.store.told import (
    fetch_figure_ids,
    fetch_own_names,
    fetch_paths,
    fetch_readings,
    fetch_reasons,
    fetch_told_judgements,
    find_figures,
)


@dataclass(frozen=True, slots=True)
class History:
    """Entries of the history, oldest first, and how all of it ends: the name of the last, and how many there are."""

    told: tuple[Told, ...]
    head: str
    entries: int
    authors: tuple[str, ...] = ()


def read_history(target: str, name: str | None = None, *, by: str | None = None) -> History:
    """Return the history of a ledger, or of one figure, finding or document in it; of one person's doings with `by`.

    A figure or finding is named by its id, a document by its path, the end of it, or its hash; beginnings will do. Of a
    figure it is told too when its document was added and read, of a document what was said of its figures.

    Raises:
        UnknownId, UnknownDocument, NothingOfThatName: the name fits nothing.
        AmbiguousId, AmbiguousDocument: it fits several.

    """
    with open_ledger(target, write=False) as ledger:
        wanted = None if name is None else _wanted(ledger, name)
        events = fetch_events(ledger)
        concerned = [event for event in events if wanted is None or wanted.concerns(event)]
        chosen = [event for event in concerned if by is None or event.by == by]
        own = fetch_own_names(ledger)
        told = tuple(_tell(ledger, sorted(chosen, key=lambda event: event.at), frozenset(own)))
    authors = sorted({event.by for event in concerned if event.by})
    return History(told, own[-1] if own else "", len(events), tuple(authors))


# What is asked for


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What entries may be about, and the document that they may have brought in."""

    names: frozenset[str]
    read: str | None = None

    def concerns(self, event: Event) -> bool:
        """Tell whether an entry is of what is wanted."""
        of_reading = event.act in (Act.ADD, Act.REREAD) and event.about == self.read
        return of_reading or event.about in self.names


def _wanted(ledger: Ledger, name: str) -> _Wanted:
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
    return _Wanted(frozenset([document, *fetch_figure_ids(ledger, document)]))


def _of_figure(ledger: Ledger, name: str) -> _Wanted:
    found = find_figures(ledger, name)
    if not found:
        raise UnknownId("figure", name)
    if len(found) > 1:
        raise AmbiguousId("figure", name, found)
    ((figure, document),) = found.items()
    return _Wanted(frozenset([figure]), document)


def _of_finding(ledger: Ledger, name: str) -> _Wanted:
    return _Wanted(frozenset([fetch_finding(ledger, name).id]))


# What is told


def _tell(ledger: Ledger, events: Sequence[Event], own: Collection[str]) -> Iterator[Told]:
    judged = [event for event in events if event.act is Act.JUDGE]
    judgements = fetch_told_judgements(ledger) if judged else {}
    made = {one.id: one for one in judgements.values()}
    figures = fetch_readings(ledger, (event.about for event in judged if event.about))
    paths = fetch_paths(ledger)
    reasons = fetch_reasons(ledger)
    for event in events:
        about = event.about or ""
        one = next((judgements[digest] for digest in event.digests if digest in judgements), None)
        undone = None if one is None else made.get(one.undoes or "")
        read = tuple(figures.get(about, ()))
        yield Told(event, one, undone, read, paths.get(about), reasons.get(about), own=event.hash in own)
