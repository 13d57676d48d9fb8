"""Why no figure fits: the values asked for that no figure of the ledger has, with those that come close."""

from collections.abc import Iterable, Iterator, Sequence

from ledger.actions.figures import Wanted, find_place
from ledger.exports.plain import listed
from ledger.exports.suggestions import close_to
from ledger.model.figure import Place
from ledger.store.engine import Ledger, open_ledger
from ledger.store.filters import folded
from ledger.store.reads import DocumentEntry, fetch_documents, fetch_places, fetch_units

_MOST = 6  # known values named where none comes close


def unknown_values(target: str, wanted: Wanted, places: Sequence[Place] | None = None) -> Iterator[str]:
    """Yield a sentence for each place, unit, source or document asked for that the whole ledger does not have.

    `places` are those of the ledger, where they are at hand.
    """
    with open_ledger(target, write=False) as ledger:
        if wanted.place is not None:
            yield from _of_place(ledger, wanted.place, fetch_places(ledger) if places is None else places)
        if wanted.unit is not None:
            units = fetch_units(ledger)
            yield from _of(wanted.unit, units, "No figure in this ledger has the unit", known=wanted.unit in units)
        documents = fetch_documents(ledger)
    if wanted.source is not None:
        names = _sources(documents)
        known = any(folded(wanted.source) in folded(name) for name in names)
        told = "No source in this ledger is called"
        yield from _of(wanted.source, names, told, known=known)
    if wanted.document is not None:
        yield from _of_document(wanted.document, documents)


def none_stands_so(wanted: Wanted) -> str | None:
    """Return that no figure has the status asked for, or that none is gone; None where neither is asked for."""
    if wanted.gone:
        return "No figure asked for is gone: the newest reading of its text still has each."
    if wanted.status is not None:
        named = " or ".join(status.strip() for status in wanted.status.split(","))
        return f"No figure asked for is {named}. Who judged what: ledger history"
    return None


def _of_place(ledger: Ledger, name: str, places: Sequence[Place]) -> Iterator[str]:
    asked = find_place(ledger, name, places)
    around = {code for place in places for code in (place.name, place.code, *place.within) if code}
    names = dict.fromkeys(place.name for place in places)
    yield from _of(name, names, "No figure in this ledger is about the place", known=not around.isdisjoint(asked))


def _of_document(name: str, documents: list[DocumentEntry]) -> Iterator[str]:
    paths = {entry.path.rpartition("/")[2]: entry.path for entry in documents}
    known = any(
        entry.path == name or entry.path.endswith(f"/{name}") or entry.sha256.startswith(name) for entry in documents
    )
    yield from _of(name, paths, "No document in this ledger is called", known=known)


def _sources(documents: Iterable[DocumentEntry]) -> list[str]:
    """Return all that `--source` looks in: publishers before authors before titles, of documents and sections."""
    told = [part for entry in documents for part in (entry.metadata, *(section.metadata for section in entry.sections))]
    names = [
        *(metadata.publisher for metadata in told),
        *(metadata.author for metadata in told),
        *(metadata.title for metadata in told),
    ]
    return [name for name in dict.fromkeys(names) if name]


def _of(value: str, names: Iterable[str], told: str, *, known: bool) -> Iterator[str]:
    if known:
        return
    every = list(names)
    close = close_to(value, every)
    if close:
        meant = " or ".join(f"'{name}'" for name in close)
        yield f"{told} '{value}'. Did you mean {meant}?"
    elif every:
        yield f"{told} '{value}'. There are: {listed(every, most=_MOST)}."
    else:
        yield f"{told} '{value}'."
