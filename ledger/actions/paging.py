"""A long listing of figures page by page: the same figures in the same order as `list_figures` has them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ledger.actions.figures import Wanted, find_place, list_figures, read_filter
from ledger.actions.own_topics import load_own_topics, require_topic
from ledger.actions.unknown import unknown_values
from ledger.lexicon.topics import load_topics
from ledger.model.figure import Figure
from ledger.store.engine import Ledger, open_ledger
from ledger.store.listing import Listing, fetch_ids, fetch_numbered


@dataclass(frozen=True, slots=True)
class FigurePage:
    """Figures of one page, the how manieth page it is, and how many figures there are in all."""

    figures: tuple[Figure, ...]
    number: int
    size: int
    total: int

    @property
    def pages(self) -> int:
        """How many pages there are; one where there is nothing."""
        return max(1, -(-self.total // self.size))

    @property
    def first(self) -> int:
        """The place of the first figure in the whole listing, from 1; 0 where there is none."""
        return (self.number - 1) * self.size + 1 if self.figures else 0

    @property
    def last(self) -> int:
        """The place of the last figure."""
        return (self.number - 1) * self.size + len(self.figures)


class Pages:
    """Pages of the figures of one ledger, whatever the filter; kept by a program that is asked again and again."""

    def __init__(self, target: str) -> None:
        self._target = target
        self._listing = Listing()

    def page(self, wanted: Wanted, number: int, size: int) -> FigurePage:
        """Return a page, counted from 1; the last one where there are fewer.

        Raises:
            BadValue, UnknownTopic: what is wanted cannot be understood.

        """
        own = load_own_topics(self._target)
        if own is not None and wanted.topic is not None:  # topics of the user's are told of one figure after the other
            every = tuple(list_figures(self._target, wanted))
            at = _within(number, size, len(every))
            return FigurePage(every[(at - 1) * size : at * size], at, size, len(every))
        require_topic(wanted.topic, own)
        with open_ledger(self._target, write=False) as ledger:
            numbers = self._numbers(ledger, wanted)
            at = _within(number, size, len(numbers))
            found = fetch_numbered(ledger, numbers[(at - 1) * size : at * size])
        return FigurePage(tuple(map(own.tell, found) if own else found), at, size, len(numbers))

    def ids(self, wanted: Wanted) -> list[str]:
        """Return the ids of all figures wanted, in the order of the listing.

        Raises:
            BadValue, UnknownTopic: what is wanted cannot be understood.

        """
        own = load_own_topics(self._target)
        if own is not None and wanted.topic is not None:
            return [figure.id for figure in list_figures(self._target, wanted)]
        with open_ledger(self._target, write=False) as ledger:
            return fetch_ids(ledger, self._numbers(ledger, wanted))

    def _numbers(self, ledger: Ledger, wanted: Wanted) -> Sequence[int]:
        asked = read_filter(wanted)
        if wanted.place is not None:
            asked = replace(asked, places=find_place(ledger, wanted.place, self._listing.places(ledger)))
        return self._listing.numbers(ledger, asked)

    def hints(self, wanted: Wanted) -> list[str]:
        """Return a sentence for each value asked for that the whole ledger does not have."""
        with open_ledger(self._target, write=False) as ledger:
            places = self._listing.places(ledger) if wanted.place is not None else ()
        return list(unknown_values(self._target, wanted, places))

    def warm(self) -> None:
        """Read beforehand what the first search would wait for."""
        load_topics()
        with open_ledger(self._target, write=False) as ledger:
            self._listing.warm(ledger)
            self._listing.places(ledger)


def _within(number: int, size: int, total: int) -> int:
    return max(1, min(number, -(-total // size)))
