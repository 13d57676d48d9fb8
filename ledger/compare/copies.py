"""Documents that are one text: reposted, syndicated, with another headline or a few words changed.

Only the sentences that hold figures are looked at, by runs of words. Two documents that share most of their runs are
one text, whoever prints them; so are all that are linked so.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from datetime import date
from functools import cached_property
from itertools import combinations, pairwise
from zlib import crc32

from ledger.compare.intervals import amount, family
from ledger.lexicon.comparison import fold
from ledger.model.figure import Figure, Source

_WORD = re.compile(r"\w+")  # numbers too: a copy has the same
_RUN = 5  # words of a run: two texts of one event share few so long
_FEWEST = 30  # runs of a text: a single sentence is quoted, and copies nothing
_SHARED = 0.6  # of the runs, and of the amounts, of the shorter of two texts
_LOOKED_UP = 64  # runs by which a text is looked up
_CROWD = 24  # texts with a run in common: of more each is held against the next alone


class Copies:
    """The documents of a ledger by the text they print."""

    def __init__(self, figures: Iterable[Figure]) -> None:
        """Gather the sentences of documents, in the order of their figures."""
        self._sources: dict[str, Source] = {}
        self._sentences: dict[str, dict[int, str]] = defaultdict(dict)
        self._amounts: dict[str, set[object]] = defaultdict(set)
        for figure in figures:
            self._sources.setdefault(figure.source.document, figure.source)
            self._sentences[figure.source.document][figure.quote_span.start] = figure.quote
            self._amounts[figure.source.document].add((family(figure.quantity), amount(figure.quantity)))

    def text_of(self, document: str) -> str:
        """Return the document whose text this one prints: the first published, itself where it copies none."""
        return self._firsts.get(document, document)

    def is_printed_again(self, text: str) -> bool:
        """Tell whether several documents print a text."""
        return text in self._firsts

    @cached_property
    def texts(self) -> Sequence[Sequence[str]]:
        """The documents that print one text, of each text that several print, the first published first."""
        linked: dict[str, set[str]] = {}
        for one, other in self._couples():
            if self._are_one(one, other):
                together = linked.get(one, {one}) | linked.get(other, {other})
                linked |= dict.fromkeys(together, together)
        found = {id(together): sorted(together, key=self._age) for together in linked.values()}
        return sorted(found.values())

    @cached_property
    def _firsts(self) -> Mapping[str, str]:
        return {document: text[0] for text in self.texts for document in text}

    def _are_one(self, one: str, other: str) -> bool:
        """Tell whether two documents print one text: most of its words, and of its amounts.

        The bulletins of two months have most of their words in common, and other amounts: these are asked first, since
        they are few.
        """
        if not _are_shared(self._amounts[one], self._amounts[other]):
            return False
        here, there = self._runs(one), self._runs(other)
        return min(len(here), len(there)) >= _FEWEST and _are_shared(here, there)

    def _age(self, document: str) -> tuple[date, str, str]:
        source = self._sources[document]
        return source.published or date.max, source.path, document

    def _runs(self, document: str) -> frozenset[int]:
        return frozenset(run for sentence in self._sentences[document].values() for run in runs_of(sentence))

    def _couples(self) -> Iterator[tuple[str, str]]:
        """Yield documents that share several of the runs they are looked up by."""
        index: dict[int, list[str]] = defaultdict(list)
        for document in self._sentences:
            for run in _looked_up(self._runs(document)):
                index[run].append(document)
        shared: Counter[tuple[str, str]] = Counter()
        for documents in index.values():
            shared.update(combinations(documents, 2) if len(documents) <= _CROWD else pairwise(documents))
        yield from sorted(couple for couple, count in shared.items() if count > 1)


def _are_shared(one: Set[object], other: Set[object]) -> bool:
    """Tell whether two texts share most of what the shorter one has."""
    return len(one & other) >= _SHARED * min(len(one), len(other))


def runs_of(sentence: str) -> Iterator[int]:
    """Yield each run of words of a sentence as a number, the same in every process."""
    words = _WORD.findall(fold(sentence))
    for at in range(len(words) - _RUN + 1):
        yield crc32(" ".join(words[at : at + _RUN]).encode())


def _looked_up(runs: frozenset[int]) -> Iterable[int]:
    """Return the runs a text is looked up by: the least numbers, so that a copy is looked up by much the same."""
    return sorted(runs)[:_LOOKED_UP] if len(runs) >= _FEWEST else ()
