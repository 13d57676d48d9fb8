"""Sentences of two documents that tell of one thing, known by most of their words and the names in them."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property

from ledger.compare.gates import Standing, ask_place
from ledger.compare.words import any_word, concepts
from ledger.model.figure import Figure

_SHARED = 3  # words that two sentences about one thing share at least
LIKELY = 0.5  # the part that they are of the shorter sentence's words
_CROWD = 60  # sentences: a word that more of them hold tells little
_WORD = re.compile(r"[^\W\d_]+")
_SECOND = re.compile(r",?\s(?:and|y|e)\s(?:(?:the|el|la|los|las)\s)?[A-ZÀ-Ý]")
_APART = (Standing.APART, Standing.DOUBTED)


class Retellings:
    """The sentences of a ledger by their words."""

    def __init__(self, sentences: Sequence[Sequence[Figure]]) -> None:
        """Take the figures of each sentence."""
        self._sentences = sentences

    def of(self, sentence: Sequence[Figure], share: float) -> Iterator[Sequence[Figure]]:
        """Yield the sentences of other documents that share so much with one, in their order."""
        said = concepts(sentence[0].quote)
        near = {at for word in said for at in self._places(word)}
        for at in sorted(near):
            other = self._sentences[at]
            if other[0].source.document != sentence[0].source.document and _share(said, other[0], share):
                yield other

    def _places(self, word: str) -> Sequence[int]:
        found = self._by_word.get(word, ())
        return found if len(found) <= _CROWD else ()

    @cached_property
    def _by_word(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for at, sentence in enumerate(self._sentences):
            for word in concepts(sentence[0].quote):
                found[word].append(at)
        return found


def share_words(one: Figure, other: Figure) -> bool:
    """Tell whether the sentences of two figures are likely about one thing."""
    return _share(concepts(one.quote), other, LIKELY)


def _share(said: frozenset[str], other: Figure, share: float) -> bool:
    told = concepts(other.quote)
    shared = len(said & told)
    return shared >= _SHARED and shared >= share * min(len(said), len(told))


def are_of_one_group(one: Figure, other: Figure) -> bool:
    """Tell whether two sentences are of the same people and places: neither names a group or a place of its own."""
    alike = _people(one) == _people(other) and one.population == other.population
    return alike and _is_one_of_two(one) == _is_one_of_two(other) and ask_place(one, other).standing not in _APART


def _people(figure: Figure) -> frozenset[str]:
    """Return whom alone a sentence may be about."""
    told = (word for word in _WORD.findall(figure.quote) if any_word(word, "people_apart"))
    return frozenset(name for word in told for name in concepts(word))


def _is_one_of_two(figure: Figure) -> bool:
    """Tell whether a sentence counts over two places, of which a figure's is one: "between Putumayo and Caquetá"."""
    if figure.place is None:
        return False
    _, found, rest = figure.quote.partition(figure.place.name)
    return bool(found) and _SECOND.match(rest) is not None
